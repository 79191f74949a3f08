//! The contract on PostgreSQL, each test with a database of its own on a throwaway server, and what only PostgreSQL has.

mod engine;
mod nodes;
pub mod plans;
mod roles;
mod schema;
mod tls;
mod transfers;

/// The contract's files once more: SQLite has them as modules.
macro_rules! contract {
    ($($part:ident)+) => {
        $(mod $part {
            include!(concat!("../contract/", stringify!($part), ".rs"));
        })+
        const PARTS: &[&str] = &[$(stringify!($part)),+];
    };
}

contract! {
    accounts
    answers
    blobs
    comments
    commits
    consent
    demo_clock
    faults
    figures
    health
    histories
    integrity
    lists
    lives
    messages
    people
    preferences
    proofs
    pulse
    queue
    random_lives
    reference
    samples
    search
    secrets
    sessions
    settings
}

#[test]
fn no_part_of_the_contract_is_left_out() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/contract");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|file| Some(file.unwrap().file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    files.sort();
    assert_eq!(files, PARTS);
}
