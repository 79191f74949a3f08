//! The write body of a claim: read from JSON, made of a claim for merge patches.

use std::collections::BTreeMap;

use domain::claim::{Claim, Contact, Customer, Details, FieldCode, InvalidField, LineEdit, LineItem, Payment};
use domain::id::{LineId, Uuid};
use domain::text::{LabelKey, Name};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::fields::{Errors, Fields, Typed, escaped, text_code};

/// What a partner states. In a draft only `location_id` is required.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Exchange and Teams rollout", "location_id": "1234567", "programme": "osu", "activity": "usage",
    "customer": {"tenant_id": "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de", "domain": "valeverde.example",
        "name": "Cooperativa Vale Verde", "country": "BR", "language": "pt-BR"},
    "lines": [{"product": "exchange_online"}, {"product": "teams"}],
    "customer_contact": {"name": "Rosana Prado", "email": "rosana@valeverde.example", "language": "pt-BR"},
    "partner_contact": {"name": "Caio Lima", "email": "caio@serra-azul.example"}
}))]
pub struct StatementBody {
    /// The partner's own name for the claim.
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// The claiming location: own, and in the caller's scope.
    #[schema(pattern = "^[0-9]{1,10}$")]
    pub location_id: String,
    /// The programme's code.
    pub programme: Option<String>,
    /// `pre_sales`, `usage` or `revenue_association`.
    pub activity: Option<&'static str>,
    /// Whether the partner opts out of payment.
    #[schema(required = false, nullable)]
    pub recognition_only: bool,
    /// The customer.
    #[schema(required = false, nullable)]
    pub customer: CustomerStatement,
    /// What is claimed.
    #[schema(required = false, nullable, max_items = 100)]
    pub lines: Vec<LineStatement>,
    /// Who at the customer is asked.
    #[schema(required = false, nullable)]
    pub customer_contact: CustomerContactBody,
    /// Who at the partner is told.
    #[schema(required = false, nullable)]
    pub partner_contact: PartnerContactBody,
    /// The solution seller, for a revenue association.
    #[schema(max_length = 200)]
    pub solution_seller: Option<String>,
    /// The ISV solution, for a revenue association.
    #[schema(max_length = 200)]
    pub isv_solution: Option<String>,
    /// The own claim this one renews.
    pub renews: Option<String>,
    /// The partner's own unique reference.
    #[schema(max_length = 100)]
    pub reference: Option<String>,
    /// Free labels: at most 20.
    #[schema(required = false, nullable)]
    pub labels: BTreeMap<String, String>,
}

/// The customer, as stated.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerStatement {
    /// The tenant.
    #[schema(format = "uuid")]
    pub tenant_id: Option<String>,
    /// Its internet domain.
    #[schema(max_length = 253)]
    pub domain: Option<String>,
    /// Its name.
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[schema(pattern = "^([A-Z]{2})?$")]
    pub country: Option<String>,
    /// BCP 47.
    pub language: Option<&'static str>,
    /// IANA; the country's default if absent.
    pub time_zone: Option<String>,
}

/// A line, as stated.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineStatement {
    /// The key of a line the claim has; absent for a new one.
    #[schema(format = "uuid", required = false, nullable)]
    pub id: String,
    /// The product's code.
    pub product: String,
    /// The subscription; required where the product is claimed by it.
    #[schema(format = "uuid")]
    pub subscription_id: Option<String>,
    /// The last day of its term.
    #[schema(format = Date)]
    pub term_ends_on: Option<String>,
}

/// The customer's contact.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerContactBody {
    /// The person's name.
    pub name: Option<String>,
    /// The person's title.
    pub title: Option<String>,
    /// Where to write.
    #[schema(format = Email)]
    pub email: Option<String>,
    /// BCP 47.
    pub language: Option<&'static str>,
}

/// The partner's contact.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerContactBody {
    /// The person's name.
    pub name: Option<String>,
    /// Where to write.
    #[schema(format = Email)]
    pub email: Option<String>,
}

/// A statement that was read.
pub struct Statement {
    /// The statement.
    pub details: Details,
    /// The lines.
    pub lines: Vec<LineEdit>,
}

const FIELDS: [&str; 14] = [
    "name",
    "location_id",
    "programme",
    "activity",
    "recognition_only",
    "customer",
    "lines",
    "customer_contact",
    "partner_contact",
    "solution_seller",
    "isv_solution",
    "renews",
    "reference",
    "labels",
];
const CUSTOMER_FIELDS: [&str; 6] = ["tenant_id", "domain", "name", "country", "language", "time_zone"];
const LINE_FIELDS: [&str; 4] = ["id", "product", "subscription_id", "term_ends_on"];
const CUSTOMER_CONTACT_FIELDS: [&str; 4] = ["name", "title", "email", "language"];
const PARTNER_CONTACT_FIELDS: [&str; 2] = ["name", "email"];

/// Reads a new draft: its lines can't name lines that exist.
pub fn read_new(body: &Value, new_id: impl Fn() -> Uuid) -> Result<Statement, Vec<InvalidField>> {
    let errors = Errors::default();
    let statement = read(body, &errors, &new_id);
    for (index, edit) in statement
        .iter()
        .flat_map(|statement| statement.lines.iter().enumerate())
    {
        match edit {
            LineEdit::Kept(..) => errors.add(format!("/lines/{index}/id"), FieldCode::UnknownLine),
            LineEdit::New(..) => {}
        }
    }
    errors.into_result(statement)
}

/// Reads what a merge patch (RFC 7396) makes of a claim. A line with an id is one that the claim must have, which the
/// rules judge after the version.
pub fn read_patch(patch: &Value, claim: &Claim, new_id: impl Fn() -> Uuid) -> Result<Statement, Vec<InvalidField>> {
    let errors = Errors::default();
    if !patch.is_object() {
        return errors.into_result(None);
    }
    let whole = merged(&StatementBody::of(claim), patch);
    let statement = read(&whole, &errors, &new_id);
    errors.into_result(statement)
}

fn merged(body: &StatementBody, patch: &Value) -> Value {
    // The body is plain data of ours, which always serialises.
    let mut whole = serde_json::to_value(body).unwrap_or_default();
    merge(&mut whole, patch);
    whole
}

/// RFC 7396, but a null stays where it was put: it means absent to the reader, and an unknown name is still seen.
fn merge(target: &mut Value, patch: &Value) {
    match (target, patch) {
        (Value::Object(target), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(target.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (target, patch) => *target = patch.clone(),
    }
}

fn read(body: &Value, errors: &Errors, new_id: &impl Fn() -> Uuid) -> Option<Statement> {
    let fields = Fields::of_body(body, errors, &FIELDS);
    if !body.is_object() {
        return None;
    }
    let location = fields.required("location_id");
    let lines = lines(&fields, new_id);
    let details = Details {
        name: fields.optional("name"),
        programme: fields.optional("programme"),
        activity: fields.optional("activity"),
        payment: if fields.flag("recognition_only") {
            Payment::RecognitionOnly
        } else {
            Payment::Wanted
        },
        customer: customer(&fields.object("customer", &CUSTOMER_FIELDS)),
        customer_contact: customer_contact(&fields.object("customer_contact", &CUSTOMER_CONTACT_FIELDS)),
        partner_contact: partner_contact(&fields.object("partner_contact", &PARTNER_CONTACT_FIELDS)),
        solution_seller: fields.optional("solution_seller"),
        isv_solution: fields.optional("isv_solution"),
        renews: fields.optional("renews"),
        reference: fields.optional("reference"),
        labels: labels(&fields, errors),
        location: location?,
    };
    Some(Statement { details, lines })
}

fn customer(fields: &Fields) -> Customer {
    Customer {
        tenant_id: fields.optional("tenant_id"),
        domain: fields.optional("domain"),
        name: fields.optional("name"),
        country: fields.optional("country"),
        language: fields.optional("language"),
        time_zone: fields.optional("time_zone"),
    }
}

fn customer_contact(fields: &Fields) -> Contact {
    Contact {
        name: fields.optional("name"),
        title: fields.optional("title"),
        email: fields.optional("email"),
        language: fields.optional("language"),
    }
}

fn partner_contact(fields: &Fields) -> Contact {
    Contact {
        name: fields.optional("name"),
        email: fields.optional("email"),
        ..Contact::default()
    }
}

/// A working contact of the customer: name and address must be there (domain.md §6 g).
pub(super) fn working_contact(fields: &Fields) -> Option<Contact> {
    if fields.value("customer_contact").is_none() {
        fields.refuse("customer_contact", FieldCode::Required);
        return None;
    }
    let contact = fields.object("customer_contact", &CUSTOMER_CONTACT_FIELDS);
    let (name, email) = (contact.required("name"), contact.required("email"));
    Some(Contact {
        name: Some(name?),
        email: Some(email?),
        title: contact.optional("title"),
        language: contact.optional("language"),
    })
}

fn lines(fields: &Fields, new_id: &impl Fn() -> Uuid) -> Vec<LineEdit> {
    // More than the rules allow are refused by the rules; this only bounds the work.
    let items = fields.items("lines", 10 * Details::LINES_MAX).unwrap_or_default();
    items
        .into_iter()
        .filter_map(|(pointer, item)| line(&fields.item(pointer, item, &LINE_FIELDS), new_id))
        .collect()
}

fn line(fields: &Fields, new_id: &impl Fn() -> Uuid) -> Option<LineEdit> {
    let id = fields.optional::<LineId>("id");
    let unreadable_id = id.is_none() && fields.text("id").is_some();
    let subscription = fields.optional("subscription_id");
    let term_ends_on = fields.optional("term_ends_on");
    let item = LineItem {
        product: fields.required("product")?,
        subscription,
        term_ends_on,
    };
    match id {
        Some(id) => Some(LineEdit::Kept(id, item)),
        None if unreadable_id => None,
        None => Some(LineEdit::New(LineId(new_id()), item)),
    }
}

fn labels(fields: &Fields, errors: &Errors) -> BTreeMap<LabelKey, Name> {
    let mut labels = BTreeMap::new();
    for (key, value) in fields.entries("labels", Details::LABELS_MAX) {
        let pointer = format!("{}/{}", fields.pointer("labels"), escaped(key));
        let key = LabelKey::parse(key).map_err(text_code);
        let value = match value.as_str() {
            Some(text) if text.trim().is_empty() => continue,
            Some(text) => Name::typed(text),
            None => Err(FieldCode::WrongType),
        };
        match (key, value) {
            (Ok(key), Ok(value)) => {
                if labels.insert(key, value).is_some() {
                    errors.add(pointer, FieldCode::Duplicate);
                }
            }
            (Err(code), _) | (_, Err(code)) => errors.add(pointer, code),
        }
    }
    labels
}

impl StatementBody {
    /// The body that would write a claim as it is.
    pub fn of(claim: &Claim) -> StatementBody {
        let details = &claim.details;
        StatementBody {
            name: text(details.name.as_ref()),
            location_id: details.location.to_string(),
            programme: text(details.programme.as_ref()),
            activity: details.activity.map(domain::claim::Activity::code),
            recognition_only: details.payment == Payment::RecognitionOnly,
            customer: CustomerStatement::of(&details.customer),
            lines: claim
                .lines
                .iter()
                .map(|line| LineStatement::of(line.id, &line.item))
                .collect(),
            customer_contact: CustomerContactBody::of(&details.customer_contact),
            partner_contact: PartnerContactBody::of(&details.partner_contact),
            solution_seller: text(details.solution_seller.as_ref()),
            isv_solution: text(details.isv_solution.as_ref()),
            renews: text(details.renews.as_ref()),
            reference: text(details.reference.as_ref()),
            labels: details
                .labels
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
        }
    }
}

impl CustomerStatement {
    fn of(customer: &Customer) -> CustomerStatement {
        CustomerStatement {
            tenant_id: text(customer.tenant_id.as_ref()),
            domain: text(customer.domain.as_ref()),
            name: text(customer.name.as_ref()),
            country: text(customer.country.as_ref()),
            language: customer.language.map(domain::place::Language::tag),
            time_zone: text(customer.time_zone.as_ref()),
        }
    }
}

impl LineStatement {
    fn of(id: LineId, item: &LineItem) -> LineStatement {
        LineStatement {
            id: id.to_string(),
            product: item.product.to_string(),
            subscription_id: text(item.subscription.as_ref()),
            term_ends_on: text(item.term_ends_on.as_ref()),
        }
    }
}

impl CustomerContactBody {
    /// The contact's body.
    pub fn of(contact: &Contact) -> CustomerContactBody {
        CustomerContactBody {
            name: text(contact.name.as_ref()),
            title: text(contact.title.as_ref()),
            email: text(contact.email.as_ref()),
            language: contact.language.map(domain::place::Language::tag),
        }
    }
}

impl PartnerContactBody {
    /// The contact's body.
    pub fn of(contact: &Contact) -> PartnerContactBody {
        PartnerContactBody {
            name: text(contact.name.as_ref()),
            email: text(contact.email.as_ref()),
        }
    }
}

/// A value as text.
pub(super) fn text(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}
