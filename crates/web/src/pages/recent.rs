//! The claims that an account opened last. Opening one costs its page nothing: the order is kept in memory and written
//! down a little later, once for all that was opened meanwhile. Where there are other nodes, memory holds no more than
//! what isn't written down yet.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::id::{ClaimNumber, UserId};
use domain::party::Scope;
use store::{LookedFor, Store, StoreError};
use ui::find::FoundClaim;

use super::Visit;
use super::find::found_claim;

/// How many are remembered.
const KEPT: usize = 10;
/// Accounts held in memory; beyond, they are read again.
const ACCOUNTS_MAX: usize = 10_000;
const WRITTEN_AFTER: Duration = Duration::from_secs(2);
const PREFERENCE: &str = "recent";

/// What every account opened last.
#[derive(Clone, Default)]
pub(crate) struct Recent(Arc<Mutex<HashMap<UserId, Opened>>>);

/// What one account opened.
#[derive(Default)]
struct Opened {
    /// The last one first.
    numbers: Vec<ClaimNumber>,
    /// Whether what was written down before is among them.
    loaded: bool,
    /// Whether somebody is about to write them down.
    pending: bool,
}

impl Recent {
    /// Notes that a claim was opened.
    pub(crate) fn note(&self, store: &Store, user: UserId, number: ClaimNumber) {
        let mut accounts = self.lock();
        if accounts.len() >= ACCOUNTS_MAX {
            accounts.retain(|_, opened| opened.pending);
        }
        let opened = accounts.entry(user).or_default();
        if opened.numbers.first() == Some(&number) {
            return;
        }
        put_first(&mut opened.numbers, number);
        if !opened.pending {
            opened.pending = true;
            tokio::spawn(write_down(self.clone(), store.clone(), user));
        }
    }

    /// The numbers, the last one first.
    async fn of(&self, store: &Store, user: UserId) -> Result<Vec<ClaimNumber>, StoreError> {
        if let Some(opened) = self.lock().get(&user).filter(|opened| opened.loaded) {
            return Ok(opened.numbers.clone());
        }
        let before = store.preferences(user).await?;
        let before = before.get(PREFERENCE).map(|text| read(text)).unwrap_or_default();
        let mut accounts = self.lock();
        if store.is_shared() {
            let numbers = accounts.get(&user).map(|opened| opened.numbers.clone());
            return Ok(followed_by(numbers.unwrap_or_default(), before));
        }
        let opened = accounts.entry(user).or_default();
        if !opened.loaded {
            opened.numbers = followed_by(std::mem::take(&mut opened.numbers), before);
            opened.loaded = true;
        }
        Ok(opened.numbers.clone())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserId, Opened>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write_down(recent: Recent, store: Store, user: UserId) {
    tokio::time::sleep(WRITTEN_AFTER).await;
    // Whatever is opened from now on is written by the next.
    if let Some(opened) = recent.lock().get_mut(&user) {
        opened.pending = false;
    }
    let written = match recent.of(&store, user).await {
        Ok(numbers) => {
            let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            store
                .put_preference(user, PREFERENCE, Some(texts.join(" ")))
                .await
                .map(|_| ())
        }
        Err(error) => Err(error),
    };
    if store.is_shared() {
        let mut accounts = recent.lock();
        if accounts.get(&user).is_some_and(|opened| !opened.pending) {
            accounts.remove(&user);
        }
    }
    if let Err(error) = written {
        tracing::warn!(%error, "what an account opened last could not be written down");
    }
}

fn followed_by(mut numbers: Vec<ClaimNumber>, before: Vec<ClaimNumber>) -> Vec<ClaimNumber> {
    for number in before {
        if numbers.len() < KEPT && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}

fn put_first(numbers: &mut Vec<ClaimNumber>, number: ClaimNumber) {
    numbers.retain(|known| *known != number);
    numbers.insert(0, number);
    numbers.truncate(KEPT);
}

/// What this build can't read was written by another.
fn read(text: &str) -> Vec<ClaimNumber> {
    text.split(' ').filter_map(|number| number.parse().ok()).collect()
}

impl Visit {
    /// The claims that this person opened last and may still see, the last one first.
    pub(crate) async fn recent(&self) -> Result<Vec<FoundClaim>, StoreError> {
        let store = &self.web.env().store;
        let numbers = self.web.recent().of(store, self.person.id).await?;
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let found = store.find_claims(&Scope::of(&self.actor), &numbers).await?;
        let nothing = LookedFor::parse("");
        Ok(found
            .iter()
            .map(|stored| found_claim(&stored.claim, &nothing))
            .collect())
    }
}
