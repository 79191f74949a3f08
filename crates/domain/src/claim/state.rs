//! A claim and the states it can be in (domain.md §2, §3).

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::association::Association;
use super::deadline::Timer;
use super::details::{Contact, Details, Document, Line, LineState};
use super::place::Place;
use super::status::{Clock, InformationReason, RejectionReason, Turn, WithdrawalReason};
use crate::id::{ClaimId, ClaimNumber, LineId, LocationId, PartnerId, UserId};
use crate::instant::Instant;
use crate::text::Note;

/// Counts what changes a claim's meaning: commands and transitions, not comments, uploads or reminders.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version(pub i64);

/// A claim: the fold of its events.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// Its key.
    pub id: ClaimId,
    /// The number people use.
    pub number: ClaimNumber,
    /// Its version.
    pub version: Version,
    /// Whose it is.
    pub partner: PartnerId,
    /// What it says.
    pub details: Details,
    /// Its lines, removed ones included.
    pub lines: Vec<Line>,
    /// Its documents in the order they came.
    pub documents: Vec<Document>,
    /// Where it stands.
    pub state: State,
    /// Its clocks: running, paused, or passed without a decision of their own.
    pub timers: Vec<Timer>,
    /// The reviewer who works it.
    pub reviewer: Option<UserId>,
    /// Everyone who approved or rejected it (four eyes, domain.md §1).
    pub deciders: BTreeSet<UserId>,
    /// Its one dispute.
    pub dispute: Option<Dispute>,
    /// Whether the customer has ever declined it whole: then silence is no consent.
    pub consent_memory: ConsentMemory,
    /// Its association.
    pub association: Option<Association>,
    /// The current round of documents; a round ends with each submission, resubmission and dispute.
    pub document_round: u32,
    /// How many consent notices went out.
    pub consent_rounds: u32,
    /// Who created it.
    pub created_by: UserId,
    /// When it was created.
    pub created_at: Instant,
    /// When it was first submitted.
    pub submitted_at: Option<Instant>,
    /// When anything last happened to it, reminders apart.
    pub updated_at: Instant,
}

/// Where a claim stands, with what belongs only there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// Editing: a draft.
    Editing,
    /// Submitted: waits for a reviewer.
    Submitted(Round),
    /// Under review.
    UnderReview(Review),
    /// Partner action required.
    AwaitingAnswer(InformationRequest),
    /// Approved; the customer may opt out.
    ConsentWindow {
        /// The approval.
        outcome: Outcome,
        /// The customer's side of it.
        consent: Consent,
    },
    /// Approved; the association has effect.
    InForce {
        /// The approval.
        outcome: Outcome,
    },
    /// Approved once; the association has ended.
    Ended {
        /// The approval.
        outcome: Outcome,
    },
    /// Rejected; may be disputed.
    Disputable {
        /// The rejection.
        outcome: Outcome,
        /// How many documents there were: later ones are new proof.
        documents_seen: usize,
    },
    /// Rejected for good.
    Final {
        /// The rejection.
        outcome: Outcome,
    },
    /// A draft that was discarded; only its history is left.
    Discarded,
}

/// Which submission waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Round {
    /// The first.
    First,
    /// After an answer; ahead of first ones.
    Resubmission,
}

impl Round {
    /// The review this submission gets.
    pub const fn review(self) -> Review {
        match self {
            Round::First => Review::First,
            Round::Resubmission => Review::Resubmission,
        }
    }
}

/// Which review goes on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Review {
    /// Of a first submission.
    First,
    /// Of a resubmission.
    Resubmission,
    /// Of a disputed rejection.
    Dispute,
    /// Of a mistaken decision.
    Reopened,
}

/// What the reviewer asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InformationRequest {
    /// Why.
    pub reasons: Vec<InformationReason>,
    /// In words.
    pub comment: Note,
    /// Lines the reviewer suggests to take off.
    pub remove_lines: Vec<LineId>,
    /// The review it interrupts.
    pub asked_in: Review,
    /// The day it was asked, in the review team's zone: the decision clock's pause starts after it.
    pub asked_on: Date,
    /// The location whose calendar the answer's deadline runs in, also after the claim moves to another.
    pub asked_of: LocationId,
    /// How many documents there were: later ones answer.
    pub documents_seen: usize,
    /// Whether the answer's deadline was extended.
    pub extension: Extension,
}

/// A lead may extend an answer once per request (domain.md §6 f).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extension {
    /// Not yet.
    Possible,
    /// Done.
    Granted,
}

/// A decision on the claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// What was decided.
    pub decision: Decision,
    /// In words.
    pub comment: Option<Note>,
    /// Whose decision it is.
    pub by: OutcomeBy,
    /// When.
    pub at: Instant,
}

/// What was decided, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Approved: the lines say which.
    Approved,
    /// Rejected, by a reviewer, the customer or the clock.
    Rejected(Vec<RejectionReason>),
    /// Withdrawn by the partner: `partner_request` with its detail.
    Withdrawn(WithdrawalReason),
}

impl Decision {
    /// The rejection reasons; none for an approval.
    pub fn reasons(&self) -> &[RejectionReason] {
        match self {
            Decision::Approved => &[],
            Decision::Rejected(reasons) => reasons,
            Decision::Withdrawn(_) => &[RejectionReason::PartnerRequest],
        }
    }
}

/// Whose decision it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OutcomeBy {
    /// A reviewer's or lead's.
    Reviewer,
    /// The customer's.
    Customer,
    /// The partner's.
    Partner,
    /// A deadline's.
    Clock,
}

impl OutcomeBy {
    /// The code in API and database.
    pub const fn code(self) -> &'static str {
        match self {
            OutcomeBy::Reviewer => "reviewer",
            OutcomeBy::Customer => "customer",
            OutcomeBy::Partner => "partner",
            OutcomeBy::Clock => "clock",
        }
    }
}

/// The customer's side of an approval.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// The round of the notice, whose link decides.
    pub round: u32,
    /// What the customer has said.
    pub answer: ConsentAnswer,
    /// Whether the notice reached anyone.
    pub notice: Notification,
}

/// What the customer has said within the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConsentAnswer {
    /// Nothing yet.
    Open,
    /// Yes, while the programme lets the window run on.
    Confirmed,
}

/// Whether the notice reached anyone (domain.md §6 g).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notification {
    /// As far as is known it did: the window runs.
    Delivered,
    /// It did not: the window stands still until a working contact is confirmed.
    Undeliverable {
        /// Why.
        cause: NoticeFailure,
        /// The contact the partner has named since.
        proposed: Option<Contact>,
    },
}

/// Why a notice reached nobody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeFailure {
    /// Its receiver says that it isn't for them.
    NotMe,
    /// A mail server refused it for good.
    Refused,
    /// No mail server took it within 24 hours.
    NotTaken,
}

impl NoticeFailure {
    /// The code in API and database.
    pub const fn code(self) -> &'static str {
        match self {
            NoticeFailure::NotMe => "not_me",
            NoticeFailure::Refused => "refused",
            NoticeFailure::NotTaken => "not_taken",
        }
    }
}

/// What silence means in the next window: the memory of a customer's No.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConsentMemory {
    /// The customer has not declined: silence is consent.
    NeverDeclined,
    /// The customer declined the whole claim: only a Yes is consent.
    Declined,
}

/// The claim's one dispute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dispute {
    /// Why the rejection should be reconsidered.
    pub justification: Option<Note>,
    /// When it was raised.
    pub at: Instant,
    /// Whether it answers a customer's No.
    pub against: DisputeAgainst,
}

/// What a dispute is raised against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DisputeAgainst {
    /// A reviewer's or the clock's rejection.
    Rejection,
    /// The customer's decline.
    CustomerDecline,
}

impl Claim {
    /// Status and phase as one word.
    pub fn place(&self) -> Place {
        match &self.state {
            State::Editing => Place::Draft,
            State::Submitted(Round::First) => Place::SubmittedFirst,
            State::Submitted(Round::Resubmission) => Place::SubmittedResubmission,
            State::UnderReview(Review::First) => Place::ReviewFirst,
            State::UnderReview(Review::Resubmission) => Place::ReviewResubmission,
            State::UnderReview(Review::Dispute) => Place::ReviewDispute,
            State::UnderReview(Review::Reopened) => Place::ReviewReopened,
            State::AwaitingAnswer(_) => Place::AwaitingAnswer,
            State::ConsentWindow { .. } => Place::ConsentWindow,
            State::InForce { .. } => Place::InForce,
            State::Ended { .. } => Place::Ended,
            State::Disputable { .. } => Place::Disputable,
            State::Final { .. } => Place::Final,
            State::Discarded => Place::Discarded,
        }
    }

    /// Whose turn it is (domain.md §3).
    pub fn turn(&self) -> Turn {
        match &self.state {
            State::Editing | State::AwaitingAnswer(_) | State::Disputable { .. } => Turn::Partner,
            State::Submitted(_) | State::UnderReview(_) => Turn::Reviewer,
            State::ConsentWindow { consent, .. } => match consent.notice {
                Notification::Delivered => Turn::Customer,
                Notification::Undeliverable { .. } => Turn::Partner,
            },
            State::InForce { .. } | State::Ended { .. } | State::Final { .. } | State::Discarded => Turn::Nobody,
        }
    }

    /// The decision that holds, in Approved and Rejected.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.state {
            State::ConsentWindow { outcome, .. }
            | State::InForce { outcome }
            | State::Ended { outcome }
            | State::Disputable { outcome, .. }
            | State::Final { outcome } => Some(outcome),
            State::Editing
            | State::Submitted(_)
            | State::UnderReview(_)
            | State::AwaitingAnswer(_)
            | State::Discarded => None,
        }
    }

    /// The open request for information.
    pub fn request(&self) -> Option<&InformationRequest> {
        match &self.state {
            State::AwaitingAnswer(request) => Some(request),
            State::Editing
            | State::Submitted(_)
            | State::UnderReview(_)
            | State::ConsentWindow { .. }
            | State::InForce { .. }
            | State::Ended { .. }
            | State::Disputable { .. }
            | State::Final { .. }
            | State::Discarded => None,
        }
    }

    /// The customer's side, in the consent window.
    pub fn consent(&self) -> Option<&Consent> {
        match &self.state {
            State::ConsentWindow { consent, .. } => Some(consent),
            State::Editing
            | State::Submitted(_)
            | State::UnderReview(_)
            | State::AwaitingAnswer(_)
            | State::InForce { .. }
            | State::Ended { .. }
            | State::Disputable { .. }
            | State::Final { .. }
            | State::Discarded => None,
        }
    }

    /// Whether a dispute is being decided, also while the partner answers a request within it.
    pub fn in_dispute(&self) -> bool {
        match &self.state {
            State::UnderReview(review) => *review == Review::Dispute,
            State::AwaitingAnswer(request) => request.asked_in == Review::Dispute,
            State::Editing
            | State::Submitted(_)
            | State::ConsentWindow { .. }
            | State::InForce { .. }
            | State::Ended { .. }
            | State::Disputable { .. }
            | State::Final { .. }
            | State::Discarded => false,
        }
    }

    /// A line by its key.
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// The keys of the lines in a state.
    pub fn lines_in(&self, state: LineState) -> impl Iterator<Item = LineId> + '_ {
        self.lines
            .iter()
            .filter(move |line| line.state == state)
            .map(|line| line.id)
    }

    /// The clock's timer, whatever it does.
    pub fn timer(&self, clock: Clock) -> Option<&Timer> {
        self.timers.iter().find(|timer| timer.clock == clock)
    }

    /// Whether its lines block another own claim for the same (domain.md §2, own duplicate).
    pub fn blocks_duplicates(&self) -> bool {
        match self.place() {
            Place::SubmittedFirst
            | Place::SubmittedResubmission
            | Place::ReviewFirst
            | Place::ReviewResubmission
            | Place::ReviewDispute
            | Place::ReviewReopened
            | Place::AwaitingAnswer
            | Place::ConsentWindow
            | Place::InForce => true,
            Place::Draft | Place::Ended | Place::Disputable | Place::Final | Place::Discarded => false,
        }
    }
}
