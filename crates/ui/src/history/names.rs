//! The names in a claim's history and their words: events, and the fields they change.

use domain::claim::{
    Activity, Clock, EndCause, InformationReason, LineReason, Phase, RejectionReason, Status, Turn, WithdrawalReason,
};
use domain::place::Language;

use crate::text::Text;

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What happened to a claim, as the history names it.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum HistoryEvent { $($(#[$doc])* $variant),+ }
        impl HistoryEvent {
            /// Every event.
            pub const ALL: &'static [HistoryEvent] = &[$(HistoryEvent::$variant),+];
            /// The code in API and database.
            pub const fn code(self) -> &'static str {
                match self { $(HistoryEvent::$variant => $code),+ }
            }
            /// The event of a code.
            pub fn from_code(code: &str) -> Option<HistoryEvent> {
                match code { $($code => Some(HistoryEvent::$variant),)+ _ => None }
            }
        }
    };
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $code:literal => $message:ident),+ $(,)?) => {
        /// A field that an event sets or changes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum HistoryField { $($(#[$doc])* $variant),+ }
        impl HistoryField {
            /// Every field.
            pub const ALL: &'static [HistoryField] = &[$(HistoryField::$variant),+];
            /// The code in the history's JSON.
            pub const fn code(self) -> &'static str {
                match self { $(HistoryField::$variant => $code),+ }
            }
            /// The field of a code.
            pub fn from_code(code: &str) -> Option<HistoryField> {
                match code { $($code => Some(HistoryField::$variant),)+ _ => None }
            }
            /// The field in words.
            pub fn say(self, text: &Text) -> String {
                match self { $(HistoryField::$variant => text.$message()),+ }
            }
        }
    };
}

events! {
    /// `created`.
    Created = "created",
    /// `edited`.
    Edited = "edited",
    /// `document_added`.
    DocumentAdded = "document_added",
    /// `submitted`.
    Submitted = "submitted",
    /// `discarded`.
    Discarded = "discarded",
    /// `review_started`.
    ReviewStarted = "review_started",
    /// `assigned`.
    Assigned = "assigned",
    /// `information_requested`.
    InformationRequested = "information_requested",
    /// `extension_requested`.
    ExtensionRequested = "extension_requested",
    /// `answer_extended`.
    AnswerExtended = "answer_extended",
    /// `resubmitted`.
    Resubmitted = "resubmitted",
    /// `approved`.
    Approved = "approved",
    /// `rejected`.
    Rejected = "rejected",
    /// `answer_lapsed`.
    AnswerLapsed = "answer_lapsed",
    /// `consent_confirmed`.
    ConsentConfirmed = "consent_confirmed",
    /// `consent_lapsed`.
    ConsentLapsed = "consent_lapsed",
    /// `lines_declined`.
    LinesDeclined = "lines_declined",
    /// `customer_declined`.
    CustomerDeclined = "customer_declined",
    /// `withdrawn`.
    Withdrawn = "withdrawn",
    /// `disputed`.
    Disputed = "disputed",
    /// `dispute_window_lapsed`.
    DisputeWindowLapsed = "dispute_window_lapsed",
    /// `association_ended`.
    AssociationEnded = "association_ended",
    /// `reopened`.
    Reopened = "reopened",
    /// `notice_failed`.
    NoticeFailed = "notice_failed",
    /// `customer_contact_named`.
    CustomerContactNamed = "customer_contact_named",
    /// `customer_contact_confirmed`.
    CustomerContactConfirmed = "customer_contact_confirmed",
    /// `clock_passed`.
    ClockPassed = "clock_passed",
    /// `reminder_sent`.
    ReminderSent = "reminder_sent",
    /// `comment_added`.
    CommentAdded = "comment_added",
    /// `note_added`.
    NoteAdded = "note_added",
    /// A message that an entry caused.
    MessageWritten = "message_written",
}

fields! {
    /// `status`.
    Status = "status" => field_status,
    /// `phase`.
    Phase = "phase" => field_phase,
    /// `turn`.
    Turn = "turn" => field_turn,
    /// `name`.
    Name = "name" => field_name,
    /// `location`.
    Location = "location" => field_location,
    /// `programme`.
    Programme = "programme" => field_programme,
    /// `activity`.
    Activity = "activity" => field_activity,
    /// `recognition_only`.
    RecognitionOnly = "recognition_only" => field_recognition_only,
    /// `renews`.
    Renews = "renews" => field_renews,
    /// `customer`.
    Customer = "customer" => field_customer,
    /// `customer_tenant_id`.
    CustomerTenantId = "customer_tenant_id" => field_customer_tenant_id,
    /// `customer_domain`.
    CustomerDomain = "customer_domain" => field_customer_domain,
    /// `customer_name`.
    CustomerName = "customer_name" => field_customer_name,
    /// `customer_country`.
    CustomerCountry = "customer_country" => field_customer_country,
    /// `customer_language`.
    CustomerLanguage = "customer_language" => field_customer_language,
    /// `customer_time_zone`.
    CustomerTimeZone = "customer_time_zone" => field_customer_time_zone,
    /// `lines`.
    Lines = "lines" => field_lines,
    /// `line`.
    Line = "line" => field_line,
    /// `line_state`.
    LineState = "line_state" => field_line_state,
    /// `customer_contact`.
    CustomerContact = "customer_contact" => field_customer_contact,
    /// `customer_contact_name`.
    CustomerContactName = "customer_contact_name" => field_customer_contact_name,
    /// `customer_contact_title`.
    CustomerContactTitle = "customer_contact_title" => field_customer_contact_title,
    /// `customer_contact_email`.
    CustomerContactEmail = "customer_contact_email" => field_customer_contact_email,
    /// `customer_contact_language`.
    CustomerContactLanguage = "customer_contact_language" => field_customer_contact_language,
    /// `partner_contact`.
    PartnerContact = "partner_contact" => field_partner_contact,
    /// `partner_contact_name`.
    PartnerContactName = "partner_contact_name" => field_partner_contact_name,
    /// `partner_contact_email`.
    PartnerContactEmail = "partner_contact_email" => field_partner_contact_email,
    /// `solution_seller`.
    SolutionSeller = "solution_seller" => field_solution_seller,
    /// `isv_solution`.
    IsvSolution = "isv_solution" => field_isv_solution,
    /// `reference`.
    Reference = "reference" => field_reference,
    /// `labels`.
    Labels = "labels" => field_labels,
    /// `reviewer`.
    Reviewer = "reviewer" => field_reviewer,
    /// `documents`.
    Documents = "documents" => field_documents,
    /// `document`.
    Document = "document" => field_document,
    /// `reasons`.
    Reasons = "reasons" => field_reasons,
    /// `reason`.
    Reason = "reason" => field_reason,
    /// `detail`.
    Detail = "detail" => field_detail,
    /// `comment`.
    Comment = "comment" => field_comment,
    /// `note`.
    Note = "note" => field_note,
    /// `justification`.
    Justification = "justification" => field_justification,
    /// `remove_lines`.
    RemoveLines = "remove_lines" => field_remove_lines,
    /// `removed_lines`.
    RemovedLines = "removed_lines" => field_removed_lines,
    /// `covered_lines`.
    CoveredLines = "covered_lines" => field_covered_lines,
    /// `refused_lines`.
    RefusedLines = "refused_lines" => field_refused_lines,
    /// `declined_lines`.
    DeclinedLines = "declined_lines" => field_declined_lines,
    /// `ended_lines`.
    EndedLines = "ended_lines" => field_ended_lines,
    /// `due`.
    Due = "due" => field_due,
    /// `clock`.
    Clock = "clock" => field_clock,
    /// `business_days`.
    BusinessDays = "business_days" => field_business_days,
    /// `consent_due`.
    ConsentDue = "consent_due" => field_consent_due,
    /// `starts_on`.
    StartsOn = "starts_on" => field_starts_on,
    /// `in_force_at`.
    InForceAt = "in_force_at" => field_in_force_at,
    /// `ended_on`.
    EndedOn = "ended_on" => field_ended_on,
    /// `cause`.
    Cause = "cause" => field_cause,
    /// `round`.
    Round = "round" => field_round,
}

/// Stands for the actor while a sentence is made, so that the template can set the name in bold.
pub(crate) const WHO: &str = "\u{1}";

impl HistoryEvent {
    /// The sentence, with [`WHO`] in the actor's place where an actor is named.
    pub(crate) fn say(self, text: &Text) -> String {
        match self {
            HistoryEvent::Created => text.event_created(WHO),
            HistoryEvent::Edited => text.event_edited(WHO),
            HistoryEvent::DocumentAdded => text.event_document_added(WHO),
            HistoryEvent::Submitted => text.event_submitted(WHO),
            HistoryEvent::Discarded => text.event_discarded(WHO),
            HistoryEvent::ReviewStarted => text.event_review_started(WHO),
            HistoryEvent::Assigned => text.event_assigned(WHO),
            HistoryEvent::InformationRequested => text.event_information_requested(WHO),
            HistoryEvent::ExtensionRequested => text.event_extension_requested(WHO),
            HistoryEvent::AnswerExtended => text.event_answer_extended(WHO),
            HistoryEvent::Resubmitted => text.event_resubmitted(WHO),
            HistoryEvent::Approved => text.event_approved(WHO),
            HistoryEvent::Rejected => text.event_rejected(WHO),
            HistoryEvent::AnswerLapsed => text.event_answer_lapsed(),
            HistoryEvent::ConsentConfirmed => text.event_consent_confirmed(WHO),
            HistoryEvent::ConsentLapsed => text.event_consent_lapsed(),
            HistoryEvent::LinesDeclined => text.event_lines_declined(WHO),
            HistoryEvent::CustomerDeclined => text.event_customer_declined(WHO),
            HistoryEvent::Withdrawn => text.event_withdrawn(WHO),
            HistoryEvent::Disputed => text.event_disputed(WHO),
            HistoryEvent::DisputeWindowLapsed => text.event_dispute_window_lapsed(),
            HistoryEvent::AssociationEnded => text.event_association_ended(WHO),
            HistoryEvent::Reopened => text.event_reopened(WHO),
            HistoryEvent::NoticeFailed => text.event_notice_failed(),
            HistoryEvent::CustomerContactNamed => text.event_customer_contact_named(WHO),
            HistoryEvent::CustomerContactConfirmed => text.event_customer_contact_confirmed(WHO),
            HistoryEvent::ClockPassed => text.event_clock_passed(),
            HistoryEvent::ReminderSent => text.event_reminder_sent(),
            HistoryEvent::CommentAdded => text.event_comment_added(WHO),
            HistoryEvent::NoteAdded => text.event_note_added(WHO),
            HistoryEvent::MessageWritten => text.event_message_written(),
        }
    }
}

impl HistoryField {
    /// A value of this field in words: codes become the words that the other pages use, the rest stays as it is.
    pub fn say_value(self, text: &Text, value: &str) -> String {
        value
            .split(", ")
            .map(|part| self.say_one(text, part))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn say_one(self, text: &Text, value: &str) -> String {
        let words = match self {
            HistoryField::Status => Status::from_code(value)
                .map(|code| text.status(&code))
                .or_else(|| Phase::from_code(value).map(|code| text.phase(&code))),
            HistoryField::Phase => Phase::from_code(value).map(|code| text.phase(&code)),
            HistoryField::Turn => Turn::from_code(value).map(|code| text.turn(&code)),
            HistoryField::Activity => Activity::from_code(value).map(|code| text.activity(&code)),
            HistoryField::Clock => Clock::from_code(value).map(|code| text.clock(&code)),
            HistoryField::Cause => EndCause::from_code(value).map(|code| text.end_cause(&code)),
            HistoryField::Detail => WithdrawalReason::from_code(value).map(|code| text.withdrawal_reason(&code)),
            HistoryField::Reason | HistoryField::Reasons => reason(text, value),
            HistoryField::LineState => line_state(text, value),
            HistoryField::CustomerLanguage | HistoryField::CustomerContactLanguage => Language::parse(value)
                .ok()
                .map(|language| text.language_name(&language)),
            HistoryField::RecognitionOnly => match value {
                "true" => Some(text.history_yes()),
                "false" => Some(text.history_no()),
                _ => None,
            },
            HistoryField::Name
            | HistoryField::Location
            | HistoryField::Programme
            | HistoryField::Renews
            | HistoryField::Customer
            | HistoryField::CustomerTenantId
            | HistoryField::CustomerDomain
            | HistoryField::CustomerName
            | HistoryField::CustomerCountry
            | HistoryField::CustomerTimeZone
            | HistoryField::Lines
            | HistoryField::Line
            | HistoryField::CustomerContact
            | HistoryField::CustomerContactName
            | HistoryField::CustomerContactTitle
            | HistoryField::CustomerContactEmail
            | HistoryField::PartnerContact
            | HistoryField::PartnerContactName
            | HistoryField::PartnerContactEmail
            | HistoryField::SolutionSeller
            | HistoryField::IsvSolution
            | HistoryField::Reference
            | HistoryField::Labels
            | HistoryField::Reviewer
            | HistoryField::Documents
            | HistoryField::Document
            | HistoryField::Comment
            | HistoryField::Note
            | HistoryField::Justification
            | HistoryField::RemoveLines
            | HistoryField::RemovedLines
            | HistoryField::CoveredLines
            | HistoryField::RefusedLines
            | HistoryField::DeclinedLines
            | HistoryField::EndedLines
            | HistoryField::Due
            | HistoryField::BusinessDays
            | HistoryField::ConsentDue
            | HistoryField::StartsOn
            | HistoryField::InForceAt
            | HistoryField::EndedOn
            | HistoryField::Round => None,
        };
        words.unwrap_or_else(|| value.to_owned())
    }
}

fn reason(text: &Text, code: &str) -> Option<String> {
    let information = InformationReason::from_code(code).map(|code| text.information_reason(&code));
    let rejection = RejectionReason::from_code(code).map(|code| text.rejection_reason(&code));
    let line = LineReason::from_code(code).map(|code| text.line_reason(&code));
    let withdrawal = WithdrawalReason::from_code(code).map(|code| text.withdrawal_reason(&code));
    information.or(rejection).or(line).or(withdrawal)
}

fn line_state(text: &Text, code: &str) -> Option<String> {
    match code {
        "claimed" => Some(text.line_claimed()),
        "covered" => Some(text.line_covered()),
        "refused" => Some(text.line_refused()),
        "declined" => Some(text.line_declined()),
        "ended" => Some(text.line_ended()),
        "removed" => Some(text.line_removed()),
        _ => None,
    }
}
