//! Views with invented content: for the tests of the pages and for the page that shows the parts.

pub mod claims;

use domain::claim::{Clock, Consequence};
use domain::party::Role;
use domain::place::{Language, ZoneName};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::frame::{ClockBar, Frame, PersonView, Section};
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
