use super::samples::{self, at};

#[tokio::test]
async fn the_demo_clock_starts_once_goes_on_and_never_back() {
    let (home, store) = samples::empty().await;
    assert_eq!(store.demo_clock().await.unwrap(), None);
    assert!(store.advance_demo_clock(at(5)).await.is_err(), "no demo was started");
    assert_eq!(store.demo_clock().await.unwrap(), None);

    assert_eq!(store.start_demo_clock(at(10)).await.unwrap(), at(10));
    assert_eq!(store.start_demo_clock(at(99)).await.unwrap(), at(10), "it goes already");
    assert_eq!(store.advance_demo_clock(at(20)).await.unwrap(), at(20));
    assert_eq!(store.advance_demo_clock(at(20)).await.unwrap(), at(20));
    assert_eq!(store.advance_demo_clock(at(15)).await.unwrap(), at(20));

    drop(store);
    let store = home.open().await;
    assert_eq!(store.demo_clock().await.unwrap(), Some(at(20)));
}
