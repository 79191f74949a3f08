//! `/settings/health`.

use app::settings::permit::Area;
use axum::http::StatusCode;
use axum::response::Response;
use domain::instant::Instant;
use store::Store;
use ui::Section;
use ui::settings::{CheckView, HealthPage};

use super::permitted;
use crate::pages::{Visit, failure};

const MINUTE_MICROSECONDS: i64 = 60_000_000;

/// `GET /settings/health`
pub(super) async fn health(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Health) {
        return *refused;
    }
    let env = visit.web.env();
    let vitals = match env.store.vitals().await {
        Ok(vitals) => vitals,
        Err(error) => return visit.fault(&error),
    };
    let now = env.now();
    let free = env.store.database().and_then(|file| (env.ports.free_bytes)(file));
    let checks = vec![
        CheckView::Store(env.store.probe().await.is_ok()),
        CheckView::Blobs(env.blobs.probe().await.is_ok()),
        CheckView::Timers(minutes_since(now, vitals.next_wake_at)),
        CheckView::Outbox(minutes_since(now, vitals.unsent_since)),
        CheckView::Disk(free.and_then(|bytes| i64::try_from(bytes).ok())),
    ];
    let page = HealthPage {
        frame: visit.frame(Section::Settings),
        checks,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        schema: Store::schema_version(),
        claims: vitals.claims,
        accounts: vitals.accounts,
        sessions: vitals.sessions,
        size_bytes: vitals.size_bytes,
    };
    failure::answer(StatusCode::OK, &page)
}

fn minutes_since(now: Instant, at: Option<Instant>) -> i64 {
    let late = at.map_or(0, |at| now.microseconds() - at.microseconds());
    late.max(0) / MINUTE_MICROSECONDS
}
