//! A programme's settings: lengths of clocks and choices (domain.md §6, figures are data).

use crate::calendar::Length;

/// What the customer's early confirmation does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EarlyConfirmation {
    /// The association comes into force at once.
    EndsWindow,
    /// It is recorded, and the window runs on.
    WindowRunsOn,
}

/// The lengths and choices that hold for a claim's clocks when they start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// Submitted until review starts.
    pub queue: Length,
    /// Under review, not in a dispute.
    pub review: Length,
    /// First submission until the first decision.
    pub decision: Length,
    /// A request until the partner's answer.
    pub partner_answer: Length,
    /// The customer's window.
    pub consent: Length,
    /// A rejection until it is final.
    pub dispute_window: Length,
    /// A dispute until its decision.
    pub dispute_answer: Length,
    /// A draft's last edit until it is discarded.
    pub draft_life: Length,
    /// Days after the last edit on which a draft's owner is reminded.
    pub draft_reminders: [i32; 2],
    /// What an early confirmation does.
    pub early_confirmation: EarlyConfirmation,
    /// Documents in one round of submission.
    pub documents_per_round_max: usize,
    /// Business days by which a lead may extend an answer.
    pub extension_days_max: u16,
}

impl Policy {
    /// The figures of domain.md §6.
    pub const STANDARD: Policy = Policy {
        queue: Length::BusinessDays(5),
        review: Length::BusinessDays(5),
        decision: Length::BusinessDays(10),
        partner_answer: Length::BusinessDays(5),
        consent: Length::CalendarDays(7),
        dispute_window: Length::CalendarDays(30),
        dispute_answer: Length::BusinessDays(5),
        draft_life: Length::CalendarDays(90),
        draft_reminders: [30, 83],
        early_confirmation: EarlyConfirmation::EndsWindow,
        documents_per_round_max: 20,
        extension_days_max: 5,
    };
}
