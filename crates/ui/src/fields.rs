//! What was typed into a form, by the names of its fields, with what is wrong.

use std::collections::BTreeMap;

use domain::claim::{Activity, InformationReason, LineReason, RejectionReason};

use crate::parts::{Field, FieldError};
use crate::text::Text;

/// Texts and errors by field name. The names are flat and mirror the API's body: `customer.tenant_id`,
/// `lines.0.product`.
#[derive(Clone, Debug, Default)]
pub struct Fields(BTreeMap<String, Field>);

static NOTHING: Field = Field {
    value: String::new(),
    error: None,
};

impl Fields {
    /// From what a form sent, or from a claim's values.
    pub fn of<Name: Into<String>, Value: Into<String>>(pairs: impl IntoIterator<Item = (Name, Value)>) -> Fields {
        Fields(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), Field::of(value)))
                .collect(),
        )
    }

    /// A field; an empty one if nothing was typed.
    pub fn get(&self, name: impl AsRef<str>) -> &Field {
        self.0.get(name.as_ref()).unwrap_or(&NOTHING)
    }

    /// Every name with its text.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, field)| (name.as_str(), field.value.as_str()))
    }

    /// The names of the fields that have a text or an error.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The text of a field, trimmed; `None` if there is nothing but white space.
    pub fn text(&self, name: &str) -> Option<&str> {
        Some(self.get(name).value.trim()).filter(|text| !text.is_empty())
    }

    /// Whether a form with this field is shown again with what was typed: `errors`, else empty.
    pub(crate) fn again(&self, name: &str) -> &'static str {
        if self.text(name).is_some() || self.get(name).error.is_some() {
            "errors"
        } else {
            ""
        }
    }

    /// Sets a field's text.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.entry(name.into()).or_default().value = value.into();
    }

    /// Says what is wrong with a field.
    pub fn blame(&mut self, name: impl Into<String>, problem: impl Into<String>) {
        self.0.entry(name.into()).or_default().error = Some(problem.into());
    }

    /// Says what is wrong with the field that a JSON pointer names: `/lines/0/product` is `lines.0.product`.
    /// A list or an object as a whole is blamed at its first field.
    pub fn blame_pointer(&mut self, pointer: &str, problem: impl Into<String>) {
        let name = pointer.trim_start_matches('/').replace('/', ".");
        let name = match name.as_str() {
            "lines" => "lines.0.product".to_owned(),
            "customer" => "customer.tenant_id".to_owned(),
            "customer_contact" => "customer_contact.name".to_owned(),
            "partner_contact" => "partner_contact.name".to_owned(),
            line if line.starts_with("lines.") && line.matches('.').count() == 1 => format!("{line}.product"),
            _ => name,
        };
        self.blame(name, problem);
    }

    /// How many lines a form has: one more than the highest number in a `lines.<number>.…` name.
    pub fn line_count(&self) -> usize {
        let number = |name: &String| name.strip_prefix("lines.")?.split('.').next()?.parse::<usize>().ok();
        self.0
            .keys()
            .filter_map(number)
            .max()
            .map_or(0, |highest| highest.saturating_add(1).min(LINES_MAX))
    }

    /// Every error, for the summary above the form.
    pub fn errors(&self, text: &Text) -> Vec<FieldError> {
        let said = |(name, field): (&String, &Field)| {
            let problem = field.error.as_ref()?;
            let message = match text.field_label(name) {
                Some(label) => text.problem_of_field(label, problem),
                None => problem.clone(),
            };
            Some(FieldError {
                field: name.clone(),
                message,
            })
        };
        self.0.iter().filter_map(said).collect()
    }
}

/// A form never shows more lines than this, whatever numbers are sent.
pub const LINES_MAX: usize = 200;

impl Text {
    /// The label of a field by its name in the forms.
    pub fn field_label(&self, name: &str) -> Option<String> {
        if let Some(rest) = name.strip_prefix("lines.") {
            let (number, field) = rest.split_once('.')?;
            let number = number.parse::<usize>().ok()?.saturating_add(1).to_string();
            return Some(match field {
                "product" => self.label_line_product_of(number),
                "subscription_id" => self.label_line_subscription_of(number),
                "term_ends_on" => self.label_line_term_of(number),
                _ => return None,
            });
        }
        Some(match name {
            "name" => self.label_name(),
            "location_id" => self.label_location_id(),
            "programme" => self.label_programme(),
            "activity" => self.label_activity(),
            "recognition_only" => self.label_recognition_only(),
            "customer.tenant_id" => self.label_customer_tenant_id(),
            "customer.domain" => self.label_customer_domain(),
            "customer.name" => self.label_customer_name(),
            "customer.country" => self.label_customer_country(),
            "customer.language" => self.label_customer_language(),
            "customer.time_zone" => self.label_customer_time_zone(),
            "customer_contact.name" => self.label_customer_contact_name(),
            "customer_contact.title" => self.label_customer_contact_title(),
            "customer_contact.email" => self.label_customer_contact_email(),
            "customer_contact.language" => self.label_customer_contact_language(),
            "partner_contact.name" => self.label_partner_contact_name(),
            "partner_contact.email" => self.label_partner_contact_email(),
            "solution_seller" => self.label_solution_seller(),
            "isv_solution" => self.label_isv_solution(),
            "reference" => self.label_reference(),
            "comment" | "text" => self.label_comment(),
            "justification" => self.label_justification(),
            "reason" => self.label_reason(),
            "file" => self.label_file(),
            "more_time" => self.label_more_time(),
            _ => return None,
        })
    }

    /// The label of what a reviewer chooses. Errors there have sentences of their own, so it stands apart from the fields'.
    pub fn choice_label(&self, name: &str) -> Option<String> {
        Some(match kind(name) {
            "reasons" => self.review_request_reasons(),
            "rejection_reasons" => self.review_reject_reasons(),
            "line" => self.review_lines(),
            "line_reason" => self.label_reason(),
            _ => return None,
        })
    }

    /// What a code means that was chosen and not typed, as it was offered.
    pub fn chosen(&self, name: &str, code: &str) -> Option<String> {
        match (kind(name), code) {
            ("reasons", code) => InformationReason::from_code(code).map(|reason| self.information_reason(&reason)),
            ("rejection_reasons", code) => {
                RejectionReason::from_code(code).map(|reason| self.rejection_reason(&reason))
            }
            ("line", "covered") => Some(self.review_line_covered()),
            ("line", "refused") => Some(self.review_line_refused()),
            ("line_reason", code) => LineReason::from_code(code).map(|reason| self.line_reason(&reason)),
            ("activity", code) => Activity::from_code(code).map(|activity| self.activity(&activity)),
            _ => None,
        }
    }
}

/// A name without the line it is about.
fn kind(name: &str) -> &str {
    name.split_once('.').map_or(name, |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use domain::place::Language;

    use crate::text::Text;

    #[test]
    fn what_was_chosen_is_read_as_it_was_offered() {
        let text = Text::of(Language::English);
        for (name, code, label, words) in [
            ("reasons", "missing_products", "What is missing", "Missing products"),
            (
                "rejection_reasons",
                "insufficient_poe",
                "Why it is rejected",
                "Insufficient PoE",
            ),
            ("line.5d0f4a52", "refused", "Lines", "Not covered"),
            ("line_reason.5d0f4a52", "held", "Reason", "Line held by another partner"),
        ] {
            assert_eq!(text.choice_label(name).as_deref(), Some(label), "{name}");
            assert_eq!(text.chosen(name, code).as_deref(), Some(words), "{name}");
            assert_eq!(text.chosen(name, "typed"), None, "{name}");
        }
        assert_eq!(text.chosen("comment", "covered"), None);
    }
}
