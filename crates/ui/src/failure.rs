//! The page that says what did not happen.

use askama::Template;

use crate::frame::{Frame, Section};

/// Why a page can't be shown or an act wasn't done.
#[derive(Clone, Debug)]
pub enum FailureKind {
    /// 404: absent, or outside what this person may see.
    Absent,
    /// 403: this role, or this person, may not.
    Forbidden {
        /// Who may, in the reader's language.
        why: Option<String>,
    },
    /// 409, 422: not possible now; nothing changed.
    Refused {
        /// Why, in the reader's language.
        why: String,
    },
    /// 412: changed meanwhile.
    Stale,
    /// 413: too large.
    TooLarge,
    /// 400: not understood.
    Unreadable,
    /// 429: too many tries.
    TooMany {
        /// When to try again.
        seconds: u64,
    },
    /// 500: a fault, with a number for those who run this.
    Fault {
        /// The error's number in the log.
        number: String,
    },
}

/// `404`, `403`, `409`, `500` and their like, for people.
#[derive(Template, Clone, Debug)]
#[template(path = "failure.html")]
pub struct FailurePage {
    /// The frame.
    pub frame: Frame,
    /// What happened.
    pub kind: FailureKind,
    /// Where to go on: usually the claim's path, else the list.
    pub back: Option<String>,
}

impl FailurePage {
    fn heading(&self) -> String {
        let text = &self.frame.text;
        match self.kind {
            FailureKind::Absent => text.failure_absent(),
            FailureKind::Forbidden { .. } => text.failure_forbidden(),
            FailureKind::Refused { .. } => text.failure_refused(),
            FailureKind::Stale => text.failure_stale(),
            FailureKind::TooLarge => text.failure_too_large(),
            FailureKind::Unreadable => text.failure_unreadable(),
            FailureKind::TooMany { .. } => text.failure_too_many(),
            FailureKind::Fault { .. } => text.failure_fault(),
        }
    }

    fn words(&self) -> String {
        let text = &self.frame.text;
        match &self.kind {
            FailureKind::Absent => text.failure_absent_means(),
            FailureKind::Forbidden { why } => why.clone().unwrap_or_else(|| text.failure_forbidden_means()),
            FailureKind::Refused { why } => text.failure_refused_means(why),
            FailureKind::Stale => text.failure_stale_means(),
            FailureKind::TooLarge => text.failure_too_large_means(),
            FailureKind::Unreadable => text.failure_unreadable_means(),
            FailureKind::TooMany { seconds } => text.failure_too_many_means(seconds),
            FailureKind::Fault { number } => text.failure_fault_means(number),
        }
    }
}
