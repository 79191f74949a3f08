//! The messages of a history in words.

use domain::claim::NoticeKind;

use super::{HistoryMessage, Told};
use crate::text::Text;

impl HistoryMessage {
    /// `“More information is needed” to the partner’s contact`.
    pub(super) fn say(&self, text: &Text) -> String {
        let to: Vec<String> = self.to.iter().map(|told| told.say(text)).collect();
        let (what, to) = (notice(text, self.kind), to.join(", "));
        if self.sent {
            text.event_message_sent(to, what)
        } else {
            text.event_message_waiting(to, what)
        }
    }
}

impl Told {
    fn say(self, text: &Text) -> String {
        match self {
            Told::Partner => text.told_partner(),
            Told::Customer => text.told_customer(),
            Told::Reviewer => text.told_reviewer(),
            Told::Leads => text.told_leads(),
        }
    }
}

/// What a message is called.
pub(crate) fn notice(text: &Text, kind: NoticeKind) -> String {
    match kind {
        NoticeKind::Received => text.notice_received(),
        NoticeKind::InformationRequested => text.notice_information_requested(),
        NoticeKind::Reminder => text.notice_reminder(),
        NoticeKind::ResubmissionReceived => text.notice_resubmission_received(),
        NoticeKind::Approved => text.notice_approved(),
        NoticeKind::InForce => text.notice_in_force(),
        NoticeKind::Rejected => text.notice_rejected(),
        NoticeKind::CustomerDeclined => text.notice_customer_declined(),
        NoticeKind::DisputeReceived => text.notice_dispute_received(),
        NoticeKind::DisputeDecided => text.notice_dispute_decided(),
        NoticeKind::CommentAdded => text.notice_comment_added(),
        NoticeKind::NoticeUndeliverable => text.notice_undeliverable(),
        NoticeKind::AssociationEnded | NoticeKind::AssociationEndedCustomer => text.notice_association_ended(),
        NoticeKind::DraftExpiring => text.notice_draft_expiring(),
        NoticeKind::Discarded => text.notice_discarded(),
        NoticeKind::ExtensionGranted => text.notice_extension_granted(),
        NoticeKind::Reopened => text.notice_reopened(),
        NoticeKind::AssociationNotice => text.notice_association(),
        NoticeKind::ChoiceConfirmed => text.notice_choice_confirmed(),
        NoticeKind::OneTimeCode => text.notice_one_time_code(),
        NoticeKind::Assigned => text.notice_assigned(),
        NoticeKind::ClockAtRisk => text.notice_clock_at_risk(),
        NoticeKind::ClockPassed => text.notice_clock_passed(),
        NoticeKind::ExtensionRequested => text.notice_extension_requested(),
        NoticeKind::CustomerContactNamed => text.notice_customer_contact_named(),
    }
}
