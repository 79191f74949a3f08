//! What a reviewer looks for in a proof of execution (domain.md §8): one paragraph for each reason for more information.

use askama::Template;
use domain::claim::InformationReason;

use crate::frame::{Frame, Section};
use crate::text::Text;

/// `/help/guidelines`, which every request cites.
#[derive(Template, Clone, Debug)]
#[template(path = "help/guidelines.html")]
pub struct GuidelinesPage {
    /// The frame.
    pub frame: Frame,
}

impl GuidelinesPage {
    fn reasons(&self) -> &'static [InformationReason] {
        InformationReason::ALL
    }
}

/// What a reason is about, as a heading.
pub(crate) fn subject(text: &Text, reason: &InformationReason) -> String {
    match reason {
        InformationReason::MissingAllPoe => text.review_reason_missing_all_poe(),
        InformationReason::MissingCustomerAcknowledgment => text.review_reason_missing_customer_acknowledgment(),
        InformationReason::MissingOrOldDates => text.review_reason_missing_or_old_dates(),
        InformationReason::MissingPartnerSolution => text.review_reason_missing_partner_solution(),
        InformationReason::MissingProducts => text.review_reason_missing_products(),
    }
}

/// What a proof shows that doesn't lack this.
pub(crate) fn paragraph(text: &Text, reason: &InformationReason) -> String {
    match reason {
        InformationReason::MissingAllPoe => text.review_hint_missing_all_poe(),
        InformationReason::MissingCustomerAcknowledgment => text.review_hint_missing_customer_acknowledgment(),
        InformationReason::MissingOrOldDates => text.review_hint_missing_or_old_dates(),
        InformationReason::MissingPartnerSolution => text.review_hint_missing_partner_solution(),
        InformationReason::MissingProducts => text.review_hint_missing_products(),
    }
}
