//! A claim as a row of a list.

use domain::claim::Claim;
use domain::reference::Reference;
use store::LookedFor;
use ui::claims::{ClaimRow, FoundIn, Marked};
use ui::vendor::{Assigned, PartyName};

use crate::pages::{Visit, views};

/// The row of a claim, with what was looked for marked where it was found.
pub(crate) fn row(visit: &Visit, reference: &Reference, claim: &Claim, looked_for: &str) -> ClaimRow {
    let looked_for = LookedFor::parse(looked_for);
    let details = &claim.details;
    let customer = &details.customer;
    let marked = |text: &str| Marked::of(text, looked_for.marks(text));
    let number = marked(&claim.number.to_string());
    let name = marked(details.name.as_ref().map(|name| name.as_str()).unwrap_or_default());
    let customers_name = customer.name.as_ref().map(|name| marked(name.as_str()));
    let shown = [Some(&number), Some(&name), customers_name.as_ref()];
    let missing = shown
        .into_iter()
        .flatten()
        .fold(looked_for.clone(), |left, text| left.without(&text.whole()));
    let partner = reference.partners.get(&claim.partner);
    ClaimRow {
        found_in: found_elsewhere(claim, &missing),
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

/// What a list finds a claim by though no row shows it: the first of the words that are `missing` there.
fn found_elsewhere(claim: &Claim, missing: &LookedFor) -> Option<(FoundIn, Marked)> {
    if missing.is_empty() {
        return None;
    }
    let details = &claim.details;
    let domain = details.customer.domain.as_ref().map(ToString::to_string);
    let tenant = details.customer.tenant_id.map(|id| id.to_string());
    let reference = details.reference.as_ref().map(ToString::to_string);
    let products = claim
        .lines
        .iter()
        .map(|line| line.item.product.as_str().replace('_', " "));
    let texts = [(FoundIn::Domain, domain), (FoundIn::TenantId, tenant)]
        .into_iter()
        .chain(products.map(|product| (FoundIn::Product, Some(product))))
        .chain([(FoundIn::Reference, reference)]);
    let elsewhere = texts.into_iter().find_map(|(place, text)| {
        let text = text?;
        let marks = missing.marks(&text);
        (!marks.is_empty()).then(|| (place, Marked::of(&text, marks)))
    });
    Some(elsewhere.unwrap_or((FoundIn::Comment, Marked::default())))
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
