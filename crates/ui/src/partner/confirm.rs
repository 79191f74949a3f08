//! Acts that get a page of their own, because they can't be undone.

use askama::Template;
use domain::claim::{Phase, WithdrawalReason};

use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::parts::{FieldError, Stale, StatusView};

/// `/claims/{number}/withdraw`: form to `…/withdrawal` with `reason` and `comment`.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/withdraw.html")]
pub struct WithdrawPage {
    /// The frame.
    pub frame: Frame,
    /// The claim's number.
    pub number: String,
    /// The claim's name.
    pub name: String,
    /// The version that the form sends back.
    pub version: i64,
    /// Where the claim is: says what a withdrawal does.
    pub state: StatusView,
    /// What was typed: `reason`, `comment`.
    pub typed: Fields,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Set when somebody changed the claim meanwhile.
    pub stale: Option<Stale>,
}

impl WithdrawPage {
    fn reasons(&self) -> &'static [WithdrawalReason] {
        WithdrawalReason::ALL
    }

    fn is_chosen(&self, reason: &WithdrawalReason) -> bool {
        self.typed.get("reason").value == reason.code()
    }

    fn in_force(&self) -> bool {
        self.state.phase == Phase::InForce
    }
}

/// `/claims/{number}/discard`: form to the same path.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/discard.html")]
pub struct DiscardPage {
    /// The frame.
    pub frame: Frame,
    /// The claim's number.
    pub number: String,
    /// The claim's name; may be empty.
    pub name: String,
    /// The version that the form sends back.
    pub version: i64,
    /// Set when somebody changed the draft meanwhile.
    pub stale: Option<Stale>,
}
