//! What pages must never do, whatever is sent.

use testkit::Persona;

use super::world::World;

const HOSTILE: &str = r#""><script>alert(1)</script>'; DROP TABLE claim; --"#;

#[tokio::test]
async fn a_form_without_its_sessions_token_changes_nothing() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let bruno = world.signed_in(Persona::Bruno).await;
    let strange = bruno.token().await;
    for token in ["", "forged", strange.as_str()] {
        let refused = clara
            .send("/claims", &[("csrf", token), ("location_id", "1000001")])
            .await;
        assert_eq!(refused.status, 403);
        refused.says("no longer valid");
    }
    assert!(!clara.get("/claims").await.html.contains("CPOR-"));
    let form = [("csrf", clara.token().await), ("location_id", "1000001".to_owned())];
    let cross = clara
        .send_from("cross-site", "/claims", &form.each_ref().map(|(n, v)| (*n, v.as_str())))
        .await;
    assert_eq!(cross.status, 403);
}

#[tokio::test]
async fn an_upload_without_its_sessions_token_stores_nothing() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let made = clara
        .submit("/claims/new", "/claims", &[("location_id", "1000001")])
        .await;
    let (number, token) = (made.number(), clara.token().await);
    // The last is longer than any token, though it begins with the right one.
    for token in ["", "forged", &token.repeat(100_000)] {
        let refused = clara.upload_as(token, &number, "proof.txt", b"The work.").await;
        assert_eq!(refused.status, 403);
    }
    assert!(!clara.get(&format!("/claims/{number}")).await.html.contains("proof.txt"));
    assert!(clara.upload_as(&token, &number, "proof.txt", b"The work.").await.status < 400);
    assert!(clara.get(&format!("/claims/{number}")).await.html.contains("proof.txt"));
}

#[tokio::test]
async fn another_partners_claims_do_not_exist() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let made = clara
        .submit(
            "/claims/new",
            "/claims",
            &[("location_id", "1000002"), ("name", "Secret plan")],
        )
        .await;
    let page = format!("/claims/{}", made.number());
    // Davi works for the first location only, Elena for another partner, drafts aren't the reviewer's, and a system
    // admin sees no claim.
    for persona in [Persona::Davi, Persona::Elena, Persona::Greta, Persona::Nora] {
        let browser = world.signed_in(persona).await;
        for path in ["", "/edit", "/withdraw", "/discard"] {
            let answer = browser.get(&format!("{page}{path}")).await;
            assert!(
                matches!(answer.status, 403 | 404),
                "{persona:?} {path}: {}",
                answer.status
            );
            assert!(!answer.html.contains("Secret plan"));
        }
        let token = browser.token().await;
        for act in [
            "submission",
            "resubmission",
            "disputes",
            "withdrawal",
            "comments",
            "copy",
            "edit",
            "discard",
        ] {
            let answer = browser
                .send(
                    &format!("{page}/{act}"),
                    &[("csrf", &token), ("version", "1"), ("text", "x")],
                )
                .await;
            assert!(
                matches!(answer.status, 403 | 404),
                "{persona:?} {act}: {}",
                answer.status
            );
        }
    }
    assert_eq!(world.signed_in(Persona::Milo).await.get(&page).await.status, 200);
}

#[tokio::test]
async fn typed_markup_and_sql_stay_text() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = clara
        .submit(
            "/claims/new",
            "/claims",
            &[("location_id", "1000001"), ("name", HOSTILE)],
        )
        .await
        .number();
    let page = format!("/claims/{number}");
    let edit = format!("{page}/edit/contacts");
    let texts = [
        "name",
        "customer.name",
        "customer_contact.name",
        "customer_contact.title",
        "partner_contact.name",
    ];
    let more = ["reference", "solution_seller", "isv_solution"];
    let mut typed: Vec<(&str, &str)> = texts.iter().chain(&more).map(|name| (*name, HOSTILE)).collect();
    typed.push(("location_id", "1000001"));
    clara.fill_in(&number, &typed).await;
    assert_eq!(
        clara
            .submit(&page, &format!("{page}/comments"), &[("text", HOSTILE)])
            .await
            .status,
        303
    );
    let search = format!("/claims?q={}", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    let uploaded = clara.upload(&number, "<script>.pdf", b"%PDF-1.7\n%%EOF\n").await;
    assert_eq!(uploaded.status, 303, "{}", uploaded.html);
    for path in [page.as_str(), edit.as_str(), "/claims", search.as_str()] {
        let shown = clara.get(path).await;
        assert_eq!(shown.status, 200);
        assert!(!shown.html.contains("<script>"), "{path}");
    }
    clara.get(&page).await.says("&#60;script&#62;alert(1)&#60;/script&#62;");
    for wrong in typed.iter().map(|(name, _)| *name) {
        let edit = format!("{page}/edit/{}", ui::partner::Step::of_field(wrong).code());
        let refused = clara.submit(&edit, &edit, &[(wrong, "a\u{0}b")]).await;
        assert_eq!(refused.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn every_page_says_what_browsers_may_do_with_it() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = clara
        .submit("/claims/new", "/claims", &[("location_id", "1000001")])
        .await
        .number();
    let page = format!("/claims/{number}");
    let edit = format!("{page}/edit/customer");
    let greta = world.signed_in(Persona::Greta).await;
    let mut answers = Vec::new();
    for path in [
        "/claims",
        "/claims/new",
        &page,
        &edit,
        "/style",
        "/nowhere",
        "/claims/CPOR-2026-999999",
    ] {
        answers.push((path, clara.get(path).await));
    }
    answers.push(("/queue", greta.get("/queue").await));
    answers.push(("/sign-in", world.nobody().get("/sign-in").await));
    answers.push(("/nowhere", world.nobody().get("/nowhere").await));
    let mut titles = Vec::new();
    for (path, answer) in &answers {
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        for loose in ["unsafe-", "data:", "*"] {
            assert!(!policy.contains(loose), "{path}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        let (_, rest) = answer.html.split_once("<title>").expect("a title");
        titles.push(rest.split_once("</title>").expect("its end").0.to_owned());
    }
    titles.sort();
    titles.dedup();
    assert!(titles.len() >= 8, "{titles:?}");
    let (_, rest) = answers[0]
        .1
        .html
        .split_once(r#"rel="stylesheet" href=""#)
        .expect("a stylesheet");
    let style = clara.get(rest.split('"').next().expect("its address")).await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn the_clock_bar_moves_the_clock_and_comes_back() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let before = world.env.now();
    let moved = clara
        .submit(
            "/style",
            "/demo/clock",
            &[("advance", "P1D"), ("return_to", "/claims?q=a")],
        )
        .await;
    assert_eq!(moved.location(), "/claims?q=a&done=clock_moved", "{}", moved.html);
    assert_eq!(world.env.now().microseconds() - before.microseconds(), 86_400_000_000);
    assert_eq!(
        clara
            .submit("/style", "/demo/clock", &[("advance", "-P1D")])
            .await
            .status,
        400
    );
    let away = clara
        .submit(
            "/style",
            "/demo/clock",
            &[("advance", "PT1H"), ("return_to", "//evil.example")],
        )
        .await;
    assert_eq!(away.location(), "/?done=clock_moved");
}
