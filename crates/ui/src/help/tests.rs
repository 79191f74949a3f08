use domain::calendar::Length;
use domain::claim::Clock;
use domain::party::Role;
use domain::policy::{EarlyConfirmation, Policy};

use super::{HelpPage, KeysPage, Rules, Topic};
use crate::Section;
use crate::page_check::checked;
use crate::samples::{frame, zone};

fn page(policy: Policy) -> String {
    let mut frame = frame(Role::IncentivesAdmin, Section::Help);
    frame.rules = Rules {
        policy,
        review_zone: zone("America/New_York"),
    };
    checked(&HelpPage { frame })
}

#[test]
fn the_rules_cite_the_figures_that_hold_here() {
    let html = page(Policy::STANDARD);
    for said in [
        "5 business days",
        "10 business days",
        "30 calendar days",
        "New York",
        "20 files",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    assert!(html.contains("A confirmation puts the association in force at once."));
    let other = page(Policy {
        partner_answer: Length::BusinessDays(1),
        consent: Length::CalendarDays(14),
        early_confirmation: EarlyConfirmation::WindowRunsOn,
        ..Policy::STANDARD
    });
    for said in [
        "The partner has 1 business day from",
        "The customer has 14 calendar days",
        "the window runs on to its end",
    ] {
        assert!(other.contains(said), "{said}: {other}");
    }
}

#[test]
fn every_rule_has_a_place_on_the_page() {
    let html = page(Policy::STANDARD);
    let listed = Topic::CLOCKS.into_iter().chain(Topic::CLAIMS).chain(Topic::DECISIONS);
    for topic in listed.chain([Topic::Days]) {
        assert!(html.contains(&format!(r#" id="{}""#, topic.code())), "{topic:?}");
    }
    assert_eq!(Topic::of_clock(&Clock::PartnerAnswer), Some(Topic::PartnerAnswer));
    assert_eq!(Topic::of_clock(&Clock::HolderAnswer), None);
}

#[test]
fn reviewers_read_their_keys_too() {
    let html = |role| {
        checked(&KeysPage {
            frame: frame(role, Section::Help),
        })
    };
    assert!(html(Role::Reviewer).contains("While reviewing"));
    assert!(!html(Role::GlobalAdmin).contains("While reviewing"));
}
