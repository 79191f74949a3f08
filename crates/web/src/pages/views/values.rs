//! A claim's values as the fields of the edit form, by the flat names of the write body.

use domain::claim::{Claim, Contact, LineState, Payment};
use ui::fields::Fields;

/// What the edit form shows before anything is typed: the statement and the claimed lines.
pub(crate) fn values(claim: &Claim) -> Fields {
    let details = &claim.details;
    let customer = &details.customer;
    let mut fields = Fields::default();
    let mut put = |name: String, value: Option<String>| {
        if let Some(value) = value {
            fields.set(name, value);
        }
    };
    put("name".into(), details.name.as_ref().map(ToString::to_string));
    put("location_id".into(), Some(details.location.to_string()));
    put("programme".into(), details.programme.as_ref().map(ToString::to_string));
    put(
        "activity".into(),
        details.activity.map(|activity| activity.code().to_owned()),
    );
    put(
        "recognition_only".into(),
        (details.payment == Payment::RecognitionOnly).then(|| "true".to_owned()),
    );
    put("customer.tenant_id".into(), customer.tenant_id.map(|id| id.to_string()));
    put(
        "customer.domain".into(),
        customer.domain.as_ref().map(ToString::to_string),
    );
    put("customer.name".into(), customer.name.as_ref().map(ToString::to_string));
    put(
        "customer.country".into(),
        customer.country.map(|country| country.to_string()),
    );
    put(
        "customer.language".into(),
        customer.language.map(|language| language.tag().to_owned()),
    );
    put(
        "customer.time_zone".into(),
        customer.time_zone.as_ref().map(ToString::to_string),
    );
    let contacts = [
        ("customer_contact", &details.customer_contact),
        ("partner_contact", &details.partner_contact),
    ];
    for (prefix, contact) in contacts {
        for (field, value) in contact_values(contact) {
            put(format!("{prefix}.{field}"), value);
        }
    }
    put(
        "solution_seller".into(),
        details.solution_seller.as_ref().map(ToString::to_string),
    );
    put(
        "isv_solution".into(),
        details.isv_solution.as_ref().map(ToString::to_string),
    );
    put("reference".into(), details.reference.as_ref().map(ToString::to_string));
    let claimed = claim.lines.iter().filter(|line| line.state == LineState::Claimed);
    for (row, line) in claimed.enumerate() {
        put(format!("lines.{row}.id"), Some(line.id.to_string()));
        put(format!("lines.{row}.product"), Some(line.item.product.to_string()));
        put(
            format!("lines.{row}.subscription_id"),
            line.item.subscription.map(|id| id.to_string()),
        );
        put(
            format!("lines.{row}.term_ends_on"),
            line.item.term_ends_on.map(|day| day.to_string()),
        );
    }
    fields
}

fn contact_values(contact: &Contact) -> [(&'static str, Option<String>); 4] {
    [
        ("name", contact.name.as_ref().map(ToString::to_string)),
        ("title", contact.title.as_ref().map(ToString::to_string)),
        ("email", contact.email.as_ref().map(ToString::to_string)),
        ("language", contact.language.map(|language| language.tag().to_owned())),
    ]
}
