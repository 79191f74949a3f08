//! Everything a change must pass, in order, from nothing but a toolchain. All that is made stays in `target/`.

use std::time::{Duration, Instant};

use crate::browser::{Engine, Shots};
use crate::place::Place;
use crate::process::{self, Failure, Result};
use crate::{api, browser, machine, tidy};

struct Step {
    title: &'static str,
    run: fn(&Place) -> Result<()>,
}

const STEPS: &[Step] = &[
    Step {
        title: "machine: what is lacking",
        run: machine::prepare,
    },
    Step {
        title: "format",
        run: |place| cargo(place, &["fmt", "--all", "--check"]),
    },
    Step {
        title: "tidy: edges, lengths, wording, licences",
        run: tidy::run,
    },
    Step {
        title: "clippy",
        run: |place| {
            cargo(
                place,
                &[
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--locked",
                    "--",
                    "-D",
                    "warnings",
                ],
            )
        },
    },
    Step {
        title: "tests",
        run: |place| cargo(place, &["test", "--workspace", "--locked"]),
    },
    Step {
        title: "release build",
        // As the README's command builds it.
        run: |place| cargo(place, &["build", "--release", "--locked"]),
    },
    Step {
        title: "browser stories",
        run: |place| browser::run(place, &place.release_binary(), &Engine::Sqlite, ""),
    },
    Step {
        title: "pictures of every page",
        run: |place| browser::shots(place, &place.release_binary(), &Shots::Once),
    },
    Step {
        title: "made-up API requests",
        run: |place| api::run(place, &place.release_binary()),
    },
];

/// Far above what a step takes on two cores; a step that hangs fails instead of holding the machine.
const STEP_AT_MOST: Duration = Duration::from_secs(15 * 60);

pub fn run(place: &Place) -> Result<()> {
    let started = Instant::now();
    for (index, step) in STEPS.iter().enumerate() {
        println!("\n== {}/{} {}", index + 1, STEPS.len(), step.title);
        let step_started = Instant::now();
        let outcome = (step.run)(place);
        let seconds = step_started.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => println!("-- {}: passed in {seconds:.1} s", step.title),
            Err(failure) => {
                println!("{failure}\n-- {}: FAILED after {seconds:.1} s", step.title);
                println!(
                    "\nstopped after {:.0} s\n{index} passed, 1 failed",
                    started.elapsed().as_secs_f32()
                );
                return Err(Failure::because(format!("failed: {}", step.title)));
            }
        }
    }
    println!(
        "\ndone in {:.0} s\n{} passed, 0 failed",
        started.elapsed().as_secs_f32(),
        STEPS.len()
    );
    Ok(())
}

fn cargo(place: &Place, arguments: &[&str]) -> Result<()> {
    // Incremental artefacts only help a second build, and double the size of the first.
    process::run(
        process::cargo(&place.root)
            .args(arguments)
            .env("CARGO_INCREMENTAL", "0"),
        STEP_AT_MOST,
    )
}
