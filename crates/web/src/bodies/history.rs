//! History and comments as the API answers them: partners read no internal notes and no vendor names.

use app::history::Step;
use domain::claim::{Claim, Event, FieldChange, NoticeFailure, Place, changes};
use domain::id::UserId;
use domain::instant::Instant;
use domain::party::{ActorStamp, Side};
use domain::reference::Reference;
use serde::Serialize;
use serde_json::{Value, json};
use store::StoredComment;
use utoipa::ToSchema;

/// What a partner reads instead of a vendor person's name.
const REVIEWER: &str = "Reviewer";
/// A draft's edits by one person within half an hour are one entry (domain.md §11).
const TOGETHER_MICROSECONDS: i64 = 30 * 60 * 1_000_000;

/// Whose eyes read: the side decides about names.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The side.
    pub side: Side,
    /// The people there are.
    pub reference: &'a Reference,
}

/// An entry of the history.
#[derive(Serialize, ToSchema)]
pub struct HistoryEntryBody {
    /// When it happened.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who did it.
    pub actor: HistoryActorBody,
    /// What happened.
    #[schema(example = "information_requested")]
    pub event: &'static str,
    /// What the event says.
    #[schema(value_type = Object)]
    pub data: Value,
    /// What it changed.
    pub changes: Vec<ChangeBody>,
    #[serde(skip)]
    #[schema(ignore)]
    pub(crate) sequence: i64,
}

/// Who did it.
#[derive(Serialize, ToSchema)]
pub struct HistoryActorBody {
    /// `partner`, `vendor`, `customer` or `clock`.
    pub side: &'static str,
    /// The name; partners read "Reviewer" for the vendor's people.
    #[schema(required = true)]
    pub name: Option<String>,
}

/// A field before and after.
#[derive(Serialize, ToSchema)]
pub struct ChangeBody {
    /// The field, `customer_contact.email`.
    pub field: String,
    /// Its value before.
    #[schema(required = true)]
    pub before: Option<String>,
    /// Its value after.
    #[schema(required = true)]
    pub after: Option<String>,
}

/// A comment.
#[derive(Serialize, ToSchema)]
pub struct CommentBody {
    /// Its key.
    pub id: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who; partners read "Reviewer" for the vendor's people.
    pub by: String,
    /// The words.
    pub text: String,
    /// `shared` or `internal`.
    pub visibility: &'static str,
}

/// The code of a side.
pub const fn side_code(side: Side) -> &'static str {
    match side {
        Side::Partner => "partner",
        Side::Vendor => "vendor",
        Side::Customer => "customer",
        Side::Clock => "clock",
    }
}

/// Side and name of whoever did it, as the reader may know them.
pub fn named(actor: &ActorStamp, claim: &Claim, reader: Side) -> (Side, Option<String>) {
    match actor {
        ActorStamp::Person { side, .. } if *side == Side::Vendor && reader != Side::Vendor => {
            (*side, Some(REVIEWER.to_owned()))
        }
        ActorStamp::Person { side, name, .. } => (*side, Some(name.to_string())),
        ActorStamp::Customer => (
            Side::Customer,
            claim.details.customer_contact.name.as_ref().map(ToString::to_string),
        ),
        ActorStamp::Clock => (Side::Clock, None),
    }
}

impl CommentBody {
    /// A comment of a claim.
    pub fn of(comment: &StoredComment, claim: &Claim, reader: Side) -> CommentBody {
        let (_, name) = named(&comment.by, claim, reader);
        CommentBody {
            id: comment.id.to_string(),
            at: comment.at.to_string(),
            by: name.unwrap_or_default(),
            text: comment.text.to_string(),
            visibility: comment.visibility.code(),
        }
    }
}

/// The steps as the reader sees them, edits of a draft taken together. Internal ones are left out before.
pub fn entries(steps: &[Step], reader: Reader) -> Vec<HistoryEntryBody> {
    let mut entries: Vec<HistoryEntryBody> = Vec::with_capacity(steps.len());
    let mut first = 0;
    for (index, step) in steps.iter().enumerate() {
        if index > 0 && !belong_together(&steps[first], &steps[index - 1], step) {
            first = index;
        }
        let entry = entry(
            &steps[first..=index],
            first.checked_sub(1).map(|before| &steps[before].after),
            reader,
        );
        if first < index {
            entries.pop();
        }
        entries.push(entry);
    }
    entries
}

/// Whether an edit of a draft continues those that began with `first`.
pub(crate) fn belong_together(first: &Step, last: &Step, next: &Step) -> bool {
    let draft_edit = |step: &Step| match &step.entry.event {
        Event::Edited { .. } => step.after.place() == Place::Draft,
        _ => false,
    };
    let near = next.entry.at.microseconds() - first.entry.at.microseconds() <= TOGETHER_MICROSECONDS;
    draft_edit(last) && draft_edit(next) && first.entry.actor == next.entry.actor && near
}

fn entry(steps: &[Step], before: Option<&Claim>, reader: Reader) -> HistoryEntryBody {
    let last = &steps[steps.len() - 1];
    let together;
    let all: &[FieldChange] = if steps.len() > 1 {
        together = changes(before, &last.after);
        &together
    } else {
        &last.changes
    };
    let (side, name) = named(&last.entry.actor, &last.after, reader.side);
    HistoryEntryBody {
        at: last.entry.at.to_string(),
        actor: HistoryActorBody {
            side: side_code(side),
            name,
        },
        event: last.entry.event.code(),
        data: data(last, reader),
        changes: all.iter().cloned().map(ChangeBody::of).collect(),
        sequence: last.sequence,
    }
}

impl ChangeBody {
    fn of(change: FieldChange) -> ChangeBody {
        let FieldChange { field, before, after } = change;
        ChangeBody { field, before, after }
    }
}

fn person(id: UserId, reader: Reader) -> Value {
    let name = reader.reference.people.get(&id).map(|person| person.name.to_string());
    match reader.side {
        Side::Vendor => json!(name),
        Side::Partner | Side::Customer | Side::Clock => json!(REVIEWER),
    }
}

fn codes<T: Copy>(values: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    values.iter().map(|value| code(*value)).collect()
}

fn texts<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn note(text: Option<&domain::text::Note>) -> Option<&str> {
    text.map(domain::text::Note::as_str)
}

fn failure(cause: NoticeFailure) -> &'static str {
    cause.code()
}

/// What an event says beyond its name and the fields it changed: also which messages it sent to whom, and when it was
/// carried out if that was late.
fn data(step: &Step, reader: Reader) -> Value {
    let entry = &step.entry;
    let mut data = event_data(&entry.event, &step.after, reader);
    let told: Vec<Value> = step
        .told(reader.side)
        .map(|notice| json!({"kind": notice.kind.code(), "to": notice.to.code()}))
        .collect();
    if let Value::Object(fields) = &mut data {
        if entry.recorded_at > entry.at {
            fields.insert("recorded_at".to_owned(), json!(recorded(entry.recorded_at)));
        }
        if !told.is_empty() {
            fields.insert("messages".to_owned(), json!(told));
        }
    }
    data
}

fn recorded(at: Instant) -> String {
    at.to_string()
}

fn event_data(event: &Event, after: &Claim, reader: Reader) -> Value {
    match event {
        Event::Created(created) => json!({"number": created.number.to_string()}),
        Event::Edited { .. }
        | Event::Submitted { .. }
        | Event::Discarded
        | Event::AnswerLapsed { .. }
        | Event::DisputeWindowLapsed => json!({}),
        Event::DocumentAdded { document, .. } => json!({
            "document": {"id": document.id.to_string(), "name": document.name.as_str(),
                "media_type": document.media_type, "size_bytes": document.size_bytes},
        }),
        Event::ReviewStarted { reviewer, .. } | Event::Assigned { reviewer } => {
            json!({"reviewer": person(*reviewer, reader)})
        }
        Event::InformationRequested {
            reasons,
            comment,
            remove_lines,
            partner_answer,
            ..
        } => json!({
            "reasons": codes(reasons, domain::claim::InformationReason::code), "comment": comment.as_str(),
            "remove_lines": texts(remove_lines), "due_on": partner_answer.due.due_on.to_string(),
        }),
        Event::ExtensionRequested { comment } => json!({"comment": comment.as_str()}),
        Event::AnswerExtended {
            business_days,
            reason,
            partner_answer,
        } => json!({
            "business_days": business_days, "reason": reason.as_str(),
            "due_on": partner_answer.due.due_on.to_string(),
        }),
        Event::Resubmitted {
            comment, removed_lines, ..
        } => {
            json!({"comment": note(comment.as_ref()), "removed_lines": texts(removed_lines)})
        }
        Event::Approved {
            covered,
            refused,
            comment,
            starts_on,
            ..
        } => json!({
            "covered_lines": texts(covered), "comment": note(comment.as_ref()), "starts_on": starts_on.to_string(),
            "refused_lines": refused.iter().map(|(id, reason)| json!({"id": id.to_string(), "reason": reason.code()}))
                .collect::<Vec<_>>(),
        }),
        Event::Rejected { reasons, comment, .. } => json!({
            "reasons": codes(reasons, domain::claim::RejectionReason::code), "comment": comment.as_str(),
        }),
        Event::ConsentConfirmed { comment, .. } => json!({"comment": note(comment.as_ref())}),
        Event::ConsentLapsed { .. } => {
            json!({"decision": after.outcome().map(|outcome| match outcome.decision {
                domain::claim::Decision::Approved => "in_force",
                domain::claim::Decision::Rejected(_) | domain::claim::Decision::Withdrawn(_) => "rejected",
            })})
        }
        Event::LinesDeclined { lines, comment } => {
            json!({"lines": texts(lines), "comment": note(comment.as_ref())})
        }
        Event::CustomerDeclined { comment, .. } => json!({"comment": note(comment.as_ref())}),
        Event::Withdrawn { reason, comment, .. } => {
            json!({"reason": reason.code(), "comment": note(comment.as_ref())})
        }
        Event::Disputed { justification, .. } => json!({"justification": note(justification.as_ref())}),
        Event::AssociationEnded {
            lines,
            comment,
            cause,
            ended_on,
        } => json!({
            "lines": texts(lines), "comment": note(comment.as_ref()), "cause": cause.code(),
            "ended_on": ended_on.to_string(),
        }),
        Event::Reopened { reason, reviewer, .. } => {
            json!({"reason": reason.as_str(), "reviewer": person(*reviewer, reader)})
        }
        Event::NoticeFailed { cause, comment } => {
            json!({"cause": failure(*cause), "comment": note(comment.as_ref())})
        }
        Event::CustomerContactNamed { contact } | Event::CustomerContactConfirmed { contact, .. } => json!({
            "customer_contact": super::statement::CustomerContactBody::of(contact),
        }),
        Event::ClockPassed { clock } => json!({"clock": clock.code()}),
        Event::ReminderSent { clock, .. } => json!({"clock": clock.code()}),
        Event::CommentAdded { id, text, visibility } => json!({
            "id": id.to_string(), "text": text.as_str(), "visibility": visibility.code(),
        }),
    }
}

/// The history as a table (RFC 4180): a row for each change, one for an entry without any.
pub fn csv(entries: &[HistoryEntryBody]) -> String {
    // Rows of one length, written to memory, of texts: none of this can fail.
    let table = table(entries).ok().map(String::from_utf8);
    table.and_then(Result::ok).unwrap_or_default()
}

fn table(entries: &[HistoryEntryBody]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    table.write_record(["at", "side", "name", "event", "field", "before", "after", "data"])?;
    for entry in entries {
        let name = entry.actor.name.as_deref().unwrap_or_default();
        let data = match &entry.data {
            Value::Object(fields) if fields.is_empty() => String::new(),
            data => data.to_string(),
        };
        let mut row = |[field, before, after]: [&str; 3], data: &str| {
            let cells = [
                &entry.at,
                entry.actor.side,
                name,
                entry.event,
                field,
                before,
                after,
                data,
            ];
            table.write_record(cells.map(plain_text))
        };
        if entry.changes.is_empty() {
            row(["", "", ""], &data)?;
        }
        for (index, change) in entry.changes.iter().enumerate() {
            let [before, after] = [&change.before, &change.after].map(|value| value.as_deref().unwrap_or_default());
            row([&change.field, before, after], if index == 0 { &data } else { "" })?;
        }
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// A text that a spreadsheet would take for a formula is marked as text.
pub(crate) fn plain_text(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}
