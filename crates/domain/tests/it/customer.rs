//! What the customer chooses: transitions 11, 12, 13 and 17 of domain.md §3, and that a No is never turned by silence.

use domain::claim::{Command, LineState, Place, Proof, RejectionReason};
use domain::policy::EarlyConfirmation;
use testkit::commands::{approve_all, decline_all, line_id};
use testkit::{Persona, Workbench, claim_in};

use crate::cases::{ADMIN, CUSTOMER, check};

fn confirm(proof: Proof) -> Command {
    Command::Confirm { comment: None, proof }
}

fn end(lines: Option<&[usize]>, proof: Proof) -> Command {
    Command::End {
        lines: lines.map(|lines| lines.iter().copied().map(line_id).collect()),
        comment: None,
        proof,
    }
}

fn decline(lines: &[usize]) -> Command {
    Command::Decline {
        lines: Some(lines.iter().copied().map(line_id).collect()),
        comment: None,
    }
}

/// Approved again after the customer's No and a dispute with a new document.
pub fn approved_after_no() -> Workbench {
    let disputed = claim_in(Place::ConsentWindow).declined().disputed();
    let command = approve_all(&disputed.claim);
    disputed.then(Persona::Judith, command)
}

#[test]
fn the_customer_confirms_declines_and_ends() {
    let window = || claim_in(Place::ConsentWindow);
    let in_force = || claim_in(Place::InForce);
    let (link, code) = (Proof::LinkOnly, Proof::LinkAndCode);
    let mut runs_on = window();
    runs_on.reference.policy.early_confirmation = EarlyConfirmation::WindowRunsOn;
    check(vec![
        (11, window(), CUSTOMER, confirm(link), "approved/in_force"),
        (11, runs_on, CUSTOMER, confirm(link), "approved/consent_window"),
        (11, approved_after_no(), CUSTOMER, confirm(link), "code_required"),
        (11, approved_after_no(), CUSTOMER, confirm(code), "approved/in_force"),
        (11, in_force(), CUSTOMER, confirm(link), "window_closed"),
        (11, window(), ADMIN, confirm(link), "not_permitted"),
        (13, window(), CUSTOMER, decline_all(), "rejected/disputable"),
        (13, window(), CUSTOMER, decline(&[1]), "approved/consent_window"),
        (13, window(), CUSTOMER, decline(&[0, 1, 2]), "rejected/disputable"),
        (13, window(), CUSTOMER, decline(&[9]), "invalid /lines/0=unknown_line"),
        (13, window(), CUSTOMER, decline(&[]), "invalid /lines=required"),
        (13, approved_after_no(), CUSTOMER, decline_all(), "rejected/final"),
        (13, in_force(), CUSTOMER, decline_all(), "window_closed"),
        (17, in_force(), CUSTOMER, end(None, code), "approved/ended"),
        (17, in_force(), CUSTOMER, end(Some(&[0]), code), "approved/in_force"),
        (17, in_force(), CUSTOMER, end(None, link), "code_required"),
        (17, window(), CUSTOMER, end(None, code), "wrong_status"),
        (17, claim_in(Place::Ended), CUSTOMER, end(None, code), "window_closed"),
    ]);
    let mut older = approved_after_no();
    let first_link = domain::party::Actor::Customer {
        claim: older.claim.id,
        round: 1,
    };
    assert_eq!(
        older.run(&first_link, confirm(code)),
        Err(domain::claim::Refusal::Superseded)
    );
}

#[test]
fn a_no_is_never_turned_by_silence() {
    let silent = approved_after_no().at("2026-09-22T15:00:00Z");
    assert_eq!(crate::cases::place(&silent.claim), "rejected/final");
    assert_eq!(
        silent.claim.outcome().expect("an outcome").decision.reasons(),
        [RejectionReason::CustomerDecline]
    );
    let mut confirmed = approved_after_no();
    confirmed.reference.policy.early_confirmation = EarlyConfirmation::WindowRunsOn;
    let confirmed = confirmed
        .then_customer(confirm(Proof::LinkAndCode))
        .at("2026-09-22T15:00:00Z");
    assert_eq!(crate::cases::place(&confirmed.claim), "approved/in_force");
    // A No to single lines only is no earlier decline.
    let some = claim_in(Place::ConsentWindow)
        .then_customer(decline(&[0]))
        .at("2026-09-22T15:00:00Z");
    assert_eq!(crate::cases::place(&some.claim), "approved/in_force");
    assert_eq!(some.claim.lines[0].state, LineState::Declined);
}
