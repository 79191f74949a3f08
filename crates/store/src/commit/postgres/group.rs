//! Which of the changes that wait may share a transaction: those that have nothing to do with each other.

use std::collections::{BTreeSet, HashSet};

use sha2::{Digest, Sha256};

use super::super::prepare::{Prepared, PreparedClaim};

/// What two changes may have in common, so that the second must be judged by what the first has written.
#[derive(PartialEq, Eq, Hash)]
enum Common {
    Claim(i64),
    Id([u8; 16]),
    Answer([u8; 32]),
    Taken(i64),
}

/// Splits off those that have nothing in common with any before them, and leaves the others in their order.
pub(super) fn split_off<T>(waiting: &mut Vec<T>, change: impl Fn(&T) -> &Prepared) -> Vec<T> {
    let mut seen = HashSet::new();
    let mut group = Vec::with_capacity(waiting.len());
    let mut left = Vec::new();
    for one in waiting.drain(..) {
        let mut is_free = true;
        // Also what is left keeps those after it waiting: they come in the order in which they were given.
        for common in commons(change(&one)) {
            is_free &= seen.insert(common);
        }
        match is_free {
            true => group.push(one),
            false => left.push(one),
        }
    }
    *waiting = left;
    group
}

fn commons(change: &Prepared) -> HashSet<Common> {
    let mut commons: HashSet<Common> = taken_by(change).into_iter().map(Common::Taken).collect();
    for claim in &change.claims {
        commons.insert(Common::Claim(claim.number));
        commons.insert(Common::Id(claim.id));
    }
    if let Some(answer) = &change.answer {
        let parts = [&answer.caller, &answer.path, &answer.key];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        commons.insert(Common::Answer(hash.finalize().into()));
    }
    commons
}

/// The locks under which lines and references are looked at and taken, by whatever node: a constraint alone can't say
/// that only a renewal may stand beside what it renews.
pub(super) fn taken_by(change: &Prepared) -> BTreeSet<i64> {
    change.claims.iter().flat_map(locks_of).collect()
}

fn locks_of(claim: &PreparedClaim) -> BTreeSet<i64> {
    let customers = claim
        .lines
        .iter()
        .flatten()
        .map(|line| lock(&line.partner_id, &line.tenant_id));
    let reference = claim
        .statement
        .as_ref()
        .and_then(|statement| statement.reference.as_ref());
    let reference = reference.map(|reference| lock(&claim.partner_id, reference.as_bytes()));
    customers.chain(reference).collect()
}

fn lock(partner: &[u8; 16], what: &[u8]) -> i64 {
    let hash = Sha256::new().chain_update(partner).chain_update(what).finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first)
}
