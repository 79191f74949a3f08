//! Running the binary: commands to their end, servers until they are killed.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{OnceLock, mpsc};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A first start hashes the passwords of all sample accounts and tells every story; a busy machine needs a while.
const START_MAX: Duration = Duration::from_secs(120);
const END_MAX: Duration = Duration::from_secs(20);

/// The program with nothing of this machine's settings, in a folder.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cpor"));
    let settings = std::env::vars_os().map(|(name, _)| name);
    let is_setting = |name: &str| name.starts_with("CPOR_") || name.starts_with("AWS_");
    for name in settings.filter(|name| is_setting(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// How a command ended.
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// Its standard output, if it ended as it should.
    #[track_caller]
    pub fn with(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self.out
    }

    #[track_caller]
    pub fn json(self) -> Value {
        serde_json::from_str(&self.with(0)).unwrap()
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Ended {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// Runs a command in a folder to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Ended {
    program(folder).args(arguments).output().unwrap().into()
}

/// A server; killed if it is left.
pub struct Server {
    process: Child,
    pub address: String,
    pub data: PathBuf,
}

impl Server {
    /// `cpor serve --demo`, once it has said that it listens.
    pub fn demo(data: &Path) -> Server {
        Server::start(data, &["--demo"])
    }

    /// `cpor serve`, once it has said that it listens.
    pub fn start(data: &Path, flags: &[&str]) -> Server {
        Server::start_with(data, flags, &[])
    }

    /// The same with settings of its environment.
    pub fn start_with(data: &Path, flags: &[&str], environment: &[(String, String)]) -> Server {
        let folder = data.parent().unwrap();
        let log = folder.join("log");
        let mut command = program(folder);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(flags)
            .envs(environment.iter().cloned());
        let log_file = File::options().create(true).append(true).open(&log).unwrap();
        let mut process = command.stdout(Stdio::piped()).stderr(log_file).spawn().unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let (say, said) = mpsc::channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if say.send(line).is_err() {
                    return;
                }
            }
        });
        let line = said.recv_timeout(START_MAX).unwrap_or_else(|_| {
            panic!(
                "it says nothing; its log: {}",
                fs::read_to_string(&log).unwrap_or_default()
            );
        });
        let address = line
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("{line}"))
            .to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        Server {
            process,
            address,
            data: data.to_owned(),
        }
    }

    /// SIGKILL: no last word, no last write.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// SIGTERM, and how it ended.
    pub fn stop(self) -> ExitStatus {
        self.signal("TERM");
        self.ended()
    }

    /// Sends it a signal.
    pub fn signal(&self, name: &str) {
        let pid = self.process.id().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &pid]).status();
        assert!(sent.unwrap().success());
    }

    /// What it has written to standard error so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.data.parent().unwrap().join("log")).unwrap()
    }

    /// Waits until it has ended by itself; says how.
    pub fn ended(mut self) -> ExitStatus {
        let until = Instant::now() + END_MAX;
        loop {
            match self.process.try_wait().unwrap() {
                Some(status) => return status,
                None => assert!(Instant::now() < until, "it doesn't stop"),
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already, if it was stopped.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A new demo's data folder, in a folder of its own. Made once by a first start and copied for everyone.
pub fn demo_folder() -> (TempDir, PathBuf) {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        assert!(Server::demo(&folder.path().join("data")).stop().success());
        folder
    });
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    copy(&made.path().join("data"), &data);
    (folder, data)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// All files under a folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}
