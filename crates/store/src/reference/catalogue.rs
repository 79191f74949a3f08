//! Products and programmes.

use std::collections::{BTreeMap, BTreeSet};

use domain::claim::{Activity, SolutionArea};
use domain::id::{ProductCode, ProgrammeCode};
use domain::reference::{ClaimedBy, Exclusivity, Product, Programme, Validity};
use domain::text::Name;
use jiff::civil::Date;

use crate::StoreError;
use crate::column::{date_if_any, parsed};
use crate::engine::{self, Connection, Row, params};

pub(super) fn load_products(connection: &Connection<'_>) -> Result<BTreeMap<ProductCode, Product>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT code, name, solution_area, claimed_by, claimable_from_on, claimable_until_on, recognised_from_on,
                recognised_until_on, paid_from_on, paid_until_on
         FROM product",
    )?;
    let products = statement.query_map([], |row| {
        let code: ProductCode = parsed(row, "code", |text| text.parse().ok())?;
        let product = Product {
            code: code.clone(),
            name: parsed(row, "name", |text| Name::parse(text).ok())?,
            solution_area: parsed(row, "solution_area", SolutionArea::from_code)?,
            claimed_by: parsed(row, "claimed_by", claimed_by)?,
            claimable: validity(row, "claimable_from_on", "claimable_until_on")?,
            recognised: validity(row, "recognised_from_on", "recognised_until_on")?,
            paid: validity(row, "paid_from_on", "paid_until_on")?,
        };
        Ok((code, product))
    })?;
    Ok(products.collect::<engine::Result<_>>()?)
}

pub(super) fn put_product(connection: &Connection<'_>, product: &Product) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO product (code, name, solution_area, claimed_by, claimable_from_on, claimable_until_on,
                                  recognised_from_on, recognised_until_on, paid_from_on, paid_until_on)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (code) DO UPDATE SET
                 name = excluded.name,
                 solution_area = excluded.solution_area,
                 claimed_by = excluded.claimed_by,
                 claimable_from_on = excluded.claimable_from_on,
                 claimable_until_on = excluded.claimable_until_on,
                 recognised_from_on = excluded.recognised_from_on,
                 recognised_until_on = excluded.recognised_until_on,
                 paid_from_on = excluded.paid_from_on,
                 paid_until_on = excluded.paid_until_on",
        )?
        .execute(params![
            product.code.as_str(),
            product.name.as_str(),
            product.solution_area.code(),
            claimed_by_code(product.claimed_by),
            day(product.claimable.from),
            day(product.claimable.until),
            day(product.recognised.from),
            day(product.recognised.until),
            day(product.paid.from),
            day(product.paid.until),
        ])?;
    Ok(())
}

pub(super) fn load_programmes(connection: &Connection<'_>) -> Result<BTreeMap<ProgrammeCode, Programme>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT code, name, exclusivity, claimable_from_on, claimable_until_on FROM programme")?;
    let programmes = statement.query_map([], |row| {
        let code: ProgrammeCode = parsed(row, "code", |text| text.parse().ok())?;
        let programme = Programme {
            code: code.clone(),
            name: parsed(row, "name", |text| Name::parse(text).ok())?,
            activities: BTreeSet::new(),
            exclusivity: parsed(row, "exclusivity", exclusivity)?,
            claimable: validity(row, "claimable_from_on", "claimable_until_on")?,
        };
        Ok((code, programme))
    })?;
    let mut programmes: BTreeMap<ProgrammeCode, Programme> = programmes.collect::<engine::Result<_>>()?;
    let mut statement = connection.prepare_cached("SELECT programme, activity FROM programme_activity")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let activity = parsed(row, "activity", Activity::from_code)?;
        let code: ProgrammeCode = parsed(row, "programme", |text| text.parse().ok())?;
        if let Some(programme) = programmes.get_mut(&code) {
            programme.activities.insert(activity);
        }
    }
    Ok(programmes)
}

pub(super) fn put_programme(connection: &Connection<'_>, programme: &Programme) -> Result<(), StoreError> {
    let code = programme.code.as_str();
    connection
        .prepare_cached(
            "INSERT INTO programme (code, name, exclusivity, claimable_from_on, claimable_until_on)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (code) DO UPDATE SET
                 name = excluded.name,
                 exclusivity = excluded.exclusivity,
                 claimable_from_on = excluded.claimable_from_on,
                 claimable_until_on = excluded.claimable_until_on",
        )?
        .execute(params![
            code,
            programme.name.as_str(),
            exclusivity_code(programme.exclusivity),
            day(programme.claimable.from),
            day(programme.claimable.until),
        ])?;
    connection
        .prepare_cached("DELETE FROM programme_activity WHERE programme = ?1")?
        .execute([code])?;
    let mut statement =
        connection.prepare_cached("INSERT INTO programme_activity (programme, activity) VALUES (?1, ?2)")?;
    for activity in &programme.activities {
        statement.execute([code, activity.code()])?;
    }
    Ok(())
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn validity(row: &Row<'_>, from: &'static str, until: &'static str) -> engine::Result<Validity> {
    Ok(Validity {
        from: date_if_any(row, from)?,
        until: date_if_any(row, until)?,
    })
}

fn claimed_by_code(claimed_by: ClaimedBy) -> &'static str {
    match claimed_by {
        ClaimedBy::Subscription => "subscription",
        ClaimedBy::Workload => "workload",
    }
}

fn claimed_by(code: &str) -> Option<ClaimedBy> {
    [ClaimedBy::Subscription, ClaimedBy::Workload]
        .into_iter()
        .find(|value| claimed_by_code(*value) == code)
}

fn exclusivity_code(exclusivity: Exclusivity) -> &'static str {
    match exclusivity {
        Exclusivity::Exclusive => "exclusive",
        Exclusivity::Shared => "shared",
    }
}

fn exclusivity(code: &str) -> Option<Exclusivity> {
    [Exclusivity::Exclusive, Exclusivity::Shared]
        .into_iter()
        .find(|value| exclusivity_code(*value) == code)
}
