//! How far long work is, told on a terminal and nowhere else.

use std::cell::Cell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use store::{Progress, Stage};

/// Nobody reads faster.
const BETWEEN: Duration = Duration::from_millis(100);

/// What was told of it.
pub struct Told {
    terminal: bool,
    /// When the line on the terminal was written; none: there is no line.
    at: Cell<Option<Instant>>,
}

impl Told {
    /// Nothing so far.
    pub fn new() -> Told {
        Told {
            terminal: std::io::stderr().is_terminal(),
            at: Cell::new(None),
        }
    }

    /// How far it is now.
    pub fn tell(&self, progress: Progress<'_>) {
        let lately = self.at.get().is_some_and(|at| at.elapsed() < BETWEEN);
        if !self.terminal || lately {
            return;
        }
        self.at.set(Some(Instant::now()));
        let Progress { stage, table, rows, of } = progress;
        let doing = match stage {
            Stage::Counting => "counting",
            Stage::Copying => "copying",
            Stage::Comparing => "comparing",
        };
        let of = if of > 0 { format!(" of {of}") } else { String::new() };
        // What was longer before is overwritten.
        eprint!("\r{doing} {table}: {rows}{of}\x1b[K");
    }

    /// What follows begins on a line of its own.
    pub fn end(&self) {
        if self.at.take().is_some() {
            eprintln!();
        }
    }
}
