//! Who acts in tests: one person or more of every role, at a vendor and three partners.

use std::collections::BTreeSet;

use domain::id::{LocationId, PartnerId, UserId, Uuid};
use domain::party::{Actor, Locations, Membership, Person, Role, Standing};
use domain::place::{Language, ZoneName};
use domain::text::{Email, Name};

/// A partner of the test world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Firm {
    /// Of São Paulo, with the locations 1000001 and 1000002.
    ValeVerde,
    /// Of Madrid, with the location 2000001.
    Sierra,
    /// Of Stockholm, with the location 3000001.
    Norrsken,
}

impl Firm {
    /// Every partner.
    pub const ALL: [Firm; 3] = [Firm::ValeVerde, Firm::Sierra, Firm::Norrsken];

    /// Its key.
    pub fn id(self) -> PartnerId {
        PartnerId(Uuid::from_u128(0xF1_0000 + self as u128))
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Firm::ValeVerde => "Vale Verde Sistemas",
            Firm::Sierra => "Sierra Consultores",
            Firm::Norrsken => "Norrsken Data",
        }
    }

    /// Its locations, the main one first.
    pub const fn locations(self) -> &'static [&'static str] {
        match self {
            Firm::ValeVerde => &["1000001", "1000002"],
            Firm::Sierra => &["2000001"],
            Firm::Norrsken => &["3000001"],
        }
    }

    /// Its main location.
    pub fn main_location(self) -> LocationId {
        self.locations()[0].parse().expect("digits")
    }

    /// The zone of its locations.
    pub const fn zone(self) -> &'static str {
        match self {
            Firm::ValeVerde => "America/Sao_Paulo",
            Firm::Sierra => "Europe/Madrid",
            Firm::Norrsken => "Europe/Stockholm",
        }
    }
}

/// A person of the test world. Names begin with the letters of the alphabet in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Persona {
    /// Vale Verde's global admin.
    Ana,
    /// Vale Verde's billing admin.
    Bruno,
    /// Vale Verde's incentives admin.
    Clara,
    /// Vale Verde's incentives user, for its first location only.
    Davi,
    /// Sierra's incentives admin.
    Elena,
    /// Norrsken's global admin.
    Frida,
    /// The first reviewer.
    Greta,
    /// The second reviewer.
    Hugo,
    /// The third reviewer.
    Ivan,
    /// A review lead.
    Judith,
    /// Another review lead.
    Karl,
    /// The programme manager.
    Lena,
    /// The auditor.
    Milo,
    /// The system admin.
    Nora,
}

impl Persona {
    /// Everybody.
    pub const ALL: [Persona; 14] = [
        Persona::Ana,
        Persona::Bruno,
        Persona::Clara,
        Persona::Davi,
        Persona::Elena,
        Persona::Frida,
        Persona::Greta,
        Persona::Hugo,
        Persona::Ivan,
        Persona::Judith,
        Persona::Karl,
        Persona::Lena,
        Persona::Milo,
        Persona::Nora,
    ];

    /// The account's key.
    pub fn id(self) -> UserId {
        UserId(Uuid::from_u128(0xAC_0000 + self as u128))
    }

    /// The person's role.
    pub const fn role(self) -> Role {
        match self {
            Persona::Ana | Persona::Frida => Role::GlobalAdmin,
            Persona::Bruno => Role::BillingAdmin,
            Persona::Clara | Persona::Elena => Role::IncentivesAdmin,
            Persona::Davi => Role::IncentivesUser,
            Persona::Greta | Persona::Hugo | Persona::Ivan => Role::Reviewer,
            Persona::Judith | Persona::Karl => Role::ReviewLead,
            Persona::Lena => Role::ProgrammeManager,
            Persona::Milo => Role::Auditor,
            Persona::Nora => Role::SystemAdmin,
        }
    }

    /// The partner the person works for; none: the vendor.
    pub const fn firm(self) -> Option<Firm> {
        match self {
            Persona::Ana | Persona::Bruno | Persona::Clara | Persona::Davi => Some(Firm::ValeVerde),
            Persona::Elena => Some(Firm::Sierra),
            Persona::Frida => Some(Firm::Norrsken),
            Persona::Greta
            | Persona::Hugo
            | Persona::Ivan
            | Persona::Judith
            | Persona::Karl
            | Persona::Lena
            | Persona::Milo
            | Persona::Nora => None,
        }
    }

    /// The account.
    pub fn person(self) -> Person {
        let first = format!("{self:?}");
        let (domain, language, zone) = match self.firm() {
            Some(Firm::ValeVerde) => ("valeverde.example", Language::Portuguese, Firm::ValeVerde.zone()),
            Some(Firm::Sierra) => ("sierra.example", Language::Spanish, Firm::Sierra.zone()),
            Some(Firm::Norrsken) => ("norrsken.example", Language::Swedish, Firm::Norrsken.zone()),
            None => ("vendor.example", Language::English, crate::reference::REVIEW_ZONE),
        };
        Person {
            id: self.id(),
            name: Name::parse(&format!("{first} Example")).expect("a name"),
            email: Email::parse(&format!("{}@{domain}", first.to_lowercase())).expect("an address"),
            role: self.role(),
            language,
            time_zone: ZoneName::parse(zone).expect("a zone"),
            membership: self.firm().map_or(Membership::Vendor, |firm| Membership::Partner {
                partner: firm.id(),
                locations: match self.role() {
                    Role::IncentivesUser => Locations::Only(BTreeSet::from([firm.main_location()])),
                    _ => Locations::All,
                },
            }),
            standing: Standing::Active,
        }
    }

    /// The person as the one who acts.
    pub fn actor(self) -> Actor {
        Actor::Person(self.person())
    }
}
