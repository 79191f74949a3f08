//! The sample accounts: one of each role, three reviewers, two leads.

use std::collections::BTreeSet;

use domain::id::{PartnerId, UserId, Uuid};
use domain::party::{Locations, Membership, Person, Role, Standing};
use domain::place::{Language, ZoneName};
use domain::text::{Email, Name};

use super::organisations::{PARTNERS, VENDOR};
use super::sample::SampleError;

/// A sample account and the organisation it belongs to.
pub struct SamplePerson {
    /// The account.
    pub person: Person,
    /// The organisation's name.
    pub organisation: &'static str,
}

type Row = (&'static str, Role);

const PARTNER_PEOPLE: [[Row; 4]; 3] = [
    [
        ("Helena Duarte", Role::GlobalAdmin),
        ("Marcos Teixeira", Role::BillingAdmin),
        ("Beatriz Nogueira", Role::IncentivesAdmin),
        ("Caio Mendes", Role::IncentivesUser),
    ],
    [
        ("Lucía Ferrer", Role::GlobalAdmin),
        ("Andrés Molina", Role::BillingAdmin),
        ("Carmen Ibáñez", Role::IncentivesAdmin),
        ("Pablo Soler", Role::IncentivesUser),
    ],
    [
        ("Karin Lindholm", Role::GlobalAdmin),
        ("Johan Ek", Role::BillingAdmin),
        ("Sara Wikström", Role::IncentivesAdmin),
        ("Nils Åberg", Role::IncentivesUser),
    ],
];

const VENDOR_PEOPLE: [Row; 8] = [
    ("Amelia Hart", Role::Reviewer),
    ("Oleg Sorokin", Role::Reviewer),
    ("Priya Raman", Role::Reviewer),
    ("Ingrid Solberg", Role::ReviewLead),
    ("Thomas Reed", Role::ReviewLead),
    ("Nora Whitfield", Role::ProgrammeManager),
    ("George Ashdown", Role::Auditor),
    ("Emma Clarke", Role::SystemAdmin),
];

/// Every sample account; keys are the same in every demo.
pub fn people() -> Result<Vec<SamplePerson>, SampleError> {
    let mut people = Vec::new();
    let languages = [Language::Portuguese, Language::Spanish, Language::Swedish];
    for ((partner, rows), language) in PARTNERS.iter().zip(PARTNER_PEOPLE).zip(languages) {
        let zone = partner.locations.first().map_or("UTC", |location| location.3);
        for (name, role) in rows {
            // Users' locations overlap; the São Paulo partner's user has only the first.
            let locations = match (role, partner.locations) {
                (Role::IncentivesUser, [first, _, ..]) => Locations::Only(BTreeSet::from([first.0.parse()?])),
                _ => Locations::All,
            };
            let membership = partner_membership(partner.id, locations);
            let workplace = Workplace {
                organisation: partner.name,
                domain: partner.domain,
                zone,
            };
            people.push(person(people.len(), name, role, &workplace, language, membership)?);
        }
    }
    let workplace = Workplace {
        organisation: VENDOR,
        domain: "halden.example",
        zone: "Europe/London",
    };
    for (name, role) in VENDOR_PEOPLE {
        let language = if name == "Oleg Sorokin" {
            Language::Russian
        } else {
            Language::English
        };
        let number = people.len();
        people.push(person(number, name, role, &workplace, language, Membership::Vendor)?);
    }
    Ok(people)
}

fn partner_membership(partner: PartnerId, locations: Locations) -> Membership {
    Membership::Partner { partner, locations }
}

/// What the people of one place have in common.
struct Workplace {
    organisation: &'static str,
    domain: &'static str,
    zone: &'static str,
}

fn person(
    number: usize,
    name: &str,
    role: Role,
    workplace: &Workplace,
    language: Language,
    membership: Membership,
) -> Result<SamplePerson, SampleError> {
    let mailbox: String = name.to_lowercase().replace(' ', ".").chars().map(plain).collect();
    let person = Person {
        id: UserId(Uuid::from_u128(
            0x0192_0000_0000_7000_8000_0000_0001_0000 + number as u128,
        )),
        name: Name::parse(name)?,
        email: Email::parse(&format!("{mailbox}@{}", workplace.domain))?,
        role,
        language,
        time_zone: ZoneName::parse(workplace.zone)?,
        membership,
        standing: Standing::Active,
    };
    Ok(SamplePerson {
        person,
        organisation: workplace.organisation,
    })
}

fn plain(letter: char) -> char {
    match letter {
        'á' | 'å' | 'ä' => 'a',
        'í' => 'i',
        'é' => 'e',
        'ö' => 'o',
        'ñ' => 'n',
        other => other,
    }
}
