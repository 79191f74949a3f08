//! What the settings' forms do alike: find what is changed, open its form, read what was typed, carry it out, answer.

use std::future::Future;

use app::settings::{Change, Intent};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::reference::Reference;
use ui::Flash;
use ui::Section;
use ui::fields::Fields;
use ui::settings::{FormPage, Place};

use super::edit::{again, answer, carry_out, seen};
use super::parse::Reading;
use crate::pages::{Form, Sent, Visit, failure};

/// A kind of thing that the settings list, add and change by one form.
pub(super) trait Sheet: 'static {
    /// One of them.
    type Thing: Sync;
    /// The field whose value can be another's already.
    const KEY: &'static str;

    /// The thing that an address names.
    fn find<'a>(reference: &'a Reference, key: &str) -> Option<&'a Self::Thing>;

    /// The form of a thing, or of a new one, as it would be opened now.
    fn page(visit: &Visit, thing: Option<&Self::Thing>)
    -> impl Future<Output = Result<FormPage, Box<Response>>> + Send;

    /// What was typed as the change it stands for; what is wrong is told beside its field.
    fn read(visit: &Visit, reading: &mut Reading<'_>, thing: Option<&Self::Thing>) -> Option<Change>;

    /// Where the change leads when it is made.
    fn after(change: &Change) -> String;
}

/// `GET …/new`
pub(super) async fn new<S: Sheet>(visit: Visit) -> Response {
    opened(S::page(&visit, None).await)
}

/// `GET …/{key}`
pub(super) async fn show<S: Sheet>(Path(key): Path<String>, visit: Visit) -> Response {
    let directory = visit.directory();
    match S::find(&directory.reference, &key) {
        Some(thing) => opened(S::page(&visit, Some(thing)).await),
        None => visit.absent(),
    }
}

/// `POST …/new`
pub(super) async fn create<S: Sheet>(Sent { visit, form }: Sent) -> Response {
    let page = S::page(&visit, None).await;
    write(&visit, &form, page, Writing::new::<S>(Intent::Add), |reading| {
        S::read(&visit, reading, None)
    })
    .await
}

/// `POST …/{key}`
pub(super) async fn save<S: Sheet>(Path(key): Path<String>, Sent { visit, form }: Sent) -> Response {
    let directory = visit.directory();
    let Some(thing) = S::find(&directory.reference, &key) else {
        return visit.absent();
    };
    let page = S::page(&visit, Some(thing)).await;
    write(&visit, &form, page, Writing::new::<S>(seen(&form)), |reading| {
        S::read(&visit, reading, Some(thing))
    })
    .await
}

/// What is to be written, and where it leads.
pub(super) struct Writing<'a> {
    /// Something new, or something that was seen.
    pub intent: Intent,
    /// The field whose value can be another's already.
    pub key: &'static str,
    /// The address after the change.
    pub after: Box<dyn Fn(&Change) -> String + Send + Sync + 'a>,
}

impl<'a> Writing<'a> {
    fn new<S: Sheet>(intent: Intent) -> Writing<'a> {
        Writing {
            intent,
            key: S::KEY,
            after: Box::new(S::after),
        }
    }

    /// A change that leads to an address whatever it says.
    pub(super) fn to(intent: Intent, key: &'static str, after: &'a str) -> Writing<'a> {
        Writing {
            intent,
            key,
            after: Box::new(|_| after.to_owned()),
        }
    }
}

/// The answer to a form that was asked for.
pub(super) fn opened(page: Result<FormPage, Box<Response>>) -> Response {
    match page {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

/// Carries out what was typed, or shows it again with what kept it from being done.
pub(super) async fn write(
    visit: &Visit,
    form: &Form,
    page: Result<FormPage, Box<Response>>,
    writing: Writing<'_>,
    read: impl FnOnce(&mut Reading<'_>) -> Option<Change> + Send,
) -> Response {
    let page = match page {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let (change, typed) = {
        let mut reading = Reading::of(form, visit.text());
        let change = read(&mut reading);
        (change.filter(|_| !reading.is_wrong()), reading.typed)
    };
    let Some(change) = change else {
        return again(page, typed);
    };
    let flash = match writing.intent {
        Intent::Add => Flash::SettingsAdded,
        Intent::Change(_) => Flash::SettingsSaved,
    };
    let after = (writing.after)(&change);
    let outcome = carry_out(visit, writing.intent, change).await;
    answer(visit, outcome, page, typed, writing.key, (&after, flash))
}

/// A form without a list, to be filled in by its page.
pub(super) fn blank(visit: &Visit, place: Place) -> FormPage {
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

/// The form of something in the list of its place.
pub(super) fn listed(visit: &Visit, place: Place, list: String) -> FormPage {
    FormPage {
        list: Some((list, place.path().to_owned())),
        action: format!("{}/new", place.path()),
        submit: visit.text().settings_add(),
        ..blank(visit, place)
    }
}
