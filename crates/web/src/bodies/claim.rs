//! A claim as the API answers it.

use std::collections::BTreeMap;

use domain::claim::{
    Association, Claim, CommandKind, Decision, Dispute, InformationRequest, Line, Outcome, Payment, Timer,
};
use domain::id::UserId;
use domain::party::{Actor, Side};
use domain::reference::Reference;
use serde::Serialize;
use utoipa::ToSchema;

use super::document::DocumentBody;
use super::statement::{CustomerContactBody, PartnerContactBody, text};

/// A claim, as its reader may see it.
#[derive(Serialize, ToSchema)]
pub struct ClaimBody {
    /// The number people use.
    #[schema(example = "CPOR-2026-000123")]
    pub number: String,
    /// Its version; also the ETag.
    pub version: i64,
    /// The partner's own name for it.
    #[schema(required = true)]
    pub name: Option<String>,
    /// `editing`, `submitted`, `under_review`, `partner_action_required`, `approved` or `rejected`.
    #[schema(example = "under_review")]
    pub status: &'static str,
    /// What the status leaves open.
    #[schema(example = "first")]
    pub phase: &'static str,
    /// `partner`, `reviewer`, `customer` or `nobody`.
    #[schema(example = "reviewer")]
    pub turn: &'static str,
    /// What the reader may do now.
    pub allowed: Vec<&'static str>,
    /// The customer.
    pub customer: CustomerBody,
    /// The partner's own unique reference.
    #[schema(required = true)]
    pub reference: Option<String>,
    /// Free labels.
    pub labels: BTreeMap<String, String>,
    /// The own claim this one renews.
    #[schema(required = true)]
    pub renews: Option<String>,
    /// Who claims.
    pub partner: PartnerBody,
    /// The programme's code.
    #[schema(required = true)]
    pub programme: Option<String>,
    /// What the partner did.
    #[schema(required = true)]
    pub activity: Option<&'static str>,
    /// Whether the partner opted out of payment.
    pub recognition_only: bool,
    /// The lines, removed ones included.
    pub lines: Vec<LineBody>,
    /// Who at the customer is asked.
    pub customer_contact: CustomerContactBody,
    /// Who at the partner is told.
    pub partner_contact: PartnerContactBody,
    /// The solution seller.
    #[schema(required = true)]
    pub solution_seller: Option<String>,
    /// The ISV solution.
    #[schema(required = true)]
    pub isv_solution: Option<String>,
    /// The documents in the order they came.
    pub documents: Vec<DocumentBody>,
    /// Running clocks, soonest first.
    pub deadlines: Vec<DeadlineBody>,
    /// Clocks that passed without a decision of their own.
    pub late: Vec<DeadlineBody>,
    /// The open request for information.
    #[schema(required = true)]
    pub request: Option<RequestBody>,
    /// The decision that holds.
    #[schema(required = true)]
    pub outcome: Option<OutcomeBody>,
    /// The claim's one dispute.
    #[schema(required = true)]
    pub dispute: Option<DisputeStateBody>,
    /// The association.
    #[schema(required = true)]
    pub association: Option<AssociationBody>,
    /// Who works it; the vendor's readers only.
    #[schema(required = true)]
    pub reviewer: Option<ReviewerBody>,
    /// When it was created.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When it was first submitted.
    #[schema(required = true, format = DateTime)]
    pub submitted_at: Option<String>,
    /// When anything last happened to it.
    #[schema(format = DateTime)]
    pub updated_at: String,
}

/// The customer.
#[derive(Serialize, ToSchema)]
pub struct CustomerBody {
    /// The tenant.
    #[schema(required = true)]
    pub tenant_id: Option<String>,
    /// Its internet domain.
    #[schema(required = true)]
    pub domain: Option<String>,
    /// Its name.
    #[schema(required = true)]
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[schema(required = true)]
    pub country: Option<String>,
    /// BCP 47.
    #[schema(required = true)]
    pub language: Option<&'static str>,
    /// IANA; the named one, else the country's default.
    #[schema(required = true)]
    pub time_zone: Option<String>,
}

/// Who claims.
#[derive(Serialize, ToSchema)]
pub struct PartnerBody {
    /// The location's partner ID.
    pub location_id: String,
    /// The partner organisation's name.
    pub name: String,
}

/// A line.
#[derive(Serialize, ToSchema)]
pub struct LineBody {
    /// Its key.
    pub id: String,
    /// The product's code.
    pub product: String,
    /// The subscription.
    #[schema(required = true)]
    pub subscription_id: Option<String>,
    /// The last day of its term, in the customer's zone.
    #[schema(required = true, format = Date)]
    pub term_ends_on: Option<String>,
    /// `claimed`, `covered`, `refused`, `declined`, `ended` or `removed`.
    pub state: &'static str,
    /// Why it is refused.
    #[schema(required = true)]
    pub reason: Option<&'static str>,
}

/// A clock.
#[derive(Serialize, ToSchema)]
pub struct DeadlineBody {
    /// Which clock.
    #[schema(example = "partner_answer")]
    pub clock: &'static str,
    /// The first instant that is too late.
    #[schema(format = DateTime)]
    pub due_at: String,
    /// The last day, in `time_zone`.
    #[schema(format = Date)]
    pub due_on: String,
    /// IANA.
    pub time_zone: String,
    /// What happens then.
    #[schema(example = "rejected")]
    pub then: &'static str,
}

/// A request for information.
#[derive(Serialize, ToSchema)]
pub struct RequestBody {
    /// Why.
    pub reasons: Vec<&'static str>,
    /// In words.
    pub comment: String,
    /// Lines suggested for removal.
    pub remove_lines: Vec<String>,
}

/// A decision.
#[derive(Serialize, ToSchema)]
pub struct OutcomeBody {
    /// `approved` or `rejected`.
    pub decision: &'static str,
    /// The reasons of a rejection.
    pub reasons: Vec<&'static str>,
    /// The reason of a withdrawal.
    #[schema(required = true)]
    pub detail: Option<&'static str>,
    /// In words.
    #[schema(required = true)]
    pub comment: Option<String>,
    /// `reviewer`, `customer`, `partner` or `clock`.
    pub by: &'static str,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

/// A dispute.
#[derive(Serialize, ToSchema)]
pub struct DisputeStateBody {
    /// Why.
    #[schema(required = true)]
    pub justification: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

/// An association.
#[derive(Serialize, ToSchema)]
pub struct AssociationBody {
    /// The day of approval, in the customer's zone.
    #[schema(format = Date)]
    pub starts_on: String,
    /// When it came into force.
    #[schema(required = true, format = DateTime)]
    pub in_force_at: Option<String>,
    /// The last day.
    #[schema(required = true, format = Date)]
    pub ended_on: Option<String>,
    /// Why it ended.
    #[schema(required = true)]
    pub cause: Option<&'static str>,
}

/// A reviewer or lead.
#[derive(Serialize, ToSchema)]
pub struct ReviewerBody {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

impl ClaimBody {
    /// The claim for a reader.
    pub fn of(claim: &Claim, reader: &Actor, reference: &Reference) -> ClaimBody {
        let details = &claim.details;
        let place = claim.place();
        ClaimBody {
            number: claim.number.to_string(),
            version: claim.version.0,
            name: text(details.name.as_ref()),
            status: place.status().code(),
            phase: place.phase().code(),
            turn: claim.turn().code(),
            allowed: claim.allowed(reader).into_iter().map(CommandKind::code).collect(),
            customer: CustomerBody::of(claim),
            reference: text(details.reference.as_ref()),
            labels: details
                .labels
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
            renews: text(details.renews.as_ref()),
            partner: PartnerBody {
                location_id: details.location.to_string(),
                name: reference
                    .partners
                    .get(&claim.partner)
                    .map(|partner| partner.name.to_string())
                    .unwrap_or_default(),
            },
            programme: text(details.programme.as_ref()),
            activity: details.activity.map(domain::claim::Activity::code),
            recognition_only: details.payment == Payment::RecognitionOnly,
            lines: claim.lines.iter().map(LineBody::of).collect(),
            customer_contact: CustomerContactBody::of(&details.customer_contact),
            partner_contact: PartnerContactBody::of(&details.partner_contact),
            solution_seller: text(details.solution_seller.as_ref()),
            isv_solution: text(details.isv_solution.as_ref()),
            documents: claim.documents.iter().map(DocumentBody::of).collect(),
            deadlines: claim
                .deadlines()
                .into_iter()
                .map(|timer| DeadlineBody::of(claim, timer))
                .collect(),
            late: claim
                .late()
                .into_iter()
                .map(|timer| DeadlineBody::of(claim, timer))
                .collect(),
            request: claim.request().map(RequestBody::of),
            outcome: claim.outcome().map(OutcomeBody::of),
            dispute: claim.dispute.as_ref().map(DisputeStateBody::of),
            association: claim.association.as_ref().map(AssociationBody::of),
            reviewer: match reader.side() {
                Side::Vendor => claim.reviewer.and_then(|id| ReviewerBody::of(id, reference)),
                Side::Partner | Side::Customer | Side::Clock => None,
            },
            created_at: claim.created_at.to_string(),
            submitted_at: text(claim.submitted_at.as_ref()),
            updated_at: claim.updated_at.to_string(),
        }
    }
}

impl CustomerBody {
    /// A claim's customer.
    pub fn of(claim: &Claim) -> CustomerBody {
        let customer = &claim.details.customer;
        CustomerBody {
            tenant_id: text(customer.tenant_id.as_ref()),
            domain: text(customer.domain.as_ref()),
            name: text(customer.name.as_ref()),
            country: text(customer.country.as_ref()),
            language: customer.language.map(domain::place::Language::tag),
            time_zone: text(customer.zone().as_ref()),
        }
    }
}

impl LineBody {
    /// A line.
    pub fn of(line: &Line) -> LineBody {
        LineBody {
            id: line.id.to_string(),
            product: line.item.product.to_string(),
            subscription_id: text(line.item.subscription.as_ref()),
            term_ends_on: text(line.item.term_ends_on.as_ref()),
            state: line.state.code(),
            reason: line.state.reason().map(domain::claim::LineReason::code),
        }
    }
}

impl DeadlineBody {
    /// A clock of a claim.
    pub fn of(claim: &Claim, timer: &Timer) -> DeadlineBody {
        DeadlineBody {
            clock: timer.clock.code(),
            due_at: timer.due.due_at.to_string(),
            due_on: timer.due.due_on.to_string(),
            time_zone: timer.due.zone.to_string(),
            then: claim.consequence(timer.clock).code(),
        }
    }
}

impl RequestBody {
    fn of(request: &InformationRequest) -> RequestBody {
        RequestBody {
            reasons: request.reasons.iter().map(|reason| reason.code()).collect(),
            comment: request.comment.to_string(),
            remove_lines: request.remove_lines.iter().map(ToString::to_string).collect(),
        }
    }
}

impl OutcomeBody {
    fn of(outcome: &Outcome) -> OutcomeBody {
        let (decision, detail) = match &outcome.decision {
            Decision::Approved => ("approved", None),
            Decision::Rejected(_) => ("rejected", None),
            Decision::Withdrawn(reason) => ("rejected", Some(reason.code())),
        };
        OutcomeBody {
            decision,
            reasons: outcome.decision.reasons().iter().map(|reason| reason.code()).collect(),
            detail,
            comment: text(outcome.comment.as_ref()),
            by: outcome.by.code(),
            at: outcome.at.to_string(),
        }
    }
}

impl DisputeStateBody {
    fn of(dispute: &Dispute) -> DisputeStateBody {
        DisputeStateBody {
            justification: text(dispute.justification.as_ref()),
            at: dispute.at.to_string(),
        }
    }
}

impl AssociationBody {
    fn of(association: &Association) -> AssociationBody {
        AssociationBody {
            starts_on: association.starts_on.to_string(),
            in_force_at: text(association.in_force_at.as_ref()),
            ended_on: association.ended.map(|end| end.on.to_string()),
            cause: association.ended.map(|end| end.cause.code()),
        }
    }
}

impl ReviewerBody {
    fn of(id: UserId, reference: &Reference) -> Option<ReviewerBody> {
        let person = reference.people.get(&id)?;
        Some(ReviewerBody {
            name: person.name.to_string(),
            email: person.email.to_string(),
        })
    }
}
