//! Claims of one status: those that may still change by what asks most, then the settled ones.

use domain::claim::{Phase, Status, Turn};

use super::row::ClaimRow;
use super::state::ListState;
use crate::glyphs::Glyph;
use crate::parts::StatusView;
use crate::text::Text;

/// Claims that stand together.
#[derive(Clone, Debug)]
pub struct ClaimGroup {
    /// What they have in common; none: nothing but the list's order.
    pub kind: Option<GroupKind>,
    /// Those of this page.
    pub rows: Vec<ClaimRow>,
    /// How many there are.
    pub total: i64,
    /// The address of all of them, if there are more.
    pub all: Option<String>,
}

macro_rules! groups {
    ($($(#[$doc:meta])* $variant:ident = $status:ident, $phase:ident),+ $(,)?) => {
        /// A status, with its phase where that says where the claim is in its life.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum GroupKind { $($(#[$doc])* $variant),+ }
        impl GroupKind {
            /// Every group in the order of the list.
            pub const ALL: [GroupKind; 9] = [$(GroupKind::$variant),+];
            /// The status.
            pub const fn status(self) -> Status {
                match self { $(GroupKind::$variant => Status::$status),+ }
            }
            /// The phase that stands for the group: its shape is the group's.
            const fn sign(self) -> Phase {
                match self { $(GroupKind::$variant => Phase::$phase),+ }
            }
        }
    };
}

groups! {
    /// The partner is asked.
    ActionRequired = PartnerActionRequired, AwaitingAnswer,
    /// A reviewer reads.
    UnderReview = UnderReview, First,
    /// Waits for a reviewer.
    Submitted = Submitted, First,
    /// The customer may decline.
    ConsentWindow = Approved, ConsentWindow,
    /// Drafts.
    Editing = Editing, Draft,
    /// May be disputed.
    Disputable = Rejected, Disputable,
    /// In force.
    InForce = Approved, InForce,
    /// Ended.
    Ended = Approved, Ended,
    /// Rejected for good.
    Final = Rejected, Final,
}

impl GroupKind {
    /// The group of a status and phase.
    pub fn of(status: Status, phase: Phase) -> GroupKind {
        let found = GroupKind::ALL
            .into_iter()
            .find(|kind| kind.status() == status && kind.phase().is_none_or(|own| own == phase));
        found.unwrap_or(GroupKind::Editing)
    }

    /// The phase, where the status has several groups.
    pub const fn phase(self) -> Option<Phase> {
        match self.status() {
            Status::Approved | Status::Rejected => Some(self.sign()),
            Status::Editing | Status::Submitted | Status::UnderReview | Status::PartnerActionRequired => None,
        }
    }

    /// Whether nothing happens by itself any more, or not for long.
    pub const fn is_settled(self) -> bool {
        match self {
            GroupKind::InForce | GroupKind::Ended | GroupKind::Final => true,
            GroupKind::ActionRequired
            | GroupKind::UnderReview
            | GroupKind::Submitted
            | GroupKind::ConsentWindow
            | GroupKind::Editing
            | GroupKind::Disputable => false,
        }
    }

    /// The list of this group alone, narrowed as the one it stands in.
    pub fn alone(self, state: &ListState) -> ListState {
        ListState {
            statuses: vec![self.status()],
            phases: self.phase().into_iter().collect(),
            ..state.clone()
        }
    }

    fn state(self) -> StatusView {
        StatusView {
            status: self.status(),
            phase: self.sign(),
            turn: Turn::Nobody,
        }
    }

    pub(crate) fn class(self) -> &'static str {
        self.state().class()
    }

    pub(crate) fn glyph(self) -> Glyph {
        self.state().glyph()
    }

    pub(crate) fn status_word(self, text: &Text) -> String {
        text.status(&self.status())
    }

    pub(crate) fn phase_word(self, text: &Text) -> Option<String> {
        self.phase().map(|phase| text.phase(&phase))
    }

    /// Status and phase in one phrase.
    pub(crate) fn say(self, text: &Text) -> String {
        match self.phase_word(text) {
            Some(phase) => text.list_group(phase, self.status_word(text)),
            None => self.status_word(text),
        }
    }
}

impl ClaimGroup {
    /// `3 of 9`, or how many there are where all are shown.
    pub(crate) fn count(&self, text: &Text) -> String {
        if self.all.is_some() {
            text.list_group_part(self.rows.len(), self.total)
        } else {
            self.rows.len().to_string()
        }
    }
}
