//! Reference data: what programmes, products, partners, locations and calendars there are.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::claim::{Activity, InformationReason, SolutionArea};
use crate::id::{LocationId, PartnerId, ProductCode, ProgrammeCode, UserId};
use crate::party::{Membership, Person, Role};
use crate::place::{CountryCode, Language};
use crate::policy::Policy;
use crate::text::{Email, Name, Note};

/// Dates from which and until which (both included) something holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Validity {
    /// The first day; none: always has.
    pub from: Option<Date>,
    /// The last day; none: no end.
    pub until: Option<Date>,
}

impl Validity {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// How a product is claimed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimedBy {
    /// One line per subscription, which must be named.
    Subscription,
    /// One line per workload; a subscription may be named.
    Workload,
}

/// A product or workload of the catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Product {
    /// Its code.
    pub code: ProductCode,
    /// Its name, a trade mark: the same in every language.
    pub name: Name,
    /// Its solution area.
    pub solution_area: SolutionArea,
    /// Whether a line names a subscription.
    pub claimed_by: ClaimedBy,
    /// When it can be claimed.
    pub claimable: Validity,
    /// When an association with it is recognised.
    pub recognised: Validity,
    /// When it is paid.
    pub paid: Validity,
}

/// A programme partners take part in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Programme {
    /// Its code.
    pub code: ProgrammeCode,
    /// Its name.
    pub name: Name,
    /// The activities it rewards.
    pub activities: BTreeSet<Activity>,
    /// Whether one partner holds a line at a time.
    pub exclusivity: Exclusivity,
    /// When claims can be submitted under it; what was submitted goes on afterwards.
    pub claimable: Validity,
}

/// What a programme says its reviewers look for in a proof of execution (domain.md §4), in its own words; where it has
/// none, the product's words hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Guidelines {
    /// What holds for every proof.
    pub general: Option<Note>,
    /// What a proof shows that doesn't lack this: the paragraphs that requests for more information cite.
    pub paragraphs: BTreeMap<InformationReason, Note>,
}

/// Whether partners share a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exclusivity {
    /// One partner per line.
    Exclusive,
    /// Any number of partners.
    Shared,
}

/// A partner organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Partner {
    /// Its key.
    pub id: PartnerId,
    /// Its name.
    pub name: Name,
}

/// A partner's location with its own partner ID.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// The partner ID ("MPN ID").
    pub id: LocationId,
    /// Whose it is.
    pub partner: PartnerId,
    /// Its name.
    pub name: Name,
    /// Its country.
    pub country: CountryCode,
    /// The days that count there.
    pub calendar: Calendar,
    /// The programmes it is enrolled in.
    pub enrolled: BTreeSet<ProgrammeCode>,
}

/// All reference data, as it holds now.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The vendor's name.
    pub vendor: Name,
    /// The language of whoever hasn't chosen one.
    pub language: Language,
    /// The review team's calendar.
    pub review_calendar: Calendar,
    /// The settings for clocks that start now.
    pub policy: Policy,
    /// The catalogue.
    pub products: BTreeMap<ProductCode, Product>,
    /// The programmes.
    pub programmes: BTreeMap<ProgrammeCode, Programme>,
    /// The guidelines of those that have words of their own.
    pub guidelines: BTreeMap<ProgrammeCode, Guidelines>,
    /// The partners.
    pub partners: BTreeMap<PartnerId, Partner>,
    /// The locations.
    pub locations: BTreeMap<LocationId, Location>,
    /// The accounts.
    pub people: BTreeMap<UserId, Person>,
}

impl Reference {
    /// A partner's location, absent when it is another's.
    pub fn location_of(&self, partner: PartnerId, id: &LocationId) -> Option<&Location> {
        self.locations.get(id).filter(|location| location.partner == partner)
    }

    /// The locations a person may claim for, by ID.
    pub fn locations_for<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a Location> + 'a {
        self.locations
            .values()
            .filter(move |location| match &person.membership {
                Membership::Partner { partner, locations } => {
                    location.partner == *partner && locations.contains(&location.id)
                }
                Membership::Vendor => person.role != Role::SystemAdmin,
            })
    }

    /// The account of an address, ignoring case.
    pub fn person_by_email(&self, email: &Email) -> Option<&Person> {
        self.people.values().find(|person| person.email.same_as(email))
    }

    /// The vendor's review leads who can be reached.
    pub fn leads(&self) -> impl Iterator<Item = &Person> {
        self.people
            .values()
            .filter(|person| person.role == Role::ReviewLead && person.is_active())
    }
}
