//! Messages in words: what a message's cause says to its recipient.

use app::messages::Letter;
use domain::claim::{
    Claim, Clock, Contact, EndCause, Entry, Event, InformationReason, LineState, NoticeKind, RejectionReason,
};
use domain::id::LineId;
use domain::party::{ActorStamp, Side};
use domain::reference::Reference;
use domain::text::Note;
use ui::guidelines::GuidelinesView;
use ui::letters::{Audience, ConsentChoice, LetterDue, LetterView, Silence, Verdict};
use ui::{TemplateError, Text};

/// A message as its recipient reads it.
pub struct Written {
    /// Subject, text and HTML.
    pub letter: ui::letters::Letter,
    /// The addresses in it.
    pub links: Vec<String>,
}

/// Puts a message into the recipient's words. `origin` is where the product is reached, without a final slash.
pub fn write(letter: &Letter, reference: &Reference, origin: &str) -> Result<Written, TemplateError> {
    let view = view(letter, reference, origin);
    let written = ui::letters::render(&view, letter.message.language)?;
    // A letter names the one address its reader can use.
    let addresses = [view.claim_url, view.consent_url].into_iter().flatten();
    let links = addresses
        .filter(|address| written.text.contains(address.as_str()))
        .collect();
    Ok(Written { letter: written, links })
}

fn view(letter: &Letter, reference: &Reference, origin: &str) -> LetterView {
    let Letter {
        message,
        claim,
        cause,
        consent_token,
        code,
    } = letter;
    let told = cause
        .as_ref()
        .map(|entry| told(&entry.event, claim))
        .unwrap_or_default();
    let partner = reference.partners.get(&claim.partner);
    let details = &claim.details;
    let to = audience(message.kind, cause.as_ref());
    let text = Text::of(message.language);
    LetterView {
        kind: message.kind,
        to,
        vendor: reference.vendor.to_string(),
        number: claim.number.to_string(),
        // A draft may be discarded before it has a name.
        name: details
            .name
            .as_ref()
            .map_or_else(|| claim.number.to_string(), ToString::to_string),
        partner: partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        customer: details
            .customer
            .name
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        products: products(&about(claim), claim, reference),
        lines: products(&told.lines, claim, reference),
        reasons: told.reasons.say(&text),
        guidelines: match &told.reasons {
            Reasons::Information(reasons) => {
                GuidelinesView::of(reference, details.programme.as_ref()).cited(&text, reasons)
            }
            Reasons::None | Reasons::Rejection(_) | Reasons::End(_) => Vec::new(),
        },
        comment: told.words,
        due: due_clocks(message.kind, told.clock)
            .iter()
            .find_map(|clock| claim.timer(*clock))
            .map(|timer| LetterDue {
                on: timer.due.due_on,
                zone: timer.due.zone.clone(),
            }),
        clock: told.clock,
        silence: silence(claim),
        verdict: told.verdict,
        choice: told.choice,
        contact: told.contact,
        claim_url: match to {
            Audience::Partner | Audience::Team => Some(format!("{origin}/claims/{}", claim.number)),
            Audience::Customer => None,
        },
        consent_url: consent_token.as_ref().map(|token| format!("{origin}/consents/{token}")),
        code: code.clone(),
    }
}

/// Whom a message of this kind addresses.
pub(crate) fn audience(kind: NoticeKind, cause: Option<&Entry>) -> Audience {
    match kind {
        NoticeKind::Received
        | NoticeKind::InformationRequested
        | NoticeKind::Reminder
        | NoticeKind::ResubmissionReceived
        | NoticeKind::Approved
        | NoticeKind::InForce
        | NoticeKind::Rejected
        | NoticeKind::CustomerDeclined
        | NoticeKind::DisputeReceived
        | NoticeKind::DisputeDecided
        | NoticeKind::NoticeUndeliverable
        | NoticeKind::AssociationEnded
        | NoticeKind::DraftExpiring
        | NoticeKind::Discarded
        | NoticeKind::ExtensionGranted
        | NoticeKind::Reopened => Audience::Partner,
        NoticeKind::AssociationNotice
        | NoticeKind::ChoiceConfirmed
        | NoticeKind::AssociationEndedCustomer
        | NoticeKind::OneTimeCode => Audience::Customer,
        NoticeKind::Assigned
        | NoticeKind::ClockAtRisk
        | NoticeKind::ClockPassed
        | NoticeKind::ExtensionRequested
        | NoticeKind::CustomerContactNamed => Audience::Team,
        // A comment is told to the other side.
        NoticeKind::CommentAdded => match cause.map(|entry| &entry.actor) {
            Some(ActorStamp::Person { side: Side::Vendor, .. }) => Audience::Partner,
            Some(ActorStamp::Person {
                side: Side::Partner | Side::Customer | Side::Clock,
                ..
            })
            | Some(ActorStamp::Customer | ActorStamp::Clock)
            | None => Audience::Team,
        },
    }
}

/// The lines that the claim is about: those covered, else those claimed, else those that once were either.
fn about(claim: &Claim) -> Vec<LineId> {
    let lines_in = |state| claim.lines_in(state).collect::<Vec<LineId>>();
    let standing = [LineState::Covered, LineState::Claimed].map(lines_in);
    if let Some(lines) = standing.into_iter().find(|lines| !lines.is_empty()) {
        return lines;
    }
    let over = |state: &LineState| matches!(state, LineState::Declined | LineState::Ended);
    claim
        .lines
        .iter()
        .filter(|line| over(&line.state))
        .map(|line| line.id)
        .collect()
}

fn products(lines: &[LineId], claim: &Claim, reference: &Reference) -> Vec<String> {
    let product = |id: &LineId| {
        let code = &claim.line(*id)?.item.product;
        Some(
            reference
                .products
                .get(code)
                .map_or_else(|| code.to_string(), |product| product.name.to_string()),
        )
    };
    lines.iter().filter_map(product).collect()
}

/// What a message's cause tells.
#[derive(Default)]
struct Told {
    /// The lines it singles out: to take off, refused, declined or ended.
    lines: Vec<LineId>,
    reasons: Reasons,
    /// What a person wrote.
    words: Option<String>,
    /// The clock that it flags.
    clock: Option<Clock>,
    verdict: Option<Verdict>,
    choice: Option<ConsentChoice>,
    contact: Option<String>,
}

#[derive(Default)]
enum Reasons {
    #[default]
    None,
    Information(Vec<InformationReason>),
    Rejection(Vec<RejectionReason>),
    End(EndCause),
}

impl Reasons {
    fn say(&self, text: &Text) -> Vec<String> {
        match self {
            Reasons::None => Vec::new(),
            Reasons::Information(reasons) => reasons.iter().map(|reason| text.information_reason(reason)).collect(),
            Reasons::Rejection(reasons) => reasons.iter().map(|reason| text.rejection_reason(reason)).collect(),
            Reasons::End(cause) => vec![text.end_cause(cause)],
        }
    }
}

/// `after` is the claim as the event left it.
fn told(event: &Event, after: &Claim) -> Told {
    let said = |note: &Note| Some(note.to_string());
    let decided = || {
        Reasons::Rejection(
            after
                .outcome()
                .map(|outcome| outcome.decision.reasons().to_vec())
                .unwrap_or_default(),
        )
    };
    match event {
        Event::InformationRequested {
            reasons,
            comment,
            remove_lines,
            ..
        } => Told {
            lines: remove_lines.clone(),
            reasons: Reasons::Information(reasons.clone()),
            words: said(comment),
            ..Told::default()
        },
        Event::ReminderSent { clock, .. } => match after.request() {
            Some(request) => Told {
                lines: request.remove_lines.clone(),
                reasons: Reasons::Information(request.reasons.clone()),
                clock: Some(*clock),
                ..Told::default()
            },
            None => Told {
                clock: Some(*clock),
                ..Told::default()
            },
        },
        Event::ClockPassed { clock } => Told {
            clock: Some(*clock),
            ..Told::default()
        },
        Event::ExtensionRequested { comment } => Told {
            words: said(comment),
            ..Told::default()
        },
        Event::AnswerExtended { reason, .. } | Event::Reopened { reason, .. } => Told {
            words: said(reason),
            ..Told::default()
        },
        Event::Approved { refused, comment, .. } => Told {
            lines: refused.iter().map(|(line, _)| *line).collect(),
            words: comment.as_ref().and_then(said),
            verdict: Some(Verdict::Approved),
            ..Told::default()
        },
        Event::Rejected { comment, .. } => Told {
            reasons: decided(),
            words: said(comment),
            verdict: Some(Verdict::Rejected),
            ..Told::default()
        },
        Event::AnswerLapsed { .. } => Told {
            reasons: decided(),
            verdict: Some(Verdict::Rejected),
            ..Told::default()
        },
        Event::ConsentLapsed { .. } => Told {
            reasons: decided(),
            ..Told::default()
        },
        Event::ConsentConfirmed { comment, .. } => Told {
            words: comment.as_ref().and_then(said),
            choice: Some(ConsentChoice::Confirm),
            ..Told::default()
        },
        Event::LinesDeclined { lines, comment } => Told {
            lines: lines.clone(),
            words: comment.as_ref().and_then(said),
            choice: Some(ConsentChoice::DeclineLines),
            ..Told::default()
        },
        Event::CustomerDeclined { comment, .. } => Told {
            words: comment.as_ref().and_then(said),
            choice: Some(ConsentChoice::Decline),
            ..Told::default()
        },
        Event::AssociationEnded {
            lines, comment, cause, ..
        } => Told {
            lines: lines.clone(),
            reasons: Reasons::End(*cause),
            words: comment.as_ref().and_then(said),
            choice: Some(ConsentChoice::End),
            ..Told::default()
        },
        // The partner's own words of withdrawal are not repeated to it.
        Event::Withdrawn { ended_on: Some(_), .. } => Told {
            lines: after.lines_in(LineState::Ended).collect(),
            reasons: Reasons::End(EndCause::PartnerRequest),
            ..Told::default()
        },
        Event::NoticeFailed { .. } => Told {
            choice: Some(ConsentChoice::NotMe),
            ..Told::default()
        },
        Event::CustomerContactNamed { contact } => Told {
            contact: named(contact),
            ..Told::default()
        },
        Event::CommentAdded { text, .. } => Told {
            words: said(text),
            ..Told::default()
        },
        Event::Created(_)
        | Event::Edited { .. }
        | Event::DocumentAdded { .. }
        | Event::Submitted { .. }
        | Event::Discarded
        | Event::ReviewStarted { .. }
        | Event::Assigned { .. }
        | Event::Resubmitted { .. }
        | Event::Withdrawn { ended_on: None, .. }
        | Event::Disputed { .. }
        | Event::DisputeWindowLapsed
        | Event::CustomerContactConfirmed { .. } => Told::default(),
    }
}

fn named(contact: &Contact) -> Option<String> {
    let parts = [
        contact.name.as_ref().map(ToString::to_string),
        contact.email.as_ref().map(ToString::to_string),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")).filter(|contact| !contact.is_empty())
}

/// The clocks whose last day a letter may name; the first that the claim has is meant.
fn due_clocks(kind: NoticeKind, flagged: Option<Clock>) -> Vec<Clock> {
    match kind {
        NoticeKind::InformationRequested | NoticeKind::ExtensionRequested | NoticeKind::ExtensionGranted => {
            vec![Clock::PartnerAnswer]
        }
        NoticeKind::Reminder | NoticeKind::ClockAtRisk | NoticeKind::ClockPassed | NoticeKind::DraftExpiring => {
            flagged.into_iter().collect()
        }
        NoticeKind::Approved | NoticeKind::AssociationNotice => vec![Clock::Consent],
        // An approval within a dispute starts the customer's window; a rejection is final.
        NoticeKind::DisputeDecided => vec![Clock::Consent],
        NoticeKind::Rejected | NoticeKind::CustomerDeclined => vec![Clock::DisputeWindow],
        NoticeKind::DisputeReceived => vec![Clock::DisputeAnswer],
        NoticeKind::Assigned => vec![Clock::DisputeAnswer, Clock::Review, Clock::Queue],
        NoticeKind::Received
        | NoticeKind::ResubmissionReceived
        | NoticeKind::InForce
        | NoticeKind::CommentAdded
        | NoticeKind::NoticeUndeliverable
        | NoticeKind::AssociationEnded
        | NoticeKind::Discarded
        | NoticeKind::Reopened
        | NoticeKind::ChoiceConfirmed
        | NoticeKind::AssociationEndedCustomer
        | NoticeKind::OneTimeCode
        | NoticeKind::CustomerContactNamed => Vec::new(),
    }
}

/// What silence means for a claim: a customer's No is never turned by it.
pub(crate) fn silence(claim: &Claim) -> Silence {
    if claim.silence_is_consent() {
        Silence::IsConsent
    } else {
        Silence::IsNoConsent
    }
}

#[cfg(test)]
mod tests;
