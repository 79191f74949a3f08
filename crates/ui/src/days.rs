//! The month strip: each day of a deadline counted, skipped (and why) or left, so that nobody has to ask.

use domain::calendar::{CountedDay, DayCount, DayUnit};
use domain::place::ZoneName;
use jiff::civil::{Date, Weekday};

use crate::dates::{Reader, month};
use crate::text::Text;

/// The strip shows no more days than that.
const DAYS_MAX: i32 = 45;
/// A strip over two months shows at least four weeks, so that its cells keep their size.
const DAYS_MIN: i32 = 28;

/// How a deadline was counted, drawn by `parts::days`.
#[derive(Clone, Debug)]
pub struct DaysView {
    started_on: Date,
    due_on: Date,
    today: Date,
    zone: ZoneName,
    unit: DayUnit,
    counted: Vec<CountedDay>,
    first: Date,
    last: Date,
}

/// What the strip is made from; all dates are those of the clock's zone.
#[derive(Clone, Debug)]
pub struct DaysFrom {
    /// The day the clock started, which doesn't count.
    pub started_on: Date,
    /// The last day.
    pub due_on: Date,
    /// Today.
    pub today: Date,
    /// The clock's zone.
    pub zone: ZoneName,
    /// What it is counted in.
    pub unit: DayUnit,
    /// The days after the start until the last one.
    pub counted: Vec<CountedDay>,
}

/// A cell of the strip.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub(crate) on: Date,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// Not of this period.
    Outside,
    /// Not of this period, and today: the deadline has passed.
    Over,
    Start,
    Day(DayCount),
}

/// An entry of the legend below.
#[derive(Clone, Debug)]
pub struct Legend {
    /// The sign's class.
    pub(crate) class: &'static str,
    /// Its meaning.
    pub(crate) words: String,
}

impl DaysView {
    /// The strip; none if today and the last day lie too far apart for one.
    pub fn new(from: DaysFrom) -> Option<DaysView> {
        let DaysFrom {
            started_on,
            due_on,
            today,
            zone,
            unit,
            counted,
        } = from;
        let end = due_on.max(today);
        let (first, last) = [started_on, today.min(due_on)]
            .into_iter()
            .map(|start| window(start, end))
            .find(|(first, last)| days_between(*first, *last) < DAYS_MAX)?;
        Some(DaysView {
            started_on,
            due_on,
            today,
            zone,
            unit,
            counted,
            first,
            last,
        })
    }

    /// The days that are shown, in order.
    pub(crate) fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut on = self.first;
        while on <= self.last {
            cells.push(Cell {
                on,
                place: self.place(on),
            });
            let Ok(next) = on.tomorrow() else { break };
            on = next;
        }
        cells
    }

    fn place(&self, on: Date) -> Place {
        if on == self.started_on {
            return Place::Start;
        }
        match self.counted.iter().find(|day| day.on == on) {
            Some(day) => Place::Day(day.count),
            None if on == self.today => Place::Over,
            None => Place::Outside,
        }
    }

    /// Where the first day stands in the week, for the month of a phone.
    pub(crate) fn column(&self) -> i8 {
        self.first.weekday().to_monday_one_offset()
    }

    fn total(&self) -> u16 {
        let numbers = self.counted.iter().filter_map(|day| match day.count {
            DayCount::Counted(number) => Some(number),
            DayCount::Weekend | DayCount::DayOff | DayCount::Paused | DayCount::Absent => None,
        });
        numbers.max().unwrap_or_default()
    }

    /// `September`, or `September to October`.
    pub(crate) fn months(&self, text: &Text) -> String {
        let (first, last) = (month_in_full(text, self.first), month_in_full(text, self.last));
        if first == last {
            first
        } else {
            text.days_months(first, last)
        }
    }

    /// `5 business days from Thu 3 Sep, São Paulo calendar`.
    pub(crate) fn counted_in(&self, reader: &Reader) -> String {
        let (day, place) = (reader.day(&self.started_on), reader.place(&self.zone));
        reader.text.days_counted_in(self.total(), day, place, self.unit_code())
    }

    fn unit_code(&self) -> &'static str {
        match self.unit {
            DayUnit::BusinessDays => "business",
            DayUnit::CalendarDays => "calendar",
        }
    }

    /// `Today and 2 more business days left.`; none once the last day is over.
    pub fn left(&self, reader: &Reader) -> Option<String> {
        let text = &reader.text;
        if self.today > self.due_on {
            return None;
        }
        let counts = |day: &&CountedDay| matches!(day.count, DayCount::Counted(_));
        let after = self
            .counted
            .iter()
            .filter(|day| day.on > self.today)
            .filter(counts)
            .count();
        let counts_today = self.counted.iter().any(|day| day.on == self.today && counts(&day));
        Some(match (counts_today, after) {
            (true, 0) => text.days_left_only_today(),
            (true, after) => text.days_left_today(after, self.unit_code()),
            (false, after) => text.days_left(after, self.unit_code()),
        })
    }

    /// The cell's classes in the stylesheet.
    pub(crate) fn class(&self, cell: &Cell) -> String {
        let mut classes = match cell.place {
            Place::Outside | Place::Over => Vec::new(),
            Place::Start => vec!["in"],
            Place::Day(DayCount::Counted(_)) if cell.on < self.today => vec!["in", "past"],
            Place::Day(DayCount::Counted(_)) => vec!["in", "left"],
            Place::Day(_) => vec!["off"],
        };
        if cell.on == self.due_on {
            classes.push("last");
        }
        if cell.on == self.today {
            classes.push("today");
        }
        classes.join(" ")
    }

    /// Above the day: its weekday, on the first of a month the month's name.
    pub(crate) fn above(&self, cell: &Cell, text: &Text) -> String {
        if cell.on.day() == 1 && cell.on != self.first {
            return month(text, &cell.on);
        }
        match cell.on.weekday() {
            Weekday::Monday => text.weekday_letter_monday(),
            Weekday::Tuesday => text.weekday_letter_tuesday(),
            Weekday::Wednesday => text.weekday_letter_wednesday(),
            Weekday::Thursday => text.weekday_letter_thursday(),
            Weekday::Friday => text.weekday_letter_friday(),
            Weekday::Saturday => text.weekday_letter_saturday(),
            Weekday::Sunday => text.weekday_letter_sunday(),
        }
    }

    /// Below the day: which of the counted days it is.
    pub(crate) fn below(&self, cell: &Cell) -> String {
        match cell.place {
            Place::Day(DayCount::Counted(number)) => number.to_string(),
            Place::Outside | Place::Over | Place::Start | Place::Day(_) => String::new(),
        }
    }

    /// The day in words; none for days that have nothing to do with the deadline.
    pub(crate) fn say(&self, cell: &Cell, reader: &Reader) -> Option<String> {
        let (text, day, is_today) = (&reader.text, reader.day(&cell.on), cell.on == self.today);
        Some(match cell.place {
            Place::Outside => return None,
            Place::Over => text.days_over_today(day),
            Place::Start if is_today => text.days_started_today(day),
            Place::Start => text.days_started(day),
            Place::Day(DayCount::Counted(number)) => {
                let (number, total, unit) = (number.to_string(), self.total().to_string(), self.unit_code());
                match (is_today, cell.on == self.due_on) {
                    (false, false) => text.days_number(day, number, total, unit),
                    (true, false) => text.days_number_today(day, number, total, unit),
                    (false, true) => text.days_number_last(day, number, total, unit),
                    (true, true) => text.days_number_last_today(day, number, total, unit),
                }
            }
            Place::Day(DayCount::Weekend) => not_counted(text, day, text.days_weekend(), is_today),
            Place::Day(DayCount::DayOff) => not_counted(text, day, text.days_off(), is_today),
            Place::Day(DayCount::Paused) => not_counted(text, day, text.days_paused(), is_today),
            Place::Day(DayCount::Absent) => not_counted(text, day, text.days_absent(), is_today),
        })
    }

    /// What the signs mean; only those that are there.
    pub(crate) fn legend(&self, reader: &Reader) -> Vec<Legend> {
        let text = &reader.text;
        let cells = self.cells();
        let days_of = |wanted: DayCount| -> Vec<String> {
            let of_kind = cells.iter().filter(|cell| cell.place == Place::Day(wanted));
            of_kind.map(|cell| reader.day(&cell.on)).collect()
        };
        let is_counted = |cell: &&Cell| matches!(cell.place, Place::Day(DayCount::Counted(_)));
        let mut legend = Vec::new();
        let mut add = |is_there: bool, class, words: &dyn Fn() -> String| {
            if is_there {
                legend.push(Legend { class, words: words() });
            }
        };
        let mut counted = cells.iter().filter(is_counted);
        add(counted.clone().any(|cell| cell.on < self.today), "k1", &|| {
            text.days_key_counted()
        });
        let today = cells.iter().find(|cell| cell.on == self.today);
        add(today.is_some(), "k5", &|| match today.map(|cell| cell.place) {
            Some(Place::Day(DayCount::Counted(number))) => {
                text.days_key_today(number.to_string(), self.total().to_string())
            }
            Some(Place::Start) => text.days_key_today_started(),
            Some(Place::Day(_)) => text.days_key_today_skipped(),
            Some(Place::Over | Place::Outside) | None => text.days_key_today_over(),
        });
        add(
            counted.any(|cell| cell.on > self.today && cell.on < self.due_on),
            "k2",
            &|| text.days_key_left(),
        );
        add(true, "k4", &|| text.days_key_last());
        let (weekend, off) = (days_of(DayCount::Weekend), days_of(DayCount::DayOff));
        let (paused, absent) = (days_of(DayCount::Paused), days_of(DayCount::Absent));
        add(!weekend.is_empty(), "k3", &|| text.days_key_weekend());
        add(!off.is_empty(), "k3", &|| text.days_key_off(off.join(", ")));
        add(!paused.is_empty(), "k3", &|| text.days_key_paused());
        add(!absent.is_empty(), "k3", &|| text.days_key_absent(absent.join(", ")));
        legend
    }
}

/// The whole month if both days are in it, else whole weeks around them.
fn window(start: Date, end: Date) -> (Date, Date) {
    if start.first_of_month() == end.first_of_month() {
        return (start.first_of_month(), start.last_of_month());
    }
    let back = i32::from(start.weekday().to_monday_zero_offset());
    let on = 6 - i32::from(end.weekday().to_monday_zero_offset());
    let first = moved(start, -back);
    let last = moved(end, on).max(moved(first, DAYS_MIN - 1));
    (first, last)
}

/// The date so many days away; the same at the end of all dates.
fn moved(date: Date, days: i32) -> Date {
    date.checked_add(jiff::Span::new().days(days)).unwrap_or(date)
}

fn days_between(first: Date, last: Date) -> i32 {
    (last - first).get_days()
}

fn not_counted(text: &Text, day: String, reason: String, is_today: bool) -> String {
    if is_today {
        text.days_not_counted_today(day, reason)
    } else {
        text.days_not_counted(day, reason)
    }
}

fn month_in_full(text: &Text, date: Date) -> String {
    match date.month() {
        1 => text.month_full_1(),
        2 => text.month_full_2(),
        3 => text.month_full_3(),
        4 => text.month_full_4(),
        5 => text.month_full_5(),
        6 => text.month_full_6(),
        7 => text.month_full_7(),
        8 => text.month_full_8(),
        9 => text.month_full_9(),
        10 => text.month_full_10(),
        11 => text.month_full_11(),
        _ => text.month_full_12(),
    }
}
