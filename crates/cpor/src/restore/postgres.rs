//! Into a PostgreSQL database: it is marked first and unmarked last, so that nobody serves half of it.

use std::fs;
use std::path::Path;

use store::{Place, Store, Transfer};
use tokio::runtime::Handle;

use super::members::Members;
use super::{broken, fill, folder, take};
use crate::backup::{Documents, beside};
use crate::database::Database;
use crate::exit::Failure;
use crate::moving;
use crate::progress::Told;
use crate::wiring::open_blobs_at;

pub(super) async fn restore(
    database: &Database,
    file: &Path,
    place: &str,
    members: &mut Members<'_>,
) -> Result<Documents, Failure> {
    let failure = moving::failure(&file.display().to_string(), database);
    let to = database.place();
    let looked = blocking({
        let to = to.clone();
        move |runtime| Transfer::look_at_target(&to, runtime)
    });
    looked.await?.map_err(failure)?;
    let aside = beside(file, "restoring-database");
    let restored = restore_from(&aside, database, file, place, members).await;
    // It is of no use any more, or made anew.
    let removed = if aside.exists() {
        fs::remove_dir_all(&aside)
    } else {
        Ok(())
    };
    let documents = restored?;
    removed.map_err(broken)?;
    Ok(documents)
}

async fn restore_from(
    aside: &Path,
    database: &Database,
    file: &Path,
    place: &str,
    members: &mut Members<'_>,
) -> Result<Documents, Failure> {
    let source = take(members, aside)?;
    // Brings it to this program's schema.
    drop(Store::open(aside).map_err(broken)?);
    folder::closed(aside).await.map_err(broken)?;

    let failure = moving::failure(&file.display().to_string(), database);
    let (from, to) = (Place::Folder(aside.to_owned()), database.place());
    let begun = blocking(move |runtime| {
        let told = Told::new();
        let begun = Transfer::begin(&from, &to, runtime, |progress| told.tell(progress));
        told.end();
        begun
    });
    let transfer = begun.await?.map_err(&failure)?;
    let advice = |failure: Failure| {
        failure.with_advice(format!(
            "{database} is not to be used: run the same command again to go on, or empty it and what lies at {place}"
        ))
    };
    let list = async |after| transfer.list_named_blobs(after, 1000).map_err(broken);
    let blobs = open_blobs_at(place)?;
    let documents = fill(place, &blobs, members, &source, list).await.map_err(advice)?;
    let copied = blocking(move |_| {
        let told = Told::new();
        let copied = transfer.copy(|progress| told.tell(progress));
        told.end();
        copied.and_then(|()| transfer.finish())
    });
    copied.await?.map_err(|error| advice(failure(error)))?;
    blobs.end_filling().await.map_err(broken)?;
    Ok(documents)
}

/// What waits for databases has a thread that may.
async fn blocking<T: Send + 'static>(work: impl FnOnce(&Handle) -> T + Send + 'static) -> Result<T, Failure> {
    let runtime = Handle::current();
    let done = tokio::task::spawn_blocking(move || work(&runtime));
    done.await.map_err(broken)
}
