//! What accounts prove themselves with: password and token, both only as hashes.

use domain::id::UserId;
use domain::text::Email;
use rusqlite::{Connection, OptionalExtension, params};

use crate::column::uuid;
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
    /// The account of an address, ignoring case; none without a password.
    pub async fn find_account(&self, email: &Email) -> Result<Option<Account>, StoreError> {
        let email = folded(email);
        self.read(move |connection| {
            let sql = "SELECT id, password_phc FROM account WHERE email_folded = ?1 AND password_phc IS NOT NULL";
            let account = connection.prepare_cached(sql)?.query_row([email], |row| {
                Ok(Account {
                    id: UserId(uuid(row, "id")?),
                    password_phc: row.get("password_phc")?,
                })
            });
            Ok(account.optional()?)
        })
        .await
    }

    /// The account of a bearer token, by the token's SHA-256.
    pub async fn find_token(&self, hash: [u8; 32]) -> Result<Option<UserId>, StoreError> {
        self.read(move |connection| {
            let user = connection
                .prepare_cached("SELECT account_id FROM token WHERE hash = ?1")?
                .query_row([hash], |row| uuid(row, "account_id").map(UserId));
            Ok(user.optional()?)
        })
        .await
    }
}

/// An address as it is compared.
pub(crate) fn folded(email: &Email) -> String {
    email.as_str().to_lowercase()
}

/// Gives an account its one token; one given before stops working.
pub(crate) fn put_token(connection: &Connection, hash: &[u8; 32], user: UserId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM token WHERE account_id = ?1")?
        .execute([user.0.as_bytes()])?;
    connection
        .prepare_cached("INSERT INTO token (hash, account_id) VALUES (?1, ?2)")?
        .execute(params![hash, user.0.as_bytes()])?;
    Ok(())
}
