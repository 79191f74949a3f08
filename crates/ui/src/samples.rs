//! Views with invented content: for the tests of the pages and for the page that shows the parts.

pub mod claims;
pub mod drafts;
pub mod lists;

use domain::calendar::{Calendar, DayUnit, WeekendDay};
use domain::claim::{Clock, Consequence};
use domain::party::Role;
use domain::place::{Language, ZoneName};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::days::{DaysFrom, DaysView};
use crate::frame::{ClaimCounts, ClockBar, Frame, PersonView, Section};
use crate::parts::DeadlineView;

/// Wed 9 Sep 2026, 10:31 in São Paulo.
pub fn now() -> Timestamp {
    instant(1_788_960_660)
}

pub(crate) fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

pub(crate) fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MIN)
}

pub(crate) fn zone(name: &str) -> ZoneName {
    ZoneName::parse(name).unwrap_or_else(|_| ZoneName::utc())
}

/// A signed-in person's frame.
pub fn frame(role: Role, section: Section) -> Frame {
    let organisation = match role.side() {
        domain::party::Side::Partner => "Serra Azul Tecnologia",
        domain::party::Side::Vendor | domain::party::Side::Customer | domain::party::Side::Clock => "Halden Cloud",
    };
    Frame {
        person: Some(PersonView {
            name: "Beatriz Nogueira".into(),
            role,
            organisation: organisation.into(),
        }),
        counts: (role.side() == domain::party::Side::Partner).then_some(ClaimCounts {
            needed: 5,
            in_force: 31,
        }),
        section,
        csrf: "c5rf".into(),
        clock_bar: Some(ClockBar {
            return_to: "/claims".into(),
        }),
        ..Frame::new(Language::English, zone("America/Sao_Paulo"), now())
    }
}

/// The partner's answer, until the end of Fri 11 Sep (São Paulo).
pub fn answer_deadline() -> DeadlineView {
    DeadlineView {
        clock: Clock::PartnerAnswer,
        due_at: instant(1_789_182_000),
        due_on: day(2026, 9, 11),
        zone: zone("America/Sao_Paulo"),
        then: Consequence::Rejected,
    }
}

/// How the sample deadline was counted: from Thu 3 Sep, over a weekend and Independence Day.
pub(crate) fn days_of(deadline: &DeadlineView) -> Option<DaysView> {
    strip(
        day(2026, 9, 3),
        deadline.due_on,
        day(2026, 9, 9),
        DayUnit::BusinessDays,
        &[],
    )
}

/// Month strips: a running deadline, one over two months with days on which the clock stood still, one in calendar
/// days on its first day, and one that has passed.
pub(crate) fn strips() -> Vec<DaysView> {
    use DayUnit::{BusinessDays, CalendarDays};
    let paused = [(day(2026, 9, 3), day(2026, 9, 8))];
    let all = [
        strip(day(2026, 9, 3), day(2026, 9, 11), day(2026, 9, 9), BusinessDays, &[]),
        strip(
            day(2026, 8, 25),
            day(2026, 9, 15),
            day(2026, 9, 9),
            BusinessDays,
            &paused,
        ),
        strip(day(2026, 9, 9), day(2026, 10, 9), day(2026, 9, 9), CalendarDays, &[]),
        strip(day(2026, 8, 31), day(2026, 9, 4), day(2026, 9, 9), BusinessDays, &[]),
    ];
    all.into_iter().flatten().collect()
}

fn strip(started_on: Date, due_on: Date, today: Date, unit: DayUnit, paused: &[(Date, Date)]) -> Option<DaysView> {
    let weekend = [Weekday::Saturday, Weekday::Sunday].map(WeekendDay::from);
    let calendar = Calendar::new(zone("America/Sao_Paulo"), weekend, [day(2026, 9, 7)], []).ok()?;
    DaysView::new(DaysFrom {
        started_on,
        due_on,
        today,
        zone: calendar.zone().clone(),
        unit,
        counted: calendar.explain(started_on, due_on, unit, paused)?,
    })
}
