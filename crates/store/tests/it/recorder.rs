//! What the store says of its statements while its contract is tested: each text as it is prepared, and where in the
//! source it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A statement as it was written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Said {
    pub engine: String,
    pub sql: String,
    pub file: String,
    pub line: u64,
}

static SAID: Mutex<BTreeSet<Said>> = Mutex::new(BTreeSet::new());
static PREPARED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static STORES: AtomicUsize = AtomicUsize::new(0);

/// A store that is tested, for as long as this lives.
pub struct Recording(());

impl Recording {
    pub fn begin() -> Recording {
        static LISTEN: Once = Once::new();
        LISTEN.call_once(|| tracing::subscriber::set_global_default(Recorder).unwrap());
        STORES.fetch_add(1, Ordering::SeqCst);
        Recording(())
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        STORES.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Waits until nobody tests a store any more. Tests are begun in the order of their names: whoever comes last sees all.
fn wait() {
    while STORES.load(Ordering::SeqCst) > 0 {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The statements of both engines as they stand in the source.
pub fn said() -> BTreeSet<Said> {
    wait();
    SAID.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// The statements as PostgreSQL got them.
pub fn prepared() -> BTreeSet<String> {
    wait();
    PREPARED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Whether all tests run, or some that somebody named.
pub fn is_whole() -> bool {
    std::env::args()
        .skip(1)
        .all(|argument| argument.starts_with("--") || argument.parse::<u32>().is_ok())
}

struct Recorder;

#[derive(Default)]
struct Fields {
    texts: BTreeMap<&'static str, String>,
    line: u64,
}

impl Visit for Fields {
    fn record_u64(&mut self, _: &Field, value: u64) {
        self.line = value;
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.texts.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        ["store::statement", "store::prepared"].contains(&metadata.target())
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut text = |name| fields.texts.remove(name).unwrap_or_default();
        if event.metadata().target() == "store::prepared" {
            PREPARED
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(text("sql"));
        } else {
            let said = Said {
                engine: text("engine"),
                sql: text("sql"),
                file: text("file"),
                line: fields.line,
            };
            SAID.lock().unwrap_or_else(PoisonError::into_inner).insert(said);
        }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
