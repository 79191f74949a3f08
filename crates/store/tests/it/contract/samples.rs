// A store of its own, and reference data with a case of everything.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{Calendar, Length, WeekendDay};
use domain::claim::{Activity, InformationReason, SolutionArea};
use domain::id::{LocationId, PartnerId, ProductCode, ProgrammeCode, UserId, Uuid};
use domain::instant::Instant;
use domain::party::{Locations, Membership, Person, Role, Standing};
use domain::place::{CountryCode, Language, ZoneName};
use domain::policy::{EarlyConfirmation, Policy};
use domain::reference::{
    ClaimedBy, Exclusivity, Guidelines, Location, Partner, Product, Programme, Reference, Validity,
};
use domain::text::{Email, Name, Note};
use jiff::civil::date;
use store::{Credentials, Store};

use super::engine::Home;

pub const PARTNER: PartnerId = PartnerId(Uuid::from_u128(0x10));
pub const ADMIN: UserId = UserId(Uuid::from_u128(0x20));
pub const USER: UserId = UserId(Uuid::from_u128(0x21));
pub const REVIEWER: UserId = UserId(Uuid::from_u128(0x22));
pub const AUDITOR: UserId = UserId(Uuid::from_u128(0x23));

/// An empty store; where it is goes with the first value.
pub async fn empty() -> (Home, Store) {
    Home::new().await
}

/// A store with [`reference`] and [`credentials`].
pub async fn filled() -> (Home, Store) {
    let (home, store) = empty().await;
    store.put_reference(reference(), credentials()).await.unwrap();
    (home, store)
}

/// Seconds after 12 October 2026, 09:00 UTC.
pub fn at(seconds: i64) -> Instant {
    Instant::from_microseconds((1_791_795_600 + seconds) * 1_000_000).unwrap()
}

pub fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub fn location_id(text: &str) -> LocationId {
    text.parse().unwrap()
}

pub fn credentials() -> BTreeMap<UserId, Credentials> {
    [(ADMIN, 1), (USER, 2), (REVIEWER, 3)]
        .into_iter()
        .map(|(user, number)| {
            let credentials = Credentials {
                password_phc: format!("$argon2id$v=19$of-{number}"),
                token_hash: Some([number; 32]),
            };
            (user, credentials)
        })
        .collect()
}

pub fn reference() -> Reference {
    Reference {
        vendor: name("Northwind"),
        language: Language::Portuguese,
        review_calendar: calendar("Europe/Dublin", &["sat", "sun"]),
        policy: Policy {
            consent: Length::BusinessDays(9),
            draft_reminders: [31, 84],
            early_confirmation: EarlyConfirmation::WindowRunsOn,
            ..Policy::STANDARD
        },
        products: products(),
        programmes: programmes(),
        guidelines: guidelines(),
        partners: BTreeMap::from([(
            PARTNER,
            Partner {
                id: PARTNER,
                name: name("Ipê Consultoria"),
            },
        )]),
        locations: locations(),
        people: people(),
    }
}

fn calendar(zone: &str, weekend: &[&str]) -> Calendar {
    let weekend = weekend.iter().map(|code| WeekendDay::from_code(code).unwrap());
    let off = [date(2026, 12, 25), date(2027, 1, 1)];
    Calendar::new(ZoneName::parse(zone).unwrap(), weekend, off, [date(2026, 12, 19)]).unwrap()
}

fn products() -> BTreeMap<ProductCode, Product> {
    let product = |code: &str, solution_area, claimed_by, claimable| Product {
        code: code.parse().unwrap(),
        name: name(&code.to_uppercase()),
        solution_area,
        claimed_by,
        claimable,
        recognised: Validity::default(),
        paid: Validity {
            from: None,
            until: Some(date(2029, 12, 31)),
        },
    };
    let from_july = Validity {
        from: Some(date(2026, 7, 1)),
        until: None,
    };
    let all = [
        product(
            "exchange_online",
            SolutionArea::Microsoft365,
            ClaimedBy::Workload,
            Validity::default(),
        ),
        product(
            "dynamics_365_sales",
            SolutionArea::BusinessApplications,
            ClaimedBy::Subscription,
            from_july,
        ),
    ];
    all.into_iter().map(|product| (product.code.clone(), product)).collect()
}

fn programmes() -> BTreeMap<ProgrammeCode, Programme> {
    let programme = |code: &str, activities: &[Activity], exclusivity| Programme {
        code: code.parse().unwrap(),
        name: name(code),
        activities: activities.iter().copied().collect(),
        exclusivity,
        claimable: Validity {
            from: None,
            until: (code == "osa").then_some(date(2027, 6, 30)),
        },
    };
    let all = [
        programme("osu", &[Activity::Usage], Exclusivity::Exclusive),
        programme("osa", &[Activity::PreSales, Activity::Usage], Exclusivity::Shared),
    ];
    all.into_iter()
        .map(|programme| (programme.code.clone(), programme))
        .collect()
}

fn guidelines() -> BTreeMap<ProgrammeCode, Guidelines> {
    let own = Guidelines {
        general: Some(Note::parse("Signed on paper.\n\nOr by a certificate.").unwrap()),
        paragraphs: BTreeMap::from([(
            InformationReason::MissingOrOldDates,
            Note::parse("Not older than six months.").unwrap(),
        )]),
    };
    BTreeMap::from([("osu".parse().unwrap(), own)])
}

fn locations() -> BTreeMap<LocationId, Location> {
    let location = |id: &str, country: &str, zone: &str, enrolled: &[&str]| Location {
        id: location_id(id),
        partner: PARTNER,
        name: name(zone),
        country: CountryCode::parse(country).unwrap(),
        calendar: calendar(zone, &["fri", "sat"]),
        enrolled: enrolled.iter().map(|code| code.parse().unwrap()).collect(),
    };
    let all = [
        location("1234567", "BR", "America/Sao_Paulo", &["osu", "osa"]),
        location("0000042", "SE", "Europe/Stockholm", &[]),
    ];
    all.into_iter()
        .map(|location| (location.id.clone(), location))
        .collect()
}

fn people() -> BTreeMap<UserId, Person> {
    let person = |id, who: &str, role, language, membership| Person {
        id,
        name: name(who),
        email: email(&format!("{who}@Ipe.example")),
        role,
        language,
        time_zone: ZoneName::parse("America/Sao_Paulo").unwrap(),
        membership,
        standing: Standing::Active,
    };
    let of_partner = |locations| Membership::Partner {
        partner: PARTNER,
        locations,
    };
    let first = Locations::Only(BTreeSet::from([location_id("1234567")]));
    let all = [
        person(
            ADMIN,
            "Rosana",
            Role::GlobalAdmin,
            Language::Portuguese,
            of_partner(Locations::All),
        ),
        person(USER, "Davi", Role::IncentivesUser, Language::Spanish, of_partner(first)),
        person(REVIEWER, "Niamh", Role::Reviewer, Language::English, Membership::Vendor),
        person(AUDITOR, "Åsa", Role::Auditor, Language::Swedish, Membership::Vendor),
    ];
    all.into_iter().map(|person| (person.id, person)).collect()
}
