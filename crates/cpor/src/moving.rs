//! `cpor move`: everything stored, from one database into another. Documents stay where they are unless they are told
//! to come along.

use std::collections::HashMap;

use documents::{BlobError, BlobKey, BlobState, Blobs, Filling};
use store::{NamedBlob, Transfer, TransferError};
use tokio::runtime::Handle;

use crate::backup::has_bytes;
use crate::cli::Move;
use crate::database::Database;
use crate::exit::{Exit, Failure};
use crate::progress::Told;
use crate::say;
use crate::wiring::open_blobs_at;

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::fault("the database could not be moved", error)
}

/// How a transfer that wasn't carried out is told.
pub fn failure(from: &str, to: &Database) -> impl Fn(TransferError) -> Failure + use<> {
    let places = format!("{from} can't be brought to {to}");
    move |error| match error {
        TransferError::NoSource
        | TransferError::OtherSchema { .. }
        | TransferError::Occupied
        | TransferError::OtherBegun
        | TransferError::OtherTable(_) => Failure::unusable(format!("{places}: {error}")),
        TransferError::InUse(_) | TransferError::Differs(_) => Failure::negative(format!("{places}: {error}")),
        TransferError::Store(error) => Failure::fault(places.clone(), error),
    }
}

/// Where documents are and where they go.
struct Places {
    here: Blobs,
    there: Blobs,
    shown: String,
}

/// Moves everything; the source stays as it is. Both databases are waited for: not for a thread of the runtime.
pub fn move_all(arguments: Move, runtime: &Handle) -> Result<Exit, Failure> {
    let (from, to) = (Database::parse(&arguments.from)?, Database::parse(&arguments.to)?);
    let places = match (arguments.from_blobs, arguments.to_blobs) {
        (Some(here), Some(there)) => Some(Places {
            here: open_blobs_at(&here)?,
            there: open_blobs_at(&there)?,
            shown: there,
        }),
        // One without the other is refused by the command line.
        (None, _) | (_, None) => None,
    };
    carry(&from, &to, places.as_ref(), runtime)
}

fn carry(from: &Database, to: &Database, places: Option<&Places>, runtime: &Handle) -> Result<Exit, Failure> {
    let failure = failure(&from.to_string(), to);
    let told = Told::new();
    let begun = Transfer::begin(&from.place(), &to.place(), runtime, |progress| told.tell(progress));
    told.end();
    let transfer = begun.map_err(&failure)?;
    if transfer.is_resumed() {
        eprintln!("{to}: going on where an earlier move stopped");
    }
    let advice = |failure: Failure| {
        failure.with_advice(format!(
            "{from} is as it was, and {to} is not to be used: run the same command again to go on"
        ))
    };
    let copied = transfer.copy(|progress| told.tell(progress));
    told.end();
    copied.map_err(|error| advice(failure(error)))?;
    let documents = match places {
        Some(places) => Some(move_documents(&transfer, places, runtime).map_err(advice)?),
        None => None,
    };
    let manifest = transfer.finish().map_err(|error| advice(failure(error)))?;
    if let Some(places) = places {
        runtime.block_on(places.there.end_filling()).map_err(broken)?;
    }
    say!("{to}: {} rows in {} tables", manifest.rows(), manifest.tables.len());
    let (Some(places), Some(documents)) = (places, documents) else {
        return Ok(Exit::Done);
    };
    say!(
        "{}: {} documents with {} bytes",
        places.shown,
        documents.count,
        documents.bytes
    );
    match documents.lost.is_empty() {
        true => Ok(Exit::Done),
        false => Err(Failure::negative(format!(
            "the move is done; the bytes of {} documents were missing or damaged before: {}",
            documents.lost.len(),
            documents.lost.join(", ")
        ))),
    }
}

/// What became of the documents.
#[derive(Default)]
struct Moved {
    count: u64,
    bytes: u64,
    lost: Vec<String>,
}

/// Copies every blob that the database names, and compares each with what was written down when it came.
fn move_documents(transfer: &Transfer, places: &Places, runtime: &Handle) -> Result<Moved, Failure> {
    runtime.block_on(begin_filling(transfer, places))?;
    let mut moved = Moved::default();
    // Documents may share their bytes.
    let mut are_lost = HashMap::new();
    let mut after = None;
    loop {
        let page = transfer.list_named_blobs(after, 1000).map_err(broken)?;
        let Some(last) = page.last() else { return Ok(moved) };
        after = Some(last.document);
        for named in page.iter().filter(|named| has_bytes(named)) {
            let is_lost = match are_lost.get(&named.blob) {
                Some(is_lost) => *is_lost,
                None => {
                    let is_lost = !runtime.block_on(move_blob(places, named))?;
                    moved.count += u64::from(!is_lost);
                    moved.bytes += if is_lost { 0 } else { named.size_bytes.unsigned_abs() };
                    are_lost.insert(named.blob, is_lost);
                    is_lost
                }
            };
            if is_lost {
                moved.lost.push(named.document.to_string());
            }
        }
    }
}

async fn begin_filling(transfer: &Transfer, Places { there, shown, .. }: &Places) -> Result<(), Failure> {
    let unusable = |error: BlobError| Failure::unusable(format!("the documents can't be kept at {shown}: {error}"));
    there.check().await.map_err(unusable)?;
    match there.begin_filling(&transfer.identity()).await.map_err(broken)? {
        Filling::Begun => Ok(()),
        Filling::Resumed => {
            eprintln!("{shown}: going on where an earlier move stopped");
            Ok(())
        }
        Filling::Occupied => Err(Failure::unusable(format!(
            "there are documents at {shown} that aren't of this move; name an empty place with --to-blobs"
        ))),
    }
}

/// Whether it came whole; if not, it wasn't before. Damaged bytes come along: there are no better ones.
async fn move_blob(Places { here, there, shown }: &Places, named: &NamedBlob) -> Result<bool, Failure> {
    let key = BlobKey::of(named.blob.0);
    let state = async |blobs: &Blobs| blobs.verify(key, &named.sha256, named.size_bytes).await.map_err(broken);
    if state(there).await? == BlobState::Intact {
        return Ok(true);
    }
    let before = state(here).await?;
    if before == BlobState::Missing {
        return Ok(false);
    }
    here.copy(key, there).await.map_err(broken)?;
    match (before, state(there).await?) {
        (_, BlobState::Intact) => Ok(true),
        (BlobState::Damaged, _) => Ok(false),
        (BlobState::Intact | BlobState::Missing, BlobState::Missing | BlobState::Damaged) => {
            Err(Failure::negative(format!(
                "document {} came to {shown} as something else than it was",
                named.document
            )))
        }
    }
}
