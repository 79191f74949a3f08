//! The customer's side: the secret link, the choice, the one-time code (domain.md §10).

use std::time::Duration;

use domain::claim::{Command, CommandKind, NoticeFailure, Proof};
use domain::id::LineId;
use domain::instant::Instant;
use domain::party::Actor;
use domain::text::Note;
use store::{CodeTrial, NewCode, Stored};

use crate::env::Env;
use crate::handle::{Expected, HandleError, Repeat, WrongCode, execute, load_by_id, settle};
use crate::link::hash_secret;
use crate::recipients;

/// A one-time code is good for half an hour.
const CODE_LIFE: Duration = Duration::from_secs(30 * 60);

/// The claim behind a link.
pub struct Linked {
    /// The claim.
    pub stored: Stored,
    /// The contact, for this claim and round only.
    pub actor: Actor,
}

/// What the customer chooses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Yes.
    Confirm,
    /// No, to these lines or all.
    Decline(Option<Vec<LineId>>),
    /// No longer, for these lines or all.
    End(Option<Vec<LineId>>),
    /// Not meant for this person.
    NotMe,
}

impl Choice {
    /// The kind of command it becomes.
    pub fn kind(&self) -> CommandKind {
        match self {
            Choice::Confirm => CommandKind::Confirm,
            Choice::Decline(_) => CommandKind::Decline,
            Choice::End(_) => CommandKind::End,
            Choice::NotMe => CommandKind::FailNotice,
        }
    }

    fn command(&self, comment: Option<Note>, proof: Proof) -> Command {
        match self.clone() {
            Choice::Confirm => Command::Confirm { comment, proof },
            Choice::Decline(lines) => Command::Decline { lines, comment },
            Choice::End(lines) => Command::End { lines, comment, proof },
            Choice::NotMe => Command::FailNotice {
                cause: NoticeFailure::NotMe,
                comment,
            },
        }
    }
}

/// The claim that a link opens; reading it changes nothing but what the clock has changed anyway.
pub async fn find(env: &Env, token: &str) -> Result<Linked, HandleError> {
    let link = env.store.find_link(hash_secret(token)).await?;
    let (claim, round) = link.ok_or(HandleError::NotFound)?;
    env.follow().await?;
    let actor = Actor::Customer { claim, round };
    let stored = load_by_id(env, &actor, claim).await?;
    Ok(Linked { stored, actor })
}

/// Carries the choice out. A code is tried only where the rules ask for one and would refuse nothing with it, so that a
/// refused choice doesn't use it up.
pub async fn choose(
    env: &Env,
    linked: Linked,
    choice: Choice,
    comment: Option<Note>,
    code: Option<&str>,
    repeat: Option<Repeat>,
) -> Result<Stored, HandleError> {
    let Linked { stored, actor } = linked;
    let needs_code = match choice {
        Choice::Confirm => stored.claim.confirmation_needs_code(),
        Choice::End(_) => true,
        Choice::Decline(_) | Choice::NotMe => false,
    };
    let Some(code) = code.filter(|_| needs_code) else {
        let without_code = choice.command(comment, Proof::LinkOnly);
        return execute(env, &actor, stored, Expected::Any, without_code, repeat).await;
    };
    let stored = settle(env, &actor, stored).await?;
    let directory = env.directory();
    let context = domain::claim::Context {
        now: env.now(),
        actor: &actor,
        reference: &directory.reference,
        blocked: &[],
        renews: domain::claim::Renews::Known,
    };
    let with_code = choice.command(comment, Proof::LinkAndCode);
    if let Err(refusal) = domain::claim::decide(&stored.claim, with_code.clone(), &context) {
        return Err(HandleError::Refused {
            refusal,
            claim: Some(Box::new(stored)),
        });
    }
    let Actor::Customer { claim, round } = actor else {
        return Err(HandleError::NotFound);
    };
    let hash = env.link_keys.code_hash(claim, round, code);
    match env.store.try_code(claim, round, hash, env.wall_clock.now()).await? {
        CodeTrial::Right => {}
        CodeTrial::Wrong { .. } => return Err(HandleError::WrongCode(WrongCode::TryAgain)),
        CodeTrial::NeedsNew => return Err(HandleError::WrongCode(WrongCode::NeedsNew)),
    }
    execute(env, &actor, stored, Expected::Any, with_code, repeat).await
}

/// Mails a code to the claim's contact; an older one stops working.
pub async fn send_code(env: &Env, linked: &Linked) -> Result<(), HandleError> {
    let Linked { stored, actor } = linked;
    let Actor::Customer { claim, round } = *actor else {
        return Err(HandleError::NotFound);
    };
    let possible = [CommandKind::Confirm, CommandKind::End];
    let refusals = possible.map(|kind| stored.claim.permit(actor, kind));
    if let [Err(refusal), Err(_)] = refusals {
        return Err(HandleError::Refused {
            refusal,
            claim: Some(Box::new(stored.clone())),
        });
    }
    let Some((to, language)) = recipients::customer(&stored.claim) else {
        return Err(HandleError::NotFound);
    };
    let id = env.new_id();
    let code = env.link_keys.code(id);
    let wall_now = env.wall_clock.now();
    let new = NewCode {
        id,
        claim,
        round,
        code_hash: env.link_keys.code_hash(claim, round, &code),
        expires_at: later(wall_now, CODE_LIFE),
        message_id: env.new_id(),
        sequence: stored.head.sequence,
        to,
        language,
        at: env.now(),
    };
    Ok(env.store.create_code(new).await?)
}

/// An instant on the wall clock after another.
pub(crate) fn later(at: Instant, by: Duration) -> Instant {
    let microseconds = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
    Instant::from_microseconds(at.microseconds().saturating_add(microseconds)).unwrap_or(at)
}
