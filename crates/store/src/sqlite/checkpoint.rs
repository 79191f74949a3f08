//! Moving committed pages from the write-ahead log into the database, on a thread of its own: the writer, for whom
//! everybody waits, has better things to do.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use crate::error::StoreError;

/// Pages of the log after which the other thread moves them. Pages written again and again are moved only once, so
/// that a larger number costs less in all.
const PAGES_AT_ONCE: i64 = 16_000;
/// Pages after which the log shall begin anew.
const PAGES_MAX: i64 = 40_000;

const MOVE: &str = "PRAGMA wal_checkpoint(PASSIVE)";

/// The writer's side.
pub(super) struct Checkpoints {
    /// In the log, by the last commit.
    pages: Arc<AtomicI64>,
    asked_at: i64,
    /// None: it is ending.
    ask: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// The writer's connection must be closed last and alone: then the log is moved whole and goes.
impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("moving the write-ahead log on panicked");
        }
    }
}

impl Checkpoints {
    /// Takes checkpoints of the writer's connection over, with `mover` for the work; the thread ends with this value.
    pub(super) fn start(writer: &mut Connection, mover: Connection) -> Result<Checkpoints, StoreError> {
        let pages = Arc::new(AtomicI64::new(0));
        let counted = Arc::clone(&pages);
        writer.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, in_log| {
            counted.store(i64::from(in_log), Ordering::Relaxed);
            Ok(())
        }))?;
        let (ask, asked) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("store-checkpoints".to_owned())
            .spawn(move || serve(&mover, &asked))
            .map_err(StoreError::NoThread)?;
        Ok(Checkpoints {
            pages,
            asked_at: 0,
            ask: Some(ask),
            thread: Some(thread),
        })
    }

    /// To be called between transactions.
    pub(super) fn after_commit(&mut self, writer: &Connection) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < self.asked_at {
            self.asked_at = 0;
        }
        if pages >= PAGES_MAX {
            // The log begins anew only when all of it is moved between two transactions. What the other thread left
            // is little; if it is still at work, or somebody reads old pages, the next commit tries again.
            move_pages(writer);
        } else if pages - self.asked_at >= PAGES_AT_ONCE {
            // If it can't be asked, it is asked already, or it is gone with everything else.
            if self.ask.as_ref().is_some_and(|ask| ask.try_send(()).is_ok()) {
                self.asked_at = pages;
            }
        }
    }
}

fn serve(mover: &Connection, asked: &Receiver<()>) {
    while asked.recv().is_ok() {
        move_pages(mover);
    }
}

/// Whatever keeps it from moving keeps nothing from being durable: the log only stays longer.
fn move_pages(connection: &Connection) {
    let moved = connection
        .prepare_cached(MOVE)
        .and_then(|mut statement| statement.query_row([], |_| Ok(())));
    if let Err(error) = moved {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the write-ahead log could not be moved on"
        );
    }
}
