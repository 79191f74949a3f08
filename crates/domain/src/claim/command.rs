//! What people ask of a claim.

use super::details::{Contact, Details, Document, LineEdit};
use super::event::Visibility;
use super::state::NoticeFailure;
use super::status::{InformationReason, LineReason, RejectionReason, WithdrawalReason};
use crate::id::{ClaimId, ClaimNumber, CommentId, LineId, UserId};
use crate::text::Note;

/// The making of a draft: a claim from nothing (transition 1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Create {
    /// The new claim's key.
    pub id: ClaimId,
    /// Its number.
    pub number: ClaimNumber,
    /// What it says.
    pub details: Details,
    /// Its lines, all new.
    pub lines: Vec<LineEdit>,
}

/// A request to a claim that exists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Replace the statement and the lines.
    Edit {
        /// The whole new statement.
        details: Box<Details>,
        /// The whole new list; a line left out is removed.
        lines: Vec<LineEdit>,
    },
    /// Add a document whose bytes are stored already. Its round and time are the claim's to say.
    AddDocument(Document),
    /// Hand in.
    Submit,
    /// Throw a draft away.
    Discard,
    /// Take up.
    StartReview,
    /// Ask for more.
    RequestInformation {
        /// Why: at least one.
        reasons: Vec<InformationReason>,
        /// In words.
        comment: Note,
        /// Lines to suggest for removal.
        remove_lines: Vec<LineId>,
    },
    /// Answer.
    Resubmit {
        /// In words.
        comment: Option<Note>,
        /// Named lines to take off.
        remove_lines: Vec<LineId>,
    },
    /// Approve line by line.
    Approve {
        /// Lines covered: at least one.
        covered: Vec<LineId>,
        /// Lines refused.
        refused: Vec<(LineId, LineReason)>,
        /// In words.
        comment: Option<Note>,
    },
    /// Reject.
    Reject {
        /// Why: at least one.
        reasons: Vec<RejectionReason>,
        /// In words.
        comment: Note,
    },
    /// Take back.
    Withdraw {
        /// Why.
        reason: WithdrawalReason,
        /// In words; required with "other".
        comment: Option<Note>,
    },
    /// Object to a rejection.
    Dispute {
        /// Why.
        justification: Option<Note>,
    },
    /// Correct a mistaken decision.
    Reopen {
        /// Why.
        reason: Note,
    },
    /// Give more time.
    Extend {
        /// By how many business days.
        business_days: u16,
        /// Why.
        reason: Note,
    },
    /// Ask for more time.
    RequestExtension {
        /// Why.
        comment: Note,
    },
    /// Give to a reviewer or lead.
    Assign {
        /// To whom.
        reviewer: UserId,
    },
    /// Name a working contact.
    NameCustomerContact {
        /// Whom.
        contact: Contact,
    },
    /// Confirm the named contact.
    ConfirmCustomerContact,
    /// Write.
    Comment {
        /// The comment's key.
        id: CommentId,
        /// The words.
        text: Note,
        /// For whom.
        visibility: Visibility,
    },
    /// The customer's yes.
    Confirm {
        /// In words.
        comment: Option<Note>,
        /// Whether the contact proved itself by a mailed code.
        proof: Proof,
    },
    /// The customer's no.
    Decline {
        /// To which lines; none named: all.
        lines: Option<Vec<LineId>>,
        /// In words.
        comment: Option<Note>,
    },
    /// The customer's later no.
    End {
        /// To which lines; none named: all.
        lines: Option<Vec<LineId>>,
        /// In words.
        comment: Option<Note>,
        /// Whether the contact proved itself by a mailed code.
        proof: Proof,
    },
    /// The notice reached nobody, or the wrong person.
    FailNotice {
        /// Why.
        cause: NoticeFailure,
        /// In words.
        comment: Option<Note>,
    },
}

/// Whether the customer's contact proved itself by a one-time code mailed to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// By the link alone.
    LinkOnly,
    /// By link and code.
    LinkAndCode,
}

/// A command without its payload: the columns of the permit table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CommandKind {
    /// [`Command::Edit`]
    Edit,
    /// [`Command::AddDocument`]
    AddDocument,
    /// [`Command::Submit`]
    Submit,
    /// [`Command::Discard`]
    Discard,
    /// [`Command::StartReview`]
    StartReview,
    /// [`Command::RequestInformation`]
    RequestInformation,
    /// [`Command::Resubmit`]
    Resubmit,
    /// [`Command::Approve`]
    Approve,
    /// [`Command::Reject`]
    Reject,
    /// [`Command::Withdraw`]
    Withdraw,
    /// [`Command::Dispute`]
    Dispute,
    /// [`Command::Reopen`]
    Reopen,
    /// [`Command::Extend`]
    Extend,
    /// [`Command::Assign`]
    Assign,
    /// [`Command::Comment`], shared
    Comment,
    /// [`Command::Comment`], internal
    Note,
    /// [`Command::RequestExtension`]
    RequestExtension,
    /// [`Command::NameCustomerContact`]
    NameCustomerContact,
    /// [`Command::ConfirmCustomerContact`]
    ConfirmCustomerContact,
    /// [`Command::Confirm`]
    Confirm,
    /// [`Command::Decline`]
    Decline,
    /// [`Command::End`]
    End,
    /// [`Command::FailNotice`]
    FailNotice,
}

impl CommandKind {
    /// Every kind, in the order of `allowed` in the API.
    pub const ALL: [CommandKind; 23] = [
        CommandKind::Edit,
        CommandKind::AddDocument,
        CommandKind::Submit,
        CommandKind::Discard,
        CommandKind::StartReview,
        CommandKind::RequestInformation,
        CommandKind::Resubmit,
        CommandKind::Approve,
        CommandKind::Reject,
        CommandKind::Withdraw,
        CommandKind::Dispute,
        CommandKind::Reopen,
        CommandKind::Extend,
        CommandKind::Assign,
        CommandKind::Comment,
        CommandKind::Note,
        CommandKind::RequestExtension,
        CommandKind::NameCustomerContact,
        CommandKind::ConfirmCustomerContact,
        CommandKind::Confirm,
        CommandKind::Decline,
        CommandKind::End,
        CommandKind::FailNotice,
    ];

    /// The name in `allowed`.
    pub const fn code(self) -> &'static str {
        match self {
            CommandKind::Edit => "edit",
            CommandKind::AddDocument => "add_document",
            CommandKind::Submit => "submit",
            CommandKind::Discard => "discard",
            CommandKind::StartReview => "start_review",
            CommandKind::RequestInformation => "request_information",
            CommandKind::Resubmit => "resubmit",
            CommandKind::Approve => "approve",
            CommandKind::Reject => "reject",
            CommandKind::Withdraw => "withdraw",
            CommandKind::Dispute => "dispute",
            CommandKind::Reopen => "reopen",
            CommandKind::Extend => "extend",
            CommandKind::Assign => "assign",
            CommandKind::Comment => "comment",
            CommandKind::Note => "note",
            CommandKind::RequestExtension => "request_extension",
            CommandKind::NameCustomerContact => "name_customer_contact",
            CommandKind::ConfirmCustomerContact => "confirm_customer_contact",
            CommandKind::Confirm => "confirm",
            CommandKind::Decline => "decline",
            CommandKind::End => "end",
            CommandKind::FailNotice => "not_me",
        }
    }
}

impl Command {
    /// The command without its payload.
    pub const fn kind(&self) -> CommandKind {
        match self {
            Command::Edit { .. } => CommandKind::Edit,
            Command::AddDocument(_) => CommandKind::AddDocument,
            Command::Submit => CommandKind::Submit,
            Command::Discard => CommandKind::Discard,
            Command::StartReview => CommandKind::StartReview,
            Command::RequestInformation { .. } => CommandKind::RequestInformation,
            Command::Resubmit { .. } => CommandKind::Resubmit,
            Command::Approve { .. } => CommandKind::Approve,
            Command::Reject { .. } => CommandKind::Reject,
            Command::Withdraw { .. } => CommandKind::Withdraw,
            Command::Dispute { .. } => CommandKind::Dispute,
            Command::Reopen { .. } => CommandKind::Reopen,
            Command::Extend { .. } => CommandKind::Extend,
            Command::RequestExtension { .. } => CommandKind::RequestExtension,
            Command::Assign { .. } => CommandKind::Assign,
            Command::NameCustomerContact { .. } => CommandKind::NameCustomerContact,
            Command::ConfirmCustomerContact => CommandKind::ConfirmCustomerContact,
            Command::Comment {
                visibility: Visibility::Shared,
                ..
            } => CommandKind::Comment,
            Command::Comment {
                visibility: Visibility::Internal,
                ..
            } => CommandKind::Note,
            Command::Confirm { .. } => CommandKind::Confirm,
            Command::Decline { .. } => CommandKind::Decline,
            Command::End { .. } => CommandKind::End,
            Command::FailNotice { .. } => CommandKind::FailNotice,
        }
    }
}
