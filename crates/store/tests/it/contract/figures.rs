// Figures count what is in scope, and tell how decisions came about.

use std::collections::BTreeMap;

use domain::claim::{Claim, Place, Status, Turn};
use domain::instant::Instant;
use domain::party::Membership;
use store::{ClaimFilter, DecisionStep, PlaceCount};
use testkit::{Firm, Persona};

use super::histories::{Life, empty, scope};

#[tokio::test]
async fn claims_are_counted_where_they_stand_in_a_partners_scope() {
    let (_folder, store) = empty().await;
    let mut claims: Vec<Claim> = Vec::new();
    for n in 1..=42_u32 {
        let life = Life::numbered(n, Place::ALL[n as usize % Place::ALL.len()]).with(|created| {
            if n % 3 == 0 {
                created.partner = Firm::Sierra.id();
            }
            if n % 2 == 0 {
                created.details.location = "1000002".parse().unwrap();
            }
        });
        life.commit(&store).await;
        claims.push(life.claim);
    }
    for persona in [Persona::Ana, Persona::Davi, Persona::Elena] {
        let sees = |claim: &&Claim| {
            let person = persona.person();
            claim.place() != Place::Discarded
                && match &person.membership {
                    Membership::Partner { partner, locations } => {
                        claim.partner == *partner && locations.contains(&claim.details.location)
                    }
                    Membership::Vendor => false,
                }
        };
        let visible: Vec<&Claim> = claims.iter().filter(sees).collect();
        let mut expected: BTreeMap<(Place, Turn), i64> = BTreeMap::new();
        for claim in &visible {
            *expected.entry((claim.place(), claim.turn())).or_default() += 1;
        }
        let scope = scope(persona);
        let counted = store.count_by_place(&scope).await.unwrap();
        let counted: BTreeMap<_, _> = counted
            .iter()
            .map(|PlaceCount { place, turn, count }| ((*place, *turn), *count))
            .collect();
        assert_eq!(counted, expected, "{persona:?}");
        let approved = ClaimFilter {
            statuses: vec![Status::Approved],
            ..ClaimFilter::default()
        };
        let all = visible
            .iter()
            .filter(|claim| claim.place().status() == Status::Approved)
            .count() as i64;
        assert_eq!(store.count_claims(&scope, &approved, 100).await.unwrap(), all);
        assert_eq!(store.count_claims(&scope, &approved, 1).await.unwrap(), all.min(1));
    }
    // Everybody's claims aren't counted for a page.
    assert_eq!(store.count_by_place(&scope(Persona::Milo)).await.unwrap(), []);
}

#[tokio::test]
async fn the_steps_to_a_decision_are_told_of_claims_that_changed_lately() {
    use DecisionStep::{Answered, Asked, Decided, Submitted};
    let (_folder, store) = empty().await;
    let mut last = Vec::new();
    for (n, place) in (1_u32..).zip([
        Place::Draft,
        Place::SubmittedFirst,
        Place::SubmittedResubmission,
        Place::ConsentWindow,
        Place::Disputable,
    ]) {
        let life = Life::numbered(n, place);
        life.commit(&store).await;
        last.push(life.claim.updated_at);
    }
    let ana = scope(Persona::Ana);
    let since = Instant::from_microseconds(0).unwrap();
    let steps = store.list_decision_steps(&ana, since, 10).await.unwrap();
    let of = |n: u32| -> Vec<DecisionStep> {
        let own = steps.iter().filter(|entry| entry.claim.sequence == n);
        own.map(|entry| entry.step).collect()
    };
    assert_eq!((of(1), of(2)), (vec![], vec![]), "no decision can come of these yet");
    assert_eq!(of(3), [Submitted, Asked, Answered]);
    for n in [4, 5] {
        let told = of(n);
        assert_eq!(
            (told.first(), told.last()),
            (Some(&Submitted), Some(&Decided)),
            "{told:?}"
        );
    }
    let newest = *last[2..].iter().max().unwrap();
    assert!(!store.list_decision_steps(&ana, newest, 10).await.unwrap().is_empty());
    let later = Instant::from_microseconds(last.iter().max().unwrap().microseconds() + 1).unwrap();
    assert_eq!(store.list_decision_steps(&ana, later, 10).await.unwrap(), []);
    let one = store.list_decision_steps(&ana, since, 1).await.unwrap();
    assert!(one.iter().all(|entry| entry.claim == one[0].claim), "{one:?}");
    assert!(
        store
            .list_decision_steps(&scope(Persona::Elena), since, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        store
            .list_decision_steps(&scope(Persona::Greta), since, 10)
            .await
            .unwrap()
            .is_empty()
    );
}
