//! A store and documents in a folder of their own, the test world's people, and clocks that go when told to.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use app::clocks::{DemoClock, ProgrammeClock, WallClock};
use app::{Env, EnvParts, Expected, HandleError, Ports};
use documents::Blobs;
use domain::claim::{
    Claim, Command, Contact, Details, Document, DocumentCondition, Entry, LineEdit, LineItem, Refusal,
};
use domain::id::{BlobId, ClaimNumber, DocumentId, Guid, LineId, Uuid};
use domain::instant::Instant;
use domain::party::{Actor, Scope};
use domain::text::{Email, FileName, Name};
use rusqlite::Connection;
use rusqlite::types::Value;
use store::{Credentials, PostgresUrl, Store, Stored};
use tempfile::TempDir;
use testkit::commands::{approve_all, instant, item, line_id, statement};
use testkit::{Cluster, Firm, Persona};

/// Keys are unique over all worlds and restarts.
static KEYS: AtomicU64 = AtomicU64::new(1);

pub fn key() -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 | u128::from(KEYS.fetch_add(1, Ordering::Relaxed)))
}

/// So far another node's clocks are behind.
pub const SKEW: Duration = Duration::from_secs(2);

#[derive(Clone)]
struct HandClock(Arc<AtomicI64>, Duration);

impl HandClock {
    fn at(text: &str) -> HandClock {
        HandClock(Arc::new(AtomicI64::new(instant(text).microseconds())), Duration::ZERO)
    }

    fn now(&self) -> Instant {
        let behind = i64::try_from(self.1.as_micros()).unwrap();
        Instant::from_microseconds(self.0.load(Ordering::SeqCst) - behind).unwrap()
    }

    /// The same clock as another node has it.
    fn behind(&self) -> HandClock {
        HandClock(Arc::clone(&self.0), SKEW)
    }
}

/// Which clock claims go by.
enum Programme {
    Hand(HandClock),
    Demo,
}

pub struct World {
    pub env: Arc<Env>,
    folder: TempDir,
    programme: Programme,
    wall: HandClock,
}

impl World {
    /// Claims go by a clock that [`World::at`] sets.
    pub async fn new() -> World {
        World::begin(Programme::Hand(HandClock::at(testkit::claims::START))).await
    }

    /// Claims go by the demo's clock, which begins where every workbench does.
    pub async fn demo() -> World {
        World::begin(Programme::Demo).await
    }

    async fn begin(programme: Programme) -> World {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store
            .put_reference(testkit::reference(), BTreeMap::<_, Credentials>::new())
            .await
            .unwrap();
        // The machine's time has nothing to do with the programme's.
        let wall = HandClock::at("2031-03-03T03:03:03Z");
        World {
            env: open(&folder, store, &programme, &wall).await,
            folder,
            programme,
            wall,
        }
    }

    /// Two nodes on one PostgreSQL; the second one's clocks are behind.
    pub async fn pair() -> (World, World) {
        World::begin_pair(Programme::Hand(HandClock::at(testkit::claims::START))).await
    }

    /// The same with the demo's clock.
    pub async fn demo_pair() -> (World, World) {
        World::begin_pair(Programme::Demo).await
    }

    async fn begin_pair(programme: Programme) -> (World, World) {
        let url: PostgresUrl = Cluster::shared().empty().parse().unwrap();
        let first = Store::connect(&url).await.unwrap();
        let put = first.put_reference(testkit::reference(), BTreeMap::<_, Credentials>::new());
        put.await.unwrap();
        let second = Store::connect(&url).await.unwrap();
        let wall = HandClock::at("2031-03-03T03:03:03Z");
        let behind = match &programme {
            Programme::Hand(clock) => Programme::Hand(clock.behind()),
            Programme::Demo => Programme::Demo,
        };
        let wall_behind = wall.behind();
        (
            World::node(first, programme, wall).await,
            World::node(second, behind, wall_behind).await,
        )
    }

    async fn node(store: Store, programme: Programme, wall: HandClock) -> World {
        let folder = tempfile::tempdir().unwrap();
        World {
            env: open(&folder, store, &programme, &wall).await,
            folder,
            programme,
            wall,
        }
    }

    /// The same after the process ended and was started anew.
    pub async fn restarted(self) -> World {
        let World {
            env,
            folder,
            programme,
            wall,
        } = self;
        drop(env);
        let store = Store::open(folder.path()).unwrap();
        World {
            env: open(&folder, store, &programme, &wall).await,
            folder,
            programme,
            wall,
        }
    }

    /// Sets the time of claims.
    pub fn at(&self, text: &str) {
        match &self.programme {
            Programme::Hand(clock) => clock.0.store(instant(text).microseconds(), Ordering::SeqCst),
            Programme::Demo => panic!("the demo's clock is advanced"),
        }
    }

    /// Lets the machine's time pass.
    pub fn wall_passes(&self, by: Duration) {
        self.wall
            .0
            .fetch_add(i64::try_from(by.as_micros()).unwrap(), Ordering::SeqCst);
    }

    /// Every row of every table, and every file of a document.
    pub fn dump(&self) -> Vec<String> {
        let connection = Connection::open(self.env.store.database().unwrap()).unwrap();
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        let mut tables = connection.prepare(sql).unwrap();
        let tables: Vec<String> = tables
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut rows = self.files();
        for table in tables {
            let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let mut found = statement.query([]).unwrap();
            while let Some(row) = found.next().unwrap() {
                let cells: Vec<Value> = (0..columns).map(|index| row.get(index).unwrap()).collect();
                rows.push(format!("{table}: {cells:?}"));
            }
        }
        rows
    }

    /// Nothing has changed since the dump.
    #[track_caller]
    pub fn assert_unchanged(&self, before: &[String]) {
        let now = self.dump();
        let gone: Vec<_> = before.iter().filter(|row| !now.contains(row)).collect();
        let new: Vec<_> = now.iter().filter(|row| !before.contains(row)).collect();
        assert!(gone.is_empty() && new.is_empty(), "gone: {gone:#?}\nnew: {new:#?}");
    }

    /// The files of documents.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().join("blobs")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.display().to_string());
                }
            }
        }
        found.sort();
        found
    }

    /// Nothing contradicts anything in the store.
    pub async fn assert_sound(&self) {
        assert_eq!(self.env.store.check_integrity().await.unwrap().findings, []);
    }

    /// The claim as the person reads it now.
    pub async fn load(&self, persona: Persona, number: ClaimNumber) -> Result<Stored, HandleError> {
        app::load(&self.env, &persona.actor(), number).await
    }

    /// The claim as it is stored, though deadlines have passed.
    pub async fn stored(&self, number: ClaimNumber) -> Claim {
        self.env
            .store
            .find_claim(&everything(), number)
            .await
            .unwrap()
            .unwrap()
            .claim
    }

    /// The claim's history.
    pub async fn entries(&self, claim: &Claim) -> Vec<Entry> {
        let entries = self.env.store.list_entries(&everything(), claim.id).await.unwrap();
        entries.into_iter().map(|stored| stored.entry).collect()
    }

    /// Carries a command out on the claim as the person reads it.
    pub async fn run(&self, persona: Persona, number: ClaimNumber, command: Command) -> Result<Stored, HandleError> {
        let loaded = self.load(persona, number).await?;
        let version = Expected::Version(loaded.claim.version);
        app::execute(&self.env, &persona.actor(), loaded, version, command, None).await
    }

    /// A draft of Vale Verde about Exchange Online, Teams and Intune of the n-th customer, complete but for its PoE.
    pub async fn draft(&self, n: u32) -> Claim {
        let (details, lines) = request(n);
        app::create(&self.env, &Persona::Ana.actor(), details, lines, None)
            .await
            .unwrap()
            .claim
    }

    /// A draft with a document, handed in.
    pub async fn submitted(&self, n: u32) -> Claim {
        let number = self.draft(n).await.number;
        self.run(Persona::Ana, number, Command::AddDocument(document()))
            .await
            .unwrap();
        self.run(Persona::Ana, number, Command::Submit).await.unwrap().claim
    }

    /// Taken up by Greta.
    pub async fn under_review(&self, n: u32) -> Claim {
        let number = self.submitted(n).await.number;
        self.run(Persona::Greta, number, Command::StartReview)
            .await
            .unwrap()
            .claim
    }

    /// Asked for more by Greta.
    pub async fn asked(&self, n: u32) -> Claim {
        let number = self.under_review(n).await.number;
        self.run(Persona::Greta, number, testkit::commands::request_information())
            .await
            .unwrap()
            .claim
    }

    /// Approved by Greta, every line covered.
    pub async fn approved(&self, n: u32) -> Claim {
        let claim = self.under_review(n).await;
        self.run(Persona::Greta, claim.number, approve_all(&claim))
            .await
            .unwrap()
            .claim
    }
}

async fn open(folder: &TempDir, store: Store, programme: &Programme, wall: &HandClock) -> Arc<Env> {
    let programme_clock = match programme {
        Programme::Hand(clock) => {
            let clock = clock.clone();
            ProgrammeClock::Machine(Arc::new(move || clock.now()))
        }
        Programme::Demo => {
            let at = store.start_demo_clock(instant(testkit::claims::START)).await.unwrap();
            ProgrammeClock::Demo(DemoClock::at(at))
        }
    };
    let wall = wall.clone();
    let parts = EnvParts {
        store,
        blobs: Blobs::open(folder.path().join("blobs").to_str().unwrap()).unwrap(),
        programme_clock,
        wall_clock: WallClock(Arc::new(move || wall.now())),
        ports: Ports {
            new_id: Arc::new(key),
            random: Arc::new(|| [5; 32]),
            verify_password: Arc::new(|_, _| Box::pin(async { Some(false) })),
            hash_password: Arc::new(|password| Box::pin(async move { Some(format!("hash of {password}")) })),
            free_bytes: Arc::new(|_| None),
        },
    };
    Arc::new(Env::open(parts).await.unwrap())
}

/// A scope that sees everything.
pub fn everything() -> Scope {
    Scope::of(&Actor::Clock)
}

/// What a draft about the n-th customer says.
pub fn request(n: u32) -> (Details, Vec<LineEdit>) {
    let mut details = statement(Firm::ValeVerde);
    details.customer.tenant_id = Some(Guid(Uuid::from_u128(0x7E_0000 + u128::from(n))));
    let products = ["exchange_online", "teams", "intune"];
    let line = |(index, product): (usize, &&str)| LineEdit::New(line_id(index), item(product));
    (details, products.iter().enumerate().map(line).collect())
}

/// A line of its own key.
pub fn new_line(item: LineItem) -> LineEdit {
    LineEdit::New(LineId(key()), item)
}

/// A document whose bytes are nowhere, for where only its row matters.
pub fn document() -> Document {
    Document {
        id: DocumentId(key()),
        blob: BlobId(key()),
        name: FileName::parse("proof.pdf").unwrap(),
        media_type: "application/pdf".to_owned(),
        size_bytes: 10_240,
        sha256: [7; 32],
        added_at: instant(testkit::claims::START),
        added_by: Persona::Ana.id(),
        round: 0,
        condition: DocumentCondition::Available,
    }
}

/// A contact.
pub fn contact(name: &str, email: &str) -> Contact {
    Contact {
        name: Some(Name::parse(name).unwrap()),
        title: None,
        email: Some(Email::parse(email).unwrap()),
        language: None,
    }
}

/// The refusal that the rules gave.
#[track_caller]
pub fn refusal<T>(outcome: Result<T, HandleError>) -> Refusal {
    match outcome {
        Err(HandleError::Refused { refusal, .. }) => refusal,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was accepted"),
    }
}
