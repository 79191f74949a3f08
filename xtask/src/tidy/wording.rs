//! Words that may not stand in a line, and where.

use super::Finding;
use crate::place::Place;
use crate::process::{Failure, Result};

/// A rule over single lines of files with these extensions.
struct Rule {
    extensions: &'static [&'static str],
    /// Where it holds, by the path from the root.
    holds_in: fn(&str) -> bool,
    broken_by: fn(&str) -> bool,
    why: &'static str,
}

const CODE: &[&str] = &["rs"];
const WRITTEN: &[&str] = &["rs", "html", "css", "js", "mjs", "sql", "ftl", "toml", "md"];

// The words are put together from parts, so that this file does not break its own rules.
const RULES: &[Rule] = &[
    Rule {
        extensions: CODE,
        holds_in: |path| path.starts_with("crates/") && path.contains("/src/") && !path.starts_with("crates/store/"),
        broken_by: has_sql,
        why: "only store knows SQL",
    },
    Rule {
        extensions: CODE,
        holds_in: |_| true,
        broken_by: |line| is_attribute(line) && line.contains("allow("),
        why: "a warning is mended, not silenced",
    },
    Rule {
        extensions: &["toml"],
        holds_in: |path| path.ends_with("Cargo.toml"),
        broken_by: |line| line.contains("\"allow\""),
        why: "a warning is mended, not silenced",
    },
    Rule {
        extensions: CODE,
        holds_in: |_| true,
        broken_by: |line| is_attribute(line) && line.contains("ignore") && !line.contains("schema(ignore)"),
        why: "a test runs or is removed",
    },
    Rule {
        extensions: CODE,
        holds_in: |_| true,
        broken_by: |line| {
            [
                concat!("to", "do!("),
                concat!("unimpl", "emented!("),
                concat!("d", "bg!("),
            ]
            .iter()
            .any(|word| line.contains(word))
        },
        why: "what is committed is finished",
    },
    Rule {
        extensions: WRITTEN,
        holds_in: |path| !path.starts_with("xtask/src/tidy/"),
        broken_by: |line| {
            [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")]
                .iter()
                .any(|word| has_word(line, word))
        },
        why: "what is committed is finished",
    },
];

pub fn check(place: &Place) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in place.files("", WRITTEN)? {
        let shown = place.shown(&path);
        let extension = shown.rsplit('.').next().unwrap_or_default();
        let rules: Vec<&Rule> = RULES
            .iter()
            .filter(|rule| rule.extensions.contains(&extension) && (rule.holds_in)(&shown))
            .collect();
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?;
        for (number, line) in text.lines().enumerate() {
            for rule in rules.iter().filter(|rule| (rule.broken_by)(line)) {
                findings.push(format!("{shown}:{}: {}: {}", number + 1, rule.why, line.trim()));
            }
        }
    }
    Ok(findings)
}

/// Upper case as our statements are written; ordinary prose in capitals is not.
fn has_sql(line: &str) -> bool {
    let update = line.find("UPDATE ").is_some_and(|at| line[at..].contains(" SET"));
    update
        || ["SELECT ", "INSERT INTO", "DELETE FROM", "PRAGMA "]
            .iter()
            .any(|words| line.contains(words))
}

fn is_attribute(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("#[") || line.starts_with("#![")
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        ![before, after]
            .iter()
            .flatten()
            .any(|next| next.is_alphanumeric() || *next == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, line: &str) -> Vec<&'static str> {
        let extension = path.rsplit('.').next().unwrap_or_default();
        RULES
            .iter()
            .filter(|rule| rule.extensions.contains(&extension) && (rule.holds_in)(path) && (rule.broken_by)(line))
            .map(|rule| rule.why)
            .collect()
    }

    #[test]
    fn each_rule_finds_its_words_and_nothing_else() {
        let silenced = "a warning is mended, not silenced";
        let finished = "what is committed is finished";
        for (path, line, expected) in [
            (
                "crates/web/src/a.rs",
                "let q = \"SELECT name FROM claim\";",
                Some("only store knows SQL"),
            ),
            (
                "crates/web/src/a.rs",
                "\"UPDATE claim SET name = ?1\"",
                Some("only store knows SQL"),
            ),
            ("crates/web/src/a.rs", "// UPDATE is not what we do here", None),
            ("crates/store/src/a.rs", "\"SELECT name FROM claim\"", None),
            (
                "crates/cpor/tests/it/dump.rs",
                "\"SELECT name FROM sqlite_master\"",
                None,
            ),
            ("crates/app/src/a.rs", "    #[allow(dead_code)]", Some(silenced)),
            ("crates/app/src/a.rs", "if policy.allow(actor) {", None),
            ("crates/app/Cargo.toml", "missing_docs = \"allow\"", Some(silenced)),
            (
                "crates/app/src/a.rs",
                "    #[ignore = \"slow\"]",
                Some("a test runs or is removed"),
            ),
            ("crates/app/src/a.rs", concat!("to", "do!()"), Some(finished)),
            (
                "crates/ui/locales/en/a.ftl",
                concat!("# TO", "DO say it better"),
                Some(finished),
            ),
            ("crates/ui/locales/en/a.ftl", "code = XXXXX", None),
        ] {
            assert_eq!(
                findings(path, line),
                expected.into_iter().collect::<Vec<_>>(),
                "{path}: {line}"
            );
        }
    }
}
