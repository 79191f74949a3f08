//! Every transition of domain.md §3 with rows that are accepted and rows that are refused.

use domain::claim::{Command, InformationReason, LineReason, Place, RejectionReason, WithdrawalReason};
use testkit::commands::{dispute, line_id, note, reject, reopen, request_information, resubmit, withdraw};
use testkit::{Persona, Workbench, claim_in};

use crate::cases::{ADMIN, By, GRETA, HUGO, LEAD, USER, check, outcome};

fn approve(covered: &[usize], refused: &[usize]) -> Command {
    Command::Approve {
        covered: covered.iter().copied().map(line_id).collect(),
        refused: refused
            .iter()
            .map(|index| (line_id(*index), LineReason::MissingProducts))
            .collect(),
        comment: None,
    }
}

/// The dispute was lost, so the next rejection is final.
fn dispute_used() -> Workbench {
    claim_in(Place::ReviewDispute)
        .then(Persona::Judith, reject())
        .then(Persona::Judith, reopen())
}

#[test]
fn drafts_are_submitted_and_discarded() {
    let ready = || claim_in(Place::Draft).with_document();
    check(vec![
        (2, ready(), ADMIN, Command::Submit, "submitted/first"),
        (2, ready(), USER, Command::Submit, "not_permitted"),
        (
            2,
            claim_in(Place::Draft),
            ADMIN,
            Command::Submit,
            "incomplete /documents=required",
        ),
        (
            2,
            claim_in(Place::SubmittedFirst),
            ADMIN,
            Command::Submit,
            "wrong_status",
        ),
        (3, claim_in(Place::Draft), USER, Command::Discard, "gone"),
        (
            3,
            claim_in(Place::SubmittedFirst),
            ADMIN,
            Command::Discard,
            "wrong_status",
        ),
        (3, claim_in(Place::Draft), GRETA, Command::Discard, "not_permitted"),
    ]);
}

#[test]
fn reviews_start_ask_and_decide() {
    let review = || claim_in(Place::ReviewFirst);
    let ask = |remove: &[usize], reasons: &[InformationReason]| Command::RequestInformation {
        reasons: reasons.to_vec(),
        comment: note("More"),
        remove_lines: remove.iter().copied().map(line_id).collect(),
    };
    let dates = [InformationReason::MissingOrOldDates];
    check(vec![
        (
            5,
            claim_in(Place::SubmittedFirst),
            HUGO,
            Command::StartReview,
            "under_review/first",
        ),
        (
            5,
            claim_in(Place::SubmittedFirst),
            ADMIN,
            Command::StartReview,
            "not_permitted",
        ),
        (
            5,
            claim_in(Place::SubmittedResubmission),
            GRETA,
            Command::StartReview,
            "under_review/resubmission",
        ),
        (
            5,
            claim_in(Place::SubmittedResubmission),
            HUGO,
            Command::StartReview,
            "not_assigned",
        ),
        (
            5,
            claim_in(Place::SubmittedResubmission),
            LEAD,
            Command::StartReview,
            "under_review/resubmission",
        ),
        (5, review(), GRETA, Command::StartReview, "wrong_status"),
        (
            6,
            review(),
            GRETA,
            ask(&[0, 1], &dates),
            "partner_action_required/awaiting_answer",
        ),
        (6, review(), HUGO, ask(&[], &dates), "not_assigned"),
        (
            6,
            review(),
            LEAD,
            ask(&[], &dates),
            "partner_action_required/awaiting_answer",
        ),
        (6, review(), GRETA, ask(&[], &[]), "invalid /reasons=required"),
        (
            6,
            review(),
            GRETA,
            ask(&[0, 1, 2], &dates),
            "invalid /remove_lines=no_line_left",
        ),
        (
            6,
            review(),
            GRETA,
            ask(&[9], &dates),
            "invalid /remove_lines/0=unknown_line",
        ),
        (
            6,
            claim_in(Place::SubmittedFirst),
            GRETA,
            ask(&[], &dates),
            "wrong_status",
        ),
        (9, review(), GRETA, approve(&[0, 1, 2], &[]), "approved/consent_window"),
        (9, review(), GRETA, approve(&[0], &[1, 2]), "approved/consent_window"),
        (
            9,
            review(),
            GRETA,
            approve(&[], &[0, 1, 2]),
            "invalid /covered_lines=required",
        ),
        (
            9,
            review(),
            GRETA,
            approve(&[0], &[1]),
            "invalid /covered_lines=lines_undecided",
        ),
        (
            9,
            review(),
            GRETA,
            approve(&[0, 1, 2], &[2]),
            "invalid /refused_lines/0=duplicate",
        ),
        (9, review(), HUGO, approve(&[0, 1, 2], &[]), "not_assigned"),
        (
            9,
            claim_in(Place::AwaitingAnswer),
            GRETA,
            approve(&[0, 1, 2], &[]),
            "wrong_status",
        ),
        (10, review(), GRETA, reject(), "rejected/disputable"),
        (10, dispute_used(), LEAD, reject(), "rejected/final"),
        (10, review(), ADMIN, reject(), "not_permitted"),
    ]);
}

#[test]
fn reviewers_give_only_their_own_reasons() {
    let reject_for = |reason| Command::Reject {
        reasons: vec![reason],
        comment: note("No"),
    };
    for (reason, expected) in [
        (RejectionReason::InsufficientPoe, "rejected/disputable"),
        (RejectionReason::MissingCustomerConsent, "rejected/disputable"),
        (RejectionReason::MissingProducts, "rejected/disputable"),
        (RejectionReason::PoeUnavailable, "invalid /reasons/0=poe_available"),
        (RejectionReason::PartnerRequest, "invalid /reasons/0=unknown_code"),
        (RejectionReason::CustomerDecline, "invalid /reasons/0=unknown_code"),
        (RejectionReason::NoPartnerResponse, "invalid /reasons/0=unknown_code"),
    ] {
        assert_eq!(
            outcome(claim_in(Place::ReviewFirst), GRETA, reject_for(reason)),
            expected,
            "{reason:?}"
        );
    }
    let mut unreadable = claim_in(Place::ReviewFirst);
    unreadable.claim.documents[0].condition = domain::claim::DocumentCondition::Unreadable;
    let command = reject_for(RejectionReason::PoeUnavailable);
    assert_eq!(outcome(unreadable, GRETA, command), "rejected/disputable");
}

#[test]
fn answers_disputes_and_withdrawals_are_the_partners() {
    let answer = |comment: Option<&str>, remove: &[usize]| Command::Resubmit {
        comment: comment.map(note),
        remove_lines: remove.iter().copied().map(line_id).collect(),
    };
    let asked = || claim_in(Place::AwaitingAnswer);
    let silent = || Command::Dispute { justification: None };
    let withdrawn_for = |reason, comment: Option<&str>| Command::Withdraw {
        reason,
        comment: comment.map(note),
    };
    let declined = || claim_in(Place::ConsentWindow).declined();
    let mut rows = vec![
        (7, asked(), ADMIN, answer(Some("Page 3"), &[]), "submitted/resubmission"),
        (7, asked(), ADMIN, answer(None, &[2]), "submitted/resubmission"),
        (
            7,
            asked().with_document(),
            ADMIN,
            answer(None, &[]),
            "submitted/resubmission",
        ),
        (7, asked(), ADMIN, answer(None, &[]), "invalid /comment=answer_required"),
        (
            7,
            asked(),
            ADMIN,
            answer(None, &[1]),
            "invalid /remove_lines/0=unknown_line",
        ),
        (7, asked(), USER, answer(Some("Page 3"), &[]), "not_permitted"),
        (
            7,
            claim_in(Place::ReviewDispute).then(Persona::Judith, request_information()),
            ADMIN,
            answer(Some("Page 3"), &[]),
            "under_review/dispute",
        ),
        (
            15,
            claim_in(Place::Disputable),
            ADMIN,
            dispute(),
            "under_review/dispute",
        ),
        (
            15,
            claim_in(Place::Disputable).with_document(),
            ADMIN,
            silent(),
            "under_review/dispute",
        ),
        (
            15,
            claim_in(Place::Disputable),
            ADMIN,
            silent(),
            "invalid /justification=grounds_required",
        ),
        (15, declined(), ADMIN, dispute(), "new_poe_required"),
        (15, declined().with_document(), ADMIN, silent(), "under_review/dispute"),
        (15, claim_in(Place::Final), ADMIN, dispute(), "window_closed"),
        (15, claim_in(Place::Disputable), USER, dispute(), "not_permitted"),
        (
            14,
            asked(),
            ADMIN,
            withdrawn_for(WithdrawalReason::Other, None),
            "invalid /comment=required",
        ),
        (
            14,
            asked(),
            ADMIN,
            withdrawn_for(WithdrawalReason::Other, Some("Merged")),
            "rejected/final",
        ),
        (14, asked(), USER, withdraw(), "not_permitted"),
    ];
    for place in Place::ALL {
        let possible = !matches!(
            place,
            Place::Draft | Place::Disputable | Place::Final | Place::Ended | Place::Discarded
        );
        let expected = if possible { "rejected/final" } else { "wrong_status" };
        rows.push((14, claim_in(place), ADMIN, withdraw(), expected));
    }
    check(rows);
}

#[test]
fn leads_reopen_what_neither_customer_nor_partner_closed() {
    check(vec![
        (
            20,
            claim_in(Place::ConsentWindow),
            LEAD,
            reopen(),
            "under_review/reopened",
        ),
        (20, claim_in(Place::Disputable), LEAD, reopen(), "under_review/reopened"),
        (20, claim_in(Place::Final), LEAD, reopen(), "under_review/reopened"),
        (20, claim_in(Place::Disputable), GRETA, reopen(), "not_permitted"),
        (
            20,
            claim_in(Place::ConsentWindow).declined(),
            LEAD,
            reopen(),
            "wrong_status",
        ),
        (
            20,
            claim_in(Place::InForce).then(Persona::Ana, withdraw()),
            LEAD,
            reopen(),
            "wrong_status",
        ),
        (20, claim_in(Place::InForce), LEAD, reopen(), "wrong_status"),
        (
            20,
            claim_in(Place::ReviewReopened),
            GRETA,
            request_information(),
            "partner_action_required/awaiting_answer",
        ),
        (
            20,
            claim_in(Place::ReviewReopened).asked(),
            ADMIN,
            resubmit(),
            "submitted/resubmission",
        ),
    ]);
}

#[test]
fn a_dispute_is_decided_by_four_eyes() {
    let assign = |persona: Persona| Command::Assign { reviewer: persona.id() };
    let dispute = || claim_in(Place::ReviewDispute);
    let to_hugo = || dispute().then(Persona::Judith, assign(Persona::Hugo));
    let judith_decided = || {
        let review = claim_in(Place::ReviewFirst).then(Persona::Judith, reject());
        review.disputed()
    };
    check(vec![
        (15, dispute(), GRETA, reject(), "four_eyes"),
        (15, dispute(), GRETA, request_information(), "four_eyes"),
        (15, dispute(), HUGO, reject(), "not_assigned"),
        (15, dispute(), LEAD, reject(), "rejected/final"),
        (15, to_hugo(), HUGO, reject(), "rejected/final"),
        (
            15,
            dispute(),
            LEAD,
            assign(Persona::Greta),
            "invalid /reviewer=four_eyes",
        ),
        (
            15,
            dispute(),
            LEAD,
            assign(Persona::Lena),
            "invalid /reviewer=not_a_reviewer",
        ),
        (15, judith_decided(), LEAD, reject(), "four_eyes"),
        (15, judith_decided(), By::Of(Persona::Karl), reject(), "rejected/final"),
    ]);
    assert_eq!(dispute().claim.reviewer, None);
}
