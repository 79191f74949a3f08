use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Calendar;
use domain::party::{Locations, Membership};
use domain::place::ZoneName;
use domain::policy::Policy;
use domain::reference::Reference;
use store::Store;

use super::samples::{self, ADMIN, USER, email, location_id, name};

/// All of it, as text: `Reference` itself has no equality.
fn text(reference: &Reference) -> String {
    format!("{reference:#?}")
}

#[tokio::test]
async fn what_is_put_is_loaded_also_after_a_restart() {
    let (home, store) = samples::filled().await;
    assert_eq!(
        text(&store.load_reference().await.unwrap()),
        text(&samples::reference())
    );

    drop(store);
    let store = home.open().await;
    assert_eq!(
        text(&store.load_reference().await.unwrap()),
        text(&samples::reference())
    );
}

#[tokio::test]
async fn a_new_database_has_the_standard_policy_and_nobody() {
    let (_folder, store) = samples::empty().await;
    let reference = store.load_reference().await.unwrap();
    assert_eq!(reference.policy, Policy::STANDARD);
    assert!(reference.people.is_empty() && reference.locations.is_empty() && reference.products.is_empty());
}

#[tokio::test]
async fn putting_again_replaces_what_has_the_same_key_and_keeps_the_rest() {
    let (_folder, store) = samples::filled().await;
    let mut changed = samples::reference();
    changed.vendor = name("Southwind");
    changed.review_calendar = Calendar::of_zone(ZoneName::utc());
    changed.policy = Policy::STANDARD;
    changed.products.clear();
    for programme in changed.programmes.values_mut() {
        programme.activities.pop_first();
    }
    for location in changed.locations.values_mut() {
        location.enrolled.clear();
        location.calendar = Calendar::of_zone(ZoneName::utc());
    }
    let user = changed.people.get_mut(&USER).unwrap();
    user.email = email("davi@new.example");
    let second = Locations::Only(BTreeSet::from([location_id("0000042")]));
    if let Membership::Partner { locations, .. } = &mut user.membership {
        *locations = second;
    }
    store.put_reference(changed.clone(), BTreeMap::new()).await.unwrap();

    changed.products = samples::reference().products;
    assert_eq!(text(&store.load_reference().await.unwrap()), text(&changed));
    let account = store.find_account(&email("davi@new.example")).await.unwrap().unwrap();
    assert_eq!(
        account.password_phc, "$argon2id$v=19$of-2",
        "credentials not named stay"
    );
    assert_eq!(owner(&store, [2; 32]).await, Some(USER));
}

#[tokio::test]
async fn two_accounts_of_one_address_are_refused_and_nothing_is_written() {
    let (_folder, store) = samples::filled().await;
    let mut changed = samples::reference();
    changed.vendor = name("Southwind");
    changed.people.get_mut(&USER).unwrap().email = email("ROSANA@ipe.example");
    assert!(store.put_reference(changed, BTreeMap::new()).await.is_err());
    assert_eq!(
        text(&store.load_reference().await.unwrap()),
        text(&samples::reference())
    );
    assert_eq!(
        store
            .find_account(&email("rosana@ipe.example"))
            .await
            .unwrap()
            .unwrap()
            .id,
        ADMIN
    );
}

async fn owner(store: &Store, hash: [u8; 32]) -> Option<domain::id::UserId> {
    let now = jiff::Timestamp::now().into();
    store.find_token(hash, now).await.unwrap().map(|found| found.user)
}
