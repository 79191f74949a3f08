//! What is wrong, in words, by the API's codes.

use domain::claim::Status;

use crate::text::Text;

impl Text {
    /// What is wrong with a field and how to mend it, by the code of its error.
    pub fn field_problem(&self, code: &str) -> String {
        self.by_code("field-problem", code)
            .or_else(|| self.by_code("field-problem", "malformed"))
            .unwrap_or_default()
    }

    /// Why an act was refused, by the refusal's code.
    pub fn refusal(&self, code: &str) -> String {
        self.by_code("refusal", code)
            .or_else(|| self.by_code("refusal", "invalid"))
            .unwrap_or_default()
    }

    /// Refused because of the status, which is named.
    pub fn refused_while(&self, status: &Status) -> String {
        self.not_possible_while(self.status(status))
    }

    /// Refused because of another own claim, which is named.
    pub fn refused_beside(&self, number: &str) -> String {
        self.already_claimed_by(number)
    }

    /// A country's name; its code where the catalogue has none.
    pub fn country(&self, code: &str) -> String {
        self.by_code("country", code).unwrap_or_else(|| code.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use domain::place::{CountryCode, Language};

    use crate::text::Text;

    #[test]
    fn every_country_has_a_name_and_an_unknown_code_still_gets_a_sentence() {
        let text = Text::of(Language::English);
        for code in CountryCode::all() {
            assert_ne!(text.country(code.as_str()), code.as_str());
        }
        assert_eq!(text.field_problem("too_long"), "This is too long. Shorten it.");
        assert_eq!(text.field_problem("brand_new"), text.field_problem("malformed"));
        assert!(text.refusal("brand_new").starts_with("Some of what was sent"));
        assert!(text.refused_beside("CPOR-2026-000101").contains("CPOR-2026-000101"));
    }
}
