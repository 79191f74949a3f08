//! Cases computed by hand from domain.md §3 and §6.

use domain::claim::{Clock, LineReason, Phase, RejectionReason, Status};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};

use super::Calendar;
use super::life::Life;
use super::words::{Act, Answer, Code, LineState, Person, Refusal, Setup, Who};

const ADMIN: Who = Who::PartnerAdmin;
const REVIEWER: Who = Who::Vendor(Person::Reviewer(0));
const OTHER: Who = Who::Vendor(Person::Reviewer(1));
const LEAD: Who = Who::Vendor(Person::Lead(0));

fn calendar(zone: &str, days_off: &[Date]) -> Calendar {
    Calendar::new(zone, &[Weekday::Saturday, Weekday::Sunday], days_off).expect("a calendar")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn draft(lines: u8, now: &str) -> Life {
    let easter = [date(2026, 4, 3), date(2026, 4, 6)];
    let locations = vec![calendar("America/Sao_Paulo", &[])];
    let setup = Setup::standard(
        lines,
        calendar("Europe/Stockholm", &easter),
        locations,
        calendar("Europe/Madrid", &[]),
    );
    Life::new(setup, at(now))
}

fn done(life: &mut Life, now: &str, who: Who, act: Act) {
    assert_eq!(life.command(at(now), who, act.clone()), Answer::Done, "{act:?}");
}

fn refused(life: &mut Life, now: &str, who: Who, act: Act, refusal: Refusal) {
    assert_eq!(
        life.command(at(now), who, act.clone()),
        Answer::Refused(refusal),
        "{act:?}"
    );
}

fn reviewed(lines: u8, now: &str) -> Life {
    let mut life = draft(lines, now);
    done(&mut life, now, ADMIN, Act::AddDocument);
    done(
        &mut life,
        now,
        ADMIN,
        Act::Submit {
            complete: true,
            duplicate: false,
        },
    );
    done(&mut life, now, REVIEWER, Act::StartReview);
    life
}

fn ask() -> Act {
    Act::RequestInformation { remove_lines: vec![] }
}

fn answer() -> Act {
    Act::Resubmit {
        comment: true,
        remove_lines: vec![],
    }
}

fn approve(covered: &[u8]) -> Act {
    Act::Approve {
        covered: covered.to_vec(),
        refused: vec![],
    }
}

fn reject() -> Act {
    Act::Reject {
        reasons: vec![RejectionReason::InsufficientPoe],
    }
}

fn dispute() -> Act {
    Act::Dispute {
        justification: true,
        duplicate: false,
    }
}

fn customer(link: u32, code: Code) -> Who {
    Who::Customer { link, code }
}

fn due(life: &Life, clock: Clock) -> Option<Date> {
    life.view()
        .deadlines
        .iter()
        .find(|deadline| deadline.clock == clock)
        .map(|deadline| deadline.due_on)
}

#[test]
fn the_decision_clock_pauses_by_business_days() {
    for (submitted, asked, answered, due_on) in [
        (
            "2026-02-02T11:00:00Z",
            "2026-02-06T11:00:00Z",
            "2026-02-09T11:00:00Z",
            date(2026, 2, 17),
        ),
        (
            "2026-02-02T11:00:00Z",
            "2026-02-06T11:00:00Z",
            "2026-02-06T15:00:00Z",
            date(2026, 2, 16),
        ),
        (
            "2026-02-02T11:00:00Z",
            "2026-02-06T11:00:00Z",
            "2026-02-08T11:00:00Z",
            date(2026, 2, 16),
        ),
        // Asked on Good Friday, answered on Tuesday: Easter Monday doesn't count.
        (
            "2026-03-30T11:00:00Z",
            "2026-04-03T11:00:00Z",
            "2026-04-07T11:00:00Z",
            date(2026, 4, 16),
        ),
    ] {
        let mut life = reviewed(1, submitted);
        done(&mut life, asked, REVIEWER, ask());
        assert_eq!(due(&life, Clock::Decision), None);
        assert!(life.view().decision_paused);
        done(&mut life, answered, ADMIN, answer());
        assert_eq!(due(&life, Clock::Decision), Some(due_on), "asked {asked}");
        assert_eq!(life.view().reviewer, Some(Person::Reviewer(0)));
    }
}

#[test]
fn no_answer_in_time_is_rejected_at_the_deadline_and_the_window_runs_from_there() {
    let mut life = reviewed(1, "2026-02-02T11:00:00Z");
    done(&mut life, "2026-02-03T11:00:00Z", REVIEWER, ask());
    assert_eq!(due(&life, Clock::PartnerAnswer), Some(date(2026, 2, 10)));
    refused(&mut life, "2026-02-11T03:00:00Z", ADMIN, answer(), Refusal::WrongStatus);
    let view = life.view();
    let outcome = view.outcome.expect("an outcome");
    assert_eq!(
        (outcome.reasons, outcome.at),
        (vec![RejectionReason::NoPartnerResponse], at("2026-02-11T03:00:00Z"))
    );
    assert_eq!(due(&life, Clock::DisputeWindow), Some(date(2026, 3, 13)));
    life.pass(at("2026-03-14T03:00:00Z"));
    assert_eq!(life.view().phase, Phase::Final);
}

#[test]
fn an_extension_is_given_once_for_each_request() {
    let mut life = reviewed(1, "2026-02-02T11:00:00Z");
    done(&mut life, "2026-02-03T11:00:00Z", REVIEWER, ask());
    done(&mut life, "2026-02-03T12:00:00Z", LEAD, Act::Extend { days: 2 });
    assert_eq!(due(&life, Clock::PartnerAnswer), Some(date(2026, 2, 12)));
    refused(
        &mut life,
        "2026-02-03T13:00:00Z",
        LEAD,
        Act::Extend { days: 1 },
        Refusal::AlreadyExtended,
    );
    refused(
        &mut life,
        "2026-02-03T13:00:00Z",
        LEAD,
        Act::Extend { days: 6 },
        Refusal::Invalid,
    );
    refused(
        &mut life,
        "2026-02-03T13:00:00Z",
        REVIEWER,
        Act::Extend { days: 1 },
        Refusal::NotPermitted,
    );
    assert!(!life.allowed(LEAD).contains("extend"));
}

/// A decline of the whole claim, disputed with a new PoE and approved by a lead.
fn approved_after_a_decline() -> Life {
    let mut life = reviewed(2, "2026-02-02T11:00:00Z");
    let refused_line = Act::Approve {
        covered: vec![0],
        refused: vec![(1, LineReason::MissingProducts)],
    };
    done(&mut life, "2026-02-03T11:00:00Z", REVIEWER, refused_line);
    assert_eq!(due(&life, Clock::Decision), None);
    done(
        &mut life,
        "2026-02-04T11:00:00Z",
        customer(1, Code::Missing),
        Act::Decline { lines: Some(vec![0]) },
    );
    assert_eq!(life.view().phase, Phase::Disputable);
    refused(
        &mut life,
        "2026-02-05T11:00:00Z",
        ADMIN,
        dispute(),
        Refusal::NewPoeRequired,
    );
    refused(
        &mut life,
        "2026-02-05T11:00:00Z",
        LEAD,
        Act::Reopen { duplicate: false },
        Refusal::WrongStatus,
    );
    done(&mut life, "2026-02-05T11:00:00Z", ADMIN, Act::AddDocument);
    done(&mut life, "2026-02-05T12:00:00Z", ADMIN, dispute());
    assert_eq!(life.lines_in(LineState::Claimed), vec![0]);
    done(&mut life, "2026-02-06T12:00:00Z", LEAD, approve(&[0]));
    life
}

#[test]
fn after_a_decline_silence_is_a_no_for_good() {
    let mut life = approved_after_a_decline();
    life.pass(at("2026-02-13T22:59:59.999999Z"));
    assert_eq!(life.view().phase, Phase::ConsentWindow);
    life.pass(at("2026-02-13T23:00:00Z"));
    let view = life.view();
    assert_eq!(
        (view.status, view.phase, view.lines[0].state),
        (Status::Rejected, Phase::Final, LineState::Declined)
    );
    refused(
        &mut life,
        "2026-02-14T11:00:00Z",
        LEAD,
        Act::Reopen { duplicate: false },
        Refusal::WrongStatus,
    );
    refused(
        &mut life,
        "2026-02-14T11:00:00Z",
        ADMIN,
        dispute(),
        Refusal::WindowClosed,
    );
}

#[test]
fn after_a_decline_a_yes_needs_the_code_and_the_newest_link() {
    let mut life = approved_after_a_decline();
    let now = "2026-02-07T11:00:00Z";
    refused(
        &mut life,
        now,
        customer(1, Code::Right),
        Act::Confirm,
        Refusal::Superseded,
    );
    refused(
        &mut life,
        now,
        customer(3, Code::Right),
        Act::Confirm,
        Refusal::NotFound,
    );
    refused(
        &mut life,
        now,
        customer(2, Code::Missing),
        Act::Confirm,
        Refusal::CodeRequired,
    );
    refused(
        &mut life,
        now,
        customer(2, Code::Wrong),
        Act::Confirm,
        Refusal::WrongCode,
    );
    done(&mut life, now, customer(2, Code::Right), Act::Confirm);
    assert_eq!(life.view().phase, Phase::InForce);
    done(&mut life, now, customer(2, Code::Right), Act::End { lines: None });
    assert_eq!(life.view().phase, Phase::Ended);
}

#[test]
fn a_reopened_claims_answer_is_a_resubmission_without_a_decision_clock() {
    let mut life = reviewed(1, "2026-02-02T11:00:00Z");
    done(&mut life, "2026-02-03T11:00:00Z", REVIEWER, reject());
    done(
        &mut life,
        "2026-02-04T11:00:00Z",
        LEAD,
        Act::Reopen { duplicate: false },
    );
    assert_eq!(due(&life, Clock::Review), Some(date(2026, 2, 11)));
    done(&mut life, "2026-02-04T12:00:00Z", REVIEWER, ask());
    done(&mut life, "2026-02-05T12:00:00Z", ADMIN, answer());
    let view = life.view();
    assert_eq!((view.status, view.phase), (Status::Submitted, Phase::Resubmission));
    assert_eq!(
        view.deadlines.iter().map(|deadline| deadline.clock).collect::<Vec<_>>(),
        vec![Clock::Queue]
    );
}

#[test]
fn a_disputes_answer_goes_back_to_the_dispute_with_a_new_clock_and_other_eyes() {
    let mut life = reviewed(1, "2026-02-02T11:00:00Z");
    done(&mut life, "2026-02-03T11:00:00Z", REVIEWER, reject());
    done(&mut life, "2026-02-04T11:00:00Z", ADMIN, dispute());
    assert_eq!(
        (life.view().reviewer, due(&life, Clock::DisputeAnswer)),
        (None, Some(date(2026, 2, 11)))
    );
    refused(&mut life, "2026-02-04T12:00:00Z", REVIEWER, ask(), Refusal::FourEyes);
    refused(&mut life, "2026-02-04T12:00:00Z", OTHER, ask(), Refusal::NotAssigned);
    refused(
        &mut life,
        "2026-02-04T12:00:00Z",
        LEAD,
        Act::Assign {
            to: Person::Reviewer(0),
        },
        Refusal::Invalid,
    );
    done(
        &mut life,
        "2026-02-04T12:00:00Z",
        LEAD,
        Act::Assign {
            to: Person::Reviewer(1),
        },
    );
    done(&mut life, "2026-02-05T12:00:00Z", OTHER, ask());
    refused(
        &mut life,
        "2026-02-06T12:00:00Z",
        ADMIN,
        Act::Resubmit {
            comment: false,
            remove_lines: vec![],
        },
        Refusal::AnswerRequired,
    );
    done(&mut life, "2026-02-10T12:00:00Z", ADMIN, answer());
    assert_eq!(
        (life.view().phase, due(&life, Clock::DisputeAnswer)),
        (Phase::Dispute, Some(date(2026, 2, 17)))
    );
    done(&mut life, "2026-02-11T12:00:00Z", OTHER, reject());
    assert_eq!(life.view().phase, Phase::Final);
    assert!(life.view().deadlines.is_empty());
}

#[test]
fn a_passed_queue_clock_is_late_until_the_status_ends_and_a_decision_clock_until_the_decision() {
    let mut life = draft(1, "2026-02-02T11:00:00Z");
    done(&mut life, "2026-02-02T11:00:00Z", ADMIN, Act::AddDocument);
    done(
        &mut life,
        "2026-02-02T11:00:00Z",
        ADMIN,
        Act::Submit {
            complete: true,
            duplicate: false,
        },
    );
    let late = |life: &Life| {
        life.view()
            .late
            .iter()
            .map(|deadline| deadline.clock)
            .collect::<Vec<_>>()
    };
    life.pass(at("2026-02-17T11:00:00Z"));
    assert_eq!(late(&life), vec![Clock::Queue, Clock::Decision]);
    done(&mut life, "2026-02-17T11:00:00Z", REVIEWER, Act::StartReview);
    assert_eq!(late(&life), vec![Clock::Decision]);
    done(&mut life, "2026-02-17T12:00:00Z", REVIEWER, approve(&[0]));
    assert!(late(&life).is_empty());
}

#[test]
fn roles_are_judged_before_bodies_and_bodies_before_status() {
    let mut life = draft(1, "2026-02-02T11:00:00Z");
    let now = "2026-02-02T12:00:00Z";
    refused(&mut life, now, REVIEWER, approve(&[]), Refusal::NotFound);
    refused(&mut life, now, Who::Auditor, Act::Comment, Refusal::NotPermitted);
    refused(
        &mut life,
        now,
        Who::IncentivesUser,
        Act::Submit {
            complete: true,
            duplicate: false,
        },
        Refusal::NotPermitted,
    );
    done(&mut life, now, ADMIN, Act::AddDocument);
    refused(
        &mut life,
        now,
        ADMIN,
        Act::Submit {
            complete: true,
            duplicate: true,
        },
        Refusal::DuplicateClaim,
    );
    done(
        &mut life,
        now,
        ADMIN,
        Act::Submit {
            complete: true,
            duplicate: false,
        },
    );
    refused(&mut life, now, REVIEWER, approve(&[]), Refusal::Invalid);
    refused(&mut life, now, REVIEWER, approve(&[0]), Refusal::WrongStatus);
}
