//! Tasks of this repository: `cargo xtask` without a task lists them.

mod api;
mod bench;
mod browser;
mod ci;
mod cluster;
mod machine;
mod package;
mod place;
mod process;
mod server;
mod tidy;

use std::process::ExitCode;

use browser::{Engine, Shots};
use place::Place;
use process::{Failure, Result};

const USAGE: &str = "\
cargo xtask TASK

  ci                        everything a change must pass, in order; stops at the first failure
  tidy                      crate edges, lengths, wording, catalogue, licences and bans
  browser [OPTIONS] [WORD]  the browser stories whose title contains WORD, against a demo server
  api [OPTIONS]             requests made up from the OpenAPI document, against a demo server
  shots [OPTIONS]           takes the screenshots of docs/images anew; with --check compares them with new ones
  shots --all [OPTIONS]     takes each page in each theme and width into target/shots/all, to be looked at; with --check
                            compares them with tests/browser/references (--check-once: each page once a theme), with
                            --accept makes them the references
  bench [OPTIONS] [PART]    measures and writes a report to docs/benchmarks; only one of its parts: prints it
  package [OPTIONS]         manual and completions for packages, into target/package
  machine                   installs what a fresh Debian 12 lacks

Options of browser, api, package and shots:
  --binary PATH             the server to start (default: the release binary)
Options of browser:
  --postgres                two nodes on a PostgreSQL of their own, asked in turn (default: one process on SQLite)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let place = Place::of_repository();
    match task(&place, &arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.exit_status())
        }
    }
}

fn task(place: &Place, arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["ci"] => ci::run(place),
        ["tidy"] => tidy::run(place),
        ["machine"] => machine::prepare(place),
        ["browser", rest @ ..] => stories(place, rest),
        ["api", "--binary", binary] => api::run(place, binary.as_ref()),
        ["api"] => api::run(place, &place.release_binary()),
        ["package", "--binary", binary] => package::run(place, binary.as_ref()),
        ["package"] => package::run(place, &place.release_binary()),
        ["shots", rest @ ..] => shots(place, rest),
        ["bench", "--binary", binary] => bench::run(place, binary.as_ref()),
        ["bench", "--binary", binary, part] => bench::part(place, binary.as_ref(), part),
        ["bench", part] if !part.starts_with('-') => bench::part(place, &place.release_binary(), part),
        ["bench"] => bench::run(place, &place.release_binary()),
        _ => Err(Failure::usage(USAGE)),
    }
}

fn stories(place: &Place, arguments: &[&str]) -> Result<()> {
    let (mut engine, mut binary, mut rest) = (Engine::Sqlite, place.release_binary(), arguments);
    loop {
        rest = match rest {
            ["--postgres", rest @ ..] => {
                engine = Engine::Postgres;
                rest
            }
            ["--binary", given, rest @ ..] => {
                binary = given.into();
                rest
            }
            [] => return browser::run(place, &binary, &engine, ""),
            [word] if !word.starts_with('-') => return browser::run(place, &binary, &engine, word),
            _ => return Err(Failure::usage(USAGE)),
        };
    }
}

fn shots(place: &Place, arguments: &[&str]) -> Result<()> {
    let (which, rest) = match arguments {
        ["--all", "--accept", rest @ ..] => (Shots::Accept, rest),
        ["--all", "--check", rest @ ..] => (Shots::Compare, rest),
        ["--all", "--check-once", rest @ ..] => (Shots::Once, rest),
        ["--all", rest @ ..] => (Shots::All, rest),
        ["--check", rest @ ..] => (Shots::Check, rest),
        rest => (Shots::Documentation, rest),
    };
    match rest {
        [] => browser::shots(place, &place.release_binary(), &which),
        ["--binary", binary] => browser::shots(place, binary.as_ref(), &which),
        _ => Err(Failure::usage(USAGE)),
    }
}
