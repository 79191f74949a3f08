//! What somebody typed into a form that was refused, so that nothing typed is lost.

use domain::claim::{InformationReason, RejectionReason};

use super::act::VendorAct;
use crate::parts::{Field, FieldError};
use crate::text::Text;

/// One refused form: its pairs as they were sent, and what to mend.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Which form.
    pub act: VendorAct,
    /// Name and value, as sent; names repeat.
    pub values: Vec<(String, String)>,
    /// Field name and what to mend, in the reader's language. An empty name is about the form as a whole.
    pub errors: Vec<(String, String)>,
}

/// The three decisions are one form on the page.
const DECISION: &str = "decision";

fn form(act: VendorAct) -> &'static str {
    if act.is_decision() { DECISION } else { act.code() }
}

impl Typed {
    /// Whether the field was sent with anything in it.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(key, typed)| key == name && !typed.is_empty())
    }

    /// What was written, and the reasons that were marked, in words.
    pub(crate) fn words(&self, text: &Text) -> Vec<String> {
        let written = |(name, value): &(String, String)| match name.as_str() {
            "comment" | "reason" | "text" => Some(value.clone()).filter(|words| !words.trim().is_empty()),
            "reasons" => InformationReason::from_code(value).map(|reason| text.information_reason(&reason)),
            "rejection_reasons" => RejectionReason::from_code(value).map(|reason| text.rejection_reason(&reason)),
            _ => None,
        };
        self.values.iter().filter_map(written).collect()
    }

    pub(crate) fn holds(&self, act: VendorAct, name: &str, value: &str) -> bool {
        form(self.act) == form(act) && self.values.iter().any(|(key, typed)| key == name && typed == value)
    }

    pub(crate) fn field(&self, act: VendorAct, name: &str) -> Field {
        if form(self.act) != form(act) {
            return Field::default();
        }
        let first = |pairs: &[(String, String)]| {
            pairs
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        };
        Field {
            value: first(&self.values).unwrap_or_default(),
            error: first(&self.errors),
        }
    }

    /// The summary's entries; the ids on the page begin with the form's name, since several forms have a `comment`.
    pub(crate) fn summary(&self, text: &Text, label: impl Fn(&str) -> Option<String>) -> Vec<FieldError> {
        self.errors
            .iter()
            .map(|(name, message)| FieldError {
                field: if name.is_empty() {
                    String::new()
                } else {
                    format!("{}-{name}", form(self.act))
                },
                message: match label(name) {
                    Some(label) => text.problem_of_field(label, message),
                    None => message.clone(),
                },
            })
            .collect()
    }
}
