//! Finding claims by words, wherever in a claim they stand: each word that is looked for begins a word of the claim.
//!
//! A claim's words are one row of an index, `claim_search`. Each stands behind the digit of its field, so that one
//! list of rows answers "this beginning, in that field"; the claim's partner and location are words of the row too,
//! so that a partner's question reads nobody else's lists. The vendor's internal notes have an index of their own.
//!
//! What is found comes field by field, within a field the newest number first, and ends after [`FOUND_MAX`].

mod changed;
mod check;
mod entry;
mod expression;
mod hits;
mod list;
mod pending;
#[cfg(test)]
mod tests;

pub(crate) use changed::{SearchChange, fill, write};
pub(crate) use check::{check, strangers};
pub(super) use hits::numbers;
pub(super) use list::list;
pub(crate) use pending::Kept;

/// Nobody turns so many pages: of a word that more claims have, those of the newest numbers count.
pub(crate) const FOUND_MAX: usize = 10_000;

/// Where a word stands in a claim, what is found first coming first. The digit is that of the index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Field {
    Number,
    Name,
    Customer,
    Products,
    Reference,
    Comments,
    /// Only the vendor's people look here.
    Notes,
}

impl Field {
    const ALL: [Field; 7] = [
        Field::Number,
        Field::Name,
        Field::Customer,
        Field::Products,
        Field::Reference,
        Field::Comments,
        Field::Notes,
    ];

    const fn digit(self) -> char {
        match self {
            Field::Number => '0',
            Field::Name => '1',
            Field::Customer => '2',
            Field::Products => '3',
            Field::Reference => '4',
            Field::Comments => '5',
            Field::Notes => '6',
        }
    }

    /// This one and those before it.
    fn so_far(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| *field <= self)
    }

    /// Those before it.
    fn before(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| *field < self)
    }
}
