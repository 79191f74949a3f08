//! What a reader may narrow a history to: kinds of entries, whose they are, and with whose eyes it is read.

use domain::party::Side;

use super::names::HistoryEvent;
use super::{HistoryActor, HistoryEntry};
use crate::glyphs::{self, Glyph};
use crate::text::Text;

macro_rules! narrowings {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal => $message:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
        pub enum $name {
            /// All of them.
            #[default]
            Everything,
            $($(#[$each])* $variant),+
        }
        impl $name {
            pub(super) const ALL: &'static [$name] = &[$name::Everything, $($name::$variant),+];
            /// The value in the address; everything has none.
            pub const fn code(self) -> &'static str {
                match self { $name::Everything => "", $($name::$variant => $code),+ }
            }
            /// What a value in an address stands for.
            pub fn from_code(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|each| each.code() == code)
            }
            pub(super) fn say(self, text: &Text) -> String {
                match self { $name::Everything => text.history_filter_everything(), $($name::$variant => text.$message()),+ }
            }
        }
    };
}

narrowings! {
    /// A kind of entries: `kind` in the address.
    HistoryKind {
        /// Edits of fields and lines.
        Changes = "changes" => history_filter_changes,
        /// Submissions, decisions and what the sides did about them.
        Decisions = "decisions" => history_filter_decisions,
        /// Proof of execution.
        Documents = "documents" => history_filter_documents,
        /// Comments and notes.
        Comments = "comments" => history_filter_comments,
        /// What was sent to people.
        Messages = "messages" => history_filter_messages,
        /// Deadlines.
        Clocks = "clocks" => history_filter_clocks,
    }
}

narrowings! {
    /// Whose entries: `who` in the address.
    HistoryWho {
        /// The partner's people.
        Partner = "partner" => history_who_is_partner,
        /// The review team.
        Reviewer = "reviewer" => history_who_is_reviewer,
        /// The customer.
        Customer = "customer" => history_who_is_customer,
        /// The clock.
        Clock = "clock" => history_who_is_clock,
    }
}

impl HistoryKind {
    pub(super) fn holds(self, entry: &HistoryEntry) -> bool {
        self == HistoryKind::Everything || self == entry.event.kind()
    }
}

impl HistoryWho {
    pub(super) fn holds(self, HistoryActor { side, .. }: &HistoryActor) -> bool {
        match self {
            HistoryWho::Everything => true,
            HistoryWho::Partner => *side == Side::Partner,
            HistoryWho::Reviewer => *side == Side::Vendor,
            HistoryWho::Customer => *side == Side::Customer,
            HistoryWho::Clock => *side == Side::Clock,
        }
    }
}

impl HistoryEvent {
    pub(super) fn kind(self) -> HistoryKind {
        match self {
            HistoryEvent::Created
            | HistoryEvent::Edited
            | HistoryEvent::Discarded
            | HistoryEvent::Assigned
            | HistoryEvent::CustomerContactNamed
            | HistoryEvent::CustomerContactConfirmed => HistoryKind::Changes,
            HistoryEvent::DocumentAdded => HistoryKind::Documents,
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
            HistoryEvent::MessageWritten | HistoryEvent::NoticeFailed | HistoryEvent::ReminderSent => {
                HistoryKind::Messages
            }
            HistoryEvent::AnswerLapsed
            | HistoryEvent::ConsentLapsed
            | HistoryEvent::DisputeWindowLapsed
            | HistoryEvent::ClockPassed => HistoryKind::Clocks,
        }
    }

    /// The sign beside the entry: the status it leads to, else its kind.
    pub(super) fn glyph(self) -> Glyph {
        match self {
            HistoryEvent::Created | HistoryEvent::Discarded => glyphs::DASHED,
            HistoryEvent::Edited | HistoryEvent::Assigned => glyphs::PENCIL,
            HistoryEvent::CustomerContactNamed | HistoryEvent::CustomerContactConfirmed => glyphs::PENCIL,
            HistoryEvent::DocumentAdded => glyphs::PAGE,
            HistoryEvent::Submitted | HistoryEvent::Resubmitted => glyphs::QUARTER,
            HistoryEvent::ReviewStarted | HistoryEvent::Disputed | HistoryEvent::Reopened => glyphs::HALF,
            HistoryEvent::InformationRequested => glyphs::TRIANGLE,
            HistoryEvent::Approved => glyphs::RING_TICK,
            HistoryEvent::ConsentConfirmed | HistoryEvent::ConsentLapsed => glyphs::DISC_TICK,
            HistoryEvent::Rejected | HistoryEvent::CustomerDeclined | HistoryEvent::AnswerLapsed => glyphs::OCTAGON,
            HistoryEvent::Withdrawn | HistoryEvent::DisputeWindowLapsed => glyphs::OCTAGON_SOLID,
            HistoryEvent::LinesDeclined | HistoryEvent::AssociationEnded => glyphs::RING_BAR,
            HistoryEvent::CommentAdded => glyphs::BUBBLE,
            HistoryEvent::NoteAdded => glyphs::LOCK,
            HistoryEvent::MessageWritten | HistoryEvent::NoticeFailed | HistoryEvent::ReminderSent => glyphs::LETTER,
            HistoryEvent::ExtensionRequested | HistoryEvent::AnswerExtended | HistoryEvent::ClockPassed => {
                glyphs::CLOCK
            }
        }
    }
}
