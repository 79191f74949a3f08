use domain::claim::{Clock, NoticeKind};
use domain::place::{Language, ZoneName};

use crate::guidelines::CitedGuideline;

use super::{Audience, ConsentChoice, Letter, LetterDue, LetterView, Silence, Verdict, render};

fn view(kind: NoticeKind) -> LetterView {
    LetterView {
        kind,
        to: Audience::Partner,
        vendor: "Halden Cloud".into(),
        number: "CPOR-2026-000118".into(),
        name: "Exchange and Teams rollout".into(),
        partner: "Serra Azul Tecnologia".into(),
        customer: "Cooperativa Vale Verde".into(),
        products: vec!["Exchange Online".into(), "Teams".into()],
        lines: Vec::new(),
        reasons: vec!["Missing products".into()],
        guidelines: vec![CitedGuideline {
            heading: "Guideline 5: Products".into(),
            words: "Every claimed product is named:\n- in the contract, or\n- in the acceptance".into(),
        }],
        comment: Some("Teams Phone isn’t named.\nPlease take it off.".into()),
        due: Some(LetterDue {
            on: "2026-09-18".parse().expect("a date"),
            zone: ZoneName::parse("America/Sao_Paulo").expect("a zone"),
        }),
        clock: Some(Clock::Review),
        silence: Silence::IsConsent,
        verdict: Some(Verdict::Approved),
        choice: Some(ConsentChoice::Confirm),
        contact: Some("Rosana Prado, rosana@valeverde.example".into()),
        claim_url: Some("https://claims.example/claims/CPOR-2026-000118".into()),
        consent_url: Some("https://claims.example/consents/s3cret".into()),
        code: Some("482913".into()),
    }
}

fn letter(view: &LetterView) -> Letter {
    render(view, Language::English).expect("a letter")
}

#[test]
fn every_kind_has_a_subject_of_one_line_and_both_parts() {
    for kind in NoticeKind::ALL {
        let nasty = LetterView {
            name: "A\r\nBcc: everybody@example.com".into(),
            customer: "Vale\n<b>Verde</b>".into(),
            partner: "Serra & Azul\u{2028}".into(),
            ..view(*kind)
        };
        let letter = letter(&nasty);
        assert!(
            !letter.subject.is_empty() && !letter.subject.chars().any(char::is_control),
            "{kind:?}"
        );
        assert!(
            letter.text.contains("CPOR-2026-000118") && letter.html.contains("CPOR-2026-000118"),
            "{kind:?}"
        );
        assert!(!letter.html.contains("<b>Verde"), "{kind:?} lets markup through");
        assert!(!letter.text.contains("&#"), "{kind:?} escapes plain text");
        assert_eq!(NoticeKind::from_code(kind.code()), Some(*kind));
    }
}

#[test]
fn letters_read_as_these() {
    let all: Vec<String> = NoticeKind::ALL
        .iter()
        .map(|kind| {
            let letter = letter(&view(*kind));
            format!("{}\nSubject: {}\n\n{}", kind.code(), letter.subject, letter.text)
        })
        .collect();
    insta::assert_snapshot!(all.join("\n=====\n"));
}

#[test]
fn approval_is_never_called_payment_and_a_no_is_never_turned_by_silence() {
    for kind in [NoticeKind::Approved, NoticeKind::InForce, NoticeKind::DisputeDecided] {
        assert!(letter(&view(kind)).text.contains("Approval is not payment"), "{kind:?}");
    }
    let asked_again = LetterView {
        silence: Silence::IsNoConsent,
        ..view(NoticeKind::AssociationNotice)
    };
    let text = letter(&asked_again).text;
    assert!(text.contains("that counts as a no") && !text.contains("counts as consent"));
    assert!(
        letter(&view(NoticeKind::AssociationNotice))
            .text
            .contains("counts as consent")
    );
}

#[test]
fn a_rejection_says_how_to_dispute_and_until_when_or_that_it_is_final() {
    let disputable = letter(&view(NoticeKind::Rejected)).text;
    assert!(disputable.contains("until the end of Fri 18 Sep 2026 (São Paulo)"));
    let last = LetterView {
        due: None,
        ..view(NoticeKind::Rejected)
    };
    let last = letter(&last).text;
    assert!(last.contains("This rejection is final") && !last.contains("dispute this"));
}

#[test]
fn a_request_cites_the_guidelines_it_rests_on_in_both_parts() {
    for kind in NoticeKind::ALL {
        let cites = matches!(kind, NoticeKind::InformationRequested | NoticeKind::Reminder);
        let Letter { text, html, .. } = letter(&view(*kind));
        for part in [&text, &html] {
            assert_eq!(part.contains("Guideline 5: Products"), cites, "{kind:?}");
            assert_eq!(part.contains("Every claimed product is named:"), cites, "{kind:?}");
        }
        assert_eq!(text.contains("\n  - in the acceptance\n"), cites, "{kind:?}");
        assert_eq!(html.contains("<li>in the acceptance</li>"), cites, "{kind:?}");
    }
}

#[test]
fn only_the_customers_notice_carries_the_secret_link_and_only_the_code_letter_the_code() {
    for kind in NoticeKind::ALL {
        let letter = letter(&view(*kind));
        let both = letter.text + &letter.html;
        assert_eq!(
            both.contains("s3cret"),
            *kind == NoticeKind::AssociationNotice,
            "{kind:?}"
        );
        assert_eq!(both.contains("482913"), *kind == NoticeKind::OneTimeCode, "{kind:?}");
    }
}

#[test]
fn a_comment_is_the_reviewers_to_the_partner_and_the_partners_to_the_team() {
    let to_partner = letter(&view(NoticeKind::CommentAdded)).text;
    assert!(to_partner.contains("The reviewer writes") && !to_partner.contains("The partner writes"));
    let to_team = letter(&LetterView {
        to: Audience::Team,
        ..view(NoticeKind::CommentAdded)
    })
    .text;
    assert!(to_team.contains("The partner writes") && to_team.contains("because you work on claims"));
}
