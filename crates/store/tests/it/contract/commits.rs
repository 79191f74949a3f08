// What is committed is what is read, and what is refused leaves nothing behind.

use std::time::Duration;

use domain::claim::{Event, NoticeKind, Place};
use domain::id::{ClaimId, Uuid};
use domain::text::Reference;
use store::{Change, CommitError, Store, StoreError};
use testkit::{Persona, Workbench, claim_in};

use super::histories::{Life, all, answer, empty, link, message, scope};
use super::samples::at;

/// The entries and the claim as the store gives them back.
async fn read(store: &Store, life: &Life) -> Life {
    let claim = match life.claim.place() {
        Place::Discarded => store.find_discarded(&scope(Persona::Milo), life.number()).await,
        _ => store.find_claim(&all(), life.number()).await,
    };
    let entries = store.list_entries(&all(), life.claim.id).await.unwrap();
    let stored = claim.unwrap().unwrap();
    let last = entries.last().unwrap();
    assert_eq!((stored.head.sequence, stored.head.hash), (last.sequence, last.hash));
    Life {
        claim: stored.claim,
        entries: entries.into_iter().map(|stored| stored.entry).collect(),
    }
}

#[tokio::test]
async fn a_claim_in_every_place_is_read_as_it_was_committed_and_is_the_fold_of_its_history() {
    let (_folder, store) = empty().await;
    for (n, place) in (1..).zip(Place::ALL) {
        let life = Life::numbered(n, place);
        life.commit(&store).await;
        let read = read(&store, &life).await;
        assert_eq!(read.claim, life.claim, "{place:?}");
        assert_eq!(read.entries, life.entries, "{place:?}");
        assert_eq!(Life::folded(read.entries).claim, life.claim, "{place:?}");
    }
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

#[tokio::test]
async fn committed_entry_by_entry_a_life_is_the_same_and_its_parts_fit_together_at_every_step() {
    let (_folder, store) = empty().await;
    let bench = claim_in(Place::ReviewDispute)
        .then(Persona::Judith, testkit::commands::request_information())
        .then(Persona::Ana, testkit::commands::resubmit())
        .at("2026-12-01T15:00:00Z");
    let life = Life::of(1, &bench);
    let mut head = None;
    for count in 1..=life.entries.len() {
        let step = life.until(count);
        head = store
            .commit(Change::of(step.change_from(head, count - 1)))
            .await
            .unwrap()
            .pop();
        assert_eq!(read(&store, &step).await.claim, step.claim);
        assert_eq!(store.check_integrity().await.unwrap().findings, []);
    }
    assert_eq!(read(&store, &life).await.entries, life.entries);
}

#[tokio::test]
async fn whoever_did_not_see_the_last_entry_changes_nothing() {
    let (home, store) = empty().await;
    let life = Life::numbered(1, Place::ReviewFirst);
    let seen = life.until(2).commit(&store).await;
    store.commit(Change::of(life.change_from(Some(seen), 2))).await.unwrap();
    let before = home.dump();

    let mut late = life.change_from(Some(seen), 2);
    late.messages.push(message(1, 0));
    late.links.push(link(1));
    let fresh = Life::numbered(2, Place::Draft);
    let mut foreign = Life::numbered(3, Place::Draft).change();
    foreign.after.id = life.claim.id;
    for claims in [
        vec![late.clone()],
        // A new claim whose number or key is there already.
        vec![life.change()],
        vec![foreign],
        // One good change beside a late one.
        vec![fresh.change(), late],
        // A change of a claim that isn't there.
        vec![fresh.change_from(Some(seen), 0)],
    ] {
        let answer = Some(answer("k"));
        let refused = store.commit(Change { claims, answer }).await;
        assert!(matches!(refused, Err(CommitError::Conflict)), "{refused:?}");
        assert_eq!(home.dump(), before);
    }
}

#[tokio::test]
async fn what_another_own_claim_holds_is_refused_and_free_when_it_is_given_up() {
    let (home, store) = empty().await;
    let reference = Reference::parse("PO-7").unwrap();
    let holder = Life::numbered(1, Place::AwaitingAnswer).with(|created| {
        created.details.reference = Some(reference.clone());
    });
    let tenant = holder.claim.details.customer.tenant_id;
    let head = holder.commit(&store).await;
    let before = home.dump();

    let same_lines = Life::numbered(2, Place::SubmittedFirst).with(|created| {
        created.details.customer.tenant_id = tenant;
    });
    let refused = store.commit(Change::of(same_lines.change())).await;
    assert!(
        matches!(refused, Err(CommitError::LineTaken(by)) if by == holder.number()),
        "{refused:?}"
    );
    let same_reference = Life::numbered(3, Place::Draft).with(|created| {
        created.details.reference = Some(reference.clone());
    });
    let refused = store.commit(Change::of(same_reference.change())).await;
    assert!(matches!(refused, Err(CommitError::ReferenceTaken)), "{refused:?}");
    assert_eq!(home.dump(), before);

    // A renewal may stand beside what it renews; a draft holds no lines; another partner is no own duplicate.
    let renewal = Life::numbered(4, Place::SubmittedFirst).with(|created| {
        created.details.customer.tenant_id = tenant;
        created.details.renews = Some(holder.number());
    });
    renewal.commit(&store).await;
    // What renews another claim is no renewal of the holder.
    let second_renewal = Life::numbered(7, Place::SubmittedFirst).with(|created| {
        created.details.customer.tenant_id = tenant;
        created.details.renews = Some(renewal.number());
    });
    let refused = store.commit(Change::of(second_renewal.change())).await;
    assert!(
        matches!(refused, Err(CommitError::LineTaken(by)) if by == holder.number()),
        "{refused:?}"
    );
    let draft = Life::numbered(5, Place::Draft).with(|created| created.details.customer.tenant_id = tenant);
    draft.commit(&store).await;
    let elsewhere = Life::numbered(6, Place::SubmittedFirst).with(|created| {
        created.details.customer.tenant_id = tenant;
        created.details.reference = Some(reference.clone());
        created.partner = testkit::Firm::Sierra.id();
    });
    elsewhere.commit(&store).await;
    let activity = holder.claim.details.activity.unwrap();
    let blocked = store
        .blocked_items(holder.claim.partner, tenant.unwrap(), activity, &[renewal.number()])
        .await
        .unwrap();
    assert_eq!(blocked.len(), 3);
    assert!(blocked.iter().all(|blocked| blocked.by == holder.number()));

    // The holder is rejected for want of an answer: its lines are free, its reference stays its own.
    let mut bench = claim_in(Place::AwaitingAnswer);
    bench.advance_to(testkit::commands::instant("2026-09-25T15:00:00Z"));
    let rejected = Life::of(1, &bench).with(|created| created.details.reference = Some(reference.clone()));
    assert_eq!(rejected.claim.place(), Place::Disputable);
    let lapse = rejected.change_from(Some(head), holder.entries.len());
    store.commit(Change::of(lapse)).await.unwrap();
    let refused = store.commit(Change::of(same_lines.change())).await;
    assert!(
        matches!(refused, Err(CommitError::LineTaken(by)) if by == renewal.number()),
        "{refused:?}"
    );
    second_renewal.commit(&store).await;
    let refused = store.commit(Change::of(same_reference.change())).await;
    assert!(matches!(refused, Err(CommitError::ReferenceTaken)), "{refused:?}");
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

#[tokio::test]
async fn a_request_is_answered_once_for_its_key() {
    let (home, store) = empty().await;
    let first = Change {
        claims: vec![Life::numbered(1, Place::Draft).change()],
        answer: Some(answer("k")),
    };
    store.commit(first).await.unwrap();
    let before = home.dump();
    let repeat = |key: &str| Change {
        claims: vec![Life::numbered(2, Place::Draft).change()],
        answer: Some(answer(key)),
    };
    let refused = store.commit(repeat("k")).await;
    assert!(matches!(refused, Err(CommitError::AnswerTaken)), "{refused:?}");
    assert_eq!(home.dump(), before);
    store.commit(repeat("another")).await.unwrap();
    let found = store.find_answer("ana", "/api/v1/claims", "k", at(0)).await.unwrap();
    assert_eq!(found, Some(answer("k")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_faulty_change_in_a_batch_fails_alone() {
    let (_folder, store) = empty().await;
    let mut first = Life::numbered(1, Place::Draft).change();
    first.messages.push(message(7, 0));
    store.commit(Change::of(first)).await.unwrap();

    let commits = (2..80).map(|n| {
        let store = store.clone();
        let mut change = Life::numbered(n, Place::Draft).change();
        // Every tenth names a message that is there already.
        let id = if n % 10 == 0 { 7 } else { 1000 + u128::from(n) };
        change.messages.push(message(id, 0));
        tokio::spawn(async move { (n, store.commit(Change::of(change)).await) })
    });
    for task in commits.collect::<Vec<_>>() {
        let (n, outcome) = task.await.unwrap();
        let found = store
            .find_claim(&all(), Life::numbered(n, Place::Draft).number())
            .await
            .unwrap();
        if n % 10 == 0 {
            assert!(
                matches!(outcome, Err(CommitError::Fault(StoreError::Database(_)))),
                "{n}"
            );
            assert_eq!(found, None, "{n}");
        } else {
            assert_eq!(outcome.unwrap()[0], found.unwrap().head, "{n}");
        }
    }
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_changes_at_once_of_the_same_claim_one_is_written() {
    let (_folder, store) = empty().await;
    let life = Life::numbered(1, Place::SubmittedFirst);
    let head = life.until(2).commit(&store).await;
    let commits = (0..40).map(|_| {
        let (store, change) = (store.clone(), Change::of(life.change_from(Some(head), 2)));
        tokio::spawn(async move { store.commit(change).await })
    });
    let mut written = 0;
    for task in commits.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Ok(_) => written += 1,
            Err(refusal) => assert!(matches!(refusal, CommitError::Conflict), "{refusal}"),
        }
    }
    assert_eq!(written, 1);
    assert_eq!(read(&store, &life).await.entries, life.entries);
}

#[tokio::test]
async fn a_tampered_history_is_noticed() {
    for sql in [
        "UPDATE event SET payload = replace(payload, 'osu', 'osa') WHERE sequence = 1",
        "UPDATE event SET at = at + @instant WHERE sequence = 2",
        "UPDATE event SET actor_id = @id WHERE sequence = 2",
        "UPDATE event SET hash = @hash WHERE sequence = 3",
        "UPDATE personal_value SET body = replace(body, 'Acme', 'Acne')",
        "UPDATE claim SET body = replace(body, 'Acme', 'Acne')",
        "UPDATE claim SET chain_hash = @hash",
    ] {
        let (home, store) = empty().await;
        Life::numbered(1, Place::InForce).commit(&store).await;
        assert!(home.change(sql).unwrap() > 0, "{sql}");
        assert_ne!(store.check_integrity().await.unwrap().findings, [], "{sql}");
    }
}

#[tokio::test]
async fn an_erased_value_reads_as_erased_and_the_chain_still_proves() {
    let (home, store) = empty().await;
    let life = Life::numbered(1, Place::ReviewFirst);
    life.commit(&store).await;
    let erased = home.change("DELETE FROM personal_value WHERE position = 1");
    assert_eq!(erased, Ok(1));
    let entries = store.list_entries(&all(), life.claim.id).await.unwrap();
    let Event::Created(created) = &entries[0].entry.event else {
        panic!("the first entry");
    };
    assert_eq!(created.details.customer.name.as_ref().unwrap().as_str(), "[erased]");
    let email = created.details.customer_contact.email.as_ref().unwrap();
    assert_eq!(email.as_str(), "erased@erased.invalid");
    assert_eq!(entries[1].entry, life.entries[1]);
}

#[tokio::test]
async fn documents_messages_and_links_are_found_by_what_they_belong_to() {
    let (_folder, store) = empty().await;
    let life = Life::numbered(1, Place::ConsentWindow);
    let mut change = life.change();
    change.messages.push(message(5, 2));
    change.links.push(link(9));
    store.commit(Change::of(change)).await.unwrap();
    assert_eq!(store.find_link([9; 32]).await.unwrap(), Some((life.claim.id, 1)));
    assert_eq!(store.find_link([8; 32]).await.unwrap(), None);
    let page = store
        .list_messages(Some(life.number()), None, &store::PageRequest::first(10))
        .await
        .unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!((page.items[0].sequence, page.items[0].kind), (3, NoticeKind::Received));
    assert!(store.names_blob(life.claim.documents[0].blob).await.unwrap());
}

#[tokio::test]
async fn due_claims_are_taken_by_one_at_a_time_in_order() {
    let (_folder, store) = empty().await;
    let early = Life::of(2, &Workbench::draft());
    let later = Life::of(
        1,
        &Workbench::draft_of(Persona::Elena, testkit::reference(), "2026-09-20T15:00:00Z"),
    );
    let nothing = Life::numbered(3, Place::Final);
    for life in [&early, &later, &nothing] {
        life.commit(&store).await;
    }
    let wake = |life: &Life| life.claim.next_wake_up().unwrap().at;
    let (first, second) = ((early.claim.id, wake(&early)), (later.claim.id, wake(&later)));
    assert!(first.1 < second.1);
    assert_eq!(store.next_wake_at().await.unwrap(), Some(first.1));
    let lease = Duration::from_secs(30);
    let take = |now, wall| store.take_due_claims(now, wall, lease, 10);

    assert_eq!(take(at(-9_000_000), at(0)).await.unwrap(), []);
    assert_eq!(store.due_claims(first.1, 10).await.unwrap(), [first]);
    assert_eq!(take(second.1, at(0)).await.unwrap(), [first, second]);
    assert_eq!(take(second.1, at(29)).await.unwrap(), []);
    assert_eq!(store.due_claims(second.1, 10).await.unwrap(), [first, second]);
    // Whoever took them is gone: they are taken again.
    assert_eq!(take(second.1, at(30)).await.unwrap(), [first, second]);
}

#[tokio::test]
async fn numbers_count_within_their_year_and_survive_a_restart() {
    let (home, store) = empty().await;
    assert_eq!(
        store.reserve_number(2026).await.unwrap().to_string(),
        "CPOR-2026-000001"
    );
    assert_eq!(
        store.reserve_number(2026).await.unwrap().to_string(),
        "CPOR-2026-000002"
    );
    drop(store);
    let store = home.open().await;
    assert_eq!(
        store.reserve_number(2026).await.unwrap().to_string(),
        "CPOR-2026-000003"
    );
    assert_eq!(
        store.reserve_number(2027).await.unwrap().to_string(),
        "CPOR-2027-000001"
    );
}

#[tokio::test]
async fn a_claim_outside_the_scope_does_not_exist() {
    let (_folder, store) = empty().await;
    let draft = Life::numbered(1, Place::Draft);
    let submitted = Life::numbered(2, Place::SubmittedFirst);
    let second_location = Life::numbered(3, Place::Draft).with(|created| {
        created.details.location = "1000002".parse().unwrap();
    });
    let discarded = Life::numbered(4, Place::Discarded);
    let lives = [&draft, &submitted, &second_location, &discarded];
    for life in lives {
        life.commit(&store).await;
    }
    let customer = domain::party::Actor::Customer {
        claim: submitted.claim.id,
        round: 1,
    };
    for (seen_by, sees) in [
        (scope(Persona::Ana), vec![1, 2, 3]),
        (scope(Persona::Davi), vec![1, 2]),
        (scope(Persona::Elena), vec![]),
        (scope(Persona::Greta), vec![2]),
        (scope(Persona::Milo), vec![1, 2, 3]),
        (scope(Persona::Nora), vec![]),
        (domain::party::Scope::of(&customer), vec![2]),
    ] {
        for life in lives {
            let visible = sees.contains(&life.number().sequence);
            let found = store.find_claim(&seen_by, life.number()).await.unwrap();
            assert_eq!(found.is_some(), visible, "{seen_by:?}");
            assert_eq!(store.find_claim_by_id(&seen_by, life.claim.id).await.unwrap(), found);
            let auditor = seen_by == scope(Persona::Milo);
            let history = store.list_entries(&seen_by, life.claim.id).await.unwrap();
            let discarded = life.number() == discarded.number();
            assert_eq!(!history.is_empty(), visible || (auditor && discarded));
            let gone = store.find_discarded(&seen_by, life.number()).await.unwrap();
            assert_eq!(gone.is_some(), auditor && discarded);
        }
    }
    let nobody = ClaimId(Uuid::from_u128(1));
    assert_eq!(store.find_claim_by_id(&all(), nobody).await.unwrap(), None);
}
