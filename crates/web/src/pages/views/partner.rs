//! The claim page as its partner sees it.

use domain::claim::{
    Claim, Command, CommandKind, Contact, Context, Decision, FieldCode, InvalidField, Outcome, OutcomeBy, Payment,
    Refusal, RejectionReason, Renews, decide,
};
use domain::instant::Instant;
use domain::party::{Actor, Person, Role, Side};
use domain::reference::Reference;
use store::StoredEntry;
use ui::Frame;
use ui::fields::Fields;
use ui::guidelines::GuidelinesView;
use ui::partner::{
    Act, AssociationView, Bar, Barred, ClaimPage, ContactView, CustomerView, Decider, DisputeView, DuplicateView, Lack,
    LocationView, NoticeView, OutcomeView, ReasonView, RequestView,
};

use super::{claim, days};
use crate::pages::talk::Talk;

/// What this person may do now, as the page offers it.
fn allowed(of: &Claim, actor: &Actor) -> Vec<Act> {
    of.allowed(actor)
        .into_iter()
        .filter_map(|kind| Act::from_code(kind.code()))
        .collect()
}

/// What people look for among the acts that aren't possible now, with what stands in the way.
fn barred(of: &Claim, actor: &Actor) -> Vec<Barred> {
    let Actor::Person(person) = actor else {
        return Vec::new();
    };
    let admin = Actor::Person(Person {
        role: Role::GlobalAdmin,
        ..person.clone()
    });
    let looked_for = [
        (CommandKind::Edit, Act::Edit),
        (CommandKind::Submit, Act::Submit),
        (CommandKind::Resubmit, Act::Resubmit),
        (CommandKind::Withdraw, Act::Withdraw),
        (CommandKind::Dispute, Act::Dispute),
    ];
    let barred = |(kind, act): &(CommandKind, Act)| {
        of.permit(actor, *kind).err()?;
        let why = match of.permit(&admin, *kind) {
            Ok(()) => Bar::Role,
            Err(_) => Bar::Status,
        };
        Some(Barred { act: *act, why })
    };
    looked_for.iter().filter_map(barred).collect()
}

/// The customer, as far as given.
fn customer(of: &Claim) -> CustomerView {
    let customer = &of.details.customer;
    CustomerView {
        tenant_id: customer.tenant_id.map(|id| id.to_string()),
        domain: customer.domain.as_ref().map(ToString::to_string),
        name: customer.name.as_ref().map(ToString::to_string),
        country: customer.country.map(|country| country.to_string()),
        language: customer.language,
        zone: customer.zone(),
    }
}

/// The claiming location.
fn location(of: &Claim, reference: &Reference) -> LocationView {
    LocationView {
        id: of.details.location.to_string(),
        name: claim::location_name(reference, of.partner, &of.details.location),
    }
}

/// A contact, once anything of it is given.
fn contact(of: &Contact) -> Option<ContactView> {
    (of != &Contact::default()).then(|| ContactView {
        name: of.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        title: of.title.as_ref().map(ToString::to_string),
        email: of.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        language: of.language,
    })
}

/// Who decided.
fn decider(by: OutcomeBy) -> Decider {
    match by {
        OutcomeBy::Reviewer => Decider::Reviewer,
        OutcomeBy::Customer => Decider::Customer,
        OutcomeBy::Partner => Decider::Partner,
        OutcomeBy::Clock => Decider::Clock,
    }
}

/// The decision.
fn outcome(of: &Outcome) -> OutcomeView {
    OutcomeView {
        reasons: match &of.decision {
            Decision::Approved => Vec::new(),
            Decision::Rejected(reasons) => reasons.iter().copied().map(ReasonView::Rejection).collect(),
            Decision::Withdrawn(detail) => vec![
                ReasonView::Rejection(RejectionReason::PartnerRequest),
                ReasonView::Withdrawal(*detail),
            ],
        },
        comment: of.comment.as_ref().map(ToString::to_string),
        by: decider(of.by),
        at: of.at.timestamp(),
    }
}

/// The reviewer's open request, made at `at`.
fn request(of: &Claim, at: Option<Instant>) -> Option<RequestView> {
    of.request().map(|request| RequestView {
        at: at.unwrap_or(of.updated_at).timestamp(),
        reasons: request.reasons.clone(),
        comment: request.comment.to_string(),
    })
}

/// The association.
fn association(of: &Claim) -> Option<AssociationView> {
    of.association.map(|association| AssociationView {
        starts_on: association.starts_on,
        in_force_at: association.in_force_at.map(|at| at.timestamp()),
        ended_on: association.ended.map(|ended| ended.on),
        cause: association.ended.map(|ended| ended.cause),
    })
}

/// What a draft lacks for submission: the rules are asked, nothing is done.
pub(crate) fn lacks(of: &Claim, actor: &Actor, reference: &Reference, now: Instant) -> Vec<Lack> {
    if of.permit(actor, CommandKind::Submit).is_err() {
        return Vec::new();
    }
    let context = Context {
        now,
        actor,
        reference,
        blocked: &[],
        renews: Renews::Known,
    };
    let mut lacks = Vec::new();
    match decide(of, Command::Submit, &context) {
        Err(Refusal::Incomplete(fields)) => {
            for lack in fields.iter().filter_map(lack) {
                if !lacks.contains(&lack) {
                    lacks.push(lack);
                }
            }
        }
        Err(Refusal::NotEnrolled) => lacks.push(Lack::Enrolment),
        Ok(_) | Err(_) => {}
    }
    lacks
}

fn lack(field: &InvalidField) -> Option<Lack> {
    let pointer = field.pointer.trim_start_matches('/');
    let place = pointer.split('/').next().unwrap_or_default();
    Some(match place {
        "name" => Lack::Name,
        "programme" | "activity" => Lack::Programme,
        "customer" => Lack::Customer,
        "lines" if field.code == FieldCode::SubscriptionRequired => Lack::Subscription,
        "lines" => Lack::Line,
        "customer_contact" => Lack::CustomerContact,
        "partner_contact" => Lack::PartnerContact,
        "documents" => Lack::Poe,
        _ => return None,
    })
}

/// The claim beside its page's own data.
pub(crate) struct PartnerClaim<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Who reads.
    pub actor: &'a Actor,
    /// Reference data.
    pub reference: &'a Reference,
    /// When.
    pub now: Instant,
    /// The whole history, oldest first.
    pub entries: &'a [StoredEntry],
    /// When the open request was made.
    pub requested_at: Option<Instant>,
    /// The shared comments.
    pub talk: Talk,
    /// The notice to the customer, in the consent window.
    pub notice: Option<NoticeView>,
    /// An own claim that claims the same, for a draft.
    pub duplicate: Option<DuplicateView>,
    /// Whether more time was asked for since the request.
    pub more_time_asked: bool,
}

/// `/claims/{number}` for the partner, with nothing typed yet.
pub(crate) fn partner_page(frame: Frame, of: PartnerClaim<'_>) -> ClaimPage {
    let PartnerClaim {
        claim: shown,
        actor,
        reference,
        now,
        entries,
        requested_at,
        talk,
        notice,
        duplicate,
        more_time_asked,
    } = of;
    let details = &shown.details;
    let turn = claim::turn(shown, Side::Partner);
    let in_round = shown
        .documents
        .iter()
        .filter(|document| document.round == shown.document_round)
        .count();
    let places_left = reference.policy.documents_per_round_max.saturating_sub(in_round);
    ClaimPage {
        frame,
        number: shown.number.to_string(),
        version: shown.version.0,
        name: details.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        state: claim::state(shown),
        days: days::days(shown, turn.clocks(), entries, reference, now),
        turn,
        dates: days::life_dates(shown, entries),
        allowed: allowed(shown, actor),
        customer: customer(shown),
        location: location(shown, reference),
        programme: details
            .programme
            .as_ref()
            .map(|code| claim::programme_name(reference, code)),
        guidelines: GuidelinesView::of(reference, details.programme.as_ref()),
        activity: details.activity,
        recognition_only: details.payment == Payment::RecognitionOnly,
        solution_seller: details.solution_seller.as_ref().map(ToString::to_string),
        isv_solution: details.isv_solution.as_ref().map(ToString::to_string),
        reference: details.reference.as_ref().map(ToString::to_string),
        customer_contact: contact(&details.customer_contact),
        partner_contact: contact(&details.partner_contact),
        lines: claim::lines(shown, reference),
        documents: claim::documents(shown),
        document_places_left: u32::try_from(places_left).unwrap_or(u32::MAX),
        barred: barred(shown, actor),
        comments: talk.comments,
        earlier_comments: talk.earlier.map(|more| format!("/claims/{}{more}", shown.number)),
        comments_are_earlier: talk.is_earlier,
        deadlines: claim::deadlines(shown),
        late: claim::late(shown),
        request: request(shown, requested_at),
        outcome: shown.outcome().map(outcome),
        dispute: shown.dispute.as_ref().map(|dispute| DisputeView {
            justification: dispute.justification.as_ref().map(ToString::to_string),
            at: dispute.at.timestamp(),
        }),
        association: association(shown),
        notice,
        lacks: lacks(shown, actor, reference, now),
        duplicate,
        more_time_asked,
        keeper: match actor {
            Actor::Person(person) => person.id.0.to_string(),
            Actor::Customer { .. } | Actor::Clock => String::new(),
        },
        typed: Fields::default(),
        errors: Vec::new(),
        stale: None,
        meanwhile: Vec::new(),
    }
}
