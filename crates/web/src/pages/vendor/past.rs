//! What a claim's entries tell its reviewer: what was said, decided and asked for before.

use domain::claim::{Claim, Entry, Event, Extension, RejectionReason, SilenceEffect, Visibility};
use domain::party::{ActorStamp, Side};
use domain::text::Note;
use ui::Text;
use ui::parts::CommentView;
use ui::vendor::{EarlierDecision, EarlierOutcome, Said};

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
            | Event::InformationRequested { .. }
            | Event::ExtensionRequested { .. }
            | Event::AnswerExtended { .. }
            | Event::Resubmitted { .. }
            | Event::ConsentConfirmed { .. }
            | Event::LinesDeclined { .. }
            | Event::Withdrawn { .. }
            | Event::Disputed { .. }
            | Event::DisputeWindowLapsed
            | Event::AssociationEnded { .. }
            | Event::Reopened { .. }
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
