//! The forms that make and change a claim.

use std::sync::LazyLock;

use askama::Template;
use domain::claim::Activity;
use domain::place::{CountryCode, Language};

use super::standing::{DuplicateView, LocationView};
use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::parts::{Choice, DeadlineView, FieldError, Stale, StatusView};

/// Read once: the table they come from is long.
static COUNTRIES: LazyLock<Vec<CountryCode>> = LazyLock::new(CountryCode::all);

/// `/claims/new`: form to `/claims` with `name` and `location_id`.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/new.html")]
pub struct NewClaimPage {
    /// The frame.
    pub frame: Frame,
    /// The locations this person works for.
    pub locations: Vec<LocationView>,
    /// What was typed: `name`, `location_id`.
    pub typed: Fields,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// Which fields a form may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EditMode {
    /// A draft: everything.
    Draft,
    /// After submission: location, lines, contacts, reference (domain.md §5).
    Submitted,
}

/// What can be chosen from.
#[derive(Clone, Debug, Default)]
pub struct DraftChoices {
    /// The locations this person works for.
    pub locations: Vec<LocationView>,
    /// Programme codes and names.
    pub programmes: Vec<Choice>,
    /// Product codes and names, those claimable now.
    pub products: Vec<Choice>,
}

/// `/claims/{number}/edit`: form to the same path; the button `add_line` asks for one row more, nothing saved.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/edit.html")]
pub struct DraftPage {
    /// The frame.
    pub frame: Frame,
    /// The claim's number.
    pub number: String,
    /// The version that the form sends back.
    pub version: i64,
    /// Status, phase, turn.
    pub state: StatusView,
    /// Which fields may be changed.
    pub mode: EditMode,
    /// Until when an untouched draft is kept.
    pub kept: Option<DeadlineView>,
    /// What can be chosen from.
    pub choices: DraftChoices,
    /// What is in the fields, by the names of the write body, flat.
    pub typed: Fields,
    /// How many empty line rows to show after the filled ones.
    pub empty_lines: usize,
    /// Another own claim that claims the same.
    pub duplicate: Option<DuplicateView>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Set when somebody changed the claim meanwhile: nothing was saved, what was typed is kept.
    pub stale: Option<Stale>,
    /// The claim's values as they are now, shown beside what was typed when it is stale.
    pub now: Option<Fields>,
}

impl NewClaimPage {
    fn location_choices(&self) -> Vec<Choice> {
        location_choices(&self.locations)
    }
}

fn location_choices(locations: &[LocationView]) -> Vec<Choice> {
    locations
        .iter()
        .map(|each| Choice::new(&each.id, format!("{} ({})", each.name, each.id)))
        .collect()
}

impl DraftPage {
    fn is_draft(&self) -> bool {
        self.mode == EditMode::Draft
    }

    fn path(&self) -> String {
        format!("/claims/{}", self.number)
    }

    fn heading(&self) -> String {
        match self.mode {
            EditMode::Draft => self.frame.text.edit_title_draft(),
            EditMode::Submitted => self.frame.text.edit_title_submitted(),
        }
    }

    pub(super) fn location_choices(&self) -> Vec<Choice> {
        location_choices(&self.choices.locations)
    }

    pub(super) fn activities(&self) -> Vec<Choice> {
        Activity::ALL
            .iter()
            .map(|each| Choice::new(each.code(), self.frame.text.activity(each)))
            .collect()
    }

    pub(super) fn languages(&self) -> Vec<Choice> {
        Language::ALL
            .iter()
            .map(|each| Choice::new(each.tag(), self.frame.text.language_name(each)))
            .collect()
    }

    pub(super) fn countries(&self) -> Vec<Choice> {
        let named = |code: &CountryCode| Choice::new(code.as_str(), self.frame.text.country(code.as_str()));
        let mut all: Vec<Choice> = COUNTRIES.iter().map(named).collect();
        all.sort_by(|one, other| one.label.cmp(&other.label));
        all
    }

    /// The numbers of the line rows.
    fn rows(&self) -> std::ops::Range<usize> {
        0..(self.typed.line_count() + self.empty_lines).min(crate::fields::LINES_MAX)
    }

    fn row_name(&self, row: &usize, field: &str) -> String {
        format!("lines.{row}.{field}")
    }

    fn recognition_only(&self) -> bool {
        self.typed.text("recognition_only").is_some()
    }
}
