//! What is committed at once.

use domain::claim::{Claim, Entry, NoticeKind};
use domain::id::{ClaimNumber, Uuid};
use domain::instant::Instant;
use domain::place::Language;
use domain::text::Email;

use crate::chain::ChainHead;
use crate::error::StoreError;

/// Everything that one request or deadline changes: written whole or not at all.
#[derive(Clone, Debug)]
pub struct Change {
    /// The claims it changes.
    pub claims: Vec<ClaimChange>,
    /// The answer to give again if the request is repeated under its key.
    pub answer: Option<StoredAnswer>,
}

impl Change {
    /// A change of one claim that answers no request.
    pub fn of(claim: ClaimChange) -> Change {
        Change {
            claims: vec![claim],
            answer: None,
        }
    }
}

/// The change of one claim.
#[derive(Clone, Debug)]
pub struct ClaimChange {
    /// The last entry the change was decided on; none for a new claim.
    pub before: Option<ChainHead>,
    /// The claim as the entries make it.
    pub after: Claim,
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// What is told to whom.
    pub messages: Vec<NewMessage>,
    /// Links made for the customer.
    pub links: Vec<NewLink>,
}

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Its key.
    pub id: Uuid,
    /// Which of the change's entries it tells of, from 0.
    pub entry: usize,
    /// What it says.
    pub kind: NoticeKind,
    /// Where it goes.
    pub to: Email,
    /// The reader's language.
    pub language: Language,
    /// The consent round of a customer's letter.
    pub round: u32,
    /// When it was caused.
    pub at: Instant,
}

/// A link made for the customer; the link itself is made anew when it is sent.
#[derive(Clone, Copy, Debug)]
pub struct NewLink {
    /// The hash of its token.
    pub token_hash: [u8; 32],
    /// The consent round it decides.
    pub round: u32,
}

/// The answer to a request that may be repeated under its key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredAnswer {
    /// Who asked.
    pub caller: String,
    /// For what.
    pub path: String,
    /// Under which key.
    pub key: String,
    /// The hash of the request's body: a repeat has the same.
    pub body_hash: [u8; 32],
    /// The answer's status.
    pub status: u16,
    /// Its ETag.
    pub etag: Option<String>,
    /// Its Location.
    pub location: Option<String>,
    /// Its body.
    pub body: Vec<u8>,
    /// Until when it is kept, by the wall clock.
    pub expires_at: Instant,
}

/// Why a change was not written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A claim has changed since it was read, or a new one is there already.
    #[error("the claim has changed meanwhile")]
    Conflict,
    /// Another own claim has a line for the same.
    #[error("{0} claims the same")]
    LineTaken(ClaimNumber),
    /// Another claim of the partner has the reference.
    #[error("another claim has the reference")]
    ReferenceTaken,
    /// The request was answered under this key.
    #[error("the request was answered already")]
    AnswerTaken,
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] StoreError),
}
