//! From history entries to their view: what the entry says, what it changed, what was written.

use domain::claim::{AfterAnswer, Claim, Contact, Event, LineReason, Timer, Visibility};
use domain::id::LineId;
use domain::party::{ActorStamp, Side};
use domain::reference::Reference;
use domain::text::Note;
use jiff::civil::Date;
use ui::dates::Reader;
use ui::history::{FieldLabel, HistoryActor, HistoryEntry, HistoryEvent, HistoryField};

use super::changed::changed;
use super::shown::Shown;
use crate::pages::{talk, views};

/// Who reads, with what names are looked up in.
pub(crate) struct Reading<'a> {
    /// With whose eyes.
    pub eyes: Side,
    /// The reader's words and days.
    pub reader: &'a Reader,
    /// Reference data.
    pub reference: &'a Reference,
}

/// An entry as this reader sees it.
pub(super) fn entry(shown: &Shown<'_>, reading: &Reading<'_>) -> HistoryEntry {
    let entry = &shown.step.entry;
    HistoryEntry {
        sequence: shown.sequence,
        at: entry.at.timestamp(),
        actor: actor(&entry.actor, &shown.step.after, reading.eyes),
        event: event(&entry.event),
        message: None,
        facts: facts(&entry.event, &shown.step.after, reading),
        changes: changed(&shown.changes, shown.before, &shown.step.after, reading),
        words: words(&entry.event).map(ToString::to_string),
    }
}

/// Partners see "Reviewer" for the vendor's people.
fn actor(stamp: &ActorStamp, claim: &Claim, reader: Side) -> HistoryActor {
    let name = talk::name(stamp, reader);
    match stamp {
        ActorStamp::Person { side, .. } => HistoryActor { side: *side, name },
        ActorStamp::Customer => {
            let contact = claim.details.customer_contact.name.as_ref();
            HistoryActor {
                side: Side::Customer,
                name: contact.map(ToString::to_string),
            }
        }
        ActorStamp::Clock => HistoryActor {
            side: Side::Clock,
            name,
        },
    }
}

/// The entry's name.
pub(super) fn event(event: &Event) -> HistoryEvent {
    if event.is_internal() {
        return HistoryEvent::NoteAdded;
    }
    // The catalogue names every event; a test in this module holds it to that.
    HistoryEvent::from_code(event.code()).unwrap_or(HistoryEvent::Edited)
}

type Fact = (FieldLabel, String);

fn fact(field: HistoryField, value: impl Into<String>) -> Fact {
    (FieldLabel::Field(field), value.into())
}

/// What an entry says beside its changes; codes are worded by the page.
fn facts(event: &Event, after: &Claim, reading: &Reading<'_>) -> Vec<Fact> {
    let due = |timer: &Timer| fact(HistoryField::Due, reading.reader.end_of(&views::deadline(after, timer)));
    let due_of = |timer: &Option<Timer>| timer.iter().map(due).collect::<Vec<_>>();
    let day = |field, on: &Date| fact(field, reading.reader.day_with_year(on));
    let consent = |timer: &Timer| {
        fact(
            HistoryField::ConsentDue,
            reading.reader.end_of(&views::deadline(after, timer)),
        )
    };
    match event {
        Event::Submitted { queue, .. } => vec![due(queue)],
        Event::ReviewStarted { review, .. } => vec![due(review)],
        Event::Assigned { reviewer } => {
            let name = reading
                .for_vendor()
                .and_then(|reference| views::person_name(reference, *reviewer));
            name.into_iter()
                .map(|name| fact(HistoryField::Reviewer, name))
                .collect()
        }
        Event::InformationRequested {
            reasons,
            remove_lines,
            partner_answer,
            ..
        } => {
            let reasons = codes(reasons.iter().map(|reason| reason.code()));
            let mut facts = vec![fact(HistoryField::Reasons, reasons)];
            facts.extend(lines(HistoryField::RemoveLines, remove_lines, after, reading));
            facts.push(due(partner_answer));
            facts
        }
        Event::AnswerExtended {
            business_days,
            partner_answer,
            ..
        } => {
            vec![
                fact(HistoryField::BusinessDays, business_days.to_string()),
                due(partner_answer),
            ]
        }
        Event::Resubmitted { next, .. } => match next {
            AfterAnswer::Queue { queue, .. } => vec![due(queue)],
            AfterAnswer::Dispute { dispute_answer } => vec![due(dispute_answer)],
        },
        Event::Approved {
            refused,
            starts_on,
            consent: timer,
            ..
        } => {
            let mut facts: Vec<Fact> = refusals(refused, after, reading).into_iter().collect();
            facts.extend([day(HistoryField::StartsOn, starts_on), consent(timer)]);
            facts
        }
        Event::Rejected {
            reasons,
            dispute_window,
            ..
        } => {
            let reasons = codes(reasons.iter().map(|reason| reason.code()));
            std::iter::once(fact(HistoryField::Reasons, reasons))
                .chain(due_of(dispute_window))
                .collect()
        }
        Event::AnswerLapsed { dispute_window } | Event::CustomerDeclined { dispute_window, .. } => {
            due_of(dispute_window)
        }
        Event::Withdrawn { reason, ended_on, .. } => {
            let ended = ended_on.iter().map(|on| day(HistoryField::EndedOn, on));
            std::iter::once(fact(HistoryField::Detail, reason.code()))
                .chain(ended)
                .collect()
        }
        Event::Disputed { dispute_answer, .. } => vec![due(dispute_answer)],
        Event::AssociationEnded { cause, ended_on, .. } => {
            vec![
                fact(HistoryField::Cause, cause.code()),
                day(HistoryField::EndedOn, ended_on),
            ]
        }
        Event::Reopened { review, .. } => vec![due(review)],
        Event::CustomerContactNamed { contact } => contact_facts(contact),
        Event::CustomerContactConfirmed { consent: timer, .. } => vec![consent(timer)],
        Event::ClockPassed { clock } | Event::ReminderSent { clock, .. } => {
            vec![fact(HistoryField::Clock, clock.code())]
        }
        Event::Created(_)
        | Event::Edited { .. }
        | Event::DocumentAdded { .. }
        | Event::Discarded
        | Event::ExtensionRequested { .. }
        | Event::ConsentConfirmed { .. }
        | Event::ConsentLapsed { .. }
        | Event::LinesDeclined { .. }
        | Event::DisputeWindowLapsed
        | Event::NoticeFailed { .. }
        | Event::CommentAdded { .. } => Vec::new(),
    }
}

impl Reading<'_> {
    /// Reference data, for readers who may see the vendor's people.
    fn for_vendor(&self) -> Option<&Reference> {
        (self.eyes == Side::Vendor).then_some(self.reference)
    }
}

fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}

fn product(line: LineId, claim: &Claim, reading: &Reading<'_>) -> Option<String> {
    claim
        .line(line)
        .map(|line| views::product_name(reading.reference, &line.item.product))
}

fn lines(field: HistoryField, ids: &[LineId], claim: &Claim, reading: &Reading<'_>) -> Option<Fact> {
    let names: Vec<String> = ids.iter().filter_map(|id| product(*id, claim, reading)).collect();
    (!names.is_empty()).then(|| fact(field, names.join(", ")))
}

/// `Teams Phone: Missing products`, for each refused line.
fn refusals(refused: &[(LineId, LineReason)], claim: &Claim, reading: &Reading<'_>) -> Option<Fact> {
    let said = |(line, reason): &(LineId, LineReason)| {
        Some(format!(
            "{}: {}",
            product(*line, claim, reading)?,
            reading.reader.text.line_reason(reason)
        ))
    };
    let all: Vec<String> = refused.iter().filter_map(said).collect();
    (!all.is_empty()).then(|| fact(HistoryField::RefusedLines, all.join(", ")))
}

fn contact_facts(contact: &Contact) -> Vec<Fact> {
    let Contact {
        name,
        title,
        email,
        language,
    } = contact;
    let values = [
        (
            HistoryField::CustomerContactName,
            name.as_ref().map(ToString::to_string),
        ),
        (
            HistoryField::CustomerContactTitle,
            title.as_ref().map(ToString::to_string),
        ),
        (
            HistoryField::CustomerContactEmail,
            email.as_ref().map(ToString::to_string),
        ),
        (
            HistoryField::CustomerContactLanguage,
            language.map(|language| language.tag().to_owned()),
        ),
    ];
    values
        .into_iter()
        .filter_map(|(field, value)| Some(fact(field, value?)))
        .collect()
}

/// What a person wrote.
pub(super) fn words(event: &Event) -> Option<&Note> {
    match event {
        Event::InformationRequested { comment, .. }
        | Event::ExtensionRequested { comment }
        | Event::Rejected { comment, .. } => Some(comment),
        Event::AnswerExtended { reason, .. } | Event::Reopened { reason, .. } => Some(reason),
        Event::CommentAdded {
            text,
            visibility: Visibility::Shared | Visibility::Internal,
            ..
        } => Some(text),
        Event::Resubmitted { comment, .. }
        | Event::Approved { comment, .. }
        | Event::ConsentConfirmed { comment, .. }
        | Event::LinesDeclined { comment, .. }
        | Event::CustomerDeclined { comment, .. }
        | Event::Withdrawn { comment, .. }
        | Event::AssociationEnded { comment, .. }
        | Event::NoticeFailed { comment, .. } => comment.as_ref(),
        Event::Disputed { justification, .. } => justification.as_ref(),
        Event::Created(_)
        | Event::Edited { .. }
        | Event::DocumentAdded { .. }
        | Event::Submitted { .. }
        | Event::Discarded
        | Event::ReviewStarted { .. }
        | Event::Assigned { .. }
        | Event::AnswerLapsed { .. }
        | Event::ConsentLapsed { .. }
        | Event::DisputeWindowLapsed
        | Event::CustomerContactNamed { .. }
        | Event::CustomerContactConfirmed { .. }
        | Event::ClockPassed { .. }
        | Event::ReminderSent { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::claim::{Event, Visibility};
    use domain::id::{CommentId, Uuid};
    use domain::text::Note;
    use ui::history::HistoryEvent;

    use super::event;

    #[test]
    fn an_internal_note_is_named_as_such_and_every_event_has_a_name() {
        let comment = |visibility| Event::CommentAdded {
            id: CommentId(Uuid::nil()),
            text: Note::parse("x").unwrap(),
            visibility,
        };
        assert_eq!(event(&comment(Visibility::Internal)), HistoryEvent::NoteAdded);
        assert_eq!(event(&comment(Visibility::Shared)), HistoryEvent::CommentAdded);
        assert_eq!(event(&Event::Discarded), HistoryEvent::Discarded);
        assert_eq!(event(&Event::DisputeWindowLapsed), HistoryEvent::DisputeWindowLapsed);
    }
}
