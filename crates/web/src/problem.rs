//! Refusals and faults as problem+json (RFC 9457): one table from what happened to status and code.

use std::sync::Arc;

use app::HandleError;
use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::claim::{CommandKind, FieldCode, InvalidField, Refusal};
use domain::id::{ClaimNumber, Uuid};
use domain::party::Actor;
use domain::place::Language;
use domain::reference::Reference;
use serde::Serialize;
use serde_json::Value;
use store::StoreError;
use ui::Text;
use utoipa::ToSchema;

use crate::bodies::ClaimBody;
use crate::operating::request_id::RequestId;

/// What is too much now may not be by then.
const RETRY_SECONDS: u32 = 2;

/// Why a request has no other answer. It becomes words where the request's language is known.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong with which field.
    pub errors: Vec<InvalidField>,
    /// What is possible instead, when a command was refused.
    pub allowed: Option<Vec<&'static str>>,
    /// The own claim that claims the same already.
    pub duplicate_of: Option<ClaimNumber>,
    /// The status that stands in the way.
    pub while_status: Option<domain::claim::Status>,
    /// The claim as it is now, when the caller's version is stale.
    pub claim: Option<Box<Value>>,
    /// Where operators find a fault in the log.
    pub error_id: Option<Uuid>,
    /// When to come back, in seconds.
    pub retry_after: Option<u32>,
}

/// A problem as it is sent.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"type": "about:blank", "title": "Unprocessable Entity", "status": 422, "code": "invalid",
    "detail": "Some of what was sent can’t be taken.",
    "errors": [{"pointer": "/location_id", "code": "required", "detail": "Fill this in."}]}))]
pub struct ProblemBody {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: &'static str,
    /// For people, in the caller's `Accept-Language`.
    pub detail: String,
    /// Every wrong field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub errors: Option<Vec<FieldProblemBody>>,
    /// What the caller may do to the claim now, when a command was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub allowed: Option<Vec<&'static str>>,
    /// The own claim that claims the same already.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub duplicate_of: Option<String>,
    /// The claim as it is now, when `If-Match` was stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Object)]
    pub claim: Option<Value>,
    /// To be quoted to the operators.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub error_id: Option<String>,
    /// The answer's `X-Request-Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub request_id: Option<String>,
}

/// A wrong field.
#[derive(Serialize, ToSchema)]
pub struct FieldProblemBody {
    /// JSON pointer into the request, or into the claim.
    pub pointer: String,
    /// What is wrong.
    pub code: &'static str,
    /// For people.
    pub detail: String,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $status:ident, $code:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> Problem { Problem::new(StatusCode::$status, $code) })+
    };
}

impl Problem {
    problems! {
        /// Not JSON, or not UTF-8.
        unreadable = BAD_REQUEST, "unreadable";
        /// No credential, or none that holds.
        unauthenticated = UNAUTHORIZED, "unauthenticated";
        /// Not for this role.
        not_permitted = FORBIDDEN, "not_permitted";
        /// A one-time code that is wrong or used up.
        wrong_code = FORBIDDEN, "wrong_code";
        /// Nothing there within the caller's scope.
        not_found = NOT_FOUND, "not_found";
        /// Not this way.
        method_not_allowed = METHOD_NOT_ALLOWED, "method_not_allowed";
        /// The first one of this key still runs.
        in_progress = CONFLICT, "in_progress";
        /// Larger than taken.
        too_large = PAYLOAD_TOO_LARGE, "too_large";
        /// Neither the form asked for, nor a known kind of file.
        unsupported_media_type = UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type";
        /// Another body came with this key before.
        key_reused = UNPROCESSABLE_ENTITY, "key_reused";
        /// A command that says nothing of the version it saw.
        if_match_required = PRECONDITION_REQUIRED, "if_match_required";
        /// Took too long.
        timed_out = SERVICE_UNAVAILABLE, "timed_out";
        /// Can't serve now.
        not_ready = SERVICE_UNAVAILABLE, "not_ready";
        /// Something of ours.
        internal = INTERNAL_SERVER_ERROR, "internal";
        /// Too often.
        too_many_requests = TOO_MANY_REQUESTS, "too_many_requests";
    }

    fn new(status: StatusCode, code: &'static str) -> Problem {
        Problem {
            status,
            code,
            errors: Vec::new(),
            allowed: None,
            duplicate_of: None,
            while_status: None,
            claim: None,
            error_id: None,
            retry_after: None,
        }
    }

    /// Wrong fields.
    pub fn invalid(errors: Vec<InvalidField>) -> Problem {
        Problem::refused(&Refusal::Invalid(errors))
    }

    /// One wrong field.
    pub fn field(pointer: impl Into<String>, code: FieldCode) -> Problem {
        Problem::invalid(vec![InvalidField::new(pointer, code)])
    }

    /// A fault: logged here, once, under an id that the answer names.
    pub fn fault(error: &(dyn std::error::Error + 'static), id: Uuid) -> Problem {
        if is_passing(error) {
            tracing::warn!(error, "a request found no room");
            return Problem {
                retry_after: Some(RETRY_SECONDS),
                ..Problem::not_ready()
            };
        }
        tracing::error!(%id, error, "a request failed");
        Problem {
            error_id: Some(id),
            ..Problem::internal()
        }
    }

    /// Too often: come back in so many seconds.
    pub fn too_often(seconds: u64) -> Problem {
        let seconds = u32::try_from(seconds.max(1)).unwrap_or(u32::MAX);
        Problem {
            retry_after: Some(seconds),
            ..Problem::too_many_requests()
        }
    }

    /// The table from refusals to statuses.
    pub fn refused(refusal: &Refusal) -> Problem {
        let status = match refusal {
            Refusal::NotPermitted | Refusal::NotAssigned | Refusal::FourEyes | Refusal::CodeRequired => {
                StatusCode::FORBIDDEN
            }
            Refusal::WrongStatus(_)
            | Refusal::WindowClosed(_)
            | Refusal::Superseded
            | Refusal::Incomplete(_)
            | Refusal::NotEnrolled
            | Refusal::DuplicateClaim(_)
            | Refusal::FixedAfterSubmission(_)
            | Refusal::AlreadyExtended
            | Refusal::NewPoeRequired
            | Refusal::TooManyDocuments { .. }
            | Refusal::NoDeadline(_) => StatusCode::CONFLICT,
            Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut problem = Problem::new(status, refusal.code());
        match refusal {
            Refusal::Incomplete(fields) | Refusal::FixedAfterSubmission(fields) | Refusal::Invalid(fields) => {
                problem.errors.clone_from(fields);
            }
            Refusal::DuplicateClaim(number) => problem.duplicate_of = Some(*number),
            Refusal::WrongStatus(place) => problem.while_status = Some(place.status()),
            Refusal::NotPermitted
            | Refusal::NotAssigned
            | Refusal::FourEyes
            | Refusal::CodeRequired
            | Refusal::WindowClosed(_)
            | Refusal::Superseded
            | Refusal::NotEnrolled
            | Refusal::AlreadyExtended
            | Refusal::NewPoeRequired
            | Refusal::TooManyDocuments { .. }
            | Refusal::NoDeadline(_) => {}
        }
        problem
    }

    /// What became of a command, for its caller.
    pub fn of(error: HandleError, caller: &Actor, reference: &Reference, new_id: impl Fn() -> Uuid) -> Problem {
        match error {
            HandleError::NotFound => Problem::not_found(),
            HandleError::Stale(stored) => {
                let now = ClaimBody::of(&stored.claim, caller, reference);
                Problem {
                    // The body is plain data of ours, which always serialises.
                    claim: serde_json::to_value(&now).ok().map(Box::new),
                    ..Problem::new(StatusCode::PRECONDITION_FAILED, "stale")
                }
            }
            HandleError::Refused { refusal, claim } => {
                let allowed = claim.map(|stored| stored.claim.allowed(caller));
                Problem {
                    allowed: allowed.map(|kinds| kinds.into_iter().map(CommandKind::code).collect()),
                    ..Problem::refused(&refusal)
                }
            }
            HandleError::AnswerTaken | HandleError::Crowded => Problem {
                retry_after: Some(1),
                ..Problem::in_progress()
            },
            HandleError::WrongCode(_) => Problem::wrong_code(),
            HandleError::Fault(fault) => Problem::fault(&fault, new_id()),
        }
    }

    /// The problem in words.
    pub fn body(&self, text: Text) -> ProblemBody {
        let detail = match (self.while_status, self.duplicate_of) {
            (Some(status), _) => text.refused_while(&status),
            (None, Some(number)) => text.refused_beside(&number.to_string()),
            (None, None) => text.refusal(self.code),
        };
        let field = |field: &InvalidField| FieldProblemBody {
            pointer: field.pointer.clone(),
            code: field.code.code(),
            detail: text.field_problem(field.code.code()),
        };
        ProblemBody {
            kind: "about:blank",
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            code: self.code,
            detail,
            errors: (!self.errors.is_empty()).then(|| self.errors.iter().map(field).collect()),
            allowed: self.allowed.clone(),
            duplicate_of: self.duplicate_of.map(|number| number.to_string()),
            claim: self.claim.as_deref().cloned(),
            error_id: self.error_id.map(|id| id.to_string()),
            request_id: None,
        }
    }
}

/// The answer carries the problem along; [`speak`] gives it words.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(axum::http::header::WWW_AUTHENTICATE, challenge);
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Whether the store, somewhere behind an error, says that later it may go well.
pub(crate) fn is_passing(error: &(dyn std::error::Error + 'static)) -> bool {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain
        .filter_map(|error| error.downcast_ref::<StoreError>())
        .any(StoreError::is_passing)
}

/// Writes problems as problem+json, in the language of the request.
pub async fn speak(request: Request, next: Next) -> Response {
    let language = accepted_language(request.headers());
    let id = request.extensions().get::<RequestId>().map(RequestId::to_string);
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Arc<Problem>>() else {
        return response;
    };
    let text = Text::of(language.unwrap_or(Language::English));
    let body = ProblemBody {
        request_id: id,
        ..problem.body(text)
    };
    // Plain data of ours, which always serialises.
    let body = serde_json::to_vec(&body).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.remove(axum::http::header::CONTENT_LENGTH);
    *response.body_mut() = body.into();
    response
}

/// The first language of the product that the caller reads, by weight.
pub fn accepted_language(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(f32, Language)> = None;
    for range in accepted.split(',').take(32) {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let weight = parameters.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        let (Ok(language), Ok(weight)) = (Language::parse(tag.trim()), weight) else {
            continue;
        };
        if weight > 0.0 && best.is_none_or(|(heaviest, _)| weight > heaviest) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_language_is_taken() {
        for (header, expected) in [
            ("pt-BR,pt;q=0.9,en;q=0.8", Some(Language::Portuguese)),
            ("de, ru;q=0.5, sv;q=0.7", Some(Language::Swedish)),
            ("en;q=0, es;q=0.1", Some(Language::Spanish)),
            ("de", None),
            ("*", None),
            (";;q=x,,", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(header));
            assert_eq!(accepted_language(&headers), expected, "{header}");
        }
    }

    #[test]
    fn what_the_store_can_do_later_is_no_fault() {
        let later = Problem::fault(&HandleError::Fault(StoreError::Busy), Uuid::nil());
        assert_eq!(
            (later.status, later.code),
            (StatusCode::SERVICE_UNAVAILABLE, "not_ready")
        );
        assert_eq!((later.retry_after, later.error_id), (Some(RETRY_SECONDS), None));
        let broken = Problem::fault(&HandleError::Fault(StoreError::Closed), Uuid::nil());
        assert_eq!((broken.code, broken.error_id), ("internal", Some(Uuid::nil())));
    }

    #[test]
    fn every_code_has_words_of_its_own() {
        let text = Text::of(Language::English);
        let any = text.refusal("invalid");
        for problem in [
            Problem::unreadable(),
            Problem::unauthenticated(),
            Problem::not_permitted(),
            Problem::wrong_code(),
            Problem::not_found(),
            Problem::method_not_allowed(),
            Problem::in_progress(),
            Problem::too_large(),
            Problem::unsupported_media_type(),
            Problem::key_reused(),
            Problem::if_match_required(),
            Problem::timed_out(),
            Problem::not_ready(),
            Problem::internal(),
            Problem::too_many_requests(),
        ] {
            assert_ne!(text.refusal(problem.code), any, "{}", problem.code);
        }
        for code in [
            "stale",
            "answer_required",
            "no_deadline",
            "superseded",
            "too_many_documents",
            "new_poe_required",
        ] {
            assert_ne!(text.refusal(code), any, "{code}");
        }
        for code in FieldCode::ALL {
            assert!(
                *code == FieldCode::Malformed || text.field_problem(code.code()) != text.field_problem("malformed"),
                "{}",
                code.code()
            );
        }
    }
}
