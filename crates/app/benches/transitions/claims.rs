//! The claims the callers work on, and what they do to them: a circle of four transitions that never ends.

use std::path::Path;

use app::compose::Composition;
use app::{Directory, Env};
use domain::claim::{Claim, Command, Create, Document, DocumentCondition, LineEdit, Renews};
use domain::id::{BlobId, ClaimId, ClaimNumber, DocumentId, Guid, LineId};
use domain::instant::Instant;
use domain::party::Actor;
use domain::text::FileName;
use futures_util::future::try_join_all;
use store::{Change, ClaimChange};
use testkit::commands::{item, request_information, resubmit, statement};
use testkit::personas::{Firm, Persona};

use crate::Outcome;
use crate::world::{World, new_id};

/// Claims composed and committed at a time.
const BATCH: usize = 200;

/// One of the circle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    StartReview,
    Assign,
    RequestInformation,
    Resubmit,
}

impl Step {
    /// What the claim of an index does in a round: in each round all four happen, mixed.
    pub fn of(index: usize, round: usize) -> Step {
        match (index + round) % 4 {
            0 => Step::StartReview,
            1 => Step::Assign,
            2 => Step::RequestInformation,
            _ => Step::Resubmit,
        }
    }

    /// Who does it, and how.
    pub fn command(self, claim: &Claim) -> (Actor, Command) {
        let reviewer = Persona::ALL
            .into_iter()
            .find(|persona| Some(persona.id()) == claim.reviewer);
        match self {
            Step::StartReview => (reviewer.unwrap_or(Persona::Greta).actor(), Command::StartReview),
            Step::Assign => {
                let other = if reviewer == Some(Persona::Greta) {
                    Persona::Hugo
                } else {
                    Persona::Greta
                };
                (Persona::Judith.actor(), Command::Assign { reviewer: other.id() })
            }
            Step::RequestInformation => {
                let mut command = request_information();
                if let Command::RequestInformation { remove_lines, .. } = &mut command {
                    *remove_lines = claim.lines.last().map(|line| line.id).into_iter().collect();
                }
                (reviewer.unwrap_or(Persona::Judith).actor(), command)
            }
            Step::Resubmit => (creator(claim).actor(), resubmit()),
        }
    }
}

fn creator(claim: &Claim) -> Persona {
    Persona::ALL
        .into_iter()
        .find(|persona| persona.id() == claim.created_by)
        .unwrap_or(Persona::Ana)
}

/// Makes so many claims in a new folder and closes it; each stands where the circle's first round finds it.
pub async fn prepare(folder: &Path, count: usize) -> Outcome<Vec<ClaimNumber>> {
    let world = World::open(folder).await?;
    let env = &world.env;
    let mut numbers = Vec::with_capacity(count);
    for from in (0..count).step_by(BATCH) {
        let mut changes = Vec::with_capacity(BATCH);
        let indexes = from..count.min(from + BATCH);
        let reserved = try_join_all(indexes.clone().map(|_| env.store.reserve_number(2026))).await?;
        for (index, number) in indexes.zip(reserved) {
            numbers.push(number);
            changes.push(compose(env, &env.directory(), index, number)?);
        }
        env.store
            .commit(Change {
                claims: changes,
                answer: None,
            })
            .await?;
    }
    world.close(folder)?;
    Ok(numbers)
}

fn compose(env: &Env, directory: &Directory, index: usize, number: ClaimNumber) -> Outcome<ClaimChange> {
    let now = env.now();
    let firm = Firm::ALL[index % Firm::ALL.len()];
    let author = match firm {
        Firm::ValeVerde => Persona::Ana,
        Firm::Sierra => Persona::Elena,
        Firm::Norrsken => Persona::Frida,
    };
    let mut details = statement(firm);
    details.customer.tenant_id = Some(Guid(new_id()));
    let products = ["exchange_online", "teams", "intune"];
    let lines = products.map(|product| LineEdit::New(LineId(new_id()), item(product)));
    let create = Create {
        id: ClaimId(new_id()),
        number,
        details,
        lines: lines.to_vec(),
    };
    let mut composition = Composition::begin(env, directory, &author.actor(), now, create, Renews::Known)?;
    let document = Command::AddDocument(document(now, author)?);
    composition.run(&author.actor(), now, document, &[], Renews::Known)?;
    composition.run(&author.actor(), now, Command::Submit, &[], Renews::Known)?;
    for done in 0..index % 4 {
        let (actor, command) = Step::of(done, 0).command(composition.claim());
        composition.run(&actor, now, command, &[], Renews::Known)?;
    }
    Ok(composition.change())
}

fn document(now: Instant, author: Persona) -> Outcome<Document> {
    Ok(Document {
        id: DocumentId(new_id()),
        blob: BlobId(new_id()),
        name: FileName::parse("Acceptance of the rollout.pdf")?,
        media_type: "application/pdf".to_owned(),
        size_bytes: 48_211,
        sha256: [7; 32],
        added_at: now,
        added_by: author.id(),
        round: 0,
        condition: DocumentCondition::Available,
    })
}
