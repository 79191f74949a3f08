//! The browser stories of `tests/browser/` in a real Chromium.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::place::Place;
use crate::process::{self, Result};
use crate::server::Server;

const INSTALL_AT_MOST: Duration = Duration::from_secs(3 * 60);
const STORIES_AT_MOST: Duration = Duration::from_secs(6 * 60);

/// Runs the stories whose title contains `word`; screenshots go into `target/shots`.
pub fn run(place: &Place, binary: &Path, word: &str) -> Result<()> {
    let folder = place.root.join("tests/browser");
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder);
    install.env("npm_config_cache", place.target.join("npm-cache"));
    process::run(&mut install, INSTALL_AT_MOST)?;
    let server = Server::start(place, binary, "browser")?;
    let mut stories = Command::new("node");
    stories
        .arg(folder.join("run.mjs"))
        .arg(&server.base)
        .arg(&server.data)
        .arg(place.target.join("shots"));
    if !word.is_empty() {
        stories.arg(word);
    }
    match process::run(&mut stories, STORIES_AT_MOST) {
        Ok(()) => server.stop(),
        Err(failure) => {
            println!("{}", server.end_of_log());
            Err(failure)
        }
    }
}
