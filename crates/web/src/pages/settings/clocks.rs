//! `/settings/clocks`: how long each side has.

use app::settings::Change;
use app::settings::permit::Area;
use axum::response::Response;
use domain::calendar::Length;
use domain::policy::{EarlyConfirmation, Policy};
use ui::fields::Fields;
use ui::settings::forms;
use ui::settings::{FormPage, Place};

use super::edit::{means_for_running, revision, seen};
use super::parse::Reading;
use super::permitted;
use super::sheet::{Writing, blank, opened, write};
use crate::pages::{Sent, Visit};

const DAYS_MAX: i64 = 365;

/// `GET /settings/clocks`
pub(super) async fn show(visit: Visit) -> Response {
    opened(page(&visit).await)
}

async fn page(visit: &Visit) -> Result<FormPage, Box<Response>> {
    permitted(visit, Area::Policy)?;
    let text = visit.text();
    let directory = visit.directory();
    Ok(FormPage {
        title: text.clocks_title(),
        lead: text.clocks_lead(),
        means: means_for_running(visit).await?,
        seen: revision(visit, "policy").await?,
        groups: forms::policy(&text),
        typed: shown(&directory.reference.policy),
        ..blank(visit, Place::Clocks)
    })
}

fn lengths(policy: &Policy) -> [(&'static str, Length); 8] {
    [
        ("queue", policy.queue),
        ("review", policy.review),
        ("decision", policy.decision),
        ("partner_answer", policy.partner_answer),
        ("consent", policy.consent),
        ("dispute_window", policy.dispute_window),
        ("dispute_answer", policy.dispute_answer),
        ("draft_life", policy.draft_life),
    ]
}

fn shown(policy: &Policy) -> Fields {
    let mut typed = Fields::default();
    for (name, length) in lengths(policy) {
        let (days, unit) = match length {
            Length::BusinessDays(days) => (days, "business_days"),
            Length::CalendarDays(days) => (days, "calendar_days"),
        };
        typed.set(name, days.to_string());
        typed.set(format!("{name}_unit"), unit);
    }
    let [first, second] = policy.draft_reminders;
    typed.set("draft_reminder_first", first.to_string());
    typed.set("draft_reminder_second", second.to_string());
    typed.set("extension_days_max", policy.extension_days_max.to_string());
    typed.set("documents_per_round_max", policy.documents_per_round_max.to_string());
    typed.set(
        "early_confirmation",
        match policy.early_confirmation {
            EarlyConfirmation::EndsWindow => "ends_window",
            EarlyConfirmation::WindowRunsOn => "window_runs_on",
        },
    );
    typed
}

/// `POST /settings/clocks`
pub(super) async fn save(Sent { visit, form }: Sent) -> Response {
    let writing = Writing::to(seen(&form), "queue", Place::Clocks.path());
    write(&visit, &form, page(&visit).await, writing, |reading| {
        read(reading).map(Change::Policy)
    })
    .await
}

fn read(reading: &mut Reading<'_>) -> Option<Policy> {
    // All of them are read before the first one that is wrong ends it: every error is told at once.
    let [
        queue,
        review,
        decision,
        partner_answer,
        consent,
        dispute_window,
        dispute_answer,
        draft_life,
    ] = forms::CLOCKS.map(|name| length(reading, name));
    let first = days(reading, "draft_reminder_first");
    let second = days(reading, "draft_reminder_second");
    let extension = days(reading, "extension_days_max");
    let documents = days(reading, "documents_per_round_max");
    let early = reading.choice("early_confirmation", |typed| match typed {
        "ends_window" => Some(EarlyConfirmation::EndsWindow),
        "window_runs_on" => Some(EarlyConfirmation::WindowRunsOn),
        _ => None,
    });
    Some(Policy {
        queue: queue?,
        review: review?,
        decision: decision?,
        partner_answer: partner_answer?,
        consent: consent?,
        dispute_window: dispute_window?,
        dispute_answer: dispute_answer?,
        draft_life: draft_life?,
        draft_reminders: [i32::from(first?), i32::from(second?)],
        early_confirmation: early?,
        documents_per_round_max: usize::from(documents?),
        extension_days_max: extension?,
    })
}

fn days(reading: &mut Reading<'_>, field: &str) -> Option<u16> {
    reading
        .number(field, 1, DAYS_MAX)
        .and_then(|days| u16::try_from(days).ok())
}

fn length(reading: &mut Reading<'_>, name: &str) -> Option<Length> {
    let count = days(reading, name);
    let unit: Option<fn(u16) -> Length> = reading.choice(&format!("{name}_unit"), |typed| match typed {
        "business_days" => Some(Length::BusinessDays as fn(u16) -> Length),
        "calendar_days" => Some(Length::CalendarDays as fn(u16) -> Length),
        _ => None,
    });
    Some(unit?(count?))
}
