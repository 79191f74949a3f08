use store::Store;

use super::histories::Life;
use super::samples;

#[tokio::test]
async fn a_store_that_can_write_says_so_and_one_that_cannot_does_not() {
    let (home, store) = samples::filled().await;
    store.probe().await.unwrap();
    assert!(Store::schema_version() >= 2);

    home.refuse_writes();
    assert!(store.probe().await.is_err());
}

#[tokio::test]
async fn the_vitals_are_those_of_what_is_stored() {
    let (_home, store) = samples::filled().await;
    let empty = store.vitals().await.unwrap();
    let number = store.reserve_number(2026).await.unwrap();
    let life = Life::numbered(number.sequence, domain::claim::Place::SubmittedFirst);
    life.commit(&store).await;
    let vitals = store.vitals().await.unwrap();
    let people = samples::reference().people.len();
    assert_eq!(vitals.accounts, i64::try_from(people).unwrap());
    assert_eq!((empty.claims, vitals.claims, vitals.sessions), (0, 1, 0));
    let next = life.claim.next_wake_up().map(|wake_up| wake_up.at);
    assert_eq!((empty.next_wake_at, vitals.next_wake_at), (None, next));
    assert!(next.is_some() && vitals.size_bytes > 0);
}
