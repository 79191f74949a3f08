// Whatever happens to a claim: what is stored is the fold of what is stored.

use std::time::Duration;

use domain::claim::{Command, LineReason, LineState, Proof, Visibility};
use domain::instant::Instant;
use proptest::prelude::*;
use store::Change;
use testkit::commands::{
    approve_all, decline_all, dispute, not_me, note, reject, reopen, request_information, resubmit, withdraw,
};
use testkit::{Persona, Workbench};

use super::histories::{Life, all, empty, scope};

/// One of the things that may happen next; many are refused, which is as good.
fn happen(bench: &mut Workbench, which: u8) {
    let claimed: Vec<_> = bench.claim.lines_in(LineState::Claimed).collect();
    let approve_in_part = Command::Approve {
        covered: claimed.iter().skip(1).copied().collect(),
        refused: claimed
            .iter()
            .take(1)
            .map(|line| (*line, LineReason::MissingProducts))
            .collect(),
        comment: Some(note("In part")),
    };
    let (details, mut lines) = bench.edit();
    lines.pop();
    let edit = Command::Edit {
        details: Box::new(details),
        lines,
    };
    let (document, shared) = (bench.document(), bench.comment(Visibility::Shared));
    // A refusal leaves the bench as its passed deadlines left it.
    drop(match which % 20 {
        0 => bench.by(Persona::Ana, edit),
        1 => bench.by(Persona::Ana, document),
        2 | 3 => bench.by(Persona::Ana, Command::Submit),
        4 | 5 => bench.by(Persona::Greta, Command::StartReview),
        6 => bench.by(Persona::Greta, request_information()),
        7 => bench.by(Persona::Ana, resubmit()),
        8 => bench.by(Persona::Greta, approve_all(&bench.claim)),
        9 => bench.by(Persona::Judith, approve_in_part),
        10 => bench.by(Persona::Greta, reject()),
        11 => bench.by(Persona::Ana, dispute()),
        12 => bench.by(Persona::Judith, reopen()),
        13 => bench.by(Persona::Ana, withdraw()),
        14 => bench.by(Persona::Greta, shared),
        15 => bench.by_customer(decline_all()),
        16 => bench.by_customer(not_me()),
        17 => bench.by_customer(Command::Confirm {
            comment: None,
            proof: Proof::LinkAndCode,
        }),
        18 => bench.by_customer(Command::End {
            lines: None,
            comment: Some(note("Over")),
            proof: Proof::LinkAndCode,
        }),
        _ => bench.by(
            Persona::Judith,
            Command::Assign {
                reviewer: Persona::Hugo.id(),
            },
        ),
    });
}

async fn live(steps: Vec<(u8, u32)>) {
    let (_folder, store) = empty().await;
    let mut bench = Workbench::draft().submitted();
    let mut head = None;
    let mut stored = 0;
    for (which, minutes) in steps {
        let later = Duration::from_secs(u64::from(minutes) * 60).as_micros() as i64;
        bench.advance_to(Instant::from_microseconds(bench.now.microseconds() + later).unwrap());
        happen(&mut bench, which);
        if bench.entries.len() > stored {
            let life = Life::of(1, &bench);
            let change = Change::of(life.change_from(head, stored));
            head = store.commit(change).await.unwrap().pop();
            stored = bench.entries.len();
        }
    }
    let life = Life::of(1, &bench);
    let entries = store.list_entries(&all(), life.claim.id).await.unwrap();
    let entries: Vec<_> = entries.into_iter().map(|stored| stored.entry).collect();
    let number = life.number();
    let found = match store.find_claim(&all(), number).await.unwrap() {
        Some(found) => found,
        None => store
            .find_discarded(&scope(Persona::Milo), number)
            .await
            .unwrap()
            .unwrap(),
    };
    assert_eq!(entries, life.entries);
    assert_eq!(found.claim, Life::folded(entries).claim);
    assert_eq!(found.claim, life.claim);
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_stored_is_the_fold_of_the_stored_history(
        steps in prop::collection::vec((any::<u8>(), 0..20_000_u32), 1..30),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(live(steps));
    }
}
