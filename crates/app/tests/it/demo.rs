//! The demo's clock.

use app::demo::{Advance, AdvanceError, advance};
use domain::claim::Place;
use testkit::commands::instant;

use crate::world::World;

async fn to(world: &World, step: Advance) -> String {
    advance(&world.env, step).await.unwrap().to_string()
}

const HOUR: i64 = 3_600_000_000;

#[tokio::test]
async fn it_stands_still_until_it_is_advanced_and_survives_a_restart() {
    let world = World::demo().await;
    assert_eq!(world.env.now(), instant(testkit::claims::START));
    assert_eq!(to(&world, Advance::By(HOUR)).await, "2026-09-14T16:00:00Z");
    assert_eq!(to(&world, Advance::By(0)).await, "2026-09-14T16:00:00Z");
    let world = world.restarted().await;
    assert_eq!(world.env.now(), instant("2026-09-14T16:00:00Z"));
    assert_eq!(
        to(&world, Advance::To(instant("2026-09-14T16:00:00.000001Z"))).await,
        "2026-09-14T16:00:00.000001Z"
    );
}

#[tokio::test]
async fn it_never_goes_back() {
    let world = World::demo().await;
    to(&world, Advance::By(HOUR)).await;
    let before = world.dump();
    for back in [
        Advance::By(-1),
        Advance::By(i64::MIN),
        Advance::To(instant("2026-09-14T15:59:59.999999Z")),
    ] {
        let refused = advance(&world.env, back).await;
        assert!(
            matches!(refused, Err(AdvanceError::Backwards | AdvanceError::TooFar)),
            "{refused:?}"
        );
    }
    for far in [Advance::By(i64::MAX), Advance::To(instant("2200-01-01T00:00:01Z"))] {
        let refused = advance(&world.env, far).await;
        assert!(matches!(refused, Err(AdvanceError::TooFar)), "{refused:?}");
    }
    world.assert_unchanged(&before);
    assert_eq!(world.env.now(), instant("2026-09-14T16:00:00Z"));
}

#[tokio::test]
async fn a_business_day_is_the_review_teams_at_the_same_hour() {
    let world = World::demo().await;
    // Monday 11:00 in New York; then over a weekend, a day off, and the end of summer time.
    assert_eq!(to(&world, Advance::BusinessDay).await, "2026-09-15T15:00:00Z");
    to(&world, Advance::To(instant("2026-09-18T15:00:00Z"))).await;
    assert_eq!(to(&world, Advance::BusinessDay).await, "2026-09-21T15:00:00Z");
    to(&world, Advance::To(instant("2026-10-30T15:00:00Z"))).await;
    assert_eq!(to(&world, Advance::BusinessDay).await, "2026-11-02T16:00:00Z");
    to(&world, Advance::To(instant("2026-11-25T16:00:00Z"))).await;
    assert_eq!(to(&world, Advance::BusinessDay).await, "2026-11-27T16:00:00Z");
}

#[tokio::test]
async fn everything_due_is_done_when_it_answers_step_by_step_to_the_end() {
    let world = World::demo().await;
    let asked = world.asked(1).await;
    let approved = world.approved(2).await;
    let steps = [
        "2026-09-17T11:00:00Z",
        "2026-09-21T11:00:00Z",
        "2026-09-22T03:00:00Z",
        "2026-10-23T03:00:00Z",
    ];
    for step in steps {
        assert_eq!(to(&world, Advance::NextDeadline).await, step);
    }
    assert_eq!(world.stored(asked.number).await.place(), Place::Final);
    assert_eq!(world.stored(approved.number).await.place(), Place::InForce);
    // Nothing is waited for any more.
    assert_eq!(to(&world, Advance::NextDeadline).await, steps[3]);
    let unsent = world
        .dump()
        .iter()
        .filter(|row| row.starts_with("message: ") && row.contains("Null, Null]"))
        .count();
    assert_eq!(unsent, 0, "messages are handed on");
    world.assert_sound().await;
}

#[tokio::test]
async fn what_a_node_that_died_had_taken_is_done_by_the_next_advance() {
    let world = World::demo().await;
    let asked = world.asked(1).await;
    let later = instant("2026-09-22T03:00:00Z");
    world.env.store.advance_demo_clock(later).await.unwrap();
    let lease = std::time::Duration::from_secs(30);
    world
        .env
        .store
        .take_due_claims(later, world.env.wall_clock.now(), lease, 10)
        .await
        .unwrap();
    let world = world.restarted().await;
    to(&world, Advance::By(0)).await;
    assert_eq!(world.stored(asked.number).await.place(), Place::Disputable);
}

#[tokio::test]
async fn the_machines_time_cannot_be_advanced() {
    let world = World::new().await;
    let refused = advance(&world.env, Advance::By(HOUR)).await;
    assert!(matches!(refused, Err(AdvanceError::NoDemo)), "{refused:?}");
}
