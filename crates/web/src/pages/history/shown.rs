//! The entries of a claim's history as its readers see them.

use app::history::Step;
use domain::claim::{Claim, FieldChange, changes};

use crate::bodies::history::belong_together;

/// One entry, or several edits of a draft that read as one (domain.md §11).
pub(super) struct Shown<'a> {
    /// The entry; of several the last.
    pub step: &'a Step,
    /// The place of the entry in the chain; of several the first's.
    pub sequence: i64,
    /// The claim before it, or before the first of several.
    pub before: Option<&'a Claim>,
    /// What it changed, or what all of them did.
    pub changes: Vec<FieldChange>,
}

/// The entries, oldest first, from steps that the reader may see.
pub(super) fn shown(steps: &[Step]) -> Vec<Shown<'_>> {
    let mut all: Vec<Shown<'_>> = Vec::with_capacity(steps.len());
    let mut first = 0;
    for (index, step) in steps.iter().enumerate() {
        let continued = index > 0 && belong_together(&steps[first], &steps[index - 1], step);
        match all.last_mut().filter(|_| continued) {
            Some(last) => {
                last.changes = changes(last.before, &step.after);
                last.step = step;
            }
            None => {
                first = index;
                let before = index.checked_sub(1).map(|before| &steps[before].after);
                all.push(Shown {
                    step,
                    sequence: step.sequence,
                    before,
                    changes: step.changes.clone(),
                });
            }
        }
    }
    all
}
