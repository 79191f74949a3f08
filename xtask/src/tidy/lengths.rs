//! A file is one idea; one that has grown past these lengths holds two.

use std::ffi::OsStr;

use super::Finding;
use crate::place::Place;
use crate::process::{Failure, Result};

const LINES_MAX: &[(&str, usize)] = &[("rs", 450), ("html", 450), ("js", 450), ("mjs", 450), ("css", 600)];

pub fn check(place: &Place) -> Result<Vec<Finding>> {
    let extensions: Vec<&str> = LINES_MAX.iter().map(|(extension, _)| *extension).collect();
    let mut findings = Vec::new();
    for folder in ["crates", "xtask", "tests"] {
        for path in place.files(folder, &extensions)? {
            let text = std::fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?;
            let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
            findings.extend(too_long(&place.shown(&path), extension, text.lines().count()));
        }
    }
    Ok(findings)
}

fn too_long(shown: &str, extension: &str, lines: usize) -> Option<Finding> {
    let (_, most) = LINES_MAX.iter().find(|(of, _)| *of == extension)?;
    (lines > *most).then(|| format!("{shown}: {lines} lines, at most {most}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_be_as_long_as_its_kind() {
        for (extension, lines, expected) in [
            ("rs", 450, None),
            ("rs", 451, Some("a: 451 lines, at most 450")),
            ("css", 600, None),
            ("css", 601, Some("a: 601 lines, at most 600")),
            ("md", 9_999, None),
        ] {
            assert_eq!(
                too_long("a", extension, lines).as_deref(),
                expected,
                "{extension} {lines}"
            );
        }
    }
}
