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

#[tokio::test]
async fn a_choice_that_another_has_overtaken_is_not_made() {
    let (_folder, store) = samples::filled().await;
    let replace = |before: Option<&str>, value: &str| {
        store.replace_preference(ADMIN, "recent", before.map(str::to_owned), value.to_owned())
    };
    for (before, value, replaced) in [
        (Some("1"), "2", false),
        (None, "1", true),
        (None, "2", false),
        (Some("0"), "2", false),
        (Some("1"), "2", true),
    ] {
        assert_eq!(replace(before, value).await.unwrap(), replaced, "{before:?} {value}");
    }
    assert_eq!(store.preferences(ADMIN).await.unwrap()["recent"], "2");
    assert!(store.preferences(REVIEWER).await.unwrap().is_empty());
}
