//! What happened to a claim: the entries of its history (design: events are the history, the claim is their fold).

use super::deadline::Timer;
use super::details::{Contact, Details, Document, Line};
use super::state::NoticeFailure;
use super::status::{Clock, EndCause, InformationReason, LineReason, RejectionReason, WithdrawalReason};
use crate::id::{ClaimId, ClaimNumber, CommentId, LineId, PartnerId, UserId};
use crate::instant::Instant;
use crate::party::ActorStamp;
use crate::text::Note;
use jiff::civil::Date;

/// One entry of a claim's history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// When it happened; a lapse is dated at its deadline.
    pub at: Instant,
    /// When it was carried out: later than `at` where a deadline was carried out late.
    pub recorded_at: Instant,
    /// Who did it.
    pub actor: ActorStamp,
    /// What.
    pub event: Event,
}

/// What happened. Deadlines are fixed in the event that starts their clock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// 1: a draft was made.
    Created(Box<Created>),
    /// 4: details or lines were changed; the whole of both stands as it is now.
    Edited {
        /// The statement now.
        details: Box<Details>,
        /// The lines now.
        lines: Vec<Line>,
        /// A draft's new life.
        draft_life: Option<Timer>,
    },
    /// A document joined the claim.
    DocumentAdded {
        /// The document.
        document: Document,
        /// A draft's new life.
        draft_life: Option<Timer>,
    },
    /// 2: handed in.
    Submitted {
        /// Until review starts.
        queue: Timer,
        /// Until the first decision.
        decision: Timer,
    },
    /// 3: the draft is gone.
    Discarded,
    /// 5: a reviewer took it up.
    ReviewStarted {
        /// Who.
        reviewer: UserId,
        /// Until a decision or request.
        review: Timer,
    },
    /// A lead gave it to someone.
    Assigned {
        /// To whom.
        reviewer: UserId,
    },
    /// 6: more information is needed.
    InformationRequested {
        /// Why.
        reasons: Vec<InformationReason>,
        /// In words.
        comment: Note,
        /// Lines suggested for removal.
        remove_lines: Vec<LineId>,
        /// The day, in the review team's zone.
        asked_on: Date,
        /// Until the partner's answer.
        partner_answer: Timer,
    },
    /// The partner asks for more time.
    ExtensionRequested {
        /// In words.
        comment: Note,
    },
    /// The lead gives more time.
    AnswerExtended {
        /// By how many business days.
        business_days: u16,
        /// Why.
        reason: Note,
        /// The new end.
        partner_answer: Timer,
    },
    /// 7: the partner answered.
    Resubmitted {
        /// In words.
        comment: Option<Note>,
        /// Lines taken off.
        removed_lines: Vec<LineId>,
        /// Where the claim goes.
        next: AfterAnswer,
    },
    /// 9: approved; the customer is told.
    Approved {
        /// Lines approved.
        covered: Vec<LineId>,
        /// Lines not.
        refused: Vec<(LineId, LineReason)>,
        /// In words.
        comment: Option<Note>,
        /// The day the association starts, in the customer's zone.
        starts_on: Date,
        /// The round of the notice.
        round: u32,
        /// The customer's window.
        consent: Timer,
    },
    /// 10: rejected by a reviewer.
    Rejected {
        /// Why.
        reasons: Vec<RejectionReason>,
        /// In words.
        comment: Note,
        /// Until it is final; none: it is.
        dispute_window: Option<Timer>,
    },
    /// 8: no answer came in time.
    AnswerLapsed {
        /// Until the rejection is final; none: it is.
        dispute_window: Option<Timer>,
    },
    /// 11: the customer said yes.
    ConsentConfirmed {
        /// In words.
        comment: Option<Note>,
        /// What follows.
        effect: ConfirmationEffect,
    },
    /// 12: the window passed.
    ConsentLapsed {
        /// What follows.
        effect: SilenceEffect,
    },
    /// 13: the customer declined some lines.
    LinesDeclined {
        /// Which.
        lines: Vec<LineId>,
        /// In words.
        comment: Option<Note>,
    },
    /// 13: the customer declined the claim.
    CustomerDeclined {
        /// In words.
        comment: Option<Note>,
        /// Until the rejection is final; none: it is.
        dispute_window: Option<Timer>,
    },
    /// 14: the partner withdrew.
    Withdrawn {
        /// Why.
        reason: WithdrawalReason,
        /// In words.
        comment: Option<Note>,
        /// The day it ends an association in force, in the customer's zone.
        ended_on: Option<Date>,
    },
    /// 15: the rejection is disputed.
    Disputed {
        /// Why.
        justification: Option<Note>,
        /// Until it is decided.
        dispute_answer: Timer,
    },
    /// 16: the rejection is final.
    DisputeWindowLapsed,
    /// 17: an association in force ended, whole or for some lines.
    AssociationEnded {
        /// The lines that end.
        lines: Vec<LineId>,
        /// In words.
        comment: Option<Note>,
        /// Why.
        cause: EndCause,
        /// The last day, in the customer's zone.
        ended_on: Date,
    },
    /// 20: a decision is being corrected.
    Reopened {
        /// Why; both sides see it.
        reason: Note,
        /// Who works it.
        reviewer: UserId,
        /// Until a decision or request.
        review: Timer,
    },
    /// The notice reached nobody; the window stands still.
    NoticeFailed {
        /// Why.
        cause: NoticeFailure,
        /// In words.
        comment: Option<Note>,
    },
    /// The partner named another contact.
    CustomerContactNamed {
        /// Whom.
        contact: Contact,
    },
    /// A reviewer confirmed the contact; the window runs anew.
    CustomerContactConfirmed {
        /// Whom.
        contact: Contact,
        /// The round of the new notice.
        round: u32,
        /// The customer's window.
        consent: Timer,
    },
    /// A clock passed that decides nothing; the lead is told.
    ClockPassed {
        /// Which.
        clock: Clock,
    },
    /// A reminder was due.
    ReminderSent {
        /// Of which clock.
        clock: Clock,
        /// Which of its reminders.
        at: Instant,
    },
    /// Somebody wrote.
    CommentAdded {
        /// Its key.
        id: CommentId,
        /// The words.
        text: Note,
        /// Who reads it.
        visibility: Visibility,
    },
}

/// The first entry of every claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Created {
    /// The claim's key.
    pub id: ClaimId,
    /// Its number.
    pub number: ClaimNumber,
    /// Whose it is.
    pub partner: PartnerId,
    /// Who made it.
    pub created_by: UserId,
    /// What it says.
    pub details: Details,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Until it is discarded.
    pub draft_life: Timer,
}

/// Where an answered claim goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AfterAnswer {
    /// Back to the queue, ahead of first submissions.
    Queue {
        /// Until review starts again.
        queue: Timer,
        /// The decision clock, moved by the pause, if there is one.
        decision: Option<Timer>,
    },
    /// Back to the dispute.
    Dispute {
        /// A full new term for its decision.
        dispute_answer: Timer,
    },
}

/// What a customer's Yes does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConfirmationEffect {
    /// The association comes into force.
    InForce,
    /// It is kept; the window runs on.
    Recorded,
}

/// What the end of the window does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SilenceEffect {
    /// Silence is consent, or a Yes was recorded.
    InForce,
    /// After a No silence is none.
    Rejected,
}

/// Who reads a comment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Visibility {
    /// Partner and vendor.
    Shared,
    /// The vendor's reviewers only.
    Internal,
}

impl Visibility {
    /// The code in API and database.
    pub const fn code(self) -> &'static str {
        match self {
            Visibility::Shared => "shared",
            Visibility::Internal => "internal",
        }
    }
}

impl Event {
    /// The event's code in history, API and database.
    pub const fn code(&self) -> &'static str {
        match self {
            Event::Created(_) => "created",
            Event::Edited { .. } => "edited",
            Event::DocumentAdded { .. } => "document_added",
            Event::Submitted { .. } => "submitted",
            Event::Discarded => "discarded",
            Event::ReviewStarted { .. } => "review_started",
            Event::Assigned { .. } => "assigned",
            Event::InformationRequested { .. } => "information_requested",
            Event::ExtensionRequested { .. } => "extension_requested",
            Event::AnswerExtended { .. } => "answer_extended",
            Event::Resubmitted { .. } => "resubmitted",
            Event::Approved { .. } => "approved",
            Event::Rejected { .. } => "rejected",
            Event::AnswerLapsed { .. } => "answer_lapsed",
            Event::ConsentConfirmed { .. } => "consent_confirmed",
            Event::ConsentLapsed { .. } => "consent_lapsed",
            Event::LinesDeclined { .. } => "lines_declined",
            Event::CustomerDeclined { .. } => "customer_declined",
            Event::Withdrawn { .. } => "withdrawn",
            Event::Disputed { .. } => "disputed",
            Event::DisputeWindowLapsed => "dispute_window_lapsed",
            Event::AssociationEnded { .. } => "association_ended",
            Event::Reopened { .. } => "reopened",
            Event::NoticeFailed { .. } => "notice_failed",
            Event::CustomerContactNamed { .. } => "customer_contact_named",
            Event::CustomerContactConfirmed { .. } => "customer_contact_confirmed",
            Event::ClockPassed { .. } => "clock_passed",
            Event::ReminderSent { .. } => "reminder_sent",
            Event::CommentAdded { .. } => "comment_added",
        }
    }

    /// Whether the event makes earlier readers' versions stale: comments, uploads, reminders and flags don't
    /// (api.md, "Status codes, versions, repeats").
    pub const fn changes_version(&self) -> bool {
        match self {
            Event::DocumentAdded { .. }
            | Event::ClockPassed { .. }
            | Event::ReminderSent { .. }
            | Event::CommentAdded { .. } => false,
            Event::Created(_)
            | Event::Edited { .. }
            | Event::Submitted { .. }
            | Event::Discarded
            | Event::ReviewStarted { .. }
            | Event::Assigned { .. }
            | Event::InformationRequested { .. }
            | Event::ExtensionRequested { .. }
            | Event::AnswerExtended { .. }
            | Event::Resubmitted { .. }
            | Event::Approved { .. }
            | Event::Rejected { .. }
            | Event::AnswerLapsed { .. }
            | Event::ConsentConfirmed { .. }
            | Event::ConsentLapsed { .. }
            | Event::LinesDeclined { .. }
            | Event::CustomerDeclined { .. }
            | Event::Withdrawn { .. }
            | Event::Disputed { .. }
            | Event::DisputeWindowLapsed
            | Event::AssociationEnded { .. }
            | Event::Reopened { .. }
            | Event::NoticeFailed { .. }
            | Event::CustomerContactNamed { .. }
            | Event::CustomerContactConfirmed { .. } => true,
        }
    }

    /// Whether only the vendor's reviewers read it.
    pub const fn is_internal(&self) -> bool {
        matches!(
            self,
            Event::CommentAdded {
                visibility: Visibility::Internal,
                ..
            }
        )
    }
}
