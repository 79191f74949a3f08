use askama::Template;
use domain::claim::{Activity, Clock, Consequence};
use domain::party::Role;

use super::*;
use crate::frame::Section;
use crate::letters::ConsentChoice;
use crate::samples;

fn line(id: &str, product: &str, state: LineState) -> ConsentLine {
    ConsentLine {
        id: id.into(),
        product: product.into(),
        subscription_id: None,
        state,
    }
}

fn about() -> ConsentAbout {
    ConsentAbout {
        vendor: "Halden Cloud".into(),
        number: "CPOR-2026-000086".into(),
        partner: "Serra <Azul>".into(),
        customer: "Cooperativa Três Rios".into(),
        activity: Activity::Usage,
        lines: vec![
            line("l1", "Exchange Online", LineState::Covered),
            line("l2", "Teams", LineState::Covered),
            line("l3", "Intune", LineState::Declined),
        ],
    }
}

fn page(state: ConsentState) -> ConsentPage {
    ConsentPage {
        frame: Frame {
            person: None,
            clock_bar: None,
            ..samples::frame(Role::Reviewer, Section::Elsewhere)
        },
        path: "/consents/s3cret".into(),
        about: about(),
        state,
        code: CodeRequest::NotAsked,
        answered: Answered::NotYet,
        typed: None,
    }
}

fn window(silence: Silence) -> ConsentState {
    let due = DeadlineView {
        clock: Clock::Consent,
        then: Consequence::InForce,
        ..samples::answer_deadline()
    };
    ConsentState::Window {
        due,
        silence,
        yes: YesEffect::AtOnce,
    }
}

fn html(page: &impl Template) -> String {
    crate::page_check::checked(page)
}

#[test]
fn nothing_is_chosen_beforehand_and_the_products_are_offered_one_by_one() {
    let html = html(&page(window(Silence::IsConsent)));
    assert!(!html.contains(" checked>") && html.contains("Serra &#60;Azul&#62;"));
    for (value, label) in [
        ("confirm", "Confirm"),
        ("lines", "Choose product by product"),
        ("decline", "Decline"),
    ] {
        assert!(html.contains(&format!(r#"name="decision" value="{value}""#)), "{value}");
        assert!(html.contains(&format!(">{label}</b>")), "{label}");
    }
    assert!(html.contains(r#"name="lines" value="l2""#) && !html.contains(r#"value="l3""#));
    assert!(html.contains("helped Cooperativa Três Rios with 2 products"));
    assert!(html.contains(r#"name="decision" value="not_me""#) && html.contains(">Send</button>"));
    assert!(html.contains("Fri 11 Sep") && html.contains("São Paulo time"));
    assert!(!html.contains("<nav"), "a customer has nowhere else to go");
}

#[test]
fn silence_is_a_yes_at_first_and_a_no_after_a_decline_where_a_yes_needs_a_code() {
    let first = html(&page(window(Silence::IsConsent)));
    assert!(first.contains("that counts as a yes") && !first.contains(r#"name="code""#));
    let again = html(&page(window(Silence::IsNoConsent)));
    assert!(again.contains("that counts as a no") && !again.contains("counts as a yes"));
    assert!(again.contains(r#"name="code""#) && again.contains(r#"action="/consents/s3cret/codes""#));
}

#[test]
fn an_answer_that_was_refused_keeps_what_was_typed() {
    let typed = TypedConsent {
        decision: "lines".into(),
        lines: vec!["l2".into()],
        comment: "<b>why".into(),
        problem: Some(ConsentProblem::WrongCode),
    };
    let html = html(&ConsentPage {
        typed: Some(typed),
        ..page(window(Silence::IsNoConsent))
    });
    assert!(html.contains("This code isn’t right") && html.contains("&#60;b&#62;why"));
    assert!(html.contains(r#"aria-describedby="some-s" checked"#));
    assert!(html.contains(r#"name="lines" value="l2" checked"#));
}

#[test]
fn in_force_it_can_be_ended_with_a_code_and_elsewhere_there_is_no_form() {
    let held = html(&ConsentPage {
        code: CodeRequest::Sent,
        ..page(ConsentState::InForce {
            since: samples::day(2026, 9, 1),
        })
    });
    assert!(held.contains(r#"name="decision" value="end""#) && held.contains(r#"name="code""#));
    assert!(held.contains("A code is on its way") && held.contains("Tue 1 Sep"));
    for state in [
        ConsentState::Superseded,
        ConsentState::Unreachable,
        ConsentState::Waiting,
        ConsentState::Declined,
        ConsentState::Rejected,
        ConsentState::Ended {
            on: samples::day(2026, 9, 1),
        },
    ] {
        assert!(
            !html(&page(state.clone())).contains(r#"action="/consents/"#),
            "{state:?}"
        );
    }
}

fn receipt(choice: ConsentChoice, lines: &[&str], due: Option<DeadlineView>) -> ConsentReceipt {
    ConsentReceipt {
        path: "/consents/s3cret".into(),
        about: about(),
        choice,
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        comment: Some("Thank <you>".into()),
        at: samples::now(),
        due,
    }
}

#[test]
fn the_receipt_says_what_was_chosen_when_and_what_comes_next() {
    let html = |choice, lines: &[&str], due| {
        html(&ConsentReceiptPage {
            frame: samples::frame(Role::Reviewer, Section::Elsewhere),
            receipt: receipt(choice, lines, due),
        })
    };
    let due = || Some(samples::answer_deadline());
    let yes = html(ConsentChoice::Confirm, &[], None);
    assert!(yes.contains("You confirmed.") && yes.contains("Wed 9 Sep 2026, 10:31 (São Paulo)"));
    assert!(yes.contains("is in force") && yes.contains("/consents/s3cret/receipt.txt"));
    let later = html(ConsentChoice::Confirm, &[], due());
    assert!(later.contains("after the end of Fri 11 Sep 2026 (São Paulo)"));
    assert!(html(ConsentChoice::Decline, &[], None).contains("silence will not count as a yes"));
    let one = html(ConsentChoice::DeclineLines, &["Teams"], due());
    assert!(one.contains("You declined: Teams.") && one.contains("until the end of Fri 11 Sep 2026"));
    assert!(html(ConsentChoice::End, &["Teams"], None).contains("You ended the association for: Teams."));
    assert!(html(ConsentChoice::NotMe, &[], None).contains("The time has stopped"));
}

#[test]
fn the_receipt_as_a_file_is_plain_text() {
    let text = ConsentReceiptText {
        frame: samples::frame(Role::Reviewer, Section::Elsewhere),
        receipt: receipt(ConsentChoice::Decline, &[], None),
    };
    let text = text.render().expect("the text");
    assert!(
        text.contains("Your answer: You declined.\n") && text.contains("Thank <you>"),
        "{text}"
    );
    assert!(text.contains("Products: Exchange Online, Teams, Intune\n"), "{text}");
}

#[test]
fn a_link_that_opens_nothing_says_what_to_do() {
    let html = html(&ConsentAbsentPage {
        frame: Frame {
            person: None,
            ..samples::frame(Role::Reviewer, Section::Elsewhere)
        },
        vendor: "Halden <Cloud>".into(),
    });
    assert!(html.contains("This link opens nothing") && html.contains("write to Halden &#60;Cloud&#62;"));
}

#[test]
fn the_days_that_are_left_are_counted_and_an_answer_leads_to_its_receipt() {
    let first = html(&page(window(Silence::IsConsent)));
    assert!(first.contains("2 days are left.") && !first.contains("/receipt"));
    let answered = html(&ConsentPage {
        answered: Answered::Before,
        ..page(window(Silence::IsConsent))
    });
    assert!(answered.contains(r#"href="/consents/s3cret/receipt""#));
}
