//! How lists and searches grow with the claims: the same questions among ten times as many.

use std::path::Path;

use super::accounts::Accounts;
use super::connection::Connection;
use super::demo::{Demo, Engine};
use super::figures::{Figure, Goal, Times};
use super::pages;
use super::size::claims;
use super::start::{processor_time, settle};
use crate::cluster::Cluster;
use crate::place::Place;
use crate::process::{Failure, Result};

/// The most claims: a tenfold of a tenfold of ... the least.
const CLAIMS: u32 = 100_000;
const LEAST: u32 = 10_000;
const ROLES: [&str; 2] = ["reviewer", "incentives_admin"];

struct Question {
    name: &'static str,
    filter: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Search,
}

impl Kind {
    /// What 99 of 100 answers should take less than, in milliseconds.
    fn within_ms(self) -> f64 {
        match self {
            Kind::List => 10.0,
            Kind::Search => 20.0,
        }
    }
}

/// The rare word begins a part of customers' keys: four parts of four random digits or more in each claim, and each begins
/// so in one of 4,096. The frequent one is a product's.
const QUESTIONS: &[Question] = &[
    Question {
        name: "list of 50, one status by due",
        filter: "&status=under_review&sort=due_at",
        kind: Kind::List,
    },
    Question {
        name: "list of 50, whose turn by due",
        filter: "&turn=partner&sort=due_at",
        kind: Kind::List,
    },
    Question {
        name: "search, a word in 1 of 1,000",
        filter: "&q=ae3",
        kind: Kind::Search,
    },
    Question {
        name: "search, a word in 1 of 3",
        filter: "&q=teams",
        kind: Kind::Search,
    },
];

pub fn on_sqlite(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    on(place, binary, Engine::Sqlite, claims(CLAIMS)?)
}

pub fn on_postgres(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    let cluster = Cluster::start()?;
    on(place, binary, Engine::Postgres(&cluster), claims(CLAIMS)?)
}

/// What a question took.
struct Asked {
    times: Times,
    /// Of the server, for one answer: it tells more than times do on a machine that is busy with other things.
    server_us: f64,
}

fn on(place: &Place, binary: &Path, engine: Engine<'_>, most: u32) -> Result<Vec<Figure>> {
    let demo = Demo::new(place, binary, engine, "growth")?;
    let mut figures = Vec::new();
    let (mut filled, mut size) = (0, LEAST);
    let mut before: Option<Vec<Asked>> = None;
    while size <= most {
        // Each filling tells other claims.
        let per_second = demo.fill(size - filled, u64::from(size))?;
        let name = format!("demo fill on {}, to {size} claims", engine.name());
        figures.push(Figure::new(name, per_second, "/s", Goal::AtLeast(fill_least(engine))));
        let all = ask(&demo)?;
        for (index, (role, question)) in asked().enumerate() {
            let name = format!("{}, {role}, {size} claims on {}", question.name, engine.name());
            let Asked { times, server_us } = &all[index];
            let (p50, p99) = (times.within_ms(0.5), times.within_ms(0.99));
            figures.push(Figure::new(format!("{name}: p50"), p50, "ms", Goal::None));
            figures.push(Figure::new(
                format!("{name}: p99"),
                p99,
                "ms",
                Goal::Below(question.kind.within_ms()),
            ));
            figures.push(Figure::new(
                format!("{name}: processor time of the server for one"),
                *server_us,
                "µs",
                Goal::None,
            ));
            if let Some(before) = before.as_ref().and_then(|before| before.get(index)) {
                let goal = match question.kind {
                    Kind::List => Goal::Below(1.5),
                    Kind::Search => Goal::None,
                };
                for (what, growth, goal) in [
                    ("p50", p50 / before.times.within_ms(0.5), Goal::None),
                    ("p99", p99 / before.times.within_ms(0.99), goal),
                    ("processor time", server_us / before.server_us, Goal::None),
                ] {
                    figures.push(Figure::new(format!("{name}: growth of {what}"), growth, "×", goal));
                }
            }
        }
        before = Some(all);
        filled = size;
        size = size.saturating_mul(10);
    }
    Ok(figures)
}

fn fill_least(engine: Engine<'_>) -> f64 {
    match engine {
        Engine::Sqlite => 2_000.0,
        Engine::Postgres(_) => 1_000.0,
    }
}

fn asked() -> impl Iterator<Item = (&'static str, &'static Question)> {
    ROLES
        .into_iter()
        .flat_map(|role| QUESTIONS.iter().map(move |question| (role, question)))
}

/// Each question is gone through twice: the first time the machine may have to fetch the pages from its disk.
fn ask(demo: &Demo<'_>) -> Result<Vec<Asked>> {
    let server = demo.serve()?;
    settle(&server)?;
    let accounts = Accounts::read(&server.data)?;
    let mut connection = Connection::open(&server.base).map_err(|error| Failure::because(error.to_string()))?;
    let mut all = Vec::new();
    for (role, question) in asked() {
        let account = accounts.first(role)?;
        pages::list(&mut connection, account, question.filter)?;
        let busy_before = processor_time(&server)?;
        let times = pages::list(&mut connection, account, question.filter)?;
        let busy = processor_time(&server)?.saturating_sub(busy_before);
        all.push(Asked {
            times,
            server_us: busy.as_secs_f64() * 1e6 / pages::LIST_REQUESTS as f64,
        });
    }
    server.stop()?;
    Ok(all)
}
