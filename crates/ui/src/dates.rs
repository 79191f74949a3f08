//! Days, instants and sizes in words, for one reader.

use domain::place::ZoneName;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::parts::DeadlineView;
use crate::text::Text;

/// Who reads: in which language, in which zone, and when.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The words.
    pub text: Text,
    /// The reader's own zone.
    pub zone: ZoneName,
    /// The programme clock's now: years are named only where they differ from its year.
    pub now: Timestamp,
}

impl Reader {
    /// `Fri 18 Sep`, with the year if it is not this one.
    pub fn day(&self, date: &Date) -> String {
        if date.year() == self.now.to_zoned(self.zone.rules()).year() {
            let text = &self.text;
            text.date_day(date.day().to_string(), month(text, date), weekday(text, date))
        } else {
            self.day_with_year(date)
        }
    }

    /// `Fri 18 Sep 2026`.
    pub fn day_with_year(&self, date: &Date) -> String {
        day_with_year(&self.text, date)
    }

    /// `Fri 18 Sep, 15:42` in the reader's zone.
    pub fn moment(&self, at: &Timestamp) -> String {
        let local = at.to_zoned(self.zone.rules());
        self.text
            .date_moment(self.day(&local.date()), local.strftime("%H:%M").to_string())
    }

    /// `Fri 18 Sep, 15:42 (São Paulo)` in the reader's zone.
    pub fn moment_with_place(&self, at: &Timestamp) -> String {
        let local = at.to_zoned(self.zone.rules());
        let time = local.strftime("%H:%M").to_string();
        self.text
            .date_moment_in(self.day(&local.date()), self.place(&self.zone), &time)
    }

    /// `Fri 18 Sep 2026, 15:42 (São Paulo)` in the reader's zone, for what stands alone.
    pub fn moment_in_full(&self, at: &Timestamp) -> String {
        let local = at.to_zoned(self.zone.rules());
        let day = self.day_with_year(&local.date());
        self.text
            .date_moment_in(day, self.place(&self.zone), local.strftime("%H:%M").to_string())
    }

    /// `Fri 18 Sep`, the day of an instant in the reader's zone.
    pub fn day_of(&self, at: &Timestamp) -> String {
        self.day(&at.to_zoned(self.zone.rules()).date())
    }

    /// `End of Fri 18 Sep (São Paulo)`: the last day, since the instant itself is already too late.
    pub fn end_of(&self, deadline: &DeadlineView) -> String {
        self.text
            .date_end_of(self.day(&deadline.due_on), self.place(&deadline.zone))
    }

    /// `until the end of Fri 18 Sep (São Paulo)`, for within a table or a list.
    pub fn until(&self, deadline: &DeadlineView) -> String {
        self.text
            .date_until(self.day(&deadline.due_on), self.place(&deadline.zone))
    }

    /// `Was due by the end of Fri 18 Sep (São Paulo)`.
    pub fn was_due(&self, deadline: &DeadlineView) -> String {
        self.text
            .date_was_due(self.day(&deadline.due_on), self.place(&deadline.zone))
    }

    /// `Sat 19 Sep at 00:00`: when a deadline's consequence comes, in the deadline's own zone.
    pub fn consequence_at(&self, deadline: &DeadlineView) -> String {
        let local = deadline.due_at.to_zoned(deadline.zone.rules());
        self.text
            .date_moment_at(self.day(&local.date()), local.strftime("%H:%M").to_string())
    }

    /// `For you that is Fri 18 Sep, 19:00.`, where the reader's clock shows something else.
    pub fn for_you(&self, deadline: &DeadlineView) -> Option<String> {
        let theirs = deadline.zone.rules().to_offset(deadline.due_at);
        let ours = self.zone.rules().to_offset(deadline.due_at);
        (theirs != ours).then(|| self.text.date_for_you(self.moment(&deadline.due_at)))
    }

    /// A zone as people call it: its city.
    pub fn place(&self, zone: &ZoneName) -> String {
        place(&self.text, zone)
    }

    /// `812 KB`.
    pub fn size(&self, bytes: &i64) -> String {
        match *bytes {
            small if small < 1_000 => self.text.size_bytes(small.to_string()),
            middle if middle < 1_000_000 => self.text.size_kilobytes((middle / 1_000).to_string()),
            large => {
                let tenths = large / 100_000;
                self.text.size_megabytes(format!("{}.{}", tenths / 10, tenths % 10))
            }
        }
    }
}

/// `Fri 18 Sep 2026`: for texts that are read in other years too.
pub(crate) fn day_with_year(text: &Text, date: &Date) -> String {
    text.date_day_year(
        date.day().to_string(),
        month(text, date),
        weekday(text, date),
        date.year().to_string(),
    )
}

pub(crate) fn weekday(text: &Text, date: &Date) -> String {
    match date.weekday() {
        Weekday::Monday => text.weekday_monday(),
        Weekday::Tuesday => text.weekday_tuesday(),
        Weekday::Wednesday => text.weekday_wednesday(),
        Weekday::Thursday => text.weekday_thursday(),
        Weekday::Friday => text.weekday_friday(),
        Weekday::Saturday => text.weekday_saturday(),
        Weekday::Sunday => text.weekday_sunday(),
    }
}

pub(crate) fn month(text: &Text, date: &Date) -> String {
    match date.month() {
        1 => text.month_january(),
        2 => text.month_february(),
        3 => text.month_march(),
        4 => text.month_april(),
        5 => text.month_may(),
        6 => text.month_june(),
        7 => text.month_july(),
        8 => text.month_august(),
        9 => text.month_september(),
        10 => text.month_october(),
        11 => text.month_november(),
        _ => text.month_december(),
    }
}

/// A zone as people call it: its city.
pub(crate) fn place(text: &Text, zone: &ZoneName) -> String {
    text.by_code("place", zone.as_str()).unwrap_or_else(|| {
        let city = zone.as_str().rsplit('/').next().unwrap_or_default();
        city.replace('_', " ")
    })
}

#[cfg(test)]
mod tests {
    use domain::claim::{Clock, Consequence};
    use domain::place::{Language, ZoneName};

    use super::Reader;
    use crate::parts::DeadlineView;
    use crate::text::Text;

    #[test]
    fn a_deadline_is_shown_as_its_last_day_and_again_in_the_readers_zone() {
        let zone = |name| ZoneName::parse(name).expect("a zone");
        let reader = Reader {
            text: Text::of(Language::English),
            zone: zone("Europe/Stockholm"),
            now: "2026-09-09T10:00:00Z".parse().expect("an instant"),
        };
        let deadline = DeadlineView {
            clock: Clock::PartnerAnswer,
            due_at: "2026-09-19T03:00:00Z".parse().expect("an instant"),
            due_on: "2026-09-18".parse().expect("a date"),
            zone: zone("America/Sao_Paulo"),
            then: Consequence::Rejected,
        };
        assert_eq!(reader.end_of(&deadline), "End of Fri 18 Sep (São Paulo)");
        assert_eq!(reader.consequence_at(&deadline), "Sat 19 Sep at 00:00");
        assert_eq!(
            reader.for_you(&deadline).as_deref(),
            Some("For you that is Sat 19 Sep, 05:00.")
        );
        let at_home = Reader {
            zone: deadline.zone.clone(),
            ..reader.clone()
        };
        assert_eq!(at_home.for_you(&deadline), None);
        assert_eq!(reader.day(&"2027-01-04".parse().expect("a date")), "Mon 4 Jan 2027");
        assert_eq!(reader.place(&zone("America/New_York")), "New York");
        assert_eq!(
            [999, 812_400, 25_000_000].map(|bytes| reader.size(&bytes)),
            ["999 bytes", "812 KB", "25.0 MB"]
        );
    }
}
