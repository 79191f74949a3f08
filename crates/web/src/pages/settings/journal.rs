//! `/settings/journal`: who changed what, narrowed by kind, person and days; and the same as a table to keep.

use app::settings::permit::Area;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::UserId;
use domain::instant::Instant;
use domain::party::{Person, Role};
use domain::reference::Reference;
use jiff::civil::Date;
use store::{Cursor, CursorOf, JournalEntry, JournalFilter, PageRequest};
use ui::Section;
use ui::fields::Fields;
use ui::parts::Choice;
use ui::settings::{JournalPage, JournalView, KINDS};

use super::permitted;
use crate::pages::form::encoded;
use crate::pages::paging::Pages;
use crate::pages::{Visit, failure};

const PATH: &str = "/settings/journal";
const NARROWING: [&str; 4] = ["kind", "by", "from", "until"];
const ENTRIES: u16 = 50;
/// Whoever changes things for the vendor is few; more of them are found by their entries.
const PEOPLE_MAX: usize = 100;

/// `GET /settings/journal`
pub(super) async fn journal(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Journal) {
        return *refused;
    }
    let pages = Pages::of(&visit, PATH, &NARROWING);
    let Narrowed { typed, filter } = narrowed(&visit);
    let request = PageRequest {
        limit: ENTRIES,
        after: Cursor::parse(visit.query.get("cursor"), CursorOf::Journal).ok(),
    };
    let found = match visit.web.env().store.list_journal(&filter, &request).await {
        Ok(found) => found,
        Err(error) => return visit.fault(&error),
    };
    let directory = visit.directory();
    let reference = &directory.reference;
    let view = |entry| view(&visit, reference, entry);
    let is_wrong = NARROWING.iter().any(|name| typed.get(name).error.is_some());
    let page = JournalPage {
        frame: visit.frame(Section::Settings),
        people: people(reference, filter.actor),
        entries: found.items.into_iter().map(view).collect(),
        csv: csv_address(&typed),
        next: pages.next(found.next),
        start: pages.start(request.after),
        filter: typed,
    };
    let status = if is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    failure::answer(status, &page)
}

/// What the address asks for.
pub(super) struct Narrowed {
    typed: Fields,
    /// The same for the store.
    pub filter: JournalFilter,
}

/// Days are the reader's own; what can't be read narrows nothing and is told.
pub(super) fn narrowed(visit: &Visit) -> Narrowed {
    let text = visit.text();
    let query = &visit.query;
    let mut typed = Fields::of(NARROWING.map(|name| (name, query.get(name).trim())));
    let mut day = |name: &str| -> Option<Date> {
        let value = query.get(name).trim();
        let day = value.parse().ok();
        if day.is_none() && !value.is_empty() {
            typed.blame(name, text.settings_problem("not-a-day"));
        }
        day
    };
    let (from, until) = (day("from"), day("until"));
    let start_of = |day: Date| -> Option<Instant> {
        let zone = visit.person.time_zone.rules().clone();
        Some(day.to_zoned(zone).ok()?.timestamp().into())
    };
    let kind = query.get("kind");
    Narrowed {
        filter: JournalFilter {
            subject: None,
            kind: KINDS.contains(&kind).then(|| kind.to_owned()),
            actor: query.get("by").parse().ok(),
            from: from.and_then(start_of),
            until: until.and_then(|day| day.tomorrow().ok()).and_then(start_of),
        },
        typed,
    }
}

fn csv_address(typed: &Fields) -> String {
    let pairs: Vec<String> = NARROWING
        .iter()
        .filter_map(|name| Some(format!("{name}={}", encoded(typed.text(name)?))))
        .collect();
    match pairs.as_slice() {
        [] => format!("{PATH}.csv"),
        pairs => format!("{PATH}.csv?{}", pairs.join("&")),
    }
}

/// The vendor's people who change things, and whoever is asked for.
fn people(reference: &Reference, asked: Option<UserId>) -> Vec<Choice> {
    let changes = |person: &&Person| {
        matches!(person.role, Role::SystemAdmin | Role::ProgrammeManager) || Some(person.id) == asked
    };
    let mut people: Vec<&Person> = reference.people.values().filter(changes).collect();
    people.sort_by_key(|person| (Some(person.id) != asked, person.name.as_str().to_lowercase()));
    people
        .into_iter()
        .take(PEOPLE_MAX)
        .map(|person| Choice::new(person.id.to_string(), person.name.as_str()))
        .collect()
}

fn view(visit: &Visit, reference: &Reference, entry: JournalEntry) -> JournalView {
    let (kind, key) = entry.subject.split_once('/').unwrap_or((&entry.subject, ""));
    let name = if entry.subject_name.is_empty() {
        key
    } else {
        &entry.subject_name
    };
    // Whoever made a token named it, and it is no place of its own.
    let href = (visit.person.role == Role::SystemAdmin).then(|| match kind {
        "account" => Some(format!("/settings/people/{key}")),
        "partner" => Some(format!("/settings/partners/{key}")),
        "location" => Some(format!("/settings/locations/{key}")),
        "vendor" => Some("/settings/vendor".to_owned()),
        _ => None,
    });
    JournalView {
        id: entry.id,
        at: entry.at.timestamp(),
        by: entry.actor_name,
        by_href: entry.actor.map(|actor| format!("{PATH}?by={actor}")),
        name: name.to_owned(),
        href: href.flatten(),
        act: entry.act,
        fields: entry
            .fields
            .into_iter()
            .map(|change| {
                let named = |value: &str| names(reference, &change.field, value);
                let (before, after) = (named(&change.before), named(&change.after));
                (change.field, before, after)
            })
            .collect(),
        kind: kind.to_owned(),
    }
}

/// Codes of what has a name here as those names; what is gone keeps its code.
fn names(reference: &Reference, field: &str, value: &str) -> String {
    let name = |code: &str| -> Option<String> {
        match field {
            "enrolled" => {
                let programme = reference.programmes.get(&code.parse().ok()?)?;
                Some(programme.name.to_string())
            }
            "locations" => {
                let location = reference.locations.get(&code.parse().ok()?)?;
                Some(format!("{} ({code})", location.name))
            }
            _ => None,
        }
    };
    let named: Vec<String> = value
        .split(", ")
        .map(|code| name(code).unwrap_or_else(|| code.to_owned()))
        .collect();
    named.join(", ")
}
