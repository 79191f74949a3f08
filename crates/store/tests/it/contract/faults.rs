// A statement of a commit that fails leaves nothing of the others behind.

use domain::claim::Place;
use domain::text::Reference;
use store::{Change, CommitError};

use super::engine::FOUND_BY;
use super::histories::{Life, answer, empty, link, message};

#[tokio::test]
async fn whichever_statement_of_a_commit_fails_nothing_of_it_is_written() {
    let (home, store) = empty().await;
    let life = Life::numbered(1, Place::ConsentWindow).with(|created| {
        created.details.reference = Some(Reference::parse("PO-7").unwrap());
    });
    let mut claim = life.change();
    claim.messages.push(message(5, 2));
    claim.links.push(link(9));
    let change = Change {
        claims: vec![claim],
        answer: Some(answer("k")),
    };
    let before = home.dump();
    for table in [
        "claim",
        "event",
        "personal_value",
        "document",
        "claimed_line",
        "partner_reference",
        "claim_term",
        FOUND_BY,
        "message",
        "consent_link",
        "answer",
    ] {
        home.refuse_rows(table);
        let refused = store.commit(change.clone()).await;
        assert!(matches!(refused, Err(CommitError::Fault(_))), "{table}: {refused:?}");
        assert_eq!(home.dump(), before, "{table}");
        home.allow_rows(table);
    }
    store.commit(change).await.unwrap();
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}
