//! The partner's home: what needs action, before any figure; then the figures; then all claims by status.

mod calendar;
mod decisions;
mod figures;
#[cfg(test)]
mod tests;
mod todo;

use askama::Template;
use domain::claim::Turn;

use crate::claims::{ClaimGroup, ClaimSort, Column, FilterForm, GroupKind, ListChoices, ListState, columns};
use crate::find::FoundClaim;
use crate::frame::{Frame, Section};
use crate::help::Topic;

pub use calendar::{DeadlineCalendar, DueClaim};
pub use decisions::Decisions;
pub use figures::{Figures, StatusFigure};
pub use todo::{Ask, DaysLeft, Todo};

/// `/` for the partner.
#[derive(Template, Clone, Debug)]
#[template(path = "dashboard/home.html")]
pub struct DashboardPage {
    /// The frame.
    pub frame: Frame,
    /// What there is to show; none: the partner has no claim yet.
    pub work: Option<Work>,
}

/// A partner's claims at a glance.
#[derive(Clone, Debug)]
pub struct Work {
    /// The most urgent of those that need action.
    pub todo: Vec<Todo>,
    /// How many need action.
    pub needed: i64,
    /// The claims opened last.
    pub recent: Vec<FoundClaim>,
    /// The figures.
    pub figures: Figures,
    /// The first claims of every status.
    pub groups: Vec<ClaimGroup>,
    /// What the list may be narrowed to.
    pub choices: ListChoices,
}

/// The first steps of somebody who has no claim yet, each with the rule that says more.
struct FirstStep {
    title: String,
    means: String,
    topic: Topic,
}

impl DashboardPage {
    fn first_steps(&self) -> [FirstStep; 4] {
        let (text, frame) = (&self.frame.text, &self.frame);
        let step = |title: String, means: String, topic: Topic| FirstStep { title, means, topic };
        [
            step(
                text.first_draft(),
                text.first_draft_means(Topic::DraftLife.length(frame)),
                Topic::DraftLife,
            ),
            step(text.first_proof(), text.first_proof_means(), Topic::Proof),
            step(
                text.first_submit(),
                text.first_submit_means(Topic::Queue.length(frame)),
                Topic::Queue,
            ),
            step(
                text.first_customer(),
                text.first_customer_means(Topic::Consent.length(frame)),
                Topic::Consent,
            ),
        ]
    }

    fn form<'a>(&'a self, work: &'a Work) -> FilterForm<'a> {
        FilterForm {
            frame: &self.frame,
            state: &EVERYTHING,
            choices: &work.choices,
            narrows: "elsewhere",
        }
    }

    fn columns(&self) -> Vec<Column> {
        columns(&self.frame, &EVERYTHING, true)
    }

    /// The list of everything that needs action.
    fn asked(&self) -> String {
        let state = ListState {
            turns: vec![Turn::Partner],
            sort: Some(ClaimSort::Due),
            ..ListState::default()
        };
        state.address().to_string()
    }
}

/// The list that nothing narrows.
static EVERYTHING: ListState = ListState::EVERYTHING;

impl Work {
    fn count(&self, of: impl Fn(GroupKind) -> bool) -> i64 {
        let figures = self.figures.by_status.iter();
        figures
            .filter(|figure| of(figure.kind))
            .map(|figure| figure.count)
            .sum()
    }

    /// How many may still change.
    fn open(&self) -> i64 {
        self.count(|kind| !kind.is_settled())
    }

    fn in_force(&self) -> i64 {
        self.count(|kind| kind == GroupKind::InForce)
    }

    fn total(&self) -> i64 {
        self.count(|_| true)
    }

    fn shown(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// Whether more claims need action than are shown.
    fn has_more(&self) -> bool {
        usize::try_from(self.needed).is_ok_and(|needed| needed > self.todo.len())
    }
}
