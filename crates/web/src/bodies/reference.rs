//! Reference data as the API answers it.

use domain::calendar::Calendar;
use domain::party::{Membership, Person};
use domain::reference::{ClaimedBy, Exclusivity, Location, Product, Programme, Reference, Validity};
use serde::Serialize;
use utoipa::ToSchema;

use super::history::side_code;

/// Who asks.
#[derive(Serialize, ToSchema)]
pub struct MeBody {
    /// The account.
    pub actor: AccountBody,
    /// What it may do: one role.
    pub roles: Vec<&'static str>,
    /// The partner locations in its scope.
    pub locations: Vec<LocationBody>,
    /// BCP 47.
    pub language: &'static str,
    /// IANA.
    pub time_zone: String,
}

/// An account.
#[derive(Serialize, ToSchema)]
pub struct AccountBody {
    /// Its key.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Its address.
    pub email: String,
    /// `partner` or `vendor`.
    pub side: &'static str,
    /// The organisation's name.
    pub organisation: String,
}

/// A location.
#[derive(Clone, Serialize, ToSchema)]
pub struct LocationBody {
    /// The partner ID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA.
    pub time_zone: String,
    /// The programmes it is enrolled in.
    pub programmes: Vec<String>,
}

/// A product.
#[derive(Serialize, ToSchema)]
pub struct ProductBody {
    /// Its code.
    pub product: String,
    /// Its name.
    pub name: String,
    /// `business_applications` or `microsoft_365`.
    pub solution_area: &'static str,
    /// Whether a line must name a subscription.
    pub subscription_required: bool,
    /// When it can be claimed.
    pub claimable: ValidityBody,
    /// When an association with it is recognised.
    pub recognised: ValidityBody,
    /// When it is paid.
    pub paid: ValidityBody,
}

/// From when to when, both days included.
#[derive(Serialize, ToSchema)]
pub struct ValidityBody {
    /// The first day.
    #[schema(required = true, format = Date)]
    pub from: Option<String>,
    /// The last day.
    #[schema(required = true, format = Date)]
    pub until: Option<String>,
}

/// A programme.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeBody {
    /// Its code.
    pub programme: String,
    /// Its name.
    pub name: String,
    /// The activities it rewards.
    pub activities: Vec<&'static str>,
    /// Whether one partner holds a line at a time.
    pub exclusive: bool,
}

/// A reason.
#[derive(Serialize, ToSchema)]
pub struct ReasonBody {
    /// Its code.
    pub code: &'static str,
    /// `information`, `rejection`, `line` or `withdrawal`.
    #[serde(rename = "for")]
    pub purpose: &'static str,
    /// In words.
    pub title: String,
}

/// A calendar.
#[derive(Serialize, ToSchema)]
pub struct CalendarBody {
    /// `review`, or a location's partner ID.
    pub id: String,
    /// IANA.
    pub time_zone: String,
    /// `mon` to `sun`.
    pub weekend: Vec<&'static str>,
    /// Dates that don't count.
    pub days_off: Vec<String>,
    /// Dates that count whatever else says no.
    pub working_days: Vec<String>,
}

impl MeBody {
    /// An account's own answer.
    pub fn of(person: &Person, reference: &Reference) -> MeBody {
        let (organisation, locations) = match &person.membership {
            Membership::Partner { partner, .. } => (
                reference
                    .partners
                    .get(partner)
                    .map(|partner| partner.name.to_string())
                    .unwrap_or_default(),
                reference.locations_for(person).map(LocationBody::of).collect(),
            ),
            Membership::Vendor => (reference.vendor.to_string(), Vec::new()),
        };
        MeBody {
            actor: AccountBody {
                id: person.id.to_string(),
                name: person.name.to_string(),
                email: person.email.to_string(),
                side: side_code(person.role.side()),
                organisation,
            },
            roles: vec![person.role.code()],
            locations,
            language: person.language.tag(),
            time_zone: person.time_zone.to_string(),
        }
    }
}

impl LocationBody {
    /// A location.
    pub fn of(location: &Location) -> LocationBody {
        LocationBody {
            id: location.id.to_string(),
            name: location.name.to_string(),
            country: location.country.to_string(),
            time_zone: location.calendar.zone().to_string(),
            programmes: location.enrolled.iter().map(ToString::to_string).collect(),
        }
    }
}

impl ProductBody {
    /// A product.
    pub fn of(product: &Product) -> ProductBody {
        ProductBody {
            product: product.code.to_string(),
            name: product.name.to_string(),
            solution_area: product.solution_area.code(),
            subscription_required: product.claimed_by == ClaimedBy::Subscription,
            claimable: ValidityBody::of(product.claimable),
            recognised: ValidityBody::of(product.recognised),
            paid: ValidityBody::of(product.paid),
        }
    }
}

impl ValidityBody {
    fn of(validity: Validity) -> ValidityBody {
        ValidityBody {
            from: validity.from.map(|day| day.to_string()),
            until: validity.until.map(|day| day.to_string()),
        }
    }
}

impl ProgrammeBody {
    /// A programme.
    pub fn of(programme: &Programme) -> ProgrammeBody {
        ProgrammeBody {
            programme: programme.code.to_string(),
            name: programme.name.to_string(),
            activities: programme.activities.iter().map(|activity| activity.code()).collect(),
            exclusive: programme.exclusivity == Exclusivity::Exclusive,
        }
    }
}

impl CalendarBody {
    /// A calendar.
    pub fn of(id: &str, calendar: &Calendar) -> CalendarBody {
        CalendarBody {
            id: id.to_owned(),
            time_zone: calendar.zone().to_string(),
            weekend: calendar.weekend().map(|day| day.code()).collect(),
            days_off: calendar.days_off().map(|day| day.to_string()).collect(),
            working_days: calendar.working_days().map(|day| day.to_string()).collect(),
        }
    }
}
