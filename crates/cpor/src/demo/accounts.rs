//! The demo's accounts and their credentials, which `demo-accounts.json` lists.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use domain::id::UserId;
use domain::party::{Membership, Person, Side};
use domain::reference::Reference;
use gateway::{Passwords, SystemClock};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Credentials, Store};

use super::organisations::reference;
use super::people::{SamplePerson, people};
use super::sample::SampleError;

/// The file in the data folder.
const FILE: &str = "demo-accounts.json";

#[derive(Serialize)]
struct AccountRow {
    role: &'static str,
    organisation: &'static str,
    side: &'static str,
    locations: Vec<LocationRow>,
    name: String,
    email: String,
    password: String,
    token: String,
}

#[derive(Serialize)]
struct LocationRow {
    id: String,
    country: String,
    time_zone: String,
}

/// Puts vendor, partners, catalogue and people into an empty database; nobody can sign in yet.
pub async fn put_organisations(store: &Store) -> Result<(), SampleError> {
    let mut reference = reference()?;
    reference.people = people()?
        .into_iter()
        .map(|sample| (sample.person.id, sample.person))
        .collect();
    Ok(store.put_reference(reference, BTreeMap::new()).await?)
}

/// Gives every sample account a password and a token and writes them down, unless the file is there. They are derived
/// from a key of the installation, so that each of its nodes has the same file, also anew when it was lost.
pub async fn ensure_credentials(store: &Store, data: &Path) -> Result<(), SampleError> {
    let path = data.join(FILE);
    if path.exists() {
        return Ok(());
    }
    let passwords = Passwords::new();
    let key = store.secret("demo").await?;
    let stored = store.load_reference().await?;
    let mut rows = Vec::new();
    let mut credentials: BTreeMap<UserId, Credentials> = BTreeMap::new();
    let mut hashing = tokio::task::JoinSet::new();
    let known = people()?
        .into_iter()
        .filter(|sample| stored.people.contains_key(&sample.person.id));
    for sample in known {
        let user = sample.person.id;
        let (password, token) = (secret(&key, "pw", user), secret(&key, "cpor", user));
        rows.push(row(&sample, &stored, password.clone(), token.clone()));
        let now = SystemClock.now().into();
        let known = store.find_token(app::link::hash_secret(&token), now).await?;
        if known.is_some_and(|token| token.user == user) {
            continue;
        }
        let passwords = passwords.clone();
        hashing.spawn(async move {
            let password_phc = passwords.hash(&password).await?;
            let token_hash = Some(app::link::hash_secret(&token));
            Ok::<_, SampleError>((
                sample.person.id,
                Credentials {
                    password_phc,
                    token_hash,
                },
            ))
        });
    }
    while let Some(hashed) = hashing.join_next().await {
        let (id, credential) = hashed.map_err(|error| SampleError::Commit(error.to_string()))??;
        credentials.insert(id, credential);
    }
    if !credentials.is_empty() {
        store.put_reference(stored, credentials).await?;
    }
    let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    write(&path, &text)
}

/// Written beside and renamed, so that a reader never sees half of it.
fn write(path: &PathBuf, text: &str) -> Result<(), SampleError> {
    let failed = |source| SampleError::File {
        path: path.clone(),
        source,
    };
    let partial = path.with_extension("json.partial");
    // Passwords and tokens are their owner's alone, whatever folder they lie in.
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let written = options
        .open(&partial)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(failed)?;
    fs::rename(&partial, path).map_err(failed)
}

/// 128 bits in hexadecimal that nobody without the key can tell, after a word that says what they are.
fn secret(key: &[u8; 32], word: &str, user: UserId) -> String {
    let hash = Sha256::new_with_prefix(key)
        .chain_update(word)
        .chain_update(user.0.as_bytes())
        .finalize();
    let hexadecimal: String = hash[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{word}_{hexadecimal}")
}

fn row(sample: &SamplePerson, reference: &Reference, password: String, token: String) -> AccountRow {
    let Person {
        role,
        name,
        email,
        membership,
        ..
    } = &sample.person;
    let locations = match membership {
        Membership::Vendor => Vec::new(),
        Membership::Partner { .. } => reference
            .locations_for(&sample.person)
            .map(|location| LocationRow {
                id: location.id.to_string(),
                country: location.country.to_string(),
                time_zone: location.calendar.zone().to_string(),
            })
            .collect(),
    };
    AccountRow {
        role: role.code(),
        organisation: sample.organisation,
        side: if role.side() == Side::Partner {
            "partner"
        } else {
            "vendor"
        },
        locations,
        name: name.to_string(),
        email: email.to_string(),
        password,
        token,
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{UserId, Uuid};

    use super::secret;

    #[test]
    fn a_secret_is_one_installations_one_accounts_and_for_one_thing() {
        let user = |n| UserId(Uuid::from_u128(n));
        let given = secret(&[1; 32], "pw", user(1));
        assert_eq!((given.len(), &given), (35, &secret(&[1; 32], "pw", user(1))));
        for other in [
            secret(&[2; 32], "pw", user(1)),
            secret(&[1; 32], "pw", user(2)),
            secret(&[1; 32], "cpor", user(1)),
        ] {
            assert_ne!(given[3..], other[other.len() - 32..]);
        }
    }
}
