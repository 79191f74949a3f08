//! Configuration: defaults < `cpor.toml` < `CPOR_*` environment < flags.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;
use web::operating::{REQUESTS_MAX, TrustedProxies};

use crate::cli::{self, Serve, Settings};
use crate::database::Database;
use crate::exit::{Exit, Failure};
use crate::logging::{LogFormat, LogLevel};
use crate::say;

/// Where a setting's value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Built in.
    Default,
    /// The configuration file.
    File,
    /// The environment.
    Environment,
    /// The command line.
    Flag,
}

impl Origin {
    const fn code(self) -> &'static str {
        match self {
            Origin::Default => "default",
            Origin::File => "file",
            Origin::Environment => "environment",
            Origin::Flag => "flag",
        }
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its origin.
    pub origin: Origin,
}

/// What holds.
#[derive(Clone, Debug)]
pub struct Config {
    /// The data folder.
    pub data: Sourced<PathBuf>,
    /// The database.
    pub database: Sourced<Database>,
    /// The documents' place.
    pub blobs: Sourced<String>,
    /// The address to listen on.
    pub listen: Sourced<SocketAddr>,
    /// The address people use; none: the one listened on.
    pub public_url: Sourced<Option<String>>,
    /// How it is watched, and what is too much.
    pub operating: Operating,
}

/// How `serve` is watched, and what is too much.
#[derive(Clone, Debug)]
pub struct Operating {
    /// What is logged.
    pub log: Sourced<LogLevel>,
    /// How a line of the log looks.
    pub log_format: Sourced<LogFormat>,
    /// Where `/metrics` is answered; none: nowhere.
    pub metrics_listen: Sourced<Option<SocketAddr>>,
    /// Whose word for where a request comes from is taken.
    pub trusted_proxies: Sourced<TrustedProxies>,
    /// So many requests are answered at once.
    pub requests_max: Sourced<usize>,
    /// The collector that traces are sent to; none: nobody wants them.
    pub traces: Sourced<Option<String>>,
}

/// Data and demo data never share a folder by accident.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A real installation.
    Work,
    /// `--demo`.
    Demo,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    blobs: Option<String>,
    listen: Option<String>,
    public_url: Option<String>,
    log: Option<String>,
    log_format: Option<String>,
    metrics_listen: Option<String>,
    trusted_proxies: Option<Vec<String>>,
    requests_max: Option<usize>,
    traces: Option<String>,
}

const FILE: &str = "cpor.toml";

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn choose<T>(flag: Option<T>, environment: Option<T>, file: Option<T>, default: T) -> Sourced<T> {
    let of = |value, origin| Sourced { value, origin };
    match (flag, environment, file) {
        (Some(value), _, _) => of(value, Origin::Flag),
        (None, Some(value), _) => of(value, Origin::Environment),
        (None, None, Some(value)) => of(value, Origin::File),
        (None, None, None) => of(default, Origin::Default),
    }
}

impl Config {
    /// What holds for a command that works on stored data.
    pub fn of(settings: &Settings, purpose: Purpose) -> Result<Config, Failure> {
        Config::resolve(settings, None, None, &cli::Operating::default(), purpose)
    }

    /// What holds for `serve`.
    pub fn of_serve(serve: &Serve) -> Result<Config, Failure> {
        let purpose = if serve.demo { Purpose::Demo } else { Purpose::Work };
        let public_url = serve.public_url.clone();
        Config::resolve(&serve.settings, serve.listen, public_url, &serve.operating, purpose)
    }

    fn resolve(
        settings: &Settings,
        listen: Option<SocketAddr>,
        public_url: Option<String>,
        operating: &cli::Operating,
        purpose: Purpose,
    ) -> Result<Config, Failure> {
        let mut file = read_file(settings)?;
        let operating = Operating::resolve(operating, &mut file)?;
        let folder = match purpose {
            Purpose::Work => "data",
            Purpose::Demo => "demo-data",
        };
        let data = choose(
            settings.data.clone(),
            environment("CPOR_DATA").map(PathBuf::from),
            file.data,
            PathBuf::from(folder),
        );
        let database = choose(
            settings.database.as_deref().map(Database::parse).transpose()?,
            environment("CPOR_DATABASE")
                .as_deref()
                .map(Database::parse)
                .transpose()?,
            file.database.as_deref().map(Database::parse).transpose()?,
            Database::Folder(data.value.clone()),
        );
        let default_blobs = data.value.join("blobs").to_string_lossy().into_owned();
        let blobs = choose(
            settings.blobs.clone(),
            environment("CPOR_BLOBS"),
            file.blobs,
            default_blobs,
        );
        let listen = choose(
            listen,
            environment("CPOR_LISTEN").as_deref().map(address).transpose()?,
            file.listen.as_deref().map(address).transpose()?,
            SocketAddr::from(([127, 0, 0, 1], 8080)),
        );
        let public_url = choose(
            public_url.map(Some),
            environment("CPOR_PUBLIC_URL").map(Some),
            file.public_url.map(Some),
            None,
        );
        Ok(Config {
            data,
            database,
            blobs,
            listen,
            public_url,
            operating,
        })
    }
}

impl Operating {
    fn resolve(flags: &cli::Operating, file: &mut File) -> Result<Operating, Failure> {
        let proxies = |networks: &str| networks.parse::<TrustedProxies>().map_err(unusable);
        let count = |text: String| match text.parse() {
            Ok(count) if count > 0 => Ok(count),
            Ok(_) | Err(_) => Err(Failure::unusable(format!("`{text}` is no number of requests"))),
        };
        let network_flags = (!flags.trusted_proxy.is_empty()).then(|| flags.trusted_proxy.join(","));
        let in_file = |count: usize| count.to_string();
        Ok(Operating {
            log: choose(
                flags.log.as_deref().map(str::parse).transpose().map_err(unusable)?,
                environment("CPOR_LOG")
                    .map(|text| text.parse())
                    .transpose()
                    .map_err(unusable)?,
                file.log.take().map(|text| text.parse()).transpose().map_err(unusable)?,
                LogLevel::default(),
            ),
            log_format: choose(
                flags
                    .log_format
                    .as_deref()
                    .map(str::parse)
                    .transpose()
                    .map_err(unusable)?,
                environment("CPOR_LOG_FORMAT")
                    .map(|text| text.parse())
                    .transpose()
                    .map_err(unusable)?,
                file.log_format
                    .take()
                    .map(|text| text.parse())
                    .transpose()
                    .map_err(unusable)?,
                LogFormat::Text,
            ),
            metrics_listen: choose(
                flags.metrics_listen.map(Some),
                environment("CPOR_METRICS_LISTEN")
                    .as_deref()
                    .map(address)
                    .transpose()?
                    .map(Some),
                file.metrics_listen
                    .take()
                    .as_deref()
                    .map(address)
                    .transpose()?
                    .map(Some),
                None,
            ),
            trusted_proxies: choose(
                network_flags.as_deref().map(proxies).transpose()?,
                environment("CPOR_TRUSTED_PROXIES")
                    .as_deref()
                    .map(proxies)
                    .transpose()?,
                file.trusted_proxies
                    .take()
                    .map(|networks| proxies(&networks.join(",")))
                    .transpose()?,
                TrustedProxies::default(),
            ),
            requests_max: choose(
                flags.requests_max.map(in_file).map(count).transpose()?,
                environment("CPOR_REQUESTS_MAX").map(count).transpose()?,
                file.requests_max.take().map(in_file).map(count).transpose()?,
                REQUESTS_MAX,
            ),
            traces: choose(
                flags.traces.clone().map(Some),
                environment("CPOR_TRACES").map(Some),
                file.traces.take().map(Some),
                None,
            ),
        })
    }
}

fn unusable(error: impl std::fmt::Display) -> Failure {
    Failure::unusable(error.to_string())
}

fn read_file(settings: &Settings) -> Result<File, Failure> {
    let named = settings
        .config
        .clone()
        .or_else(|| environment("CPOR_CONFIG").map(PathBuf::from));
    let path = named.clone().unwrap_or_else(|| PathBuf::from(FILE));
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => return Ok(File::default()),
        Err(error) => return Err(Failure::unusable(format!("cannot read {}: {error}", path.display()))),
    };
    toml::from_str(&text).map_err(|error| Failure::unusable(format!("{} is not usable: {error}", path.display())))
}

fn address(text: &str) -> Result<SocketAddr, Failure> {
    text.parse()
        .map_err(|_| Failure::unusable(format!("`{text}` is no address to listen on, like 127.0.0.1:8080")))
}

/// `cpor config show`.
pub fn show(settings: &Settings, json: bool) -> Result<Exit, Failure> {
    let config = Config::of(settings, Purpose::Work)?;
    let operating = &config.operating;
    let rows = [
        (
            "data",
            Some(config.data.value.display().to_string()),
            config.data.origin,
        ),
        (
            "database",
            Some(config.database.value.to_string()),
            config.database.origin,
        ),
        ("blobs", Some(mask(&config.blobs.value)), config.blobs.origin),
        ("listen", Some(config.listen.value.to_string()), config.listen.origin),
        (
            "public_url",
            config.public_url.value.as_deref().map(mask),
            config.public_url.origin,
        ),
        ("log", Some(operating.log.value.to_string()), operating.log.origin),
        (
            "log_format",
            Some(operating.log_format.value.to_string()),
            operating.log_format.origin,
        ),
        (
            "metrics_listen",
            operating.metrics_listen.value.map(|address| address.to_string()),
            operating.metrics_listen.origin,
        ),
        (
            "trusted_proxies",
            Some(operating.trusted_proxies.value.to_string()).filter(|networks| !networks.is_empty()),
            operating.trusted_proxies.origin,
        ),
        (
            "requests_max",
            Some(operating.requests_max.value.to_string()),
            operating.requests_max.origin,
        ),
        (
            "traces",
            operating.traces.value.as_deref().map(mask),
            operating.traces.origin,
        ),
    ];
    if json {
        let value = |(name, value, origin): (&str, Option<String>, Origin)| {
            (
                name.to_owned(),
                serde_json::json!({ "value": value, "origin": origin.code() }),
            )
        };
        say!("{}", serde_json::Value::Object(rows.into_iter().map(value).collect()));
    } else {
        for (name, value, origin) in rows {
            say!(
                "{name:<17}{:<40}{}",
                value.unwrap_or_else(|| "–".to_owned()),
                origin.code()
            );
        }
    }
    Ok(Exit::Done)
}

/// Hides the password of a URL, `scheme://user:password@host`.
fn mask(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    // A password may hold an @ of its own; what follows the last one before the path is the host.
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let Some((login, host)) = authority.rsplit_once('@') else {
        return url.to_owned();
    };
    let user = login.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}:…@{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_beats_the_environment_which_beats_the_file() {
        let rows = [
            (Some(1), Some(2), Some(3), (1, Origin::Flag)),
            (None, Some(2), Some(3), (2, Origin::Environment)),
            (None, None, Some(3), (3, Origin::File)),
            (None, None, None, (4, Origin::Default)),
        ];
        for (flag, environment, file, expected) in rows {
            let chosen = choose(flag, environment, file, 4);
            assert_eq!((chosen.value, chosen.origin), expected);
        }
    }

    #[test]
    fn passwords_in_urls_are_masked() {
        for (url, shown) in [
            ("postgres://cpor:secret@db/cpor", "postgres://cpor:…@db/cpor"),
            ("postgres://cpor:se@cret@db/cpor", "postgres://cpor:…@db/cpor"),
            ("https://claims.example/@us", "https://claims.example/@us"),
            ("file:///srv/blobs", "file:///srv/blobs"),
            ("data/blobs", "data/blobs"),
        ] {
            assert_eq!(mask(url), shown);
        }
    }
}
