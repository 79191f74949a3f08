//! The addresses of a list's pages.

use store::Cursor;

use super::Visit;
use super::form::encoded;

/// A list at a path with what narrows it.
pub(crate) struct Pages {
    path: &'static str,
    kept: Vec<String>,
}

impl Pages {
    /// The list that a request shows, narrowed by these names of its address.
    pub(crate) fn of(visit: &Visit, path: &'static str, names: &[&str]) -> Pages {
        let kept = |name: &&str| {
            let value = visit.query.get(name);
            visit.query.has(name).then(|| format!("{name}={}", encoded(value)))
        };
        Pages {
            path,
            kept: names.iter().filter_map(kept).collect(),
        }
    }

    /// The next page.
    pub(crate) fn next(&self, after: Option<Cursor>) -> Option<String> {
        after.map(|cursor| {
            let cursor = format!("cursor={}", cursor.text());
            let pairs: Vec<&str> = self.kept.iter().map(String::as_str).chain([cursor.as_str()]).collect();
            format!("{}?{}", self.path, pairs.join("&"))
        })
    }

    /// The first page, on a later one.
    pub(crate) fn start(&self, after: Option<Cursor>) -> Option<String> {
        after.map(|_| match self.kept.as_slice() {
            [] => self.path.to_owned(),
            kept => format!("{}?{}", self.path, kept.join("&")),
        })
    }
}
