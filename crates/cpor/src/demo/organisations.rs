//! The sample vendor, its catalogue and programmes, and three partners with their locations.

use std::collections::BTreeMap;

use app::presets;
use domain::calendar::{Calendar, WeekendDay};
use domain::id::{PartnerId, Uuid};
use domain::place::{CountryCode, Language, ZoneName};
use domain::policy::Policy;
use domain::reference::{Location, Partner, Reference};
use domain::text::Name;

use super::holidays;
use super::sample::SampleError;

/// The vendor of the demo.
pub const VENDOR: &str = "Halden Cloud";

/// A sample partner.
pub struct SamplePartner {
    /// Its key, the same in every demo.
    pub id: PartnerId,
    /// Its name.
    pub name: &'static str,
    /// The domain of its addresses.
    pub domain: &'static str,
    /// Its locations: ID, name, country, zone, days off.
    pub locations: &'static [(&'static str, &'static str, &'static str, &'static str, &'static str)],
}

const fn partner_id(number: u128) -> PartnerId {
    PartnerId(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number))
}

/// The partners of the demo.
pub const PARTNERS: [SamplePartner; 3] = [
    SamplePartner {
        id: partner_id(1),
        name: "Serra Azul Tecnologia",
        domain: "serraazul.example",
        locations: &[
            (
                "4021187",
                "Serra Azul São Paulo",
                "BR",
                "America/Sao_Paulo",
                holidays::SAO_PAULO,
            ),
            (
                "4021190",
                "Serra Azul Recife",
                "BR",
                "America/Recife",
                holidays::PERNAMBUCO,
            ),
        ],
    },
    SamplePartner {
        id: partner_id(2),
        name: "Meseta Digital",
        domain: "meseta.example",
        locations: &[("5310042", "Meseta Madrid", "ES", "Europe/Madrid", holidays::MADRID)],
    },
    SamplePartner {
        id: partner_id(3),
        name: "Björkdata",
        domain: "bjorkdata.example",
        locations: &[(
            "6120775",
            "Björkdata Stockholm",
            "SE",
            "Europe/Stockholm",
            holidays::SWEDEN,
        )],
    },
];

fn calendar(zone: &str, days_off: &str) -> Result<Calendar, SampleError> {
    let weekend = ["sat", "sun"].into_iter().filter_map(WeekendDay::from_code);
    let days_off = days_off
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Calendar::new(ZoneName::parse(zone)?, weekend, days_off, [])?)
}

/// Everything but the accounts.
pub fn reference() -> Result<Reference, SampleError> {
    let products: BTreeMap<_, _> = presets::products()?
        .into_iter()
        .map(|product| (product.code.clone(), product))
        .collect();
    let programmes: BTreeMap<_, _> = presets::programmes()?
        .into_iter()
        .map(|programme| (programme.code.clone(), programme))
        .collect();
    let mut partners = BTreeMap::new();
    let mut locations = BTreeMap::new();
    for sample in &PARTNERS {
        partners.insert(
            sample.id,
            Partner {
                id: sample.id,
                name: Name::parse(sample.name)?,
            },
        );
        for (id, name, country, zone, days_off) in sample.locations {
            let location = Location {
                id: id.parse()?,
                partner: sample.id,
                name: Name::parse(name)?,
                country: CountryCode::parse(country)?,
                calendar: calendar(zone, days_off)?,
                enrolled: programmes.keys().cloned().collect(),
            };
            locations.insert(location.id.clone(), location);
        }
    }
    Ok(Reference {
        vendor: Name::parse(VENDOR)?,
        language: Language::English,
        review_calendar: calendar("Europe/London", holidays::ENGLAND)?,
        policy: Policy::STANDARD,
        products,
        programmes,
        guidelines: BTreeMap::new(),
        partners,
        locations,
        people: BTreeMap::new(),
    })
}
