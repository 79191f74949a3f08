//! The queue and the pages around it, rendered from samples.

use askama::Template;
use domain::claim::{Activity, Clock, Consequence, Phase, Status, Turn};
use domain::party::Role;

use super::*;
use crate::frame::{Flash, Section};
use crate::page_check::checked;
use crate::parts::{DeadlineView, StatusView};
use crate::samples;
use crate::saved::{SavedView, SavedViews};

fn row(number: &str, phase: Phase) -> QueueRow {
    QueueRow {
        number: number.into(),
        href: format!("/claims/{number}?next=whose%3Dmine"),
        seen: format!("{number}@3"),
        name: "Rollout".into(),
        customer: "Clínica Robledal".into(),
        partner: "Ibernube".into(),
        location: "Madrid".into(),
        programme: "Online Services Usage".into(),
        programme_short: "OSU".into(),
        activity: Some(Activity::Usage),
        lines: 2,
        state: StatusView {
            status: Status::UnderReview,
            phase,
            turn: Turn::Reviewer,
        },
        due: Some(DeadlineView {
            clock: Clock::Review,
            due_at: samples::instant(1_788_904_800),
            due_on: samples::day(2026, 9, 8),
            zone: samples::zone("Europe/Stockholm"),
            then: Consequence::Escalated,
        }),
        left: Some(DaysLeft::Over(1)),
        assigned: Assigned::Nobody,
    }
}

fn queue(role: Role, groups: Vec<QueueGroup>) -> QueuePage {
    let lead = PartyName {
        name: "Jonas Ek".into(),
        email: "jonas@vendor.example".into(),
    };
    QueuePage {
        frame: samples::frame(role, Section::Queue),
        filter: QueueFilter::default(),
        offers: QueueOffers::default(),
        load: QueueLoad {
            open: 3,
            late: 1,
            on: samples::day(2026, 9, 9),
            ..QueueLoad::default()
        },
        saved: SavedViews {
            path: "/queue",
            state: String::new(),
            all: vec![SavedView {
                name: "Late & mine".into(),
                href: "/queue?whose=mine&due_before=2026-09-09".into(),
                current: false,
            }],
        },
        state: String::new(),
        groups,
        first: Some("/queue/next".into()),
        reviewers: if role == Role::ReviewLead {
            vec![lead]
        } else {
            Vec::new()
        },
        decided: None,
        next: Some("/queue?cursor=abc".into()),
        start: None,
    }
}

fn late(number: &str, phase: Phase) -> QueueGroup {
    QueueGroup {
        day: QueueDay::Late,
        rows: vec![row(number, phase)],
    }
}

#[test]
fn the_queue_says_what_each_date_means_and_links_each_claim() {
    let due = Due {
        on: samples::day(2026, 9, 9),
        zone: samples::zone("Europe/Stockholm"),
    };
    let today = QueueGroup {
        day: QueueDay::Today(due),
        rows: vec![row("CPOR-2026-000103", Phase::First)],
    };
    let html = checked(&queue(
        Role::Reviewer,
        vec![late("CPOR-2026-000094", Phase::Resubmission), today],
    ));
    assert!(html.contains("Past the limit") && html.contains("1 claim, the lead has been told"));
    assert!(html.contains("Due today") && html.contains("by the end of Wed 9 Sep (Stockholm)"));
    assert!(
        html.contains(r#"<a href="/claims/CPOR-2026-000094?next=whose%3Dmine" data-row-link>Clínica Robledal</a>"#)
    );
    assert!(html.contains("1 over") && html.contains(r#"class="ticks late""#));
    assert_eq!(html.matches("· resubmission").count(), 1);
    assert!(
        !html.contains("first submission</i>"),
        "what is usual isn't said of each"
    );
    assert!(html.contains(r#"href="/queue?cursor=abc">Next</a>"#));
    assert!(html.contains(r#"href="/queue?due_before=2026-09-09""#) && html.contains("1 past the limit"));
    assert!(html.contains(r#"href="/queue?whose=mine&#38;due_before=2026-09-09""#) && html.contains("Late &#38; mine"));
}

#[test]
fn a_queue_too_long_to_count_says_only_what_is_known() {
    let mut page = queue(Role::Reviewer, Vec::new());
    page.load.open = 4_999;
    assert!(checked(&page).contains("4999 open") && checked(&page).contains("with nobody"));
    page.load.open = 5_000;
    let html = checked(&page);
    assert!(
        html.contains("more than 5000 open") && !html.contains("with nobody"),
        "{html}"
    );
}

#[test]
fn only_a_lead_gives_claims_out() {
    for (role, gives) in [(Role::Reviewer, false), (Role::ReviewLead, true)] {
        let html = checked(&queue(role, vec![late("CPOR-2026-000094", Phase::First)]));
        assert_eq!(html.contains(r#"value="take""#), gives, "{role:?}");
        assert_eq!(html.contains(r#"value="assign""#), gives, "{role:?}");
        assert_eq!(html.contains(r#"href="/queue/team""#), gives, "{role:?}");
        assert!(html.contains(r#"value="start""#) && html.contains(r#"name="claims" value="CPOR-2026-000094@3""#));
    }
}

#[test]
fn a_view_is_saved_and_the_shown_one_renamed_or_deleted() {
    let plain = checked(&queue(Role::Reviewer, Vec::new()));
    assert!(
        !plain.contains(r#"action="/queue/views""#),
        "the whole queue needs no name"
    );
    let mut narrowed = queue(Role::Reviewer, Vec::new());
    narrowed.saved.state = "whose=mine".into();
    let html = checked(&narrowed);
    assert!(html.contains("Save this view") && !html.contains(r#"value="remove""#));
    let mut shown = narrowed;
    shown.saved.all[0].current = true;
    let html = checked(&shown);
    assert!(html.contains("Change this view") && html.contains(r#"value="remove""#));
}

#[test]
fn an_empty_queue_says_what_will_appear_and_a_filtered_one_what_is_due_elsewhere() {
    let empty = checked(&queue(Role::Reviewer, Vec::new()));
    assert!(empty.contains("Nothing waits here") && !empty.contains("Show the whole queue"));
    let mut mine = queue(Role::Reviewer, Vec::new());
    mine.filter.whose = Whose::Mine;
    mine.load.first_due = Some(samples::day(2026, 9, 11));
    let mine = checked(&mine);
    assert!(mine.contains("the next claim is due by the end of Fri 11 Sep") && mine.contains("Show the whole queue"));
}

#[test]
fn an_act_on_several_says_before_and_after_what_becomes_of_each() {
    let frame = samples::frame(Role::ReviewLead, Section::Queue);
    let claim = |number: &str, obstacle: Option<String>| BulkClaim {
        number: number.into(),
        seen: format!("{number}@3"),
        customer: "Clínica Robledal".into(),
        state: row(number, Phase::First).state,
        obstacle,
    };
    let person = PartyName {
        name: "Jonas Ek".into(),
        email: "jonas@vendor.example".into(),
    };
    for act in [BulkAct::Take, BulkAct::Assign(person.clone()), BulkAct::Start] {
        let before = checked(&BulkConfirmPage {
            frame: frame.clone(),
            act: act.clone(),
            claims: vec![
                claim("CPOR-2026-000094", None),
                claim("CPOR-2026-000095", None),
                claim("CPOR-2026-000096", Some("It is approved.".into())),
            ],
            state: "whose=unassigned".into(),
        });
        assert!(before.contains("these 2 claims"), "{before}");
        assert_eq!(before.matches(r#"name="claims""#).count(), 2);
        assert!(
            before.contains("Not possible now: It is approved.")
                && before.contains(r#"href="/queue?whose=unassigned""#)
        );
        let after = checked(&BulkDonePage {
            frame: frame.clone(),
            act,
            done: vec![BulkDone {
                number: "CPOR-2026-000094".into(),
                customer: "Clínica Robledal".into(),
            }],
            refused: vec![BulkRefused {
                number: "CPOR-2026-000095".into(),
                why: "It was changed meanwhile.".into(),
            }],
            state: String::new(),
        });
        assert!(after.contains("1 claim was left as it is") && after.contains("It was changed meanwhile."));
    }
}

#[test]
fn the_walk_says_what_was_done_what_is_left_and_what_comes_next() {
    let text = samples::frame(Role::Reviewer, Section::Queue);
    let bar = |waiting| NextBar {
        list: "/queue".into(),
        query: "?next=".into(),
        waiting,
        next: None,
        decided: Some(Decided {
            number: "CPOR-2026-000094".into(),
            done: Flash::Approved,
        }),
    };
    assert_eq!(bar(0).say_waiting(&text), "Nothing waits for you in this list");
    assert_eq!(bar(12).say_waiting(&text), "12 wait for you in this list");
    assert_eq!(bar(100).say_waiting(&text), "More than 100 wait for you in this list");
    let ended = QueuePage {
        decided: bar(0).decided,
        ..queue(Role::Reviewer, Vec::new())
    };
    assert!(checked(&ended).contains(r#"<a class="no" href="/claims/CPOR-2026-000094">CPOR-2026-000094</a>: "#));
}

#[test]
fn a_dispute_shows_who_decided_before_and_is_given_to_somebody_else() {
    let claim = DisputedClaim {
        row: row("CPOR-2026-000094", Phase::Dispute),
        version: 7,
        dispute: Some(Said {
            words: Some("New: <signed> minutes.".into()),
            at: samples::now(),
        }),
        earlier: vec![EarlierDecision {
            at: samples::now(),
            outcome: EarlierOutcome::Rejected("Greta".into()),
            reasons: vec!["Insufficient PoE".into()],
            comment: Some("Nobody signed.".into()),
        }],
        reviewers: vec![PartyName {
            name: "Jonas Ek".into(),
            email: "jonas@vendor.example".into(),
        }],
    };
    let page = DisputesPage {
        frame: samples::frame(Role::ReviewLead, Section::Disputes),
        claims: vec![claim],
        next: None,
        start: None,
    };
    let html = checked(&page);
    assert!(html.contains("New: &#60;signed&#62; minutes.") && html.contains("Nobody signed."));
    assert!(html.contains("by Greta") && html.contains("Insufficient PoE"));
    assert!(
        html.contains(r#"action="/claims/CPOR-2026-000094/assignment""#)
            && html.contains(r#"name="version" value="7""#)
    );
    let empty = DisputesPage {
        claims: Vec::new(),
        ..page
    };
    assert!(checked(&empty).contains("No dispute waits"));
}

#[test]
fn the_lead_sees_what_waits_with_whom_and_who_asks_for_more_time() {
    let page = TeamPage {
        frame: samples::frame(Role::ReviewLead, Section::Team),
        rows: vec![
            TeamRow {
                person: None,
                open: 20,
                late: 0,
                today: 1,
                week: 4,
            },
            TeamRow {
                person: Some(("u1".into(), "Jonas Ek".into())),
                open: 7,
                late: 2,
                today: 1,
                week: 3,
            },
        ],
        today: samples::day(2026, 9, 9),
        tomorrow: samples::day(2026, 9, 10),
        week_end: samples::day(2026, 9, 14),
        more_time: vec![MoreTime {
            row: row("CPOR-2026-000094", Phase::AwaitingAnswer),
            said: Said {
                words: Some("The signer is on leave.".into()),
                at: samples::now(),
            },
        }],
        next: None,
        start: None,
    };
    let html = checked(&page);
    assert!(
        html.contains(r#"href="/queue?whose=u1&#38;due_before=2026-09-09" class="due late">2</a>"#),
        "{html}"
    );
    assert!(html.contains(r#"href="/queue?whose=unassigned">20</a>"#) && html.contains(">27</td>"));
    assert!(html.contains("The signer is on leave."));
}

#[test]
fn the_preview_tells_enough_to_decide_whether_to_open() {
    let of = row("CPOR-2026-000094", Phase::Dispute);
    let part = PeekPart {
        frame: samples::frame(Role::Reviewer, Section::Queue),
        number: of.number.clone(),
        name: of.name.clone(),
        customer: of.customer.clone(),
        partner: "Ibernube, Madrid".into(),
        programme: "Online Services Usage".into(),
        activity: of.activity,
        state: of.state,
        deadlines: of.due.clone().into_iter().collect(),
        late: of.due.into_iter().collect(),
        lines: Vec::new(),
        documents: Vec::new(),
        earlier: vec![EarlierDecision {
            at: samples::now(),
            outcome: EarlierOutcome::Rejected("Greta".into()),
            reasons: vec!["Insufficient PoE".into()],
            comment: Some("<b>Nobody</b> signed.".into()),
        }],
        dispute: Some(Said {
            words: None,
            at: samples::now(),
        }),
    };
    let html = part.render().expect("the part renders");
    assert!(html.contains("by Greta: Insufficient PoE") && html.contains("&#60;b&#62;Nobody"));
    assert!(html.contains("Was due by the end of Tue 8 Sep (Stockholm)"));
    assert!(!html.contains("<html") && !html.contains("<script"));
}
