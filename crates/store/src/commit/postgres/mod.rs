//! Claims on PostgreSQL: changes that wait share a transaction, on two connections. A claim is always on the same one.
//!
//! A transaction is two or three round trips, whatever its size: what stands is looked at and locked, claims in the
//! order of their numbers; all that nothing forbids is written, a statement for each table. Whatever comes in between
//! from another node breaks a constraint; then each change is tried alone.

mod columns;
mod found_by;
mod group;
mod judge;
mod lane;
mod look;
mod write;

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::change::CommitError;
use super::prepare::Prepared;
use crate::chain::ChainHead;
use crate::engine::postgres::{Connector, handed_in_time};
use crate::written::{Commits, Counters, Written};
use lane::{Lane, Waiting};

/// Connections that write claims.
const LANES: usize = 2;
/// Changes that may wait in each; further callers wait until there is room.
const WAITING_MAX: usize = 1024;

/// What a change came to.
type Outcome = Result<Vec<ChainHead>, CommitError>;

/// The way to the lanes.
pub(crate) struct Committer {
    lanes: [mpsc::Sender<Waiting>; LANES],
    written: Arc<Counters>,
}

impl Committer {
    /// Starts the lanes on the caller's runtime; they end when nobody is left who could ask.
    pub(crate) fn start(connector: &Connector) -> Committer {
        let written = Arc::new(Counters::new());
        let lane = || {
            let (changes, waiting) = mpsc::channel(WAITING_MAX);
            tokio::spawn(Lane::new(connector.clone(), Arc::clone(&written)).serve(waiting));
            changes
        };
        Committer {
            lanes: [lane(), lane()],
            written,
        }
    }

    /// Writes a change within its lane's next transaction; the answer comes after it is durable.
    pub(super) async fn commit(&self, change: Prepared) -> Outcome {
        let (reply, answer) = oneshot::channel();
        let [first, second] = &self.lanes;
        // Random bits, so that half of all claims are on each.
        let is_odd = change.claims.first().is_some_and(|claim| claim.id[15] & 1 == 1);
        let lane = if is_odd { second } else { first };
        let waiting = Waiting { change, reply };
        handed_in_time(lane, waiting, answer).await?
    }

    /// What was written so far.
    pub(crate) fn written(&self) -> Written {
        self.written.written()
    }

    /// The transactions so far.
    pub(crate) fn commits(&self) -> Commits {
        self.written.commits()
    }
}
