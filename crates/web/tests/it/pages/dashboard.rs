//! The partner's home and the list of all claims, by their addresses.

use domain::claim::{Command, InformationReason};
use testkit::Persona;
use testkit::commands::note;

use super::world::{Browser, World};

async fn draft(browser: &Browser, name: &str) -> String {
    let fields = [("location_id", "1000001"), ("name", name)];
    browser.submit("/claims/new", "/claims", &fields).await.number()
}

/// Somebody who has been here before: a first visit is welcomed instead.
async fn again(world: &World, persona: Persona) -> Browser {
    let browser = world.signed_in(persona).await;
    browser.get("/").await;
    browser
}

/// The numbers on a page, in their order.
fn numbers(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in html.split(r#"data-row-link>"#).skip(1) {
        let (_, rest) = part.split_once("CPOR-").expect("a row's number");
        let number = format!("CPOR-{}", &rest[..11]);
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

#[tokio::test]
async fn a_partner_without_claims_reads_what_comes_next_and_then_what_needs_action() {
    let world = World::start().await;
    let clara = again(&world, Persona::Clara).await;
    let first = clara.get("/").await;
    assert_eq!(first.status, 200);
    first.says("Your first claim");
    first.says(r#"aria-current="page""#);
    let number = draft(&clara, "Água Viva").await;
    let home = clara.get("/").await;
    home.says("1 needs you");
    home.says("Draft, ");
    home.says(&format!(r#"href="/claims/{number}/edit""#));
    home.says("No decision in the last 90 days");
    // Davi may not submit; another partner sees nothing of it.
    let davi = again(&world, Persona::Davi).await;
    davi.get("/").await.says("an admin of yours submits it");
    let elena = again(&world, Persona::Elena).await;
    elena.get("/").await.says("Your first claim");
}

#[tokio::test]
async fn what_is_asked_stands_first_and_is_due_in_the_calendar() {
    let world = World::start().await;
    let clara = again(&world, Persona::Clara).await;
    draft(&clara, "A draft can wait").await;
    let number = world.under_review().await;
    let ask = Command::RequestInformation {
        reasons: vec![InformationReason::MissingProducts],
        comment: note("Where is Teams?"),
        remove_lines: Vec::new(),
    };
    world.run(Persona::Greta, &number, ask).await;
    let home = clara.get("/").await;
    home.says("2 need you");
    home.says("Answer: Missing products");
    home.says("then rejected");
    let todo = home.html.split("h-figures").next().expect("what needs action");
    assert_eq!(numbers(todo).first(), Some(&number), "{todo}");
    assert!(
        home.html.contains("One deadline, on "),
        "the answer's deadline is in the calendar"
    );
    let all = clara.get("/claims?turn=partner&sort=due_at").await;
    assert_eq!(numbers(&all.html).first(), Some(&number));
    assert_eq!(numbers(&all.html).len(), 2);
}

#[tokio::test]
async fn a_list_keeps_its_state_in_its_address() {
    let world = World::start().await;
    let clara = again(&world, Persona::Clara).await;
    let mut made = Vec::new();
    for name in ["Água Viva", "Agua Mansa", "Boa Vista"] {
        made.push(draft(&clara, name).await);
    }
    let grouped = clara.get("/claims").await;
    grouped.says(r#"scope="rowgroup""#);
    grouped.says("3 claims");
    let found = clara.get("/claims?q=%C3%A1gua&sort=number").await;
    assert_eq!(numbers(&found.html), made[..2]);
    found.says("<mark>Água</mark> Viva");
    found.says("<mark>Agua</mark> Mansa");
    found.says(r#"<a class="chip" href="/claims?sort=number"><span>Begins with: água</span>"#);
    found.says(r#"<option value="number" selected>"#);
    let due = |day: &str| format!("/claims?status=editing&due_by={day}");
    // Drafts are kept for 90 days after Mon 12 Oct 2026, in the location's zone, which is Clara's too.
    assert_eq!(numbers(&clara.get(&due("2027-01-10")).await.html).len(), 3);
    assert_eq!(numbers(&clara.get(&due("2027-01-09")).await.html).len(), 0);
    let none = clara.get("/claims?status=rejected&activity=usage").await;
    none.says("No claim matches");
    none.says(r#"href="/claims?activity=usage""#);
    let other = clara.get("/claims?location=1000002&status=editing").await;
    assert_eq!(numbers(&other.html).len(), 0);
}

#[tokio::test]
async fn every_role_has_its_list_and_a_system_admin_none() {
    let world = World::start().await;
    let number = world.under_review().await;
    for (persona, status, landing) in [
        (Persona::Greta, 200, "/queue"),
        (Persona::Judith, 200, "/queue"),
        (Persona::Lena, 200, "/settings"),
        (Persona::Milo, 200, "/claims"),
        (Persona::Nora, 403, "/settings"),
    ] {
        let browser = again(&world, persona).await;
        assert_eq!(browser.get("/").await.location(), landing, "{persona:?}");
        for path in [
            "/claims",
            "/claims?turn=reviewer&sort=due_at",
            "/claims?status=under_review",
        ] {
            let list = browser.get(path).await;
            assert_eq!(list.status, status, "{persona:?} {path}");
            assert_eq!(list.html.contains(&number), status == 200, "{persona:?} {path}");
            assert_eq!(
                list.html.contains("Vale Verde Sistemas</td>"),
                status == 200,
                "{persona:?} {path}"
            );
        }
    }
}
