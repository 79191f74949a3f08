//! A signed-in person's request of a page: who asks, and what surrounds every answer.

use std::sync::Arc;

use app::{Directory, HandleError};
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use domain::claim::{Phase, Refusal, Turn};
use domain::id::ClaimNumber;
use domain::party::{Actor, Membership, Person, Scope, Side};
use serde_json::json;
use store::{ClaimFilter, StoreError, Stored};
use ui::failure::FailureKind;
use ui::help::Rules;
use ui::theme::SessionView;
use ui::{ClaimCounts, ClockBar, Flash, Frame, PersonView, Section, Text};

use super::form::{Form, encoded};
use super::{Web, around, failure, kept, script, session, sign_in};
use crate::problem::{Problem, is_passing};
use crate::state::Mode;

/// A form of texts is never larger; files have a way of their own.
const FORM_BYTES_MAX: usize = 1_000_000;

/// A signed-in person's request.
pub(crate) struct Visit {
    /// What the pages work with.
    pub web: Web,
    /// Who asks.
    pub person: Person,
    /// The same as an actor.
    pub actor: Actor,
    /// What the session's forms carry.
    pub form_token: String,
    /// The hash of the session.
    pub session: [u8; 32],
    /// When the session ends.
    pub session_end: SessionView,
    /// The values in the address.
    pub query: Form,
    /// Whether a page's script asks, which gets JSON.
    pub script: bool,
    /// How many claims a partner has where it looks most, for the pages that it opens.
    counts: Option<ClaimCounts>,
    method: Method,
    address: Uri,
}

/// A form that a signed-in person sent, with its session's token in it.
pub(crate) struct Sent {
    /// Who sent it.
    pub visit: Visit,
    /// What.
    pub form: Form,
}

/// Why there is no visit.
pub(crate) enum NoVisit {
    /// Nobody is signed in (any more).
    SignedOut,
    /// Something else, with its answer.
    Answered(Response),
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Visit, Response> {
        match find(parts, web).await {
            Ok(visit) => Ok(visit),
            Err(NoVisit::SignedOut) if script::asks(&parts.headers) => Err(script::signed_out()),
            Err(NoVisit::SignedOut) => Err(to_sign_in(&parts.method, &parts.uri)),
            Err(NoVisit::Answered(answer)) => Err(answer),
        }
    }
}

/// The visit that a request makes.
pub(crate) async fn find(parts: &Parts, web: &Web) -> Result<Visit, NoVisit> {
    let env = web.env();
    let signed = match session::find(env, &parts.headers, web.secure()).await {
        Ok(signed) => signed,
        Err(error) => return Err(NoVisit::Answered(failure::fault(web, &error))),
    };
    let person = signed
        .as_ref()
        .and_then(|signed| env.directory().person(signed.user).cloned())
        .filter(Person::is_active);
    let Some((signed, person)) = signed.zip(person) else {
        return Err(NoVisit::SignedOut);
    };
    if parts.method != Method::GET && parts.method != Method::HEAD && session::is_from_elsewhere(&parts.headers) {
        let refused = failure::guest(web, StatusCode::FORBIDDEN, |_| FailureKind::Forbidden { why: None });
        return Err(NoVisit::Answered(refused));
    }
    let actor = Actor::Person(person.clone());
    let script = script::asks(&parts.headers);
    let counts = match counts(web, &actor, &parts.method, script).await {
        Ok(counts) => counts,
        Err(error) => return Err(NoVisit::Answered(failure::fault(web, &error))),
    };
    Ok(Visit {
        web: web.clone(),
        actor,
        person,
        form_token: signed.form_token,
        session: signed.hash,
        session_end: signed.end,
        query: Form::parse(parts.uri.query().unwrap_or_default().as_bytes()),
        script,
        counts,
        method: parts.method.clone(),
        address: parts.uri.clone(),
    })
}

/// What the side bar of a partner's page counts: anew for each page, so that it is so, and no further than it says.
async fn counts(web: &Web, actor: &Actor, method: &Method, script: bool) -> Result<Option<ClaimCounts>, StoreError> {
    match (actor.side(), method) {
        (Side::Partner, &Method::GET) if !script => {}
        (Side::Partner | Side::Vendor | Side::Customer | Side::Clock, _) => return Ok(None),
    }
    let (scope, store) = (Scope::of(actor), &web.env().store);
    let needed = ClaimFilter {
        turns: vec![Turn::Partner],
        ..ClaimFilter::default()
    };
    let in_force = ClaimFilter {
        phases: vec![Phase::InForce],
        ..ClaimFilter::default()
    };
    Ok(Some(ClaimCounts {
        needed: store.count_claims(&scope, &needed, ClaimCounts::NEEDED_MAX).await?,
        in_force: store.count_claims(&scope, &in_force, ClaimCounts::IN_FORCE_MAX).await?,
    }))
}

/// Signing in comes back to a page that was asked for; after files that were sent, to their claim.
fn to_sign_in(method: &Method, address: &Uri) -> Response {
    let next = if *method == Method::GET {
        address.path_and_query().map(ToString::to_string)
    } else {
        claim_of(address.path())
    };
    match next.filter(|path| path != "/") {
        Some(next) => Redirect::to(&format!("/sign-in?next={}", encoded(&next))).into_response(),
        None => Redirect::to("/sign-in").into_response(),
    }
}

/// The page of the claim that an address belongs to.
fn claim_of(path: &str) -> Option<String> {
    let number = path.strip_prefix("/claims/")?.split('/').next()?;
    Some(format!("/claims/{number}"))
}

impl FromRequest<Web> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Sent, Response> {
        let (parts, body) = request.into_parts();
        let visit = match find(&parts, web).await {
            Ok(visit) => visit,
            Err(NoVisit::Answered(answer)) => return Err(answer),
            Err(NoVisit::SignedOut) => return Err(signed_out(&parts, body, web).await),
        };
        let form = read_form(body)
            .await
            .ok_or_else(|| visit.fail(StatusCode::PAYLOAD_TOO_LARGE, FailureKind::TooLarge))?;
        if session::carries(&visit.form_token, form.get("csrf")) {
            return Ok(Sent { visit, form });
        }
        Err(if visit.script {
            script::answer(StatusCode::FORBIDDEN, json!({}))
        } else {
            kept::outdated(&visit, parts.uri.path(), &form)
        })
    }
}

/// The answer to a form of somebody who was signed out meanwhile.
pub(crate) async fn signed_out(parts: &Parts, body: Body, web: &Web) -> Response {
    if script::asks(&parts.headers) {
        return script::signed_out();
    }
    keep_signed_out(parts, read_form(body).await, web)
}

/// What was typed goes along to the sign-in; what another site made a browser send does not.
pub(crate) fn keep_signed_out(parts: &Parts, form: Option<Form>, web: &Web) -> Response {
    if session::is_from_elsewhere(&parts.headers) {
        return to_sign_in(&parts.method, &parts.uri);
    }
    match form {
        Some(form) if kept::is_worth_keeping(&form) => sign_in::keeping(web, parts.uri.path(), &form),
        Some(_) => to_sign_in(&parts.method, &parts.uri),
        None => failure::guest(web, StatusCode::PAYLOAD_TOO_LARGE, |_| FailureKind::TooLarge),
    }
}

/// A form of texts; none if it is too large or breaks off.
pub(crate) async fn read_form(body: Body) -> Option<Form> {
    let bytes = to_bytes(body, FORM_BYTES_MAX).await.ok()?;
    Some(Form::parse(&bytes))
}

impl Visit {
    /// The refusal of a form that doesn't carry its session's token.
    pub(crate) fn refuse_token(&self, sent: &str) -> Option<Response> {
        if session::carries(&self.form_token, sent) {
            return None;
        }
        Some(self.outdated())
    }

    /// 403: the form was made in an earlier session.
    pub(crate) fn outdated(&self) -> Response {
        let why = Some(self.text().form_outdated());
        self.fail(StatusCode::FORBIDDEN, FailureKind::Forbidden { why })
    }

    /// The words.
    pub(crate) fn text(&self) -> Text {
        Text::of(self.person.language)
    }

    /// The side the person stands on.
    pub(crate) fn side(&self) -> Side {
        self.person.role.side()
    }

    /// Reference data.
    pub(crate) fn directory(&self) -> Arc<Directory> {
        self.web.env().directory()
    }

    /// What surrounds the page.
    pub(crate) fn frame(&self, section: Section) -> Frame {
        let directory = self.directory();
        let reference = &directory.reference;
        let organisation = match &self.person.membership {
            Membership::Partner { partner, .. } => {
                reference.partners.get(partner).map(|partner| partner.name.to_string())
            }
            Membership::Vendor => Some(reference.vendor.to_string()),
        };
        let now = self.web.env().now().timestamp();
        let frame = Frame {
            person: Some(PersonView {
                name: self.person.name.to_string(),
                role: self.person.role,
                organisation: organisation.unwrap_or_default(),
            }),
            section,
            csrf: self.form_token.clone(),
            clock_bar: match self.web.mode() {
                Mode::Demo => Some(ClockBar {
                    return_to: self.return_to(),
                }),
                Mode::Live => None,
            },
            flash: Flash::from_code(self.query.get("done")),
            query: self.query.get("q").to_owned(),
            counts: self.counts,
            rules: Rules {
                policy: reference.policy.clone(),
                review_zone: reference.review_calendar.zone().clone(),
            },
            session: Some(self.session_end),
            ..Frame::new(self.person.language, self.person.time_zone.clone(), now)
        };
        Frame {
            address: self.return_to(),
            ..around::surround(frame)
        }
    }

    /// The address of this page without what is shown once; of a form that was sent, the page it stood on.
    fn return_to(&self) -> String {
        around::address(&self.method, &self.address)
    }

    /// A page that says what did not happen, with the way back.
    pub(crate) fn fail(&self, status: StatusCode, kind: FailureKind) -> Response {
        let back = (self.method != Method::GET).then(|| self.return_to());
        failure::page(status, self.frame(Section::Elsewhere), kind, back)
    }

    /// 404.
    pub(crate) fn absent(&self) -> Response {
        self.fail(StatusCode::NOT_FOUND, FailureKind::Absent)
    }

    /// 403: not this role's.
    pub(crate) fn forbidden(&self) -> Response {
        self.fail(StatusCode::FORBIDDEN, FailureKind::Forbidden { why: None })
    }

    /// A fault of ours: one log entry, one number for the reader.
    pub(crate) fn fault(&self, error: &(dyn std::error::Error + 'static)) -> Response {
        if is_passing(error) {
            tracing::warn!(error, "a page found no room");
            return self.fail(StatusCode::SERVICE_UNAVAILABLE, FailureKind::Busy);
        }
        let number = failure::log(self.web.env(), error);
        self.fail(StatusCode::INTERNAL_SERVER_ERROR, FailureKind::Fault { number })
    }

    /// The page of an error that no form can show beside its fields.
    pub(crate) fn refuse(&self, error: HandleError) -> Response {
        match error {
            HandleError::NotFound => self.absent(),
            HandleError::Stale(_) => self.fail(StatusCode::PRECONDITION_FAILED, FailureKind::Stale),
            HandleError::Refused { refusal, .. } => {
                let why = failure::words(&self.text(), &refusal);
                let status = Problem::refused(&refusal).status;
                let kind = match status {
                    StatusCode::FORBIDDEN => FailureKind::Forbidden { why: Some(why) },
                    _ => FailureKind::Refused { why },
                };
                self.fail(status, kind)
            }
            HandleError::WrongCode(_) => self.refuse(HandleError::Refused {
                refusal: Refusal::CodeRequired,
                claim: None,
            }),
            HandleError::Fault(error) => self.fault(&error),
            error @ (HandleError::AnswerTaken | HandleError::Crowded) => self.fault(&error),
        }
    }

    /// The claim of a number in the address, if it is within this person's sight.
    pub(crate) async fn load(&self, number: &str) -> Result<Stored, Response> {
        let Ok(number) = number.parse::<ClaimNumber>() else {
            return Err(self.absent());
        };
        app::load(self.web.env(), &self.actor, number)
            .await
            .map_err(|error| self.refuse(error))
    }
}

/// After an act: back to a page, which says what was done. The address may hold a list's state already.
pub(crate) fn done(address: &str, flash: Flash) -> Response {
    let sign = if address.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{address}{sign}done={}", flash.code())).into_response()
}
