//! The browser stories of `tests/browser/` in a real Chromium, and the pictures taken there.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::place::Place;
use crate::process::{self, Result};
use crate::server::Server;

const INSTALL_AT_MOST: Duration = Duration::from_secs(3 * 60);
const STORIES_AT_MOST: Duration = Duration::from_secs(10 * 60);

/// Runs the stories whose title contains `word`; screenshots go into `target/shots`.
pub fn run(place: &Place, binary: &Path, word: &str) -> Result<()> {
    let mut arguments = vec![place.target.join("shots").into_os_string()];
    if !word.is_empty() {
        arguments.push(word.into());
    }
    tell(place, binary, "run", arguments)
}

/// Takes the pictures of `docs/images` that the README shows.
pub fn pictures(place: &Place, binary: &Path) -> Result<()> {
    let images = place.root.join("docs/images");
    tell(place, binary, "pictures", vec![images.into_os_string()])
}

fn tell(place: &Place, binary: &Path, script: &str, arguments: Vec<OsString>) -> Result<()> {
    let folder = place.root.join("tests/browser");
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder);
    install.env("npm_config_cache", place.target.join("npm-cache"));
    process::run(&mut install, INSTALL_AT_MOST)?;
    let server = Server::start(place, binary, script)?;
    let mut stories = Command::new("node");
    stories
        .arg(folder.join(format!("{script}.mjs")))
        .arg(&server.base)
        .arg(&server.data)
        .args(arguments);
    match process::run(&mut stories, STORIES_AT_MOST) {
        Ok(()) => server.stop(),
        Err(failure) => {
            println!("{}", server.end_of_log());
            Err(failure)
        }
    }
}
