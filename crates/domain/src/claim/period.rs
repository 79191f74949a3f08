//! A claim's clock explained: since when it runs, in whose calendar, and what became of each day (domain.md §6).

use jiff::civil::Date;

use super::deadline::{Motion, Timer};
use super::event::{AfterAnswer, Entry, Event};
use super::state::Claim;
use super::status::Clock;
use crate::calendar::{Calendar, CountedDay, DayUnit};
use crate::instant::Instant;
use crate::place::ZoneName;
use crate::reference::Reference;

/// The days of a clock that runs or has passed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Period {
    /// Which clock.
    pub clock: Clock,
    /// The day it was started, which doesn't count.
    pub started_on: Date,
    /// Its last day.
    pub due_on: Date,
    /// Today.
    pub today: Date,
    /// The zone all these days are in.
    pub zone: ZoneName,
    /// What it is counted in.
    pub unit: DayUnit,
    /// The days after the start until the last one, each with what became of it.
    pub days: Vec<CountedDay>,
}

impl Claim {
    /// The days of one of this claim's clocks, from what moved it, oldest entry first. None for a clock that
    /// stands still, whose start isn't among the entries, or that runs longer than people read day by day.
    pub fn period(&self, timer: &Timer, history: &[&Entry], reference: &Reference, now: Instant) -> Option<Period> {
        if timer.motion == Motion::Paused {
            return None;
        }
        let (calendar, unit) = self.counted_in(timer, reference)?;
        let start = history.iter().rfind(|entry| starts(&entry.event, timer))?;
        let started_on = calendar.date_of(start.at);
        let paused = match timer.clock {
            Clock::Decision => pauses(history, &calendar),
            Clock::Queue
            | Clock::Review
            | Clock::PartnerAnswer
            | Clock::Consent
            | Clock::DisputeWindow
            | Clock::DisputeAnswer
            | Clock::HolderAnswer
            | Clock::Term
            | Clock::DraftLife => Vec::new(),
        };
        Some(Period {
            clock: timer.clock,
            started_on,
            due_on: timer.due.due_on,
            today: calendar.date_of(now),
            zone: timer.due.zone.clone(),
            unit,
            days: calendar.explain(started_on, timer.due.due_on, unit, &paused)?,
        })
    }

    /// Whose calendar a clock runs in, and in what it is counted. None for business days of a calendar that has moved
    /// to another zone since: how they were counted is no longer known.
    fn counted_in(&self, timer: &Timer, reference: &Reference) -> Option<(Calendar, DayUnit)> {
        let policy = &reference.policy;
        let location = self
            .request()
            .map_or(&self.details.location, |request| &request.asked_of);
        let location = reference.location_of(self.partner, location);
        let partners = location.map_or(&reference.review_calendar, |location| &location.calendar);
        let review = &reference.review_calendar;
        let (calendar, length) = match timer.clock {
            Clock::Queue => (review, policy.queue),
            Clock::Review => (review, policy.review),
            Clock::Decision => (review, policy.decision),
            Clock::DisputeAnswer => (review, policy.dispute_answer),
            Clock::PartnerAnswer | Clock::HolderAnswer => (partners, policy.partner_answer),
            Clock::Consent => (partners, policy.consent),
            Clock::DisputeWindow => (partners, policy.dispute_window),
            Clock::DraftLife | Clock::Term => (partners, policy.draft_life),
        };
        let unit = DayUnit::from(length);
        let zone = &timer.due.zone;
        let calendar = match unit {
            DayUnit::CalendarDays => Calendar::of_zone(zone.clone()),
            DayUnit::BusinessDays if calendar.zone() == zone => calendar.clone(),
            DayUnit::BusinessDays => return None,
        };
        Some((calendar, unit))
    }
}

/// Whether an event starts a clock. An answer's extension moves its end only; a draft's life is started by every edit,
/// so the one with this very end is looked for.
fn starts(event: &Event, timer: &Timer) -> bool {
    match timer.clock {
        Clock::Queue => matches!(
            event,
            Event::Submitted { .. }
                | Event::Resubmitted {
                    next: AfterAnswer::Queue { .. },
                    ..
                }
        ),
        Clock::Review => matches!(event, Event::ReviewStarted { .. } | Event::Reopened { .. }),
        Clock::Decision => matches!(event, Event::Submitted { .. }),
        Clock::PartnerAnswer => matches!(event, Event::InformationRequested { .. }),
        Clock::Consent => matches!(event, Event::Approved { .. } | Event::CustomerContactConfirmed { .. }),
        Clock::DisputeWindow => matches!(
            event,
            Event::Rejected {
                dispute_window: Some(_),
                ..
            } | Event::AnswerLapsed {
                dispute_window: Some(_)
            } | Event::CustomerDeclined {
                dispute_window: Some(_),
                ..
            }
        ),
        Clock::DisputeAnswer => matches!(
            event,
            Event::Disputed { .. }
                | Event::Resubmitted {
                    next: AfterAnswer::Dispute { .. },
                    ..
                }
        ),
        Clock::DraftLife => life_given(event).is_some_and(|life| life.due == timer.due),
        // No event starts these two yet.
        Clock::HolderAnswer | Clock::Term => false,
    }
}

/// The life that an event gives a draft.
fn life_given(event: &Event) -> Option<&Timer> {
    if let Event::Created(created) = event {
        return Some(&created.draft_life);
    }
    if let Event::Edited { draft_life, .. } | Event::DocumentAdded { draft_life, .. } = event {
        return draft_life.as_ref();
    }
    None
}

/// The days on which the decision clock stood still: after a request until its answer (domain.md §6 d).
fn pauses(history: &[&Entry], calendar: &Calendar) -> Vec<(Date, Date)> {
    let mut asked = None;
    let mut pauses = Vec::new();
    for entry in history {
        if let Event::InformationRequested { asked_on, .. } = entry.event {
            asked = Some(asked_on);
        }
        if let (Event::Resubmitted { .. }, Some(after)) = (&entry.event, asked) {
            pauses.push((after, calendar.date_of(entry.at)));
            asked = None;
        }
    }
    pauses
}
