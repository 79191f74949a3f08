//! Reference data: read whole at start and after a change, written whole when it is set up.

mod calendar;
mod catalogue;
mod change;
mod guidelines;
pub(crate) mod journal;
mod organisation;
mod people;
mod policy;

use std::collections::BTreeMap;

use domain::calendar::{Calendar, WeekendDay};
use domain::id::UserId;
use domain::place::{Language, ZoneName};
use domain::policy::Policy;
use domain::reference::Reference;
use domain::text::Name;

use crate::column::parsed;
use crate::engine::{Connection, params};
use crate::people::Credentials;
use crate::{Store, StoreError, nodes};

pub use change::{Put, ReferenceChange, ReferenceCommitError};
pub use journal::{FieldChange, JournalEntry, JournalFilter, NewJournalEntry};

/// The calendar of the vendor's review team.
const REVIEW_CALENDAR: &str = "review";

impl Store {
    /// All reference data. Before the first [`Store::put_reference`] that is the standard policy, a review team in
    /// UTC, and nobody and nothing else.
    pub async fn load_reference(&self) -> Result<Reference, StoreError> {
        self.read(load).await
    }

    /// The same with how often it was changed so far, for whoever keeps it.
    pub async fn load_reference_at(&self) -> Result<(Reference, i64), StoreError> {
        self.read(|connection| connection.at_one_moment(|| Ok((load_now(connection)?, nodes::revision(connection)?))))
            .await
    }

    /// Adds to the reference data and replaces what has the same key, in one transaction. What is not named stays:
    /// claims speak of it. A person without credentials keeps those it has.
    pub async fn put_reference(
        &self,
        reference: Reference,
        credentials: BTreeMap<UserId, Credentials>,
    ) -> Result<(), StoreError> {
        self.write(move |transaction| put(transaction, &reference, &credentials))
            .await
    }
}

fn load(connection: &Connection<'_>) -> Result<Reference, StoreError> {
    // The parts must be of one moment.
    connection.at_one_moment(|| load_now(connection))
}

fn load_now(connection: &Connection<'_>) -> Result<Reference, StoreError> {
    let mut calendars = calendar::load(connection)?;
    let Some((vendor, language, review_calendar)) = load_vendor(connection, &mut calendars)? else {
        return unset();
    };
    Ok(Reference {
        vendor,
        language,
        review_calendar,
        policy: policy::load(connection)?,
        products: catalogue::load_products(connection)?,
        programmes: catalogue::load_programmes(connection)?,
        guidelines: guidelines::load(connection)?,
        partners: organisation::load_partners(connection)?,
        locations: organisation::load_locations(connection, &mut calendars)?,
        people: people::load(connection)?,
    })
}

fn unset() -> Result<Reference, StoreError> {
    let weekend = ["sat", "sun"].into_iter().filter_map(WeekendDay::from_code);
    Ok(Reference {
        vendor: Name::parse("CPOR").map_err(|error| StoreError::damaged(error.to_string()))?,
        language: Language::English,
        review_calendar: Calendar::new(ZoneName::utc(), weekend, [], [])
            .map_err(|error| StoreError::damaged(error.to_string()))?,
        policy: Policy::STANDARD,
        products: BTreeMap::new(),
        programmes: BTreeMap::new(),
        guidelines: BTreeMap::new(),
        partners: BTreeMap::new(),
        locations: BTreeMap::new(),
        people: BTreeMap::new(),
    })
}

fn load_vendor(
    connection: &Connection<'_>,
    calendars: &mut BTreeMap<String, Calendar>,
) -> Result<Option<(Name, Language, Calendar)>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT name, language, review_calendar_id FROM vendor WHERE id = 1")?;
    let mut rows = statement.query([])?;
    let row = rows.next()?;
    let Some(row) = &row else { return Ok(None) };
    let name = parsed(row, "name", |text| Name::parse(text).ok())?;
    let language = parsed(row, "language", |tag| Language::parse(tag).ok())?;
    let calendar = parsed(row, "review_calendar_id", |id| calendars.remove(id))?;
    Ok(Some((name, language, calendar)))
}

fn put(
    connection: &Connection<'_>,
    reference: &Reference,
    credentials: &BTreeMap<UserId, Credentials>,
) -> Result<(), StoreError> {
    calendar::put(connection, REVIEW_CALENDAR, &reference.review_calendar)?;
    put_vendor(connection, &reference.vendor, reference.language)?;
    policy::put(connection, &reference.policy)?;
    for product in reference.products.values() {
        catalogue::put_product(connection, product)?;
    }
    for programme in reference.programmes.values() {
        catalogue::put_programme(connection, programme)?;
    }
    for (code, guidelines) in &reference.guidelines {
        guidelines::put(connection, code, guidelines)?;
    }
    for partner in reference.partners.values() {
        organisation::put_partner(connection, partner)?;
    }
    for location in reference.locations.values() {
        organisation::put_location(connection, location)?;
    }
    for person in reference.people.values() {
        people::put(connection, person, credentials.get(&person.id))?;
    }
    nodes::raise_revision(connection)
}

/// Name and language of the vendor; its calendar is there already.
fn put_vendor(connection: &Connection<'_>, name: &Name, language: Language) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO vendor (id, name, language, review_calendar_id) VALUES (1, ?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET
                 name = excluded.name,
                 language = excluded.language,
                 review_calendar_id = excluded.review_calendar_id",
        )?
        .execute(params![name.as_str(), language.tag(), REVIEW_CALENDAR])?;
    Ok(())
}
