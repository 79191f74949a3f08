//! A claim as the review team works on it: the proof beside the decision.

use askama::Template;
use domain::claim::{Activity, InformationReason, LineReason, Phase, RejectionReason, Status, Turn};
use jiff::Timestamp;

use super::typed::Typed;
use crate::frame::{Frame, Section};
use crate::parts::{
    CommentView, DeadlineView, DocumentView, Field, FieldError, LineState, LineView, Stale, StatusView,
};

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What the review team may do to a claim: the names of the API's `allowed`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum VendorAct { $($(#[$doc])* $variant),+ }
        impl VendorAct {
            /// The name in `allowed`.
            pub const fn code(self) -> &'static str {
                match self { $(VendorAct::$variant => $code),+ }
            }
            /// The act of a name; the partner's acts are none.
            pub fn from_code(code: &str) -> Option<VendorAct> {
                match code { $($code => Some(VendorAct::$variant),)+ _ => None }
            }
        }
    };
}

acts! {
    /// Begin to review.
    StartReview = "start_review",
    /// Ask the partner for more.
    RequestInformation = "request_information",
    /// Approve, line by line.
    Approve = "approve",
    /// Reject.
    Reject = "reject",
    /// Assign a reviewer.
    Assign = "assign",
    /// Give the partner more time.
    Extend = "extend",
    /// Correct a mistaken decision.
    Reopen = "reopen",
    /// Write to the partner.
    Comment = "comment",
    /// Write to the team.
    Note = "note",
    /// Confirm the customer contact that the partner has named.
    ConfirmCustomerContact = "confirm_customer_contact",
}

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
    /// A form that was refused.
    pub typed: Option<Typed>,
    /// Somebody was faster.
    pub stale: Option<Stale>,
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

/// Words that somebody wrote.
#[derive(Clone, Debug)]
pub struct Said {
    /// The words; a dispute may bring documents alone.
    pub words: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A decision taken before.
#[derive(Clone, Debug)]
pub struct EarlierDecision {
    /// When.
    pub at: Timestamp,
    /// How it came.
    pub outcome: EarlierOutcome,
    /// Its reasons, in the reader's language.
    pub reasons: Vec<String>,
    /// Its comment.
    pub comment: Option<String>,
}

/// How an earlier decision came.
#[derive(Clone, Debug)]
pub enum EarlierOutcome {
    /// Approved by this person.
    Approved(String),
    /// Rejected by this person.
    Rejected(String),
    /// Nobody answered in time.
    Lapsed,
    /// The customer said no.
    Declined,
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

    /// What a proof shows that doesn't lack this.
    fn hint(&self, reason: &InformationReason) -> String {
        let text = &self.frame.text;
        match reason {
            InformationReason::MissingAllPoe => text.review_hint_missing_all_poe(),
            InformationReason::MissingCustomerAcknowledgment => text.review_hint_missing_customer_acknowledgment(),
            InformationReason::MissingOrOldDates => text.review_hint_missing_or_old_dates(),
            InformationReason::MissingPartnerSolution => text.review_hint_missing_partner_solution(),
            InformationReason::MissingProducts => text.review_hint_missing_products(),
        }
    }

    fn decision_name(&self, line: &LineView) -> String {
        format!("line.{}", line.id)
    }

    fn reason_name(&self, line: &LineView) -> String {
        format!("line_reason.{}", line.id)
    }

    /// The notice reached nobody and no other contact has been named yet (domain.md §6 g).
    fn waits_for_contact(&self) -> bool {
        let stopped = self.state.phase == Phase::ConsentWindow && self.state.turn == Turn::Partner;
        stopped && !self.allowed.contains(&VendorAct::ConfirmCustomerContact)
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

impl EarlierDecision {
    fn say(&self, frame: &Frame) -> String {
        let day = frame.reader.day_of(&self.at);
        match &self.outcome {
            EarlierOutcome::Approved(who) => frame.text.review_earlier_approved(&day, who),
            EarlierOutcome::Rejected(who) => frame.text.review_earlier_rejected(&day, who),
            EarlierOutcome::Lapsed => frame.text.review_earlier_lapsed(&day),
            EarlierOutcome::Declined => frame.text.review_earlier_customer(&day),
        }
    }
}
