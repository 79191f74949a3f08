//! Wiring: from configuration to a working environment.

use std::sync::Arc;

use app::clocks::{Now, ProgrammeClock, WallClock};
use app::{Env, EnvParts, HashPassword, Ports, VerifyPassword};
use documents::Blobs;
use gateway::{PasswordError, Passwords, SystemClock, free_bytes, new_id, random_bytes};
use store::Store;

use crate::config::Config;
use crate::exit::Failure;

/// The machine's time.
pub fn machine_clock() -> Now {
    Arc::new(|| SystemClock.now().into())
}

/// Opens database and documents.
pub fn open_stores(config: &Config) -> Result<(Store, Blobs), Failure> {
    let folder = &config.database.value;
    let store = Store::open(folder).map_err(|error| {
        Failure::fault(
            format!("the database in {} could not be opened", folder.display()),
            error,
        )
    })?;
    let blobs = Blobs::open(&config.blobs.value).map_err(|error| {
        Failure::unusable(format!(
            "the documents at {} could not be opened: {error}",
            config.blobs.value
        ))
    })?;
    Ok((store, blobs))
}

/// The same for a command that only looks: a folder that isn't one yet is not made.
pub fn open_existing(config: &Config) -> Result<(Store, Blobs), Failure> {
    let folder = &config.database.value;
    if !Store::is_in(folder) {
        return Err(Failure::unusable(format!(
            "{} is no data folder; name one with --data, or make one with `cpor serve`",
            folder.display()
        )));
    }
    open_stores(config)
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
