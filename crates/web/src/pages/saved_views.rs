//! Named views of a list, kept with the account.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::{Deserialize, Serialize};
use store::{PreferenceKept, StoreError};
use ui::Flash;
use ui::saved::{SavedView, SavedViews};

use super::visit::done;
use super::{Form, Visit};

/// More are no help above a list.
const VIEWS_MAX: usize = 12;
const NAME_CHARACTERS_MAX: usize = 40;

/// A list that has named views.
#[derive(Clone, Copy)]
pub(crate) struct List {
    path: &'static str,
    preference: &'static str,
}

/// `/queue`
pub(crate) const QUEUE: List = List {
    path: "/queue",
    preference: "queue_views",
};

/// `/claims`
pub(crate) const CLAIMS: List = List {
    path: "/claims",
    preference: "claim_views",
};

/// A view as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Kept {
    name: String,
    state: String,
}

impl List {
    /// The account's views; `state` is what narrows the page, as it stands in the address.
    pub(crate) async fn views(self, visit: &Visit, state: String) -> Result<SavedViews, StoreError> {
        let preferences = visit.web.env().store.preferences(visit.person.id).await?;
        let view = |kept: Kept| SavedView {
            current: kept.state == state,
            name: kept.name,
            href: self.address(&kept.state),
        };
        Ok(SavedViews {
            path: self.path,
            all: self.kept(&preferences).into_iter().map(view).collect(),
            state,
        })
    }

    fn address(self, state: &str) -> String {
        match state {
            "" => self.path.to_owned(),
            state => format!("{}?{state}", self.path),
        }
    }

    /// What can't be read any more is no view.
    fn kept(self, preferences: &BTreeMap<String, String>) -> Vec<Kept> {
        let text = preferences.get(self.preference).map(String::as_str).unwrap_or("[]");
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Saves, renames or deletes the view of these filters.
    pub(crate) async fn change(self, visit: &Visit, form: &Form, state: &str) -> Response {
        let store = &visit.web.env().store;
        let preferences = match store.preferences(visit.person.id).await {
            Ok(preferences) => preferences,
            Err(error) => return visit.fault(&error),
        };
        let mut views = self.kept(&preferences);
        let flash = changed(&mut views, form.get("act"), form.get("name"), state);
        if matches!(flash, Flash::ViewSaved | Flash::ViewRenamed | Flash::ViewRemoved) {
            let value = serde_json::to_string(&views).ok();
            match store.put_preference(visit.person.id, self.preference, value).await {
                Ok(PreferenceKept::Kept) => {}
                Ok(PreferenceKept::TooLong) => return done(&self.address(state), Flash::ViewsFull),
                Err(error) => return visit.fault(&error),
            }
        }
        done(&self.address(state), flash)
    }
}

/// A view is known by its filters: saving them again gives it another name.
fn changed(views: &mut Vec<Kept>, act: &str, name: &str, state: &str) -> Flash {
    let place = views.iter().position(|view| view.state == state);
    if act == "remove" {
        views.retain(|view| view.state != state);
        return Flash::ViewRemoved;
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX || state.is_empty() {
        return Flash::ViewUnnamed;
    }
    if let Some(view) = place.and_then(|place| views.get_mut(place)) {
        view.name = name;
        return Flash::ViewRenamed;
    }
    if views.len() >= VIEWS_MAX {
        return Flash::ViewsFull;
    }
    views.push(Kept {
        name,
        state: state.to_owned(),
    });
    Flash::ViewSaved
}

#[cfg(test)]
mod tests {
    use ui::Flash;

    use super::{CLAIMS, VIEWS_MAX, changed};

    #[test]
    fn views_are_saved_renamed_and_deleted_by_their_filters() {
        let mut views = Vec::new();
        let mut act = |act: &str, name: &str, state: &str| changed(&mut views, act, name, state);
        assert_eq!(act("save", "  Late  ones ", "whose=mine"), Flash::ViewSaved);
        assert_eq!(act("save", "Mine", "whose=mine"), Flash::ViewRenamed);
        assert_eq!(act("save", " ", "whose=unassigned"), Flash::ViewUnnamed);
        assert_eq!(act("save", "Everything", ""), Flash::ViewUnnamed);
        for number in 1..VIEWS_MAX {
            assert_eq!(act("save", "n", &format!("q={number}")), Flash::ViewSaved);
        }
        assert_eq!(act("save", "one more", "q=more"), Flash::ViewsFull);
        assert_eq!(act("remove", "", "whose=mine"), Flash::ViewRemoved);
        assert_eq!(views.len(), VIEWS_MAX - 1);
        assert!(views.iter().all(|view| view.state != "whose=mine"));
    }

    #[test]
    fn a_view_leads_to_its_list() {
        assert_eq!(CLAIMS.address("turn=partner"), "/claims?turn=partner");
        assert_eq!(CLAIMS.address(""), "/claims");
    }
}
