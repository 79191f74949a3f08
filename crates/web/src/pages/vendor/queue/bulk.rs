//! `POST /queue/acts`: one act on several claims, each by the same way and with the version that was seen.
//!
//! A script sends `confirmed` once its toast with Undo has passed, and gets JSON. Without a script there is no toast:
//! a page asks first.

use app::{Expected, HandleError};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::claim::{Command, Version};
use domain::id::UserId;
use domain::text::Email;
use serde::Serialize;
use ui::vendor::{BulkAct, BulkClaim, BulkConfirmPage, BulkDone, BulkDonePage, BulkRefused, PartyName};
use ui::{Flash, Section};

use super::super::rows;
use super::state::QueueState;
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, failure, views};

/// A page of the queue holds no more.
const CLAIMS_MAX: usize = 100;

/// A claim as it was seen.
struct Seen {
    number: String,
    version: Version,
}

pub(super) async fn act(sent: Sent) -> Response {
    let Sent { visit, form } = sent;
    if let Some(refused) = super::not_theirs(&visit) {
        return refused;
    }
    let state = QueueState::parse(form.get("state"));
    let Some((act, command)) = read(&visit, &form) else {
        return done(&state.path(), Flash::BulkUnknownReviewer);
    };
    let seen: Vec<Seen> = form.all("claims").filter_map(read_seen).take(CLAIMS_MAX).collect();
    if seen.is_empty() {
        return done(&state.path(), Flash::BulkNothing);
    }
    if form.get("confirmed") != "yes" {
        return ask(&visit, act, &seen, &state).await;
    }
    let (done, refused) = carry_out(&visit, &command, &seen).await;
    if form.get("answer") == "json" {
        return told(&visit, &act, &done, &refused);
    }
    let page = BulkDonePage {
        frame: visit.frame(Section::Queue),
        act,
        done: done.into_iter().map(|done| done.view).collect(),
        refused,
        state: state.query(),
    };
    failure::answer(StatusCode::OK, &page)
}

/// `CPOR-2026-000123@4`
fn read_seen(text: &str) -> Option<Seen> {
    let (number, version) = text.split_once('@')?;
    Some(Seen {
        number: number.to_owned(),
        version: Version(version.parse().ok()?),
    })
}

/// The act and its command; none if nobody is chosen who could get the claims.
fn read(visit: &Visit, form: &Form) -> Option<(BulkAct, Command)> {
    let assign = |reviewer: UserId| Command::Assign { reviewer };
    match form.get("act") {
        "take" => Some((BulkAct::Take, assign(visit.person.id))),
        "assign" => {
            let email = Email::parse(form.get("reviewer")).ok()?;
            let directory = visit.directory();
            let person = directory.person_by_email(&email)?;
            let named = PartyName {
                name: person.name.to_string(),
                email: person.email.to_string(),
            };
            Some((BulkAct::Assign(named), assign(person.id)))
        }
        _ => Some((BulkAct::Start, Command::StartReview)),
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
    view: BulkDone,
    seen: String,
}

async fn carry_out(visit: &Visit, command: &Command, seen: &[Seen]) -> (Vec<Done>, Vec<BulkRefused>) {
    let env = visit.web.env();
    let text = visit.text();
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for each in seen {
        let outcome = match each.number.parse() {
            Ok(number) => app::load(env, &visit.actor, number).await,
            Err(_) => Err(HandleError::NotFound),
        };
        let outcome = match outcome {
            Ok(stored) => {
                let expected = Expected::Version(each.version);
                app::execute(env, &visit.actor, stored, expected, command.clone(), None).await
            }
            Err(error) => Err(error),
        };
        match outcome {
            Ok(stored) => done.push(Done {
                view: BulkDone {
                    number: stored.claim.number.to_string(),
                    customer: rows::customer(&stored.claim),
                },
                seen: format!("{}@{}", stored.claim.number, stored.claim.version.0),
            }),
            Err(error) => refused.push(BulkRefused {
                number: each.number.clone(),
                why: why(visit, &text, error),
            }),
        }
    }
    (done, refused)
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
                number: done.view.number.clone(),
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
