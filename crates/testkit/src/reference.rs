//! The test world's reference data: a vendor, three partners with four locations, products, programmes, calendars.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{Calendar, WeekendDay};
use domain::claim::{Activity, SolutionArea};
use domain::id::ProgrammeCode;
use domain::place::{CountryCode, Language, ZoneName};
use domain::policy::Policy;
use domain::reference::{ClaimedBy, Exclusivity, Location, Partner, Product, Programme, Reference, Validity};
use domain::text::Name;
use jiff::civil::Date;

use crate::personas::{Firm, Persona};

/// The review team's zone, which no location shares.
pub const REVIEW_ZONE: &str = "America/New_York";

/// The review team's days off.
pub const REVIEW_DAYS_OFF: &[&str] = &["2026-11-26", "2026-12-25", "2027-01-01"];

/// A calendar with Saturday and Sunday as its weekend.
pub fn calendar(zone: &str, days_off: &[&str]) -> Calendar {
    let weekend = ["sat", "sun"].map(|day| WeekendDay::from_code(day).expect("a weekday"));
    let days_off = days_off.iter().map(|day| day.parse::<Date>().expect("a date"));
    Calendar::new(zone_name(zone), weekend, days_off, []).expect("a calendar with working days")
}

/// The vendor, its partners and people, its programmes and products, with the clocks of domain.md §6.
pub fn reference() -> Reference {
    let locations = Firm::ALL.into_iter().flat_map(locations);
    Reference {
        vendor: name("Example Vendor"),
        language: Language::English,
        review_calendar: calendar(REVIEW_ZONE, REVIEW_DAYS_OFF),
        policy: Policy::STANDARD,
        products: products()
            .into_iter()
            .map(|product| (product.code.clone(), product))
            .collect(),
        programmes: programmes(),
        guidelines: BTreeMap::new(),
        partners: Firm::ALL
            .into_iter()
            .map(|firm| {
                let partner = Partner {
                    id: firm.id(),
                    name: name(firm.name()),
                };
                (partner.id, partner)
            })
            .collect(),
        locations: locations.map(|location| (location.id.clone(), location)).collect(),
        people: Persona::ALL
            .into_iter()
            .map(|persona| (persona.id(), persona.person()))
            .collect(),
    }
}

fn locations(firm: Firm) -> impl Iterator<Item = Location> {
    let (country, days_off): (&str, &[&str]) = match firm {
        Firm::ValeVerde => (
            "BR",
            &[
                "2026-09-07",
                "2026-10-12",
                "2026-11-02",
                "2026-11-20",
                "2026-12-25",
                "2027-01-01",
            ],
        ),
        Firm::Sierra => ("ES", &["2026-10-12", "2026-12-08", "2026-12-25", "2027-01-01"]),
        Firm::Norrsken => (
            "SE",
            &["2026-04-03", "2026-04-06", "2026-12-25", "2027-01-01", "2027-01-06"],
        ),
    };
    firm.locations().iter().enumerate().map(move |(index, id)| Location {
        id: id.parse().expect("digits"),
        partner: firm.id(),
        name: name(&format!("{} {}", firm.name(), index + 1)),
        country: CountryCode::parse(country).expect("a country"),
        calendar: calendar(firm.zone(), days_off),
        enrolled: programmes().into_keys().collect(),
    })
}

fn programmes() -> BTreeMap<ProgrammeCode, Programme> {
    [
        ("osu", "Online Services Usage", Activity::Usage),
        ("osa", "Online Services Advisor", Activity::PreSales),
        ("revenue", "Revenue association", Activity::RevenueAssociation),
    ]
    .into_iter()
    .map(|(code, title, activity)| {
        let code: ProgrammeCode = code.parse().expect("a code");
        let programme = Programme {
            code: code.clone(),
            name: name(title),
            activities: BTreeSet::from([activity]),
            exclusivity: Exclusivity::Exclusive,
            claimable: Validity::default(),
        };
        (code, programme)
    })
    .collect()
}

/// `business_central` needs a subscription, `legacy_forms` can be claimed no more.
fn products() -> Vec<Product> {
    let product = |code: &str, title: &str, solution_area, claimed_by, claimable| Product {
        code: code.parse().expect("a code"),
        name: name(title),
        solution_area,
        claimed_by,
        claimable,
        recognised: Validity::default(),
        paid: Validity::default(),
    };
    let workload = |code, title| {
        product(
            code,
            title,
            SolutionArea::Microsoft365,
            ClaimedBy::Workload,
            Validity::default(),
        )
    };
    let over = Validity {
        from: None,
        until: Some("2026-06-30".parse().expect("a date")),
    };
    vec![
        workload("exchange_online", "Exchange Online"),
        workload("teams", "Teams"),
        workload("intune", "Intune"),
        workload("sharepoint_online", "SharePoint Online"),
        product(
            "business_central",
            "Business Central",
            SolutionArea::BusinessApplications,
            ClaimedBy::Subscription,
            Validity::default(),
        ),
        product(
            "legacy_forms",
            "Legacy Forms",
            SolutionArea::Microsoft365,
            ClaimedBy::Workload,
            over,
        ),
    ]
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn zone_name(text: &str) -> ZoneName {
    ZoneName::parse(text).expect("a zone")
}
