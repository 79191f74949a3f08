//! What is looked for, as the index is asked and as a row that waits is judged.

use domain::party::{Locations, Reach, Scope};

use super::Field;
use super::entry::{location, partner};
use crate::engine::Connection;
use crate::fold::LookedFor;

/// The first word of every claim's number, folded.
const NUMBER_BEGINS: &str = "cpor";

/// Somebody's question.
pub(super) struct Question<'a> {
    words: Vec<&'a str>,
    /// Each of them names rows, and a row has one of each.
    within: Vec<Vec<String>>,
    /// The last field that this reader may look in.
    last: Field,
}

impl<'a> Question<'a> {
    /// None: whoever asks finds nothing, or nothing can be found by it.
    pub(super) fn of(scope: &Scope, looked_for: &'a LookedFor) -> Option<Question<'a>> {
        let mut words: Vec<&str> = looked_for.words().iter().map(String::as_str).collect();
        if words.is_empty() {
            return None;
        }
        // What begins every number is found in every claim, before all else: beside other words it says nothing, but
        // would have the index walk all it has.
        if words.iter().any(|word| !NUMBER_BEGINS.starts_with(word)) {
            words.retain(|word| !NUMBER_BEGINS.starts_with(word));
        }
        let (within, last) = match scope.reach() {
            Reach::Partner { partner: id, locations } => {
                let mut within = vec![vec![partner(*id)]];
                if let Locations::Only(some) = locations {
                    within.push(some.iter().map(location).collect());
                }
                (within, Field::Comments)
            }
            Reach::Submitted | Reach::Everything => (Vec::new(), Field::Notes),
            Reach::One(_) | Reach::Nothing => return None,
        };
        // At no location there is nothing.
        let nowhere = within.iter().any(Vec::is_empty);
        (!nowhere).then_some(Question { words, within, last })
    }

    /// The fields to look in, in their order.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> {
        self.last.so_far()
    }

    pub(super) fn is_of_several_words(&self) -> bool {
        self.words.len() > 1
    }

    pub(super) fn asks(&self, field: Field) -> bool {
        field <= self.last
    }

    /// Finds the rows that have each word in this field or one before it, but not all of them before it.
    pub(super) fn first_in(&self, field: Field, syntax: Syntax) -> String {
        // Before it there is none: that a word is here needn't be asked twice, which would walk every row of a common one.
        if field == Field::Number {
            return self.up_to(field, syntax);
        }
        let here: Vec<String> = self.words.iter().map(|word| syntax.begins(field, word)).collect();
        let mut parts = self.scoped(syntax);
        parts.push(syntax.any(&here));
        if self.words.len() > 1 {
            parts.extend(self.words.iter().map(|word| syntax.any_field(field.so_far(), word)));
        }
        let earlier: Vec<String> = self
            .words
            .iter()
            .map(|word| syntax.any_field(field.before(), word))
            .collect();
        syntax.but(&syntax.all(&parts), &syntax.all(&earlier))
    }

    /// Finds the rows that have each word in any field up to this one.
    pub(super) fn up_to(&self, field: Field, syntax: Syntax) -> String {
        let mut parts = self.scoped(syntax);
        parts.extend(self.words.iter().map(|word| syntax.any_field(field.so_far(), word)));
        syntax.all(&parts)
    }

    fn scoped(&self, syntax: Syntax) -> Vec<String> {
        let exactly = |word: &String| syntax.exactly(word);
        let within = self.within.iter();
        within
            .map(|some| syntax.any(&some.iter().map(exactly).collect::<Vec<_>>()))
            .collect()
    }

    /// In which field the last of the words is found, if all are. The row's words are in their order.
    pub(super) fn judge(&self, row: &[&str]) -> Option<Field> {
        let has = |word: &String| row.binary_search(&word.as_str()).is_ok();
        if !self.within.iter().all(|some| some.iter().any(has)) {
            return None;
        }
        let begins = |field: &Field, word: &str| {
            let wanted = format!("{}{word}", field.digit());
            let at = row.partition_point(|other| *other < wanted.as_str());
            row.get(at).is_some_and(|other| other.starts_with(&wanted))
        };
        let first = |word: &&str| self.fields().find(|field| begins(field, word));
        let found = self.words.iter().map(first);
        found
            .into_iter()
            .try_fold(Field::Number, |last, field| Some(last.max(field?)))
    }
}

/// How an index is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Syntax {
    /// SQLite's FTS5.
    Fts5,
    /// PostgreSQL's tsquery.
    Tsquery,
}

impl Syntax {
    pub(super) fn of(connection: &Connection<'_>) -> Syntax {
        match connection {
            Connection::Sqlite(_) => Syntax::Fts5,
            Connection::Postgres(_) => Syntax::Tsquery,
        }
    }

    /// Words have neither quotes nor backslashes.
    fn exactly(self, word: &str) -> String {
        match self {
            Syntax::Fts5 => format!("\"{word}\""),
            Syntax::Tsquery => format!("'{word}'"),
        }
    }

    fn begins(self, field: Field, word: &str) -> String {
        let word = self.exactly(&format!("{}{word}", field.digit()));
        match self {
            Syntax::Fts5 => format!("{word} *"),
            Syntax::Tsquery => format!("{word}:*"),
        }
    }

    fn any_field(self, fields: impl Iterator<Item = Field>, word: &str) -> String {
        self.any(&fields.map(|field| self.begins(field, word)).collect::<Vec<_>>())
    }

    fn any(self, parts: &[String]) -> String {
        joined(
            parts,
            match self {
                Syntax::Fts5 => " OR ",
                Syntax::Tsquery => " | ",
            },
        )
    }

    fn all(self, parts: &[String]) -> String {
        joined(
            parts,
            match self {
                Syntax::Fts5 => " AND ",
                Syntax::Tsquery => " & ",
            },
        )
    }

    fn but(self, found: &str, not: &str) -> String {
        match self {
            Syntax::Fts5 => format!("{found} NOT {not}"),
            Syntax::Tsquery => format!("{found} & !{not}"),
        }
    }
}

fn joined(parts: &[String], by: &str) -> String {
    match parts {
        [only] => only.clone(),
        parts => format!("({})", parts.join(by)),
    }
}
