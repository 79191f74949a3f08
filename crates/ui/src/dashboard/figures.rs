//! Figures that answer three questions: how many, how fast, what is due.

use super::calendar::DeadlineCalendar;
use super::decisions::Decisions;
use crate::claims::{GroupKind, ListState};

/// The figures.
#[derive(Clone, Debug)]
pub struct Figures {
    /// How many claims are where; every group, also those without any.
    pub by_status: Vec<StatusFigure>,
    /// How long decisions took.
    pub decisions: Decisions,
    /// What is due this week and the next.
    pub deadlines: DeadlineCalendar,
}

/// How many claims stand in a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StatusFigure {
    /// Where.
    pub kind: GroupKind,
    /// How many.
    pub count: i64,
}

impl Figures {
    /// Those that may still change, which have bars.
    pub(crate) fn open(&self) -> impl Iterator<Item = &StatusFigure> {
        self.by_status.iter().filter(|figure| !figure.kind.is_settled())
    }

    /// The settled ones, which would dwarf the others.
    pub(crate) fn settled(&self) -> impl Iterator<Item = &StatusFigure> {
        self.by_status.iter().filter(|figure| figure.kind.is_settled())
    }

    /// A bar's length of a hundred: the longest has all of it, and whoever isn't none is seen.
    pub(crate) fn length(&self, figure: &StatusFigure) -> i64 {
        let longest = self.open().map(|each| each.count).max().unwrap_or_default().max(1);
        match figure.count {
            0 => 0,
            count => (count * 100 / longest).max(1),
        }
    }
}

impl StatusFigure {
    pub(crate) fn href(&self) -> String {
        self.kind.alone(&ListState::default()).address().to_string()
    }

    /// The colour: what asks stands out.
    pub(crate) fn class(&self) -> &'static str {
        match self.kind {
            GroupKind::ActionRequired => "fa",
            GroupKind::UnderReview
            | GroupKind::Submitted
            | GroupKind::ConsentWindow
            | GroupKind::Editing
            | GroupKind::Disputable
            | GroupKind::InForce
            | GroupKind::Ended
            | GroupKind::Final => "f",
        }
    }
}
