//! The messages that entries caused, as entries of their own.

use std::collections::BTreeSet;

use app::Env;
use domain::claim::{NoticeKind, Recipient};
use domain::id::ClaimNumber;
use store::{PageRequest, StoreError};
use ui::history::{HistoryEntry, HistoryEvent, HistoryMessage, Told};

use super::shown::Shown;
use super::view::Reading;

/// Nobody waits for more messages of one claim than these pages hold, the newest.
const PAGES_MAX: usize = 5;

/// The messages of a claim that wait to be sent, by the entry that caused them.
#[derive(Default)]
pub(super) struct Sent {
    waiting: BTreeSet<(i64, NoticeKind)>,
}

impl Sent {
    /// What of a claim's messages has been handed on.
    pub(super) async fn of(env: &Env, number: ClaimNumber) -> Result<Sent, StoreError> {
        let mut sent = Sent::default();
        let mut page = PageRequest::first(PageRequest::LIMIT_MAX);
        for _ in 0..PAGES_MAX {
            let found = env.store.list_messages_newest(Some(number), None, &page).await?;
            let waiting = found.items.iter().filter(|message| message.sent_at.is_none());
            sent.waiting
                .extend(waiting.map(|message| (message.sequence, message.kind)));
            match found.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        Ok(sent)
    }
}

/// The messages of an entry, one for each that says something else.
pub(super) fn written(
    shown: &Shown<'_>,
    entry: &HistoryEntry,
    reading: &Reading<'_>,
    sent: &Sent,
) -> Vec<HistoryEntry> {
    let mut messages: Vec<HistoryMessage> = Vec::new();
    for notice in shown.step.told(reading.eyes) {
        let to = match notice.to {
            Recipient::Partner => Told::Partner,
            Recipient::Customer => Told::Customer,
            Recipient::Reviewer(_) => Told::Reviewer,
            Recipient::Leads => Told::Leads,
        };
        match messages.iter_mut().find(|message| message.kind == notice.kind) {
            Some(message) if message.to.contains(&to) => {}
            Some(message) => message.to.push(to),
            None => messages.push(HistoryMessage {
                kind: notice.kind,
                to: vec![to],
                sent: !sent.waiting.contains(&(shown.step.sequence, notice.kind)),
            }),
        }
    }
    let own = |message| HistoryEntry {
        event: HistoryEvent::MessageWritten,
        message: Some(message),
        facts: Vec::new(),
        changes: Vec::new(),
        words: None,
        ..entry.clone()
    };
    messages.into_iter().map(own).collect()
}
