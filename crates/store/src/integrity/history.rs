//! A claim's history: whether its chain proves it, its personal values are those it commits to, and what it makes.

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::claim::{Claim, Entry, begin, evolve};
use domain::id::{ClaimId, ClaimNumber, UserId, Uuid};
use domain::party::{ActorStamp, Side};
use domain::text::Name;

use super::finding::{Difference, IntegrityReport};
use super::unreadable;
use crate::StoreError;
use crate::chain::{ChainHead, Link};
use crate::column::{instant, uuid, uuid_if_any};
use crate::engine::{Connection, Row};
use crate::number::number_key;
use crate::rows::{Open, PersonalValues, commitment, read_payload};

/// Checks the history and folds it; none if it can't be folded.
pub(super) fn check(
    connection: &Connection<'_>,
    claim: &Row<'_>,
    number: ClaimNumber,
    report: &mut IntegrityReport,
) -> Result<Option<Claim>, StoreError> {
    let id = ClaimId(uuid(claim, "id")?);
    let mut statement = connection.prepare_cached(
        "SELECT sequence, at, recorded_at, side, actor_id, type, schema_version, payload, hash,
                personal_value.body AS personal
         FROM event LEFT JOIN personal_value ON personal_value.position = event.position
         WHERE claim_number = ?1 ORDER BY sequence",
    )?;
    let mut rows = statement.query([number_key(number)])?;
    let mut head = ChainHead::NONE;
    let mut fold = Fold::Nothing;
    while let Some(row) = &rows.next()? {
        report.entries += 1;
        head = check_link(row, id, number, head, report)?;
        fold = match read_entry(row, number, head.sequence, report) {
            Ok(entry) => fold.then(&entry),
            Err(error) => {
                report.add(Some(number), Difference::Unreadable(unreadable(error)?));
                Fold::Broken
            }
        };
    }
    let recorded = ChainHead {
        sequence: claim.get("chain_sequence")?,
        hash: claim.get("chain_hash")?,
    };
    if head != recorded {
        report.add(Some(number), Difference::HeadDiffers);
    }
    match fold {
        Fold::Claim(claim) => Ok(Some(*claim)),
        Fold::Broken => Ok(None),
        Fold::Nothing | Fold::NoBeginning => {
            report.add(Some(number), Difference::NoBeginning);
            Ok(None)
        }
    }
}

/// How far the folding came.
enum Fold {
    Nothing,
    NoBeginning,
    Claim(Box<Claim>),
    Broken,
}

impl Fold {
    fn then(self, entry: &Entry) -> Fold {
        match self {
            Fold::Nothing => begin(entry).map_or(Fold::NoBeginning, |claim| Fold::Claim(Box::new(claim))),
            Fold::Claim(claim) => Fold::Claim(Box::new(evolve(*claim, entry))),
            Fold::NoBeginning | Fold::Broken => self,
        }
    }
}

/// Checks that the entry follows the one before. What follows it is held against what is stored of it, so that one
/// break is told once.
fn check_link(
    row: &Row<'_>,
    claim: ClaimId,
    number: ClaimNumber,
    head: ChainHead,
    report: &mut IntegrityReport,
) -> Result<ChainHead, StoreError> {
    let stored = ChainHead {
        sequence: row.get("sequence")?,
        hash: row.get("hash")?,
    };
    let (side, kind): (String, String) = (row.get("side")?, row.get("type")?);
    let payload: String = row.get("payload")?;
    let link = Link {
        at: row.get("at")?,
        recorded_at: row.get("recorded_at")?,
        side: &side,
        actor_id: uuid_if_any(row, "actor_id")?,
        kind: &kind,
        schema_version: row.get("schema_version")?,
        payload: &payload,
    };
    let sequence = stored.sequence;
    if sequence != head.sequence + 1 {
        report.add(Some(number), Difference::EntryMissing { sequence });
    } else if head.then(claim, &link) != stored {
        report.add(Some(number), Difference::ChainBroken { sequence });
    }
    Ok(stored)
}

fn read_entry(
    row: &Row<'_>,
    number: ClaimNumber,
    sequence: i64,
    report: &mut IntegrityReport,
) -> Result<Entry, StoreError> {
    let values: PersonalValues = match row.text_if_any("personal") {
        Ok(Some(json)) => serde_json::from_str(json).map_err(|_| StoreError::damaged("personal values"))?,
        Ok(None) => PersonalValues::new(),
        Err(_) => return Err(StoreError::damaged("personal values")),
    };
    let vault = Checked::new(&values);
    let payload: String = row.get("payload")?;
    let (name, event) = read_payload(&payload, row.get("schema_version")?, &vault)?;
    for path in vault.into_broken() {
        report.add(Some(number), Difference::CommitmentBroken { sequence, path });
    }
    Ok(Entry {
        at: instant(row, "at")?,
        recorded_at: instant(row, "recorded_at")?,
        actor: stamp(
            row.text("side").unwrap_or_default(),
            uuid_if_any(row, "actor_id")?,
            name,
        )?,
        event,
    })
}

fn stamp(side: &str, id: Option<Uuid>, name: Option<Name>) -> Result<ActorStamp, StoreError> {
    let person = |side| match (id, name) {
        (Some(id), Some(name)) => Ok(ActorStamp::Person {
            id: UserId(id),
            side,
            name,
        }),
        (Some(_) | None, _) => Err(StoreError::damaged("an entry by nobody")),
    };
    match side {
        "partner" => person(Side::Partner),
        "vendor" => person(Side::Vendor),
        "customer" => Ok(ActorStamp::Customer),
        "clock" => Ok(ActorStamp::Clock),
        _ => Err(StoreError::damaged("an entry of no side")),
    }
}

/// Opens personal values and notes those that the entry doesn't commit to.
struct Checked<'a> {
    values: &'a PersonalValues,
    committed: RefCell<BTreeSet<String>>,
    broken: RefCell<Vec<String>>,
}

impl<'a> Checked<'a> {
    fn new(values: &'a PersonalValues) -> Checked<'a> {
        Checked {
            values,
            committed: RefCell::default(),
            broken: RefCell::default(),
        }
    }

    /// The paths of other values than were written, and of values that the entry knows nothing of.
    fn into_broken(self) -> Vec<String> {
        let committed = self.committed.into_inner();
        let mut broken = self.broken.into_inner();
        broken.extend(self.values.keys().filter(|path| !committed.contains(*path)).cloned());
        broken
    }
}

impl Open for Checked<'_> {
    fn open(&self, group: &str, field: &str, written: String) -> Option<String> {
        let path = format!("{group}.{field}");
        // A value that isn't there was erased.
        let (salt, value) = self.values.get(&path)?;
        if commitment(salt, value) != written {
            self.broken.borrow_mut().push(path.clone());
        }
        self.committed.borrow_mut().insert(path);
        Some(value.clone())
    }
}
