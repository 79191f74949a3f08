//! Sample customers in four countries.

use domain::claim::{Contact, Customer};
use domain::id::{Guid, Uuid};
use domain::place::{CountryCode, Language};
use domain::text::{DomainName, Email, Name};
use fastrand::Rng;

use super::sample::SampleError;

struct Country {
    code: &'static str,
    language: Language,
    first: &'static [&'static str],
    second: &'static [&'static str],
    contacts: &'static [(&'static str, &'static str)],
}

const COUNTRIES: [Country; 4] = [
    Country {
        code: "BR",
        language: Language::Portuguese,
        first: &["Cooperativa", "Usina", "Grupo", "Fazenda", "Laticínios", "Construtora"],
        second: &[
            "Vale Verde",
            "Boa Esperança",
            "Rio Claro",
            "Serra Dourada",
            "Três Irmãos",
            "Aurora",
        ],
        contacts: &[
            ("Rosana Prado Leite", "Gerente de TI"),
            ("Paulo Azevedo", "Diretor"),
            ("Marina Campos", "Compras"),
        ],
    },
    Country {
        code: "ES",
        language: Language::Spanish,
        first: &["Talleres", "Bodegas", "Clínica", "Transportes", "Grupo", "Editorial"],
        second: &[
            "Alameda",
            "del Duero",
            "Santa Lucía",
            "Levante",
            "Monteagudo",
            "La Encina",
        ],
        contacts: &[
            ("Elena Vidal", "Directora de sistemas"),
            ("Javier Ruiz", "Gerente"),
            ("Nuria Costa", "Compras"),
        ],
    },
    Country {
        code: "SE",
        language: Language::Swedish,
        first: &["Norrlands", "Mälar", "Skärgårdens", "Västra", "Dalens", "Öresunds"],
        second: &["Trä", "Energi", "Vård", "Bygg", "Frakt", "Livs"],
        contacts: &[
            ("Anna Bergström", "IT-chef"),
            ("Erik Sandberg", "Vd"),
            ("Maja Holm", "Inköpschef"),
        ],
    },
    Country {
        code: "GB",
        language: Language::English,
        first: &["Harrow", "Pembroke", "Northgate", "Ashfield", "Kestrel", "Millbrook"],
        second: &["Logistics", "Foods", "Instruments", "Housing", "Textiles", "Dental"],
        contacts: &[
            ("Ruth Collins", "Head of IT"),
            ("Daniel Price", "Director"),
            ("Sophie Grant", "Procurement"),
        ],
    },
];

/// A customer of its own tenant, and its contact.
pub fn customer(rng: &mut Rng) -> Result<(Customer, Contact), SampleError> {
    let country = &COUNTRIES[rng.usize(..COUNTRIES.len())];
    let pick = |rng: &mut Rng, list: &'static [&'static str]| list[rng.usize(..list.len())];
    let (first, second) = (pick(rng, country.first), pick(rng, country.second));
    let (contact, title) = country.contacts[rng.usize(..country.contacts.len())];
    let label: String = format!("{first}{second}")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let domain = format!("{}{}.example", label.to_lowercase(), rng.u32(10..100_000));
    let mailbox: String = contact
        .to_lowercase()
        .replace(' ', ".")
        .chars()
        .filter(|c| c.is_ascii())
        .collect();
    let tenant = uuid::Builder::from_random_bytes(rng.u128(..).to_be_bytes()).into_uuid();
    let customer = Customer {
        tenant_id: Some(Guid(Uuid::from_bytes(*tenant.as_bytes()))),
        domain: Some(DomainName::parse(&domain)?),
        name: Some(Name::parse(&format!("{first} {second}"))?),
        country: Some(CountryCode::parse(country.code)?),
        language: Some(country.language),
        time_zone: None,
    };
    let contact = Contact {
        name: Some(Name::parse(contact)?),
        title: Some(Name::parse(title)?),
        email: Some(Email::parse(&format!("{mailbox}@{domain}"))?),
        language: Some(country.language),
    };
    Ok((customer, contact))
}
