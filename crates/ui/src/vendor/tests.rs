use askama::Template;
use domain::claim::{Activity, Clock, Consequence, InformationReason, Phase, Status, Turn};
use domain::party::Role;

use super::*;
use crate::frame::Section;
use crate::guidelines::GuidelinesView;
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
    WorkDocument {
        document,
        display,
        age: Age::Known,
    }
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
        days: None,
        late: vec![DeadlineView {
            clock: Clock::Decision,
            ..review_deadline()
        }],
        lines: vec![line("l1", "Exchange Online"), line("l2", "Teams Phone")],
        guidelines: GuidelinesView::default(),
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
        since: SinceThen::default(),
        closed: None,
        more_time: None,
        named_contact: Some(contact("Marcos Aragão")),
        reviewers: vec![PartyName {
            name: "Jonas Ek".into(),
            email: "reviewer@vendor.example".into(),
        }],
        answer_due: Some(samples::answer_deadline()),
        rejection: Rejection::Disputable,
        extension_days_max: 3,
        next: None,
        typed: None,
        stale: None,
        meanwhile: Vec::new(),
        changed: Vec::new(),
    }
}

fn html(page: &impl Template) -> String {
    crate::page_check::checked(page)
}

#[test]
fn exactly_the_allowed_acts_have_a_form() {
    let nouns = [
        (VendorAct::StartReview, "review"),
        // The three decisions are one form.
        (VendorAct::RequestInformation, "information-requests/preview"),
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
    let extending = html(&work(&[VendorAct::Extend]));
    assert!(extending.contains(r#"<option value="3""#) && !extending.contains(r#"<option value="4""#));
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
    for noun in ["information-requests", "approval", "rejection"] {
        assert!(html.contains(&format!(r#"formaction="/claims/CPOR-2026-000118/{noun}/preview""#)));
    }
    for key in ["1", "5", "r", "a"] {
        assert!(html.contains(&format!(r#"data-key="{key}""#)), "{key}");
    }
    assert!(html.contains(r#"name="line.l1" value="covered" required>"#) && html.contains(r#"name="line_reason.l1""#));
    assert!(html.contains("Covered") && html.contains("Not covered"));
    assert!(html.contains(r##"href="/help/guidelines#missing_products""##));
    assert!(html.contains(r#"name="rejection_reasons" value="insufficient_poe""#));
    assert!(!html.contains(r#"value="poe_unavailable""#) && !html.contains(" checked"));
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
    let image = html(&WorkPage {
        documents: vec![document("d1", Display::Pictured)],
        ..work(&[])
    });
    assert!(image.contains(r#"<img src="/claims/CPOR-2026-000118/documents/d1/view""#) && !image.contains("<iframe"));
    assert!(image.contains(r#"data-key="+ =""#) && image.contains(r#"role="group" tabindex="0""#));
    assert!(html(&page).contains(r##"src="/claims/CPOR-2026-000118/documents/d1/view#navpanes=0&amp;view=FitH""##));
    let broken = WorkPage {
        documents: vec![document("d1", Display::Unavailable)],
        ..work(&[VendorAct::RequestInformation, VendorAct::Reject])
    };
    let broken = html(&broken);
    assert!(!broken.contains("<iframe") && broken.contains(r#"value="poe_unavailable""#));
    let mut bare = work(&[]);
    bare.documents.clear();
    assert!(html(&bare).contains("No document has been uploaded") && !html(&bare).contains("data-viewer"));
    let chosen = html(&WorkPage {
        shown: Some("d2".into()),
        ..work(&[])
    });
    // The other one waits in a template, which loads nothing.
    let (shown, waits) = chosen.split_once("<template data-waits=\"d1\">").expect("a template");
    assert!(!shown.contains("<iframe") && shown.contains(r#"documents/d2" download"#) && waits.contains("<iframe"));
    assert!(shown.contains("2 of 2") && shown.contains(r#"data-key="[""#) && shown.contains(r#"data-key="]""#));
    let both = [
        r#"rel="prev" href="/claims/CPOR-2026-000118?document=d1""#,
        r#"rel="next" href="/claims/CPOR-2026-000118?document=d1""#,
    ];
    assert!(
        both.iter().all(|link| shown.contains(link)),
        "the last leads on to the first: {shown}"
    );
}

#[test]
fn what_is_done_rarely_stands_in_one_menu_and_unfolds_where_it_is_wanted() {
    let acts = [VendorAct::Assign, VendorAct::Extend, VendorAct::Reopen, VendorAct::Note];
    let lead = html(&work(&acts));
    for anchor in [
        "assign-reviewer",
        "extend-business_days",
        "reopen-reason",
        "comment-text",
    ] {
        assert!(
            lead.contains(&format!(r##"<li><a href="#{anchor}">"##)),
            "{anchor}: {lead}"
        );
    }
    assert_eq!(lead.matches(r#"<details class="acc"><summary><h2>"#).count(), 3);
    let reading = html(&work(&[]));
    assert!(!reading.contains(r##"<li><a href="#assign-reviewer">"##) && reading.contains("Messages about this claim"));
    let asked = html(&WorkPage {
        more_time: Some(Said {
            words: Some("The signer is away.".into()),
            at: samples::now(),
        }),
        ..work(&acts)
    });
    assert_eq!(asked.matches(r#"<details class="acc" open><summary><h2>"#).count(), 1);
}

#[test]
fn the_summary_names_each_field_and_leads_to_it() {
    let errors = [
        ("reasons", "decision-reasons", "What is missing"),
        ("line.l2", "decision-line.l2", "Teams Phone"),
        ("comment", "decision-comment", "Comment to the partner"),
    ];
    let page = WorkPage {
        typed: Some(Typed {
            act: VendorAct::RequestInformation,
            values: Vec::new(),
            errors: errors
                .iter()
                .map(|(name, _, _)| ((*name).to_owned(), "Mend this.".to_owned()))
                .collect(),
        }),
        ..work(&[VendorAct::RequestInformation, VendorAct::Approve, VendorAct::Reject])
    };
    let html = html(&page);
    for (_, id, label) in errors {
        assert!(
            html.contains(&format!(r##"<a href="#{id}">{label}: Mend this.</a>"##)),
            "{id}: {html}"
        );
        assert!(
            html.contains(&format!(r#"aria-describedby="{id}-e""#)),
            "{id} is described: {html}"
        );
    }
    assert!(
        html.contains(r#"id="errors" autofocus"#),
        "the summary takes the focus: {html}"
    );
}

#[test]
fn a_refused_form_keeps_what_was_typed_in_its_own_fields_alone() {
    let typed = Typed {
        act: VendorAct::Reject,
        values: vec![
            ("rejection_reasons".into(), "insufficient_poe".into()),
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
    assert!(html.contains(r##"href="#decision-comment""##) && html.contains(r#"id="decision-comment""#));
    assert!(html.contains("while you wrote"));
}

#[test]
fn what_was_typed_is_shown_also_when_its_form_is_gone() {
    let typed = Typed {
        act: VendorAct::Approve,
        values: vec![("comment".into(), "Good <proof>".into())],
        errors: Vec::new(),
    };
    let page = WorkPage {
        typed: Some(typed),
        stale: Some(crate::parts::Stale {
            by: Some("Jonas Ek".into()),
            at: samples::now(),
        }),
        meanwhile: vec![Meanwhile {
            event: crate::history::HistoryEvent::Rejected,
            by: Some("Jonas Ek".into()),
            at: samples::now(),
        }],
        ..work(&[VendorAct::Comment])
    };
    let html = html(&page);
    assert!(html.contains("Jonas Ek changed the claim") && html.contains("Good &#60;proof&#62;"));
    assert!(html.contains("rejected the claim, <time"), "{html}");
}

#[test]
fn whoever_may_not_decide_reads_why_and_who_may() {
    for (closed, words) in [
        (Closed::FourEyes, "You took the decision that is disputed"),
        (Closed::NotAssigned("Jonas Ek".into()), "Jonas Ek reviews this claim"),
        (Closed::Unassigned, "Nobody reviews this dispute yet"),
    ] {
        let page = WorkPage {
            closed: Some(closed),
            ..work(&[VendorAct::Comment])
        };
        assert!(html(&page).contains(words), "{words}");
    }
}

#[test]
fn what_is_new_since_the_last_decision_stands_apart() {
    let mut page = WorkPage {
        since: SinceThen {
            answer: Some(Said {
                words: Some("Signed now".into()),
                at: samples::now(),
            }),
            documents: vec!["SOW d2.pdf".into()],
        },
        earlier: vec![EarlierDecision {
            at: samples::now(),
            outcome: EarlierOutcome::Requested("Jonas Ek".into()),
            reasons: vec!["Missing products".into()],
            comment: Some("Where is Teams?".into()),
        }],
        ..work(&[VendorAct::RequestInformation])
    };
    page.documents[1].age = Age::New;
    let html = html(&page);
    assert_eq!(html.matches(r#"class="tag new""#).count(), 2);
    assert!(html.contains("Signed now") && html.contains("Information requested on Wed 9 Sep by Jonas Ek"));
}

fn step(decision: Decision, follows: Follows) -> DecisionStep {
    let letter = |to, address: &str| ToldLetter {
        to,
        address: address.into(),
        subject: "About CPOR-2026-000118".into(),
        text: "More is <needed>.\n\n-- \nHalden Cloud\n".into(),
    };
    DecisionStep {
        number: "CPOR-2026-000118".into(),
        partner: "Serra Azul".into(),
        customer: "Cooperativa Vale Verde".into(),
        decision,
        action: "/claims/CPOR-2026-000118/approval".into(),
        back: "/claims/CPOR-2026-000118/decision".into(),
        fields: vec![("comment".into(), "\"><b>".into()), ("version".into(), "7".into())],
        follows,
        letters: vec![
            letter(crate::letters::Audience::Partner, "ana@partner.example"),
            letter(crate::letters::Audience::Customer, "rosana@valeverde.example"),
        ],
    }
}

#[test]
fn the_step_before_a_decision_shows_the_letters_and_sends_on_what_was_chosen() {
    let due = samples::answer_deadline;
    for (decision, follows, words) in [
        (
            Decision::RequestInformation,
            Follows::Answer(due()),
            "Without an answer the claim is rejected",
        ),
        (Decision::Approve, Follows::Consent(due()), "Approved is not payment"),
        (Decision::Reject, Follows::Dispute(due()), "dispute this once"),
        (Decision::Reject, Follows::Final, "is final"),
    ] {
        let frame = samples::frame(Role::Reviewer, Section::Queue);
        let step = step(decision, follows);
        let page = html(&DecisionPage {
            frame: frame.clone(),
            step: step.clone(),
        });
        assert!(page.contains(words), "{words}");
        assert!(
            page.contains("More is &#60;needed&#62;.") && !page.contains("-- "),
            "{page}"
        );
        assert!(
            page.contains(r#"name="comment" value="&#34;&#62;&#60;b&#62;""#),
            "{page}"
        );
        assert!(page.contains("rosana@valeverde.example") && page.contains(r#"name="csrf" value="c5rf""#));
        let dialog = DecisionDialog { frame, step }.render().expect("the dialog");
        assert!(dialog.trim_start().starts_with("<h2>") && !dialog.contains("<h1"));
    }
    let letters = step(Decision::Reject, Follows::Final).letters;
    let told = ToldPart { letters }.render().expect("the letter");
    assert_eq!(told.matches("More is").count(), 1, "the partner's letter alone: {told}");
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
