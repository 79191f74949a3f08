//! The customer's answer as a form sends it.

use app::consent::Choice;
use app::{HandleError, WrongCode};
use domain::claim::{Claim, LineState, Refusal};
use domain::id::LineId;
use domain::text::{Note, TextError};
use ui::customer::{ConsentProblem, TypedConsent};

use crate::pages::Form;

/// An answer that can be asked for.
pub(super) struct Answer {
    /// What is chosen.
    pub choice: Choice,
    /// The words to the partner.
    pub comment: Option<Note>,
    /// The one-time code.
    pub code: Option<String>,
}

/// What was typed; the code is never shown again.
pub(super) fn typed(form: &Form) -> TypedConsent {
    TypedConsent {
        decision: form.get("decision").to_owned(),
        lines: form.all("lines").map(str::to_owned).collect(),
        comment: form.get("comment").to_owned(),
        problem: None,
    }
}

/// Reads the form; what was typed comes back with the problem.
pub(super) fn read(form: &Form, claim: &Claim) -> Result<Answer, TypedConsent> {
    let typed = typed(form);
    let refuse = |problem| TypedConsent {
        problem: Some(problem),
        ..typed.clone()
    };
    let lines = || {
        typed
            .lines
            .iter()
            .map(|id| id.parse::<LineId>())
            .collect::<Result<Vec<LineId>, _>>()
    };
    let choice = match typed.decision.as_str() {
        "confirm" => Choice::Confirm,
        "decline" => Choice::Decline(None),
        "lines" => match lines() {
            Ok(lines) if !lines.is_empty() => Choice::Decline(Some(lines)),
            Ok(_) | Err(_) => return Err(refuse(ConsentProblem::NoLines)),
        },
        // A single product is ended without a box to tick.
        "end" => match lines() {
            Ok(lines) if !lines.is_empty() => Choice::End(Some(lines)),
            Ok(_) if claim.lines_in(LineState::Covered).count() <= 1 => Choice::End(None),
            Ok(_) | Err(_) => return Err(refuse(ConsentProblem::NoLinesToEnd)),
        },
        "not_me" => Choice::NotMe,
        _ => return Err(refuse(ConsentProblem::NoDecision)),
    };
    let comment = match Note::parse(&typed.comment) {
        Ok(note) => Some(note),
        Err(TextError::Empty) => None,
        Err(
            TextError::TooLong { .. }
            | TextError::ControlCharacter
            | TextError::NotAnEmail
            | TextError::NotADomain
            | TextError::NotACountry
            | TextError::NotALanguage
            | TextError::NotATimeZone,
        ) => {
            let max = u32::try_from(Note::CHARACTERS_MAX).unwrap_or(u32::MAX);
            return Err(refuse(ConsentProblem::CommentTooLong { max }));
        }
    };
    let code = Some(form.get("code").trim())
        .filter(|code| !code.is_empty())
        .map(str::to_owned);
    Ok(Answer { choice, comment, code })
}

/// What an answer that was refused needs; none if the failure is of another kind.
pub(super) fn problem(error: &HandleError, choice: &Choice) -> Option<ConsentProblem> {
    match error {
        HandleError::WrongCode(WrongCode::TryAgain) => Some(ConsentProblem::WrongCode),
        HandleError::WrongCode(WrongCode::NeedsNew) => Some(ConsentProblem::CodeUsedUp),
        HandleError::Refused { refusal, .. } => Some(match refusal {
            Refusal::CodeRequired => ConsentProblem::CodeRequired,
            Refusal::Superseded => ConsentProblem::Superseded,
            Refusal::Invalid(_) => match choice {
                Choice::End(_) => ConsentProblem::NoLinesToEnd,
                Choice::Decline(_) | Choice::Confirm | Choice::NotMe => ConsentProblem::NoLines,
            },
            // Whatever else stands in the way: the time for this answer is over.
            Refusal::NotPermitted
            | Refusal::NotAssigned
            | Refusal::FourEyes
            | Refusal::WrongStatus(_)
            | Refusal::WindowClosed(_)
            | Refusal::Incomplete(_)
            | Refusal::NotEnrolled
            | Refusal::DuplicateClaim(_)
            | Refusal::FixedAfterSubmission(_)
            | Refusal::AlreadyExtended
            | Refusal::NewPoeRequired
            | Refusal::TooManyDocuments { .. }
            | Refusal::NoDeadline(_) => ConsentProblem::WindowClosed,
        }),
        HandleError::NotFound
        | HandleError::Stale(_)
        | HandleError::AnswerTaken
        | HandleError::Fault(_)
        | HandleError::Crowded => None,
    }
}
