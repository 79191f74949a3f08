//! The customer's side: what the link shows, what it may be told.

use app::consent::Choice;
use domain::claim::{Claim, Clock, CommandKind, FieldCode, InvalidField, LineState};
use domain::party::Actor;
use domain::place::Language;
use domain::reference::Reference;
use domain::text::Note;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::claim::{CustomerBody, DeadlineBody, LineBody};
use super::fields::{Errors, Fields};
use super::statement::text;

/// A claim as its customer sees it: no documents, comments or contacts.
#[derive(Serialize, ToSchema)]
pub struct ConsentBody {
    /// The claim's number.
    pub number: String,
    /// Who claims.
    pub partner: PartnerNameBody,
    /// The customer.
    pub customer: CustomerBody,
    /// The programme's code.
    #[schema(required = true)]
    pub programme: Option<String>,
    /// What the partner did.
    #[schema(required = true)]
    pub activity: Option<&'static str>,
    /// The lines, without those taken off or refused before the customer was asked.
    pub lines: Vec<LineBody>,
    /// The claim's status.
    pub status: &'static str,
    /// The claim's phase.
    pub phase: &'static str,
    /// `confirm`, `decline`, `end`: what is possible now.
    pub allowed: Vec<&'static str>,
    /// The consent clock, while it runs.
    pub deadlines: Vec<DeadlineBody>,
    /// BCP 47: the contact's language.
    pub language: &'static str,
}

/// A partner by its name alone.
#[derive(Serialize, ToSchema)]
pub struct PartnerNameBody {
    /// The organisation's name.
    pub name: String,
}

/// What the customer chooses.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"decision": "decline", "comment": "We don't work with them."}))]
pub struct ChoiceBody {
    /// `confirm`, `decline`, `end` or `not_me`.
    pub decision: String,
    /// With `decline` and `end`: the covered lines it is about; absent means all.
    #[schema(min_items = 1)]
    pub lines: Option<Vec<String>>,
    /// The mailed one-time code, for `end` and for `confirm` after a decline.
    pub code: Option<String>,
    /// In words.
    #[schema(max_length = 4000)]
    pub comment: Option<String>,
}

/// A choice that was read.
pub struct ReadChoice {
    /// The choice.
    pub choice: Choice,
    /// In words.
    pub comment: Option<Note>,
    /// The mailed code.
    pub code: Option<String>,
}

/// Reads a choice.
pub fn read_choice(body: &Value) -> Result<ReadChoice, Vec<InvalidField>> {
    let errors = Errors::default();
    let fields = Fields::of_body(body, &errors, &["decision", "lines", "code", "comment"]);
    let read = if body.is_object() { choice(&fields) } else { None };
    errors.into_result(read)
}

fn choice(fields: &Fields) -> Option<ReadChoice> {
    let named = fields.value("lines").is_some();
    let lines = named.then(|| fields.list_of_some("lines", 200));
    let comment = fields.optional("comment");
    let code = fields.text("code").map(str::to_owned);
    let choice = match fields.text("decision") {
        Some("confirm") => Choice::Confirm,
        Some("decline") => Choice::Decline(lines),
        Some("end") => Choice::End(lines),
        Some("not_me") => Choice::NotMe,
        Some(_) => {
            fields.refuse("decision", FieldCode::UnknownCode);
            return None;
        }
        None => {
            if fields.value("decision").is_none_or(Value::is_string) {
                fields.refuse("decision", FieldCode::Required);
            }
            return None;
        }
    };
    match choice {
        Choice::Confirm | Choice::NotMe if named => fields.refuse("lines", FieldCode::NotApplicable),
        Choice::Confirm | Choice::NotMe | Choice::Decline(_) | Choice::End(_) => {}
    }
    Some(ReadChoice { choice, comment, code })
}

impl ConsentBody {
    /// The claim for the contact behind a link.
    pub fn of(claim: &Claim, contact: &Actor, reference: &Reference) -> ConsentBody {
        let details = &claim.details;
        let place = claim.place();
        let choices = [CommandKind::Confirm, CommandKind::Decline, CommandKind::End];
        let was_asked = |state: LineState| match state {
            LineState::Claimed | LineState::Covered | LineState::Declined | LineState::Ended => true,
            LineState::Refused(_) | LineState::Removed => false,
        };
        let language = details
            .customer_contact
            .language
            .or(details.customer.language)
            .unwrap_or(Language::English);
        ConsentBody {
            number: claim.number.to_string(),
            partner: PartnerNameBody {
                name: reference
                    .partners
                    .get(&claim.partner)
                    .map(|partner| partner.name.to_string())
                    .unwrap_or_default(),
            },
            customer: CustomerBody::of(claim),
            programme: text(details.programme.as_ref()),
            activity: details.activity.map(domain::claim::Activity::code),
            lines: claim
                .lines
                .iter()
                .filter(|line| was_asked(line.state))
                .map(LineBody::of)
                .collect(),
            status: place.status().code(),
            phase: place.phase().code(),
            allowed: choices
                .into_iter()
                .filter(|kind| claim.permit(contact, *kind).is_ok())
                .map(CommandKind::code)
                .collect(),
            deadlines: claim
                .deadlines()
                .into_iter()
                .filter(|timer| timer.clock == Clock::Consent)
                .map(|timer| DeadlineBody::of(claim, timer))
                .collect(),
            language: language.tag(),
        }
    }
}
