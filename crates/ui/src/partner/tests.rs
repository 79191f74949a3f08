//! Tests of the partner's pages.

use domain::claim::{Phase, Status};

use super::{Act, DiscardPage};
use crate::failure::{FailureKind, FailurePage};
use crate::frame::{Flash, Frame, Section};
use crate::page_check::checked;
use crate::samples::claims::{STATES, claim_page, stale_claim_page, undeliverable_page, withdraw_page};
use crate::samples::lists::first_dashboard_page;
use crate::style::StylePage;

/// The acts' marks in the page: where each form or link leads.
fn mark(act: &Act) -> &'static str {
    match act {
        Act::Edit => "/edit\"",
        Act::AddDocument => "/documents\" method",
        Act::Submit => "/submission\"",
        Act::Discard => "/discard\"",
        Act::Resubmit => "/resubmission\"",
        Act::Withdraw => "/withdraw\"",
        Act::Dispute => "/disputes\"",
        Act::Comment => "/comments\"",
        Act::RequestExtension => "/extension-requests\"",
        Act::NameCustomerContact => "/customer-contact\"",
    }
}

#[test]
fn the_claim_page_offers_exactly_what_is_allowed_in_every_state() {
    for page in STATES.into_iter().map(claim_page).chain([undeliverable_page()]) {
        let html = checked(&page);
        for act in Act::ALL {
            let offered = html.contains(&format!("/claims/CPOR-2026-000118{}", mark(act)));
            assert_eq!(offered, page.allowed.contains(act), "{act:?} in {:?}", page.state);
        }
        assert!(html.contains("/claims/CPOR-2026-000118/history\""), "{:?}", page.state);
        assert!(html.contains("/claims/CPOR-2026-000118/copy\""), "{:?}", page.state);
        let approved = page.state.status == Status::Approved;
        assert_eq!(html.contains("Approval isn’t payment"), approved, "{:?}", page.state);
        let window = page.state.phase == Phase::ConsentWindow && page.turn.deadline.is_some();
        assert_eq!(
            html.contains("The customer has been told and may decline"),
            window,
            "{:?}",
            page.state
        );
        // Status near the top: before the sentence of the turn, which stands before everything else.
        let place = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part} in {html}"));
        assert!(place("class=\"meta\"") < place("class=\"turn") && place("class=\"turn") < place("class=\"sheet\""));
    }
}

#[test]
fn the_sentence_says_whose_turn_until_when_and_what_happens_otherwise() {
    let sentence = |index: usize| {
        let page = claim_page(STATES[index]);
        format!(
            "{} | {}",
            page.turn.heading(&page.frame.reader),
            page.turn.means(&page.frame.reader)
        )
    };
    let all: Vec<String> = (0..STATES.len()).map(sentence).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_stale_answer_keeps_what_was_typed_and_escapes_it() {
    let html = checked(&stale_claim_page());
    assert!(html.contains("Caio Mendes changed this claim at Wed 9 Sep, 10:31"));
    assert!(html.contains("Page 2 has the signature &#60;script&#62;"));
    assert!(html.contains("name=\"remove.5d0f4a52-0000-4d0e-9a55-000000000002\" value=\"on\" checked"));
    assert!(html.contains("<a href=\"#comment\">Comment: This is too long. Shorten it.</a>"));
}

#[test]
fn html_in_every_text_of_a_claim_is_escaped() {
    let evil = "<script>alert('x')</script>\"";
    let mut page = claim_page(STATES[7]);
    page.name = evil.into();
    page.customer.name = Some(evil.into());
    page.customer.domain = Some(evil.into());
    page.programme = Some(evil.into());
    page.reference = Some(evil.into());
    page.documents[0].name = evil.into();
    page.comments[0].text = evil.into();
    page.comments[0].by = Some(evil.into());
    page.lines[1].product = evil.into();
    page.frame.query = evil.into();
    if let Some(request) = &mut page.request {
        request.comment = evil.into();
    }
    checked(&page);
}

#[test]
fn the_smaller_pages_render() {
    let html = checked(&withdraw_page());
    assert!(html.contains("name=\"reason\" value=\"other\" checked") && html.contains("The association ends today"));
    let mut page = withdraw_page();
    page.frame.flash = Some(Flash::Saved);
    assert!(checked(&page).contains("Saved."));
    let discard = DiscardPage {
        frame: page.frame.clone(),
        number: page.number.clone(),
        name: String::new(),
        version: 1,
        stale: None,
        meanwhile: Vec::new(),
    };
    assert!(checked(&discard).contains("Discard the draft"));
}

#[test]
fn what_did_not_happen_has_a_page_that_says_so() {
    for (kind, words) in [
        (FailureKind::Absent, "There is nothing here"),
        (FailureKind::Forbidden { why: None }, "Your role doesn’t include it"),
        (
            FailureKind::Refused {
                why: "The time for this is over.".into(),
            },
            "The time for this is over. Nothing was changed.",
        ),
        (FailureKind::Stale, "Somebody changed this meanwhile"),
        (FailureKind::TooLarge, "up to 25 MB"),
        (FailureKind::Unreadable, "couldn’t be read"),
        (FailureKind::TooMany { seconds: 1 }, "Try again in one second."),
        (FailureKind::Fault { number: "7f3a".into() }, "the number 7f3a"),
    ] {
        let frame = first_dashboard_page().frame;
        assert!(
            checked(&FailurePage {
                frame: frame.clone(),
                kind: kind.clone(),
                back: None
            })
            .contains(words)
        );
        let nobody = Frame {
            person: None,
            clock_bar: None,
            ..frame
        };
        let html = checked(&FailurePage {
            frame: nobody,
            kind,
            back: Some("/claims/CPOR-2026-000118".into()),
        });
        assert!(html.contains("href=\"/claims/CPOR-2026-000118\">Back</a>") && !html.contains("/sign-out"));
    }
}

#[test]
fn the_page_of_parts_shows_every_status() {
    let html = checked(&StylePage::new(first_dashboard_page().frame.at(Section::Style)));
    for status in Status::ALL {
        assert!(html.contains(&first_dashboard_page().frame.text.status(status)));
    }
    let errors = r#"aria-labelledby="errors-h""#;
    assert!(html.contains(errors), "a sample of the errors above a form");
    assert!(
        !html.contains(&format!("autofocus {errors}")),
        "a sample takes no focus from whoever opens the page"
    );
}
