//! A claim as a row of a list.

use domain::claim::Claim;
use domain::reference::Reference;
use store::found_by;
use ui::claims::{ClaimRow, FoundIn, Marked};
use ui::vendor::{Assigned, PartyName};

use crate::pages::{Visit, views};

/// The row of a claim, with what was looked for marked where it was found.
pub(crate) fn row(visit: &Visit, reference: &Reference, claim: &Claim, looked_for: &str) -> ClaimRow {
    let details = &claim.details;
    let customer = &details.customer;
    let marked = |text: &str| Marked::of(text, found_by(text, looked_for));
    let number = marked(&claim.number.to_string());
    let name = marked(details.name.as_ref().map(|name| name.as_str()).unwrap_or_default());
    let customers_name = customer.name.as_ref().map(|name| marked(name.as_str()));
    let shown = [Some(&number), Some(&name), customers_name.as_ref()];
    let is_shown = shown.into_iter().flatten().any(|text| !text.found.is_empty());
    let partner = reference.partners.get(&claim.partner);
    ClaimRow {
        found_in: if is_shown {
            None
        } else {
            found_elsewhere(claim, looked_for)
        },
        number,
        name,
        customer: customers_name,
        partner: partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        programme: details
            .programme
            .as_ref()
            .map(|code| views::programme_name(reference, code)),
        activity: details.activity,
        location: views::location_name(reference, claim.partner, &details.location),
        state: views::state(claim),
        due: views::deadlines(claim).into_iter().next(),
        late: views::late(claim).into_iter().next(),
        changed_at: claim.updated_at.timestamp(),
        assigned: assigned(visit, reference, claim),
    }
}

/// What a list finds a claim by though no row shows it.
fn found_elsewhere(claim: &Claim, looked_for: &str) -> Option<(FoundIn, Marked)> {
    let customer = &claim.details.customer;
    let domain = customer.domain.as_ref().map(|domain| domain.as_str().to_owned());
    let tenant = customer.tenant_id.map(|id| id.to_string());
    let texts = [(FoundIn::Domain, domain), (FoundIn::TenantId, tenant)];
    texts.into_iter().find_map(|(place, text)| {
        let text = text?;
        let found = found_by(&text, looked_for)?;
        Some((place, Marked::of(&text, Some(found))))
    })
}

/// Who reviews. Partners' lists don't show it.
fn assigned(visit: &Visit, reference: &Reference, claim: &Claim) -> Assigned {
    match claim.reviewer.and_then(|id| reference.people.get(&id)) {
        Some(person) if person.id == visit.person.id => Assigned::You,
        Some(person) => Assigned::Colleague(PartyName {
            name: person.name.to_string(),
            email: person.email.to_string(),
        }),
        None => Assigned::Nobody,
    }
}
