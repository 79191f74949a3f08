//! What people look after, each by their role; what it does to access.

use testkit::Persona;
use web::Mode;

use super::world::{PASSWORD, World, hidden_value};

const MANAGER: Persona = Persona::Lena;
const ADMIN: Persona = Persona::Nora;
const AUDITOR: Persona = Persona::Milo;

#[tokio::test]
async fn each_role_opens_what_it_looks_after_and_nothing_else() {
    let world = World::start().await;
    let table = [
        (ADMIN, "people partners vendor health journal account tokens"),
        (
            MANAGER,
            "programmes catalogue calendar clocks partners vendor account tokens",
        ),
        (Persona::Ana, "people partners account tokens"),
        (Persona::Greta, "account tokens"),
        (AUDITOR, "journal account tokens"),
        (Persona::Davi, "account tokens"),
    ];
    let every = "people partners programmes catalogue calendar clocks vendor journal health account tokens";
    for (persona, own) in table {
        let browser = world.signed_in(persona).await;
        for place in every.split(' ') {
            let expected = if own.split(' ').any(|each| each == place) {
                200
            } else {
                403
            };
            let answer = browser.get(&format!("/settings/{place}")).await;
            assert_eq!(answer.status, expected, "{persona:?} {place}");
        }
        assert_eq!(
            browser.get("/settings").await.location(),
            format!("/settings/{}", own.split(' ').next().unwrap())
        );
    }
}

#[tokio::test]
async fn a_programme_is_added_changed_overtaken_and_written_down() {
    let world = World::start().await;
    let browser = world.signed_in(MANAGER).await;
    let new = "/settings/programmes/new";
    let wrong = browser
        .submit(new, new, &[("name", "Cloud Referral"), ("code", "Cloud Referral")])
        .await;
    assert_eq!(wrong.status, 422);
    wrong.says(r#"value="Cloud Referral""#);
    wrong.says("Use small letters, digits and underscores");
    let fields = [
        ("name", "Cloud Referral"),
        ("code", "cloud_referral"),
        ("activities.usage", "on"),
        ("exclusivity", "shared"),
    ];
    let added = browser.submit(new, new, &fields).await;
    assert_eq!(added.location(), "/settings/programmes?done=settings_added");
    assert_eq!(browser.submit(new, new, &fields).await.status, 422, "the code is taken");

    let path = "/settings/programmes/cloud_referral";
    let opened = browser.get(path).await;
    let seen = hidden_value(&opened.html, "seen").unwrap();
    let change = |name: &'static str| [("name", name), ("activities.usage", "on"), ("exclusivity", "shared")];
    let first = browser.submit(path, path, &change("Cloud Referrals")).await;
    assert_eq!(first.location(), "/settings/programmes?done=settings_saved");
    // A second window that was opened before: what it typed stays, beside what is there now.
    let token = browser.token().await;
    let mut late = vec![("csrf", token.as_str()), ("seen", seen.as_str())];
    late.extend(change("Referrals"));
    let overtaken = browser.send(path, &late).await;
    assert_eq!(overtaken.status, 412);
    overtaken.says("changed this");
    overtaken.says(r#"value="Referrals""#);
    overtaken.says("Cloud Referrals");
    assert_eq!(world.directory().await.reference.programmes.len(), 4);

    let auditor = world.signed_in(AUDITOR).await;
    let journal = auditor.get("/settings/journal").await;
    journal.says("Added: programme Cloud Referral");
    journal.says(r#"<del class="typed">Cloud Referral</del></td><td><ins class="typed">Cloud Referrals</ins>"#);
    journal.says("Several partners");
    let narrowed = auditor
        .get(&format!(
            "/settings/journal?kind=programme&by={}&from=2020-01-01",
            MANAGER.id()
        ))
        .await;
    narrowed.says("Added: programme Cloud Referral");
    let none = auditor.get("/settings/journal?kind=product&until=2020-01-01").await;
    none.says("Nothing of this kind");
    assert_eq!(auditor.get("/settings/journal?from=yesterday").await.status, 422);
    let csv = auditor.get("/settings/journal.csv?kind=programme").await;
    assert_eq!(csv.status, 200);
    csv.says("entry,at,person,act,thing,name,field,before,after");
    csv.says("programme/cloud_referral,Cloud Referrals,name,Cloud Referral,Cloud Referrals");
    assert_eq!(browser.get("/settings/journal.csv").await.status, 403);
}

#[tokio::test]
async fn a_change_of_clocks_says_what_it_means_for_running_claims_and_keeps_what_was_typed() {
    let world = World::start().await;
    let browser = world.signed_in(MANAGER).await;
    let page = browser.get("/settings/clocks").await;
    page.says("No claim has a running deadline.");
    page.says("New clocks use what you save.");
    let wrong = browser
        .submit(
            "/settings/clocks",
            "/settings/clocks",
            &[("queue", "0"), ("review", "five")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    wrong.says(r#"value="five""#);
    let days = ["queue", "review", "decision", "partner_answer", "dispute_answer"].map(|name| (name, "business_days"));
    let others = ["consent", "dispute_window", "draft_life"].map(|name| (name, "calendar_days"));
    let mut fields: Vec<(String, &str)> = Vec::new();
    for (name, unit) in days.into_iter().chain(others) {
        fields.push((name.to_owned(), "6"));
        fields.push((format!("{name}_unit"), unit));
    }
    for (name, value) in [
        ("draft_reminder_first", "2"),
        ("draft_reminder_second", "4"),
        ("extension_days_max", "3"),
        ("documents_per_round_max", "10"),
        ("early_confirmation", "window_runs_on"),
    ] {
        fields.push((name.to_owned(), value));
    }
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let saved = browser.submit("/settings/clocks", "/settings/clocks", &pairs).await;
    assert_eq!(saved.location(), "/settings/clocks?done=settings_saved");
    let policy = world.directory().await.reference.policy.clone();
    assert_eq!((policy.extension_days_max, policy.draft_reminders), (3, [2, 4]));
    let calendar = [
        ("time_zone", "Europe/Lisbon"),
        ("weekend.fri", "on"),
        ("closures", "2026-12-24/2026-12-26"),
        ("working_days", ""),
    ];
    let saved = browser
        .submit("/settings/calendar", "/settings/calendar", &calendar)
        .await;
    assert_eq!(saved.location(), "/settings/calendar?done=settings_saved");
    let calendar = world.directory().await.reference.review_calendar.clone();
    assert_eq!(
        (calendar.zone().as_str(), calendar.days_off().count()),
        ("Europe/Lisbon", 3)
    );
}

#[tokio::test]
async fn an_account_that_is_deactivated_is_out_at_once_and_can_come_back() {
    let world = World::start_as(Mode::Live).await;
    let admin = world.signed_in(ADMIN).await;
    let greta = world.signed_in(Persona::Greta).await;
    let token = made_token(&greta).await;
    assert_eq!(world.me(&token).await, 200);
    let path = format!("/settings/people/{}/standing", Persona::Greta.id());
    admin
        .get(&path)
        .await
        .says("Sessions, API tokens and one-time links end at once.");
    let done = admin.submit(&path, &path, &[]).await;
    assert!(done.location().ends_with("?done=deactivated"), "{}", done.location());
    assert_eq!(greta.get("/queue").await.location(), "/sign-in?next=/queue");
    assert_eq!(world.me(&token).await, 401);
    let email = Persona::Greta.person().email.to_string();
    let refused = world
        .nobody()
        .send("/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await;
    assert_eq!(refused.status, 422);
    admin.submit(&path, &path, &[]).await;
    let back = world
        .nobody()
        .send("/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await;
    assert_eq!(back.status, 303);
}

#[tokio::test]
async fn nobody_locks_everybody_out() {
    let world = World::start().await;
    let admin = world.signed_in(ADMIN).await;
    let own = format!("/settings/people/{}", ADMIN.id());
    let standing = format!("{own}/standing");
    assert_eq!(admin.submit(&standing, &standing, &[]).await.status, 409);
    let person = ADMIN.person();
    let demoted = [
        ("name", person.name.as_str()),
        ("email", person.email.as_str()),
        ("role", "auditor"),
    ];
    let refused = admin.submit(&own, &own, &demoted).await;
    assert_eq!(refused.status, 409);
    refused.says("only system admin");
    assert!(world.directory().await.person(ADMIN.id()).unwrap().is_active());
}

#[tokio::test]
async fn a_new_person_gets_a_link_that_works_once() {
    let world = World::start().await;
    let admin = world.signed_in(ADMIN).await;
    let new = "/settings/people/new";
    let taken = [("name", "Rui"), ("email", "GRETA@vendor.example"), ("role", "reviewer")];
    admin
        .submit(new, new, &taken)
        .await
        .says("Another account has this address.");
    let shown = admin
        .submit(
            new,
            new,
            &[
                ("name", "Rui Sá"),
                ("email", "rui@vendor.example"),
                ("role", "reviewer"),
            ],
        )
        .await;
    assert_eq!(shown.status, 200);
    let link = link_in(&shown.html);
    let rui = world.nobody();
    rui.get(&link)
        .await
        .says("You are invited as Reviewer of Example Vendor.");
    let short = rui.send(&link, &[("new_password", "short")]).await;
    assert_eq!(short.status, 422);
    assert!(!short.html.contains(r#"value="short""#));
    let accepted = rui.send(&link, &[("new_password", "four words in a row")]).await;
    assert_eq!(accepted.location(), "/");
    // The link has explained the role: no other first screen.
    assert_eq!(rui.get("/").await.location(), "/queue");
    assert_eq!(world.nobody().get(&link).await.status, 404);
    assert_eq!(
        world
            .nobody()
            .send(&link, &[("new_password", "another four words")])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_global_admin_looks_after_the_own_organisation_alone() {
    let world = World::start().await;
    let ana = world.signed_in(Persona::Ana).await;
    let people = ana.get("/settings/people").await;
    people.says(Persona::Davi.person().name.as_str());
    assert!(!people.html.contains("vendor.example"));
    assert_eq!(
        ana.get(&format!("/settings/people/{}", Persona::Greta.id()))
            .await
            .status,
        404
    );
    let vendor = [("name", "Eva"), ("email", "eva@x.example"), ("role", "system_admin")];
    assert_eq!(
        ana.submit("/settings/people/new", "/settings/people/new", &vendor)
            .await
            .status,
        422
    );
    let reference = world.directory().await;
    let location = reference
        .reference
        .locations_for(&Persona::Ana.person())
        .next()
        .unwrap()
        .clone();
    let path = format!("/settings/locations/{}", location.id);
    let saved = ana
        .submit(
            &path,
            &path,
            &[
                ("name", "New name"),
                ("time_zone", location.calendar.zone().as_str()),
                ("closures", "2026-12-24"),
            ],
        )
        .await;
    assert!(
        saved.location().ends_with("done=settings_saved"),
        "{} {}",
        saved.status,
        saved.html
    );
    let changed = world.directory().await.reference.locations[&location.id].clone();
    // What only the vendor changes stays as it is.
    assert_eq!(
        (changed.name.as_str(), changed.enrolled),
        ("New name", location.enrolled)
    );
    let foreign = reference
        .reference
        .locations
        .values()
        .find(|other| other.partner != location.partner)
        .unwrap();
    assert_eq!(
        ana.get(&format!("/settings/locations/{}", foreign.id)).await.status,
        404
    );
}

#[tokio::test]
async fn a_token_is_shown_once_works_and_is_revoked() {
    let world = World::start().await;
    let browser = world.signed_in(Persona::Davi).await;
    let token = made_token(&browser).await;
    assert_eq!(world.me(&token).await, 200);
    let list = browser.get("/settings/tokens").await;
    assert!(!list.html.contains(&token));
    list.says("Ledger sync");
    let id = hidden_value(&list.html, "token").unwrap();
    browser
        .submit("/settings/tokens", "/settings/tokens/revoke", &[("token", &id)])
        .await;
    assert_eq!(world.me(&token).await, 401);
    assert!(!browser.get("/settings/tokens").await.html.contains("Ledger sync"));
}

#[tokio::test]
async fn a_password_is_changed_with_the_present_one_and_ends_the_other_sessions() {
    let world = World::start().await;
    let (here, there) = (
        world.signed_in(Persona::Greta).await,
        world.signed_in(Persona::Greta).await,
    );
    let (page, path) = ("/settings/account", "/settings/account/password");
    let new = "four words in a row";
    let wrong = here
        .submit(page, path, &[("password", "no"), ("new_password", new)])
        .await;
    assert_eq!(wrong.status, 422);
    wrong.says("This isn’t your current password.");
    let short = here
        .submit(page, path, &[("password", PASSWORD), ("new_password", "short")])
        .await;
    assert_eq!(short.status, 422);
    assert_eq!(there.get("/queue").await.status, 200);
    let changed = here
        .submit(page, path, &[("password", PASSWORD), ("new_password", new)])
        .await;
    assert_eq!(changed.location(), "/settings/account?done=password_changed");
    assert_eq!(here.get("/queue").await.status, 200);
    assert_eq!(there.get("/queue").await.status, 303);
    let own = [
        ("name", "Greta Sá"),
        ("language", "sv"),
        ("time_zone", "Europe/Stockholm"),
    ];
    assert_eq!(
        here.submit(page, page, &own).await.location(),
        "/settings/account?done=settings_saved"
    );
    let person = world.directory().await.person(Persona::Greta.id()).unwrap().clone();
    assert_eq!(
        (person.name.as_str(), person.time_zone.as_str()),
        ("Greta Sá", "Europe/Stockholm")
    );
}

#[tokio::test]
async fn the_first_visit_of_a_role_explains_itself_once() {
    let world = World::start().await;
    let browser = world.signed_in(Persona::Greta).await;
    let store = &world.env.store;
    store
        .put_preference(Persona::Greta.id(), "first_visit_done", None)
        .await
        .unwrap();
    assert_eq!(browser.get("/").await.location(), "/welcome");
    browser.get("/welcome").await.says("Your work as Reviewer");
    assert_eq!(browser.get("/").await.location(), "/queue");
}

#[tokio::test]
async fn health_tells_the_system_admin_how_it_is() {
    let world = World::start().await;
    let page = world.signed_in(ADMIN).await.get("/settings/health").await;
    for words in [
        "takes and keeps changes",
        "are kept where they should be",
        "isn’t known here",
    ] {
        page.says(words);
    }
}

async fn made_token(browser: &super::world::Browser) -> String {
    let fields = [("token_name", "Ledger sync"), ("expires", "90")];
    let made = browser.submit("/settings/tokens", "/settings/tokens", &fields).await;
    let start = made.html.find("cpor_").expect("the token is shown");
    made.html[start..].split('"').next().unwrap().to_owned()
}

/// The path of the one-time link on a page.
pub fn link_in(html: &str) -> String {
    let start = html.find("/invitations/").expect("a link");
    html[start..].split('"').next().unwrap().to_owned()
}
