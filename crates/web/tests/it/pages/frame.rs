//! What surrounds every page: the theme, the end of a session, failures, the accessibility statement.

use app::link::hash_secret;
use domain::instant::Instant;
use store::NewSession;
use testkit::Persona;

use super::world::{Answer, PASSWORD, World};

#[tokio::test]
async fn a_theme_is_chosen_by_guests_for_the_browser_and_by_people_for_good() {
    let world = World::start().await;
    let guest = world.nobody();
    let chosen = guest
        .send("/theme", &[("theme", "dark"), ("return_to", "/sign-in?next=/claims")])
        .await;
    assert_eq!((chosen.status, chosen.location()), (303, "/sign-in?next=/claims"));
    guest
        .get("/sign-in")
        .await
        .says(r#"<html lang="en" data-theme="dark">"#);
    guest.get("/nowhere").await.says(r#"data-theme="dark""#);
    // Whoever signs in keeps what the browser shows until they choose.
    let ana = world.signed_in(Persona::Ana).await;
    assert!(!ana.get("/style").await.html.contains("<html lang=\"en\" data-theme"));
    let chosen = ana
        .submit(
            "/style",
            "/theme",
            &[("theme", "light-contrast"), ("return_to", "//evil.example")],
        )
        .await;
    assert_eq!((chosen.status, chosen.location()), (303, "/"));
    ana.get("/style")
        .await
        .says(r#"<html lang="en" data-theme="light contrast">"#);
    let elsewhere = world.signed_in(Persona::Ana).await;
    elsewhere
        .get("/style")
        .await
        .says(r#"<html lang="en" data-theme="light contrast">"#);
    ana.submit("/style", "/theme", &[("theme", "system")]).await;
    assert!(!ana.get("/style").await.html.contains("<html lang=\"en\" data-theme"));
}

#[tokio::test]
async fn an_unknown_theme_or_another_sites_form_changes_nothing() {
    let world = World::start().await;
    let ana = world.signed_in(Persona::Ana).await;
    let token = ana.token().await;
    let form = [("csrf", token.as_str()), ("theme", "pink")];
    assert_eq!(ana.send("/theme", &form).await.status, 400);
    let form = [("csrf", token.as_str()), ("theme", "dark")];
    assert_eq!(ana.send_from("cross-site", "/theme", &form).await.status, 403);
    assert_eq!(
        ana.send("/theme", &[("csrf", "forged"), ("theme", "dark")])
            .await
            .status,
        403
    );
    assert!(!ana.get("/style").await.html.contains("<html lang=\"en\" data-theme"));
}

/// The answer to a page asked for with a session of this age and this time left.
async fn with_session(world: &World, age_hours: i64, minutes_left: i64) -> Answer {
    let now: Instant = jiff::Timestamp::now().into();
    let moved = |minutes: i64| {
        let microseconds = now.microseconds() + minutes * 60_000_000;
        Instant::from_microseconds(microseconds).expect("an instant")
    };
    let token = format!("token-{age_hours}-{minutes_left}");
    let session = NewSession {
        hash: hash_secret(&token),
        user: Persona::Ana.id(),
        secret: [9; 32],
        created_at: moved(-age_hours * 60),
        expires_at: moved(minutes_left),
    };
    world.env.store.create_session(session).await.expect("a session");
    world
        .nobody()
        .get_with("/style", &[("cookie", &format!("cpor={token}"))])
        .await
}

#[tokio::test]
async fn a_session_of_thirty_days_is_over_and_nobody_is_signed_out_without_being_told() {
    let world = World::start().await;
    let fresh = with_session(&world, 0, 60).await;
    fresh.says(r#"data-session-warning="2"#);
    assert!(!shows_warning(&fresh), "an hour is left");
    // A session just begun isn't touched, so it ends in five minutes, and a click keeps it.
    let ending = with_session(&world, 0, 5).await;
    assert!(shows_warning(&ending));
    ending.says("Stay signed in");
    // One that is used lives on by that, up to its age.
    let used = with_session(&world, 24, 5).await;
    assert_eq!(used.status, 200);
    assert!(!shows_warning(&used));
    let old = with_session(&world, 30 * 24 - 1, 600).await;
    assert_eq!(old.status, 200);
    old.says("A session lasts thirty days at most");
    assert!(!old.html.contains("Stay signed in"));
    assert_eq!(with_session(&world, 30 * 24, 600).await.status, 303);
}

fn shows_warning(answer: &Answer) -> bool {
    let (_, rest) = answer
        .html
        .split_once("data-session-warning")
        .expect("the warning's place");
    !rest.split_once('>').expect("a tag").0.contains("hidden")
}

#[tokio::test]
async fn keeping_a_session_comes_back_to_the_page() {
    let world = World::start().await;
    let ana = world.signed_in(Persona::Ana).await;
    let kept = ana
        .submit("/style", "/session", &[("return_to", "/claims?q=vale")])
        .await;
    assert_eq!((kept.status, kept.location()), (303, "/claims?q=vale"));
    assert_eq!(ana.send("/session", &[]).await.status, 403);
}

#[tokio::test]
async fn what_has_no_page_or_not_this_way_is_a_page_for_people_and_a_problem_for_programs() {
    let world = World::start().await;
    let ana = world.signed_in(Persona::Ana).await;
    for path in ["/nowhere", "/claims/CPOR-2026-999999"] {
        let absent = ana.get(path).await;
        assert_eq!(absent.status, 404);
        absent.says("There is nothing here");
    }
    let wrong_way = ana.get("/sign-out").await;
    assert_eq!(wrong_way.status, 405);
    wrong_way.says("There is nothing here");
    wrong_way.says("<h1>");
    let program = ana.get("/api/v1/nowhere").await;
    assert_eq!(program.header("content-type"), "application/problem+json");
    let too_large = ana
        .send("/sign-in", &[("email", &"x".repeat(1_100_000)), ("password", PASSWORD)])
        .await;
    assert_eq!(too_large.status, 413);
    too_large.says("That is too large");
}

#[tokio::test]
async fn the_accessibility_statement_is_for_everybody() {
    let world = World::start().await;
    for browser in [world.nobody(), world.signed_in(Persona::Greta).await] {
        let page = browser.get("/accessibility").await;
        assert_eq!(page.status, 200);
        page.says("WCAG 2.2");
        page.says(r#"href="/accessibility""#);
    }
}
