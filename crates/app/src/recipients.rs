//! From notices to messages: who exactly gets them, in which language.

use domain::claim::{Claim, Entry, NoticeKind, Recipient, notices};
use domain::party::Person;
use domain::place::Language;
use domain::text::Email;
use store::NewMessage;

use crate::env::{Directory, Env};

/// The messages that an entry sends; `index` is the entry's place in its change.
pub(crate) fn messages(
    env: &Env,
    directory: &Directory,
    index: usize,
    entry: &Entry,
    before: &Claim,
    after: &Claim,
) -> Vec<NewMessage> {
    let mut all = Vec::new();
    for notice in notices(entry, before, after) {
        let mut send = |kind: NoticeKind, to: Email, language: Language| {
            all.push(NewMessage {
                id: env.new_id(),
                entry: index,
                kind,
                to,
                language,
                round: after.consent_rounds,
                at: entry.at,
            });
        };
        match notice.to {
            Recipient::Partner => {
                if let Some((to, language)) = partner(directory, after) {
                    send(notice.kind, to, language);
                }
            }
            Recipient::Customer => {
                if let Some((to, language)) = customer(after) {
                    send(notice.kind, to, language);
                }
            }
            Recipient::Reviewer(id) => {
                if let Some(Person { email, language, .. }) = directory.person(id) {
                    send(notice.kind, email.clone(), *language);
                }
            }
            Recipient::Leads => {
                for Person { email, language, .. } in directory.leads() {
                    send(notice.kind, email.clone(), *language);
                }
            }
        }
    }
    all
}

/// The partner's contact on the claim, in the language of its account if it has one, else of the location's country;
/// a draft without a contact: whoever created it.
fn partner(directory: &Directory, claim: &Claim) -> Option<(Email, Language)> {
    match &claim.details.partner_contact.email {
        Some(email) => {
            let account = directory.person_by_email(email).map(|person| person.language);
            let location = directory.reference.location_of(claim.partner, &claim.details.location);
            let country = location.map(|location| Language::of_country(location.country));
            Some((email.clone(), account.or(country).unwrap_or(Language::English)))
        }
        None => directory
            .person(claim.created_by)
            .map(|person| (person.email.clone(), person.language)),
    }
}

/// The customer's contact, in its own language, else the customer's.
pub(crate) fn customer(claim: &Claim) -> Option<(Email, Language)> {
    let contact = &claim.details.customer_contact;
    let language = contact
        .language
        .or(claim.details.customer.language)
        .unwrap_or(Language::English);
    contact.email.clone().map(|email| (email, language))
}
