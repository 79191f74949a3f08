//! The queue: what waits for the review team, by due day.

use askama::Template;
use domain::claim::{Activity, Status};
use jiff::civil::Date;

use super::work::Assigned;
use crate::frame::{Frame, Section};
use crate::parts::{DeadlineView, StatusView};

/// `/queue`, one page of it.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/queue.html")]
pub struct QueuePage {
    /// The frame; `frame.query` is what was searched for.
    pub frame: Frame,
    /// The filters in use.
    pub filter: QueueFilter,
    /// The groups in their order: passed ones first.
    pub groups: Vec<QueueGroup>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The address of the first page, on a later one.
    pub start: Option<String>,
}

/// Which of the waiting claims are shown; all of it stands in the address.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct QueueFilter {
    /// `whose`: everybody's, mine or nobody's.
    pub whose: Whose,
    /// `phase=dispute`.
    pub kind: QueueKind,
    /// `status`.
    pub status: Option<Status>,
}

/// Whose claims.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// The reader's.
    Mine,
    /// Nobody's yet.
    Unassigned,
}

/// Everything, or disputes alone.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum QueueKind {
    /// First submissions, resubmissions, disputes.
    #[default]
    Everything,
    /// Disputes.
    Disputes,
}

/// The claims of one due day, resubmissions first.
#[derive(Clone, Debug)]
pub struct QueueGroup {
    /// What the date means.
    pub day: QueueDay,
    /// The claims.
    pub rows: Vec<QueueRow>,
}

/// What a group's date means for the reader.
#[derive(Clone, Debug)]
pub enum QueueDay {
    /// Past the limit.
    Late,
    /// The last day is today, in the clock's zone.
    Today(Due),
    /// The last day is tomorrow.
    Tomorrow(Due),
    /// The last day lies further ahead.
    On(Due),
    /// No clock runs.
    Open,
}

/// The last day of a group's clocks and where.
#[derive(Clone, Debug)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// The zone's place.
    pub zone: domain::place::ZoneName,
}

/// A claim in the queue.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The claim's name.
    pub name: String,
    /// The customer's name.
    pub customer: String,
    /// The partner's name.
    pub partner: String,
    /// The programme's name.
    pub programme: String,
    /// The activity; a draft may leave it open.
    pub activity: Option<Activity>,
    /// Status and phase.
    pub state: StatusView,
    /// The clock that comes first, or the one that has passed.
    pub due: Option<DeadlineView>,
    /// Who reviews.
    pub assigned: Assigned,
}

impl Whose {
    /// The value in the address; everybody's has none.
    pub const fn code(self) -> &'static str {
        match self {
            Whose::All => "",
            Whose::Mine => "mine",
            Whose::Unassigned => "unassigned",
        }
    }

    /// The choice of a value.
    pub fn from_code(code: &str) -> Option<Whose> {
        [Whose::All, Whose::Mine, Whose::Unassigned]
            .into_iter()
            .find(|whose| whose.code() == code)
    }
}

impl QueuePage {
    fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.rows.is_empty())
    }

    fn is_filtered(&self) -> bool {
        self.filter != QueueFilter::default() || !self.frame.query.is_empty()
    }

    /// The four ready-made views; the second value is the address's.
    fn views(&self) -> [(String, &'static str, bool); 4] {
        let text = &self.frame.text;
        let QueueFilter { whose, kind, .. } = self.filter;
        let plain = kind == QueueKind::Everything;
        [
            (text.queue_filter_all(), "/queue", plain && whose == Whose::All),
            (
                text.queue_filter_mine(),
                "/queue?whose=mine",
                plain && whose == Whose::Mine,
            ),
            (
                text.queue_filter_unassigned(),
                "/queue?whose=unassigned",
                plain && whose == Whose::Unassigned,
            ),
            (
                text.queue_filter_disputes(),
                "/queue?phase=dispute",
                kind == QueueKind::Disputes,
            ),
        ]
    }

    fn statuses(&self) -> [Status; 2] {
        [Status::Submitted, Status::UnderReview]
    }

    fn is_status(&self, status: &Status) -> bool {
        self.filter.status == Some(*status)
    }
}

impl QueueGroup {
    fn heading(&self, frame: &Frame) -> String {
        match &self.day {
            QueueDay::Late => frame.text.queue_group_late(),
            QueueDay::Today(_) => frame.text.queue_group_today(),
            QueueDay::Tomorrow(_) => frame.text.queue_group_tomorrow(),
            QueueDay::On(due) => frame.text.queue_group_day(frame.reader.day(&due.on)),
            QueueDay::Open => frame.text.queue_group_none(),
        }
    }

    fn note(&self, frame: &Frame) -> String {
        match &self.day {
            QueueDay::Late => frame.text.queue_group_late_note(self.rows.len()),
            QueueDay::Today(due) | QueueDay::Tomorrow(due) | QueueDay::On(due) => frame
                .text
                .queue_group_day_note(frame.reader.day(&due.on), frame.reader.place(&due.zone)),
            QueueDay::Open => frame.text.queue_group_none_note(),
        }
    }

    /// The class that colours the date; words say the same.
    fn due_class(&self) -> &'static str {
        match self.day {
            QueueDay::Late => "due late",
            QueueDay::Today(_) => "due near",
            QueueDay::Tomorrow(_) | QueueDay::On(_) | QueueDay::Open => "due",
        }
    }
}
