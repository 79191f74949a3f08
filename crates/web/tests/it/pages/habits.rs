//! Finding, what was opened last, help.

use std::time::Duration;

use domain::claim::Command;
use testkit::Persona;

use super::world::World;

#[tokio::test]
async fn letters_find_what_is_in_scope_and_nothing_else() {
    let world = World::start().await;
    let number = world.submitted_for(1).await;
    let ana = world.signed_in(Persona::Ana).await;
    let link = format!(r#"href="/claims/{number}""#);
    // The whole number, its end, and its end with the year.
    let digits = number.rsplit('-').next().expect("digits").trim_start_matches('0');
    for query in [&number, digits, number.trim_start_matches("CPOR-")] {
        for path in ["/find", "/find/options"] {
            let answer = ana.get(&format!("{path}?q={query}")).await;
            assert_eq!(answer.status, 200);
            assert!(answer.html.contains(&link), "{path} for {query}: {}", answer.html);
        }
    }
    let stranger = world.signed_in(Persona::Elena).await;
    let answer = stranger.get(&format!("/find/options?q={number}")).await;
    assert!(!answer.html.contains(&link), "{}", answer.html);
    ana.get("/find/options?q=new").await.says(r#"href="/claims/new""#);
    let nothing = ana.get("/find?q=%3Cb%3Ezzz").await;
    nothing.says("Nothing begins with");
    assert!(!nothing.html.contains("<b>zzz"));
}

#[tokio::test]
async fn what_was_opened_last_comes_first_and_outlives_a_restart() {
    let world = World::start().await;
    let (first, second) = (world.submitted_for(1).await, world.submitted_for(2).await);
    let ana = world.signed_in(Persona::Ana).await;
    for number in [&first, &second, &first] {
        assert_eq!(ana.get(&format!("/claims/{number}")).await.status, 200);
    }
    // Another node knows it when it is written down: within two seconds.
    let in_order = async || {
        let listed = ana.get("/find/options").await.html;
        let place = |number: &str| listed.find(&format!("/claims/{number}\""));
        place(&first).is_some_and(|first| place(&second).is_some_and(|second| first < second))
    };
    // A claim that isn't there isn't remembered.
    assert_eq!(ana.get("/claims/CPOR-2026-009999").await.status, 404);
    let written = async || {
        let kept = world
            .env
            .store
            .preferences(Persona::Ana.id())
            .await
            .expect("preferences");
        let kept = kept.get("recent").cloned().unwrap_or_default();
        let numbers = kept.split(' ').filter_map(|opening| opening.split('@').next());
        numbers.collect::<Vec<_>>().join(" ")
    };
    if world.is_one_process() {
        assert!(in_order().await, "there at once");
    }
    let expected = format!("{first} {second}");
    for _ in 0..100 {
        if written().await == expected {
            assert!(in_order().await && in_order().await, "whichever node is asked");
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not written down: {}", written().await);
}

#[tokio::test]
async fn a_claim_that_went_out_of_sight_is_no_longer_listed() {
    let world = World::start().await;
    let number = world.draft().await;
    let ana = world.signed_in(Persona::Ana).await;
    assert_eq!(ana.get(&format!("/claims/{number}")).await.status, 200);
    world.run(Persona::Ana, &number, Command::Discard).await;
    let listed = ana.get("/find").await;
    assert!(!listed.html.contains(&number), "{}", listed.html);
}

#[tokio::test]
async fn help_is_read_by_whoever_is_signed_in() {
    let world = World::start().await;
    for persona in [Persona::Ana, Persona::Greta] {
        let browser = world.signed_in(persona).await;
        browser.get("/help").await.says("5 business days");
        browser.get("/help/keys").await.says("<kbd>Ctrl K</kbd>");
    }
    assert_eq!(world.nobody().get("/help").await.status, 303);
}
