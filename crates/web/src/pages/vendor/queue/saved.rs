//! Named views of the queue.

use axum::response::Response;

use super::state::QueueState;
use crate::pages::Sent;
use crate::pages::saved_views::QUEUE;

/// `POST /queue/views`: saves, renames or deletes the view of these filters.
pub(super) async fn change(sent: Sent) -> Response {
    let Sent { visit, form } = sent;
    if let Some(refused) = super::not_theirs(&visit) {
        return refused;
    }
    let state = QueueState::parse(form.get("state"));
    QUEUE.change(&visit, &form, &state.query()).await
}
