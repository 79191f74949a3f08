//! The bodies of commands: what each act needs, read from JSON.

use domain::claim::{Command, CommandKind, FieldCode, InvalidField, LineReason, Visibility, WithdrawalReason};
use domain::id::{CommentId, LineId};
use domain::party::Role;
use domain::reference::Reference;
use domain::text::{Email, Note};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::fields::{Errors, Fields};
use super::statement::{CustomerContactBody, working_contact};

/// Lists of codes and lines longer than this are refused unread.
const ITEMS_MAX: usize = 200;

/// The commands that are one route each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// `submission`
    Submit,
    /// `review`
    StartReview,
    /// `information-requests`
    RequestInformation,
    /// `resubmission`
    Resubmit,
    /// `approval`
    Approve,
    /// `rejection`
    Reject,
    /// `withdrawal`
    Withdraw,
    /// `disputes`
    Dispute,
    /// `reopening`
    Reopen,
    /// `extension`
    Extend,
    /// `assignment`
    Assign,
    /// `extension-requests`
    RequestExtension,
    /// `customer-contact`
    NameCustomerContact,
    /// `customer-contact/confirmation`
    ConfirmCustomerContact,
}

impl Act {
    /// The command's kind.
    pub const fn kind(self) -> CommandKind {
        match self {
            Act::Submit => CommandKind::Submit,
            Act::StartReview => CommandKind::StartReview,
            Act::RequestInformation => CommandKind::RequestInformation,
            Act::Resubmit => CommandKind::Resubmit,
            Act::Approve => CommandKind::Approve,
            Act::Reject => CommandKind::Reject,
            Act::Withdraw => CommandKind::Withdraw,
            Act::Dispute => CommandKind::Dispute,
            Act::Reopen => CommandKind::Reopen,
            Act::Extend => CommandKind::Extend,
            Act::Assign => CommandKind::Assign,
            Act::RequestExtension => CommandKind::RequestExtension,
            Act::NameCustomerContact => CommandKind::NameCustomerContact,
            Act::ConfirmCustomerContact => CommandKind::ConfirmCustomerContact,
        }
    }

    /// Whether it may come without a body: everything in it is optional.
    pub const fn needs_no_body(self) -> bool {
        match self {
            Act::Submit | Act::StartReview | Act::ConfirmCustomerContact | Act::Resubmit | Act::Dispute => true,
            Act::RequestInformation
            | Act::Approve
            | Act::Reject
            | Act::Withdraw
            | Act::Reopen
            | Act::Extend
            | Act::Assign
            | Act::RequestExtension
            | Act::NameCustomerContact => false,
        }
    }
}

/// `POST …/information-requests`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reasons": ["missing_products"], "comment": "Teams Phone isn't named in the proof."}))]
pub struct InformationRequestBody {
    /// At least one reason for information.
    #[schema(min_items = 1)]
    pub reasons: Vec<String>,
    /// In words.
    #[schema(min_length = 1, max_length = 4000)]
    pub comment: String,
    /// Claimed lines to suggest for removal; never all.
    #[schema(required = false, nullable)]
    pub remove_lines: Vec<String>,
}

/// `POST …/resubmission`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"comment": "The new statement of work names every product."}))]
pub struct ResubmissionBody {
    /// In words.
    #[schema(max_length = 4000)]
    pub comment: Option<String>,
    /// Lines of the request to take off.
    #[schema(required = false, nullable)]
    pub remove_lines: Vec<String>,
}

/// `POST …/approval`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"covered_lines": ["0199b6a4-5c11-7d3e-8a55-2b6f3a90c1de"], "refused_lines": []}))]
pub struct ApprovalBody {
    /// At least one claimed line.
    #[schema(min_items = 1)]
    pub covered_lines: Vec<String>,
    /// The other claimed lines.
    #[schema(required = false, nullable)]
    pub refused_lines: Vec<RefusedLineBody>,
    /// In words.
    #[schema(max_length = 4000)]
    pub comment: Option<String>,
}

/// A line an approval refuses.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusedLineBody {
    /// The line.
    pub id: String,
    /// A reason for lines.
    pub reason: String,
}

/// `POST …/rejection`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reasons": ["insufficient_poe"], "comment": "The proof doesn't show the work."}))]
pub struct RejectionBody {
    /// At least one reason for rejection that reviewers give.
    #[schema(min_items = 1)]
    pub reasons: Vec<String>,
    /// In words.
    #[schema(min_length = 1, max_length = 4000)]
    pub comment: String,
}

/// `POST …/withdrawal`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "wrong_mpn_id"}))]
pub struct WithdrawalBody {
    /// A reason for withdrawal.
    pub reason: String,
    /// Required with `other`.
    #[schema(max_length = 4000)]
    pub comment: Option<String>,
}

/// `POST …/disputes`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"justification": "The proof's third page names the work."}))]
pub struct DisputeBody {
    /// Why; may be absent if a document was added since the rejection.
    #[schema(max_length = 4000)]
    pub justification: Option<String>,
}

/// `POST …/reopening`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The wrong claim was approved."}))]
pub struct ReopeningBody {
    /// Why; both sides see it.
    #[schema(min_length = 1, max_length = 4000)]
    pub reason: String,
}

/// `POST …/extension`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"business_days": 5, "reason": "The signatory is on leave."}))]
pub struct ExtensionBody {
    /// By how many business days.
    #[schema(minimum = 1, maximum = 5)]
    pub business_days: u16,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    pub reason: String,
}

/// `POST …/assignment`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reviewer": "mara@vendor.example"}))]
pub struct AssignmentBody {
    /// The e-mail address of a reviewer or lead.
    #[schema(format = Email)]
    pub reviewer: String,
}

/// `POST …/extension-requests`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"comment": "The signatory is back on Monday."}))]
pub struct ExtensionRequestBody {
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    pub comment: String,
}

/// `POST …/customer-contact`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"customer_contact": {"name": "Rosana Prado", "email": "rosana@valeverde.example"}}))]
pub struct NewCustomerContactBody {
    /// A working contact: name and e-mail are required.
    pub customer_contact: CustomerContactBody,
}

/// `POST …/comments`
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Thank you.", "visibility": "shared"}))]
pub struct NewCommentBody {
    /// The words.
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
    /// `shared` (the default) or `internal`.
    pub visibility: Option<String>,
}

/// Reads the command of an act, or everything that is wrong with its body. The reference data hold the accounts that a
/// body may name, and this installation's limits.
pub fn read_act(act: Act, body: &Value, reference: &Reference) -> Result<Command, Vec<InvalidField>> {
    let errors = Errors::default();
    let known: &[&str] = match act {
        Act::Submit | Act::StartReview | Act::ConfirmCustomerContact => &[],
        Act::RequestInformation => &["reasons", "comment", "remove_lines"],
        Act::Resubmit => &["comment", "remove_lines"],
        Act::Approve => &["covered_lines", "refused_lines", "comment"],
        Act::Reject => &["reasons", "comment"],
        Act::Withdraw => &["reason", "comment"],
        Act::Dispute => &["justification"],
        Act::Reopen => &["reason"],
        Act::Extend => &["business_days", "reason"],
        Act::Assign => &["reviewer"],
        Act::RequestExtension => &["comment"],
        Act::NameCustomerContact => &["customer_contact"],
    };
    let fields = Fields::of_body(body, &errors, known);
    let command = if body.is_object() {
        command(act, &fields, reference)
    } else {
        None
    };
    errors.into_result(command)
}

fn command(act: Act, fields: &Fields, reference: &Reference) -> Option<Command> {
    Some(match act {
        Act::Submit => Command::Submit,
        Act::StartReview => Command::StartReview,
        Act::ConfirmCustomerContact => Command::ConfirmCustomerContact,
        Act::RequestInformation => {
            let reasons = fields.list_of_some("reasons", ITEMS_MAX);
            refuse_repeated(fields, "reasons", &reasons);
            let comment = fields.required("comment");
            let remove_lines = fields.list("remove_lines", ITEMS_MAX);
            Command::RequestInformation {
                reasons,
                comment: comment?,
                remove_lines,
            }
        }
        Act::Resubmit => Command::Resubmit {
            comment: fields.optional("comment"),
            remove_lines: fields.list("remove_lines", ITEMS_MAX),
        },
        Act::Approve => Command::Approve {
            covered: fields.list_of_some("covered_lines", ITEMS_MAX),
            refused: refused_lines(fields),
            comment: fields.optional("comment"),
        },
        Act::Reject => {
            let reasons: Vec<domain::claim::RejectionReason> = fields.list_of_some("reasons", ITEMS_MAX);
            refuse_repeated(fields, "reasons", &reasons);
            for (index, _) in reasons.iter().enumerate().filter(|(_, reason)| !reason.by_reviewer()) {
                fields.refuse(&format!("reasons/{index}"), FieldCode::UnknownCode);
            }
            Command::Reject {
                reasons,
                comment: fields.required("comment")?,
            }
        }
        Act::Withdraw => {
            let reason = fields.required("reason");
            let comment: Option<Note> = fields.optional("comment");
            if reason == Some(WithdrawalReason::Other) && comment.is_none() && fields.text("comment").is_none() {
                fields.refuse("comment", FieldCode::Required);
            }
            Command::Withdraw {
                reason: reason?,
                comment,
            }
        }
        Act::Dispute => Command::Dispute {
            justification: fields.optional("justification"),
        },
        Act::Reopen => Command::Reopen {
            reason: fields.required("reason")?,
        },
        Act::Extend => {
            let business_days = fields.number("business_days", 1..=reference.policy.extension_days_max);
            let reason = fields.required("reason");
            Command::Extend {
                business_days: business_days?,
                reason: reason?,
            }
        }
        Act::Assign => {
            let email: Email = fields.required("reviewer")?;
            let found = reference.person_by_email(&email);
            match found.filter(|person| matches!(person.role, Role::Reviewer | Role::ReviewLead)) {
                Some(person) => Command::Assign { reviewer: person.id },
                None => {
                    fields.refuse("reviewer", FieldCode::NotAReviewer);
                    return None;
                }
            }
        }
        Act::RequestExtension => Command::RequestExtension {
            comment: fields.required("comment")?,
        },
        Act::NameCustomerContact => Command::NameCustomerContact {
            contact: working_contact(fields)?,
        },
    })
}

fn refused_lines(fields: &Fields) -> Vec<(LineId, LineReason)> {
    let items = fields.items("refused_lines", ITEMS_MAX).unwrap_or_default();
    let read = |(pointer, item)| {
        let line = fields.item(pointer, item, &["id", "reason"]);
        let (id, reason) = (line.required("id"), line.required("reason"));
        Some((id?, reason?))
    };
    items.into_iter().filter_map(read).collect()
}

fn refuse_repeated<T: PartialEq>(fields: &Fields, field: &str, list: &[T]) {
    for (index, item) in list.iter().enumerate() {
        if list[..index].contains(item) {
            fields.refuse(&format!("{field}/{index}"), FieldCode::Duplicate);
        }
    }
}

/// For whom a comment's body is meant, before it is judged as a whole: the role that may write it depends on it.
pub fn comment_kind(body: &Value) -> CommandKind {
    match body.get("visibility").and_then(Value::as_str) {
        Some("internal") => CommandKind::Note,
        Some(_) | None => CommandKind::Comment,
    }
}

/// Reads a comment.
pub fn read_comment(body: &Value, id: CommentId) -> Result<Command, Vec<InvalidField>> {
    let errors = Errors::default();
    let fields = Fields::of_body(body, &errors, &["text", "visibility"]);
    let visibility = match fields.text("visibility") {
        Some("internal") => Visibility::Internal,
        None | Some("shared") => Visibility::Shared,
        Some(_) => {
            fields.refuse("visibility", FieldCode::UnknownCode);
            Visibility::Shared
        }
    };
    let text = if body.is_object() {
        fields.required("text")
    } else {
        None
    };
    errors.into_result(text.map(|text| Command::Comment { id, text, visibility }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Act, read_act};

    #[test]
    fn an_answer_is_extended_within_this_installations_limit() {
        let mut reference = testkit::reference();
        reference.policy.extension_days_max = 2;
        for (days, taken) in [(0, false), (1, true), (2, true), (3, false)] {
            let body = json!({"business_days": days, "reason": "Holidays."});
            assert_eq!(read_act(Act::Extend, &body, &reference).is_ok(), taken, "{days} days");
        }
    }
}
