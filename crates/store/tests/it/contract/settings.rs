// Changes of reference data by people: what they saw, whom they would lock out, what is written down.

use domain::id::{UserId, Uuid};
use domain::instant::Instant;
use domain::party::{Membership, Person, Role, Standing};
use domain::place::{Language, ZoneName};
use store::{
    FieldChange, JournalFilter, NewJournalEntry, NewToken, PageRequest, Put, ReferenceChange, ReferenceCommitError,
    Setup, Store,
};

use super::samples::{self, REVIEWER, email, name};

fn now() -> Instant {
    jiff::Timestamp::now().into()
}

fn entry(subject: &str, act: &'static str) -> NewJournalEntry {
    NewJournalEntry {
        at: now(),
        actor: Some(REVIEWER),
        actor_name: "Niamh".to_owned(),
        subject: subject.to_owned(),
        subject_name: "A name".to_owned(),
        act,
        fields: vec![FieldChange {
            field: "name".to_owned(),
            before: "before".to_owned(),
            after: "after".to_owned(),
        }],
    }
}

fn person(id: u128, role: Role) -> Person {
    Person {
        id: UserId(Uuid::from_u128(id)),
        name: name("Nora"),
        email: email(&format!("nora{id}@ipe.example")),
        role,
        language: Language::English,
        time_zone: ZoneName::utc(),
        membership: Membership::Vendor,
        standing: Standing::Active,
    }
}

async fn put(store: &Store, puts: Vec<Put>, seen: Option<(String, i64)>) -> Result<(), ReferenceCommitError> {
    put_judged(store, puts, seen, None).await
}

async fn put_judged(
    store: &Store,
    puts: Vec<Put>,
    seen: Option<(String, i64)>,
    judged_at: Option<i64>,
) -> Result<(), ReferenceCommitError> {
    let change = ReferenceChange {
        puts,
        entries: vec![entry("account/x", "changed")],
        seen,
        judged_at,
    };
    store.commit_reference(change).await
}

#[tokio::test]
async fn a_change_that_was_judged_before_another_is_not_written() {
    let (_folder, store) = samples::filled().await;
    let account = |id| vec![Put::Account(person(id, Role::Auditor))];
    let (_, judged_at) = store.load_reference_at().await.unwrap();
    put_judged(&store, account(0x90), None, Some(judged_at)).await.unwrap();
    let overtaken = put_judged(&store, account(0x91), None, Some(judged_at)).await;
    assert!(
        matches!(overtaken, Err(ReferenceCommitError::Overtaken)),
        "{overtaken:?}"
    );
    let (reference, now) = store.load_reference_at().await.unwrap();
    assert_eq!(now, judged_at + 1);
    assert!(reference.people.contains_key(&UserId(Uuid::from_u128(0x90))));
    assert!(!reference.people.contains_key(&UserId(Uuid::from_u128(0x91))));
    put_judged(&store, account(0x91), None, Some(now)).await.unwrap();
}

#[tokio::test]
async fn a_change_that_has_not_seen_the_latest_one_is_not_written() {
    let (_folder, store) = samples::filled().await;
    let seen = |place| Some(("account/x".to_owned(), place));
    let account = |id| vec![Put::Account(person(id, Role::Auditor))];
    put(&store, account(0x90), seen(0)).await.unwrap();
    let latest = store.latest_change("account/x").await.unwrap().unwrap();
    assert_eq!(
        (latest.act.as_str(), latest.fields[0].after.as_str()),
        ("changed", "after")
    );
    let overtaken = put(&store, account(0x91), seen(0)).await;
    assert!(matches!(overtaken, Err(ReferenceCommitError::Stale)), "{overtaken:?}");
    put(&store, account(0x92), seen(latest.id)).await.unwrap();
    let people = store.load_reference().await.unwrap().people;
    let is_there = [0x90, 0x91, 0x92].map(|id| people.contains_key(&UserId(Uuid::from_u128(id))));
    assert_eq!(is_there, [true, false, true]);
}

#[tokio::test]
async fn the_last_system_admin_who_can_sign_in_stays() {
    let (_folder, store) = samples::filled().await;
    let (one, other) = (person(0xa0, Role::SystemAdmin), person(0xa1, Role::SystemAdmin));
    let password = |user| Put::Password {
        user,
        phc: "$argon2id$v=19$x".to_owned(),
    };
    let both = vec![Put::Account(one.clone()), Put::Account(other.clone()), password(one.id)];
    put(&store, both, None).await.unwrap();
    let resting = Person {
        standing: Standing::Inactive,
        ..one.clone()
    };
    let auditor = Person {
        role: Role::Auditor,
        ..one.clone()
    };
    // The other one has no password: nobody could sign in.
    for changed in [&resting, &auditor] {
        let refused = put(&store, vec![Put::Account(changed.clone())], None).await;
        assert!(
            matches!(refused, Err(ReferenceCommitError::LastSystemAdmin)),
            "{refused:?}"
        );
    }
    put(&store, vec![password(other.id)], None).await.unwrap();
    put(&store, vec![Put::Account(resting)], None).await.unwrap();
    assert!(store.find_account(&one.email).await.unwrap().is_none());
}

#[tokio::test]
async fn an_address_is_one_accounts_whatever_its_case() {
    let (_folder, store) = samples::filled().await;
    let taken = Person {
        email: email("NIAMH@ipe.example"),
        ..person(0xb0, Role::Auditor)
    };
    let refused = put(&store, vec![Put::Account(taken)], None).await;
    assert!(matches!(refused, Err(ReferenceCommitError::EmailTaken)), "{refused:?}");
    assert!(
        store.latest_change("account/x").await.unwrap().is_none(),
        "nothing is written of it"
    );
}

#[tokio::test]
async fn the_journal_is_read_newest_first_and_can_not_be_altered() {
    let (home, store) = samples::filled().await;
    for _ in 0..3 {
        put(&store, Vec::new(), None).await.unwrap();
    }
    let everything = JournalFilter::default();
    let first = store.list_journal(&everything, &PageRequest::first(2)).await.unwrap();
    let ids: Vec<i64> = first.items.iter().map(|entry| entry.id).collect();
    let after = PageRequest {
        limit: 2,
        after: first.next,
    };
    let second = store
        .list_journal(&JournalFilter::of_subject("account/x"), &after)
        .await
        .unwrap();
    assert!(ids[0] > ids[1] && ids[1] > second.items[0].id && second.next.is_none());
    let hours = |hours: i64| Instant::from_microseconds(now().microseconds() + hours * 3_600_000_000);
    for (filter, expected) in [
        (
            JournalFilter {
                kind: Some("account".into()),
                ..JournalFilter::default()
            },
            3,
        ),
        (
            JournalFilter {
                kind: Some("programme".into()),
                ..JournalFilter::default()
            },
            0,
        ),
        (
            JournalFilter {
                actor: Some(REVIEWER),
                ..JournalFilter::default()
            },
            3,
        ),
        (
            JournalFilter {
                from: hours(-1),
                until: hours(1),
                ..JournalFilter::default()
            },
            3,
        ),
        (
            JournalFilter {
                until: hours(-1),
                ..JournalFilter::default()
            },
            0,
        ),
    ] {
        let found = store.list_journal(&filter, &PageRequest::first(50)).await.unwrap();
        assert_eq!(found.items.len(), expected, "{filter:?}");
    }
    for sql in [
        "DELETE FROM reference_change",
        "UPDATE reference_change SET actor_name = 'nobody'",
    ] {
        let refused = home.change(sql).unwrap_err();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn a_token_works_until_its_end_and_one_made_later_outlives_the_one_given_with_the_account() {
    let (_folder, store) = samples::filled().await;
    let later = Instant::from_microseconds(now().microseconds() + 1_000_000).unwrap();
    let token = |hash, expires_at| NewToken {
        hash,
        user: REVIEWER,
        name: "Ledger".to_owned(),
        created_at: now(),
        expires_at,
    };
    assert!(
        store
            .create_token(token([7; 32], Some(later)), entry("account/x", "token_made"))
            .await
            .unwrap()
    );
    let found = |at| store.find_token([7; 32], at);
    assert_eq!(found(now()).await.unwrap().map(|found| found.user), Some(REVIEWER));
    assert_eq!(found(later).await.unwrap(), None);
    let today = jiff::civil::date(2026, 9, 1);
    store.touch_token([7; 32], today).await.unwrap();
    store
        .put_reference(samples::reference(), samples::credentials())
        .await
        .unwrap();
    let names: Vec<_> = store.tokens_of(REVIEWER).await.unwrap();
    assert_eq!(
        names
            .iter()
            .filter_map(|token| token.name.as_deref())
            .collect::<Vec<_>>(),
        ["Ledger"]
    );
    assert_eq!((names.len(), names[0].used_on), (2, Some(today)));
    assert!(
        store
            .revoke_token(REVIEWER, [7; 32], entry("account/x", "token_revoked"))
            .await
            .unwrap()
    );
    assert!(
        !store
            .revoke_token(REVIEWER, [7; 32], entry("account/x", "token_revoked"))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_first_start_goes_from_nothing_over_its_steps_to_its_end_and_its_link_is_the_newest() {
    let (_folder, store) = samples::empty().await;
    assert_eq!(store.setup().await.unwrap(), Setup::NotBegun);
    assert!(store.put_setup_link([1; 32]).await.unwrap() && store.put_setup_link([2; 32]).await.unwrap());
    assert!(!store.is_setup_link([1; 32]).await.unwrap() && store.is_setup_link([2; 32]).await.unwrap());
    let mut puts = vec![
        Put::ReviewCalendar(samples::reference().review_calendar),
        Put::Vendor {
            name: name("Halden"),
            language: Language::Swedish,
        },
        Put::Policy(samples::reference().policy),
        Put::Account(person(0xc0, Role::SystemAdmin)),
    ];
    puts.push(Put::SetupStep("you"));
    put(&store, puts, None).await.unwrap();
    assert!(matches!(store.setup().await.unwrap(), Setup::UnderWay(steps) if steps.contains("you")));
    put(&store, vec![Put::SetupStep("done"), Put::NoSetupLink], None)
        .await
        .unwrap();
    assert_eq!(store.setup().await.unwrap(), Setup::Done);
    assert!(!store.put_setup_link([3; 32]).await.unwrap());
    assert_eq!(store.load_reference().await.unwrap().language, Language::Swedish);
}
