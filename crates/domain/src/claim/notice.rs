//! Whom each event tells what (domain.md §10). Messages are data, committed with their cause and sent later.

use super::event::{AfterAnswer, ConfirmationEffect, Entry, Event, SilenceEffect, Visibility};
use super::state::Claim;
use super::status::Clock;
use crate::id::UserId;
use crate::party::{ActorStamp, Side};

/// A message to be sent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Notice {
    /// What it says.
    pub kind: NoticeKind,
    /// Who gets it.
    pub to: Recipient,
}

/// Who gets a message.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Recipient {
    /// The partner's contact on the claim; a draft without one: its creator.
    Partner,
    /// The customer's contact on the claim.
    Customer,
    /// This reviewer or lead.
    Reviewer(UserId),
    /// Every review lead.
    Leads,
}

impl Recipient {
    /// The code in the history.
    pub const fn code(self) -> &'static str {
        match self {
            Recipient::Partner => "partner",
            Recipient::Customer => "customer",
            Recipient::Reviewer(_) => "reviewer",
            Recipient::Leads => "leads",
        }
    }
}

macro_rules! notice_kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What a message says.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum NoticeKind { $($(#[$doc])* $variant),+ }
        impl NoticeKind {
            /// Every kind.
            pub const ALL: &'static [NoticeKind] = &[$(NoticeKind::$variant),+];
            /// The code in API and database.
            pub const fn code(self) -> &'static str { match self { $(NoticeKind::$variant => $code),+ } }
            /// The kind of a code.
            pub fn from_code(code: &str) -> Option<NoticeKind> {
                match code { $($code => Some(NoticeKind::$variant),)+ _ => None }
            }
        }
    };
}

notice_kinds! {
    /// To the partner: the claim was received.
    Received = "received",
    /// To the partner: more information is needed.
    InformationRequested = "information_requested",
    /// To the partner: the answer is due.
    Reminder = "reminder",
    /// To the partner: the answer was received.
    ResubmissionReceived = "resubmission_received",
    /// To the partner: approved, not yet payment.
    Approved = "approved",
    /// To the partner: in force.
    InForce = "in_force",
    /// To the partner: rejected.
    Rejected = "rejected",
    /// To the partner: the customer said no, to the claim or to lines of it.
    CustomerDeclined = "customer_declined",
    /// To the partner: the dispute was received.
    DisputeReceived = "dispute_received",
    /// To the partner: the dispute was decided.
    DisputeDecided = "dispute_decided",
    /// To the other side: a new comment.
    CommentAdded = "comment_added",
    /// To the partner: the customer's notice reached nobody.
    NoticeUndeliverable = "notice_undeliverable",
    /// To the partner: the association ended, whole or for some lines.
    AssociationEnded = "association_ended",
    /// To the partner: a draft will be discarded.
    DraftExpiring = "draft_expiring",
    /// To the partner: a draft was discarded.
    Discarded = "discarded",
    /// To the partner: more time.
    ExtensionGranted = "extension_granted",
    /// To the partner: a decision is being corrected.
    Reopened = "reopened",
    /// To the customer: who claims what, and how to decline.
    AssociationNotice = "association_notice",
    /// To the customer: their choice, confirmed.
    ChoiceConfirmed = "choice_confirmed",
    /// To the customer: an association ended.
    AssociationEndedCustomer = "association_ended_customer",
    /// To the customer: a one-time code.
    OneTimeCode = "one_time_code",
    /// To a reviewer: a claim is theirs.
    Assigned = "assigned",
    /// To the reviewer, or the leads: one business day is left.
    ClockAtRisk = "clock_at_risk",
    /// To the leads: a clock passed.
    ClockPassed = "clock_passed",
    /// To the leads: the partner asks for more time.
    ExtensionRequested = "extension_requested",
    /// To the reviewer, or the leads: the partner named another customer contact.
    CustomerContactNamed = "customer_contact_named",
}

/// The messages that an entry sends, given the claim before and after it.
pub fn notices(entry: &Entry, before: &Claim, after: &Claim) -> Vec<Notice> {
    let partner = |kind| Notice {
        kind,
        to: Recipient::Partner,
    };
    let customer = |kind| Notice {
        kind,
        to: Recipient::Customer,
    };
    let leads = |kind| Notice {
        kind,
        to: Recipient::Leads,
    };
    let reviewer = |kind| Notice {
        kind,
        to: after.reviewer.map_or(Recipient::Leads, Recipient::Reviewer),
    };
    let decided = |kind| {
        let dispute = before.in_dispute().then(|| partner(NoticeKind::DisputeDecided));
        std::iter::once(partner(kind)).chain(dispute).collect::<Vec<_>>()
    };
    match &entry.event {
        Event::Created(_) | Event::Edited { .. } | Event::DocumentAdded { .. } | Event::DisputeWindowLapsed => {
            Vec::new()
        }
        Event::Submitted { .. } => vec![partner(NoticeKind::Received)],
        Event::Discarded => match &entry.actor {
            ActorStamp::Clock => vec![partner(NoticeKind::Discarded)],
            ActorStamp::Person { .. } | ActorStamp::Customer => Vec::new(),
        },
        // Whoever starts a review knows it.
        Event::ReviewStarted { .. } => Vec::new(),
        Event::Assigned { reviewer } => {
            vec![Notice {
                kind: NoticeKind::Assigned,
                to: Recipient::Reviewer(*reviewer),
            }]
        }
        Event::InformationRequested { .. } => vec![partner(NoticeKind::InformationRequested)],
        Event::ExtensionRequested { .. } => vec![leads(NoticeKind::ExtensionRequested)],
        Event::AnswerExtended { .. } => vec![partner(NoticeKind::ExtensionGranted)],
        Event::Resubmitted {
            next: AfterAnswer::Queue { .. } | AfterAnswer::Dispute { .. },
            ..
        } => {
            vec![partner(NoticeKind::ResubmissionReceived)]
        }
        Event::Approved { .. } => {
            let mut all = decided(NoticeKind::Approved);
            all.push(customer(NoticeKind::AssociationNotice));
            all
        }
        Event::Rejected { .. } => decided(NoticeKind::Rejected),
        Event::AnswerLapsed { .. } => decided(NoticeKind::Rejected),
        Event::ConsentConfirmed { effect, .. } => {
            let in_force = match effect {
                ConfirmationEffect::InForce => Some(partner(NoticeKind::InForce)),
                ConfirmationEffect::Recorded => None,
            };
            in_force
                .into_iter()
                .chain([customer(NoticeKind::ChoiceConfirmed)])
                .collect()
        }
        Event::ConsentLapsed { effect } => match effect {
            SilenceEffect::InForce => vec![partner(NoticeKind::InForce)],
            SilenceEffect::Rejected => vec![partner(NoticeKind::Rejected)],
        },
        Event::LinesDeclined { .. } | Event::CustomerDeclined { .. } => {
            vec![
                partner(NoticeKind::CustomerDeclined),
                customer(NoticeKind::ChoiceConfirmed),
            ]
        }
        Event::Withdrawn { ended_on, .. } => match ended_on {
            Some(_) => vec![
                partner(NoticeKind::AssociationEnded),
                customer(NoticeKind::AssociationEndedCustomer),
            ],
            None => Vec::new(),
        },
        Event::Disputed { .. } => vec![partner(NoticeKind::DisputeReceived)],
        Event::AssociationEnded { .. } => {
            vec![
                partner(NoticeKind::AssociationEnded),
                customer(NoticeKind::AssociationEndedCustomer),
            ]
        }
        Event::Reopened { .. } => vec![partner(NoticeKind::Reopened)],
        Event::NoticeFailed { .. } => vec![partner(NoticeKind::NoticeUndeliverable)],
        Event::CustomerContactNamed { .. } => vec![reviewer(NoticeKind::CustomerContactNamed)],
        Event::CustomerContactConfirmed { .. } => vec![customer(NoticeKind::AssociationNotice)],
        Event::ClockPassed { .. } => vec![leads(NoticeKind::ClockPassed)],
        Event::ReminderSent { clock, .. } => match clock {
            Clock::PartnerAnswer | Clock::DisputeWindow => vec![partner(NoticeKind::Reminder)],
            Clock::DraftLife => vec![partner(NoticeKind::DraftExpiring)],
            Clock::Queue | Clock::Review | Clock::Decision | Clock::DisputeAnswer => {
                vec![reviewer(NoticeKind::ClockAtRisk)]
            }
            // These clocks carry no reminders.
            Clock::Consent | Clock::HolderAnswer | Clock::Term => Vec::new(),
        },
        Event::CommentAdded {
            visibility: Visibility::Internal,
            ..
        } => Vec::new(),
        Event::CommentAdded {
            visibility: Visibility::Shared,
            ..
        } => match &entry.actor {
            ActorStamp::Person { side: Side::Vendor, .. } => vec![partner(NoticeKind::CommentAdded)],
            ActorStamp::Person {
                side: Side::Partner | Side::Customer | Side::Clock,
                ..
            } => after
                .reviewer
                .map(|reviewer| Notice {
                    kind: NoticeKind::CommentAdded,
                    to: Recipient::Reviewer(reviewer),
                })
                .into_iter()
                .collect(),
            ActorStamp::Customer | ActorStamp::Clock => Vec::new(),
        },
    }
}
