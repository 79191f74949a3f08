//! What stands otherwise in a claim than in a form that came too late.

use super::draft::DraftPage;
use crate::parts::Choice;

/// A field that differs between the claim as it is now and what was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Difference {
    /// The field's label.
    pub(crate) label: String,
    /// Its value in the claim; empty where it has none.
    pub(crate) now: String,
    /// What was typed; empty where nothing was.
    pub(crate) typed: String,
}

impl DraftPage {
    /// The fields that somebody else may have changed, each as it is now and as it was typed.
    pub(crate) fn differences(&self) -> Vec<Difference> {
        let Some(now) = &self.now else { return Vec::new() };
        let mut names: Vec<&str> = now.names().chain(self.typed.names()).collect();
        names.sort_unstable();
        names.dedup();
        let different = |name: &str| {
            let (now, typed) = (now.get(name).value.trim(), self.typed.get(name).value.trim());
            let label = self.frame.text.field_label(name).filter(|_| now != typed)?;
            Some(Difference {
                label,
                now: self.say_value(name, now),
                typed: self.say_value(name, typed),
            })
        };
        names.into_iter().filter_map(different).collect()
    }

    /// A field's value in words: what is chosen from a list is sent as a code.
    fn say_value(&self, name: &str, value: &str) -> String {
        let text = &self.frame.text;
        let choices: Vec<Choice> = match name {
            "location_id" => self.location_choices(),
            "programme" => self.choices.programmes.clone(),
            "activity" => self.activities(),
            "customer.country" => self.countries(),
            "customer.language" | "customer_contact.language" => self.languages(),
            "recognition_only" if value == "true" => return text.review_yes(),
            line if line.ends_with(".product") => self.choices.products.clone(),
            _ => Vec::new(),
        };
        let chosen = choices.into_iter().find(|choice| choice.value == value);
        chosen.map_or_else(|| value.to_owned(), |choice| choice.label)
    }
}
