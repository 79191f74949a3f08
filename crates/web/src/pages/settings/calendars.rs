//! `/settings/calendar` and `/settings/vendor`.

use app::settings::Change;
use app::settings::permit::Area;
use axum::http::StatusCode;
use axum::response::Response;
use ui::fields::Fields;
use ui::settings::forms;
use ui::settings::{FormPage, Group, Place};
use ui::{Flash, Section};

use super::edit::{again, answer, carry_out, means_for_running, revision, seen};
use super::parse::{Reading, show_calendar};
use super::permitted;
use crate::pages::{Sent, Visit, failure};

/// `GET /settings/calendar`
pub(super) async fn show(visit: Visit) -> Response {
    match page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn page(visit: &Visit) -> Result<FormPage, Box<Response>> {
    permitted(visit, Area::ReviewCalendar)?;
    let text = visit.text();
    let directory = visit.directory();
    let mut typed = Fields::default();
    show_calendar(&mut typed, &directory.reference.review_calendar);
    Ok(FormPage {
        title: text.calendar_title(),
        lead: text.calendar_lead(),
        means: means_for_running(visit).await?,
        seen: revision(visit, "review_calendar").await?,
        groups: only(forms::calendar(&text)),
        typed,
        ..single(visit, Place::Calendar)
    })
}

fn only(fields: Vec<ui::settings::FieldView>) -> Vec<Group> {
    vec![forms::group(String::new(), fields)]
}

/// A form without a list.
pub(super) fn single(visit: &Visit, place: Place) -> FormPage {
    FormPage {
        frame: visit.frame(Section::Settings),
        place,
        list: None,
        title: String::new(),
        lead: String::new(),
        means: Vec::new(),
        action: place.path().to_owned(),
        groups: Vec::new(),
        typed: Fields::default(),
        seen: 0,
        submit: visit.text().settings_save(),
        changed: None,
        refused: None,
        acts: Vec::new(),
        tokens: Vec::new(),
        parts: None,
    }
}

/// `POST /settings/calendar`
pub(super) async fn save(Sent { visit, form }: Sent) -> Response {
    let page = match page(&visit).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let calendar = reading.calendar(None);
    let typed = reading.typed.clone();
    let Some(calendar) = calendar else {
        return again(page, typed);
    };
    let outcome = carry_out(&visit, seen(&form), Change::ReviewCalendar(calendar)).await;
    let to = (Place::Calendar.path(), Flash::SettingsSaved);
    answer(&visit, outcome, page, typed, "time_zone", to)
}

/// `GET /settings/vendor`
pub(super) async fn show_vendor(visit: Visit) -> Response {
    match vendor_page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn vendor_page(visit: &Visit) -> Result<FormPage, Box<Response>> {
    permitted(visit, Area::Vendor)?;
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    Ok(FormPage {
        title: text.vendor_title(),
        lead: text.vendor_lead(),
        seen: revision(visit, "vendor").await?,
        groups: only(forms::vendor(&text)),
        typed: Fields::of([
            ("vendor", reference.vendor.to_string()),
            ("language", reference.language.tag().to_owned()),
        ]),
        ..single(visit, Place::Vendor)
    })
}

/// `POST /settings/vendor`
pub(super) async fn save_vendor(Sent { visit, form }: Sent) -> Response {
    let page = match vendor_page(&visit).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let (name, language) = (reading.name("vendor"), reading.language());
    let typed = reading.typed.clone();
    let Some((name, language)) = name.zip(language) else {
        return again(page, typed);
    };
    let outcome = carry_out(&visit, seen(&form), Change::Vendor { name, language }).await;
    let to = (Place::Vendor.path(), Flash::SettingsSaved);
    answer(&visit, outcome, page, typed, "vendor", to)
}
