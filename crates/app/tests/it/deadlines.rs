//! Deadlines take effect once, dated at themselves, whoever notices and however late.

use std::time::Duration;

use app::timers::{catch_up, run_due};
use app::{Expected, HandleError};
use domain::claim::{Claim, Command, Place, Refusal};
use rusqlite::Connection;
use testkit::Persona;
use testkit::commands::{instant, resubmit};

use crate::world::{World, everything, refusal};

/// The last instant of an answer to what was asked at the beginning of every world: the end of Monday, 21 September,
/// in São Paulo.
const ANSWER_DUE: &str = "2026-09-22T03:00:00Z";
const JUST_IN_TIME: &str = "2026-09-22T02:59:59.999999Z";

/// What the clock did: event, date, when it was noticed.
async fn lapses(world: &World, claim: &Claim) -> Vec<(&'static str, String, String)> {
    let entries = world.entries(claim).await;
    let by_clock = entries
        .iter()
        .filter(|entry| entry.actor == domain::party::ActorStamp::Clock);
    by_clock
        .map(|entry| (entry.event.code(), entry.at.to_string(), entry.recorded_at.to_string()))
        .collect()
}

fn noticed(at: &str, lapses: &[(&'static str, &str)]) -> Vec<(&'static str, String, String)> {
    lapses
        .iter()
        .map(|(code, dated)| (*code, (*dated).to_owned(), at.to_owned()))
        .collect()
}

#[tokio::test]
async fn an_answer_counts_until_the_last_microsecond() {
    let world = World::new().await;
    let claim = world.asked(1).await;
    world.at(JUST_IN_TIME);
    let answered = world.run(Persona::Ana, claim.number, resubmit()).await.unwrap();
    assert_eq!(answered.claim.place(), Place::SubmittedResubmission);
}

#[tokio::test]
async fn what_passed_before_a_command_stands_though_the_command_is_refused() {
    let world = World::new().await;
    let claim = world.asked(1).await;
    world.at(ANSWER_DUE);
    let refused = world.run(Persona::Ana, claim.number, resubmit()).await;
    assert_eq!(refusal(refused), Refusal::WrongStatus(Place::Disputable));
    assert_eq!(world.stored(claim.number).await.place(), Place::Disputable);
    let expected = [
        ("reminder_sent", "2026-09-17T11:00:00Z"),
        ("reminder_sent", "2026-09-21T11:00:00Z"),
        ("answer_lapsed", ANSWER_DUE),
    ];
    assert_eq!(lapses(&world, &claim).await, noticed(ANSWER_DUE, &expected));
    world.assert_sound().await;
}

#[tokio::test]
async fn a_deadline_that_passes_while_the_request_comes_in_counts() {
    let world = World::new().await;
    for (n, expected) in [(1, false), (2, true)] {
        world.at(testkit::claims::START);
        let claim = world.asked(n).await;
        world.at(JUST_IN_TIME);
        let loaded = world.load(Persona::Ana, claim.number).await.unwrap();
        let expected = if expected {
            Expected::Version(loaded.claim.version)
        } else {
            Expected::Any
        };
        world.at(ANSWER_DUE);
        let outcome = app::execute(&world.env, &Persona::Ana.actor(), loaded, expected, resubmit(), None).await;
        match expected {
            Expected::Any => assert_eq!(refusal(outcome), Refusal::WrongStatus(Place::Disputable)),
            _ => assert!(matches!(outcome, Err(HandleError::Stale(_))), "{outcome:?}"),
        }
        assert_eq!(world.stored(claim.number).await.place(), Place::Disputable);
    }
}

#[tokio::test]
async fn after_a_weeks_downtime_everything_passed_is_carried_out_once_in_order_and_its_lateness_is_kept() {
    let world = World::new().await;
    let asked = world.asked(1).await;
    let queued = world.submitted(2).await;
    let approved = world.approved(3).await;
    let draft = world.draft(4).await;
    let back = "2026-09-24T10:00:00Z";
    world.at(back);
    let world = world.restarted().await;
    assert_eq!(world.stored(asked.number).await.place(), Place::AwaitingAnswer);
    assert_eq!(catch_up(&world.env).await.unwrap(), 3);

    let answer_lapsed = [
        ("reminder_sent", "2026-09-17T11:00:00Z"),
        ("reminder_sent", "2026-09-21T11:00:00Z"),
        ("answer_lapsed", ANSWER_DUE),
    ];
    assert_eq!(lapses(&world, &asked).await, noticed(back, &answer_lapsed));
    let queue_passed = [
        ("reminder_sent", "2026-09-21T12:00:00Z"),
        ("clock_passed", "2026-09-22T04:00:00Z"),
    ];
    assert_eq!(lapses(&world, &queued).await, noticed(back, &queue_passed));
    assert_eq!(
        lapses(&world, &approved).await,
        noticed(back, &[("consent_lapsed", "2026-09-22T03:00:00Z")])
    );
    assert_eq!(lapses(&world, &draft).await, []);
    for (claim, place) in [
        (&asked, Place::Disputable),
        (&queued, Place::SubmittedFirst),
        (&approved, Place::InForce),
    ] {
        assert_eq!(world.stored(claim.number).await.place(), place);
    }
    // The window to dispute runs from the lapse, not from when it was noticed.
    let window = world.stored(asked.number).await.next_wake_up().unwrap();
    assert_eq!(window.at, instant("2026-10-23T03:00:00Z"));

    let before = world.dump();
    assert_eq!(run_due(&world.env).await.unwrap(), 0);
    assert_eq!(catch_up(&world.env).await.unwrap(), 0);
    world.assert_unchanged(&before);
    world.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_many_notice_a_deadline_at_once_it_passes_once() {
    let world = World::new().await;
    let claim = world.asked(1).await;
    world.at("2026-11-30T10:00:00Z");
    let loads = (0..16).map(|n| {
        let persona = [Persona::Ana, Persona::Greta, Persona::Milo][n % 3];
        let world = &world;
        async move { world.load(persona, claim.number).await.unwrap().claim }
    });
    let (loaded, due) = tokio::join!(futures_util::future::join_all(loads), catch_up(&world.env));
    due.unwrap();
    assert!(loaded.iter().all(|claim| claim.place() == Place::Final));
    let codes: Vec<_> = lapses(&world, &loaded[0])
        .await
        .into_iter()
        .map(|(code, ..)| code)
        .collect();
    assert_eq!(
        codes,
        [
            "reminder_sent",
            "reminder_sent",
            "answer_lapsed",
            "dispute_window_lapsed"
        ]
    );
    world.assert_sound().await;
}

#[tokio::test]
async fn what_a_dead_node_has_taken_is_done_when_its_lease_runs_out_or_somebody_catches_up() {
    let world = World::new().await;
    let first = world.asked(1).await.number;
    let second = world.asked(2).await.number;
    world.at(ANSWER_DUE);
    let lease = Duration::from_secs(30);
    let store = &world.env.store;
    let taken = store
        .take_due_claims(world.env.now(), world.env.wall_clock.now(), lease, 1)
        .await
        .unwrap();
    assert_eq!(taken.len(), 1);
    assert_eq!(run_due(&world.env).await.unwrap(), 1);
    assert_eq!(world.stored(first).await.place(), Place::AwaitingAnswer);
    assert_eq!(world.stored(second).await.place(), Place::Disputable);

    world.wall_passes(Duration::from_secs(31));
    assert_eq!(run_due(&world.env).await.unwrap(), 1);
    assert_eq!(world.stored(first).await.place(), Place::Disputable);

    world.at("2026-10-23T03:00:00Z");
    store
        .take_due_claims(world.env.now(), world.env.wall_clock.now(), lease, 10)
        .await
        .unwrap();
    assert_eq!(run_due(&world.env).await.unwrap(), 0);
    assert_eq!(catch_up(&world.env).await.unwrap(), 2);
    for number in [first, second] {
        assert_eq!(world.stored(number).await.place(), Place::Final);
    }
}

#[tokio::test]
async fn a_stale_wake_up_does_nothing() {
    let world = World::new().await;
    let claim = world.asked(1).await;
    let connection = Connection::open(world.env.store.database().unwrap()).unwrap();
    assert_eq!(connection.execute("UPDATE claim SET wake_at = 7", []).unwrap(), 1);
    let entries = world.entries(&claim).await;
    run_due(&world.env).await.unwrap();
    catch_up(&world.env).await.unwrap();
    assert_eq!(world.entries(&claim).await, entries);
    assert_eq!(world.stored(claim.number).await, claim);
}

#[tokio::test]
async fn a_draft_nobody_touches_is_discarded_and_only_its_history_is_left() {
    let world = World::new().await;
    let draft = world.draft(1).await;
    world.at("2026-12-14T02:59:59Z");
    world.load(Persona::Ana, draft.number).await.unwrap();
    // Ninety days after 14 September comes 13 December; its end in São Paulo:
    world.at("2026-12-14T03:00:00Z");
    for persona in [Persona::Ana, Persona::Milo] {
        let gone = world.load(persona, draft.number).await;
        assert!(matches!(gone, Err(HandleError::NotFound)), "{gone:?}");
    }
    let discard = world.run(Persona::Ana, draft.number, Command::Discard).await;
    assert!(matches!(discard, Err(HandleError::NotFound)), "{discard:?}");
    let history = world
        .env
        .store
        .find_discarded(&everything(), draft.number)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(history.claim.place(), Place::Discarded);
    let codes: Vec<_> = lapses(&world, &history.claim)
        .await
        .into_iter()
        .map(|(code, ..)| code)
        .collect();
    assert_eq!(codes, ["reminder_sent", "reminder_sent", "discarded"]);
    assert_eq!(world.draft(2).await.number.sequence, 2);
    world.assert_sound().await;
}

#[tokio::test]
async fn a_claim_that_cannot_be_read_keeps_no_other_from_its_deadline() {
    let world = World::new().await;
    let mut claims = Vec::new();
    for n in 1..=4 {
        claims.push(world.asked(n).await);
    }
    Connection::open(world.env.store.database().unwrap())
        .unwrap()
        .execute(
            "UPDATE claim SET body = '{}' WHERE id = ?1",
            [claims[0].id.0.as_bytes()],
        )
        .unwrap();
    world.at(ANSWER_DUE);
    assert!(matches!(catch_up(&world.env).await, Err(HandleError::Fault(_))));
    for claim in &claims[1..] {
        assert_eq!(world.stored(claim.number).await.place(), Place::Disputable);
    }
}
