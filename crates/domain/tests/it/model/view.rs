//! The domain's claim as the model sees one.

use domain::claim::{Clock, Decision, Motion, OutcomeBy, Place, State, Timer};
use testkit::model::{self, AssociationView, DeadlineView, LineView, OutcomeView, Side, View};

use super::twin::Twin;
use super::words::line_state_of;

impl Twin {
    /// All the model knows of it.
    pub fn view(&self) -> View {
        let claim = &self.claim;
        let place = claim.place();
        let request = match &claim.state {
            State::AwaitingAnswer(request) => {
                let mut named: Vec<u8> = request.remove_lines.iter().map(|id| self.index_of(*id)).collect();
                named.sort_unstable();
                Some(named)
            }
            _ => None,
        };
        let mut lines: Vec<LineView> = claim
            .lines
            .iter()
            .map(|line| LineView {
                index: self.index_of(line.id),
                state: line_state_of(line.state),
                reason: line.state.reason(),
            })
            .collect();
        lines.sort_by_key(|line| line.index);
        View {
            gone: place == Place::Discarded,
            status: place.status(),
            phase: place.phase(),
            turn: claim.turn(),
            deadlines: claim
                .deadlines()
                .into_iter()
                .map(|timer| self.deadline(timer))
                .collect(),
            late: claim.late().into_iter().map(|timer| self.deadline(timer)).collect(),
            lines,
            reviewer: claim.reviewer.map(|id| self.person_of(id)),
            outcome: claim.outcome().map(|outcome| OutcomeView {
                decision: match outcome.decision {
                    Decision::Approved => model::Decision::Approved,
                    Decision::Rejected(_) | Decision::Withdrawn(_) => model::Decision::Rejected,
                },
                reasons: outcome.decision.reasons().to_vec(),
                by: match outcome.by {
                    OutcomeBy::Reviewer => Side::Reviewer,
                    OutcomeBy::Customer => Side::Customer,
                    OutcomeBy::Partner => Side::Partner,
                    OutcomeBy::Clock => Side::Clock,
                },
                at: outcome.at.timestamp(),
            }),
            association: claim.association.map(|association| AssociationView {
                starts_on: association.starts_on,
                in_force_at: association.in_force_at.map(|at| at.timestamp()),
                ended: association.ended.map(|end| (end.on, end.cause)),
            }),
            request,
            decision_paused: claim
                .timer(Clock::Decision)
                .is_some_and(|timer| timer.motion == Motion::Paused),
            dispute_used: claim.dispute.is_some(),
            location: self.location(),
            links: claim.consent_rounds,
            documents: u32::try_from(claim.documents.len()).expect("few documents"),
        }
    }

    fn deadline(&self, timer: &Timer) -> DeadlineView {
        DeadlineView {
            clock: timer.clock,
            due_at: timer.due.due_at.timestamp(),
            due_on: timer.due.due_on,
            time_zone: timer.due.zone.as_str().to_owned(),
            then: self.claim.consequence(timer.clock),
        }
    }
}
