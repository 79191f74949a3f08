//! The parts that several pages share: plain data, filled by the web crate, drawn by `templates/parts.html`.

use domain::claim::{Clock, Consequence, Phase, Status, Turn};
use domain::place::ZoneName;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::dates::Reader;
use crate::glyphs::{self, Glyph};
use crate::text::Text;

/// A deadline, running or late.
#[derive(Clone, Debug)]
pub struct DeadlineView {
    /// Whose clock it is.
    pub clock: Clock,
    /// The first instant that is too late.
    pub due_at: Timestamp,
    /// The last day that is in time, in `zone`.
    pub due_on: Date,
    /// The zone of the clock.
    pub zone: ZoneName,
    /// What happens when it passes.
    pub then: Consequence,
}

/// Status, phase and turn of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StatusView {
    /// The status.
    pub status: Status,
    /// The phase.
    pub phase: Phase,
    /// Whose move it is.
    pub turn: Turn,
}

impl StatusView {
    /// The colour's class in the stylesheet.
    pub(crate) fn class(&self) -> &'static str {
        match self.status {
            Status::Editing => "editing",
            Status::Submitted => "submitted",
            Status::UnderReview => "review",
            Status::PartnerActionRequired => "action",
            Status::Approved if self.phase == Phase::Ended => "editing",
            Status::Approved => "approved",
            Status::Rejected => "rejected",
        }
    }

    /// The shape: open ones can still change, solid ones are settled.
    pub(crate) fn glyph(&self) -> Glyph {
        match (self.status, self.phase) {
            (Status::Editing, _) => glyphs::DASHED,
            (Status::Submitted, _) => glyphs::QUARTER,
            (Status::UnderReview, _) => glyphs::HALF,
            (Status::PartnerActionRequired, _) => glyphs::TRIANGLE,
            (Status::Approved, Phase::InForce) => glyphs::DISC_TICK,
            (Status::Approved, Phase::Ended) => glyphs::RING_BAR,
            (Status::Approved, _) => glyphs::RING_TICK,
            (Status::Rejected, Phase::Final) => glyphs::OCTAGON_SOLID,
            (Status::Rejected, _) => glyphs::OCTAGON,
        }
    }
}

/// A line of a claim.
#[derive(Clone, Debug)]
pub struct LineView {
    /// Its id.
    pub id: String,
    /// The product's name.
    pub product: String,
    /// The subscription, where there is one.
    pub subscription_id: Option<String>,
    /// The last day of its term.
    pub term_ends_on: Option<Date>,
    /// Where it stands.
    pub state: LineState,
    /// Why it was refused.
    pub reason: Option<domain::claim::LineReason>,
    /// Whether the reviewer's running request names it for removal.
    pub named_for_removal: bool,
}

/// Where a line stands (domain.md §2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineState {
    /// Claimed, not decided.
    Claimed,
    /// Approved.
    Covered,
    /// Not approved, with a reason.
    Refused,
    /// Declined by the customer.
    Declined,
    /// Its association has ended.
    Ended,
    /// Taken off by the partner.
    Removed,
}

/// A file of a claim.
#[derive(Clone, Debug)]
pub struct DocumentView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its media type, found by content.
    pub media_type: String,
    /// Its size.
    pub size_bytes: i64,
    /// When it was added.
    pub added_at: Timestamp,
    /// Whether it was added after the last submission or decision, so not yet handed in.
    pub not_sent: bool,
}

/// A comment or an internal note.
#[derive(Clone, Debug)]
pub struct CommentView {
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it: a name, or none where the reader may see only "Reviewer".
    pub by: Option<String>,
    /// Its text.
    pub text: String,
    /// Whether partners never see it.
    pub internal: bool,
}

/// What a banner means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Somebody should look.
    Warn,
    /// Something is wrong or wasn't done.
    Bad,
    /// Something was done.
    Good,
}

impl Tone {
    pub(crate) fn class(&self) -> &'static str {
        match self {
            Tone::Info => "info",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
            Tone::Good => "good",
        }
    }

    /// The class of the sign in front.
    pub(crate) fn mark(&self) -> &'static str {
        match self {
            Tone::Info => "accent",
            Tone::Warn => "find-ask",
            Tone::Bad => "find-no",
            Tone::Good => "find-ok",
        }
    }

    pub(crate) fn glyph(&self) -> Glyph {
        match self {
            Tone::Info | Tone::Bad => glyphs::NOTE,
            Tone::Warn => glyphs::TRIANGLE,
            Tone::Good => glyphs::TICK,
        }
    }
}

/// One of several views of the same thing.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: String,
    /// How many are in it, where that is known.
    pub count: Option<usize>,
    /// Whether it is the page's own.
    pub is_here: bool,
}

/// A step of the way to a page.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Its address; none for the page itself.
    pub href: Option<String>,
    /// Its name.
    pub label: String,
}

/// A choice in a select or a group of radio buttons.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value that is sent.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// What was typed into a field, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The text as typed.
    pub value: String,
    /// What to mend, in the reader's language.
    pub error: Option<String>,
}

impl Field {
    /// A field without an error.
    pub fn of(value: impl Into<String>) -> Field {
        Field {
            value: value.into(),
            error: None,
        }
    }
}

/// An error in the summary above a form.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// The field’s name, which is also its `id`; empty for an error of the whole form, which links nowhere.
    pub field: String,
    /// The field's label and what to mend.
    pub message: String,
}

/// Somebody else changed the claim between reading and sending.
#[derive(Clone, Debug)]
pub struct Stale {
    /// Who did, where the reader may know.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl CommentView {
    pub(crate) fn author(&self, text: &Text) -> String {
        self.by.clone().unwrap_or_else(|| text.turn_reviewer())
    }
}

impl LineState {
    pub(crate) fn say(&self, text: &Text) -> String {
        match self {
            LineState::Claimed => text.line_claimed(),
            LineState::Covered => text.line_covered(),
            LineState::Refused => text.line_refused(),
            LineState::Declined => text.line_declined(),
            LineState::Ended => text.line_ended(),
            LineState::Removed => text.line_removed(),
        }
    }
}

impl DeadlineView {
    /// What happens when it passes, as a sentence.
    pub(crate) fn consequence(&self, reader: &Reader) -> String {
        let (text, moment) = (&reader.text, reader.consequence_at(self));
        match self.then {
            Consequence::Escalated => text.then_escalated(),
            Consequence::Rejected => text.then_rejected(&moment),
            Consequence::InForce => text.then_in_force(&moment),
            Consequence::Final => text.then_final(&moment),
            Consequence::Discarded => text.then_discarded(&moment),
            Consequence::Ended => text.then_ended(&moment),
            Consequence::DecidedWithout => text.then_decided_without(),
        }
    }
}

impl Choice {
    pub(crate) fn is(&self, field: &Field) -> bool {
        self.value == field.value
    }
}

impl LineView {
    /// The state with the reason of a refusal.
    pub(crate) fn say_state(&self, text: &Text) -> String {
        match (&self.reason, self.named_for_removal) {
            (Some(reason), _) => text.line_state_reason(text.line_reason(reason), self.state.say(text)),
            (None, true) => text.line_named(),
            (None, false) => self.state.say(text),
        }
    }
}
