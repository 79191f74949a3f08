//! What was decided and said about a claim before the reviewer who opens it now.

use jiff::Timestamp;

use crate::frame::Frame;
use crate::history::HistoryEvent;
use crate::text::Text;

/// Words that somebody wrote.
#[derive(Clone, Debug)]
pub struct Said {
    /// The words; a dispute may bring documents alone.
    pub words: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A decision or request of before.
#[derive(Clone, Debug)]
pub struct EarlierDecision {
    /// When.
    pub at: Timestamp,
    /// How it came.
    pub outcome: EarlierOutcome,
    /// Its reasons, in the reader's language.
    pub reasons: Vec<String>,
    /// Its comment.
    pub comment: Option<String>,
}

/// How an earlier decision came.
#[derive(Clone, Debug)]
pub enum EarlierOutcome {
    /// This person asked for more.
    Requested(String),
    /// Approved by this person.
    Approved(String),
    /// Rejected by this person.
    Rejected(String),
    /// Reopened by this person.
    Reopened(String),
    /// Nobody answered in time.
    Lapsed,
    /// The customer said no.
    Declined,
}

/// What the partner has brought since the last decision or request.
#[derive(Clone, Debug, Default)]
pub struct SinceThen {
    /// Its answer to the last request.
    pub answer: Option<Said>,
    /// The names of the documents that came since.
    pub documents: Vec<String>,
}

/// Who may decide instead of the reader, and why the reader may not.
#[derive(Clone, Debug)]
pub enum Closed {
    /// The reader took the decision that is disputed (domain.md §1, four eyes).
    FourEyes,
    /// It is somebody else's.
    NotAssigned(String),
    /// A dispute that no lead has given to anybody yet.
    Unassigned,
}

/// What others did to the claim while a form was open.
#[derive(Clone, Debug)]
pub struct Meanwhile {
    /// What happened.
    pub event: HistoryEvent,
    /// Who did it, where it was a person.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Meanwhile {
    pub(crate) fn say(&self, text: &Text) -> String {
        self.event.say(text)
    }
}

impl SinceThen {
    pub(crate) fn is_empty(&self) -> bool {
        self.answer.is_none() && self.documents.is_empty()
    }
}

impl EarlierDecision {
    pub(crate) fn say(&self, frame: &Frame) -> String {
        let day = frame.reader.day_of(&self.at);
        match &self.outcome {
            EarlierOutcome::Requested(who) => frame.text.review_earlier_requested(&day, who),
            EarlierOutcome::Approved(who) => frame.text.review_earlier_approved(&day, who),
            EarlierOutcome::Rejected(who) => frame.text.review_earlier_rejected(&day, who),
            EarlierOutcome::Reopened(who) => frame.text.review_earlier_reopened(&day, who),
            EarlierOutcome::Lapsed => frame.text.review_earlier_lapsed(&day),
            EarlierOutcome::Declined => frame.text.review_earlier_customer(&day),
        }
    }
}
