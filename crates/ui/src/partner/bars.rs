//! What people look for and can't do now, each with the reason why.

use domain::claim::{Phase, Status};

use super::act::Act;
use super::claim::ClaimPage;
use super::standing::Decider;

/// An act that isn't possible now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Barred {
    /// The act.
    pub act: Act,
    /// Why.
    pub why: Bar,
}

/// What stands in the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bar {
    /// An admin of the partner could do it now.
    Role,
    /// Nobody of the partner can, where the claim is.
    Status,
}

impl ClaimPage {
    /// Each with its name and the reason; what nobody looks for in this status is left out.
    pub(super) fn barred_acts(&self) -> Vec<(String, String)> {
        let named = |barred: &Barred| Some((self.name_of(barred.act)?, self.say_bar(barred)?));
        self.barred.iter().filter_map(named).collect()
    }

    fn name_of(&self, act: Act) -> Option<String> {
        let text = &self.frame.text;
        match act {
            Act::Edit => Some(text.act_edit_parts()),
            Act::Submit => Some(text.submit_send()),
            Act::Resubmit => Some(text.answer_send()),
            Act::Withdraw => Some(text.act_withdraw()),
            Act::Dispute => Some(text.act_dispute_link()),
            Act::AddDocument | Act::Discard | Act::Comment | Act::RequestExtension | Act::NameCustomerContact => None,
        }
    }

    fn say_bar(&self, barred: &Barred) -> Option<String> {
        let text = &self.frame.text;
        let status = self.state.status;
        match (barred.act, barred.why) {
            (Act::Submit | Act::Resubmit, Bar::Role) => Some(text.bar_role_sends()),
            (_, Bar::Role) => Some(text.bar_role()),
            (Act::Edit, Bar::Status) => match status {
                Status::UnderReview => Some(text.bar_edit_review()),
                Status::Approved => Some(text.bar_edit_approved()),
                Status::Editing | Status::Submitted | Status::PartnerActionRequired | Status::Rejected => None,
            },
            (Act::Withdraw, Bar::Status) => match (status, self.state.phase) {
                (Status::Approved, Phase::Ended) => Some(text.bar_withdraw_ended()),
                (Status::Rejected, _) => Some(text.bar_withdraw_rejected()),
                (
                    Status::Editing
                    | Status::Submitted
                    | Status::UnderReview
                    | Status::PartnerActionRequired
                    | Status::Approved,
                    _,
                ) => None,
            },
            (Act::Dispute, Bar::Status) => (status == Status::Rejected).then(|| self.why_final()),
            (
                Act::Submit
                | Act::Resubmit
                | Act::AddDocument
                | Act::Discard
                | Act::Comment
                | Act::RequestExtension
                | Act::NameCustomerContact,
                Bar::Status,
            ) => None,
        }
    }

    /// Why a rejection can't be disputed.
    fn why_final(&self) -> String {
        let text = &self.frame.text;
        match self.outcome.as_ref().map(|outcome| outcome.by) {
            Some(Decider::Partner) => text.bar_dispute_withdrawn(),
            Some(Decider::Reviewer | Decider::Customer | Decider::Clock) | None if self.dispute.is_some() => {
                text.bar_dispute_used()
            }
            Some(Decider::Reviewer | Decider::Customer | Decider::Clock) | None => text.bar_dispute_over(),
        }
    }
}
