//! Where a claim is in its life: the stops behind it, its own, those ahead, and the branch it takes otherwise.

use domain::claim::{Clock, Consequence, Phase, Status};
use jiff::Timestamp;

use crate::dates::Reader;
use crate::glyphs::{self, Glyph};
use crate::parts::{DeadlineView, StatusView};
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
    at: Option<Timestamp>,
}

/// The instants that the picture shows, as far as they are known.
#[derive(Clone, Copy, Default, Debug)]
pub struct LifeDates {
    /// When the draft was made.
    pub created_at: Option<Timestamp>,
    /// When it was first submitted.
    pub submitted_at: Option<Timestamp>,
    /// When a reviewer first took it up.
    pub reviewed_at: Option<Timestamp>,
    /// When the partner last answered a request.
    pub answered_at: Option<Timestamp>,
    /// When it was approved and the customer told.
    pub approved_at: Option<Timestamp>,
    /// When the association came into force.
    pub in_force_at: Option<Timestamp>,
    /// When the association ended.
    pub ended_at: Option<Timestamp>,
    /// When it was last rejected or withdrawn.
    pub rejected_at: Option<Timestamp>,
    /// When the rejection was disputed.
    pub disputed_at: Option<Timestamp>,
}

/// The whole picture.
#[derive(Clone, Debug)]
pub struct Life {
    pub(crate) stops: Vec<Stop>,
    deadline: Option<DeadlineView>,
    disputed: bool,
}

/// Where the claim goes otherwise.
#[derive(Clone, Debug)]
pub struct Fork {
    /// `No answer by Fri 11 Sep:`
    pub(crate) otherwise: String,
    /// `Rejected. It may be disputed once.`
    pub(crate) then: String,
}

/// The picture of a claim in this state. `deadlines` are its running ones: that of its turn dates its stop and the
/// branch.
pub fn life(state: StatusView, dates: LifeDates, deadlines: &[DeadlineView]) -> Life {
    let (path, here) = path(state);
    let stop = |(index, kind): (usize, &Kind)| Stop {
        kind: *kind,
        place: match index.cmp(&here) {
            std::cmp::Ordering::Less => Place::Behind,
            std::cmp::Ordering::Equal => Place::Here,
            std::cmp::Ordering::Greater => Place::Ahead,
        },
        state,
        at: date(*kind, &dates),
    };
    let clocks = crate::turn::clocks_of(state);
    let told = clocks
        .iter()
        .find_map(|clock| deadlines.iter().find(|deadline| deadline.clock == *clock));
    Life {
        stops: path.iter().enumerate().map(stop).collect(),
        deadline: told.cloned(),
        disputed: dates.disputed_at.is_some(),
    }
}

/// The stops of a state, and which of them is its own.
fn path(state: StatusView) -> (&'static [Kind], usize) {
    use Kind::*;
    match (state.status, state.phase) {
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
    }
}

fn date(kind: Kind, dates: &LifeDates) -> Option<Timestamp> {
    match kind {
        Kind::Draft => dates.created_at,
        Kind::Submitted => dates.submitted_at,
        Kind::Review => dates.reviewed_at,
        Kind::Answer => dates.answered_at,
        Kind::Window => dates.approved_at,
        Kind::InForce => dates.in_force_at,
        Kind::Ended => dates.ended_at,
        Kind::Rejected | Kind::Final => dates.rejected_at,
        Kind::Dispute => dates.disputed_at,
        Kind::ReviewAgain => None,
    }
}

impl Life {
    /// The number of the claim's own stop, counted from one.
    pub(crate) fn at(&self) -> usize {
        self.stops.iter().position(Stop::is_now).map_or(1, |index| index + 1)
    }

    /// Below a stop's name: when it was, until when it lasts, or who decides it.
    pub(crate) fn caption(&self, stop: &Stop, reader: &Reader) -> Option<String> {
        let text = &reader.text;
        match stop.place {
            Place::Behind => stop.at.map(|at| reader.day_of(&at)),
            Place::Here => match &self.deadline {
                Some(deadline) => Some(text.life_until(reader.day(&deadline.due_on))),
                None => stop.at.map(|at| reader.day_of(&at)),
            },
            Place::Ahead => match stop.kind {
                Kind::Review | Kind::ReviewAgain => Some(text.life_by_reviewer()),
                Kind::Window => Some(text.life_by_customer()),
                Kind::Dispute => Some(text.life_by_partner()),
                Kind::Draft
                | Kind::Submitted
                | Kind::Answer
                | Kind::InForce
                | Kind::Ended
                | Kind::Rejected
                | Kind::Final => None,
            },
        }
    }

    /// The branch: where silence, or a customer's no, leads.
    pub(crate) fn fork(&self, reader: &Reader) -> Option<Fork> {
        let text = &reader.text;
        let deadline = self.deadline.as_ref()?;
        let day = reader.day(&deadline.due_on);
        let (otherwise, then) = match (deadline.clock, deadline.then) {
            (Clock::PartnerAnswer, _) if self.disputed => {
                (text.life_fork_answer(day), text.life_fork_answer_then_final())
            }
            (Clock::PartnerAnswer, _) => (text.life_fork_answer(day), text.life_fork_answer_then()),
            (Clock::DraftLife, _) => (text.life_fork_draft(day), text.life_fork_draft_then()),
            (Clock::Consent, Consequence::Rejected) => (text.life_fork_silence(day), text.life_fork_silence_then()),
            (Clock::Consent, _) if self.disputed => (text.life_fork_consent(), text.life_fork_answer_then_final()),
            (Clock::Consent, _) => (text.life_fork_consent(), text.life_fork_consent_then()),
            (Clock::DisputeWindow, _) => (text.life_fork_dispute(day), text.life_fork_dispute_then()),
            (
                Clock::Queue
                | Clock::Review
                | Clock::Decision
                | Clock::DisputeAnswer
                | Clock::HolderAnswer
                | Clock::Term,
                _,
            ) => return None,
        };
        Some(Fork { otherwise, then })
    }
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
