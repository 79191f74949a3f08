//! A partner's list of claims: its views, its files, what the side bar counts; and the acts around it that can be taken back.

use testkit::Persona;

use super::world::{Browser, World};

async fn draft(browser: &Browser, name: &str) -> String {
    let fields = [("location_id", "1000001"), ("name", name)];
    browser.submit("/claims/new", "/claims", &fields).await.number()
}

#[tokio::test]
async fn a_view_of_the_list_gets_a_name_and_is_the_accounts_own() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    draft(&clara, "Água Viva").await;
    let state = ("state", "turn=partner&status=nonsense&sort=due_at");
    let narrowed = "/claims?turn=partner&sort=due_at";
    let saved = clara
        .submit(narrowed, "/claims/views", &[state, ("name", " Mine  to do ")])
        .await;
    assert_eq!(
        (saved.status, saved.location()),
        (303, &*format!("{narrowed}&done=view_saved"))
    );
    let shown = clara.get(narrowed).await;
    shown.says("Mine to do</a>");
    shown.says("Change this view");
    let unnamed = clara.submit(narrowed, "/claims/views", &[state, ("name", " ")]).await;
    assert_eq!(unnamed.location(), format!("{narrowed}&done=view_unnamed"));
    let bruno = world.signed_in(Persona::Bruno).await;
    assert!(!bruno.get("/claims").await.html.contains("Mine to do"));
    let removed = clara
        .submit(narrowed, "/claims/views", &[state, ("act", "remove")])
        .await;
    assert_eq!(removed.location(), format!("{narrowed}&done=view_removed"));
    assert!(!clara.get("/claims").await.html.contains("Mine to do"));
    assert_eq!(clara.get("/claims/views").await.location(), "/claims");
}

#[tokio::test]
async fn a_list_becomes_a_file_as_it_is_filtered_and_as_far_as_its_reader_sees() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara, "=Água, \"Viva\"").await;
    draft(&clara, "Boa Vista").await;
    let table = clara.get("/claims/export.csv?status=editing").await;
    assert_eq!(table.status, 200);
    assert!(table.header("content-type").starts_with("text/csv"));
    assert_eq!(
        table.header("content-disposition"),
        "attachment; filename=\"claims.csv\""
    );
    let rows: Vec<&str> = table.html.lines().collect();
    assert_eq!(rows.len(), 3, "{}", table.html);
    assert!(rows[0].starts_with("number,name,status,phase,turn,due_on,"));
    let first = format!("{number},\"'=Água, \"\"Viva\"\"\",editing,draft,partner,2027-01-10,");
    assert!(rows[1].starts_with(&first), "{}", rows[1]);
    let none = clara.get("/claims/export.csv?status=rejected").await;
    assert_eq!(none.html.lines().count(), 1);
    let data = clara.get("/claims/export.json?q=boa").await;
    let data: serde_json::Value = serde_json::from_str(&data.html).expect("JSON");
    assert_eq!(data["items"][0]["name"], "Boa Vista");
    assert_eq!(data["items"].as_array().map(Vec::len), Some(1));
    for (persona, status, lines) in [
        (Persona::Elena, 200, 1),
        (Persona::Greta, 200, 1),
        (Persona::Milo, 200, 3),
        (Persona::Nora, 403, 0),
    ] {
        let browser = world.signed_in(persona).await;
        let table = browser.get("/claims/export.csv").await;
        assert_eq!(table.status, status, "{persona:?}");
        assert!(
            status != 200 || table.html.lines().count() == lines,
            "{persona:?}: {}",
            table.html
        );
    }
}

#[tokio::test]
async fn a_long_list_is_whole_in_its_file() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let token = clara.token().await;
    // More than are read at a time.
    for place in 0..205 {
        let name = place.to_string();
        let form = [("csrf", token.as_str()), ("location_id", "1000001"), ("name", &name)];
        assert_eq!(clara.send("/claims", &form).await.status, 303);
    }
    let data = clara.get("/claims/export.json").await;
    let data: serde_json::Value = serde_json::from_str(&data.html).expect("JSON");
    let items = data["items"].as_array().expect("claims");
    assert_eq!(items.len(), 205);
    assert!(
        items
            .windows(2)
            .all(|two| two[0]["number"].as_str() < two[1]["number"].as_str())
    );
    assert_eq!(clara.get("/claims/export.csv").await.html.lines().count(), 206);
    // The side bar counts no further than it says.
    clara.get("/claims").await.says(r#"<span class="count">99+</span>"#);
}

#[tokio::test]
async fn the_side_bar_counts_what_needs_the_partner() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let count = |html: &str| {
        let (_, rest) = html
            .split_once("Needs my action</span> <span class=\"count\">")
            .expect("a count");
        rest.split('<').next().unwrap_or_default().to_owned()
    };
    assert_eq!(count(&clara.get("/claims").await.html), "0");
    draft(&clara, "One").await;
    let list = clara.get("/claims?turn=partner&sort=due_at").await;
    assert_eq!(count(&list.html), "1");
    list.says(r#"href="/claims?turn=partner&amp;sort=due_at" aria-current="page""#);
    // Davi works for the location, Elena for another partner; the vendor's people have no such count.
    assert_eq!(
        count(&world.signed_in(Persona::Davi).await.get("/claims").await.html),
        "1"
    );
    assert_eq!(
        count(&world.signed_in(Persona::Elena).await.get("/claims").await.html),
        "0"
    );
    let greta = world.signed_in(Persona::Greta).await;
    assert!(!greta.get("/claims").await.html.contains("class=\"count\""));
}

#[tokio::test]
async fn a_copy_is_taken_back_where_it_was_made() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = draft(&clara, "One").await;
    let page = format!("/claims/{number}");
    let copied = clara.submit(&page, &format!("{page}/copy"), &[]).await;
    let copy = copied.number();
    assert_eq!(
        copied.location(),
        format!("/claims/{copy}/edit/claim?copy_of={number}&done=copied")
    );
    let shown = clara.get(copied.location()).await;
    shown.says(&format!(r#"action="/claims/{copy}/discard""#));
    // Opened again later, the page offers it no more.
    let later = clara.get(&format!("/claims/{copy}/edit/claim?copy_of={number}")).await;
    assert!(!later.html.contains("/discard\""));
    let undone = clara
        .submit(
            copied.location(),
            &format!("/claims/{copy}/discard"),
            &[("copy_of", &number)],
        )
        .await;
    assert_eq!(
        (undone.status, undone.location()),
        (303, &*format!("{page}?done=copy_undone"))
    );
    clara.get(undone.location()).await.says("The new draft is discarded");
    assert_eq!(clara.get(&format!("/claims/{copy}")).await.status, 404);

    // What was typed into the copy meanwhile is not thrown away unseen.
    let copy = clara.submit(&page, &format!("{page}/copy"), &[]).await.number();
    let step = format!("/claims/{copy}/edit/claim");
    let stale = clara.token().await;
    let typed = [("location_id", "1000001"), ("name", "Typed into the copy")];
    assert_eq!(clara.submit(&step, &step, &typed).await.status, 303);
    let late = clara
        .send(
            &format!("/claims/{copy}/discard"),
            &[("csrf", &stale), ("version", "1"), ("copy_of", &number)],
        )
        .await;
    assert_eq!(late.status, 412);
    assert_eq!(clara.get(&format!("/claims/{copy}")).await.status, 200);
}

#[tokio::test]
async fn a_form_with_files_that_lost_its_session_says_which_to_choose_again() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = world.under_review().await;
    let ask = domain::claim::Command::RequestInformation {
        reasons: vec![domain::claim::InformationReason::MissingProducts],
        comment: testkit::commands::note("Where is Teams?"),
        remove_lines: Vec::new(),
    };
    world.run(Persona::Greta, &number, ask).await;
    let page = format!("/claims/{number}");
    let (resubmission, documents) = (format!("{page}/resubmission"), format!("{page}/documents"));
    let file = ("Signed <page>.txt", b"The work.".as_slice());
    // The token of an earlier session: the page comes at once.
    let outdated = clara.upload_to(&resubmission, "an earlier one", file.0, file.1).await;
    assert_eq!(outdated.status, 403);
    outdated.says("<li>Signed &#60;page&#62;.txt</li>");
    outdated.says(r#"enctype="multipart/form-data""#);
    // Nobody is signed in: it comes after the sign-in.
    for path in [&resubmission, &documents] {
        let lost = world.nobody().upload_to(path, "x", file.0, file.1).await;
        assert_eq!(lost.status, 401, "{path}");
        let kept = super::world::hidden_value(&lost.html, "kept").expect("the form");
        let email = Persona::Clara.person().email.to_string();
        let kept = kept.replace("&#38;", "&");
        let fields = [
            ("email", email.as_str()),
            ("password", super::world::PASSWORD),
            ("kept", &kept),
            ("kept_to", path),
        ];
        let back = clara.send("/sign-in", &fields).await;
        assert_eq!(back.status, 200);
        back.says("Choose these files again");
        back.says("<li>Signed &#60;page&#62;.txt</li>");
        back.says(&format!(r#"action="{path}""#));
    }
}

/// Every form of the partner's pages, sent empty where it can't be done: it leads to a page, or is told what is wrong with
/// its page around it. Nothing is answered to a POST with 200: a reload would send it again.
#[tokio::test]
async fn every_form_answers_with_a_way_on_or_with_what_was_typed() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = world.under_review().await;
    let drafted = draft(&clara, "One").await;
    let marker = "typed <before>";
    for (path, statuses) in [
        ("/claims".to_owned(), [422, 422]),
        ("/claims/views".to_owned(), [303, 303]),
        (format!("/claims/{number}/comments"), [303, 303]),
        (format!("/claims/{number}/edit"), [409, 412]),
        (format!("/claims/{number}/submission"), [409, 409]),
        (format!("/claims/{number}/resubmission"), [409, 409]),
        (format!("/claims/{number}/disputes"), [409, 409]),
        (format!("/claims/{number}/extension-requests"), [409, 409]),
        (format!("/claims/{number}/customer-contact"), [409, 409]),
        (format!("/claims/{number}/withdrawal"), [422, 422]),
        (format!("/claims/{number}/discard"), [409, 409]),
        (format!("/claims/{number}/copy"), [303, 303]),
        (format!("/claims/{drafted}/submission"), [409, 412]),
        (format!("/claims/{drafted}/edit/claim"), [303, 412]),
        (format!("/claims/{drafted}/withdrawal"), [409, 409]),
        (format!("/claims/{drafted}/documents"), [400, 400]),
    ] {
        let form = [
            ("csrf", clara.token().await),
            ("version", "1".to_owned()),
            ("text", marker.to_owned()),
            ("comment", marker.to_owned()),
            ("justification", marker.to_owned()),
            ("name", marker.to_owned()),
        ];
        let answer = clara
            .send(&path, &form.each_ref().map(|(name, value)| (*name, value.as_str())))
            .await;
        assert!(statuses.contains(&answer.status), "{path}: {}", answer.status);
        if answer.status == 303 {
            assert!(
                answer.location().starts_with("/claims"),
                "{path}: {}",
                answer.location()
            );
        } else {
            answer.says("<h1");
        }
        if answer.status == 422 && !path.ends_with("submission") {
            answer.says("typed &#60;before&#62;");
        }
        // The address of a form, opened, leads to its page.
        let opened = clara.get(&path).await.status;
        assert!([200, 303, 409].contains(&opened), "{path}: {opened}");
    }
}
