//! The laws of domain.md §3, over the table and over random lives.

use super::generate::random_life;
use super::life::Life;
use super::table::{By, Place, TRANSITIONS, To, clocks_of};
use super::words::{Act, Answer};
use domain::claim::{Clock, Phase, Status};

fn places() -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for row in TRANSITIONS {
        let targets = row
            .to
            .iter()
            .filter_map(|to| if let To::Place(place) = to { Some(place) } else { None });
        for place in row.from.iter().chain(targets) {
            if !places.contains(place) {
                places.push(*place);
            }
        }
    }
    places
}

fn name(act: &Act) -> Option<&'static str> {
    Some(match act {
        Act::Edit { .. } => "edit",
        Act::Submit { .. } => "submit",
        Act::Discard => "discard",
        Act::StartReview => "start_review",
        Act::RequestInformation { .. } => "request_information",
        Act::Resubmit { .. } => "resubmit",
        Act::Approve { .. } => "approve",
        Act::Reject { .. } => "reject",
        Act::Withdraw { .. } => "withdraw",
        Act::Dispute { .. } => "dispute",
        Act::Reopen { .. } => "reopen",
        Act::Confirm => "confirm",
        Act::Decline { .. } => "decline",
        Act::End { .. } => "end",
        Act::AddDocument | Act::Extend { .. } | Act::RequestExtension | Act::Assign { .. } => return None,
        Act::Comment | Act::Note | Act::NotMe | Act::NameContact | Act::ConfirmContact => return None,
    })
}

fn allows(from: Place, by: By, to: To) -> bool {
    TRANSITIONS
        .iter()
        .any(|row| row.by == by && row.from.contains(&from) && row.to.contains(&to))
}

fn went(life: &Life, from: Place) -> To {
    let to = (life.status, life.phase);
    match to {
        _ if life.gone => To::Gone,
        _ if to == from => To::Same,
        _ => To::Place(to),
    }
}

#[test]
fn only_final_and_ended_have_no_way_out_but_reopening() {
    for place in places() {
        let ways = TRANSITIONS
            .iter()
            .filter(|row| row.from.contains(&place) && row.by != By::Command("reopen"))
            .filter(|row| row.to.iter().any(|to| *to != To::Same))
            .count();
        let last = matches!(place.1, Phase::Final | Phase::Ended);
        assert_eq!(ways == 0, last, "{place:?}");
    }
}

#[test]
fn no_lapse_turns_a_no_into_a_yes() {
    for row in TRANSITIONS {
        if let By::Lapse(_, after_decline) = row.by {
            let yes = row.to.contains(&To::Place((Status::Approved, Phase::InForce)));
            assert!(!yes || after_decline == Some(false), "row {}", row.number);
        }
    }
}

#[test]
fn a_lapse_removes_its_own_deadline() {
    for row in TRANSITIONS {
        if let By::Lapse(clock, _) = row.by {
            for from in row.from {
                assert!(clocks_of(*from).contains(&clock), "row {}", row.number);
            }
            for to in row.to {
                let To::Place(place) = to else { continue };
                assert!(!clocks_of(*place).contains(&clock), "row {}", row.number);
            }
        }
    }
}

#[test]
fn random_lives_keep_the_table_and_the_laws() {
    let mut seen = std::collections::BTreeSet::new();
    let (mut done, mut all) = (0, 0);
    for seed in 0..3_000 {
        let random = random_life(seed);
        let mut life = Life::new(random.setup, random.created_at);
        for step in random.steps {
            loop {
                let from = (life.status, life.phase);
                let no_stands = life.earlier_decline && !life.confirmed;
                let Some(clock) = life.pass_one(step.at) else { break };
                assert!(
                    life.running.iter().all(|deadline| deadline.clock != clock),
                    "seed {seed}: {clock:?} stays"
                );
                let to = went(&life, from);
                if to != To::Same {
                    let after_decline = (clock == Clock::Consent).then_some(no_stands);
                    assert!(
                        allows(from, By::Lapse(clock, after_decline), to),
                        "seed {seed}: {clock:?} {from:?} {to:?}"
                    );
                }
            }
            let before = life.view();
            let from = (life.status, life.phase);
            let allowed = life.allowed(step.who);
            let answer = life.command(step.at, step.who, step.act.clone());
            all += 1;
            let after = life.view();
            if answer != Answer::Done {
                assert_eq!(before, after, "seed {seed}: a refusal changed something");
                continue;
            }
            done += 1;
            let to = went(&life, from);
            match name(&step.act) {
                Some(name) => {
                    assert!(allowed.contains(name), "seed {seed}: {name} done though not allowed");
                    assert!(
                        allows(from, By::Command(name), to),
                        "seed {seed}: {name} {from:?} {to:?}"
                    );
                    seen.insert((name, format!("{from:?}"), format!("{to:?}")));
                }
                None => assert_eq!(to, To::Same, "seed {seed}: {:?}", step.act),
            }
            let clocks = clocks_of((life.status, life.phase));
            assert!(
                life.running
                    .iter()
                    .all(|deadline| clocks.contains(&deadline.clock) && deadline.due_at > step.at)
            );
        }
    }
    // Row 1 and the lapses aside, each way of the table was gone: else the lives are too shallow to prove anything.
    for row in TRANSITIONS {
        let By::Command(name) = row.by else { continue };
        for from in row.from {
            let gone = seen
                .iter()
                .any(|(seen_name, place, _)| *seen_name == name && *place == format!("{from:?}"));
            assert!(gone, "no random life went {name} from {from:?}");
        }
    }
    assert!(done * 100 > all * 50, "only {done} of {all} steps were possible");
}
