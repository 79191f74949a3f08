//! One way to do a thing: people, timers, imports and customers' links all come through here.

use domain::claim::{
    BlockedItem, Claim, Command, CommandKind, Context, Create, Details, FieldCode, LineEdit, Place, Refusal, Renews,
    Version,
};
use domain::id::{ClaimId, ClaimNumber};
use domain::instant::Instant;
use domain::party::{Actor, Membership, Person, Scope};
use store::{ChainHead, Change, CommitError, StoreError, Stored, StoredAnswer};

use crate::compose::Composition;
use crate::env::Env;

/// How often a write that others overtook is tried again before it is a fault.
const ATTEMPTS_MAX: usize = 32;

/// The version the caller has seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// The command makes nobody's decision stale: comments, uploads, the customer's choice.
    Any,
    /// This one.
    Version(Version),
    /// One that never was.
    None,
}

/// Why a command had no effect.
#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    /// No such claim within the actor's scope.
    #[error("no such claim")]
    NotFound,
    /// The claim has changed since the caller saw it; as it is now.
    #[error("changed meanwhile")]
    Stale(Box<Stored>),
    /// The rules refuse; the claim as it is now, if there is one.
    #[error("refused: {refusal}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// The claim as it is now.
        claim: Option<Box<Stored>>,
    },
    /// The same request was answered meanwhile; its answer is stored.
    #[error("answered meanwhile")]
    AnswerTaken,
    /// The one-time code is wrong; another may be needed.
    #[error("wrong code")]
    WrongCode(WrongCode),
    /// Something of ours failed.
    #[error("the store failed")]
    Fault(#[from] StoreError),
    /// Others wrote the same claim again and again.
    #[error("the claim is written too often at once")]
    Crowded,
}

/// What to do about a wrong code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrongCode {
    /// Type it again.
    TryAgain,
    /// Ask for a new one: there is none, it has expired, or it was tried too often.
    NeedsNew,
}

/// A request that may be repeated: its answer is kept in the same transaction as its effect.
pub struct Repeat {
    /// Whose key it is.
    pub caller: String,
    /// What it asked for.
    pub path: String,
    /// The key.
    pub key: String,
    /// The hash of its body.
    pub body_hash: [u8; 32],
    /// Until when it is kept, on the wall clock.
    pub expires_at: Instant,
    /// The answer, from the claim as the request leaves it.
    pub render: RenderAnswer,
}

/// Makes an answer of a claim.
pub type RenderAnswer = Box<dyn Fn(&Stored) -> RenderedAnswer + Send + Sync>;

/// An answer as it was given.
#[derive(Clone)]
pub struct RenderedAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The ETag.
    pub etag: Option<String>,
    /// The Location.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Repeat {
    fn answer(&self, stored: &Stored) -> StoredAnswer {
        let RenderedAnswer {
            status,
            etag,
            location,
            body,
        } = (self.render)(stored);
        StoredAnswer {
            caller: self.caller.clone(),
            path: self.path.clone(),
            key: self.key.clone(),
            body_hash: self.body_hash,
            status,
            etag,
            location,
            body,
            expires_at: self.expires_at,
        }
    }
}

/// A claim within the actor's scope, after its passed deadlines took effect.
pub async fn load(env: &Env, actor: &Actor, number: ClaimNumber) -> Result<Stored, HandleError> {
    let found = env.store.find_claim(&Scope::of(actor), number).await?;
    settle(env, actor, found.ok_or(HandleError::NotFound)?).await
}

/// The same by key.
pub async fn load_by_id(env: &Env, actor: &Actor, id: ClaimId) -> Result<Stored, HandleError> {
    let found = env.store.find_claim_by_id(&Scope::of(actor), id).await?;
    settle(env, actor, found.ok_or(HandleError::NotFound)?).await
}

/// Lets the passed deadlines take effect, each dated at its deadline, in one commit (domain.md §3). Whoever is
/// overtaken reads the claim again as the actor sees it: it may have left the actor's scope meanwhile.
pub(crate) async fn settle(env: &Env, actor: &Actor, mut stored: Stored) -> Result<Stored, HandleError> {
    for _ in 0..ATTEMPTS_MAX {
        let now = now_of(env, &stored.claim);
        if !has_passed(&stored.claim, now) {
            return if stored.claim.place() == Place::Discarded {
                Err(HandleError::NotFound)
            } else {
                Ok(stored)
            };
        }
        let id = stored.claim.id;
        let directory = env.directory();
        let mut composition = Composition::of(env, &directory, stored.clone());
        composition
            .lapse(now)
            .map_err(|refusal| HandleError::Refused { refusal, claim: None })?;
        let change = composition.change();
        let after = change.after.clone();
        match env
            .store
            .commit(Change {
                claims: vec![change],
                answer: None,
            })
            .await
        {
            Ok(heads) => {
                let head = heads.into_iter().next().unwrap_or(stored.head);
                stored = Stored { claim: after, head };
            }
            Err(CommitError::Conflict) => {
                // Another node's clock may have been advanced.
                env.look_around().await?;
                let found = env.store.find_claim_by_id(&Scope::of(actor), id).await?;
                stored = found.ok_or(HandleError::NotFound)?;
            }
            Err(error) => return Err(refused_by_store(error, None)),
        }
    }
    Err(HandleError::Crowded)
}

/// The time at which something is done to a claim: another node's clock may be a little ahead of this one's, and no
/// entry is dated before the one it follows.
fn now_of(env: &Env, claim: &Claim) -> Instant {
    env.now().max(claim.updated_at)
}

/// Whether anything of the claim has passed that has not taken effect yet.
fn has_passed(claim: &Claim, now: Instant) -> bool {
    claim.next_wake_up().is_some_and(|wake_up| wake_up.at <= now)
}

/// Makes a draft.
pub async fn create(
    env: &Env,
    actor: &Actor,
    details: Details,
    lines: Vec<LineEdit>,
    repeat: Option<Repeat>,
) -> Result<Stored, HandleError> {
    let now = env.now();
    let directory = env.directory();
    let renews = renews(env, actor, None, &details).await?;
    let context = Context {
        now,
        actor,
        reference: &directory.reference,
        blocked: &[],
        renews,
    };
    let refused = |refusal| HandleError::Refused { refusal, claim: None };
    let year = now.timestamp().to_zoned(jiff::tz::TimeZone::UTC).year();
    let number = ClaimNumber { year, sequence: 0 };
    let mut command = Create {
        id: ClaimId(env.new_id()),
        number,
        details,
        lines,
    };
    // Judged before a number is taken, so that refused drafts leave no gaps.
    domain::claim::create(command.clone(), &context).map_err(refused)?;
    command.number = env.store.reserve_number(year).await?;
    let change = Composition::begin(env, &directory, actor, now, command, renews)
        .map_err(refused)?
        .change();
    let claim = change.after.clone();
    // The head of a new claim isn't known before it is written, and no answer shows it.
    let answer = repeat.as_ref().map(|repeat| {
        repeat.answer(&Stored {
            claim: claim.clone(),
            head: ChainHead::NONE,
        })
    });
    match env
        .store
        .commit(Change {
            claims: vec![change],
            answer,
        })
        .await
    {
        Ok(heads) => Ok(Stored {
            claim,
            head: heads.into_iter().next().unwrap_or(ChainHead::NONE),
        }),
        Err(error) => Err(refused_by_store(error, None)),
    }
}

/// Carries a command out on a claim that [`load`] gave.
pub async fn execute(
    env: &Env,
    actor: &Actor,
    loaded: Stored,
    expected: Expected,
    command: Command,
    repeat: Option<Repeat>,
) -> Result<Stored, HandleError> {
    let mut stored = loaded;
    for _ in 0..ATTEMPTS_MAX {
        let now = now_of(env, &stored.claim);
        // A deadline may have passed while the request's body came in.
        if has_passed(&stored.claim, now) {
            stored = load_by_id(env, actor, stored.claim.id).await?;
            continue;
        }
        let current = match expected {
            Expected::Any => true,
            Expected::Version(version) => version == stored.claim.version,
            Expected::None => false,
        };
        if !current {
            return Err(HandleError::Stale(Box::new(stored)));
        }
        let directory = env.directory();
        let blocked = blocked(env, &stored.claim, command.kind()).await?;
        let renews = if let Command::Edit { details, .. } = &command {
            renews(env, actor, Some(&stored.claim), details).await?
        } else {
            Renews::Known
        };
        let mut composition = Composition::of(env, &directory, stored.clone());
        if let Err(refusal) = composition.run(actor, now, command.clone(), &blocked, renews) {
            return Err(HandleError::Refused {
                refusal,
                claim: Some(Box::new(stored)),
            });
        }
        let change = composition.change();
        let after = Stored {
            claim: change.after.clone(),
            head: stored.head,
        };
        let answer = repeat.as_ref().map(|repeat| repeat.answer(&after));
        match env
            .store
            .commit(Change {
                claims: vec![change],
                answer,
            })
            .await
        {
            Ok(heads) => {
                return Ok(Stored {
                    head: heads.into_iter().next().unwrap_or(after.head),
                    ..after
                });
            }
            Err(CommitError::Conflict) => {
                env.look_around().await?;
                stored = load_by_id(env, actor, stored.claim.id).await?;
            }
            Err(error) => return Err(refused_by_store(error, Some(stored))),
        }
    }
    Err(HandleError::Crowded)
}

/// What other own claims claim already, where the command asks (domain.md §2).
async fn blocked(env: &Env, claim: &Claim, kind: CommandKind) -> Result<Vec<BlockedItem>, StoreError> {
    let asked = match kind {
        CommandKind::Submit | CommandKind::Dispute | CommandKind::Reopen => true,
        CommandKind::Edit => claim.place() != Place::Draft,
        CommandKind::AddDocument
        | CommandKind::Discard
        | CommandKind::StartReview
        | CommandKind::RequestInformation
        | CommandKind::Resubmit
        | CommandKind::Approve
        | CommandKind::Reject
        | CommandKind::Withdraw
        | CommandKind::Extend
        | CommandKind::Assign
        | CommandKind::Comment
        | CommandKind::Note
        | CommandKind::RequestExtension
        | CommandKind::NameCustomerContact
        | CommandKind::ConfirmCustomerContact
        | CommandKind::Confirm
        | CommandKind::Decline
        | CommandKind::End
        | CommandKind::FailNotice => false,
    };
    let details = &claim.details;
    match (details.customer.tenant_id, details.activity) {
        (Some(tenant), Some(activity)) if asked => {
            let except: Vec<ClaimNumber> = [Some(claim.number), details.renews].into_iter().flatten().collect();
            env.store.blocked_items(claim.partner, tenant, activity, &except).await
        }
        _ => Ok(Vec::new()),
    }
}

/// A claim may renew an own one; what it already named stays good.
async fn renews(env: &Env, actor: &Actor, before: Option<&Claim>, details: &Details) -> Result<Renews, StoreError> {
    let Some(number) = details.renews else {
        return Ok(Renews::Known);
    };
    if before.is_some_and(|claim| claim.details.renews == Some(number)) {
        return Ok(Renews::Known);
    }
    let own = match actor {
        Actor::Person(Person {
            membership: Membership::Partner { partner, .. },
            ..
        }) => Some(*partner),
        Actor::Person(_) | Actor::Customer { .. } | Actor::Clock => None,
    };
    let found = env.store.find_claim(&Scope::of(actor), number).await?;
    let known = found.is_some_and(|stored| Some(stored.claim.partner) == own);
    Ok(if known { Renews::Known } else { Renews::Unknown })
}

fn refused_by_store(error: CommitError, stored: Option<Stored>) -> HandleError {
    let claim = stored.map(Box::new);
    match error {
        CommitError::LineTaken(number) => HandleError::Refused {
            refusal: Refusal::DuplicateClaim(number),
            claim,
        },
        CommitError::ReferenceTaken => HandleError::Refused {
            refusal: Refusal::field("/reference", FieldCode::Taken),
            claim,
        },
        CommitError::AnswerTaken => HandleError::AnswerTaken,
        CommitError::Conflict => HandleError::Crowded,
        CommitError::Fault(fault) => HandleError::Fault(fault),
    }
}
