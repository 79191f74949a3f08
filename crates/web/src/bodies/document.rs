//! A document as the API answers it.

use domain::claim::Document;
use serde::Serialize;
use utoipa::ToSchema;

/// A proof-of-execution document.
#[derive(Serialize, ToSchema)]
pub struct DocumentBody {
    /// Its key.
    pub id: String,
    /// The file's name as uploaded.
    pub name: String,
    /// Its type by content.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// Its length.
    pub size_bytes: i64,
    /// The hash of its bytes, in hexadecimal.
    pub sha256: String,
    /// When it was added.
    #[schema(format = DateTime)]
    pub added_at: String,
}

impl DocumentBody {
    /// A document.
    pub fn of(document: &Document) -> DocumentBody {
        DocumentBody {
            id: document.id.to_string(),
            name: document.name.to_string(),
            media_type: document.media_type.clone(),
            size_bytes: document.size_bytes,
            sha256: hexadecimal(&document.sha256),
            added_at: document.added_at.to_string(),
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}
