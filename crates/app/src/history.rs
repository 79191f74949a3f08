//! A claim's history: its entries with what each changed (domain.md §11).

use domain::claim::{Claim, Entry, FieldChange, Notice, Recipient, begin, changes, evolve, notices};
use domain::id::ClaimId;
use domain::party::{Actor, Scope, Side};
use store::StoreError;

use crate::env::Env;

/// One entry with the claim as it left it.
pub struct Step {
    /// Its place in the chain, from 1.
    pub sequence: i64,
    /// What happened.
    pub entry: Entry,
    /// What it changed.
    pub changes: Vec<FieldChange>,
    told: Vec<Notice>,
    /// The claim after it.
    pub after: Claim,
}

/// Every step of a claim in the actor's scope, oldest first. Who may see which is for the caller to filter by
/// [`visible_to`].
pub async fn steps(env: &Env, actor: &Actor, claim: ClaimId) -> Result<Vec<Step>, StoreError> {
    let entries = env.store.list_entries(&Scope::of(actor), claim).await?;
    let mut steps: Vec<Step> = Vec::with_capacity(entries.len());
    for stored in entries {
        let entry = stored.entry;
        let before = steps.last().map(|step| &step.after);
        let Some(after) = before.map_or_else(|| begin(&entry), |claim| Some(evolve(claim.clone(), &entry))) else {
            continue;
        };
        let changes = changes(before, &after);
        let told = before.map(|before| notices(&entry, before, &after)).unwrap_or_default();
        steps.push(Step {
            sequence: stored.sequence,
            entry,
            changes,
            told,
            after,
        });
    }
    Ok(steps)
}

/// Whether an entry is for the actor's eyes: internal notes are the vendor's.
pub fn visible_to(actor: &Actor, entry: &Entry) -> bool {
    match actor {
        Actor::Person(person) => person.role.side() == Side::Vendor || !entry.event.is_internal(),
        Actor::Customer { .. } => false,
        Actor::Clock => true,
    }
}

impl Step {
    /// The messages this step sent, as a side may know them: partners don't learn what the vendor's people are told.
    pub fn told(&self, side: Side) -> impl Iterator<Item = &Notice> {
        let vendor = matches!(side, Side::Vendor | Side::Clock);
        self.told.iter().filter(move |notice| match notice.to {
            Recipient::Partner | Recipient::Customer => true,
            Recipient::Reviewer(_) | Recipient::Leads => vendor,
        })
    }
}
