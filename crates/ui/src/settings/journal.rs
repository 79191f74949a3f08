//! Who changed what about access and reference data.

use askama::Template;
use jiff::Timestamp;

use super::{Place, places};
use crate::frame::{Frame, Section};

/// An entry.
#[derive(Clone, Debug)]
pub struct JournalView {
    /// When.
    pub at: Timestamp,
    /// Who; empty: whoever held the link of the first start.
    pub by: String,
    /// The kind of thing, by its code: `programme`.
    pub kind: String,
    /// Its name, or its key.
    pub name: String,
    /// What was done, by its code.
    pub act: String,
    /// Field by its name, before, after.
    pub fields: Vec<(String, String, String)>,
}

/// `/settings/journal`
#[derive(Template, Clone, Debug)]
#[template(path = "settings/journal.html")]
pub struct JournalPage {
    /// The frame.
    pub frame: Frame,
    /// The entries, newest first.
    pub entries: Vec<JournalView>,
    /// The next page.
    pub next: Option<String>,
    /// The first page.
    pub start: Option<String>,
}

impl JournalPage {
    fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, Place::Journal)
    }

    fn heading(&self, entry: &JournalView) -> String {
        let text = &self.frame.text;
        let kind = text
            .by_code("journal-kind", &entry.kind)
            .unwrap_or_else(|| entry.kind.clone());
        let act = text
            .by_code("journal-act", &entry.act)
            .unwrap_or_else(|| entry.act.clone());
        if entry.name.is_empty() {
            text.journal_heading(act, kind)
        } else {
            text.journal_heading_named(act, kind, &entry.name)
        }
    }

    fn by(&self, entry: &JournalView) -> String {
        if entry.by.is_empty() {
            self.frame.text.journal_by_setup()
        } else {
            entry.by.clone()
        }
    }

    fn label(&self, field: &str) -> String {
        self.frame.text.settings_field(field)
    }
}
