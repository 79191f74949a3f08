//! Personal values: names, addresses and free text. In the history they stand beside the entry, and the entry holds
//! a salted commitment to each, so that value and salt can be erased and the chain still proves (domain.md §11).

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::text::{Email, FileName, Name, Note, Reference, TextError};
use sha2::{Digest, Sha256};

use crate::error::StoreError;

/// Takes personal values out of what is written.
pub(crate) trait Seal {
    /// What to write in place of the value.
    fn seal(&mut self, group: &str, field: &str, value: &str) -> Result<String, StoreError>;
}

/// Puts personal values back into what is read.
pub(crate) trait Open {
    /// The value, or none if it was erased.
    fn open(&self, group: &str, field: &str, written: String) -> Option<String>;
}

/// The claim's own row: values stand where they belong.
pub(crate) struct Plain;

impl Seal for Plain {
    fn seal(&mut self, _group: &str, _field: &str, value: &str) -> Result<String, StoreError> {
        Ok(value.to_owned())
    }
}

impl Open for Plain {
    fn open(&self, _group: &str, _field: &str, written: String) -> Option<String> {
        Some(written)
    }
}

/// An entry's personal values by path, each with its salt.
pub(crate) type PersonalValues = BTreeMap<String, (String, String)>;

/// Collects an entry's personal values while it is written.
#[derive(Default)]
pub(crate) struct Sealed {
    /// What was collected.
    pub(crate) values: PersonalValues,
}

impl Seal for Sealed {
    fn seal(&mut self, group: &str, field: &str, value: &str) -> Result<String, StoreError> {
        let mut salt = [0_u8; 16];
        getrandom::fill(&mut salt).map_err(|_| StoreError::NoRandomBytes)?;
        let salt = URL_SAFE_NO_PAD.encode(salt);
        let commitment = commitment(&salt, value);
        self.values.insert(format!("{group}.{field}"), (salt, value.to_owned()));
        Ok(commitment)
    }
}

/// An entry's personal values as stored.
pub(crate) struct Opened<'a>(pub(crate) &'a PersonalValues);

impl Open for Opened<'_> {
    fn open(&self, group: &str, field: &str, _written: String) -> Option<String> {
        let (_, value) = self.0.get(&format!("{group}.{field}"))?;
        Some(value.clone())
    }
}

/// What stands in the chain for a value: SHA-256 of its salt (as stored, of fixed length) and its bytes.
pub(crate) fn commitment(salt: &str, value: &str) -> String {
    let digest = Sha256::new().chain_update(salt).chain_update(value).finalize();
    URL_SAFE_NO_PAD.encode(digest)
}

/// A personal text and what stands for it when it was erased.
pub(super) trait PersonalText: Sized {
    /// Shown in place of an erased value; the pages know it by this text.
    const ERASED: &'static str = "[erased]";
    /// Reads a text that was such a value when it was written.
    fn read(text: &str) -> Result<Self, TextError>;
    /// The text to write.
    fn text(&self) -> &str;
}

macro_rules! personal {
    ($($name:ty $(, $erased:literal)?);+ $(;)?) => {$(
        impl PersonalText for $name {
            $(const ERASED: &'static str = $erased;)?
            fn read(text: &str) -> Result<Self, TextError> { <$name>::parse(text) }
            fn text(&self) -> &str { self.as_str() }
        }
    )+};
}

personal! {
    Name;
    Note;
    FileName;
    Reference;
    Email, "erased@erased.invalid";
}

/// Seals an optional value.
pub(super) fn seal<T: PersonalText>(
    seal: &mut dyn Seal,
    group: &str,
    field: &str,
    value: Option<&T>,
) -> Result<Option<String>, StoreError> {
    value.map(|value| seal.seal(group, field, value.text())).transpose()
}

/// Opens an optional value.
pub(super) fn open<T: PersonalText>(
    open: &dyn Open,
    group: &str,
    field: &str,
    written: Option<String>,
) -> Result<Option<T>, StoreError> {
    written
        .map(|written| open_text(open, group, field, written))
        .transpose()
}

/// Opens a value.
pub(super) fn open_text<T: PersonalText>(
    open: &dyn Open,
    group: &str,
    field: &str,
    written: String,
) -> Result<T, StoreError> {
    let value = open.open(group, field, written);
    T::read(value.as_deref().unwrap_or(T::ERASED)).map_err(|_| StoreError::damaged(format!("the text {group}.{field}")))
}
