//! How a command ends: 0 done, 1 a negative answer, 2 unusable input, 3 a fault of ours (cli.md).

use std::error::Error;
use std::process::ExitCode;

/// A command's end that is no failure to run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// Done.
    Done,
    /// A negative answer: findings, differences, a refused command.
    Negative,
    /// Unusable input or usage.
    Unusable,
    /// A fault of ours.
    Fault,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.status())
    }
}

/// Why a command failed, with the way it ends.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    message: String,
    source: Option<Box<dyn Error>>,
}

impl Failure {
    /// The input can't be used; the message says what to do about it.
    pub fn unusable(message: impl Into<String>) -> Failure {
        Failure {
            exit: Exit::Unusable,
            message: message.into(),
            source: None,
        }
    }

    /// The answer is no.
    pub fn negative(message: impl Into<String>) -> Failure {
        Failure {
            exit: Exit::Negative,
            message: message.into(),
            source: None,
        }
    }

    /// Something of ours failed.
    pub fn fault(message: impl Into<String>, source: impl Into<Box<dyn Error>>) -> Failure {
        Failure {
            exit: Exit::Fault,
            message: message.into(),
            source: Some(source.into()),
        }
    }
}

impl Failure {
    /// The same with what to do about it.
    pub fn with_advice(mut self, advice: impl AsRef<str>) -> Failure {
        self.message = format!("{}; {}", self.message, advice.as_ref());
        self
    }
}

impl Exit {
    /// What the system is told.
    pub const fn status(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Negative => 1,
            Exit::Unusable => 2,
            Exit::Fault => 3,
        }
    }

    /// Tells standard error, and ends accordingly.
    pub fn report(failure: Failure) -> Exit {
        eprintln!("cpor: {}", failure.message);
        let mut source: Option<&dyn Error> = failure.source.as_deref();
        while let Some(error) = source {
            eprintln!("  because: {error}");
            source = error.source();
        }
        failure.exit
    }
}
