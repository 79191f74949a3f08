//! A list's state in the address of its page; what the address says wrongly narrows nothing.

use domain::calendar::Calendar;
use domain::claim::{Activity, Phase, Status, Turn};
use domain::id::{LocationId, ProgrammeCode};
use domain::instant::Instant;
use store::ClaimFilter;
use ui::claims::{ClaimSort, ListState};

use crate::pages::{Form, Visit};

/// No name is longer.
const TEXT_MAX: usize = 200;
/// Nobody chooses more of a kind.
const VALUES_MAX: usize = 20;

/// What the address asks for.
pub(super) fn read(query: &Form) -> ListState {
    let text = query.get("q").trim();
    ListState {
        text: text.chars().take(TEXT_MAX).collect(),
        statuses: all(query, "status", Status::from_code),
        phases: all(query, "phase", Phase::from_code),
        turns: all(query, "turn", Turn::from_code),
        programmes: all(query, "programme", |code| {
            code.parse::<ProgrammeCode>().ok().map(|code| code.to_string())
        }),
        activities: all(query, "activity", Activity::from_code),
        locations: all(query, "location", |id| {
            id.parse::<LocationId>().ok().map(|id| id.to_string())
        }),
        due_by: query.get("due_by").parse().ok(),
        sort: ClaimSort::from_code(query.get("sort")),
    }
}

fn all<T: PartialEq>(query: &Form, name: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut values: Vec<T> = Vec::new();
    for value in query.all(name).filter_map(parse).take(VALUES_MAX) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// The same for the store.
pub(super) fn filter(state: &ListState, visit: &Visit) -> ClaimFilter {
    let zone = Calendar::of_zone(visit.person.time_zone.clone());
    let due_by = state.due_by.and_then(|day| zone.end_of_day(day).ok());
    ClaimFilter {
        statuses: state.statuses.clone(),
        phases: state.phases.clone(),
        turns: state.turns.clone(),
        programmes: state.programmes.iter().filter_map(|code| code.parse().ok()).collect(),
        activities: state.activities.clone(),
        locations: state.locations.iter().filter_map(|id| id.parse().ok()).collect(),
        // A clock that ends with the day ends at the first instant after it.
        due_before: due_by.and_then(|due| Instant::from_microseconds(due.due_at.microseconds() + 1)),
        text: (!state.text.is_empty()).then(|| state.text.clone()),
        ..ClaimFilter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_address_says_wrongly_narrows_nothing_and_the_rest_stays() {
        let query = Form::parse(
            b"q=+coop+&status=approved&status=nonsense&status=approved&status=rejected&phase=&turn=me\
              &programme=osu&location=%27&activity=usage&due_by=2026-02-30&sort=sideways&cursor=x",
        );
        let state = read(&query);
        assert_eq!(
            state.address().to_string(),
            "/claims?q=coop&status=approved&status=rejected&programme=osu&activity=usage"
        );
        assert_eq!(
            read(&Form::parse(b"due_by=2026-02-28&sort=number"))
                .address()
                .to_string(),
            "/claims?due_by=2026-02-28&sort=number"
        );
    }
}
