//! The clocks of domain.md §6 with dates a person can count: 14 September 2026 is a Monday, the review team sits in
//! New York, the partner and its customer in São Paulo.

use domain::claim::{Clock, Command, Contact, LineEdit, NoticeKind, Place, Recipient, RejectionReason, Visibility};
use domain::place::ZoneName;
use domain::text::{Email, Name};
use testkit::claims::START;
use testkit::commands::{creation, instant, line_id, note, statement};
use testkit::reference::calendar;
use testkit::{Firm, Persona, Workbench, claim_in, reference};

use crate::cases::{ADMIN, LEAD, deadlines, outcome, place};

fn late(bench: &Workbench) -> String {
    let clocks = bench.claim.late().into_iter().map(|timer| timer.clock.code());
    clocks.collect::<Vec<_>>().join(" ")
}

fn sent(bench: &Workbench, kind: NoticeKind) -> Vec<String> {
    let of_kind = bench.notices.iter().filter(|(_, notice)| notice.kind == kind);
    of_kind.map(|(at, _)| at.to_string()).collect()
}

fn extend(business_days: u16) -> Command {
    Command::Extend {
        business_days,
        reason: note("Holidays"),
    }
}

#[test]
fn each_place_runs_its_clocks() {
    for (place, expected) in [
        (Place::Draft, "draft_life 2026-12-13"),
        (Place::SubmittedFirst, "queue 2026-09-21, decision 2026-09-28"),
        (Place::ReviewFirst, "review 2026-09-21, decision 2026-09-28"),
        // The decision clock stands still while the partner answers.
        (Place::AwaitingAnswer, "partner_answer 2026-09-21"),
        (Place::SubmittedResubmission, "queue 2026-09-21, decision 2026-09-28"),
        (Place::ReviewDispute, "dispute_answer 2026-09-21"),
        (Place::ReviewReopened, "review 2026-09-21"),
        (Place::ConsentWindow, "consent 2026-09-21"),
        (Place::Disputable, "dispute_window 2026-10-14"),
        (Place::InForce, ""),
        (Place::Ended, ""),
        (Place::Final, ""),
        (Place::Discarded, ""),
    ] {
        assert_eq!(deadlines(&claim_in(place).claim), expected, "{place:?}");
    }
}

#[test]
fn a_deadline_is_the_start_of_the_following_day_where_it_runs() {
    for (place, clock, due_at) in [
        (Place::SubmittedFirst, Clock::Queue, "2026-09-22T04:00:00Z"),
        (Place::AwaitingAnswer, Clock::PartnerAnswer, "2026-09-22T03:00:00Z"),
        (Place::ConsentWindow, Clock::Consent, "2026-09-22T03:00:00Z"),
    ] {
        let claim = claim_in(place).claim;
        assert_eq!(
            claim.timer(clock).expect("it runs").due.due_at,
            instant(due_at),
            "{place:?}"
        );
    }
    // The last microsecond before it is in time, the instant itself is late.
    assert_eq!(
        place(&claim_in(Place::AwaitingAnswer).at("2026-09-22T02:59:59.999999Z").claim),
        "partner_action_required/awaiting_answer"
    );
    assert_eq!(
        place(&claim_in(Place::AwaitingAnswer).at("2026-09-22T03:00:00Z").claim),
        "rejected/disputable"
    );
}

#[test]
fn a_pause_moves_the_decision_clock_by_the_business_days_after_the_request_up_to_the_answer() {
    for (submitted, asked, answered, due_on) in [
        // Over a weekend: Monday only.
        (
            "2026-02-02T11:00:00Z",
            "2026-02-06T11:00:00Z",
            "2026-02-09T11:00:00Z",
            "2026-02-17",
        ),
        // Asked and answered on one day: nothing.
        (
            "2026-02-02T11:00:00Z",
            "2026-02-06T09:00:00Z",
            "2026-02-06T15:00:00Z",
            "2026-02-16",
        ),
        // Asked on Good Friday, answered on Tuesday: Easter Monday doesn't count.
        (
            "2026-03-30T11:00:00Z",
            "2026-04-03T11:00:00Z",
            "2026-04-07T11:00:00Z",
            "2026-04-16",
        ),
        // Both dates are the review team's: 23:30 UTC is the next day in Stockholm.
        (
            "2026-02-02T11:00:00Z",
            "2026-02-04T23:30:00Z",
            "2026-02-05T11:00:00Z",
            "2026-02-16",
        ),
    ] {
        let mut world = reference();
        world.review_calendar = calendar("Europe/Stockholm", &["2026-04-03", "2026-04-06"]);
        let bench = Workbench::draft_of(Persona::Ana, world, submitted)
            .submitted()
            .under_review();
        let bench = bench.at(asked).asked().at(answered).resubmitted();
        let timer = bench.claim.timer(Clock::Decision).expect("the decision clock goes on");
        assert_eq!(
            timer.due.due_on.to_string(),
            due_on,
            "asked {asked}, answered {answered}"
        );
    }
}

#[test]
fn a_passed_decision_clock_is_not_revived_by_a_pause() {
    let bench = claim_in(Place::ReviewFirst).at("2026-09-30T15:00:00Z");
    assert_eq!(
        (deadlines(&bench.claim).as_str(), late(&bench).as_str()),
        ("", "review decision")
    );
    let bench = bench.asked();
    assert_eq!(late(&bench), "decision");
    let bench = bench.at("2026-10-01T15:00:00Z").resubmitted();
    assert_eq!(
        (deadlines(&bench.claim).as_str(), late(&bench).as_str()),
        ("queue 2026-10-08", "decision")
    );
    assert_eq!(late(&bench.under_review().approved()), "");
}

#[test]
fn a_lead_extends_an_answer_once_within_its_own_calendar() {
    let asked = || claim_in(Place::AwaitingAnswer);
    assert_eq!(
        deadlines(&asked().then(Persona::Judith, extend(3)).claim),
        "partner_answer 2026-09-24"
    );
    assert_eq!(outcome(asked(), LEAD, extend(0)), "invalid /business_days=out_of_range");
    assert_eq!(outcome(asked(), LEAD, extend(6)), "invalid /business_days=out_of_range");
    assert_eq!(outcome(asked(), ADMIN, extend(1)), "not_permitted");
    assert_eq!(
        outcome(asked().then(Persona::Judith, extend(5)), LEAD, extend(1)),
        "already_extended"
    );
    // The claim moves to a location that is closed on the 22nd: the deadline stays in the calendar it began in.
    let mut moved = asked();
    let other = moved
        .reference
        .locations
        .get_mut(&"1000002".parse().expect("digits"))
        .expect("the second location");
    other.calendar = calendar("Europe/Madrid", &["2026-09-22"]);
    let (mut details, lines) = moved.edit();
    details.location = "1000002".parse().expect("digits");
    let edit = Command::Edit {
        details: Box::new(details),
        lines,
    };
    let moved = moved.then(Persona::Ana, edit);
    assert_eq!(deadlines(&moved.claim), "partner_answer 2026-09-21");
    let extended = moved.then(Persona::Judith, extend(1));
    let timer = extended.claim.timer(Clock::PartnerAnswer).expect("it runs");
    assert_eq!(
        (timer.due.due_on.to_string().as_str(), timer.due.zone.as_str()),
        ("2026-09-22", "America/Sao_Paulo")
    );
}

#[test]
fn reminders_come_at_eight_in_the_readers_morning() {
    let asked = claim_in(Place::AwaitingAnswer).at("2026-09-21T15:00:00Z");
    assert_eq!(
        sent(&asked, NoticeKind::Reminder),
        ["2026-09-17T11:00:00Z", "2026-09-21T11:00:00Z"]
    );
    let queued = claim_in(Place::SubmittedFirst).at("2026-09-22T15:00:00Z");
    assert_eq!(sent(&queued, NoticeKind::ClockAtRisk), ["2026-09-21T12:00:00Z"]);
    assert_eq!(sent(&queued, NoticeKind::ClockPassed), ["2026-09-22T04:00:00Z"]);
    assert!(queued.notices.iter().any(|(_, notice)| notice.to == Recipient::Leads));
    assert_eq!(place(&queued.claim), "submitted/first");
}

#[test]
fn a_draft_lives_ninety_days_from_its_last_edit() {
    // Day 83, 6 December, is a Sunday: its reader's last business day before is Friday.
    let draft = claim_in(Place::Draft).at("2026-12-13T15:00:00Z");
    assert_eq!(
        sent(&draft, NoticeKind::DraftExpiring),
        ["2026-10-14T11:00:00Z", "2026-12-04T11:00:00Z"]
    );
    assert_eq!(place(&draft.claim), "editing/draft");
    assert_eq!(place(&draft.at("2026-12-14T03:00:00Z").claim), "gone");

    let week_later = || claim_in(Place::Draft).at("2026-09-21T15:00:00Z");
    assert_eq!(deadlines(&week_later().with_document().claim), "draft_life 2026-12-20");
    let (details, lines) = week_later().edit();
    let edit = Command::Edit {
        details: Box::new(details),
        lines,
    };
    assert_eq!(
        deadlines(&week_later().then(Persona::Davi, edit).claim),
        "draft_life 2026-12-20"
    );
    let mut commented = week_later();
    let comment = commented.comment(Visibility::Shared);
    assert_eq!(
        deadlines(&commented.then(Persona::Davi, comment).claim),
        "draft_life 2026-12-13"
    );
}

#[test]
fn consent_runs_in_the_customers_zone() {
    // 15:00 UTC on the 14th is midnight of the 15th in Tokyo.
    for (zone, due_on, due_at) in [
        ("Asia/Tokyo", "2026-09-22", "2026-09-22T15:00:00Z"),
        ("America/Sao_Paulo", "2026-09-21", "2026-09-22T03:00:00Z"),
        ("Pacific/Pago_Pago", "2026-09-21", "2026-09-22T11:00:00Z"),
    ] {
        let mut details = statement(Firm::ValeVerde);
        details.customer.time_zone = Some(ZoneName::parse(zone).expect("a zone"));
        let command = creation(details, &["teams"]);
        let bench = Workbench::create(&Persona::Ana.actor(), reference(), instant(START), command).expect("a draft");
        let bench = bench.submitted().under_review().approved();
        let due = &bench.claim.timer(Clock::Consent).expect("it runs").due;
        assert_eq!(
            (due.due_on.to_string().as_str(), due.due_at),
            (due_on, instant(due_at)),
            "{zone}"
        );
    }
}

#[test]
fn the_window_stands_still_until_a_working_contact_is_confirmed() {
    let named = Command::NameCustomerContact {
        contact: Contact {
            name: Some(Name::parse("Pia").expect("a name")),
            email: Some(Email::parse("pia@acme.example").expect("an address")),
            ..Contact::default()
        },
    };
    let stopped = claim_in(Place::ConsentWindow).undeliverable();
    assert_eq!(
        (deadlines(&stopped.claim).as_str(), stopped.claim.turn().code()),
        ("", "partner")
    );
    assert_eq!(
        outcome(stopped.clone(), LEAD, Command::ConfirmCustomerContact),
        "wrong_status"
    );
    assert_eq!(
        outcome(claim_in(Place::ConsentWindow), ADMIN, named.clone()),
        "wrong_status"
    );
    let old_link = stopped.customer();
    let mut again = stopped
        .at("2026-10-20T15:00:00Z")
        .then(Persona::Clara, named)
        .then(Persona::Greta, Command::ConfirmCustomerContact);
    assert_eq!(
        (deadlines(&again.claim).as_str(), again.claim.turn().code()),
        ("consent 2026-10-27", "customer")
    );
    assert_eq!(
        again.run(&old_link, testkit::commands::decline_all()),
        Err(domain::claim::Refusal::Superseded)
    );
    let email = again.claim.details.customer_contact.email.clone();
    assert_eq!(email.expect("an address").as_str(), "pia@acme.example");
}

#[test]
fn a_rejection_by_lapse_is_dated_at_its_deadline() {
    // Noticed nine days late: the dispute window still runs from the deadline, 22 September 00:00 in São Paulo.
    let bench = claim_in(Place::AwaitingAnswer).at("2026-10-01T15:00:00Z");
    assert_eq!(deadlines(&bench.claim), "dispute_window 2026-10-22");
    let outcome = bench.claim.outcome().expect("an outcome");
    assert_eq!(outcome.at, instant("2026-09-22T03:00:00Z"));
    assert_eq!(outcome.decision.reasons(), [RejectionReason::NoPartnerResponse]);
    let lapse = bench.entries.last().expect("an entry");
    assert_eq!(
        (lapse.at, lapse.recorded_at),
        (instant("2026-09-22T03:00:00Z"), instant("2026-10-01T15:00:00Z"))
    );
    // Everything that passed during a long absence is carried out in order.
    let months = claim_in(Place::AwaitingAnswer).at("2027-01-15T15:00:00Z");
    assert_eq!(place(&months.claim), "rejected/final");
    assert!(months.entries.is_sorted_by_key(|entry| entry.at));
}

#[test]
fn an_answered_dispute_gets_a_full_new_term() {
    let asked = claim_in(Place::ReviewDispute).then(Persona::Judith, testkit::commands::request_information());
    assert_eq!(deadlines(&asked.claim), "partner_answer 2026-09-21");
    assert_eq!(
        deadlines(&asked.at("2026-09-17T15:00:00Z").resubmitted().claim),
        "dispute_answer 2026-09-24"
    );
}

#[test]
fn assignment_and_edits_move_no_deadline() {
    let bench = claim_in(Place::ReviewFirst).at("2026-09-17T15:00:00Z");
    let before = bench.claim.timers.clone();
    let assign = Command::Assign {
        reviewer: Persona::Hugo.id(),
    };
    assert_eq!(bench.then(Persona::Judith, assign).claim.timers, before);
    let queued = claim_in(Place::SubmittedFirst).at("2026-09-17T15:00:00Z");
    let before = queued.claim.timers.clone();
    let (details, mut lines) = queued.edit();
    lines.retain(|line: &LineEdit| line.id() != line_id(2));
    let edit = Command::Edit {
        details: Box::new(details),
        lines,
    };
    assert_eq!(queued.then(Persona::Ana, edit).claim.timers, before);
}
