//! The queue: what waits for the review team, by due day.

use askama::Template;
use domain::claim::{Activity, Phase, Status};
use jiff::civil::Date;

use super::filter::{QueueFilter, Standing, Whose};
use super::next::Decided;
use super::work::{Assigned, PartyName};
use crate::frame::{Frame, Section};
use crate::parts::{Choice, DeadlineView, StatusView};
use crate::saved::SavedViews;

/// `/queue`, one page of it.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/queue.html")]
pub struct QueuePage {
    /// The frame; `frame.query` is what was searched for.
    pub frame: Frame,
    /// The filters in use.
    pub filter: QueueFilter,
    /// What the filters offer.
    pub offers: QueueOffers,
    /// How much waits, whatever the filters.
    pub load: QueueLoad,
    /// The reader's own views.
    pub saved: SavedViews,
    /// The filters as they stand in the address.
    pub state: String,
    /// The groups in their order: passed ones first.
    pub groups: Vec<QueueGroup>,
    /// Where the walk from claim to claim begins.
    pub first: Option<String>,
    /// Who may be given claims, for those who give them out.
    pub reviewers: Vec<PartyName>,
    /// The last act of a walk that ended here.
    pub decided: Option<Decided>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The address of the first page, on a later one.
    pub start: Option<String>,
}

/// The choices of the filters.
#[derive(Clone, Debug, Default)]
pub struct QueueOffers {
    /// Programmes by their code.
    pub programmes: Vec<Choice>,
    /// Partners by their key.
    pub partners: Vec<Choice>,
    /// Colleagues by their key.
    pub reviewers: Vec<Choice>,
}

/// How much waits.
#[derive(Clone, Copy, Debug, Default)]
pub struct QueueLoad {
    /// Everything.
    pub open: i64,
    /// Past the limit.
    pub late: i64,
    /// Due today.
    pub today: i64,
    /// With the reader.
    pub mine: i64,
    /// With nobody.
    pub nobody: i64,
    /// The running day of the review team, which the link to what is late names.
    pub on: Date,
    /// What is due first anywhere in the queue.
    pub first_due: Option<Date>,
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
    /// Its page, with the way on from there.
    pub href: String,
    /// What an act on several claims names it by: number and version as seen.
    pub seen: String,
    /// The claim's name.
    pub name: String,
    /// The customer's name.
    pub customer: String,
    /// The partner's name.
    pub partner: String,
    /// The claiming location.
    pub location: String,
    /// The programme's name.
    pub programme: String,
    /// The same where there is little room: an abbreviation, if that is what its code is.
    pub programme_short: String,
    /// The activity; a draft may leave it open.
    pub activity: Option<Activity>,
    /// How many lines are claimed.
    pub lines: usize,
    /// Status and phase.
    pub state: StatusView,
    /// The clock that comes first, or the one that has passed.
    pub due: Option<DeadlineView>,
    /// What is left of it.
    pub left: Option<DaysLeft>,
    /// Who reviews.
    pub assigned: Assigned,
}

/// What is left of a clock in business days of the review team.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DaysLeft {
    /// So many business days have gone by since its last day.
    Over(u16),
    /// Its last day is today.
    Today,
    /// So many business days come after today.
    Left(u16),
}

impl QueueLoad {
    /// Counted no further than this, those due first: every look at the queue counts.
    pub const COUNTED_MAX: u32 = 5_000;

    /// Whether more may wait than was counted; then only what is due first is known.
    fn is_beyond(&self) -> bool {
        self.open >= i64::from(QueueLoad::COUNTED_MAX)
    }
}

impl DaysLeft {
    pub(crate) fn say(&self, frame: &Frame) -> String {
        match self {
            DaysLeft::Over(days) => frame.text.queue_clock_over(days),
            DaysLeft::Today => frame.text.queue_clock_today(),
            DaysLeft::Left(days) => frame.text.queue_clock_left(days),
        }
    }

    /// Five boxes, filled for the days that are used up.
    pub(crate) fn ticks(&self) -> [bool; 5] {
        let left = match self {
            DaysLeft::Over(_) | DaysLeft::Today => 0,
            DaysLeft::Left(days) => usize::from(*days).min(5),
        };
        std::array::from_fn(|place| place < 5 - left)
    }

    pub(crate) fn is_over(&self) -> bool {
        matches!(self, DaysLeft::Over(_))
    }
}

impl QueueRow {
    /// Lists say what isn't usual: `first submission` is.
    fn shows_phase(&self) -> bool {
        self.state.phase != Phase::First
    }
}

impl QueuePage {
    /// The number without the prefix that narrow tables leave out.
    fn short<'a>(&self, number: &'a str) -> &'a str {
        number.strip_prefix("CPOR-").unwrap_or(number)
    }

    fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.rows.is_empty())
    }

    /// What a script says when the list was drawn anew.
    fn found(&self) -> String {
        let here: usize = self.groups.iter().map(|group| group.rows.len()).sum();
        self.frame.text.list_total_here(here)
    }

    fn is_filtered(&self) -> bool {
        self.filter != QueueFilter::default() || !self.frame.query.is_empty()
    }

    fn is_lead(&self) -> bool {
        !self.reviewers.is_empty()
    }

    /// The ready-made views: words, address, whether it is shown.
    fn views(&self) -> [(String, &'static str, bool); 5] {
        let text = &self.frame.text;
        let plain = self.frame.query.is_empty() && self.saved.shown().is_none();
        let is = |filter: QueueFilter| plain && self.filter == filter;
        let whose = |whose| QueueFilter {
            whose,
            ..QueueFilter::default()
        };
        let standing = |phase| QueueFilter {
            standing: Some(Standing::Phase(phase)),
            ..QueueFilter::default()
        };
        [
            (text.queue_filter_all(), "/queue", is(QueueFilter::default())),
            (text.queue_filter_mine(), "/queue?whose=mine", is(whose(Whose::Mine))),
            (
                text.queue_filter_unassigned(),
                "/queue?whose=unassigned",
                is(whose(Whose::Unassigned)),
            ),
            (
                text.queue_filter_resubmissions(),
                "/queue?status=resubmission",
                is(standing(Phase::Resubmission)),
            ),
            (
                text.queue_filter_disputes(),
                "/queue?status=dispute",
                is(standing(Phase::Dispute)),
            ),
        ]
    }

    fn statuses(&self) -> [Status; 2] {
        [Status::Submitted, Status::UnderReview]
    }

    fn nothing_matches(&self) -> String {
        match self.load.first_due {
            Some(day) => self.frame.text.queue_empty_filtered_next(self.frame.reader.day(&day)),
            None => self.frame.text.queue_empty_filtered(),
        }
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

#[cfg(test)]
mod tests {
    use super::DaysLeft;

    #[test]
    fn the_boxes_fill_up_as_the_days_go_by() {
        let filled = |left: DaysLeft| left.ticks().iter().filter(|on| **on).count();
        assert_eq!(filled(DaysLeft::Left(9)), 0);
        assert_eq!(filled(DaysLeft::Left(5)), 0);
        assert_eq!(filled(DaysLeft::Left(2)), 3);
        assert_eq!(filled(DaysLeft::Today), 5);
        assert_eq!(filled(DaysLeft::Over(1)), 5);
    }
}
