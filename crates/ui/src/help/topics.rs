//! What each rule says, with its figures.

use domain::calendar::Length;
use domain::claim::Clock;
use domain::place::ZoneName;
use domain::policy::{EarlyConfirmation, Policy};

use crate::frame::Frame;
use crate::text::Text;

/// The figures that hold now; a clock that runs keeps its own last day.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Lengths and choices.
    pub policy: Policy,
    /// Where the review team counts its days.
    pub review_zone: ZoneName,
}

macro_rules! topics {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// A rule that help explains.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Topic { $($(#[$doc])* $variant),+ }
        impl Topic {
            /// Its place on the page of all rules.
            pub const fn code(self) -> &'static str {
                match self { $(Topic::$variant => $code),+ }
            }
        }
    };
}

topics! {
    /// How days are counted.
    Days = "days",
    /// The clock until a review begins.
    Queue = "queue",
    /// The clock of a review.
    Review = "review",
    /// The clock until the first decision.
    Decision = "decision",
    /// The partner's time to answer.
    PartnerAnswer = "partner-answer",
    /// The customer's window.
    Consent = "consent",
    /// The window to dispute, and what a dispute needs.
    Dispute = "dispute",
    /// The clock of a dispute.
    DisputeAnswer = "dispute-answer",
    /// How long a draft is kept.
    DraftLife = "draft",
    /// The term of a line.
    Term = "term",
    /// What files a claim takes.
    Proof = "proof",
    /// Who may decide a dispute.
    FourEyes = "four-eyes",
    /// The same claim twice.
    OwnDuplicate = "duplicate",
    /// What may be edited when.
    Edits = "edits",
    /// Withdrawing.
    Withdrawal = "withdrawal",
    /// Approval and payment.
    Payment = "payment",
    /// Who sees what.
    Privacy = "privacy",
}

impl Topic {
    /// The clocks that run today, in the order of a claim's life.
    pub(super) const CLOCKS: [Topic; 9] = [
        Topic::Queue,
        Topic::Review,
        Topic::Decision,
        Topic::PartnerAnswer,
        Topic::Consent,
        Topic::Dispute,
        Topic::DisputeAnswer,
        Topic::DraftLife,
        Topic::Term,
    ];
    /// What holds for claims.
    pub(super) const CLAIMS: [Topic; 5] = [
        Topic::Proof,
        Topic::OwnDuplicate,
        Topic::Edits,
        Topic::Withdrawal,
        Topic::Privacy,
    ];
    /// What holds for decisions.
    pub(super) const DECISIONS: [Topic; 2] = [Topic::FourEyes, Topic::Payment];

    /// The rule of a clock; the holder's clock has none yet.
    pub fn of_clock(clock: &Clock) -> Option<Topic> {
        match clock {
            Clock::Queue => Some(Topic::Queue),
            Clock::Review => Some(Topic::Review),
            Clock::Decision => Some(Topic::Decision),
            Clock::PartnerAnswer => Some(Topic::PartnerAnswer),
            Clock::Consent => Some(Topic::Consent),
            Clock::DisputeWindow => Some(Topic::Dispute),
            Clock::DisputeAnswer => Some(Topic::DisputeAnswer),
            Clock::Term => Some(Topic::Term),
            Clock::DraftLife => Some(Topic::DraftLife),
            Clock::HolderAnswer => None,
        }
    }

    /// The rule's heading.
    pub fn title(&self, frame: &Frame) -> String {
        let text = &frame.text;
        match self {
            Topic::Days => text.help_days_title(),
            Topic::Queue => text.help_queue_title(),
            Topic::Review => text.help_review_title(),
            Topic::Decision => text.help_decision_title(),
            Topic::PartnerAnswer => text.help_partner_answer_title(),
            Topic::Consent => text.help_consent_title(),
            Topic::Dispute => text.help_dispute_title(),
            Topic::DisputeAnswer => text.help_dispute_answer_title(),
            Topic::DraftLife => text.help_draft_life_title(),
            Topic::Term => text.help_term_title(),
            Topic::Proof => text.help_proof_title(),
            Topic::FourEyes => text.help_four_eyes_title(),
            Topic::OwnDuplicate => text.help_duplicate_title(),
            Topic::Edits => text.help_edits_title(),
            Topic::Withdrawal => text.help_withdrawal_title(),
            Topic::Payment => text.help_payment_title(),
            Topic::Privacy => text.help_privacy_title(),
        }
    }

    /// The rule, with the figures that hold now.
    pub fn say(&self, frame: &Frame) -> String {
        let Rules { policy, review_zone } = &frame.rules;
        let text = &frame.text;
        let team = frame.reader.place(review_zone);
        let length = |length: Length| say_length(text, length);
        match self {
            Topic::Days => text.help_days(),
            Topic::Queue => text.help_queue(length(policy.queue), team),
            Topic::Review => text.help_review(length(policy.review), team),
            Topic::Decision => text.help_decision(length(policy.decision), team),
            Topic::PartnerAnswer => text.help_partner_answer(
                text.help_business_days(policy.extension_days_max),
                length(policy.partner_answer),
            ),
            Topic::Consent => match policy.early_confirmation {
                EarlyConfirmation::EndsWindow => text.help_consent_ends(length(policy.consent)),
                EarlyConfirmation::WindowRunsOn => text.help_consent_runs_on(length(policy.consent)),
            },
            Topic::Dispute => text.help_dispute(length(policy.dispute_window)),
            Topic::DisputeAnswer => text.help_dispute_answer(length(policy.dispute_answer), team),
            Topic::DraftLife => {
                let [first, second] = policy.draft_reminders.map(|days| text.help_calendar_days(days));
                text.help_draft_life(first, length(policy.draft_life), second)
            }
            Topic::Term => text.help_term(),
            Topic::Proof => text.help_proof(policy.documents_per_round_max),
            Topic::FourEyes => text.help_four_eyes(),
            Topic::OwnDuplicate => text.help_duplicate(),
            Topic::Edits => text.help_edits(),
            Topic::Withdrawal => text.help_withdrawal(),
            Topic::Payment => text.help_payment(),
            Topic::Privacy => text.help_privacy(),
        }
    }

    /// Where all rules stand, at this one.
    pub fn href(&self) -> String {
        format!("/help#{}", self.code())
    }

    /// The clock's length alone, for the table.
    pub(crate) fn length(&self, frame: &Frame) -> String {
        let policy = &frame.rules.policy;
        let length = match self {
            Topic::Queue => policy.queue,
            Topic::Review => policy.review,
            Topic::Decision => policy.decision,
            Topic::PartnerAnswer => policy.partner_answer,
            Topic::Consent => policy.consent,
            Topic::Dispute => policy.dispute_window,
            Topic::DisputeAnswer => policy.dispute_answer,
            Topic::DraftLife => policy.draft_life,
            Topic::Days
            | Topic::Term
            | Topic::Proof
            | Topic::FourEyes
            | Topic::OwnDuplicate
            | Topic::Edits
            | Topic::Withdrawal
            | Topic::Payment
            | Topic::Privacy => return frame.text.help_no_length(),
        };
        say_length(&frame.text, length)
    }

    /// Whose days it counts, for the table.
    pub(crate) fn place(&self, frame: &Frame) -> String {
        let text = &frame.text;
        if *self == Topic::PartnerAnswer {
            text.help_where_location()
        } else if *self == Topic::Consent {
            text.help_where_customer()
        } else if self.counts_elsewhere() {
            text.help_where_location_zone()
        } else {
            text.help_where_team(frame.reader.place(&frame.rules.review_zone))
        }
    }

    /// Whether its days are counted where the claim or its customer is, not at the review team's.
    pub(crate) fn counts_elsewhere(&self) -> bool {
        matches!(
            self,
            Topic::PartnerAnswer | Topic::Consent | Topic::Dispute | Topic::DraftLife | Topic::Term
        )
    }
}

fn say_length(text: &Text, length: Length) -> String {
    match length {
        Length::BusinessDays(count) => text.help_business_days(count),
        Length::CalendarDays(count) => text.help_calendar_days(count),
    }
}
