//! Finding the blob store that a setting names.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use object_store::local::LocalFileSystem;

use crate::blobs::Blobs;

/// Why a blob store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not a folder and not `file:///…`.
    #[error("cannot keep blobs at {0}: not a folder and not a file:/// address")]
    UnknownPlace(String),
    /// The folder cannot be made or used.
    #[error("cannot use the folder {folder} for blobs")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

impl Blobs {
    /// Opens the store at a folder's path or `file:///…` address; makes the folder, readable by its owner alone, if
    /// it is missing.
    pub fn open(place: &str) -> Result<Blobs, OpenError> {
        let folder = folder_of(place).ok_or_else(|| OpenError::UnknownPlace(place.to_owned()))?;
        let failed = |source| OpenError::Folder {
            folder: folder.clone(),
            source,
        };
        make_folder(&folder).map_err(failed)?;
        let store = LocalFileSystem::new_with_prefix(&folder)
            .map_err(|error| failed(io::Error::other(error)))?
            // Without it an acknowledged file could be gone after a power cut.
            .with_fsync(true);
        Ok(Blobs::in_folder(Arc::new(store), folder))
    }
}

fn folder_of(place: &str) -> Option<PathBuf> {
    if let Some(path) = place.strip_prefix("file://") {
        // An address with a host, `file://host/…`, is not a folder of this machine.
        let path = path.strip_prefix("localhost").unwrap_or(path).strip_prefix('/')?;
        let decoded = object_store::path::Path::from_url_path(path).ok()?;
        return Some(Path::new("/").join(decoded.as_ref()));
    }
    (!place.is_empty() && !place.contains("://")).then(|| PathBuf::from(place))
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let folder = std::path::absolute(folder)?;
    let missing: Vec<&Path> = folder.ancestors().take_while(|ancestor| !ancestor.exists()).collect();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    #[cfg(unix)]
    for parent in missing.iter().filter_map(|made| made.parent()) {
        std::fs::File::open(parent)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_path_or_a_file_address() {
        for (place, folder) in [
            ("/var/lib/cpor/blobs", Some("/var/lib/cpor/blobs")),
            ("data/blobs", Some("data/blobs")),
            ("file:///var/lib/cpor%20data/blobs/", Some("/var/lib/cpor data/blobs")),
            ("file://localhost/blobs", Some("/blobs")),
            ("file://server/blobs", None),
            ("file:///a/%2e%2e/b", None),
            ("s3://bucket/blobs", None),
            ("", None),
        ] {
            assert_eq!(folder_of(place), folder.map(PathBuf::from), "{place}");
        }
    }
}
