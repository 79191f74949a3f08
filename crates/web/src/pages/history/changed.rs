//! The fields an entry changed, before → after, as the page names them.

use domain::claim::{Claim, FieldChange, Line};
use domain::id::LineId;
use ui::history::{FieldLabel, HistoryChange, HistoryField};

use super::view::Reading;
use crate::pages::views;

/// The changes from one claim to another. A line's parts are told together, its state by itself; so are status and
/// phase, which say one thing.
pub(crate) fn changed(
    changes: &[FieldChange],
    before: Option<&Claim>,
    after: &Claim,
    reading: &Reading<'_>,
) -> Vec<HistoryChange> {
    let mut all = Vec::with_capacity(changes.len());
    let mut told: Vec<LineId> = Vec::new();
    let mut moved = false;
    for change in changes {
        match change.field.split_once('.') {
            Some(("lines", rest)) => {
                let Some((id, part)) = rest.split_once('.') else {
                    continue;
                };
                let Ok(id) = id.parse::<LineId>() else { continue };
                let (line_before, line_after) = (before.and_then(|claim| claim.line(id)), after.line(id));
                match (part, line_before, line_after) {
                    ("state", Some(before), Some(after)) => all.push(HistoryChange {
                        field: FieldLabel::Line(named(after, reading)),
                        before: Some(before.state.code().to_owned()),
                        after: Some(after.state.code().to_owned()),
                    }),
                    ("product" | "subscription_id" | "term_ends_on", before, after) if !told.contains(&id) => {
                        told.push(id);
                        all.push(HistoryChange {
                            field: FieldLabel::Field(HistoryField::Line),
                            before: before.map(|line| described(line, reading)),
                            after: after.map(|line| described(line, reading)),
                        });
                    }
                    _ => {}
                }
            }
            None if matches!(change.field.as_str(), "status" | "phase") => {
                if !moved {
                    moved = true;
                    all.push(HistoryChange {
                        field: FieldLabel::Field(HistoryField::Status),
                        before: before.map(standing),
                        after: Some(standing(after)),
                    });
                }
            }
            Some(_) | None => all.push(field(change, after, reading)),
        }
    }
    all
}

/// `submitted, first`
fn standing(claim: &Claim) -> String {
    let place = claim.place();
    format!("{}, {}", place.status().code(), place.phase().code())
}

fn field(change: &FieldChange, claim: &Claim, reading: &Reading<'_>) -> HistoryChange {
    let code = change.field.as_str();
    let label = match code.split_once('.') {
        Some(("labels", name)) => FieldLabel::Named(name.to_owned()),
        Some(("documents", _)) => FieldLabel::Field(HistoryField::Document),
        Some(_) => named_field(&code.replace('.', "_")),
        None if code == "location_id" => FieldLabel::Field(HistoryField::Location),
        None => named_field(code),
    };
    let value = |value: &Option<String>| value.as_ref().map(|value| worded(code, value, claim, reading));
    HistoryChange {
        before: value(&change.before),
        after: value(&change.after),
        field: label,
    }
}

fn named_field(code: &str) -> FieldLabel {
    HistoryField::from_code(code).map_or_else(|| FieldLabel::Named(code.to_owned()), FieldLabel::Field)
}

/// Codes of reference data become names; other codes are worded by the page.
fn worded(code: &str, value: &str, claim: &Claim, reading: &Reading<'_>) -> String {
    let name = match code {
        "programme" => value
            .parse()
            .ok()
            .map(|code| views::programme_name(reading.reference, &code)),
        "customer.country" => Some(reading.reader.text.country(value)),
        "location_id" => value.parse().ok().map(|id| {
            let name = views::location_name(reading.reference, claim.partner, &id);
            if name == value { name } else { format!("{value} {name}") }
        }),
        _ => None,
    };
    name.unwrap_or_else(|| value.to_owned())
}

/// The product, told apart from another line of it by its subscription.
fn named(line: &Line, reading: &Reading<'_>) -> String {
    let product = views::product_name(reading.reference, &line.item.product);
    match line.item.subscription {
        Some(subscription) => format!("{product} {subscription}"),
        None => product,
    }
}

fn described(line: &Line, reading: &Reading<'_>) -> String {
    let named = named(line, reading);
    match &line.item.term_ends_on {
        Some(on) => reading
            .reader
            .text
            .history_line_until(reading.reader.day_with_year(on), named),
        None => named,
    }
}

#[cfg(test)]
mod tests {
    use domain::place::Language;
    use ui::Text;
    use ui::history::{FieldLabel, HistoryField};

    use super::named_field;

    /// The names that the domain's `changes` gives, parts of lines, labels and documents apart.
    const NAMES: [&str; 24] = [
        "status",
        "phase",
        "name",
        "programme",
        "activity",
        "recognition_only",
        "customer.tenant_id",
        "customer.domain",
        "customer.name",
        "customer.country",
        "customer.language",
        "customer.time_zone",
        "customer_contact.name",
        "customer_contact.title",
        "customer_contact.email",
        "customer_contact.language",
        "partner_contact.name",
        "partner_contact.email",
        "solution_seller",
        "isv_solution",
        "renews",
        "reference",
        "reasons",
        "line_state",
    ];

    #[test]
    fn every_changed_field_has_a_name_for_people() {
        for name in NAMES {
            let label = named_field(&name.replace('.', "_"));
            let FieldLabel::Field(field) = label else {
                panic!("{name} has no words")
            };
            assert!(!HistoryField::say(field, &Text::of(Language::English)).is_empty());
        }
    }
}
