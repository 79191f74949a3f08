//! The forms of the work page as the bodies that the API takes, and the API's complaints as fields of the forms.

use domain::claim::{Claim, InvalidField, LineState};
use serde_json::{Map, Number, Value, json};
use ui::Text;
use ui::vendor::VendorAct;

use crate::bodies::Act;
use crate::pages::Form;

/// The body of an act.
pub(super) fn body(act: Act, form: &Form, claim: &Claim) -> Value {
    let text = |name: &str| (name.to_owned(), form.text(name));
    let list = |name: &str| (name.to_owned(), Value::from(form.all(name).collect::<Vec<_>>()));
    let pairs: Vec<(String, Value)> = match act {
        Act::RequestInformation => vec![
            list("reasons"),
            text("comment"),
            ("remove_lines".into(), Value::from(refused(form, claim))),
        ],
        Act::Approve => {
            let refused = refused(form, claim);
            let refused = refused
                .iter()
                .map(|line| json!({"id": line, "reason": form.text(&reason_name(line))}));
            vec![
                ("covered_lines".into(), Value::from(decided(form, claim, "covered"))),
                ("refused_lines".into(), refused.collect()),
                text("comment"),
            ]
        }
        Act::Reject => vec![
            (
                "reasons".into(),
                Value::from(form.all("rejection_reasons").collect::<Vec<_>>()),
            ),
            text("comment"),
        ],
        Act::Reopen => vec![text("reason")],
        Act::Assign => vec![text("reviewer")],
        Act::Extend => {
            let days = form.get("business_days").trim().parse::<i64>();
            let days = days.map_or_else(|_| form.text("business_days"), |days| Value::Number(Number::from(days)));
            vec![("business_days".into(), days), text("reason")]
        }
        Act::StartReview
        | Act::ConfirmCustomerContact
        | Act::Submit
        | Act::Resubmit
        | Act::Withdraw
        | Act::Dispute
        | Act::RequestExtension
        | Act::NameCustomerContact => Vec::new(),
    };
    // What was left empty is absent, as in a body written by hand.
    Value::Object(
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect::<Map<String, Value>>(),
    )
}

/// The body of a comment or note.
pub(super) fn comment_body(form: &Form) -> Value {
    let pairs = ["text", "visibility"].map(|name| (name.to_owned(), form.text(name)));
    Value::Object(pairs.into_iter().filter(|(_, value)| !value.is_null()).collect())
}

fn decision_name(line: &str) -> String {
    format!("line.{line}")
}

fn reason_name(line: &str) -> String {
    format!("line_reason.{line}")
}

fn claimed(claim: &Claim) -> impl Iterator<Item = String> {
    claim.lines_in(LineState::Claimed).map(|id| id.to_string())
}

fn decided(form: &Form, claim: &Claim, decision: &str) -> Vec<String> {
    claimed(claim)
        .filter(|line| form.get(&decision_name(line)) == decision)
        .collect()
}

fn refused(form: &Form, claim: &Claim) -> Vec<String> {
    decided(form, claim, "refused")
}

/// What the form lacks before it is a body: a decision on every line, and one line at least that is covered.
pub(super) fn lacks(act: Act, form: &Form, claim: &Claim, text: &Text) -> Vec<(String, String)> {
    if act != Act::Approve {
        return Vec::new();
    }
    let open = claimed(claim).filter(|line| !matches!(form.get(&decision_name(line)), "covered" | "refused"));
    let mut lacks: Vec<(String, String)> = open
        .map(|line| (decision_name(&line), text.field_problem("lines_undecided")))
        .collect();
    // What is marked as missing is asked for; an approval beside it would be a slip.
    if form.all("reasons").next().is_some() {
        lacks.push(("reasons".into(), text.review_error_reasons_left()));
    }
    if lacks.is_empty() && decided(form, claim, "covered").is_empty() {
        lacks.push(("lines".into(), text.review_error_none_covered()));
    }
    let unexplained = refused(form, claim)
        .into_iter()
        .filter(|line| form.get(&reason_name(line)).is_empty());
    lacks.extend(unexplained.map(|line| (reason_name(&line), text.field_problem("required"))));
    lacks
}

/// The complaints about a body, by the names of the form's fields.
pub(super) fn errors(
    act: VendorAct,
    fields: &[InvalidField],
    form: &Form,
    claim: &Claim,
    text: &Text,
) -> Vec<(String, String)> {
    let mut errors: Vec<(String, String)> = Vec::new();
    for field in fields {
        let name = field_name(act, &field.pointer, form, claim);
        if !errors.iter().any(|(known, _)| *known == name) {
            errors.push((name, text.field_problem(field.code.code())));
        }
    }
    errors
}

fn field_name(act: VendorAct, pointer: &str, form: &Form, claim: &Claim) -> String {
    let mut parts = pointer.trim_start_matches('/').split('/');
    match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
        ("covered_lines" | "remove_lines", ..) => "lines".to_owned(),
        ("reasons", ..) if act == VendorAct::Reject => "rejection_reasons".to_owned(),
        ("refused_lines", index, part) => {
            let line = index
                .and_then(|index| index.parse::<usize>().ok())
                .and_then(|index| refused(form, claim).into_iter().nth(index));
            match (line, part) {
                (Some(line), Some("reason")) => reason_name(&line),
                (Some(line), _) => decision_name(&line),
                (None, _) => "lines".to_owned(),
            }
        }
        (name @ ("reasons" | "comment" | "reviewer" | "business_days" | "reason" | "text" | "visibility"), ..) => {
            name.to_owned()
        }
        _ => String::new(),
    }
}
