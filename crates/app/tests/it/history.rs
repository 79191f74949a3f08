//! A claim's history, and who sees what of it.

use app::history::{steps, visible_to};
use domain::claim::{Command, LineEdit, Visibility};
use domain::id::CommentId;
use domain::party::Actor;
use domain::text::Name;
use testkit::Persona;
use testkit::commands::note;

use crate::world::{World, key};

#[tokio::test]
async fn every_entry_is_a_step_with_what_it_changed_and_the_last_is_the_claim_as_it_is() {
    let world = World::new().await;
    let draft = world.draft(1).await;
    let mut details = draft.details.clone();
    details.name = Some(Name::parse("Another name").unwrap());
    let lines = draft
        .lines
        .iter()
        .map(|line| LineEdit::Kept(line.id, line.item.clone()))
        .collect();
    world
        .run(
            Persona::Ana,
            draft.number,
            Command::Edit {
                details: Box::new(details),
                lines,
            },
        )
        .await
        .unwrap();
    let claim = world
        .run(
            Persona::Ana,
            draft.number,
            Command::AddDocument(crate::world::document()),
        )
        .await
        .unwrap();
    let all = steps(&world.env, &Persona::Ana.actor(), draft.id).await.unwrap();
    assert_eq!(all.iter().map(|step| step.sequence).collect::<Vec<_>>(), [1, 2, 3]);
    let codes: Vec<_> = all.iter().map(|step| step.entry.event.code()).collect();
    assert_eq!(codes, ["created", "edited", "document_added"]);
    let fields: Vec<_> = all[1].changes.iter().map(|change| change.field.clone()).collect();
    assert!(fields.iter().any(|field| field.contains("name")), "{fields:?}");
    assert_eq!(all[2].after, claim.claim);
    assert_eq!(all[0].after, draft);
}

#[tokio::test]
async fn internal_notes_are_the_vendors_and_a_foreign_history_is_empty() {
    let world = World::new().await;
    let claim = world.under_review(1).await;
    for visibility in [Visibility::Shared, Visibility::Internal] {
        let comment = Command::Comment {
            id: CommentId(key()),
            text: note("A word"),
            visibility,
        };
        world.run(Persona::Greta, claim.number, comment).await.unwrap();
    }
    let customer = Actor::Customer {
        claim: claim.id,
        round: 1,
    };
    for (actor, comments) in [
        (Persona::Ana.actor(), 1),
        (Persona::Davi.actor(), 1),
        (Persona::Greta.actor(), 2),
        (Persona::Hugo.actor(), 2),
        (Persona::Milo.actor(), 2),
        (customer, 0),
        (Persona::Elena.actor(), 0),
    ] {
        let all = steps(&world.env, &actor, claim.id).await.unwrap();
        let seen = all.iter().filter(|step| visible_to(&actor, &step.entry));
        let seen = seen.filter(|step| step.entry.event.code() == "comment_added").count();
        assert_eq!(seen, comments, "{actor:?}");
    }
    let foreign = steps(&world.env, &Persona::Elena.actor(), claim.id).await.unwrap();
    assert!(foreign.is_empty());
}
