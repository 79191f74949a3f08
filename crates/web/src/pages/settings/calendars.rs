//! `/settings/calendar` and `/settings/vendor`.

use app::settings::Change;
use app::settings::permit::Area;
use axum::response::Response;
use ui::fields::Fields;
use ui::settings::forms;
use ui::settings::{FormPage, Group, Place};

use super::edit::{means_for_running, revision, seen};
use super::parse::show_calendar;
use super::permitted;
use super::sheet::{Writing, blank, opened, write};
use crate::pages::{Sent, Visit};

/// `GET /settings/calendar`
pub(super) async fn show(visit: Visit) -> Response {
    opened(page(&visit).await)
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
        ..blank(visit, Place::Calendar)
    })
}

fn only(fields: Vec<ui::settings::FieldView>) -> Vec<Group> {
    vec![forms::group(String::new(), fields)]
}

/// `POST /settings/calendar`
pub(super) async fn save(Sent { visit, form }: Sent) -> Response {
    let writing = Writing::to(seen(&form), "time_zone", Place::Calendar.path());
    write(&visit, &form, page(&visit).await, writing, |reading| {
        reading.calendar(None).map(Change::ReviewCalendar)
    })
    .await
}

/// `GET /settings/vendor`
pub(super) async fn show_vendor(visit: Visit) -> Response {
    opened(vendor_page(&visit).await)
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
        ..blank(visit, Place::Vendor)
    })
}

/// `POST /settings/vendor`
pub(super) async fn save_vendor(Sent { visit, form }: Sent) -> Response {
    let writing = Writing::to(seen(&form), "vendor", Place::Vendor.path());
    write(&visit, &form, vendor_page(&visit).await, writing, |reading| {
        let (name, language) = (reading.name("vendor"), reading.language());
        let (name, language) = name.zip(language)?;
        Some(Change::Vendor { name, language })
    })
    .await
}
