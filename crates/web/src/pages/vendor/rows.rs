//! Claims as rows of the vendor's lists, and the queue's rows by due day.

use domain::calendar::Calendar;
use domain::claim::{Claim, Motion, Timer};
use domain::id::UserId;
use domain::instant::Instant;
use domain::reference::Reference;
use ui::vendor::{Assigned, Due, PartyName, QueueDay, QueueGroup, QueueRow};

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

/// A claim in a list.
pub(super) fn row(claim: &Claim, reader: UserId, reference: &Reference) -> QueueRow {
    let details = &claim.details;
    let partner = reference.partners.get(&claim.partner);
    QueueRow {
        number: claim.number.to_string(),
        name: details.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        customer: details
            .customer
            .name
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        partner: partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        programme: details
            .programme
            .as_ref()
            .map(|code| views::programme_name(reference, code))
            .unwrap_or_default(),
        activity: details.activity,
        state: views::state(claim),
        due: first_due(claim).map(|timer| views::deadline(claim, timer)),
        assigned: assigned(claim, reader, reference),
    }
}

/// The clock that orders the queue: the earliest that runs or has passed.
fn first_due(claim: &Claim) -> Option<&Timer> {
    let counting = claim.timers.iter().filter(|timer| match timer.motion {
        Motion::Running | Motion::Passed => true,
        Motion::Paused => false,
    });
    counting.min_by_key(|timer| (timer.due.due_on, timer.due.due_at))
}

/// The queue's rows by due day, in the order in which the store gives them.
pub(super) fn groups<'a>(
    claims: impl Iterator<Item = &'a Claim>,
    reader: UserId,
    reference: &Reference,
    now: Instant,
) -> Vec<QueueGroup> {
    let mut groups: Vec<QueueGroup> = Vec::new();
    for claim in claims {
        let day = day(claim, &reference.review_calendar, now);
        let row = row(claim, reader, reference);
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
