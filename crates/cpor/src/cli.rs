//! The command line, noun and verb (cli.md).

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::exit::{Exit, Failure};
use crate::output;

/// Claimed Partner of Record programmes: claims, review, consent.
#[derive(Parser, Debug)]
#[command(
    name = "cpor",
    version,
    max_term_width = 110,
    after_help = "Examples:\n  cpor serve --demo            try the product with sample data\n  cpor serve --data /srv/cpor  serve a data folder\n  cpor doctor --data /srv/cpor check everything stored"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve pages and API
    Serve(Serve),
    /// Check everything stored: history, chains, deadlines, documents
    #[command(
        after_help = "Example:\n  cpor doctor --data ./data --json\n\nEnds with 0 if all is well, 1 if anything differs."
    )]
    Doctor {
        #[command(flatten)]
        settings: Settings,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Copy database and documents into one file
    #[command(after_help = "Example:\n  cpor backup cpor-backup.tar --data ./data\n\nThe server may go on running.")]
    Backup {
        #[command(flatten)]
        settings: Settings,
        /// The file to write; it must not exist
        file: PathBuf,
    },
    /// Bring a backup back into an empty data folder or PostgreSQL database
    #[command(
        after_help = "Examples:\n  cpor restore cpor-backup.tar --data ./restored\n  cpor restore cpor-backup.tar --data ./restored --blobs s3://bucket/restored\n  cpor restore cpor-backup.tar --database postgres://cpor@db.example/restored --blobs s3://bucket/restored\n\nBoth places must be empty. A restore that was interrupted goes on when it is run again."
    )]
    Restore {
        #[command(flatten)]
        settings: Settings,
        /// The file to read
        file: PathBuf,
    },
    /// Move everything stored into another, empty database, of the same engine or the other
    Move(Move),
    /// Sample data
    #[command(subcommand)]
    Demo(DemoCommand),
    /// Claims
    #[command(subcommand)]
    Claim(ClaimCommand),
    /// Configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print shell completions
    #[command(after_help = "Example:\n  cpor completions bash > /etc/bash_completion.d/cpor")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  cpor man | man -l -")]
    Man,
}

/// Where data is, and how to serve it. Each may also stand in `cpor.toml` or in the environment.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// The data folder [default: ./data; with --demo ./demo-data] [env: CPOR_DATA]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The database, `sqlite:DIR` or `postgres://…` [default: the data folder] [env: CPOR_DATABASE]
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// The documents: a folder, `s3://BUCKET/PREFIX`, `az://…` or `gs://…` [default: `blobs` in the data folder] [env: CPOR_BLOBS]
    #[arg(long, value_name = "URL")]
    pub blobs: Option<String>,
    /// A configuration file [default: ./cpor.toml if it is there] [env: CPOR_CONFIG]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// `cpor serve`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  cpor serve --demo\n  cpor serve --data /srv/cpor --listen 127.0.0.1:8080\n  cpor serve --trusted-proxy 127.0.0.1 --log-format json --metrics-listen 127.0.0.1:9464\n\nPrints one line, `listening on http://…`, when ready."
)]
pub struct Serve {
    #[command(flatten)]
    pub settings: Settings,
    /// Sample data and a clock that is advanced by hand
    #[arg(long)]
    pub demo: bool,
    /// The address to listen on [default: 127.0.0.1:8080] [env: CPOR_LISTEN]
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// The address people use, for links in messages [default: http:// and the address listened on] [env: CPOR_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// How it is watched, and what is too much.
    #[command(flatten)]
    pub operating: Operating,
}

/// How `cpor serve` is watched, and what is too much. Each may also stand in `cpor.toml` or in the environment.
#[derive(Args, Clone, Debug, Default)]
pub struct Operating {
    /// What is logged: error, warn, info, debug or trace, or parts like info,cpor=debug [default: info] [env: CPOR_LOG]
    #[arg(long, value_name = "LEVEL")]
    pub log: Option<String>,
    /// How a line of the log looks: text or json [default: text] [env: CPOR_LOG_FORMAT]
    #[arg(long, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// Answer /metrics on this address, which nobody but the monitoring should reach [default: nowhere] [env: CPOR_METRICS_LISTEN]
    #[arg(long, value_name = "ADDR")]
    pub metrics_listen: Option<SocketAddr>,
    /// Proxies whose X-Forwarded-For is believed: addresses and networks, separated by commas [default: none] [env: CPOR_TRUSTED_PROXIES]
    #[arg(long, value_name = "CIDR", value_delimiter = ',')]
    pub trusted_proxy: Vec<String>,
    /// Answer at most so many requests at once; more get 503 [default: 512] [env: CPOR_REQUESTS_MAX]
    #[arg(long, value_name = "N")]
    pub requests_max: Option<usize>,
    /// Send traces to this OTLP collector, http/protobuf, like http://127.0.0.1:4318 [default: nowhere] [env: CPOR_TRACES]
    #[arg(long, value_name = "URL")]
    pub traces: Option<String>,
}

/// `cpor move`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  cpor move --from sqlite:/var/lib/cpor --to postgres://cpor@db.example/cpor\n  cpor move --from postgres://cpor@db.example/cpor --to sqlite:/srv/cpor\n  cpor move --from sqlite:/var/lib/cpor --from-blobs /var/lib/cpor/blobs --to postgres://cpor@db.example/cpor --to-blobs s3://bucket/cpor\n\nNobody may serve either meanwhile. The source stays as it is; documents stay where they are unless --from-blobs and --to-blobs are given. A move that was interrupted goes on when it is run again."
)]
pub struct Move {
    /// The database to take everything from, `sqlite:DIR` or `postgres://…`
    #[arg(long, value_name = "URL")]
    pub from: String,
    /// The empty database to bring it to
    #[arg(long, value_name = "URL")]
    pub to: String,
    /// Where its documents are, to be copied too
    #[arg(long, value_name = "URL", requires = "to_blobs")]
    pub from_blobs: Option<String>,
    /// The empty place to copy them to
    #[arg(long, value_name = "URL", requires = "from_blobs")]
    pub to_blobs: Option<String>,
}

/// `cpor demo`.
#[derive(Subcommand, Debug)]
pub enum DemoCommand {
    /// Add believable claims in every status, for trying and measuring
    Fill(Fill),
}

/// `cpor demo fill`.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  cpor demo fill --claims 100000 --data ./demo-data\n\nThe data folder must be a demo's: start it once with `cpor serve --demo`, or let this command begin it."
)]
pub struct Fill {
    #[command(flatten)]
    pub settings: Settings,
    /// How many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub claims: u32,
    /// Makes the same claims again
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

/// `cpor claim`.
#[derive(Subcommand, Debug)]
pub enum ClaimCommand {
    /// List claims
    #[command(
        after_help = "Examples:\n  cpor claim list --data ./data --status submitted\n  cpor claim list --server http://127.0.0.1:8080 --token … --json"
    )]
    List {
        #[command(flatten)]
        source: Source,
        /// Only these statuses, separated by commas
        #[arg(long)]
        status: Option<String>,
        /// Number, name or customer by prefix
        #[arg(long)]
        query: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
        limit: u16,
        /// The `next` of the page before
        #[arg(long)]
        cursor: Option<String>,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Show one claim
    #[command(after_help = "Example:\n  cpor claim show CPOR-2026-000123 --data ./data")]
    Show {
        #[command(flatten)]
        source: Source,
        /// The claim's number
        number: String,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
}

/// Where claims are read: a local data folder, or a server with a token.
#[derive(Args, Clone, Debug)]
pub struct Source {
    #[command(flatten)]
    pub settings: Settings,
    /// A server instead of a data folder
    #[arg(long, value_name = "URL", requires = "token")]
    pub server: Option<String>,
    /// The bearer token for the server
    #[arg(long, value_name = "TOKEN", env = "CPOR_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
}

/// `cpor config`.
#[derive(Subcommand, Debug)]
pub enum ConfigCommand {
    /// Print what holds and where it comes from
    #[command(after_help = "Example:\n  CPOR_LISTEN=0.0.0.0:80 cpor config show")]
    Show {
        #[command(flatten)]
        settings: Settings,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
}

/// Prints completions for a shell.
pub fn print_completions(shell: Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "cpor", &mut script);
    output::bytes(&script);
    Exit::Done
}

/// Prints the manual page.
pub fn print_manual() -> Result<Exit, Failure> {
    let manual = clap_mangen::Man::new(Cli::command());
    let mut page = Vec::new();
    manual
        .render(&mut page)
        .map_err(|error| Failure::fault("the manual could not be printed", error))?;
    output::bytes(&page);
    Ok(Exit::Done)
}
