//! Claims as rows of the vendor's lists, and the queue's rows by due day.

use domain::calendar::Calendar;
use domain::claim::{Claim, LineState, Motion, Timer};
use domain::id::{ProgrammeCode, UserId};
use domain::instant::Instant;
use domain::party::{Person, Role};
use domain::reference::Reference;
use ui::vendor::{Assigned, DaysLeft, Due, PartyName, QueueDay, QueueGroup, QueueRow};

use super::queue::Walk;
use crate::pages::views;

/// Who reviews, as this reader says it.
pub(super) fn assigned(claim: &Claim, reader: UserId, reference: &Reference) -> Assigned {
    match claim.reviewer.and_then(|id| reference.people.get(&id)) {
        Some(person) if person.id == reader => Assigned::You,
        Some(person) => Assigned::Colleague(PartyName {
            name: person.name.to_string(),
            email: person.email.to_string(),
        }),
        None => Assigned::Nobody,
    }
}

/// The customer's name, as far as the claim has one.
pub(super) fn customer(claim: &Claim) -> String {
    let name = claim.details.customer.name.as_ref();
    name.map(ToString::to_string).unwrap_or_default()
}

/// A claim in a list.
pub(super) fn row(claim: &Claim, reader: UserId, reference: &Reference, now: Instant) -> QueueRow {
    let details = &claim.details;
    let partner = reference.partners.get(&claim.partner);
    let due = first_due(claim);
    QueueRow {
        number: claim.number.to_string(),
        href: format!("/claims/{}", claim.number),
        seen: format!("{}@{}", claim.number, claim.version.0),
        name: details.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        customer: customer(claim),
        location: views::location_name(reference, claim.partner, &details.location),
        lines: claim.lines_in(LineState::Claimed).count(),
        left: due.map(|timer| left(timer, &reference.review_calendar, now)),
        partner: partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        programme: details
            .programme
            .as_ref()
            .map(|code| views::programme_name(reference, code))
            .unwrap_or_default(),
        programme_short: details
            .programme
            .as_ref()
            .map(|code| short(reference, code))
            .unwrap_or_default(),
        activity: details.activity,
        state: views::state(claim),
        due: due.map(|timer| views::deadline(claim, timer)),
        assigned: assigned(claim, reader, reference),
    }
}

/// A code of up to four letters is an abbreviation that people know: OSU.
fn short(reference: &Reference, code: &ProgrammeCode) -> String {
    match code.as_str() {
        letters if letters.len() <= 4 => letters.to_uppercase(),
        _ => views::programme_name(reference, code),
    }
}

/// What is left of a clock, in the review team's business days.
fn left(timer: &Timer, calendar: &Calendar, now: Instant) -> DaysLeft {
    let today = calendar.date_of(now);
    let due_on = timer.due.due_on;
    if due_on < today {
        DaysLeft::Over(calendar.business_days_between(due_on, today))
    } else if due_on == today {
        DaysLeft::Today
    } else {
        DaysLeft::Left(calendar.business_days_between(today, due_on))
    }
}

/// Whom claims may be given to, by name.
pub(super) fn reviewers(reference: &Reference, may: impl Fn(&Person) -> bool) -> Vec<PartyName> {
    let reviews = |person: &&Person| matches!(person.role, Role::Reviewer | Role::ReviewLead) && may(person);
    let named = |person: &Person| PartyName {
        name: person.name.to_string(),
        email: person.email.to_string(),
    };
    let mut reviewers: Vec<PartyName> = reference.people.values().filter(reviews).map(named).collect();
    reviewers.sort_by(|one, other| one.name.cmp(&other.name));
    reviewers
}

/// The clock that orders the queue: the earliest that runs or has passed.
fn first_due(claim: &Claim) -> Option<&Timer> {
    let counting = claim.timers.iter().filter(|timer| match timer.motion {
        Motion::Running | Motion::Passed => true,
        Motion::Paused => false,
    });
    counting.min_by_key(|timer| (timer.due.due_on, timer.due.due_at))
}

/// The queue's rows by due day, in the order in which the store gives them, each the beginning of a walk.
pub(super) fn groups<'a>(
    claims: impl Iterator<Item = &'a Claim>,
    reader: UserId,
    reference: &Reference,
    now: Instant,
    walk: &Walk,
) -> Vec<QueueGroup> {
    let mut groups: Vec<QueueGroup> = Vec::new();
    for claim in claims {
        let day = day(claim, &reference.review_calendar, now);
        let row = QueueRow {
            href: walk.href(claim),
            ..row(claim, reader, reference, now)
        };
        match groups.last_mut().filter(|group| same(&group.day, &day)) {
            Some(group) => group.rows.push(row),
            None => groups.push(QueueGroup { day, rows: vec![row] }),
        }
    }
    groups
}

fn day(claim: &Claim, calendar: &Calendar, now: Instant) -> QueueDay {
    let Some(timer) = first_due(claim) else {
        return QueueDay::Open;
    };
    if timer.motion == Motion::Passed {
        return QueueDay::Late;
    }
    let due = Due {
        on: timer.due.due_on,
        zone: timer.due.zone.clone(),
    };
    let today = calendar.date_of(now);
    match today.tomorrow() {
        _ if due.on == today => QueueDay::Today(due),
        Ok(tomorrow) if due.on == tomorrow => QueueDay::Tomorrow(due),
        Ok(_) | Err(_) => QueueDay::On(due),
    }
}

fn same(one: &QueueDay, other: &QueueDay) -> bool {
    match (one, other) {
        (QueueDay::Late, QueueDay::Late) | (QueueDay::Open, QueueDay::Open) => true,
        (QueueDay::Today(one), QueueDay::Today(other))
        | (QueueDay::Tomorrow(one), QueueDay::Tomorrow(other))
        | (QueueDay::On(one), QueueDay::On(other)) => one.on == other.on && one.zone == other.zone,
        (QueueDay::Late | QueueDay::Open | QueueDay::Today(_) | QueueDay::Tomorrow(_) | QueueDay::On(_), _) => false,
    }
}
