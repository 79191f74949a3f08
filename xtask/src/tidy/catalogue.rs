//! The building of `ui` checks that languages agree and that keys and arguments exist. Here: that no message is left
//! over, be it called by its method or, for what data names, found by its code.

use super::Finding;
use crate::place::Place;
use crate::process::{Failure, Result};

const CATALOGUE: &str = "crates/ui/locales/en";

pub fn check(place: &Place) -> Result<Vec<Finding>> {
    let mut used = String::new();
    for path in place.files("crates", &["rs", "html", "txt"])? {
        used.push_str(&std::fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?);
    }
    let mut findings = Vec::new();
    for path in place.files(CATALOGUE, &["ftl"])? {
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?;
        for (number, key) in text
            .lines()
            .enumerate()
            .filter_map(|(number, line)| key(line).map(|key| (number, key)))
        {
            if !calls(&used, &key.replace('-', "_")) && !used.contains(&format!("by_code(\"{key}\"")) {
                findings.push(format!(
                    "{}:{}: the message {key} is used nowhere",
                    place.shown(&path),
                    number + 1
                ));
            }
        }
    }
    Ok(findings)
}

/// The key of a line that begins a message; terms (`-brand`) are used by other messages.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" =")?;
    let is_key = key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.chars().all(|next| next.is_ascii_alphanumeric() || next == '-');
    is_key.then_some(key)
}

/// Whether a method of this name is called or passed somewhere: `text.name(`, `Text::name`, or `Variant => name` in the
/// table that names the variants of enums.
fn calls(used: &str, name: &str) -> bool {
    used.match_indices(name).any(|(at, _)| {
        let before = &used[..at];
        let after = used[at + name.len()..].chars().next();
        [".", "::", "=> "].iter().any(|sign| before.ends_with(sign))
            && !after.is_some_and(|next| next.is_alphanumeric() || next == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_begin_messages() {
        for (line, expected) in [
            ("sign-in = Sign in", Some("sign-in")),
            ("    .title = Sign in", None),
            ("    [one] One = 1", None),
            ("# sign-in = Sign in", None),
            ("-brand = cpor", None),
        ] {
            assert_eq!(key(line), expected, "{line}");
        }
    }

    #[test]
    fn a_message_is_used_where_its_method_is_named() {
        let used = "text.sign_in() Text::sign_out, text.sign_in_again(), Editing => status_editing, status_other";
        for (name, expected) in [
            ("sign_in", true),
            ("sign_out", true),
            ("sign_in_again", true),
            ("sign", false),
            ("in_again", false),
        ] {
            assert_eq!(calls(used, name), expected, "{name}");
        }
    }
}
