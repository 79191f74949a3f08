//! Running other programs, each with a limit of time, and saying what went wrong.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Why a task did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// A check found something, or a program that we ran failed.
    Negative(String),
    /// The task was called in a way that it does not know.
    Usage(String),
}

pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub fn because(reason: impl Into<String>) -> Failure {
        Failure::Negative(reason.into())
    }

    pub fn usage(text: &str) -> Failure {
        Failure::Usage(text.to_owned())
    }

    pub fn at(path: &Path, error: &dyn fmt::Display) -> Failure {
        Failure::Negative(format!("{}: {error}", path.display()))
    }

    pub fn exit_status(&self) -> u8 {
        match self {
            Failure::Negative(_) => 1,
            Failure::Usage(_) => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Negative(text) | Failure::Usage(text) => formatter.write_str(text),
        }
    }
}

/// Runs a program to its end with our own output streams. Past `at_most` it is ended: a hanging step must fail, not hold.
pub fn run(command: &mut Command, at_most: Duration) -> Result<()> {
    let shown = format!("{command:?}");
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| Failure::because(format!("{shown}: {error}")))?;
    let started = Instant::now();
    loop {
        match child
            .try_wait()
            .map_err(|error| Failure::because(format!("{shown}: {error}")))?
        {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(Failure::because(format!("{shown}: {status}"))),
            None if started.elapsed() > at_most => {
                let ended = child.kill().and_then(|()| child.wait());
                let note = ended
                    .err()
                    .map_or(String::new(), |error| format!(", and could not be ended: {error}"));
                return Err(Failure::because(format!(
                    "{shown}: not done within {} s{note}",
                    at_most.as_secs()
                )));
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// What a program prints on its standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = format!("{command:?}");
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::because(format!("{shown}: {error}")))?;
    if !done.status.success() {
        return Err(Failure::because(format!("{shown}: {}", done.status)));
    }
    String::from_utf8(done.stdout).map_err(|error| Failure::because(format!("{shown}: {error}")))
}

/// Whether a program can be run and ends well; its output does not matter.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The same cargo that runs this task, in the repository's root.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(script: &str, at_most: Duration) -> String {
        match run(Command::new("sh").args(["-c", script]), at_most) {
            Ok(()) => "done".to_owned(),
            Err(failure) => failure
                .to_string()
                .split_once(": ")
                .map(|(_, why)| why.to_owned())
                .unwrap_or_default(),
        }
    }

    #[test]
    fn a_program_ends_well_or_badly_or_is_ended() {
        for (script, at_most, expected) in [
            ("exit 0", 60, "done"),
            ("exit 3", 60, "exit status: 3"),
            ("exec sleep 60", 0, "not done within 0 s"),
        ] {
            assert_eq!(ends(script, Duration::from_secs(at_most)), expected, "{script}");
        }
    }
}
