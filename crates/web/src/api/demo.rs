//! With `--demo` only: messages as sent, the clock.

use std::ops::ControlFlow;

use app::demo::{Advance, AdvanceError, advance};
use app::messages;
use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use domain::claim::{FieldCode, InvalidField};
use domain::id::ClaimNumber;
use domain::text::Email;
use serde::Serialize;
use serde_json::Value;
use store::CursorOf;
use utoipa::ToSchema;

use super::answer::{self, ListBody, json, json_bytes};
use super::claims::refused;
use super::filters::instant;
use super::input::{Json, Need, Query, read_json};
use super::repeat::Turn;
use crate::auth::Caller;
use crate::bodies::fields::{Errors, Fields};
use crate::letters;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// A message.
#[derive(Serialize, ToSchema)]
pub struct MessageBody {
    /// The claim it is about.
    pub claim: String,
    /// What it says.
    #[schema(example = "association_notice")]
    pub kind: &'static str,
    /// The address.
    pub to: String,
    /// BCP 47.
    pub language: &'static str,
    /// One line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The addresses in it.
    pub links: Vec<String>,
    /// The code of a one-time code's message.
    #[schema(required = true)]
    pub code: Option<String>,
    /// When it was caused, on the programme's clock.
    #[schema(format = DateTime)]
    pub at: String,
}

/// The clock.
#[derive(Serialize, ToSchema)]
pub struct ClockBody {
    /// Where it stands.
    #[schema(format = DateTime)]
    pub now: String,
}

/// Where the clock shall go: one of the two.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"advance": "P5D"}))]
pub struct NewClockBody {
    /// ISO 8601: days, hours, minutes, seconds.
    pub advance: Option<String>,
    /// An instant, not before now.
    #[schema(format = DateTime)]
    pub set: Option<String>,
}

/// Messages, oldest first.
#[utoipa::path(
    get, path = "/demo/messages", tag = "demo", security(("token" = [])),
    params(
        ("claim" = Option<String>, Query, description = "A claim's number"),
        ("to" = Option<String>, Query, description = "An address"),
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 200, description = "50 unless given"),
        ("cursor" = Option<String>, Query, description = "`next` of the part before"),
    ),
    responses(
        (status = 200, description = "A part of the list", body = ListBody<MessageBody>),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_messages(Shared(state): Shared<State>, caller: Caller, uri: Uri) -> Result<Response, Problem> {
    let mut query = Query::of(&uri, &["claim", "to", "limit", "cursor"]);
    let claim = typed(&mut query, "claim", |text| text.parse::<ClaimNumber>().ok());
    let to = typed(&mut query, "to", |text| Email::parse(text).ok());
    let page = query.page(CursorOf::Messages);
    query.finish()?;
    let env = state.env();
    let listed = messages::list(env, claim, to.as_ref(), &page).await;
    let listed = listed.map_err(|error| refused(&state, &caller.actor, error.into()))?;
    let directory = env.directory();
    let mut items = Vec::with_capacity(listed.items.len());
    for letter in &listed.items {
        let written = letters::write(letter, &directory.reference, state.origin());
        let written = written.map_err(|error| Problem::fault(&error, env.new_id()))?;
        let message = &letter.message;
        items.push(MessageBody {
            claim: message.claim.to_string(),
            kind: message.kind.code(),
            to: message.to.to_string(),
            language: message.language.tag(),
            subject: written.letter.subject,
            text: written.letter.text,
            links: written.links,
            code: letter.code.clone(),
            at: message.at.to_string(),
        });
    }
    Ok(json(&ListBody {
        items,
        next: listed.next.map(|cursor| cursor.text()),
    }))
}

fn typed<T>(query: &mut Query, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let text = query.one(name)?;
    let value = read(&text);
    if value.is_none() {
        query.refuse(name, FieldCode::Malformed);
    }
    value
}

/// Where the clock stands.
#[utoipa::path(
    get, path = "/demo/clock", tag = "demo", security(("token" = [])),
    responses(
        (status = 200, description = "The clock", body = ClockBody),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn clock(Shared(state): Shared<State>, _caller: Caller, uri: Uri) -> Result<Response, Problem> {
    Query::of(&uri, &[]).finish()?;
    Ok(json(&ClockBody {
        now: state.env().now().to_string(),
    }))
}

/// Moves the clock forward; answers when everything due by then is done.
#[utoipa::path(
    post, path = "/demo/clock", tag = "demo", security(("token" = [])), request_body = NewClockBody,
    params(("Idempotency-Key" = Option<String>, Header, max_length = 255, description = "Makes a repeat safe")),
    responses(
        (status = 200, description = "The clock", body = ClockBody),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn move_clock(
    Shared(state): Shared<State>,
    caller: Caller,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Json { value, hash } = read_json(&headers, body, Need::Body).await?;
    let ticket = match Turn::of(&state, &headers, &caller.key(), uri.path(), hash)
        .await?
        .or_answer()
    {
        ControlFlow::Continue(ticket) => ticket,
        ControlFlow::Break(answer) => return Ok(answer),
    };
    let (field, target) = read_target(&value).map_err(Problem::invalid)?;
    let moved = advance(state.env(), target).await;
    let now = moved.map_err(|error| match error {
        AdvanceError::NoDemo => Problem::not_found(),
        AdvanceError::Backwards | AdvanceError::TooFar | AdvanceError::Calendar(_) => {
            Problem::field(format!("/{field}"), FieldCode::OutOfRange)
        }
        AdvanceError::Handle(error) => refused(&state, &caller.actor, error),
    })?;
    let body = json_bytes(&ClockBody { now: now.to_string() });
    let answer = app::RenderedAnswer {
        status: StatusCode::OK.as_u16(),
        etag: None,
        location: None,
        body,
    };
    if let Some(ticket) = ticket {
        ticket.keep(&answer).await?;
    }
    Ok(answer::send(answer))
}

fn read_target(body: &Value) -> Result<(&'static str, Advance), Vec<InvalidField>> {
    let errors = Errors::default();
    let fields = Fields::of_body(body, &errors, &["advance", "set"]);
    let target = match (fields.text("advance"), fields.text("set")) {
        (Some(_), Some(_)) => {
            fields.refuse("set", FieldCode::NotApplicable);
            None
        }
        (Some(text), None) => checked(&fields, "advance", microseconds(text).map(Advance::By)),
        (None, Some(text)) => checked(&fields, "set", instant(text).map(Advance::To)),
        (None, None) => {
            if body.is_object() && fields.value("advance").is_none_or(Value::is_string) {
                fields.refuse("advance", FieldCode::Required);
            }
            None
        }
    };
    errors.into_result(target)
}

fn checked(fields: &Fields, field: &'static str, target: Option<Advance>) -> Option<(&'static str, Advance)> {
    if target.is_none() {
        fields.refuse(field, FieldCode::Malformed);
    }
    target.map(|target| (field, target))
}

/// ISO 8601 with days, hours, minutes and seconds: a day is 24 hours.
fn microseconds(text: &str) -> Option<i64> {
    let rest = text.strip_prefix('P')?;
    let (days, time) = rest
        .split_once('T')
        .map_or((rest, None), |(days, time)| (days, Some(time)));
    let days = counted(days, &[('D', 86_400_000_000)])?;
    let time = match time {
        Some(time) => Some(counted(
            time,
            &[('H', 3_600_000_000), ('M', 60_000_000), ('S', 1_000_000)],
        )??),
        None => None,
    };
    // `P` and `PT` alone say nothing.
    match (days, time) {
        (None, None) => None,
        (days, time) => days.unwrap_or(0).checked_add(time.unwrap_or(0)),
    }
}

/// Whole numbers with these units, each once at most, in this order; none for an empty text.
fn counted(text: &str, units: &[(char, i64)]) -> Option<Option<i64>> {
    let mut total: Option<i64> = None;
    let mut rest = text;
    for (unit, length) in units {
        let Some((number, after)) = rest.split_once(*unit) else {
            continue;
        };
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let part = number.parse::<i64>().ok()?.checked_mul(*length)?;
        total = Some(total.unwrap_or(0).checked_add(part)?);
        rest = after;
    }
    rest.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::microseconds;

    #[test]
    fn durations_have_days_hours_minutes_seconds() {
        for (text, seconds) in [
            ("P5D", Some(432_000)),
            ("PT1H", Some(3_600)),
            ("P1DT2H3M4S", Some(93_784)),
            ("PT0S", Some(0)),
            ("P", None),
            ("PT", None),
            ("P1DT", None),
            ("P1M", None),
            ("P1W", None),
            ("-P1D", None),
            ("P-1D", None),
            ("PT1M1H", None),
            ("P1.5D", None),
            ("P99999999999999D", None),
            ("5 days", None),
        ] {
            assert_eq!(
                microseconds(text),
                seconds.map(|seconds: i64| seconds * 1_000_000),
                "{text}"
            );
        }
    }
}
