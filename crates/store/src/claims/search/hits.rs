//! What is found, one index and one field after the other.

use domain::party::Scope;

use super::expression::{Question, Syntax};
use super::{FOUND_MAX, Field};
use crate::engine::{Connection, Either, Value, params};
use crate::error::StoreError;
use crate::fold::LookedFor;

/// A claim that is found, and in which field its last word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hit {
    pub(super) field: Field,
    pub(super) number: i64,
}

/// How far somebody has come.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Reached {
    /// So many were found.
    pub(super) found: usize,
    /// The last of them.
    pub(super) last: Option<Hit>,
}

/// The next hits in their order, at most so many.
pub(super) fn next(
    connection: &Connection<'_>,
    question: &Question<'_>,
    reached: Reached,
    most: usize,
) -> Result<Vec<Hit>, StoreError> {
    let most = most.min(FOUND_MAX.saturating_sub(reached.found));
    let pending = pending(connection, question)?;
    let syntax = Syntax::of(connection);
    let mut known = None;
    let mut hits: Vec<Hit> = Vec::new();
    for field in question.fields() {
        let below = match reached.last {
            Some(last) if field < last.field => continue,
            Some(last) if field == last.field => last.number,
            Some(_) | None => i64::MAX,
        };
        let room = most - hits.len();
        if room == 0 {
            break;
        }
        if field != Field::Number && known.is_none() {
            known = Some(Known::of(connection, question)?);
        }
        let mut found = match &known {
            Some(Known::All(all)) if field != Field::Notes => {
                let here = all.iter().filter(|hit| hit.field == field && hit.number < below);
                here.map(|hit| hit.number).collect()
            }
            Some(Known::All(_) | Known::Many) | None => {
                indexed(connection, field, &question.first_in(field, syntax), below, room)?
            }
        };
        let waiting = pending.iter().filter(|hit| hit.field == field && hit.number < below);
        found.extend(waiting.map(|hit| hit.number));
        found.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
        found.truncate(room);
        hits.extend(found.into_iter().map(|number| Hit { field, number }));
    }
    Ok(hits)
}

/// So few that reading their words costs less than asking the index field by field.
const FEW: usize = 200;

/// What is known of the fields behind the number.
enum Known {
    Many,
    /// All that is found outside the notes.
    All(Vec<Hit>),
}

impl Known {
    /// To say in which field the last of several words is first found, the index must compare long lists once for each
    /// field, where all that have them, in whatever field, may be few. Of one word there is nothing to compare.
    fn of(connection: &Connection<'_>, question: &Question<'_>) -> Result<Known, StoreError> {
        if !question.is_of_several_words() {
            return Ok(Known::Many);
        }
        let anywhere = question.up_to(Field::Comments, Syntax::of(connection));
        let numbers = indexed(connection, Field::Comments, &anywhere, i64::MAX, FEW + 1)?;
        if numbers.len() > FEW {
            return Ok(Known::Many);
        }
        let numbers = Value::List(numbers.into_iter().map(Value::Integer).collect());
        let mut statement = connection.prepare_cached(connection.choose(WORDS))?;
        let mut rows = statement.query([numbers])?;
        let mut all = Vec::new();
        while let Some(row) = &rows.next()? {
            let words: Vec<&str> = row.text(1)?.split_ascii_whitespace().collect();
            if let Some(field) = question.judge(&words) {
                let number = row.get(0)?;
                all.push(Hit { field, number });
            }
        }
        Ok(Known::All(all))
    }
}

/// The words of these claims.
const WORDS: Either<'_> = Either {
    sqlite: "SELECT claim_search.rowid, claim_search.words FROM json_each(?1) AS wanted
         CROSS JOIN claim_search ON claim_search.rowid = wanted.value",
    postgres: "SELECT claim_number, words FROM claim_search WHERE claim_number IN (SELECT value FROM json_each(?1))",
};

/// The numbers of all that are found, of more than [`FOUND_MAX`] the newest.
pub(in crate::claims) fn numbers(
    connection: &Connection<'_>,
    scope: &Scope,
    looked_for: &LookedFor,
) -> Result<Vec<i64>, StoreError> {
    let Some(question) = Question::of(scope, looked_for) else {
        return Ok(Vec::new());
    };
    // Rows move from those that wait into the indexes: all is read at one moment.
    let syntax = Syntax::of(connection);
    let mut numbers = connection.at_one_moment(|| {
        let said = question.up_to(Field::Comments, syntax);
        let mut numbers = indexed(connection, Field::Comments, &said, i64::MAX, FOUND_MAX)?;
        if question.asks(Field::Notes) {
            let noted = question.first_in(Field::Notes, syntax);
            numbers.extend(indexed(connection, Field::Notes, &noted, i64::MAX, FOUND_MAX)?);
        }
        numbers.extend(pending(connection, &question)?.iter().map(|hit| hit.number));
        Ok(numbers)
    })?;
    numbers.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
    numbers.truncate(FOUND_MAX);
    Ok(numbers)
}

pub(super) const SAID: Either<'_> = Either {
    sqlite: "SELECT rowid FROM claim_search
         WHERE claim_search MATCH ?1 AND rowid < ?2 AND rowid NOT IN (SELECT claim_number FROM search_pending)
         ORDER BY rowid DESC LIMIT ?3",
    postgres: "SELECT claim_number FROM claim_search
         WHERE vector @@ CAST(CAST(?1 AS text) AS tsquery) AND claim_number < ?2
         ORDER BY claim_number DESC LIMIT ?3",
};

const NOTED: Either<'_> = Either {
    sqlite: "SELECT rowid FROM note_search
         WHERE note_search MATCH ?1 AND rowid < ?2 AND rowid NOT IN (SELECT claim_number FROM search_pending)
         ORDER BY rowid DESC LIMIT ?3",
    postgres: "SELECT claim_number FROM note_search
         WHERE vector @@ CAST(CAST(?1 AS text) AS tsquery) AND claim_number < ?2
         ORDER BY claim_number DESC LIMIT ?3",
};

/// Numbers from the index of a field, the newest below this one first. The index walks its lists only as far as that.
fn indexed(
    connection: &Connection<'_>,
    field: Field,
    expression: &str,
    below: i64,
    most: usize,
) -> Result<Vec<i64>, StoreError> {
    let sql = match field {
        Field::Notes => NOTED,
        Field::Number | Field::Name | Field::Customer | Field::Products | Field::Reference | Field::Comments => SAID,
    };
    let mut statement = connection.prepare_cached(connection.choose(sql))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let numbers = statement.query_map(params![expression, below, most], |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

/// What is found among the few that wait.
fn pending(connection: &Connection<'_>, question: &Question<'_>) -> Result<Vec<Hit>, StoreError> {
    match connection {
        Connection::Sqlite(_) => {}
        // Nothing waits outside its index there.
        Connection::Postgres(_) => return Ok(Vec::new()),
    }
    let sql = if question.asks(Field::Notes) {
        "SELECT claim_number, words, notes FROM search_pending"
    } else {
        "SELECT claim_number, words, '' FROM search_pending"
    };
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut hits = Vec::new();
    while let Some(row) = &rows.next()? {
        let mut words: Vec<&str> = row.text(1)?.split_ascii_whitespace().collect();
        words.extend(row.text(2)?.split_ascii_whitespace());
        words.sort_unstable();
        if let Some(field) = question.judge(&words) {
            hits.push(Hit {
                field,
                number: row.get(0)?,
            });
        }
    }
    Ok(hits)
}
