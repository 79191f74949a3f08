//! A demo whose claims are in a folder or in PostgreSQL, to be filled, served, and asked behind the server's back.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::cluster::Cluster;
use crate::place::Place;
use crate::process::{self, Failure, Result};
use crate::server::Server;

const FILL_AT_MOST: Duration = Duration::from_secs(60 * 60);
/// Prints what a statement finds in a database file, a value a line.
const ASK_SQLITE: &str = "import sqlite3, sys
for row in sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True).execute(sys.argv[2]):
    print(*row)";

/// As the server would, one by one, for minutes before anything could be measured.
const HANDED_ON: &str = "UPDATE message SET sent_at = at WHERE sent_at IS NULL";

/// Where claims are.
#[derive(Clone, Copy)]
pub enum Engine<'a> {
    Sqlite,
    Postgres(&'a Cluster),
}

impl Engine<'_> {
    /// What figures call it.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }
}

pub struct Demo<'a> {
    place: &'a Place,
    binary: &'a Path,
    engine: Engine<'a>,
    name: String,
    data: PathBuf,
}

impl<'a> Demo<'a> {
    /// A new one, filled with its few hundred claims. The name also is the database's.
    pub fn new(place: &'a Place, binary: &'a Path, engine: Engine<'a>, name: &str) -> Result<Demo<'a>> {
        let folder = match engine {
            Engine::Sqlite => format!("bench_{name}"),
            Engine::Postgres(_) => format!("bench_{name}_postgres"),
        };
        let data = Server::empty(place, &folder)?;
        if let Engine::Postgres(cluster) = engine {
            cluster.create(name, "template0")?;
        }
        let demo = Demo {
            place,
            binary,
            engine,
            name: name.to_owned(),
            data,
        };
        demo.serve()?.stop()?;
        Ok(demo)
    }

    fn database(&self) -> Option<String> {
        match self.engine {
            Engine::Sqlite => None,
            Engine::Postgres(cluster) => Some(cluster.url(&self.name)),
        }
    }

    /// Starts a server on it.
    pub fn serve(&self) -> Result<Server> {
        Server::serve(self.place, self.binary, &self.data, self.database().as_deref())
    }

    /// Adds claims, while no server runs; how many a second. Each seed makes others.
    pub fn fill(&self, claims: u32, seed: u64) -> Result<f64> {
        let began = Instant::now();
        let mut fill = Command::new(self.binary);
        fill.args(["demo", "fill", "--claims", &claims.to_string()])
            .args(["--seed", &seed.to_string(), "--data"])
            .arg(&self.data);
        if let Some(database) = self.database() {
            fill.args(["--database", &database]);
        }
        process::run(&mut fill, FILL_AT_MOST)?;
        let per_second = f64::from(claims) / began.elapsed().as_secs_f64();
        if let Engine::Postgres(cluster) = self.engine {
            cluster.ask(&self.name, HANDED_ON)?;
            cluster.ask(&self.name, "VACUUM ANALYZE")?;
        }
        Ok(per_second)
    }

    /// What a statement prints.
    pub fn ask(&self, statement: &str) -> Result<String> {
        match self.engine {
            Engine::Postgres(cluster) => cluster.ask(&self.name, statement),
            Engine::Sqlite => {
                let mut python = Command::new("python3");
                python.args(["-c", ASK_SQLITE]).arg(self.data.join("cpor.db"));
                Ok(process::output(python.arg(statement))?.trim().to_owned())
            }
        }
    }

    /// A number that a statement finds.
    pub fn count(&self, statement: &str) -> Result<f64> {
        let found = self.ask(statement)?;
        found
            .parse()
            .map_err(|_| Failure::because(format!("{statement}: {found}")))
    }
}
