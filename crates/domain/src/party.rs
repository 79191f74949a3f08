//! Who acts: actors, roles and what each may see (domain.md §1).

use std::collections::BTreeSet;

use crate::id::{ClaimId, LocationId, PartnerId, UserId};
use crate::place::Language;
use crate::text::{Email, Name};

/// A side of a claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    /// The partner who claims.
    Partner,
    /// The vendor whose programme it is.
    Vendor,
    /// The customer the claim is about.
    Customer,
    /// The clock: a deadline that passed.
    Clock,
}

/// What an account may do; one account has one role.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Everything of the partner.
    GlobalAdmin,
    /// Works claims; sees earnings and payouts.
    BillingAdmin,
    /// Works claims; sees earnings and payouts.
    IncentivesAdmin,
    /// Prepares drafts, uploads, comments, reads.
    IncentivesUser,
    /// Works the queue.
    Reviewer,
    /// A reviewer who also assigns, extends, reopens and decides disputes.
    ReviewLead,
    /// Runs programmes; reads claims.
    ProgrammeManager,
    /// Reads everything, changes nothing.
    Auditor,
    /// Users, settings, health; sees no claim.
    SystemAdmin,
}

impl Role {
    /// Every role, in the order of domain.md §1.
    pub const ALL: [Role; 9] = [
        Role::GlobalAdmin,
        Role::BillingAdmin,
        Role::IncentivesAdmin,
        Role::IncentivesUser,
        Role::Reviewer,
        Role::ReviewLead,
        Role::ProgrammeManager,
        Role::Auditor,
        Role::SystemAdmin,
    ];

    /// The code in API, database and command line.
    pub const fn code(self) -> &'static str {
        match self {
            Role::GlobalAdmin => "global_admin",
            Role::BillingAdmin => "billing_admin",
            Role::IncentivesAdmin => "incentives_admin",
            Role::IncentivesUser => "incentives_user",
            Role::Reviewer => "reviewer",
            Role::ReviewLead => "review_lead",
            Role::ProgrammeManager => "programme_manager",
            Role::Auditor => "auditor",
            Role::SystemAdmin => "system_admin",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The side an account of this role belongs to.
    pub const fn side(self) -> Side {
        match self {
            Role::GlobalAdmin | Role::BillingAdmin | Role::IncentivesAdmin | Role::IncentivesUser => Side::Partner,
            Role::Reviewer | Role::ReviewLead | Role::ProgrammeManager | Role::Auditor | Role::SystemAdmin => {
                Side::Vendor
            }
        }
    }

    /// Whether this is one of the partner's admins, who act for the partner in its claims.
    pub const fn is_partner_admin(self) -> bool {
        matches!(self, Role::GlobalAdmin | Role::BillingAdmin | Role::IncentivesAdmin)
    }
}

/// The partner locations an account works for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Locations {
    /// All of the partner's, also later ones.
    All,
    /// Only these.
    Only(BTreeSet<LocationId>),
}

impl Locations {
    /// Whether the location is among them.
    pub fn contains(&self, location: &LocationId) -> bool {
        match self {
            Locations::All => true,
            Locations::Only(some) => some.contains(location),
        }
    }
}

/// Whether an account can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Its person signs in and acts.
    Active,
    /// Nobody uses it; its name stays where it acted.
    Inactive,
}

/// A signed-in person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// The account.
    pub id: UserId,
    /// The person's name.
    pub name: Name,
    /// The account's address.
    pub email: Email,
    /// What the person may do.
    pub role: Role,
    /// The language of pages and mails.
    pub language: Language,
    /// The person's own IANA time zone.
    pub time_zone: crate::place::ZoneName,
    /// Where the person belongs.
    pub membership: Membership,
    /// Whether the account can be used.
    pub standing: Standing,
}

impl Person {
    /// Whether the account can be used.
    pub fn is_active(&self) -> bool {
        self.standing == Standing::Active
    }
}

/// The organisation an account belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Membership {
    /// A partner's account and the locations it works for.
    Partner {
        /// The partner.
        partner: PartnerId,
        /// The locations in its scope.
        locations: Locations,
    },
    /// The vendor's account.
    Vendor,
}

/// Whoever does something to a claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Actor {
    /// A signed-in person.
    Person(Person),
    /// The customer's contact, by the secret link of one claim and round.
    Customer {
        /// The only claim in reach.
        claim: ClaimId,
        /// The consent round the link was made for.
        round: u32,
    },
    /// The clock: deadlines that pass.
    Clock,
}

impl Actor {
    /// The side this actor stands on.
    pub fn side(&self) -> Side {
        match self {
            Actor::Person(person) => person.role.side(),
            Actor::Customer { .. } => Side::Customer,
            Actor::Clock => Side::Clock,
        }
    }

    /// What this actor is recorded as in the history.
    pub fn stamp(&self) -> ActorStamp {
        match self {
            Actor::Person(person) => ActorStamp::Person {
                id: person.id,
                side: person.role.side(),
                name: person.name.clone(),
            },
            Actor::Customer { .. } => ActorStamp::Customer,
            Actor::Clock => ActorStamp::Clock,
        }
    }
}

/// Who did it, as the history keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ActorStamp {
    /// A person's account, with the name it had then.
    Person {
        /// The account.
        id: UserId,
        /// Partner or vendor.
        side: Side,
        /// The name at that time.
        name: Name,
    },
    /// The customer's contact.
    Customer,
    /// A deadline.
    Clock,
}

/// What an actor can see; every query takes one (domain.md §1, api.md "Who sees, who may").
/// Made only from an [`Actor`], so that no query can be asked without one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope(Reach);

/// The reach of a [`Scope`], for the store to turn into conditions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reach {
    /// A partner's claims at these locations, drafts included.
    Partner {
        /// The partner.
        partner: PartnerId,
        /// The locations in scope.
        locations: Locations,
    },
    /// Every claim from its submission on.
    Submitted,
    /// Every claim, drafts included.
    Everything,
    /// One claim, through the customer's link.
    One(ClaimId),
    /// No claim.
    Nothing,
}

impl Scope {
    /// What the actor can see.
    pub fn of(actor: &Actor) -> Scope {
        Scope(match actor {
            Actor::Clock => Reach::Everything,
            Actor::Customer { claim, .. } => Reach::One(*claim),
            Actor::Person(person) => match (&person.membership, person.role) {
                (_, Role::SystemAdmin) => Reach::Nothing,
                (Membership::Partner { partner, locations }, role) if role.side() == Side::Partner => Reach::Partner {
                    partner: *partner,
                    locations: locations.clone(),
                },
                (Membership::Vendor, Role::Auditor) => Reach::Everything,
                (Membership::Vendor, Role::Reviewer | Role::ReviewLead | Role::ProgrammeManager) => Reach::Submitted,
                // A role of one side with a membership of the other sees nothing.
                (Membership::Partner { .. } | Membership::Vendor, _) => Reach::Nothing,
            },
        })
    }

    /// The reach, for the store.
    pub fn reach(&self) -> &Reach {
        &self.0
    }
}
