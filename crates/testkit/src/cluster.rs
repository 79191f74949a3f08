//! A PostgreSQL of our own: made when a test first wants one, gone with the process. Reached by a socket in its folder
//! alone; as durable as one in earnest.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The server won't run as root; nobody is everywhere.
const NOBODY: u32 = 65_534;
const READY_AT_MOST: Duration = Duration::from_secs(60);

/// Does what it is told, line by line; stops the server and clears it away as soon as nobody tells it anything, however
/// the tests end.
const KEEPER: &str = r#"
programs=$1 folder=$2 addresses=$3 port=$4
start() {
    "$programs/postgres" -D "$folder/data" -k "$folder" -p "$port" -c listen_addresses="$addresses" -c max_connections=300 \
        >>"$folder/log" 2>&1 &
    server=$!
}
start
while read -r word; do
    case $word in
        crash) kill -QUIT "$server"; wait "$server" ;;
        start) start ;;
    esac
    echo "$word"
done
kill -INT "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
"#;

/// A running server.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    made: AtomicU32,
    template: Mutex<Option<String>>,
    /// Its input ends with the process.
    keeper: Mutex<Keeper>,
}

struct Keeper {
    told: ChildStdin,
    tells: BufReader<ChildStdout>,
}

impl Keeper {
    fn tell(&mut self, word: &str) -> io::Result<()> {
        writeln!(self.told, "{word}")?;
        let mut done = String::new();
        self.tells.read_line(&mut done)?;
        match done.trim() == word {
            true => Ok(()),
            false => Err(io::Error::other("the server's keeper has ended")),
        }
    }
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

    /// One that nobody else uses, for a test that crashes it.
    ///
    /// # Errors
    /// If there is no PostgreSQL on this machine, or it doesn't start.
    pub fn start() -> io::Result<Cluster> {
        Cluster::start_on("", 5432, |_| Ok(()))
    }

    /// One that also listens on addresses of this machine. `prepare` is given the folder of its data, for what it is to
    /// find there; `postgresql.auto.conf` is read last.
    ///
    /// # Errors
    /// If there is no PostgreSQL on this machine, or it doesn't start.
    pub fn start_on(addresses: &str, port: u16, prepare: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<Cluster> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let programs = programs()?;
        let nth = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("cpor-postgres-{}-{nth}", std::process::id()));
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
        prepare(&folder.join("data"))?;
        let mut keeper = own(Path::new("/bin/sh"), &folder)?
            .args(["-c", KEEPER, "keeper"])
            .arg(&programs)
            .arg(&folder)
            .args([addresses, &port.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()?;
        let (Some(told), Some(tells)) = (keeper.stdin.take(), keeper.stdout.take()) else {
            return Err(io::Error::other("the server's keeper can't be told anything"));
        };
        let cluster = Cluster {
            programs,
            folder,
            port,
            made: AtomicU32::new(0),
            template: Mutex::new(None),
            keeper: Mutex::new(Keeper {
                told,
                tells: BufReader::new(tells),
            }),
        };
        cluster.until_ready()?;
        Ok(cluster)
    }

    fn until_ready(&self) -> io::Result<()> {
        let until = Instant::now() + READY_AT_MOST;
        while let Err(error) = self.run("postgres", "SHOW server_version") {
            if Instant::now() > until {
                return Err(error);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Ends the server in the middle of everything: what wasn't durable is gone.
    ///
    /// # Errors
    /// If it can't be told to.
    pub fn crash(&self) -> io::Result<()> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner).tell("crash")
    }

    /// Starts it after a crash; it recovers, and takes connections when this returns.
    ///
    /// # Errors
    /// If it doesn't start.
    pub fn recover(&self) -> io::Result<()> {
        self.keeper
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .tell("start")?;
        self.until_ready()
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
        format!("postgres://cpor@{folder}:{}/{name}", self.port)
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

    /// Carries out statements one by one, as `psql` reads them from a file; what they print, unaligned.
    ///
    /// # Errors
    /// What the server says.
    pub fn script(&self, url: &str, sql: &str) -> io::Result<String> {
        let mut psql = self.psql(Cluster::name_in(url));
        psql.args(["-q", "-f", "-"]).stdin(Stdio::piped());
        psql.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = psql.spawn()?;
        let input = running.stdin.take();
        thread::scope(|threads| {
            // Who ends early doesn't read to the end; what it says then is the reason.
            threads.spawn(move || input.map(|mut input| input.write_all(sql.as_bytes())));
            printed(&running.wait_with_output()?)
        })
    }

    fn run(&self, database: &str, sql: &str) -> io::Result<String> {
        printed(&self.psql(database).args(["-c", sql]).output()?)
    }

    fn psql(&self, database: &str) -> Command {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "cpor", "-d"])
            .args([database, "-p", &self.port.to_string(), "-h"])
            .arg(&self.folder);
        psql
    }
}

fn printed(output: &Output) -> io::Result<String> {
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned())),
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
