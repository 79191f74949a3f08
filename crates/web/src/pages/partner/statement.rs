//! What a form says about a claim: which fields it has, what they become, and what is wrong with them.

use app::{Expected, HandleError, execute};
use axum::http::StatusCode;
use domain::claim::{Claim, Command, Details, Event, FieldCode, InvalidField, LineEdit, LineState, Refusal};
use domain::party::{Scope, Side};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use store::{StoreError, Stored};
use ui::Text;
use ui::fields::Fields;
use ui::partner::Step;
use ui::parts::{FieldError, Stale};

use crate::bodies::read_patch;
use crate::pages::views::values;
use crate::pages::{Form, Visit, failure, talk};
use crate::problem::Problem;

/// How often a save that others overtook elsewhere in the claim is tried again.
const ATTEMPTS_MAX: usize = 4;

/// The part of a claim that a form is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A step of a draft's wizard.
    Step(Step),
    /// What may be changed after submission (domain.md §5).
    Submitted,
}

impl Part {
    /// The texts of the form, by the names of the write body.
    fn texts(self) -> &'static [&'static str] {
        match self {
            Part::Step(Step::Claim) => &[
                "location_id",
                "name",
                "programme",
                "activity",
                "reference",
                "solution_seller",
                "isv_solution",
            ],
            Part::Step(Step::Customer) => &[
                "customer.name",
                "customer.tenant_id",
                "customer.domain",
                "customer.country",
                "customer.language",
                "customer.time_zone",
            ],
            Part::Step(Step::Contacts) => &[
                "customer_contact.name",
                "customer_contact.title",
                "customer_contact.email",
                "customer_contact.language",
                "partner_contact.name",
                "partner_contact.email",
            ],
            Part::Step(Step::Lines | Step::Proof) => &[],
            Part::Submitted => &[
                "location_id",
                "customer_contact.name",
                "customer_contact.title",
                "customer_contact.email",
                "customer_contact.language",
                "partner_contact.name",
                "partner_contact.email",
                "reference",
            ],
        }
    }

    fn has_lines(self) -> bool {
        matches!(self, Part::Step(Step::Lines) | Part::Submitted)
    }

    fn has_payment(self) -> bool {
        self == Part::Step(Step::Claim)
    }

    /// The claim's values within this part.
    pub(super) fn values(self, claim: &Claim) -> Fields {
        let all = values(claim);
        let mut names: Vec<String> = self.texts().iter().map(|name| (*name).to_owned()).collect();
        if self.has_payment() {
            names.push("recognition_only".to_owned());
        }
        if self.has_lines() {
            for row in 0..all.line_count() {
                names.extend(
                    ["id", "product", "subscription_id", "term_ends_on"].map(|field| format!("lines.{row}.{field}")),
                );
            }
        }
        let filled = names.into_iter().filter_map(|name| {
            let value = all.text(&name)?.to_owned();
            Some((name, value))
        });
        Fields::of(filled)
    }

    /// A digest of those values: a form that carries another was made of what isn't there any more.
    pub(super) fn digest(self, claim: &Claim) -> String {
        let mut hash = Sha256::new();
        for (name, value) in self.values(claim).pairs() {
            hash.update(name.len().to_be_bytes());
            hash.update(name);
            hash.update(value.len().to_be_bytes());
            hash.update(value);
        }
        let digest = hash.finalize();
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The form as the write body: what is left empty is cleared, what it doesn't show stays, and so does what the person chose to
/// keep as it is now.
pub(super) fn patch(form: &Form, part: Part) -> Map<String, Value> {
    let wanted = |name: &str| form.get(&format!("keep.{name}")) != "now";
    let shown: Vec<&str> = part
        .texts()
        .iter()
        .copied()
        .filter(|name| form.has(name) && wanted(name))
        .collect();
    let mut body = form.body(&shown);
    if part.has_payment() && wanted("recognition_only") {
        let only = Value::Bool(form.get("recognition_only") == "true");
        body.insert("recognition_only".to_owned(), only);
    }
    if part.has_lines() && wanted("lines") {
        body.insert("lines".to_owned(), form.lines());
    }
    body
}

/// What became of a form.
pub(super) enum Outcome {
    /// The claim is as the form says.
    Saved(Box<Saved>),
    /// Some of it can't be taken.
    Refused(Box<Stored>, Refusal),
    /// Somebody changed the same meanwhile.
    Overtaken(Box<Stored>),
    /// Nothing that a form could show.
    Failed(HandleError),
}

/// A claim after a form was taken.
pub(super) struct Saved {
    /// The claim.
    pub stored: Stored,
    /// The keys of its lines, in the order of the form.
    pub lines: Vec<String>,
}

/// Takes a form. A draft's is stale only if its own part was changed meanwhile: other steps are other forms.
pub(super) async fn save(visit: &Visit, stored: Stored, form: &Form, part: Part, body: &Map<String, Value>) -> Outcome {
    let env = visit.web.env();
    let mut stored = stored;
    for _ in 0..ATTEMPTS_MAX {
        let expected = match expected(&stored.claim, form, part) {
            Ok(expected) => expected,
            Err(Changed) => return Outcome::Overtaken(Box::new(stored)),
        };
        let statement = match read_patch(&Value::Object(body.clone()), &stored.claim, || env.new_id()) {
            Ok(statement) => statement,
            Err(wrong) => return Outcome::Refused(Box::new(stored), Refusal::Invalid(wrong)),
        };
        let lines: Vec<String> = statement.lines.iter().map(|edit| edit.id().to_string()).collect();
        if is_as_before(&stored.claim, &statement.details, &statement.lines) {
            return Outcome::Saved(Box::new(Saved { stored, lines }));
        }
        let command = Command::Edit {
            details: Box::new(statement.details),
            lines: statement.lines,
        };
        match execute(env, &visit.actor, stored, expected, command, None).await {
            Ok(stored) => return Outcome::Saved(Box::new(Saved { stored, lines })),
            Err(HandleError::Stale(now)) => stored = *now,
            Err(HandleError::Refused {
                refusal,
                claim: Some(now),
            }) => return Outcome::Refused(now, refusal),
            Err(error) => return Outcome::Failed(error),
        }
    }
    Outcome::Overtaken(Box::new(stored))
}

/// The form was made of values that have changed since.
struct Changed;

fn expected(claim: &Claim, form: &Form, part: Part) -> Result<Expected, Changed> {
    let same_version = form.get("version") == claim.version.0.to_string();
    let same_part = match part {
        Part::Step(_) => form.get("seen") == part.digest(claim),
        Part::Submitted => false,
    };
    if same_version || same_part {
        Ok(Expected::Version(claim.version))
    } else {
        Err(Changed)
    }
}

/// Whether an edit would change nothing: then there is nothing to write down.
fn is_as_before(claim: &Claim, details: &Details, edits: &[LineEdit]) -> bool {
    let claimed = claim.lines.iter().filter(|line| line.state == LineState::Claimed);
    let kept = edits.iter().filter_map(|edit| match edit {
        LineEdit::Kept(id, item) => Some((*id, item)),
        LineEdit::New(..) => None,
    });
    *details == claim.details
        && kept.clone().count() == edits.len()
        && claimed.map(|line| (line.id, &line.item)).eq(kept)
}

/// Who changed a part of the claim last, and when.
pub(super) async fn changed(visit: &Visit, claim: &Claim, part: Part) -> Result<Stale, StoreError> {
    let store = &visit.web.env().store;
    let entries = store.list_entries(&Scope::of(&visit.actor), claim.id).await?;
    let stated = entries.iter().filter_map(|stored| {
        let (details, lines) = if let Event::Created(created) = &stored.entry.event {
            (created.details.clone(), created.lines.clone())
        } else if let Event::Edited { details, lines, .. } = &stored.entry.event {
            ((**details).clone(), lines.clone())
        } else {
            return None;
        };
        let then = Claim {
            details,
            lines,
            ..claim.clone()
        };
        Some((stored, part.digest(&then)))
    });
    let mut last = None;
    let mut before = String::new();
    for (stored, digest) in stated {
        if digest != before {
            last = Some(stored);
            before = digest;
        }
    }
    Ok(Stale {
        by: last.and_then(|stored| talk::name(&stored.entry.actor, Side::Partner)),
        at: last.map_or(claim.updated_at, |stored| stored.entry.at).timestamp(),
    })
}

/// Takes out of a body what is wrong with it, so that the rest can be saved. Of a line only its details can be spared; with
/// anything else wrong in them, the lines stay as they are.
pub(super) fn without(body: &mut Map<String, Value>, wrong: &[InvalidField], claim: &Claim) {
    for field in wrong {
        let path: Vec<&str> = field.pointer.trim_start_matches('/').split('/').collect();
        match path.as_slice() {
            ["lines", row, detail @ ("subscription_id" | "term_ends_on")] => spare(body, row, detail, claim),
            [outer, inner] if *outer != "lines" => {
                if let Some(Value::Object(nested)) = body.get_mut(*outer) {
                    nested.remove(*inner);
                }
            }
            [outer, ..] => {
                body.remove(*outer);
            }
            [] => {}
        }
    }
}

/// Puts back what a line's detail was.
fn spare(body: &mut Map<String, Value>, row: &str, detail: &str, claim: &Claim) {
    let line = row
        .parse::<usize>()
        .ok()
        .and_then(|row| body.get_mut("lines")?.as_array_mut()?.get_mut(row)?.as_object_mut());
    let Some(line) = line else { return };
    let stored = line
        .get("id")
        .and_then(Value::as_str)
        .and_then(|id| claim.lines.iter().find(|line| line.id.to_string() == id));
    let before = stored.and_then(|line| match detail {
        "subscription_id" => line.item.subscription.map(|id| id.to_string()),
        _ => line.item.term_ends_on.map(|day| day.to_string()),
    });
    match before {
        Some(before) => line.insert(detail.to_owned(), Value::String(before)),
        None => line.remove(detail),
    };
}

/// What a refused part of the form shows: what was typed, and what is wrong with it, at the least the refusal's words.
pub(super) fn told(form: &Form, refusal: &Refusal, text: &Text) -> (StatusCode, Fields, Vec<FieldError>) {
    let problem = Problem::refused(refusal);
    let mut typed = form.typed();
    blame(&mut typed, &problem.errors, text);
    let mut errors = typed.errors(text);
    if errors.is_empty() {
        errors.push(FieldError {
            field: String::new(),
            message: failure::words(text, refusal),
        });
    }
    (problem.status, typed, errors)
}

/// Says beside each field what is wrong with it; of a GUID, where.
pub(super) fn blame(typed: &mut Fields, wrong: &[InvalidField], text: &Text) {
    failure::blame(typed, wrong, text);
    for field in wrong {
        let name = field.pointer.trim_start_matches('/').replace('/', ".");
        let is_guid = name.ends_with("tenant_id") || name.ends_with("subscription_id");
        if field.code == FieldCode::Malformed
            && is_guid
            && let Some(words) = text.guid_problem(&typed.get(&name).value.clone())
        {
            typed.blame(name, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::claim::{FieldCode, InvalidField};
    use serde_json::{Value, json};
    use testkit::Workbench;
    use ui::partner::Step;

    use super::{Part, patch, without};
    use crate::pages::Form;

    fn object(value: Value) -> serde_json::Map<String, Value> {
        match value {
            Value::Object(map) => map,
            other => panic!("{other} is no object"),
        }
    }

    #[test]
    fn a_step_says_only_what_it_shows_and_what_the_person_kept_stays() {
        let form = Form::parse(
            b"customer.name=A&customer.domain=b.example&customer.country=BR&keep.customer.domain=now&name=Elsewhere",
        );
        assert_eq!(
            Value::Object(patch(&form, Part::Step(Step::Customer))),
            json!({"customer": {"name": "A", "country": "BR"}})
        );
        let kept = Form::parse(b"lines.0.product=teams&keep.lines=now");
        assert!(patch(&kept, Part::Step(Step::Lines)).is_empty());
        assert_eq!(
            Value::Object(patch(&Form::default(), Part::Step(Step::Claim))),
            json!({"recognition_only": false})
        );
    }

    #[test]
    fn what_is_wrong_is_left_out_and_the_rest_stays() {
        let claim = Workbench::draft().claim;
        let mut body = object(json!({
            "name": "x", "customer": {"tenant_id": "half", "name": "Acme"},
            "lines": [{"product": "sales", "subscription_id": "half"}],
        }));
        let wrong = [
            InvalidField::new("/customer/tenant_id", FieldCode::Malformed),
            InvalidField::new("/name", FieldCode::TooLong),
            InvalidField::new("/lines/0/subscription_id", FieldCode::Malformed),
        ];
        without(&mut body, &wrong, &claim);
        assert_eq!(
            Value::Object(body.clone()),
            json!({"customer": {"name": "Acme"}, "lines": [{"product": "sales"}]})
        );
        without(
            &mut body,
            &[InvalidField::new("/lines/0", FieldCode::Duplicate)],
            &claim,
        );
        assert_eq!(Value::Object(body), json!({"customer": {"name": "Acme"}}));
    }
}
