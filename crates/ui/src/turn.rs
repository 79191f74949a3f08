//! The one sentence on top of a claim: whose turn, until when, what happens otherwise.

use domain::claim::{Clock, Phase, Status, Turn};
use domain::party::Side;

use crate::dates::Reader;
use crate::parts::{DeadlineView, StatusView};
use crate::text::Text;

/// What the banner is made from.
#[derive(Clone, Debug)]
pub struct TurnView {
    /// Status, phase and turn.
    pub state: StatusView,
    /// The side of whoever reads.
    pub reader: Side,
    /// The running deadline that belongs to the turn.
    pub deadline: Option<DeadlineView>,
    /// The same, if it has passed without deciding anything.
    pub late: Option<DeadlineView>,
    /// Whether the customer has declined this claim before: then silence is not consent.
    pub after_decline: bool,
}

impl TurnView {
    /// The banner of a claim, from all its clocks.
    pub fn of(
        state: StatusView,
        reader: Side,
        running: &[DeadlineView],
        late: &[DeadlineView],
        after_decline: bool,
    ) -> TurnView {
        let clocks = clocks_of(state);
        let first = |all: &[DeadlineView]| {
            clocks
                .iter()
                .find_map(|clock| all.iter().find(|deadline| deadline.clock == *clock))
                .cloned()
        };
        TurnView {
            state,
            reader,
            deadline: first(running),
            late: first(late),
            after_decline,
        }
    }

    /// The clocks that belong to the turn, the telling one first.
    pub fn clocks(&self) -> &'static [Clock] {
        clocks_of(self.state)
    }

    /// Whether the reader is the one to act.
    pub(crate) fn is_yours(&self) -> bool {
        matches!(
            (self.state.turn, self.reader),
            (Turn::Partner, Side::Partner) | (Turn::Reviewer, Side::Vendor) | (Turn::Customer, Side::Customer)
        )
    }

    /// The heading: whose turn, until when.
    pub(crate) fn heading(&self, reader: &Reader) -> String {
        let text = &reader.text;
        let yours = self.is_yours();
        let said = |deadline: &DeadlineView| (reader.day(&deadline.due_on), reader.place(&deadline.zone));
        if let Some((day, place)) = self.late.as_ref().map(said) {
            return if yours {
                text.turn_yours_late(day, place)
            } else {
                text.turn_reviewers_late(day, place)
            };
        }
        let until = self.deadline.as_ref().map(said);
        match (self.state.turn, until) {
            (Turn::Nobody, until) => self.nobodys(text, until),
            (Turn::Partner | Turn::Reviewer | Turn::Customer, Some((day, place))) if yours => {
                text.turn_yours(day, place)
            }
            (Turn::Partner | Turn::Reviewer | Turn::Customer, None) if yours => text.turn_yours_open(),
            (Turn::Partner, Some((day, place))) => text.turn_partners(day, place),
            (Turn::Partner, None) => text.turn_partners_open(),
            (Turn::Reviewer, Some((day, place))) => text.turn_reviewers(day, place),
            (Turn::Reviewer, None) => text.turn_reviewers_open(),
            (Turn::Customer, Some((day, place))) => text.turn_customers(day, place),
            (Turn::Customer, None) => text.turn_customers_open(),
        }
    }

    fn nobodys(&self, text: &Text, until: Option<(String, String)>) -> String {
        match (self.state.phase, until) {
            (Phase::InForce, Some((day, place))) => text.turn_nobodys_in_force_term(day, place),
            (Phase::InForce, None) => text.turn_nobodys_in_force(),
            (Phase::Ended, _) => text.turn_nobodys_ended(),
            (
                Phase::Draft
                | Phase::First
                | Phase::Resubmission
                | Phase::Dispute
                | Phase::Reopened
                | Phase::AwaitingAnswer
                | Phase::ConsentWindow
                | Phase::Disputable
                | Phase::Final,
                _,
            ) => text.turn_nobodys_final(),
        }
    }

    /// What the status means and what happens if nobody acts.
    pub(crate) fn means(&self, reader: &Reader) -> String {
        let text = &reader.text;
        let moment = self
            .deadline
            .as_ref()
            .map(|deadline| reader.consequence_at(deadline))
            .unwrap_or_default();
        match (self.state.status, self.state.phase) {
            (Status::Editing, _) => text.means_draft(moment),
            (Status::Submitted, _) => text.means_queue(),
            (Status::UnderReview, Phase::Dispute) => text.means_dispute(),
            (Status::UnderReview, Phase::Reopened) => text.means_reopened(),
            (Status::UnderReview, _) => text.means_review(),
            (Status::PartnerActionRequired, _) => text.means_answer(moment),
            (Status::Approved, Phase::InForce) => text.means_in_force(),
            (Status::Approved, Phase::Ended) => text.means_ended(),
            (Status::Approved, _) if self.deadline.is_none() && self.is_yours() => text.means_consent_stopped(),
            (Status::Approved, _) if self.deadline.is_none() => text.means_consent_stopped_others(),
            (Status::Approved, _) if self.after_decline => text.means_consent_after_no(moment),
            (Status::Approved, _) => text.means_consent(moment),
            (Status::Rejected, Phase::Final) => text.means_final(),
            (Status::Rejected, _) => text.means_disputable(moment),
        }
    }

    /// The deadline once more where the reader's clock shows something else.
    pub(crate) fn for_you(&self, reader: &Reader) -> Option<String> {
        self.deadline.as_ref().and_then(|deadline| reader.for_you(deadline))
    }
}

/// The clocks that belong to the turn of a state, the telling one first.
pub(crate) fn clocks_of(state: StatusView) -> &'static [Clock] {
    match (state.status, state.phase) {
        (Status::Editing, _) => &[Clock::DraftLife],
        (Status::Submitted, _) => &[Clock::Queue, Clock::Decision],
        (Status::UnderReview, Phase::Dispute) => &[Clock::DisputeAnswer],
        (Status::UnderReview, _) => &[Clock::Review, Clock::Decision],
        (Status::PartnerActionRequired, _) => &[Clock::PartnerAnswer],
        (Status::Approved, Phase::InForce) => &[Clock::Term],
        (Status::Approved, Phase::Ended) => &[],
        (Status::Approved, _) => &[Clock::Consent],
        (Status::Rejected, Phase::Final) => &[],
        (Status::Rejected, _) => &[Clock::DisputeWindow],
    }
}
