//! The browser stories of `tests/browser/` in a real Chromium, and the screenshots taken there.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::place::Place;
use crate::process::{self, Failure, Result};

const INSTALL_AT_MOST: Duration = Duration::from_secs(3 * 60);
/// Also the time of all pictures of all pages on a machine that does other things too.
const SCRIPT_AT_MOST: Duration = Duration::from_secs(15 * 60);

/// Which screenshots, and what for.
pub enum Shots {
    /// Those of `docs/images`, which the documentation shows, anew.
    Documentation,
    /// The same, compared with those that are there.
    Check,
    /// Each page in each theme at each width, into `target/shots/all`, to be looked at.
    All,
    /// The same, small, as the references of `tests/browser/references`.
    Accept,
    /// The same, compared with the references.
    Compare,
    /// Each page once in each theme, its widths in turn, compared with the references.
    Once,
}

/// What the stories' servers keep their data in.
pub enum Engine {
    /// Each its folder.
    Sqlite,
    /// Each a database of a PostgreSQL that is there while the stories are told, with two nodes.
    Postgres,
}

/// Runs the stories whose title contains `word`; their screenshots go into `target/shots`.
pub fn run(place: &Place, binary: &Path, engine: &Engine, word: &str) -> Result<()> {
    let engine = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    node(place, binary, "run.mjs", &[engine, word])
}

/// Takes screenshots.
pub fn shots(place: &Place, binary: &Path, which: &Shots) -> Result<()> {
    let images = place.root.join("docs/images").display().to_string();
    let mode = match which {
        Shots::Documentation => "take",
        Shots::Check => "check",
        Shots::All => "all",
        Shots::Accept => "accept",
        Shots::Compare => "compare",
        Shots::Once => "once",
    };
    node(place, binary, "shots.mjs", &[mode, &images])
}

/// Milliseconds from the last byte of a page of the queue until it is drawn and its keys are heard, the median of some looks
/// at the demo server at `base`.
pub fn queue_interactive_ms(place: &Place, base: &str, data: &Path) -> Result<f64> {
    let folder = place.root.join("tests/browser");
    install(place, &folder)?;
    let said = process::output(
        Command::new("node")
            .arg(folder.join("interactive.mjs"))
            .args([base.as_ref(), data]),
    )?;
    said.trim()
        .parse()
        .map_err(|_| Failure::because(format!("interactive.mjs says no number: {said}")))
}

/// Runs a script with the binary whose servers it starts and the folder for what it makes.
fn node(place: &Place, binary: &Path, script: &str, arguments: &[&str]) -> Result<()> {
    if !binary.exists() {
        let shown = place.shown(binary);
        return Err(Failure::because(format!(
            "{shown} is absent: cargo build --workspace --release"
        )));
    }
    let folder = place.root.join("tests/browser");
    install(place, &folder)?;
    // Given relative to where the task was called, used elsewhere.
    let binary = binary.canonicalize().map_err(|error| Failure::at(binary, &error))?;
    process::run(
        Command::new("node")
            .arg(folder.join(script))
            .arg(binary)
            .arg(&place.target)
            .args(arguments.iter().filter(|argument| !argument.is_empty())),
        SCRIPT_AT_MOST,
    )
}

/// Installs the packages that the lock file names, unless that was done since it changed.
fn install(place: &Place, folder: &Path) -> Result<()> {
    let changed_at = |path: &Path| {
        std::fs::metadata(path)
            .and_then(|metadata| metadata.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH)
    };
    let installed = changed_at(&folder.join("node_modules/.package-lock.json"));
    if installed > changed_at(&folder.join("package-lock.json")) {
        return Ok(());
    }
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder);
    install.env("npm_config_cache", place.target.join("npm-cache"));
    process::run(&mut install, INSTALL_AT_MOST)
}
