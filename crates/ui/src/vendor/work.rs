//! A claim as the review team works on it: the proof beside the decision.

use askama::Template;
use domain::claim::{Activity, InformationReason, LineReason, Phase, RejectionReason, Status, Turn};
use jiff::Timestamp;

use super::act::VendorAct;
use super::guidelines;
use super::next::NextBar;
use super::past::{Closed, EarlierDecision, Meanwhile, Said, SinceThen};
use super::typed::Typed;
use crate::days::DaysView;
use crate::frame::{Frame, Section};
use crate::parts::{
    CommentView, DeadlineView, DocumentView, Field, FieldError, LineState, LineView, Stale, StatusView,
};

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

/// A document and how it can be read.
#[derive(Clone, Debug)]
pub struct WorkDocument {
    /// The document.
    pub document: DocumentView,
    /// How it can be read.
    pub display: Display,
    /// Whether it came after the last decision or request.
    pub age: Age,
}

/// Whether a reviewer has seen a document decided on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// It came after the last decision or request.
    New,
    /// It was there then, or nothing has been decided yet.
    Known,
}

/// How a document can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Display {
    /// In the closed frame beside the decision.
    Framed,
    /// Only as a download.
    DownloadOnly,
    /// Not at all: it can't be opened, is quarantined or erased.
    Unavailable,
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
    fn may(&self, act: VendorAct) -> bool {
        self.allowed.contains(&act)
    }

    fn path(&self) -> String {
        format!("/claims/{}", self.facts.number)
    }

    /// What every address of this page carries, so that the walk through the queue goes on.
    fn walk(&self) -> &str {
        self.next.as_ref().map(|next| next.query.as_str()).unwrap_or_default()
    }

    /// Where the form of an act goes.
    fn action(&self, noun: &str) -> String {
        format!("{}/{noun}{}", self.path(), self.walk())
    }

    /// This page with another document in the frame.
    fn with_document(&self, id: &str) -> String {
        let sign = if self.walk().is_empty() { '?' } else { '&' };
        format!("{}{}{sign}document={id}", self.path(), self.walk())
    }

    fn errors(&self) -> Vec<FieldError> {
        self.typed.as_ref().map(Typed::summary).unwrap_or_default()
    }

    fn field(&self, act: VendorAct, name: &str) -> Field {
        self.typed
            .as_ref()
            .map(|typed| typed.field(act, name))
            .unwrap_or_default()
    }

    fn holds(&self, act: VendorAct, name: &str, value: &str) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.holds(act, name, value))
    }

    fn claimed(&self) -> Vec<&LineView> {
        self.lines
            .iter()
            .filter(|line| line.state == LineState::Claimed)
            .collect()
    }

    fn in_frame(&self) -> Option<&WorkDocument> {
        let wanted = self
            .shown
            .as_ref()
            .and_then(|id| self.documents.iter().find(|each| each.document.id == *id));
        wanted
            .or_else(|| self.documents.iter().find(|each| each.display == Display::Framed))
            .or(self.documents.first())
    }

    fn is_shown(&self, id: &str) -> bool {
        self.in_frame().is_some_and(|shown| shown.document.id == id)
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
        guidelines::subject(&self.frame.text, reason)
    }

    /// What a proof shows that doesn't lack this.
    fn hint(&self, reason: &InformationReason) -> String {
        guidelines::paragraph(&self.frame.text, reason)
    }

    fn decision_name(&self, line: &LineView) -> String {
        format!("line.{}", line.id)
    }

    fn reason_name(&self, line: &LineView) -> String {
        format!("line_reason.{}", line.id)
    }

    /// What stands in the one form of the three decisions.
    fn decided(&self, name: &str) -> Field {
        self.field(VendorAct::RequestInformation, name)
    }

    fn chose(&self, name: &str, value: &str) -> bool {
        self.holds(VendorAct::RequestInformation, name, value)
    }

    /// Rejecting stands folded away until it is wanted.
    fn is_rejecting(&self) -> bool {
        self.typed
            .as_ref()
            .is_some_and(|typed| typed.act == VendorAct::Reject || typed.has("rejection_reasons"))
    }

    /// A form that was overtaken and isn't offered any more: what was typed is shown all the same.
    fn orphaned(&self) -> Vec<String> {
        match &self.typed {
            Some(typed) if !self.allowed.contains(&typed.act) => typed.words(),
            Some(_) | None => Vec::new(),
        }
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

impl WorkDocument {
    /// A PDF is shown by the browser's own viewer, which refuses to start in a sandbox; its answer forbids script by
    /// its own policy.
    fn needs_sandbox(&self) -> bool {
        self.document.media_type != "application/pdf"
    }
}
