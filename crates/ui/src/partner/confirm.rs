//! Acts that get a page of their own, because they can't be undone.

use askama::Template;
use domain::claim::{Phase, Status, WithdrawalReason};

use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::history::HistoryChange;
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
    /// What was changed since then.
    pub meanwhile: Vec<HistoryChange>,
}

impl WithdrawPage {
    fn reasons(&self) -> &'static [WithdrawalReason] {
        WithdrawalReason::ALL
    }

    fn is_chosen(&self, reason: &WithdrawalReason) -> bool {
        self.typed.get("reason").value == reason.code()
    }

    /// What a reason is for.
    fn reason_means(&self, reason: &WithdrawalReason) -> String {
        let text = &self.frame.text;
        match reason {
            WithdrawalReason::WrongMpnId => text.withdrawal_wrong_mpn_id_means(),
            WithdrawalReason::WrongActivity => text.withdrawal_wrong_activity_means(),
            WithdrawalReason::NoLongerWorking => text.withdrawal_no_longer_working_means(),
            WithdrawalReason::Other => text.withdrawal_other_means(),
        }
    }

    /// What will happen, one thing after the other.
    fn consequences(&self) -> Vec<String> {
        let text = &self.frame.text;
        let here = match (self.state.status, self.state.phase) {
            (Status::Submitted | Status::UnderReview | Status::PartnerActionRequired, _) => {
                Some(text.withdraw_then_review())
            }
            (Status::Approved, Phase::InForce) => Some(text.withdraw_then_ends()),
            (Status::Approved, _) => Some(text.withdraw_then_customer()),
            (Status::Editing | Status::Rejected, _) => None,
        };
        std::iter::once(text.withdraw_then_final())
            .chain(here)
            .chain([text.withdraw_then_for_good(), text.withdraw_then_kept()])
            .collect()
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
    /// What was changed since then.
    pub meanwhile: Vec<HistoryChange>,
}
