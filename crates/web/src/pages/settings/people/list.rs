//! Everybody the person looks after.

use app::settings::permit::{Area, may};
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::PartnerId;
use domain::party::Person;
use ui::settings::{Cell, ListPage, ListRow, Place};
use ui::{Section, Text};

use super::super::permitted;
use super::{PATH, organisation, organisation_name, reach};
use crate::pages::form::encoded;
use crate::pages::{Visit, failure};

const PAGE: usize = 50;

/// `GET /settings/people`
pub(crate) async fn list(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Accounts(reach(&visit))) {
        return *refused;
    }
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let query = visit.query.get("q").trim().to_lowercase();
    let mut found: Vec<&Person> = reference
        .people
        .values()
        .filter(|person| may(&visit.person, Area::Accounts(organisation(person))))
        .filter(|person| {
            query.is_empty()
                || person.name.as_str().to_lowercase().contains(&query)
                || person.email.as_str().to_lowercase().contains(&query)
        })
        .collect();
    let key = |person: &Person| (person.name.as_str().to_lowercase(), person.id);
    found.sort_by_key(|person| key(person));
    // The last of the page before is named in the address, so that the list stays stable while it changes.
    let after = visit
        .query
        .get("after")
        .parse()
        .ok()
        .and_then(|id| directory.person(id))
        .map(key);
    let start = found.partition_point(|person| after.as_ref().is_some_and(|after| key(person) <= *after));
    let shown = found.get(start..).unwrap_or_default();
    let more = shown.len() > PAGE;
    let shown: Vec<&Person> = shown.iter().take(PAGE).copied().collect();
    let filter = if query.is_empty() {
        String::new()
    } else {
        format!("q={}&", encoded(&query))
    };
    let next = shown
        .last()
        .filter(|_| more)
        .map(|last| format!("{PATH}?{filter}after={}", last.id));
    let row = |person: &&Person| ListRow {
        name: person.name.to_string(),
        href: format!("{PATH}/{}", person.id),
        cells: vec![
            text.role(&person.role).into(),
            Cell::Mail(person.email.to_string()),
            organisation_name(reference, organisation(person)).into(),
        ],
        note: (!person.is_active()).then(|| text.settings_resting()),
    };
    let own = reach(&visit);
    let page = ListPage {
        frame: visit.frame(Section::Settings),
        place: Place::People,
        title: text.settings_people(),
        lead: if own.is_some() {
            text.people_lead_partner()
        } else {
            text.people_lead_all()
        },
        columns: vec![
            text.settings_column_name(),
            text.settings_column_role(),
            text.settings_column_email(),
            text.settings_column_organisation(),
        ],
        rows: shown.iter().map(row).collect(),
        add: vec![addition(&text, own)],
        empty: (text.people_empty_title(), text.people_empty()),
        query: Some(visit.query.get("q").to_owned()),
        next,
        start: after.map(|_| PATH.to_owned()),
    };
    failure::answer(StatusCode::OK, &page)
}

/// Whom the person can add; a partner's people are added on the partner's page.
fn addition(text: &Text, own: Option<PartnerId>) -> (String, String) {
    match own {
        Some(partner) => (text.person_new_partner(), format!("{PATH}/new?partner={partner}")),
        None => (text.person_new_vendor(), format!("{PATH}/new")),
    }
}
