//! Calendars: a zone and rows of days.

use std::collections::BTreeMap;

use domain::calendar::{Calendar, WeekendDay};
use domain::place::ZoneName;
use jiff::civil::Date;

use crate::StoreError;
use crate::column::{parsed, unreadable};
use crate::engine::{Connection, params};

#[derive(Default)]
struct Days {
    weekend: Vec<WeekendDay>,
    off: Vec<Date>,
    working: Vec<Date>,
}

/// Every calendar by its key.
pub(super) fn load(connection: &Connection<'_>) -> Result<BTreeMap<String, Calendar>, StoreError> {
    let mut days = load_days(connection)?;
    let mut statement = connection.prepare_cached("SELECT id, time_zone FROM calendar")?;
    let mut rows = statement.query([])?;
    let mut calendars = BTreeMap::new();
    while let Some(row) = &rows.next()? {
        let id: String = row.get("id")?;
        let zone = parsed(row, "time_zone", |text| ZoneName::parse(text).ok())?;
        let Days { weekend, off, working } = days.remove(&id).unwrap_or_default();
        let calendar = Calendar::new(zone, weekend, off, working).map_err(|_| unreadable("calendar_weekend"))?;
        calendars.insert(id, calendar);
    }
    Ok(calendars)
}

fn load_days(connection: &Connection<'_>) -> Result<BTreeMap<String, Days>, StoreError> {
    let mut all: BTreeMap<String, Days> = BTreeMap::new();
    let mut statement = connection.prepare_cached("SELECT calendar_id, weekday FROM calendar_weekend")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let weekday = parsed(row, "weekday", WeekendDay::from_code)?;
        all.entry(row.get("calendar_id")?).or_default().weekend.push(weekday);
    }
    let mut statement = connection.prepare_cached("SELECT calendar_id, kind, day_on FROM calendar_day")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let day: Date = row.get("day_on")?;
        let days = all.entry(row.get("calendar_id")?).or_default();
        match row.get::<_, String>("kind")?.as_str() {
            "off" => days.off.push(day),
            "working" => days.working.push(day),
            _ => return Err(unreadable("kind").into()),
        }
    }
    Ok(all)
}

/// Writes a calendar in place of what stood under its key.
pub(super) fn put(connection: &Connection<'_>, id: &str, calendar: &Calendar) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO calendar (id, time_zone) VALUES (?1, ?2)
             ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone",
        )?
        .execute(params![id, calendar.zone().as_str()])?;
    connection
        .prepare_cached("DELETE FROM calendar_weekend WHERE calendar_id = ?1")?
        .execute([id])?;
    connection
        .prepare_cached("DELETE FROM calendar_day WHERE calendar_id = ?1")?
        .execute([id])?;
    let mut weekend =
        connection.prepare_cached("INSERT INTO calendar_weekend (calendar_id, weekday) VALUES (?1, ?2)")?;
    for weekday in calendar.weekend() {
        weekend.execute(params![id, weekday.code()])?;
    }
    let mut day =
        connection.prepare_cached("INSERT INTO calendar_day (calendar_id, kind, day_on) VALUES (?1, ?2, ?3)")?;
    let off = calendar.days_off().map(|date| ("off", date));
    let working = calendar.working_days().map(|date| ("working", date));
    for (kind, date) in off.chain(working) {
        day.execute(params![id, kind, date.to_string()])?;
    }
    Ok(())
}
