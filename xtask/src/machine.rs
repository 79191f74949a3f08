//! What a fresh Debian 12 with Rust, Node and Python lacks for our checks.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::place::Place;
use crate::process::{self, Failure, Result};

/// How to see that something is there, and the package that brings it.
struct Need {
    present: fn() -> bool,
    package: &'static str,
}

const NEEDS: &[Need] = &[
    // SQLite and ring are compiled from C.
    Need {
        present: || process::succeeds(Command::new("cc").arg("--version")),
        package: "build-essential",
    },
    Need {
        present: || Path::new("/usr/bin/chromium").exists(),
        package: "chromium",
    },
    // Chromium draws nothing readable without any font at all; letters of all our languages.
    Need {
        present: || Path::new("/usr/share/fonts/truetype/dejavu").exists(),
        package: "fonts-dejavu-core",
    },
    // The store's tests run on a server of their own, started from its programs.
    Need {
        present: || Path::new("/usr/lib/postgresql").exists(),
        package: "postgresql",
    },
    Need {
        present: || process::succeeds(Command::new("python3").args(["-c", "import ensurepip, venv"])),
        package: "python3-venv",
    },
];

const INSTALL_AT_MOST: Duration = Duration::from_secs(5 * 60);

pub fn prepare(place: &Place) -> Result<()> {
    install_packages()?;
    install_s3(place)
}

/// A real S3-compatible server for the tests, in an environment of its own under `target/`; a second run finds it there.
fn install_s3(place: &Place) -> Result<()> {
    let environment = place.target.join("s3");
    let (program, said) = (environment.join("bin/moto_server"), environment.join("installed"));
    let wanted = place.root.join("tests/s3/requirements.txt");
    let text = std::fs::read_to_string(&wanted).map_err(|error| Failure::at(&wanted, &error))?;
    if program.exists() && std::fs::read_to_string(&said).is_ok_and(|installed| installed == text) {
        return Ok(());
    }
    process::run(
        Command::new("python3").args(["-m", "venv"]).arg(&environment),
        INSTALL_AT_MOST,
    )?;
    let mut install = Command::new(environment.join("bin/python"));
    install
        .args(["-m", "pip", "install", "--quiet", "--no-cache-dir", "--no-compile"])
        .args(["--disable-pip-version-check", "--requirement"])
        .arg(&wanted);
    process::run(&mut install, INSTALL_AT_MOST)?;
    std::fs::write(&said, text).map_err(|error| Failure::at(&said, &error))
}

fn install_packages() -> Result<()> {
    let lacking: Vec<&str> = NEEDS
        .iter()
        .filter(|need| !(need.present)())
        .map(|need| need.package)
        .collect();
    if lacking.is_empty() {
        println!("everything is there");
        return Ok(());
    }
    println!("lacking: {}", lacking.join(" "));
    // A stale list names versions that are gone: always refreshed first.
    process::run(as_root("apt-get").args(["-q", "update"]), INSTALL_AT_MOST)?;
    let mut install = as_root("apt-get");
    install
        .args(["-qq", "install", "-y", "--no-install-recommends"])
        .args(&lacking);
    process::run(&mut install, INSTALL_AT_MOST)?;
    match NEEDS.iter().find(|need| !(need.present)()) {
        None => Ok(()),
        Some(need) => Err(Failure::because(format!(
            "{} is installed, yet what it should bring is absent",
            need.package
        ))),
    }
}

fn as_root(program: &str) -> Command {
    let is_root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        Command::new(program)
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "--preserve-env=DEBIAN_FRONTEND", program]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
