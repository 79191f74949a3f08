//! The transition table: its laws, its page, and that no life leaves it (domain.md §3).

use domain::claim::{Clock, CommandKind, Place, TRANSITIONS, Trigger, WakeUpKind, life_cycle_document};
use testkit::claim_in;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules/life-cycle.md");

/// The lapse that the table knows by this name, if the claim's consent clock passes after a No or not.
pub fn lapse_trigger(clock: Clock, silence_is_consent: bool) -> Trigger {
    match clock {
        Clock::Consent if !silence_is_consent => Trigger::LapseAfterNo,
        clock => Trigger::Lapse(clock),
    }
}

/// Whether the table knows this way.
pub fn is_in_table(from: Place, trigger: Trigger, to: Place) -> bool {
    TRANSITIONS
        .iter()
        .any(|row| row.trigger == trigger && row.from.contains(&from) && row.to.contains(&to))
}

#[test]
fn the_page_is_what_the_table_says() {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, life_cycle_document()).expect("the page can be written");
    }
    let page = std::fs::read_to_string(PAGE).expect("docs/rules/life-cycle.md");
    assert_eq!(page, life_cycle_document(), "run this test with UPDATE_DOCS=1");
}

#[test]
fn only_final_ended_and_gone_have_no_way_out() {
    for place in Place::ALL {
        let ways = TRANSITIONS.iter().filter(|row| {
            let reopens = row.trigger == Trigger::Command(CommandKind::Reopen);
            row.from.contains(&place) && !reopens && row.to.iter().any(|to| *to != place)
        });
        let last = matches!(place, Place::Final | Place::Ended | Place::Discarded);
        assert_eq!(ways.count() == 0, last, "{place:?}");
    }
}

#[test]
fn every_place_is_reached_from_a_new_draft() {
    let mut reached = vec![Place::Draft];
    let mut next = 0;
    while let Some(from) = reached.get(next).copied() {
        next += 1;
        for row in TRANSITIONS.iter().filter(|row| row.from.contains(&from)) {
            for to in row
                .to
                .iter()
                .filter(|to| !reached.contains(to))
                .copied()
                .collect::<Vec<_>>()
            {
                reached.push(to);
            }
        }
    }
    reached.sort_unstable();
    assert_eq!(reached, Place::ALL);
}

#[test]
fn silence_never_turns_a_customers_no() {
    for row in TRANSITIONS.iter().filter(|row| row.trigger == Trigger::LapseAfterNo) {
        assert_eq!(row.to, [Place::Final]);
    }
    let by_silence = TRANSITIONS
        .iter()
        .filter(|row| matches!(row.trigger, Trigger::Lapse(_)));
    for row in by_silence.filter(|row| row.to.contains(&Place::InForce)) {
        assert_eq!(row.trigger, Trigger::Lapse(Clock::Consent));
    }
}

#[test]
fn a_claim_in_every_place_is_made_by_commands() {
    for place in Place::ALL {
        assert_eq!(claim_in(place).claim.place(), place);
    }
}

#[test]
fn a_lapse_removes_its_own_deadline_in_every_place() {
    for place in Place::ALL {
        let mut bench = claim_in(place);
        for _ in 0..20 {
            let Some(wake_up) = bench.claim.next_wake_up() else {
                break;
            };
            let before = bench.claim.place();
            let silence_is_consent = bench.claim.silence_is_consent();
            bench.now = wake_up.at;
            let entries = bench.entries.len();
            bench.settle();
            assert!(bench.entries.len() > entries, "{place:?}: {wake_up:?} did nothing");
            assert!(
                !bench.claim.wake_ups().any(|left| left == wake_up),
                "{place:?}: {wake_up:?} is still there"
            );
            let after = bench.claim.place();
            if wake_up.what == WakeUpKind::Lapse && before != after {
                let trigger = lapse_trigger(wake_up.clock, silence_is_consent);
                assert!(is_in_table(before, trigger, after), "{trigger:?} {before:?} {after:?}");
            }
        }
        assert_eq!(bench.claim.next_wake_up(), None, "{place:?} never comes to rest");
    }
}
