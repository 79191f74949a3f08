//! What the forms that make and change a claim have in common.

use std::sync::LazyLock;

use askama::Template;
use domain::claim::Activity;
use domain::place::{CountryCode, Language};

use super::differences::Difference;
use super::standing::LocationView;
use crate::fields::{Fields, LINES_MAX};
use crate::frame::{Frame, Section};
use crate::parts::{Choice, FieldError, Stale, StatusView};
use crate::text::Text;

/// Read once: the table they come from is long.
static COUNTRIES: LazyLock<Vec<CountryCode>> = LazyLock::new(CountryCode::all);

/// The products of a solution area.
#[derive(Clone, Debug)]
pub struct ProductGroup {
    /// The area, and how its products are claimed.
    pub label: String,
    /// Product codes and names, those claimable now.
    pub products: Vec<Choice>,
}

/// What can be chosen from.
#[derive(Clone, Debug, Default)]
pub struct DraftChoices {
    /// The locations this person works for.
    pub locations: Vec<LocationView>,
    /// Programme codes and names.
    pub programmes: Vec<Choice>,
    /// Products by solution area.
    pub products: Vec<ProductGroup>,
    /// The codes of the products whose lines must name a subscription.
    pub by_subscription: Vec<String>,
}

/// The fields of a claim, as a form shows them.
#[derive(Clone, Debug)]
pub struct DraftForm {
    /// The words.
    pub text: Text,
    /// What is in the fields, by the names of the write body, flat.
    pub typed: Fields,
    /// What can be chosen from.
    pub choices: DraftChoices,
    /// How many line rows to show at least.
    pub rows: usize,
}

/// What a form that came too late shows beside what was typed.
#[derive(Clone, Debug)]
pub struct Overtaken {
    /// Who changed the claim, and when.
    pub stale: Stale,
    /// The claim's values as they are now.
    pub now: Fields,
}

/// `/claims/{number}/edit` after submission: location, lines, contacts and reference (domain.md §5). The buttons `add_line` and
/// `remove_line` change the form, nothing is saved.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/edit.html")]
pub struct EditPage {
    /// The frame.
    pub frame: Frame,
    /// The claim's number.
    pub number: String,
    /// The version that the form sends back.
    pub version: i64,
    /// Whose unsent text a browser keeps.
    pub keeper: String,
    /// Status, phase, turn.
    pub state: StatusView,
    /// The fields.
    pub form: DraftForm,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Set when somebody changed the claim meanwhile: nothing was saved, what was typed is kept.
    pub overtaken: Option<Overtaken>,
}

/// Whether a form holds what was typed and not what is saved, in the words of its script.
pub(super) fn shown_again(errors: &[FieldError], overtaken: Option<&Overtaken>) -> &'static str {
    match (overtaken, errors) {
        (Some(_), _) => "overtaken",
        (None, []) => "",
        (None, _) => "errors",
    }
}

impl EditPage {
    fn again(&self) -> &'static str {
        shown_again(&self.errors, self.overtaken.as_ref())
    }

    fn path(&self) -> String {
        format!("/claims/{}", self.number)
    }

    fn differences(&self) -> Vec<Difference> {
        self.form.differences(self.overtaken.as_ref())
    }
}

impl DraftForm {
    pub(crate) fn location_choices(&self) -> Vec<Choice> {
        let of = self.choices.locations.iter();
        of.map(|each| Choice::new(&each.id, format!("{} ({})", each.name, each.id)))
            .collect()
    }

    pub(crate) fn activities(&self) -> Vec<Choice> {
        Activity::ALL
            .iter()
            .map(|each| Choice::new(each.code(), self.text.activity(each)))
            .collect()
    }

    pub(crate) fn languages(&self) -> Vec<Choice> {
        Language::ALL
            .iter()
            .map(|each| Choice::new(each.tag(), self.text.language_name(each)))
            .collect()
    }

    pub(crate) fn countries(&self) -> Vec<Choice> {
        let named = |code: &CountryCode| Choice::new(code.as_str(), self.text.country(code.as_str()));
        let mut all: Vec<Choice> = COUNTRIES.iter().map(named).collect();
        all.sort_by(|one, other| one.label.cmp(&other.label));
        all
    }

    /// The numbers of the line rows: one at least, so that there is something to fill in.
    pub(crate) fn row_numbers(&self) -> std::ops::Range<usize> {
        0..self.typed.line_count().max(self.rows).clamp(1, LINES_MAX)
    }

    pub(crate) fn row_name(&self, row: &usize, field: &str) -> String {
        format!("lines.{row}.{field}")
    }

    /// What the subscription's field says: whether it is needed depends on the product.
    pub(crate) fn subscription_hint(&self, row: &usize) -> String {
        let product = self.typed.get(self.row_name(row, "product")).value.as_str();
        if product.is_empty() {
            self.text.edit_subscription_hint()
        } else if self.choices.by_subscription.iter().any(|code| code == product) {
            self.text.wizard_subscription_needed(self.product_name(product))
        } else {
            self.text.wizard_subscription_optional(self.product_name(product))
        }
    }

    pub(crate) fn product_name(&self, code: &str) -> String {
        let all = self.choices.products.iter().flat_map(|group| &group.products);
        let mut found = all.filter(|choice| choice.value == code);
        found
            .next()
            .map_or_else(|| code.to_owned(), |choice| choice.label.clone())
    }

    pub(crate) fn recognition_only(&self) -> bool {
        self.typed.text("recognition_only").is_some()
    }

    /// Whether anything of what few claims need is filled in or wrong: then it isn't folded away.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| {
            let field = self.typed.get(name);
            field.error.is_some() || !field.value.is_empty()
        })
    }
}
