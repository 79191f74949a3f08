//! How a claim's deadlines were counted, and the dates of its life, from its history.

use domain::claim::{Claim, Clock, Entry, Event, Motion};
use domain::instant::Instant;
use domain::reference::Reference;
use store::StoredEntry;
use ui::days::{DaysFrom, DaysView};
use ui::life::LifeDates;

/// The month strip of the first of these clocks that runs or has passed: those of a claim's turn are
/// `TurnView::clocks`. `entries` are what moved the claim, oldest first
/// (`Store::list_milestones`; with edits left out, an edited draft has no strip).
pub(crate) fn days(
    claim: &Claim,
    clocks: &[Clock],
    entries: &[StoredEntry],
    reference: &Reference,
    now: Instant,
) -> Option<DaysView> {
    let timers = clocks.iter().filter_map(|clock| claim.timer(*clock));
    let timer = timers.into_iter().find(|timer| timer.motion != Motion::Paused)?;
    let history: Vec<&Entry> = entries.iter().map(|stored| &stored.entry).collect();
    let period = claim.period(timer, &history, reference, now)?;
    DaysView::new(DaysFrom {
        started_on: period.started_on,
        due_on: period.due_on,
        today: period.today,
        zone: period.zone,
        unit: period.unit,
        counted: period.days,
    })
}

/// The instants of the life picture.
pub(crate) fn life_dates(claim: &Claim, entries: &[StoredEntry]) -> LifeDates {
    let last = |is: fn(&Event) -> bool| {
        let found = entries.iter().rfind(|stored| is(&stored.entry.event));
        found.map(|stored| stored.entry.at.timestamp())
    };
    LifeDates {
        created_at: Some(claim.created_at.timestamp()),
        submitted_at: claim.submitted_at.map(|at| at.timestamp()),
        reviewed_at: last(|event| matches!(event, Event::ReviewStarted { .. })),
        answered_at: last(|event| matches!(event, Event::Resubmitted { .. })),
        approved_at: last(|event| matches!(event, Event::Approved { .. })),
        in_force_at: claim
            .association
            .and_then(|association| association.in_force_at)
            .map(|at| at.timestamp()),
        ended_at: last(|event| matches!(event, Event::AssociationEnded { .. })),
        rejected_at: last(|event| {
            matches!(
                event,
                Event::Rejected { .. }
                    | Event::AnswerLapsed { .. }
                    | Event::CustomerDeclined { .. }
                    | Event::ConsentLapsed { .. }
                    | Event::Withdrawn { .. }
            )
        }),
        disputed_at: last(|event| matches!(event, Event::Disputed { .. })),
    }
}
