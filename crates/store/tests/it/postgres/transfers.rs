//! A database moves from one engine into the other, whole.

use std::collections::BTreeMap;
use std::path::Path;

use domain::claim::{Place as In, Visibility};
use domain::text::Reference;
use rusqlite::Connection;
use store::{Change, Manifest, Place, PostgresUrl, Stage, Store, StoreError, Transfer, TransferError, moving_into};
use testkit::{Cluster, Persona};
use tokio::runtime::Handle;

use super::engine::Home;
use super::histories::{Life, answer, link, message};
use super::samples;

/// What no test of the store's own leaves behind: a row in every table, or it isn't known to come along.
const OTHERS: &str = "
    INSERT INTO preference VALUES (x'00000000000000000000000000000020', 'theme', 'dark');
    INSERT INTO session VALUES (x'01', x'00000000000000000000000000000020', x'02', 1, 2, 9223372036854775807);
    INSERT INTO invitation VALUES (x'00000000000000000000000000000021', x'03', 1791795600000001);
    INSERT INTO setup_link VALUES (1, x'04');
    INSERT INTO setup_step VALUES ('you', 1791795600000000);
    INSERT INTO one_time_code VALUES (x'000000000000000000000000000000c0', 1, x'000000000000000000000000000000c1', x'', 2, 7);
    INSERT INTO wake_up_lease SELECT number, 5, 6 FROM claim LIMIT 1;
    INSERT INTO reference_change (at, actor_id, actor_name, subject, subject_name, act, body)
        VALUES (-1, NULL, 'Ana ''Ñ'' 🦀', 'programme/osu', 'OSU', 'changed', '[]');";

async fn sample(folder: &Path) {
    let store = Store::open(folder).unwrap();
    store
        .put_reference(samples::reference(), samples::credentials())
        .await
        .unwrap();
    store.secret("link").await.unwrap();
    store.start_demo_clock(samples::at(7)).await.unwrap();
    store.reserve_numbers(2026, 200).await.unwrap();
    // More than are written at once, and than wait for the indexes.
    for n in 1..=70 {
        let place = [In::Draft, In::ConsentWindow, In::Disputable][n as usize % 3];
        let mut bench = testkit::claim_in(place);
        let note = bench.comment(Visibility::Internal);
        drop(bench.by(Persona::Greta, note));
        let life = Life::of(n, &bench).with(|created| {
            created.details.reference = Some(Reference::parse(&format!("PO-{n}")).unwrap());
        });
        let mut claim = life.change();
        claim.messages.push(message(u128::from(n), 0));
        if place == In::ConsentWindow {
            claim.links.push(link(u8::try_from(n).unwrap()));
        }
        let change = Change {
            claims: vec![claim],
            answer: Some(answer(&format!("key {n}"))),
        };
        store.commit(change).await.unwrap();
    }
    let connection = Connection::open(folder.join("cpor.db")).unwrap();
    connection.execute_batch(OTHERS).unwrap();
}

/// A store that was let go closes on threads of its own.
async fn left(folder: &Path) {
    while folder.join("cpor.db-wal").exists() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

fn folder(path: &Path) -> Place {
    Place::Folder(path.to_owned())
}

fn postgres(url: &str) -> Place {
    Place::Postgres(url.parse::<PostgresUrl>().unwrap())
}

/// On a thread that may wait.
async fn begin(from: &Place, to: &Place) -> Result<Transfer, TransferError> {
    let (from, to, runtime) = (from.clone(), to.clone(), Handle::current());
    let begun = tokio::task::spawn_blocking(move || Transfer::begin(&from, &to, &runtime, |_| {}));
    begun.await.unwrap()
}

async fn copy(transfer: Transfer) -> (Transfer, Result<(), TransferError>) {
    let copied = tokio::task::spawn_blocking(move || {
        let copied = transfer.copy(|_| {});
        (transfer, copied)
    });
    copied.await.unwrap()
}

async fn finish(transfer: Transfer) -> Manifest {
    tokio::task::spawn_blocking(move || transfer.finish())
        .await
        .unwrap()
        .unwrap()
}

async fn transfer(from: &Place, to: &Place) -> Manifest {
    let begun = begin(from, to).await.unwrap();
    assert!(!begun.is_resumed());
    let (begun, copied) = copy(begun).await;
    copied.unwrap();
    finish(begun).await
}

/// The database is nobody's any more.
async fn released(url: &str) {
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while Cluster::shared().execute(url, sql).unwrap().trim() != "0" {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_moves_there_and_on_and_back() {
    let home = tempfile::tempdir().unwrap();
    let (here, back) = (home.path().join("here"), home.path().join("back"));
    sample(&here).await;
    left(&here).await;
    let (first, second) = (Cluster::shared().empty(), Cluster::shared().empty());
    let manifest = transfer(&folder(&here), &postgres(&first)).await;
    for table in &manifest.tables {
        assert!(table.rows > 0, "no row shows that {} comes along", table.name);
    }
    // Each is counted and hashed anew.
    released(&first).await;
    assert_eq!(transfer(&postgres(&first), &postgres(&second)).await, manifest);
    released(&second).await;
    assert_eq!(transfer(&postgres(&second), &folder(&back)).await, manifest);
    let again = home.path().join("again");
    assert_eq!(transfer(&folder(&back), &folder(&again)).await, manifest);
    assert_eq!(
        transfer(&folder(&here), &folder(&home.path().join("last"))).await,
        manifest
    );

    // It is lived in: numbers go on, entries and messages are where they were.
    for store in [
        Store::connect(&second.parse().unwrap()).await.unwrap(),
        Store::open(&again).unwrap(),
    ] {
        assert_eq!(store.check_integrity().await.unwrap().findings, []);
        assert_eq!(store.reserve_number(2026).await.unwrap().sequence, 201);
        Life::numbered(201, In::ConsentWindow).commit(&store).await;
        assert_eq!(store.check_integrity().await.unwrap().findings, []);
        assert_eq!(store.demo_clock().await.unwrap(), Some(samples::at(7)));
    }
    assert_eq!(
        Cluster::shared()
            .execute(
                &second,
                "SELECT actor_name, at, kind FROM reference_change WHERE act = 'changed'"
            )
            .unwrap()
            .trim(),
        "Ana 'Ñ' 🦀|1969-12-31 23:59:59.999999+00|programme"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tables_that_come_along_are_those_that_there_are() {
    let home = tempfile::tempdir().unwrap();
    drop(Store::open(home.path()).unwrap());
    left(home.path()).await;
    let url = Cluster::shared().empty();
    let manifest = transfer(&folder(home.path()), &postgres(&url)).await;
    let mut named: Vec<&str> = manifest.tables.iter().map(|table| table.name.as_str()).collect();
    named.push("migration");
    named.sort_unstable();
    let sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\"";
    let found = Cluster::shared().execute(&url, sql).unwrap();
    assert_eq!(found.lines().collect::<Vec<_>>(), named);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_that_stopped_is_not_served_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let (here, other) = (home.path().join("here"), home.path().join("other"));
    sample(&here).await;
    left(&here).await;
    drop(Store::open(&other).unwrap());
    left(&other).await;
    let url = Cluster::shared().empty();
    let begun = begin(&folder(&here), &postgres(&url)).await.unwrap();
    let serving = Store::connect(&url.parse().unwrap()).await;
    assert!(matches!(serving.err(), Some(StoreError::BeingMoved)));
    let triggers = |sql: &str| Cluster::shared().execute(&url, sql).unwrap();
    triggers(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
         CREATE TRIGGER refusing BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION refuse()",
    );
    let (begun, copied) = copy(begun).await;
    assert!(matches!(copied, Err(TransferError::Store(_))), "{copied:?}");
    drop(begun);
    released(&url).await;
    triggers("DROP TRIGGER refusing ON event; DROP FUNCTION refuse");

    let serving = Store::connect(&url.parse().unwrap()).await;
    assert!(matches!(serving.err(), Some(StoreError::Unfinished)));
    let source = begin(&postgres(&url), &folder(&home.path().join("new"))).await;
    assert!(matches!(
        source.err(),
        Some(TransferError::Store(StoreError::Unfinished))
    ));
    released(&url).await;
    let before = Cluster::shared()
        .execute(&url, "SELECT sum(version) FROM claim")
        .unwrap();
    let refused = begin(&folder(&other), &postgres(&url)).await;
    assert!(matches!(refused.err(), Some(TransferError::OtherBegun)));
    assert_eq!(
        Cluster::shared()
            .execute(&url, "SELECT sum(version) FROM claim")
            .unwrap(),
        before
    );
    released(&url).await;

    let resumed = begin(&folder(&here), &postgres(&url)).await.unwrap();
    assert!(resumed.is_resumed());
    let copying = tokio::task::spawn_blocking(move || {
        let mut copied = BTreeMap::new();
        let outcome = resumed.copy(|progress| {
            if progress.stage == Stage::Copying {
                copied.insert(progress.table.to_owned(), progress.rows);
            }
        });
        (resumed, outcome, copied)
    });
    let (resumed, outcome, copied) = copying.await.unwrap();
    outcome.unwrap();
    assert!(
        !copied.contains_key("claim") && copied.contains_key("event"),
        "{copied:?}"
    );
    finish(resumed).await;
    let store = Store::connect(&url.parse().unwrap()).await.unwrap();
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_into_a_folder_that_broke_off_goes_on_too() {
    let home = tempfile::tempdir().unwrap();
    let (here, there) = (home.path().join("here"), home.path().join("there"));
    sample(&here).await;
    left(&here).await;
    let begun = begin(&folder(&here), &folder(&there)).await.unwrap();
    let broken = tokio::task::spawn_blocking(move || {
        begun.copy(|progress| assert_ne!(progress.table, "event", "it breaks off"))
    });
    assert!(broken.await.unwrap_err().is_panic());
    assert!(!Store::is_in(&there) && moving_into(&there).exists());
    let resumed = begin(&folder(&here), &folder(&there)).await.unwrap();
    assert!(resumed.is_resumed());
    let (resumed, copied) = copy(resumed).await;
    copied.unwrap();
    finish(resumed).await;
    assert!(!moving_into(&there).exists());
    let store = Store::open(&there).unwrap();
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_login_may_not_see_is_not_left_out() {
    let home = tempfile::tempdir().unwrap();
    let (postgres_home, store) = Home::new().await;
    store
        .put_reference(samples::reference(), samples::credentials())
        .await
        .unwrap();
    postgres_home
        .execute(
            "ALTER TABLE account ENABLE ROW LEVEL SECURITY; CREATE POLICY nobody ON account USING (false);
             GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;
             DROP ROLE IF EXISTS half_blind; CREATE ROLE half_blind LOGIN",
        )
        .unwrap();
    drop(store);
    released(postgres_home.url()).await;
    let url = postgres_home.url().replace("cpor@", "half_blind@");
    let refused = begin(&postgres(&url), &folder(&home.path().join("new"))).await;
    let told = format!("{:?}", refused.err().unwrap());
    assert!(told.contains("row-level security"), "{told}");
    assert!(!home.path().join("new").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_targets_and_sources_are_refused_and_stay_as_they_are() {
    let home = tempfile::tempdir().unwrap();
    let (here, used) = (home.path().join("here"), home.path().join("used"));
    for path in [&here, &used] {
        let store = Store::open(path).unwrap();
        store
            .put_reference(samples::reference(), samples::credentials())
            .await
            .unwrap();
        drop(store);
        left(path).await;
    }
    let bytes = std::fs::read(used.join("cpor.db")).unwrap();
    let refused = begin(&folder(&here), &folder(&used)).await;
    assert!(matches!(refused.err(), Some(TransferError::Occupied)));
    assert_eq!(std::fs::read(used.join("cpor.db")).unwrap(), bytes);
    assert!(!used.join("moving").exists());

    let (on_postgres, store) = Home::new().await;
    store
        .put_reference(samples::reference(), samples::credentials())
        .await
        .unwrap();
    let url = on_postgres.url();
    for (from, to) in [
        (postgres(url), folder(&home.path().join("new"))),
        (folder(&here), postgres(url)),
    ] {
        let served = begin(&from, &to).await;
        assert!(matches!(served.err(), Some(TransferError::InUse(_))));
    }
    drop(store);
    released(url).await;
    let before = on_postgres.dump();
    let refused = begin(&folder(&here), &postgres(url)).await;
    assert!(matches!(refused.err(), Some(TransferError::Occupied)));
    released(url).await;
    assert_eq!(on_postgres.dump(), before);
    let others = Cluster::shared().empty();
    Cluster::shared()
        .execute(&others, "CREATE TABLE somebody_elses ()")
        .unwrap();
    let refused = begin(&folder(&here), &postgres(&others)).await;
    assert!(matches!(refused.err(), Some(TransferError::Occupied)));

    let serving = Store::open(&here).unwrap();
    let served = begin(&folder(&here), &folder(&home.path().join("new"))).await;
    assert!(matches!(served.err(), Some(TransferError::InUse(_))));
    drop(serving);
    left(&here).await;
    let nothing = begin(&folder(&home.path().join("nowhere")), &postgres(&others)).await;
    assert!(matches!(nothing.err(), Some(TransferError::NoSource)));
    Connection::open(here.join("cpor.db"))
        .unwrap()
        .execute(
            "DELETE FROM migration WHERE number = (SELECT max(number) FROM migration)",
            [],
        )
        .unwrap();
    let older = begin(&folder(&here), &folder(&home.path().join("new"))).await;
    assert!(matches!(older.err(), Some(TransferError::OtherSchema { .. })));
    assert!(!home.path().join("new").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_claims_are_written_is_of_one_moment() {
    let (_home, store) = Home::new().await;
    let writing = tokio::spawn({
        let store = store.clone();
        async move {
            for n in 1..=300 {
                Life::numbered(n, In::ConsentWindow).commit(&store).await;
            }
        }
    });
    let home = tempfile::tempdir().unwrap();
    for n in 0..3 {
        let file = home.path().join(format!("copy-{n}"));
        store.backup_to(&file).await.unwrap();
        let restored = home.path().join(format!("restored-{n}"));
        Store::restore(&file, &restored).unwrap();
        let url = Cluster::shared().empty();
        let manifest = transfer(&folder(&restored), &postgres(&url)).await;
        let there = Store::connect(&url.parse().unwrap()).await.unwrap();
        let report = there.check_integrity().await.unwrap();
        assert_eq!(report.findings, []);
        let claims = manifest.tables.iter().find(|table| table.name == "claim").unwrap().rows;
        assert_eq!(report.claims, claims.unsigned_abs());
    }
    writing.await.unwrap();
}
