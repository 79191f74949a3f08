//! The first start of an empty installation.

use app::settings::setup::new_link;
use domain::party::Role;

use super::settings::link_in;
use super::world::World;

#[tokio::test]
async fn an_empty_installation_is_set_up_by_the_link_of_the_terminal() {
    let world = World::empty().await;
    let browser = world.nobody();
    assert_eq!(browser.get("/").await.location(), "/sign-in");
    assert_eq!(browser.get("/sign-in").await.location(), "/setup");
    browser.get("/setup").await.says("isn’t set up yet");
    let old = new_link(&world.env).await.unwrap().unwrap();
    let secret = new_link(&world.env).await.unwrap().unwrap();
    assert_eq!(browser.get(&format!("/setup/{old}")).await.status, 404);
    let link = format!("/setup/{secret}");
    browser.get(&link).await.says("Step 1 of 5");

    let wrong = browser
        .send(
            &link,
            &[("name", "Emma Clarke"), ("email", "emma"), ("new_password", "short")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    wrong.says(r#"value="Emma Clarke""#);
    wrong.says("This is no e-mail address.");
    assert!(!wrong.html.contains(r#"value="short""#));
    let you = [
        ("name", "Emma Clarke"),
        ("email", "emma@halden.example"),
        ("new_password", "four words in a row"),
    ];
    assert_eq!(browser.send(&link, &you).await.location(), "/setup/vendor");

    // Left and gone on with; a later step isn't open yet.
    assert_eq!(browser.get("/setup").await.location(), "/setup/vendor");
    assert_eq!(browser.get("/setup/people").await.location(), "/setup/vendor");
    let vendor = [
        ("vendor", "Halden Cloud"),
        ("language", "sv"),
        ("time_zone", "Nowhere"),
        ("weekend.sat", "on"),
        ("weekend.sun", "on"),
        ("closures", "2026-12-25"),
    ];
    let wrong = browser.submit("/setup/vendor", "/setup/vendor", &vendor).await;
    assert_eq!(wrong.status, 422);
    wrong.says("There is no such time zone.");
    wrong.says(r#"value="Halden Cloud""#);
    let vendor = vendor.map(|(name, value)| (name, if name == "time_zone" { "Europe/London" } else { value }));
    let saved = browser.submit("/setup/vendor", "/setup/vendor", &vendor).await;
    assert_eq!(saved.location(), "/setup/programmes");

    let page = browser.get("/setup/programmes").await;
    assert_eq!(
        page.html.matches(" checked").count(),
        28,
        "three programmes, 25 products"
    );
    assert_eq!(
        browser
            .submit("/setup/programmes", "/setup/programmes", &[])
            .await
            .status,
        422
    );
    for chosen in [vec!["osu", "osa"], vec!["osu"]] {
        let fields: Vec<String> = chosen.iter().map(|code| format!("programmes.{code}")).collect();
        let mut pairs: Vec<(&str, &str)> = fields.iter().map(|field| (field.as_str(), "on")).collect();
        pairs.push(("products.microsoft_365.teams", "on"));
        let saved = browser.submit("/setup/programmes", "/setup/programmes", &pairs).await;
        assert_eq!(saved.location(), "/setup/partner");
        // Done again, it holds what was chosen last.
        assert_eq!(world.directory().await.reference.programmes.len(), chosen.len());
    }

    let partner = |mpn, zone| {
        [
            ("partner", "Serra Azul"),
            ("location_id", mpn),
            ("country", "BR"),
            ("time_zone", zone),
        ]
    };
    let path = "/setup/partner";
    let asked = browser.submit(path, path, &partner("4021186", "")).await;
    assert_eq!(asked.status, 422);
    asked.says("This country has several time zones.");
    for mpn in ["4021186", "4021187"] {
        let partner = partner(mpn, "America/Sao_Paulo");
        let saved = browser.submit("/setup/partner", "/setup/partner", &partner).await;
        assert_eq!(saved.location(), "/setup/people");
    }
    let reference = world.directory().await;
    let locations: Vec<_> = reference.reference.locations.values().collect();
    assert_eq!(
        (locations.len(), locations[0].id.as_str(), locations[0].enrolled.len()),
        (1, "4021187", 1)
    );
    assert_eq!(locations[0].calendar.zone().as_str(), "America/Sao_Paulo");

    let half = [("reviewer.name", "Amelia")];
    assert_eq!(
        browser.submit("/setup/people", "/setup/people", &half).await.status,
        422
    );
    let people = [
        ("global_admin.name", "Helena Duarte"),
        ("global_admin.email", "helena@serraazul.example"),
        ("reviewer.name", "Amelia Hart"),
        ("reviewer.email", "amelia@halden.example"),
    ];
    let done = browser.submit("/setup/people", "/setup/people", &people).await;
    assert_eq!(done.status, 200);
    done.says("Everything is ready for the first claim");
    let invitation = link_in(&done.html);

    // The link is used up, for good.
    assert_eq!(world.nobody().get(&link).await.status, 404);
    assert_eq!(world.nobody().send(&link, &you).await.status, 404);
    assert_eq!(new_link(&world.env).await.unwrap(), None);
    assert_eq!(browser.get("/setup/vendor").await.location(), "/settings");
    let admin = world
        .directory()
        .await
        .reference
        .people
        .values()
        .find(|person| person.role == Role::SystemAdmin)
        .cloned();
    assert_eq!(admin.unwrap().time_zone.as_str(), "Europe/London");

    let helena = world.nobody();
    helena
        .get(&invitation)
        .await
        .says("You look after your organisation here");
    let accepted = helena
        .send(&invitation, &[("new_password", "four words in a row")])
        .await;
    assert_eq!(accepted.location(), "/claims/new");
    assert_eq!(helena.get("/claims/new").await.status, 200);
}

#[tokio::test]
async fn whoever_holds_the_link_can_mend_the_first_account_until_the_end() {
    let world = World::empty().await;
    let link = format!("/setup/{}", new_link(&world.env).await.unwrap().unwrap());
    let you = |email| {
        [
            ("name", "Emma"),
            ("email", email),
            ("new_password", "four words in a row"),
        ]
    };
    let first = world.nobody();
    first.send(&link, &you("emma@halden.example")).await;
    let second = world.nobody();
    second.get(&link).await.says(r#"value="emma@halden.example""#);
    assert_eq!(
        second.send(&link, &you("emma.clarke@halden.example")).await.location(),
        "/setup/vendor"
    );
    assert_eq!(world.directory().await.reference.people.len(), 1);
    // The session of before has ended with the password.
    assert_eq!(
        first.get("/setup/vendor").await.location(),
        "/sign-in?next=/setup/vendor"
    );
    // A form from another site's page is refused.
    let forged = world
        .nobody()
        .send_from("cross-site", &link, &you("eve@evil.example"))
        .await;
    assert_eq!(forged.status, 403);
}
