//! What somebody typed into a form that was refused, so that nothing typed is lost.

use super::work::VendorAct;
use crate::parts::{Field, FieldError};

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

impl Typed {
    pub(crate) fn holds(&self, act: VendorAct, name: &str, value: &str) -> bool {
        self.act == act && self.values.iter().any(|(key, typed)| key == name && typed == value)
    }

    pub(crate) fn field(&self, act: VendorAct, name: &str) -> Field {
        if self.act != act {
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

    /// The summary's entries; the ids on the page begin with the act's code, since three forms have a `comment`.
    pub(crate) fn summary(&self) -> Vec<FieldError> {
        self.errors
            .iter()
            .map(|(name, message)| FieldError {
                field: if name.is_empty() {
                    String::new()
                } else {
                    format!("{}-{name}", self.act.code())
                },
                message: message.clone(),
            })
            .collect()
    }
}
