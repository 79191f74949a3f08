//! What a claim page says of the claim: the customer, the people, and where things stand.

use domain::claim::{EndCause, InformationReason, RejectionReason, WithdrawalReason};
use domain::place::{Language, ZoneName};
use jiff::Timestamp;
use jiff::civil::Date;

/// The customer of a claim, as far as given.
#[derive(Clone, Debug, Default)]
pub struct CustomerView {
    /// The tenant's GUID.
    pub tenant_id: Option<String>,
    /// The domain.
    pub domain: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The country's code.
    pub country: Option<String>,
    /// The language of its messages.
    pub language: Option<Language>,
    /// The zone of its clocks.
    pub zone: Option<ZoneName>,
}

/// One of the partner's locations.
#[derive(Clone, Debug)]
pub struct LocationView {
    /// Its MPN ID.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A contact.
#[derive(Clone, Debug)]
pub struct ContactView {
    /// The name.
    pub name: String,
    /// The title, a customer contact's.
    pub title: Option<String>,
    /// The address.
    pub email: String,
    /// The language, a customer contact's.
    pub language: Option<Language>,
}

/// The reviewer's open request; the lines it names are marked in [`LineView::named_for_removal`].
#[derive(Clone, Debug)]
pub struct RequestView {
    /// When it was made.
    pub at: Timestamp,
    /// The reasons.
    pub reasons: Vec<InformationReason>,
    /// The reviewer's words.
    pub comment: String,
}

/// A reason of an outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReasonView {
    /// Of a rejection.
    Rejection(RejectionReason),
    /// The detail of a withdrawal.
    Withdrawal(WithdrawalReason),
}

/// Who decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decider {
    /// A reviewer.
    Reviewer,
    /// The customer.
    Customer,
    /// The partner itself.
    Partner,
    /// The clock.
    Clock,
}

/// The decision on a claim.
#[derive(Clone, Debug)]
pub struct OutcomeView {
    /// The reasons, none for an approval.
    pub reasons: Vec<ReasonView>,
    /// Its comment.
    pub comment: Option<String>,
    /// By whom.
    pub by: Decider,
    /// When.
    pub at: Timestamp,
}

/// A dispute.
#[derive(Clone, Debug)]
pub struct DisputeView {
    /// The business justification.
    pub justification: Option<String>,
    /// When it was made.
    pub at: Timestamp,
}

/// An association.
#[derive(Clone, Debug)]
pub struct AssociationView {
    /// The day of approval.
    pub starts_on: Date,
    /// When it came into force.
    pub in_force_at: Option<Timestamp>,
    /// The day it ended.
    pub ended_on: Option<Date>,
    /// Why.
    pub cause: Option<EndCause>,
}

/// Another own claim that claims the same.
#[derive(Clone, Debug)]
pub struct DuplicateView {
    /// Its number.
    pub number: String,
    /// Whether this person can see it.
    pub visible: bool,
}

/// What a draft lacks for submission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    /// A claim name.
    Name,
    /// Programme and a matching activity.
    Programme,
    /// Some of the customer's fields.
    Customer,
    /// A line.
    Line,
    /// A subscription ID that a product needs.
    Subscription,
    /// The customer's contact.
    CustomerContact,
    /// The partner's contact.
    PartnerContact,
    /// A document.
    Poe,
    /// The location's enrolment in the programme.
    Enrolment,
}

/// The notice to the customer, while the consent window is open.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// The address it went to.
    pub to: String,
    /// When it was handed on; none while it waits.
    pub sent_at: Option<Timestamp>,
}
