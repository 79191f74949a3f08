//! The history of a claim: every change, comment, message, act and clock, newest first, by day.

mod kinds;
mod names;
mod notices;
mod shown;

use askama::Template;
use domain::claim::NoticeKind;
use domain::party::Side;
use jiff::Timestamp;

use crate::frame::{Frame, Section};
use crate::glyphs::Glyph;
use crate::parts::StatusView;
use crate::text::Text;
pub use kinds::{HistoryKind, HistoryWho};
use names::WHO;
pub use names::{HistoryEvent, HistoryField};
pub(crate) use notices::notice;
pub use shown::{HistoryShown, Perspective};

/// `/claims/{number}/history`.
#[derive(Template, Clone, Debug)]
#[template(path = "history/page.html")]
pub struct HistoryPage {
    /// The frame.
    pub frame: Frame,
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The claim's name.
    pub name: String,
    /// Status, phase and turn; none for a discarded draft.
    pub state: Option<StatusView>,
    /// Which part of it is shown, as the address says.
    pub shown: HistoryShown,
    /// All entries the reader may see, oldest first.
    pub entries: Vec<HistoryEntry>,
    /// Whether nothing was altered.
    pub proof: ProofView,
    /// Whether the reader may look at it with the partner's eyes too.
    pub may_switch: bool,
}

/// What the chain over the entries says.
#[derive(Clone, Debug)]
pub struct ProofView {
    /// When the first entry was written.
    pub since: Timestamp,
    /// When it was checked.
    pub checked_at: Timestamp,
    /// The number of the first entry that doesn't follow the one before it.
    pub broken_at: Option<i64>,
    /// How many entries there are and the last one's hash; only for those who read everything.
    pub head: Option<(i64, String)>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// Its place in the chain; of several edits that read as one, the first's, which stays when others join.
    pub sequence: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: HistoryActor,
    /// What happened.
    pub event: HistoryEvent,
    /// The message, of [`HistoryEvent::MessageWritten`].
    pub message: Option<HistoryMessage>,
    /// What the entry says beside its changes; values are the API's, this module words them.
    pub facts: Vec<(FieldLabel, String)>,
    /// What it changed.
    pub changes: Vec<HistoryChange>,
    /// What the person wrote.
    pub words: Option<String>,
}

/// A message that an entry caused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryMessage {
    /// What it says.
    pub kind: NoticeKind,
    /// To whom.
    pub to: Vec<Told>,
    /// Whether it has been handed on.
    pub sent: bool,
}

/// Whom a message is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// The partner's contact.
    Partner,
    /// The customer's contact.
    Customer,
    /// The reviewer.
    Reviewer,
    /// The review leads.
    Leads,
}

/// Who did it.
#[derive(Clone, Debug)]
pub struct HistoryActor {
    /// The side.
    pub side: Side,
    /// The name; none where the reader sees the side alone.
    pub name: Option<String>,
}

/// A field before and after.
#[derive(Clone, Debug)]
pub struct HistoryChange {
    /// The field.
    pub field: FieldLabel,
    /// Its value before; none if it was empty.
    pub before: Option<String>,
    /// Its value after; none if it is empty now.
    pub after: Option<String>,
}

/// Whether any of the changes takes the place of something; what is set for the first time has no before.
pub(crate) fn replaces(changes: &[HistoryChange]) -> bool {
    changes.iter().any(|change| change.before.is_some())
}

/// The name of a field.
#[derive(Clone, Debug)]
pub enum FieldLabel {
    /// A field of the claim.
    Field(HistoryField),
    /// The state of a line, by its product's name.
    Line(String),
    /// A name that is data: a label of the partner's.
    Named(String),
}

/// The entries of one day of the reader's.
struct Day<'a> {
    title: String,
    entries: Vec<&'a HistoryEntry>,
}

/// A sentence around its actor's name.
struct Sentence {
    before: String,
    who: String,
    after: String,
}

impl HistoryPage {
    fn path(&self) -> String {
        format!("/claims/{}", self.number)
    }

    /// The entries of this page by day, newest first; of two at the same instant the later comes first.
    fn days(&self) -> Vec<Day<'_>> {
        let mut days: Vec<Day<'_>> = Vec::new();
        for entry in self.shown.page(&self.entries).entries {
            let title = self.frame.reader.day_of(&entry.at);
            match days.last_mut().filter(|day| day.title == title) {
                Some(day) => day.entries.push(entry),
                None => days.push(Day {
                    title,
                    entries: vec![entry],
                }),
            }
        }
        days
    }

    fn sentence(&self, entry: &HistoryEntry) -> Sentence {
        let text = &self.frame.text;
        let whole = match &entry.message {
            Some(message) => message.say(text),
            None => entry.event.say(text),
        };
        match whole.split_once(WHO) {
            Some((before, after)) => Sentence {
                before: before.to_owned(),
                who: self.who(&entry.actor),
                after: after.to_owned(),
            },
            None => Sentence {
                before: String::new(),
                who: String::new(),
                after: whole,
            },
        }
    }

    fn who(&self, actor: &HistoryActor) -> String {
        let text = &self.frame.text;
        actor.name.clone().unwrap_or_else(|| match actor.side {
            Side::Partner => text.history_actor_partner(),
            Side::Vendor => text.history_actor_reviewer(),
            Side::Customer => text.history_actor_customer(),
            Side::Clock => text.history_actor_clock(),
        })
    }

    fn time(&self, entry: &HistoryEntry) -> String {
        entry
            .at
            .to_zoned(self.frame.reader.zone.rules())
            .strftime("%H:%M")
            .to_string()
    }

    /// With whose eyes the entries stand here.
    fn reads_as_partner(&self) -> bool {
        self.frame.is_partner() || self.shown.perspective == Perspective::Partner
    }

    /// What the chain proves, in words.
    fn say_proof(&self) -> String {
        let (text, reader) = (&self.frame.text, &self.frame.reader);
        let (since, checked) = (reader.day_of(&self.proof.since), reader.moment(&self.proof.checked_at));
        match (self.proof.broken_at, &self.proof.head) {
            (Some(entry), _) => text.history_proof_broken(entry.to_string(), checked),
            (None, Some((entries, _))) => text.history_proof_counted(entries, checked, since),
            (None, None) => text.history_proof(checked, since),
        }
    }
}

impl HistoryEntry {
    fn glyph(&self) -> Glyph {
        self.event.glyph()
    }

    fn is_note(&self) -> bool {
        self.event == HistoryEvent::NoteAdded
    }

    /// Its mark on the page; a message has none of its own, it belongs to the entry that caused it.
    fn anchor(&self) -> Option<String> {
        (self.message.is_none()).then(|| format!("entry-{}", self.sequence))
    }
}

impl FieldLabel {
    /// The field in words.
    pub(crate) fn say(&self, text: &Text) -> String {
        match self {
            FieldLabel::Field(field) => field.say(text),
            FieldLabel::Line(product) => text.history_line(product),
            FieldLabel::Named(name) => name.clone(),
        }
    }

    /// A value of the field in words.
    pub(crate) fn value(&self, text: &Text, value: &str) -> String {
        match self {
            FieldLabel::Field(field) => field.say_value(text, value),
            FieldLabel::Line(_) => HistoryField::LineState.say_value(text, value),
            FieldLabel::Named(_) => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
