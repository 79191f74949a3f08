use domain::claim::{Phase, Status, Turn};
use domain::party::Role;

use super::*;
use crate::samples;

fn entry(hours: i64, event: HistoryEvent, side: Side, name: Option<&str>) -> HistoryEntry {
    HistoryEntry {
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

fn page(role: Role, entries: Vec<HistoryEntry>, filter: HistoryKind) -> HistoryPage {
    HistoryPage {
        frame: samples::frame(role, Section::Claims),
        number: "CPOR-2026-000118".into(),
        name: "Teams <rollout>".into(),
        state: Some(StatusView {
            status: Status::PartnerActionRequired,
            phase: Phase::AwaitingAnswer,
            turn: Turn::Partner,
        }),
        filter,
        entries,
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
    assert!(html.contains("history?format=csv\" download") && html.contains("history?format=json\" download"));
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
