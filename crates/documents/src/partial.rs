//! What interrupted uploads leave in a folder.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// Removes the unfinished files (`…/7b/<id>#1`) last written before an instant.
pub(crate) fn remove(folder: &Path, instant: SystemTime) -> io::Result<usize> {
    let mut removed = 0;
    for shard in entries(folder)? {
        for file in entries(&shard?.path())? {
            let file = file?;
            let name = file.file_name();
            let unfinished = name
                .to_str()
                .and_then(|name| name.rsplit_once('#'))
                .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
            if unfinished && written_before(&file, instant)? && exists(fs::remove_file(file.path()))?.is_some() {
                removed += 1;
            }
        }
    }
    Ok(removed)
}

fn written_before(file: &fs::DirEntry, instant: SystemTime) -> io::Result<bool> {
    let metadata = exists(file.metadata())?;
    Ok(match metadata {
        Some(metadata) => metadata.modified()? < instant,
        None => false,
    })
}

/// The entries of a folder; none if it is missing or no folder.
fn entries(folder: &Path) -> io::Result<impl Iterator<Item = io::Result<fs::DirEntry>>> {
    let entries = if folder.is_dir() {
        exists(fs::read_dir(folder))?
    } else {
        None
    };
    Ok(entries.into_iter().flatten())
}

/// Uploads under way finish and vanish while we look.
fn exists<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
