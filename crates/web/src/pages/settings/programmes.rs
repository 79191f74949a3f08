//! `/settings/programmes`.

use app::settings::Change;
use app::settings::permit::Area;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::ProgrammeCode;
use domain::reference::{Exclusivity, Programme, Reference};
use ui::Section;
use ui::fields::Fields;
use ui::settings::forms::{self, ACTIVITIES};
use ui::settings::{ActTo, ActView, FormPage, ListPage, ListRow, Place};

use super::edit::{fault, revision, say_met};
use super::parse::{Reading, show_validity};
use super::permitted;
use super::sheet::{Sheet, listed};
use crate::pages::{Visit, failure};

const PATH: &str = "/settings/programmes";

/// `GET /settings/programmes`
pub(super) async fn list(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Programmes) {
        return *refused;
    }
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let today = reference.review_calendar.date_of(visit.web.env().now());
    let row = |programme: &Programme| ListRow {
        name: programme.name.to_string(),
        href: format!("{PATH}/{}", programme.code),
        cells: vec![
            programme
                .activities
                .iter()
                .map(|activity| text.activity(activity))
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
            enrolled(reference, &programme.code).to_string().into(),
            text.claimable_now(&programme.claimable, today).into(),
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
            text.settings_column_claimable(),
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

fn enrolled(reference: &Reference, code: &ProgrammeCode) -> usize {
    let locations = reference.locations.values();
    locations.filter(|location| location.enrolled.contains(code)).count()
}

/// The form of a programme.
pub(super) struct Programmes;

impl Sheet for Programmes {
    type Thing = Programme;
    const KEY: &'static str = "code";

    fn find<'a>(reference: &'a Reference, key: &str) -> Option<&'a Programme> {
        reference.programmes.get(&key.parse().ok()?)
    }

    async fn page(visit: &Visit, programme: Option<&Programme>) -> Result<FormPage, Box<Response>> {
        permitted(visit, Area::Programmes)?;
        let text = visit.text();
        let page = FormPage {
            title: text.programme_new(),
            groups: forms::programme(&text, programme.is_none()),
            ..listed(visit, Place::Programmes, text.settings_programmes())
        };
        let Some(programme) = programme else { return Ok(page) };
        let directory = visit.directory();
        let reference = &directory.reference;
        let mut typed = Fields::of([
            ("name", programme.name.as_str()),
            ("exclusivity", exclusivity_code(programme.exclusivity)),
        ]);
        for activity in &programme.activities {
            typed.set(format!("activities.{}", activity.code()), "on");
        }
        show_validity(&mut typed, "claimable", programme.claimable);
        let today = reference.review_calendar.date_of(visit.web.env().now());
        let path = format!("{PATH}/{}", programme.code);
        Ok(FormPage {
            title: programme.name.to_string(),
            lead: [
                text.claimable_now(&programme.claimable, today),
                text.programme_lead(enrolled(reference, &programme.code)),
            ]
            .join(". "),
            means: means(visit, &programme.code).await?,
            typed,
            seen: revision(visit, &format!("programme/{}", programme.code)).await?,
            submit: text.settings_save(),
            acts: vec![ActView {
                title: text.guidelines_title(),
                words: if reference.guidelines.contains_key(&programme.code) {
                    text.guidelines_own()
                } else {
                    text.guidelines_built_in()
                },
                label: text.guidelines_edit(),
                to: ActTo::Page(format!("{path}/guidelines")),
            }],
            action: path,
            ..page
        })
    }

    fn read(_: &Visit, reading: &mut Reading<'_>, programme: Option<&Programme>) -> Option<Change> {
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
        let claimable = reading.validity("claimable");
        Some(Change::Programme(Programme {
            code: code?,
            name: name?,
            activities: activities.into_iter().collect(),
            exclusivity: exclusivity?,
            claimable,
        }))
    }

    fn after(_: &Change) -> String {
        PATH.to_owned()
    }
}

/// What a change means for the claims under the programme that run, and for its drafts.
async fn means(visit: &Visit, code: &ProgrammeCode) -> Result<Vec<String>, Box<Response>> {
    let text = visit.text();
    let met = visit.web.env().store.count_running_under(code).await;
    let met = met.map_err(|error| fault(visit, &error))?;
    Ok(vec![
        say_met(
            &met,
            |count| text.means_programme(count),
            |count| text.means_programme_more(count),
        ),
        text.means_programme_drafts(met.drafts),
    ])
}

fn exclusivity_code(exclusivity: Exclusivity) -> &'static str {
    match exclusivity {
        Exclusivity::Exclusive => "exclusive",
        Exclusivity::Shared => "shared",
    }
}
