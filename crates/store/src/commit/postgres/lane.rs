//! A lane: takes all that wait, writes them in one transaction, answers each.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::{mpsc, oneshot};

use super::super::change::CommitError;
use super::super::prepare::Prepared;
use super::columns::{Columns, Journey};
use super::found_by::FoundBy;
use super::group::split_off;
use super::look::Standing;
use super::write::add_writes;
use super::{Outcome, judge};
use crate::engine::DatabaseError;
use crate::engine::postgres::{Connector, Duty, Session};
use crate::error::StoreError;
use crate::written::Counters;

/// Changes in one transaction.
const BATCH_MAX: usize = 256;

/// A change that waits.
pub(super) struct Waiting {
    pub(super) change: Prepared,
    pub(super) reply: oneshot::Sender<Outcome>,
}

impl Waiting {
    fn settle(self, outcome: Outcome) {
        // A caller that is gone has no use for the answer; what was written stands.
        drop(self.reply.send(outcome));
    }
}

pub(super) struct Lane {
    connector: Connector,
    session: Option<Session>,
    counters: Arc<Counters>,
}

impl Lane {
    pub(super) fn new(connector: Connector, counters: Arc<Counters>) -> Lane {
        Lane {
            connector,
            session: None,
            counters,
        }
    }

    pub(super) async fn serve(mut self, mut changes: mpsc::Receiver<Waiting>) {
        let mut waiting = Vec::with_capacity(BATCH_MAX);
        while changes.recv_many(&mut waiting, BATCH_MAX).await > 0 {
            while !waiting.is_empty() {
                let group = split_off(&mut waiting, |waiting| &waiting.change);
                self.write(group).await;
            }
        }
    }

    async fn write(&mut self, group: Vec<Waiting>) {
        let changes: Vec<&Prepared> = group.iter().map(|waiting| &waiting.change).collect();
        match self.transact(&changes).await {
            Ok(outcomes) => {
                for (waiting, outcome) in group.into_iter().zip(outcomes) {
                    waiting.settle(outcome);
                }
            }
            // It may be written or not, and a second time would be refused as a conflict; or nobody is there, for any
            // of them.
            Err(StoreError::Database(error)) if error.is_silence() => {
                for waiting in group {
                    waiting.settle(Err(StoreError::Database(error.of_silence()).into()));
                }
            }
            // One of them is at fault, or another node was in the way: each alone.
            Err(_) => {
                for waiting in group {
                    let outcome = self.alone(&waiting.change).await;
                    waiting.settle(outcome);
                }
            }
        }
    }

    async fn alone(&mut self, change: &Prepared) -> Outcome {
        let mut outcomes = match self.transact(&[change]).await {
            Err(StoreError::Database(error)) if error.is_conflict() => self.transact(&[change]).await?,
            outcomes => outcomes?,
        };
        outcomes.pop().unwrap_or_else(|| Err(StoreError::Closed.into()))
    }

    /// What became of each, when all that could be written is durable.
    async fn transact(&mut self, changes: &[&Prepared]) -> Result<Vec<Outcome>, StoreError> {
        let kept = self.session.take().filter(|session| !session.is_lost());
        let session = match kept {
            Some(session) => session,
            None => self.connector.connect(Duty::Write).await?,
        };
        let began = Instant::now();
        let outcomes = attempt(&session, changes).await;
        match &outcomes {
            Ok(outcomes) => {
                let written = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
                if written > 0 {
                    self.counters.add(written, began);
                }
                self.session = Some(session);
            }
            // Without an answer the connection isn't kept, and what it began ends with it.
            Err(_) => {
                if session.batch("ROLLBACK").await.is_ok() {
                    self.session = Some(session);
                }
            }
        }
        outcomes
    }
}

async fn attempt(session: &Session, changes: &[&Prepared]) -> Result<Vec<Outcome>, StoreError> {
    let standing = Standing::look(session, changes).await?;
    let refusals = judge::refusals(session, changes, &standing).await?;
    let accepted = changes.iter().zip(&refusals).filter(|(_, refusal)| refusal.is_none());
    let accepted: Vec<&Prepared> = accepted.map(|(change, _)| *change).collect();
    let anew = FoundBy::of(&accepted, &standing);
    let mut journey = Journey::default();
    let expected = add_writes(&mut journey, &accepted, &standing, &anew)?;
    // If anything before it fails, this ends the transaction without it.
    journey.add("COMMIT", Columns::none());
    let answers = journey.travel(session).await.map_err(DatabaseError::of_commit)?;
    for (answer, expected) in answers.iter().zip(&expected) {
        if answer.changed != *expected {
            // The rows were locked: this can't come from others.
            return Err(StoreError::damaged(
                "a statement of a commit wrote other rows than it should",
            ));
        }
    }
    let outcome = |(change, refusal): (&&Prepared, Option<CommitError>)| match refusal {
        None => Ok(change.heads()),
        Some(refusal) => Err(refusal),
    };
    Ok(changes.iter().zip(refusals).map(outcome).collect())
}
