//! Histories as this and earlier versions wrote them. These files are never rewritten: a claim's events live for
//! ever. A new schema version gets files of its own beside them.

use std::collections::BTreeSet;

use domain::claim::{Claim, Entry, begin, evolve};
use domain::id::{UserId, Uuid};
use domain::instant::Instant;
use domain::party::{ActorStamp, Side};

use super::personal::Plain;
use super::{read_claim, read_payload, write_claim, write_payload};

/// One line an entry: at, recorded_at, side, actor, payload with personal values in place; at the end the claim.
const VERSION_1: [&str; 6] = [
    include_str!("golden/v1/approved_in_part_and_ended.tsv"),
    include_str!("golden/v1/discarded.tsv"),
    include_str!("golden/v1/unanswered_and_final.tsv"),
    include_str!("golden/v1/another_contact.tsv"),
    include_str!("golden/v1/declined_and_disputed.tsv"),
    include_str!("golden/v1/reopened_and_withdrawn.tsv"),
];

fn read_entry(line: &str) -> (Entry, &str) {
    let fields: Vec<&str> = line.splitn(5, '\t').collect();
    let [at, recorded_at, side, actor, payload] = fields[..] else {
        panic!("five fields: {line}");
    };
    let instant = |text: &str| Instant::from_microseconds(text.parse().unwrap()).unwrap();
    let (name, event) = read_payload(payload, 1, &Plain).unwrap();
    let person = |side| ActorStamp::Person {
        id: UserId(Uuid::parse_str(actor).unwrap()),
        side,
        name: name.clone().unwrap(),
    };
    let entry = Entry {
        at: instant(at),
        recorded_at: instant(recorded_at),
        actor: match side {
            "partner" => person(Side::Partner),
            "vendor" => person(Side::Vendor),
            "customer" => ActorStamp::Customer,
            "clock" => ActorStamp::Clock,
            other => panic!("no side {other}"),
        },
        event,
    };
    (entry, payload)
}

/// The lives of [`VERSION_1`]: entries with their payloads, and the claim.
fn lives() -> impl Iterator<Item = (Vec<(Entry, &'static str)>, &'static str)> {
    VERSION_1.iter().map(|life| {
        let (history, claim) = life.trim_end().rsplit_once('\n').unwrap();
        (history.lines().map(read_entry).collect(), claim)
    })
}

#[test]
fn histories_of_version_1_still_make_the_same_claims() {
    for (entries, claim) in lives() {
        let first = begin(&entries[0].0).unwrap();
        let folded: Claim = entries[1..]
            .iter()
            .fold(first, |claim, (entry, _)| evolve(claim, entry));
        assert_eq!(folded, read_claim(claim).unwrap());
        assert_eq!(write_claim(&folded).unwrap(), claim);
    }
}

#[test]
fn events_of_version_1_are_still_written_the_same() {
    for (entries, _) in lives() {
        for (entry, payload) in entries {
            assert_eq!(write_payload(&entry, &mut Plain).unwrap(), payload);
        }
    }
}

#[test]
fn every_event_of_version_1_is_among_them() {
    let seen: BTreeSet<&str> = lives()
        .flat_map(|(entries, _)| entries)
        .map(|(entry, _)| entry.event.code())
        .collect();
    let all = "answer_extended answer_lapsed approved assigned association_ended clock_passed comment_added \
               consent_confirmed consent_lapsed created customer_contact_confirmed customer_contact_named \
               customer_declined discarded dispute_window_lapsed disputed document_added edited extension_requested \
               information_requested lines_declined notice_failed rejected reminder_sent reopened resubmitted \
               review_started submitted withdrawn";
    assert_eq!(
        seen.into_iter().collect::<Vec<_>>(),
        all.split_whitespace().collect::<Vec<_>>()
    );
}

#[test]
fn what_is_not_a_known_event_is_refused() {
    for payload in [
        "",
        "{}",
        "{\"event\":\"vanished\"}",
        "{\"event\":\"discarded\",\"more\":1}",
        "{\"event\":null}",
    ] {
        assert!(read_payload(payload, 1, &Plain).is_err(), "{payload}");
    }
    assert!(read_payload("{\"event\":\"discarded\"}", 2, &Plain).is_err());
}
