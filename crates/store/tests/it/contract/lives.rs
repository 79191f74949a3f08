// Claims that lived on a workbench, written into a store entry by entry.

use domain::claim::{Claim, Entry, Event, Notice, Place, Recipient, begin, evolve, notices};
use domain::id::{ClaimId, ClaimNumber, DocumentId, Guid, Uuid};
use domain::place::Language;
use store::{Change, ClaimChange, NewLink, NewMessage, Store};
use testkit::claim_in;

use super::samples::{email, name};

/// A claim of its own number, key, tenant and documents.
pub fn number(sequence: u32) -> ClaimNumber {
    ClaimNumber { year: 2026, sequence }
}

/// The hash of the link of a claim's round.
pub fn link_hash(sequence: u32, round: u32) -> [u8; 32] {
    let mut hash = [0; 32];
    hash[..4].copy_from_slice(&sequence.to_be_bytes());
    hash[4..8].copy_from_slice(&round.to_be_bytes());
    hash
}

/// Writes a claim in this place; returns it as its history makes it.
pub async fn put(store: &Store, place: Place, sequence: u32) -> Claim {
    let mut claim: Option<Claim> = None;
    let mut before = None;
    for (index, mut entry) in claim_in(place).entries.into_iter().enumerate() {
        make_own(&mut entry, sequence);
        let after = match &claim {
            None => begin(&entry).unwrap(),
            Some(claim) => evolve(claim.clone(), &entry),
        };
        let sent = claim
            .as_ref()
            .map_or(Vec::new(), |claim| notices(&entry, claim, &after));
        let messages = sent.iter().enumerate().map(|(which, notice)| {
            let id = Uuid::from_u128(u128::from(sequence) << 64 | (index as u128) << 8 | which as u128);
            message(id, notice, &entry, &after)
        });
        let messages = messages.collect();
        let new_round = claim
            .as_ref()
            .is_some_and(|claim| claim.consent_rounds < after.consent_rounds);
        let link = NewLink {
            token_hash: link_hash(sequence, after.consent_rounds),
            round: after.consent_rounds,
        };
        let change = ClaimChange {
            before,
            after: after.clone(),
            entries: vec![entry],
            messages,
            links: new_round.then_some(link).into_iter().collect(),
        };
        let heads = store.commit(Change::of(change)).await.unwrap();
        before = heads.first().copied();
        claim = Some(after);
    }
    claim.unwrap()
}

fn make_own(entry: &mut Entry, sequence: u32) {
    let own = |id: Uuid| Uuid::from_u128(u128::from(sequence) << 64 | id.as_u128());
    match &mut entry.event {
        Event::Created(created) => {
            created.id = ClaimId(own(created.id.0));
            created.number = number(sequence);
            created.details.customer.tenant_id = Some(Guid(own(Uuid::nil())));
            created.details.reference = domain::text::Reference::parse(&format!("R-{sequence}")).ok();
            created.details.name = Some(name("São João"));
        }
        Event::DocumentAdded { document, .. } => {
            document.id = DocumentId(own(document.id.0));
            document.blob.0 = own(document.blob.0);
        }
        _ => {}
    }
}

fn message(id: Uuid, notice: &Notice, entry: &Entry, after: &Claim) -> NewMessage {
    let to = match notice.to {
        Recipient::Partner => "partner@valeverde.example",
        Recipient::Customer => "Kontakt@Kunde.example",
        Recipient::Reviewer(_) | Recipient::Leads => "reviewer@vendor.example",
    };
    NewMessage {
        id,
        entry: 0,
        kind: notice.kind,
        to: email(to),
        language: Language::Portuguese,
        round: after.consent_rounds,
        at: entry.at,
    }
}
