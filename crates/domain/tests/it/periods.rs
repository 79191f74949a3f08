//! Each clock explained day by day: the explanation ends with the day the deadline was given.

use domain::calendar::DayCount;
use domain::claim::{Clock, Entry, Place};
use testkit::commands::instant;
use testkit::{Workbench, claim_in};

/// `2026-09-14 > 1 2 3 4 w w 5 in America/New_York`, the day of the start first.
fn told(bench: &Workbench, clock: Clock) -> String {
    let timer = bench.claim.timer(clock).expect("the clock runs");
    let history: Vec<&Entry> = bench.entries.iter().collect();
    let Some(period) = bench.claim.period(timer, &history, &bench.reference, bench.now) else {
        return "not told".into();
    };
    assert_eq!(
        period.days.last().map(|day| day.on),
        Some(timer.due.due_on),
        "{clock:?}"
    );
    let words: Vec<String> = period
        .days
        .iter()
        .map(|day| match day.count {
            DayCount::Counted(number) => number.to_string(),
            DayCount::Weekend => "w".into(),
            DayCount::DayOff => "off".into(),
            DayCount::Paused => "p".into(),
            DayCount::Absent => "none".into(),
        })
        .collect();
    format!("{} > {} in {}", period.started_on, words.join(" "), period.zone)
}

#[test]
fn every_clock_is_explained_in_its_own_calendar() {
    for (place, clock, expected) in [
        (
            Place::SubmittedFirst,
            Clock::Queue,
            "2026-09-14 > 1 2 3 4 w w 5 in America/New_York",
        ),
        (
            Place::ReviewFirst,
            Clock::Review,
            "2026-09-14 > 1 2 3 4 w w 5 in America/New_York",
        ),
        (
            Place::AwaitingAnswer,
            Clock::PartnerAnswer,
            "2026-09-14 > 1 2 3 4 w w 5 in America/Sao_Paulo",
        ),
        (Place::AwaitingAnswer, Clock::Decision, "not told"),
        (
            Place::ReviewDispute,
            Clock::DisputeAnswer,
            "2026-09-14 > 1 2 3 4 w w 5 in America/New_York",
        ),
        (
            Place::ReviewReopened,
            Clock::Review,
            "2026-09-14 > 1 2 3 4 w w 5 in America/New_York",
        ),
        (
            Place::ConsentWindow,
            Clock::Consent,
            "2026-09-14 > 1 2 3 4 5 6 7 in America/Sao_Paulo",
        ),
    ] {
        assert_eq!(told(&claim_in(place), clock), expected, "{place:?}");
    }
    for (place, clock, days) in [
        (Place::Draft, Clock::DraftLife, 90),
        (Place::Disputable, Clock::DisputeWindow, 30),
    ] {
        let told = told(&claim_in(place), clock);
        assert!(told.contains(&format!(" {days} in America/Sao_Paulo")), "{told}");
    }
}

#[test]
fn the_days_of_an_answer_are_left_out_of_the_decision_clock_and_the_last_day_is_the_deadline() {
    let mut bench = claim_in(Place::AwaitingAnswer);
    bench.advance_to(instant("2026-09-17T15:00:00Z"));
    let bench = bench.resubmitted();
    assert_eq!(
        told(&bench, Clock::Decision),
        "2026-09-14 > p p p 1 w w 2 3 4 5 6 w w 7 8 9 10 in America/New_York"
    );
    assert_eq!(
        told(&bench, Clock::Queue),
        "2026-09-17 > 1 w w 2 3 4 5 in America/New_York"
    );
}
