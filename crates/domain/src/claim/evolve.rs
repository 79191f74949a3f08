//! The fold: what an entry makes of a claim. Every field of the result comes from the entry, nothing is recomputed.

use std::collections::BTreeSet;

use super::association::{Association, AssociationEnd};
use super::deadline::{Motion, Timer};
use super::details::{Line, LineState};
use super::event::{AfterAnswer, ConfirmationEffect, Created, Entry, Event, SilenceEffect};
use super::state::{
    Claim, Consent, ConsentAnswer, ConsentMemory, Decision, Dispute, Extension, InformationRequest, Notification,
    Outcome, OutcomeBy, Review, Round, State, Version,
};
use super::status::{Clock, EndCause, RejectionReason};
use crate::id::LineId;
use crate::instant::Instant;
use crate::party::ActorStamp;
use crate::text::Note;

/// The claim that a first entry makes; none if the entry is not a creation.
pub fn begin(entry: &Entry) -> Option<Claim> {
    let Event::Created(created) = &entry.event else {
        return None;
    };
    let Created {
        id,
        number,
        partner,
        created_by,
        details,
        lines,
        draft_life,
    } = created.as_ref();
    Some(Claim {
        id: *id,
        number: *number,
        version: Version(1),
        partner: *partner,
        details: details.clone(),
        lines: lines.clone(),
        documents: Vec::new(),
        state: State::Editing,
        timers: vec![draft_life.clone()],
        reviewer: None,
        deciders: BTreeSet::new(),
        dispute: None,
        consent_memory: ConsentMemory::NeverDeclined,
        association: None,
        document_round: 0,
        consent_rounds: 0,
        created_by: *created_by,
        created_at: entry.at,
        submitted_at: None,
        updated_at: entry.at,
    })
}

/// The claim after an entry.
pub fn evolve(mut claim: Claim, entry: &Entry) -> Claim {
    let at = entry.at;
    if entry.event.changes_version() {
        claim.version = Version(claim.version.0 + 1);
    }
    if !matches!(entry.event, Event::ReminderSent { .. } | Event::ClockPassed { .. }) {
        claim.updated_at = at;
    }
    match &entry.event {
        // A second creation can't be: numbers are never reused, and the fold begins with `begin`.
        Event::Created(_) | Event::ExtensionRequested { .. } | Event::CommentAdded { .. } => {}
        Event::Edited {
            details,
            lines,
            draft_life,
        } => {
            claim.details = details.as_ref().clone();
            claim.lines.clone_from(lines);
            claim.renew(draft_life);
        }
        Event::DocumentAdded { document, draft_life } => {
            claim.documents.push(document.clone());
            claim.renew(draft_life);
        }
        Event::Submitted { queue, decision } => {
            claim.state = State::Submitted(Round::First);
            claim.timers = vec![queue.clone(), decision.clone()];
            claim.submitted_at = Some(at);
            claim.document_round += 1;
        }
        Event::Discarded => {
            claim.state = State::Discarded;
            claim.timers.clear();
        }
        Event::ReviewStarted { reviewer, review } => {
            if let State::Submitted(round) = claim.state {
                claim.state = State::UnderReview(round.review());
            }
            claim.reviewer = Some(*reviewer);
            claim.keep_decision_and(Some(review.clone()));
        }
        Event::Assigned { reviewer } => claim.reviewer = Some(*reviewer),
        Event::InformationRequested {
            reasons,
            comment,
            remove_lines,
            asked_on,
            partner_answer,
        } => {
            if let State::UnderReview(asked_in) = claim.state {
                claim.state = State::AwaitingAnswer(InformationRequest {
                    reasons: reasons.clone(),
                    comment: comment.clone(),
                    remove_lines: remove_lines.clone(),
                    asked_in,
                    asked_on: *asked_on,
                    asked_of: claim.details.location.clone(),
                    documents_seen: claim.documents.len(),
                    extension: Extension::Possible,
                });
            }
            claim.keep_decision_and(Some(partner_answer.clone()));
            for timer in claim.timers.iter_mut().filter(|timer| timer.clock == Clock::Decision) {
                // A clock that has passed stays so; a pause doesn't revive it.
                if timer.motion == Motion::Running {
                    timer.motion = Motion::Paused;
                }
            }
        }
        Event::AnswerExtended { partner_answer, .. } => {
            if let State::AwaitingAnswer(request) = &mut claim.state {
                request.extension = Extension::Granted;
            }
            claim.replace(partner_answer.clone());
        }
        Event::Resubmitted {
            removed_lines, next, ..
        } => {
            claim.set_lines(removed_lines, LineState::Removed);
            claim.document_round += 1;
            match next {
                AfterAnswer::Queue { queue, decision } => {
                    claim.state = State::Submitted(Round::Resubmission);
                    claim.timers = std::iter::once(queue.clone()).chain(decision.clone()).collect();
                }
                AfterAnswer::Dispute { dispute_answer } => {
                    claim.state = State::UnderReview(Review::Dispute);
                    claim.timers = vec![dispute_answer.clone()];
                }
            }
        }
        Event::Approved {
            covered,
            refused,
            comment,
            starts_on,
            round,
            consent,
        } => {
            claim.set_lines(covered, LineState::Covered);
            for (line, reason) in refused {
                claim.set_lines(&[*line], LineState::Refused(*reason));
            }
            claim.note_decider(&entry.actor);
            claim.association = Some(Association {
                starts_on: *starts_on,
                in_force_at: None,
                ended: None,
            });
            claim.consent_rounds = *round;
            claim.state = State::ConsentWindow {
                outcome: outcome(Decision::Approved, comment.clone(), OutcomeBy::Reviewer, at),
                consent: Consent {
                    round: *round,
                    answer: ConsentAnswer::Open,
                    notice: Notification::Delivered,
                },
            };
            claim.timers = vec![consent.clone()];
        }
        Event::Rejected {
            reasons,
            comment,
            dispute_window,
        } => {
            claim.note_decider(&entry.actor);
            let decision = Decision::Rejected(reasons.clone());
            claim.reject(
                outcome(decision, Some(comment.clone()), OutcomeBy::Reviewer, at),
                dispute_window,
            );
        }
        Event::AnswerLapsed { dispute_window } => {
            let decision = Decision::Rejected(vec![RejectionReason::NoPartnerResponse]);
            claim.reject(outcome(decision, None, OutcomeBy::Clock, at), dispute_window);
        }
        Event::ConsentConfirmed { effect, .. } => match effect {
            ConfirmationEffect::InForce => claim.come_into_force(at),
            ConfirmationEffect::Recorded => {
                if let State::ConsentWindow { consent, .. } = &mut claim.state {
                    consent.answer = ConsentAnswer::Confirmed;
                }
            }
        },
        Event::ConsentLapsed { effect } => match effect {
            SilenceEffect::InForce => claim.come_into_force(at),
            SilenceEffect::Rejected => {
                claim.decline_covered();
                let decision = Decision::Rejected(vec![RejectionReason::CustomerDecline]);
                claim.reject(outcome(decision, None, OutcomeBy::Clock, at), &None);
            }
        },
        Event::LinesDeclined { lines, .. } => claim.set_lines(lines, LineState::Declined),
        Event::CustomerDeclined {
            comment,
            dispute_window,
        } => {
            claim.decline_covered();
            claim.consent_memory = ConsentMemory::Declined;
            let decision = Decision::Rejected(vec![RejectionReason::CustomerDecline]);
            claim.reject(
                outcome(decision, comment.clone(), OutcomeBy::Customer, at),
                dispute_window,
            );
        }
        Event::Withdrawn {
            reason,
            comment,
            ended_on,
        } => {
            if let Some(on) = ended_on {
                claim.change_lines(LineState::Covered, LineState::Ended);
                claim.end_association(AssociationEnd {
                    on: *on,
                    cause: EndCause::PartnerRequest,
                });
            } else {
                claim.association = None;
            }
            let decision = Decision::Withdrawn(*reason);
            claim.state = State::Final {
                outcome: outcome(decision, comment.clone(), OutcomeBy::Partner, at),
            };
            claim.timers.clear();
        }
        Event::Disputed {
            justification,
            dispute_answer,
        } => {
            let against = claim.dispute_would_be_against();
            if against == super::state::DisputeAgainst::CustomerDecline {
                claim.change_lines(LineState::Declined, LineState::Claimed);
            }
            claim.dispute = Some(Dispute {
                justification: justification.clone(),
                at,
                against,
            });
            claim.state = State::UnderReview(Review::Dispute);
            claim.reviewer = None;
            claim.document_round += 1;
            claim.timers = vec![dispute_answer.clone()];
        }
        Event::DisputeWindowLapsed => {
            if let State::Disputable { outcome, .. } = &claim.state {
                claim.state = State::Final {
                    outcome: outcome.clone(),
                };
            }
            claim.timers.clear();
        }
        Event::AssociationEnded {
            lines, cause, ended_on, ..
        } => {
            claim.set_lines(lines, LineState::Ended);
            if claim.lines_in(LineState::Covered).next().is_none() {
                claim.end_association(AssociationEnd {
                    on: *ended_on,
                    cause: *cause,
                });
                if let State::InForce { outcome } = &claim.state {
                    claim.state = State::Ended {
                        outcome: outcome.clone(),
                    };
                }
                claim.timers.clear();
            }
        }
        Event::Reopened { reviewer, review, .. } => {
            for line in &mut claim.lines {
                line.state = reopened(line.state);
            }
            claim.association = None;
            claim.reviewer = Some(*reviewer);
            claim.state = State::UnderReview(Review::Reopened);
            claim.timers = vec![review.clone()];
        }
        Event::NoticeFailed { cause, .. } => {
            // Said twice, it doesn't undo the contact that the partner has named since.
            if let State::ConsentWindow { consent, .. } = &mut claim.state
                && consent.notice == Notification::Delivered
            {
                consent.notice = Notification::Undeliverable {
                    cause: *cause,
                    proposed: None,
                };
            }
            claim.timers.retain(|timer| timer.clock != Clock::Consent);
        }
        Event::CustomerContactNamed { contact } => {
            if let State::ConsentWindow { consent, .. } = &mut claim.state
                && let Notification::Undeliverable { proposed, .. } = &mut consent.notice
            {
                *proposed = Some(contact.clone());
            }
        }
        Event::CustomerContactConfirmed {
            contact,
            round,
            consent: timer,
        } => {
            claim.details.customer_contact = contact.clone();
            claim.consent_rounds = *round;
            if let State::ConsentWindow { consent, .. } = &mut claim.state {
                *consent = Consent {
                    round: *round,
                    answer: ConsentAnswer::Open,
                    notice: Notification::Delivered,
                };
            }
            claim.timers = vec![timer.clone()];
        }
        Event::ClockPassed { clock } => {
            for timer in claim.timers.iter_mut().filter(|timer| timer.clock == *clock) {
                timer.motion = Motion::Passed;
                timer.reminders.clear();
            }
        }
        Event::ReminderSent { clock, at } => {
            for timer in claim.timers.iter_mut().filter(|timer| timer.clock == *clock) {
                timer.reminders.retain(|reminder| reminder != at);
            }
        }
    }
    claim
}

fn outcome(decision: Decision, comment: Option<Note>, by: OutcomeBy, at: Instant) -> Outcome {
    Outcome {
        decision,
        comment,
        by,
        at,
    }
}

/// Reopening gives the decided lines back to the reviewer; what the customer declined stays declined.
fn reopened(state: LineState) -> LineState {
    match state {
        LineState::Covered | LineState::Refused(_) | LineState::Claimed => LineState::Claimed,
        LineState::Declined | LineState::Ended | LineState::Removed => state,
    }
}

impl Claim {
    fn replace(&mut self, timer: Timer) {
        self.timers.retain(|other| other.clock != timer.clock);
        self.timers.push(timer);
    }

    fn renew(&mut self, timer: &Option<Timer>) {
        if let Some(timer) = timer {
            self.replace(timer.clone());
        }
    }

    /// A change of status ends its clocks; only the decision clock lives across several.
    fn keep_decision_and(&mut self, timer: Option<Timer>) {
        self.timers.retain(|timer| timer.clock == Clock::Decision);
        self.timers.extend(timer);
    }

    fn set_lines(&mut self, ids: &[LineId], state: LineState) {
        for line in self.lines.iter_mut().filter(|line: &&mut Line| ids.contains(&line.id)) {
            line.state = state;
        }
    }

    fn change_lines(&mut self, from: LineState, to: LineState) {
        for line in self.lines.iter_mut().filter(|line| line.state == from) {
            line.state = to;
        }
    }

    fn note_decider(&mut self, actor: &ActorStamp) {
        if let ActorStamp::Person { id, .. } = actor {
            self.deciders.insert(*id);
        }
    }

    /// A decline in the window voids the association (domain.md §2).
    fn decline_covered(&mut self) {
        self.change_lines(LineState::Covered, LineState::Declined);
        self.association = None;
    }

    fn reject(&mut self, outcome: Outcome, dispute_window: &Option<Timer>) {
        self.state = match dispute_window {
            Some(_) => State::Disputable {
                outcome,
                documents_seen: self.documents.len(),
            },
            None => State::Final { outcome },
        };
        self.timers = dispute_window.iter().cloned().collect();
    }

    fn come_into_force(&mut self, at: Instant) {
        if let State::ConsentWindow { outcome, .. } = &self.state {
            self.state = State::InForce {
                outcome: outcome.clone(),
            };
        }
        if let Some(association) = &mut self.association {
            association.in_force_at = Some(at);
        }
        self.timers.clear();
    }

    fn end_association(&mut self, end: AssociationEnd) {
        if let Some(association) = &mut self.association {
            association.ended = Some(end);
        }
    }
}
