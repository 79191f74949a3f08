//! Where a claim is in its life: the stops behind it, its own, and those ahead.

use domain::claim::{Phase, Status};
use jiff::Timestamp;

use crate::glyphs::{self, Glyph};
use crate::parts::StatusView;
use crate::text::Text;

/// A stop's place relative to where the claim is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Behind,
    Here,
    Ahead,
}

/// What a stop stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Draft,
    Submitted,
    Review,
    Answer,
    ReviewAgain,
    Window,
    InForce,
    Ended,
    Rejected,
    Dispute,
    Final,
}

/// A stop of the life picture.
#[derive(Clone, Debug)]
pub struct Stop {
    kind: Kind,
    place: Place,
    state: StatusView,
    pub(crate) at: Option<Timestamp>,
}

/// The instants that the picture shows, as far as they are known.
#[derive(Clone, Copy, Default, Debug)]
pub struct LifeDates {
    /// When the draft was made.
    pub created_at: Option<Timestamp>,
    /// When it was first submitted.
    pub submitted_at: Option<Timestamp>,
    /// When the association came into force.
    pub in_force_at: Option<Timestamp>,
}

/// The stops of a claim in this state.
pub fn life(state: StatusView, dates: LifeDates) -> Vec<Stop> {
    use Kind::*;
    let (path, here): (&[Kind], usize) = match (state.status, state.phase) {
        (Status::Editing, _) => (&[Draft, Submitted, Review, Window, InForce], 0),
        (Status::Submitted, Phase::Resubmission) => (&[Draft, Submitted, Answer, ReviewAgain, Window, InForce], 3),
        (Status::Submitted, _) => (&[Draft, Submitted, Review, Window, InForce], 1),
        (Status::UnderReview, Phase::Dispute) => (&[Draft, Submitted, Rejected, Dispute, Window, InForce], 3),
        (Status::UnderReview, Phase::Resubmission | Phase::Reopened) => {
            (&[Draft, Submitted, Review, ReviewAgain, Window, InForce], 3)
        }
        (Status::UnderReview, _) => (&[Draft, Submitted, Review, Window, InForce], 2),
        (Status::PartnerActionRequired, _) => (&[Draft, Submitted, Review, Answer, ReviewAgain, Window, InForce], 3),
        (Status::Approved, Phase::InForce) => (&[Draft, Submitted, Review, Window, InForce], 4),
        (Status::Approved, Phase::Ended) => (&[Draft, Submitted, Review, Window, InForce, Ended], 5),
        (Status::Approved, _) => (&[Draft, Submitted, Review, Window, InForce], 3),
        (Status::Rejected, Phase::Final) => (&[Draft, Submitted, Final], 2),
        (Status::Rejected, _) => (&[Draft, Submitted, Review, Rejected, Dispute], 3),
    };
    let stop = |(index, kind): (usize, &Kind)| Stop {
        kind: *kind,
        place: match index.cmp(&here) {
            std::cmp::Ordering::Less => Place::Behind,
            std::cmp::Ordering::Equal => Place::Here,
            std::cmp::Ordering::Greater => Place::Ahead,
        },
        state,
        at: match kind {
            Draft => dates.created_at,
            Submitted => dates.submitted_at,
            InForce => dates.in_force_at,
            Review | Answer | ReviewAgain | Window | Ended | Rejected | Dispute | Final => None,
        },
    };
    path.iter().enumerate().map(stop).collect()
}

/// The number of the claim's own stop, counted from one.
pub(crate) fn at(stops: &[Stop]) -> usize {
    stops.iter().position(Stop::is_now).map_or(1, |index| index + 1)
}

impl Stop {
    pub(crate) fn is_now(&self) -> bool {
        self.place == Place::Here
    }

    pub(crate) fn class(&self) -> &'static str {
        match self.place {
            Place::Behind => "done",
            Place::Here => "now",
            Place::Ahead => "next",
        }
    }

    pub(crate) fn glyph(&self) -> Glyph {
        match self.place {
            Place::Behind => glyphs::STOP_DONE,
            Place::Here => self.state.glyph(),
            Place::Ahead => glyphs::RING,
        }
    }

    pub(crate) fn name(&self, text: &Text) -> String {
        match self.kind {
            Kind::Draft => text.life_draft(),
            Kind::Submitted => text.life_submitted(),
            Kind::Review => text.life_review(),
            Kind::Answer => text.life_answer(),
            Kind::ReviewAgain => text.life_review_again(),
            Kind::Window => text.life_window(),
            Kind::InForce => text.life_in_force(),
            Kind::Ended => text.life_ended(),
            Kind::Rejected => text.life_rejected(),
            Kind::Dispute => text.life_dispute(),
            Kind::Final => text.life_final(),
        }
    }

    pub(crate) fn say(&self, text: &Text) -> String {
        match self.place {
            Place::Behind => text.life_done(),
            Place::Here => text.life_now(),
            Place::Ahead => text.life_next(),
        }
    }
}
