//! `/queue`: what waits for the review team. All that narrows it stands in the address.

mod bulk;
mod disputes;
mod once;
mod peek;
mod saved;
mod state;
mod team;
mod walk;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::claim::{Motion, Refusal};
use domain::party::{Role, Scope};
use domain::reference::Reference;
use jiff::civil::{Date, Weekday};
use store::{CursorOf, PageRequest, QueueDays, StoreError, Workload};
use ui::Section;
use ui::parts::Choice;
use ui::vendor::{QueueLoad, QueueOffers, QueuePage};

use super::{lists, rows};
use crate::pages::paging::Pages;
use crate::pages::{Visit, Web, failure, saved_views};
use state::QueueState;
pub(crate) use walk::Walk;

/// The queue's pages.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/queue", get(queue))
        .route("/queue/next", get(first))
        .route("/queue/acts", post(bulk::act).get(bulk::outcome))
        .route("/queue/views", post(saved::change).get(back))
        .route("/queue/disputes", get(disputes::show))
        .route("/queue/team", get(team::show))
        .route("/queue/preview/{number}", get(peek::show))
}

/// Somebody opens a form's address.
async fn back() -> Response {
    Redirect::to("/queue").into_response()
}

/// The answer to whoever has no queue.
fn not_theirs(visit: &Visit) -> Option<Response> {
    let reviews = matches!(visit.person.role, Role::Reviewer | Role::ReviewLead);
    (!reviews).then(|| {
        visit.refuse(app::HandleError::Refused {
            refusal: Refusal::NotPermitted,
            claim: None,
        })
    })
}

/// `GET /queue/next`: the first claim of a view.
async fn first(visit: Visit) -> Response {
    if let Some(refused) = not_theirs(&visit) {
        return refused;
    }
    let state = QueueState::of(&visit.query).known(&visit.directory().reference);
    let walk = Walk::through(state.clone());
    match walk.next(&visit, None).await {
        Ok(Some(stored)) => Redirect::to(&walk.href(&stored.claim)).into_response(),
        Ok(None) => Redirect::to(&state.path()).into_response(),
        Err(error) => visit.fault(&error),
    }
}

/// `GET /queue`
async fn queue(visit: Visit) -> Response {
    if let Some(refused) = not_theirs(&visit) {
        return refused;
    }
    match page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(error) => visit.fault(&error),
    }
}

async fn page(visit: &Visit) -> Result<QueuePage, StoreError> {
    let directory = visit.directory();
    let reference = &directory.reference;
    let env = visit.web.env();
    let scope = Scope::of(&visit.actor);
    let state = QueueState::of(&visit.query).known(reference);
    let pages = Pages::of(visit, "/queue", &NAMES);
    let request = lists::request(visit, CursorOf::Queue);
    let asked = state.asked(visit.person.id, reference);
    let found = env.store.list_queue(&scope, &asked, &request).await?;
    let walk = Walk::through(state.clone());
    let load = load(visit, found.items.is_empty()).await?;
    let first = walk.next(visit, None).await?;
    let next_path = match state.query().as_str() {
        "" => "/queue/next".to_owned(),
        query => format!("/queue/next?{query}"),
    };
    let claims = found.items.iter().map(|stored| &stored.claim);
    Ok(QueuePage {
        frame: visit.frame(Section::Queue),
        offers: offers(reference),
        load,
        saved: saved_views::QUEUE.views(visit, state.query()).await?,
        state: state.query(),
        groups: rows::groups(claims, visit.person.id, reference, env.now(), &walk),
        first: first.map(|_| next_path),
        reviewers: match visit.person.role {
            Role::ReviewLead => rows::reviewers(reference, |_| true),
            Role::Reviewer
            | Role::GlobalAdmin
            | Role::BillingAdmin
            | Role::IncentivesAdmin
            | Role::IncentivesUser
            | Role::ProgrammeManager
            | Role::Auditor
            | Role::SystemAdmin => Vec::new(),
        },
        decided: walk::decided(visit),
        next: pages.next(found.next),
        start: pages.start(request.after),
        filter: state.filter,
    })
}

const NAMES: [&str; 8] = [
    "whose",
    "status",
    "phase",
    "programme",
    "activity",
    "partner",
    "due_before",
    "q",
];

/// The review team's days by which the queue is counted.
fn days(visit: &Visit) -> QueueDays {
    let today = visit
        .directory()
        .reference
        .review_calendar
        .date_of(visit.web.env().now());
    let week_end = today
        .nth_weekday(1, Weekday::Monday)
        .or_else(|_| today.tomorrow())
        .unwrap_or(today);
    QueueDays { today, week_end }
}

async fn load(visit: &Visit, empty: bool) -> Result<QueueLoad, StoreError> {
    let scope = Scope::of(&visit.actor);
    let store = &visit.web.env().store;
    let days = days(visit);
    let all = store.count_workload(&scope, days, QueueLoad::COUNTED_MAX).await?;
    let sum = |each: fn(&Workload) -> i64| all.iter().map(each).sum();
    let with = |reviewer| {
        let found = all.iter().find(|load: &&Workload| load.reviewer == reviewer);
        found.map_or(0, |load| load.open)
    };
    Ok(QueueLoad {
        open: sum(|load| load.open),
        late: sum(|load| load.late),
        today: sum(|load| load.today),
        mine: with(Some(visit.person.id)),
        nobody: with(None),
        on: days.today,
        first_due: if empty { first_due(visit).await? } else { None },
    })
}

/// The day of what is due first in the whole queue: said when a view of it is empty.
async fn first_due(visit: &Visit) -> Result<Option<Date>, StoreError> {
    let scope = Scope::of(&visit.actor);
    let everything = QueueState::default().asked(visit.person.id, &visit.directory().reference);
    let store = &visit.web.env().store;
    let found = store.list_queue(&scope, &everything, &PageRequest::first(1)).await?;
    let timers = found.items.iter().flat_map(|stored| &stored.claim.timers);
    let counting = timers.filter(|timer| timer.motion != Motion::Paused);
    Ok(counting.map(|timer| timer.due.due_on).min())
}

fn offers(reference: &Reference) -> QueueOffers {
    let mut partners: Vec<Choice> = reference
        .partners
        .values()
        .map(|partner| Choice::new(partner.id.to_string(), partner.name.to_string()))
        .collect();
    partners.sort_by(|one, other| one.label.cmp(&other.label));
    let mut reviewers: Vec<Choice> = reference
        .people
        .values()
        .filter(|person| matches!(person.role, Role::Reviewer | Role::ReviewLead))
        .map(|person| Choice::new(person.id.to_string(), person.name.to_string()))
        .collect();
    reviewers.sort_by(|one, other| one.label.cmp(&other.label));
    QueueOffers {
        programmes: reference
            .programmes
            .values()
            .map(|programme| Choice::new(programme.code.to_string(), programme.name.to_string()))
            .collect(),
        partners,
        reviewers,
    }
}
