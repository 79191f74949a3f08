//! The transition table of domain.md §3, as data.

use domain::claim::{Clock, Phase, Status};

/// A status with its phase.
pub type Place = (Status, Phase);

/// What moves a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// A person's command.
    Command(&'static str),
    /// A deadline, after a customer's earlier No or not (`None`: either way).
    Lapse(Clock, Option<bool>),
}

/// Where it goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum To {
    /// There.
    Place(Place),
    /// Where it is.
    Same,
    /// Out of existence.
    Gone,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its number in domain.md.
    pub number: u8,
    /// The places it leaves.
    pub from: &'static [Place],
    /// What moves the claim.
    pub by: By,
    /// Where it may go.
    pub to: &'static [To],
}

const DRAFT: Place = (Status::Editing, Phase::Draft);
const SUBMITTED: Place = (Status::Submitted, Phase::First);
const RESUBMITTED: Place = (Status::Submitted, Phase::Resubmission);
const FIRST: Place = (Status::UnderReview, Phase::First);
const AGAIN: Place = (Status::UnderReview, Phase::Resubmission);
const DISPUTE: Place = (Status::UnderReview, Phase::Dispute);
const REOPENED: Place = (Status::UnderReview, Phase::Reopened);
const ASKED: Place = (Status::PartnerActionRequired, Phase::AwaitingAnswer);
const CONSENT: Place = (Status::Approved, Phase::ConsentWindow);
const IN_FORCE: Place = (Status::Approved, Phase::InForce);
const ENDED: Place = (Status::Approved, Phase::Ended);
const DISPUTABLE: Place = (Status::Rejected, Phase::Disputable);
const FINAL: Place = (Status::Rejected, Phase::Final);

const REVIEW: &[Place] = &[FIRST, AGAIN, DISPUTE, REOPENED];
const DENIED: &[To] = &[To::Place(DISPUTABLE), To::Place(FINAL)];

const fn row(number: u8, from: &'static [Place], by: By, to: &'static [To]) -> Row {
    Row { number, from, by, to }
}

/// The rows that can be told without competing claims, terms and a lead's ending.
pub const TRANSITIONS: &[Row] = &[
    row(1, &[], By::Command("create"), &[To::Place(DRAFT)]),
    row(2, &[DRAFT], By::Command("submit"), &[To::Place(SUBMITTED)]),
    row(3, &[DRAFT], By::Command("discard"), &[To::Gone]),
    row(3, &[DRAFT], By::Lapse(Clock::DraftLife, None), &[To::Gone]),
    row(
        4,
        &[DRAFT, SUBMITTED, RESUBMITTED, ASKED],
        By::Command("edit"),
        &[To::Same],
    ),
    row(5, &[SUBMITTED], By::Command("start_review"), &[To::Place(FIRST)]),
    row(5, &[RESUBMITTED], By::Command("start_review"), &[To::Place(AGAIN)]),
    row(6, REVIEW, By::Command("request_information"), &[To::Place(ASKED)]),
    row(
        7,
        &[ASKED],
        By::Command("resubmit"),
        &[To::Place(RESUBMITTED), To::Place(DISPUTE)],
    ),
    row(8, &[ASKED], By::Lapse(Clock::PartnerAnswer, None), DENIED),
    row(9, REVIEW, By::Command("approve"), &[To::Place(CONSENT)]),
    row(10, REVIEW, By::Command("reject"), DENIED),
    row(11, &[CONSENT], By::Command("confirm"), &[To::Place(IN_FORCE), To::Same]),
    row(
        12,
        &[CONSENT],
        By::Lapse(Clock::Consent, Some(false)),
        &[To::Place(IN_FORCE)],
    ),
    row(
        12,
        &[CONSENT],
        By::Lapse(Clock::Consent, Some(true)),
        &[To::Place(FINAL)],
    ),
    row(
        13,
        &[CONSENT],
        By::Command("decline"),
        &[To::Same, To::Place(DISPUTABLE), To::Place(FINAL)],
    ),
    row(
        14,
        &[
            SUBMITTED,
            RESUBMITTED,
            FIRST,
            AGAIN,
            DISPUTE,
            REOPENED,
            ASKED,
            CONSENT,
            IN_FORCE,
        ],
        By::Command("withdraw"),
        &[To::Place(FINAL)],
    ),
    row(15, &[DISPUTABLE], By::Command("dispute"), &[To::Place(DISPUTE)]),
    row(
        16,
        &[DISPUTABLE],
        By::Lapse(Clock::DisputeWindow, None),
        &[To::Place(FINAL)],
    ),
    row(17, &[IN_FORCE], By::Command("end"), &[To::Same, To::Place(ENDED)]),
    row(
        20,
        &[CONSENT, DISPUTABLE, FINAL],
        By::Command("reopen"),
        &[To::Place(REOPENED)],
    ),
];

/// The clocks that may run in a place (the table of phases in domain.md §3).
pub const fn clocks_of(place: Place) -> &'static [Clock] {
    match (place.0, place.1) {
        (_, Phase::Draft) => &[Clock::DraftLife],
        (Status::Submitted, _) => &[Clock::Queue, Clock::Decision],
        (_, Phase::First | Phase::Resubmission) => &[Clock::Review, Clock::Decision],
        (_, Phase::Dispute) => &[Clock::DisputeAnswer],
        (_, Phase::Reopened) => &[Clock::Review],
        (_, Phase::AwaitingAnswer) => &[Clock::PartnerAnswer],
        (_, Phase::ConsentWindow) => &[Clock::Consent],
        (_, Phase::Disputable) => &[Clock::DisputeWindow],
        (_, Phase::InForce | Phase::Ended | Phase::Final) => &[],
    }
}
