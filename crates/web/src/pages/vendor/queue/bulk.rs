//! `/queue/acts`: one act on several claims, each by the same way and with the version that was seen.
//!
//! A script sends `confirmed` once its toast with Undo has passed, and gets JSON; its `key` makes a repeat harmless.
//! Without a script there is no toast: a page asks first, and another says how the claims stand then.

use app::{Expected, HandleError};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::claim::{Claim, Command, Status, Version};
use domain::id::UserId;
use domain::text::Email;
use serde::Serialize;
use ui::vendor::{BulkAct, BulkClaim, BulkConfirmPage, BulkDone, BulkDonePage, BulkRefused, PartyName};
use ui::{Flash, Section};

use super::super::rows;
use super::once::Once;
use super::state::QueueState;
use crate::pages::form::encoded;
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, failure, views};

/// A page of the queue holds no more.
const CLAIMS_MAX: usize = 100;

/// A claim as it was seen.
struct Seen {
    number: String,
    version: Version,
}

/// `POST /queue/acts`
pub(super) async fn act(sent: Sent) -> Response {
    let Sent { visit, form } = sent;
    if let Some(refused) = super::not_theirs(&visit) {
        return refused;
    }
    let state = QueueState::parse(form.get("state"));
    let Some((act, order)) = read(&visit, &form) else {
        return done(&state.path(), Flash::BulkUnknownReviewer);
    };
    let seen: Vec<Seen> = form.all("claims").filter_map(read_seen).take(CLAIMS_MAX).collect();
    if seen.is_empty() {
        return done(&state.path(), Flash::BulkNothing);
    }
    if form.get("confirmed") != "yes" {
        return ask(&visit, act, &seen, &state).await;
    }
    let (done, refused) = carry_out(&visit, order, &seen, &Once::of(&visit, &form)).await;
    if form.get("answer") == "json" {
        return told(&visit, &act, &done, &refused);
    }
    let claims: String = seen
        .iter()
        .map(|each| format!("&claims={}", encoded(&each.number)))
        .collect();
    let address = format!(
        "/queue/acts?act={}&reviewer={}&state={}{claims}",
        act.code(),
        encoded(form.get("reviewer")),
        encoded(&state.query()),
    );
    Redirect::to(&address).into_response()
}

/// `GET /queue/acts`: how the claims of an act stand now. Somebody who opens the form's address alone gets the queue.
pub(super) async fn outcome(visit: Visit) -> Response {
    if let Some(refused) = super::not_theirs(&visit) {
        return refused;
    }
    let state = QueueState::parse(visit.query.get("state"));
    let asked = read(&visit, &visit.query).filter(|_| visit.query.has("act"));
    let Some((act, order)) = asked else {
        return Redirect::to(&state.path()).into_response();
    };
    let text = visit.text();
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for number in visit.query.all("claims").take(CLAIMS_MAX) {
        let left = |why| BulkRefused {
            number: number.to_owned(),
            why,
        };
        match visit.load(number).await {
            Err(_) => refused.push(left(text.bulk_absent())),
            Ok(stored) if order.stands(&visit, &stored.claim) => done.push(BulkDone {
                number: stored.claim.number.to_string(),
                customer: rows::customer(&stored.claim),
            }),
            Ok(stored) => refused.push(left(match stored.claim.permit(&visit.actor, act.kind()) {
                Ok(()) => text.bulk_stale(),
                Err(refusal) => failure::words(&text, &refusal),
            })),
        }
    }
    let page = BulkDonePage {
        frame: visit.frame(Section::Queue),
        act,
        done,
        refused,
        state: state.query(),
    };
    failure::answer(StatusCode::OK, &page)
}

/// What is done to each of the claims.
#[derive(Clone, Copy)]
enum Order {
    /// This person becomes the reviewer.
    Assign(UserId),
    /// The sender starts the review.
    Start,
}

impl Order {
    fn command(self) -> Command {
        match self {
            Order::Assign(reviewer) => Command::Assign { reviewer },
            Order::Start => Command::StartReview,
        }
    }

    /// Whether a claim stands as the act leaves it.
    fn stands(self, visit: &Visit, claim: &Claim) -> bool {
        match self {
            Order::Assign(reviewer) => claim.reviewer == Some(reviewer),
            Order::Start => claim.reviewer == Some(visit.person.id) && claim.place().status() == Status::UnderReview,
        }
    }
}

/// `CPOR-2026-000123@4`
fn read_seen(text: &str) -> Option<Seen> {
    let (number, version) = text.split_once('@')?;
    Some(Seen {
        number: number.to_owned(),
        version: Version(version.parse().ok()?),
    })
}

/// The act in words and as an order; none if nobody is chosen who could get the claims.
fn read(visit: &Visit, form: &Form) -> Option<(BulkAct, Order)> {
    match form.get("act") {
        "take" => Some((BulkAct::Take, Order::Assign(visit.person.id))),
        "assign" => {
            let email = Email::parse(form.get("reviewer")).ok()?;
            let directory = visit.directory();
            let person = directory.person_by_email(&email)?;
            let named = PartyName {
                name: person.name.to_string(),
                email: person.email.to_string(),
            };
            Some((BulkAct::Assign(named), Order::Assign(person.id)))
        }
        _ => Some((BulkAct::Start, Order::Start)),
    }
}

/// The page that says what will happen.
async fn ask(visit: &Visit, act: BulkAct, seen: &[Seen], state: &QueueState) -> Response {
    let text = visit.text();
    let mut claims = Vec::with_capacity(seen.len());
    for each in seen {
        let Ok(stored) = visit.load(&each.number).await else {
            continue;
        };
        let claim = &stored.claim;
        let changed = (claim.version != each.version).then(|| text.bulk_stale());
        let refused = claim.permit(&visit.actor, act.kind()).err();
        claims.push(BulkClaim {
            number: claim.number.to_string(),
            seen: format!("{}@{}", claim.number, each.version.0),
            customer: rows::customer(claim),
            state: views::state(claim),
            obstacle: changed.or_else(|| refused.map(|refusal| failure::words(&text, &refusal))),
        });
    }
    let page = BulkConfirmPage {
        frame: visit.frame(Section::Queue),
        act,
        claims,
        state: state.query(),
    };
    failure::answer(StatusCode::OK, &page)
}

/// A claim to which it was done, as the list shows it from now on.
struct Done {
    number: String,
    seen: String,
}

async fn carry_out(visit: &Visit, order: Order, seen: &[Seen], once: &Once) -> (Vec<Done>, Vec<BulkRefused>) {
    let text = visit.text();
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for each in seen {
        let number = each.number.clone();
        match carry_out_one(visit, order, each, once).await {
            Ok(seen) => done.push(Done { number, seen }),
            Err(error) => refused.push(BulkRefused {
                number,
                why: why(visit, &text, error),
            }),
        }
    }
    (done, refused)
}

/// The claim as the act leaves it, or left it when the same was sent before: number and version.
async fn carry_out_one(visit: &Visit, order: Order, each: &Seen, once: &Once) -> Result<String, HandleError> {
    let env = visit.web.env();
    let key = format!("{}@{}", each.number, each.version.0);
    if let Some(seen) = once.done_before(env, &key).await {
        return Ok(seen);
    }
    let number = each.number.parse().map_err(|_| HandleError::NotFound)?;
    let stored = app::load(env, &visit.actor, number).await?;
    let expected = Expected::Version(each.version);
    let repeat = once.repeat(env, &key);
    match app::execute(env, &visit.actor, stored, expected, order.command(), repeat).await {
        Ok(stored) => Ok(format!("{}@{}", stored.claim.number, stored.claim.version.0)),
        // Another sending of the same may have been quicker: then it is done.
        Err(error @ (HandleError::Stale(_) | HandleError::AnswerTaken)) => {
            once.done_before(env, &key).await.ok_or(error)
        }
        Err(error) => Err(error),
    }
}

fn why(visit: &Visit, text: &ui::Text, error: HandleError) -> String {
    match error {
        HandleError::Stale(_) => text.bulk_stale(),
        HandleError::NotFound => text.bulk_absent(),
        HandleError::Refused { refusal, .. } => failure::words(text, &refusal),
        error @ (HandleError::AnswerTaken
        | HandleError::WrongCode(_)
        | HandleError::Fault(_)
        | HandleError::Crowded) => {
            failure::log(visit.web.env(), &error);
            text.bulk_fault()
        }
    }
}

/// What the script tells.
#[derive(Serialize)]
struct Told {
    /// In one sentence.
    words: String,
    /// Above the refused ones.
    refused_words: String,
    done: Vec<ToldDone>,
    refused: Vec<ToldRefused>,
}

#[derive(Serialize)]
struct ToldDone {
    number: String,
    seen: String,
}

#[derive(Serialize)]
struct ToldRefused {
    number: String,
    why: String,
}

fn told(visit: &Visit, act: &BulkAct, done: &[Done], refused: &[BulkRefused]) -> Response {
    let text = visit.text();
    Json(Told {
        words: act.say_done(&text, done.len()),
        refused_words: match refused.len() {
            0 => String::new(),
            count => text.bulk_refused(count),
        },
        done: done
            .iter()
            .map(|done| ToldDone {
                number: done.number.clone(),
                seen: done.seen.clone(),
            })
            .collect(),
        refused: refused
            .iter()
            .map(|refused| ToldRefused {
                number: refused.number.clone(),
                why: refused.why.clone(),
            })
            .collect(),
    })
    .into_response()
}
