//! A demo server on a free port and a data folder of its own, for as long as a task needs it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::place::Place;
use crate::process::{self, Failure, Result};

/// The first start makes a few hundred claims by running commands.
const READY_WITHIN: Duration = Duration::from_secs(90);
const STOPS_WITHIN: Duration = Duration::from_secs(15);
const READY: &str = "listening on ";

pub struct Server {
    child: Child,
    pub base: String,
    pub data: PathBuf,
    log: PathBuf,
}

impl Server {
    /// Starts `binary` with a fresh data folder `target/demo/{name}` and waits until it says where it listens.
    pub fn start(place: &Place, binary: &Path, name: &str) -> Result<Server> {
        if !binary.exists() {
            let shown = place.shown(binary);
            return Err(Failure::because(format!(
                "{shown} is absent: cargo build --workspace --release"
            )));
        }
        let data = Server::empty(place, name)?;
        Server::serve(place, binary, &data, None)
    }

    /// The data folder `target/demo/{name}`, as if no server had ever been.
    pub fn empty(place: &Place, name: &str) -> Result<PathBuf> {
        let data = place.target.join("demo").join(name);
        if data.exists() {
            std::fs::remove_dir_all(&data).map_err(|error| Failure::at(&data, &error))?;
        }
        Ok(data)
    }

    /// The same on the data folder that is there.
    pub fn resume(place: &Place, binary: &Path, name: &str) -> Result<Server> {
        Server::serve(place, binary, &place.target.join("demo").join(name), None)
    }

    /// Starts `binary` on a data folder, with the claims elsewhere if a database is given.
    pub fn serve(place: &Place, binary: &Path, data: &Path, database: Option<&str>) -> Result<Server> {
        let folder = place.target.join("demo");
        std::fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
        let log = data.with_extension("log");
        let log_file = File::create(&log).map_err(|error| Failure::at(&log, &error))?;
        let elsewhere = database.map(|url| ["--database", url]);
        let mut child = Command::new(binary)
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(elsewhere.iter().flatten())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log_file)
            .spawn()
            .map_err(|error| Failure::at(binary, &error))?;
        let listening = listening(&mut child);
        let mut server = Server {
            child,
            base: String::new(),
            data: data.to_path_buf(),
            log,
        };
        server.base = listening.recv_timeout(READY_WITHIN).map_err(|_| {
            Failure::because(format!(
                "the server did not say where it listens\n{}",
                server.end_of_log()
            ))
        })?;
        Ok(server)
    }

    /// Asks it to stop and waits. A panic anywhere in its log is a failure even if every answer looked right.
    pub fn stop(mut self) -> Result<()> {
        process::run(
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]),
            STOPS_WITHIN,
        )?;
        let asked = Instant::now();
        loop {
            match self.child.try_wait() {
                Ok(Some(_)) => break,
                Ok(None) if asked.elapsed() < STOPS_WITHIN => std::thread::sleep(Duration::from_millis(20)),
                Ok(None) => return Err(Failure::because("the server did not stop when asked to")),
                Err(error) => return Err(Failure::because(format!("waiting for the server: {error}"))),
            }
        }
        if self.log_text().contains("panicked at") {
            return Err(Failure::because(format!("the server panicked\n{}", self.end_of_log())));
        }
        Ok(())
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// The last lines it logged, to read beside a failure.
    pub fn end_of_log(&self) -> String {
        let text = self.log_text();
        let lines: Vec<&str> = text.lines().collect();
        let from = lines.len().saturating_sub(30);
        format!("end of {}:\n{}", self.log.display(), lines[from..].join("\n"))
    }

    fn log_text(&self) -> String {
        std::fs::read(&self.log)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let ended = self.child.kill().and_then(|()| self.child.wait());
            if let Err(error) = ended {
                eprintln!("the server could not be ended: {error}");
            }
        }
    }
}

/// Reads standard output to its end, so that the server never blocks on it, and passes the address on.
fn listening(child: &mut Child) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
                if let Some(base) = line.trim().strip_prefix(READY) {
                    let waiting = sender.send(base.trim_end_matches('/').to_owned());
                    if waiting.is_err() {
                        return;
                    }
                }
            }
        });
    }
    receiver
}
