//! `cpor doctor`: folds every history again, compares, verifies the chains, checks the documents.

use documents::{BlobKey, BlobState, Blobs};
use domain::id::DocumentId;
use store::{NamedBlob, Roles};

use crate::backup::has_bytes;
use crate::cli::Settings;
use crate::config::{Config, Purpose};
use crate::exit::{Exit, Failure};
use crate::say;
use crate::wiring::open_existing;

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::fault("the check could not be carried out", error)
}

/// Checks everything stored; the server may go on running.
pub async fn examine(settings: &Settings, json: bool) -> Result<Exit, Failure> {
    let (store, blobs) = open_existing(&Config::of(settings, Purpose::Work)?).await?;
    let report = store.check_integrity().await.map_err(broken)?;
    let list = async |after| store.list_named_blobs(after, 1000).await.map_err(broken);
    let documents = check_documents(list, &blobs).await?;
    let roles = store.roles().await.map_err(broken)?;
    let mut findings: Vec<(Option<String>, String)> = report
        .findings
        .iter()
        .map(|finding| {
            (
                finding.claim.map(|claim| claim.to_string()),
                finding.difference.to_string(),
            )
        })
        .collect();
    findings.extend(
        documents
            .damaged
            .iter()
            .map(|(document, state)| (None, say(*document, *state))),
    );
    if json {
        let findings: Vec<_> = findings
            .iter()
            .map(|(claim, difference)| serde_json::json!({ "claim": claim, "difference": difference }))
            .collect();
        let report = serde_json::json!({
            "claims": report.claims, "entries": report.entries, "documents": documents.checked,
            "findings": findings, "left_out": report.left_out, "database_roles": code(roles),
        });
        say!("{report}");
    } else {
        for (claim, difference) in &findings {
            say!("{}: {difference}", claim.as_deref().unwrap_or("–"));
        }
        let count = findings.len() as u64 + report.left_out;
        say!(
            "{} claims, {} entries, {} documents: {}",
            report.claims,
            report.entries,
            documents.checked,
            if count == 0 {
                "all as it should be".to_owned()
            } else {
                format!("{count} differences")
            }
        );
    }
    match roles {
        Roles::File | Roles::Separate => {}
        Roles::One => eprintln!(
            "cpor: one database role reads, writes and migrates; docs/operations.md says how to make separate ones"
        ),
    }
    Ok(if findings.is_empty() {
        Exit::Done
    } else {
        Exit::Negative
    })
}

/// None: it is a file.
fn code(roles: Roles) -> Option<&'static str> {
    match roles {
        Roles::File => None,
        Roles::One => Some("one"),
        Roles::Separate => Some("separate"),
    }
}

fn say(document: DocumentId, state: BlobState) -> String {
    match state {
        BlobState::Intact => format!("document {document} is intact"),
        BlobState::Missing => format!("the bytes of document {document} are missing"),
        BlobState::Damaged => format!("the bytes of document {document} are not what was uploaded"),
    }
}

/// What the check of the documents found.
pub struct CheckedDocuments {
    /// How many were compared with their hashes.
    pub checked: usize,
    /// Those whose bytes are not what was uploaded.
    pub damaged: Vec<(DocumentId, BlobState)>,
}

/// Compares every document's bytes with what was written down when they came. Bytes that several documents share are
/// read once. `list` gives the documents after one, page by page.
pub async fn check_documents(
    mut list: impl AsyncFnMut(Option<DocumentId>) -> Result<Vec<NamedBlob>, Failure>,
    blobs: &Blobs,
) -> Result<CheckedDocuments, Failure> {
    let mut found = CheckedDocuments {
        checked: 0,
        damaged: Vec::new(),
    };
    let mut known = std::collections::HashMap::new();
    let mut after = None;
    loop {
        let page = list(after).await?;
        let Some(last) = page.last() else { return Ok(found) };
        after = Some(last.document);
        for named in page.into_iter().filter(has_bytes) {
            let state = match known.get(&(named.blob, named.sha256)) {
                Some(state) => *state,
                None => {
                    let key = BlobKey::of(named.blob.0);
                    let state = blobs
                        .verify(key, &named.sha256, named.size_bytes)
                        .await
                        .map_err(broken)?;
                    known.insert((named.blob, named.sha256), state);
                    state
                }
            };
            found.checked += 1;
            if state != BlobState::Intact {
                found.damaged.push((named.document, state));
            }
        }
    }
}
