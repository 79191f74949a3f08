//! The claim page, as its partner sees it.

use askama::Template;
use domain::claim::{Activity, Clock, Phase, RejectionReason, Status};
use domain::place::Language;

use super::act::Act;
use super::bars::Barred;
use super::standing::{
    AssociationView, ContactView, CustomerView, Decider, DisputeView, DuplicateView, Lack, LocationView, NoticeView,
    OutcomeView, ReasonView, RequestView,
};
use crate::days::DaysView;
use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::guidelines::GuidelinesView;
use crate::history::HistoryChange;
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
    /// What it looks for in a proof.
    pub guidelines: GuidelinesView,
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
    /// What people look for and can't do now, with why.
    pub barred: Vec<Barred>,
    /// The newest comments, or older ones on a later page; newest first.
    pub comments: Vec<CommentView>,
    /// The address of earlier comments.
    pub earlier_comments: Option<String>,
    /// Whether these are not the newest.
    pub comments_are_earlier: bool,
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
    /// The notice to the customer, in the consent window.
    pub notice: Option<NoticeView>,
    /// What a draft lacks for submission.
    pub lacks: Vec<Lack>,
    /// Another own claim that claims the same, as a warning in a draft.
    pub duplicate: Option<DuplicateView>,
    /// Whether more time was already asked for.
    pub more_time_asked: bool,
    /// Whose typed text a browser keeps: the reader's key.
    pub keeper: String,
    /// What was typed into the page's forms: `comment` (answer), `justification`, `text` (comment), `more_time`,
    /// `customer_contact.…`, and `remove.<line id>` with the value `on` for a ticked line.
    pub typed: Fields,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Set when somebody changed the claim meanwhile: nothing was done, what was typed is kept.
    pub stale: Option<Stale>,
    /// What was changed since then.
    pub meanwhile: Vec<HistoryChange>,
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

    /// What a reason says, as the programme words it.
    fn reason_means(&self, reason: &ReasonView) -> Option<String> {
        let text = &self.frame.text;
        match reason {
            ReasonView::Rejection(reason) => Some(match reason {
                RejectionReason::InsufficientPoe => text.rejection_insufficient_poe_means(),
                RejectionReason::MissingCustomerConsent => text.rejection_missing_customer_consent_means(),
                RejectionReason::MissingProducts => text.rejection_missing_products_means(),
                RejectionReason::PoeUnavailable => text.rejection_poe_unavailable_means(),
                RejectionReason::PartnerRequest => text.rejection_partner_request_means(),
                RejectionReason::CustomerDecline => text.rejection_customer_decline_means(),
                RejectionReason::NoPartnerResponse => text.rejection_no_partner_response_means(),
            }),
            ReasonView::Withdrawal(_) => None,
        }
    }

    /// What can be done about the decision.
    fn remedy(&self) -> Option<String> {
        let text = &self.frame.text;
        if self.state.status != Status::Rejected {
            return None;
        }
        let window = self.deadlines.iter().find(|each| each.clock == Clock::DisputeWindow);
        Some(match window {
            Some(window) => text.remedy_dispute(
                self.frame.reader.day(&window.due_on),
                self.frame.reader.place(&window.zone),
            ),
            None => text.remedy_copy(),
        })
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

    pub(super) fn named_lines(&self) -> impl Iterator<Item = &LineView> {
        self.lines
            .iter()
            .filter(|line| line.named_for_removal && line.state == LineState::Claimed)
    }

    pub(super) fn is_ticked(&self, line: &LineView) -> bool {
        !self.typed.get(format!("remove.{}", line.id)).value.is_empty()
    }

    /// The files of the running round, which nobody has been handed yet.
    pub(super) fn unsent(&self) -> impl Iterator<Item = &DocumentView> {
        self.documents.iter().filter(|document| document.not_sent)
    }

    /// How many files there are, those not sent yet apart.
    fn say_documents(&self) -> String {
        let text = &self.frame.text;
        let ready = self.new_documents();
        match (self.documents.len() - ready, ready) {
            (0, 0) => String::new(),
            (sent, 0) => text.documents_sent(sent),
            (0, ready) => text.documents_ready(ready),
            (sent, ready) => text.documents_sent_and_ready(sent, ready),
        }
    }

    pub(super) fn new_documents(&self) -> usize {
        self.unsent().count()
    }

    /// Files are added where they are needed: with the answer or the dispute, else where all files stand.
    fn adds_files_among_all(&self) -> bool {
        self.may(&Act::AddDocument) && !self.may(&Act::Resubmit) && !self.may(&Act::Dispute)
    }

    /// Whether the answer or the dispute is shown again with what was typed.
    fn again(&self, field: &str) -> &'static str {
        let ticked = self.named_lines().any(|line| self.is_ticked(line));
        if ticked { "errors" } else { self.typed.again(field) }
    }

    fn is_approved(&self) -> bool {
        self.state.status == Status::Approved
    }

    fn is_final(&self) -> bool {
        self.state.phase == Phase::Final
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
