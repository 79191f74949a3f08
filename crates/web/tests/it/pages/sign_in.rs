//! Signing in and out.

use testkit::Persona;

use super::world::{PASSWORD, World};

#[tokio::test]
async fn people_sign_in_with_their_password_and_land_where_their_work_is() {
    let world = World::start().await;
    for (persona, landing) in [
        (Persona::Ana, ""),
        (Persona::Davi, ""),
        (Persona::Greta, "/queue"),
        (Persona::Judith, "/queue"),
        (Persona::Lena, "/settings"),
        (Persona::Milo, "/claims"),
        (Persona::Nora, "/settings"),
    ] {
        let browser = world.signed_in(persona).await;
        assert_eq!(browser.get("/").await.location(), landing, "{persona:?}");
        assert!(!browser.get("/").await.html.contains("CPOR-"));
        browser.get("/style").await.says(&persona.person().name.to_string());
    }
}

#[tokio::test]
async fn a_wrong_password_keeps_the_address_and_tells_nothing() {
    let world = World::start().await;
    let browser = world.nobody();
    let wrong = browser
        .send("/sign-in", &[("email", "ana@valeverde.example"), ("password", "no")])
        .await;
    let unknown = browser
        .send("/sign-in", &[("email", "who@valeverde.example"), ("password", "no")])
        .await;
    for answer in [&wrong, &unknown] {
        assert_eq!((answer.status, answer.cookie()), (422, ""));
        assert!(!answer.html.contains(r#"value="no""#));
    }
    wrong.says(r#"value="ana@valeverde.example""#);
    // Whether there is such an account isn't said: the pages differ by what was typed alone.
    let typed = |email: &str| format!(r#"type="email" value="{email}""#);
    assert_eq!(
        wrong.html.replace(&typed("ana@valeverde.example"), ""),
        unknown.html.replace(&typed("who@valeverde.example"), "")
    );
    for fields in [
        [("email", ""), ("password", "x")],
        [("email", "ana@valeverde.example"), ("password", "")],
    ] {
        assert_eq!(browser.send("/sign-in", &fields).await.status, 422);
    }
}

#[tokio::test]
async fn signing_in_leads_back_to_the_page_asked_for_and_nowhere_else() {
    let world = World::start().await;
    let browser = world.nobody();
    assert_eq!(browser.get("/").await.location(), "/sign-in");
    let asked = browser.get("/claims?q=acme").await;
    assert_eq!(
        (asked.status, asked.location()),
        (303, "/sign-in?next=/claims%3Fq%3Dacme")
    );
    browser
        .get(asked.location())
        .await
        .says(r#"name="return_to" value="/claims?q=acme""#);
    for (next, to) in [
        ("/claims?q=acme", "/claims?q=acme"),
        ("//evil.example/", "/"),
        ("https://evil.example", "/"),
    ] {
        let form = [
            ("email", "ana@valeverde.example"),
            ("password", PASSWORD),
            ("return_to", next),
        ];
        assert_eq!(world.nobody().send("/sign-in", &form).await.location(), to);
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_and_signing_out_ends_it() {
    let world = World::start().await;
    let browser = world.nobody();
    let answer = browser
        .send("/sign-in/demo", &[("email", "ana@valeverde.example")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, "/"));
    let cookie = answer.cookie().to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    assert_eq!(browser.send("/sign-out", &[]).await.status, 403);
    assert_eq!(
        browser.submit("/style", "/sign-out", &[]).await.location(),
        "/sign-in?done=signed_out"
    );
    assert_eq!(browser.get("/claims").await.status, 303);
    // The token itself is worthless afterwards, not only forgotten by the browser.
    let token = cookie.split(';').next().expect("the cookie").to_owned();
    let stolen = testkit::http()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let request = stolen.get(format!("{}/claims", world.origin())).header("cookie", token);
    assert_eq!(request.send().await.expect("an answer").status().as_u16(), 303);
}
