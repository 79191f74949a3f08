//! `cpor doctor` finds what was tampered with.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;

use crate::program::{demo_folder, files_under, run};

fn json(folder: &Path, code: i32) -> Value {
    serde_json::from_str(&run(folder, &["doctor", "--data", "data", "--json"]).with(code)).unwrap()
}

#[test]
fn a_sound_folder_is_told_with_counts() {
    let (folder, _data) = demo_folder();
    let report = json(folder.path(), 0);
    for count in ["claims", "entries", "documents"] {
        assert!(report[count].as_u64().unwrap() > 100, "{report}");
    }
    assert_eq!(
        (report["findings"].as_array().unwrap().len(), &report["left_out"]),
        (0, &Value::from(0))
    );
    let said = run(folder.path(), &["doctor", "--data", "data"]).with(0);
    assert!(said.contains("all as it should be"), "{said}");
}

#[test]
fn one_changed_byte_of_a_history_is_found_and_its_claim_named() {
    let (folder, data) = demo_folder();
    let connection = Connection::open(data.join("cpor.db")).unwrap();
    let (position, claim, payload): (i64, i64, String) = connection
        .query_row(
            "SELECT position, claim_number, payload FROM event WHERE type = 'submitted' LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    // A digit of a date: still JSON, another day.
    let digit = payload.rfind(|character: char| character.is_ascii_digit()).unwrap();
    let mut bytes = payload.into_bytes();
    bytes[digit] = if bytes[digit] == b'1' { b'2' } else { b'1' };
    let changed = String::from_utf8(bytes).unwrap();
    connection
        .execute("UPDATE event SET payload = ?1 WHERE position = ?2", (changed, position))
        .unwrap();
    drop(connection);
    let number = format!("CPOR-{:04}-{:06}", claim / 1_000_000_000, claim % 1_000_000_000);
    let report = json(folder.path(), 1);
    let findings = report["findings"].as_array().unwrap();
    assert!(
        !findings.is_empty() && findings.iter().all(|finding| finding["claim"] == number.as_str()),
        "{report}"
    );
    assert!(
        findings
            .iter()
            .any(|finding| finding["difference"].as_str().unwrap().contains("chain")),
        "{report}"
    );
    let said = run(folder.path(), &["doctor", "--data", "data"]).with(1);
    assert!(said.contains(&number), "{said}");
}

#[test]
fn lost_and_damaged_documents_are_found() {
    let (folder, data) = demo_folder();
    let blobs = files_under(&data.join("blobs"));
    let (damaged, lost) = (&blobs[0], &blobs[1]);
    let whole = fs::read(damaged).unwrap();
    let mut bytes = whole.clone();
    bytes[0] ^= 1;
    fs::write(damaged, &bytes).unwrap();
    fs::remove_file(lost).unwrap();
    let report = json(folder.path(), 1);
    let said = report.to_string();
    assert!(
        said.contains("missing") && said.contains("not what was uploaded"),
        "{said}"
    );
    fs::write(damaged, whole).unwrap();
    let said = json(folder.path(), 1).to_string();
    assert!(
        said.contains("missing") && !said.contains("not what was uploaded"),
        "{said}"
    );
}

#[test]
fn what_is_no_data_folder_is_told_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for data in ["nowhere", "empty"] {
        for command in [&["doctor"][..], &["claim", "list"], &["backup", "copy.tar"]] {
            let arguments = [command, &["--data", data]].concat();
            let ended = run(folder.path(), &arguments);
            assert!(ended.err.contains(data), "{arguments:?}: {}", ended.err);
            assert_eq!(ended.with(2), "", "{arguments:?}");
        }
    }
    assert!(files_under(folder.path()).is_empty());
}
