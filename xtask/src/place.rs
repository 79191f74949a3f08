//! Where things are in the repository.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::process::{Failure, Result};

/// The repository's root and its target folder: everything that is made goes into the latter.
pub struct Place {
    pub root: PathBuf,
    pub target: PathBuf,
}

/// What a walk never enters: made or fetched, not written here.
const NOT_OURS: &[&str] = &["target", "node_modules", ".git"];

impl Place {
    pub fn of_repository() -> Place {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.parent().unwrap_or(here).to_path_buf();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |given| root.join(given));
        Place { root, target }
    }

    pub fn release_binary(&self) -> PathBuf {
        self.target.join("release/cpor")
    }

    /// All our files under `folder` with one of these extensions, sorted, so that findings come in a stable order.
    pub fn files(&self, folder: &str, extensions: &[&str]) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        walk(&self.root.join(folder), extensions, &mut found)?;
        found.sort();
        Ok(found)
    }

    /// A path as people read it: relative to the root.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

fn walk(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) -> Result<()> {
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| Failure::at(folder, &error))?.path();
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        if path.is_dir() {
            if !NOT_OURS.contains(&name) {
                walk(&path, extensions, found)?;
            }
        } else if path
            .extension()
            .and_then(OsStr::to_str)
            .is_some_and(|extension| extensions.contains(&extension))
        {
            found.push(path);
        }
    }
    Ok(())
}
