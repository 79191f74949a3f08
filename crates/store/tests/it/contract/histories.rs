// Claims with their histories, made by commands, under numbers of their own.

use domain::claim::{Claim, Entry, Event, NoticeKind, Place, begin, evolve};
use domain::id::{ClaimId, ClaimNumber, DocumentId, Guid, Uuid};
use domain::instant::Instant;
use domain::party::Scope;
use domain::place::Language;
use domain::text::Email;
use store::{ChainHead, Change, ClaimChange, NewLink, NewMessage, Store, StoredAnswer};
use testkit::{Persona, Workbench, claim_in};

use super::engine::Home;

/// A claim and all that happened to it.
#[derive(Clone, Debug)]
pub struct Life {
    pub claim: Claim,
    pub entries: Vec<Entry>,
}

impl Life {
    /// The n-th claim, in this place, of a customer of its own.
    pub fn numbered(n: u32, place: Place) -> Life {
        Life::of(n, &claim_in(place))
    }

    /// The bench's claim as the n-th.
    pub fn of(n: u32, bench: &Workbench) -> Life {
        let mut entries = bench.entries.clone();
        for entry in &mut entries {
            match &mut entry.event {
                Event::Created(created) => {
                    created.id = ClaimId(Uuid::from_u128(0xC0_0000 + u128::from(n)));
                    created.number.sequence = n;
                    created.details.customer.tenant_id = Some(Guid(Uuid::from_u128(0x7E_0000 + u128::from(n))));
                }
                Event::DocumentAdded { document, .. } => {
                    document.id = DocumentId(Uuid::from_u128(document.id.0.as_u128() + (u128::from(n) << 64)));
                }
                _ => {}
            }
        }
        Life::folded(entries)
    }

    /// The life with its creation changed.
    pub fn with(self, change: impl FnOnce(&mut domain::claim::Created)) -> Life {
        let mut entries = self.entries;
        if let Event::Created(created) = &mut entries[0].event {
            change(created);
        }
        Life::folded(entries)
    }

    pub fn folded(entries: Vec<Entry>) -> Life {
        let first = begin(&entries[0]).unwrap();
        let claim = entries[1..].iter().fold(first, evolve);
        Life { claim, entries }
    }

    pub fn number(&self) -> ClaimNumber {
        self.claim.number
    }

    /// The whole life as one change.
    pub fn change(&self) -> ClaimChange {
        self.change_from(None, 0)
    }

    /// What happened from the n-th entry on, counted from 0.
    pub fn change_from(&self, before: Option<ChainHead>, first: usize) -> ClaimChange {
        ClaimChange {
            before,
            after: self.claim.clone(),
            entries: self.entries[first..].to_vec(),
            messages: Vec::new(),
            links: Vec::new(),
        }
    }

    /// The life up to its n-th entry.
    pub fn until(&self, entries: usize) -> Life {
        Life::folded(self.entries[..entries].to_vec())
    }

    pub async fn commit(&self, store: &Store) -> ChainHead {
        store.commit(Change::of(self.change())).await.unwrap()[0]
    }
}

pub async fn empty() -> (Home, Store) {
    super::samples::empty().await
}

/// A scope that sees everything.
pub fn all() -> Scope {
    Scope::of(&domain::party::Actor::Clock)
}

pub fn scope(persona: Persona) -> Scope {
    Scope::of(&persona.actor())
}

pub fn answer(key: &str) -> StoredAnswer {
    StoredAnswer {
        caller: "ana".to_owned(),
        path: "/api/v1/claims".to_owned(),
        key: key.to_owned(),
        body_hash: [1; 32],
        status: 201,
        etag: Some("\"1\"".to_owned()),
        location: None,
        body: b"{}".to_vec(),
        expires_at: Instant::from_microseconds(2_000_000_000_000_000).unwrap(),
    }
}

pub fn message(id: u128, entry: usize) -> NewMessage {
    NewMessage {
        id: Uuid::from_u128(id),
        entry,
        kind: NoticeKind::Received,
        to: Email::parse("ana@valeverde.example").unwrap(),
        language: Language::English,
        round: 0,
        at: testkit::commands::instant(testkit::claims::START),
    }
}

pub fn link(token: u8) -> NewLink {
    NewLink {
        token_hash: [token; 32],
        round: 1,
    }
}
