//! Programmes that end, their guidelines, and what every form of the settings does with what is wrong.

use testkit::Persona;

use super::world::World;

const MANAGER: Persona = Persona::Lena;
const ADMIN: Persona = Persona::Nora;
const AUDITOR: Persona = Persona::Milo;

#[tokio::test]
async fn a_programme_that_has_ended_takes_no_new_claim_and_says_so() {
    let world = World::start().await;
    let browser = world.signed_in(MANAGER).await;
    let path = "/settings/programmes/osu";
    browser.get(path).await.says("No draft is kept under it.");
    let ended = [
        ("name", "Online Services Usage"),
        ("activities.usage", "on"),
        ("exclusivity", "exclusive"),
        ("claimable.until", "2026-09-01"),
    ];
    let saved = browser.submit(path, path, &ended).await;
    assert_eq!(saved.location(), "/settings/programmes?done=settings_saved");
    browser
        .get("/settings/programmes")
        .await
        .says("Not claimable since Wed 2 Sep 2026");
    let ana = world.signed_in(Persona::Ana).await;
    let new = ana.get("/claims/new").await;
    assert!(
        !new.html.contains(r#"value="osu""#) && new.html.contains(r#"value="osa""#),
        "{}",
        new.html
    );
}

#[tokio::test]
async fn a_programmes_guidelines_are_its_own_words_where_it_has_some() {
    let world = World::start().await;
    let browser = world.signed_in(MANAGER).await;
    let path = "/settings/programmes/osu/guidelines";
    let opened = browser.get(path).await;
    opened.says("Every claimed product is named.");
    let words = [
        ("general", "Send one PDF.\r\n\r\n- signed\r\n- <dated>"),
        ("missing_products", "Every claimed product is named."),
        ("missing_all_poe", ""),
        ("missing_or_old_dates", "Not older than six months."),
    ];
    let saved = browser.submit(path, path, &words).await;
    assert_eq!(saved.location(), format!("{path}?done=settings_saved"));
    let kept = world
        .directory()
        .await
        .reference
        .guidelines
        .values()
        .next()
        .cloned()
        .unwrap();
    assert_eq!(kept.paragraphs.len(), 1, "the product's words and none are not kept");
    let read = world
        .signed_in(Persona::Ana)
        .await
        .get("/help/guidelines?programme=osu#missing_products")
        .await;
    for words in [
        "Send one PDF.",
        "<li>signed</li><li>&#60;dated&#62;</li>",
        "Not older than six months.",
    ] {
        read.says(words);
    }
    let other = browser.get("/help/guidelines?programme=osa").await;
    assert!(!other.html.contains("Send one PDF."));
    assert_eq!(browser.get("/help/guidelines?programme=none").await.status, 404);
    let journal = world
        .signed_in(AUDITOR)
        .await
        .get("/settings/journal?kind=guidelines")
        .await;
    journal.says("Changed: guidelines Online Services Usage");
    journal.says("Not older than six months.");
}

#[tokio::test]
async fn every_form_that_is_wrong_keeps_what_was_typed_and_answers_422() {
    let world = World::start().await;
    let (admin, manager) = (world.signed_in(ADMIN).await, world.signed_in(MANAGER).await);
    let reference = world.directory().await;
    let partner = reference.reference.partners.keys().next().unwrap();
    let location = reference.reference.locations.keys().next().unwrap();
    let at = |path: String| (path.clone(), path);
    let own = |path: &str| at(path.to_owned());
    let partner_path = format!("/settings/partners/{partner}");
    let table = [
        (&manager, own("/settings/programmes/new"), "code", "No Code"),
        (&manager, own("/settings/programmes/osu"), "claimable.from", "soon"),
        (&manager, own("/settings/catalogue/new"), "code", "No Code"),
        (&manager, own("/settings/catalogue/teams"), "paid.until", "never"),
        (&manager, own("/settings/calendar"), "closures", "Christmas"),
        (&manager, own("/settings/clocks"), "queue", "five"),
        (&manager, own("/settings/vendor"), "language", "xx"),
        (&manager, own("/settings/partners/new"), "partner", ""),
        (
            &manager,
            at(format!("{partner_path}/locations/new")),
            "location_id",
            "No ID",
        ),
        (
            &manager,
            at(format!("/settings/locations/{location}")),
            "closures",
            "Christmas",
        ),
        (&manager, at(partner_path), "partner", ""),
        (&admin, own("/settings/people/new"), "email", "nobody"),
        (
            &admin,
            at(format!("/settings/people/{}", Persona::Greta.id())),
            "email",
            "nobody",
        ),
        (&admin, own("/settings/account"), "time_zone", "Nowhere"),
        (&admin, own("/settings/tokens"), "expires", "1000"),
        (
            &admin,
            ("/settings/account".to_owned(), "/settings/account/password".to_owned()),
            "password",
            "",
        ),
    ];
    for (browser, (page, path), field, value) in table {
        let answer = browser.submit(&page, &path, &[(field, value)]).await;
        assert_eq!(answer.status, 422, "{path}");
        answer.says(r#"role="alert""#);
        let shown = answer.html.contains(&format!("value=\"{value}\""))
            || answer.html.contains(&format!("\n{value}</textarea>"));
        let chosen = matches!(field, "language" | "expires" | "password");
        assert!(shown || chosen, "{path} loses {field}");
    }
    let long = "x".repeat(4001);
    let guidelines = "/settings/programmes/osu/guidelines";
    let answer = manager.submit(guidelines, guidelines, &[("general", &long)]).await;
    assert_eq!(answer.status, 422);
    answer.says(&long);
}
