//! Messages as they are sent: the stored facts with the links and codes made afresh.

use domain::claim::{Claim, Command, Entry, NoticeKind, Refusal, Renews, begin, evolve};
use domain::id::ClaimNumber;
use domain::party::{Actor, Scope};
use domain::text::Email;
use store::{Page, PageRequest, StoreError, Stored, StoredMessage};

use crate::compose::Composition;
use crate::env::Env;

/// A message with all that its words need.
pub struct Letter {
    /// The stored facts.
    pub message: StoredMessage,
    /// The claim as the message's cause left it.
    pub claim: Claim,
    /// The cause; none for a one-time code.
    pub cause: Option<Entry>,
    /// The secret part of the customer's link, in letters to the customer.
    pub consent_token: Option<String>,
    /// The one-time code.
    pub code: Option<String>,
}

/// Messages, oldest first.
pub async fn list(
    env: &Env,
    claim: Option<ClaimNumber>,
    to: Option<&Email>,
    page: &PageRequest,
) -> Result<Page<Letter>, StoreError> {
    letters(env, env.store.list_messages(claim, to.cloned(), page).await?).await
}

/// The same, newest first.
pub async fn list_newest(
    env: &Env,
    claim: Option<ClaimNumber>,
    to: Option<&Email>,
    page: &PageRequest,
) -> Result<Page<Letter>, StoreError> {
    letters(env, env.store.list_messages_newest(claim, to.cloned(), page).await?).await
}

async fn letters(env: &Env, page: Page<StoredMessage>) -> Result<Page<Letter>, StoreError> {
    let Page { items, next } = page;
    let mut letters = Vec::with_capacity(items.len());
    for message in items {
        if let Some(letter) = letter(env, message).await? {
            letters.push(letter);
        }
    }
    Ok(Page { items: letters, next })
}

/// The letter of a stored message; none if its claim is gone.
pub async fn letter(env: &Env, message: StoredMessage) -> Result<Option<Letter>, StoreError> {
    let entries = env
        .store
        .list_entries(&Scope::of(&Actor::Clock), message.claim_id)
        .await?;
    let until_then = entries
        .into_iter()
        .take_while(|stored| stored.sequence <= message.sequence);
    let mut left = None;
    for entry in until_then.map(|stored| stored.entry) {
        let after = match left {
            None => begin(&entry),
            Some((claim, _)) => Some(evolve(claim, &entry)),
        };
        left = after.map(|claim| (claim, entry));
    }
    let Some((claim, entry)) = left else { return Ok(None) };
    let contact = claim.details.customer_contact.email.as_ref();
    let consent_token = match (is_for_customer(message.kind), contact) {
        (true, Some(contact)) => Some(env.link_keys.token(claim.id, contact, message.round)),
        (true, None) | (false, _) => None,
    };
    let code = message.code.map(|id| env.link_keys.code(id));
    let cause = if message.code.is_some() { None } else { Some(entry) };
    Ok(Some(Letter {
        message,
        claim,
        cause,
        consent_token,
        code,
    }))
}

/// The letters that a decision of the review team would send, were it taken now; nothing is written. The customer's
/// secret link isn't in them.
pub fn foresee(env: &Env, actor: &Actor, stored: &Stored, command: Command) -> Result<Vec<Letter>, Refusal> {
    let directory = env.directory();
    let mut composition = Composition::of(env, &directory, stored.clone());
    composition.run(actor, env.now(), command, &[], Renews::Known)?;
    let change = composition.change();
    let letter = |message: store::NewMessage| Letter {
        message: StoredMessage {
            id: message.id,
            claim: change.after.number,
            claim_id: change.after.id,
            sequence: 0,
            kind: message.kind,
            to: message.to,
            language: message.language,
            round: message.round,
            code: None,
            at: message.at,
            sent_at: None,
        },
        claim: change.after.clone(),
        cause: change.entries.get(message.entry).cloned(),
        consent_token: None,
        code: None,
    };
    Ok(change.messages.iter().cloned().map(letter).collect())
}

fn is_for_customer(kind: NoticeKind) -> bool {
    matches!(
        kind,
        NoticeKind::AssociationNotice
            | NoticeKind::ChoiceConfirmed
            | NoticeKind::AssociationEndedCustomer
            | NoticeKind::OneTimeCode
    )
}
