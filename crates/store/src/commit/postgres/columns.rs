//! Rows turned into columns: a statement takes any number of rows as one array a column.

use crate::engine::Parameter;
use crate::engine::error::Result;
use crate::engine::postgres::{Answer, Session};
use futures_util::future::join_all;

/// The values of rows, column by column.
pub(super) struct Columns<'a>(Vec<Vec<Parameter<'a>>>);

impl<'a> Columns<'a> {
    /// Of rows that are there.
    pub(super) fn of<const WIDTH: usize>(rows: impl IntoIterator<Item = [Parameter<'a>; WIDTH]>) -> Columns<'a> {
        let mut columns = vec![Vec::new(); WIDTH];
        for row in rows {
            for (column, value) in columns.iter_mut().zip(row) {
                column.push(value);
            }
        }
        Columns(columns)
    }

    /// Of a statement without values.
    pub(super) fn none() -> Columns<'static> {
        Columns(Vec::new())
    }
}

/// Statements that travel together.
#[derive(Default)]
pub(super) struct Journey<'a>(Vec<(&'static str, Columns<'a>)>);

impl<'a> Journey<'a> {
    /// Adds a statement; its place among the answers.
    pub(super) fn add(&mut self, sql: &'static str, columns: Columns<'a>) -> usize {
        self.0.push((sql, columns));
        self.0.len() - 1
    }

    /// Adds a statement of rows, if there are any; its place among the answers.
    pub(super) fn add_rows(&mut self, sql: &'static str, columns: Columns<'a>) -> Option<usize> {
        let any = columns.0.first().is_some_and(|column| !column.is_empty());
        any.then(|| self.add(sql, columns))
    }

    /// Sends all, and waits for all answers. The first error is told; what comes after one in a transaction fails too.
    pub(super) async fn travel(self, session: &Session) -> Result<Vec<Answer>> {
        let mut statements = Vec::with_capacity(self.0.len());
        for (sql, _) in &self.0 {
            statements.push(session.prepare(sql).await?);
        }
        let sent = statements.iter().zip(&self.0);
        // A few only: polled in their order, so sent in it.
        let answers = join_all(sent.map(|(statement, (_, columns))| session.answer(statement, &columns.0))).await;
        answers.into_iter().collect()
    }
}
