//! Status and phase as one word: the rows of the life cycle's table.

use super::status::{Phase, Status, Turn};

/// A status with its phase, as one word: the rows of the table in domain.md §3.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// Editing, draft.
    Draft,
    /// Submitted, first.
    SubmittedFirst,
    /// Submitted, resubmission.
    SubmittedResubmission,
    /// Under review, first.
    ReviewFirst,
    /// Under review, resubmission.
    ReviewResubmission,
    /// Under review, dispute.
    ReviewDispute,
    /// Under review, reopened.
    ReviewReopened,
    /// Partner action required, awaiting answer.
    AwaitingAnswer,
    /// Approved, consent window.
    ConsentWindow,
    /// Approved, in force.
    InForce,
    /// Approved, ended.
    Ended,
    /// Rejected, disputable.
    Disputable,
    /// Rejected, final.
    Final,
    /// Gone: a discarded draft.
    Discarded,
}

impl Place {
    /// Every place, in the order of a claim's life.
    pub const ALL: [Place; 14] = [
        Place::Draft,
        Place::SubmittedFirst,
        Place::SubmittedResubmission,
        Place::ReviewFirst,
        Place::ReviewResubmission,
        Place::ReviewDispute,
        Place::ReviewReopened,
        Place::AwaitingAnswer,
        Place::ConsentWindow,
        Place::InForce,
        Place::Ended,
        Place::Disputable,
        Place::Final,
        Place::Discarded,
    ];

    /// The status, except of a discarded draft, which keeps that of the draft it was.
    pub const fn status(self) -> Status {
        match self {
            Place::Draft | Place::Discarded => Status::Editing,
            Place::SubmittedFirst | Place::SubmittedResubmission => Status::Submitted,
            Place::ReviewFirst | Place::ReviewResubmission | Place::ReviewDispute | Place::ReviewReopened => {
                Status::UnderReview
            }
            Place::AwaitingAnswer => Status::PartnerActionRequired,
            Place::ConsentWindow | Place::InForce | Place::Ended => Status::Approved,
            Place::Disputable | Place::Final => Status::Rejected,
        }
    }

    /// Whose turn it may be there: with the customer it is the partner's while the notice can't be delivered.
    pub const fn turns(self) -> &'static [Turn] {
        match self {
            Place::Draft | Place::AwaitingAnswer | Place::Disputable => &[Turn::Partner],
            Place::SubmittedFirst
            | Place::SubmittedResubmission
            | Place::ReviewFirst
            | Place::ReviewResubmission
            | Place::ReviewDispute
            | Place::ReviewReopened => &[Turn::Reviewer],
            Place::ConsentWindow => &[Turn::Customer, Turn::Partner],
            Place::InForce | Place::Ended | Place::Final | Place::Discarded => &[Turn::Nobody],
        }
    }

    /// The phase.
    pub const fn phase(self) -> Phase {
        match self {
            Place::Draft | Place::Discarded => Phase::Draft,
            Place::SubmittedFirst | Place::ReviewFirst => Phase::First,
            Place::SubmittedResubmission | Place::ReviewResubmission => Phase::Resubmission,
            Place::ReviewDispute => Phase::Dispute,
            Place::ReviewReopened => Phase::Reopened,
            Place::AwaitingAnswer => Phase::AwaitingAnswer,
            Place::ConsentWindow => Phase::ConsentWindow,
            Place::InForce => Phase::InForce,
            Place::Ended => Phase::Ended,
            Place::Disputable => Phase::Disputable,
            Place::Final => Phase::Final,
        }
    }
}
