//! Reading by many at once: a claim as JSON and as a page, beside nginx that serves a file of the same size. All are asked
//! by wrk, which costs little itself.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::accounts::{Account, Accounts, expect};
use super::connection::{Connection, Request};
use super::demo::{Demo, Engine};
use super::figures::{Figure, Goal};
use super::size::claims;
use super::start::{peak_mb, processor_time, settle};
use crate::cluster::Cluster;
use crate::place::Place;
use crate::process::{self, Failure, Result};
use crate::server::Server;

const CLAIMS: u32 = 10_000;
const SEED: u64 = 1;
const CONNECTIONS: usize = 32;
/// They take turns, so that a noisy machine is noisy for both.
const TURNS: usize = 3;
const SECONDS: usize = 3;
const READY_WITHIN: Duration = Duration::from_secs(10);

/// What is read, and what should be reached: on SQLite and on PostgreSQL, a second and of nginx's.
struct Thing {
    name: &'static str,
    folder: &'static str,
    least: [f64; 2],
    of_nginx: [f64; 2],
}

const THINGS: [Thing; 2] = [
    Thing {
        name: "claim as JSON",
        folder: "/api/v1/claims",
        least: [10_000.0, 5_000.0],
        of_nginx: [0.12, 0.06],
    },
    Thing {
        name: "claim page",
        folder: "/claims",
        least: [5_000.0, 3_000.0],
        of_nginx: [0.05, 0.05],
    },
];

/// What no other task needs.
pub fn need_programs() -> Result<()> {
    for program in ["nginx", "wrk"] {
        if !process::succeeds(Command::new("sh").args(["-c", "command -v \"$0\"", program])) {
            return Err(Failure::because(format!(
                "{program} is absent; this measurement alone needs it: apt-get install nginx-light wrk"
            )));
        }
    }
    Ok(())
}

pub fn measure(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    need_programs()?;
    let cluster = Cluster::start()?;
    let mut figures = Vec::new();
    for (index, engine) in [Engine::Sqlite, Engine::Postgres(&cluster)].into_iter().enumerate() {
        let demo = Demo::new(place, binary, engine, "reading")?;
        demo.fill(claims(CLAIMS)?, SEED)?;
        let server = demo.serve()?;
        settle(&server)?;
        let accounts = Accounts::read(&server.data)?;
        let mut connection = Connection::open(&server.base).map_err(|error| Failure::because(error.to_string()))?;
        let reviewer = accounts.first("reviewer")?;
        let cookie = reviewer.sign_in(&mut connection)?;
        let numbers = numbers(&mut connection, reviewer)?;
        for thing in &THINGS {
            let headers = match thing.folder {
                "/claims" => &cookie,
                _ => &reviewer.bearer,
            };
            let paths: Vec<String> = numbers
                .iter()
                .map(|number| format!("{}/{number}", thing.folder))
                .collect();
            let size = mean_size(&mut connection, &paths, headers)?;
            let nginx = Nginx::start(place, size)?;
            let (mut ours, mut theirs) = (0.0, 0.0);
            let mut busy = [0.0; 2];
            for _ in 0..TURNS {
                let before = busy_seconds(&server, &cluster)?;
                ours += per_second(place, &server.base, &paths, headers)? / TURNS as f64;
                let after = busy_seconds(&server, &cluster)?;
                busy = [0, 1].map(|index| busy[index] + after[index] - before[index]);
                theirs += per_second(place, &nginx.base, &["/file".to_owned()], "")? / TURNS as f64;
            }
            drop(nginx);
            let name = format!("{} on {}, {CONNECTIONS} connections", thing.name, engine.name());
            figures.push(Figure::new(&name, ours, "/s", Goal::AtLeast(thing.least[index])));
            let answers = ours * (TURNS * SECONDS) as f64;
            for (whose, seconds) in ["the server", "PostgreSQL"].into_iter().zip(busy).take(index + 1) {
                figures.push(Figure::new(
                    format!("{name}: processor time of {whose} for one"),
                    seconds * 1e6 / answers,
                    "µs",
                    Goal::None,
                ));
            }
            figures.push(Figure::new(
                format!("nginx, a file of {size} bytes"),
                theirs,
                "/s",
                Goal::None,
            ));
            figures.push(Figure::new(
                format!("{name}: ratio to nginx"),
                ours / theirs,
                "",
                Goal::AtLeast(thing.of_nginx[index]),
            ));
        }
        let name = format!("memory under reading on {}, at most", engine.name());
        figures.push(Figure::new(name, peak_mb(&server)?, "MB", Goal::Below(300.0)));
        server.stop()?;
    }
    Ok(figures)
}

/// How long the server and PostgreSQL have kept processors busy so far.
fn busy_seconds(server: &Server, cluster: &Cluster) -> Result<[f64; 2]> {
    let busy = [processor_time(server)?, cluster.processor_time()?];
    Ok(busy.map(|time| time.as_secs_f64()))
}

/// Two hundred claims of many kinds.
fn numbers(connection: &mut Connection, account: &Account) -> Result<Vec<String>> {
    let listed = account.get(connection, "/api/v1/claims?limit=200")?;
    let items = listed["items"].as_array().into_iter().flatten();
    let numbers: Vec<String> = items
        .filter_map(|claim| claim["number"].as_str().map(str::to_owned))
        .collect();
    match numbers.is_empty() {
        true => Err(Failure::because("the reviewer sees no claims")),
        false => Ok(numbers),
    }
}

fn mean_size(connection: &mut Connection, paths: &[String], headers: &str) -> Result<usize> {
    let mut bytes = 0;
    for path in paths {
        bytes += expect(connection, 200, &Request::get(path, headers))?.body.len();
    }
    Ok(bytes / paths.len())
}

/// Answers a second, all of them good.
fn per_second(place: &Place, base: &str, paths: &[String], headers: &str) -> Result<f64> {
    let script = place.target.join("bench-reading.lua");
    let list = paths.join("\", \"");
    let text = format!(
        "local paths, requests, turn = {{\"{list}\"}}, {{}}, 0\n\
         function init() for i, path in ipairs(paths) do requests[i] = wrk.format('GET', path) end end\n\
         function request() turn = turn % #requests + 1 return requests[turn] end\n"
    );
    fs::write(&script, text).map_err(|error| Failure::at(&script, &error))?;
    let mut wrk = Command::new("wrk");
    wrk.args([
        format!("--connections={CONNECTIONS}"),
        "--threads=1".to_owned(),
        format!("--duration={SECONDS}s"),
    ]);
    for line in headers.lines() {
        wrk.args(["--header", line]);
    }
    let told = process::output(wrk.arg("--script").arg(&script).arg(base))?;
    if told.contains("Non-2xx") || told.contains("Socket errors") {
        return Err(Failure::because(format!("{base}: not all were answered\n{told}")));
    }
    let line = told.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:"));
    let value = line.and_then(|value| value.trim().parse().ok());
    value.ok_or_else(|| Failure::because(format!("wrk tells no rate:\n{told}")))
}

/// An nginx of our own that serves one file.
struct Nginx {
    child: Child,
    base: String,
}

impl Nginx {
    fn start(place: &Place, size: usize) -> Result<Nginx> {
        let folder = place.target.join("bench-nginx");
        let failed = |error: std::io::Error| Failure::at(&folder, &error);
        fs::create_dir_all(&folder).map_err(failed)?;
        fs::write(folder.join("file"), "x".repeat(size)).map_err(failed)?;
        let port = free_port().map_err(failed)?;
        let configuration = folder.join("nginx.conf");
        fs::write(&configuration, settings(&folder, port)).map_err(failed)?;
        let mut nginx = Command::new("nginx");
        nginx.arg("-c").arg(&configuration).arg("-p").arg(&folder);
        let child = nginx
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| Failure::because(format!("nginx: {error}")))?;
        let started = Nginx {
            child,
            base: format!("http://127.0.0.1:{port}"),
        };
        let until = Instant::now() + READY_WITHIN;
        while let Err(error) = Connection::open(&started.base) {
            if Instant::now() > until {
                return Err(Failure::because(format!("nginx: {error}")));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(started)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers end with it when it is asked, not when it is killed.
        let asked = process::succeeds(Command::new("kill").args(["-TERM", &self.child.id().to_string()]));
        if !asked || self.child.wait().is_err() {
            eprintln!("nginx could not be ended");
        }
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Quick as it comes, without a log of what it serves.
fn settings(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "user root;\nworker_processes auto;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/errors;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; root {folder};\n\
         client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;\n\
         uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;\n\
         open_file_cache max=16;\n\
         server {{ listen 127.0.0.1:{port}; }} }}\n"
    )
}
