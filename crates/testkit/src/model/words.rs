//! What goes into the model and what comes out of it, as plain data.

use domain::claim::{LineReason, RejectionReason, WithdrawalReason};

use super::calendar::Calendar;

/// What a life starts with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// How many lines the draft has; their indexes are 0, 1, 2 …
    pub lines: u8,
    /// The review team's calendar.
    pub review: Calendar,
    /// The calendars of the partner's locations; the claim starts with the first.
    pub locations: Vec<Calendar>,
    /// The customer's calendar, of which only the zone counts.
    pub customer: Calendar,
    /// Whether a customer's yes ends the consent window.
    pub early_confirmation: bool,
    /// Business days of the queue clock.
    pub queue: u32,
    /// Business days of the review clock.
    pub review_days: u32,
    /// Business days of the decision clock.
    pub decision: u32,
    /// Business days of the partner's answer.
    pub partner_answer: u32,
    /// Calendar days of the consent window.
    pub consent: u32,
    /// Calendar days of the dispute window.
    pub dispute_window: u32,
    /// Business days of the answer to a dispute.
    pub dispute_answer: u32,
    /// Calendar days of a draft's life.
    pub draft_life: u32,
    /// The longest extension, in business days.
    pub extension_max: u32,
    /// How many documents one round may bring.
    pub documents_max: u32,
}

impl Setup {
    /// The lengths of domain.md §6 with the given calendars.
    pub fn standard(lines: u8, review: Calendar, locations: Vec<Calendar>, customer: Calendar) -> Setup {
        Setup {
            lines,
            review,
            locations,
            customer,
            early_confirmation: true,
            queue: 5,
            review_days: 5,
            decision: 10,
            partner_answer: 5,
            consent: 7,
            dispute_window: 30,
            dispute_answer: 5,
            draft_life: 90,
            extension_max: 5,
            documents_max: 20,
        }
    }
}

/// A person of the vendor who can review.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Person {
    /// The n-th reviewer.
    Reviewer(u8),
    /// The n-th review lead.
    Lead(u8),
}

/// The one-time code that came with a customer's choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    /// None.
    Missing,
    /// The one mailed to the contact.
    Right,
    /// Another.
    Wrong,
}

/// Who gives a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Global, billing or incentives admin of the claim's partner.
    PartnerAdmin,
    /// Incentives user of the claim's partner.
    IncentivesUser,
    /// A reviewer or lead.
    Vendor(Person),
    /// A programme manager.
    ProgrammeManager,
    /// An auditor.
    Auditor,
    /// A system admin.
    SystemAdmin,
    /// The holder of the n-th signed link (from 1; a number never issued is a forged link).
    Customer {
        /// Which link.
        link: u32,
        /// The code given with it.
        code: Code,
    },
}

/// A command with its payload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Changes the claim's fields.
    Edit {
        /// Lines left out.
        remove_lines: Vec<u8>,
        /// How many lines are added; they get the next free indexes.
        add_lines: u8,
        /// Another location.
        location: Option<u8>,
        /// Whether the result has an own duplicate.
        duplicate: bool,
    },
    /// Adds one document.
    AddDocument,
    /// Hands the draft in.
    Submit {
        /// Whether all but documents and lines is there.
        complete: bool,
        /// Whether there is an own duplicate.
        duplicate: bool,
    },
    /// Throws the draft away.
    Discard,
    /// Starts the review.
    StartReview,
    /// Asks the partner for more.
    RequestInformation {
        /// Lines named for removal.
        remove_lines: Vec<u8>,
    },
    /// Answers a request.
    Resubmit {
        /// Whether a comment comes with it.
        comment: bool,
        /// Named lines to remove.
        remove_lines: Vec<u8>,
    },
    /// Approves line by line.
    Approve {
        /// Covered lines.
        covered: Vec<u8>,
        /// Refused lines.
        refused: Vec<(u8, LineReason)>,
    },
    /// Denies the claim.
    Reject {
        /// Why.
        reasons: Vec<RejectionReason>,
    },
    /// The partner's request.
    Withdraw {
        /// Why.
        reason: WithdrawalReason,
        /// Whether a comment comes with it.
        comment: bool,
    },
    /// Contests a rejection.
    Dispute {
        /// Whether a business justification comes with it.
        justification: bool,
        /// Whether there is an own duplicate.
        duplicate: bool,
    },
    /// Corrects a mistaken decision.
    Reopen {
        /// Whether there is an own duplicate.
        duplicate: bool,
    },
    /// Gives the partner more time.
    Extend {
        /// By how many business days.
        days: u32,
    },
    /// Asks for more time.
    RequestExtension,
    /// Gives the claim to a person.
    Assign {
        /// To whom.
        to: Person,
    },
    /// Comments for both sides.
    Comment,
    /// Notes for the vendor's side.
    Note,
    /// The customer's yes.
    Confirm,
    /// The customer's no.
    Decline {
        /// Which lines; none given means all.
        lines: Option<Vec<u8>>,
    },
    /// The customer's end of the association.
    End {
        /// Which lines; none given means all.
        lines: Option<Vec<u8>>,
    },
    /// The receiver of the notice is the wrong person.
    NotMe,
    /// The partner names a working customer contact.
    NameContact,
    /// The vendor confirms the named contact.
    ConfirmContact,
}

/// What a command is answered with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It took effect.
    Done,
    /// It changed nothing.
    Refused(Refusal),
}

/// Why a command is refused, in the order of precedence of api.md.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Refusal {
    /// 404: absent for this person.
    NotFound,
    /// 403: never for this role.
    NotPermitted,
    /// 422: the body is wrong, by itself or against the claim.
    Invalid,
    /// 409: nobody may now.
    WrongStatus,
    /// 409: too late.
    WindowClosed,
    /// 409: a newer link was sent.
    Superseded,
    /// 403: somebody else's claim.
    NotAssigned,
    /// 403: took an earlier decision.
    FourEyes,
    /// 403: a one-time code is missing.
    CodeRequired,
    /// 403: not the code mailed.
    WrongCode,
    /// 409: something lacks for submission.
    Incomplete,
    /// 409: an own duplicate exists.
    DuplicateClaim,
    /// 409: extended before.
    AlreadyExtended,
    /// 409: a decline needs a new PoE.
    NewPoeRequired,
    /// 409: the round is full.
    TooManyDocuments,
    /// 422: neither comment, document nor removal.
    AnswerRequired,
}

impl Refusal {
    /// The stable code of the API where it names one.
    pub const fn code(self) -> &'static str {
        match self {
            Refusal::NotFound => "not_found",
            Refusal::NotPermitted => "not_permitted",
            Refusal::Invalid => "invalid",
            Refusal::WrongStatus => "wrong_status",
            Refusal::WindowClosed => "window_closed",
            Refusal::Superseded => "superseded",
            Refusal::NotAssigned => "not_assigned",
            Refusal::FourEyes => "four_eyes",
            Refusal::CodeRequired => "code_required",
            Refusal::WrongCode => "wrong_code",
            Refusal::Incomplete => "incomplete",
            Refusal::DuplicateClaim => "duplicate_claim",
            Refusal::AlreadyExtended => "already_extended",
            Refusal::NewPoeRequired => "new_poe_required",
            Refusal::TooManyDocuments => "too_many_documents",
            Refusal::AnswerRequired => "answer_required",
        }
    }
}

/// The state of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineState {
    /// Claimed, not decided.
    Claimed,
    /// Covered by the approval.
    Covered,
    /// Refused by the approval.
    Refused,
    /// Declined by the customer.
    Declined,
    /// Its association has ended.
    Ended,
    /// Removed by the partner.
    Removed,
}

/// What was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Yes.
    Approved,
    /// No.
    Rejected,
}

/// Whose decision it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// A reviewer or lead.
    Reviewer,
    /// The customer.
    Customer,
    /// The partner.
    Partner,
    /// A deadline.
    Clock,
}
