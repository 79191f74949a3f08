//! What the shell works with: store, blobs, clocks, keys, reference data and the ports to the outside.

use std::collections::HashMap;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};

use documents::Blobs;
use domain::id::{UserId, Uuid};
use domain::instant::Instant;
use domain::party::Person;
use domain::reference::Reference;
use domain::text::Email;
use store::{Store, StoreError};
use tokio::sync::{Mutex, MutexGuard};

use crate::clocks::{ProgrammeClock, WallClock};
use crate::link::LinkKeys;

/// Judges a password against its hash; without a hash it takes as long and says no. `None`: too many at once.
pub type VerifyPassword =
    Arc<dyn Fn(String, Option<String>) -> Pin<Box<dyn Future<Output = Option<bool>> + Send>> + Send + Sync>;

/// Hashes a password for keeping. `None`: it could not be done now.
pub type HashPassword = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Option<String>> + Send>> + Send + Sync>;

/// Bytes free where a file lies; none: not known.
pub type FreeBytes = Arc<dyn Fn(&Path) -> Option<u64> + Send + Sync>;

/// What the outside lends.
#[derive(Clone)]
pub struct Ports {
    /// A fresh, time-ordered key.
    pub new_id: Arc<dyn Fn() -> Uuid + Send + Sync>,
    /// 32 unpredictable bytes.
    pub random: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// Passwords.
    pub verify_password: VerifyPassword,
    /// Passwords to keep.
    pub hash_password: HashPassword,
    /// Bytes free where a file lies; none: not known.
    pub free_bytes: FreeBytes,
}

/// The parts of an [`Env`].
pub struct EnvParts {
    /// Where claims are.
    pub store: Store,
    /// Where documents' bytes are.
    pub blobs: Blobs,
    /// The time of claims.
    pub programme_clock: ProgrammeClock,
    /// The time of the machine.
    pub wall_clock: WallClock,
    /// The outside.
    pub ports: Ports,
}

/// Everything the shell works with.
pub struct Env {
    /// Where claims are.
    pub store: Store,
    /// Where documents' bytes are.
    pub blobs: Blobs,
    /// The time of claims.
    pub programme_clock: ProgrammeClock,
    /// The time of the machine.
    pub wall_clock: WallClock,
    /// The outside.
    pub ports: Ports,
    pub(crate) link_keys: LinkKeys,
    directory: RwLock<Arc<Directory>>,
    /// Held while it is read anew, so that those who miss the same read it once.
    reading: Mutex<()>,
    /// Held while reference data is changed: each change is judged against what it will meet.
    changing: Mutex<()>,
}

impl Env {
    /// Loads keys and reference data; makes the keys on the first start.
    pub async fn open(parts: EnvParts) -> Result<Env, StoreError> {
        let EnvParts {
            store,
            blobs,
            programme_clock,
            wall_clock,
            ports,
        } = parts;
        let link_keys = LinkKeys {
            link: store.secret("link").await?,
            code: store.secret("code").await?,
        };
        let (reference, revision) = store.load_reference_at().await?;
        let directory = RwLock::new(Arc::new(Directory::at(reference, revision)));
        Ok(Env {
            store,
            blobs,
            programme_clock,
            wall_clock,
            ports,
            link_keys,
            directory,
            reading: Mutex::new(()),
            changing: Mutex::new(()),
        })
    }

    /// The reference data that holds now.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the reference data anew after a change of it.
    pub async fn reload_directory(&self) -> Result<(), StoreError> {
        let _turn = self.reading.lock().await;
        self.read_directory().await
    }

    async fn read_directory(&self) -> Result<(), StoreError> {
        let (reference, revision) = self.store.load_reference_at().await?;
        let directory = Arc::new(Directory::at(reference, revision));
        *self.directory.write().unwrap_or_else(PoisonError::into_inner) = directory;
        Ok(())
    }

    /// Follows what the last answer to "who asks?" told of other nodes: the demo's clock goes as theirs does, and
    /// reference data that they have changed is read anew. Without other nodes there is nothing to do.
    pub async fn follow(&self) -> Result<(), StoreError> {
        let Some(marks) = self.store.marks() else {
            return Ok(());
        };
        if let (ProgrammeClock::Demo(clock), Some(shown)) = (&self.programme_clock, marks.demo_clock) {
            clock.follow(shown);
        }
        if self.directory().revision < marks.reference {
            let _turn = self.reading.lock().await;
            if self.directory().revision < marks.reference {
                self.read_directory().await?;
            }
        }
        Ok(())
    }

    /// The same for who wasn't told: where nobody has signed in, and where something begins by itself.
    pub async fn look_around(&self) -> Result<(), StoreError> {
        self.store.look_around().await?;
        self.follow().await
    }

    /// One's turn to change reference data, which is now as it stands. What another node changes while it is judged
    /// is told by the store: [`ReferenceChange::judged_at`](store::ReferenceChange).
    pub(crate) async fn change_turn(&self) -> Result<MutexGuard<'_, ()>, StoreError> {
        let turn = self.changing.lock().await;
        self.look_around().await?;
        Ok(turn)
    }

    /// A fresh key.
    pub fn new_id(&self) -> Uuid {
        (self.ports.new_id)()
    }

    /// The time of claims, now.
    pub fn now(&self) -> Instant {
        self.programme_clock.now()
    }
}

/// The reference data with what is looked up on every command.
pub struct Directory {
    /// All of it.
    pub reference: Reference,
    /// How often it was changed until then.
    pub(crate) revision: i64,
    by_email: HashMap<String, UserId>,
    leads: Vec<UserId>,
}

impl Directory {
    /// Prepares the look-ups.
    pub fn of(reference: Reference) -> Directory {
        Directory::at(reference, 0)
    }

    fn at(reference: Reference, revision: i64) -> Directory {
        let by_email = reference
            .people
            .values()
            .map(|person| (person.email.as_str().to_lowercase(), person.id))
            .collect();
        let leads = reference.leads().map(|person| person.id).collect();
        Directory {
            reference,
            revision,
            by_email,
            leads,
        }
    }

    /// An account.
    pub fn person(&self, id: UserId) -> Option<&Person> {
        self.reference.people.get(&id)
    }

    /// The account of an address, ignoring case.
    pub fn person_by_email(&self, email: &Email) -> Option<&Person> {
        self.by_email
            .get(&email.as_str().to_lowercase())
            .and_then(|id| self.person(*id))
    }

    /// The review leads.
    pub fn leads(&self) -> impl Iterator<Item = &Person> {
        self.leads.iter().filter_map(|id| self.person(*id))
    }
}
