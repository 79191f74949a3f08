//! `postgres://user:password@host:port/database?sslmode=…`

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// The URL of a PostgreSQL database.
#[derive(Clone)]
pub struct PostgresUrl {
    config: Box<Config>,
    security: Security,
    roots: Option<PathBuf>,
    shown: String,
}

/// How far the connection is secured: `sslmode` as in libpq.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Security {
    /// Not at all.
    Off,
    /// Encrypted if the server offers it; whoever that is.
    IfOffered,
    /// Encrypted; whoever the server is.
    Encrypted,
    /// The server's certificate is of an authority we trust.
    Authority,
    /// And it is this server's.
    Server,
}

/// Why a URL is none.
#[derive(Debug, thiserror::Error)]
pub enum NotAPostgresUrl {
    /// It begins otherwise.
    #[error("a PostgreSQL database is `postgres://…`")]
    Scheme,
    /// `sslmode` has another value.
    #[error("`sslmode={0}` is not known; give disable, prefer, require, verify-ca or verify-full")]
    SslMode(String),
    /// The rest can't be read.
    #[error("the URL can't be read")]
    Unreadable(#[from] tokio_postgres::Error),
}

impl FromStr for PostgresUrl {
    type Err = NotAPostgresUrl;

    fn from_str(url: &str) -> Result<PostgresUrl, NotAPostgresUrl> {
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
        {
            return Err(NotAPostgresUrl::Scheme);
        }
        let (address, query) = url.split_once('?').unwrap_or((url, ""));
        let (mut mode, mut roots, mut others) = (None, None, Vec::new());
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = Some(value.to_owned()),
                // As without one: whom the system trusts.
                Some(("sslrootcert", "system")) => roots = None,
                // Slashes may stand for themselves.
                Some(("sslrootcert", path)) => roots = Some(PathBuf::from(path.replace("%2F", "/"))),
                Some(_) | None => others.push(pair),
            }
        }
        let rest = match others.is_empty() {
            true => address.to_owned(),
            false => format!("{address}?{}", others.join("&")),
        };
        let mut config: Config = rest.parse()?;
        let security = match mode.as_deref() {
            None if is_here(&config) => Security::Off,
            None | Some("verify-full") => Security::Server,
            Some("disable") => Security::Off,
            Some("allow" | "prefer") => Security::IfOffered,
            // As libpq has it: whoever names an authority wants it to be asked.
            Some("require") if roots.is_some() => Security::Authority,
            Some("require") => Security::Encrypted,
            Some("verify-ca") => Security::Authority,
            Some(other) => return Err(NotAPostgresUrl::SslMode(other.to_owned())),
        };
        config.ssl_mode(match security {
            Security::Off => SslMode::Disable,
            Security::IfOffered => SslMode::Prefer,
            Security::Encrypted | Security::Authority | Security::Server => SslMode::Require,
        });
        Ok(PostgresUrl {
            shown: shown(&config),
            config: Box::new(config),
            security,
            roots,
        })
    }
}

impl PostgresUrl {
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    pub(super) fn security(&self) -> Security {
        self.security
    }

    /// Whom to trust; none: whom the system trusts.
    pub(super) fn roots(&self) -> Option<&PathBuf> {
        self.roots.as_ref()
    }
}

/// Without the password.
impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// Whether every server named is on this machine: nobody listens in between.
fn is_here(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()),
        Host::Unix(_) => true,
    })
}

fn shown(config: &Config) -> String {
    let hosts: Vec<String> = config
        .get_hosts()
        .iter()
        .map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) => path.display().to_string(),
        })
        .collect();
    format!(
        "postgres://{}/{}",
        hosts.join(","),
        config.get_dbname().unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::{NotAPostgresUrl, PostgresUrl, Security};

    #[test]
    fn a_server_elsewhere_is_verified_unless_the_url_says_otherwise() {
        for (url, security) in [
            ("postgres://db.example/cpor", Security::Server),
            ("postgres://localhost/cpor", Security::Off),
            ("postgres://cpor@127.0.0.1:5433/cpor", Security::Off),
            ("postgres:///cpor?host=/run/postgresql", Security::Off),
            ("postgres://localhost,db.example/cpor", Security::Server),
            ("postgresql://db.example/cpor?sslmode=disable", Security::Off),
            ("postgres://db.example/cpor?sslmode=prefer", Security::IfOffered),
            ("postgres://db.example/cpor?sslmode=require", Security::Encrypted),
            (
                "postgres://db.example/cpor?sslmode=require&sslrootcert=/etc/ca.pem",
                Security::Authority,
            ),
            (
                "postgres://db.example/cpor?sslmode=require&sslrootcert=system",
                Security::Encrypted,
            ),
            ("postgres://localhost/cpor?sslmode=verify-ca", Security::Authority),
            ("postgres://localhost/cpor?sslmode=verify-full", Security::Server),
        ] {
            let parsed: PostgresUrl = url.parse().unwrap();
            assert_eq!(parsed.security(), security, "{url}");
        }
    }

    #[test]
    fn a_url_is_shown_without_its_password() {
        let url: PostgresUrl = "postgres://cpor:secret@db.example/cpor?sslrootcert=/etc/ca.pem"
            .parse()
            .unwrap();
        assert_eq!(url.to_string(), "postgres://db.example/cpor");
        assert!(!format!("{url:?}").contains("secret"));
        assert_eq!(url.roots().unwrap().to_str(), Some("/etc/ca.pem"));
    }

    #[test]
    fn what_is_no_such_url_is_refused() {
        assert!(matches!(
            "mysql://x".parse::<PostgresUrl>(),
            Err(NotAPostgresUrl::Scheme)
        ));
        let unknown = "postgres://x/y?sslmode=maybe".parse::<PostgresUrl>();
        assert!(matches!(unknown, Err(NotAPostgresUrl::SslMode(_))));
        let unknown = "postgres://x/y?colour=red".parse::<PostgresUrl>();
        assert!(matches!(unknown, Err(NotAPostgresUrl::Unreadable(_))));
    }
}
