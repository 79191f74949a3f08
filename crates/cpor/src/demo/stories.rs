//! The lives that sample claims lead, as a table: what happens after how many hours, and where it stops.

use domain::claim::Place;

/// Something that happens in a sample claim's life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Document,
    Comment,
    Note,
    Submit,
    StartReview,
    Request,
    Resubmit,
    Approve,
    ApproveSome,
    Reject,
    Confirm,
    Decline,
    DeclineOne,
    End,
    NotMe,
    Dispute,
    Withdraw,
    Reopen,
}

/// A life: its steps, each a number of hours after the one before, then some hours until today.
pub struct Story {
    /// What it tells.
    pub name: &'static str,
    /// How often it is told, against the others.
    pub weight: u32,
    /// The steps with the least and most hours before each.
    pub steps: &'static [(Step, u32, u32)],
    /// The least and most hours since the last step; deadlines that pass meanwhile take effect.
    pub age: (u32, u32),
    /// Where it stands today.
    pub place: Place,
}

const fn story(
    name: &'static str,
    weight: u32,
    steps: &'static [(Step, u32, u32)],
    age: (u32, u32),
    place: Place,
) -> Story {
    Story {
        name,
        weight,
        steps,
        age,
        place,
    }
}

use Step::{
    Approve, ApproveSome, Comment, Confirm, Decline, DeclineOne, Dispute, Document, End, NotMe, Note, Reject, Reopen,
    Request, Resubmit, StartReview, Submit, Withdraw,
};

/// Every status and phase, and the ways there. Five business days are at least 120 hours and, with weekends and the
/// sample calendars' days off, at most 240.
pub const STORIES: &[Story] = &[
    story("a new draft", 4, &[], (1, 600), Place::Draft),
    story(
        "a draft with a document",
        4,
        &[(Document, 1, 48)],
        (1, 1900),
        Place::Draft,
    ),
    story(
        "just handed in",
        12,
        &[(Document, 1, 30), (Submit, 1, 72)],
        (1, 110),
        Place::SubmittedFirst,
    ),
    story(
        "waits too long",
        3,
        &[(Document, 1, 30), (Submit, 1, 72)],
        (240, 300),
        Place::SubmittedFirst,
    ),
    story(
        "under review",
        9,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 90),
            (Comment, 1, 10),
        ],
        (1, 100),
        Place::ReviewFirst,
    ),
    story(
        "under review, with a note",
        4,
        &[(Document, 1, 30), (Submit, 1, 72), (StartReview, 2, 90), (Note, 1, 20)],
        (1, 100),
        Place::ReviewFirst,
    ),
    story(
        "more is asked",
        9,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Request, 1, 60),
        ],
        (1, 105),
        Place::AwaitingAnswer,
    ),
    story(
        "answered",
        6,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Request, 1, 60),
            (Resubmit, 4, 100),
        ],
        (1, 100),
        Place::SubmittedResubmission,
    ),
    story(
        "answered and under review",
        5,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Request, 1, 60),
            (Document, 2, 50),
            (Resubmit, 1, 40),
            (StartReview, 2, 60),
        ],
        (1, 80),
        Place::ReviewResubmission,
    ),
    story(
        "the customer's week",
        10,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
        ],
        (1, 150),
        Place::ConsentWindow,
    ),
    story(
        "in force by silence",
        16,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
        ],
        (220, 3500),
        Place::InForce,
    ),
    story(
        "in force by a yes",
        10,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
            (Confirm, 2, 150),
        ],
        (10, 3000),
        Place::InForce,
    ),
    story(
        "in force for some lines",
        6,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (ApproveSome, 1, 80),
            (DeclineOne, 2, 100),
        ],
        (220, 2500),
        Place::InForce,
    ),
    story(
        "ended by the customer",
        6,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
            (Confirm, 2, 100),
            (End, 300, 1500),
        ],
        (10, 1500),
        Place::Ended,
    ),
    story(
        "rejected",
        7,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Reject, 1, 80),
        ],
        (2, 690),
        Place::Disputable,
    ),
    story(
        "no answer in time",
        5,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Request, 1, 60),
        ],
        (250, 800),
        Place::Disputable,
    ),
    story(
        "declined by the customer",
        5,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
            (Decline, 2, 140),
        ],
        (2, 690),
        Place::Disputable,
    ),
    story(
        "rejected for good",
        6,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Reject, 1, 80),
        ],
        (800, 3500),
        Place::Final,
    ),
    story(
        "dispute lost",
        4,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Reject, 1, 80),
            (Dispute, 24, 400),
            (Reject, 5, 90),
        ],
        (2, 2500),
        Place::Final,
    ),
    story(
        "no yes after a no",
        2,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
            (Decline, 2, 140),
            (Document, 1, 100),
            (Dispute, 1, 40),
            (Approve, 5, 90),
        ],
        (220, 2000),
        Place::Final,
    ),
    story(
        "withdrawn",
        4,
        &[(Document, 1, 30), (Submit, 1, 72), (Withdraw, 2, 100)],
        (2, 2500),
        Place::Final,
    ),
    story(
        "a dispute waits",
        5,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Reject, 1, 80),
            (Dispute, 24, 400),
        ],
        (1, 100),
        Place::ReviewDispute,
    ),
    story(
        "more is asked in a dispute",
        2,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Reject, 1, 80),
            (Dispute, 24, 400),
            (Request, 2, 60),
        ],
        (1, 100),
        Place::AwaitingAnswer,
    ),
    story(
        "a yes is needed",
        3,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
            (Decline, 2, 140),
            (Document, 1, 100),
            (Dispute, 1, 40),
            (Approve, 5, 90),
        ],
        (1, 150),
        Place::ConsentWindow,
    ),
    story(
        "a decision is corrected",
        3,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Reject, 1, 80),
            (Reopen, 4, 200),
        ],
        (1, 100),
        Place::ReviewReopened,
    ),
    story(
        "the notice went to the wrong person",
        2,
        &[
            (Document, 1, 30),
            (Submit, 1, 72),
            (StartReview, 2, 80),
            (Approve, 1, 80),
            (NotMe, 3, 140),
        ],
        (1, 500),
        Place::ConsentWindow,
    ),
];
