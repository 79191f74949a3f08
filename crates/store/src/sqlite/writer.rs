//! The writer thread: takes all that wait, writes them in one transaction, commits once, answers each. Whoever comes
//! while others are written joins them: two callers in turn would otherwise wait for each other's commits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::runtime::Runtime;
use tokio::sync::{mpsc, oneshot};

use super::checkpoint::Checkpoints;
use crate::error::StoreError;
use crate::written::{Commits, Counters, Written};

/// Writes that may wait; further callers wait until there is room.
const WAITING_MAX: usize = 1024;
/// Nobody waits longer for room.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// Writes in one transaction.
const BATCH_MAX: usize = 256;
/// Nobody joins a transaction that is older, so that those who came first needn't wait for a stream of others.
const JOIN_WITHIN: Duration = Duration::from_millis(10);

/// After so long without a write the memory of the pages that were written is given back.
const REST_AFTER: Duration = Duration::from_secs(2);

/// The way to the writer thread.
pub(crate) struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
    written: Arc<Counters>,
}

/// A write that waits. It may run twice: in a batch that is rolled back, and then alone.
trait Job: Send {
    /// Writes, and keeps the outcome until it is durable. An error means that the transaction is to be rolled back.
    fn run(&mut self, connection: &Connection) -> Result<(), StoreError>;
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
    F: FnMut(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, connection: &Connection) -> Result<(), StoreError> {
        self.outcome = Some((self.work)(connection)?);
        Ok(())
    }

    fn settle(self: Box<Self>, durable: Result<(), StoreError>) {
        let Work { outcome, reply, .. } = *self;
        let answer = durable.and_then(|()| outcome.ok_or(StoreError::Closed));
        // A caller that is gone has no use for the answer; what was written stands.
        drop(reply.send(answer));
    }
}

impl Writer {
    /// Starts the thread; it ends when the last `Writer` is gone and all that waited is written. `mover` is a second
    /// connection, for what need not hold the first up.
    pub(crate) fn start(mut connection: Connection, mover: Connection) -> Result<Writer, StoreError> {
        let checkpoints = Checkpoints::start(&mut connection, mover)?;
        let (jobs, waiting) = mpsc::channel(WAITING_MAX);
        let written = Arc::new(Counters::new());
        let clock = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .map_err(StoreError::NoThread)?;
        let counters = Arc::clone(&written);
        thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || serve(&connection, waiting, checkpoints, &counters, &clock))
            .map_err(StoreError::NoThread)?;
        Ok(Writer { jobs, written })
    }

    /// What was written so far.
    pub(crate) fn written(&self) -> Written {
        self.written.written()
    }

    /// The transactions so far.
    pub(crate) fn commits(&self) -> Commits {
        self.written.commits()
    }

    /// Writes within the next transaction; the answer comes after it is durable.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.write_within(WAIT_MAX, work).await
    }

    async fn write_within<T: Send + 'static>(
        &self,
        wait: Duration,
        work: impl FnMut(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Work {
            work,
            outcome: None,
            reply,
        });
        // Most often there is room at once, and no timer is needed.
        let room = match self.jobs.try_reserve() {
            Ok(room) => room,
            Err(mpsc::error::TrySendError::Closed(())) => return Err(StoreError::Closed),
            Err(mpsc::error::TrySendError::Full(())) => tokio::time::timeout(wait, self.jobs.reserve())
                .await
                .map_err(|_| StoreError::Busy)?
                .map_err(|_| StoreError::Closed)?,
        };
        room.send(job);
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

fn serve(
    connection: &Connection,
    mut waiting: mpsc::Receiver<Box<dyn Job>>,
    mut checkpoints: Checkpoints,
    counters: &Counters,
    clock: &Runtime,
) {
    let mut batch = Vec::with_capacity(BATCH_MAX);
    while let Some(first) = next(connection, &mut waiting, clock) {
        batch.push(first);
        write_batch(connection, &mut batch, &mut waiting, counters);
        checkpoints.after_commit(connection);
    }
}

/// The next write; none when nobody is left who could ask for one.
fn next(connection: &Connection, waiting: &mut mpsc::Receiver<Box<dyn Job>>, clock: &Runtime) -> Option<Box<dyn Job>> {
    if let Ok(job) = waiting.try_recv() {
        return Some(job);
    }
    let soon = clock.block_on(async { tokio::time::timeout(REST_AFTER, waiting.recv()).await });
    soon.unwrap_or_else(|_| {
        if let Err(error) = connection.execute_batch("PRAGMA shrink_memory") {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "memory could not be given back"
            );
        }
        waiting.blocking_recv()
    })
}

fn write_batch(
    connection: &Connection,
    batch: &mut Vec<Box<dyn Job>>,
    waiting: &mut mpsc::Receiver<Box<dyn Job>>,
    counters: &Counters,
) {
    let began = Instant::now();
    match transact(connection, || write_all(connection, batch, waiting, began)) {
        Ok(()) => {
            counters.add(batch.len(), began);
            batch.drain(..).for_each(|job| job.settle(Ok(())));
        }
        // One of them is at fault: each alone, so that only that one fails.
        Err(_) if batch.len() > 1 => {
            for mut job in batch.drain(..) {
                let began = Instant::now();
                let durable = transact(connection, || job.run(connection));
                if durable.is_ok() {
                    counters.add(1, began);
                }
                job.settle(durable);
            }
        }
        Err(fault) => {
            if let Some(job) = batch.pop() {
                job.settle(Err(fault));
            }
        }
    }
}

/// Writes those of the batch, who become more.
fn write_all(
    connection: &Connection,
    batch: &mut Vec<Box<dyn Job>>,
    waiting: &mut mpsc::Receiver<Box<dyn Job>>,
    began: Instant,
) -> Result<(), StoreError> {
    let mut written = 0;
    while let Some(job) = batch.get_mut(written) {
        job.run(connection)?;
        written += 1;
        while batch.len() < BATCH_MAX && began.elapsed() < JOIN_WITHIN {
            let Ok(next) = waiting.try_recv() else { break };
            batch.push(next);
        }
    }
    Ok(())
}

fn transact(connection: &Connection, work: impl FnOnce() -> Result<(), StoreError>) -> Result<(), StoreError> {
    let statement = |sql| connection.prepare_cached(sql)?.execute([]);
    statement("BEGIN IMMEDIATE")?;
    // A panic of one write is that write's fault: the thread is everybody's and must go on.
    let written = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(StoreError::Panicked));
    let durable = written.and_then(|()| Ok(statement("COMMIT").map(drop)?));
    if durable.is_err() && !connection.is_autocommit() {
        statement("ROLLBACK")?;
    }
    durable
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::WAITING_MAX;
    use crate::sqlite::{Writer, open_writer};
    use crate::{Store, StoreError, engine};

    #[tokio::test]
    async fn a_write_that_finds_no_room_in_time_is_told_so_and_those_that_wait_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("full.db");
        let writer =
            std::sync::Arc::new(Writer::start(open_writer(&file).unwrap(), open_writer(&file).unwrap()).unwrap());
        let (go_on, stuck) = mpsc::channel::<()>();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (mut begun, stuck) = (Some(begun), std::sync::Mutex::new(stuck));
        let write = |mut work: Box<dyn FnMut() + Send>| {
            let writer = std::sync::Arc::clone(&writer);
            tokio::spawn(async move {
                writer
                    .write(move |_| {
                        work();
                        Ok(())
                    })
                    .await
            })
        };
        let first = write(Box::new(move || {
            if let Some(begun) = begun.take() {
                begun.send(()).unwrap();
                stuck.lock().unwrap().recv().unwrap();
            }
        }));
        has_begun.await.unwrap();
        let waiting: Vec<_> = (0..WAITING_MAX).map(|_| write(Box::new(|| {}))).collect();
        while writer.jobs.capacity() > 0 {
            tokio::task::yield_now().await;
        }
        let refused = writer.write_within(Duration::from_millis(10), |_| Ok(())).await;
        assert!(matches!(&refused, Err(StoreError::Busy)), "{refused:?}");
        assert!(StoreError::Busy.is_passing() && !StoreError::Closed.is_passing());
        go_on.send(()).unwrap();
        first.await.unwrap().unwrap();
        for write in waiting {
            write.await.unwrap().unwrap();
        }
        // However many joined the first one: no transaction takes more than 256.
        let commits = writer.commits();
        assert_eq!(
            (commits.sizes.sum, commits.sizes.count(), commits.microseconds.count()),
            (1025, 5, 5)
        );
    }

    #[tokio::test]
    async fn a_write_that_panics_is_rolled_back_and_the_next_one_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let write = |number: i64, then: fn()| {
            store.write(move |connection| {
                connection
                    .prepare_cached("INSERT INTO number_sequence (year, last) VALUES (?1, 1)")?
                    .execute([number])?;
                then();
                Ok(())
            })
        };
        let panicked = write(1, || panic!("as the test wants it")).await;
        assert!(matches!(panicked, Err(StoreError::Panicked)), "{panicked:?}");
        write(2, || {}).await.unwrap();
        let years = store.read(|connection| {
            let years = connection
                .prepare_cached("SELECT year FROM number_sequence")?
                .query_map([], |row| row.get(0))?
                .collect::<engine::Result<Vec<i64>>>()?;
            Ok(years)
        });
        assert_eq!(years.await.unwrap(), [2]);
    }
}
