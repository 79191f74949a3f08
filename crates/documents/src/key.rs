//! Where a blob lies.

use std::fmt;
use std::str::FromStr;

use domain::id::Uuid;
use object_store::path::Path;

/// A blob's place in the store, `poe/7b/0192f0c1a4c97d3e8f60a1b2c3d4e57b`: made of a unique id, never of the content
/// or the uploader's name for the file, so that two equal files are two blobs and a name can reach no other place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlobKey(Uuid);

/// A text that is not a blob's key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not the key of a blob")]
pub struct NotABlobKey;

/// The folder of all blobs.
pub(crate) const FOLDER: &str = "poe";

impl BlobKey {
    /// The place for the document of this id, which must be new.
    pub fn of(id: Uuid) -> BlobKey {
        BlobKey(id)
    }

    /// The id of the document it belongs to.
    pub fn id(self) -> Uuid {
        self.0
    }

    pub(crate) fn path(self) -> Path {
        Path::from(self.to_string())
    }
}

impl fmt::Display for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The last byte is random in every version of id; the first ones are the time and would fill one folder.
        write!(f, "{FOLDER}/{:02x}/{}", self.0.as_bytes()[15], self.0.simple())
    }
}

impl FromStr for BlobKey {
    type Err = NotABlobKey;

    fn from_str(text: &str) -> Result<BlobKey, NotABlobKey> {
        let name = text.rsplit('/').next().ok_or(NotABlobKey)?;
        let key = BlobKey(Uuid::try_parse(name).map_err(|_| NotABlobKey)?);
        // One spelling each.
        if key.to_string() == text {
            Ok(key)
        } else {
            Err(NotABlobKey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = BlobKey::of(Uuid::from_u128(0x0192_f0c1_a4c9_7d3e_8f60_a1b2_c3d4_e57b));

        assert_eq!(key.to_string(), "poe/7b/0192f0c1a4c97d3e8f60a1b2c3d4e57b");
        assert_eq!(key.to_string().parse(), Ok(key));
    }

    #[test]
    fn other_spellings_and_places_are_no_keys() {
        for text in [
            "",
            "poe",
            "poe/7b/",
            "poe/7c/0192f0c1a4c97d3e8f60a1b2c3d4e57b",
            "poe/7b/0192F0C1A4C97D3E8F60A1B2C3D4E57B",
            "/poe/7b/0192f0c1a4c97d3e8f60a1b2c3d4e57b",
            "../poe/7b/0192f0c1a4c97d3e8f60a1b2c3d4e57b",
            "poe/7b/0192f0c1-a4c9-7d3e-8f60-a1b2c3d4e57b",
            "poe/7b/../../etc/passwd",
        ] {
            assert_eq!(text.parse::<BlobKey>(), Err(NotABlobKey), "{text}");
        }
    }
}
