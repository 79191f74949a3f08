//! A claim's history: its entries with what each changed (domain.md §11).

use domain::claim::{Claim, Entry, FieldChange, begin, changes, evolve};
use domain::id::ClaimId;
use domain::party::{Actor, Scope};
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
        steps.push(Step {
            sequence: stored.sequence,
            entry,
            changes,
            after,
        });
    }
    Ok(steps)
}

/// Whether an entry is for the actor's eyes: internal notes are the vendor's.
pub fn visible_to(actor: &Actor, entry: &Entry) -> bool {
    match actor {
        Actor::Person(person) => person.role.side() == domain::party::Side::Vendor || !entry.event.is_internal(),
        Actor::Customer { .. } => false,
        Actor::Clock => true,
    }
}
