//! A PostgreSQL of our own: made when a test first wants one, gone with the process. Reached by a socket in its folder
//! alone; as durable as one in earnest.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The server won't run as root; nobody is everywhere.
const NOBODY: u32 = 65_534;
const READY_AT_MOST: Duration = Duration::from_secs(60);

/// Stops the server and clears it away as soon as its input ends, however the tests end.
const KEEPER: &str = r#"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=300 >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$server" 2>/dev/null
wait "$server"
rm -rf "$2"
"#;

/// A running server.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    made: AtomicU32,
    template: Mutex<Option<String>>,
    /// Its input ends with the process.
    _keeper: Child,
}

impl Cluster {
    /// The one of this process.
    ///
    /// # Panics
    /// If there is no PostgreSQL on this machine, or it doesn't start.
    pub fn shared() -> &'static Cluster {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Cluster::start().expect("a PostgreSQL (on Debian the package postgresql)"))
    }

    fn start() -> io::Result<Cluster> {
        let programs = programs()?;
        let folder = std::env::temp_dir().join(format!("cpor-postgres-{}", std::process::id()));
        fs::create_dir(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        if is_root(&folder)? {
            chown(&folder, Some(NOBODY), Some(NOBODY))?;
        }
        let made = own(&programs.join("initdb"), &folder)?
            .args([
                "--no-sync",
                "--auth=trust",
                "--username=cpor",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "-D",
            ])
            .arg(folder.join("data"))
            .output()?;
        if !made.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&made.stderr).into_owned()));
        }
        let keeper = own(Path::new("/bin/sh"), &folder)?
            .args(["-c", KEEPER, "keeper"])
            .arg(&programs)
            .arg(&folder)
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()?;
        let cluster = Cluster {
            programs,
            folder,
            made: AtomicU32::new(0),
            template: Mutex::new(None),
            _keeper: keeper,
        };
        let until = Instant::now() + READY_AT_MOST;
        while let Err(error) = cluster.run("postgres", "SELECT 1") {
            if Instant::now() > until {
                return Err(error);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(cluster)
    }

    /// The URL of a new, empty database.
    ///
    /// # Panics
    /// If the server makes none.
    pub fn empty(&self) -> String {
        self.create("template0")
    }

    /// The URL of a new database like the first one that `fill` was given.
    ///
    /// # Panics
    /// If the server makes none.
    pub fn like_template(&self, fill: impl FnOnce(&str)) -> String {
        let mut template = self.template.lock().unwrap_or_else(PoisonError::into_inner);
        let name = template.get_or_insert_with(|| {
            let url = self.empty();
            fill(&url);
            Cluster::name_in(&url).to_owned()
        });
        self.create(name)
    }

    fn create(&self, template: &str) -> String {
        let name = format!("test_{}", self.made.fetch_add(1, Ordering::Relaxed));
        self.run("postgres", &format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .expect("a database");
        let folder = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://cpor@{folder}/{name}")
    }

    /// Carries out statements in the database of a URL; what they print, unaligned.
    ///
    /// # Errors
    /// What the server says.
    pub fn execute(&self, url: &str, sql: &str) -> io::Result<String> {
        self.run(Cluster::name_in(url), sql)
    }

    fn name_in(url: &str) -> &str {
        url.rsplit('/').next().unwrap_or_default()
    }

    fn run(&self, database: &str, sql: &str) -> io::Result<String> {
        let output = Command::new(self.programs.join("psql"))
            .args(["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "cpor", "-h"])
            .arg(&self.folder)
            .args(["-d", database, "-c", sql])
            .output()?;
        match output.status.success() {
            true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            false => Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned())),
        }
    }
}

/// A program that runs as the folder's owner.
fn own(program: &Path, folder: &Path) -> io::Result<Command> {
    let mut command = Command::new(program);
    command.current_dir(folder);
    if is_root(Path::new("/proc/self"))? {
        command.uid(NOBODY).gid(NOBODY);
    }
    Ok(command)
}

fn is_root(made_by_us: &Path) -> io::Result<bool> {
    Ok(std::os::unix::fs::MetadataExt::uid(&fs::metadata(made_by_us)?) == 0)
}

/// Where the server's programs are: the newest that Debian has, or on the path.
fn programs() -> io::Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    if let Some((_, programs)) = found.pop() {
        return Ok(programs);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|folder| folder.join("initdb").is_file())
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "initdb is nowhere"))
}
