//! Identifiers: newtypes, so that no id is ever taken for another.

use std::fmt;
use std::str::FromStr;

pub use uuid::Uuid;

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub Uuid);
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map($name).map_err(|_| IdError::NotAGuid)
            }
        }
    )+};
}

uuid_id! {
    /// A claim's internal key; people use its [`ClaimNumber`].
    ClaimId,
    /// A line of a claim.
    LineId,
    /// A proof-of-execution document of a claim.
    DocumentId,
    /// A document's bytes. A document of its own upload has one of its own; sample data shares some.
    BlobId,
    /// A comment or internal note.
    CommentId,
    /// An account of a person.
    UserId,
    /// A partner organisation.
    PartnerId,
    /// A customer's tenant ID or a subscription ID: a GUID issued elsewhere.
    Guid,
}

/// Why a text is not an identifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum IdError {
    /// Not a GUID like `7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de`.
    #[error("not a GUID")]
    NotAGuid,
    /// Not a claim number like `CPOR-2026-000123`.
    #[error("not a claim number")]
    NotAClaimNumber,
    /// Not a partner location ID: 1 to 10 digits.
    #[error("not a location ID")]
    NotALocationId,
    /// Not a code in snake_case.
    #[error("not a code")]
    NotACode,
}

/// The number people use for a claim, `CPOR-2026-000123`; never reused (domain.md §2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClaimNumber {
    /// The year of creation.
    pub year: i16,
    /// Counts from 1 within the year.
    pub sequence: u32,
}

impl fmt::Display for ClaimNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CPOR-{:04}-{:06}", self.year, self.sequence)
    }
}

impl FromStr for ClaimNumber {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = IdError::NotAClaimNumber;
        let (year, sequence) = text
            .strip_prefix("CPOR-")
            .and_then(|rest| rest.split_once('-'))
            .ok_or(wrong)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !(6..=9).contains(&sequence.len()) || !digits(year) || !digits(sequence) {
            return Err(wrong);
        }
        let number = ClaimNumber {
            year: year.parse().map_err(|_| wrong)?,
            sequence: sequence.parse().map_err(|_| wrong)?,
        };
        // One spelling each: "0000123" would be a second name of "000123".
        if number.to_string() == text {
            Ok(number)
        } else {
            Err(wrong)
        }
    }
}

/// A partner location's ID ("MPN ID"): digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocationId(String);

impl LocationId {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for LocationId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let fits = (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits {
            Ok(LocationId(text.to_owned()))
        } else {
            Err(IdError::NotALocationId)
        }
    }
}

macro_rules! code {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(String);
        impl $name {
            /// The code as written.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let fits = (1..=50).contains(&text.len())
                    && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
                if fits { Ok($name(text.to_owned())) } else { Err(IdError::NotACode) }
            }
        }
    )+};
}

code! {
    /// A product or workload of the catalogue, `exchange_online`.
    ProductCode,
    /// A programme, `osu`.
    ProgrammeCode,
}
