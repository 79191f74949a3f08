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
use tokio::sync::Mutex;

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
    /// Held while reference data is changed: each change is judged against what it will meet.
    pub(crate) changing: Mutex<()>,
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
        let directory = Directory::of(store.load_reference().await?);
        let directory = RwLock::new(Arc::new(directory));
        Ok(Env {
            store,
            blobs,
            programme_clock,
            wall_clock,
            ports,
            link_keys,
            directory,
            changing: Mutex::new(()),
        })
    }

    /// The reference data that holds now.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the reference data anew after a change of it.
    pub async fn reload_directory(&self) -> Result<(), StoreError> {
        let directory = Arc::new(Directory::of(self.store.load_reference().await?));
        *self.directory.write().unwrap_or_else(PoisonError::into_inner) = directory;
        Ok(())
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
    by_email: HashMap<String, UserId>,
    leads: Vec<UserId>,
}

impl Directory {
    /// Prepares the look-ups.
    pub fn of(reference: Reference) -> Directory {
        let by_email = reference
            .people
            .values()
            .map(|person| (person.email.as_str().to_lowercase(), person.id))
            .collect();
        let leads = reference.leads().map(|person| person.id).collect();
        Directory {
            reference,
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
