//! The `cpor` command: configuration, wiring, and the command line (cli.md).

mod backup;
mod claims;
mod cli;
mod config;
mod database;
mod demo;
mod doctor;
mod exit;
mod logging;
mod memory;
mod moving;
mod output;
mod progress;
mod restore;
mod serve;
mod stopping;
mod traces;
mod wiring;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, ConfigCommand};
use exit::Exit;

fn main() -> ExitCode {
    gateway::take_small_pages();
    let cli = Cli::parse();
    let outcome = run(cli);
    outcome.unwrap_or_else(Exit::report).into()
}

fn run(cli: Cli) -> Result<Exit, exit::Failure> {
    match cli.command {
        Command::Completions { shell } => Ok(cli::print_completions(shell)),
        Command::Man => cli::print_manual(),
        Command::Config(ConfigCommand::Show { settings, json }) => config::show(&settings, json),
        Command::Serve(arguments) => runtime()?.block_on(serve::serve(arguments)),
        Command::Doctor { settings, json } => runtime()?.block_on(doctor::examine(&settings, json)),
        Command::Backup { settings, file } => runtime()?.block_on(backup::backup(&settings, &file)),
        Command::Restore { settings, file } => runtime()?.block_on(restore::restore(&settings, &file)),
        Command::Move(arguments) => moving::move_all(arguments, runtime()?.handle()),
        Command::Demo(cli::DemoCommand::Fill(arguments)) => runtime()?.block_on(demo::fill(arguments)),
        Command::Claim(command) => runtime()?.block_on(claims::run(command)),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, exit::Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| exit::Failure::fault("the runtime could not be started", error))
}
