//! One connection to PostgreSQL, with its prepared statements.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::{TryStreamExt, pin_mut};
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};

use super::connector::Duty;
use super::prepared::Prepared;
use super::translate::translate;
use crate::engine::DatabaseError;
use crate::engine::error::Result;
use crate::engine::parameter::Parameter;

/// A connection and what it has prepared. It ends with this value.
pub(crate) struct Session {
    client: Client,
    prepared: Mutex<Prepared>,
    driver: AbortHandle,
    patience: Duration,
}

/// What a statement found or changed.
pub(crate) struct Answer {
    pub(crate) rows: Vec<tokio_postgres::Row>,
    pub(crate) changed: usize,
}

impl Drop for Session {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Session {
    /// `patience` is longer than the server's with any statement: later than that the connection is dead.
    pub(super) fn new(client: Client, driver: AbortHandle, patience: Duration) -> Session {
        Session {
            client,
            prepared: Mutex::default(),
            driver,
            patience,
        }
    }

    /// Whether it can't be used any more.
    pub(crate) fn is_lost(&self) -> bool {
        self.client.is_closed()
    }

    /// Ends the connection, for whoever else uses it too.
    pub(crate) fn end(&self) {
        self.driver.abort();
    }

    /// Is from now on whoever a task asks for.
    pub(crate) async fn take_role(&self, duty: Duty) -> Result<()> {
        self.batch(duty.take_role()).await
    }

    /// Several statements without values or rows.
    pub(crate) async fn batch(&self, sql: &str) -> Result<()> {
        self.within(self.client.batch_execute(sql)).await
    }

    /// One of our statements, prepared once.
    pub(crate) async fn prepare(&self, sql: &str) -> Result<Statement> {
        let known = self.prepared().get(sql);
        match known {
            Some(statement) => Ok(statement),
            None => {
                let translated = translate(sql);
                tracing::trace!(target: "store::prepared", sql = translated);
                let statement = self.within(self.client.prepare(&translated)).await?;
                self.prepared().keep(sql, statement.clone());
                Ok(statement)
            }
        }
    }

    fn prepared(&self) -> std::sync::MutexGuard<'_, Prepared> {
        self.prepared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Carries out one of our statements.
    pub(crate) async fn carry_out(&self, sql: &str, values: &[Parameter<'_>]) -> Result<Answer> {
        let statement = self.prepare(sql).await?;
        let wanted = statement.params().len();
        if wanted != values.len() {
            let given = values.len();
            return Err(DatabaseError::ParameterCount { given, wanted });
        }
        self.answer(&statement, values).await
    }

    /// Carries out a prepared statement. It is sent when this is first polled: those polled together travel together.
    pub(crate) async fn answer<T: ToSql + Sync>(&self, statement: &Statement, values: &[T]) -> Result<Answer> {
        self.within(async {
            let found = self.client.query_raw(statement, values.iter().map(as_sql)).await?;
            pin_mut!(found);
            let mut rows = Vec::new();
            while let Some(row) = found.try_next().await? {
                rows.push(row);
            }
            let changed = found.rows_affected().unwrap_or_default();
            let changed = usize::try_from(changed).unwrap_or(usize::MAX);
            Ok(Answer { rows, changed })
        })
        .await
    }

    async fn within<T>(&self, work: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T> {
        match timeout(self.patience, work).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(DatabaseError::NoAnswer),
        }
    }
}

fn as_sql<T: ToSql + Sync>(value: &T) -> &(dyn ToSql + Sync) {
    value
}
