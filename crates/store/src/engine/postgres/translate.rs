//! Our statements are written as SQLite takes them; this is all that PostgreSQL wants otherwise. Statements that differ
//! by more stand side by side.

/// The statement as PostgreSQL takes it: numbered parameters, lists as arrays, and no advice on how to go about it.
pub(super) fn translate(sql: &str) -> String {
    let mut rest = sql;
    let mut out = String::with_capacity(sql.len());
    while let Some(at) = rest.find(['?', '\'', 'I', 'N', 'C']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let word_begins = !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        rest = match from.as_bytes().first() {
            Some(b'\'') => {
                let end = from[1..].find('\'').map_or(from.len(), |end| end + 2);
                out.push_str(&from[..end]);
                &from[end..]
            }
            Some(b'?') => {
                out.push('$');
                &from[1..]
            }
            Some(_) if word_begins => advice(from, &mut out),
            Some(_) | None => {
                out.push_str(&from[..1]);
                &from[1..]
            }
        };
    }
    out.push_str(rest);
    out
}

/// What follows a word that may be advice, or a list.
fn advice<'a>(from: &'a str, out: &mut String) -> &'a str {
    if let Some(list) = from.strip_prefix("IN (SELECT value FROM json_each(?")
        && let Some((number, rest)) = list.split_once("))")
    {
        out.push_str("= ANY($");
        out.push_str(number);
        out.push(')');
        return rest;
    }
    if let Some(rest) = from.strip_prefix("NOT INDEXED") {
        return rest;
    }
    if let Some(rest) = from.strip_prefix("CROSS JOIN") {
        out.push_str("JOIN");
        return rest;
    }
    if let Some(index) = from.strip_prefix("INDEXED BY ") {
        return index.trim_start_matches(|letter: char| letter.is_ascii_lowercase() || letter == '_');
    }
    out.push_str(&from[..1]);
    &from[1..]
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn parameters_lists_and_advice_are_translated_and_nothing_else() {
        for (ours, theirs) in [
            (
                "SELECT 1 FROM claim WHERE number = ?1",
                "SELECT 1 FROM claim WHERE number = $1",
            ),
            ("VALUES (?1, ?12, 'why?')", "VALUES ($1, $12, 'why?')"),
            (
                "place IN (SELECT value FROM json_each(?3)) AND turn IN ('IN (?1)', ?2)",
                "place = ANY($3) AND turn IN ('IN (?1)', $2)",
            ),
            ("FROM claim NOT INDEXED WHERE x", "FROM claim  WHERE x"),
            (
                "FROM claim INDEXED BY claim_by_due WHERE NOT x",
                "FROM claim  WHERE NOT x",
            ),
            ("AS changed\n CROSS JOIN event ON", "AS changed\n JOIN event ON"),
            ("CASE WHEN é IS NULL THEN 'İ' END", "CASE WHEN é IS NULL THEN 'İ' END"),
        ] {
            assert_eq!(translate(ours), theirs);
        }
    }
}
