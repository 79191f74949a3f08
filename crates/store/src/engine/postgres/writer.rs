//! Small writes, all that are not claims: those that wait share a transaction. One node writes at a time, held apart by
//! a lock that ends with the transaction: what a write has read still holds when it writes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::connector::{Connector, Duty};
use super::replay::replay;
use super::session::Session;
use crate::engine::{Connection, DatabaseError};
use crate::error::StoreError;

/// Writes that may wait; further callers wait until there is room.
const WAITING_MAX: usize = 1024;
/// Writes in one transaction.
const BATCH_MAX: usize = 256;

/// Nobody waits longer.
const ANSWER_MAX: Duration = Duration::from_secs(9);

/// The lock is the product's own number.
const BEGIN: &str = "BEGIN; SELECT pg_advisory_xact_lock(7236837001)";

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 'a>>;

/// The way to the writer.
pub(crate) struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
}

/// A write that waits. It may run again: in a batch that is rolled back, and then alone.
trait Job: Send {
    /// Writes, and keeps the outcome until it is durable.
    fn run<'a>(&'a mut self, session: &'a Session) -> Outcome<'a>;
    /// Gives the outcome to the caller.
    fn settle(self: Box<Self>, durable: Result<(), StoreError>);
}

struct Work<T, F> {
    work: F,
    outcome: Option<T>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Work<T, F>
where
    T: Send,
    F: FnMut(&Connection<'_>) -> Result<T, StoreError> + Send,
{
    fn run<'a>(&'a mut self, session: &'a Session) -> Outcome<'a> {
        Box::pin(async move {
            let work = &mut self.work;
            // A panic of one write is that write's fault: the writer is everybody's and must go on.
            let guarded = |connection: &Connection<'_>| {
                let run = AssertUnwindSafe(|| work(connection));
                catch_unwind(run).unwrap_or(Err(StoreError::Panicked))
            };
            self.outcome = Some(replay(session, guarded).await?);
            Ok(())
        })
    }

    fn settle(self: Box<Self>, durable: Result<(), StoreError>) {
        let Work { outcome, reply, .. } = *self;
        let answer = durable.and_then(|()| outcome.ok_or(StoreError::Closed));
        // A caller that is gone has no use for the answer; what was written stands.
        drop(reply.send(answer));
    }
}

impl Writer {
    /// Starts it on the caller's runtime; it ends when nobody is left who could ask for a write.
    pub(crate) fn start(connector: Connector) -> Writer {
        let (jobs, waiting) = mpsc::channel(WAITING_MAX);
        tokio::spawn(serve(connector, waiting));
        Writer { jobs }
    }

    /// Writes within the next transaction; the answer comes after it is durable.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&Connection<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Work {
            work,
            outcome: None,
            reply,
        });
        handed_in_time(&self.jobs, job, answer).await?
    }
}

/// Hands something to whoever writes, and waits for the answer as long as a caller waits. What isn't answered by then
/// may be written or not.
pub(crate) async fn handed_in_time<J, A>(
    to: &mpsc::Sender<J>,
    job: J,
    answer: oneshot::Receiver<A>,
) -> Result<A, StoreError> {
    let answered = async {
        to.send(job).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)
    };
    match timeout(ANSWER_MAX, answered).await {
        Ok(answer) => answer,
        Err(_) => Err(DatabaseError::Lost.into()),
    }
}

async fn serve(connector: Connector, mut waiting: mpsc::Receiver<Box<dyn Job>>) {
    let mut session = None;
    let mut batch = Vec::with_capacity(BATCH_MAX);
    while waiting.recv_many(&mut batch, BATCH_MAX).await > 0 {
        match transact(&connector, &mut session, &mut batch).await {
            Ok(()) => batch.drain(..).for_each(|job| job.settle(Ok(()))),
            // It may be written or not; or nobody is there, for any of them.
            Err(StoreError::Database(error)) if error.is_silence() => {
                for job in batch.drain(..) {
                    job.settle(Err(error.of_silence().into()));
                }
            }
            // One of them is at fault: each alone, so that only that one fails.
            Err(_) => {
                for mut job in batch.drain(..) {
                    let durable = transact(&connector, &mut session, std::slice::from_mut(&mut job)).await;
                    job.settle(durable);
                }
            }
        }
    }
}

/// Writes all in one transaction, a second time if another node was in the way.
async fn transact(
    connector: &Connector,
    session: &mut Option<Session>,
    jobs: &mut [Box<dyn Job>],
) -> Result<(), StoreError> {
    match attempt(connector, session, jobs).await {
        Err(StoreError::Database(error)) if error.is_conflict() => attempt(connector, session, jobs).await,
        first => first,
    }
}

async fn attempt(
    connector: &Connector,
    kept: &mut Option<Session>,
    jobs: &mut [Box<dyn Job>],
) -> Result<(), StoreError> {
    let session = match kept.take().filter(|session| !session.is_lost()) {
        Some(session) => session,
        None => connector.connect(Duty::Write).await?,
    };
    session.batch(BEGIN).await?;
    for job in jobs.iter_mut() {
        if let Err(error) = job.run(&session).await {
            // Without an answer the connection isn't kept, and what it began ends with it.
            if session.batch("ROLLBACK").await.is_ok() {
                *kept = Some(session);
            }
            return Err(error);
        }
    }
    session.batch("COMMIT").await.map_err(DatabaseError::of_commit)?;
    *kept = Some(session);
    Ok(())
}
