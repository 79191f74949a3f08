//! Calendars and deadlines: the end of the N-th day that counts (domain.md §6 a–c).

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::instant::Instant;
use crate::place::ZoneName;

mod count;

pub use count::{CountedDay, DayCount, DayUnit};

/// Which days count where: a time zone, weekend days, and a given set of days off and extra working days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    zone: ZoneName,
    rules: TimeZone,
    weekend: BTreeSet<WeekendDay>,
    days_off: BTreeSet<Date>,
    working_days: BTreeSet<Date>,
}

/// A weekday, ordered from Monday.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WeekendDay(i8);

impl From<Weekday> for WeekendDay {
    fn from(weekday: Weekday) -> WeekendDay {
        WeekendDay(weekday.to_monday_one_offset())
    }
}

impl WeekendDay {
    /// `mon` to `sun`.
    pub fn code(self) -> &'static str {
        const CODES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        CODES[usize::from(self.0.unsigned_abs()).clamp(1, 7) - 1]
    }

    /// The day of a code `mon` to `sun`.
    pub fn from_code(code: &str) -> Option<WeekendDay> {
        (1..=7).map(WeekendDay).find(|day| day.code() == code)
    }
}

/// Why a calendar gives no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CalendarError {
    /// All seven days are weekend and no working day is named.
    #[error("the calendar has no working day")]
    NoWorkingDay,
    /// No working day within two years of the search.
    #[error("no working day within two years")]
    NoWorkingDayNear,
    /// Beyond the dates that exist here.
    #[error("beyond the dates this product knows")]
    BeyondDates,
}

/// How a period's days are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    /// Days that the calendar counts.
    BusinessDays(u16),
    /// Every day that exists in the zone.
    CalendarDays(u16),
}

/// A deadline fixed: the end of `due_on` in `zone`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// The first instant after the last day: late means `due_at <= now`.
    pub due_at: Instant,
    /// The last day, in `zone`.
    pub due_on: Date,
    /// The zone whose day it is.
    pub zone: ZoneName,
}

/// A search for a working day gives up after two years.
const DAYS_SEARCHED_MAX: u32 = 731;

impl Calendar {
    /// A calendar; refused if it could never count a day.
    pub fn new(
        zone: ZoneName,
        weekend: impl IntoIterator<Item = WeekendDay>,
        days_off: impl IntoIterator<Item = Date>,
        working_days: impl IntoIterator<Item = Date>,
    ) -> Result<Calendar, CalendarError> {
        let calendar = Calendar {
            rules: zone.rules(),
            zone,
            weekend: weekend.into_iter().collect(),
            days_off: days_off.into_iter().collect(),
            working_days: working_days.into_iter().collect(),
        };
        if calendar.weekend.len() == 7 && calendar.working_days.is_empty() {
            return Err(CalendarError::NoWorkingDay);
        }
        Ok(calendar)
    }

    /// A calendar without weekend or days off, for counting calendar days in a zone.
    pub fn of_zone(zone: ZoneName) -> Calendar {
        Calendar {
            rules: zone.rules(),
            zone,
            weekend: BTreeSet::new(),
            days_off: BTreeSet::new(),
            working_days: BTreeSet::new(),
        }
    }

    /// The calendar's zone.
    pub fn zone(&self) -> &ZoneName {
        &self.zone
    }

    /// The days of the week that don't count.
    pub fn weekend(&self) -> impl Iterator<Item = WeekendDay> + '_ {
        self.weekend.iter().copied()
    }

    /// The dates that don't count though their weekday does.
    pub fn days_off(&self) -> impl Iterator<Item = Date> + '_ {
        self.days_off.iter().copied()
    }

    /// The dates that count whatever else says no.
    pub fn working_days(&self) -> impl Iterator<Item = Date> + '_ {
        self.working_days.iter().copied()
    }

    /// The calendar day of an instant in this zone.
    pub fn date_of(&self, at: Instant) -> Date {
        self.rules.to_datetime(at.timestamp()).date()
    }

    /// Whether the date counts as a business day.
    pub fn counts(&self, date: Date) -> bool {
        self.exists(date)
            && (self.working_days.contains(&date)
                || !(self.days_off.contains(&date) || self.weekend.contains(&date.weekday().into())))
    }

    /// The end of the period that starts at `start`: the end of its last counted day. The day of `start` doesn't
    /// count (domain.md §6 b, c).
    pub fn end_of(&self, start: Instant, length: Length) -> Result<Due, CalendarError> {
        self.end_after(self.date_of(start), length)
    }

    /// The end of the period whose days follow `date`; also moves a deadline on by so many days.
    pub fn end_after(&self, date: Date, length: Length) -> Result<Due, CalendarError> {
        let counts: fn(&Calendar, Date) -> bool = match length {
            Length::BusinessDays(_) => Calendar::counts,
            Length::CalendarDays(_) => Calendar::exists,
        };
        let (Length::BusinessDays(days) | Length::CalendarDays(days)) = length;
        let mut due_on = date;
        for _ in 0..days {
            due_on = self.next(due_on, counts)?;
        }
        self.end_of_day(due_on)
    }

    /// The end of a day as a deadline.
    pub fn end_of_day(&self, due_on: Date) -> Result<Due, CalendarError> {
        let following = due_on.tomorrow().map_err(|_| CalendarError::BeyondDates)?;
        Ok(Due {
            due_at: self.start_of(following)?,
            due_on,
            zone: self.zone.clone(),
        })
    }

    /// The business days d with `after < d <= until`: what a pause adds (domain.md §6 d).
    pub fn business_days_between(&self, after: Date, until: Date) -> u16 {
        let mut days = 0_u16;
        let mut date = after;
        while date < until {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            days = days.saturating_add(u16::from(self.counts(date)));
        }
        days
    }

    /// The last business day before `date`.
    pub fn business_day_before(&self, date: Date) -> Option<Date> {
        let mut earlier = date;
        for _ in 0..DAYS_SEARCHED_MAX {
            earlier = earlier.yesterday().ok()?;
            if self.counts(earlier) {
                return Some(earlier);
            }
        }
        None
    }

    /// The instant of a wall-clock hour on a date, moved out of a gap if the clock skips it.
    pub fn at_hour(&self, date: Date, hour: i8) -> Option<Instant> {
        let at = self
            .rules
            .to_ambiguous_timestamp(date.at(hour, 0, 0, 0))
            .compatible()
            .ok()?;
        Some(at.into())
    }

    fn next(&self, date: Date, counts: fn(&Calendar, Date) -> bool) -> Result<Date, CalendarError> {
        let mut next = date;
        for _ in 0..DAYS_SEARCHED_MAX {
            next = next.tomorrow().map_err(|_| CalendarError::BeyondDates)?;
            if counts(self, next) {
                return Ok(next);
            }
        }
        Err(CalendarError::NoWorkingDayNear)
    }

    /// Whether the date exists in the zone: Samoa had no 30 December 2011.
    fn exists(&self, date: Date) -> bool {
        self.start_of(date).is_ok_and(|start| self.date_of(start) == date)
    }

    /// The first instant of a local date. Where midnight is skipped, that is the moment the clock jumps; where it
    /// comes twice, the first.
    fn start_of(&self, date: Date) -> Result<Instant, CalendarError> {
        let midnight = self.rules.to_ambiguous_timestamp(date.at(0, 0, 0, 0));
        let compatible = midnight.compatible().map_err(|_| CalendarError::BeyondDates)?;
        if !midnight.is_ambiguous() {
            return Ok(compatible.into());
        }
        // In a gap the compatible reading lies after the jump by as much as the wall clock missed midnight;
        // the day itself starts at the jump.
        let earlier = midnight.earlier().map_err(|_| CalendarError::BeyondDates)?;
        let jump = self
            .rules
            .following(earlier)
            .next()
            .map(|transition| transition.timestamp());
        let starts_at = |at: &Timestamp| *at < compatible && self.rules.to_datetime(*at).date() >= date;
        Ok(jump.filter(starts_at).unwrap_or(compatible).into())
    }
}

#[cfg(test)]
mod tests;
