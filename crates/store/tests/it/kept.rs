//! Texts that are committed, so that a change of what they show is seen: compared, or with `UPDATE=1` written anew.

use std::path::Path;

pub fn compare(file: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(found.lines()).find(|(kept, found)| kept != found);
    assert!(
        kept == found,
        "{file} says otherwise; with UPDATE=1 it is written anew. The first line that differs: {differs:?}"
    );
}
