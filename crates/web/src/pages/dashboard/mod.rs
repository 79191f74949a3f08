//! The partner's home.

mod figures;
mod todo;

use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::Turn;
use store::StoreError;
use ui::Section;
use ui::claims::{GroupKind, ListState};
use ui::dashboard::{DashboardPage, Figures, StatusFigure, Work};

use super::list::{Counts, choices, groups};
use super::{Visit, failure};

/// Claims of each group.
const OF_GROUP: u16 = 3;

/// Claims opened last.
const RECENT: usize = 5;

/// `GET /` for the partner.
pub(crate) async fn show(visit: Visit) -> Response {
    match page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(error) => visit.fault(&error),
    }
}

async fn page(visit: &Visit) -> Result<DashboardPage, StoreError> {
    let counts = Counts::of(visit).await?;
    let by_status: Vec<StatusFigure> = GroupKind::ALL
        .into_iter()
        .map(|kind| StatusFigure {
            kind,
            count: counts.of_group(kind).unwrap_or_default(),
        })
        .collect();
    let frame = visit.frame(Section::Dashboard);
    if by_status.iter().all(|figure| figure.count == 0) {
        return Ok(DashboardPage { frame, work: None });
    }
    Ok(DashboardPage {
        frame,
        work: Some(Work {
            todo: todo::todo(visit).await?,
            needed: counts.of_turn(Turn::Partner),
            recent: visit.recent().await?.into_iter().take(RECENT).collect(),
            figures: Figures {
                by_status,
                decisions: figures::decisions(visit).await?,
                deadlines: figures::deadlines(visit).await?,
            },
            groups: groups(visit, &ListState::default(), &counts, OF_GROUP).await?,
            choices: choices(visit, &visit.directory().reference),
        }),
    })
}
