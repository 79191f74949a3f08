//! Rules of this repository that no compiler checks.

mod catalogue;
mod edges;
mod lengths;
mod licences;
mod wording;

use std::process::Command;

use serde_json::Value;

use crate::place::Place;
use crate::process::{self, Failure, Result};

/// One place that breaks a rule, as `path:line: what`.
pub type Finding = String;

pub fn run(place: &Place) -> Result<()> {
    let metadata = metadata(place)?;
    let mut findings = edges::check(&metadata);
    findings.extend(licences::check(place, &metadata)?);
    findings.extend(lengths::check(place)?);
    findings.extend(wording::check(place)?);
    findings.extend(catalogue::check(place)?);
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        count => Err(Failure::because(format!("tidy: {count} to mend"))),
    }
}

fn metadata(place: &Place) -> Result<Value> {
    let mut command: Command = process::cargo(&place.root);
    let text = process::output(command.args(["metadata", "--format-version", "1", "--locked"]))?;
    serde_json::from_str(&text).map_err(|error| Failure::because(format!("cargo metadata: {error}")))
}
