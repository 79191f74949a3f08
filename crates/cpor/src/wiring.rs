//! Wiring: from configuration to a working environment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::clocks::{Now, ProgrammeClock, WallClock};
use app::{Env, EnvParts, HashPassword, Ports, VerifyPassword};
use documents::{BlobError, Blobs};
use gateway::{PasswordError, Passwords, SystemClock, free_bytes, new_id, random_bytes};
use store::{Store, StoreError, moving_into};

use crate::config::Config;
use crate::database::Database;
use crate::exit::Failure;

/// The machine's time.
pub fn machine_clock() -> Now {
    Arc::new(|| SystemClock.now().into())
}

/// Opens database and documents.
pub async fn open_stores(config: &Config) -> Result<(Store, Blobs), Failure> {
    let database = &config.database.value;
    let opened = match database {
        Database::Folder(folder) => {
            refuse_unfinished(folder)?;
            Store::open(folder)
        }
        Database::Postgres(url) => Store::connect(url).await,
    };
    let store = opened.map_err(|error| not_opened(database, error))?;
    Ok((store, open_blobs(config)?))
}

fn not_opened(database: &Database, error: StoreError) -> Failure {
    match (database, error) {
        (_, StoreError::Unfinished) => Failure::unusable(format!(
            "a move or a restore into {database} has not ended; run it again, or empty the database"
        )),
        (_, error @ StoreError::BeingMoved) => Failure::unusable(format!("{database} can't be opened now: {error}")),
        (Database::Folder(_), error) if error.is_passing() => {
            Failure::unusable(format!("{database} is another process's alone, as while it is moved"))
        }
        (_, error) => Failure::fault(format!("the database {database} could not be opened"), error),
    }
}

/// Makes the data folder, unless it is there.
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::unusable(format!("{} can't be made: {error}", folder.display())))
}

/// Opens the documents. Of an object store nothing is asked yet.
pub fn open_blobs(config: &Config) -> Result<Blobs, Failure> {
    open_blobs_at(&config.blobs.value)
}

/// Opens the documents of a place.
pub fn open_blobs_at(place: &str) -> Result<Blobs, Failure> {
    Blobs::open(place)
        .map_err(|error| Failure::unusable(format!("the documents at {place} could not be opened: {error}")))
}

/// Sees to it that documents can be kept: a place that refuses is told at once, one that doesn't answer may do so later.
pub async fn check_blobs(config: &Config, blobs: &Blobs) -> Result<(), Failure> {
    match blobs.check().await {
        Ok(()) => Ok(()),
        Err(error @ BlobError::Unanswered(_)) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                place = config.blobs.value,
                "no documents for now"
            );
            Ok(())
        }
        Err(error) => {
            let mut said = format!("the documents can't be kept at {}: {error}", config.blobs.value);
            if let Some(cause) = std::error::Error::source(&error) {
                said.push_str(&format!(": {cause}"));
            }
            Err(Failure::unusable(said))
        }
    }
}

/// Where a restore keeps the database until all documents have come; a folder that has it is not to be used.
pub fn unfinished_restore(folder: &Path) -> PathBuf {
    folder.join("restoring")
}

fn refuse_unfinished(folder: &Path) -> Result<(), Failure> {
    let moving = moving_into(folder);
    for (aside, what, all_of_it) in [
        (unfinished_restore(folder).as_path(), "restore", folder),
        (&moving, "move", &moving),
    ] {
        if aside.exists() && !Store::is_in(folder) {
            return Err(Failure::unusable(format!(
                "a {what} into {} has not ended; run it again, or remove {}",
                folder.display(),
                all_of_it.display()
            )));
        }
    }
    Ok(())
}

/// The same for a command that only looks: a folder that isn't one yet is not made.
pub async fn open_existing(config: &Config) -> Result<(Store, Blobs), Failure> {
    if let Database::Folder(folder) = &config.database.value
        && !Store::is_in(folder)
    {
        refuse_unfinished(folder)?;
        return Err(Failure::unusable(format!(
            "{} is no data folder; name one with --data, or make one with `cpor serve`",
            folder.display()
        )));
    }
    open_stores(config).await
}

/// The environment that everything runs in.
pub async fn open_env(store: Store, blobs: Blobs, programme_clock: ProgrammeClock) -> Result<Arc<Env>, Failure> {
    let passwords = Passwords::new();
    let parts = EnvParts {
        store,
        blobs,
        programme_clock,
        wall_clock: WallClock(machine_clock()),
        ports: Ports {
            new_id: Arc::new(new_id),
            random: Arc::new(random_bytes::<32>),
            verify_password: verify_password(passwords.clone()),
            hash_password: hash_password(passwords),
            free_bytes: Arc::new(free_bytes),
        },
    };
    let env = Env::open(parts)
        .await
        .map_err(|error| Failure::fault("the store could not be read", error))?;
    Ok(Arc::new(env))
}

fn hash_password(passwords: Passwords) -> HashPassword {
    Arc::new(move |password| {
        let passwords = passwords.clone();
        Box::pin(async move {
            let hashed = passwords.hash(&password).await;
            hashed
                .inspect_err(|error| {
                    tracing::error!(
                        error = error as &dyn std::error::Error,
                        "a password could not be hashed"
                    );
                })
                .ok()
        })
    })
}

fn verify_password(passwords: Passwords) -> VerifyPassword {
    Arc::new(move |password, phc| {
        let passwords = passwords.clone();
        Box::pin(async move {
            let verified = match phc {
                Some(phc) => passwords.verify(&password, &phc).await,
                None => passwords.verify_absent(&password).await.map(|()| false),
            };
            match verified {
                Ok(right) => Some(right),
                Err(PasswordError::Busy) => None,
                Err(error) => {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "a password could not be judged"
                    );
                    Some(false)
                }
            }
        })
    })
}
