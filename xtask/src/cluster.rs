//! A PostgreSQL of our own from the system's programs, for as long as a task needs it. As durable as one in earnest.

use std::fs;
use std::io;
use std::ops::Range;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::{self, Failure, Result};

/// The server won't run as root; nobody is everywhere.
const NOBODY: u32 = 65_534;
const READY_WITHIN: Duration = Duration::from_secs(60);

/// As our documentation of operating advises, for a small machine.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "max_connections=300",
    "shared_buffers=1GB",
    "random_page_cost=1.1",
    "wal_compression=on",
    "checkpoint_timeout=15min",
    "max_wal_size=8GB",
    "autovacuum_vacuum_insert_scale_factor=0.05",
];

/// Ends the server and clears it away as soon as its input ends, however the task does.
const KEEPER: &str = r#"
programs=$1 folder=$2
shift 2
"$programs/postgres" -D "$folder/data" -k "$folder" "$@" >>"$folder/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
"#;

/// A running server, reached by a socket in its folder.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    keeper: Child,
}

impl Cluster {
    /// Makes one and waits until it answers.
    pub fn start() -> Result<Cluster> {
        let programs = programs()?;
        let folder = std::env::temp_dir().join(format!("cpor-bench-{}", std::process::id()));
        let failed = |error: io::Error| Failure::at(&folder, &error);
        fs::create_dir(&folder).map_err(failed)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        let is_root = fs::metadata(&folder).map_err(failed)?.uid() == 0;
        if is_root {
            chown(&folder, Some(NOBODY), Some(NOBODY)).map_err(failed)?;
        }
        let own = |program: &Path| {
            let mut command = Command::new(program);
            command.current_dir(&folder);
            if is_root {
                command.uid(NOBODY).gid(NOBODY);
            }
            command
        };
        let mut make = own(&programs.join("initdb"));
        make.args(["--no-sync", "--auth=trust", "--username=cpor", "--encoding=UTF8"])
            .args(["--locale=C.UTF-8", "-D"])
            .arg(folder.join("data"));
        process::output(&mut make)?;
        let mut keep = own(Path::new("/bin/sh"));
        keep.args(["-c", KEEPER, "keeper"]).arg(&programs).arg(&folder);
        for setting in SETTINGS {
            keep.args(["-c", setting]);
        }
        let keeper = keep
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| Failure::because(format!("the keeper of PostgreSQL: {error}")))?;
        let cluster = Cluster {
            programs,
            folder,
            keeper,
        };
        cluster.until_ready()?;
        Ok(cluster)
    }

    fn until_ready(&self) -> Result<()> {
        let until = Instant::now() + READY_WITHIN;
        while !process::succeeds(self.program("pg_isready", "postgres").arg("--quiet")) {
            if Instant::now() > until {
                return Err(Failure::because("PostgreSQL does not start"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Makes a database; `template0` makes an empty one.
    pub fn create(&self, database: &str, template: &str) -> Result<()> {
        let statement = format!("CREATE DATABASE {database} TEMPLATE {template}");
        self.ask("postgres", &statement).map(|_| ())
    }

    /// What a server of ours reaches a database by.
    pub fn url(&self, database: &str) -> String {
        let folder = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://cpor@{folder}/{database}")
    }

    /// What a statement prints, unaligned.
    pub fn ask(&self, database: &str, statement: &str) -> Result<String> {
        let mut psql = self.program("psql", database);
        psql.args(["-X", "-A", "-q", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement]);
        Ok(process::output(&mut psql)?.trim().to_owned())
    }

    /// How long the server's processes have kept processors busy so far, those that have ended included. The kernel
    /// counts in hundredths of a second.
    pub fn processor_time(&self) -> Result<Duration> {
        let file = self.folder.join("data/postmaster.pid");
        let text = fs::read_to_string(&file).map_err(|error| Failure::at(&file, &error))?;
        let server = text.lines().next().unwrap_or_default();
        let mut ticks = 0;
        for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
            // Who has just ended is counted with the server.
            let Ok(stat) = fs::read_to_string(process.path().join("stat")) else {
                continue;
            };
            // The name in brackets may hold anything.
            let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
            let fields: Vec<&str> = fields.split_whitespace().collect();
            let sum = |range: Range<usize>| -> u64 {
                let times = fields.get(range).into_iter().flatten();
                times.filter_map(|field| field.parse::<u64>().ok()).sum()
            };
            if process.file_name() == server {
                ticks += sum(11..15);
            } else if fields.get(1) == Some(&server) {
                ticks += sum(11..13);
            }
        }
        Ok(Duration::from_millis(ticks * 10))
    }

    /// One of PostgreSQL's programs, told where the database is.
    pub fn program(&self, name: &str, database: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command
            .env("PGHOST", &self.folder)
            .env("PGUSER", "cpor")
            .env("PGDATABASE", database);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("PostgreSQL could not be ended: {error}");
        }
    }
}

/// Where the server's programs are: the newest that Debian has.
fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|version| Some((version.file_name().to_str()?.parse::<u32>().ok()?, version.path())))
        .max();
    let (_, path) = newest.ok_or_else(|| Failure::because("PostgreSQL is absent: cargo xtask machine"))?;
    Ok(path.join("bin"))
}
