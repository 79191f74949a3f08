//! The words of the domain's enums.

use domain::claim::{
    Activity, Clock, EndCause, InformationReason, LineReason, Phase, RejectionReason, SolutionArea, Status, Turn,
    WithdrawalReason,
};
use domain::party::{Role, Side};
use domain::place::Language;

use crate::text::Text;

macro_rules! names {
    ($($(#[$doc:meta])* $method:ident($kind:ident) { $($variant:ident => $message:ident),+ $(,)? })+) => {
        impl Text {$(
            $(#[$doc])*
            pub fn $method(&self, value: &$kind) -> String {
                match value { $($kind::$variant => self.$message()),+ }
            }
        )+}
    };
}

names! {
    /// A status, as everybody speaks of it.
    status(Status) {
        Editing => status_editing, Submitted => status_submitted, UnderReview => status_under_review,
        PartnerActionRequired => status_partner_action_required, Approved => status_approved,
        Rejected => status_rejected,
    }
    /// A phase.
    phase(Phase) {
        Draft => phase_draft, First => phase_first, Resubmission => phase_resubmission, Dispute => phase_dispute,
        Reopened => phase_reopened, AwaitingAnswer => phase_awaiting_answer, ConsentWindow => phase_consent_window,
        InForce => phase_in_force, Ended => phase_ended, Disputable => phase_disputable, Final => phase_final,
    }
    /// Whose move it is.
    turn(Turn) {
        Partner => turn_partner, Reviewer => turn_reviewer, Customer => turn_customer, Nobody => turn_nobody,
    }
    /// A side of a claim.
    side(Side) { Partner => side_partner, Vendor => side_vendor, Customer => side_customer, Clock => side_clock }
    /// A clock.
    clock(Clock) {
        Queue => clock_queue, Review => clock_review, Decision => clock_decision,
        PartnerAnswer => clock_partner_answer, Consent => clock_consent, DisputeWindow => clock_dispute_window,
        DisputeAnswer => clock_dispute_answer, HolderAnswer => clock_holder_answer, Term => clock_term,
        DraftLife => clock_draft_life,
    }
    /// What a partner did for the customer.
    activity(Activity) {
        PreSales => activity_pre_sales, Usage => activity_usage, RevenueAssociation => activity_revenue_association,
    }
    /// A product's solution area.
    area(SolutionArea) { BusinessApplications => area_business_applications, Microsoft365 => area_microsoft_365 }
    /// Why more information is needed.
    information_reason(InformationReason) {
        MissingAllPoe => information_missing_all_poe,
        MissingCustomerAcknowledgment => information_missing_customer_acknowledgment,
        MissingOrOldDates => information_missing_or_old_dates,
        MissingPartnerSolution => information_missing_partner_solution,
        MissingProducts => information_missing_products,
    }
    /// What would mend that.
    information_reason_means(InformationReason) {
        MissingAllPoe => information_missing_all_poe_means,
        MissingCustomerAcknowledgment => information_missing_customer_acknowledgment_means,
        MissingOrOldDates => information_missing_or_old_dates_means,
        MissingPartnerSolution => information_missing_partner_solution_means,
        MissingProducts => information_missing_products_means,
    }
    /// Why a claim is rejected.
    rejection_reason(RejectionReason) {
        InsufficientPoe => rejection_insufficient_poe, MissingCustomerConsent => rejection_missing_customer_consent,
        MissingProducts => rejection_missing_products, PoeUnavailable => rejection_poe_unavailable,
        PartnerRequest => rejection_partner_request, CustomerDecline => rejection_customer_decline,
        NoPartnerResponse => rejection_no_partner_response,
    }
    /// Why a line is refused.
    line_reason(LineReason) {
        MissingProducts => refusal_missing_products, InsufficientPoe => refusal_insufficient_poe, Held => refusal_held,
    }
    /// Why a partner withdraws.
    withdrawal_reason(WithdrawalReason) {
        WrongMpnId => withdrawal_wrong_mpn_id, WrongActivity => withdrawal_wrong_activity,
        NoLongerWorking => withdrawal_no_longer_working, Other => withdrawal_other,
    }
    /// Why an association ended.
    end_cause(EndCause) {
        CustomerEnded => end_customer_ended, PartnerRequest => end_partner_request, Superseded => end_superseded,
        Term => end_term, VendorEnded => end_vendor_ended, Renewed => end_renewed,
    }
    /// What an account may do.
    role(Role) {
        GlobalAdmin => role_global_admin, BillingAdmin => role_billing_admin, IncentivesAdmin => role_incentives_admin,
        IncentivesUser => role_incentives_user, Reviewer => role_reviewer, ReviewLead => role_review_lead,
        ProgrammeManager => role_programme_manager, Auditor => role_auditor, SystemAdmin => role_system_admin,
    }
    /// A language, by its own name.
    language_name(Language) {
        English => language_en, Portuguese => language_pt_br, Russian => language_ru, Spanish => language_es,
        Swedish => language_sv,
    }
}

impl Text {
    /// A programme with its activity; once, where both have one name.
    pub fn programme_activity(&self, programme: &str, activity: &Option<Activity>) -> String {
        let activity = activity.as_ref().map(|activity| self.activity(activity));
        match activity.filter(|activity| activity != programme) {
            Some(activity) => format!("{programme}, {activity}"),
            None => programme.to_owned(),
        }
    }
}
