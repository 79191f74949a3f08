//! How long decisions took, and what is due this week and the next.

use std::collections::BTreeMap;

use domain::calendar::{Calendar, Length};
use domain::claim::{Claim, Turn};
use domain::id::ClaimNumber;
use domain::instant::Instant;
use domain::party::Scope;
use domain::reference::Reference;
use jiff::civil::Date;
use store::{ClaimFilter, ClaimSort, DecisionEntry, DecisionStep, PageRequest, StoreError};
use ui::dashboard::{DeadlineCalendar, Decisions, DueClaim};

use crate::pages::Visit;

/// Decisions are looked at so many days back.
const DAYS_BACK: i64 = 90;
/// And so many claims at most, the last changed ones.
const CLAIMS_MAX: u16 = 200;
/// Deadlines looked at.
const DEADLINES_MAX: u16 = 200;

/// The business days of each first decision of the last ninety days.
pub(super) async fn decisions(visit: &Visit) -> Result<Decisions, StoreError> {
    let env = visit.web.env();
    let now = env.now();
    let since = now.microseconds().saturating_sub(DAYS_BACK * 86_400_000_000);
    let since = Instant::from_microseconds(since).unwrap_or(now);
    let scope = Scope::of(&visit.actor);
    let steps = env.store.list_decision_steps(&scope, since, CLAIMS_MAX).await?;
    let directory = visit.directory();
    let reference = &directory.reference;
    let mut of_claims: BTreeMap<ClaimNumber, Vec<DecisionEntry>> = BTreeMap::new();
    for step in steps {
        of_claims.entry(step.claim).or_default().push(step);
    }
    Ok(Decisions {
        latest_only: of_claims.len() >= usize::from(CLAIMS_MAX),
        days: of_claims
            .values()
            .filter_map(|steps| days_to_decision(steps, &reference.review_calendar, since))
            .collect(),
        limit: match reference.policy.decision {
            Length::BusinessDays(limit) => Some(limit),
            Length::CalendarDays(_) => None,
        },
    })
}

/// The business days from the first submission to the first decision, those left out on which the partner was asked
/// (domain.md §6 d); none if it was decided earlier than asked for, or not yet.
fn days_to_decision(steps: &[DecisionEntry], calendar: &Calendar, since: Instant) -> Option<u16> {
    let mut submitted_on: Option<Date> = None;
    let mut asked_on: Option<Date> = None;
    let mut paused: u16 = 0;
    for entry in steps {
        let on = calendar.date_of(entry.at);
        match entry.step {
            DecisionStep::Submitted => submitted_on = Some(on),
            DecisionStep::Asked => asked_on = Some(on),
            DecisionStep::Answered => {
                if let Some(asked) = asked_on.take() {
                    paused = paused.saturating_add(calendar.business_days_between(asked, on));
                }
            }
            DecisionStep::Decided if entry.at < since => return None,
            DecisionStep::Decided => {
                let days = calendar.business_days_between(submitted_on?, on);
                return Some(days.saturating_sub(paused));
            }
        }
    }
    None
}

/// What is due in the fourteen days around today, each claim by its first deadline.
pub(super) async fn deadlines(visit: &Visit) -> Result<DeadlineCalendar, StoreError> {
    let env = visit.web.env();
    let zone = Calendar::of_zone(visit.person.time_zone.clone());
    let today = zone.date_of(env.now());
    let last = DeadlineCalendar::days_of(today).last();
    // A day more: the last day ends later further west.
    let end = last.and_then(|day| zone.end_of_day(day.tomorrow().unwrap_or(day)).ok());
    let filter = ClaimFilter {
        due_before: end.map(|end| end.due_at),
        ..ClaimFilter::default()
    };
    let scope = Scope::of(&visit.actor);
    let request = PageRequest::first(DEADLINES_MAX);
    let found = env.store.list_claims(&scope, &filter, ClaimSort::Due, &request).await?;
    let directory = visit.directory();
    Ok(DeadlineCalendar {
        today,
        days_off: days_off(visit, &directory.reference, today),
        due: found.items.iter().filter_map(|stored| due(&stored.claim)).collect(),
        more: found.next.is_some(),
    })
}

fn due(claim: &Claim) -> Option<DueClaim> {
    let timer = claim.deadlines().into_iter().next()?;
    let details = &claim.details;
    let name = details.customer.name.as_ref().or(details.name.as_ref());
    Some(DueClaim {
        number: claim.number.to_string(),
        title: name.map_or_else(|| claim.number.to_string(), ToString::to_string),
        on: timer.due.due_on,
        clock: timer.clock,
        yours: claim.turn() == Turn::Partner,
    })
}

/// The days that don't count at the first of the reader's locations.
fn days_off(visit: &Visit, reference: &Reference, today: Date) -> Vec<Date> {
    let location = reference.locations_for(&visit.person).next();
    let calendar = location.map_or(&reference.review_calendar, |location| &location.calendar);
    DeadlineCalendar::days_of(today)
        .filter(|day| !calendar.counts(*day))
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::calendar::WeekendDay;
    use domain::place::ZoneName;
    use jiff::civil::Weekday;

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse::<jiff::Timestamp>().expect("an instant").into()
    }

    #[test]
    fn a_decision_counts_business_days_without_those_on_which_the_partner_was_asked() {
        use DecisionStep::{Answered, Asked, Decided, Submitted};
        let weekend = [Weekday::Saturday, Weekday::Sunday].map(WeekendDay::from);
        let zone = ZoneName::parse("Europe/Stockholm").expect("a zone");
        let calendar = Calendar::new(zone, weekend, [], []).expect("a calendar");
        for (steps, since, days) in [
            (
                vec![(Submitted, "2026-09-03T10:00:00Z"), (Decided, "2026-09-08T10:00:00Z")],
                "2026-09-01T00:00:00Z",
                Some(3),
            ),
            (
                vec![(Submitted, "2026-09-03T10:00:00Z"), (Decided, "2026-09-03T11:00:00Z")],
                "2026-09-01T00:00:00Z",
                Some(0),
            ),
            (
                vec![
                    (Submitted, "2026-09-03T10:00:00Z"),
                    (Asked, "2026-09-04T10:00:00Z"),
                    (Answered, "2026-09-09T10:00:00Z"),
                    (Decided, "2026-09-10T10:00:00Z"),
                ],
                "2026-09-01T00:00:00Z",
                Some(2),
            ),
            // Only the first decision counts: what a dispute or a correction brings is another clock's.
            (
                vec![
                    (Submitted, "2026-09-03T10:00:00Z"),
                    (Decided, "2026-09-04T10:00:00Z"),
                    (Decided, "2026-09-18T10:00:00Z"),
                ],
                "2026-09-01T00:00:00Z",
                Some(1),
            ),
            (
                vec![(Submitted, "2026-09-03T10:00:00Z"), (Decided, "2026-09-04T10:00:00Z")],
                "2026-09-05T00:00:00Z",
                None,
            ),
            (
                vec![(Submitted, "2026-09-03T10:00:00Z"), (Asked, "2026-09-04T10:00:00Z")],
                "2026-09-01T00:00:00Z",
                None,
            ),
        ] {
            let entries: Vec<DecisionEntry> = steps
                .iter()
                .map(|(step, instant)| DecisionEntry {
                    claim: "CPOR-2026-000001".parse().expect("a number"),
                    step: *step,
                    at: at(instant),
                })
                .collect();
            assert_eq!(days_to_decision(&entries, &calendar, at(since)), days, "{steps:?}");
        }
    }
}
