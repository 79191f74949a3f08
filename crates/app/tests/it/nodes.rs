//! Two nodes on one PostgreSQL, whose clocks differ by two seconds.

use std::sync::Arc;
use std::time::Duration;

use app::demo::{Advance, advance};
use app::settings::{Change, Intent, SettingsError, account_subject, change, revision};
use app::timers::run_due;
use app::{Env, Expected, outbox};
use domain::claim::{Place, Refusal};
use domain::party::{Person, Standing};
use testkit::Persona;
use testkit::commands::{dispute, instant, resubmit};

use crate::world::{SKEW, World, refusal};

/// The last instant of an answer to what was asked at the beginning of every world.
const ANSWER_DUE: &str = "2026-09-22T03:00:00Z";
/// Two seconds later.
const ANSWER_DUE_BEHIND: &str = "2026-09-22T03:00:02Z";

async fn due(env: &Arc<Env>) -> usize {
    run_due(env).await.unwrap()
}

#[tokio::test]
async fn clocks_that_differ_by_two_seconds_date_no_entry_before_the_one_it_follows() {
    let (ahead, behind) = World::pair().await;
    let claim = ahead.asked(1).await;
    ahead.at(ANSWER_DUE);
    // By the clock behind the answer would still be in time; what the other node noticed stands.
    assert_eq!(behind.env.now(), instant("2026-09-22T02:59:58Z"));
    assert_eq!(due(&ahead.env).await, 1);
    behind.run(Persona::Ana, claim.number, dispute()).await.unwrap();
    let entries = ahead.entries(&claim).await;
    assert!(entries.is_sorted_by_key(|entry| entry.at), "{entries:#?}");
    assert_eq!(entries.last().unwrap().at, instant(ANSWER_DUE));

    // And by the clock ahead it is too late two seconds before it is by the other.
    ahead.at(testkit::claims::START);
    let claim = ahead.asked(2).await;
    ahead.at(ANSWER_DUE);
    let answered = behind.run(Persona::Ana, claim.number, resubmit()).await.unwrap();
    assert_eq!(answered.claim.place(), Place::SubmittedResubmission);
    ahead.assert_sound().await;
}

#[tokio::test]
async fn each_deadline_is_carried_out_once_by_one_of_two_nodes() {
    let (ahead, behind) = World::pair().await;
    let mut claims = Vec::new();
    for n in 1..=12 {
        claims.push(ahead.asked(n).await);
    }
    ahead.at(ANSWER_DUE_BEHIND);
    let mut done = 0;
    while done < claims.len() {
        let (first, second) = tokio::join!(due(&ahead.env), due(&behind.env));
        done += first + second;
        assert!(first + second > 0, "{done} done");
    }
    assert_eq!(done, claims.len());
    for claim in &claims {
        let entries = behind.entries(claim).await;
        let lapsed = entries.iter().filter(|entry| entry.event.code() == "answer_lapsed");
        assert_eq!(lapsed.count(), 1);
    }
    let (first, second) = tokio::join!(outbox::run_waiting(&ahead.env), outbox::run_waiting(&behind.env));
    let posted = first.unwrap() + second.unwrap();
    let written = ahead.env.store.vitals().await.unwrap();
    assert!(posted > claims.len() && written.unsent_since.is_none());
    ahead.assert_sound().await;
}

#[tokio::test]
async fn what_a_dead_node_has_taken_another_takes_after_its_lease() {
    let (ahead, behind) = World::pair().await;
    let claim = ahead.asked(1).await;
    ahead.at(ANSWER_DUE_BEHIND);
    // Taken by a node that then dies.
    let (store, wall) = (&ahead.env.store, ahead.env.wall_clock.now());
    let taken = store
        .take_due_claims(ahead.env.now(), wall, app::timers::LEASE, 10)
        .await;
    assert_eq!(taken.unwrap().len(), 1);
    assert_eq!(due(&behind.env).await, 0);
    ahead.wall_passes(app::timers::LEASE);
    assert_eq!(due(&behind.env).await, 0, "its clock is behind");
    ahead.wall_passes(SKEW);
    assert_eq!(due(&behind.env).await, 1);
    assert_eq!(behind.stored(claim.number).await.place(), Place::Disputable);
    assert!(app::timers::LEASE + SKEW <= Duration::from_secs(15));
}

#[tokio::test]
async fn the_demos_clock_goes_on_all_nodes() {
    let (first, second) = World::demo_pair().await;
    let claim = first.asked(1).await;
    advance(&first.env, Advance::To(instant("2026-09-20T12:00:00Z")))
        .await
        .unwrap();
    // Not told yet; whoever asks is.
    second.env.look_around().await.unwrap();
    assert_eq!(second.env.now(), instant("2026-09-20T12:00:00Z"));
    let loaded = first.load(Persona::Ana, claim.number).await.unwrap();
    let reached = advance(&second.env, Advance::By(86_400_000_000 * 2)).await.unwrap();
    assert_eq!(reached, instant("2026-09-22T12:00:00Z"));
    assert_eq!(second.stored(claim.number).await.place(), Place::Disputable);
    // A command that the other's time has overtaken is judged anew by that time.
    let executed = app::execute(
        &first.env,
        &Persona::Ana.actor(),
        loaded,
        Expected::Any,
        resubmit(),
        None,
    )
    .await;
    assert_eq!(refusal(executed), Refusal::WrongStatus(Place::Disputable));
    assert_eq!(first.env.now(), reached);
}

fn resting(person: Person) -> Change {
    Change::Account(Person {
        standing: Standing::Inactive,
        ..person
    })
}

#[tokio::test]
async fn settings_that_one_node_changes_hold_on_the_other() {
    let (first, second) = World::pair().await;
    let person = |env: &Env, persona: Persona| env.directory().person(persona.id()).cloned().unwrap();
    let admin = Persona::ALL.into_iter().map(|persona| person(&first.env, persona));
    let admin = admin.into_iter().find(|one| one.role.code() == "system_admin").unwrap();
    let ana = person(&first.env, Persona::Ana);
    let seen = revision(&first.env, &account_subject(ana.id)).await.unwrap();
    change(&first.env, &admin, Intent::Change(seen), resting(ana.clone()))
        .await
        .unwrap();
    // Whoever changes the same on the other node has not seen that.
    let again = change(&second.env, &admin, Intent::Change(seen), Change::Account(ana.clone())).await;
    assert!(matches!(again, Err(SettingsError::Stale(Some(_)))), "{again:?}");
    assert!(!person(&second.env, Persona::Ana).is_active());
}
