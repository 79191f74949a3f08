//! Business days from submission to the first decision, against the limit.

use crate::text::Text;

/// How long the decisions of the last ninety days took.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Decisions {
    /// The business days of each decision, in the review team's calendar, pauses left out.
    pub days: Vec<u16>,
    /// The limit, where it is one of business days.
    pub limit: Option<u16>,
    /// Whether there were more, and these are the latest.
    pub latest_only: bool,
}

/// A bar of the distribution; all lengths are those of the drawing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) count: usize,
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    /// Where the label's middle stands.
    pub(crate) middle: String,
    pub(crate) class: &'static str,
}

/// The drawing is so wide, in its own units.
const WIDTH: usize = 280;
/// A full bar is so high.
const HEIGHT: usize = 76;
/// The ground on which the bars stand.
const GROUND: usize = 92;
/// Bars beyond the limit, the last of which gathers the rest.
const BEYOND: u16 = 2;
/// The last bar where there is no limit.
const WITHOUT_LIMIT: u16 = 12;
/// So many tenths between bars.
const GAP_TENTHS: usize = 20;

impl Decisions {
    fn last_bar(&self) -> u16 {
        self.limit
            .map_or(WITHOUT_LIMIT, |limit| limit.saturating_add(BEYOND).min(30))
    }

    /// How many took so long; the last bar holds whatever took longer.
    fn counts(&self) -> Vec<usize> {
        let last = self.last_bar();
        (0..=last)
            .map(|bar| {
                let here = |days: &&u16| **days == bar || (bar == last && **days > last);
                self.days.iter().filter(here).count()
            })
            .collect()
    }

    pub(crate) fn bars(&self) -> Vec<Bar> {
        let counts = self.counts();
        let highest = counts.iter().copied().max().unwrap_or_default().max(1);
        let step = WIDTH * 10 / counts.len().max(1);
        let last = self.last_bar();
        counts
            .into_iter()
            .zip(0_u16..)
            .map(|(count, day)| {
                let height = count * HEIGHT * 10 / highest;
                let left = usize::from(day) * step + GAP_TENTHS / 2;
                Bar {
                    label: if day == last {
                        format!("{day}+")
                    } else {
                        day.to_string()
                    },
                    count,
                    x: tenths(left),
                    y: tenths(GROUND * 10 - height),
                    width: tenths(step - GAP_TENTHS),
                    height: tenths(height),
                    middle: tenths(usize::from(day) * step + step / 2),
                    class: if self.limit.is_some_and(|limit| day > limit) {
                        "fa"
                    } else {
                        "f"
                    },
                }
            })
            .collect()
    }

    /// Where the limit stands: behind its own bar.
    pub(crate) fn limit_at(&self) -> Option<String> {
        let step = WIDTH * 10 / usize::from(self.last_bar() + 1);
        self.limit.map(|limit| tenths((usize::from(limit) + 1) * step))
    }

    /// The days within which half of the decisions came.
    pub(crate) fn median(&self) -> Option<u16> {
        let mut sorted = self.days.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len().checked_sub(1)? / 2).copied()
    }

    pub(crate) fn late(&self) -> usize {
        let is_late = |days: &&u16| self.limit.is_some_and(|limit| **days > limit);
        self.days.iter().filter(is_late).count()
    }

    /// The figure in a sentence.
    pub(crate) fn say(&self, text: &Text) -> String {
        match (self.median(), self.limit) {
            (None, _) => text.figure_decisions_none(),
            (Some(median), Some(limit)) => text.figure_decisions_says(self.days.len(), self.late(), limit, median),
            (Some(median), None) => text.figure_decisions_median(self.days.len(), median),
        }
    }
}

fn tenths(value: usize) -> String {
    format!("{}.{}", value / 10, value % 10)
}
