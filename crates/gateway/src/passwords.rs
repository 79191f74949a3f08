//! Passwords, kept only as argon2id hashes.

use std::hint::black_box;
use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Each computation takes this much memory, 19 MiB, …
const MEMORY_KIB: u32 = 19 * 1024;
/// … passes over it this often, …
const PASSES: u32 = 2;
/// … in one lane.
const LANES: u32 = 1;
/// Computations at once: more would take the cores and the memory from everybody else.
const COMPUTING_MAX: usize = 2;
/// Callers inside at once, waiting or computing: about two seconds of work. More are sent away.
const CALLERS_MAX: usize = 64;

/// Why a password could not be hashed or verified. A wrong password is not an error.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many are waiting already; try again in a few seconds.
    #[error("too many passwords are being checked at once")]
    Busy,
    /// The stored hash is not one, or the computation failed.
    #[error("a password hash could not be computed or read")]
    Hash(#[from] password_hash::Error),
    /// The process is ending.
    #[error("the computation was stopped")]
    Stopped,
}

/// Hashes and verifies passwords with argon2id, a few at once, off the threads that serve requests.
#[derive(Clone, Debug)]
pub struct Passwords {
    callers: Arc<Semaphore>,
    computing: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Passwords::new()
    }
}

impl Passwords {
    /// One for the whole process, so that its limits hold; clones share them.
    pub fn new() -> Passwords {
        Passwords {
            callers: Arc::new(Semaphore::new(CALLERS_MAX)),
            computing: Arc::new(Semaphore::new(COMPUTING_MAX)),
        }
    }

    /// The password's hash with a new salt, as a PHC string (`$argon2id$v=19$m=19456,t=2,p=1$…`).
    pub async fn hash(&self, password: &str) -> Result<String, PasswordError> {
        let password = password.to_owned();
        self.compute(move || {
            let hash: PasswordHash = hasher()?.hash_password(password.as_bytes())?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether this is the password of a hash made by [`Passwords::hash`].
    pub async fn verify(&self, password: &str, phc: &str) -> Result<bool, PasswordError> {
        let (password, phc) = (password.to_owned(), phc.to_owned());
        self.compute(move || {
            let stored = PasswordHash::new(&phc).map_err(password_hash::Error::from)?;
            match hasher()?.verify_password(password.as_bytes(), &stored) {
                Ok(()) => Ok(true),
                Err(password_hash::Error::PasswordInvalid) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    /// Takes as long as [`Passwords::verify`], for an account that does not exist: the time of the answer must not
    /// tell which e-mail addresses have accounts.
    pub async fn verify_absent(&self, password: &str) -> Result<(), PasswordError> {
        let password = password.to_owned();
        self.compute(move || {
            let hash: PasswordHash = hasher()?.hash_password_with_salt(password.as_bytes(), b"nobody's password")?;
            black_box(hash);
            Ok(())
        })
        .await
    }

    async fn compute<T, F>(&self, computation: F) -> Result<T, PasswordError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, PasswordError> + Send + 'static,
    {
        let caller = Arc::clone(&self.callers)
            .try_acquire_owned()
            .map_err(|_| PasswordError::Busy)?;
        let turn = Arc::clone(&self.computing)
            .acquire_owned()
            .await
            .map_err(|_| PasswordError::Stopped)?;
        // The places go with the computation: a caller who leaves does not end it.
        spawn_blocking(move || {
            let _places = (caller, turn);
            computation()
        })
        .await
        .map_err(|_| PasswordError::Stopped)?
    }
}

fn hasher() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(password_hash::Error::from)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits_its_hash() {
        let passwords = Passwords::new();
        let phc = passwords.hash("correct horse").await.unwrap();

        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(passwords.verify("correct horse", &phc).await.unwrap());
        for wrong in ["", "correct hors", "correct horse ", "Correct horse", "correct horse\0"] {
            assert!(!passwords.verify(wrong, &phc).await.unwrap(), "{wrong:?}");
        }
    }

    #[tokio::test]
    async fn the_same_password_has_another_hash_each_time() {
        let passwords = Passwords::new();

        assert_ne!(
            passwords.hash("same").await.unwrap(),
            passwords.hash("same").await.unwrap()
        );
    }

    #[tokio::test]
    async fn a_broken_hash_is_an_error_and_fits_nothing() {
        for broken in [
            "",
            "secret",
            "$argon2id$v=19$m=19456,t=2,p=1$",
            "$2b$12$abcdefghijklmnopqrstuv",
        ] {
            let verified = Passwords::new().verify("secret", broken).await;
            assert!(
                matches!(verified, Err(PasswordError::Hash(_))),
                "{broken:?}: {verified:?}"
            );
        }
    }

    #[tokio::test]
    async fn an_unknown_account_takes_as_long_as_a_known_one() {
        let passwords = Passwords::new();
        let phc = passwords.hash("known").await.unwrap();
        let (mut known, mut absent) = (Duration::MAX, Duration::MAX);
        // The quickest of several: other work on the machine only ever makes it longer.
        for _ in 0..5 {
            let start = Instant::now();
            passwords.verify("guess", &phc).await.unwrap();
            known = known.min(start.elapsed());
            let start = Instant::now();
            passwords.verify_absent("guess").await.unwrap();
            absent = absent.min(start.elapsed());
        }

        assert!(
            absent * 2 > known && known * 2 > absent,
            "known {known:?}, absent {absent:?}"
        );
    }

    #[tokio::test]
    async fn callers_beyond_the_queue_are_sent_away_and_the_others_served() {
        let passwords = Passwords::new();
        let turns = passwords.computing.acquire_many(COMPUTING_MAX as u32).await.unwrap();
        let waiting: Vec<_> = (0..CALLERS_MAX)
            .map(|_| {
                let passwords = passwords.clone();
                tokio::spawn(async move { passwords.compute(|| Ok(())).await })
            })
            .collect();
        while passwords.callers.available_permits() > 0 {
            tokio::task::yield_now().await;
        }

        assert!(matches!(
            passwords.verify_absent("one too many").await,
            Err(PasswordError::Busy)
        ));
        drop(turns);
        for caller in waiting {
            assert!(caller.await.unwrap().is_ok());
        }
        assert!(passwords.verify_absent("now there is room").await.is_ok());
    }

    #[tokio::test]
    async fn callers_who_leave_the_queue_free_their_places() {
        let passwords = Passwords::new();
        let turns = passwords.computing.acquire_many(COMPUTING_MAX as u32).await.unwrap();
        let waiting = tokio::time::timeout(Duration::from_millis(10), passwords.verify_absent("left")).await;

        assert!(waiting.is_err());
        assert_eq!(passwords.callers.available_permits(), CALLERS_MAX);
        drop(turns);
    }
}
