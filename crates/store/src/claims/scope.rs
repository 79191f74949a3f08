//! A scope as a condition of SQL: outside it a claim does not exist.

use domain::party::{Locations, Reach, Scope};

use crate::engine::Value;

/// A condition and the values of its numbered parameters.
pub(crate) struct Condition {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
    /// How the claims that meet it are best found.
    pub(crate) way: Way,
}

/// How a list's claims are found. Left to itself, the database would rather walk all claims in the list's order than
/// look at few and sort.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// In the list's order, until the page is full.
    InOrder,
    /// The few that the condition names, each by its number.
    FewByNumber,
    /// The few that stand there and are due by then, of everybody.
    FewByPlace,
    /// The few of the partner's that stand there and are due by then.
    FewOfPartnerByPlace,
}

impl Way {
    /// What makes the database go this way.
    pub(crate) const fn hint(self) -> &'static str {
        match self {
            Way::InOrder => "",
            Way::FewByNumber => "NOT INDEXED",
            Way::FewByPlace => "INDEXED BY claim_by_place",
            Way::FewOfPartnerByPlace => "INDEXED BY claim_of_partner_by_place",
        }
    }
}

impl Condition {
    /// A condition whose parameters come first in the statement.
    pub(crate) fn new() -> Condition {
        Condition {
            sql: String::new(),
            values: Vec::new(),
            way: Way::InOrder,
        }
    }

    /// Adds `sql`, in which each `?` stands for the next value.
    pub(crate) fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        let mut values = values.into_iter();
        for letter in sql.chars() {
            if letter == '?'
                && let Some(value) = values.next()
            {
                self.values.push(value);
                self.sql.push('?');
                self.sql.push_str(&self.values.len().to_string());
            } else {
                self.sql.push(letter);
            }
        }
    }

    /// Adds what the scope allows, of claims that are not discarded.
    pub(crate) fn within(&mut self, scope: &Scope) {
        match scope.reach() {
            Reach::Partner { partner, locations } => {
                self.and("claim.partner_id = ?", [blob(partner.0.as_bytes())]);
                if let Locations::Only(some) = locations {
                    let ids = some.iter().map(|id| id.as_str());
                    self.and("claim.location_id IN (SELECT value FROM json_each(?))", [list(ids)]);
                }
                self.and("claim.place <> 'discarded'", []);
            }
            Reach::Submitted => self.and("claim.place NOT IN ('editing/draft', 'discarded')", []),
            Reach::Everything => self.and("claim.place <> 'discarded'", []),
            Reach::One(id) => {
                self.and("claim.id = ?", [blob(id.0.as_bytes())]);
                self.and("claim.place <> 'discarded'", []);
            }
            Reach::Nothing => self.and("FALSE", []),
        }
    }
}

/// An id as a value.
pub(crate) fn blob(bytes: &[u8; 16]) -> Value {
    Value::Bytes(bytes.to_vec())
}

/// Texts as one value.
pub(crate) fn list<T: AsRef<str>>(texts: impl Iterator<Item = T>) -> Value {
    Value::List(texts.map(|text| Value::Text(text.as_ref().to_owned())).collect())
}
