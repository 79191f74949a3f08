//! A form of the settings as data: its fields, what was typed, what a change would mean.

use askama::Template;
use domain::place::ZoneName;
use jiff::Timestamp;

use super::{Place, TokenView, places};
use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::parts::{Choice, Field, FieldError};
use crate::text::Text;

/// The zones to choose from.
pub(crate) fn zones() -> impl Iterator<Item = &'static str> {
    ZoneName::listed()
}

/// What a field is typed or chosen with.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// A line of text; the input's type and what browsers may fill in.
    Line(&'static str, &'static str),
    /// A short line: a number.
    Short,
    /// A line with a list of time zones to choose from.
    Zone,
    /// Several lines: dates and the like.
    Lines,
    /// Several paragraphs.
    Prose,
    /// One of these; the label of the empty choice, empty where there is none.
    One(Vec<Choice>, String),
    /// Any of these: the fields `name.value`, `on` where chosen.
    Any(Vec<Choice>),
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Its name, which is also its id.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What helps to fill it.
    pub hint: String,
    /// What it is typed or chosen with.
    pub kind: FieldKind,
}

impl FieldView {
    /// A field with label and hint by its name.
    pub(crate) fn new(text: &Text, name: &str, kind: FieldKind) -> FieldView {
        FieldView {
            name: name.to_owned(),
            label: text.settings_field(name),
            hint: text.settings_hint(name),
            kind,
        }
    }

    pub(crate) fn field<'a>(&self, typed: &'a Fields) -> &'a Field {
        typed.get(&self.name)
    }

    /// Whether its choices are so short that many stand beside each other.
    pub(crate) fn is_terse(&self) -> bool {
        match &self.kind {
            FieldKind::Any(choices) => choices.iter().all(|choice| choice.label.chars().count() <= 5),
            FieldKind::Line(..)
            | FieldKind::Short
            | FieldKind::Zone
            | FieldKind::Lines
            | FieldKind::Prose
            | FieldKind::One(..) => false,
        }
    }

    pub(crate) fn is_chosen(&self, typed: &Fields, choice: &Choice) -> bool {
        typed.text(&format!("{}.{}", self.name, choice.value)).is_some()
    }
}

/// Fields that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they have in common; empty in a form of one group.
    pub legend: String,
    /// The fields.
    pub fields: Vec<FieldView>,
}

impl Group {
    /// The only group of a form.
    pub(crate) fn only(fields: Vec<FieldView>) -> Vec<Group> {
        vec![Group {
            legend: String::new(),
            fields,
        }]
    }
}

/// What else can be done on the page of a form.
#[derive(Clone, Debug)]
pub struct ActView {
    /// What it is about.
    pub title: String,
    /// What will happen.
    pub words: String,
    /// The button.
    pub label: String,
    /// Where it leads.
    pub to: ActTo,
}

/// How an act is done.
#[derive(Clone, Debug)]
pub enum ActTo {
    /// By a page that asks once more.
    Page(String),
    /// At once, by a form to this address.
    Form(String),
}

/// Somebody was faster.
#[derive(Clone, Debug)]
pub struct ChangedView {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What is there now, beside what was typed: label and value.
    pub now: Vec<(String, String)>,
}

/// A page with one form.
#[derive(Template, Clone, Debug)]
#[template(path = "settings/form.html")]
pub struct FormPage {
    /// The frame.
    pub frame: Frame,
    /// Where among the settings.
    pub place: Place,
    /// The list it belongs to: label and address.
    pub list: Option<(String, String)>,
    /// The heading.
    pub title: String,
    /// What it is.
    pub lead: String,
    /// What a change means for what runs, known before it is made.
    pub means: Vec<String>,
    /// The form's address.
    pub action: String,
    /// Its fields.
    pub groups: Vec<Group>,
    /// What is in them.
    pub typed: Fields,
    /// The place in the journal that the form has seen.
    pub seen: i64,
    /// The button.
    pub submit: String,
    /// Somebody was faster.
    pub changed: Option<ChangedView>,
    /// A refusal that is no field's.
    pub refused: Option<String>,
    /// What else can be done here.
    pub acts: Vec<ActView>,
    /// The tokens of the account that the page is about.
    pub tokens: Vec<TokenView>,
    /// What belongs to it, as links: heading, rows of label and address, what to add.
    pub parts: Option<PartsView>,
}

/// What belongs to what a form changes.
#[derive(Clone, Debug)]
pub struct PartsView {
    /// The heading.
    pub title: String,
    /// Label, note and address.
    pub rows: Vec<(String, String, String)>,
    /// Said when there is none.
    pub empty: String,
    /// What to add, with its address.
    pub add: (String, String),
}

impl FormPage {
    pub(crate) fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, self.place)
    }

    /// Labels and values as the fields show them: what is there now, beside what somebody else typed.
    pub fn shown(&self) -> Vec<(String, String)> {
        let fields = self.groups.iter().flat_map(|group| &group.fields);
        fields
            .map(|field| {
                let value = &field.field(&self.typed).value;
                let shown = match &field.kind {
                    FieldKind::Any(choices) => choices
                        .iter()
                        .filter(|choice| field.is_chosen(&self.typed, choice))
                        .map(|choice| choice.label.clone())
                        .collect::<Vec<_>>()
                        .join(", "),
                    FieldKind::One(choices, _) => {
                        let chosen = choices.iter().find(|choice| choice.value == *value);
                        chosen.map(|choice| choice.label.clone()).unwrap_or_default()
                    }
                    FieldKind::Line(..) | FieldKind::Short | FieldKind::Zone | FieldKind::Lines | FieldKind::Prose => {
                        value.clone()
                    }
                };
                (field.label.clone(), shown)
            })
            .filter(|(_, shown)| !shown.is_empty())
            .collect()
    }

    pub(crate) fn errors(&self) -> Vec<FieldError> {
        let fields = errors(&self.frame.text, &self.groups, &self.typed);
        refusal(self.refused.as_deref()).into_iter().chain(fields).collect()
    }
}

/// A refusal that is no field's, as an error.
pub(crate) fn refusal(message: Option<&str>) -> Option<FieldError> {
    message.map(|message| FieldError {
        field: String::new(),
        message: message.to_owned(),
    })
}

/// Every error with its field's label, in the order of the fields.
pub(crate) fn errors(text: &Text, groups: &[Group], typed: &Fields) -> Vec<FieldError> {
    let fields = groups.iter().flat_map(|group| &group.fields);
    fields
        .filter_map(|field| {
            let problem = field.field(typed).error.as_ref()?;
            Some(FieldError {
                field: field.name.clone(),
                message: text.problem_of_field(&field.label, problem),
            })
        })
        .collect()
}

/// A page that says what will happen, with one button.
#[derive(Template, Clone, Debug)]
#[template(path = "settings/confirm.html")]
pub struct ConfirmPage {
    /// The frame.
    pub frame: Frame,
    /// Where among the settings.
    pub place: Place,
    /// The heading.
    pub title: String,
    /// What will happen.
    pub means: Vec<String>,
    /// The form's address, and that of the way back.
    pub action: String,
    /// Back.
    pub back: String,
    /// The place in the journal that the page has seen.
    pub seen: i64,
    /// The button.
    pub submit: String,
}

impl ConfirmPage {
    pub(crate) fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, self.place)
    }
}
