use domain::claim::{Event, Place};
use domain::instant::Instant;
use store::NewSession;
use testkit::claim_in;

use super::lives;
use super::samples::{self, USER, at};

fn far() -> Instant {
    at(100 * 365 * 24 * 60 * 60)
}

#[tokio::test]
async fn an_empty_store_waits_for_nothing() {
    let (_folder, store) = samples::filled().await;
    let pulse = store.pulse(far(), at(0)).await.unwrap();
    assert_eq!(
        (pulse.queued_since, pulse.due_since, pulse.unsent_since),
        (None, None, None)
    );
    assert_eq!((pulse.queued, pulse.due, pulse.unsent, pulse.sessions), (0, 0, 0, 0));
    assert!(pulse.size_bytes > 0);
}

#[tokio::test]
async fn what_waits_is_told_with_its_beginning() {
    let (_folder, store) = samples::filled().await;
    lives::put(&store, Place::ReviewFirst, 1).await;
    lives::put(&store, Place::Final, 2).await;
    let reviewed = store.pulse(far(), at(0)).await.unwrap();
    assert_eq!(
        (reviewed.queued_since, reviewed.queued),
        (None, 1),
        "what is under review has been begun"
    );
    let waiting = lives::put(&store, Place::SubmittedResubmission, 3).await;
    let entries = claim_in(Place::SubmittedResubmission).entries;
    let resubmitted = entries
        .iter()
        .rfind(|entry| matches!(entry.event, Event::Resubmitted { .. }));
    let pulse = store.pulse(far(), at(0)).await.unwrap();
    assert_eq!(pulse.queued_since, resubmitted.map(|entry| entry.at));
    assert_eq!(pulse.queued, 2);

    // Deadlines count once they have passed, messages until they are sent, sessions while they hold.
    let due_at = waiting.timers.iter().map(|timer| timer.due.due_at).min().unwrap();
    let early = store.pulse(entries[0].at, at(0)).await.unwrap();
    assert_eq!((early.due_since, early.due), (None, 0));
    assert!(
        pulse.due_since.is_some_and(|since| since <= due_at) && pulse.due == 2,
        "{pulse:?}"
    );
    assert!(pulse.unsent > 0 && pulse.unsent_since.is_some(), "{pulse:?}");
    for message in store
        .take_messages(at(0), std::time::Duration::from_secs(1), 200)
        .await
        .unwrap()
    {
        store.finish_message(message.id, at(1)).await.unwrap();
    }
    let new = NewSession {
        hash: [1; 32],
        user: USER,
        secret: [2; 32],
        created_at: at(0),
        expires_at: at(100),
    };
    store.create_session(new).await.unwrap();
    let sent = store.pulse(far(), at(99)).await.unwrap();
    assert_eq!((sent.unsent_since, sent.unsent, sent.sessions), (None, 0, 1));
    assert_eq!(store.pulse(far(), at(100)).await.unwrap().sessions, 0);
}
