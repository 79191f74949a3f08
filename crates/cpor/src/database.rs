//! Where the database is, by its URL.

use std::fmt;
use std::path::{Path, PathBuf};

use store::{Place, PostgresUrl};

use crate::exit::Failure;

/// A database.
#[derive(Clone, Debug)]
pub enum Database {
    /// SQLite in a data folder.
    Folder(PathBuf),
    /// PostgreSQL.
    Postgres(PostgresUrl),
}

impl Database {
    /// Of a URL.
    pub fn parse(url: &str) -> Result<Database, Failure> {
        if let Some(folder) = url.strip_prefix("sqlite:")
            && !folder.is_empty()
        {
            return Ok(Database::Folder(Path::new(folder).to_owned()));
        }
        // A URL may hold a password: it isn't repeated.
        url.parse().map(Database::Postgres).map_err(|error| {
            Failure::unusable(format!(
                "the database can't be used: {error}; give `sqlite:DIR` or `postgres://…`"
            ))
        })
    }

    /// The same for the store.
    pub fn place(&self) -> Place {
        match self {
            Database::Folder(folder) => Place::Folder(folder.clone()),
            Database::Postgres(url) => Place::Postgres(url.clone()),
        }
    }
}

/// Without a password.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Database::Folder(folder) => write!(f, "sqlite:{}", folder.display()),
            Database::Postgres(url) => url.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Database;

    #[test]
    fn a_database_is_named_by_its_url() {
        for (url, shown) in [
            ("sqlite:/srv/cpor", "sqlite:/srv/cpor"),
            (
                "postgres://cpor:secret@db.example/claims",
                "postgres://db.example/claims",
            ),
        ] {
            assert_eq!(Database::parse(url).unwrap().to_string(), shown);
        }
        for url in ["mysql://x", "sqlite:", "/srv/cpor", "postgres://x/y?sslmode=perhaps"] {
            assert!(Database::parse(url).is_err(), "{url}");
        }
    }
}
