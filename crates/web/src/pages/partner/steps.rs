//! The wizard's steps: each an address with a form of its own, saved on the way to the next one, and by a script as it is typed.

use app::HandleError;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::claim::{Claim, CommandKind, InvalidField, Place, Refusal};
use domain::instant::Instant;
use serde_json::{Value, json};
use store::Stored;
use ui::fields::Fields;
use ui::partner::{Overtaken, Step};
use ui::parts::FieldError;

use super::statement::{Outcome, Part, Saved, blame, changed, patch, save as save_part, told, without};
use super::step_page::{Shown, missing, page};
use super::{claim, refuse_others};
use crate::pages::{Form, Sent, Visit, failure, script};
use crate::problem::Problem;

/// How often what is wrong is taken out of a save and the rest tried again: the body, the rules, what others took meanwhile.
const ATTEMPTS_MAX: usize = 4;

/// `GET …/edit` of a draft: the first step that lacks something.
pub(crate) fn first(visit: &Visit, claim: &Claim) -> Response {
    let lacking = missing(visit, claim);
    let step = lacking.iter().map(|missing| Step::of_field(&missing.field)).min();
    Redirect::to(&address(claim, step.unwrap_or(Step::Proof))).into_response()
}

fn address(claim: &Claim, step: Step) -> String {
    format!("/claims/{}/edit/{}", claim.number, step.code())
}

/// `GET …/edit/{step}`
pub(crate) async fn show(Path((number, step)): Path<(String, String)>, visit: Visit) -> Response {
    let (stored, step) = match draft(&visit, &number, &step).await {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let shown = Shown {
        rows: visit.query.get("rows").parse().unwrap_or(0),
        ..Shown::default()
    };
    answer(&visit, &stored, step, StatusCode::OK, shown).await
}

/// The draft and the step of an address, if this person may edit it.
async fn draft(visit: &Visit, number: &str, step: &str) -> Result<(Stored, Step), Response> {
    if let Some(refused) = refuse_others(visit) {
        return Err(refused);
    }
    let Some(step) = Step::from_code(step) else {
        return Err(visit.absent());
    };
    let stored = visit.load(number).await?;
    if stored.claim.place() != Place::Draft {
        // Submitted meanwhile: its page says what may still be changed.
        let page = format!("/claims/{}", stored.claim.number);
        return Err(if visit.script {
            script::told(StatusCode::CONFLICT, visit.text().refusal("wrong_status"))
        } else {
            Redirect::to(&page).into_response()
        });
    }
    if let Err(refusal) = stored.claim.permit(&visit.actor, CommandKind::Edit) {
        return Err(visit.refuse(HandleError::Refused { refusal, claim: None }));
    }
    Ok((stored, step))
}

/// Where a saved form leads.
enum Then {
    /// To another step.
    Step(Step),
    /// To the claim's page.
    Close,
    /// To the same step, with one row more.
    AddLine(usize),
    /// To the same step, with one row less.
    RemoveLine,
}

impl Then {
    fn of(form: &Form, step: Step) -> Then {
        if form.has("add_line") {
            return Then::AddLine(form.line_rows().len() + 1);
        }
        if form.has("remove_line") {
            return Then::RemoveLine;
        }
        match (form.get("then"), step.next()) {
            ("close", _) => Then::Close,
            (code, next) => Step::from_code(code).or(next).map_or(Then::Close, Then::Step),
        }
    }

    fn go(&self, claim: &Claim, from: Step) -> Response {
        let to = match self {
            Then::Step(step) => address(claim, *step),
            Then::Close => format!("/claims/{}", claim.number),
            Then::AddLine(rows) => format!("{}?rows={rows}#lines.{}.product", address(claim, from), rows - 1),
            Then::RemoveLine => address(claim, from),
        };
        Redirect::to(&to).into_response()
    }

    /// The rows that are shown when nothing could be saved.
    fn rows(&self) -> usize {
        match self {
            Then::AddLine(rows) => *rows,
            Then::Step(_) | Then::Close | Then::RemoveLine => 0,
        }
    }
}

/// `POST …/edit/{step}`
pub(crate) async fn save(Path((number, step)): Path<(String, String)>, Sent { visit, form }: Sent) -> Response {
    let (stored, step) = match draft(&visit, &number, &step).await {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    if visit.script {
        return save_as_typed(&visit, stored, &form, step).await;
    }
    let form = match form.get("remove_line") {
        "" => form.renumbered(),
        row => form.without_row(row).renumbered(),
    };
    let (then, part) = (Then::of(&form, step), Part::Step(step));
    let body = patch(&form, part);
    match save_part(&visit, stored, &form, part, &body).await {
        Outcome::Saved(saved) => then.go(&saved.stored.claim, step),
        Outcome::Refused(stored, refusal) => refused(&visit, &stored, step, &form, &then, &refusal).await,
        Outcome::Overtaken(stored) => overtaken(&visit, &stored, step, &form).await,
        Outcome::Failed(error) => visit.refuse(error),
    }
}

async fn refused(visit: &Visit, stored: &Stored, step: Step, form: &Form, then: &Then, refusal: &Refusal) -> Response {
    let (status, typed, errors) = told(form, refusal, &visit.text());
    let shown = Shown {
        typed: Some(typed),
        errors,
        rows: then.rows(),
        ..Shown::made_of(form)
    };
    answer(visit, stored, step, status, shown).await
}

async fn overtaken(visit: &Visit, stored: &Stored, step: Step, form: &Form) -> Response {
    let stale = match changed(visit, &stored.claim, Part::Step(step)).await {
        Ok(stale) => stale,
        Err(error) => return visit.fault(&error),
    };
    let shown = Shown {
        typed: Some(form.typed()),
        overtaken: Some(Overtaken {
            stale,
            now: Part::Step(step).values(&stored.claim),
        }),
        ..Shown::default()
    };
    answer(visit, stored, step, StatusCode::PRECONDITION_FAILED, shown).await
}

async fn answer(visit: &Visit, stored: &Stored, step: Step, status: StatusCode, shown: Shown) -> Response {
    match page(visit, stored, step, shown).await {
        Ok(page) => failure::answer(status, &page),
        Err(error) => visit.fault(&error),
    }
}

/// The last step after an upload that was refused.
pub(super) async fn proof(
    visit: &Visit,
    stored: &Stored,
    status: StatusCode,
    typed: Fields,
    errors: Vec<FieldError>,
) -> Response {
    if stored.claim.place() != Place::Draft {
        return claim::render(visit, stored, status, typed, errors).await;
    }
    let shown = Shown {
        typed: Some(typed),
        errors,
        ..Shown::default()
    };
    answer(visit, stored, Step::Proof, status, shown).await
}

/// A script's save: whatever is right is saved, the rest is told and stays with the script.
async fn save_as_typed(visit: &Visit, stored: Stored, form: &Form, step: Step) -> Response {
    let part = Part::Step(step);
    let (numbers, form) = (form.line_numbers(), form.renumbered());
    let mut body = patch(&form, part);
    let mut stored = stored;
    let mut wrong: Vec<InvalidField> = Vec::new();
    for _ in 0..ATTEMPTS_MAX {
        match save_part(visit, stored, &form, part, &body).await {
            Outcome::Saved(saved) => return saved_as_typed(visit, &saved, part, &numbers, &form, &wrong),
            Outcome::Refused(now, Refusal::Invalid(fields)) => {
                without(&mut body, &fields, &now.claim);
                wrong.extend(fields);
                stored = *now;
            }
            Outcome::Refused(_, refusal) => {
                let words = failure::words(&visit.text(), &refusal);
                return script::told(Problem::refused(&refusal).status, words);
            }
            Outcome::Overtaken(now) => return told_overtaken(visit, &now, part).await,
            Outcome::Failed(HandleError::NotFound) => {
                return script::told(StatusCode::NOT_FOUND, visit.text().refusal("not_found"));
            }
            Outcome::Failed(error) => {
                failure::log(visit.web.env(), &error);
                return script::told(StatusCode::INTERNAL_SERVER_ERROR, visit.text().refusal("internal"));
            }
        }
    }
    script::told(StatusCode::UNPROCESSABLE_ENTITY, visit.text().refusal("invalid"))
}

fn saved_as_typed(
    visit: &Visit,
    saved: &Saved,
    part: Part,
    numbers: &[usize],
    form: &Form,
    wrong: &[InvalidField],
) -> Response {
    let text = visit.text();
    let claim = &saved.stored.claim;
    let mut typed = form.typed();
    blame(&mut typed, wrong, &text);
    // Back to the rows as the page has them: empty ones are left out of what was saved.
    let on_page = |name: &str| match name.strip_prefix("lines.").and_then(|rest| rest.split_once('.')) {
        Some((row, field)) => {
            let number = row.parse::<usize>().ok().and_then(|row| numbers.get(row).copied());
            number.map_or_else(|| name.to_owned(), |number| format!("lines.{number}.{field}"))
        }
        None => name.to_owned(),
    };
    let problems: serde_json::Map<String, Value> = typed
        .pairs()
        .filter_map(|(name, _)| Some((on_page(name), Value::String(typed.get(name).error.clone()?))))
        .collect();
    // With the lines left out there is nothing to tell of their keys.
    let ids: serde_json::Map<String, Value> = if wrong.iter().any(leaves_out_lines) {
        serde_json::Map::new()
    } else {
        let keys = numbers.iter().zip(&saved.lines);
        keys.map(|(number, id)| (format!("lines.{number}.id"), Value::String(id.clone())))
            .collect()
    };
    let time = time(visit, visit.web.env().wall_clock.now());
    let words = match problems.len() {
        0 => text.autosave_saved(time),
        count => text.autosave_saved_but(count, time),
    };
    script::answer(
        StatusCode::OK,
        json!({
            "saved": words,
            "version": claim.version.0.to_string(),
            "seen": part.digest(claim),
            "ids": ids,
            "problems": problems,
        }),
    )
}

fn leaves_out_lines(field: &InvalidField) -> bool {
    let detail = field.pointer.ends_with("/subscription_id") || field.pointer.ends_with("/term_ends_on");
    field.pointer.starts_with("/lines") && !detail
}

/// The time of day by the reader's clock on the wall: the programme's may stand still.
fn time(visit: &Visit, at: Instant) -> String {
    let local = at.timestamp().to_zoned(visit.person.time_zone.rules());
    local.strftime("%H:%M:%S").to_string()
}

async fn told_overtaken(visit: &Visit, stored: &Stored, part: Part) -> Response {
    let stale = match changed(visit, &stored.claim, part).await {
        Ok(stale) => stale,
        Err(error) => return visit.fault(&error),
    };
    let reader = visit.frame(ui::Section::Claims).reader;
    let at = reader.moment(&stale.at);
    let words = match stale.by {
        Some(by) => visit.text().stale_title_by(at, by),
        None => visit.text().stale_title(at),
    };
    script::told(StatusCode::PRECONDITION_FAILED, words)
}
