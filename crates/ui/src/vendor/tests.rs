use askama::Template;
use domain::claim::{Activity, Clock, Consequence, InformationReason, Phase, Status, Turn};
use domain::party::Role;

use super::*;
use crate::frame::Section;
use crate::parts::{CommentView, DeadlineView, DocumentView, LineState, LineView, StatusView};
use crate::samples;

fn state(status: Status, phase: Phase, turn: Turn) -> StatusView {
    StatusView { status, phase, turn }
}

fn review_deadline() -> DeadlineView {
    DeadlineView {
        clock: Clock::Review,
        due_at: samples::instant(1_788_904_800),
        due_on: samples::day(2026, 9, 8),
        zone: samples::zone("Europe/Stockholm"),
        then: Consequence::Escalated,
    }
}

fn line(id: &str, product: &str) -> LineView {
    LineView {
        id: id.into(),
        product: product.into(),
        subscription_id: None,
        term_ends_on: None,
        state: LineState::Claimed,
        reason: None,
        named_for_removal: false,
    }
}

fn document(id: &str, display: Display) -> WorkDocument {
    let document = DocumentView {
        id: id.into(),
        name: format!("SOW {id}.pdf"),
        media_type: "application/pdf".into(),
        size_bytes: 214_000,
        added_at: samples::now(),
        not_sent: false,
    };
    WorkDocument { document, display }
}

fn contact(name: &str) -> ContactView {
    ContactView {
        name: name.into(),
        title: Some("IT manager".into()),
        email: "rosana@valeverde.example".into(),
    }
}

fn work(allowed: &[VendorAct]) -> WorkPage {
    WorkPage {
        frame: samples::frame(Role::ReviewLead, Section::Queue),
        facts: ClaimFacts {
            number: "CPOR-2026-000118".into(),
            name: "Exchange and Teams <rollout>".into(),
            partner: "Serra Azul Tecnologia".into(),
            location_id: "4567001".into(),
            location: "São Paulo".into(),
            customer: "Cooperativa Vale Verde".into(),
            domain: "valeverde.example".into(),
            tenant_id: "5c0e2e2a-8a63-4d2c-9e7b-0d1f7a3b9c55".into(),
            country: "BR".into(),
            programme: "OSU".into(),
            activity: Some(Activity::Usage),
            recognition_only: true,
            reference: Some("R-17".into()),
            customer_contact: contact("Rosana Prado Leite"),
            partner_contact: contact("Beatriz Nogueira"),
            submitted_at: Some(samples::now()),
        },
        version: 7,
        state: state(Status::UnderReview, Phase::First, Turn::Reviewer),
        assigned: Assigned::You,
        deadlines: vec![review_deadline()],
        late: vec![DeadlineView {
            clock: Clock::Decision,
            ..review_deadline()
        }],
        lines: vec![line("l1", "Exchange Online"), line("l2", "Teams Phone")],
        documents: vec![document("d1", Display::Framed), document("d2", Display::DownloadOnly)],
        shown: None,
        comments: vec![CommentView {
            at: samples::now(),
            by: Some("Jonas Ek".into()),
            text: "Ask for page 2.".into(),
            internal: true,
        }],
        allowed: allowed.to_vec(),
        request: None,
        earlier: Vec::new(),
        dispute: None,
        more_time: None,
        named_contact: Some(contact("Marcos Aragão")),
        reviewers: vec![PartyName {
            name: "Jonas Ek".into(),
            email: "reviewer@vendor.example".into(),
        }],
        answer_due: Some(samples::answer_deadline()),
        rejection: Rejection::Disputable,
        typed: None,
        stale: None,
    }
}

fn html(page: &impl Template) -> String {
    crate::page_check::checked(page)
}

#[test]
fn exactly_the_allowed_acts_have_a_form() {
    let nouns = [
        (VendorAct::StartReview, "review"),
        (VendorAct::RequestInformation, "information-requests"),
        (VendorAct::Approve, "approval"),
        (VendorAct::Reject, "rejection"),
        (VendorAct::Assign, "assignment"),
        (VendorAct::Extend, "extension"),
        (VendorAct::Reopen, "reopening"),
        (VendorAct::Comment, "comments"),
        (VendorAct::ConfirmCustomerContact, "customer-contact/confirmation"),
    ];
    for (act, _) in nouns {
        let html = html(&work(&[act]));
        for (other, noun) in nouns {
            let action = format!(r#"action="/claims/CPOR-2026-000118/{noun}""#);
            assert_eq!(html.contains(&action), act == other, "{act:?} and {noun}");
        }
        assert_eq!(VendorAct::from_code(act.code()), Some(act));
    }
    let reading = html(&work(&[]));
    assert!(!reading.contains(r#"action="/claims/"#) && reading.contains("You can read this claim"));
    assert!(reading.contains(r#"href="/claims/CPOR-2026-000118/history""#));
}

#[test]
fn reasons_and_lines_carry_the_apis_names_and_codes() {
    let html = html(&work(&[
        VendorAct::RequestInformation,
        VendorAct::Approve,
        VendorAct::Reject,
    ]));
    for reason in InformationReason::ALL {
        assert!(html.contains(&format!(r#"name="reasons" value="{}""#, reason.code())));
    }
    assert!(html.contains(r#"name="remove_lines" value="l2""#));
    assert!(html.contains(r#"name="line.l1" value="covered" required"#) && html.contains(r#"name="line_reason.l1""#));
    assert!(html.contains("Covered") && html.contains("Refused"));
    assert!(html.contains(r#"value="insufficient_poe""#) && !html.contains(r#"value="poe_unavailable""#));
    assert!(!html.contains(r#"value="customer_decline""#) && !html.contains(r#"value="held""#));
    assert!(html.contains(r#"name="version" value="7""#) && html.contains(r#"name="csrf" value="c5rf""#));
    assert!(html.contains("by the end of Fri 11 Sep (São Paulo)") && html.contains("not payment"));
    assert!(html.contains("Your turn until the end of Tue 8 Sep (Stockholm)"));
}

#[test]
fn the_proof_is_framed_without_rights_and_an_unreadable_one_may_be_named_as_the_reason() {
    let page = WorkPage {
        documents: vec![document("d1", Display::Framed)],
        ..work(&[VendorAct::Reject])
    };
    // The browser's viewer of PDFs doesn't start in a sandbox.
    assert!(html(&page).contains("<iframe title") && !html(&page).contains("sandbox"));
    let mut image = page.clone();
    image.documents[0].document.media_type = "image/png".into();
    assert!(html(&image).contains("<iframe sandbox title"));
    assert!(html(&page).contains(r##"src="/claims/CPOR-2026-000118/documents/d1/view#navpanes=0&amp;view=FitH""##));
    let broken = WorkPage {
        documents: vec![document("d1", Display::Unavailable)],
        ..work(&[VendorAct::Reject])
    };
    let broken = html(&broken);
    assert!(!broken.contains("<iframe") && broken.contains(r#"value="poe_unavailable""#));
    let chosen = html(&WorkPage {
        shown: Some("d2".into()),
        ..work(&[])
    });
    assert!(!chosen.contains("<iframe") && chosen.contains(r#"documents/d2" download"#));
}

#[test]
fn a_refused_form_keeps_what_was_typed_in_its_own_fields_alone() {
    let typed = Typed {
        act: VendorAct::Reject,
        values: vec![
            ("reasons".into(), "insufficient_poe".into()),
            ("comment".into(), "<script>alert(1)</script>".into()),
        ],
        errors: vec![("comment".into(), "Too long.".into())],
    };
    let page = WorkPage {
        typed: Some(typed),
        stale: Some(crate::parts::Stale {
            by: None,
            at: samples::now(),
        }),
        ..work(&[VendorAct::RequestInformation, VendorAct::Approve, VendorAct::Reject])
    };
    let html = html(&page);
    assert!(!html.contains("<script>"));
    assert_eq!(html.matches("&#60;script&#62;").count(), 1);
    assert_eq!(html.matches(" checked").count(), 1);
    assert!(html.contains(r##"href="#reject-comment""##) && html.contains(r#"id="reject-comment""#));
    assert!(html.contains("while you wrote"));
}

#[test]
fn an_unreachable_customer_is_said_so_until_a_contact_waits_for_confirmation() {
    let stopped = state(Status::Approved, Phase::ConsentWindow, Turn::Partner);
    let waiting = html(&WorkPage {
        state: stopped,
        ..work(&[VendorAct::Comment])
    });
    assert!(waiting.contains("could not reach the customer"));
    let named = html(&WorkPage {
        state: stopped,
        ..work(&[VendorAct::ConfirmCustomerContact])
    });
    assert!(named.contains("Marcos Aragão") && !named.contains("could not reach the customer"));
}

fn queue_row(number: &str, phase: Phase) -> QueueRow {
    QueueRow {
        number: number.into(),
        name: "Rollout".into(),
        customer: "Clínica Robledal".into(),
        partner: "Ibernube".into(),
        programme: "OSU".into(),
        activity: Some(Activity::Usage),
        state: state(Status::UnderReview, phase, Turn::Reviewer),
        due: Some(review_deadline()),
        assigned: Assigned::Nobody,
    }
}

fn queue(groups: Vec<QueueGroup>) -> QueuePage {
    QueuePage {
        frame: samples::frame(Role::Reviewer, Section::Queue),
        filter: QueueFilter::default(),
        groups,
        next: Some("/queue?cursor=abc".into()),
        start: None,
    }
}

#[test]
fn the_queue_says_what_each_date_means_and_links_each_claim_by_its_number() {
    let due = Due {
        on: samples::day(2026, 9, 9),
        zone: samples::zone("Europe/Stockholm"),
    };
    let html = html(&queue(vec![
        QueueGroup {
            day: QueueDay::Late,
            rows: vec![queue_row("CPOR-2026-000094", Phase::Resubmission)],
        },
        QueueGroup {
            day: QueueDay::Today(due),
            rows: vec![queue_row("CPOR-2026-000103", Phase::Dispute)],
        },
    ]));
    assert!(html.contains("Past the limit") && html.contains("1 claim, the lead has been told"));
    assert!(html.contains("Due today") && html.contains("by the end of Wed 9 Sep (Stockholm)"));
    assert!(html.contains(r#"<a href="/claims/CPOR-2026-000094">CPOR-2026-000094</a>"#));
    assert!(html.contains("resubmission") && html.contains("dispute") && html.contains("nobody"));
    assert!(html.contains(r#"href="/queue?cursor=abc">Next</a>"#));
}

#[test]
fn an_empty_queue_says_what_will_appear_and_a_filtered_one_offers_all() {
    let empty = html(&queue(Vec::new()));
    assert!(empty.contains("Nothing waits here") && !empty.contains("Show the whole queue"));
    let filter = QueueFilter {
        whose: Whose::Mine,
        ..QueueFilter::default()
    };
    let mine = html(&QueuePage {
        filter,
        ..queue(Vec::new())
    });
    assert!(mine.contains("No claim matches") && mine.contains("Show the whole queue"));
    assert!(mine.contains(r#"href="/queue?whose=mine" aria-current="true""#));
}

#[test]
fn only_the_auditor_is_offered_drafts_in_the_list_of_all_claims() {
    for (role, offered) in [
        (Role::Auditor, true),
        (Role::ReviewLead, false),
        (Role::ProgrammeManager, false),
    ] {
        let page = VendorClaimsPage {
            frame: samples::frame(role, Section::Claims),
            status: None,
            rows: vec![queue_row("CPOR-2026-000094", Phase::First)],
            next: None,
            start: None,
        };
        let html = html(&page);
        assert_eq!(html.contains(r#"<option value="editing""#), offered, "{role:?}");
        assert!(html.contains(r#"<a href="/claims/CPOR-2026-000094">"#));
    }
}
