//! What is wrong, in words, by the API's codes.

use crate::text::Text;

impl Text {
    /// What is wrong with a field and how to mend it, by the code of its error.
    pub fn field_problem(&self, code: &str) -> String {
        self.by_key(&format!("field-{}", code.replace('_', "-")))
            .unwrap_or_else(|| self.field_wrong_type())
    }

    /// Why an act was refused, by the refusal's code.
    pub fn refusal(&self, code: &str) -> String {
        self.by_key(&format!("refused-{}", code.replace('_', "-")))
            .unwrap_or_else(|| self.refused_invalid())
    }

    /// A country's name; its code where the catalogue has none.
    pub fn country(&self, code: &str) -> String {
        self.by_key(&format!("country-{}", code.to_ascii_lowercase()))
            .unwrap_or_else(|| code.to_owned())
    }
}
