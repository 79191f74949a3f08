//! The transition table of domain.md §3 as data, and the page that is made of it.

use std::fmt::Write;

use super::command::CommandKind;
use super::place::Place;
use super::status::Clock;

/// What makes a claim change its place, or change within it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trigger {
    /// The making of a draft.
    Create,
    /// A command of the partner, the vendor or the customer.
    Command(CommandKind),
    /// A clock that passes; of the consent clock: while silence is consent, or a recorded Yes makes it so.
    Lapse(Clock),
    /// The consent clock that passes after the customer's No.
    LapseAfterNo,
}

/// Who pulls a trigger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// The partner's admins and users.
    Partner,
    /// The partner's admins.
    Admins,
    /// The reviewer, or a lead.
    Reviewer,
    /// A review lead.
    Lead,
    /// The customer.
    Customer,
    /// Nobody: time.
    Clock,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Transition {
    /// Its number in domain.md §3.
    pub number: u8,
    /// The places it leaves; none: there was no claim.
    pub from: &'static [Place],
    /// What pulls it.
    pub trigger: Trigger,
    /// Who pulls it.
    pub who: Who,
    /// Where the claim may stand after it.
    pub to: &'static [Place],
    /// What must hold and what it does, in a line.
    pub effect: &'static str,
}

/// A claim under review.
const REVIEW: &[Place] = &[
    Place::ReviewFirst,
    Place::ReviewResubmission,
    Place::ReviewDispute,
    Place::ReviewReopened,
];

/// Disputable if the one dispute is unused, else final.
const REJECTED: &[Place] = &[Place::Disputable, Place::Final];

const fn row(
    number: u8,
    from: &'static [Place],
    trigger: Trigger,
    who: Who,
    to: &'static [Place],
    effect: &'static str,
) -> Transition {
    Transition {
        number,
        from,
        trigger,
        who,
        to,
        effect,
    }
}

const fn on(kind: CommandKind) -> Trigger {
    Trigger::Command(kind)
}

/// Every way a claim changes its place, or is edited in it. Terms, competing claims and a lead's ending of an
/// association (18, 19, half of 17) come with their issues.
pub const TRANSITIONS: &[Transition] = &[
    row(
        1,
        &[],
        Trigger::Create,
        Who::Partner,
        &[Place::Draft],
        "a location of the partner's own",
    ),
    row(
        2,
        &[Place::Draft],
        on(CommandKind::Submit),
        Who::Admins,
        &[Place::SubmittedFirst],
        "at least one PoE and line, both contacts, an enrolled location, no own duplicate",
    ),
    row(
        3,
        &[Place::Draft],
        on(CommandKind::Discard),
        Who::Partner,
        &[Place::Discarded],
        "its number stays used",
    ),
    row(
        3,
        &[Place::Draft],
        Trigger::Lapse(Clock::DraftLife),
        Who::Clock,
        &[Place::Discarded],
        "its number stays used",
    ),
    row(
        4,
        &[Place::Draft],
        on(CommandKind::Edit),
        Who::Partner,
        &[Place::Draft],
        "everything; the draft lives anew",
    ),
    row(
        4,
        &[Place::SubmittedFirst],
        on(CommandKind::Edit),
        Who::Admins,
        &[Place::SubmittedFirst],
        "location, lines, contacts, reference, labels; keeps its place in the queue",
    ),
    row(
        4,
        &[Place::SubmittedResubmission],
        on(CommandKind::Edit),
        Who::Admins,
        &[Place::SubmittedResubmission],
        "the same",
    ),
    row(
        4,
        &[Place::AwaitingAnswer],
        on(CommandKind::Edit),
        Who::Admins,
        &[Place::AwaitingAnswer],
        "the same",
    ),
    row(
        5,
        &[Place::SubmittedFirst],
        on(CommandKind::StartReview),
        Who::Reviewer,
        &[Place::ReviewFirst],
        "who starts becomes the reviewer",
    ),
    row(
        5,
        &[Place::SubmittedResubmission],
        on(CommandKind::StartReview),
        Who::Reviewer,
        &[Place::ReviewResubmission],
        "the same reviewer, or a lead",
    ),
    row(
        6,
        REVIEW,
        on(CommandKind::RequestInformation),
        Who::Reviewer,
        &[Place::AwaitingAnswer],
        "at least one reason and a comment; may name lines to remove, never all",
    ),
    row(
        7,
        &[Place::AwaitingAnswer],
        on(CommandKind::Resubmit),
        Who::Admins,
        &[Place::SubmittedResubmission, Place::ReviewDispute],
        "a comment, a new PoE or a named line removed; a dispute's request goes back to the dispute",
    ),
    row(
        8,
        &[Place::AwaitingAnswer],
        Trigger::Lapse(Clock::PartnerAnswer),
        Who::Clock,
        REJECTED,
        "no_partner_response",
    ),
    row(
        9,
        REVIEW,
        on(CommandKind::Approve),
        Who::Reviewer,
        &[Place::ConsentWindow],
        "each claimed line covered or refused, at least one covered; the customer is told",
    ),
    row(
        10,
        REVIEW,
        on(CommandKind::Reject),
        Who::Reviewer,
        REJECTED,
        "at least one reason and a comment",
    ),
    row(
        11,
        &[Place::ConsentWindow],
        on(CommandKind::Confirm),
        Who::Customer,
        &[Place::InForce, Place::ConsentWindow],
        "in force at once, or recorded while the window runs on; after a No with a mailed code",
    ),
    row(
        12,
        &[Place::ConsentWindow],
        Trigger::Lapse(Clock::Consent),
        Who::Clock,
        &[Place::InForce],
        "silence is consent",
    ),
    row(
        12,
        &[Place::ConsentWindow],
        Trigger::LapseAfterNo,
        Who::Clock,
        &[Place::Final],
        "after a No silence is none: customer_decline",
    ),
    row(
        13,
        &[Place::ConsentWindow],
        on(CommandKind::Decline),
        Who::Customer,
        &[Place::ConsentWindow, Place::Disputable, Place::Final],
        "single lines are declined; the last covered one is the claim: customer_decline",
    ),
    row(
        14,
        &[
            Place::SubmittedFirst,
            Place::SubmittedResubmission,
            Place::ReviewFirst,
            Place::ReviewResubmission,
            Place::ReviewDispute,
            Place::ReviewReopened,
            Place::AwaitingAnswer,
            Place::ConsentWindow,
            Place::InForce,
        ],
        on(CommandKind::Withdraw),
        Who::Admins,
        &[Place::Final],
        "partner_request; in force it ends the association that day",
    ),
    row(
        15,
        &[Place::Disputable],
        on(CommandKind::Dispute),
        Who::Admins,
        &[Place::ReviewDispute],
        "a justification or a new PoE; after the customer's No a new PoE; no reviewer yet",
    ),
    row(
        16,
        &[Place::Disputable],
        Trigger::Lapse(Clock::DisputeWindow),
        Who::Clock,
        &[Place::Final],
        "a new claim is the only way",
    ),
    row(
        17,
        &[Place::InForce],
        on(CommandKind::End),
        Who::Customer,
        &[Place::InForce, Place::Ended],
        "with a mailed code; single lines end, the last one ends the association",
    ),
    row(
        20,
        &[Place::ConsentWindow, Place::Disputable, Place::Final],
        on(CommandKind::Reopen),
        Who::Lead,
        &[Place::ReviewReopened],
        "with a reason both sides see; never after customer_decline or partner_request",
    ),
];

impl Trigger {
    fn title(self) -> String {
        match self {
            Trigger::Create => "create".to_owned(),
            Trigger::Command(kind) => kind.code().to_owned(),
            Trigger::Lapse(clock) => format!("{} passes", clock.code()),
            Trigger::LapseAfterNo => format!("{} passes after a No", Clock::Consent.code()),
        }
    }
}

impl Who {
    const fn title(self) -> &'static str {
        match self {
            Who::Partner => "partner",
            Who::Admins => "partner's admins",
            Who::Reviewer => "reviewer",
            Who::Lead => "lead",
            Who::Customer => "customer",
            Who::Clock => "clock",
        }
    }
}

fn title(place: Place) -> String {
    match place {
        Place::Discarded => "gone".to_owned(),
        place => format!("{}/{}", place.status().code(), place.phase().code()),
    }
}

fn titles(places: &[Place]) -> String {
    match places {
        [] => "–".to_owned(),
        places => places.iter().copied().map(title).collect::<Vec<_>>().join(", "),
    }
}

/// The page `docs/rules/life-cycle.md`: the table, and a diagram of it in Mermaid.
pub fn life_cycle_document() -> String {
    let mut page = String::from(
        "# The life cycle of a claim\n\n\
         Made from `crates/domain/src/claim/lifecycle.rs` by its test; change that, then run the test with `UPDATE_DOCS=1`.\n\
         The numbers are those of the domain description, §3. Everything else is refused.\n\n\
         | # | from | what | who | to | conditions and effects |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for Transition {
        number,
        from,
        trigger,
        who,
        to,
        effect,
    } in TRANSITIONS
    {
        let (from, to, what, who) = (titles(from), titles(to), trigger.title(), who.title());
        // Writing to a String can't fail.
        let _ = writeln!(page, "| {number} | {from} | {what} | {who} | {to} | {effect} |");
    }
    page.push_str("\n```mermaid\nstateDiagram-v2\n");
    for place in Place::ALL {
        let _ = writeln!(page, "    state \"{}\" as {place:?}", title(place));
    }
    for transition in TRANSITIONS {
        let what = format!("{} {}", transition.number, transition.trigger.title());
        if transition.from.is_empty() {
            for to in transition.to {
                let _ = writeln!(page, "    [*] --> {to:?}: {what}");
            }
        }
        for from in transition.from {
            // What leaves a claim where it is would only clutter the picture.
            for to in transition.to.iter().filter(|to| *to != from) {
                let _ = writeln!(page, "    {from:?} --> {to:?}: {what}");
            }
        }
    }
    for place in Place::ALL.into_iter().filter(|place| is_last(*place)) {
        let _ = writeln!(page, "    {place:?} --> [*]");
    }
    page.push_str("```\n");
    page
}

/// Whether nothing but a lead's reopening leads on from here.
fn is_last(place: Place) -> bool {
    let leaves = |row: &&Transition| row.from.contains(&place) && row.trigger != on(CommandKind::Reopen);
    !TRANSITIONS.iter().any(|row| leaves(&row))
}
