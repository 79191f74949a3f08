//! The dashboard and the lists of claims, with invented content.

use domain::claim::{Activity, Clock, InformationReason, Phase, RejectionReason, Status, Turn};
use domain::party::Role;

use super::claims::{STATES, deadline_of, programmes};
use super::{answer_deadline, day, frame, instant, now};
use crate::claims::{
    ClaimGroup, ClaimRow, ClaimSort, ClaimsPage, FoundIn, GroupKind, ListChoices, ListState, Marked, Total,
};
use crate::dashboard::{
    Ask, DashboardPage, DaysLeft, DeadlineCalendar, Decisions, DueClaim, Figures, StatusFigure, Todo, Work,
};
use crate::find::FoundClaim;
use crate::frame::Section;
use crate::parts::{Choice, DeadlineView, StatusView};
use crate::saved::{SavedView, SavedViews};
use crate::vendor::{Assigned, PartyName};

fn row(number: u32, name: &str, state: StatusView) -> ClaimRow {
    ClaimRow {
        number: Marked::of(&format!("CPOR-2026-{number:06}"), None),
        name: Marked::of(name, None),
        customer: (state.status != Status::Editing).then(|| Marked::of("Cooperativa Vale Verde", None)),
        found_in: None,
        partner: "Serra Azul Tecnologia".into(),
        programme: Some("Online Services Usage".into()),
        activity: Some(Activity::Usage),
        location: "São Paulo".into(),
        state,
        due: deadline_of(state),
        late: None,
        changed_at: now(),
        assigned: Assigned::Colleague(PartyName {
            name: "Caio Mendes".into(),
            email: "caio@halden.example".into(),
        }),
    }
}

fn rows() -> Vec<ClaimRow> {
    let states = STATES.iter().zip(118..);
    let mut rows: Vec<ClaimRow> = states
        .map(|(state, number)| row(number, "Exchange and Teams rollout", *state))
        .collect();
    rows[3].late = rows[3].due.take();
    rows
}

/// Every state in its group, two of many in each.
pub fn groups() -> Vec<ClaimGroup> {
    let all = rows();
    let kind_of = |row: &ClaimRow| GroupKind::of(row.state.status, row.state.phase);
    GroupKind::ALL
        .into_iter()
        .map(|kind| ClaimGroup {
            kind: Some(kind),
            rows: all.iter().filter(|row| kind_of(row) == kind).take(2).cloned().collect(),
            total: 9,
            all: Some(kind.alone(&ListState::default()).address().to_string()),
        })
        .collect()
}

fn choices() -> ListChoices {
    ListChoices {
        programmes: programmes(),
        locations: vec![Choice::new("4021187", "São Paulo"), Choice::new("4021188", "Recife")],
    }
}

/// The list of a role: in groups for partners, in an order for the vendor's people.
pub fn claims_page(role: Role) -> ClaimsPage {
    let frame = frame(role, Section::Claims);
    let flat = ClaimGroup {
        kind: None,
        rows: rows(),
        total: 13,
        all: None,
    };
    let groups = if frame.is_partner() { groups() } else { vec![flat] };
    ClaimsPage {
        frame,
        state: ListState::default(),
        choices: choices(),
        views: SavedViews {
            path: "/claims",
            state: String::new(),
            all: vec![SavedView {
                name: "Closing this month".into(),
                href: "/claims?due_by=2026-09-30".into(),
                current: false,
            }],
        },
        groups,
        total: Total::Exactly(13),
        next: None,
        start: None,
    }
}

/// The list narrowed by everything that narrows it, on a later page.
pub fn narrowed_page(role: Role) -> ClaimsPage {
    let mut found = rows();
    found.truncate(2);
    found[0].customer = Some(Marked::of("Cooperativa Vale Verde", Some(0..4)));
    found[1].found_in = Some((FoundIn::Domain, Marked::of("coop.example", Some(0..4))));
    ClaimsPage {
        state: ListState {
            text: "coop".into(),
            statuses: vec![Status::Submitted, Status::UnderReview],
            phases: vec![Phase::First],
            turns: vec![Turn::Reviewer],
            programmes: vec!["osu".into()],
            activities: vec![Activity::Usage],
            locations: vec!["4021187".into()],
            due_by: Some(day(2026, 9, 18)),
            sort: Some(ClaimSort::Due),
        },
        groups: vec![ClaimGroup {
            kind: None,
            rows: found,
            total: 2,
            all: None,
        }],
        total: Total::Over(1000),
        next: Some("/claims?q=coop&cursor=abc".into()),
        start: Some("/claims?q=coop".into()),
        ..claims_page(role)
    }
}

/// What needs action, most urgent first.
pub fn todos() -> Vec<Todo> {
    let left = |today, more| Some(DaysLeft { today, more, of: 5 });
    let todo = |number, state: StatusView, ask, left| Todo {
        row: row(number, "Defender roll-out", state),
        ask,
        left,
    };
    let stopped = StatusView {
        turn: Turn::Partner,
        ..STATES[8]
    };
    let mut today = todo(
        131,
        STATES[7],
        Ask::Answer(vec![InformationReason::MissingOrOldDates]),
        left(true, 0),
    );
    today.row.due = Some(DeadlineView {
        due_at: instant(1_789_009_200),
        due_on: day(2026, 9, 9),
        ..answer_deadline()
    });
    let mut bounced = todo(127, stopped, Ask::NameContact, None);
    bounced.row.due = None;
    let asked = vec![
        InformationReason::MissingCustomerAcknowledgment,
        InformationReason::MissingProducts,
    ];
    vec![
        today,
        todo(118, STATES[7], Ask::Answer(asked), left(true, 2)),
        bounced,
        todo(
            102,
            STATES[11],
            Ask::Dispute(vec![RejectionReason::InsufficientPoe]),
            None,
        ),
        todo(112, STATES[0], Ask::Finish(2), None),
    ]
}

/// The figures of a partner at work.
pub fn figures() -> Figures {
    let counts = [2, 9, 5, 7, 6, 3, 31, 4, 1];
    let due = |number: u32, on, clock, yours| DueClaim {
        number: format!("CPOR-2026-{number:06}"),
        title: "Cooperativa Vale Verde".into(),
        on: day(2026, 9, on),
        clock,
        yours,
    };
    let mut claims = vec![
        due(131, 9, Clock::PartnerAnswer, true),
        due(118, 11, Clock::PartnerAnswer, true),
    ];
    claims.extend((140..147).map(|number| due(number, 16, Clock::Consent, false)));
    Figures {
        by_status: GroupKind::ALL
            .into_iter()
            .zip(counts)
            .map(|(kind, count)| StatusFigure { kind, count })
            .collect(),
        decisions: Decisions {
            days: vec![
                1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 9, 10, 11, 14,
            ],
            limit: Some(10),
            latest_only: false,
        },
        deadlines: DeadlineCalendar {
            today: day(2026, 9, 9),
            days_off: [7, 12, 13, 19, 20].map(|date| day(2026, 9, date)).to_vec(),
            due: claims,
            more: false,
        },
    }
}

/// The dashboard of a partner at work.
pub fn dashboard_page() -> DashboardPage {
    DashboardPage {
        frame: frame(Role::IncentivesAdmin, Section::Dashboard),
        work: Some(Work {
            todo: todos(),
            needed: 11,
            recent: vec![FoundClaim {
                number: "CPOR-2026-000118".into(),
                name: "Exchange and Teams rollout".into(),
                customer: "Cooperativa Vale Verde".into(),
                state: STATES[6],
            }],
            figures: figures(),
            groups: groups(),
            choices: choices(),
        }),
    }
}

/// The dashboard of a partner without a claim.
pub fn first_dashboard_page() -> DashboardPage {
    DashboardPage {
        work: None,
        ..dashboard_page()
    }
}
