use super::*;

fn calendar(zone: &str, days_off: &[&str], working_days: &[&str]) -> Calendar {
    let dates = |dates: &[&str]| dates.iter().map(|date| date.parse().unwrap()).collect::<Vec<Date>>();
    let weekend = [Weekday::Saturday, Weekday::Sunday].map(WeekendDay::from);
    Calendar::new(
        ZoneName::parse(zone).unwrap(),
        weekend,
        dates(days_off),
        dates(working_days),
    )
    .unwrap()
}

fn due(zone: &str, start: &str, length: Length, days_off: &[&str]) -> String {
    let start: Timestamp = start.parse().unwrap();
    let due = calendar(zone, days_off, &[]).end_of(start.into(), length).unwrap();
    format!("{} {}", due.due_on, due.due_at)
}

/// The hard cases of domain.md §6 b and c: gaps, folds, days that never were.
#[test]
fn a_period_ends_with_its_last_counted_day() {
    use Length::{BusinessDays, CalendarDays};
    for (zone, start, length, days_off, expected) in [
        (
            "America/Sao_Paulo",
            "2018-11-01T15:00:00Z",
            CalendarDays(2),
            &[][..],
            "2018-11-03 2018-11-04T03:00:00Z",
        ),
        (
            "America/Sao_Paulo",
            "2019-02-14T15:00:00Z",
            CalendarDays(2),
            &[],
            "2019-02-16 2019-02-17T03:00:00Z",
        ),
        (
            "Pacific/Apia",
            "2011-12-28T20:00:00Z",
            CalendarDays(2),
            &[],
            "2011-12-31 2011-12-31T10:00:00Z",
        ),
        (
            "Europe/London",
            "2026-03-30T11:00:00Z",
            BusinessDays(1),
            &[],
            "2026-03-31 2026-03-31T23:00:00Z",
        ),
        (
            "UTC",
            "2020-01-04T12:00:00Z",
            BusinessDays(1),
            &[],
            "2020-01-06 2020-01-07T00:00:00Z",
        ),
        (
            "UTC",
            "2019-08-18T12:00:00Z",
            BusinessDays(5),
            &[],
            "2019-08-23 2019-08-24T00:00:00Z",
        ),
        (
            "UTC",
            "2019-10-01T20:00:00Z",
            BusinessDays(2),
            &[],
            "2019-10-03 2019-10-04T00:00:00Z",
        ),
        (
            "Europe/Stockholm",
            "2026-06-18T10:00:00Z",
            BusinessDays(1),
            &["2026-06-19"],
            "2026-06-22 2026-06-22T22:00:00Z",
        ),
        (
            "America/Havana",
            "2026-10-30T16:00:00Z",
            CalendarDays(1),
            &[],
            "2026-10-31 2026-11-01T04:00:00Z",
        ),
        (
            "Asia/Beirut",
            "2023-03-19T10:00:00Z",
            CalendarDays(7),
            &[],
            "2023-03-26 2023-03-26T21:00:00Z",
        ),
        (
            "Europe/Amsterdam",
            "2022-10-29T10:00:00Z",
            CalendarDays(1),
            &[],
            "2022-10-30 2022-10-30T23:00:00Z",
        ),
        // The clock jumped from 23:30 to 00:30: the day began half past.
        (
            "America/Toronto",
            "1919-03-29T17:00:00Z",
            CalendarDays(1),
            &[],
            "1919-03-30 1919-03-31T04:30:00Z",
        ),
    ] {
        assert_eq!(
            due(zone, start, length, days_off),
            expected,
            "{zone} {start} {length:?}"
        );
    }
}

#[test]
fn a_working_day_of_ones_own_overrides_weekend_and_day_off() {
    let swapped = calendar("Europe/Moscow", &["2021-02-22", "2021-02-23"], &["2021-02-20"]);
    let friday: Timestamp = "2021-02-19T09:00:00Z".parse().unwrap();
    assert_eq!(
        swapped
            .end_of(friday.into(), Length::BusinessDays(1))
            .unwrap()
            .due_on
            .to_string(),
        "2021-02-20"
    );
    assert_eq!(
        swapped
            .end_of(friday.into(), Length::BusinessDays(2))
            .unwrap()
            .due_on
            .to_string(),
        "2021-02-24"
    );
}

#[test]
fn a_calendar_that_never_counts_is_refused() {
    let week = (1..=7).map(WeekendDay);
    assert_eq!(
        Calendar::new(ZoneName::utc(), week.clone(), [], []),
        Err(CalendarError::NoWorkingDay)
    );
    let one_day = Calendar::new(ZoneName::utc(), week, [], ["2030-01-01".parse().unwrap()]).unwrap();
    let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(
        one_day.end_of(start.into(), Length::BusinessDays(1)),
        Err(CalendarError::NoWorkingDayNear)
    );
}

#[test]
fn a_pause_adds_the_business_days_after_the_request_up_to_the_answer() {
    let team = calendar("Europe/Stockholm", &["2026-04-03", "2026-04-06"], &[]);
    let between = |after: &str, until: &str| team.business_days_between(after.parse().unwrap(), until.parse().unwrap());
    assert_eq!(between("2026-02-06", "2026-02-09"), 1);
    assert_eq!(between("2026-02-06", "2026-02-06"), 0);
    assert_eq!(between("2026-04-03", "2026-04-07"), 1);
    assert_eq!(between("2026-04-07", "2026-04-03"), 0);
}

proptest::proptest! {
    /// Never fewer than N full business days, monotone in N, and the end is the start of a following day.
    #[test]
    fn n_business_days_hold_n_counted_days(seconds in 1_500_000_000_i64..2_000_000_000, days in 1_u16..60) {
        let calendar = calendar("America/Sao_Paulo", &["2026-12-25", "2027-01-01"], &[]);
        let start: Instant = Timestamp::from_second(seconds).unwrap().into();
        let due = calendar.end_of(start, Length::BusinessDays(days)).unwrap();
        proptest::prop_assert_eq!(calendar.business_days_between(calendar.date_of(start), due.due_on), days);
        proptest::prop_assert!(calendar.counts(due.due_on));
        let more = calendar.end_of(start, Length::BusinessDays(days + 1)).unwrap();
        proptest::prop_assert!(more.due_at > due.due_at);
    }
}
