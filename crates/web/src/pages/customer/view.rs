//! The claim as its customer may know it (domain.md §10): no documents, comments, contacts or other claims.

use domain::claim::{
    Claim, Clock, Consent, Decision, Line, LineState, Notification, Outcome, RejectionReason, State, Timer,
};
use domain::place::ZoneName;
use domain::policy::EarlyConfirmation;
use domain::reference::Reference;
use ui::customer::{ConsentAbout, ConsentLine, ConsentState, YesEffect};

use crate::letters::silence;
use crate::pages::views;

/// What the claim is about.
pub(super) fn about(claim: &Claim, reference: &Reference) -> ConsentAbout {
    let partner = reference.partners.get(&claim.partner);
    ConsentAbout {
        vendor: reference.vendor.to_string(),
        number: claim.number.to_string(),
        partner: partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        customer: claim
            .details
            .customer
            .name
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        // Only a complete claim is ever approved, so the fallback is never seen.
        activity: claim.details.activity.unwrap_or(domain::claim::Activity::Usage),
        lines: lines(claim, reference),
    }
}

/// The lines a customer decides or has decided on; what the reviewer refused was never asked.
fn lines(claim: &Claim, reference: &Reference) -> Vec<ConsentLine> {
    let shown = |line: &&Line| match line.state {
        LineState::Claimed | LineState::Covered | LineState::Declined | LineState::Ended => true,
        LineState::Refused(_) | LineState::Removed => false,
    };
    let view = |line: &Line| ConsentLine {
        id: line.id.to_string(),
        product: views::product_name(reference, &line.item.product),
        subscription_id: line.item.subscription.map(|id| id.to_string()),
        state: views::line_state(line.state),
    };
    claim.lines.iter().filter(shown).map(view).collect()
}

/// What the holder of the link of this round can say now.
pub(super) fn state(claim: &Claim, round: u32, reference: &Reference) -> ConsentState {
    if round != claim.consent_rounds {
        return ConsentState::Superseded;
    }
    match &claim.state {
        State::ConsentWindow { consent, .. } => window(claim, consent, reference),
        State::InForce { .. } => match claim.association.and_then(|association| association.in_force_at) {
            Some(at) => ConsentState::InForce {
                since: zone(claim).rules().to_datetime(at.timestamp()).date(),
            },
            None => ConsentState::Waiting,
        },
        State::Ended { .. } => match claim.association.and_then(|association| association.ended) {
            Some(end) => ConsentState::Ended { on: end.on },
            None => ConsentState::Waiting,
        },
        State::Disputable { outcome, .. } | State::Final { outcome } => rejected(claim, outcome),
        State::Editing | State::Submitted(_) | State::UnderReview(_) | State::AwaitingAnswer(_) | State::Discarded => {
            ConsentState::Waiting
        }
    }
}

fn window(claim: &Claim, consent: &Consent, reference: &Reference) -> ConsentState {
    match (&consent.notice, claim.timer(Clock::Consent)) {
        (Notification::Delivered, Some(timer)) => ConsentState::Window {
            due: due(claim, timer),
            silence: silence(claim),
            yes: yes(reference),
        },
        (Notification::Delivered, None) | (Notification::Undeliverable { .. }, _) => ConsentState::Unreachable,
    }
}

fn due(claim: &Claim, timer: &Timer) -> ui::parts::DeadlineView {
    views::deadline(claim, timer)
}

/// A withdrawal of an association in force keeps the day it ended on.
fn rejected(claim: &Claim, outcome: &Outcome) -> ConsentState {
    match (
        &outcome.decision,
        claim.association.and_then(|association| association.ended),
    ) {
        (Decision::Withdrawn(_), Some(end)) => ConsentState::Ended { on: end.on },
        (Decision::Rejected(reasons), _) if reasons.contains(&RejectionReason::CustomerDecline) => {
            ConsentState::Declined
        }
        (Decision::Approved | Decision::Rejected(_) | Decision::Withdrawn(_), _) => ConsentState::Rejected,
    }
}

/// When a yes takes effect.
pub(super) fn yes(reference: &Reference) -> YesEffect {
    match reference.policy.early_confirmation {
        EarlyConfirmation::EndsWindow => YesEffect::AtOnce,
        EarlyConfirmation::WindowRunsOn => YesEffect::AfterTheWindow,
    }
}

/// The customer's zone.
pub(super) fn zone(claim: &Claim) -> ZoneName {
    claim.details.customer.zone().unwrap_or_else(ZoneName::utc)
}
