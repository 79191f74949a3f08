//! The accounts as reference data; what they prove themselves with is kept apart.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{LocationId, PartnerId, UserId};
use domain::party::{Locations, Membership, Person, Role, Standing};
use domain::place::{Language, ZoneName};
use domain::text::{Email, Name};

use crate::StoreError;
use crate::column::{parsed, unreadable, uuid, uuid_if_any};
use crate::engine::{self, Connection, Row, params};
use crate::people::{Credentials, folded, put_token};

pub(super) fn load(connection: &Connection<'_>) -> Result<BTreeMap<UserId, Person>, StoreError> {
    let mut locations = load_locations(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, name, email, role, language, time_zone, partner_id, locations, standing FROM account",
    )?;
    let people = statement.query_map([], |row| {
        let id = UserId(uuid(row, "id")?);
        let person = Person {
            id,
            name: parsed(row, "name", |text| Name::parse(text).ok())?,
            email: parsed(row, "email", |text| Email::parse(text).ok())?,
            role: parsed(row, "role", Role::from_code)?,
            language: parsed(row, "language", |text| Language::parse(text).ok())?,
            time_zone: parsed(row, "time_zone", |text| ZoneName::parse(text).ok())?,
            membership: membership(row, locations.remove(&id).unwrap_or_default())?,
            standing: parsed(row, "standing", standing)?,
        };
        Ok((id, person))
    })?;
    Ok(people.collect::<engine::Result<_>>()?)
}

pub(super) fn put(
    connection: &Connection<'_>,
    person: &Person,
    credentials: Option<&Credentials>,
) -> Result<(), StoreError> {
    let (partner, locations) = match &person.membership {
        Membership::Vendor => (None, None),
        Membership::Partner { partner, locations } => (Some(partner), Some(locations)),
    };
    let id = person.id.0.as_bytes();
    connection
        .prepare_cached(
            "INSERT INTO account (id, name, email, email_folded, role, language, time_zone, partner_id, locations,
                                  password_phc, standing)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (id) DO UPDATE SET
                 name = excluded.name,
                 email = excluded.email,
                 email_folded = excluded.email_folded,
                 role = excluded.role,
                 language = excluded.language,
                 time_zone = excluded.time_zone,
                 partner_id = excluded.partner_id,
                 locations = excluded.locations,
                 standing = excluded.standing,
                 password_phc = COALESCE(excluded.password_phc, account.password_phc)",
        )?
        .execute(params![
            id,
            person.name.as_str(),
            person.email.as_str(),
            folded(&person.email),
            person.role.code(),
            person.language.tag(),
            person.time_zone.as_str(),
            partner.map(|partner| partner.0.as_bytes()),
            locations.map(locations_code),
            credentials.map(|credentials| credentials.password_phc.as_str()),
            standing_code(person.standing),
        ])?;
    connection
        .prepare_cached("DELETE FROM account_location WHERE account_id = ?1")?
        .execute([id])?;
    if let Some(Locations::Only(some)) = locations {
        let mut statement =
            connection.prepare_cached("INSERT INTO account_location (account_id, location_id) VALUES (?1, ?2)")?;
        for location in some {
            statement.execute(params![id, location.as_str()])?;
        }
    }
    if let Some(hash) = credentials.and_then(|credentials| credentials.token_hash) {
        put_token(connection, &hash, person.id)?;
    }
    Ok(())
}

fn load_locations(connection: &Connection<'_>) -> Result<BTreeMap<UserId, BTreeSet<LocationId>>, StoreError> {
    let mut all: BTreeMap<UserId, BTreeSet<LocationId>> = BTreeMap::new();
    let mut statement = connection.prepare_cached("SELECT account_id, location_id FROM account_location")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let location = parsed(row, "location_id", |text| text.parse().ok())?;
        all.entry(UserId(uuid(row, "account_id")?))
            .or_default()
            .insert(location);
    }
    Ok(all)
}

fn membership(row: &Row<'_>, some: BTreeSet<LocationId>) -> engine::Result<Membership> {
    let Some(partner) = uuid_if_any(row, "partner_id")? else {
        return Ok(Membership::Vendor);
    };
    let locations = match row.text("locations")? {
        "all" => Locations::All,
        "only" => Locations::Only(some),
        _ => return Err(unreadable("locations")),
    };
    Ok(Membership::Partner {
        partner: PartnerId(partner),
        locations,
    })
}

fn standing_code(standing: Standing) -> &'static str {
    match standing {
        Standing::Active => "active",
        Standing::Inactive => "inactive",
    }
}

fn standing(code: &str) -> Option<Standing> {
    [Standing::Active, Standing::Inactive]
        .into_iter()
        .find(|value| standing_code(*value) == code)
}

fn locations_code(locations: &Locations) -> &'static str {
    match locations {
        Locations::All => "all",
        Locations::Only(_) => "only",
    }
}
