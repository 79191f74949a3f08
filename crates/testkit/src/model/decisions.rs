//! Approval, withdrawal, dispute and reopening.

use domain::claim::{Clock, EndCause, LineReason, Phase, RejectionReason, Status, WithdrawalReason};
use jiff::Timestamp;

use super::commands::Judged;
use super::life::{Association, Delivery, Life, Outcome};
use super::words::{Decision, LineState, Person, Refusal, Side};

impl Life {
    pub(super) fn approve(
        &mut self,
        now: Timestamp,
        person: Person,
        covered: &[u8],
        refused: &[(u8, LineReason)],
    ) -> Judged {
        if covered.is_empty() {
            return Err(Refusal::Invalid);
        }
        self.may_review(person)?;
        let mut decided: Vec<u8> = covered
            .iter()
            .copied()
            .chain(refused.iter().map(|(index, _)| *index))
            .collect();
        decided.sort_unstable();
        let mut claimed = self.lines_in(LineState::Claimed);
        claimed.sort_unstable();
        if decided != claimed {
            return Err(Refusal::Invalid);
        }
        self.set_lines(covered, LineState::Covered);
        for (index, reason) in refused {
            self.set_lines(&[*index], LineState::Refused);
            for line in self.lines.iter_mut().filter(|line| line.index == *index) {
                line.reason = Some(*reason);
            }
        }
        self.end_decision_clock();
        self.deciders.insert(person);
        self.outcome = Some(Outcome {
            decision: Decision::Approved,
            reasons: vec![],
            by: Side::Reviewer,
            at: now,
        });
        let starts_on = self.setup.customer.date_of(now);
        self.association = Some(Association {
            starts_on,
            in_force_at: None,
            ended: None,
        });
        self.go(Status::Approved, Phase::ConsentWindow);
        self.send_notice(now);
        Ok(())
    }

    /// A new link and a full window.
    pub(super) fn send_notice(&mut self, now: Timestamp) {
        self.links += 1;
        self.delivery = Delivery::Sent;
        self.confirmed = false;
        self.start(Clock::Consent, now);
    }

    pub(super) fn withdraw(&mut self, now: Timestamp, reason: WithdrawalReason, comment: bool) -> Judged {
        if reason == WithdrawalReason::Other && !comment {
            return Err(Refusal::Invalid);
        }
        match self.phase {
            Phase::Draft | Phase::Ended | Phase::Disputable | Phase::Final => return Err(Refusal::WrongStatus),
            Phase::InForce => {
                self.turn_lines(LineState::Covered, LineState::Ended);
                self.end_association(EndCause::PartnerRequest, now);
            }
            Phase::ConsentWindow => self.association = None,
            Phase::First | Phase::Resubmission | Phase::Dispute | Phase::Reopened | Phase::AwaitingAnswer => {}
        }
        self.reject(vec![RejectionReason::PartnerRequest], Side::Partner, true, now);
        Ok(())
    }

    pub(super) fn dispute(&mut self, now: Timestamp, justification: bool, duplicate: bool) -> Judged {
        self.must_be(&[Status::Rejected])?;
        if self.phase == Phase::Final {
            return Err(Refusal::WindowClosed);
        }
        let declined = self.outcome_has(RejectionReason::CustomerDecline);
        if declined && self.documents_since_turn == 0 {
            return Err(Refusal::NewPoeRequired);
        }
        if duplicate {
            return Err(Refusal::DuplicateClaim);
        }
        if !justification && self.documents_since_turn == 0 {
            return Err(Refusal::Invalid);
        }
        if declined {
            self.turn_lines(LineState::Declined, LineState::Claimed);
        }
        self.dispute_used = true;
        self.reviewer = None;
        self.outcome = None;
        self.documents_in_round = 0;
        self.go(Status::UnderReview, Phase::Dispute);
        self.start(Clock::DisputeAnswer, now);
        Ok(())
    }

    pub(super) fn outcome_has(&self, reason: RejectionReason) -> bool {
        self.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.reasons.contains(&reason))
    }

    pub(super) fn may_reopen(&self) -> Judged {
        let after_no =
            self.outcome_has(RejectionReason::CustomerDecline) || self.outcome_has(RejectionReason::PartnerRequest);
        let mistaken = self.status == Status::Rejected && !after_no;
        if mistaken || self.phase == Phase::ConsentWindow {
            Ok(())
        } else {
            Err(Refusal::WrongStatus)
        }
    }

    pub(super) fn reopen(&mut self, now: Timestamp, lead: Person, duplicate: bool) -> Judged {
        self.may_reopen()?;
        if duplicate {
            return Err(Refusal::DuplicateClaim);
        }
        self.turn_lines(LineState::Covered, LineState::Claimed);
        self.turn_lines(LineState::Refused, LineState::Claimed);
        self.reviewer = self.reviewer.or(Some(lead));
        self.outcome = None;
        self.association = None;
        self.go(Status::UnderReview, Phase::Reopened);
        self.start(Clock::Review, now);
        Ok(())
    }
}
