//! The wizard: its steps, what is saved as it is typed, and what is kept when a session is lost.

use serde_json::json;
use testkit::Persona;

use super::world::{Browser, PASSWORD, World, hidden_value};

async fn draft(browser: &Browser) -> String {
    let made = browser
        .submit(
            "/claims/new",
            "/claims",
            &[("location_id", "1000001"), ("name", "Rollout"), ("programme", "osu")],
        )
        .await;
    let number = made.number();
    assert_eq!(
        made.location(),
        format!("/claims/{number}/edit/customer?done=created"),
        "{}",
        made.html
    );
    number
}

/// What a step's form carries beside its fields.
async fn made_of(browser: &Browser, path: &str) -> [(&'static str, String); 3] {
    let html = browser.get(path).await.html;
    ["csrf", "version", "seen"].map(|name| (name, hidden_value(&html, name).expect("a hidden field")))
}

async fn ask(
    browser: &Browser,
    path: &str,
    of: &[(&'static str, String)],
    typed: &[(&str, &str)],
) -> (u16, serde_json::Value) {
    let mut pairs: Vec<(&str, &str)> = of.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.extend(typed);
    browser.ask(path, &pairs).await
}

#[tokio::test]
async fn each_step_saves_and_leads_on_and_says_what_is_missing() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    let step = |code: &str| format!("/claims/{number}/edit/{code}");
    for (code, typed, to) in [
        ("customer", vec![("customer.name", "Acme")], step("lines")),
        ("lines", vec![("lines.0.product", "teams")], step("contacts")),
        ("contacts", vec![("then", "customer")], step("customer")),
        ("contacts", vec![("then", "close")], format!("/claims/{number}")),
    ] {
        let saved = clara.submit(&step(code), &step(code), &typed).await;
        assert_eq!(
            (saved.status, saved.location()),
            (303, to.as_str()),
            "{code}: {}",
            saved.html
        );
    }
    // The draft's edit leads to the first step that lacks something: its programme is there, its activity isn't.
    let edit = clara.get(&format!("/claims/{number}/edit")).await;
    assert_eq!(edit.location(), step("claim"));
    let proof = clara.get(&step("proof")).await;
    for (words, link) in [
        ("Tenant ID", "/edit/customer#customer.tenant_id"),
        ("Activity", "/edit/claim#activity"),
        ("Contact’s e-mail", "/edit/contacts#customer_contact.email"),
    ] {
        proof.says(words);
        proof.says(&format!(r#"href="/claims/{number}{link}""#));
    }
    assert_eq!(clara.get(&step("nowhere")).await.status, 404);
    assert_eq!(
        world.signed_in(Persona::Elena).await.get(&step("claim")).await.status,
        404
    );
    let davi = world.signed_in(Persona::Davi).await;
    let proof = davi.get(&step("proof")).await;
    proof.says("Tenant ID");
    proof.says("submits this one");
    assert!(!proof.html.contains("/submission"));
}

#[tokio::test]
async fn lines_are_added_and_taken_off_by_buttons() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    let path = format!("/claims/{number}/edit/lines");
    let more = clara
        .submit(&path, &path, &[("lines.0.product", "teams"), ("add_line", "1")])
        .await;
    assert_eq!(
        more.location(),
        format!("{path}?rows=2#lines.1.product"),
        "{}",
        more.html
    );
    let rows = clara.get(&format!("{path}?rows=2")).await;
    rows.says(r#"name="lines.1.product""#);
    assert!(!rows.html.contains("lines.2.product"));
    let id = hidden_value(&rows.html, "lines.0.id").expect("the line's key");
    let both = [
        ("lines.0.id", id.as_str()),
        ("lines.0.product", "teams"),
        ("lines.1.product", "business_central"),
    ];
    assert_eq!(clara.submit(&path, &path, &both).await.status, 303);
    let saved = clara.get(&path).await;
    saved.says("Required for Business Central");
    assert!(
        !saved.html.contains("lines.2.product"),
        "no row more than there are lines"
    );
    let mut less = both.to_vec();
    less.push(("remove_line", "0"));
    assert_eq!(clara.submit(&path, &path, &less).await.location(), path);
    let left = clara.get(&path).await;
    left.says(r#"<option value="business_central" selected>"#);
    assert!(!left.html.contains("lines.1.product"));
}

#[tokio::test]
async fn what_is_right_is_saved_as_it_is_typed_and_the_rest_is_told() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    let path = format!("/claims/{number}/edit/customer");
    let of = made_of(&clara, &path).await;
    let typed = [("customer.name", "Acme"), ("customer.domain", "half a domain")];
    let (status, told) = ask(&clara, &path, &of, &typed).await;
    assert_eq!(status, 200, "{told}");
    assert!(
        told["saved"]
            .as_str()
            .is_some_and(|words| words.contains("but for one field")),
        "{told}"
    );
    assert!(told["problems"]["customer.domain"].is_string() && told["problems"]["customer.name"].is_null());
    let shown = clara.get(&path).await;
    shown.says(r#"value="Acme""#);
    assert!(!shown.html.contains("half a domain"));
    // The answer says what the next save is made of; saving the same again changes nothing.
    let next = ["version", "seen"].map(|name| told[name].as_str().expect("a text").to_owned());
    let of = [of[0].clone(), ("version", next[0].clone()), ("seen", next[1].clone())];
    let (_, again) = ask(&clara, &path, &of, &[("customer.name", "Acme")]).await;
    assert_eq!((&again["version"], &again["problems"]), (&told["version"], &json!({})));

    let path = format!("/claims/{number}/edit/lines");
    let of = made_of(&clara, &path).await;
    let typed = [
        ("lines.0.product", ""),
        ("lines.1.product", "business_central"),
        ("lines.1.subscription_id", "0f8fad5b"),
    ];
    let (_, told) = ask(&clara, &path, &of, &typed).await;
    assert!(
        told["ids"]["lines.1.id"].is_string() && told["ids"]["lines.0.id"].is_null(),
        "{told}"
    );
    assert!(told["problems"]["lines.1.subscription_id"].is_string(), "{told}");
    clara
        .get(&path)
        .await
        .says(r#"<option value="business_central" selected>"#);
}

#[tokio::test]
async fn another_step_is_another_form_and_the_same_step_is_shown_in_both_versions() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let bruno = world.signed_in(Persona::Bruno).await;
    let number = draft(&clara).await;
    let (claim, customer) = (
        format!("/claims/{number}/edit/claim"),
        format!("/claims/{number}/edit/customer"),
    );
    let (of_claim, of_customer) = (made_of(&clara, &claim).await, made_of(&clara, &customer).await);
    let renamed = [("location_id", "1000001"), ("name", "By Bruno"), ("programme", "osa")];
    assert_eq!(bruno.submit(&claim, &claim, &renamed).await.status, 303);
    let (status, told) = ask(&clara, &customer, &of_customer, &[("customer.name", "Acme")]).await;
    assert_eq!(status, 200, "{told}");
    let mine = [("location_id", "1000001"), ("name", "By Clara"), ("programme", "osu")];
    let (status, told) = ask(&clara, &claim, &of_claim, &mine).await;
    assert_eq!(status, 412);
    assert!(
        told["message"]
            .as_str()
            .is_some_and(|words| words.starts_with("Bruno Example")),
        "{told}"
    );
    let mut late: Vec<(&str, &str)> = of_claim.iter().map(|(name, value)| (*name, value.as_str())).collect();
    late.extend(mine);
    let both = clara.send(&claim, &late).await;
    assert_eq!(both.status, 412);
    both.says("By Bruno");
    both.says(r#"value="By Clara""#);
    // Mine for the name, Bruno's for the programme.
    let token = clara.token().await;
    let fresh = ["version", "seen"].map(|name| hidden_value(&both.html, name).expect("a hidden field"));
    let mut chosen = mine.to_vec();
    chosen.extend([
        ("csrf", token.as_str()),
        ("version", &fresh[0]),
        ("seen", &fresh[1]),
        ("keep.name", "typed"),
        ("keep.programme", "now"),
    ]);
    assert_eq!(clara.send(&claim, &chosen).await.status, 303);
    let shown = clara.get(&claim).await;
    shown.says(r#"value="By Clara""#);
    shown.says(r#"<option value="osa" selected>"#);
}

#[tokio::test]
async fn a_script_is_told_that_its_session_is_gone_and_can_find_the_new_one() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    let path = format!("/claims/{number}/edit/customer");
    let of = made_of(&clara, &path).await;
    let typed = [("customer.name", "Acme")];
    let token = clara.token().await;
    assert_eq!(clara.send("/sign-out", &[("csrf", &token)]).await.status, 303);
    assert_eq!(ask(&clara, &path, &of, &typed).await.0, 401);
    let email = Persona::Clara.person().email.to_string();
    clara
        .send("/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await;
    assert_eq!(ask(&clara, &path, &of, &typed).await.0, 403, "the old token");
    let session: serde_json::Value = serde_json::from_str(&clara.get("/session").await.html).expect("JSON");
    assert_eq!(session["person"], json!(Persona::Clara.id().0.to_string()));
    let renewed = [
        ("csrf", session["csrf"].as_str().expect("a token").to_owned()),
        of[1].clone(),
        of[2].clone(),
    ];
    assert_eq!(ask(&clara, &path, &renewed, &typed).await.0, 200);
}

#[tokio::test]
async fn a_form_sent_without_a_session_is_kept_through_the_sign_in() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    let comments = format!("/claims/{number}/comments");
    let token = clara.token().await;
    assert_eq!(clara.send("/sign-out", &[("csrf", &token)]).await.status, 303);
    let words = "The signature is on page 2.\r\n\"Really\" & <truly>";
    let form = [("csrf", token.as_str()), ("text", words)];
    let lost = clara.send(&comments, &form).await;
    assert_eq!(lost.status, 401);
    lost.says("Your form is kept");
    let kept = hidden_value(&lost.html, "kept").expect("the form");
    let kept = kept.replace("&#38;", "&");
    let email = Persona::Clara.person().email.to_string();
    let mut fields = vec![
        ("email", email.as_str()),
        ("password", "wrong"),
        ("kept", &kept),
        ("kept_to", &comments),
    ];
    let wrong = clara.send("/sign-in", &fields).await;
    assert_eq!(
        (wrong.status, hidden_value(&wrong.html, "kept_to")),
        (422, Some(comments.clone()))
    );
    fields[1].1 = PASSWORD;
    let back = clara.send("/sign-in", &fields).await;
    assert_eq!(back.status, 200);
    back.says("Your form was kept");
    back.says("&#60;truly&#62;");
    assert!(
        !clara
            .get(&format!("/claims/{number}"))
            .await
            .html
            .contains("The signature"),
        "nothing is sent by itself"
    );
    let again = [
        ("csrf", hidden_value(&back.html, "csrf").expect("a token")),
        ("text", words.to_owned()),
    ];
    let sent = clara
        .send(
            &comments,
            &again.each_ref().map(|(name, value)| (*name, value.as_str())),
        )
        .await;
    assert_eq!(sent.status, 303, "{}", sent.html);
    clara
        .get(&format!("/claims/{number}"))
        .await
        .says("The signature is on page 2.");

    // What another site made a browser send is not carried, and neither is a bare button.
    let nobody = world.nobody();
    let foreign = nobody.send_from("cross-site", &comments, &form).await;
    assert_eq!(
        (foreign.status, foreign.location()),
        (303, &*format!("/sign-in?next=/claims/{number}"))
    );
    let button = nobody.send(&comments, &[("csrf", &token), ("version", "1")]).await;
    assert_eq!(button.status, 303);
}

#[tokio::test]
async fn a_script_is_told_about_each_file() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara).await;
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), &[0xff; 400]].concat();
    let refused = clara.upload(&number, "IMG_0001.HEIC", &heic).await;
    assert_eq!(refused.status, 415);
    refused.says("Most Compatible");
    let (status, told) = clara
        .upload_by_script(&number, "a.exe", b"MZ\x90\x00\x03\x00\x00\x00")
        .await;
    assert_eq!(status, 415);
    assert!(
        told["message"]
            .as_str()
            .is_some_and(|words| words.contains("kind of file")),
        "{told}"
    );
    let (status, _) = clara.upload_by_script(&number, "proof.txt", b"The work.").await;
    assert_eq!(status, 200);
    clara
        .get(&format!("/claims/{number}/edit/proof"))
        .await
        .says("proof.txt");
}
