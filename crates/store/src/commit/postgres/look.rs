//! What stands where a group of changes will be written.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::lines::LineRow;
use super::super::prepare::Prepared;
use super::columns::{Columns, Journey};
use super::group::taken_by;
use crate::claims::search::Kept;
use crate::engine::postgres::{Answer, Session};
use crate::engine::{Bind, Parameter, Row};
use crate::error::StoreError;

/// What was found, and locked until the transaction ends.
#[derive(Default)]
pub(super) struct Standing {
    /// The last entries of claims.
    pub(super) heads: HashMap<i64, i64>,
    /// Keys of new claims that are there already.
    pub(super) ids: HashSet<[u8; 16]>,
    /// Requests that are answered.
    pub(super) answers: HashSet<(String, String, String)>,
    /// The blocking lines of claims whose lines may change.
    pub(super) lines: HashMap<i64, BTreeSet<LineRow>>,
    /// The references of claims whose statement may change.
    pub(super) references: HashMap<i64, String>,
    /// The terms of the same.
    pub(super) terms: HashMap<i64, BTreeSet<String>>,
    /// What claims that say something anew are found by.
    pub(super) found_by: HashMap<i64, Kept>,
    /// Positions for all new entries, ascending.
    pub(super) positions: Vec<i64>,
}

/// In the order of the array: it is sorted, so no two nodes wait for each other.
const LOCKS: &str = "SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key";
const HEADS: &str = "SELECT number, chain_sequence FROM claim WHERE number = ANY($1) ORDER BY number FOR NO KEY UPDATE";
const IDS: &str = "SELECT id FROM claim WHERE id = ANY($1)";
const ANSWERS: &str = "SELECT answer.caller, answer.path, answer.key
     FROM unnest($1::text[], $2::text[], $3::text[]) AS asked (caller, path, key)
     JOIN answer ON answer.caller = asked.caller AND answer.path = asked.path AND answer.key = asked.key";
const LINES: &str = "SELECT claim_number, partner_id, tenant_id, activity, product, subscription_id, renews
     FROM claimed_line WHERE claim_number = ANY($1)";
const REFERENCES: &str = "SELECT claim_number, reference FROM partner_reference WHERE claim_number = ANY($1)";
const TERMS: &str = "SELECT claim_number, term FROM claim_term WHERE claim_number = ANY($1)";
const FOUND_BY: &str = "SELECT said.claim_number, said.words, coalesce(noted.words, '') AS noted
     FROM claim_search AS said LEFT JOIN note_search AS noted ON noted.claim_number = said.claim_number
     WHERE said.claim_number = ANY($1)";
const POSITIONS: &str = "SELECT nextval('event_position_seq') AS position FROM unnest($1::bigint[])";

impl Standing {
    pub(super) async fn look(session: &Session, changes: &[&Prepared]) -> Result<Standing, StoreError> {
        let claims = || changes.iter().flat_map(|change| &change.claims);
        let locks: BTreeSet<i64> = changes.iter().flat_map(|change| taken_by(change)).collect();
        let answers = changes.iter().filter_map(|change| change.answer.as_ref());
        let mut journey = Journey::default();
        journey.add("BEGIN", Columns::none());
        journey.add_rows(LOCKS, Columns::of(locks.iter().map(|key| [key.parameter()])));
        let heads = journey.add_rows(HEADS, Columns::of(claims().map(|claim| [claim.number.parameter()])));
        let new = claims().filter(|claim| claim.before.is_none());
        let ids = journey.add_rows(IDS, Columns::of(new.map(|claim| [claim.id.parameter()])));
        let asked = answers.map(|answer| {
            [
                answer.caller.parameter(),
                answer.path.parameter(),
                answer.key.parameter(),
            ]
        });
        let answers = journey.add_rows(ANSWERS, Columns::of(asked));
        // What a new claim has is nothing.
        let old = || claims().filter(|claim| claim.before.is_some());
        let with_lines = old().filter(|claim| claim.lines.is_some());
        let lines = journey.add_rows(LINES, Columns::of(with_lines.map(|claim| [claim.number.parameter()])));
        let with_statement = || old().filter(|claim| claim.statement.is_some());
        let numbers = || Columns::of(with_statement().map(|claim| [claim.number.parameter()]));
        let references = journey.add_rows(REFERENCES, numbers());
        let terms = journey.add_rows(TERMS, numbers());
        let anew = old().filter(|claim| claim.search.is_some());
        let found_by = journey.add_rows(FOUND_BY, Columns::of(anew.map(|claim| [claim.number.parameter()])));
        let entries = claims().flat_map(|claim| &claim.events);
        let entries = entries.map(|event| [Parameter::Integer(event.sequence)]);
        let positions = journey.add_rows(POSITIONS, Columns::of(entries));

        let found = journey.travel(session).await?;
        let rows = |place: Option<usize>| place.and_then(|place| found.get(place)).into_iter().flat_map(rows_of);
        let mut standing = Standing::default();
        for row in rows(heads) {
            standing.heads.insert(row.get("number")?, row.get("chain_sequence")?);
        }
        for row in rows(ids) {
            standing.ids.insert(row.get("id")?);
        }
        for row in rows(answers) {
            let answered = (row.get("caller")?, row.get("path")?, row.get("key")?);
            standing.answers.insert(answered);
        }
        for row in rows(lines) {
            let line = (
                row.get("partner_id")?,
                row.get("tenant_id")?,
                row.get("activity")?,
                row.get("product")?,
                row.get("subscription_id")?,
                row.get("renews")?,
            );
            standing.lines.entry(row.get("claim_number")?).or_default().insert(line);
        }
        for row in rows(references) {
            standing
                .references
                .insert(row.get("claim_number")?, row.get("reference")?);
        }
        for row in rows(terms) {
            let term = row.get("term")?;
            standing.terms.entry(row.get("claim_number")?).or_default().insert(term);
        }
        for row in rows(found_by) {
            let kept = Kept::read(row.text("words")?, row.text("noted")?);
            standing.found_by.insert(row.get("claim_number")?, kept);
        }
        for row in rows(positions) {
            standing.positions.push(row.get("position")?);
        }
        Ok(standing)
    }
}

pub(super) fn rows_of(answer: &Answer) -> impl Iterator<Item = Row<'_>> {
    answer.rows.iter().map(Row::Postgres)
}
