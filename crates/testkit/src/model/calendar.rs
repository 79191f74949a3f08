//! Days counted one by one (domain.md §6 a–c).

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Which days count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Day {
    /// Neither weekend nor day off.
    Business,
    /// Every day.
    Every,
}

/// A zone with its weekend and its days off.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone_name: String,
    zone: TimeZone,
    weekend: Vec<Weekday>,
    days_off: BTreeSet<Date>,
}

impl Calendar {
    /// A calendar; `None` if the zone is unknown or no day of the week is worked.
    pub fn new(zone_name: &str, weekend: &[Weekday], days_off: &[Date]) -> Option<Calendar> {
        let all = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        if all.iter().all(|day| weekend.contains(day)) {
            return None;
        }
        Some(Calendar {
            zone_name: zone_name.to_owned(),
            zone: TimeZone::get(zone_name).ok()?,
            weekend: weekend.to_vec(),
            days_off: days_off.iter().copied().collect(),
        })
    }

    /// The zone's name.
    pub fn zone_name(&self) -> &str {
        &self.zone_name
    }

    /// The weekend.
    pub fn weekend(&self) -> &[Weekday] {
        &self.weekend
    }

    /// The days off.
    pub fn days_off(&self) -> &BTreeSet<Date> {
        &self.days_off
    }

    /// The local date of an instant.
    pub fn date_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// The first instant of a local date, and of the next that exists if this one doesn't.
    fn first_instant(&self, date: Date) -> Timestamp {
        let noon = date
            .at(12, 0, 0, 0)
            .to_zoned(self.zone.clone())
            .expect("within the range of dates");
        if noon.date() == date {
            return noon.start_of_day().expect("within the range of dates").timestamp();
        }
        self.first_instant(next(date))
    }

    fn exists(&self, date: Date) -> bool {
        self.date_of(self.first_instant(date)) == date
    }

    fn counts(&self, date: Date, day: Day) -> bool {
        let open = match day {
            Day::Business => !self.weekend.contains(&date.weekday()) && !self.days_off.contains(&date),
            Day::Every => true,
        };
        open && self.exists(date)
    }

    /// The `count`-th counted day strictly after a date; the date itself for 0.
    pub fn days_after(&self, date: Date, count: u32, day: Day) -> Date {
        let (mut date, mut left) = (date, count);
        while left > 0 {
            date = next(date);
            if self.counts(date, day) {
                left -= 1;
            }
        }
        date
    }

    /// The first instant after a local date.
    pub fn end_of(&self, date: Date) -> Timestamp {
        self.first_instant(next(date))
    }

    /// How many business days d there are with `after` < d ≤ `until`.
    pub fn business_days_between(&self, after: Date, until: Date) -> u32 {
        let (mut date, mut count) = (after, 0);
        while date < until {
            date = next(date);
            if self.counts(date, Day::Business) {
                count += 1;
            }
        }
        count
    }
}

fn next(date: Date) -> Date {
    date.checked_add(1.day()).expect("within the range of dates")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn instant(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn days_end_where_the_hard_cases_say() {
        for (zone, from, count, day, due_on, due_at) in [
            (
                "America/Sao_Paulo",
                "2018-11-01T15:00:00Z",
                2,
                Day::Every,
                date(2018, 11, 3),
                "2018-11-04T03:00:00Z",
            ),
            (
                "America/Sao_Paulo",
                "2019-02-14T14:00:00Z",
                2,
                Day::Every,
                date(2019, 2, 16),
                "2019-02-17T03:00:00Z",
            ),
            (
                "Pacific/Apia",
                "2011-12-28T22:00:00Z",
                2,
                Day::Every,
                date(2011, 12, 31),
                "2011-12-31T10:00:00Z",
            ),
            (
                "Pacific/Apia",
                "2011-12-28T22:00:00Z",
                2,
                Day::Business,
                date(2012, 1, 2),
                "2012-01-02T10:00:00Z",
            ),
            (
                "Europe/London",
                "2026-03-30T11:00:00Z",
                1,
                Day::Business,
                date(2026, 3, 31),
                "2026-03-31T23:00:00Z",
            ),
            (
                "UTC",
                "2020-01-04T12:00:00Z",
                1,
                Day::Business,
                date(2020, 1, 6),
                "2020-01-07T00:00:00Z",
            ),
        ] {
            let calendar = Calendar::new(zone, &[Weekday::Saturday, Weekday::Sunday], &[]).expect("a calendar");
            let last = calendar.days_after(calendar.date_of(instant(from)), count, day);
            assert_eq!(
                (last, calendar.end_of(last)),
                (due_on, instant(due_at)),
                "{zone} {from}"
            );
        }
    }
}
