use app::messages::Letter;
use domain::claim::{Claim, Entry, InformationReason, NoticeKind, Place, Recipient, begin, evolve, notices};
use domain::id::Uuid;
use domain::place::Language;
use domain::reference::Guidelines;
use domain::text::{Email, Note};
use store::StoredMessage;
use testkit::{Workbench, claim_in};

use super::{Written, write};

const ORIGIN: &str = "https://claims.example";

fn letter(bench: &Workbench, claim: Claim, cause: Entry, kind: NoticeKind, to: Recipient) -> Letter {
    let message = StoredMessage {
        id: Uuid::nil(),
        claim: claim.number,
        claim_id: claim.id,
        sequence: 1,
        kind,
        to: Email::parse("somebody@claims.example").expect("an address"),
        language: Language::English,
        round: claim.consent_rounds,
        code: None,
        at: cause.at,
        sent_at: None,
    };
    assert_eq!(bench.claim.number, claim.number);
    let consent_token = (to == Recipient::Customer).then(|| "s3cret".to_owned());
    Letter {
        message,
        claim,
        cause: Some(cause),
        consent_token,
        code: None,
    }
}

/// Every message of a life, in words.
fn written(bench: &Workbench) -> Vec<(NoticeKind, Written)> {
    let mut all = Vec::new();
    let mut claim = begin(&bench.entries[0]).expect("a creation");
    for entry in &bench.entries[1..] {
        let after = evolve(claim.clone(), entry);
        for notice in notices(entry, &claim, &after) {
            let letter = letter(bench, after.clone(), entry.clone(), notice.kind, notice.to);
            let words = write(&letter, &bench.reference, ORIGIN).expect("a letter");
            all.push((notice.kind, words));
        }
        claim = after;
    }
    all
}

fn one(bench: &Workbench, kind: NoticeKind) -> Written {
    let found = written(bench).into_iter().rev().find(|(found, _)| *found == kind);
    found.unwrap_or_else(|| panic!("no {kind:?} was sent")).1
}

#[test]
fn a_letter_says_what_its_cause_said_and_leads_its_reader_where_it_can_act() {
    for (place, kind, said, link) in [
        (
            Place::AwaitingAnswer,
            NoticeKind::InformationRequested,
            vec!["Missing products", "Where is Intune?", "Intune", "21 Sep 2026"],
            "https://claims.example/claims/CPOR-2026-000001",
        ),
        (
            Place::ConsentWindow,
            NoticeKind::Approved,
            vec!["Exchange Online", "21 Sep 2026"],
            "https://claims.example/claims/CPOR-2026-000001",
        ),
        (
            Place::ConsentWindow,
            NoticeKind::AssociationNotice,
            vec!["Vale Verde Sistemas", "Acme", "21 Sep 2026", "counts as consent"],
            "https://claims.example/consents/s3cret",
        ),
        (
            Place::Disputable,
            NoticeKind::Rejected,
            vec!["Not enough", "14 Oct 2026"],
            "https://claims.example/claims/CPOR-2026-000001",
        ),
    ] {
        let letter = one(&claim_in(place), kind);
        for words in said {
            assert!(
                letter.letter.text.contains(words),
                "{kind:?}: {words} is not in {}",
                letter.letter.text
            );
        }
        assert_eq!(letter.links, [link], "{kind:?}");
    }
}

#[test]
fn a_request_cites_what_its_programme_says_or_else_the_product() {
    let mut bench = claim_in(Place::AwaitingAnswer);
    let request = |bench: &Workbench| one(bench, NoticeKind::InformationRequested).letter.text;
    assert!(request(&bench).contains("Guideline 5: Products\n  Every claimed product is named.\n"));

    let programme = bench.claim.details.programme.clone().expect("a programme");
    let own = Note::parse("The contract lists each product.").expect("words");
    let guidelines = Guidelines {
        paragraphs: [(InformationReason::MissingProducts, own)].into(),
        ..Guidelines::default()
    };
    bench.reference.guidelines.insert(programme, guidelines);
    let text = request(&bench);
    assert!(
        text.contains("Guideline 5: Products\n  The contract lists each product.\n"),
        "{text}"
    );
    assert!(!text.contains("Every claimed product is named."), "{text}");
}

#[test]
fn a_customer_is_never_led_to_the_claim_and_nobody_else_to_the_secret_link() {
    for place in Place::ALL {
        for (kind, letter) in written(&claim_in(place)) {
            let customers = super::audience(kind, None) == super::Audience::Customer;
            let (secret, page) = ("/consents/", "/claims/");
            let forbidden = if customers { page } else { secret };
            assert!(!letter.letter.text.contains(forbidden), "{kind:?}");
            assert!(!letter.letter.html.contains(forbidden), "{kind:?}");
        }
    }
}

#[test]
fn after_a_no_silence_is_told_to_be_none() {
    let again = claim_in(Place::ConsentWindow).declined().disputed();
    let approve = testkit::commands::approve_all(&again.claim);
    let notice = one(
        &again.then(testkit::Persona::Judith, approve),
        NoticeKind::AssociationNotice,
    );
    assert!(
        !notice.letter.text.contains("counts as consent"),
        "{}",
        notice.letter.text
    );
    assert!(notice.letter.text.contains("counts as a no"), "{}", notice.letter.text);
}
