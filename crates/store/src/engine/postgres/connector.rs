//! How connections are made.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::{Config, NoTls};

use super::session::Session;
use super::tls::Tls;
use super::url::PostgresUrl;
use crate::engine::DatabaseError;
use crate::engine::error::Result;

/// A server that doesn't answer by then isn't there.
const CONNECT_MAX: Duration = Duration::from_secs(5);

/// The lock that whoever serves a database shares, with every connection, and whoever moves it has alone. The product's
/// own number; it ends with the connection.
pub(crate) const SERVED_BY: i64 = 7_236_837_090;
/// Whoever has ended keeps that lock until the server has seen it: so long, looked at so often, it may seem to be taken.
pub(crate) const LEAVES_WITHIN: Duration = Duration::from_secs(3);
pub(crate) const LOOK_EVERY: Duration = Duration::from_millis(50);

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Duty {
    /// Reading only.
    Read,
    /// Reading everything, which takes long.
    ReadLong,
    /// Writing.
    Write,
    /// Bringing the schema up to date, which takes long.
    Migrate,
}

impl Duty {
    /// No lock is waited for and no statement runs longer than a caller waits; a node that died in the middle of a
    /// transaction holds nobody up.
    const fn settings(self) -> &'static str {
        match self {
            Duty::Read => {
                "SET default_transaction_read_only = on; SET statement_timeout = '5s'; SET jit = off;
                 SET idle_in_transaction_session_timeout = '10s'"
            }
            Duty::ReadLong => "SET default_transaction_read_only = on; SET jit = off",
            Duty::Write => {
                "SET statement_timeout = '5s'; SET lock_timeout = '3s'; SET jit = off;
                 SET idle_in_transaction_session_timeout = '10s'"
            }
            Duty::Migrate => "SET lock_timeout = '60s'",
        }
    }

    /// Whether it is held by whoever serves.
    const fn serves(self) -> bool {
        match self {
            Duty::Read | Duty::Write => true,
            Duty::ReadLong | Duty::Migrate => false,
        }
    }

    const fn patience(self) -> Duration {
        match self {
            Duty::Read | Duty::Write => Duration::from_secs(6),
            Duty::ReadLong | Duty::Migrate => Duration::from_secs(3_600),
        }
    }
}

/// Makes connections to one database.
#[derive(Clone)]
pub(crate) struct Connector(Arc<Inner>);

struct Inner {
    config: Config,
    tls: Tls,
}

impl Connector {
    /// For the database of a URL.
    pub(crate) fn new(url: &PostgresUrl) -> Result<Connector> {
        let mut config = url.config().clone();
        config
            .application_name("cpor")
            .connect_timeout(CONNECT_MAX)
            .keepalives_idle(Duration::from_secs(5))
            .keepalives_interval(Duration::from_secs(2))
            .keepalives_retries(2)
            .tcp_user_timeout(Duration::from_secs(10));
        let tls = Tls::new(url)?;
        Ok(Connector(Arc::new(Inner { config, tls })))
    }

    /// A new connection. What it carries runs on the caller's runtime.
    pub(crate) async fn connect(&self, duty: Duty) -> Result<Session> {
        timeout(CONNECT_MAX, self.make(duty))
            .await
            .map_err(|_| DatabaseError::NoAnswer)?
    }

    async fn make(&self, duty: Duty) -> Result<Session> {
        let (client, driver) = match &self.0.tls {
            Tls::Off => {
                let (client, connection) = self.0.config.connect(NoTls).await?;
                (client, tokio::spawn(carry(connection)))
            }
            Tls::On(tls) => {
                let (client, connection) = self.0.config.connect(tls.clone()).await?;
                (client, tokio::spawn(carry(connection)))
            }
        };
        let session = Session::new(client, driver.abort_handle(), duty.patience());
        session
            .batch(&format!("{}; {}", duty.settings(), duty.take_role()))
            .await?;
        if duty.serves() {
            session
                .batch(&format!("SELECT pg_advisory_lock_shared({SERVED_BY})"))
                .await?;
        }
        Ok(session)
    }
}

/// Whoever waits for an answer learns of its end; it is no news for others.
async fn carry(connection: impl Future<Output = Result<(), tokio_postgres::Error>>) {
    if let Err(error) = connection.await {
        tracing::debug!(
            error = &error as &dyn std::error::Error,
            "a connection to the database ended"
        );
    }
}
