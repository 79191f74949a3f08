//! What stands otherwise in a claim than in a form that came too late.

use super::draft::{DraftForm, Overtaken};
use crate::fields::Fields;
use crate::parts::Choice;

/// A field that differs between the claim as it is now and what was typed. The person chooses which stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Difference {
    /// The field's name; `lines` for all lines together.
    pub(crate) name: String,
    /// The field's label.
    pub(crate) label: String,
    /// Its value in the claim; empty where it has none.
    pub(crate) now: String,
    /// What was typed; empty where nothing was.
    pub(crate) typed: String,
}

impl DraftForm {
    /// The fields that somebody else may have changed, each as it is now and as it was typed.
    pub(crate) fn differences(&self, overtaken: Option<&Overtaken>) -> Vec<Difference> {
        let Some(Overtaken { now, .. }) = overtaken else {
            return Vec::new();
        };
        let mut names: Vec<&str> = now.names().chain(self.typed.names()).collect();
        names.sort_unstable();
        names.dedup();
        let different = |name: &str| {
            let (now, typed) = (now.get(name).value.trim(), self.typed.get(name).value.trim());
            let label = self.text.field_label(name).filter(|_| now != typed && !is_line(name))?;
            Some(Difference {
                name: name.to_owned(),
                label,
                now: self.say_value(name, now),
                typed: self.say_value(name, typed),
            })
        };
        let mut all: Vec<Difference> = names.into_iter().filter_map(different).collect();
        all.extend(self.differing_lines(now));
        all
    }

    /// The lines of one side can't be mixed with those of the other, so they are one choice.
    fn differing_lines(&self, now: &Fields) -> Option<Difference> {
        let (now, typed) = (self.say_lines(now), self.say_lines(&self.typed));
        (now != typed).then(|| Difference {
            name: "lines".to_owned(),
            label: self.text.all_lines(),
            now,
            typed,
        })
    }

    fn say_lines(&self, fields: &Fields) -> String {
        let line = |row: usize| {
            let field = |name: &str| fields.text(&format!("lines.{row}.{name}")).unwrap_or_default();
            let product = Some(field("product")).filter(|code| !code.is_empty());
            let parts = [
                product.map(|code| self.product_name(code)).unwrap_or_default(),
                field("subscription_id").to_owned(),
                field("term_ends_on").to_owned(),
            ];
            let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            (!said.is_empty()).then(|| said.join(", "))
        };
        let lines: Vec<String> = (0..fields.line_count()).filter_map(line).collect();
        lines.join("\n")
    }

    /// A field's value in words: what is chosen from a list is sent as a code.
    fn say_value(&self, name: &str, value: &str) -> String {
        let choices: Vec<Choice> = match name {
            "location_id" => self.location_choices(),
            "programme" => self.choices.programmes.clone(),
            "activity" => self.activities(),
            "customer.country" => self.countries(),
            "customer.language" | "customer_contact.language" => self.languages(),
            "recognition_only" if value == "true" => return self.text.review_yes(),
            _ => Vec::new(),
        };
        let chosen = choices.into_iter().find(|choice| choice.value == value);
        chosen.map_or_else(|| value.to_owned(), |choice| choice.label)
    }
}

fn is_line(name: &str) -> bool {
    name.starts_with("lines.")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{DraftForm, Overtaken};
    use crate::fields::Fields;
    use crate::parts::Stale;
    use crate::samples;

    #[test]
    fn both_versions_are_said_in_words_and_lines_are_one_choice() {
        let form = DraftForm {
            typed: Fields::of([
                ("name", "Mine"),
                ("customer.country", "BR"),
                ("lines.0.product", "teams"),
            ]),
            ..samples::drafts::form()
        };
        let overtaken = Overtaken {
            stale: Stale {
                by: None,
                at: Timestamp::UNIX_EPOCH,
            },
            now: Fields::of([
                ("name", "Theirs"),
                ("customer.country", "BR"),
                ("lines.0.product", "sales"),
            ]),
        };
        let all = form.differences(Some(&overtaken));
        let said: Vec<[&str; 3]> = all.iter().map(|each| [&*each.name, &*each.now, &*each.typed]).collect();
        assert_eq!(said, [["name", "Theirs", "Mine"], ["lines", "Sales", "Teams"]]);
        assert!(form.differences(None).is_empty());
    }
}
