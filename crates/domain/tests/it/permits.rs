//! Who may do what where: the whole table, printed for a person to review, and `allowed` as people get it.

use std::fmt::Write;

use domain::claim::{CommandKind, Party, Place, Refusal, permit};
use domain::party::Role;
use testkit::{Persona, claim_in};

const PARTIES: [(&str, Party); 11] = [
    ("global", Party::Role(Role::GlobalAdmin)),
    ("billing", Party::Role(Role::BillingAdmin)),
    ("incent", Party::Role(Role::IncentivesAdmin)),
    ("user", Party::Role(Role::IncentivesUser)),
    ("review", Party::Role(Role::Reviewer)),
    ("lead", Party::Role(Role::ReviewLead)),
    ("manager", Party::Role(Role::ProgrammeManager)),
    ("auditor", Party::Role(Role::Auditor)),
    ("system", Party::Role(Role::SystemAdmin)),
    ("customer", Party::Customer),
    ("clock", Party::Clock),
];

/// One grid per command: `yes`, else the answer: 403 for the role, 409 for the place, `late` for a closed window.
#[test]
fn the_permit_table() {
    let mut table = String::new();
    for kind in CommandKind::ALL {
        write!(table, "{:<26}", kind.code()).expect("a string");
        for (title, _) in PARTIES {
            write!(table, "{title:>9}").expect("a string");
        }
        table.push('\n');
        for place in Place::ALL {
            let title = match place {
                Place::Discarded => "  discarded".to_owned(),
                place => format!("  {} {}", short(place), place.phase().code()),
            };
            write!(table, "{title:<26}").expect("a string");
            for (_, party) in PARTIES {
                let answer = match permit(party, place, kind) {
                    Ok(()) => "yes",
                    Err(Refusal::NotPermitted) => "403",
                    Err(Refusal::WrongStatus(_)) => "409",
                    Err(Refusal::WindowClosed(_)) => "late",
                    Err(other) => panic!("{other:?} is not for a table of roles and places"),
                };
                write!(table, "{answer:>9}").expect("a string");
            }
            table.push('\n');
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

fn short(place: Place) -> &'static str {
    match place.status() {
        domain::claim::Status::Editing => "editing",
        domain::claim::Status::Submitted => "submitted",
        domain::claim::Status::UnderReview => "review",
        domain::claim::Status::PartnerActionRequired => "partner",
        domain::claim::Status::Approved => "approved",
        domain::claim::Status::Rejected => "rejected",
    }
}

fn allowed(place: Place, persona: Option<Persona>) -> String {
    let bench = claim_in(place);
    let actor = persona.map_or_else(|| bench.customer(), Persona::actor);
    let kinds = bench.claim.allowed(&actor).into_iter().map(CommandKind::code);
    kinds.collect::<Vec<_>>().join(" ")
}

#[test]
fn allowed_says_exactly_the_names_of_the_contract() {
    const ADMIN: Option<Persona> = Some(Persona::Bruno);
    const USER: Option<Persona> = Some(Persona::Davi);
    // Greta reviews every claim here from its first review on; Hugo has nothing to do with it.
    const GRETA: Option<Persona> = Some(Persona::Greta);
    const HUGO: Option<Persona> = Some(Persona::Hugo);
    const LEAD: Option<Persona> = Some(Persona::Judith);
    const CUSTOMER: Option<Persona> = None;
    for (place, who, expected) in [
        (Place::Draft, ADMIN, "edit add_document submit discard comment"),
        (Place::Draft, USER, "edit add_document discard comment"),
        (Place::Draft, GRETA, ""),
        (Place::SubmittedFirst, ADMIN, "edit add_document withdraw comment"),
        (Place::SubmittedFirst, USER, "add_document comment"),
        (Place::SubmittedFirst, GRETA, "start_review comment note"),
        (Place::SubmittedFirst, HUGO, "start_review comment note"),
        (Place::SubmittedFirst, LEAD, "start_review assign comment note"),
        (Place::SubmittedResubmission, GRETA, "start_review comment note"),
        (Place::SubmittedResubmission, HUGO, "comment note"),
        (Place::SubmittedResubmission, LEAD, "start_review assign comment note"),
        (Place::ReviewFirst, ADMIN, "withdraw comment"),
        (Place::ReviewFirst, USER, "comment"),
        (
            Place::ReviewFirst,
            GRETA,
            "request_information approve reject comment note",
        ),
        (Place::ReviewFirst, HUGO, "comment note"),
        (
            Place::ReviewFirst,
            LEAD,
            "request_information approve reject assign comment note",
        ),
        // Greta rejected it: four eyes; nobody is assigned yet, so leads act.
        (Place::ReviewDispute, GRETA, "comment note"),
        (Place::ReviewDispute, HUGO, "comment note"),
        (
            Place::ReviewDispute,
            LEAD,
            "request_information approve reject assign comment note",
        ),
        // Four eyes doesn't bind a reopened claim.
        (
            Place::ReviewReopened,
            GRETA,
            "request_information approve reject comment note",
        ),
        (
            Place::AwaitingAnswer,
            ADMIN,
            "edit add_document resubmit withdraw comment request_extension",
        ),
        (Place::AwaitingAnswer, USER, "add_document comment request_extension"),
        (Place::AwaitingAnswer, GRETA, "comment note"),
        (Place::AwaitingAnswer, LEAD, "extend assign comment note"),
        (Place::ConsentWindow, ADMIN, "withdraw comment"),
        (Place::ConsentWindow, LEAD, "reopen comment note"),
        (Place::ConsentWindow, CUSTOMER, "confirm decline"),
        (Place::InForce, ADMIN, "add_document withdraw comment"),
        (Place::InForce, USER, "add_document comment"),
        (Place::InForce, LEAD, "comment note"),
        (Place::InForce, CUSTOMER, "end"),
        (Place::Ended, ADMIN, "comment"),
        (Place::Ended, CUSTOMER, ""),
        (Place::Disputable, ADMIN, "add_document dispute comment"),
        (Place::Disputable, USER, "add_document comment"),
        (Place::Disputable, LEAD, "reopen comment note"),
        (Place::Disputable, GRETA, "comment note"),
        (Place::Final, ADMIN, "comment"),
        (Place::Final, LEAD, "reopen comment note"),
        (Place::Discarded, ADMIN, ""),
        (Place::InForce, Some(Persona::Lena), ""),
        (Place::InForce, Some(Persona::Milo), ""),
        (Place::InForce, Some(Persona::Nora), ""),
    ] {
        assert_eq!(allowed(place, who), expected, "{place:?} {who:?}");
    }
}
