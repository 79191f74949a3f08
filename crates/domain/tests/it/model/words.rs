//! The model's words in the domain's language.

use domain::calendar::{Calendar, Length};
use domain::claim::{Command, Document, DocumentCondition, Entry, Event, LineItem, LineState, Refusal, Visibility};
use domain::id::{BlobId, CommentId, DocumentId, Guid, LineId, Uuid};
use domain::party::{Actor, Locations, Membership};
use domain::place::ZoneName;
use domain::policy::{EarlyConfirmation, Policy};
use domain::text::FileName;
use jiff::Timestamp;
use testkit::Persona;
use testkit::commands::note;
use testkit::model::{self, Code, Person, Setup, Who};

/// The line of an index in the model.
pub fn line_id(index: u8) -> LineId {
    testkit::commands::line_id(index.into())
}

/// Lines differ by subscription: the model's lines never claim one thing twice.
pub fn item(index: u8) -> LineItem {
    LineItem {
        product: "teams".parse().expect("a code"),
        subscription: Some(Guid(Uuid::from_u128(index.into()))),
        term_ends_on: None,
    }
}

pub fn days(count: u32) -> u16 {
    u16::try_from(count).expect("a small count")
}

pub fn calendar(model: &model::Calendar) -> Calendar {
    let zone = ZoneName::parse(model.zone_name()).expect("a zone");
    let weekend = model.weekend().iter().map(|day| (*day).into());
    Calendar::new(zone, weekend, model.days_off().iter().copied(), []).expect("a calendar")
}

pub fn persona(person: Person) -> Persona {
    match person {
        Person::Reviewer(0) => Persona::Greta,
        Person::Reviewer(_) => Persona::Hugo,
        Person::Lead(0) => Persona::Judith,
        Person::Lead(_) => Persona::Karl,
    }
}

pub fn settings(setup: &Setup) -> Policy {
    Policy {
        queue: Length::BusinessDays(days(setup.queue)),
        review: Length::BusinessDays(days(setup.review_days)),
        decision: Length::BusinessDays(days(setup.decision)),
        partner_answer: Length::BusinessDays(days(setup.partner_answer)),
        consent: Length::CalendarDays(days(setup.consent)),
        dispute_window: Length::CalendarDays(days(setup.dispute_window)),
        dispute_answer: Length::BusinessDays(days(setup.dispute_answer)),
        draft_life: Length::CalendarDays(days(setup.draft_life)),
        early_confirmation: if setup.early_confirmation {
            EarlyConfirmation::EndsWindow
        } else {
            EarlyConfirmation::WindowRunsOn
        },
        documents_per_round_max: setup.documents_max as usize,
        extension_days_max: days(setup.extension_max),
        ..Policy::STANDARD
    }
}

pub fn actor_of(who: Who, claim: &domain::id::ClaimId) -> Actor {
    let all = |persona: Persona| {
        let mut person = persona.person();
        if let Membership::Partner { locations, .. } = &mut person.membership {
            *locations = Locations::All;
        }
        Actor::Person(person)
    };
    match who {
        Who::PartnerAdmin => all(Persona::Bruno),
        Who::IncentivesUser => all(Persona::Davi),
        Who::Vendor(person) => persona(person).actor(),
        Who::ProgrammeManager => Persona::Lena.actor(),
        Who::Auditor => Persona::Milo.actor(),
        Who::SystemAdmin => Persona::Nora.actor(),
        Who::Customer { link, .. } => Actor::Customer {
            claim: *claim,
            round: link,
        },
    }
}

pub fn entry(at: domain::instant::Instant, actor: &Actor, event: Event) -> Entry {
    Entry {
        at,
        recorded_at: at,
        actor: actor.stamp(),
        event,
    }
}

pub fn comment(visibility: Visibility) -> Command {
    Command::Comment {
        id: CommentId(Uuid::nil()),
        text: note("Words"),
        visibility,
    }
}

pub fn document(count: u128, now: Timestamp) -> Document {
    Document {
        id: DocumentId(Uuid::from_u128(count)),
        blob: BlobId(Uuid::from_u128(count)),
        name: FileName::parse("proof.pdf").expect("a file name"),
        media_type: "application/pdf".to_owned(),
        size_bytes: 1,
        sha256: [0; 32],
        added_at: now.into(),
        added_by: Persona::Bruno.id(),
        round: 0,
        condition: DocumentCondition::Available,
    }
}

pub fn refusal_of(refusal: &Refusal, who: Who) -> model::Refusal {
    match refusal {
        Refusal::NotPermitted => model::Refusal::NotPermitted,
        Refusal::NotAssigned => model::Refusal::NotAssigned,
        Refusal::FourEyes => model::Refusal::FourEyes,
        Refusal::WrongStatus(_) => model::Refusal::WrongStatus,
        Refusal::WindowClosed(_) => model::Refusal::WindowClosed,
        Refusal::Superseded => model::Refusal::Superseded,
        // The app compares codes; a wrong one proves as little as none.
        Refusal::CodeRequired => match who {
            Who::Customer { code: Code::Wrong, .. } => model::Refusal::WrongCode,
            _ => model::Refusal::CodeRequired,
        },
        Refusal::Incomplete(_) => model::Refusal::Incomplete,
        Refusal::DuplicateClaim(_) => model::Refusal::DuplicateClaim,
        Refusal::AlreadyExtended => model::Refusal::AlreadyExtended,
        Refusal::NewPoeRequired => model::Refusal::NewPoeRequired,
        Refusal::TooManyDocuments { .. } => model::Refusal::TooManyDocuments,
        Refusal::Invalid(_) if refusal.code() == "answer_required" => model::Refusal::AnswerRequired,
        Refusal::Invalid(_) => model::Refusal::Invalid,
        Refusal::NotEnrolled | Refusal::FixedAfterSubmission(_) | Refusal::NoDeadline(_) => {
            panic!("the model's lives never meet {refusal:?}")
        }
    }
}

/// The model's word for a line's state.
pub fn line_state_of(state: LineState) -> model::LineState {
    match state {
        LineState::Claimed => model::LineState::Claimed,
        LineState::Covered => model::LineState::Covered,
        LineState::Refused(_) => model::LineState::Refused,
        LineState::Declined => model::LineState::Declined,
        LineState::Ended => model::LineState::Ended,
        LineState::Removed => model::LineState::Removed,
    }
}
