//! What an entry changed, field by field: before → after, as the history shows it (domain.md §11).

use super::details::{Contact, Customer, Details, Line, Payment};
use super::state::Claim;

/// A field whose value changed; values are the API's, texts as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldChange {
    /// The field by the API's names, `customer_contact.email`, `lines.teams.state`.
    pub field: String,
    /// Its value before; none: it had none.
    pub before: Option<String>,
    /// Its value after; none: it has none.
    pub after: Option<String>,
}

/// The fields that differ between two states of a claim, in the order of the API. Vendor persons are left out:
/// who reviews is for the vendor's eyes and stands in the event.
pub fn changes(before: Option<&Claim>, after: &Claim) -> Vec<FieldChange> {
    let before_fields = before.map(fields).unwrap_or_default();
    let after_fields = fields(after);
    let value_in = |fields: &[(String, Option<String>)], name: &str| {
        fields
            .iter()
            .find(|(field, _)| field == name)
            .and_then(|(_, value)| value.clone())
    };
    let vanished = before_fields
        .iter()
        .filter(|(name, _)| !after_fields.iter().any(|(other, _)| other == name));
    let names = after_fields.iter().chain(vanished).map(|(name, _)| name);
    names
        .map(|name| FieldChange {
            field: name.clone(),
            before: value_in(&before_fields, name),
            after: value_in(&after_fields, name),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

type Field = (String, Option<String>);

fn text(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}

fn fields(claim: &Claim) -> Vec<Field> {
    let place = claim.place();
    let mut fields = vec![
        ("status".to_owned(), Some(place.status().code().to_owned())),
        ("phase".to_owned(), Some(place.phase().code().to_owned())),
    ];
    fields.extend(details(&claim.details));
    fields.extend(claim.lines.iter().flat_map(line));
    fields.extend(
        claim
            .documents
            .iter()
            .map(|document| (format!("documents.{}", document.id), Some(document.name.to_string()))),
    );
    fields
}

fn details(details: &Details) -> Vec<Field> {
    let recognition_only = match details.payment {
        Payment::Wanted => "false",
        Payment::RecognitionOnly => "true",
    };
    let mut fields = vec![
        ("name".to_owned(), text(details.name.as_ref())),
        ("location_id".to_owned(), Some(details.location.to_string())),
        ("programme".to_owned(), text(details.programme.as_ref())),
        (
            "activity".to_owned(),
            details.activity.map(|activity| activity.code().to_owned()),
        ),
        ("recognition_only".to_owned(), Some(recognition_only.to_owned())),
    ];
    fields.extend(customer(&details.customer));
    fields.extend(contact("customer_contact", &details.customer_contact));
    fields.extend(contact("partner_contact", &details.partner_contact));
    fields.extend([
        ("solution_seller".to_owned(), text(details.solution_seller.as_ref())),
        ("isv_solution".to_owned(), text(details.isv_solution.as_ref())),
        ("renews".to_owned(), text(details.renews.as_ref())),
        ("reference".to_owned(), text(details.reference.as_ref())),
    ]);
    fields.extend(
        details
            .labels
            .iter()
            .map(|(key, value)| (format!("labels.{key}"), Some(value.to_string()))),
    );
    fields
}

fn customer(customer: &Customer) -> Vec<Field> {
    vec![
        ("customer.tenant_id".to_owned(), text(customer.tenant_id.as_ref())),
        ("customer.domain".to_owned(), text(customer.domain.as_ref())),
        ("customer.name".to_owned(), text(customer.name.as_ref())),
        ("customer.country".to_owned(), text(customer.country.as_ref())),
        (
            "customer.language".to_owned(),
            customer.language.map(|language| language.tag().to_owned()),
        ),
        ("customer.time_zone".to_owned(), text(customer.time_zone.as_ref())),
    ]
}

fn contact(prefix: &str, contact: &Contact) -> Vec<Field> {
    vec![
        (format!("{prefix}.name"), text(contact.name.as_ref())),
        (format!("{prefix}.title"), text(contact.title.as_ref())),
        (format!("{prefix}.email"), text(contact.email.as_ref())),
        (
            format!("{prefix}.language"),
            contact.language.map(|language| language.tag().to_owned()),
        ),
    ]
}

/// A line is named by its key, since two lines may claim one product for two subscriptions.
fn line(line: &Line) -> Vec<Field> {
    let id = line.id;
    vec![
        (format!("lines.{id}.product"), Some(line.item.product.to_string())),
        (
            format!("lines.{id}.subscription_id"),
            text(line.item.subscription.as_ref()),
        ),
        (
            format!("lines.{id}.term_ends_on"),
            text(line.item.term_ends_on.as_ref()),
        ),
        (format!("lines.{id}.state"), Some(line.state.code().to_owned())),
        (
            format!("lines.{id}.reason"),
            line.state.reason().map(|reason| reason.code().to_owned()),
        ),
    ]
}
