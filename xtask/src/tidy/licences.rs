//! Licences and bans of everything in the lock file, by the lists of `deny.toml`: one place for both readers of it.

use std::fmt;

use serde_json::Value;

use super::Finding;
use crate::place::Place;
use crate::process::{Failure, Result};

/// The part of `deny.toml` that this check reads.
struct Lists {
    permitted: Vec<String>,
    banned: Vec<String>,
}

pub fn check(place: &Place, metadata: &Value) -> Result<Vec<Finding>> {
    let file = place.root.join("deny.toml");
    let text = std::fs::read_to_string(&file).map_err(|error| Failure::at(&file, &error))?;
    let lists = Lists::read(&text).map_err(|reason| Failure::at(&file, &reason))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages.filter_map(|package| finding(package, &lists)).collect())
}

fn finding(package: &Value, lists: &Lists) -> Option<Finding> {
    let name = package["name"].as_str().unwrap_or_default();
    if lists.banned.iter().any(|banned| banned == name) {
        return Some(format!("{name}: banned in deny.toml; see `cargo tree --invert {name}`"));
    }
    let Some(expression) = package["license"].as_str() else {
        return Some(format!("{name}: states no licence"));
    };
    match permits(expression, &lists.permitted) {
        Ok(true) => None,
        Ok(false) => Some(format!("{name}: licence {expression} is not in deny.toml")),
        Err(unreadable) => Some(format!("{name}: licence {expression}: {unreadable}")),
    }
}

impl Lists {
    fn read(text: &str) -> std::result::Result<Lists, String> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
        let list = |section: &str, key: &str, of: fn(&toml::Value) -> Option<&str>| {
            let items = table
                .get(section)
                .and_then(|section| section.get(key))
                .and_then(toml::Value::as_array);
            items
                .ok_or(format!("{section}.{key} is not a list"))?
                .iter()
                .map(|item| {
                    of(item)
                        .map(str::to_owned)
                        .ok_or(format!("{section}.{key}: {item} is not readable"))
                })
                .collect::<std::result::Result<Vec<String>, String>>()
        };
        Ok(Lists {
            permitted: list("licenses", "allow", toml::Value::as_str)?,
            banned: list("bans", "deny", |item| item.get("crate").and_then(toml::Value::as_str))?,
        })
    }
}

#[derive(Debug, PartialEq)]
struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "unreadable at {:?}", self.0)
    }
}

/// Whether an SPDX expression can be met with permitted licences alone. The old `/` means OR. An exception (WITH) only
/// permits more than its licence does.
fn permits(expression: &str, permitted: &[String]) -> std::result::Result<bool, Unreadable> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = either(&words, permitted)?;
    match rest.first() {
        None => Ok(met),
        Some(left) => Err(Unreadable((*left).to_owned())),
    }
}

type Read<'a> = std::result::Result<(bool, &'a [&'a str]), Unreadable>;

fn either<'a>(words: &'a [&'a str], permitted: &[String]) -> Read<'a> {
    let (mut met, mut rest) = both(words, permitted)?;
    while let Some((&"OR", after)) = rest.split_first() {
        let (also, left) = both(after, permitted)?;
        (met, rest) = (met || also, left);
    }
    Ok((met, rest))
}

fn both<'a>(words: &'a [&'a str], permitted: &[String]) -> Read<'a> {
    let (mut met, mut rest) = one(words, permitted)?;
    while let Some((&"AND", after)) = rest.split_first() {
        let (also, left) = one(after, permitted)?;
        (met, rest) = (met && also, left);
    }
    Ok((met, rest))
}

fn one<'a>(words: &'a [&'a str], permitted: &[String]) -> Read<'a> {
    match words {
        ["(", inside @ ..] => match either(inside, permitted)? {
            (met, [")", rest @ ..]) => Ok((met, rest)),
            (_, rest) => Err(Unreadable(rest.join(" "))),
        },
        ["AND" | "OR" | "WITH" | ")", ..] | [] => Err(Unreadable(words.join(" "))),
        [licence, "WITH", _, rest @ ..] | [licence, rest @ ..] => {
            Ok((permitted.iter().any(|one| one == licence), rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_expression_is_met_by_permitted_licences_alone() {
        let permitted = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned);
        for (expression, expected) in [
            ("MIT", Ok(true)),
            ("GPL-3.0", Ok(false)),
            ("GPL-3.0 OR MIT", Ok(true)),
            ("GPL-3.0/MIT", Ok(true)),
            ("GPL-3.0 AND MIT", Ok(false)),
            ("(GPL-3.0 OR MIT) AND Unicode-3.0", Ok(true)),
            ("MIT OR GPL-3.0 AND GPL-2.0", Ok(true)),
            ("Apache-2.0 WITH LLVM-exception OR GPL-2.0", Ok(true)),
            ("GPL-2.0 WITH Classpath-exception-2.0", Ok(false)),
            ("(MIT", Err(Unreadable(String::new()))),
            ("MIT GPL-3.0", Err(Unreadable("GPL-3.0".to_owned()))),
        ] {
            assert_eq!(permits(expression, &permitted), expected, "{expression}");
        }
    }

    #[test]
    fn bans_and_unknown_licences_are_found() {
        let lists =
            Lists::read("[licenses]\nallow = ['MIT']\n[bans]\ndeny = [{ crate = 'openssl' }]").expect("readable");
        for (name, licence, expected) in [
            ("serde", json!("MIT"), None),
            (
                "openssl",
                json!("MIT"),
                Some("openssl: banned in deny.toml; see `cargo tree --invert openssl`"),
            ),
            (
                "mupdf",
                json!("AGPL-3.0"),
                Some("mupdf: licence AGPL-3.0 is not in deny.toml"),
            ),
            ("blank", json!(null), Some("blank: states no licence")),
        ] {
            assert_eq!(
                finding(&json!({"name": name, "license": licence}), &lists).as_deref(),
                expected
            );
        }
    }

    #[test]
    fn a_list_that_is_not_there_is_told() {
        assert_eq!(Lists::read("").err().as_deref(), Some("licenses.allow is not a list"));
    }
}
