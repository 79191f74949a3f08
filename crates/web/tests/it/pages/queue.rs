//! What the vendor's people read: queue and lists, the proof, drafts.

use domain::claim::{Command, LineState};
use testkit::Persona;

use super::world::World;

#[tokio::test]
async fn proof_is_shown_beside_the_decision_as_the_browser_can_show_it() {
    let world = World::start().await;
    let number = world.draft().await;
    for media_type in ["application/pdf", "image/png", "image/tiff"] {
        world.run(Persona::Ana, &number, world.document(media_type)).await;
    }
    world.run(Persona::Ana, &number, Command::Submit).await;
    let greta = world.signed_in(Persona::Greta).await;
    let ids: Vec<String> = world
        .claim(&number)
        .await
        .documents
        .iter()
        .map(|document| document.id.to_string())
        .collect();
    let shown = |id: &str| format!("/claims/{number}?document={id}");
    // The others wait in templates, which load nothing.
    let seen = |html: &str| {
        let parts = html.split("<template").enumerate();
        let outside = parts.map(|(index, part)| match part.split_once("</template>") {
            Some((_, rest)) if index > 0 => rest.to_owned(),
            Some(_) | None => part.to_owned(),
        });
        outside.collect::<String>()
    };
    let pdf = greta.get(&shown(&ids[0])).await;
    pdf.says("1 of 3");
    let pdf = seen(&pdf.html);
    assert!(
        pdf.contains("<iframe title") && pdf.contains(&format!("documents/{}/view#", ids[0])),
        "{pdf}"
    );
    assert!(
        pdf.contains(&format!(r#"rel="prev" href="{}""#, shown(&ids[2]))),
        "{pdf}"
    );
    assert!(
        pdf.contains(&format!(r#"rel="next" href="{}""#, shown(&ids[1]))),
        "{pdf}"
    );
    let png = seen(&greta.get(&shown(&ids[1])).await.html);
    assert!(
        png.contains(&format!(r#"<img src="/claims/{number}/documents/{}/view""#, ids[1])),
        "{png}"
    );
    assert!(!png.contains("<iframe"), "{png}");
    let tiff = seen(&greta.get(&shown(&ids[2])).await.html);
    assert!(!tiff.contains("<iframe") && !tiff.contains("<img"), "{tiff}");
    assert!(tiff.contains(&format!(r#"documents/{}" download"#, ids[2])), "{tiff}");
}

#[tokio::test]
async fn the_queue_is_narrowed_by_its_address_and_goes_on_by_next() {
    let world = World::start().await;
    let mut numbers = Vec::new();
    for customer in 0..52_u32 {
        numbers.push(world.submitted_for(customer).await);
    }
    world.run(Persona::Greta, &numbers[0], Command::StartReview).await;
    let greta = world.signed_in(Persona::Greta).await;
    let mine = greta.get("/queue?whose=mine").await;
    assert!(mine.html.contains(&numbers[0]) && !mine.html.contains(&numbers[1]));
    let unassigned = greta.get("/queue?whose=unassigned&status=submitted").await;
    assert!(!unassigned.html.contains(&format!("/claims/{}", numbers[0])));
    let found = greta.get(&format!("/queue?q={}", numbers[7])).await;
    assert!(found.html.contains(&numbers[7]) && !found.html.contains(&numbers[8]));
    found.says(&format!(r#"value="{}""#, numbers[7]));
    for list in ["/queue", "/claims?status=submitted"] {
        let first = greta.get(list).await;
        let (_, rest) = first.html.split_once(r#"rel="next" href=""#).expect("a next page");
        let next = rest.split('"').next().expect("its address").replace("&#38;", "&");
        let second = greta.get(&next).await;
        second.says("Back to the start");
        for number in &numbers[1..] {
            let link = format!(r#"href="/claims/{number}"#);
            assert!(
                first.html.contains(&link) != second.html.contains(&link),
                "{number} stands on one page of {list}"
            );
        }
    }
    assert_eq!(
        greta
            .get(
                "/queue?cursor=forged&whose=x&status=%27&phase=none&partner=y&due_before=soon&activity=z&programme=%00"
            )
            .await
            .status,
        200
    );
    assert!(
        greta
            .get("/queue?q=nothing+like+it")
            .await
            .html
            .contains("No claim matches")
    );
}

#[tokio::test]
async fn an_auditor_reads_drafts_that_say_hardly_anything() {
    let world = World::start().await;
    let clara = world.signed_in(Persona::Clara).await;
    let number = clara
        .submit("/claims/new", "/claims", &[("location_id", "1000001")])
        .await
        .number();
    let milo = world.signed_in(Persona::Milo).await;
    milo.get("/claims").await.says(&number);
    let page = milo.get(&format!("/claims/{number}")).await;
    assert_eq!(page.status, 200);
    page.says("Draft");
    assert!(
        !world
            .signed_in(Persona::Lena)
            .await
            .get("/claims")
            .await
            .html
            .contains(&number)
    );
    assert_eq!(world.claim(&number).await.lines_in(LineState::Claimed).count(), 0);
}
