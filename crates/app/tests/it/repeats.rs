//! Requests that are repeated: their answer is committed with their effect.

use app::{Expected, HandleError, RenderedAnswer, Repeat};
use domain::claim::Command;
use domain::instant::Instant;
use testkit::Persona;

use crate::world::{World, refusal, request};

fn repeat(key: &str, expires_at: Instant) -> Option<Repeat> {
    Some(Repeat {
        caller: "ana".to_owned(),
        path: "/api/v1/claims".to_owned(),
        key: key.to_owned(),
        body_hash: [9; 32],
        expires_at,
        render: Box::new(|stored| RenderedAnswer {
            status: 200,
            etag: Some(format!("\"{}\"", stored.claim.version.0)),
            location: Some(stored.claim.number.to_string()),
            body: stored.claim.place().status().code().into(),
        }),
    })
}

fn tomorrow(world: &World) -> Instant {
    let now = world.env.wall_clock.now().microseconds();
    Instant::from_microseconds(now + 24 * 3600 * 1_000_000).unwrap()
}

#[tokio::test]
async fn the_answer_is_stored_with_the_effect_and_a_second_effect_is_refused() {
    let world = World::new().await;
    let until = tomorrow(&world);
    let ana = Persona::Ana.actor();
    let create = async |n: u32| {
        let (details, lines) = request(n);
        app::create(&world.env, &ana, details, lines, repeat("k", until)).await
    };
    let created = create(1).await.unwrap();
    let find = async || {
        world
            .env
            .store
            .find_answer("ana", "/api/v1/claims", "k", world.env.wall_clock.now())
            .await
            .unwrap()
    };
    let answer = find().await.unwrap();
    assert_eq!(answer.location, Some(created.claim.number.to_string()));
    assert_eq!(
        (answer.status, answer.etag.as_deref(), answer.body.as_slice()),
        (200, Some("\"1\""), &b"editing"[..])
    );
    assert_eq!((answer.body_hash, answer.expires_at), ([9; 32], until));

    let claims = || world.dump().iter().filter(|row| row.starts_with("claim: ")).count();
    let outcome = create(2).await;
    assert!(matches!(outcome, Err(HandleError::AnswerTaken)), "{outcome:?}");
    assert_eq!(claims(), 1);
    assert_eq!(find().await, Some(answer));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_double_click_is_carried_out_once() {
    let world = World::new().await;
    let until = tomorrow(&world);
    for n in 1..=10 {
        let claim = world.submitted(n).await;
        let key = format!("k{n}");
        let click = async || {
            let seen = world.load(Persona::Greta, claim.number).await.unwrap();
            let version = Expected::Version(claim.version);
            let repeat = repeat(&key, until);
            app::execute(
                &world.env,
                &Persona::Greta.actor(),
                seen,
                version,
                Command::StartReview,
                repeat,
            )
            .await
        };
        let outcomes = futures_util::future::join_all([click(), click(), click()]).await;
        let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(done, 1, "{outcomes:?}");
        for outcome in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert!(
                matches!(outcome, HandleError::AnswerTaken | HandleError::Stale(_)),
                "{outcome:?}"
            );
        }
        let answer = world
            .env
            .store
            .find_answer("ana", "/api/v1/claims", &key, world.env.wall_clock.now())
            .await;
        assert_eq!(answer.unwrap().unwrap().body, b"under_review");
    }
}

#[tokio::test]
async fn a_refusal_is_not_stored_so_that_a_mended_repeat_may_use_the_same_key() {
    let world = World::new().await;
    let until = tomorrow(&world);
    let claim = world.draft(1).await;
    let submit = async || {
        let loaded = world.load(Persona::Ana, claim.number).await.unwrap();
        app::execute(
            &world.env,
            &Persona::Ana.actor(),
            loaded,
            Expected::Any,
            Command::Submit,
            repeat("k", until),
        )
        .await
    };
    let before = world.dump();
    assert_eq!(refusal(submit().await).code(), "incomplete");
    world.assert_unchanged(&before);
    world
        .run(
            Persona::Ana,
            claim.number,
            Command::AddDocument(crate::world::document()),
        )
        .await
        .unwrap();
    submit().await.unwrap();
    let answer = world
        .env
        .store
        .find_answer("ana", "/api/v1/claims", "k", world.env.wall_clock.now())
        .await;
    assert_eq!(answer.unwrap().unwrap().body, b"submitted");
}
