//! Into a data folder: documents come first and the database last, so that a folder with a database is always whole.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use store::Store;

use super::members::Members;
use super::{broken, fill, take};
use crate::backup::Documents;
use crate::exit::Failure;
use crate::wiring::{open_blobs_at, unfinished_restore};

/// A store that was let go has closed by then.
const CLOSED_WITHIN: Duration = Duration::from_secs(10);
/// How often it is looked whether it has.
const CLOSED_LOOK: Duration = Duration::from_millis(20);

pub(super) async fn restore(folder: &Path, place: &str, members: &mut Members<'_>) -> Result<Documents, Failure> {
    refuse_used(folder)?;
    let aside = unfinished_restore(folder);
    let source = take(members, &aside)?;
    let filled = async {
        let blobs = open_blobs_at(place)?;
        let store = Store::open(&aside).map_err(broken)?;
        let list = async |after| store.list_named_blobs(after, 1000).await.map_err(broken);
        let documents = fill(place, &blobs, members, &source, list).await?;
        drop(store);
        closed(&aside).await.map_err(broken)?;
        put_in_place(&aside, folder).map_err(broken)?;
        blobs.end_filling().await.map_err(broken)?;
        Ok(documents)
    };
    filled.await.map_err(|failure: Failure| {
        failure.with_advice(format!(
            "nothing is in use of what came so far: run the same command again to go on, or remove {} and what lies at {place}",
            folder.display()
        ))
    })
}

/// A folder is filled if it is empty, or if filling it has begun before and not ended.
fn refuse_used(folder: &Path) -> Result<(), Failure> {
    let begun = unfinished_restore(folder).exists() && !Store::is_in(folder);
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::unusable(format!("{}: {error}", folder.display()))),
    };
    if begun || entries.next().is_none() {
        Ok(())
    } else {
        Err(Failure::unusable(format!("{} is not empty", folder.display())))
    }
}

/// Waits until the store, which closes on threads of its own, has done so: its log goes with its last connection.
pub(super) async fn closed(aside: &Path) -> io::Result<()> {
    for _ in 0..CLOSED_WITHIN.as_millis() / CLOSED_LOOK.as_millis() {
        let mut files = fs::read_dir(aside)?.flatten();
        if !files.any(|entry| is_of_a_connection(&entry.file_name())) {
            break;
        }
        tokio::time::sleep(CLOSED_LOOK).await;
    }
    Ok(())
}

/// Whether a file stands beside a database only while somebody has it open.
fn is_of_a_connection(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.ends_with("-wal") || name.ends_with("-shm")
}

/// Moves the database to where it is looked for; its log first, so that it is never without it.
fn put_in_place(aside: &Path, folder: &Path) -> io::Result<()> {
    let mut names: Vec<_> = fs::read_dir(aside)?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<io::Result<_>>()?;
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        match fs::rename(aside.join(&name), folder.join(&name)) {
            // It went with a late connection: all of it is in the database.
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_of_a_connection(&name) => {}
            moved => moved?,
        }
    }
    fs::remove_dir(aside)?;
    File::open(folder)?.sync_all()
}
