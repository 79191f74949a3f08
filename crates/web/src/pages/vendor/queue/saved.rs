//! Named views of the queue, kept with the account.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::{Deserialize, Serialize};
use store::PreferenceKept;
use ui::Flash;
use ui::vendor::SavedView;

use super::state::QueueState;
use crate::pages::Sent;
use crate::pages::visit::done;

/// The preference's name.
const PREFERENCE: &str = "queue_views";
/// Tabs above a list: more are no help.
const VIEWS_MAX: usize = 12;
const NAME_CHARACTERS_MAX: usize = 40;

/// A view as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Kept {
    name: String,
    state: String,
}

/// What became of the views.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Changed {
    Saved,
    Renamed,
    Removed,
    Unnamed,
    TooMany,
}

/// The account's views, the shown one marked.
pub(super) fn views(preferences: &BTreeMap<String, String>, shown: &QueueState) -> Vec<SavedView> {
    let query = shown.query();
    let view = |kept: Kept| SavedView {
        current: kept.state == query,
        name: kept.name,
        state: kept.state,
    };
    kept(preferences).into_iter().map(view).collect()
}

/// What can't be read any more is no view.
fn kept(preferences: &BTreeMap<String, String>) -> Vec<Kept> {
    let text = preferences.get(PREFERENCE).map(String::as_str).unwrap_or("[]");
    serde_json::from_str(text).unwrap_or_default()
}

/// `POST /queue/views`: saves, renames or deletes the view of these filters.
pub(super) async fn change(sent: Sent) -> Response {
    let Sent { visit, form } = sent;
    if let Some(refused) = super::not_theirs(&visit) {
        return refused;
    }
    let store = &visit.web.env().store;
    let preferences = match store.preferences(visit.person.id).await {
        Ok(preferences) => preferences,
        Err(error) => return visit.fault(&error),
    };
    let state = QueueState::parse(form.get("state"));
    let mut views = kept(&preferences);
    let changed = changed(&mut views, form.get("act"), form.get("name"), &state.query());
    if matches!(changed, Changed::Saved | Changed::Renamed | Changed::Removed) {
        let value = serde_json::to_string(&views).ok();
        match store.put_preference(visit.person.id, PREFERENCE, value).await {
            Ok(PreferenceKept::Kept) => {}
            Ok(PreferenceKept::TooLong) => return done(&state.path(), Flash::ViewsFull),
            Err(error) => return visit.fault(&error),
        }
    }
    let flash = match changed {
        Changed::Saved => Flash::ViewSaved,
        Changed::Renamed => Flash::ViewRenamed,
        Changed::Removed => Flash::ViewRemoved,
        Changed::Unnamed => Flash::ViewUnnamed,
        Changed::TooMany => Flash::ViewsFull,
    };
    done(&state.path(), flash)
}

/// A view is known by its filters: saving them again gives it another name.
fn changed(views: &mut Vec<Kept>, act: &str, name: &str, state: &str) -> Changed {
    let place = views.iter().position(|view| view.state == state);
    if act == "remove" {
        views.retain(|view| view.state != state);
        return Changed::Removed;
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX || state.is_empty() {
        return Changed::Unnamed;
    }
    if let Some(view) = place.and_then(|place| views.get_mut(place)) {
        view.name = name;
        return Changed::Renamed;
    }
    if views.len() >= VIEWS_MAX {
        return Changed::TooMany;
    }
    views.push(Kept {
        name,
        state: state.to_owned(),
    });
    Changed::Saved
}

#[cfg(test)]
mod tests {
    use super::{Changed, VIEWS_MAX, changed};

    #[test]
    fn views_are_saved_renamed_and_deleted_by_their_filters() {
        let mut views = Vec::new();
        let mut act = |act: &str, name: &str, state: &str| changed(&mut views, act, name, state);
        assert_eq!(act("save", "  Late  ones ", "whose=mine"), Changed::Saved);
        assert_eq!(act("save", "Mine", "whose=mine"), Changed::Renamed);
        assert_eq!(act("save", " ", "whose=unassigned"), Changed::Unnamed);
        assert_eq!(act("save", "Everything", ""), Changed::Unnamed);
        for number in 1..VIEWS_MAX {
            assert_eq!(act("save", "n", &format!("q={number}")), Changed::Saved);
        }
        assert_eq!(act("save", "one more", "q=more"), Changed::TooMany);
        assert_eq!(act("remove", "", "whose=mine"), Changed::Removed);
        assert_eq!(views.len(), VIEWS_MAX - 1);
        assert!(views.iter().all(|view| view.state != "whose=mine"));
    }
}
