//! The history, from both sides.

use domain::claim::{Command, Visibility};
use domain::id::CommentId;
use testkit::Persona;
use testkit::commands::{note, request_information};

use super::world::World;

async fn told(world: &World) -> String {
    let number = world.under_review().await;
    for (text, visibility) in [
        ("Said to both", Visibility::Shared),
        ("Said <b>inside</b>", Visibility::Internal),
    ] {
        let id = CommentId(world.env.new_id());
        world
            .run(
                Persona::Greta,
                &number,
                Command::Comment {
                    id,
                    text: note(text),
                    visibility,
                },
            )
            .await;
    }
    world.pass_days(1).await;
    world.run(Persona::Greta, &number, request_information()).await;
    number
}

#[tokio::test]
async fn both_sides_read_the_same_but_for_notes_and_names() {
    let world = World::start().await;
    let number = told(&world).await;
    let path = format!("/claims/{number}/history");
    let vendor = world.signed_in(Persona::Greta).await.get(&path).await;
    vendor.says("Greta Example</b> asked for more information");
    vendor.says("Said &#60;b&#62;inside");
    vendor.says("Missing products");
    vendor.says("Intune");
    let (asked, created) = (
        vendor.html.find("asked for more"),
        vendor.html.find("created the draft"),
    );
    assert!(asked < created, "the newest comes first");
    let partner = world.signed_in(Persona::Ana).await.get(&path).await;
    partner.says("Reviewer</b> asked for more information");
    partner.says("Ana Example</b> submitted the claim");
    partner.says("Said to both");
    for page in [
        &partner.html,
        &world
            .signed_in(Persona::Ana)
            .await
            .get(&format!("{path}.json"))
            .await
            .html,
    ] {
        assert!(!page.contains("inside") && !page.contains("Greta"), "{page}");
    }
    let talk = world
        .signed_in(Persona::Greta)
        .await
        .get(&format!("{path}?kind=comments"))
        .await;
    assert!(talk.html.contains("Said to both") && !talk.html.contains("created the draft"));
    assert_eq!(world.signed_in(Persona::Elena).await.get(&path).await.status, 404);
    assert_eq!(
        world
            .signed_in(Persona::Greta)
            .await
            .get(&format!("{path}?kind=x"))
            .await
            .status,
        200
    );
    let borrowed = world
        .signed_in(Persona::Greta)
        .await
        .get(&format!("{path}?as=partner"))
        .await;
    assert!(!borrowed.html.contains("inside") && !borrowed.html.contains("Greta Example</b>"));
    borrowed.says("Reviewer</b> asked for more information");
    let table = world
        .signed_in(Persona::Greta)
        .await
        .get(&format!("{path}.csv?as=partner"))
        .await;
    assert!(!table.html.contains("inside") && !table.html.contains("Greta"));
    // Nobody borrows the vendor's eyes.
    let forged = world
        .signed_in(Persona::Ana)
        .await
        .get(&format!("{path}?as=vendor"))
        .await;
    assert!(!forged.html.contains("inside") && !forged.html.contains("Greta"));
    for file in ["csv", "json"] {
        let elsewhere = world.signed_in(Persona::Elena).await;
        assert_eq!(elsewhere.get(&format!("{path}.{file}")).await.status, 404);
    }
}

#[tokio::test]
async fn the_chain_is_computed_anew_and_a_break_is_said() {
    let world = World::start().await;
    let number = told(&world).await;
    let path = format!("/claims/{number}/history");
    let milo = world.signed_in(Persona::Milo).await;
    let whole = milo.get(&path).await;
    whole.says("is unbroken since");
    whole.says("Hash of the last entry");
    whole.says("id=\"entry-1\"");
    whole.says("Message: “More information is needed” to the partner’s contact");
    let partner = world.signed_in(Persona::Ana).await.get(&path).await;
    partner.says("the chain of entries is unbroken since");
    assert!(!partner.html.contains("Hash of the last entry"));
}

#[tokio::test]
async fn a_formula_in_a_text_is_no_formula_in_the_table() {
    let world = World::start().await;
    let number = world.draft().await;
    let claim = world.claim(&number).await;
    let mut details = claim.details.clone();
    details.name = domain::text::Name::parse("=HYPERLINK(1)").ok();
    let lines = claim
        .lines
        .iter()
        .map(|line| domain::claim::LineEdit::Kept(line.id, line.item.clone()))
        .collect();
    let edit = Command::Edit {
        details: Box::new(details),
        lines,
    };
    world.run(Persona::Ana, &number, edit).await;
    let path = format!("/claims/{number}/history");
    let ana = world.signed_in(Persona::Ana).await;
    let table = ana.get(&format!("{path}.csv")).await;
    table.says(",'=HYPERLINK(1),");
    ana.get(&format!("{path}.json")).await.says("\"=HYPERLINK(1)\"");
}

#[tokio::test]
async fn it_is_downloaded_whole_as_a_table_and_as_json() {
    let world = World::start().await;
    let number = told(&world).await;
    let path = format!("/claims/{number}/history");
    let greta = world.signed_in(Persona::Greta).await;
    let csv = greta.get(&format!("{path}.csv")).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        csv.header("content-disposition"),
        format!("attachment; filename=\"{number}-history.csv\"")
    );
    assert!(csv.html.starts_with("at,side,name,event,") && csv.html.contains("information_requested"));
    let json = greta.get(&format!("{path}.json")).await;
    assert_eq!(json.header("content-type"), "application/json");
    let whole: serde_json::Value = serde_json::from_str(&json.html).expect("JSON");
    let events: Vec<&str> = whole["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["event"].as_str())
        .collect();
    assert_eq!(events[..3], ["created", "document_added", "submitted"]);
    assert_eq!(whole["number"], number.as_str());
}

#[tokio::test]
async fn edits_of_a_draft_within_half_an_hour_are_one_entry_with_before_and_after() {
    let world = World::start().await;
    let number = world.draft().await;
    for name in ["Second name", "Third name"] {
        let claim = world.claim(&number).await;
        let mut details = claim.details.clone();
        details.name = Some(domain::text::Name::parse(name).expect("a name"));
        let lines = claim
            .lines
            .iter()
            .map(|line| domain::claim::LineEdit::Kept(line.id, line.item.clone()))
            .collect();
        world
            .run(
                Persona::Ana,
                &number,
                Command::Edit {
                    details: Box::new(details),
                    lines,
                },
            )
            .await;
    }
    let page = world
        .signed_in(Persona::Ana)
        .await
        .get(&format!("/claims/{number}/history"))
        .await;
    assert_eq!(page.html.matches("changed the claim").count(), 1);
    page.says("<del>Exchange rollout</del>");
    page.says("<ins>Third name</ins>");
    assert!(!page.html.contains("Second name"));
}

#[tokio::test]
async fn a_discarded_draft_leaves_its_history_to_the_auditor() {
    let world = World::start().await;
    let number = world.draft().await;
    world.run(Persona::Ana, &number, Command::Discard).await;
    let path = format!("/claims/{number}/history");
    let kept = world.signed_in(Persona::Milo).await.get(&path).await;
    assert_eq!(kept.status, 200);
    kept.says("discarded the draft");
    assert_eq!(world.signed_in(Persona::Ana).await.get(&path).await.status, 404);
}
