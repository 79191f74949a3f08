//! How the installation is.

use askama::Template;

use super::{Place, places};
use crate::frame::{Frame, Section};

/// Something that was looked at just now.
#[derive(Clone, Debug)]
pub enum CheckView {
    /// The store takes writes.
    Store(bool),
    /// The place of documents keeps what it is given.
    Blobs(bool),
    /// Minutes by which the earliest due work is late.
    Timers(i64),
    /// Minutes for which the oldest message has been waiting.
    Outbox(i64),
    /// Bytes free where the data lies; none: not known.
    Disk(Option<i64>),
}

impl CheckView {
    fn is_good(&self) -> bool {
        match self {
            CheckView::Store(good) | CheckView::Blobs(good) => *good,
            CheckView::Timers(minutes) => *minutes <= 5,
            CheckView::Outbox(minutes) => *minutes <= 15,
            CheckView::Disk(free) => free.is_none_or(|free| free >= 1_000_000_000),
        }
    }

    fn label(&self, frame: &Frame) -> String {
        match self {
            CheckView::Store(_) => frame.text.health_store(),
            CheckView::Blobs(_) => frame.text.health_blobs(),
            CheckView::Timers(_) => frame.text.health_timers(),
            CheckView::Outbox(_) => frame.text.health_outbox(),
            CheckView::Disk(_) => frame.text.health_disk(),
        }
    }

    fn say(&self, frame: &Frame) -> String {
        let text = &frame.text;
        match self {
            CheckView::Store(true) => text.health_store_good(),
            CheckView::Store(false) => text.health_store_bad(),
            CheckView::Blobs(true) => text.health_blobs_good(),
            CheckView::Blobs(false) => text.health_blobs_bad(),
            CheckView::Timers(0) => text.health_timers_good(),
            CheckView::Timers(minutes) => text.health_timers_late(*minutes),
            CheckView::Outbox(0) => text.health_outbox_good(),
            CheckView::Outbox(minutes) => text.health_outbox_late(*minutes),
            CheckView::Disk(Some(free)) => {
                let size = format!("{}.{}", free / 1_000_000_000, free / 100_000_000 % 10);
                if self.is_good() {
                    text.health_disk_free(size)
                } else {
                    text.health_disk_low(size)
                }
            }
            CheckView::Disk(None) => text.health_disk_unknown(),
        }
    }
}

/// `/settings/health`
#[derive(Template, Clone, Debug)]
#[template(path = "settings/health.html")]
pub struct HealthPage {
    /// The frame.
    pub frame: Frame,
    /// What was looked at just now.
    pub checks: Vec<CheckView>,
    /// The program's version.
    pub version: String,
    /// The number of the newest migration.
    pub schema: i64,
    /// Claims ever begun.
    pub claims: i64,
    /// Accounts that can be used.
    pub accounts: i64,
    /// Sessions.
    pub sessions: i64,
    /// The database's size.
    pub size_bytes: i64,
}

impl HealthPage {
    fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, Place::Health)
    }

    fn is_good(&self) -> bool {
        self.checks.iter().all(CheckView::is_good)
    }

    fn facts(&self) -> [(String, String); 6] {
        let text = &self.frame.text;
        [
            (text.health_version(), self.version.clone()),
            (text.health_schema(), self.schema.to_string()),
            (text.health_claims(), self.claims.to_string()),
            (text.health_accounts(), self.accounts.to_string()),
            (text.health_sessions(), self.sessions.to_string()),
            (text.health_size(), self.frame.reader.size(&self.size_bytes)),
        ]
    }

    /// Commands for what takes longer, with what each is for.
    fn commands(&self) -> [(&'static str, String); 3] {
        let text = &self.frame.text;
        [
            ("cpor doctor", text.health_doctor()),
            ("cpor backup", text.health_backup()),
            ("cpor config show", text.health_config()),
        ]
    }
}
