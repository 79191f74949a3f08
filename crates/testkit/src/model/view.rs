//! What can be seen of a life from outside.

use domain::claim::{Clock, Consequence, EndCause, LineReason, Phase, RejectionReason, Status, Turn};
use jiff::Timestamp;
use jiff::civil::Date;

use super::life::{Deadline, Delivery, Life};
use super::words::{Decision, LineState, Person, Side};

/// A claim as the model has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct View {
    /// Whether the draft was discarded; all else is then as before.
    pub gone: bool,
    /// Its status.
    pub status: Status,
    /// Its phase.
    pub phase: Phase,
    /// Whose move it is.
    pub turn: Turn,
    /// Running clocks, by instant, then clock.
    pub deadlines: Vec<DeadlineView>,
    /// Passed clocks that decide nothing, by instant, then clock.
    pub late: Vec<DeadlineView>,
    /// Lines by index; those removed from a draft are not among them.
    pub lines: Vec<LineView>,
    /// Who reviews it.
    pub reviewer: Option<Person>,
    /// The outcome, in Approved and Rejected.
    pub outcome: Option<OutcomeView>,
    /// The association, from an approval on.
    pub association: Option<AssociationView>,
    /// The lines named by the open request, if there is one.
    pub request: Option<Vec<u8>>,
    /// Whether a decision clock waits for the partner's answer.
    pub decision_paused: bool,
    /// Whether the one dispute is used.
    pub dispute_used: bool,
    /// Which of the partner's locations it names.
    pub location: usize,
    /// How many customer links were sent.
    pub links: u32,
    /// How many documents it has.
    pub documents: u32,
}

/// A deadline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadlineView {
    /// Its clock.
    pub clock: Clock,
    /// The first instant that is late.
    pub due_at: Timestamp,
    /// The last day in time.
    pub due_on: Date,
    /// The zone of that day.
    pub time_zone: String,
    /// What happens then.
    pub then: Consequence,
}

/// A line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineView {
    /// Which.
    pub index: u8,
    /// Its state.
    pub state: LineState,
    /// Why it was refused, if it is.
    pub reason: Option<LineReason>,
}

/// The outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutcomeView {
    /// Yes or no.
    pub decision: Decision,
    /// Why not.
    pub reasons: Vec<RejectionReason>,
    /// Whose.
    pub by: Side,
    /// When.
    pub at: Timestamp,
}

/// The association.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssociationView {
    /// The day of approval, in the customer's zone.
    pub starts_on: Date,
    /// Since when it has effect.
    pub in_force_at: Option<Timestamp>,
    /// When it ended, in the customer's zone, and why.
    pub ended: Option<(Date, EndCause)>,
}

impl Life {
    /// The claim as it is, without letting anything pass.
    pub fn view(&self) -> View {
        View {
            gone: self.gone,
            status: self.status,
            phase: self.phase,
            turn: self.turn(),
            deadlines: self.sorted(&self.running),
            late: self.sorted(&self.late),
            lines: self
                .lines
                .iter()
                .map(|line| LineView {
                    index: line.index,
                    state: line.state,
                    reason: line.reason.filter(|_| line.state == LineState::Refused),
                })
                .collect(),
            reviewer: self.reviewer,
            outcome: self.outcome.as_ref().map(|outcome| OutcomeView {
                decision: outcome.decision,
                reasons: outcome.reasons.clone(),
                by: outcome.by,
                at: outcome.at,
            }),
            association: self.association.as_ref().map(|association| AssociationView {
                starts_on: association.starts_on,
                in_force_at: association.in_force_at,
                ended: association.ended,
            }),
            request: self.request.as_ref().map(|request| request.named.clone()),
            decision_paused: self.paused.is_some(),
            dispute_used: self.dispute_used,
            location: self.location,
            links: self.links,
            documents: self.documents,
        }
    }

    fn turn(&self) -> Turn {
        match self.phase {
            Phase::Draft | Phase::AwaitingAnswer | Phase::Disputable => Turn::Partner,
            Phase::First | Phase::Resubmission | Phase::Dispute | Phase::Reopened => Turn::Reviewer,
            Phase::ConsentWindow if self.delivery == Delivery::Sent => Turn::Customer,
            Phase::ConsentWindow => Turn::Partner,
            Phase::InForce | Phase::Ended | Phase::Final => Turn::Nobody,
        }
    }

    fn sorted(&self, deadlines: &[Deadline]) -> Vec<DeadlineView> {
        let mut views: Vec<DeadlineView> = deadlines
            .iter()
            .map(|deadline| DeadlineView {
                clock: deadline.clock,
                due_at: deadline.due_at,
                due_on: deadline.due_on,
                time_zone: deadline.calendar.zone_name().to_owned(),
                then: self.then(deadline.clock),
            })
            .collect();
        views.sort_by_key(|deadline| (deadline.due_at, deadline.clock));
        views
    }

    fn then(&self, clock: Clock) -> Consequence {
        match clock {
            Clock::Queue | Clock::Review | Clock::Decision | Clock::DisputeAnswer => Consequence::Escalated,
            Clock::PartnerAnswer => Consequence::Rejected,
            Clock::Consent if self.earlier_decline && !self.confirmed => Consequence::Rejected,
            Clock::Consent => Consequence::InForce,
            Clock::DisputeWindow => Consequence::Final,
            Clock::HolderAnswer => Consequence::DecidedWithout,
            Clock::Term => Consequence::Ended,
            Clock::DraftLife => Consequence::Discarded,
        }
    }
}
