//! Tests of the partner's home.

use domain::party::Role;

use super::{DaysLeft, Decisions};
use crate::frame::Section;
use crate::page_check::checked;
use crate::samples::lists::{dashboard_page, figures, first_dashboard_page};
use crate::samples::{day, frame};

#[test]
fn what_needs_action_comes_before_every_figure_and_only_the_first_is_filled() {
    let html = checked(&dashboard_page());
    let place = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part} in {html}"));
    assert!(place("Needs my action") < place("Claims by status"));
    assert!(place("Claims by status") < place("All claims</h2>"));
    assert_eq!(html.matches("btn primary").count(), 1);
    assert!(place("btn primary") < place("Exchange and Teams rollout"));
    for words in [
        "Today, end of Wed 9 Sep (São Paulo)",
        "then rejected for no answer",
        "today and 2 more business days, then rejected",
        "Answer: Missing customer acknowledgment, Missing products",
        "name a working contact",
        "Rejected: Insufficient PoE. You may dispute once",
        "Draft, 2 things are missing",
        "Show all 11 that need me",
        r#"href="/claims?turn=partner&#38;sort=due_at""#,
        r#"href="/claims/CPOR-2026-000112/edit""#,
        "32 open, 31 in force",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn without_anything_to_do_a_new_claim_is_the_one_filled_button() {
    let mut page = dashboard_page();
    if let Some(work) = &mut page.work {
        work.todo.clear();
        work.needed = 0;
    }
    let html = checked(&page);
    assert!(html.contains("No claim needs you") && html.contains("Nothing needs you"));
    assert!(html.contains(r#"class="btn primary" href="/claims/new""#));
}

#[test]
fn a_partner_without_a_claim_reads_what_comes_next() {
    let html = checked(&first_dashboard_page());
    for words in [
        "Your first claim",
        "proof of execution (PoE)",
        "kept for 90 calendar days",
        "within 5 business days",
        "within 7 calendar days",
        "Approval isn’t payment",
        r#"href="/claims/new""#,
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("<figure") && !html.contains(r#"id="h-me""#));
}

#[test]
fn decisions_are_told_against_the_limit() {
    let frame = frame(Role::IncentivesAdmin, Section::Dashboard);
    let decisions = |days: &[u16], limit| Decisions {
        days: days.to_vec(),
        limit,
        latest_only: false,
    };
    for (days, limit, says) in [
        (&[][..], Some(10), "No decision in the last 90 days."),
        (&[1], Some(10), "One decision, within 1 business day; the limit is 10."),
        (
            &[9, 1, 11, 4],
            Some(10),
            "Half of 4 decisions within 4 business days; 1 past the limit of 10.",
        ),
        (&[0, 0, 40], None, "Half of 3 decisions within 0 business days."),
    ] {
        let said = decisions(days, limit).say(&frame.text);
        assert!(said.starts_with(says), "{said}");
    }
    let bars = decisions(&[0, 3, 3, 12, 40], Some(10)).bars();
    let drawn: Vec<(String, usize, &str)> = bars
        .iter()
        .filter(|bar| bar.count > 0)
        .map(|bar| (bar.label.clone(), bar.count, bar.class))
        .collect();
    assert_eq!(
        drawn,
        [("0".into(), 1, "f"), ("3".into(), 2, "f"), ("12+".into(), 2, "fa")]
    );
    assert_eq!(bars[3].height, "76.0");
}

#[test]
fn deadlines_stand_on_their_days_and_in_the_table() {
    let frame = frame(Role::IncentivesAdmin, Section::Dashboard);
    let mut calendar = figures().deadlines;
    assert_eq!(calendar.say(&frame.reader), "9 deadlines; the next is today.");
    let days = calendar.days();
    assert_eq!(
        (days.len(), days[0].on, days[13].on),
        (14, day(2026, 9, 7), day(2026, 9, 20))
    );
    assert_eq!((days[2].class, days[5].class), ("dd today", "dd off"));
    assert_eq!(days[2].squares().len(), 1);
    assert_eq!(
        (days[9].number(), days[9].squares().len(), days[9].unlisted()),
        (Some((7, "f")), 0, 2)
    );
    calendar.due.retain(|claim| claim.yours && claim.on != calendar.today);
    assert_eq!(calendar.say(&frame.reader), "One deadline, on Fri 11 Sep.");
    calendar.due.clear();
    assert_eq!(calendar.say(&frame.reader), "Nothing is due in these two weeks.");
}

#[test]
fn ticks_are_gone_or_ahead() {
    let ticks = |today, more| DaysLeft { today, more, of: 5 }.ticks();
    assert_eq!(ticks(true, 0), [true; 5]);
    assert_eq!(ticks(true, 2), [true, true, true, false, false]);
    assert_eq!(ticks(false, 9), [false; 5]);
}
