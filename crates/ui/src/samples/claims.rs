//! The partner's pages, with invented content.

use domain::claim::{
    Activity, Clock, Consequence, EndCause, InformationReason, LineReason, Phase, RejectionReason, Status, Turn,
};
use domain::party::{Role, Side};
use domain::place::Language;

use super::{answer_deadline, day, days_of, frame, instant, now, zone};
use crate::fields::Fields;
use crate::frame::Section;
use crate::guidelines::GuidelinesView;
use crate::history::{FieldLabel, HistoryChange, HistoryField};
use crate::life::LifeDates;
use crate::partner::{
    Act, AssociationView, Bar, Barred, ClaimPage, ContactView, CustomerView, Decider, DisputeView, DuplicateView, Lack,
    LocationView, NoticeView, OutcomeView, ReasonView, RequestView, WithdrawPage,
};
use crate::parts::{Choice, CommentView, DeadlineView, DocumentView, LineState, LineView, Stale, StatusView};
use crate::turn::TurnView;

/// Every status and phase a claim can have, with its turn.
pub const STATES: [StatusView; 13] = [
    state(Status::Editing, Phase::Draft, Turn::Partner),
    state(Status::Submitted, Phase::First, Turn::Reviewer),
    state(Status::Submitted, Phase::Resubmission, Turn::Reviewer),
    state(Status::UnderReview, Phase::First, Turn::Reviewer),
    state(Status::UnderReview, Phase::Resubmission, Turn::Reviewer),
    state(Status::UnderReview, Phase::Dispute, Turn::Reviewer),
    state(Status::UnderReview, Phase::Reopened, Turn::Reviewer),
    state(Status::PartnerActionRequired, Phase::AwaitingAnswer, Turn::Partner),
    state(Status::Approved, Phase::ConsentWindow, Turn::Customer),
    state(Status::Approved, Phase::InForce, Turn::Nobody),
    state(Status::Approved, Phase::Ended, Turn::Nobody),
    state(Status::Rejected, Phase::Disputable, Turn::Partner),
    state(Status::Rejected, Phase::Final, Turn::Nobody),
];

const fn state(status: Status, phase: Phase, turn: Turn) -> StatusView {
    StatusView { status, phase, turn }
}

/// The deadline that belongs to a state's turn, if it has one.
pub(crate) fn deadline_of(state: StatusView) -> Option<DeadlineView> {
    let (clock, then) = match (state.status, state.phase) {
        (Status::Editing, _) => (Clock::DraftLife, Consequence::Discarded),
        (Status::Submitted, _) => (Clock::Queue, Consequence::Escalated),
        (Status::UnderReview, Phase::Dispute) => (Clock::DisputeAnswer, Consequence::Escalated),
        (Status::UnderReview, _) => (Clock::Review, Consequence::Escalated),
        (Status::PartnerActionRequired, _) => (Clock::PartnerAnswer, Consequence::Rejected),
        (Status::Approved, Phase::ConsentWindow) => (Clock::Consent, Consequence::InForce),
        (Status::Rejected, Phase::Disputable) => (Clock::DisputeWindow, Consequence::Final),
        (Status::Approved | Status::Rejected, _) => return None,
    };
    Some(DeadlineView {
        clock,
        then,
        ..answer_deadline()
    })
}

fn allowed_in(state: StatusView) -> Vec<Act> {
    match (state.status, state.phase) {
        (Status::Editing, _) => vec![Act::Edit, Act::AddDocument, Act::Submit, Act::Discard, Act::Comment],
        (Status::Submitted, _) => vec![Act::Edit, Act::AddDocument, Act::Withdraw, Act::Comment],
        (Status::UnderReview, _) => vec![Act::Withdraw, Act::Comment],
        (Status::PartnerActionRequired, _) => {
            vec![
                Act::Edit,
                Act::AddDocument,
                Act::Resubmit,
                Act::Withdraw,
                Act::Comment,
                Act::RequestExtension,
            ]
        }
        (Status::Approved, Phase::ConsentWindow) if state.turn == Turn::Partner => {
            vec![Act::Withdraw, Act::Comment, Act::NameCustomerContact]
        }
        (Status::Approved, Phase::ConsentWindow) => vec![Act::Withdraw, Act::Comment],
        (Status::Approved, Phase::InForce) => vec![Act::AddDocument, Act::Withdraw, Act::Comment],
        (Status::Rejected, Phase::Disputable) => vec![Act::AddDocument, Act::Dispute, Act::Comment],
        (Status::Approved | Status::Rejected, _) => vec![Act::Comment],
    }
}

/// What people look for and can't do in a state.
fn barred_in(state: StatusView) -> Vec<Barred> {
    let acts: &[Act] = match (state.status, state.phase) {
        (Status::UnderReview, _) => &[Act::Edit],
        (Status::Approved, Phase::Ended) => &[Act::Edit, Act::Withdraw],
        (Status::Approved, _) => &[Act::Edit],
        (Status::Rejected, Phase::Final) => &[Act::Withdraw, Act::Dispute],
        (Status::Rejected, _) => &[Act::Withdraw],
        (Status::Editing | Status::Submitted | Status::PartnerActionRequired, _) => &[],
    };
    let barred = |act: &Act| Barred {
        act: *act,
        why: Bar::Status,
    };
    acts.iter().map(barred).collect()
}

fn lines(state: StatusView) -> Vec<LineView> {
    let line = |id: &str, product: &str, line_state, reason, named_for_removal| LineView {
        id: id.into(),
        product: product.into(),
        subscription_id: None,
        term_ends_on: None,
        state: line_state,
        reason,
        named_for_removal,
    };
    let asked = state.status == Status::PartnerActionRequired;
    let (first, last, why) = match (state.status, state.phase) {
        (Status::Approved, Phase::Ended) => (LineState::Ended, LineState::Refused, Some(LineReason::MissingProducts)),
        (Status::Approved, _) => (
            LineState::Covered,
            LineState::Refused,
            Some(LineReason::MissingProducts),
        ),
        (Status::Rejected, _) => (LineState::Claimed, LineState::Declined, None),
        (Status::Editing | Status::Submitted | Status::UnderReview | Status::PartnerActionRequired, _) => {
            (LineState::Claimed, LineState::Claimed, None)
        }
    };
    vec![
        line(
            "5d0f4a52-0000-4d0e-9a55-000000000001",
            "Exchange Online",
            first,
            None,
            false,
        ),
        line("5d0f4a52-0000-4d0e-9a55-000000000002", "Teams Phone", last, why, asked),
        line(
            "5d0f4a52-0000-4d0e-9a55-000000000003",
            "Viva Engage",
            LineState::Removed,
            None,
            false,
        ),
    ]
}

fn outcome(state: StatusView) -> Option<OutcomeView> {
    let (reasons, by) = match (state.status, state.phase) {
        (Status::Approved, _) => (vec![], Decider::Reviewer),
        (Status::Rejected, Phase::Final) => (
            vec![ReasonView::Rejection(RejectionReason::CustomerDecline)],
            Decider::Customer,
        ),
        (Status::Rejected, _) => (
            vec![ReasonView::Rejection(RejectionReason::InsufficientPoe)],
            Decider::Reviewer,
        ),
        (Status::Editing | Status::Submitted | Status::UnderReview | Status::PartnerActionRequired, _) => return None,
    };
    Some(OutcomeView {
        reasons,
        comment: Some("See page 2.".into()),
        by,
        at: now(),
    })
}

/// The claim page in a state, seen by an incentives admin.
pub fn claim_page(state: StatusView) -> ClaimPage {
    let deadlines: Vec<DeadlineView> = deadline_of(state).into_iter().collect();
    let asked = state.status == Status::PartnerActionRequired;
    ClaimPage {
        frame: frame(Role::IncentivesAdmin, Section::Claims),
        number: "CPOR-2026-000118".into(),
        version: 7,
        name: "Exchange and Teams rollout, Vale Verde".into(),
        state,
        turn: TurnView::of(state, Side::Partner, &deadlines, &[], false),
        dates: LifeDates {
            created_at: Some(instant(1_787_580_000)),
            submitted_at: (state.status != Status::Editing).then(|| instant(1_787_670_000)),
            ..LifeDates::default()
        },
        days: deadline_of(state).and_then(|deadline| days_of(&deadline)),
        allowed: allowed_in(state),
        customer: CustomerView {
            tenant_id: Some("7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de".into()),
            domain: Some("valeverde.example".into()),
            name: Some("Cooperativa Vale Verde".into()),
            country: Some("BR".into()),
            language: Some(Language::Portuguese),
            zone: Some(zone("America/Sao_Paulo")),
        },
        location: LocationView {
            id: "4021187".into(),
            name: "São Paulo".into(),
        },
        programme: Some("Online Services Usage".into()),
        guidelines: GuidelinesView::default(),
        activity: Some(Activity::Usage),
        recognition_only: false,
        solution_seller: None,
        isv_solution: Some("Pomar".into()),
        reference: Some("VV-7".into()),
        customer_contact: Some(ContactView {
            name: "Rosana Prado Leite".into(),
            title: Some("IT manager".into()),
            email: "rosana.leite@valeverde.example".into(),
            language: Some(Language::Portuguese),
        }),
        partner_contact: Some(ContactView {
            name: "Beatriz Nogueira".into(),
            title: None,
            email: "beatriz@serra-azul.example".into(),
            language: None,
        }),
        lines: lines(state),
        documents: vec![DocumentView {
            id: "5d0f4a52-0000-4d0e-9a55-0000000000d1".into(),
            name: "SOW Vale Verde 2026.pdf".into(),
            media_type: "application/pdf".into(),
            size_bytes: 812_400,
            added_at: instant(1_787_670_000),
            not_sent: asked,
        }],
        document_places_left: 19,
        barred: barred_in(state),
        earlier_comments: None,
        comments_are_earlier: false,
        comments: vec![CommentView {
            at: instant(1_788_460_920),
            by: None,
            text: "Which page shows the second wave?".into(),
            internal: false,
        }],
        deadlines,
        late: Vec::new(),
        request: asked.then(|| RequestView {
            at: instant(1_788_460_920),
            reasons: vec![
                InformationReason::MissingCustomerAcknowledgment,
                InformationReason::MissingProducts,
            ],
            comment: "Please send a page where the customer acknowledges the Teams work.".into(),
        }),
        outcome: outcome(state),
        dispute: (state.phase == Phase::Dispute).then(|| DisputeView {
            justification: Some("Page 3 names it.".into()),
            at: now(),
        }),
        association: (state.status == Status::Approved).then(|| AssociationView {
            starts_on: day(2026, 9, 4),
            in_force_at: (state.phase != Phase::ConsentWindow).then(now),
            ended_on: (state.phase == Phase::Ended).then(|| day(2026, 9, 9)),
            cause: (state.phase == Phase::Ended).then_some(EndCause::CustomerEnded),
        }),
        notice: (state.phase == Phase::ConsentWindow && state.turn == Turn::Customer).then(|| NoticeView {
            to: "rosana.leite@valeverde.example".into(),
            sent_at: Some(instant(1_788_460_920)),
        }),
        lacks: if state.status == Status::Editing {
            vec![Lack::Poe, Lack::Line]
        } else {
            Vec::new()
        },
        duplicate: (state.status == Status::Editing).then(|| DuplicateView {
            number: "CPOR-2026-000101".into(),
            visible: true,
        }),
        more_time_asked: false,
        keeper: "018f".into(),
        typed: Fields::default(),
        errors: Vec::new(),
        stale: None,
        meanwhile: Vec::new(),
    }
}

/// A claim whose notice can't be delivered: the partner names a working contact.
pub fn undeliverable_page() -> ClaimPage {
    let stopped = state(Status::Approved, Phase::ConsentWindow, Turn::Partner);
    ClaimPage {
        turn: TurnView::of(stopped, Side::Partner, &[], &[], false),
        deadlines: Vec::new(),
        ..claim_page(stopped)
    }
}

/// The answer that came too late: changed meanwhile, an error, what was typed is kept.
pub fn stale_claim_page() -> ClaimPage {
    let page = claim_page(STATES[7]);
    let mut typed = Fields::of([
        ("comment", "Page 2 has the signature <script>alert(1)</script>"),
        ("remove.5d0f4a52-0000-4d0e-9a55-000000000002", "on"),
    ]);
    typed.blame("comment", page.frame.text.field_problem("too_long"));
    let errors = typed.errors(&page.frame.text);
    ClaimPage {
        typed,
        errors,
        stale: Some(Stale {
            by: Some("Caio Mendes".into()),
            at: now(),
        }),
        meanwhile: vec![HistoryChange {
            field: FieldLabel::Field(HistoryField::CustomerContactTitle),
            before: Some("Analista de TI".into()),
            after: Some("IT manager".into()),
        }],
        ..page
    }
}

pub(super) fn programmes() -> Vec<Choice> {
    vec![
        Choice::new("osu", "Online Services Usage"),
        Choice::new("osa", "Online Services Advisor"),
    ]
}

/// The page that takes a claim back.
pub fn withdraw_page() -> WithdrawPage {
    let mut typed = Fields::of([("reason", "other")]);
    let frame = frame(Role::IncentivesAdmin, Section::Claims);
    typed.blame("comment", frame.text.field_problem("required"));
    let errors = typed.errors(&frame.text);
    WithdrawPage {
        frame,
        number: "CPOR-2026-000118".into(),
        name: "Exchange and Teams rollout, Vale Verde".into(),
        version: 7,
        state: STATES[9],
        typed,
        errors,
        stale: None,
        meanwhile: Vec::new(),
    }
}
