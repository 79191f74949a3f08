//! Requests made up from the OpenAPI document (schemathesis, from PyPI), with the tokens of several roles.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::place::Place;
use crate::process::{self, Failure, Result};
use crate::server::Server;

/// One role's turn. The clock comes last: whoever moves it by years changes what the others would meet.
struct Turn {
    role: &'static str,
    examples: &'static str,
    only: Option<&'static str>,
}

const CLOCK: &str = "/api/v1/demo/clock";
const TURNS: &[Turn] = &[
    Turn {
        role: "incentives_admin",
        examples: "20",
        only: None,
    },
    Turn {
        role: "review_lead",
        examples: "10",
        only: None,
    },
    Turn {
        role: "auditor",
        examples: "5",
        only: Some(CLOCK),
    },
];

/// Everything the tool can check but two: a claim's rules refuse much that its description allows, and an empty text
/// is taken as none where the description asks for a date.
const ALL_CHECKS_BUT: &str = "positive_data_acceptance,negative_data_rejection";
const PHASES: &str = "examples,coverage,fuzzing";
const INSTALL_AT_MOST: Duration = Duration::from_secs(3 * 60);
const TURN_AT_MOST: Duration = Duration::from_secs(3 * 60);

pub fn run(place: &Place, binary: &Path) -> Result<()> {
    let tool = install(place)?;
    let server = Server::start(place, binary, "api")?;
    let accounts = accounts(&server.data)?;
    for turn in TURNS {
        println!("as {}:", turn.role);
        let mut command = Command::new(&tool);
        command
            .current_dir(&place.target)
            .arg("run")
            .arg(format!("{}/api/v1/openapi.json", server.base))
            .args([
                "--header",
                &format!("Authorization: Bearer {}", token(&accounts, turn.role)?),
            ])
            .args(["--checks", "all", "--exclude-checks", ALL_CHECKS_BUT])
            .args(["--phases", PHASES, "--max-examples", turn.examples])
            .args([
                "--workers",
                "1",
                "--generation-deterministic",
                "--max-failures",
                "5",
                "--no-color",
            ])
            .args(["--warnings", "off", "--request-timeout", "10"]);
        match turn.only {
            Some(path) => command.args(["--include-path", path]),
            None => command.args(["--exclude-path", CLOCK]),
        };
        if let Err(failure) = process::run(&mut command, TURN_AT_MOST) {
            println!("{}", server.end_of_log());
            // The command line holds a token, and its length hides the reason.
            let reason = failure.to_string();
            let reason = reason.rsplit_once("\": ").map_or(reason.as_str(), |(_, reason)| reason);
            return Err(Failure::because(format!("made-up requests as {}: {reason}", turn.role)));
        }
    }
    server.stop()
}

/// The tool in an environment of its own under `target/`; a second run finds it there.
fn install(place: &Place) -> Result<PathBuf> {
    let environment = place.target.join("schemathesis");
    let python = environment.join("bin/python");
    if !python.exists() {
        process::run(
            Command::new("python3").args(["-m", "venv"]).arg(&environment),
            INSTALL_AT_MOST,
        )?;
    }
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-cache-dir",
        "--disable-pip-version-check",
        "--requirement",
    ]);
    install.arg(place.root.join("tests/api/requirements.txt"));
    process::run(&mut install, INSTALL_AT_MOST)?;
    Ok(environment.join("bin/schemathesis"))
}

fn accounts(data: &Path) -> Result<Vec<Value>> {
    let file = data.join("demo-accounts.json");
    let text = std::fs::read_to_string(&file).map_err(|error| Failure::at(&file, &error))?;
    serde_json::from_str(&text).map_err(|error| Failure::at(&file, &error))
}

fn token<'a>(accounts: &'a [Value], role: &str) -> Result<&'a str> {
    accounts
        .iter()
        .find(|account| account["role"] == role)
        .and_then(|account| account["token"].as_str())
        .ok_or_else(|| Failure::because(format!("demo-accounts.json has no {role} with a token")))
}
