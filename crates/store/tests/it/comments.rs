//! A claim's comments, which are entries of its history.

use domain::claim::Place;
use store::{InternalNotes, PageRequest};
use testkit::{Persona, claim_in};

use crate::histories::{Life, empty, scope};

#[tokio::test]
async fn comments_come_oldest_first_and_internal_ones_only_to_those_who_may_read_them() {
    use domain::claim::Visibility::{Internal, Shared};
    let (_folder, store) = empty();
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
