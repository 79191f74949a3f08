// Whether the chain over one claim's history proves it.

use domain::claim::Place;
use testkit::Persona;

use super::histories::{Life, all, empty, scope};

#[tokio::test]
async fn a_history_is_proven_by_its_chain_until_somebody_touches_it() {
    for (damage, broken_at) in [
        (None, None),
        (Some("UPDATE event SET at = at + @instant WHERE sequence = 2"), Some(2)),
        (Some("DELETE FROM event WHERE sequence = 3"), Some(4)),
        (Some("DELETE FROM event WHERE sequence = 5"), Some(5)),
        (Some("UPDATE personal_value SET body = '{}' WHERE position = 1"), None),
    ] {
        let (home, store) = empty().await;
        let life = Life::numbered(1, Place::ConsentWindow);
        let head = life.commit(&store).await;
        if let Some(sql) = damage {
            assert_eq!(home.change(sql), Ok(1), "{sql}");
        }
        let proof = store.prove_chain(&all(), life.claim.id).await.unwrap().unwrap();
        assert_eq!(proof.broken_at, broken_at, "{damage:?}");
        assert_eq!(proof.since, life.entries[0].at);
        if damage.is_none() {
            assert_eq!(proof.head, head);
            let elsewhere = store.prove_chain(&scope(Persona::Elena), life.claim.id).await.unwrap();
            assert_eq!(elsewhere, None, "nobody else's claim is there to be proven");
        }
    }
}
