//! What a reviewer is shown before a decision goes out.

use domain::claim::Status;
use testkit::Persona;
use testkit::commands::{dispute, reject, request_information, resubmit};

use super::world::World;

#[tokio::test]
async fn the_letter_is_read_before_it_goes_out_and_nothing_is_lost_on_the_way_back() {
    let world = World::start().await;
    let number = world.under_review().await;
    let page = format!("/claims/{number}");
    let greta = world.signed_in(Persona::Greta).await;
    let words = [
        ("rejection_reasons", "insufficient_poe"),
        ("comment", "Only a <draft>."),
    ];
    let preview = format!("{page}/rejection/preview");
    let step = greta.submit(&page, &preview, &words).await;
    assert_eq!(step.status, 200, "{}", step.html);
    step.says("<!doctype html>");
    step.says("Insufficient PoE");
    step.says("Only a &#60;draft&#62;.");
    step.says(&format!(r#"action="{page}/rejection""#));
    let dialog = greta
        .submit(&page, &preview, &[&words[..], &[("part", "dialog")]].concat())
        .await;
    assert!(
        dialog.html.starts_with("<h2>") && !dialog.html.contains(r#"name="part""#),
        "{}",
        dialog.html
    );
    let letter = [("reasons", "missing_products"), ("part", "letter")];
    let letter = greta
        .submit(&page, &format!("{page}/information-requests/preview"), &letter)
        .await;
    letter.says("Missing products");
    let nothing = [("comment", "Words alone"), ("part", "letter")];
    let nothing = greta
        .submit(&page, &format!("{page}/information-requests/preview"), &nothing)
        .await;
    assert_eq!((nothing.status, nothing.html.trim()), (200, ""));
    let back = greta.submit(&page, &format!("{page}/decision"), &words).await;
    back.says(r#"value="insufficient_poe" checked"#);
    back.says("Only a &#60;draft&#62;.");
    assert_eq!(world.claim(&number).await.place().status(), Status::UnderReview);
    let outdated = [&words[..], &[("version", "1")]].concat();
    let token = greta.token().await;
    let stale = greta
        .send(&preview, &[&[("csrf", token.as_str())], &outdated[..]].concat())
        .await;
    assert_eq!(stale.status, 412, "a letter about an older claim is not shown");
}

#[tokio::test]
async fn whoever_may_not_decide_is_told_before_trying() {
    let world = World::start().await;
    let number = world.under_review().await;
    let page = format!("/claims/{number}");
    let hugo = world.signed_in(Persona::Hugo).await;
    hugo.get(&page).await.says("Greta Example reviews this claim");
    world.run(Persona::Greta, &number, reject()).await;
    world.run(Persona::Ana, &number, dispute()).await;
    let greta = world.signed_in(Persona::Greta).await.get(&page).await;
    greta.says("You took the decision that is disputed");
    greta.says("Rejected on");
    assert!(!greta.html.contains("/rejection/preview"));
    hugo.get(&page).await.says("Nobody reviews this dispute yet");
    let lead = world.signed_in(Persona::Judith).await.get(&page).await;
    lead.says("/rejection/preview");
    assert!(!lead.html.contains("Nobody reviews this dispute yet"));
}

#[tokio::test]
async fn what_came_after_the_request_is_marked_as_new() {
    let world = World::start().await;
    let number = world.under_review().await;
    let page = format!("/claims/{number}");
    let greta = world.signed_in(Persona::Greta).await;
    assert!(!greta.get(&page).await.html.contains("New since then"));
    world.run(Persona::Greta, &number, request_information()).await;
    world
        .signed_in(Persona::Ana)
        .await
        .upload(&number, "signed.pdf", b"%PDF-1.7 signed")
        .await;
    world.run(Persona::Ana, &number, resubmit()).await;
    let shown = greta.get(&page).await;
    shown.says("New since then");
    shown.says("Information requested on");
    let new = shown.html.matches(r#"<span class="tag new">new</span>"#).count();
    assert_eq!(
        new, 2,
        "the one new document, in the frame's row and in the list: {}",
        shown.html
    );
}
