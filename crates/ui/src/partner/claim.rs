//! The claim page, as its partner sees it.

use askama::Template;
use domain::claim::{Activity, EndCause, InformationReason, RejectionReason, Status, WithdrawalReason};
use domain::place::{Language, ZoneName};
use jiff::Timestamp;
use jiff::civil::Date;

use super::act::Act;
use crate::days::DaysView;
use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::life::{Life, LifeDates, life};
use crate::parts::{
    Choice, CommentView, DeadlineView, DocumentView, FieldError, LineState, LineView, Stale, StatusView,
};
use crate::turn::TurnView;

/// `/claims/{number}` for the partner.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/claim.html")]
pub struct ClaimPage {
    /// The frame.
    pub frame: Frame,
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The version that every form sends back.
    pub version: i64,
    /// The claim's name; may be empty in a draft.
    pub name: String,
    /// Status, phase, turn.
    pub state: StatusView,
    /// The sentence on top.
    pub turn: TurnView,
    /// What the life picture shows of the past.
    pub dates: LifeDates,
    /// How the turn's deadline was counted.
    pub days: Option<DaysView>,
    /// What this person may do now.
    pub allowed: Vec<Act>,
    /// The customer, as far as given.
    pub customer: CustomerView,
    /// The partner's location.
    pub location: LocationView,
    /// The programme's name.
    pub programme: Option<String>,
    /// The activity.
    pub activity: Option<Activity>,
    /// Whether the claim is left out of payment.
    pub recognition_only: bool,
    /// The solution's seller.
    pub solution_seller: Option<String>,
    /// The ISV's solution.
    pub isv_solution: Option<String>,
    /// The partner's own reference.
    pub reference: Option<String>,
    /// The customer's contact.
    pub customer_contact: Option<ContactView>,
    /// The partner's contact.
    pub partner_contact: Option<ContactView>,
    /// The lines.
    pub lines: Vec<LineView>,
    /// The documents.
    pub documents: Vec<DocumentView>,
    /// How many more this round takes.
    pub document_places_left: u32,
    /// The comments, oldest first.
    pub comments: Vec<CommentView>,
    /// The running deadlines, by their ends.
    pub deadlines: Vec<DeadlineView>,
    /// Those that have passed without deciding anything.
    pub late: Vec<DeadlineView>,
    /// What the reviewer asks for, while it is open.
    pub request: Option<RequestView>,
    /// The decision, in Approved and Rejected.
    pub outcome: Option<OutcomeView>,
    /// The dispute.
    pub dispute: Option<DisputeView>,
    /// The association.
    pub association: Option<AssociationView>,
    /// What a draft lacks for submission.
    pub lacks: Vec<Lack>,
    /// Another own claim that claims the same, as a warning in a draft.
    pub duplicate: Option<DuplicateView>,
    /// Whether more time was already asked for.
    pub more_time_asked: bool,
    /// What was typed into the page's forms: `comment` (answer), `justification`, `text` (comment), `more_time`,
    /// `customer_contact.…`, and `remove.<line id>` with the value `on` for a ticked line.
    pub typed: Fields,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Set when somebody changed the claim meanwhile: nothing was done, what was typed is kept.
    pub stale: Option<Stale>,
}

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

impl ClaimPage {
    fn may(&self, act: &Act) -> bool {
        self.allowed.contains(act)
    }

    fn title(&self) -> String {
        if self.name.is_empty() {
            self.frame.text.claim_unnamed()
        } else {
            self.name.clone()
        }
    }

    fn path(&self) -> String {
        format!("/claims/{}", self.number)
    }

    fn life(&self) -> Life {
        life(self.state, self.dates, &self.deadlines)
    }

    /// What the submit button's section lists, each with the place that mends it.
    fn say_lack(&self, lack: &Lack) -> String {
        let text = &self.frame.text;
        match lack {
            Lack::Name => text.lack_name(),
            Lack::Programme => text.lack_programme(),
            Lack::Customer => text.lack_customer(),
            Lack::Line => text.lack_line(),
            Lack::Subscription => text.lack_subscription(),
            Lack::CustomerContact => text.lack_customer_contact(),
            Lack::PartnerContact => text.lack_partner_contact(),
            Lack::Poe => text.lack_poe(),
            Lack::Enrolment => text.lack_enrolment(),
        }
    }

    fn mends(&self, lack: &Lack) -> String {
        let anchor = match lack {
            Lack::Poe => return "#file".to_owned(),
            Lack::Name => "name",
            Lack::Programme => "programme",
            Lack::Customer => "customer.tenant_id",
            Lack::Line | Lack::Subscription => "lines.0.product",
            Lack::CustomerContact => "customer_contact.name",
            Lack::PartnerContact => "partner_contact.name",
            Lack::Enrolment => "location_id",
        };
        format!("{}/edit#{anchor}", self.path())
    }

    fn say_reason(&self, reason: &ReasonView) -> String {
        let text = &self.frame.text;
        match reason {
            ReasonView::Rejection(reason) => text.rejection_reason(reason),
            ReasonView::Withdrawal(reason) => text.withdrawal_reason(reason),
        }
    }

    fn outcome_heading(&self, outcome: &OutcomeView) -> String {
        let text = &self.frame.text;
        let day = self.frame.reader.moment(&outcome.at);
        let rejected = self.state.status == Status::Rejected;
        match (outcome.by, rejected) {
            (Decider::Reviewer, false) => text.outcome_approved(day),
            (Decider::Reviewer, true) => text.outcome_rejected(day),
            (Decider::Customer, _) => text.outcome_declined(day),
            (Decider::Partner, _) => text.outcome_withdrawn(day),
            (Decider::Clock, _) => text.outcome_lapsed(day),
        }
    }

    fn named_lines(&self) -> impl Iterator<Item = &LineView> {
        self.lines
            .iter()
            .filter(|line| line.named_for_removal && line.state == LineState::Claimed)
    }

    fn is_ticked(&self, line: &LineView) -> bool {
        !self.typed.get(format!("remove.{}", line.id)).value.is_empty()
    }

    fn new_documents(&self) -> usize {
        self.documents.iter().filter(|document| document.not_sent).count()
    }

    /// Whether the customer's No is what would be disputed.
    fn after_decline(&self) -> bool {
        self.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.by == Decider::Customer)
    }

    /// What a comment doesn't do, said where somebody might take it for the answer.
    fn comment_hint(&self) -> String {
        if self.may(&Act::Resubmit) {
            self.frame.text.comment_hint()
        } else {
            String::new()
        }
    }

    fn languages(&self) -> Vec<Choice> {
        Language::ALL
            .iter()
            .map(|each| Choice::new(each.tag(), self.frame.text.language_name(each)))
            .collect()
    }

    /// The one act the banner offers, with the place on this page where it is done.
    fn main_act(&self) -> Option<(&'static str, String)> {
        let text = &self.frame.text;
        if self.may(&Act::Resubmit) {
            Some(("#answer", text.act_answer()))
        } else if self.may(&Act::Dispute) {
            Some(("#dispute", text.act_dispute_link()))
        } else if self.may(&Act::NameCustomerContact) {
            Some(("#contact", text.act_name_contact_link()))
        } else if self.may(&Act::Submit) {
            Some(("#submit", text.act_submit_link()))
        } else {
            None
        }
    }
}
