//! `/claims/{number}/history`: what happened, for both sides, to read and to keep.

pub(crate) mod changed;
mod files;
mod messages;
mod shown;
mod view;

use app::HandleError;
use app::history::{Step, steps};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::claim::{Claim, Entry, Place};
use domain::id::ClaimNumber;
use domain::party::{Scope, Side};
use store::ChainProof;
use ui::Section;
use ui::history::{HistoryEntry, HistoryKind, HistoryPage, HistoryShown, HistoryWho, Perspective, ProofView};

use super::{Visit, Web, failure, views};
use messages::Sent;
pub(crate) use view::Reading;

/// The history's routes.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/claims/{number}/history", get(history))
        .route("/claims/{number}/history.csv", get(files::csv))
        .route("/claims/{number}/history.json", get(files::json))
}

async fn history(Path(number): Path<String>, visit: Visit) -> Response {
    let (claim, steps) = match read(&visit, &number).await {
        Ok(read) => read,
        Err(answer) => return answer,
    };
    let env = visit.web.env();
    let proof = match env.store.prove_chain(&Scope::of(&visit.actor), claim.id).await {
        Ok(Some(proof)) => proof,
        Ok(None) => return visit.absent(),
        Err(error) => return visit.fault(&error),
    };
    let sent = match Sent::of(env, claim.number).await {
        Ok(sent) => sent,
        Err(error) => return visit.fault(&error),
    };
    let number = claim.number.to_string();
    let page = HistoryPage {
        name: claim
            .details
            .name
            .as_ref()
            .map_or_else(|| number.clone(), ToString::to_string),
        number,
        state: (claim.place() != Place::Discarded).then(|| views::state(&claim)),
        shown: asked_for(&visit),
        entries: entries(&visit, &steps, &sent),
        proof: proven(&visit, &proof),
        may_switch: visit.side() == Side::Vendor,
        frame: visit.frame(Section::Claims),
    };
    failure::answer(StatusCode::OK, &page)
}

/// The claim with the steps that are for the reader's eyes, or for those whose eyes are borrowed.
async fn read(visit: &Visit, number: &str) -> Result<(Claim, Vec<Step>), Response> {
    let claim = find(visit, number).await?;
    let all = steps(visit.web.env(), &visit.actor, claim.id).await;
    let mut steps = all.map_err(|error| visit.fault(&error))?;
    steps.retain(|step| is_for(eyes(visit), &step.entry));
    Ok((claim, steps))
}

/// A claim in sight; a discarded draft has a history only, for those who read everything.
async fn find(visit: &Visit, number: &str) -> Result<Claim, Response> {
    let Ok(number) = number.parse::<ClaimNumber>() else {
        return Err(visit.absent());
    };
    let env = visit.web.env();
    match app::load(env, &visit.actor, number).await {
        Ok(stored) => Ok(stored.claim),
        Err(HandleError::NotFound) => {
            let found = env.store.find_discarded(&Scope::of(&visit.actor), number).await;
            let found = found.map_err(|error| visit.fault(&error))?;
            found.map(|stored| stored.claim).ok_or_else(|| visit.absent())
        }
        Err(error) => Err(visit.refuse(error)),
    }
}

/// With whose eyes the entries are read: the vendor's people may borrow the partner's, nobody else another's.
fn eyes(visit: &Visit) -> Side {
    match visit.side() {
        Side::Vendor if visit.query.get("as") == Perspective::Partner.code() => Side::Partner,
        side => side,
    }
}

/// Internal notes are the vendor's.
fn is_for(eyes: Side, entry: &Entry) -> bool {
    eyes == Side::Vendor || !entry.event.is_internal()
}

/// What the address asks for; what it can't mean is everything.
fn asked_for(visit: &Visit) -> HistoryShown {
    let asked = |name| visit.query.get(name);
    HistoryShown {
        kind: HistoryKind::from_code(asked("kind")).unwrap_or_default(),
        who: HistoryWho::from_code(asked("who")).unwrap_or_default(),
        perspective: if eyes(visit) == visit.side() {
            Perspective::Own
        } else {
            Perspective::Partner
        },
        before: asked("before").parse().ok(),
        whole: asked("view") == "print",
    }
}

fn entries(visit: &Visit, steps: &[Step], sent: &Sent) -> Vec<HistoryEntry> {
    let directory = visit.directory();
    let frame = visit.frame(Section::Claims);
    let reading = Reading {
        eyes: eyes(visit),
        reader: &frame.reader,
        reference: &directory.reference,
    };
    let mut all = Vec::with_capacity(steps.len());
    for shown in shown::shown(steps) {
        let entry = view::entry(&shown, &reading);
        let messages = messages::written(&shown, &entry, &reading, sent);
        all.push(entry);
        all.extend(messages);
    }
    all
}

/// How many entries there are would tell a partner how many internal notes.
fn proven(visit: &Visit, proof: &ChainProof) -> ProofView {
    ProofView {
        since: proof.since.timestamp(),
        checked_at: visit.web.env().now().timestamp(),
        broken_at: proof.broken_at,
        head: (eyes(visit) == Side::Vendor).then(|| (proof.head.sequence, hex(&proof.head.hash))),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
