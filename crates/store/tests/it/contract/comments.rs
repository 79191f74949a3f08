// A claim's comments, which are entries of its history.

use domain::claim::Place;
use store::{InternalNotes, PageRequest};
use testkit::{Persona, claim_in};

use super::histories::{Life, empty, scope};

#[tokio::test]
async fn comments_come_oldest_first_and_internal_ones_only_to_those_who_may_read_them() {
    use domain::claim::Visibility::{Internal, Shared};
    let (_folder, store) = empty().await;
    let mut bench = claim_in(Place::ReviewFirst);
    for visibility in [Shared, Internal, Shared, Shared, Internal] {
        let comment = bench.comment(visibility);
        bench.by(Persona::Greta, comment).unwrap();
    }
    let life = Life::of(1, &bench);
    life.commit(&store).await;
    for (internal, expected) in [
        (
            InternalNotes::Included,
            vec![Shared, Internal, Shared, Shared, Internal],
        ),
        (InternalNotes::LeftOut, vec![Shared, Shared, Shared]),
    ] {
        let mut page = PageRequest::first(2);
        let mut found = Vec::new();
        loop {
            let list = store
                .list_comments(&scope(Persona::Greta), life.claim.id, internal, &page)
                .await
                .unwrap();
            found.extend(list.items.iter().map(|comment| comment.visibility));
            assert!(list.items.iter().all(|comment| comment.text.as_str() == "A word"));
            let Some(next) = list.next else { break };
            page.after = Some(next);
        }
        assert_eq!(found, expected);
    }
    let elsewhere = store
        .list_comments(
            &scope(Persona::Elena),
            life.claim.id,
            InternalNotes::Included,
            &PageRequest::first(9),
        )
        .await
        .unwrap();
    assert_eq!(elsewhere.items, []);
}

#[tokio::test]
async fn newest_first_they_come_page_by_page_and_entries_back_to_the_last_of_a_kind() {
    use domain::claim::Event;
    use domain::claim::Visibility::{Internal, Shared};
    let (_folder, store) = empty().await;
    let mut bench = claim_in(Place::ReviewFirst);
    for visibility in [Shared, Internal, Shared] {
        let comment = bench.comment(visibility);
        bench.by(Persona::Greta, comment).unwrap();
    }
    let life = Life::of(1, &bench);
    life.commit(&store).await;
    let greta = scope(Persona::Greta);
    let mut page = PageRequest::first(2);
    let first = store
        .list_comments_newest(&greta, life.claim.id, InternalNotes::Included, &page)
        .await
        .unwrap();
    assert_eq!(
        first.items.iter().map(|each| each.visibility).collect::<Vec<_>>(),
        [Shared, Internal]
    );
    page.after = first.next;
    let second = store
        .list_comments_newest(&greta, life.claim.id, InternalNotes::Included, &page)
        .await
        .unwrap();
    assert_eq!((second.items.len(), second.next), (1, None));
    assert!(second.items[0].at <= first.items[1].at);
    let partners = store
        .list_comments_newest(&greta, life.claim.id, InternalNotes::LeftOut, &PageRequest::first(9))
        .await
        .unwrap();
    assert!(partners.items.iter().all(|each| each.visibility == Shared) && partners.items.len() == 2);

    let started = |event: &Event| matches!(event, Event::ReviewStarted { .. });
    let since = store.list_entries_since(&greta, life.claim.id, started).await.unwrap();
    assert!(
        started(&since[0].entry.event) && since.len() == 4,
        "the start of the review and three comments"
    );
    let moved = store.list_milestones(&greta, life.claim.id).await.unwrap();
    let codes: Vec<&str> = moved.iter().map(|stored| stored.entry.event.code()).collect();
    assert_eq!(codes, ["created", "submitted", "review_started"]);
    let never = |event: &Event| matches!(event, Event::Discarded);
    assert_eq!(
        store.list_entries_since(&greta, life.claim.id, never).await.unwrap(),
        []
    );
    assert_eq!(
        store
            .list_entries_since(&scope(Persona::Elena), life.claim.id, started)
            .await
            .unwrap(),
        []
    );
}
