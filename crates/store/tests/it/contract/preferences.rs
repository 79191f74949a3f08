use store::PreferenceKept;

use super::samples::{self, ADMIN, REVIEWER};

#[tokio::test]
async fn a_choice_takes_the_place_of_the_one_before_and_is_the_accounts_own() {
    let (_folder, store) = samples::filled().await;
    let (ana, greta) = (ADMIN, REVIEWER);
    let put = |user, value: Option<&str>| store.put_preference(user, "theme", value.map(str::to_owned));
    assert_eq!(put(ana, Some("dark")).await.unwrap(), PreferenceKept::Kept);
    assert_eq!(put(ana, Some("light")).await.unwrap(), PreferenceKept::Kept);
    assert_eq!(store.preferences(ana).await.unwrap()["theme"], "light");
    assert!(store.preferences(greta).await.unwrap().is_empty());
    assert_eq!(
        put(ana, Some(&"x".repeat(8_001))).await.unwrap(),
        PreferenceKept::TooLong
    );
    assert_eq!(store.preferences(ana).await.unwrap()["theme"], "light");
    put(ana, None).await.unwrap();
    assert!(store.preferences(ana).await.unwrap().is_empty());
}
