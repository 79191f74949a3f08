//! What a transition does beside its place: line states, association, messages (domain.md §10), versions.

use domain::claim::{
    Command, EndCause, LineReason, NoticeKind, Place, Proof, Recipient, RejectionReason, Visibility, WithdrawalReason,
};
use testkit::commands::{approve_all, decline_all, dispute, line_id, note, reject, reopen, withdraw};
use testkit::{Persona, Workbench, claim_in};

use crate::cases::{ADMIN, By, CUSTOMER, GRETA, LEAD, lines};
use crate::customer::approved_after_no;

/// Approved with the third line refused.
fn partly_approved() -> Workbench {
    let approval = Command::Approve {
        covered: vec![line_id(0), line_id(1)],
        refused: vec![(line_id(2), LineReason::MissingProducts)],
        comment: None,
    };
    claim_in(Place::ReviewFirst).then(Persona::Greta, approval)
}

fn decline(index: usize) -> Command {
    Command::Decline {
        lines: Some(vec![line_id(index)]),
        comment: None,
    }
}

#[test]
fn lines_follow_the_claim() {
    let in_force = || partly_approved().at("2026-09-22T15:00:00Z");
    let end_one = Command::End {
        lines: Some(vec![line_id(0)]),
        comment: None,
        proof: Proof::LinkAndCode,
    };
    let one_declined = || partly_approved().then_customer(decline(0));
    for (what, bench, expected) in [
        (
            "approval",
            partly_approved(),
            "covered covered refused:missing_products",
        ),
        (
            "rejection leaves claimed",
            claim_in(Place::Disputable),
            "claimed claimed claimed",
        ),
        (
            "one declined",
            one_declined(),
            "declined covered refused:missing_products",
        ),
        (
            "all declined",
            partly_approved().declined(),
            "declined declined refused:missing_products",
        ),
        (
            "dispute of a No gives the declined back",
            partly_approved().declined().disputed(),
            "claimed claimed refused:missing_products",
        ),
        (
            "silence after a No",
            approved_after_no().at("2026-09-22T15:00:00Z"),
            "declined declined declined",
        ),
        (
            "reopening",
            partly_approved().then(Persona::Judith, reopen()),
            "claimed claimed claimed",
        ),
        (
            "reopening keeps a No",
            one_declined().then(Persona::Judith, reopen()),
            "declined claimed claimed",
        ),
        (
            "another dispute keeps a No",
            one_declined()
                .then(Persona::Judith, reopen())
                .then(Persona::Judith, reject())
                .disputed(),
            "declined claimed claimed",
        ),
        (
            "withdrawal from the window",
            partly_approved().then(Persona::Ana, withdraw()),
            "covered covered refused:missing_products",
        ),
        (
            "withdrawal in force",
            in_force().then(Persona::Ana, withdraw()),
            "ended ended refused:missing_products",
        ),
        (
            "one ended",
            in_force().then_customer(end_one),
            "ended covered refused:missing_products",
        ),
    ] {
        assert_eq!(lines(&bench.claim), expected, "{what}");
    }
}

#[test]
fn an_association_starts_with_approval_and_has_effect_once_in_force() {
    let window = claim_in(Place::ConsentWindow).claim.association.expect("approved");
    assert_eq!(
        (window.starts_on.to_string().as_str(), window.in_force_at),
        ("2026-09-14", None)
    );
    let in_force = claim_in(Place::InForce).claim.association.expect("in force");
    assert_eq!(
        in_force.in_force_at,
        Some(testkit::commands::instant("2026-09-22T03:00:00Z"))
    );
    assert_eq!(
        claim_in(Place::ConsentWindow).declined().claim.association,
        None,
        "a decline voids it"
    );
    for (bench, cause) in [
        (claim_in(Place::Ended), EndCause::CustomerEnded),
        (
            claim_in(Place::InForce).then(Persona::Ana, withdraw()),
            EndCause::PartnerRequest,
        ),
    ] {
        let ended = bench
            .claim
            .association
            .expect("it was in force")
            .ended
            .expect("it ended");
        assert_eq!((ended.on.to_string().as_str(), ended.cause), ("2026-09-22", cause));
    }
}

/// A claim, a command to it, and the messages it sends.
type Told = (Workbench, By, Command, Vec<(NoticeKind, Recipient)>);

#[test]
fn each_event_tells_whom_it_concerns() {
    use NoticeKind as Kind;
    let (partner, customer, leads) = (Recipient::Partner, Recipient::Customer, Recipient::Leads);
    let greta = Recipient::Reviewer(Persona::Greta.id());
    let hugo = Recipient::Reviewer(Persona::Hugo.id());
    let ready = || claim_in(Place::Draft).with_document();
    let in_dispute = || claim_in(Place::ReviewDispute);
    let asked = || claim_in(Place::AwaitingAnswer);
    let comment = |visibility| claim_in(Place::ReviewFirst).comment(visibility);
    let assign = Command::Assign {
        reviewer: Persona::Hugo.id(),
    };
    let more_time = Command::RequestExtension {
        comment: note("Please"),
    };
    let extend = Command::Extend {
        business_days: 2,
        reason: note("Yes"),
    };
    let confirm = Command::Confirm {
        comment: None,
        proof: Proof::LinkOnly,
    };
    let end = Command::End {
        lines: None,
        comment: None,
        proof: Proof::LinkAndCode,
    };
    let approval = approve_all(&claim_in(Place::ReviewFirst).claim);
    let rows: Vec<Told> = vec![
        (ready(), ADMIN, Command::Submit, vec![(Kind::Received, partner)]),
        (ready(), ADMIN, Command::Discard, vec![]),
        (claim_in(Place::SubmittedFirst), GRETA, Command::StartReview, vec![]),
        (
            claim_in(Place::SubmittedFirst),
            LEAD,
            assign,
            vec![(Kind::Assigned, hugo)],
        ),
        (
            claim_in(Place::ReviewFirst),
            GRETA,
            testkit::commands::request_information(),
            vec![(Kind::InformationRequested, partner)],
        ),
        (
            asked(),
            ADMIN,
            testkit::commands::resubmit(),
            vec![(Kind::ResubmissionReceived, partner)],
        ),
        (asked(), ADMIN, more_time, vec![(Kind::ExtensionRequested, leads)]),
        (asked(), LEAD, extend, vec![(Kind::ExtensionGranted, partner)]),
        (
            claim_in(Place::ReviewFirst),
            GRETA,
            approval.clone(),
            vec![(Kind::Approved, partner), (Kind::AssociationNotice, customer)],
        ),
        (
            claim_in(Place::ReviewFirst),
            GRETA,
            reject(),
            vec![(Kind::Rejected, partner)],
        ),
        (
            in_dispute(),
            LEAD,
            reject(),
            vec![(Kind::Rejected, partner), (Kind::DisputeDecided, partner)],
        ),
        (
            in_dispute(),
            LEAD,
            approval,
            vec![
                (Kind::Approved, partner),
                (Kind::DisputeDecided, partner),
                (Kind::AssociationNotice, customer),
            ],
        ),
        (
            claim_in(Place::Disputable),
            ADMIN,
            dispute(),
            vec![(Kind::DisputeReceived, partner)],
        ),
        (
            claim_in(Place::Disputable),
            LEAD,
            reopen(),
            vec![(Kind::Reopened, partner)],
        ),
        (
            claim_in(Place::ConsentWindow),
            CUSTOMER,
            confirm,
            vec![(Kind::InForce, partner), (Kind::ChoiceConfirmed, customer)],
        ),
        (
            claim_in(Place::ConsentWindow),
            CUSTOMER,
            decline_all(),
            vec![(Kind::CustomerDeclined, partner), (Kind::ChoiceConfirmed, customer)],
        ),
        (
            claim_in(Place::ConsentWindow),
            CUSTOMER,
            testkit::commands::not_me(),
            vec![(Kind::NoticeUndeliverable, partner)],
        ),
        (
            claim_in(Place::InForce),
            CUSTOMER,
            end,
            vec![
                (Kind::AssociationEnded, partner),
                (Kind::AssociationEndedCustomer, customer),
            ],
        ),
        (
            claim_in(Place::InForce),
            ADMIN,
            withdraw(),
            vec![
                (Kind::AssociationEnded, partner),
                (Kind::AssociationEndedCustomer, customer),
            ],
        ),
        (
            claim_in(Place::ReviewFirst),
            ADMIN,
            comment(Visibility::Shared),
            vec![(Kind::CommentAdded, greta)],
        ),
        (
            claim_in(Place::ReviewFirst),
            GRETA,
            comment(Visibility::Shared),
            vec![(Kind::CommentAdded, partner)],
        ),
        (
            claim_in(Place::ReviewFirst),
            GRETA,
            comment(Visibility::Internal),
            vec![],
        ),
    ];
    for (mut bench, by, command, expected) in rows {
        let said = format!("{command:?}");
        let before = bench.notices.len();
        let actor = by.actor(&bench);
        bench.run(&actor, command).expect("it is accepted");
        let sent: Vec<_> = bench.notices[before..]
            .iter()
            .map(|(_, notice)| (notice.kind, notice.to))
            .collect();
        assert_eq!(sent, expected, "{said}");
    }
    // What the clock does is told as well.
    let lapsed = asked().at("2026-09-22T15:00:00Z");
    assert_eq!(lapsed.notices.last().expect("told").1.kind, Kind::Rejected);
    let silent = claim_in(Place::InForce);
    assert_eq!(silent.notices.last().expect("told").1.kind, Kind::InForce);
}

#[test]
fn comments_uploads_reminders_and_flags_change_no_version() {
    let queued = claim_in(Place::SubmittedFirst);
    let version = queued.claim.version;
    let mut bench = queued.with_document();
    for visibility in [Visibility::Shared, Visibility::Internal] {
        let command = bench.comment(visibility);
        bench = bench.then(Persona::Greta, command);
    }
    // A reminder and the flag of the queue clock.
    let bench = bench.at("2026-09-22T15:00:00Z");
    assert_eq!(bench.claim.version, version);
    let started = bench.under_review();
    assert_eq!(started.claim.version.0, version.0 + 1);
    let asked = claim_in(Place::AwaitingAnswer);
    let version = asked.claim.version;
    assert_eq!(
        asked.at("2026-09-22T15:00:00Z").claim.version.0,
        version.0 + 1,
        "a lapse that decides does"
    );
}

#[test]
fn a_withdrawal_says_why() {
    let command = Command::Withdraw {
        reason: WithdrawalReason::WrongMpnId,
        comment: None,
    };
    let withdrawn = claim_in(Place::SubmittedFirst).then(Persona::Bruno, command);
    let outcome = withdrawn.claim.outcome().expect("an outcome");
    assert_eq!(outcome.decision.reasons(), [RejectionReason::PartnerRequest]);
    assert_eq!(
        outcome.decision,
        domain::claim::Decision::Withdrawn(WithdrawalReason::WrongMpnId)
    );
}
