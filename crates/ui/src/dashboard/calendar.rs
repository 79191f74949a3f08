//! The deadlines of this week and the next, day by day.

use domain::claim::Clock;
use jiff::civil::{Date, Weekday};

use crate::dates::Reader;
use crate::text::Text;

/// Two weeks from a Monday, with what is due in them.
#[derive(Clone, Debug)]
pub struct DeadlineCalendar {
    /// Today, for the reader.
    pub today: Date,
    /// The days among the fourteen that don't count at the reader's location.
    pub days_off: Vec<Date>,
    /// What is due, each on its clock's last day.
    pub due: Vec<DueClaim>,
    /// Whether there is more than was looked at.
    pub more: bool,
}

/// A claim whose clock ends within these days.
#[derive(Clone, Debug)]
pub struct DueClaim {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// How people speak of it.
    pub title: String,
    /// The last day.
    pub on: Date,
    /// Whose clock it is.
    pub clock: Clock,
    /// Whether the partner has to act.
    pub yours: bool,
}

/// A day of the drawing.
pub(crate) struct Day<'a> {
    pub(crate) on: Date,
    /// Its corner.
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) class: &'static str,
    pub(crate) due: Vec<&'a DueClaim>,
}

/// A day's width and height with the space beside it.
const STEP: (i32, i32) = (40, 50);
/// Where the first row begins, below the weekdays.
const TOP: i32 = 16;
/// As many squares as a day holds side by side; of more, their number is written.
const SQUARES: usize = 2;
/// Claims listed for a day; more are counted.
const LISTED: usize = 5;

impl DeadlineCalendar {
    /// The Monday with which the two weeks of a day begin.
    pub fn first_of(today: Date) -> Date {
        let back = i64::from(today.weekday().to_monday_zero_offset());
        let monday = today.checked_sub(jiff::Span::new().days(back));
        monday.unwrap_or(today)
    }

    /// The fourteen days around today.
    pub fn days_of(today: Date) -> impl Iterator<Item = Date> {
        DeadlineCalendar::first_of(today)
            .series(jiff::Span::new().days(1))
            .take(14)
    }

    pub(crate) fn weekdays(&self, text: &Text) -> Vec<(i32, String)> {
        let days = DeadlineCalendar::days_of(self.today).take(7);
        days.zip(0..)
            .map(|(day, column)| (column * STEP.0 + 20, letter(text, day.weekday())))
            .collect()
    }

    pub(crate) fn days(&self) -> Vec<Day<'_>> {
        DeadlineCalendar::days_of(self.today)
            .zip(0..)
            .map(|(on, place)| Day {
                on,
                x: place % 7 * STEP.0 + 1,
                y: TOP + place / 7 * STEP.1,
                class: if on == self.today {
                    "dd today"
                } else if self.days_off.contains(&on) {
                    "dd off"
                } else {
                    "dd"
                },
                due: self.due.iter().filter(|claim| claim.on == on).collect(),
            })
            .collect()
    }

    /// Days on which something is due, for the table.
    pub(crate) fn busy(&self) -> Vec<Day<'_>> {
        self.days().into_iter().filter(|day| !day.due.is_empty()).collect()
    }

    /// The figure in a sentence.
    pub(crate) fn say(&self, reader: &Reader) -> String {
        let text = &reader.text;
        let count: usize = self.busy().iter().map(|day| day.due.len()).sum();
        let next = self.busy().into_iter().find(|day| day.on >= self.today);
        match next {
            _ if self.more => text.figure_deadlines_over(count),
            Some(day) if day.on == self.today => text.figure_deadlines_today(count),
            Some(day) => text.figure_deadlines_next(count, reader.day(&day.on)),
            None => text.figure_deadlines_none(),
        }
    }
}

impl Day<'_> {
    /// The squares, by their left edges; none where the number is written.
    pub(crate) fn squares(&self) -> Vec<(i32, &'static str)> {
        if self.due.len() > SQUARES {
            return Vec::new();
        }
        let square = |(claim, place): (&&DueClaim, i32)| (self.x + 6 + place * 13, colour(claim.yours));
        self.due.iter().zip(0..).map(square).collect()
    }

    /// How many there are, where squares would not fit, with the colour of what asks most.
    pub(crate) fn number(&self) -> Option<(usize, &'static str)> {
        let asks = self.due.iter().any(|claim| claim.yours);
        (self.due.len() > SQUARES).then(|| (self.due.len(), colour(asks)))
    }

    pub(crate) fn listed(&self) -> &[&DueClaim] {
        &self.due[..self.due.len().min(LISTED)]
    }

    pub(crate) fn unlisted(&self) -> usize {
        self.due.len().saturating_sub(LISTED)
    }
}

fn colour(yours: bool) -> &'static str {
    if yours { "fa" } else { "f" }
}

fn letter(text: &Text, day: Weekday) -> String {
    match day {
        Weekday::Monday => text.weekday_letter_monday(),
        Weekday::Tuesday => text.weekday_letter_tuesday(),
        Weekday::Wednesday => text.weekday_letter_wednesday(),
        Weekday::Thursday => text.weekday_letter_thursday(),
        Weekday::Friday => text.weekday_letter_friday(),
        Weekday::Saturday => text.weekday_letter_saturday(),
        Weekday::Sunday => text.weekday_letter_sunday(),
    }
}
