//! Who asks, and reference data.

use axum::extract::State as Shared;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::claim::{FieldCode, InformationReason, LineReason, RejectionReason, WithdrawalReason};
use domain::place::Language;
use serde::Serialize;
use ui::Text;

use super::answer::{ListBody, json};
use super::input::Query;
use crate::auth::Caller;
use crate::bodies::reference::{CalendarBody, LocationBody, MeBody, ProductBody, ProgrammeBody, ReasonBody};
use crate::problem::{Problem, ProblemBody, accepted_language};
use crate::state::State;

/// A list that is at hand whole, part by part; a cursor names the last item before.
pub(super) fn part<T: Serialize>(uri: &Uri, all: Vec<T>, key: impl Fn(&T) -> String) -> Result<Response, Problem> {
    let mut query = Query::of(uri, &["limit", "cursor"]);
    let list = part_of(&mut query, all, key);
    query.finish()?;
    Ok(json(&list))
}

/// The part that a query asks for.
pub(super) fn part_of<T>(query: &mut Query, all: Vec<T>, key: impl Fn(&T) -> String) -> ListBody<T> {
    let limit = usize::from(query.limit());
    let after = query.one("cursor").and_then(|text| {
        let name = URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let place = name.and_then(|name| all.iter().position(|item| key(item) == name));
        if place.is_none() {
            query.refuse("cursor", FieldCode::Malformed);
        }
        place
    });
    let start = after.map_or(0, |last| last + 1);
    let more = all.len() > start.saturating_add(limit);
    let items: Vec<T> = all.into_iter().skip(start).take(limit).collect();
    let next = items
        .last()
        .filter(|_| more)
        .map(|item| URL_SAFE_NO_PAD.encode(key(item)));
    ListBody { items, next }
}

/// The caller's account.
#[utoipa::path(
    get, path = "/me", tag = "reference", security(("token" = [])),
    responses(
        (status = 200, description = "The account", body = MeBody),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn me(Shared(state): Shared<State>, caller: Caller, uri: Uri) -> Result<Response, Problem> {
    Query::of(&uri, &[]).finish()?;
    Ok(json(&MeBody::of(&caller.person, &state.env().directory().reference)))
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident, $path:literal, $body:ident, $key:expr, $all:expr;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            get, path = $path, tag = "reference", security(("token" = [])),
            params(
                ("limit" = Option<u16>, Query, minimum = 1, maximum = 200, description = "50 unless given"),
                ("cursor" = Option<String>, Query, description = "`next` of the part before"),
            ),
            responses(
                (status = 200, description = "A part of the list", body = ListBody<$body>),
                (status = "4XX", description = "A problem", body = ProblemBody,
                    content_type = "application/problem+json"),
            )
        )]
        pub(super) async fn $name(
            Shared(state): Shared<State>,
            caller: Caller,
            headers: HeaderMap,
            uri: Uri,
        ) -> Result<Response, Problem> {
            let all: fn(&State, &Caller, &HeaderMap) -> Vec<$body> = $all;
            part(&uri, all(&state, &caller, &headers), $key)
        }
    )+};
}

lists! {
    /// Products and workloads.
    catalogue, "/catalogue", ProductBody, |product| product.product.clone(), |state, _, _| {
        state.env().directory().reference.products.values().map(ProductBody::of).collect()
    };
    /// Programmes.
    programmes, "/programmes", ProgrammeBody, |programme| programme.programme.clone(), |state, _, _| {
        state.env().directory().reference.programmes.values().map(ProgrammeBody::of).collect()
    };
    /// The locations that the caller works with.
    locations, "/locations", LocationBody, |location| location.id.clone(), |state, caller, _| {
        state.env().directory().reference.locations_for(&caller.person).map(LocationBody::of).collect()
    };
    /// Reasons, with titles in the caller's language.
    reasons, "/reasons", ReasonBody, |reason| format!("{} {}", reason.purpose, reason.code), |_, _, headers| {
        all_reasons(Text::of(accepted_language(headers).unwrap_or(Language::English)))
    };
    /// Which days count where.
    calendars, "/calendars", CalendarBody, |calendar| calendar.id.clone(), |state, caller, _| {
        let directory = state.env().directory();
        let reference = &directory.reference;
        let locations = reference.locations_for(&caller.person);
        std::iter::once(CalendarBody::of("review", &reference.review_calendar))
            .chain(locations.map(|location| CalendarBody::of(location.id.as_str(), &location.calendar)))
            .collect()
    };
}

fn all_reasons(text: Text) -> Vec<ReasonBody> {
    let reason = |code, purpose, title| ReasonBody { code, purpose, title };
    let information = InformationReason::ALL.iter();
    let rejection = RejectionReason::ALL.iter();
    let line = LineReason::ALL.iter();
    let withdrawal = WithdrawalReason::ALL.iter();
    information
        .map(|value| reason(value.code(), "information", text.information_reason(value)))
        .chain(rejection.map(|value| reason(value.code(), "rejection", text.rejection_reason(value))))
        .chain(line.map(|value| reason(value.code(), "line", text.line_reason(value))))
        .chain(withdrawal.map(|value| reason(value.code(), "withdrawal", text.withdrawal_reason(value))))
        .collect()
}
