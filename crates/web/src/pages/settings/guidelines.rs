//! `/settings/programmes/{code}/guidelines`: what a programme says its reviewers look for.

use app::settings::Change;
use app::settings::permit::Area;
use axum::extract::Path;
use axum::response::Response;
use domain::claim::InformationReason;
use domain::reference::{Guidelines, Programme};
use ui::fields::Fields;
use ui::guidelines::built_in;
use ui::settings::{ActTo, ActView, FormPage, Place, forms};

use super::edit::{revision, seen};
use super::parse::Reading;
use super::permitted;
use super::programmes::Programmes;
use super::sheet::{Sheet, Writing, blank, opened, write};
use crate::pages::{Sent, Visit};

/// `GET /settings/programmes/{code}/guidelines`
pub(super) async fn show(Path(code): Path<String>, visit: Visit) -> Response {
    let directory = visit.directory();
    match Programmes::find(&directory.reference, &code) {
        Some(programme) => opened(page(&visit, programme).await),
        None => visit.absent(),
    }
}

async fn page(visit: &Visit, programme: &Programme) -> Result<FormPage, Box<Response>> {
    permitted(visit, Area::Programmes)?;
    let text = visit.text();
    let directory = visit.directory();
    let own = directory.reference.guidelines.get(&programme.code).cloned();
    let own = own.unwrap_or_default();
    let mut typed = Fields::default();
    typed.set(
        "general",
        own.general.map(|words| words.to_string()).unwrap_or_default(),
    );
    for reason in InformationReason::ALL {
        let words = own.paragraphs.get(reason).map(ToString::to_string);
        typed.set(reason.code(), words.unwrap_or_else(|| built_in(&text, reason)));
    }
    Ok(FormPage {
        list: Some((
            programme.name.to_string(),
            format!("{}/{}", Place::Programmes.path(), programme.code),
        )),
        title: text.guidelines_of(programme.name.as_str()),
        lead: text.guidelines_edit_lead(),
        means: vec![text.guidelines_means()],
        action: path(programme),
        groups: forms::guidelines(&text),
        typed,
        seen: revision(visit, &format!("guidelines/{}", programme.code)).await?,
        acts: vec![ActView {
            title: text.guidelines_read(),
            words: text.guidelines_read_words(),
            label: text.guidelines_read_open(),
            to: ActTo::Page(format!("/help/guidelines?programme={}", programme.code)),
        }],
        ..blank(visit, Place::Programmes)
    })
}

fn path(programme: &Programme) -> String {
    format!("{}/{}/guidelines", Place::Programmes.path(), programme.code)
}

/// `POST /settings/programmes/{code}/guidelines`
pub(super) async fn save(Path(code): Path<String>, Sent { visit, form }: Sent) -> Response {
    let directory = visit.directory();
    let Some(programme) = Programmes::find(&directory.reference, &code) else {
        return visit.absent();
    };
    let page = page(&visit, programme).await;
    let after = path(programme);
    let writing = Writing::to(seen(&form), "general", &after);
    write(&visit, &form, page, writing, |reading| {
        Some(read(&visit, reading, programme))
    })
    .await
}

/// Words that are the product's own are not kept: they go on being said in each reader's language.
fn read(visit: &Visit, reading: &mut Reading<'_>, programme: &Programme) -> Change {
    let text = visit.text();
    let mut guidelines = Guidelines {
        general: reading.note("general"),
        ..Guidelines::default()
    };
    for reason in InformationReason::ALL {
        let words = reading.note(reason.code());
        let own = words.filter(|words| words.as_str() != built_in(&text, reason));
        guidelines.paragraphs.extend(own.map(|words| (*reason, words)));
    }
    Change::Guidelines {
        programme: programme.code.clone(),
        guidelines,
    }
}
