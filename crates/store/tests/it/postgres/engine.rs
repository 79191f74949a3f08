//! A store in a database of its own.

use store::{PostgresUrl, Store};

use crate::recorder::Recording;
use testkit::Cluster;

/// The table that a claim is first written to for being found.
pub const FOUND_BY: &str = "claim_search";

/// Where a store is.
pub struct Home {
    url: String,
    _recording: Recording,
}

/// Migrated once, copied for every test. On a runtime of its own: the template must be left before it is copied.
fn fill(url: &str) {
    let url: PostgresUrl = url.parse().unwrap();
    let migrate = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime
            .unwrap()
            .block_on(async { drop(Store::connect(&url).await.unwrap()) });
    };
    std::thread::spawn(migrate).join().unwrap();
}

impl Home {
    /// An empty store.
    pub async fn new() -> (Home, Store) {
        let url = Cluster::shared().like_template(fill);
        let home = Home {
            url,
            _recording: Recording::begin(),
        };
        let store = home.open().await;
        (home, store)
    }

    /// Where the database is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The store, as after a restart.
    pub async fn open(&self) -> Store {
        Store::connect(&self.url.parse().unwrap()).await.unwrap()
    }

    /// Carries out statements past the store, as if no constraint held them back.
    pub fn execute(&self, sql: &str) -> Result<String, String> {
        let sql = format!("SET session_replication_role = replica; {sql}");
        let printed = Cluster::shared().execute(&self.url, &sql);
        printed.map_err(|error| error.to_string())
    }

    /// Carries out statements one by one; what they print.
    pub fn script(&self, sql: &str) -> String {
        Cluster::shared().script(&self.url, sql).unwrap()
    }

    /// Changes rows past the store; how many. `@instant` is the least step of time, `@id` and `@hash` are all zeros.
    pub fn change(&self, sql: &str) -> Result<usize, String> {
        let sql = sql
            .replace("@instant", "interval '1 microsecond'")
            .replace("@id", "'00000000-0000-0000-0000-000000000000'")
            .replace("@hash", "decode(repeat('00', 32), 'hex')");
        let constraints = "SET session_replication_role = replica";
        let constraints = if sql.contains("reference_change") {
            "SELECT"
        } else {
            constraints
        };
        let printed = Cluster::shared().execute(&self.url, &format!("{constraints}; {sql}"));
        let printed = printed.map_err(|error| error.to_string())?;
        Ok(printed
            .trim()
            .rsplit(' ')
            .next()
            .and_then(|count| count.parse().ok())
            .unwrap_or(0))
    }

    /// Lets the store write nothing more.
    pub fn refuse_writes(&self) {
        self.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'full'; END $$;
             CREATE TRIGGER refusing BEFORE UPDATE ON migration FOR EACH ROW EXECUTE FUNCTION refuse()",
        )
        .unwrap();
    }

    /// Lets a table take no more rows.
    pub fn refuse_rows(&self, table: &str) {
        self.execute(&format!(
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'full'; END $$;
             CREATE TRIGGER refusing BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        ))
        .unwrap();
    }

    /// Lets it take rows again.
    pub fn allow_rows(&self, table: &str) {
        self.execute(&format!("DROP TRIGGER refusing ON {table}")).unwrap();
    }

    /// Every row of every table, as text.
    pub fn dump(&self) -> Vec<String> {
        let tables = "SELECT string_agg(format('SELECT ''%1$s: '' || t::text FROM %1$I AS t', tablename), ' UNION ALL '
                          ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'";
        let all = self.execute(tables).unwrap();
        let all = all.lines().last().unwrap().to_owned();
        let rows = self
            .execute(&format!("SELECT * FROM ({all}) AS rows ORDER BY 1"))
            .unwrap();
        rows.lines().map(ToOwned::to_owned).collect()
    }
}
