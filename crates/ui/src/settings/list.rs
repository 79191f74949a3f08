//! A list of the settings: what there is, and what to add.

use askama::Template;

use super::{Place, places};
use crate::frame::{Frame, Section};

/// What stands in a column.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words.
    Words(String),
    /// An address, which may be broken behind its sign where the column is narrow.
    Mail(String),
}

impl From<String> for Cell {
    fn from(words: String) -> Cell {
        Cell::Words(words)
    }
}

/// A row: its name leads to its form.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// The name.
    pub name: String,
    /// Its form.
    pub href: String,
    /// The other columns.
    pub cells: Vec<Cell>,
    /// Said of what rests or isn't usable yet.
    pub note: Option<String>,
}

/// A list.
#[derive(Template, Clone, Debug)]
#[template(path = "settings/list.html")]
pub struct ListPage {
    /// The frame.
    pub frame: Frame,
    /// Where among the settings.
    pub place: Place,
    /// The heading.
    pub title: String,
    /// What it is.
    pub lead: String,
    /// The columns' headings, the name's first.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ListRow>,
    /// What to add, with its address.
    pub add: Vec<(String, String)>,
    /// Said when there is nothing: heading and what comes next.
    pub empty: (String, String),
    /// The text looked for, where the list can be searched.
    pub query: Option<String>,
    /// The next page.
    pub next: Option<String>,
    /// The first page.
    pub start: Option<String>,
}

impl ListPage {
    pub(crate) fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, self.place)
    }

    fn path(&self) -> &'static str {
        self.place.path()
    }

    /// Cells with their column's heading, for narrow windows.
    fn labelled<'a>(&'a self, row: &'a ListRow) -> impl Iterator<Item = (&'a String, &'a Cell)> {
        self.columns.iter().skip(1).zip(&row.cells)
    }
}
