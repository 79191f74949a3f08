//! The programme's settings.

use domain::calendar::Length;
use domain::claim::Clock;
use domain::policy::{EarlyConfirmation, Policy};

use crate::StoreError;
use crate::column::{count, parsed, unreadable};
use crate::engine::{Connection, DatabaseError, OptionalExtension, params};

/// The settings that hold.
pub(super) fn load(connection: &Connection<'_>) -> Result<Policy, StoreError> {
    let length = |clock: Clock| load_length(connection, clock);
    let mut statement = connection.prepare_cached(
        "SELECT early_confirmation, draft_reminder_first, draft_reminder_second, documents_per_round_max,
                extension_days_max
         FROM policy WHERE id = 1",
    )?;
    let mut rows = statement.query([])?;
    let row = &rows.next()?.ok_or(DatabaseError::NoRow)?;
    Ok(Policy {
        queue: length(Clock::Queue)?,
        review: length(Clock::Review)?,
        decision: length(Clock::Decision)?,
        partner_answer: length(Clock::PartnerAnswer)?,
        consent: length(Clock::Consent)?,
        dispute_window: length(Clock::DisputeWindow)?,
        dispute_answer: length(Clock::DisputeAnswer)?,
        draft_life: length(Clock::DraftLife)?,
        draft_reminders: [
            count(row, "draft_reminder_first")?,
            count(row, "draft_reminder_second")?,
        ],
        early_confirmation: parsed(row, "early_confirmation", early_confirmation)?,
        documents_per_round_max: count(row, "documents_per_round_max")?,
        extension_days_max: count(row, "extension_days_max")?,
    })
}

/// Writes the settings in place of those before.
pub(super) fn put(connection: &Connection<'_>, policy: &Policy) -> Result<(), StoreError> {
    let Policy {
        queue,
        review,
        decision,
        partner_answer,
        consent,
        dispute_window,
        dispute_answer,
        draft_life,
        draft_reminders: [first, second],
        early_confirmation,
        documents_per_round_max,
        extension_days_max,
    } = policy;
    connection
        .prepare_cached(
            "INSERT INTO policy (id, early_confirmation, draft_reminder_first, draft_reminder_second,
                                 documents_per_round_max, extension_days_max)
             VALUES (1, ?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET
                 early_confirmation = excluded.early_confirmation,
                 draft_reminder_first = excluded.draft_reminder_first,
                 draft_reminder_second = excluded.draft_reminder_second,
                 documents_per_round_max = excluded.documents_per_round_max,
                 extension_days_max = excluded.extension_days_max",
        )?
        .execute(params![
            early_confirmation_code(*early_confirmation),
            first,
            second,
            i64::try_from(*documents_per_round_max).unwrap_or(i64::MAX),
            extension_days_max,
        ])?;
    let lengths = [
        (Clock::Queue, queue),
        (Clock::Review, review),
        (Clock::Decision, decision),
        (Clock::PartnerAnswer, partner_answer),
        (Clock::Consent, consent),
        (Clock::DisputeWindow, dispute_window),
        (Clock::DisputeAnswer, dispute_answer),
        (Clock::DraftLife, draft_life),
    ];
    let mut statement = connection.prepare_cached(
        "INSERT INTO policy_length (clock, unit, days) VALUES (?1, ?2, ?3)
         ON CONFLICT (clock) DO UPDATE SET unit = excluded.unit, days = excluded.days",
    )?;
    for (clock, length) in lengths {
        let (unit, days) = match length {
            Length::BusinessDays(days) => ("business_days", days),
            Length::CalendarDays(days) => ("calendar_days", days),
        };
        statement.execute(params![clock.code(), unit, days])?;
    }
    Ok(())
}

fn load_length(connection: &Connection<'_>, clock: Clock) -> Result<Length, StoreError> {
    let length = connection
        .prepare_cached("SELECT unit, days FROM policy_length WHERE clock = ?1")?
        .query_row([clock.code()], |row| {
            let days: u16 = count(row, "days")?;
            match row.text("unit")? {
                "business_days" => Ok(Length::BusinessDays(days)),
                "calendar_days" => Ok(Length::CalendarDays(days)),
                _ => Err(unreadable("unit")),
            }
        })
        .optional()?;
    Ok(length.ok_or(DatabaseError::NoRow)?)
}

fn early_confirmation_code(early_confirmation: EarlyConfirmation) -> &'static str {
    match early_confirmation {
        EarlyConfirmation::EndsWindow => "ends_window",
        EarlyConfirmation::WindowRunsOn => "window_runs_on",
    }
}

fn early_confirmation(code: &str) -> Option<EarlyConfirmation> {
    [EarlyConfirmation::EndsWindow, EarlyConfirmation::WindowRunsOn]
        .into_iter()
        .find(|value| early_confirmation_code(*value) == code)
}
