//! The sample documents: four proofs of execution that every sample claim's documents refer to.

use app::Env;
use bytes::Bytes;
use documents::{BlobError, BlobKey, Limits};
use domain::id::{BlobId, Uuid};
use sha2::{Digest, Sha256};

use super::sample::SampleError;

/// A sample document.
pub struct Paper {
    number: u128,
    /// The file's name.
    pub name: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

macro_rules! paper {
    ($number:literal, $name:literal, $file:literal) => {
        Paper {
            number: $number,
            name: $name,
            bytes: include_bytes!(concat!("../../assets/papers/", $file)),
        }
    };
}

/// All of them.
pub const PAPERS: [Paper; 4] = [
    paper!(1, "Termo de aceite.pdf", "acceptance-pt-BR.pdf"),
    paper!(2, "Acta de conformidad.pdf", "acceptance-es.pdf"),
    paper!(3, "Godkännande av leverans.pdf", "acceptance-sv.pdf"),
    paper!(4, "Statement of work and acceptance.pdf", "acceptance-en.pdf"),
];

impl Paper {
    /// Where its bytes are, the same in every demo.
    pub fn blob(&self) -> BlobId {
        BlobId(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0002_0000 + self.number))
    }

    /// The hash of its bytes.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.bytes).into()
    }
}

/// Puts the sample documents into the blob store, unless they are there.
pub async fn store_papers(env: &Env) -> Result<(), SampleError> {
    for paper in &PAPERS {
        let key = BlobKey::of(paper.blob().0);
        match env.blobs.read(key).await {
            Ok(_) => continue,
            Err(BlobError::Missing) => {}
            Err(error) => return Err(error.into()),
        }
        let piece = Ok::<_, std::io::Error>(Bytes::from_static(paper.bytes));
        env.blobs
            .receive(key, futures_util::stream::iter([piece]), Limits::default())
            .await?;
    }
    Ok(())
}
