//! Statements and commands as people usually give them.

use domain::claim::{
    Activity, Claim, Command, Contact, Create, Customer, Details, InformationReason, LineEdit, LineItem, LineState,
    NoticeFailure, RejectionReason, WithdrawalReason,
};
use domain::id::{ClaimId, ClaimNumber, Guid, LineId, Uuid};
use domain::instant::Instant;
use domain::place::{CountryCode, Language, ZoneName};
use domain::text::{DomainName, Email, Name, Note};
use jiff::Timestamp;

use crate::personas::Firm;

/// An instant from RFC 3339.
pub fn instant(text: &str) -> Instant {
    let timestamp: Timestamp = text.parse().expect("an instant in RFC 3339");
    timestamp.into()
}

/// A note.
pub fn note(text: &str) -> Note {
    Note::parse(text).expect("a note")
}

/// The n-th line of a claim made here, from 0.
pub fn line_id(index: usize) -> LineId {
    LineId(Uuid::from_u128(0x11_0000 + index as u128))
}

/// A line's statement; the product `business_central` comes with a subscription.
pub fn item(product: &str) -> LineItem {
    LineItem {
        product: product.parse().expect("a code"),
        subscription: (product == "business_central").then(|| Guid(Uuid::from_u128(0x5B_0000))),
        term_ends_on: None,
    }
}

/// A complete statement of a partner's main location about a customer in São Paulo's zone.
pub fn statement(firm: Firm) -> Details {
    let contact = |name: &str, email: &str| Contact {
        name: Some(Name::parse(name).expect("a name")),
        title: None,
        email: Some(Email::parse(email).expect("an address")),
        language: None,
    };
    Details {
        name: Some(Name::parse("Exchange rollout").expect("a name")),
        programme: Some("osu".parse().expect("a code")),
        activity: Some(Activity::Usage),
        customer: Customer {
            tenant_id: Some(Guid(Uuid::from_u128(0x7E_0000))),
            domain: Some(DomainName::parse("acme.example").expect("a domain")),
            name: Some(Name::parse("Acme").expect("a name")),
            country: Some(CountryCode::parse("BR").expect("a country")),
            language: Some(Language::Portuguese),
            time_zone: Some(ZoneName::parse("America/Sao_Paulo").expect("a zone")),
        },
        customer_contact: contact("Olga", "olga@acme.example"),
        partner_contact: contact("Ana", "ana@valeverde.example"),
        ..Details::empty(firm.main_location())
    }
}

/// A new draft's creation, with a line for each product.
pub fn creation(details: Details, products: &[&str]) -> Create {
    let lines = products.iter().enumerate();
    Create {
        id: ClaimId(Uuid::from_u128(0xC1_0000)),
        number: ClaimNumber {
            year: 2026,
            sequence: 1,
        },
        details,
        lines: lines
            .map(|(index, product)| LineEdit::New(line_id(index), item(product)))
            .collect(),
    }
}

/// A request for information that names the third line.
pub fn request_information() -> Command {
    Command::RequestInformation {
        reasons: vec![InformationReason::MissingProducts],
        comment: note("Where is Intune?"),
        remove_lines: vec![line_id(2)],
    }
}

/// An answer by comment alone.
pub fn resubmit() -> Command {
    Command::Resubmit {
        comment: Some(note("On page 3")),
        remove_lines: Vec::new(),
    }
}

/// An approval of every claimed line.
pub fn approve_all(claim: &Claim) -> Command {
    Command::Approve {
        covered: claim.lines_in(LineState::Claimed).collect(),
        refused: Vec::new(),
        comment: None,
    }
}

/// A rejection.
pub fn reject() -> Command {
    Command::Reject {
        reasons: vec![RejectionReason::InsufficientPoe],
        comment: note("Not enough"),
    }
}

/// A dispute with a justification.
pub fn dispute() -> Command {
    Command::Dispute {
        justification: Some(note("It is enough")),
    }
}

/// The customer's No to the whole claim.
pub fn decline_all() -> Command {
    Command::Decline {
        lines: None,
        comment: None,
    }
}

/// The receiver isn't the one meant.
pub fn not_me() -> Command {
    Command::FailNotice {
        cause: NoticeFailure::NotMe,
        comment: None,
    }
}

/// A partner's request to take the claim back.
pub fn withdraw() -> Command {
    Command::Withdraw {
        reason: WithdrawalReason::NoLongerWorking,
        comment: None,
    }
}

/// A lead's reopening.
pub fn reopen() -> Command {
    Command::Reopen {
        reason: note("Our mistake"),
    }
}
