use domain::claim::Place;
use store::{IntegrityReport, Store};

use super::lives;
use super::samples;

/// One claim in every place, the first in the consent window.
pub async fn with_claims() -> (super::engine::Home, Store) {
    let (home, store) = samples::empty().await;
    lives::put(&store, Place::ConsentWindow, 1).await;
    for (sequence, place) in (2..).zip(Place::ALL) {
        lives::put(&store, place, sequence).await;
    }
    (home, store)
}

pub async fn report(store: &Store) -> IntegrityReport {
    store.check_integrity().await.unwrap()
}

#[tokio::test]
async fn a_store_of_claims_in_every_place_is_sound() {
    let (_folder, store) = with_claims().await;
    let report = report(&store).await;
    assert_eq!(report.findings, []);
    assert_eq!(report.claims, 15);
    assert!(report.entries > 45, "{}", report.entries);
    assert_eq!(report.left_out, 0);
}

#[tokio::test]
async fn an_empty_store_is_sound() {
    let (_folder, store) = samples::empty().await;
    assert_eq!(report(&store).await, IntegrityReport::default());
}
