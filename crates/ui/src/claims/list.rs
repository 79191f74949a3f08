//! `/claims`: the page, its filter and what stands above it.

use askama::Template;
use domain::claim::{Activity, Phase, Status, Turn};
use domain::party::Role;

use super::group::ClaimGroup;
use super::state::{ClaimSort, ListState};
use crate::frame::{Frame, Section};
use crate::parts::Choice;
use crate::saved::SavedViews;

/// `/claims`, for every role that sees claims.
#[derive(Template, Clone, Debug)]
#[template(path = "claims/list.html")]
pub struct ClaimsPage {
    /// The frame; its `query` stands in the search field.
    pub frame: Frame,
    /// What the list shows.
    pub state: ListState,
    /// What it may be narrowed to.
    pub choices: ListChoices,
    /// The reader's own views.
    pub views: SavedViews,
    /// The claims of this page.
    pub groups: Vec<ClaimGroup>,
    /// How many claims match.
    pub total: Total,
    /// The next page's address.
    pub next: Option<String>,
    /// The first page's address, on a later one.
    pub start: Option<String>,
}

/// What a list may be narrowed to, beside what everybody knows.
#[derive(Clone, Default, Debug)]
pub struct ListChoices {
    /// The programmes.
    pub programmes: Vec<Choice>,
    /// The reader's own locations.
    pub locations: Vec<Choice>,
}

/// How many claims match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Total {
    /// So many.
    Exactly(i64),
    /// So many and more: they aren't counted further.
    Over(i64),
    /// Not counted; so many stand on this page.
    Here(usize),
}

/// A field of the filter with one value.
#[derive(Clone, Debug)]
pub(crate) struct FilterField {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// What it reads when it narrows nothing.
    pub(crate) any: String,
    pub(crate) choices: Vec<Choice>,
    chosen: Vec<String>,
}

/// A filter in use, which its link takes away.
#[derive(Clone, Debug)]
pub(crate) struct Chip {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) without: String,
}

/// A column's heading, which is a link if the list can be ordered by it.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Classes of the heading.
    pub(crate) class: &'static str,
    sort: Option<ClaimSort>,
    pub(crate) href: Option<String>,
    /// `aria-sort`, of the column the list is ordered by.
    pub(crate) sorted: Option<&'static str>,
}

impl FilterField {
    pub(crate) fn is_chosen(&self, choice: &Choice) -> bool {
        self.chosen.first() == Some(&choice.value)
    }

    /// A select shows one value; the others of a shared address are kept beside it.
    pub(crate) fn others(&self) -> &[String] {
        self.chosen.get(1..).unwrap_or_default()
    }
}

impl Column {
    pub(crate) fn arrow(&self) -> &'static str {
        match self.sort {
            Some(ClaimSort::Changed) => "↓",
            Some(ClaimSort::Due | ClaimSort::Number) | None => "↑",
        }
    }
}

/// The filter's form, also on the dashboard.
pub(crate) struct FilterForm<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) state: &'a ListState,
    pub(crate) choices: &'a ListChoices,
    /// "here" where the form stands above its list, "elsewhere" on another page.
    pub(crate) narrows: &'static str,
}

impl FilterForm<'_> {
    /// Drafts are the partner's and the auditor's; nobody else is offered them.
    fn sees_drafts(&self) -> bool {
        let person = self.frame.person.as_ref();
        person.is_some_and(|person| self.frame.is_partner() || person.role == Role::Auditor)
    }

    /// What people narrow by most.
    pub(crate) fn fields(&self) -> Vec<FilterField> {
        let (text, state) = (&self.frame.text, self.state);
        let statuses = Status::ALL
            .iter()
            .filter(|status| self.sees_drafts() || **status != Status::Editing);
        let turn = |turn: &Turn| match turn {
            Turn::Partner if self.frame.is_partner() => text.list_turn_yours(),
            Turn::Partner | Turn::Reviewer | Turn::Customer | Turn::Nobody => text.turn(turn),
        };
        let mut fields = vec![
            FilterField {
                name: "status",
                label: text.list_status(),
                any: text.list_any_status(),
                choices: statuses
                    .map(|each| Choice::new(each.code(), text.status(each)))
                    .collect(),
                chosen: codes(&state.statuses, |status| status.code()),
            },
            FilterField {
                name: "turn",
                label: text.list_turn(),
                any: text.list_any_turn(),
                choices: Turn::ALL
                    .iter()
                    .map(|each| Choice::new(each.code(), turn(each)))
                    .collect(),
                chosen: codes(&state.turns, |turn| turn.code()),
            },
            FilterField {
                name: "programme",
                label: text.list_programme(),
                any: text.list_any_programme(),
                choices: self.choices.programmes.clone(),
                chosen: state.programmes.clone(),
            },
        ];
        // One location is no choice; one that the reader can't choose is kept all the same.
        if self.choices.locations.len() > 1 || !state.locations.is_empty() {
            fields.push(FilterField {
                name: "location",
                label: text.list_location(),
                any: text.list_any_location(),
                choices: self.location_choices(),
                chosen: state.locations.clone(),
            });
        }
        fields
    }

    fn location_choices(&self) -> Vec<Choice> {
        let mut choices = self.choices.locations.clone();
        for id in &self.state.locations {
            if !choices.iter().any(|choice| choice.value == *id) {
                choices.push(Choice::new(id, id));
            }
        }
        choices
    }

    /// What they narrow by now and then.
    pub(crate) fn more(&self) -> Vec<FilterField> {
        let (text, state) = (&self.frame.text, self.state);
        let phases = Phase::ALL
            .iter()
            .filter(|phase| self.sees_drafts() || **phase != Phase::Draft);
        vec![
            FilterField {
                name: "phase",
                label: text.list_phase(),
                any: text.list_any_phase(),
                choices: phases.map(|each| Choice::new(each.code(), text.phase(each))).collect(),
                chosen: codes(&state.phases, |phase| phase.code()),
            },
            FilterField {
                name: "activity",
                label: text.list_activity(),
                any: text.list_any_activity(),
                choices: Activity::ALL
                    .iter()
                    .map(|each| Choice::new(each.code(), text.activity(each)))
                    .collect(),
                chosen: codes(&state.activities, |activity| activity.code()),
            },
        ]
    }

    /// The orders; the empty choice is the reader's usual one.
    pub(crate) fn orders(&self) -> FilterField {
        let text = &self.frame.text;
        FilterField {
            name: "sort",
            label: text.list_sort(),
            any: if self.frame.is_partner() {
                text.list_sort_status()
            } else {
                text.list_sort_usual()
            },
            choices: ClaimSort::ALL
                .iter()
                .filter(|sort| self.frame.is_partner() || **sort != ClaimSort::Changed)
                .map(|sort| Choice::new(sort.code(), sort_name(self.frame, *sort)))
                .collect(),
            chosen: self.state.sort.map(|sort| sort.code().to_owned()).into_iter().collect(),
        }
    }

    pub(crate) fn due_by(&self) -> String {
        self.state.due_by.map(|day| day.to_string()).unwrap_or_default()
    }

    /// Whether a filter is in use that stands behind "more".
    pub(crate) fn is_open(&self) -> bool {
        let state = self.state;
        !state.phases.is_empty() || !state.activities.is_empty() || state.due_by.is_some()
    }

    /// What narrows the list, each with the way back from it.
    pub(crate) fn chips(&self) -> Vec<Chip> {
        let (text, state) = (&self.frame.text, self.state);
        let mut chips = Vec::new();
        if !state.text.is_empty() {
            chips.push(Chip {
                label: text.list_chip_text(),
                value: state.text.clone(),
                without: ListState {
                    text: String::new(),
                    ..state.clone()
                }
                .address()
                .to_string(),
            });
        }
        let fields = self.fields().into_iter().chain(self.more());
        for field in fields {
            for value in &field.chosen {
                let named = field.choices.iter().find(|choice| choice.value == *value);
                chips.push(Chip {
                    label: field.label.clone(),
                    value: named.map_or_else(|| value.clone(), |choice| choice.label.clone()),
                    without: without(state, field.name, value).address().to_string(),
                });
            }
        }
        if let Some(day) = &state.due_by {
            let rest = ListState {
                due_by: None,
                ..state.clone()
            };
            chips.push(Chip {
                label: text.list_due_by(),
                value: self.frame.reader.day(day),
                without: rest.address().to_string(),
            });
        }
        chips
    }
}

fn codes<T: Copy>(values: &[T], code: impl Fn(T) -> &'static str) -> Vec<String> {
    values.iter().map(|value| code(*value).to_owned()).collect()
}

fn sort_name(frame: &Frame, sort: ClaimSort) -> String {
    match sort {
        ClaimSort::Due => frame.text.list_sort_due(),
        ClaimSort::Changed => frame.text.list_sort_changed(),
        ClaimSort::Number => frame.text.list_sort_number(),
    }
}

/// The list without one value of a field.
fn without(state: &ListState, field: &str, value: &str) -> ListState {
    let mut rest = state.clone();
    match field {
        "status" => rest.statuses.retain(|each| each.code() != value),
        "phase" => rest.phases.retain(|each| each.code() != value),
        "turn" => rest.turns.retain(|each| each.code() != value),
        "activity" => rest.activities.retain(|each| each.code() != value),
        "programme" => rest.programmes.retain(|each| each != value),
        _ => rest.locations.retain(|each| each != value),
    }
    rest
}

impl Total {
    pub(crate) fn say(&self, frame: &Frame) -> String {
        match self {
            Total::Exactly(count) => frame.text.list_total(count),
            Total::Over(count) => frame.text.list_total_over(count),
            Total::Here(count) => frame.text.list_total_here(count),
        }
    }
}

impl ClaimsPage {
    fn form(&self) -> FilterForm<'_> {
        FilterForm {
            frame: &self.frame,
            state: &self.state,
            choices: &self.choices,
            narrows: "here",
        }
    }

    /// The list as a table for other programs.
    fn csv(&self) -> String {
        self.state.address_of("/claims/export.csv").to_string()
    }

    /// The list as data.
    fn json(&self) -> String {
        self.state.address_of("/claims/export.json").to_string()
    }

    fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.rows.is_empty())
    }

    fn is_grouped(&self) -> bool {
        self.groups.iter().any(|group| group.kind.is_some())
    }

    fn columns(&self) -> Vec<Column> {
        columns(&self.frame, &self.state, self.is_grouped())
    }
}

/// The headings of the table: those of the vendor's people name the partner and the reviewer; claims in groups need
/// no status.
pub(crate) fn columns(frame: &Frame, state: &ListState, grouped: bool) -> Vec<Column> {
    let text = &frame.text;
    let plain = |name: String, class: &'static str| Column {
        name,
        class,
        sort: None,
        href: None,
        sorted: None,
    };
    let by = |name: String, class: &'static str, sort: ClaimSort| Column {
        name,
        class,
        sort: Some(sort),
        href: Some(state.sorted(sort).address().to_string()),
        sorted: (state.sort == Some(sort)).then_some(match sort {
            ClaimSort::Due | ClaimSort::Number => "ascending",
            ClaimSort::Changed => "descending",
        }),
    };
    // What the vendor's people read on wide screens alone, the partner's name taking its place; and what only screens
    // have room for that are no tablets.
    let (name, programme) = if frame.is_partner() {
        ("", "spacious")
    } else {
        ("wide", "wide")
    };
    let mut all = vec![plain(text.column_customer(), "")];
    if !frame.is_partner() {
        all.push(plain(text.column_partner(), ""));
    }
    all.push(plain(text.column_claim_name(), name));
    all.push(by(text.column_claim(), "", ClaimSort::Number));
    if frame.is_partner() {
        all.push(plain(text.column_location(), "wide"));
    }
    if !grouped {
        all.push(plain(text.list_status(), ""));
    }
    all.push(plain(text.column_programme(), programme));
    all.push(by(text.column_changed(), "wide", ClaimSort::Changed));
    all.push(if frame.is_partner() {
        plain(text.column_turn(), "")
    } else {
        plain(text.column_reviewer(), "roomy")
    });
    all.push(by(text.column_until(), "", ClaimSort::Due));
    all
}
