//! Who may do what where: one table, role × place × command (domain.md §1, §3, §5; api.md "`allowed`").

use super::command::CommandKind;
use super::place::Place;
use super::refusal::Refusal;
use super::state::{Claim, ConsentMemory, Decision, DisputeAgainst, Extension, Notification};
use super::status::RejectionReason;
use crate::party::{Actor, Role};

/// Who asks, as the table knows them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Party {
    /// An account.
    Role(Role),
    /// The customer's contact.
    Customer,
    /// The product itself: timers and mail.
    Clock,
}

impl Party {
    /// How the table knows an actor.
    pub fn of(actor: &Actor) -> Party {
        match actor {
            Actor::Person(person) => Party::Role(person.role),
            Actor::Customer { .. } => Party::Customer,
            Actor::Clock => Party::Clock,
        }
    }
}

/// One row: these parties may do it in these places.
struct Row {
    parties: &'static [Party],
    places: &'static [Place],
}

const ADMINS: &[Party] = &[
    Party::Role(Role::GlobalAdmin),
    Party::Role(Role::BillingAdmin),
    Party::Role(Role::IncentivesAdmin),
];
const PARTNER: &[Party] = &[
    Party::Role(Role::GlobalAdmin),
    Party::Role(Role::BillingAdmin),
    Party::Role(Role::IncentivesAdmin),
    Party::Role(Role::IncentivesUser),
];
const REVIEWERS: &[Party] = &[Party::Role(Role::Reviewer), Party::Role(Role::ReviewLead)];
const LEAD: &[Party] = &[Party::Role(Role::ReviewLead)];
const CUSTOMER: &[Party] = &[Party::Customer];

const DRAFT: &[Place] = &[Place::Draft];
const SUBMITTED: &[Place] = &[Place::SubmittedFirst, Place::SubmittedResubmission];
const UNDER_REVIEW: &[Place] = &[
    Place::ReviewFirst,
    Place::ReviewResubmission,
    Place::ReviewDispute,
    Place::ReviewReopened,
];
const AWAITING: &[Place] = &[Place::AwaitingAnswer];
const WINDOW: &[Place] = &[Place::ConsentWindow];
const EDITABLE: &[Place] = &[
    Place::SubmittedFirst,
    Place::SubmittedResubmission,
    Place::AwaitingAnswer,
];
const SEEN_BY_VENDOR: &[Place] = &[
    Place::SubmittedFirst,
    Place::SubmittedResubmission,
    Place::ReviewFirst,
    Place::ReviewResubmission,
    Place::ReviewDispute,
    Place::ReviewReopened,
    Place::AwaitingAnswer,
    Place::ConsentWindow,
    Place::InForce,
    Place::Ended,
    Place::Disputable,
    Place::Final,
];

/// The table.
fn rows(kind: CommandKind) -> &'static [Row] {
    match kind {
        CommandKind::Edit => &[
            Row {
                parties: PARTNER,
                places: DRAFT,
            },
            Row {
                parties: ADMINS,
                places: EDITABLE,
            },
        ],
        CommandKind::AddDocument => &[Row {
            parties: PARTNER,
            places: &[
                Place::Draft,
                Place::SubmittedFirst,
                Place::SubmittedResubmission,
                Place::AwaitingAnswer,
                Place::InForce,
                Place::Disputable,
            ],
        }],
        CommandKind::Submit => &[Row {
            parties: ADMINS,
            places: DRAFT,
        }],
        CommandKind::Discard => &[Row {
            parties: PARTNER,
            places: DRAFT,
        }],
        CommandKind::StartReview => &[Row {
            parties: REVIEWERS,
            places: SUBMITTED,
        }],
        CommandKind::RequestInformation | CommandKind::Approve | CommandKind::Reject => &[Row {
            parties: REVIEWERS,
            places: UNDER_REVIEW,
        }],
        CommandKind::Resubmit => &[Row {
            parties: ADMINS,
            places: AWAITING,
        }],
        CommandKind::Extend => &[Row {
            parties: LEAD,
            places: AWAITING,
        }],
        CommandKind::RequestExtension => &[Row {
            parties: PARTNER,
            places: AWAITING,
        }],
        CommandKind::Withdraw => &[
            Row {
                parties: ADMINS,
                places: SUBMITTED,
            },
            Row {
                parties: ADMINS,
                places: UNDER_REVIEW,
            },
            Row {
                parties: ADMINS,
                places: &[Place::AwaitingAnswer, Place::ConsentWindow, Place::InForce],
            },
        ],
        CommandKind::Dispute => &[Row {
            parties: ADMINS,
            places: &[Place::Disputable],
        }],
        CommandKind::Reopen => &[Row {
            parties: LEAD,
            places: &[Place::ConsentWindow, Place::Disputable, Place::Final],
        }],
        CommandKind::Assign => &[
            Row {
                parties: LEAD,
                places: SUBMITTED,
            },
            Row {
                parties: LEAD,
                places: UNDER_REVIEW,
            },
            Row {
                parties: LEAD,
                places: AWAITING,
            },
        ],
        CommandKind::Comment => &[
            Row {
                parties: PARTNER,
                places: DRAFT,
            },
            Row {
                parties: PARTNER,
                places: SEEN_BY_VENDOR,
            },
            Row {
                parties: REVIEWERS,
                places: SEEN_BY_VENDOR,
            },
        ],
        CommandKind::Note => &[Row {
            parties: REVIEWERS,
            places: SEEN_BY_VENDOR,
        }],
        CommandKind::NameCustomerContact => &[Row {
            parties: ADMINS,
            places: WINDOW,
        }],
        CommandKind::ConfirmCustomerContact => &[Row {
            parties: REVIEWERS,
            places: WINDOW,
        }],
        CommandKind::Confirm | CommandKind::Decline => &[Row {
            parties: CUSTOMER,
            places: WINDOW,
        }],
        CommandKind::End => &[Row {
            parties: CUSTOMER,
            places: &[Place::InForce],
        }],
        CommandKind::FailNotice => &[Row {
            parties: &[Party::Customer, Party::Clock],
            places: WINDOW,
        }],
    }
}

/// Whether the party may ever do this, wherever the claim stands.
pub fn may_ever(party: Party, kind: CommandKind) -> bool {
    rows(kind).iter().any(|row| row.parties.contains(&party))
}

/// Judges by role and place alone: 403 if another may do it here or this party never may; else 409.
pub fn permit(party: Party, place: Place, kind: CommandKind) -> Result<(), Refusal> {
    let here = |row: &&Row| row.places.contains(&place);
    if rows(kind).iter().filter(here).any(|row| row.parties.contains(&party)) {
        return Ok(());
    }
    if !may_ever(party, kind) || rows(kind).iter().any(|row| row.places.contains(&place)) {
        return Err(Refusal::NotPermitted);
    }
    let too_late = match kind {
        CommandKind::Dispute => place == Place::Final,
        CommandKind::Confirm | CommandKind::Decline | CommandKind::FailNotice => true,
        CommandKind::End => place == Place::Ended,
        CommandKind::Edit
        | CommandKind::AddDocument
        | CommandKind::Submit
        | CommandKind::Discard
        | CommandKind::StartReview
        | CommandKind::RequestInformation
        | CommandKind::Resubmit
        | CommandKind::Approve
        | CommandKind::Reject
        | CommandKind::Withdraw
        | CommandKind::Reopen
        | CommandKind::Extend
        | CommandKind::Assign
        | CommandKind::Comment
        | CommandKind::Note
        | CommandKind::RequestExtension
        | CommandKind::NameCustomerContact
        | CommandKind::ConfirmCustomerContact => false,
    };
    Err(if too_late {
        Refusal::WindowClosed(place)
    } else {
        Refusal::WrongStatus(place)
    })
}

impl Claim {
    /// Judges by role, place, person and the rules that hold once: all that doesn't depend on the request's body.
    pub fn permit(&self, actor: &Actor, kind: CommandKind) -> Result<(), Refusal> {
        if let Actor::Customer { round, .. } = actor
            && *round != self.consent_rounds
        {
            return Err(Refusal::Superseded);
        }
        permit(Party::of(actor), self.place(), kind)?;
        self.permit_now(kind)?;
        self.permit_person(actor, kind)
    }

    /// What the actor may do now, by the names of the API. That a notice failed is reported, never offered.
    pub fn allowed(&self, actor: &Actor) -> Vec<CommandKind> {
        CommandKind::ALL
            .into_iter()
            .filter(|kind| *kind != CommandKind::FailNotice && self.permit(actor, *kind).is_ok())
            .collect()
    }

    fn permit_now(&self, kind: CommandKind) -> Result<(), Refusal> {
        let wrong = Err(Refusal::WrongStatus(self.place()));
        match kind {
            CommandKind::Extend | CommandKind::RequestExtension => match self.request().map(|asked| asked.extension) {
                Some(Extension::Granted) => Err(Refusal::AlreadyExtended),
                Some(Extension::Possible) | None => Ok(()),
            },
            CommandKind::Reopen if self.is_closed_by_others() => wrong,
            CommandKind::NameCustomerContact => match self.consent().map(|consent| &consent.notice) {
                Some(Notification::Undeliverable { .. }) => Ok(()),
                Some(Notification::Delivered) | None => wrong,
            },
            CommandKind::ConfirmCustomerContact => match self.consent().map(|consent| &consent.notice) {
                Some(Notification::Undeliverable { proposed: Some(_), .. }) => Ok(()),
                Some(Notification::Undeliverable { proposed: None, .. } | Notification::Delivered) | None => wrong,
            },
            CommandKind::Reopen
            | CommandKind::Edit
            | CommandKind::AddDocument
            | CommandKind::Submit
            | CommandKind::Discard
            | CommandKind::StartReview
            | CommandKind::RequestInformation
            | CommandKind::Resubmit
            | CommandKind::Approve
            | CommandKind::Reject
            | CommandKind::Withdraw
            | CommandKind::Dispute
            | CommandKind::Assign
            | CommandKind::Comment
            | CommandKind::Note
            | CommandKind::Confirm
            | CommandKind::Decline
            | CommandKind::End
            | CommandKind::FailNotice => Ok(()),
        }
    }

    /// A customer's No and a partner's withdrawal are not the vendor's to reopen (domain.md §3, transition 20).
    fn is_closed_by_others(&self) -> bool {
        self.outcome().is_some_and(|outcome| match &outcome.decision {
            Decision::Approved => false,
            Decision::Withdrawn(_) => true,
            Decision::Rejected(reasons) => reasons.contains(&RejectionReason::CustomerDecline),
        })
    }

    fn permit_person(&self, actor: &Actor, kind: CommandKind) -> Result<(), Refusal> {
        let Actor::Person(person) = actor else { return Ok(()) };
        let is_lead = person.role == Role::ReviewLead;
        match kind {
            CommandKind::StartReview => match self.reviewer {
                Some(assigned) if assigned != person.id && !is_lead => Err(Refusal::NotAssigned),
                Some(_) | None => Ok(()),
            },
            CommandKind::RequestInformation | CommandKind::Approve | CommandKind::Reject => {
                if self.place() == Place::ReviewDispute && self.deciders.contains(&person.id) {
                    return Err(Refusal::FourEyes);
                }
                if is_lead || self.reviewer == Some(person.id) {
                    Ok(())
                } else {
                    Err(Refusal::NotAssigned)
                }
            }
            CommandKind::Edit
            | CommandKind::AddDocument
            | CommandKind::Submit
            | CommandKind::Discard
            | CommandKind::Resubmit
            | CommandKind::Withdraw
            | CommandKind::Dispute
            | CommandKind::Reopen
            | CommandKind::Extend
            | CommandKind::Assign
            | CommandKind::Comment
            | CommandKind::Note
            | CommandKind::RequestExtension
            | CommandKind::NameCustomerContact
            | CommandKind::ConfirmCustomerContact
            | CommandKind::Confirm
            | CommandKind::Decline
            | CommandKind::End
            | CommandKind::FailNotice => Ok(()),
        }
    }

    /// Whether a customer's Yes needs a mailed code: after a No it does (domain.md §10).
    pub fn confirmation_needs_code(&self) -> bool {
        match self.consent_memory {
            ConsentMemory::Declined => true,
            ConsentMemory::NeverDeclined => false,
        }
    }

    /// Whether a dispute must bring a new document: after the customer's No (transition 15).
    pub fn dispute_needs_document(&self) -> bool {
        self.dispute_would_be_against() == DisputeAgainst::CustomerDecline
    }

    pub(super) fn dispute_would_be_against(&self) -> DisputeAgainst {
        let declined = self
            .outcome()
            .is_some_and(|outcome| outcome.decision.reasons().contains(&RejectionReason::CustomerDecline));
        if declined {
            DisputeAgainst::CustomerDecline
        } else {
            DisputeAgainst::Rejection
        }
    }
}
