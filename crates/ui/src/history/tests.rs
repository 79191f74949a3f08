use domain::claim::{Phase, Status, Turn};
use domain::party::Role;

use super::*;
use crate::samples;

fn entry(hours: i64, event: HistoryEvent, side: Side, name: Option<&str>) -> HistoryEntry {
    HistoryEntry {
        sequence: hours + 100,
        message: None,
        at: samples::instant(samples::now().as_second() + hours * 3600),
        actor: HistoryActor {
            side,
            name: name.map(Into::into),
        },
        event,
        facts: Vec::new(),
        changes: Vec::new(),
        words: None,
    }
}

fn page(role: Role, entries: Vec<HistoryEntry>, kind: HistoryKind) -> HistoryPage {
    HistoryPage {
        frame: samples::frame(role, Section::Claims),
        number: "CPOR-2026-000118".into(),
        name: "Teams <rollout>".into(),
        state: Some(StatusView {
            status: Status::PartnerActionRequired,
            phase: Phase::AwaitingAnswer,
            turn: Turn::Partner,
        }),
        shown: HistoryShown {
            kind,
            ..HistoryShown::default()
        },
        entries,
        proof: ProofView {
            since: samples::now(),
            checked_at: samples::now(),
            broken_at: None,
            head: (role.side() == Side::Vendor).then(|| (23, "5f".repeat(32))),
        },
        may_switch: role.side() == Side::Vendor,
    }
}

fn html(page: &HistoryPage) -> String {
    crate::page_check::checked(page)
}

#[test]
fn newest_comes_first_by_day_and_values_are_struck_and_bold_in_words() {
    let request = HistoryEntry {
        changes: vec![HistoryChange {
            field: FieldLabel::Field(HistoryField::Status),
            before: Some("under_review".into()),
            after: Some("partner_action_required".into()),
        }],
        facts: vec![(
            FieldLabel::Field(HistoryField::Reasons),
            "missing_products, missing_all_poe".into(),
        )],
        words: Some("Send <page 2>.".into()),
        ..entry(1, HistoryEvent::InformationRequested, Side::Vendor, None)
    };
    let older = entry(-24, HistoryEvent::Submitted, Side::Partner, Some("Beatriz Nogueira"));
    let html = html(&page(Role::GlobalAdmin, vec![older, request], HistoryKind::Everything));
    assert!(html.contains("<del>Under review</del>") && html.contains("<ins>Partner action required</ins>"));
    assert!(html.contains("Missing products, Missing all PoE") && html.contains("Send &#60;page 2&#62;."));
    assert!(html.contains("<b>Reviewer</b> asked for more information"));
    assert!(html.contains("<b>Beatriz Nogueira</b> submitted the claim"));
    let (wednesday, tuesday) = (html.find("Wed 9 Sep</h2>"), html.find("Tue 8 Sep</h2>"));
    assert!(wednesday.is_some() && wednesday < tuesday);
    assert!(html.contains("history.csv\" download") && html.contains("history.json\" download"));
}

#[test]
fn what_takes_the_place_of_nothing_has_no_column_for_what_was_before() {
    let named = |before: Option<&str>| HistoryEntry {
        changes: vec![HistoryChange {
            field: FieldLabel::Field(HistoryField::Name),
            before: before.map(Into::into),
            after: Some("Teams rollout".into()),
        }],
        ..entry(0, HistoryEvent::Edited, Side::Partner, Some("Caio"))
    };
    let of = |before| html(&page(Role::Auditor, vec![named(before)], HistoryKind::Everything));
    let first = of(None);
    assert!(first.contains(r#"class="diff fresh""#) && first.contains("<ins>Teams rollout</ins>"));
    assert!(!first.contains(">Before</th>") && !first.contains(">none</span>"));
    let second = of(Some("Teams"));
    assert!(
        second.contains(r#"class="diff""#) && second.contains(">Before</th>") && second.contains("<del>Teams</del>")
    );
}

#[test]
fn a_filter_shows_its_kind_alone_and_counts_the_others() {
    let entries = vec![
        entry(0, HistoryEvent::CommentAdded, Side::Partner, Some("Caio")),
        entry(1, HistoryEvent::AnswerLapsed, Side::Clock, None),
    ];
    let clocks = html(&page(Role::Auditor, entries.clone(), HistoryKind::Clocks));
    assert!(clocks.contains("No answer in time") && !clocks.contains("commented"));
    assert!(clocks.contains(r#"history?kind=comments">Comments <b>1</b>"#));
    assert!(html(&page(Role::Auditor, entries, HistoryKind::Decisions)).contains("Nothing of this kind"));
}

#[test]
fn whose_entries_and_which_kind_are_narrowed_together_and_the_address_says_so() {
    let entries = vec![
        entry(0, HistoryEvent::CommentAdded, Side::Partner, Some("Caio")),
        entry(1, HistoryEvent::CommentAdded, Side::Vendor, Some("Rita")),
        entry(2, HistoryEvent::ReviewStarted, Side::Vendor, Some("Rita")),
    ];
    let mut page = page(Role::Auditor, entries, HistoryKind::Comments);
    page.shown.who = HistoryWho::Reviewer;
    let shown = html(&page);
    assert!(shown.contains("Rita</b> commented") && !shown.contains("Caio") && !shown.contains("started the review"));
    assert!(
        shown.contains(r#"history?kind=comments&#38;who=partner">Partner <b>1</b>"#),
        "{shown}"
    );
    assert!(shown.contains(r#"history?kind=comments&#38;who=reviewer&#38;as=partner">See it as the partner does"#));
    page.shown.perspective = Perspective::Partner;
    let shown = html(&page);
    assert!(shown.contains("As the partner sees it") && shown.contains("history.csv?as=partner"));
}

#[test]
fn a_message_stands_beside_the_entry_that_caused_it_and_says_if_it_waits() {
    let asked = entry(1, HistoryEvent::InformationRequested, Side::Vendor, None);
    let message = HistoryEntry {
        event: HistoryEvent::MessageWritten,
        message: Some(HistoryMessage {
            kind: NoticeKind::InformationRequested,
            to: vec![Told::Partner],
            sent: false,
        }),
        ..asked.clone()
    };
    let html = html(&page(Role::GlobalAdmin, vec![asked, message], HistoryKind::Messages));
    assert!(html.contains("“More information is needed” to the partner’s contact, waiting to be sent"));
    assert!(html.contains("Messages <b>1</b>") && html.contains("Everything <b>2</b>"));
}

#[test]
fn a_long_history_comes_page_by_page_and_an_entrys_address_stays() {
    let entries: Vec<HistoryEntry> = (0..250)
        .map(|hour| entry(hour, HistoryEvent::CommentAdded, Side::Partner, Some("Caio")))
        .collect();
    let mut page = page(Role::GlobalAdmin, entries, HistoryKind::Everything);
    let first = html(&page);
    assert_eq!(first.matches("Caio</b> commented").count(), 100);
    assert!(first.contains("history?before=250\">Show 150 older entries"), "{first}");
    assert!(first.contains("history?before=350#entry-349"));
    page.shown.before = Some(150);
    let last = html(&page);
    assert_eq!(last.matches("Caio</b> commented").count(), 50);
    assert!(last.contains(">Newest entries</a>") && !last.contains("older entr"));
    page.shown = HistoryShown {
        whole: true,
        ..HistoryShown::default()
    };
    let whole = html(&page);
    assert_eq!(whole.matches("Caio</b> commented").count(), 250);
    assert!(whole.contains("data-print hidden") && whole.contains("href=\"#entry-349\""));
}

#[test]
fn the_chain_is_proven_to_everybody_and_its_hash_to_those_who_read_everything() {
    let mut page = page(Role::Auditor, Vec::new(), HistoryKind::Everything);
    let auditors = html(&page);
    assert!(auditors.contains("all 23 entries is unbroken since Wed 9 Sep") && auditors.contains(&"5f".repeat(32)));
    page.proof.broken_at = Some(7);
    assert!(html(&page).contains("the chain breaks at entry 7"));
    page.frame = samples::frame(Role::GlobalAdmin, Section::Claims);
    page.proof = ProofView {
        broken_at: None,
        head: None,
        ..page.proof
    };
    let partners = html(&page);
    assert!(partners.contains("unbroken since Wed 9 Sep") && !partners.contains("SHA-256"));
}

#[test]
fn every_event_and_field_has_words_and_its_code_leads_back() {
    let text = samples::frame(Role::Auditor, Section::Claims).text;
    for event in HistoryEvent::ALL {
        assert_eq!(HistoryEvent::from_code(event.code()), Some(*event));
        assert!(!event.say(&text).is_empty() && !event.say(&text).contains("event-"));
    }
    for field in HistoryField::ALL {
        assert_eq!(HistoryField::from_code(field.code()), Some(*field));
        assert!(!field.say(&text).contains("field-"));
        assert_eq!(field.say_value(&text, "as it is"), "as it is");
    }
}
