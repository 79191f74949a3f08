//! A change of reference data by a person: checked against what they saw, written with its journal entries.

use domain::calendar::Calendar;
use domain::id::{LocationId, ProductCode, ProgrammeCode, UserId};
use domain::instant::Instant;
use domain::party::{Person, Role};
use domain::place::Language;
use domain::policy::Policy;
use domain::reference::{Guidelines, Location, Partner, Product, Programme};
use domain::text::Name;

use super::journal::{self, NewJournalEntry};
use super::{REVIEW_CALENDAR, calendar, catalogue, guidelines, organisation, people, policy, put_vendor};
use crate::engine::{self, Connection, params};
use crate::people::folded;
use crate::{Store, StoreError, nodes};

/// Something to be put in the place of what has its key.
#[derive(Clone, Debug)]
pub enum Put {
    /// The vendor.
    Vendor {
        /// Its name.
        name: Name,
        /// The language of whoever hasn't chosen one.
        language: Language,
    },
    /// The review team's calendar.
    ReviewCalendar(Calendar),
    /// The lengths of clocks.
    Policy(Policy),
    /// A product.
    Product(Product),
    /// A programme.
    Programme(Programme),
    /// What a programme says its reviewers look for.
    Guidelines {
        /// Which programme.
        programme: ProgrammeCode,
        /// Its words.
        guidelines: Guidelines,
    },
    /// A partner.
    Partner(Partner),
    /// A partner's location.
    Location(Location),
    /// An account; what it proves itself with stays.
    Account(Person),
    /// An account's password, as its hash.
    Password {
        /// Whose.
        user: UserId,
        /// The password's hash with its parameters (PHC string).
        phc: String,
    },
    /// A link by which an account gets a password, in the place of the one before.
    Invitation {
        /// Whose.
        user: UserId,
        /// The SHA-256 of the link's secret.
        hash: [u8; 32],
        /// Until when it works.
        expires_at: Instant,
    },
    /// No more links of an account.
    NoInvitation(UserId),
    /// No more sessions of an account, but for the one with this hash, if one is named.
    NoSessions {
        /// Whose.
        user: UserId,
        /// The one that stays.
        but: Option<[u8; 32]>,
    },
    /// No more tokens of an account.
    NoTokens(UserId),
    /// A programme that nobody has claimed under goes: in the first start only.
    NoProgramme(ProgrammeCode),
    /// A product that nobody has claimed goes: in the first start only.
    NoProduct(ProductCode),
    /// A location that nobody has claimed for goes: in the first start only.
    NoLocation(LocationId),
    /// A step of the first start is done.
    SetupStep(&'static str),
    /// The link of the first start leads nowhere any more.
    NoSetupLink,
}

/// A change with its journal.
#[derive(Clone, Debug)]
pub struct ReferenceChange {
    /// What is written, in this order.
    pub puts: Vec<Put>,
    /// What the journal says of it.
    pub entries: Vec<NewJournalEntry>,
    /// A subject, and the place of its latest entry that the person saw.
    pub seen: Option<(String, i64)>,
    /// How often reference data was changed before it was judged, where that matters.
    pub judged_at: Option<i64>,
}

/// Why a change was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceCommitError {
    /// Another node has changed something since it was judged: it is to be judged again.
    #[error("judged by what holds no longer")]
    Overtaken,
    /// Somebody else has changed the subject meanwhile.
    #[error("changed meanwhile")]
    Stale,
    /// Nobody could look after the installation any more.
    #[error("the last system admin stays")]
    LastSystemAdmin,
    /// Another account has the address.
    #[error("the address is another account's")]
    EmailTaken,
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

enum Refused {
    Overtaken,
    Stale,
    LastSystemAdmin,
    EmailTaken,
}

impl Store {
    /// Writes a change, or nothing of it.
    pub async fn commit_reference(&self, change: ReferenceChange) -> Result<(), ReferenceCommitError> {
        let refused = self.write(move |connection| commit(connection, &change)).await?;
        match refused {
            None => Ok(()),
            Some(Refused::Overtaken) => Err(ReferenceCommitError::Overtaken),
            Some(Refused::Stale) => Err(ReferenceCommitError::Stale),
            Some(Refused::LastSystemAdmin) => Err(ReferenceCommitError::LastSystemAdmin),
            Some(Refused::EmailTaken) => Err(ReferenceCommitError::EmailTaken),
        }
    }
}

fn commit(connection: &Connection<'_>, change: &ReferenceChange) -> Result<Option<Refused>, StoreError> {
    if let Some(judged_at) = change.judged_at
        && nodes::revision(connection)? != judged_at
    {
        return Ok(Some(Refused::Overtaken));
    }
    if let Some((subject, seen)) = &change.seen
        && journal::revision(connection, subject)? != *seen
    {
        return Ok(Some(Refused::Stale));
    }
    for put in &change.puts {
        if let Put::Account(person) = put {
            if is_taken(connection, person)? {
                return Ok(Some(Refused::EmailTaken));
            }
            if locks_out(connection, person)? {
                return Ok(Some(Refused::LastSystemAdmin));
            }
        }
    }
    for one in &change.puts {
        put(connection, one, change)?;
    }
    for entry in &change.entries {
        journal::write(connection, entry)?;
    }
    nodes::raise_revision(connection)?;
    Ok(None)
}

fn is_taken(connection: &Connection<'_>, person: &Person) -> engine::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM account WHERE email_folded = ?1 AND id <> ?2)")?
        .query_row(params![folded(&person.email), person.id.0.as_bytes()], |row| row.get(0))
}

/// Whether the account is the only one that can sign in and look after the installation, and would no longer.
fn locks_out(connection: &Connection<'_>, person: &Person) -> engine::Result<bool> {
    if person.is_active() && person.role == Role::SystemAdmin {
        return Ok(false);
    }
    let able = "role = 'system_admin' AND standing = 'active' AND password_phc IS NOT NULL";
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1 AND {able})
            AND NOT EXISTS (SELECT 1 FROM account WHERE id <> ?1 AND {able})"
    );
    connection
        .prepare_cached(&sql)?
        .query_row([person.id.0.as_bytes()], |row| row.get(0))
}

fn put(connection: &Connection<'_>, put: &Put, change: &ReferenceChange) -> Result<(), StoreError> {
    match put {
        Put::Vendor { name, language } => put_vendor(connection, name, *language),
        Put::ReviewCalendar(calendar) => calendar::put(connection, REVIEW_CALENDAR, calendar),
        Put::Policy(policy) => policy::put(connection, policy),
        Put::Product(product) => catalogue::put_product(connection, product),
        Put::Programme(programme) => catalogue::put_programme(connection, programme),
        Put::Guidelines {
            programme,
            guidelines: own,
        } => guidelines::put(connection, programme, own),
        Put::Partner(partner) => organisation::put_partner(connection, partner),
        Put::Location(location) => organisation::put_location(connection, location),
        Put::Account(person) => people::put(connection, person, None),
        Put::Password { user, phc } => {
            let sql = "UPDATE account SET password_phc = ?2 WHERE id = ?1";
            Ok(connection
                .prepare_cached(sql)?
                .execute(params![user.0.as_bytes(), phc])
                .map(drop)?)
        }
        Put::Invitation { user, hash, expires_at } => {
            let sql = "INSERT INTO invitation (account_id, hash, expires_at) VALUES (?1, ?2, ?3)
                       ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at";
            let values = params![user.0.as_bytes(), hash, expires_at.microseconds()];
            Ok(connection.prepare_cached(sql)?.execute(values).map(drop)?)
        }
        Put::NoInvitation(user) => remove(connection, "DELETE FROM invitation WHERE account_id = ?1", *user),
        Put::NoSessions { user, but } => {
            let sql = "DELETE FROM session WHERE account_id = ?1 AND hash IS DISTINCT FROM ?2";
            Ok(connection
                .prepare_cached(sql)?
                .execute(params![user.0.as_bytes(), but])
                .map(drop)?)
        }
        Put::NoTokens(user) => remove(connection, "DELETE FROM token WHERE account_id = ?1", *user),
        Put::NoProgramme(code) => {
            let sql = "DELETE FROM location_programme WHERE programme = ?1";
            connection.prepare_cached(sql)?.execute([code.as_str()])?;
            remove_by_key(connection, "DELETE FROM programme WHERE code = ?1", code.as_str())
        }
        Put::NoProduct(code) => remove_by_key(connection, "DELETE FROM product WHERE code = ?1", code.as_str()),
        Put::NoLocation(id) => remove_by_key(connection, "DELETE FROM location WHERE id = ?1", id.as_str()),
        Put::SetupStep(step) => {
            let at = change.entries.first().map_or(0, |entry| entry.at.microseconds());
            let sql = "INSERT INTO setup_step (step, done_at) VALUES (?1, ?2) ON CONFLICT (step) DO NOTHING";
            Ok(connection.prepare_cached(sql)?.execute(params![step, at]).map(drop)?)
        }
        Put::NoSetupLink => Ok(connection
            .prepare_cached("DELETE FROM setup_link")?
            .execute([])
            .map(drop)?),
    }
}

fn remove_by_key(connection: &Connection<'_>, sql: &str, key: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([key])?;
    Ok(())
}

fn remove(connection: &Connection<'_>, sql: &str, user: UserId) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([user.0.as_bytes()])?;
    Ok(())
}
