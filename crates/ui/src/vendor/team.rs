//! The lead's view: what waits with whom, and who asked for more time.

use askama::Template;
use jiff::civil::Date;

use super::past::Said;
use super::queue::QueueRow;
use crate::frame::{Frame, Section};

/// `/queue/team`
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/team.html")]
pub struct TeamPage {
    /// The frame.
    pub frame: Frame,
    /// Everybody who reviews, those with the most that is late first; nobody's claims above them.
    pub rows: Vec<TeamRow>,
    /// The running day of the review team.
    pub today: Date,
    /// The first day after today.
    pub tomorrow: Date,
    /// The first day of the next week.
    pub week_end: Date,
    /// Requests for more time that wait for an answer.
    pub more_time: Vec<MoreTime>,
    /// The address of further requests.
    pub next: Option<String>,
    /// The address of the first page, on a later one.
    pub start: Option<String>,
}

/// What waits with one reviewer.
#[derive(Clone, Debug)]
pub struct TeamRow {
    /// Key and name; none: with nobody.
    pub person: Option<(String, String)>,
    /// All of it.
    pub open: i64,
    /// Past the limit.
    pub late: i64,
    /// Due by the end of today, what is late included: as many as the link shows.
    pub today: i64,
    /// Due by the end of this week, all of these included.
    pub week: i64,
}

/// A partner who asked for more time.
#[derive(Clone, Debug)]
pub struct MoreTime {
    /// The claim; its clock is the partner's answer.
    pub row: QueueRow,
    /// When and why.
    pub said: Said,
}

impl TeamRow {
    fn whose(&self) -> &str {
        self.person.as_ref().map_or("unassigned", |(key, _)| key)
    }
}

impl TeamPage {
    fn open(&self, row: &TeamRow) -> String {
        format!("/queue?whose={}", row.whose())
    }

    fn before(&self, row: &TeamRow, day: &Date) -> String {
        format!("/queue?whose={}&due_before={day}", row.whose())
    }

    fn total(&self) -> TeamRow {
        let sum = |each: fn(&TeamRow) -> i64| self.rows.iter().map(each).sum();
        TeamRow {
            person: None,
            open: sum(|row| row.open),
            late: sum(|row| row.late),
            today: sum(|row| row.today),
            week: sum(|row| row.week),
        }
    }
}
