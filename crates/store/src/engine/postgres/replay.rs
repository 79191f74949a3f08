//! Reads and writes are plain functions that ask the database and go on with the answer. On PostgreSQL the answer
//! takes its time, and no thread shall wait for it: the function is run until it asks, left, and run again from its
//! beginning when the answer is there. What it has asked before it is told at once.
//!
//! So such a function does nothing but ask and compute. With one statement, which is most of them, it runs twice.

use std::cell::RefCell;
use std::sync::Arc;

use super::session::{Answer, Session};
use crate::engine::Bind;
use crate::engine::connection::{Ask, Connection};
use crate::engine::error::{DatabaseError, Result};
use crate::engine::parameter::Value;
use crate::error::StoreError;

/// What a function has asked, and was answered.
#[derive(Default)]
struct Replay {
    answered: Vec<(String, Arc<Answer>)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// So many answers were given in this run.
    told: usize,
    asked: Option<Question>,
}

struct Question {
    sql: String,
    values: Vec<Value>,
}

impl Ask for Replay {
    /// The answer, if it is there already; else the function is to end with this error.
    fn ask(&self, sql: &str, values: &mut dyn FnMut() -> Result<Vec<Value>>) -> Result<Arc<Answer>> {
        let mut state = self.state.borrow_mut();
        match self.answered.get(state.told) {
            Some((asked, answer)) if asked == sql => {
                state.told += 1;
                Ok(Arc::clone(answer))
            }
            Some(_) => Err(DatabaseError::AskedOtherwise),
            None => {
                // Only the first question is carried; a function that goes on without an answer is run again anyway.
                if state.asked.is_none() {
                    state.asked = Some(Question {
                        sql: sql.to_owned(),
                        values: values()?,
                    });
                }
                Err(DatabaseError::Unanswered)
            }
        }
    }
}

impl Replay {
    fn next_question(&mut self) -> Option<Question> {
        let state = self.state.get_mut();
        state.told = 0;
        state.asked.take()
    }
}

/// Runs a function until it has all its answers.
pub(crate) async fn replay<T>(
    session: &Session,
    mut work: impl FnMut(&Connection<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut replay = Replay::default();
    loop {
        let outcome = work(&Connection::Postgres(&replay));
        let Some(question) = replay.next_question() else {
            return outcome;
        };
        drop(outcome);
        let values: Vec<_> = question.values.iter().map(Bind::parameter).collect();
        let answer = session.carry_out(&question.sql, &values).await?;
        drop(values);
        replay.answered.push((question.sql, Arc::new(answer)));
    }
}
