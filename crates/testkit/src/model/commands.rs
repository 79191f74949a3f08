//! The partner's and the vendor's commands, judged in api.md's order of precedence.

use std::collections::BTreeSet;

use domain::claim::{Clock, Phase, RejectionReason, Status};
use jiff::Timestamp;

use super::life::{Delivery, Life, Line, Request};
use super::words::{Act, Answer, LineState, Person, Refusal, Side, Who};

pub(super) type Judged = Result<(), Refusal>;

impl Life {
    /// Lets passed deadlines take effect, then judges the command; a refused one changes nothing more.
    pub fn command(&mut self, now: Timestamp, who: Who, act: Act) -> Answer {
        self.pass(now);
        let mut tried = self.clone();
        match tried.judge(now, who, &act) {
            Ok(()) => {
                *self = tried;
                // A resumed decision clock may have run out meanwhile.
                self.pass(now);
                Answer::Done
            }
            Err(refusal) => Answer::Refused(refusal),
        }
    }

    fn judge(&mut self, now: Timestamp, who: Who, act: &Act) -> Judged {
        if !self.sees(who) {
            return Err(Refusal::NotFound);
        }
        match who {
            Who::PartnerAdmin => self.partner(now, true, act),
            Who::IncentivesUser => self.partner(now, false, act),
            Who::Vendor(person) => self.vendor(now, person, act),
            Who::ProgrammeManager | Who::Auditor | Who::SystemAdmin => Err(Refusal::NotPermitted),
            Who::Customer { link, code } => self.customer_choice(now, link, code, act),
        }
    }

    /// Whether the claim exists for this person.
    pub(super) fn sees(&self, who: Who) -> bool {
        if self.gone {
            return false;
        }
        match who {
            Who::PartnerAdmin | Who::IncentivesUser | Who::Auditor => true,
            Who::Vendor(_) | Who::ProgrammeManager => self.status != Status::Editing,
            Who::SystemAdmin => false,
            Who::Customer { link, .. } => link >= 1 && link <= self.links,
        }
    }

    fn partner(&mut self, now: Timestamp, admin: bool, act: &Act) -> Judged {
        let admins_only = match act {
            Act::Submit { .. } | Act::Resubmit { .. } | Act::Withdraw { .. } | Act::Dispute { .. } => true,
            Act::NameContact => true,
            Act::Edit { .. } => self.status == Status::Submitted || self.status == Status::PartnerActionRequired,
            _ => false,
        };
        if admins_only && !admin {
            return Err(Refusal::NotPermitted);
        }
        match act {
            Act::Edit {
                remove_lines,
                add_lines,
                location,
                duplicate,
            } => self.edit(now, remove_lines, *add_lines, *location, *duplicate),
            Act::AddDocument => self.add_document(now),
            Act::Submit { complete, duplicate } => self.submit(now, *complete, *duplicate),
            Act::Discard => {
                self.must_be(&[Status::Editing])?;
                self.vanish();
                Ok(())
            }
            Act::Resubmit { comment, remove_lines } => self.resubmit(now, *comment, remove_lines),
            Act::Withdraw { reason, comment } => self.withdraw(now, *reason, *comment),
            Act::Dispute {
                justification,
                duplicate,
            } => self.dispute(now, *justification, *duplicate),
            Act::RequestExtension => self.may_extend(),
            Act::Comment => Ok(()),
            Act::NameContact => {
                if self.phase != Phase::ConsentWindow || self.delivery == Delivery::Sent {
                    return Err(Refusal::WrongStatus);
                }
                self.delivery = Delivery::ContactNamed;
                Ok(())
            }
            _ => Err(Refusal::NotPermitted),
        }
    }

    fn vendor(&mut self, now: Timestamp, person: Person, act: &Act) -> Judged {
        let lead = matches!(person, Person::Lead(_));
        match act {
            Act::StartReview => self.start_review(now, person),
            Act::RequestInformation { remove_lines } => self.request_information(now, person, remove_lines),
            Act::Approve { covered, refused } => self.approve(now, person, covered, refused),
            Act::Reject { reasons } => {
                if reasons.is_empty() || reasons.iter().any(|reason| !reason.by_reviewer()) {
                    return Err(Refusal::Invalid);
                }
                self.may_review(person)?;
                // No document of a modelled claim is ever unreadable.
                if reasons.contains(&RejectionReason::PoeUnavailable) {
                    return Err(Refusal::Invalid);
                }
                self.deciders.insert(person);
                self.reject(reasons.clone(), Side::Reviewer, false, now);
                Ok(())
            }
            Act::Reopen { duplicate } if lead => self.reopen(now, person, *duplicate),
            Act::Extend { days } if lead => {
                if *days < 1 || *days > self.setup.extension_max {
                    return Err(Refusal::Invalid);
                }
                self.may_extend()?;
                self.lengthen(Clock::PartnerAnswer, *days);
                if let Some(request) = &mut self.request {
                    request.extended = true;
                }
                Ok(())
            }
            Act::Assign { to } if lead => {
                self.must_be(&[Status::Submitted, Status::UnderReview, Status::PartnerActionRequired])?;
                let asked_in_dispute = self
                    .request
                    .as_ref()
                    .is_some_and(|request| request.asked_in == Phase::Dispute);
                if (self.phase == Phase::Dispute || asked_in_dispute) && self.deciders.contains(to) {
                    return Err(Refusal::Invalid);
                }
                self.reviewer = Some(*to);
                Ok(())
            }
            Act::Comment | Act::Note => Ok(()),
            Act::ConfirmContact => {
                if self.phase != Phase::ConsentWindow || self.delivery != Delivery::ContactNamed {
                    return Err(Refusal::WrongStatus);
                }
                self.send_notice(now);
                Ok(())
            }
            _ => Err(Refusal::NotPermitted),
        }
    }

    pub(super) fn must_be(&self, statuses: &[Status]) -> Judged {
        if statuses.contains(&self.status) {
            Ok(())
        } else {
            Err(Refusal::WrongStatus)
        }
    }

    pub(super) fn may_extend(&self) -> Judged {
        self.must_be(&[Status::PartnerActionRequired])?;
        match &self.request {
            Some(request) if request.extended => Err(Refusal::AlreadyExtended),
            _ => Ok(()),
        }
    }

    /// Whether this person may act on the claim under review.
    pub(super) fn may_review(&self, person: Person) -> Judged {
        self.must_be(&[Status::UnderReview])?;
        if self.phase == Phase::Dispute && self.deciders.contains(&person) {
            return Err(Refusal::FourEyes);
        }
        self.is_theirs(person)
    }

    fn is_theirs(&self, person: Person) -> Judged {
        match person {
            Person::Lead(_) => Ok(()),
            Person::Reviewer(_) if self.reviewer == Some(person) => Ok(()),
            Person::Reviewer(_) => Err(Refusal::NotAssigned),
        }
    }

    pub(super) fn may_start(&self, person: Person) -> Judged {
        self.must_be(&[Status::Submitted])?;
        if self.reviewer.is_none() {
            Ok(())
        } else {
            self.is_theirs(person)
        }
    }

    fn all_claimed(&self, indexes: &[u8]) -> bool {
        let claimed = self.lines_in(LineState::Claimed);
        indexes.iter().all(|index| claimed.contains(index))
    }

    fn edit(&mut self, now: Timestamp, remove: &[u8], add: u8, location: Option<u8>, duplicate: bool) -> Judged {
        self.must_be(&[Status::Editing, Status::Submitted, Status::PartnerActionRequired])?;
        let known = location.is_none_or(|location| usize::from(location) < self.setup.locations.len());
        let its_own = |index: &u8| self.lines.iter().any(|line| line.index == *index);
        if !known || !remove.iter().all(its_own) {
            return Err(Refusal::Invalid);
        }
        if self.status == Status::Editing {
            self.lines.retain(|line| !remove.contains(&line.index));
        } else {
            // Leaving out a line that is removed or decided already says nothing.
            let claimed = self.lines_in(LineState::Claimed);
            let gone: Vec<u8> = remove.iter().copied().filter(|index| claimed.contains(index)).collect();
            self.set_lines(&gone, LineState::Removed);
        }
        for _ in 0..add {
            self.lines.push(Line {
                index: self.next_line,
                state: LineState::Claimed,
                reason: None,
            });
            self.next_line += 1;
        }
        if let Some(location) = location {
            self.location = usize::from(location);
        }
        if self.status == Status::Editing {
            self.start(Clock::DraftLife, now);
            return Ok(());
        }
        if self.lines_in(LineState::Claimed).is_empty() {
            return Err(Refusal::Invalid);
        }
        if duplicate {
            Err(Refusal::DuplicateClaim)
        } else {
            Ok(())
        }
    }

    pub(super) fn takes_documents(&self) -> bool {
        match self.phase {
            Phase::Draft | Phase::AwaitingAnswer | Phase::InForce | Phase::Disputable => true,
            Phase::First | Phase::Resubmission => self.status == Status::Submitted,
            Phase::Dispute | Phase::Reopened | Phase::ConsentWindow | Phase::Ended | Phase::Final => false,
        }
    }

    fn add_document(&mut self, now: Timestamp) -> Judged {
        if !self.takes_documents() {
            return Err(Refusal::WrongStatus);
        }
        if self.documents_in_round >= self.setup.documents_max {
            return Err(Refusal::TooManyDocuments);
        }
        self.documents += 1;
        self.documents_in_round += 1;
        self.documents_since_turn += 1;
        if self.status == Status::Editing {
            self.start(Clock::DraftLife, now);
        }
        Ok(())
    }

    fn submit(&mut self, now: Timestamp, complete: bool, duplicate: bool) -> Judged {
        self.must_be(&[Status::Editing])?;
        if !complete || self.documents == 0 || self.lines.is_empty() {
            return Err(Refusal::Incomplete);
        }
        if duplicate {
            return Err(Refusal::DuplicateClaim);
        }
        self.documents_in_round = 0;
        self.go(Status::Submitted, Phase::First);
        self.start(Clock::Queue, now);
        self.start(Clock::Decision, now);
        Ok(())
    }

    fn start_review(&mut self, now: Timestamp, person: Person) -> Judged {
        self.may_start(person)?;
        self.reviewer = Some(person);
        self.go(Status::UnderReview, self.phase);
        self.start(Clock::Review, now);
        Ok(())
    }

    fn request_information(&mut self, now: Timestamp, person: Person, named: &[u8]) -> Judged {
        self.may_review(person)?;
        let distinct: BTreeSet<u8> = named.iter().copied().collect();
        if !self.all_claimed(named) || distinct.len() == self.lines_in(LineState::Claimed).len() {
            return Err(Refusal::Invalid);
        }
        let asked_on = self.setup.review.date_of(now);
        let asked_in = self.phase;
        self.request = Some(Request {
            named: distinct.into_iter().collect(),
            extended: false,
            asked_in,
            asked_on,
        });
        self.documents_since_turn = 0;
        self.pause_decision();
        self.go(Status::PartnerActionRequired, Phase::AwaitingAnswer);
        self.start(Clock::PartnerAnswer, now);
        Ok(())
    }

    fn resubmit(&mut self, now: Timestamp, comment: bool, remove: &[u8]) -> Judged {
        self.must_be(&[Status::PartnerActionRequired])?;
        let Some(request) = self.request.clone() else {
            return Err(Refusal::WrongStatus);
        };
        if !self.all_claimed(remove) || !remove.iter().all(|index| request.named.contains(index)) {
            return Err(Refusal::Invalid);
        }
        if !comment && remove.is_empty() && self.documents_since_turn == 0 {
            return Err(Refusal::AnswerRequired);
        }
        self.set_lines(remove, LineState::Removed);
        if self.lines_in(LineState::Claimed).is_empty() {
            return Err(Refusal::Invalid);
        }
        self.request = None;
        self.documents_in_round = 0;
        if request.asked_in == Phase::Dispute {
            self.go(Status::UnderReview, Phase::Dispute);
            self.start(Clock::DisputeAnswer, now);
        } else {
            self.go(Status::Submitted, Phase::Resubmission);
            self.start(Clock::Queue, now);
            self.resume_decision(request.asked_on, now);
        }
        Ok(())
    }
}
