//! The claims that an account opened last. Opening one costs its page nothing: the order is kept in memory and written
//! down a little later, once for all that was opened meanwhile. Where there are other nodes, memory holds no more than
//! what isn't written down yet.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::Env;
use domain::id::{ClaimNumber, UserId};
use domain::instant::Instant;
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
/// So often other nodes may write between reading and writing.
const TRIES_MAX: usize = 10;
const PREFERENCE: &str = "recent";

/// What every account opened last.
#[derive(Clone, Default)]
pub(crate) struct Recent(Arc<Mutex<HashMap<UserId, Opened>>>);

/// What one account opened.
#[derive(Default)]
struct Opened {
    /// The last one first.
    claims: Vec<Opening>,
    /// Whether what was written down before is among them.
    loaded: bool,
    /// Whether somebody is about to write them down.
    pending: bool,
}

/// A claim, and when it was opened: nodes write down in another order than people open.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Opening {
    number: ClaimNumber,
    at: Instant,
}

impl Recent {
    /// Notes that a claim was opened.
    pub(crate) fn note(&self, env: &Env, user: UserId, number: ClaimNumber) {
        let at = env.wall_clock.now();
        let mut accounts = self.lock();
        if accounts.len() >= ACCOUNTS_MAX {
            accounts.retain(|_, opened| opened.pending);
        }
        let opened = accounts.entry(user).or_default();
        if let Some(last) = opened.claims.first_mut()
            && last.number == number
        {
            last.at = at;
            return;
        }
        opened.claims = together(vec![Opening { number, at }], std::mem::take(&mut opened.claims));
        if !opened.pending {
            opened.pending = true;
            tokio::spawn(write_down(self.clone(), env.store.clone(), user));
        }
    }

    /// Those of an account.
    async fn of(&self, store: &Store, user: UserId) -> Result<Vec<Opening>, StoreError> {
        if let Some(opened) = self.lock().get(&user).filter(|opened| opened.loaded) {
            return Ok(opened.claims.clone());
        }
        let before = store.preferences(user).await?.remove(PREFERENCE);
        Ok(self.after(store, user, before.as_deref()))
    }

    /// The same, after what was written down before.
    fn after(&self, store: &Store, user: UserId, before: Option<&str>) -> Vec<Opening> {
        let before = before.map(read).unwrap_or_default();
        let mut accounts = self.lock();
        if store.is_shared() {
            let here = accounts.get(&user).map(|opened| opened.claims.clone());
            return together(here.unwrap_or_default(), before);
        }
        let opened = accounts.entry(user).or_default();
        if !opened.loaded {
            opened.claims = together(std::mem::take(&mut opened.claims), before);
            opened.loaded = true;
        }
        opened.claims.clone()
    }

    /// Writes them down after what others have written meanwhile.
    async fn write(&self, store: &Store, user: UserId) -> Result<(), StoreError> {
        for _ in 0..TRIES_MAX {
            let before = store.preferences(user).await?.remove(PREFERENCE);
            let written: Vec<_> = self.after(store, user, before.as_deref()).iter().map(written).collect();
            if store
                .replace_preference(user, PREFERENCE, before, written.join(" "))
                .await?
            {
                return Ok(());
            }
        }
        Ok(())
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
    let written = recent.write(&store, user).await;
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

/// Each claim once, the last one first.
fn together(mut claims: Vec<Opening>, more: Vec<Opening>) -> Vec<Opening> {
    claims.extend(more);
    claims.sort_by_key(|opening| Reverse(opening.at));
    let mut kept: Vec<Opening> = Vec::with_capacity(KEPT);
    for opening in claims {
        if kept.len() < KEPT && !kept.iter().any(|known| known.number == opening.number) {
            kept.push(opening);
        }
    }
    kept
}

fn written(Opening { number, at }: &Opening) -> String {
    format!("{number}@{}", at.microseconds())
}

/// What this build can't read was written by another.
fn read(text: &str) -> Vec<Opening> {
    let opening = |word: &str| {
        let (number, at) = word.split_once('@')?;
        let at = Instant::from_microseconds(at.parse().ok()?)?;
        Some(Opening {
            number: number.parse().ok()?,
            at,
        })
    };
    text.split(' ').filter_map(opening).collect()
}

impl Visit {
    /// The claims that this person opened last and may still see, the last one first.
    pub(crate) async fn recent(&self) -> Result<Vec<FoundClaim>, StoreError> {
        let store = &self.web.env().store;
        let opened = self.web.recent().of(store, self.person.id).await?;
        let numbers: Vec<_> = opened.into_iter().map(|opening| opening.number).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(list: &[(u32, i64)]) -> Vec<Opening> {
        let opening = |(number, at): &(u32, i64)| Opening {
            number: format!("CPOR-2026-{number:06}").parse().unwrap(),
            at: Instant::from_microseconds(*at).unwrap(),
        };
        list.iter().map(opening).collect()
    }

    #[test]
    fn what_two_nodes_saw_comes_in_the_order_of_opening() {
        let (here, there) = (opened(&[(1, 50), (2, 10)]), opened(&[(3, 40), (1, 30), (4, 5)]));
        let all = opened(&[(1, 50), (3, 40), (2, 10), (4, 5)]);
        assert_eq!(together(here.clone(), there.clone()), all);
        assert_eq!(together(there, here), all);
        let many: Vec<_> = (1..=12).map(|n| (n, i64::from(n))).collect();
        let kept = together(opened(&many), Vec::new());
        assert_eq!(
            (kept.len(), kept.first(), kept.last()),
            (10, opened(&[(12, 12)]).first(), opened(&[(3, 3)]).first())
        );
    }

    #[test]
    fn what_is_written_is_read_again_and_what_another_build_wrote_passed_over() {
        let list = opened(&[(7, 1_791_795_600_000_000), (8, 0)]);
        let text = list.iter().map(written).collect::<Vec<_>>().join(" ");
        assert_eq!(read(&text), list);
        assert_eq!(read("CPOR-2026-000007 CPOR-2026-000008@soon"), []);
    }
}
