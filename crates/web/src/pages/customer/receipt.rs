//! What the customer answered, read from the claim's history: to look at again, to print, to save.

use app::HandleError;
use app::consent::Linked;
use app::history::{Step, steps};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::claim::{Claim, Clock, Event, LineState};
use domain::id::LineId;
use domain::party::ActorStamp;
use domain::text::Note;
use ui::Template;
use ui::customer::{ConsentReceipt, ConsentReceiptPage, ConsentReceiptText};
use ui::letters::ConsentChoice;

use super::{fail, frame, open, path, round, view};
use crate::pages::{Web, failure, views};

/// `GET /consents/{token}/receipt`
pub(super) async fn show(State(web): State<Web>, Path(token): Path<String>) -> Response {
    match find(&web, &token).await {
        Ok((linked, receipt)) => {
            let frame = frame(&web, &linked.stored.claim);
            failure::answer(StatusCode::OK, &ConsentReceiptPage { frame, receipt })
        }
        Err(answer) => answer,
    }
}

/// `GET /consents/{token}/receipt.txt`
pub(super) async fn save(State(web): State<Web>, Path(token): Path<String>) -> Response {
    let (linked, receipt) = match find(&web, &token).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let number = &linked.stored.claim.number;
    let Ok(name) = HeaderValue::try_from(format!("attachment; filename=\"{number}.txt\"")) else {
        return super::absent(&web);
    };
    let frame = frame(&web, &linked.stored.claim);
    match (ConsentReceiptText { frame, receipt }).render() {
        Ok(text) => {
            let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
            (
                [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name)],
                text,
            )
                .into_response()
        }
        Err(error) => failure::fault(&web, &error),
    }
}

async fn find(web: &Web, token: &str) -> Result<(Linked, ConsentReceipt), Response> {
    let linked = open(web, token).await?;
    let steps = steps_of(web, &linked).await?;
    match last(&steps, round(&linked)) {
        Some((step, given)) => {
            let receipt = receipt(web, token, &linked.stored.claim, step, given);
            Ok((linked, receipt))
        }
        None => Err(super::absent(web)),
    }
}

async fn steps_of(web: &Web, linked: &Linked) -> Result<Vec<Step>, Response> {
    let found = steps(web.env(), &linked.actor, linked.stored.claim.id).await;
    found.map_err(|error| fail(web, HandleError::Fault(error)))
}

/// Whether the holder of this link has answered.
pub(super) async fn is_answered(web: &Web, linked: &Linked) -> Result<bool, Response> {
    let steps = steps_of(web, linked).await?;
    Ok(last(&steps, round(linked)).is_some())
}

/// An answer as its entry has it.
struct Given<'a> {
    choice: ConsentChoice,
    lines: &'a [LineId],
    comment: Option<&'a Note>,
}

/// The newest answer of this round: another round's may be another person's.
fn last(steps: &[Step], round: u32) -> Option<(&Step, Given<'_>)> {
    let theirs = |step: &&Step| step.after.consent_rounds == round && matches!(step.entry.actor, ActorStamp::Customer);
    steps
        .iter()
        .rev()
        .filter(theirs)
        .find_map(|step| given(&step.entry.event, &step.after).map(|given| (step, given)))
}

fn given<'a>(event: &'a Event, after: &Claim) -> Option<Given<'a>> {
    let whole = |choice, comment| Given {
        choice,
        lines: &[],
        comment,
    };
    Some(match event {
        Event::ConsentConfirmed { comment, .. } => whole(ConsentChoice::Confirm, comment.as_ref()),
        Event::CustomerDeclined { comment, .. } => whole(ConsentChoice::Decline, comment.as_ref()),
        Event::LinesDeclined { lines, comment } => Given {
            choice: ConsentChoice::DeclineLines,
            lines,
            comment: comment.as_ref(),
        },
        Event::AssociationEnded { lines, comment, .. } => Given {
            choice: ConsentChoice::End,
            // All of them by name are the whole association.
            lines: if after.lines_in(LineState::Covered).next().is_none() {
                &[]
            } else {
                lines
            },
            comment: comment.as_ref(),
        },
        Event::NoticeFailed { comment, .. } => whole(ConsentChoice::NotMe, comment.as_ref()),
        Event::Created(_)
        | Event::Edited { .. }
        | Event::DocumentAdded { .. }
        | Event::Submitted { .. }
        | Event::Discarded
        | Event::ReviewStarted { .. }
        | Event::Assigned { .. }
        | Event::InformationRequested { .. }
        | Event::ExtensionRequested { .. }
        | Event::AnswerExtended { .. }
        | Event::Resubmitted { .. }
        | Event::Approved { .. }
        | Event::Rejected { .. }
        | Event::AnswerLapsed { .. }
        | Event::ConsentLapsed { .. }
        | Event::Withdrawn { .. }
        | Event::Disputed { .. }
        | Event::DisputeWindowLapsed
        | Event::Reopened { .. }
        | Event::CustomerContactNamed { .. }
        | Event::CustomerContactConfirmed { .. }
        | Event::ClockPassed { .. }
        | Event::ReminderSent { .. }
        | Event::CommentAdded { .. } => return None,
    })
}

fn receipt(web: &Web, token: &str, claim: &Claim, step: &Step, given: Given<'_>) -> ConsentReceipt {
    let directory = web.env().directory();
    let reference = &directory.reference;
    let product = |id: &LineId| {
        claim
            .line(*id)
            .map(|line| views::product_name(reference, &line.item.product))
    };
    ConsentReceipt {
        path: path(token),
        about: view::about(claim, reference),
        choice: given.choice,
        lines: given.lines.iter().filter_map(product).collect(),
        comment: given.comment.map(ToString::to_string),
        at: step.entry.at.timestamp(),
        // The window as the answer left it: later it may be over, and the receipt stays what it was.
        due: step
            .after
            .timer(Clock::Consent)
            .map(|timer| views::deadline(&step.after, timer)),
    }
}
