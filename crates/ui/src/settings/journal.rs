//! Who changed what about access and reference data.

mod words;

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Place, places};
use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::guidelines::subject;
use crate::parts::{Choice, FieldError};
use crate::text::Text;
use domain::claim::InformationReason;

/// The kinds of things that the journal tells of, by their codes.
pub const KINDS: [&str; 9] = [
    "account",
    "partner",
    "location",
    "programme",
    "guidelines",
    "product",
    "policy",
    "review_calendar",
    "vendor",
];

/// An entry.
#[derive(Clone, Debug)]
pub struct JournalView {
    /// Its place in the journal.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who; empty: whoever held the link of the first start.
    pub by: String,
    /// Everything by the same account.
    pub by_href: Option<String>,
    /// The kind of thing, by its code: `programme`.
    pub kind: String,
    /// Its name, or its key.
    pub name: String,
    /// Where it is, for whoever may open it.
    pub href: Option<String>,
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
    /// What narrows the list: `kind`, `by`, `from`, `until`.
    pub filter: Fields,
    /// Whom `by` can name.
    pub people: Vec<Choice>,
    /// The entries, newest first.
    pub entries: Vec<JournalView>,
    /// The same list as a table to keep.
    pub csv: String,
    /// The next page.
    pub next: Option<String>,
    /// The first page.
    pub start: Option<String>,
}

/// A field of an entry in words.
struct FieldSaid {
    label: String,
    before: String,
    after: String,
}

impl JournalPage {
    fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, Place::Journal)
    }

    fn is_narrowed(&self) -> bool {
        ["kind", "by", "from", "until"]
            .iter()
            .any(|name| self.filter.text(name).is_some())
    }

    fn errors(&self) -> Vec<FieldError> {
        let text = &self.frame.text;
        [("from", text.journal_from()), ("until", text.journal_until())]
            .into_iter()
            .filter_map(|(field, label)| {
                let problem = self.filter.get(field).error.as_ref()?;
                Some(FieldError {
                    field: field.to_owned(),
                    message: text.problem_of_field(&label, problem),
                })
            })
            .collect()
    }

    fn kinds(&self) -> Vec<Choice> {
        let kind = |code: &&str| {
            let name = self.frame.text.by_code("journal-kind", code);
            Choice::new(*code, name.unwrap_or_else(|| (*code).to_owned()))
        };
        KINDS.iter().map(kind).collect()
    }

    /// The entries by the reader's days.
    fn days(&self) -> Vec<(String, Vec<&JournalView>)> {
        let mut days: Vec<(Date, Vec<&JournalView>)> = Vec::new();
        for entry in &self.entries {
            let day = entry.at.to_zoned(self.frame.reader.zone.rules()).date();
            match days.last_mut() {
                Some((last, entries)) if *last == day => entries.push(entry),
                Some(_) | None => days.push((day, vec![entry])),
            }
        }
        days.into_iter()
            .map(|(day, entries)| (self.frame.reader.day_with_year(&day), entries))
            .collect()
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

    fn said(&self, entry: &JournalView) -> Vec<FieldSaid> {
        let text = &self.frame.text;
        let said = |(field, before, after): &(String, String, String)| {
            let (before, after) = words::both(text, field, before, after);
            FieldSaid {
                label: label(text, field),
                before,
                after,
            }
        };
        entry.fields.iter().map(said).collect()
    }
}

fn label(text: &Text, field: &str) -> String {
    match InformationReason::from_code(field) {
        Some(reason) => subject(text, &reason),
        None => text.settings_field(field),
    }
}
