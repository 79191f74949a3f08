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

    /// Where a GUID is wrong, if it is one but for the length of a group.
    pub fn guid_problem(&self, typed: &str) -> Option<String> {
        const LENGTHS: [usize; 5] = [8, 4, 4, 4, 12];
        let groups: Vec<&str> = typed.trim().split('-').collect();
        if groups.len() != LENGTHS.len() {
            return None;
        }
        let mut both = groups.into_iter().zip(LENGTHS).enumerate();
        let (place, (group, needed)) = both.find(|(_, (group, needed))| group.chars().count() != *needed)?;
        let (number, count) = ((place + 1).to_string(), group.chars().count().to_string());
        Some(self.guid_group(count, needed.to_string(), number))
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
        assert_eq!(
            text.guid_problem("5d2c8a14-77f3-4c1b-9e60-3ab94f21c0d").as_deref(),
            Some("Group 5 has 11 characters, it needs 12. Copy it again.")
        );
        assert_eq!(text.guid_problem("5d2c8a14-77f3-4c1b-9e60-3ab94f21c0dz"), None);
        assert_eq!(text.guid_problem("half of one"), None);
        assert!(text.refused_beside("CPOR-2026-000101").contains("CPOR-2026-000101"));
    }
}
