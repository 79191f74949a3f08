//! The entries of a claim's history as its readers see them.

use std::time::Duration;

use app::history::{Step, visible_to};
use domain::claim::{Claim, Event, FieldChange, Place, changes};
use domain::party::{Actor, ActorStamp};

/// A draft's edits by one person within half an hour are one entry (domain.md §11).
const EDITS_JOINED: Duration = Duration::from_secs(30 * 60);

/// One entry, or several edits of a draft that read as one.
pub(super) struct Shown<'a> {
    /// The entry; of several the last.
    pub step: &'a Step,
    /// The claim before it, or before the first of several.
    pub before: Option<&'a Claim>,
    /// What it changed, or what all of them did.
    pub changes: Vec<FieldChange>,
}

/// The entries for this reader, oldest first.
pub(super) fn shown<'a>(steps: &'a [Step], reader: &Actor) -> Vec<Shown<'a>> {
    let mut all: Vec<Shown<'a>> = Vec::with_capacity(steps.len());
    let mut joined_since = None;
    for (index, step) in steps.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| steps.get(index)).map(|step| &step.after);
        if !visible_to(reader, &step.entry) {
            continue;
        }
        let continued = all.last_mut().filter(|last| joined_since.is_some_and(|since| joins(since, last.step, step)));
        match continued {
            Some(last) => {
                last.changes = changes(last.before, &step.after);
                last.step = step;
            }
            None => {
                joined_since = Some(step.entry.at);
                all.push(Shown { step, before, changes: step.changes.clone() });
            }
        }
    }
    all
}

/// Whether the step continues the edits that began at `since`.
fn joins(since: domain::instant::Instant, last: &Step, step: &Step) -> bool {
    let edits = |step: &Step| matches!(step.entry.event, Event::Edited { .. }) && step.after.place() == Place::Draft;
    let by = |step: &Step| match &step.entry.actor {
        ActorStamp::Person { id, .. } => Some(*id),
        ActorStamp::Customer | ActorStamp::Clock => None,
    };
    let elapsed = step.entry.at.microseconds().saturating_sub(since.microseconds());
    let near = u128::try_from(elapsed).is_ok_and(|elapsed| elapsed <= EDITS_JOINED.as_micros());
    edits(last) && edits(step) && by(last) == by(step) && near
}
