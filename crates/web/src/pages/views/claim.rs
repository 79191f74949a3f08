//! The parts of a claim that several pages show.

use domain::claim::{Claim, ConsentMemory, Document, Line, LineState, Timer};
use domain::id::{LocationId, PartnerId, ProductCode, ProgrammeCode, UserId};
use domain::party::Side;
use domain::place::Language;
use domain::reference::Reference;
use ui::parts::{DeadlineView, DocumentView, LineView, StatusView};
use ui::turn::TurnView;

/// Status, phase and turn.
pub(crate) fn state(claim: &Claim) -> StatusView {
    let place = claim.place();
    StatusView {
        status: place.status(),
        phase: place.phase(),
        turn: claim.turn(),
    }
}

/// One of the claim's clocks.
pub(crate) fn deadline(claim: &Claim, timer: &Timer) -> DeadlineView {
    DeadlineView {
        clock: timer.clock,
        due_at: timer.due.due_at.timestamp(),
        due_on: timer.due.due_on,
        zone: timer.due.zone.clone(),
        then: claim.consequence(timer.clock),
    }
}

/// The running deadlines, soonest first.
pub(crate) fn deadlines(claim: &Claim) -> Vec<DeadlineView> {
    claim
        .deadlines()
        .into_iter()
        .map(|timer| deadline(claim, timer))
        .collect()
}

/// Those that passed without a decision of their own.
pub(crate) fn late(claim: &Claim) -> Vec<DeadlineView> {
    claim.late().into_iter().map(|timer| deadline(claim, timer)).collect()
}

/// The sentence on top: whose turn, until when, what happens otherwise.
pub(crate) fn turn(claim: &Claim, reader: Side) -> TurnView {
    let after_decline = claim.consent_memory == ConsentMemory::Declined;
    TurnView::of(state(claim), reader, &deadlines(claim), &late(claim), after_decline)
}

/// The lines, removed ones included.
pub(crate) fn lines(claim: &Claim, reference: &Reference) -> Vec<LineView> {
    let named = |line: &Line| {
        claim
            .request()
            .is_some_and(|request| request.remove_lines.contains(&line.id))
    };
    let view = |line: &Line| LineView {
        id: line.id.to_string(),
        product: product_name(reference, &line.item.product),
        subscription_id: line.item.subscription.map(|id| id.to_string()),
        term_ends_on: line.item.term_ends_on,
        state: line_state(line.state),
        reason: line.state.reason(),
        named_for_removal: line.state == LineState::Claimed && named(line),
    };
    claim.lines.iter().map(view).collect()
}

/// Where a line stands.
pub(crate) fn line_state(state: LineState) -> ui::parts::LineState {
    match state {
        LineState::Claimed => ui::parts::LineState::Claimed,
        LineState::Covered => ui::parts::LineState::Covered,
        LineState::Refused(_) => ui::parts::LineState::Refused,
        LineState::Declined => ui::parts::LineState::Declined,
        LineState::Ended => ui::parts::LineState::Ended,
        LineState::Removed => ui::parts::LineState::Removed,
    }
}

/// The documents; those of the running round are not yet handed in.
pub(crate) fn documents(claim: &Claim) -> Vec<DocumentView> {
    let view = |document: &Document| DocumentView {
        id: document.id.to_string(),
        name: document.name.to_string(),
        media_type: document.media_type.clone(),
        size_bytes: document.size_bytes,
        added_at: document.added_at.timestamp(),
        not_sent: document.round == claim.document_round,
    };
    claim.documents.iter().map(view).collect()
}

/// A product's name; its code if it has left the catalogue.
pub(crate) fn product_name(reference: &Reference, code: &ProductCode) -> String {
    let product = reference.products.get(code);
    product.map_or_else(|| code.to_string(), |product| product.name.to_string())
}

/// A programme's name; its code if it is gone.
pub(crate) fn programme_name(reference: &Reference, code: &ProgrammeCode) -> String {
    let programme = reference.programmes.get(code);
    programme.map_or_else(|| code.to_string(), |programme| programme.name.to_string())
}

/// A location's name; its ID if it is gone.
pub(crate) fn location_name(reference: &Reference, partner: PartnerId, id: &LocationId) -> String {
    let location = reference.location_of(partner, id);
    location.map_or_else(|| id.to_string(), |location| location.name.to_string())
}

/// A person's name, if the account still exists.
pub(crate) fn person_name(reference: &Reference, id: UserId) -> Option<String> {
    reference.people.get(&id).map(|person| person.name.to_string())
}

/// The language the claim's customer reads.
pub(crate) fn language_of(claim: &Claim) -> Language {
    let details = &claim.details;
    details
        .customer_contact
        .language
        .or(details.customer.language)
        .unwrap_or(Language::English)
}
