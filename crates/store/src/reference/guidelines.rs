//! What programmes say their reviewers look for.

use std::collections::BTreeMap;

use domain::claim::InformationReason;
use domain::id::ProgrammeCode;
use domain::reference::Guidelines;
use domain::text::Note;

use crate::StoreError;
use crate::column::parsed;
use crate::engine::{Connection, params};

/// The paragraph that holds for every proof.
const GENERAL: &str = "general";

pub(super) fn load(connection: &Connection<'_>) -> Result<BTreeMap<ProgrammeCode, Guidelines>, StoreError> {
    let mut all: BTreeMap<ProgrammeCode, Guidelines> = BTreeMap::new();
    let mut statement = connection.prepare_cached("SELECT programme, paragraph, words FROM guideline")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let programme = parsed(row, "programme", |code| code.parse().ok())?;
        let words = parsed(row, "words", |text| Note::parse(text).ok())?;
        let reason = parsed(row, "paragraph", |code| match code {
            GENERAL => Some(None),
            code => InformationReason::from_code(code).map(Some),
        })?;
        let own = all.entry(programme).or_default();
        match reason {
            Some(reason) => {
                own.paragraphs.insert(reason, words);
            }
            None => own.general = Some(words),
        }
    }
    Ok(all)
}

/// In the place of what the programme said before.
pub(super) fn put(
    connection: &Connection<'_>,
    programme: &ProgrammeCode,
    guidelines: &Guidelines,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM guideline WHERE programme = ?1")?
        .execute([programme.as_str()])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO guideline (programme, paragraph, words) VALUES (?1, ?2, ?3)")?;
    let Guidelines { general, paragraphs } = guidelines;
    let named = paragraphs.iter().map(|(reason, words)| (reason.code(), words));
    for (paragraph, words) in general.iter().map(|words| (GENERAL, words)).chain(named) {
        insert.execute(params![programme.as_str(), paragraph, words.as_str()])?;
    }
    Ok(())
}
