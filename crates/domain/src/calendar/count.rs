//! How a period's days were counted, day by day: a deadline is a date that people dispute.

use jiff::civil::Date;

use super::{Calendar, Length};

/// What a period is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayUnit {
    /// Days that the calendar counts.
    BusinessDays,
    /// Every day that exists in the zone.
    CalendarDays,
}

impl From<Length> for DayUnit {
    fn from(length: Length) -> DayUnit {
        match length {
            Length::BusinessDays(_) => DayUnit::BusinessDays,
            Length::CalendarDays(_) => DayUnit::CalendarDays,
        }
    }
}

/// What became of one day of a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayCount {
    /// It counts, as which of them.
    Counted(u16),
    /// A weekend day.
    Weekend,
    /// A holiday or closure.
    DayOff,
    /// The clock stood still.
    Paused,
    /// The zone had no such day.
    Absent,
}

/// One day of a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountedDay {
    /// The day.
    pub on: Date,
    /// What became of it.
    pub count: DayCount,
}

/// Longer periods are not explained day by day.
const DAYS_EXPLAINED_MAX: usize = 400;

impl Calendar {
    /// The days after `start` until `due_on`, each with what became of it. `paused` are pairs (after, until) of days
    /// on which the clock stood still. The last day counts whatever the calendar says today: it was fixed when the
    /// clock started (domain.md §6 e). None for a period that is empty or longer than people read day by day.
    pub fn explain(
        &self,
        start: Date,
        due_on: Date,
        unit: DayUnit,
        paused: &[(Date, Date)],
    ) -> Option<Vec<CountedDay>> {
        let mut days: Vec<CountedDay> = Vec::new();
        let (mut on, mut counted) = (start, 0_u16);
        while on < due_on {
            on = on.tomorrow().ok()?;
            let stood_still = on != due_on && paused.iter().any(|(after, until)| *after < on && on <= *until);
            let count = match self.reason_against(on, unit).filter(|_| on != due_on) {
                Some(reason) => reason,
                None if stood_still => DayCount::Paused,
                None => {
                    counted = counted.saturating_add(1);
                    DayCount::Counted(counted)
                }
            };
            if days.len() == DAYS_EXPLAINED_MAX {
                return None;
            }
            days.push(CountedDay { on, count });
        }
        (!days.is_empty()).then_some(days)
    }

    /// Why a day doesn't count, if it doesn't.
    fn reason_against(&self, on: Date, unit: DayUnit) -> Option<DayCount> {
        match unit {
            _ if !self.exists(on) => Some(DayCount::Absent),
            DayUnit::CalendarDays => None,
            DayUnit::BusinessDays if self.counts(on) => None,
            DayUnit::BusinessDays if self.weekend.contains(&on.weekday().into()) => Some(DayCount::Weekend),
            DayUnit::BusinessDays => Some(DayCount::DayOff),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;
    use crate::calendar::WeekendDay;
    use crate::place::ZoneName;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn calendar(zone: &str, days_off: &[&str]) -> Calendar {
        let weekend = [Weekday::Saturday, Weekday::Sunday].map(WeekendDay::from);
        let days_off = days_off.iter().map(|text| day(text));
        Calendar::new(ZoneName::parse(zone).unwrap(), weekend, days_off, []).unwrap()
    }

    fn told(days: Option<Vec<CountedDay>>) -> String {
        let word = |day: CountedDay| match day.count {
            DayCount::Counted(number) => number.to_string(),
            DayCount::Weekend => "w".to_owned(),
            DayCount::DayOff => "off".to_owned(),
            DayCount::Paused => "p".to_owned(),
            DayCount::Absent => "none".to_owned(),
        };
        let words: Vec<String> = days.into_iter().flatten().map(word).collect();
        words.join(" ")
    }

    #[test]
    fn each_day_of_a_period_says_what_became_of_it() {
        use DayUnit::{BusinessDays, CalendarDays};
        for (zone, start, due_on, unit, paused, expected) in [
            (
                "America/Sao_Paulo",
                "2026-09-03",
                "2026-09-11",
                BusinessDays,
                None,
                "1 w w off 2 3 4 5",
            ),
            (
                "America/Sao_Paulo",
                "2026-09-03",
                "2026-09-11",
                BusinessDays,
                Some(("2026-09-07", "2026-09-09")),
                "1 w w off p p 2 3",
            ),
            (
                "America/Sao_Paulo",
                "2026-09-03",
                "2026-09-06",
                CalendarDays,
                None,
                "1 2 3",
            ),
            (
                "Pacific/Apia",
                "2011-12-28",
                "2011-12-31",
                CalendarDays,
                None,
                "1 none 2",
            ),
            // The calendar changed after the deadline was fixed: its last day stays.
            (
                "America/Sao_Paulo",
                "2026-09-04",
                "2026-09-07",
                BusinessDays,
                None,
                "w w 1",
            ),
            ("America/Sao_Paulo", "2026-09-04", "2026-09-04", BusinessDays, None, ""),
            ("America/Sao_Paulo", "2026-09-04", "2029-09-04", BusinessDays, None, ""),
        ] {
            let paused: Vec<_> = paused
                .into_iter()
                .map(|(after, until)| (day(after), day(until)))
                .collect();
            let days = calendar(zone, &["2026-09-07"]).explain(day(start), day(due_on), unit, &paused);
            assert_eq!(told(days), expected, "{start} to {due_on}");
        }
    }

    #[test]
    fn what_the_deadline_counted_is_what_the_explanation_counts() {
        let calendar = calendar(
            "Europe/Stockholm",
            &["2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01"],
        );
        let mut start = day("2026-12-14");
        for length in 1..=20 {
            for (due, unit) in [
                (Length::BusinessDays(length), DayUnit::BusinessDays),
                (Length::CalendarDays(length), DayUnit::CalendarDays),
            ] {
                let due_on = calendar.end_after(start, due).unwrap().due_on;
                let days = calendar.explain(start, due_on, unit, &[]).unwrap();
                assert_eq!(days.last().unwrap().count, DayCount::Counted(length), "{start} {due:?}");
            }
            start = start.tomorrow().unwrap();
        }
    }
}
