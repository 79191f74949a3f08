//! What the journal says of a change: the fields that differ, as neutral text.

use std::collections::BTreeMap;

use domain::calendar::{Calendar, Length};
use domain::claim::InformationReason;
use domain::party::{Locations, Membership, Person, Standing};
use domain::policy::{EarlyConfirmation, Policy};
use domain::reference::{ClaimedBy, Exclusivity, Guidelines, Location, Product, Programme, Validity};
use domain::text::Note;
use store::FieldChange;

use super::Change;

/// The fields that differ, in the order of their names.
pub(super) fn differences(before: Option<&Change>, after: &Change) -> Vec<FieldChange> {
    let (mut old, new) = (before.map(facts).unwrap_or_default(), facts(after));
    let mut all = Vec::new();
    for (field, after) in new {
        let before = old.remove(field).unwrap_or_default();
        if before != after {
            all.push(FieldChange {
                field: field.to_owned(),
                before,
                after,
            });
        }
    }
    all
}

type Facts = BTreeMap<&'static str, String>;

fn facts(change: &Change) -> Facts {
    match change {
        Change::Vendor { name, language } => {
            BTreeMap::from([("name", name.to_string()), ("language", language.tag().to_owned())])
        }
        Change::ReviewCalendar(calendar) => of_calendar(calendar),
        Change::Policy(policy) => of_policy(policy),
        Change::Product(product) => of_product(product),
        Change::Programme(programme) => of_programme(programme),
        Change::Guidelines { guidelines, .. } => of_guidelines(guidelines),
        Change::Partner(partner) => BTreeMap::from([("name", partner.name.to_string())]),
        Change::Location(location) => of_location(location),
        Change::Account(person) => of_person(person),
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn of_calendar(calendar: &Calendar) -> Facts {
    BTreeMap::from([
        ("time_zone", calendar.zone().to_string()),
        ("weekend", list(calendar.weekend().map(|day| day.code().to_owned()))),
        ("closures", list(calendar.days_off().map(|day| day.to_string()))),
        ("working_days", list(calendar.working_days().map(|day| day.to_string()))),
    ])
}

fn of_policy(policy: &Policy) -> Facts {
    let length = |length: Length| match length {
        Length::BusinessDays(days) => format!("{days} business_days"),
        Length::CalendarDays(days) => format!("{days} calendar_days"),
    };
    let Policy {
        queue,
        review,
        decision,
        partner_answer,
        consent,
        dispute_window,
        dispute_answer,
        draft_life,
        draft_reminders: [first, second],
        early_confirmation,
        documents_per_round_max,
        extension_days_max,
    } = policy;
    BTreeMap::from([
        ("queue", length(*queue)),
        ("review", length(*review)),
        ("decision", length(*decision)),
        ("partner_answer", length(*partner_answer)),
        ("consent", length(*consent)),
        ("dispute_window", length(*dispute_window)),
        ("dispute_answer", length(*dispute_answer)),
        ("draft_life", length(*draft_life)),
        ("draft_reminder_first", first.to_string()),
        ("draft_reminder_second", second.to_string()),
        (
            "early_confirmation",
            match early_confirmation {
                EarlyConfirmation::EndsWindow => "ends_window",
                EarlyConfirmation::WindowRunsOn => "window_runs_on",
            }
            .to_owned(),
        ),
        ("documents_per_round_max", documents_per_round_max.to_string()),
        ("extension_days_max", extension_days_max.to_string()),
    ])
}

fn validity(validity: Validity) -> String {
    match (validity.from, validity.until) {
        (None, None) => "always".to_owned(),
        (from, until) => {
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}/{}", day(from), day(until))
        }
    }
}

fn of_product(product: &Product) -> Facts {
    BTreeMap::from([
        ("name", product.name.to_string()),
        ("solution_area", product.solution_area.code().to_owned()),
        (
            "claimed_by",
            match product.claimed_by {
                ClaimedBy::Subscription => "subscription",
                ClaimedBy::Workload => "workload",
            }
            .to_owned(),
        ),
        ("claimable", validity(product.claimable)),
        ("recognised", validity(product.recognised)),
        ("paid", validity(product.paid)),
    ])
}

fn of_programme(programme: &Programme) -> Facts {
    BTreeMap::from([
        ("name", programme.name.to_string()),
        (
            "activities",
            list(programme.activities.iter().map(|each| each.code().to_owned())),
        ),
        (
            "exclusivity",
            match programme.exclusivity {
                Exclusivity::Exclusive => "exclusive",
                Exclusivity::Shared => "shared",
            }
            .to_owned(),
        ),
        ("claimable", validity(programme.claimable)),
    ])
}

/// Every paragraph, so that one that is taken away is a change too.
fn of_guidelines(guidelines: &Guidelines) -> Facts {
    let said = |words: Option<&Note>| words.map(ToString::to_string).unwrap_or_default();
    let mut facts = BTreeMap::from([("general", said(guidelines.general.as_ref()))]);
    for reason in InformationReason::ALL {
        facts.insert(reason.code(), said(guidelines.paragraphs.get(reason)));
    }
    facts
}

fn of_location(location: &Location) -> Facts {
    let mut facts = of_calendar(&location.calendar);
    facts.insert("name", location.name.to_string());
    facts.insert("country", location.country.to_string());
    facts.insert("enrolled", list(location.enrolled.iter().map(ToString::to_string)));
    facts
}

fn of_person(person: &Person) -> Facts {
    let locations = match &person.membership {
        Membership::Vendor => String::new(),
        Membership::Partner {
            locations: Locations::All,
            ..
        } => "all".to_owned(),
        Membership::Partner {
            locations: Locations::Only(some),
            ..
        } => list(some.iter().map(ToString::to_string)),
    };
    BTreeMap::from([
        ("name", person.name.to_string()),
        ("email", person.email.to_string()),
        ("role", person.role.code().to_owned()),
        ("language", person.language.tag().to_owned()),
        ("time_zone", person.time_zone.to_string()),
        ("locations", locations),
        (
            "standing",
            match person.standing {
                Standing::Active => "active",
                Standing::Inactive => "inactive",
            }
            .to_owned(),
        ),
    ])
}
