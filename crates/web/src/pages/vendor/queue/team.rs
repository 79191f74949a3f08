//! `/queue/team`: the lead's view of what waits with whom.

use axum::http::StatusCode;
use axum::response::Response;
use domain::id::UserId;
use domain::party::{Role, Scope};
use store::{Cursor, CursorOf, StoreError, Workload};
use ui::Section;
use ui::vendor::{MoreTime, TeamPage, TeamRow};

use super::super::{past, rows, work};
use crate::pages::paging::Pages;
use crate::pages::{Visit, failure};

/// More open claims than any review team has.
const COUNTED_MAX: u32 = 50_000;

pub(super) async fn show(visit: Visit) -> Response {
    if visit.person.role != Role::ReviewLead {
        return visit.forbidden();
    }
    let rows = match team(&visit).await {
        Ok(rows) => rows,
        Err(error) => return visit.fault(&error),
    };
    let after = Cursor::parse(visit.query.get("cursor"), CursorOf::ClaimsByDue).ok();
    let (more_time, next) = match more_time(&visit, after).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let days = super::days(&visit);
    let pages = Pages::of(&visit, "/queue/team", &[]);
    let page = TeamPage {
        frame: visit.frame(Section::Team),
        rows,
        today: days.today,
        tomorrow: days.today.tomorrow().unwrap_or(days.today),
        week_end: days.week_end,
        more_time,
        next: pages.next(next),
        start: pages.start(after),
    };
    failure::answer(StatusCode::OK, &page)
}

/// Nobody's claims first, then everybody who reviews, those with the most that is late first. Somebody who reviews no
/// more is shown as long as claims wait there.
async fn team(visit: &Visit) -> Result<Vec<TeamRow>, StoreError> {
    let store = &visit.web.env().store;
    let counted = store
        .count_workload(&Scope::of(&visit.actor), super::days(visit), COUNTED_MAX)
        .await?;
    let directory = visit.directory();
    let people = &directory.reference.people;
    let load = |reviewer: Option<UserId>| {
        let found = counted.iter().find(|load| load.reviewer == reviewer).copied();
        found.unwrap_or(Workload {
            reviewer,
            ..Workload::default()
        })
    };
    let reviews = |id: &UserId| {
        let role = people.get(id).map(|person| person.role);
        matches!(role, Some(Role::Reviewer | Role::ReviewLead)) || load(Some(*id)).open > 0
    };
    let mut rows: Vec<TeamRow> = people
        .keys()
        .filter(|id| reviews(id))
        .map(|id| {
            let name = people.get(id).map(|person| person.name.to_string());
            row(load(Some(*id)), Some((id.to_string(), name.unwrap_or_default())))
        })
        .collect();
    rows.sort_by(|one, other| {
        let key = |row: &TeamRow| (-row.late, -row.open, row.person.clone().map(|(_, name)| name));
        key(one).cmp(&key(other))
    });
    rows.insert(0, row(load(None), None));
    Ok(rows)
}

fn row(load: Workload, person: Option<(String, String)>) -> TeamRow {
    TeamRow {
        person,
        open: load.open,
        late: load.late,
        today: load.late + load.today,
        week: load.late + load.week,
    }
}

async fn more_time(visit: &Visit, after: Option<Cursor>) -> Result<(Vec<MoreTime>, Option<Cursor>), Response> {
    let env = visit.web.env();
    let found = env.store.list_more_time(&Scope::of(&visit.actor), after).await;
    let found = found.map_err(|error| visit.fault(&error))?;
    let directory = visit.directory();
    let mut asked = Vec::new();
    for stored in &found.items {
        let entries = work::entries(visit, stored).await?;
        // An answer that has been extended once can't be again.
        if let Some(said) = past::more_time(&stored.claim, &entries) {
            let row = rows::row(&stored.claim, visit.person.id, &directory.reference, env.now());
            asked.push(MoreTime { row, said });
        }
    }
    Ok((asked, found.next))
}
