//! Named views of a list, kept with the account.

/// A named view.
#[derive(Clone, Debug)]
pub struct SavedView {
    /// What the account calls it.
    pub name: String,
    /// The list's address with its filters.
    pub href: String,
    /// Whether the page shows it.
    pub current: bool,
}

/// The views of a list, and the one that could be saved.
#[derive(Clone, Debug)]
pub struct SavedViews {
    /// The list's path. Its forms are sent to `views` below it.
    pub path: &'static str,
    /// The filters of the page as they stand in the address; empty: none, which needs no name.
    pub state: String,
    /// The account's views.
    pub all: Vec<SavedView>,
}

impl SavedViews {
    /// The saved view that is shown.
    pub(crate) fn shown(&self) -> Option<&SavedView> {
        self.all.iter().find(|view| view.current)
    }

    /// Its name, or nothing.
    pub(crate) fn shown_name(&self) -> &str {
        self.shown().map(|view| view.name.as_str()).unwrap_or_default()
    }
}
