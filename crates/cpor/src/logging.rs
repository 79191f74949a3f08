//! The log: lines of text or JSON on standard error. Whoever writes one never waits for whoever reads them.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::exit::Failure;
use crate::traces::Traces;

/// Lines that may wait to be written; further ones are lost, and counted.
const WAITING_MAX: usize = 8192;
/// Bytes written at once.
const CHUNK_BYTES: usize = 64 * 1024;
/// After writing, more is let come together: waking for every line would cost more than the line.
const REST: Duration = Duration::from_millis(20);
/// At the end, the lines that wait get so much time.
const FLUSH_MAX: Duration = Duration::from_secs(2);

/// What is logged, as `error`, `info`, `info,cpor=debug`, …
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogLevel(String);

impl Default for LogLevel {
    fn default() -> LogLevel {
        LogLevel("info".to_owned())
    }
}

impl FromStr for LogLevel {
    type Err = String;

    fn from_str(text: &str) -> Result<LogLevel, String> {
        match EnvFilter::try_new(text) {
            Ok(_) => Ok(LogLevel(text.to_owned())),
            Err(error) => Err(format!(
                "`{text}` says nothing of what to log: {error}; give a level like info"
            )),
        }
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// How a line looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one object a line.
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<LogFormat, String> {
        match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            _ => Err(format!("`{text}` is no format of the log; give text or json")),
        }
    }
}

impl fmt::Display for LogFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            LogFormat::Text => "text",
            LogFormat::Json => "json",
        })
    }
}

/// The running log.
#[derive(Clone)]
pub struct Log {
    lines: SyncSender<Line>,
    lost: Arc<AtomicU64>,
}

enum Line {
    Text(Vec<u8>),
    /// Everything before it is to be written, then the sender is told.
    Flush(SyncSender<()>),
}

/// Starts logging, panics included.
pub fn start(level: &LogLevel, format: LogFormat, traces: Option<&Traces>) -> Result<Log, Failure> {
    let (lines, waiting) = sync_channel(WAITING_MAX);
    std::thread::Builder::new()
        .name("log".to_owned())
        .spawn(move || write_all(&waiting, &mut io::stderr(), REST))
        .map_err(|error| Failure::fault("the log could not be started", error))?;
    let log = Log {
        lines,
        lost: Arc::new(AtomicU64::new(0)),
    };
    let layer = tracing_subscriber::fmt::layer()
        .with_writer(log.clone())
        .with_target(false);
    let layer = match format {
        LogFormat::Text => layer.with_ansi(io::stderr().is_terminal()).boxed(),
        LogFormat::Json => layer.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let filter = EnvFilter::try_new(&level.0).map_err(|error| Failure::fault("the log could not be started", error))?;
    tracing_subscriber::registry()
        .with(traces.map(Traces::layer))
        .with(layer.with_filter(filter))
        .try_init()
        .map_err(|error| Failure::fault("the log could not be started", error))?;
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let said = panic.payload_as_str().unwrap_or("without words");
        tracing::error!(place, said, "a panic");
    }));
    Ok(log)
}

impl Log {
    /// Lines that nobody took in time.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    /// Returns when everything logged so far is written, or when that takes too long.
    pub fn flush(&self) {
        let (done, when_done) = sync_channel(1);
        if self.lines.try_send(Line::Flush(done)).is_ok() {
            // An error says that there is nobody left to wait for.
            let _ = when_done.recv_timeout(FLUSH_MAX);
        }
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

/// The subscriber hands every line over whole.
impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        match self.lines.try_send(Line::Text(line.to_vec())) {
            Ok(()) => {}
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {
                self.lost.fetch_add(1, Ordering::Relaxed);
            }
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes what waits, together. Where it can't be written there is nobody to tell.
fn write_all(waiting: &Receiver<Line>, out: &mut impl Write, rest: Duration) {
    let mut chunk = Vec::with_capacity(CHUNK_BYTES);
    while let Ok(first) = waiting.recv() {
        let mut next = Some(first);
        let mut waits_for_it = None;
        while let Some(line) = next.take() {
            match line {
                Line::Text(line) => chunk.extend_from_slice(&line),
                Line::Flush(done) => {
                    waits_for_it = Some(done);
                    break;
                }
            }
            if chunk.len() < CHUNK_BYTES {
                next = waiting.try_recv().ok();
            }
        }
        let _ = out.write_all(&chunk);
        chunk.clear();
        if let Some(done) = waits_for_it {
            let _ = out.flush();
            let _ = done.send(());
        }
        std::thread::sleep(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_formats_are_read_or_refused() {
        for (text, good) in [("info", true), ("warn,cpor=debug", true), ("cpor=loud", false)] {
            assert_eq!(text.parse::<LogLevel>().is_ok(), good, "{text}");
        }
        for format in [LogFormat::Text, LogFormat::Json] {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert!("xml".parse::<LogFormat>().is_err());
    }

    #[test]
    fn lines_that_nobody_takes_are_lost_and_counted_and_the_others_come_in_order() {
        let (lines, waiting) = sync_channel(3);
        let mut log = Log {
            lines,
            lost: Arc::default(),
        };
        for number in 0..5 {
            log.write_all(format!("{number}\n").as_bytes()).unwrap();
        }
        assert_eq!(log.lost(), 2);
        drop(log);
        let mut written = Vec::new();
        write_all(&waiting, &mut written, Duration::ZERO);
        assert_eq!(written, b"0\n1\n2\n");
    }

    #[test]
    fn flushing_waits_until_what_was_said_is_written() {
        let (lines, waiting) = sync_channel(8);
        let mut log = Log {
            lines,
            lost: Arc::default(),
        };
        let (written, reader) = io::pipe().map(|(reader, writer)| (writer, reader)).unwrap();
        let mut out = written;
        let thread = std::thread::spawn(move || write_all(&waiting, &mut out, REST));
        log.write_all(b"last words\n").unwrap();
        log.flush();
        let mut found = [0; 11];
        let mut reader = reader;
        io::Read::read_exact(&mut reader, &mut found).unwrap();
        assert_eq!(&found, b"last words\n");
        drop(log);
        thread.join().unwrap();
    }
}
