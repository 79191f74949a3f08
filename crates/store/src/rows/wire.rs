//! Values of the domain as JSON texts and numbers.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use domain::id::{BlobId, ClaimId, ClaimNumber, CommentId, DocumentId, Guid, LineId, LocationId, PartnerId, UserId};
use domain::id::{ProductCode, ProgrammeCode};
use domain::instant::Instant;
use domain::place::{CountryCode, Language, ZoneName};
use domain::text::{DomainName, LabelKey};
use jiff::civil::Date;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value of the domain that has one text.
pub(super) trait Word: Sized {
    /// Writes it.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Reads it; none if it is not such a text.
    fn read(text: &str) -> Option<Self>;
}

/// A [`Word`] in a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Wire<T>(pub(super) T);

struct Shown<'a, T>(&'a T);

impl<T: Word> fmt::Display for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}

impl<T: Word> Serialize for Wire<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Shown(&self.0))
    }
}

struct WordVisitor<T>(PhantomData<T>);

impl<T: Word> Visitor<'_> for WordVisitor<T> {
    type Value = Wire<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<T>())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Wire<T>, E> {
        // The text itself stays out of the message: it may be anything.
        T::read(text)
            .map(Wire)
            .ok_or_else(|| E::custom(format_args!("not a {}", std::any::type_name::<T>())))
    }
}

impl<'de, T: Word> Deserialize<'de> for Wire<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Wire<T>, D::Error> {
        deserializer.deserialize_str(WordVisitor(PhantomData))
    }
}

/// Types that show and read themselves.
macro_rules! displayed {
    ($($name:ty),+ $(,)?) => {$(
        impl Word for $name {
            fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
            fn read(text: &str) -> Option<Self> { <$name>::from_str(text).ok() }
        }
    )+};
}

displayed!(
    BlobId,
    ClaimId,
    ClaimNumber,
    CommentId,
    DocumentId,
    Guid,
    LineId,
    LocationId,
    PartnerId,
    UserId,
    ProductCode,
    ProgrammeCode,
    Date,
);

macro_rules! parsed {
    ($($name:ty),+ $(,)?) => {$(
        impl Word for $name {
            fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
            fn read(text: &str) -> Option<Self> { <$name>::parse(text).ok() }
        }
    )+};
}

parsed!(CountryCode, ZoneName, DomainName, LabelKey);

impl Word for Language {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
    fn read(text: &str) -> Option<Self> {
        Language::ALL.into_iter().find(|language| language.tag() == text)
    }
}

/// A hash as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hash(pub(super) [u8; 32]);

impl Word for Hash {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
    fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
        }
        Some(Hash(bytes))
    }
}

/// An instant as microseconds since 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Moment(pub(super) Instant);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0.microseconds())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let microseconds = i64::deserialize(deserializer)?;
        Instant::from_microseconds(microseconds)
            .map(Moment)
            .ok_or_else(|| D::Error::custom("not an instant"))
    }
}
