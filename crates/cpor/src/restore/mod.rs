//! `cpor restore`: a backup becomes a data folder, or fills a PostgreSQL database. One that was interrupted is not
//! served, and goes on where it stopped.

mod folder;
mod members;
mod postgres;

use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use documents::{BlobError, Blobs, Filling};
use domain::id::DocumentId;
use store::{BackupError, NamedBlob, Store};
use tar::Archive;

use crate::backup::{CONTENTS, Contents, Documents, FORMAT};
use crate::cli::Settings;
use crate::config::{Config, Purpose};
use crate::database::Database;
use crate::doctor::check_documents;
use crate::exit::{Exit, Failure};
use crate::say;
use members::Members;

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::fault("the backup could not be restored", error)
}

/// Fills an empty database and an empty place for documents from an archive, then checks every document against the
/// database.
pub async fn restore(settings: &Settings, file: &Path) -> Result<Exit, Failure> {
    let config = Config::of(settings, Purpose::Work)?;
    let source =
        File::open(file).map_err(|error| Failure::unusable(format!("{} can't be opened: {error}", file.display())))?;
    let mut archive = Archive::new(BufReader::new(source));
    let mut members = Members::of(file, &mut archive)?;
    let contents: Contents = members.json(CONTENTS)?;
    if contents.format != FORMAT {
        return Err(Failure::unusable(format!(
            "{} has format {}, this program reads {FORMAT}",
            file.display(),
            contents.format
        )));
    }
    let (database, place) = (&config.database.value, &config.blobs.value);
    let documents = match database {
        Database::Folder(folder) => folder::restore(folder, place, &mut members).await?,
        Database::Postgres(_) => postgres::restore(database, file, place, &mut members).await?,
    };
    say!("{database}: {} rows, {} documents", contents.rows, documents.count);
    if !documents.lost.is_empty() {
        eprintln!(
            "the bytes of {} documents were missing or damaged when the copy was made",
            documents.lost.len()
        );
    }
    Ok(Exit::Done)
}

/// Makes the archive's database one in a folder, which is made anew; answers what the archive is known by.
fn take(members: &mut Members<'_>, aside: &Path) -> Result<String, Failure> {
    let (database, source) = members.database()?;
    if aside.exists() {
        fs::remove_dir_all(aside).map_err(broken)?;
    }
    let restored = Store::restore(&database, aside);
    // The copy beside the archive goes, whether it was of use or not.
    fs::remove_file(&database).map_err(broken)?;
    restored.map_err(|error| {
        // Nothing has begun yet: the folder is left as it was found.
        drop(fs::remove_dir(aside));
        match error {
            BackupError::FolderNotEmpty(_) | BackupError::NotABackup(_) | BackupError::Damaged(_) => {
                Failure::unusable(error.to_string())
            }
            BackupError::FileExists(_) | BackupError::Copy(_) | BackupError::Store(_) => broken(error),
        }
    })?;
    Ok(source)
}

/// Brings the documents to their place, and compares them with what the database says of them.
async fn fill(
    place: &str,
    blobs: &Blobs,
    members: &mut Members<'_>,
    source: &str,
    list: impl AsyncFnMut(Option<DocumentId>) -> Result<Vec<NamedBlob>, Failure>,
) -> Result<Documents, Failure> {
    let unusable = |error: BlobError| Failure::unusable(format!("the documents can't be kept at {place}: {error}"));
    blobs.check().await.map_err(unusable)?;
    match blobs.begin_filling(source).await.map_err(broken)? {
        Filling::Begun => {}
        Filling::Resumed => eprintln!("{place}: going on where an earlier restore stopped"),
        Filling::Occupied => {
            return Err(Failure::unusable(format!(
                "there are documents at {place} that aren't of this restore; name an empty place with --blobs"
            )));
        }
    }
    let documents = members.documents(blobs).await?;
    let checked = check_documents(list, blobs).await?;
    let news = checked
        .damaged
        .iter()
        .filter(|(document, _)| !documents.lost.contains(&document.to_string()))
        .count();
    match news {
        0 => Ok(documents),
        _ => Err(Failure::negative(format!("{news} documents are missing or damaged"))),
    }
}
