//! Finding the blob store that a setting names.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use object_store::local::LocalFileSystem;

use url::Url;

use crate::blobs::Blobs;
use crate::cloud;

/// Why a blob store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not a folder and no address of an object store.
    #[error(
        "not a folder, file:///…, s3://BUCKET/PREFIX, az://CONTAINER/PREFIX or gs://BUCKET/PREFIX; an endpoint and \
         credentials stand in the environment, not in the address"
    )]
    UnknownPlace,
    /// What the environment says of an object store can't be used.
    #[error("the settings of the object store can't be used: {0}")]
    Settings(object_store::Error),
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

/// Where blobs are kept.
enum Place {
    Folder(PathBuf),
    Cloud(Url),
}

impl Blobs {
    /// Opens the store at a folder's path, a `file:///…` address, or one of an object store, `s3://…`, `az://…` or
    /// `gs://…`, with the environment's settings. Makes the folder, readable by its owner alone, if it is missing; asks
    /// nothing of an object store yet.
    pub fn open(place: &str) -> Result<Blobs, OpenError> {
        Blobs::open_with(place, cloud::environment())
    }

    /// The same with settings of one's own, such as `AWS_ENDPOINT`, instead of the environment's.
    pub fn open_with(place: &str, settings: Vec<(String, String)>) -> Result<Blobs, OpenError> {
        let folder = match place_of(place).ok_or(OpenError::UnknownPlace)? {
            Place::Folder(folder) => folder,
            Place::Cloud(url) => {
                let store = cloud::open(&url, &settings).map_err(OpenError::Settings)?;
                return Ok(Blobs::in_cloud(store));
            }
        };
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

fn place_of(place: &str) -> Option<Place> {
    if let Some(folder) = folder_of(place) {
        return Some(Place::Folder(folder));
    }
    let url = Url::parse(place).ok()?;
    cloud::is_known(&url).then_some(Place::Cloud(url))
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
    fn a_place_is_a_path_or_an_address() {
        let folder = |path: &str| Some(format!("folder {path}"));
        let cloud = |url: &str| Some(format!("cloud {url}"));
        for (place, expected) in [
            ("/var/lib/cpor/blobs", folder("/var/lib/cpor/blobs")),
            ("data/blobs", folder("data/blobs")),
            ("file:///var/lib/cpor%20data/blobs/", folder("/var/lib/cpor data/blobs")),
            ("file://localhost/blobs", folder("/blobs")),
            ("file://server/blobs", None),
            ("file:///a/%2e%2e/b", None),
            ("s3://bucket", cloud("s3://bucket")),
            ("s3://bucket/proof/of", cloud("s3://bucket/proof/of")),
            ("az://container/proof", cloud("az://container/proof")),
            (
                "abfss://container@account.dfs.core.windows.net/p",
                cloud("abfss://container@account.dfs.core.windows.net/p"),
            ),
            ("gs://bucket/proof", cloud("gs://bucket/proof")),
            // Secrets and settings in an address would be seen by everybody who lists processes.
            ("s3://key:secret@bucket/proof", None),
            ("s3://bucket/proof?endpoint=x", None),
            ("s3:///proof", None),
            ("https://files.example/proof", None),
            ("memory:///", None),
            ("ftp://server/blobs", None),
            ("", None),
        ] {
            let found = place_of(place).map(|found| match found {
                Place::Folder(folder) => format!("folder {}", folder.display()),
                Place::Cloud(url) => format!("cloud {url}"),
            });
            assert_eq!(found, expected, "{place}");
        }
    }
}
