//! The partner's claim page: answering with files at once, what isn't possible and why, what changed meanwhile, and a
//! conversation of any length.

use domain::claim::{Command, InformationReason, LineEdit, RejectionReason, Visibility};
use domain::id::CommentId;
use testkit::Persona;
use testkit::commands::note;

use super::world::World;

const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9";

async fn asked(world: &World) -> String {
    let number = world.under_review().await;
    let ask = Command::RequestInformation {
        reasons: vec![
            InformationReason::MissingCustomerAcknowledgment,
            InformationReason::MissingProducts,
        ],
        comment: note("Who signed it?"),
        remove_lines: Vec::new(),
    };
    world.run(Persona::Greta, &number, ask).await;
    number
}

#[tokio::test]
async fn an_answer_takes_its_photo_along_in_one_form() {
    let world = World::start().await;
    let number = asked(&world).await;
    let page = format!("/claims/{number}");
    let ana = world.signed_in(Persona::Ana).await;
    let shown = ana.get(&page).await;
    shown.says("The reviewer asks for 2 things: the customer’s acknowledgment; the products.");
    shown.says("0 of 2 answered in your draft");
    let path = format!("{page}/resubmission");
    let words = [("comment", "The signed page")];
    let wrong = ana
        .submit_with_file(&page, &path, &words, ("a.exe", b"MZ\x90\x00\x03\x00"))
        .await;
    assert_eq!(wrong.status, 415);
    wrong.says("The signed page");
    wrong.says(r#"id="file-e""#);
    wrong.says("2 of 2 answered in your draft");
    let sent = ana.submit_with_file(&page, &path, &words, ("IMG_0042.jpg", JPEG)).await;
    assert_eq!(sent.location(), format!("{page}?done=resubmitted"), "{}", sent.html);
    ana.get(&page).await.says("IMG_0042.jpg");
    let claim = world.claim(&number).await;
    assert_eq!(claim.documents.last().expect("the photo").media_type, "image/jpeg");
}

#[tokio::test]
async fn files_of_a_forged_form_are_not_stored() {
    let world = World::start().await;
    let number = asked(&world).await;
    let ana = world.signed_in(Persona::Ana).await;
    let before = world.claim(&number).await.documents.len();
    let forged = ana
        .upload_to(
            &format!("/claims/{number}/resubmission"),
            "not the token",
            "x.jpg",
            JPEG,
        )
        .await;
    assert_eq!(forged.status, 403);
    assert_eq!(world.claim(&number).await.documents.len(), before);
}

#[tokio::test]
async fn a_late_answer_shows_what_was_changed_meanwhile_and_keeps_its_words() {
    let world = World::start().await;
    let number = asked(&world).await;
    let page = format!("/claims/{number}");
    let ana = world.signed_in(Persona::Ana).await;
    let seen = world.claim(&number).await.version.0.to_string();
    let mut details = world.claim(&number).await.details;
    details.customer_contact.title = domain::text::Name::parse("Head of IT").ok();
    let lines = world
        .claim(&number)
        .await
        .lines
        .iter()
        .map(|line| LineEdit::Kept(line.id, line.item.clone()))
        .collect();
    let edit = Command::Edit {
        details: Box::new(details),
        lines,
    };
    world.run(Persona::Ana, &number, edit).await;
    let token = ana.token().await;
    let late = [
        ("csrf", token.as_str()),
        ("version", seen.as_str()),
        ("comment", "Page 2"),
    ];
    let late = ana.send(&format!("{page}/resubmission"), &late).await;
    assert_eq!(late.status, 412);
    late.says("What was changed since you opened this page");
    late.says("<ins>Head of IT</ins>");
    late.says("Page 2</textarea>");
}

#[tokio::test]
async fn what_is_not_possible_now_says_why() {
    let world = World::start().await;
    let number = asked(&world).await;
    let page = format!("/claims/{number}");
    let user = world.signed_in(Persona::Davi).await;
    let answer = Command::Resubmit {
        comment: Some(note("Here")),
        remove_lines: Vec::new(),
    };
    let prepares = user.get(&page).await;
    prepares.says("Your role prepares. An admin of your company sends it.");
    assert!(!prepares.html.contains("/resubmission\""));
    world.run(Persona::Ana, &number, answer).await;
    world.run(Persona::Greta, &number, Command::StartReview).await;
    let ana = world.signed_in(Persona::Ana).await;
    ana.get(&page).await.says("Not while a reviewer reads it.");
    let reject = Command::Reject {
        reasons: vec![RejectionReason::InsufficientPoe],
        comment: note("No."),
    };
    world.run(Persona::Greta, &number, reject).await;
    let rejected = ana.get(&page).await;
    rejected.says("The proof doesn’t show the work");
    rejected.says("You can dispute this once, until the end of");
    rejected.says("there is nothing left to take back");
    let again = ana.get(&format!("{page}/withdraw")).await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn a_long_conversation_shows_its_newest_part_and_the_way_to_the_rest() {
    let world = World::start().await;
    let number = world.under_review().await;
    for n in 0..25 {
        let comment = Command::Comment {
            id: CommentId(world.env.new_id()),
            text: note(&format!("Comment {n:02}.")),
            visibility: Visibility::Shared,
        };
        world.run(Persona::Ana, &number, comment).await;
    }
    let page = format!("/claims/{number}");
    let ana = world.signed_in(Persona::Ana).await;
    let newest = ana.get(&page).await;
    assert!(newest.html.contains("Comment 24.") && newest.html.contains("Comment 05."));
    assert!(!newest.html.contains("Comment 04."));
    let (_, rest) = newest.html.split_once(&format!("{page}?comments=")).expect("a way on");
    let cursor = rest.split('#').next().expect("a cursor");
    let earlier = ana.get(&format!("{page}?comments={cursor}")).await;
    assert!(earlier.html.contains("Comment 04.") && !earlier.html.contains("Comment 05."));
    earlier.says("Back to the newest comments");
    assert_eq!(ana.get(&format!("{page}?comments=forged")).await.status, 200);
}
