//! The benchmark of the shell in one process, beside the same rows by plain SQL.

use std::collections::BTreeMap;

use super::figures::{Figure, Goal};
use crate::place::Place;
use crate::process::{self, Failure, Result};

/// What it prints, what that is called, and what it should be.
const FIGURES: &[(&str, &str, &str, Goal)] = &[
    (
        "transitions_per_second",
        "transitions in process, 32 callers",
        "/s",
        Goal::None,
    ),
    ("p50_ms", "transitions in process: p50", "ms", Goal::None),
    ("p99_ms", "transitions in process: p99", "ms", Goal::None),
    (
        "changes_per_transaction",
        "changes that share a transaction",
        "",
        Goal::None,
    ),
    (
        "raw_grouped_per_second",
        "the same rows by plain SQL in such groups",
        "/s",
        Goal::None,
    ),
    (
        "raw_single_per_second",
        "the same rows by plain SQL, one transaction each",
        "/s",
        Goal::None,
    ),
    ("of_raw_grouped", "ratio to plain SQL in groups", "", Goal::AtLeast(0.7)),
    ("of_raw_single", "ratio to one transaction each", "", Goal::AtLeast(2.5)),
];

pub fn measure(place: &Place) -> Result<Vec<Figure>> {
    let mut bench = process::cargo(&place.root);
    bench.args(["bench", "--quiet", "--workspace", "--bench", "transitions"]);
    let printed = process::output(&mut bench)?;
    let values: BTreeMap<&str, &str> = printed.lines().filter_map(|line| line.split_once(' ')).collect();
    FIGURES
        .iter()
        .map(|(key, name, unit, goal)| {
            let value = values.get(key).and_then(|value| value.parse().ok());
            let value =
                value.ok_or_else(|| Failure::because(format!("the benchmark did not print {key}:\n{printed}")))?;
            Ok(Figure::new(*name, value, unit, *goal))
        })
        .collect()
}
