//! A claim's life as its partner sees it, by forms alone.

use app::{Expected, execute, load};
use domain::claim::{Command, InformationReason, LineState, NoticeFailure, RejectionReason};
use domain::id::ClaimNumber;
use domain::party::Actor;
use testkit::Persona;
use testkit::commands::note;

use super::world::{Browser, World};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A complete statement, as the edit form sends it.
const STATEMENT: [(&str, &str); 19] = [
    ("name", "Exchange rollout"),
    ("location_id", "1000001"),
    ("programme", "osu"),
    ("activity", "usage"),
    ("customer.name", "Acme"),
    ("customer.tenant_id", "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de"),
    ("customer.domain", "acme.example"),
    ("customer.country", "BR"),
    ("customer.language", "pt-BR"),
    ("customer.time_zone", ""),
    ("customer_contact.name", "Olga"),
    ("customer_contact.email", "olga@acme.example"),
    ("partner_contact.name", "Clara"),
    ("partner_contact.email", "clara@valeverde.example"),
    ("reference", ""),
    ("lines.0.product", "exchange_online"),
    ("lines.1.product", ""),
    ("lines.2.product", "teams"),
    ("lines.2.subscription_id", ""),
];

async fn draft(browser: &Browser) -> String {
    let answer = browser
        .submit("/claims/new", "/claims", &[("location_id", "1000001"), ("name", "")])
        .await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    answer.number()
}

async fn submitted(browser: &Browser) -> String {
    let number = draft(browser).await;
    let saved = browser.fill_in(&number, &STATEMENT).await;
    assert_eq!(saved.location(), format!("/claims/{number}/edit/proof"));
    assert_eq!(
        browser.upload(&number, "SOW.pdf", PDF).await.location(),
        format!("/claims/{number}?done=uploaded")
    );
    let page = format!("/claims/{number}");
    let sent = browser.submit(&page, &format!("{page}/submission"), &[]).await;
    assert_eq!(sent.location(), format!("{page}?done=submitted"), "{}", sent.html);
    number
}

/// The vendor's side, by the same command path as its pages.
async fn vendor(world: &World, number: &str, commands: Vec<Command>) {
    let number: ClaimNumber = number.parse().expect("a number");
    for command in commands {
        let actor = Persona::Greta.actor();
        let stored = load(&world.env, &actor, number).await.expect("the claim");
        execute(&world.env, &actor, stored, Expected::Any, command, None)
            .await
            .expect("an accepted command");
    }
}

#[tokio::test]
async fn a_claim_is_filed_answered_and_disputed_by_forms() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = submitted(&clara).await;
    let page = format!("/claims/{number}");
    let shown = clara.get(&format!("{page}?done=submitted")).await;
    for words in [
        "Exchange rollout",
        "Submitted",
        "SOW.pdf",
        "Exchange Online",
        "History",
        "Withdraw",
    ] {
        shown.says(words);
    }

    let stored = load(&world.env, &Persona::Greta.actor(), number.parse().expect("a number"))
        .await
        .expect("the claim");
    let teams = stored.claim.lines[1].id;
    let ask = Command::RequestInformation {
        reasons: vec![InformationReason::MissingProducts],
        comment: note("Where is Teams?"),
        remove_lines: vec![teams],
    };
    vendor(&world, &number, vec![Command::StartReview, ask]).await;
    let asked = clara.get(&page).await;
    asked.says("Where is Teams?");
    asked.says(&format!(r#"name="remove.{teams}" value="on""#));
    let silent = clara
        .submit(&page, &format!("{page}/resubmission"), &[("comment", "  ")])
        .await;
    assert_eq!(silent.status, 422);
    silent.says("Say something, add a file");
    let more = clara
        .submit(
            &page,
            &format!("{page}/extension-requests"),
            &[("comment", "Until Monday?")],
        )
        .await;
    assert_eq!(more.location(), format!("{page}?done=more_time_asked"), "{}", more.html);
    let line = format!("remove.{teams}");
    let answer = [("comment", "Taken off"), (line.as_str(), "on")];
    let answered = clara.submit(&page, &format!("{page}/resubmission"), &answer).await;
    assert_eq!(
        answered.location(),
        format!("{page}?done=resubmitted"),
        "{}",
        answered.html
    );
    let stored = load(&world.env, &Persona::Greta.actor(), number.parse().expect("a number"))
        .await
        .expect("the claim");
    assert_eq!(stored.claim.lines[1].state, LineState::Removed);

    let reject = Command::Reject {
        reasons: vec![RejectionReason::InsufficientPoe],
        comment: note("The proof shows no work."),
    };
    vendor(&world, &number, vec![Command::StartReview, reject]).await;
    clara.get(&page).await.says("The proof shows no work.");
    let grounds = clara
        .submit(&page, &format!("{page}/disputes"), &[("justification", "")])
        .await;
    assert_eq!(grounds.status, 422);
    let disputed = clara
        .submit(&page, &format!("{page}/disputes"), &[("justification", "Page 3 does.")])
        .await;
    assert_eq!(
        disputed.location(),
        format!("{page}?done=disputed"),
        "{}",
        disputed.html
    );
    clara.get(&page).await.says("Page 3 does.");

    let withdraw = format!("{page}/withdraw");
    let reasonless = clara
        .submit(
            &withdraw,
            &format!("{page}/withdrawal"),
            &[("reason", "other"), ("comment", "")],
        )
        .await;
    assert_eq!(reasonless.status, 422);
    let withdrawn = clara
        .submit(
            &withdraw,
            &format!("{page}/withdrawal"),
            &[("reason", "wrong_activity")],
        )
        .await;
    assert_eq!(
        withdrawn.location(),
        format!("{page}?done=withdrawn"),
        "{}",
        withdrawn.html
    );
    assert_eq!(clara.get(&withdraw).await.status, 409);
}

#[tokio::test]
async fn a_form_that_is_refused_keeps_every_typed_text() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let nowhere = clara
        .submit(
            "/claims/new",
            "/claims",
            &[("location_id", "3000001"), ("name", "Typed name")],
        )
        .await;
    assert_eq!(nowhere.status, 422);
    nowhere.says(r#"value="Typed name""#);
    let number = draft(&clara).await;
    let long = "n".repeat(201);
    let steps: [(&str, &[(&str, &str)]); 4] = [
        ("claim", &[("location_id", "1000001"), ("name", &long)]),
        (
            "customer",
            &[
                ("customer.name", "Typed"),
                ("customer.domain", "no domain"),
                ("customer.tenant_id", "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1d"),
            ],
        ),
        (
            "lines",
            &[
                ("lines.0.product", ""),
                ("lines.0.subscription_id", "typed-subscription"),
            ],
        ),
        (
            "contacts",
            &[("customer_contact.name", "Olga"), ("customer_contact.email", "nobody")],
        ),
    ];
    for (step, typed) in steps {
        let path = format!("/claims/{number}/edit/{step}");
        let refused = clara.submit(&path, &path, typed).await;
        assert_eq!(refused.status, 422, "{step}");
        for (name, value) in typed.iter().filter(|(name, _)| *name != "location_id") {
            let kept = value.is_empty() || refused.html.contains(&format!(r#"value="{value}""#));
            assert!(kept, "{name} on {step}: {}", refused.html);
        }
    }
    let path = format!("/claims/{number}/edit/customer");
    let refused = clara.submit(&path, &path, steps[1].1).await;
    refused.says(r##"href="#customer.domain""##);
    refused.says("Group 5 has 11 characters, it needs 12");
    clara
        .get(&path)
        .await
        .says(r#"name="customer.name" type="text" value="""#);
    let early = clara
        .submit(
            &format!("/claims/{number}"),
            &format!("/claims/{number}/submission"),
            &[],
        )
        .await;
    assert_eq!(early.status, 409);
    early.says("Something is still missing");
}

#[tokio::test]
async fn what_others_changed_meanwhile_is_not_overwritten() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    let edit = format!("/claims/{number}/edit/claim");
    let bruno = world.signed_in(Persona::Bruno).await;
    let saved = bruno
        .submit(&edit, &edit, &[("name", "By Bruno"), ("location_id", "1000001")])
        .await;
    assert_eq!(saved.status, 303, "{}", saved.html);
    let token = clara.token().await;
    let late = clara
        .send(&edit, &[("csrf", &token), ("version", "1"), ("name", "By Clara")])
        .await;
    assert_eq!(late.status, 412);
    late.says(r#"value="By Clara""#);
    late.says("Bruno Example");
    clara.get(&format!("/claims/{number}")).await.says("By Bruno");
}

#[tokio::test]
async fn files_are_taken_by_content_and_given_back_as_they_were() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    for (name, bytes, status) in [
        ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00".as_slice(), 415),
        ("empty.pdf", b"".as_slice(), 422),
        ("big.pdf", [PDF, &vec![b' '; 26_000_000]].concat().as_slice(), 413),
    ] {
        let refused = clara.upload(&number, name, bytes).await;
        assert_eq!(refused.status, status, "{name}");
        refused.says(r#"id="file-e""#);
    }
    assert_eq!(clara.upload(&number, "not an image.png", PDF).await.status, 303);
    let page = clara.get(&format!("/claims/{number}")).await;
    page.says("application/pdf");
    let (_, rest) = page.html.split_once("/documents/").expect("a link to the file");
    let id = rest.split('"').next().expect("its id");
    let path = format!("/claims/{number}/documents/{id}");
    let file = clara.get(&path).await;
    assert_eq!(file.html.as_bytes(), PDF);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"not an image.png\"")
    );
    assert_eq!(file.header("cache-control"), "no-store");
    let view = clara.get(&format!("{path}/view")).await;
    assert_eq!((view.status, view.header("content-type")), (200, "application/pdf"));
    assert!(view.header("content-security-policy").contains("default-src 'none'"));
    assert!(!view.header("content-security-policy").contains("script-src"));
    assert_eq!(world.signed_in(Persona::Elena).await.get(&path).await.status, 404);
    assert_eq!(world.signed_in(Persona::Greta).await.get(&path).await.status, 404);
    for number_of_files in 2..=20 {
        assert_eq!(
            clara
                .upload(&number, &format!("{number_of_files}.pdf"), PDF)
                .await
                .status,
            303
        );
    }
    let over = clara.upload(&number, "21.pdf", PDF).await;
    assert_eq!(over.status, 409);
    over.says("This round holds no more files");
}

#[tokio::test]
async fn a_list_finds_its_claims_page_by_page() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let mut numbers = Vec::new();
    for _ in 0..51 {
        numbers.push(draft(&clara).await);
    }
    let first = clara.get("/claims?status=editing").await;
    let (_, rest) = first.html.split_once(r#"rel="next" href=""#).expect("a next page");
    let next = rest.split('"').next().expect("its address").replace("&#38;", "&");
    assert!(next.starts_with("/claims?status=editing&cursor="), "{next}");
    let second = clara.get(&next).await;
    for number in &numbers {
        let link = format!(r#"href="/claims/{number}""#);
        assert!(
            first.html.contains(&link) != second.html.contains(&link),
            "{number} stands on one page of the two"
        );
    }
    clara.get(&format!("/claims?q={}", numbers[7])).await.says(&numbers[7]);
    assert!(!clara.get("/claims?q=nothing+like+it").await.html.contains("CPOR-"));
    assert_eq!(
        clara
            .get("/claims?cursor=forged&status=nonsense&programme=%27")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_copy_is_a_new_draft_without_files_and_a_discarded_draft_is_gone() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = submitted(&clara).await;
    let page = format!("/claims/{number}");
    let copied = clara.submit(&page, &format!("{page}/copy"), &[]).await;
    let copy = copied.number();
    assert_eq!(
        copied.location(),
        format!("/claims/{copy}/edit/claim?copy_of={number}&done=copied")
    );
    let shown = clara.get(&format!("/claims/{copy}")).await;
    shown.says("Exchange rollout");
    assert!(!shown.html.contains("SOW.pdf"));
    // The copy claims what the claim claims already: it is warned of before it is refused.
    shown.says(&number);
    let discard = format!("/claims/{copy}/discard");
    assert_eq!(
        clara.submit(&discard, &discard, &[]).await.location(),
        "/claims?done=discarded"
    );
    assert_eq!(clara.get(&format!("/claims/{copy}")).await.status, 404);
}

#[tokio::test]
async fn a_working_contact_is_named_when_the_notice_reached_nobody() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = submitted(&clara).await;
    let page = format!("/claims/{number}");
    let parsed: ClaimNumber = number.parse().expect("a number");
    vendor(&world, &number, vec![Command::StartReview]).await;
    let stored = load(&world.env, &Persona::Greta.actor(), parsed)
        .await
        .expect("the claim");
    vendor(&world, &number, vec![testkit::commands::approve_all(&stored.claim)]).await;
    let fail = Command::FailNotice {
        cause: NoticeFailure::Refused,
        comment: None,
    };
    let stored = load(&world.env, &Actor::Clock, parsed).await.expect("the claim");
    execute(&world.env, &Actor::Clock, stored, Expected::Any, fail, None)
        .await
        .expect("an accepted command");
    let contact = format!("{page}/customer-contact");
    let wrong = [("customer_contact.name", "Otto"), ("customer_contact.email", "nobody")];
    let refused = clara.submit(&page, &contact, &wrong).await;
    assert_eq!(refused.status, 422);
    refused.says(r#"value="nobody""#);
    let right = [
        ("customer_contact.name", "Otto"),
        ("customer_contact.email", "otto@acme.example"),
    ];
    let named = clara.submit(&page, &contact, &right).await;
    assert_eq!(named.location(), format!("{page}?done=contact_named"), "{}", named.html);
}

#[tokio::test]
async fn an_incentives_user_prepares_what_an_admin_hands_in() {
    let world = World::start().await;
    let davi = world.signed_in(Persona::Davi).await;
    let number = draft(&davi).await;
    let page = format!("/claims/{number}");
    davi.fill_in(&number, &STATEMENT).await;
    assert_eq!(davi.upload(&number, "SOW.pdf", PDF).await.status, 303);
    assert!(!davi.get(&page).await.html.contains("/submission"));
    assert_eq!(davi.submit(&page, &format!("{page}/submission"), &[]).await.status, 403);
    let clara = world.signed_in(Persona::Clara).await;
    assert_eq!(
        clara.submit(&page, &format!("{page}/submission"), &[]).await.status,
        303
    );
    assert_eq!(davi.get(&format!("{page}/edit")).await.status, 403);
    assert_eq!(
        davi.submit(&page, &format!("{page}/comments"), &[("text", "Sent by Clara")])
            .await
            .status,
        303
    );
    davi.get(&page).await.says("Sent by Clara");
}
