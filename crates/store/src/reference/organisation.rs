//! Partners and their locations.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Calendar;
use domain::id::{LocationId, PartnerId, ProgrammeCode};
use domain::place::CountryCode;
use domain::reference::{Location, Partner};
use domain::text::Name;

use super::calendar;
use crate::StoreError;
use crate::column::{parsed, uuid};
use crate::engine::{self, Connection, params};

pub(super) fn load_partners(connection: &Connection<'_>) -> Result<BTreeMap<PartnerId, Partner>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id, name FROM partner")?;
    let partners = statement.query_map([], |row| {
        let id = PartnerId(uuid(row, "id")?);
        let name = parsed(row, "name", |text| Name::parse(text).ok())?;
        Ok((id, Partner { id, name }))
    })?;
    Ok(partners.collect::<engine::Result<_>>()?)
}

pub(super) fn put_partner(connection: &Connection<'_>, partner: &Partner) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO partner (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        )?
        .execute(params![partner.id.0.as_bytes(), partner.name.as_str()])?;
    Ok(())
}

/// Every location; takes its calendar out of those loaded.
pub(super) fn load_locations(
    connection: &Connection<'_>,
    calendars: &mut BTreeMap<String, Calendar>,
) -> Result<BTreeMap<LocationId, Location>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id, partner_id, name, country, calendar_id FROM location")?;
    let mut rows = statement.query([])?;
    let mut locations = BTreeMap::new();
    while let Some(row) = &rows.next()? {
        let id: LocationId = parsed(row, "id", |text| text.parse().ok())?;
        let location = Location {
            id: id.clone(),
            partner: PartnerId(uuid(row, "partner_id")?),
            name: parsed(row, "name", |text| Name::parse(text).ok())?,
            country: parsed(row, "country", |text| CountryCode::parse(text).ok())?,
            calendar: parsed(row, "calendar_id", |id| calendars.remove(id))?,
            enrolled: BTreeSet::new(),
        };
        locations.insert(id, location);
    }
    let mut statement = connection.prepare_cached("SELECT location_id, programme FROM location_programme")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let programme: ProgrammeCode = parsed(row, "programme", |text| text.parse().ok())?;
        let id: LocationId = parsed(row, "location_id", |text| text.parse().ok())?;
        if let Some(location) = locations.get_mut(&id) {
            location.enrolled.insert(programme);
        }
    }
    Ok(locations)
}

pub(super) fn put_location(connection: &Connection<'_>, location: &Location) -> Result<(), StoreError> {
    let id = location.id.as_str();
    let calendar_id = format!("location/{id}");
    calendar::put(connection, &calendar_id, &location.calendar)?;
    connection
        .prepare_cached(
            "INSERT INTO location (id, partner_id, name, country, calendar_id) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET
                 partner_id = excluded.partner_id,
                 name = excluded.name,
                 country = excluded.country,
                 calendar_id = excluded.calendar_id",
        )?
        .execute(params![
            id,
            location.partner.0.as_bytes(),
            location.name.as_str(),
            location.country.as_str(),
            calendar_id,
        ])?;
    connection
        .prepare_cached("DELETE FROM location_programme WHERE location_id = ?1")?
        .execute([id])?;
    let mut statement =
        connection.prepare_cached("INSERT INTO location_programme (location_id, programme) VALUES (?1, ?2)")?;
    for programme in &location.enrolled {
        statement.execute([id, programme.as_str()])?;
    }
    Ok(())
}
