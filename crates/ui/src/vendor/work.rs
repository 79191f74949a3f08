//! A claim as the review team works on it: the proof beside the decision.

use askama::Template;
use domain::claim::{Activity, InformationReason, LineReason, Phase, RejectionReason, Status, Turn};
use jiff::Timestamp;

use super::act::VendorAct;
use super::next::NextBar;
use super::past::{Closed, EarlierDecision, Meanwhile, Said, SinceThen};
use super::typed::Typed;
use super::viewer::{Age, Display, Neighbour, WorkDocument};
use crate::days::DaysView;
use crate::frame::{Frame, Section};
use crate::guidelines::{GuidelinesView, subject};
use crate::history::HistoryChange;
use crate::parts::{CommentView, DeadlineView, LineState, LineView, Stale, StatusView};

/// `/claims/{number}` for the vendor's people. Without allowed acts it is for reading.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/work.html")]
pub struct WorkPage {
    /// The frame.
    pub frame: Frame,
    /// What the claim says.
    pub facts: ClaimFacts,
    /// The version every form sends back.
    pub version: i64,
    /// Status, phase and turn.
    pub state: StatusView,
    /// Who reviews.
    pub assigned: Assigned,
    /// Running deadlines, the nearest first.
    pub deadlines: Vec<DeadlineView>,
    /// How the nearest of them was counted, day by day.
    pub days: Option<DaysView>,
    /// Clocks that have passed without deciding.
    pub late: Vec<DeadlineView>,
    /// All lines.
    pub lines: Vec<LineView>,
    /// What its programme looks for in a proof.
    pub guidelines: GuidelinesView,
    /// The proof.
    pub documents: Vec<WorkDocument>,
    /// The id of the document in the frame.
    pub shown: Option<String>,
    /// Comments and notes, oldest first.
    pub comments: Vec<CommentView>,
    /// What this person may do now.
    pub allowed: Vec<VendorAct>,
    /// The reviewer's open request.
    pub request: Option<RequestView>,
    /// Decisions taken before, newest first.
    pub earlier: Vec<EarlierDecision>,
    /// The partner's dispute, if one is open.
    pub dispute: Option<Said>,
    /// What the partner has brought since the newest of them.
    pub since: SinceThen,
    /// Why this reviewer can't decide now though somebody could.
    pub closed: Option<Closed>,
    /// The partner's request for more time.
    pub more_time: Option<Said>,
    /// The contact the partner has named and nobody has confirmed.
    pub named_contact: Option<ContactView>,
    /// Whom the claim may be assigned to.
    pub reviewers: Vec<PartyName>,
    /// The deadline that a request for information would set.
    pub answer_due: Option<DeadlineView>,
    /// What a rejection would leave open.
    pub rejection: Rejection,
    /// By how many business days an answer may be extended.
    pub extension_days_max: u16,
    /// The way through the queue, if the claim was opened from it.
    pub next: Option<NextBar>,
    /// A form that was refused.
    pub typed: Option<Typed>,
    /// Somebody was faster.
    pub stale: Option<Stale>,
    /// What they did, oldest first.
    pub meanwhile: Vec<Meanwhile>,
    /// What that changed: as the form was made, and as it is now.
    pub changed: Vec<HistoryChange>,
}

/// What the claim says of itself.
#[derive(Clone, Debug)]
pub struct ClaimFacts {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The claim's name.
    pub name: String,
    /// The partner's name.
    pub partner: String,
    /// The location's MPN ID.
    pub location_id: String,
    /// The location's name.
    pub location: String,
    /// The customer's name.
    pub customer: String,
    /// The customer's domain.
    pub domain: String,
    /// The customer's tenant ID.
    pub tenant_id: String,
    /// The customer's country.
    pub country: String,
    /// The programme's name.
    pub programme: String,
    /// The activity; a draft may leave it open.
    pub activity: Option<Activity>,
    /// Whether the partner opted out of payment.
    pub recognition_only: bool,
    /// The partner's own reference.
    pub reference: Option<String>,
    /// The customer's contact.
    pub customer_contact: ContactView,
    /// The partner's contact.
    pub partner_contact: ContactView,
    /// When it was first submitted.
    pub submitted_at: Option<Timestamp>,
}

/// A contact of either side.
#[derive(Clone, Debug)]
pub struct ContactView {
    /// The person's name.
    pub name: String,
    /// The person's title, where one is known.
    pub title: Option<String>,
    /// The address.
    pub email: String,
}

/// Who reviews the claim.
#[derive(Clone, Debug)]
pub enum Assigned {
    /// The reader.
    You,
    /// A colleague.
    Colleague(PartyName),
    /// Nobody yet.
    Nobody,
}

/// Somebody of the review team.
#[derive(Clone, Debug)]
pub struct PartyName {
    /// The person's name.
    pub name: String,
    /// The address, which assigns.
    pub email: String,
}

/// The reviewer's open request.
#[derive(Clone, Debug)]
pub struct RequestView {
    /// What is missing.
    pub reasons: Vec<InformationReason>,
    /// The comment.
    pub comment: String,
    /// The product names of the lines to take off.
    pub lines: Vec<String>,
}

/// What a rejection would leave open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rejection {
    /// One dispute.
    Disputable,
    /// Nothing: the dispute is used.
    Final,
}

impl WorkPage {
    pub(super) fn may(&self, act: VendorAct) -> bool {
        self.allowed.contains(&act)
    }

    pub(super) fn path(&self) -> String {
        format!("/claims/{}", self.facts.number)
    }

    /// What every address of this page carries, so that the walk through the queue goes on.
    pub(super) fn walk(&self) -> &str {
        self.next.as_ref().map(|next| next.query.as_str()).unwrap_or_default()
    }

    /// Where the form of an act goes.
    fn action(&self, noun: &str) -> String {
        format!("{}/{noun}{}", self.path(), self.walk())
    }

    fn claimed(&self) -> Vec<&LineView> {
        self.lines
            .iter()
            .filter(|line| line.state == LineState::Claimed)
            .collect()
    }

    /// What a reviewer may give; "PoE unavailable" only when a file can't be read (domain.md §4).
    fn rejection_reasons(&self) -> Vec<RejectionReason> {
        let unavailable = self.documents.iter().any(|each| each.display == Display::Unavailable);
        let given = |reason: &RejectionReason| {
            reason.by_reviewer() && (unavailable || *reason != RejectionReason::PoeUnavailable)
        };
        RejectionReason::ALL.iter().copied().filter(given).collect()
    }

    fn information_reasons(&self) -> &'static [InformationReason] {
        InformationReason::ALL
    }

    /// `held` comes with competing claims, not from a reviewer's choice alone.
    fn line_reasons(&self) -> [LineReason; 2] {
        [LineReason::MissingProducts, LineReason::InsufficientPoe]
    }

    fn decides(&self) -> bool {
        let decisions = [
            VendorAct::RequestInformation,
            VendorAct::Approve,
            VendorAct::Reject,
            VendorAct::StartReview,
        ];
        decisions.iter().any(|act| self.allowed.contains(act))
    }

    /// Whose turn it is and until when, as one sentence.
    fn turn_sentence(&self) -> String {
        let (text, reader) = (&self.frame.text, &self.frame.reader);
        let due = self
            .deadlines
            .first()
            .map(|due| (reader.day(&due.due_on), reader.place(&due.zone)));
        let due = due.as_ref().map(|(day, place)| (day.as_str(), place.as_str()));
        match (self.state.turn, &self.assigned, due) {
            (Turn::Reviewer, Assigned::You, Some((day, place))) => text.review_turn_you_until(day, place),
            (Turn::Reviewer, Assigned::You, None) => text.review_turn_you(),
            (Turn::Reviewer, Assigned::Colleague(who), Some((day, place))) => {
                text.review_turn_colleague_until(day, &who.name, place)
            }
            (Turn::Reviewer, Assigned::Colleague(who), None) => text.review_turn_colleague(&who.name),
            (Turn::Reviewer, Assigned::Nobody, Some((day, place))) => text.review_turn_team_until(day, place),
            (Turn::Reviewer, Assigned::Nobody, None) => text.review_turn_team(),
            (Turn::Partner, _, Some((day, place))) => text.review_turn_partner_until(day, place),
            (Turn::Partner, _, None) => text.review_turn_partner(),
            (Turn::Customer, _, Some((day, place))) => text.review_turn_customer_until(day, place),
            (Turn::Customer, _, None) => text.review_turn_customer(),
            (Turn::Nobody, _, _) => text.review_turn_nobody(),
        }
    }

    fn subject(&self, reason: &InformationReason) -> String {
        subject(&self.frame.text, reason)
    }

    /// What a proof shows that doesn't lack this.
    fn hint(&self, reason: &InformationReason) -> String {
        self.guidelines.words(&self.frame.text, reason)
    }

    fn decision_name(&self, line: &LineView) -> String {
        format!("line.{}", line.id)
    }

    fn reason_name(&self, line: &LineView) -> String {
        format!("line_reason.{}", line.id)
    }

    fn extension_days(&self) -> Vec<String> {
        (1..=self.extension_days_max).map(|days| days.to_string()).collect()
    }

    /// The notice reached nobody and no other contact has been named yet (domain.md §6 g).
    fn waits_for_contact(&self) -> bool {
        let stopped = self.state.phase == Phase::ConsentWindow && self.state.turn == Turn::Partner;
        stopped && !self.allowed.contains(&VendorAct::ConfirmCustomerContact)
    }

    fn is_reopened(&self) -> bool {
        self.state.phase == Phase::Reopened
    }

    fn leads(&self) -> bool {
        let acts = [VendorAct::Assign, VendorAct::Extend, VendorAct::Reopen];
        acts.iter().any(|act| self.allowed.contains(act))
    }

    fn is_approved(&self) -> bool {
        self.state.status == Status::Approved
    }
}
