//! The history of a claim: every change, comment, act and clock, newest first, by day.

mod names;

use askama::Template;
use domain::party::Side;
use jiff::Timestamp;

use crate::frame::{Frame, Section};
use crate::glyphs::{self, Glyph};
use crate::parts::StatusView;
use crate::text::Text;
use names::WHO;
pub use names::{HistoryEvent, HistoryField};

/// `/claims/{number}/history`.
#[derive(Template, Clone, Debug)]
#[template(path = "history.html")]
pub struct HistoryPage {
    /// The frame.
    pub frame: Frame,
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The claim's name.
    pub name: String,
    /// Status, phase and turn; none for a discarded draft.
    pub state: Option<StatusView>,
    /// Which entries are shown: `kind` in the address.
    pub filter: HistoryKind,
    /// All entries the reader may see, in any order.
    pub entries: Vec<HistoryEntry>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: HistoryActor,
    /// What happened.
    pub event: HistoryEvent,
    /// What the entry says beside its changes; values are the API's, this module words them.
    pub facts: Vec<(FieldLabel, String)>,
    /// What it changed.
    pub changes: Vec<HistoryChange>,
    /// What the person wrote.
    pub words: Option<String>,
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

/// Kinds of entries, to filter by.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum HistoryKind {
    /// All entries.
    #[default]
    Everything,
    /// Edits and documents.
    Changes,
    /// Submissions, decisions and what the sides did about them.
    Decisions,
    /// Comments and notes.
    Comments,
    /// Deadlines and messages.
    Clocks,
}

impl HistoryKind {
    const ALL: [HistoryKind; 5] = [
        HistoryKind::Everything,
        HistoryKind::Changes,
        HistoryKind::Decisions,
        HistoryKind::Comments,
        HistoryKind::Clocks,
    ];

    /// The value of `kind`; everything has none.
    pub const fn code(self) -> &'static str {
        match self {
            HistoryKind::Everything => "",
            HistoryKind::Changes => "changes",
            HistoryKind::Decisions => "decisions",
            HistoryKind::Comments => "comments",
            HistoryKind::Clocks => "clocks",
        }
    }

    /// The kind of a value.
    pub fn from_code(code: &str) -> Option<HistoryKind> {
        HistoryKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    fn say(self, text: &Text) -> String {
        match self {
            HistoryKind::Everything => text.history_filter_everything(),
            HistoryKind::Changes => text.history_filter_changes(),
            HistoryKind::Decisions => text.history_filter_decisions(),
            HistoryKind::Comments => text.history_filter_comments(),
            HistoryKind::Clocks => text.history_filter_clocks(),
        }
    }

    fn holds(self, entry: &HistoryEntry) -> bool {
        self == HistoryKind::Everything || self == entry.event.kind()
    }
}

impl HistoryEvent {
    fn kind(self) -> HistoryKind {
        match self {
            HistoryEvent::Created
            | HistoryEvent::Edited
            | HistoryEvent::DocumentAdded
            | HistoryEvent::Discarded
            | HistoryEvent::Assigned
            | HistoryEvent::CustomerContactNamed
            | HistoryEvent::CustomerContactConfirmed => HistoryKind::Changes,
            HistoryEvent::Submitted
            | HistoryEvent::ReviewStarted
            | HistoryEvent::InformationRequested
            | HistoryEvent::ExtensionRequested
            | HistoryEvent::AnswerExtended
            | HistoryEvent::Resubmitted
            | HistoryEvent::Approved
            | HistoryEvent::Rejected
            | HistoryEvent::ConsentConfirmed
            | HistoryEvent::LinesDeclined
            | HistoryEvent::CustomerDeclined
            | HistoryEvent::Withdrawn
            | HistoryEvent::Disputed
            | HistoryEvent::AssociationEnded
            | HistoryEvent::Reopened => HistoryKind::Decisions,
            HistoryEvent::CommentAdded | HistoryEvent::NoteAdded => HistoryKind::Comments,
            HistoryEvent::AnswerLapsed
            | HistoryEvent::ConsentLapsed
            | HistoryEvent::DisputeWindowLapsed
            | HistoryEvent::NoticeFailed
            | HistoryEvent::ClockPassed
            | HistoryEvent::ReminderSent => HistoryKind::Clocks,
        }
    }
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

    /// Each kind with its address, its count, and whether it is shown.
    fn filters(&self) -> Vec<(String, String, usize, bool)> {
        HistoryKind::ALL
            .into_iter()
            .map(|kind| {
                let count = self.entries.iter().filter(|entry| kind.holds(entry)).count();
                let query = if kind.code().is_empty() {
                    String::new()
                } else {
                    format!("?kind={}", kind.code())
                };
                (
                    kind.say(&self.frame.text),
                    format!("{}/history{query}", self.path()),
                    count,
                    kind == self.filter,
                )
            })
            .collect()
    }

    /// Newest first; of two at the same instant the later entry comes first.
    fn days(&self) -> Vec<Day<'_>> {
        let mut shown: Vec<&HistoryEntry> = self.entries.iter().filter(|entry| self.filter.holds(entry)).collect();
        shown.sort_by_key(|entry| entry.at);
        let mut days: Vec<Day<'_>> = Vec::new();
        for entry in shown.into_iter().rev() {
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
        let whole = entry.event.say(&self.frame.text);
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

    fn is_note(&self, entry: &HistoryEntry) -> bool {
        entry.event == HistoryEvent::NoteAdded
    }
}

impl HistoryEntry {
    fn glyph(&self) -> Glyph {
        match self.event.kind() {
            HistoryKind::Everything | HistoryKind::Changes => glyphs::PAGE,
            HistoryKind::Decisions => glyphs::HALF,
            HistoryKind::Comments if self.event == HistoryEvent::NoteAdded => glyphs::LOCK,
            HistoryKind::Comments => glyphs::BUBBLE,
            HistoryKind::Clocks => glyphs::CLOCK,
        }
    }
}

impl FieldLabel {
    fn say(&self, text: &Text) -> String {
        match self {
            FieldLabel::Field(field) => field.say(text),
            FieldLabel::Line(product) => text.history_line(product),
            FieldLabel::Named(name) => name.clone(),
        }
    }

    fn value(&self, text: &Text, value: &str) -> String {
        match self {
            FieldLabel::Field(field) => field.say_value(text, value),
            FieldLabel::Line(_) => HistoryField::LineState.say_value(text, value),
            FieldLabel::Named(_) => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
