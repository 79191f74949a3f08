//! Tests of the list of all claims.

use domain::claim::{Phase, Status, Turn};
use domain::party::Role;

use super::{ClaimSort, GroupKind, ListState, Total};
use crate::frame::{ClaimCounts, Section};
use crate::page_check::checked;
use crate::samples::claims::STATES;
use crate::samples::lists::{claims_page, narrowed_page};

const ROLES: [Role; 5] = [
    Role::IncentivesAdmin,
    Role::Reviewer,
    Role::ReviewLead,
    Role::ProgrammeManager,
    Role::Auditor,
];

#[test]
fn every_role_reads_its_list_with_a_cell_for_every_heading() {
    for role in ROLES {
        for page in [claims_page(role), narrowed_page(role)] {
            let html = checked(&page);
            let headings = html.matches("role=\"columnheader\"").count();
            for row in html.split("<tr role=\"row\" data-row>").skip(1) {
                let row = row.split("</tr>").next().unwrap_or_default();
                assert_eq!(row.matches("role=\"cell\"").count(), headings, "{role:?}: {row}");
            }
            assert!(html.contains("data-rows") && html.contains("data-row-link"));
            assert_eq!(
                html.contains("Serra Azul Tecnologia</td>"),
                !page.frame.is_partner(),
                "{role:?}"
            );
            assert_eq!(html.contains("Caio Mendes"), !page.frame.is_partner(), "{role:?}");
        }
    }
}

#[test]
fn only_partners_and_the_auditor_are_offered_drafts() {
    for role in ROLES {
        let offered = matches!(role, Role::IncentivesAdmin | Role::Auditor);
        let html = checked(&claims_page(role));
        assert_eq!(html.contains(r#"<option value="editing""#), offered, "{role:?}");
        assert_eq!(html.contains(r#"<option value="draft""#), offered, "{role:?}");
    }
}

#[test]
fn each_filter_in_use_can_be_taken_away_and_the_rest_stays() {
    let page = narrowed_page(Role::IncentivesAdmin);
    let html = checked(&page);
    let all = page.state.address().to_string();
    assert_eq!(
        all,
        "/claims?q=coop&status=submitted&status=under_review&phase=first&turn=reviewer&programme=osu&activity=usage\
         &location=4021187&due_by=2026-09-18&sort=due_at"
    );
    for (chip, gone) in [
        ("Begins with: coop", "q=coop&"),
        ("Status: Submitted", "status=submitted&"),
        ("Status: Under review", "status=under_review&"),
        ("Phase: first submission", "phase=first&"),
        ("Turn: Reviewer", "turn=reviewer&"),
        ("Programme: Online Services Usage", "programme=osu&"),
        ("Activity: Usage", "activity=usage&"),
        ("Location: São Paulo", "location=4021187&"),
        ("Due by: Fri 18 Sep", "due_by=2026-09-18&"),
    ] {
        let without = all.replace(gone, "").replace('&', "&#38;");
        let link = format!(r#"<a class="chip" href="{without}"><span>{chip}</span>"#);
        assert!(html.contains(&link), "{link} in {html}");
    }
    // A select shows one value; applying the form keeps the other.
    assert!(html.contains(r#"<option value="submitted" selected>"#));
    assert!(html.contains(r#"<input type="hidden" name="status" value="under_review">"#));
    assert!(html.contains("<details class=\"more\" open>") && html.contains(r#"name="due_by" value="2026-09-18""#));
    assert!(html.contains(r#"aria-sort="ascending"><a href="/claims?q=coop"#));
    assert!(html.contains("More than 1000 claims"));
}

#[test]
fn a_found_claim_shows_by_what_it_was_found() {
    let html = checked(&narrowed_page(Role::ReviewLead));
    assert!(html.contains("<mark>Coop</mark>erativa Vale Verde"));
    assert!(html.contains("Domain <mark>coop</mark>.example"));
}

#[test]
fn each_situation_without_claims_says_what_comes_next() {
    let empty = |role| {
        let mut page = claims_page(role);
        page.groups.clear();
        page.total = Total::Exactly(0);
        page
    };
    let mut gone = empty(Role::IncentivesAdmin);
    gone.start = Some("/claims?sort=number".into());
    let mut filtered = empty(Role::IncentivesAdmin);
    filtered.state.statuses = vec![Status::Rejected];
    let mut searched = empty(Role::Auditor);
    searched.state.text = "<Verde>".into();
    let mut needed = empty(Role::IncentivesAdmin);
    needed.frame.section = Section::Needed;
    needed.state.turns = vec![Turn::Partner];
    let mut in_force = empty(Role::IncentivesAdmin);
    in_force.frame.section = Section::InForce;
    for (page, words) in [
        (needed, "it appears here first, with its last day"),
        (in_force, "when the customer has confirmed it"),
        (empty(Role::IncentivesAdmin), "from the moment their draft exists"),
        (empty(Role::Auditor), "when its partner submits it"),
        (filtered, "Take a filter away"),
        (searched, "begins with “&#60;Verde&#62;”"),
        (gone, "have moved on"),
    ] {
        let html = checked(&page);
        assert!(html.contains(words), "{words}: {html}");
        assert!(!html.contains("<table"));
    }
}

#[test]
fn every_claim_has_its_group_and_each_group_its_list() {
    for state in STATES {
        let kind = GroupKind::of(state.status, state.phase);
        assert_eq!(kind.status(), state.status, "{state:?}");
        assert!(kind.phase().is_none_or(|phase| phase == state.phase), "{state:?}");
    }
    let narrowed = ListState {
        text: "coop".into(),
        ..ListState::default()
    };
    assert_eq!(
        GroupKind::InForce.alone(&narrowed).address().to_string(),
        "/claims?q=coop&status=approved&phase=in_force"
    );
    assert_eq!(
        GroupKind::UnderReview
            .alone(&ListState::default())
            .address()
            .to_string(),
        "/claims?status=under_review"
    );
    assert_eq!(GroupKind::of(Status::Approved, Phase::InForce), GroupKind::InForce);
}

#[test]
fn an_order_alone_narrows_nothing() {
    let state = ListState::default().sorted(ClaimSort::Number);
    assert!(!state.is_narrowed() && narrowed_page(Role::Auditor).state.is_narrowed());
    for sort in ClaimSort::ALL {
        assert_eq!(ClaimSort::from_code(sort.code()), Some(sort));
    }
}

#[test]
fn a_list_is_named_and_taken_along_as_it_is_filtered() {
    let plain = checked(&claims_page(Role::IncentivesAdmin));
    assert!(plain.contains(r#"href="/claims/export.csv" download"#) && !plain.contains(r#"action="/claims/views""#));
    assert!(plain.contains(r#"<a class="chip" href="/claims" aria-current="true">All</a>"#));
    let mut page = narrowed_page(Role::Auditor);
    page.views.state = page.state.query();
    let narrowed = checked(&page);
    assert!(narrowed.contains(r#"href="/claims/export.json?q=coop&#38;status=submitted"#));
    assert!(narrowed.contains(r#"action="/claims/views""#) && narrowed.contains("Save this view"));
    page.views.all[0].current = true;
    assert!(checked(&page).contains("Change this view"));
}

#[test]
fn the_side_bar_says_no_more_than_was_counted() {
    let mut page = claims_page(Role::IncentivesAdmin);
    assert!(checked(&page).contains(r#"<span class="count">5</span>"#));
    page.frame.counts = Some(ClaimCounts {
        needed: i64::from(ClaimCounts::NEEDED_MAX),
        in_force: 999,
    });
    let html = checked(&page);
    assert!(html.contains(r#"<span class="count">99+</span>"#) && html.contains(r#"<span class="count">999</span>"#));
    page.frame.counts = None;
    assert!(!checked(&page).contains("class=\"count\""));
}
