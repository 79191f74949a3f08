//! The statements that a connection has prepared.

use std::collections::HashMap;

use tokio_postgres::Statement;

/// Each costs the server memory, on every connection. The store has fewer; of those that are put together, as a list
/// narrowed by so many reviewers, there may be any number.
const KEPT_MAX: usize = 256;

/// Those used last.
pub(super) struct Prepared<S = Statement> {
    kept: HashMap<String, Kept<S>>,
    uses: u64,
}

struct Kept<S> {
    statement: S,
    last_used: u64,
}

impl<S> Default for Prepared<S> {
    fn default() -> Prepared<S> {
        Prepared {
            kept: HashMap::new(),
            uses: 0,
        }
    }
}

impl<S: Clone> Prepared<S> {
    /// The statement of this text.
    pub(super) fn get(&mut self, sql: &str) -> Option<S> {
        self.uses += 1;
        let kept = self.kept.get_mut(sql)?;
        kept.last_used = self.uses;
        Some(kept.statement.clone())
    }

    /// Keeps one, and lets go of the one that wasn't used for longest if there is no room. The server forgets it when
    /// nobody uses it any more.
    pub(super) fn keep(&mut self, sql: &str, statement: S) {
        if self.kept.len() >= KEPT_MAX
            && let Some(oldest) = self.kept.iter().min_by_key(|(_, kept)| kept.last_used)
        {
            let oldest = oldest.0.clone();
            self.kept.remove(&oldest);
        }
        let last_used = self.uses;
        self.kept.insert(sql.to_owned(), Kept { statement, last_used });
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT_MAX, Prepared};

    #[test]
    fn of_too_many_statements_those_used_last_are_kept() {
        let mut prepared = Prepared::default();
        let text = |number: usize| format!("SELECT {number}");
        for number in 0..KEPT_MAX + 100 {
            assert_eq!(prepared.get(&text(number)), None);
            prepared.keep(&text(number), number);
            assert_eq!(prepared.get(&text(7)), (number >= 7).then_some(7));
        }
        assert_eq!(prepared.kept.len(), KEPT_MAX);
        assert_eq!(prepared.get(&text(8)), None);
        assert_eq!(prepared.get(&text(KEPT_MAX + 99)), Some(KEPT_MAX + 99));
    }
}
