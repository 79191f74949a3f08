//! What a claim's entries tell its reviewer: what was said, decided and asked for before.

use domain::claim::{Claim, Entry, Event, Extension, RejectionReason, SilenceEffect, Turn, Visibility};
use domain::id::DocumentId;
use domain::party::{ActorStamp, Side};
use domain::text::Note;
use ui::Text;
use ui::history::HistoryEvent;
use ui::parts::CommentView;
use ui::vendor::{EarlierDecision, EarlierOutcome, Meanwhile, Said, SinceThen};

use crate::pages::talk;

/// Comments and internal notes, oldest first.
pub(super) fn comments(entries: &[Entry]) -> Vec<CommentView> {
    let said = |entry: &Entry| {
        let Event::CommentAdded { text, visibility, .. } = &entry.event else {
            return None;
        };
        Some(CommentView {
            at: entry.at.timestamp(),
            by: name(&entry.actor),
            text: text.to_string(),
            internal: *visibility == Visibility::Internal,
        })
    };
    entries.iter().filter_map(said).collect()
}

/// The name of the person who did it: the vendor's people know each other's.
pub(super) fn name(actor: &ActorStamp) -> Option<String> {
    talk::name(actor, Side::Vendor)
}

/// The decisions taken so far, newest first.
pub(super) fn decisions(entries: &[Entry], text: &Text) -> Vec<EarlierDecision> {
    let said = |reasons: &[RejectionReason]| reasons.iter().map(|reason| text.rejection_reason(reason)).collect();
    let who = |entry: &Entry| name(&entry.actor).unwrap_or_default();
    let words = |comment: &Option<Note>| comment.as_ref().map(ToString::to_string);
    let decision = |entry: &Entry| {
        let (outcome, reasons, comment) = match &entry.event {
            Event::Approved { comment, .. } => (EarlierOutcome::Approved(who(entry)), Vec::new(), words(comment)),
            Event::Rejected { reasons, comment, .. } => (
                EarlierOutcome::Rejected(who(entry)),
                said(reasons),
                Some(comment.to_string()),
            ),
            Event::InformationRequested { reasons, comment, .. } => {
                let reasons = reasons.iter().map(|reason| text.information_reason(reason)).collect();
                (
                    EarlierOutcome::Requested(who(entry)),
                    reasons,
                    Some(comment.to_string()),
                )
            }
            Event::Reopened { reason, .. } => (
                EarlierOutcome::Reopened(who(entry)),
                Vec::new(),
                Some(reason.to_string()),
            ),
            Event::AnswerLapsed { .. } => (EarlierOutcome::Lapsed, Vec::new(), None),
            Event::CustomerDeclined { comment, .. } => (EarlierOutcome::Declined, Vec::new(), words(comment)),
            Event::ConsentLapsed {
                effect: SilenceEffect::Rejected,
            } => (EarlierOutcome::Declined, Vec::new(), None),
            Event::ConsentLapsed {
                effect: SilenceEffect::InForce,
            }
            | Event::Created(_)
            | Event::Edited { .. }
            | Event::DocumentAdded { .. }
            | Event::Submitted { .. }
            | Event::Discarded
            | Event::ReviewStarted { .. }
            | Event::Assigned { .. }
            | Event::ExtensionRequested { .. }
            | Event::AnswerExtended { .. }
            | Event::Resubmitted { .. }
            | Event::ConsentConfirmed { .. }
            | Event::LinesDeclined { .. }
            | Event::Withdrawn { .. }
            | Event::Disputed { .. }
            | Event::DisputeWindowLapsed
            | Event::AssociationEnded { .. }
            | Event::NoticeFailed { .. }
            | Event::CustomerContactNamed { .. }
            | Event::CustomerContactConfirmed { .. }
            | Event::ClockPassed { .. }
            | Event::ReminderSent { .. }
            | Event::CommentAdded { .. } => return None,
        };
        Some(EarlierDecision {
            at: entry.at.timestamp(),
            outcome,
            reasons,
            comment,
        })
    };
    entries.iter().rev().filter_map(decision).collect()
}

/// The entries since somebody last judged the proof, by their order: two may bear the same instant. None if nobody has.
fn since_judged(entries: &[Entry]) -> Option<&[Entry]> {
    let judged = |entry: &Entry| {
        matches!(
            entry.event,
            Event::InformationRequested { .. } | Event::Approved { .. } | Event::Rejected { .. }
        )
    };
    let last = entries.iter().rposition(judged)?;
    entries.get(last + 1..)
}

/// The documents that came since somebody last judged the proof.
pub(super) fn new_documents(entries: &[Entry]) -> Vec<DocumentId> {
    let added = |entry: &Entry| {
        let Event::DocumentAdded { document, .. } = &entry.event else {
            return None;
        };
        Some(document.id)
    };
    since_judged(entries)
        .unwrap_or_default()
        .iter()
        .filter_map(added)
        .collect()
}

/// What the partner has brought since then, while it waits for the team again.
pub(super) fn since(claim: &Claim, entries: &[Entry]) -> SinceThen {
    let Some(later) = since_judged(entries).filter(|_| claim.turn() == Turn::Reviewer) else {
        return SinceThen::default();
    };
    let answer = later.iter().rev().find_map(|entry| {
        let Event::Resubmitted { comment, .. } = &entry.event else {
            return None;
        };
        Some(Said {
            words: comment.as_ref().map(ToString::to_string),
            at: entry.at.timestamp(),
        })
    });
    let new = new_documents(entries);
    let names = claim.documents.iter().filter(|document| new.contains(&document.id));
    SinceThen {
        answer,
        documents: names.map(|document| document.name.to_string()).collect(),
    }
}

/// What others did since a version of the claim, oldest first.
pub(super) fn since_version(entries: &[Entry], seen: i64) -> Vec<Meanwhile> {
    let versions = entries.iter().scan(0, |version, entry| {
        *version += i64::from(entry.event.changes_version());
        Some((*version, entry))
    });
    let later = versions.filter(|(version, entry)| *version > seen && entry.event.changes_version());
    later
        .map(|(_, entry)| Meanwhile {
            event: HistoryEvent::from_code(entry.event.code()).unwrap_or(HistoryEvent::Edited),
            by: name(&entry.actor),
            at: entry.at.timestamp(),
        })
        .collect()
}

/// The partner's open request for more time.
pub(super) fn more_time(claim: &Claim, entries: &[Entry]) -> Option<Said> {
    claim
        .request()
        .filter(|request| request.extension == Extension::Possible)?;
    let since_request = entries
        .iter()
        .rev()
        .take_while(|entry| !matches!(entry.event, Event::InformationRequested { .. }));
    since_request.into_iter().find_map(|entry| {
        let Event::ExtensionRequested { comment } = &entry.event else {
            return None;
        };
        Some(Said {
            words: Some(comment.to_string()),
            at: entry.at.timestamp(),
        })
    })
}
