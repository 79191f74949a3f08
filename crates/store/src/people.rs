//! What accounts prove themselves with: password and token, both only as hashes.

use domain::id::UserId;
use domain::text::Email;

use crate::column::uuid;
use crate::engine::{Connection, OptionalExtension, params};
use crate::{Store, StoreError};

/// What an account proves itself with.
#[derive(Clone)]
pub struct Credentials {
    /// The password's hash with its parameters (PHC string).
    pub password_phc: String,
    /// The SHA-256 of the account's bearer token.
    pub token_hash: Option<[u8; 32]>,
}

/// An account that someone wants to sign in to.
#[derive(Clone)]
pub struct Account {
    /// Whose it is.
    pub id: UserId,
    /// The password's hash with its parameters (PHC string).
    pub password_phc: String,
}

impl Store {
    /// The password's hash of an account, for its own person to prove that it is them.
    pub async fn password_of(&self, user: UserId) -> Result<Option<String>, StoreError> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached("SELECT password_phc FROM account WHERE id = ?1")?
                .query_row([user.0.as_bytes()], |row| row.get(0));
            Ok(found.optional()?.flatten())
        })
        .await
    }

    /// The account of an address, ignoring case; none without a password, none that rests.
    pub async fn find_account(&self, email: &Email) -> Result<Option<Account>, StoreError> {
        let email = folded(email);
        self.read(move |connection| {
            let sql = "SELECT id, password_phc FROM account
                       WHERE email_folded = ?1 AND password_phc IS NOT NULL
                       AND standing = 'active'";
            let account = connection.prepare_cached(sql)?.query_row([&email], |row| {
                Ok(Account {
                    id: UserId(uuid(row, "id")?),
                    password_phc: row.get("password_phc")?,
                })
            });
            Ok(account.optional()?)
        })
        .await
    }
}

/// An address as it is compared.
pub(crate) fn folded(email: &Email) -> String {
    email.as_str().to_lowercase()
}

/// Gives an account the token that comes with it; one given so before stops working, those made later stay.
pub(crate) fn put_token(connection: &Connection<'_>, hash: &[u8; 32], user: UserId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM token WHERE account_id = ?1 AND name IS NULL")?
        .execute([user.0.as_bytes()])?;
    connection
        .prepare_cached("INSERT INTO token (hash, account_id) VALUES (?1, ?2)")?
        .execute(params![hash, user.0.as_bytes()])?;
    Ok(())
}
