//! `/settings/programmes`.

use app::settings::permit::Area;
use app::settings::{Change, Intent};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::ProgrammeCode;
use domain::reference::{Exclusivity, Programme};
use ui::fields::Fields;
use ui::settings::forms::{self, ACTIVITIES};
use ui::settings::{FormPage, ListPage, ListRow, Place};
use ui::{Flash, Section};

use super::edit::{again, answer, carry_out, revision, seen};
use super::parse::Reading;
use super::permitted;
use crate::pages::{Sent, Visit, failure};

const PATH: &str = "/settings/programmes";

/// `GET /settings/programmes`
pub(super) async fn list(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Programmes) {
        return *refused;
    }
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let row = |programme: &Programme| ListRow {
        name: programme.name.to_string(),
        href: format!("{PATH}/{}", programme.code),
        cells: vec![
            programme
                .activities
                .iter()
                .map(|activity| text.activity(activity))
                .collect::<Vec<_>>()
                .join(", "),
            enrolled(&visit, &programme.code).to_string(),
        ],
        note: None,
    };
    let page = ListPage {
        frame: visit.frame(Section::Settings),
        place: Place::Programmes,
        title: text.settings_programmes(),
        lead: text.programmes_lead(),
        columns: vec![
            text.settings_column_name(),
            text.settings_column_activities(),
            text.settings_column_enrolled(),
        ],
        rows: reference.programmes.values().map(row).collect(),
        add: vec![(text.programme_new(), format!("{PATH}/new"))],
        empty: (text.programmes_empty_title(), text.programmes_empty()),
        query: None,
        next: None,
        start: None,
    };
    failure::answer(StatusCode::OK, &page)
}

fn enrolled(visit: &Visit, code: &ProgrammeCode) -> usize {
    let directory = visit.directory();
    let locations = directory.reference.locations.values();
    locations.filter(|location| location.enrolled.contains(code)).count()
}

/// `GET /settings/programmes/new`
pub(super) async fn new(visit: Visit) -> Response {
    match page(&visit, None).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

/// `GET /settings/programmes/{code}`
pub(super) async fn show(Path(code): Path<String>, visit: Visit) -> Response {
    let directory = visit.directory();
    let found = code
        .parse()
        .ok()
        .and_then(|code| directory.reference.programmes.get(&code));
    let Some(programme) = found else { return visit.absent() };
    match page(&visit, Some(programme)).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn page(visit: &Visit, programme: Option<&Programme>) -> Result<FormPage, Box<Response>> {
    permitted(visit, Area::Programmes)?;
    let text = visit.text();
    let mut typed = Fields::default();
    let (mut lead, mut at, mut means) = (String::new(), 0, Vec::new());
    if let Some(programme) = programme {
        typed.set("name", programme.name.as_str());
        for activity in &programme.activities {
            typed.set(format!("activities.{}", activity.code()), "on");
        }
        typed.set("exclusivity", exclusivity_code(programme.exclusivity));
        lead = text.programme_lead(enrolled(visit, &programme.code));
        at = revision(visit, &format!("programme/{}", programme.code)).await?;
        means.push(text.means_programme());
    }
    Ok(FormPage {
        frame: visit.frame(Section::Settings),
        place: Place::Programmes,
        list: Some((text.settings_programmes(), PATH.to_owned())),
        title: programme.map_or_else(|| text.programme_new(), |programme| programme.name.to_string()),
        lead,
        means,
        action: programme.map_or_else(
            || format!("{PATH}/new"),
            |programme| format!("{PATH}/{}", programme.code),
        ),
        groups: forms::programme(&text, programme.is_none()),
        typed,
        seen: at,
        submit: if programme.is_some() {
            text.settings_save()
        } else {
            text.settings_add()
        },
        changed: None,
        refused: None,
        acts: Vec::new(),
        tokens: Vec::new(),
        parts: None,
    })
}

fn exclusivity_code(exclusivity: Exclusivity) -> &'static str {
    match exclusivity {
        Exclusivity::Exclusive => "exclusive",
        Exclusivity::Shared => "shared",
    }
}

/// `POST /settings/programmes/new`
pub(super) async fn create(sent: Sent) -> Response {
    write(sent, None).await
}

/// `POST /settings/programmes/{code}`
pub(super) async fn save(Path(code): Path<String>, sent: Sent) -> Response {
    let directory = sent.visit.directory();
    let found = code
        .parse()
        .ok()
        .and_then(|code| directory.reference.programmes.get(&code));
    match found {
        Some(programme) => write(sent, Some(programme)).await,
        None => sent.visit.absent(),
    }
}

async fn write(Sent { visit, form }: Sent, programme: Option<&Programme>) -> Response {
    let page = match page(&visit, programme).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let name = reading.name("name");
    let code = match programme {
        Some(programme) => Some(programme.code.clone()),
        None => reading.key("code", "not-a-code"),
    };
    let activities = reading.chosen(
        "activities",
        ACTIVITIES.iter().map(|each| (each.code().to_owned(), *each)),
    );
    if activities.is_empty() {
        reading.blame("activities", "none-chosen");
    }
    let exclusivity = reading.choice("exclusivity", |typed| {
        [Exclusivity::Exclusive, Exclusivity::Shared]
            .into_iter()
            .find(|each| exclusivity_code(*each) == typed)
    });
    let typed = reading.typed.clone();
    let (Some(name), Some(code), Some(exclusivity), false) = (name, code, exclusivity, reading.is_wrong()) else {
        return again(page, typed);
    };
    let change = Change::Programme(Programme {
        code,
        name,
        activities: activities.into_iter().collect(),
        exclusivity,
    });
    let (intent, flash) = match programme {
        Some(_) => (seen(&form), Flash::SettingsSaved),
        None => (Intent::Add, Flash::SettingsAdded),
    };
    let outcome = carry_out(&visit, intent, change).await;
    answer(&visit, outcome, page, typed, "code", (PATH, flash))
}
