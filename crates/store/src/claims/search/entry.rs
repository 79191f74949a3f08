//! What the index holds of a claim.

use std::collections::BTreeSet;

use domain::claim::{Claim, Place, Visibility};
use domain::id::{LocationId, PartnerId};

use super::Field;
use crate::fold::words;

/// What reads in the place of an erased text is no word of anybody.
const ERASED: &str = "[erased]";

/// The words of a claim as they stand in a row of the index, in their order.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Words(BTreeSet<String>);

impl Words {
    /// From a row.
    pub(super) fn read(row: &str) -> Words {
        Words(row.split_ascii_whitespace().map(str::to_owned).collect())
    }

    /// As a row.
    pub(super) fn row(&self) -> String {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        words.join(" ")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the claim says of itself; nothing of a discarded draft, which nobody finds.
    pub(super) fn of(claim: &Claim) -> Words {
        let mut all = Words::default();
        if claim.place() == Place::Discarded {
            return all;
        }
        let details = &claim.details;
        let customer = &details.customer;
        all.add(Field::Number, &claim.number.to_string());
        all.add_if_any(Field::Name, details.name.as_ref().map(|name| name.as_str()));
        all.add_if_any(Field::Customer, customer.name.as_ref().map(|name| name.as_str()));
        all.add_if_any(Field::Customer, customer.domain.as_ref().map(|domain| domain.as_str()));
        all.add_if_any(Field::Customer, customer.tenant_id.map(|id| id.to_string()).as_deref());
        for line in &claim.lines {
            all.add(Field::Products, line.item.product.as_str());
        }
        all.add_if_any(Field::Reference, details.reference.as_ref().map(|text| text.as_str()));
        all.0.insert(partner(claim.partner));
        all.0.insert(location(&details.location));
        all
    }

    /// A comment's.
    pub(super) fn said(visibility: Visibility, text: &str) -> Words {
        let mut all = Words::default();
        let field = match visibility {
            Visibility::Shared => Field::Comments,
            Visibility::Internal => Field::Notes,
        };
        all.add(field, text);
        all
    }

    pub(super) fn join(&mut self, more: Words) {
        self.0.extend(more.0);
    }

    /// Those of a field.
    pub(super) fn of_field(&self, field: Field) -> Words {
        let of_field = self.0.iter().filter(|word| word.starts_with(field.digit()));
        Words(of_field.cloned().collect())
    }

    fn add(&mut self, field: Field, text: &str) {
        if text == ERASED {
            return;
        }
        let marked = words(text).into_iter().map(|word| format!("{}{word}", field.digit()));
        self.0.extend(marked);
    }

    fn add_if_any(&mut self, field: Field, text: Option<&str>) {
        if let Some(text) = text {
            self.add(field, text);
        }
    }
}

/// The word that a partner's claims have in common.
pub(super) fn partner(id: PartnerId) -> String {
    key('t', id.0.as_bytes())
}

/// The word of the claims at a location.
pub(super) fn location(id: &LocationId) -> String {
    key('l', id.as_str().as_bytes())
}

/// Short, as it stands in every row: two of twenty thousand letters. Two partners may share one; who may see a claim
/// is judged by the claim itself.
fn key(kind: char, id: &[u8]) -> String {
    const FIRST: u32 = 0x4e00;
    const LETTERS: u64 = 0x5200;
    // FNV-1a: the same on every machine and for ever.
    let hash = id.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let letter = |n: u64| {
        let place = u32::try_from(n % LETTERS).unwrap_or_default();
        char::from_u32(FIRST + place).unwrap_or(kind)
    };
    [kind, letter(hash >> 32), letter(hash)].iter().collect()
}
