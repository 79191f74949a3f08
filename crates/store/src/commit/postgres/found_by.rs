//! What claims are found by, where a change says something anew.

use super::super::prepare::Prepared;
use super::look::Standing;
use super::write::Writes;
use crate::claims::search::Kept;
use crate::engine::{Bind, Parameter};

const PUT_SAID: &str = "INSERT INTO claim_search (claim_number, words)
     SELECT * FROM unnest($1::bigint[], $2::text[])
     ON CONFLICT (claim_number) DO UPDATE SET words = excluded.words";
const PUT_NOTED: &str = "INSERT INTO note_search (claim_number, words)
     SELECT * FROM unnest($1::bigint[], $2::text[])
     ON CONFLICT (claim_number) DO UPDATE SET words = excluded.words";
const DELETE_SAID: &str = "DELETE FROM claim_search WHERE claim_number = ANY($1)";
const DELETE_NOTED: &str = "DELETE FROM note_search WHERE claim_number = ANY($1)";

/// The rows of a claim in the two indexes, before and after; empty: none.
pub(super) struct FoundBy {
    claim: i64,
    before: [String; 2],
    after: [String; 2],
}

impl FoundBy {
    /// Of all claims that say something anew.
    pub(super) fn of(changes: &[&Prepared], standing: &Standing) -> Vec<FoundBy> {
        let nothing = Kept::default();
        let claims = changes.iter().flat_map(|change| &change.claims);
        let anew = claims.filter_map(|claim| Some((claim.number, claim.search.as_ref()?)));
        anew.map(|(claim, change)| {
            let before = standing.found_by.get(&claim).unwrap_or(&nothing);
            FoundBy {
                claim,
                before: before.rows(),
                after: change.after(before).rows(),
            }
        })
        .collect()
    }
}

pub(super) fn add<'a>(writes: &mut Writes<'_, 'a>, anew: &'a [FoundBy]) {
    for (index, (put, delete)) in [(PUT_SAID, DELETE_SAID), (PUT_NOTED, DELETE_NOTED)]
        .into_iter()
        .enumerate()
    {
        let changed = || anew.iter().filter(move |row| row.before[index] != row.after[index]);
        let gone = changed().filter(|row| row.after[index].is_empty());
        writes.add(delete, gone.map(|row| [row.claim.parameter()]));
        let kept = changed().filter(|row| !row.after[index].is_empty());
        let values = |row: &'a FoundBy| -> [Parameter<'a>; 2] { [row.claim.parameter(), row.after[index].parameter()] };
        writes.add(put, kept.map(values));
    }
}
