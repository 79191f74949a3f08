// Lists show the claims in scope that match, each once, in their order.

use std::collections::BTreeSet;

use domain::claim::{Activity, Claim, Phase, Place, Status, Turn};
use domain::id::{Guid, Uuid};
use domain::instant::Instant;
use domain::text::{DomainName, Name};
use store::{Change, ClaimFilter, ClaimSort, CursorOf, CustomerKey, PageRequest, ReviewerKey, Store, Stored};
use testkit::{Firm, Persona, Workbench};

use super::histories::{Life, all, empty, scope};

/// Three claims in every place, of two partners, at two locations, under names with accents.
async fn many() -> (super::engine::Home, Store, Vec<Claim>) {
    let (home, store) = empty().await;
    let mut claims = Vec::new();
    for n in 1..=42_u32 {
        let place = Place::ALL[(n as usize * 5) % Place::ALL.len()];
        let life = Life::numbered(n, place).with(|created| {
            if n % 3 == 0 {
                created.partner = Firm::Sierra.id();
            }
            if n % 2 == 0 {
                created.details.location = "1000002".parse().unwrap();
            }
            if n % 5 == 0 {
                created.details.activity = Some(Activity::PreSales);
                created.details.programme = Some("osa".parse().unwrap());
            }
            created.details.name = Some(Name::parse(&format!("Água {n}")).unwrap());
            created.details.customer.name = Some(Name::parse(&format!("Čapek & Söhne {n}")).unwrap());
            created.details.customer.domain = Some(DomainName::parse(&format!("c{n}.example")).unwrap());
        });
        life.commit(&store).await;
        claims.push(life.claim);
    }
    (home, store, claims)
}

const SORTS: [ClaimSort; 3] = [ClaimSort::Number, ClaimSort::UpdatedNewest, ClaimSort::Due];

fn sorted(mut claims: Vec<Claim>, sort: ClaimSort) -> Vec<u32> {
    let due = |claim: &Claim| {
        let first = claim.deadlines().first().map(|timer| timer.due.due_at);
        (first.is_none(), first)
    };
    claims.sort_by_key(|claim| claim.number);
    match sort {
        ClaimSort::Number => {}
        ClaimSort::UpdatedNewest => claims.sort_by_key(|claim| std::cmp::Reverse((claim.updated_at, claim.number))),
        ClaimSort::Due => claims.sort_by_key(due),
        ClaimSort::Found => claims.reverse(),
    }
    claims.iter().map(|claim| claim.number.sequence).collect()
}

fn numbers(items: &[Stored]) -> Vec<u32> {
    items.iter().map(|stored| stored.claim.number.sequence).collect()
}

/// The whole list, page by page.
async fn listed(
    store: &Store,
    scope: &domain::party::Scope,
    filter: &ClaimFilter,
    sort: ClaimSort,
    limit: u16,
) -> Vec<u32> {
    let mut page = PageRequest::first(limit);
    let mut found = Vec::new();
    loop {
        let list = store.list_claims(scope, filter, sort, &page).await.unwrap();
        assert!(list.items.len() <= usize::from(limit));
        found.extend(numbers(&list.items));
        match list.next {
            None => return found,
            Some(next) => {
                assert_eq!(list.items.len(), usize::from(limit));
                page.after = Some(store::Cursor::parse(&next.text(), sort.cursor()).unwrap());
            }
        }
    }
}

type Sees = fn(&Claim) -> bool;

#[tokio::test]
async fn every_list_shows_each_claim_in_scope_once_in_its_order() {
    let (_folder, store, claims) = many().await;
    let kept = |claim: &Claim| claim.place() != Place::Discarded;
    let sees: [(Persona, Sees); 6] = [
        (Persona::Ana, |claim| claim.partner == Firm::ValeVerde.id()),
        (Persona::Davi, |claim| {
            claim.partner == Firm::ValeVerde.id() && claim.details.location.as_str() == "1000001"
        }),
        (Persona::Elena, |claim| claim.partner == Firm::Sierra.id()),
        (Persona::Greta, |claim| claim.submitted_at.is_some()),
        (Persona::Milo, |_| true),
        (Persona::Nora, |_| false),
    ];
    for (persona, sees) in sees {
        let visible: Vec<Claim> = claims
            .iter()
            .filter(|claim| kept(claim) && sees(claim))
            .cloned()
            .collect();
        for sort in SORTS {
            for limit in [1, 7, 200] {
                let found = listed(&store, &scope(persona), &ClaimFilter::default(), sort, limit).await;
                assert_eq!(found, sorted(visible.clone(), sort), "{persona:?} {sort:?} {limit}");
            }
        }
    }
}

type Matches = Box<dyn Fn(&Claim) -> bool>;

fn filters() -> Vec<(ClaimFilter, Matches)> {
    let none = ClaimFilter::default;
    let tenant = Guid(domain::id::Uuid::from_u128(0x7E_0000 + 9));
    let domain = DomainName::parse("c11.example").unwrap();
    let (named_domain, before) = (domain.clone(), testkit::commands::instant("2026-09-23T00:00:00Z"));
    let prefix = |text: &str| ClaimFilter {
        text: Some(text.to_owned()),
        ..none()
    };
    vec![
        (
            ClaimFilter {
                statuses: vec![Status::Rejected, Status::UnderReview],
                ..none()
            },
            Box::new(|claim| matches!(claim.place().status(), Status::Rejected | Status::UnderReview)),
        ),
        (
            ClaimFilter {
                statuses: vec![Status::Submitted],
                phases: vec![Phase::Resubmission],
                ..none()
            },
            Box::new(|claim| claim.place() == Place::SubmittedResubmission),
        ),
        (
            ClaimFilter {
                statuses: vec![Status::Submitted],
                phases: vec![Phase::Final],
                ..none()
            },
            Box::new(|_| false),
        ),
        (
            ClaimFilter {
                turns: vec![Turn::Partner, Turn::Customer],
                ..none()
            },
            Box::new(|claim| matches!(claim.turn(), Turn::Partner | Turn::Customer)),
        ),
        (
            ClaimFilter {
                programmes: vec!["osa".parse().unwrap()],
                ..none()
            },
            Box::new(|claim| claim.number.sequence.is_multiple_of(5)),
        ),
        (
            ClaimFilter {
                activities: vec![Activity::PreSales, Activity::RevenueAssociation],
                ..none()
            },
            Box::new(|claim| claim.number.sequence.is_multiple_of(5)),
        ),
        (
            ClaimFilter {
                customers: vec![CustomerKey::Tenant(tenant), CustomerKey::Domain(domain)],
                ..none()
            },
            Box::new(move |claim| {
                let customer = &claim.details.customer;
                customer.tenant_id == Some(tenant) || customer.domain.as_ref() == Some(&named_domain)
            }),
        ),
        (
            ClaimFilter {
                locations: vec!["1000002".parse().unwrap()],
                ..none()
            },
            Box::new(|claim| claim.number.sequence.is_multiple_of(2)),
        ),
        (
            ClaimFilter {
                reviewers: vec![ReviewerKey::None],
                ..none()
            },
            Box::new(|claim| claim.reviewer.is_none()),
        ),
        (
            ClaimFilter {
                reviewers: vec![ReviewerKey::Person(Persona::Greta.id()), ReviewerKey::None],
                ..none()
            },
            Box::new(|claim| claim.reviewer.is_none_or(|id| id == Persona::Greta.id())),
        ),
        (
            ClaimFilter {
                due_before: Some(before),
                ..none()
            },
            Box::new(move |claim| claim.deadlines().iter().any(|timer| timer.due.due_at < before)),
        ),
        (prefix("  "), Box::new(|_| true)),
        (
            prefix("cpor-2026-00001"),
            Box::new(|claim| (10..20).contains(&claim.number.sequence)),
        ),
        (
            prefix("AGUA 4"),
            Box::new(|claim| matches!(claim.number.sequence, 4 | 40..=42)),
        ),
        (
            prefix("capek & SOHNE 3"),
            Box::new(|claim| matches!(claim.number.sequence, 3 | 30..=39)),
        ),
        (
            prefix("c2"),
            Box::new(|claim| matches!(claim.number.sequence, 2 | 20..=29)),
        ),
        (prefix("%"), Box::new(|_| false)),
        (prefix("' OR 1 --"), Box::new(|_| false)),
    ]
}

#[tokio::test]
async fn filters_narrow_every_list() {
    let (_folder, store, claims) = many().await;
    for (filter, matches) in filters() {
        let kept = |claim: &&Claim| claim.place() != Place::Discarded && matches(claim);
        let matching: Vec<Claim> = claims.iter().filter(kept).cloned().collect();
        for sort in SORTS {
            let found = listed(&store, &all(), &filter, sort, 4).await;
            assert_eq!(found, sorted(matching.clone(), sort), "{filter:?} {sort:?}");
        }
    }
}

#[tokio::test]
async fn a_filter_may_name_thousands() {
    let (_folder, store, claims) = many().await;
    let mut customers: Vec<CustomerKey> = (0..2000)
        .flat_map(|n| {
            let domain = DomainName::parse(&format!("nobody{n}.example")).unwrap();
            [
                CustomerKey::Domain(domain),
                CustomerKey::Tenant(Guid(Uuid::from_u128(n))),
            ]
        })
        .collect();
    let looked_for = |claim: &&Claim| claim.reviewer.is_none() && claim.place() != Place::Discarded;
    let claim = claims.iter().find(looked_for).unwrap();
    customers.extend(claim.details.customer.domain.clone().map(CustomerKey::Domain));
    let filter = ClaimFilter {
        customers,
        reviewers: vec![ReviewerKey::None; 5000],
        ..ClaimFilter::default()
    };
    let found = listed(&store, &all(), &filter, ClaimSort::Number, 10).await;
    assert_eq!(found, [claim.number.sequence]);
}

#[tokio::test]
async fn a_prefix_that_many_begin_with_is_found_the_same() {
    let (_folder, store) = empty().await;
    for n in 1..=600 {
        Life::numbered(n, Place::Draft).commit(&store).await;
    }
    let filter = ClaimFilter {
        text: Some("CPOR-2026".to_owned()),
        ..ClaimFilter::default()
    };
    let found = listed(&store, &scope(Persona::Ana), &filter, ClaimSort::Number, 200).await;
    assert_eq!(found, (1..=600).collect::<Vec<u32>>());
}

#[tokio::test]
async fn many_that_are_due_by_then_are_found_where_a_clock_runs() {
    let (_folder, store) = empty().await;
    let places = [
        Place::SubmittedFirst,
        Place::ReviewFirst,
        Place::AwaitingAnswer,
        Place::InForce,
        Place::Final,
    ];
    let mut claims = Vec::new();
    for (n, place) in (1..=1000).zip(places.into_iter().cycle()) {
        let life = Life::numbered(n, place);
        life.commit(&store).await;
        claims.push(life.claim);
    }
    let due_at = |claim: &Claim| claim.deadlines().first().map(|timer| timer.due.due_at);
    let dues: BTreeSet<_> = claims.iter().filter_map(due_at).collect();
    let (first, last) = (*dues.first().unwrap(), *dues.last().unwrap());
    let just_after = Instant::from_microseconds(last.microseconds() + 1).unwrap();
    // None, fewer than are looked at one by one, and more than those.
    for (before, expected) in [(first, 0), (last, 200), (just_after, 600)] {
        let is_due = |claim: &&Claim| due_at(claim).is_some_and(|due_at| due_at < before);
        let matching: Vec<Claim> = claims.iter().filter(is_due).cloned().collect();
        assert_eq!(matching.len(), expected);
        let filter = ClaimFilter {
            due_before: Some(before),
            ..ClaimFilter::default()
        };
        for sort in SORTS {
            let found = listed(&store, &all(), &filter, sort, 50).await;
            assert_eq!(found, sorted(matching.clone(), sort), "{before:?} {sort:?}");
        }
    }
}

#[tokio::test]
async fn what_changes_between_two_pages_is_neither_shown_twice_nor_hides_others() {
    let (_folder, store, _claims) = many().await;
    let filter = ClaimFilter::default();
    for sort in SORTS {
        let before = listed(&store, &all(), &filter, sort, 200).await;
        let first = store
            .list_claims(&all(), &filter, sort, &PageRequest::first(10))
            .await
            .unwrap();
        // The fifth of the page gets a comment, which moves it to the top of the newest.
        let moved = &first.items[4];
        let id = domain::id::Uuid::from_u128(u128::from(moved.claim.number.sequence));
        let entry = domain::claim::Entry {
            at: testkit::commands::instant("2027-01-01T00:00:00Z"),
            recorded_at: testkit::commands::instant("2027-01-01T00:00:00Z"),
            actor: Persona::Greta.actor().stamp(),
            event: domain::claim::Event::CommentAdded {
                id: domain::id::CommentId(id),
                text: testkit::commands::note("A word"),
                visibility: domain::claim::Visibility::Shared,
            },
        };
        let change = store::ClaimChange {
            before: Some(moved.head),
            after: domain::claim::evolve(moved.claim.clone(), &entry),
            entries: vec![entry],
            messages: Vec::new(),
            links: Vec::new(),
        };
        store.commit(Change::of(change)).await.unwrap();
        let rest = PageRequest {
            limit: 200,
            after: first.next,
        };
        let rest = store.list_claims(&all(), &filter, sort, &rest).await.unwrap();
        let shown: Vec<u32> = numbers(&first.items).into_iter().chain(numbers(&rest.items)).collect();
        assert_eq!(shown, before, "{sort:?}");
    }
}

#[tokio::test]
async fn the_queue_goes_by_due_day_then_resubmissions_then_number() {
    let (_folder, store) = empty().await;
    // Two days, and claims that wait in every way; the first days' clocks are the shorter ones.
    let places = [
        Place::SubmittedFirst,
        Place::ReviewFirst,
        Place::SubmittedResubmission,
        Place::ReviewResubmission,
        Place::ReviewDispute,
        Place::ReviewReopened,
        Place::AwaitingAnswer,
        Place::InForce,
        Place::Draft,
    ];
    let mut waiting = Vec::new();
    for (n, place) in (1..).zip(places.into_iter().chain(places)) {
        let life = Life::numbered(n, place);
        life.commit(&store).await;
        waiting.push(life.claim);
    }
    // Submitted a week earlier and never taken up: its queue clock has passed.
    let late = Workbench::draft_of(Persona::Ana, testkit::reference(), "2026-09-07T15:00:00Z")
        .submitted()
        .at("2026-09-16T15:00:00Z");
    let late = Life::of(100, &late);
    late.commit(&store).await;
    waiting.push(late.claim);

    waiting.retain(|claim| matches!(claim.place().status(), Status::Submitted | Status::UnderReview));
    let key = |claim: &Claim| {
        let days = claim.timers.iter().map(|timer| timer.due.due_on).min();
        let resubmission = claim.place().phase() == Phase::Resubmission;
        (days, !resubmission, claim.number)
    };
    waiting.sort_by_key(key);
    let expected: Vec<u32> = waiting.iter().map(|claim| claim.number.sequence).collect();
    assert_eq!(expected[0], 100, "what is late comes first");

    let mut page = PageRequest::first(3);
    let mut found = Vec::new();
    loop {
        let list = store
            .list_queue(&scope(Persona::Greta), &ClaimFilter::default(), &page)
            .await
            .unwrap();
        found.extend(numbers(&list.items));
        let Some(next) = list.next else { break };
        page.after = Some(store::Cursor::parse(&next.text(), CursorOf::Queue).unwrap());
    }
    assert_eq!(found, expected);
    let disputes = ClaimFilter {
        phases: vec![Phase::Dispute],
        ..ClaimFilter::default()
    };
    let list = store
        .list_queue(&scope(Persona::Judith), &disputes, &PageRequest::first(50))
        .await
        .unwrap();
    assert_eq!(numbers(&list.items), [5, 14]);
}
