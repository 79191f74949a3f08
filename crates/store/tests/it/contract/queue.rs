// What waits, counted and found: for reviewers, and for whoever changes what claims run by.

use domain::claim::{Entry, Event, Place};
use domain::id::{ClaimNumber, UserId};
use domain::party::ActorStamp;
use domain::text::Note;
use jiff::civil::date;
use store::{ClaimFilter, Met, QueueDays, Store, Workload};
use testkit::{Firm, Persona};

use super::engine::Home;
use super::histories::{Life, all, empty, scope};

/// Two claims in each place, and one whose partner has asked for more time.
async fn waiting() -> (Home, Store, Vec<Life>) {
    let (home, store) = empty().await;
    let mut lives = Vec::new();
    for (n, place) in (1..).zip(Place::ALL.into_iter().flat_map(|place| [place, place])) {
        lives.push(Life::numbered(n, place));
    }
    let mut asking = Life::numbered(99, Place::AwaitingAnswer);
    asking.entries.push(Entry {
        at: testkit::commands::instant("2027-01-01T00:00:00Z"),
        recorded_at: testkit::commands::instant("2027-01-01T00:00:00Z"),
        actor: ActorStamp::Clock,
        event: Event::ExtensionRequested {
            comment: Note::parse("The customer is away.").unwrap(),
        },
    });
    lives.push(Life::folded(asking.entries));
    for life in &lives {
        life.commit(&store).await;
    }
    (home, store, lives)
}

fn is_in_queue(life: &&Life) -> bool {
    store::queue_cursor(&life.claim).is_some()
}

#[tokio::test]
async fn the_queue_is_counted_by_reviewer_and_by_filter() {
    let (_home, store, lives) = waiting().await;
    let queue: Vec<&Life> = lives.iter().filter(is_in_queue).collect();
    let days = QueueDays {
        today: date(2020, 1, 1),
        week_end: date(2020, 1, 8),
    };
    let counted = store.count_workload(&all(), days, 1000).await.unwrap();
    let of = |reviewer: Option<UserId>| {
        let open = queue.iter().filter(|life| life.claim.reviewer == reviewer).count();
        Workload {
            reviewer,
            open: i64::try_from(open).unwrap(),
            ..Workload::default()
        }
    };
    assert!(queue.len() > 4 && counted.len() > 1, "{counted:?}");
    for workload in &counted {
        assert_eq!(*workload, of(workload.reviewer));
    }
    assert_eq!(
        counted.iter().map(|workload| workload.open).sum::<i64>(),
        queue.len() as i64
    );
    let late = QueueDays {
        today: date(2090, 1, 1),
        week_end: date(2090, 1, 8),
    };
    let counted = store.count_workload(&all(), late, 3).await.unwrap();
    assert_eq!(counted.iter().map(|workload| workload.late).sum::<i64>(), 3);

    let none = ClaimFilter::default();
    assert_eq!(
        store.count_queue(&all(), &none, 1000).await.unwrap(),
        queue.len() as i64
    );
    assert_eq!(store.count_queue(&all(), &none, 2).await.unwrap(), 2);
    assert_eq!(store.count_queue(&scope(Persona::Elena), &none, 1000).await.unwrap(), 0);
}

#[tokio::test]
async fn those_who_ask_for_more_time_are_found() {
    let (_home, store, lives) = waiting().await;
    let found = store.list_more_time(&all(), None).await.unwrap();
    let numbers: Vec<ClaimNumber> = found.items.iter().map(|stored| stored.claim.number).collect();
    assert_eq!(numbers, [lives.last().unwrap().number()]);
}

#[tokio::test]
async fn claims_are_found_by_their_numbers_within_a_scope() {
    let (_home, store, lives) = waiting().await;
    let asked: Vec<ClaimNumber> = lives.iter().rev().map(Life::number).collect();
    let kept = lives.iter().rev().filter(|life| life.claim.place() != Place::Discarded);
    let expected: Vec<ClaimNumber> = kept.map(Life::number).collect();
    for (scope, expected) in [
        (all(), expected.clone()),
        (scope(Persona::Ana), expected),
        (scope(Persona::Elena), Vec::new()),
    ] {
        let found = store.find_claims(&scope, &asked).await.unwrap();
        let found: Vec<ClaimNumber> = found.iter().map(|stored| stored.claim.number).collect();
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn a_change_says_how_many_claims_it_meets() {
    let (_home, store, lives) = waiting().await;
    let running = || lives.iter().filter(|life| !life.claim.deadlines().is_empty());
    let first = &lives[0].claim;
    let programme = first.details.programme.clone().unwrap();
    let is_draft = |life: &&Life| life.claim.place() == Place::Draft;
    let met = Met {
        submitted: running().filter(|life| !is_draft(life)).count() as i64,
        drafts: running().filter(is_draft).count() as i64,
        is_all: true,
    };
    assert_eq!(store.count_running_under(&programme).await.unwrap(), met);
    let all = running().count() as i64;
    assert!(all > 0);
    assert_eq!(store.count_running().await.unwrap(), all);
    let location = &first.details.location;
    assert_eq!(
        store.count_running_at(Firm::ValeVerde.id(), location).await.unwrap(),
        all
    );
    assert_eq!(store.count_running_at(Firm::Sierra.id(), location).await.unwrap(), 0);
    let reviewer = lives
        .iter()
        .filter(is_in_queue)
        .find_map(|life| life.claim.reviewer)
        .unwrap();
    let assigned = lives
        .iter()
        .filter(is_in_queue)
        .filter(|life| life.claim.reviewer == Some(reviewer));
    assert_eq!(store.count_assigned(reviewer).await.unwrap(), assigned.count() as i64);
    let product = &first.lines[0].item.product;
    assert!(store.count_claiming(product).await.unwrap().submitted > 0);
}
