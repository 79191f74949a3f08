//! What was typed into a form of the settings, as the values it stands for; every error at once, beside its field.

use std::str::FromStr;

use domain::calendar::{Calendar, WeekendDay};
use domain::place::{CountryCode, Language, ZoneName};
use domain::reference::Validity;
use domain::text::{Email, Name, Note, TextError};
use jiff::civil::Date;
use ui::Text;
use ui::fields::Fields;
use ui::settings::forms::WEEKDAYS;

use crate::pages::Form;

/// More days off than a calendar needs.
const DAYS_MAX: usize = 1_000;
const RANGE_DAYS_MAX: i32 = 366;

/// A form being read.
pub(crate) struct Reading<'a> {
    form: &'a Form,
    text: Text,
    /// What was typed, with what is wrong.
    pub typed: Fields,
    wrong: bool,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(form: &'a Form, text: Text) -> Reading<'a> {
        let mut typed = form.typed();
        // A password is never sent back.
        for field in ["password", "new_password"] {
            typed.set(field, "");
        }
        Reading {
            form,
            text,
            typed,
            wrong: false,
        }
    }

    /// Whether anything is wrong so far.
    pub(crate) fn is_wrong(&self) -> bool {
        self.wrong
    }

    /// What is wrong with a field, by its code.
    pub(crate) fn blame(&mut self, field: &str, code: &str) {
        self.wrong = true;
        self.typed.blame(field, self.text.settings_problem(code));
    }

    fn typed(&self, field: &str) -> &'a str {
        self.form.get(field).trim()
    }

    fn read<T>(&mut self, field: &str, read: impl FnOnce(&str) -> Result<T, TextError>) -> Option<T> {
        match read(self.typed(field)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.blame(field, code(error));
                None
            }
        }
    }

    pub(crate) fn name(&mut self, field: &str) -> Option<Name> {
        self.read(field, Name::parse)
    }

    /// Words of several lines, or none; lines end as they are kept.
    pub(crate) fn note(&mut self, field: &str) -> Option<Note> {
        let typed = self.typed(field).replace("\r\n", "\n");
        match Note::parse(&typed) {
            Ok(note) => Some(note),
            Err(TextError::Empty) => None,
            Err(error) => {
                self.blame(field, code(error));
                None
            }
        }
    }

    /// The first and the last day on which something holds.
    pub(crate) fn validity(&mut self, flag: &str) -> Validity {
        let until_field = format!("{flag}.until");
        let (from, until) = (self.date(&format!("{flag}.from")), self.date(&until_field));
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            self.blame(&until_field, "until-before-from");
        }
        Validity { from, until }
    }

    pub(crate) fn email(&mut self, field: &str) -> Option<Email> {
        self.read(field, Email::parse)
    }

    pub(crate) fn language(&mut self) -> Option<Language> {
        self.read("language", Language::parse)
    }

    pub(crate) fn country(&mut self) -> Option<CountryCode> {
        self.read("country", CountryCode::parse)
    }

    pub(crate) fn zone(&mut self) -> Option<ZoneName> {
        self.read("time_zone", ZoneName::parse)
    }

    /// An identifier, with the code of what it isn't.
    pub(crate) fn key<T: FromStr>(&mut self, field: &str, otherwise: &'static str) -> Option<T> {
        let typed = self.typed(field);
        let key = typed.parse().ok();
        if key.is_none() {
            self.blame(field, if typed.is_empty() { "required" } else { otherwise });
        }
        key
    }

    /// One of a select's choices.
    pub(crate) fn choice<T>(&mut self, field: &str, of: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = of(self.typed(field));
        if found.is_none() {
            self.blame(field, "unknown");
        }
        found
    }

    /// Those of a group of boxes that are chosen.
    pub(crate) fn chosen<T>(&self, field: &str, all: impl IntoIterator<Item = (String, T)>) -> Vec<T> {
        all.into_iter()
            .filter(|(value, _)| self.form.has(&format!("{field}.{value}")))
            .map(|(_, item)| item)
            .collect()
    }

    pub(crate) fn number(&mut self, field: &str, from: i64, to: i64) -> Option<i64> {
        match self.typed(field).parse::<i64>() {
            Ok(number) if (from..=to).contains(&number) => Some(number),
            Ok(_) => {
                self.blame(field, "out-of-range");
                None
            }
            Err(_) => {
                self.blame(field, "not-a-number");
                None
            }
        }
    }

    /// A date, or none.
    pub(crate) fn date(&mut self, field: &str) -> Option<Date> {
        let typed = self.typed(field);
        if typed.is_empty() {
            return None;
        }
        let date = typed.parse().ok();
        if date.is_none() {
            self.blame(field, "not-a-date");
        }
        date
    }

    /// The zone as typed, or the country's if it has one alone.
    pub(crate) fn zone_in(&mut self, country: Option<CountryCode>) -> Option<ZoneName> {
        if !self.typed("time_zone").is_empty() {
            return self.zone();
        }
        // Without a country there is nothing to take the zone from, and one error is enough.
        let only = country?.only_zone();
        if only.is_none() {
            self.blame("time_zone", "several-zones");
        }
        only
    }

    /// Zone, weekend, days off and worked days; without a zone, that of the country if it has one alone.
    pub(crate) fn calendar(&mut self, country: Option<CountryCode>) -> Option<Calendar> {
        let zone = if country.is_some() {
            self.zone_in(country)
        } else {
            self.zone()
        };
        let weekdays = WEEKDAYS.iter().map(|code| ((*code).to_owned(), *code));
        let weekend: Vec<_> = self
            .chosen("weekend", weekdays)
            .into_iter()
            .filter_map(WeekendDay::from_code)
            .collect();
        let days_off = self.days("closures");
        let working = self.days("working_days");
        let calendar = Calendar::new(zone?, weekend, days_off?, working?).ok();
        if calendar.is_none() {
            self.blame("weekend", "no-working-day");
        }
        calendar
    }

    fn days(&mut self, field: &str) -> Option<Vec<Date>> {
        match days(self.form.get(field)) {
            Ok(days) => Some(days),
            Err(code) => {
                self.blame(field, code);
                None
            }
        }
    }
}

fn code(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "required",
        TextError::TooLong { .. } => "too-long",
        TextError::ControlCharacter => "control-character",
        TextError::NotAnEmail | TextError::NotADomain => "not-an-email",
        TextError::NotACountry => "not-a-country",
        TextError::NotALanguage => "not-a-language",
        TextError::NotATimeZone => "not-a-zone",
    }
}

/// Dates and ranges of dates, one a line or after a comma, as lists of holidays are pasted: the name of a holiday after
/// its date is left out.
fn days(text: &str) -> Result<Vec<Date>, &'static str> {
    let mut all = Vec::new();
    let pieces = text.split(['\n', '\r', ',', ';']).map(str::trim);
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        let (mut day, rest) = date(piece).ok_or("not-a-date")?;
        let last = match rest.strip_prefix(['/', '–']) {
            Some(rest) => date(rest.trim()).ok_or("not-a-date")?.0,
            None => day,
        };
        let length = (last - day).get_days();
        if !(0..=RANGE_DAYS_MAX).contains(&length) {
            return Err("range-too-long");
        }
        while day <= last {
            if all.len() >= DAYS_MAX {
                return Err("too-many-days");
            }
            all.push(day);
            day = day.tomorrow().map_err(|_| "not-a-date")?;
        }
    }
    Ok(all)
}

/// A date, and what follows it.
fn date(text: &str) -> Option<(Date, &str)> {
    let (written, rest) = text.split_at_checked("2026-12-25".len())?;
    let follows = rest.starts_with(|next: char| next.is_ascii_digit());
    let day = written.parse().ok().filter(|_| !follows)?;
    Some((day, rest.trim_start()))
}

/// A calendar as its form shows it; days that follow each other as a range.
pub(crate) fn show_calendar(typed: &mut Fields, calendar: &Calendar) {
    typed.set("time_zone", calendar.zone().as_str());
    for day in calendar.weekend() {
        typed.set(format!("weekend.{}", day.code()), "on");
    }
    typed.set("closures", lines(calendar.days_off()));
    typed.set("working_days", lines(calendar.working_days()));
}

/// A validity as its two fields show it.
pub(crate) fn show_validity(typed: &mut Fields, flag: &str, validity: Validity) {
    for (end, day) in [("from", validity.from), ("until", validity.until)] {
        let day = day.map(|day| day.to_string());
        typed.set(format!("{flag}.{end}"), day.unwrap_or_default());
    }
}

fn lines(days: impl Iterator<Item = Date>) -> String {
    let mut ranges: Vec<(Date, Date)> = Vec::new();
    for day in days {
        match ranges.last_mut() {
            Some((_, last)) if last.tomorrow().is_ok_and(|next| next == day) => *last = day,
            Some(_) | None => ranges.push((day, day)),
        }
    }
    let line = |(first, last): (Date, Date)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}/{last}")
        }
    };
    ranges.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{days, lines};

    #[test]
    fn days_are_read_and_shown_as_dates_and_ranges() {
        let read = days(" 2026-12-24/2026-12-26\n\n2027-01-01\r\n").unwrap();
        assert_eq!(read.len(), 4);
        assert_eq!(lines(read.into_iter()), "2026-12-24/2026-12-26\n2027-01-01");
        let pasted = days("2026-12-25 Christmas Day, 2027-01-01;2027-05-03 – 2027-05-04").unwrap();
        assert_eq!(
            lines(pasted.into_iter()),
            "2026-12-25\n2027-01-01\n2027-05-03/2027-05-04"
        );
        for (text, code) in [
            ("2026-12-251", "not-a-date"),
            ("2026-12-25/", "not-a-date"),
            ("Christmas", "not-a-date"),
            ("2026-13-01", "not-a-date"),
            ("2026-12-26/2026-12-24", "range-too-long"),
            ("2026-01-01/2028-01-01", "range-too-long"),
            (
                "2026-01-01/2026-12-31\n2027-01-01/2027-12-31\n2028-01-01/2028-12-31",
                "too-many-days",
            ),
        ] {
            assert_eq!(days(text), Err(code), "{text}");
        }
    }
}
