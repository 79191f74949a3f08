use domain::claim::SolutionArea;
use domain::party::{Role, Side};

use super::form::{ActTo, ActView, ChangedView, FieldKind, Group, PartsView};
use super::*;
use crate::Frame;
use crate::fields::Fields;
use crate::frame::Section;
use crate::page_check::checked;
use crate::parts::Choice;
use crate::samples;

fn frame(role: Role) -> Frame {
    samples::frame(role, Section::Settings)
}

fn guest() -> Frame {
    Frame {
        person: None,
        ..frame(Role::SystemAdmin)
    }
}

fn token() -> TokenView {
    TokenView {
        id: "ab12".into(),
        name: Some("Nightly <export>".into()),
        created_at: Some(samples::now()),
        expires_at: None,
        used_on: None,
        revoke: "/settings/tokens/revoke".into(),
    }
}

fn form(groups: Vec<Group>) -> FormPage {
    FormPage {
        frame: frame(Role::ProgrammeManager),
        place: Place::Programmes,
        list: Some(("Programmes".into(), "/settings/programmes".into())),
        title: "Online Services Usage".into(),
        lead: String::new(),
        means: vec!["12 running claims keep the deadlines they have.".into()],
        action: "/settings/programmes/osu".into(),
        groups,
        typed: Fields::default(),
        seen: 7,
        submit: "Save".into(),
        changed: None,
        refused: None,
        acts: Vec::new(),
        tokens: Vec::new(),
        parts: None,
    }
}

fn every_form() -> Vec<Vec<Group>> {
    let text = &frame(Role::SystemAdmin).text;
    let choices = || vec![Choice::new("osu", "Online Services Usage")];
    vec![
        forms::first_admin(text),
        Group::only(forms::vendor(text)),
        Group::only(forms::calendar(text)),
        Group::only(forms::first_calendar(text)),
        forms::policy(text),
        forms::programme(text, true),
        forms::guidelines(text),
        forms::product(text, true),
        Group::only(forms::partner(text)),
        forms::first_partner(text),
        forms::location(text, true, Some(choices())),
        forms::person(text, Side::Partner, choices()),
        forms::oneself(text),
        forms::own_password(text),
        forms::token(text),
        forms::presets(text, choices(), vec![(SolutionArea::Microsoft365, choices())]),
    ]
}

#[test]
fn every_field_of_every_form_has_a_label_in_words_and_the_page_holds() {
    for groups in every_form() {
        for field in groups.iter().flat_map(|group| &group.fields) {
            assert_ne!(field.label, field.name, "a label");
            assert!(!field.label.contains('_'), "{}", field.label);
        }
        checked(&form(groups));
    }
}

#[test]
fn a_form_keeps_what_was_typed_names_what_is_wrong_and_says_what_a_change_means() {
    let mut typed = Fields::of([("name", "A & B"), ("activities.usage", "on")]);
    typed.blame("activities", "Choose at least one.");
    let text = frame(Role::ProgrammeManager).text;
    let html = checked(&FormPage {
        typed,
        changed: Some(ChangedView {
            by: "Nora Whitfield".into(),
            at: samples::now(),
            now: vec![("Name".into(), "Online Services Usage".into())],
        }),
        acts: vec![ActView {
            title: "Sessions".into(),
            words: "2 sessions hold.".into(),
            label: "End all sessions".into(),
            to: ActTo::Form("/settings/people/1/sessions".into()),
        }],
        tokens: vec![token()],
        parts: Some(PartsView {
            title: "Locations".into(),
            rows: vec![(
                "Serra Azul".into(),
                "4021187".into(),
                "/settings/locations/4021187".into(),
            )],
            empty: String::new(),
            add: ("New location".into(), "/settings/locations/new".into()),
        }),
        ..form(forms::programme(&text, false))
    });
    for part in [
        "A &#38; B",
        "Activities: Choose at least one.",
        r##"href="#activities""##,
        r#"name="activities.usage" value="on" checked"#,
        "12 running claims keep",
        "Nora Whitfield changed this",
        r#"role="alert" tabindex="-1" autofocus>"#,
        r#"name="seen" value="7""#,
        "Nightly &#60;export&#62;",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn each_role_sees_the_places_it_looks_after() {
    for role in Role::ALL {
        let html = checked(&ListPage {
            frame: frame(role),
            place: Place::Account,
            title: "A list".into(),
            lead: String::new(),
            columns: vec!["Name".into(), "Role".into(), "E-mail".into()],
            rows: vec![ListRow {
                name: "Ana".into(),
                href: "/settings/people/1".into(),
                cells: vec![
                    Cell::Words("No. 1 reviewer".into()),
                    Cell::Mail("ana.sa@halden.example".into()),
                ],
                note: Some("Deactivated".into()),
            }],
            add: vec![("New".into(), "/settings/people/new".into())],
            empty: (String::new(), String::new()),
            query: Some("a\"b".into()),
            next: None,
            start: None,
        });
        for place in Place::of(role) {
            assert!(
                html.contains(&format!("href=\"{}\"", place.path())),
                "{role:?} {place:?}"
            );
        }
        assert_eq!(html.contains("/settings/health"), role == Role::SystemAdmin, "{role:?}");
        assert!(
            html.contains("ana.sa@<wbr>halden.example<") && html.contains("No. 1 reviewer"),
            "{html}"
        );
    }
}

#[test]
fn a_token_is_shown_once_and_then_only_by_its_name() {
    let page = TokensPage {
        frame: frame(Role::GlobalAdmin),
        made: Some(("Nightly <export>".into(), "cpor_secret".into())),
        tokens: vec![token()],
        typed: Fields::default(),
    };
    assert!(checked(&page).contains("cpor_secret"));
    let later = checked(&TokensPage { made: None, ..page });
    assert!(!later.contains("cpor_secret") && later.contains("Nightly &#60;export&#62;"));
    let none = TokensPage {
        frame: frame(Role::GlobalAdmin),
        made: None,
        tokens: Vec::new(),
        typed: Fields::default(),
    };
    assert!(checked(&none).contains("No token yet"));
}

#[test]
fn the_account_page_offers_to_end_other_sessions_only_where_there_are_some() {
    let session = |is_this| SessionView {
        created_at: samples::now(),
        seen_at: samples::now(),
        is_this,
    };
    let page = AccountPage {
        frame: frame(Role::Auditor),
        email: "george@halden.example".into(),
        typed: Fields::of([("name", "George")]),
        sessions: vec![session(true)],
    };
    assert!(!checked(&page).contains("End the others"));
    let two = AccountPage {
        sessions: vec![session(true), session(false)],
        ..page
    };
    assert!(checked(&two).contains("End the others"));
}

#[test]
fn health_says_what_needs_somebody() {
    let page = |checks| HealthPage {
        frame: frame(Role::SystemAdmin),
        checks,
        version: "0.1.0".into(),
        schema: 5,
        claims: 320,
        accounts: 20,
        sessions: 3,
        size_bytes: 4_000_000,
    };
    let good = checked(&page(vec![
        CheckView::Store(true),
        CheckView::Timers(0),
        CheckView::Disk(None),
    ]));
    assert!(good.contains("Everything that was looked at works") && good.contains("cpor doctor"));
    for bad in [
        CheckView::Store(false),
        CheckView::Blobs(false),
        CheckView::Timers(6),
        CheckView::Outbox(60),
        CheckView::Disk(Some(1_000)),
    ] {
        assert!(
            checked(&page(vec![bad.clone()])).contains("Something needs you"),
            "{bad:?}"
        );
    }
}

#[test]
fn the_journal_says_before_and_after_in_words() {
    let html = checked(&JournalPage {
        frame: frame(Role::Auditor),
        filter: Fields::of([("kind", "programme")]),
        people: vec![Choice::new("1", "Nora <Whitfield>")],
        entries: vec![JournalView {
            id: 7,
            at: samples::now(),
            by: String::new(),
            by_href: None,
            kind: "programme".into(),
            name: "Online Services Usage".into(),
            href: None,
            act: "changed".into(),
            fields: vec![
                ("exclusivity".into(), "exclusive".into(), "shared".into()),
                ("missing_products".into(), String::new(), "Each <product>.".into()),
            ],
        }],
        csv: "/settings/journal.csv?kind=programme".into(),
        next: None,
        start: None,
    });
    for part in [
        "Changed: programme Online Services Usage",
        r#"<del class="typed">One partner at a time</del></td><td><ins class="typed">Several partners</ins>"#,
        r#"<th scope="row">Products</th>"#,
        r#"<option value="programme" selected>programme</option>"#,
        r#"href="/settings/journal.csv?kind=programme""#,
        "Show everything",
        "Whoever held the set-up link",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn the_first_start_shows_where_one_is_and_whose_field_is_wrong() {
    let text = guest().text;
    let mut typed = Fields::of([("reviewer.name", "Greta")]);
    typed.blame("reviewer.email", "Fill this in.");
    let html = checked(&SetupPage {
        frame: guest(),
        step: SetupStep::People,
        open: ["you", "vendor", "programmes", "partner", "people"]
            .map(|step| format!("/setup/{step}"))
            .into(),
        action: "/setup/people".into(),
        groups: forms::first_people(&text),
        typed,
        refused: None,
    });
    assert!(
        html.contains("Step 5 of 5") && html.contains(r#"aria-current="step""#),
        "{html}"
    );
    assert!(
        html.contains("A reviewer, who decides on claims") && html.contains("E-mail: Fill this in."),
        "{html}"
    );
    let link = LinkView {
        name: "Greta".into(),
        email: "greta@halden.example".into(),
        role: Role::Reviewer,
        link: "http://x/invitations/secret".into(),
    };
    for (links, heading, lead) in [
        (vec![link.clone()], "A link to hand over", "Hand it over yourself"),
        (vec![link.clone(); 2], "Links to hand over", "Hand each of them over"),
    ] {
        let done = checked(&SetupDonePage {
            frame: guest(),
            vendor: "Halden Cloud".into(),
            links,
            until: samples::now(),
        });
        assert!(done.contains("http://x/invitations/secret"));
        assert!(done.contains(heading) && done.contains(lead), "{done}");
    }
    let shown = checked(&LinkPage {
        frame: frame(Role::SystemAdmin),
        link,
        until: samples::now(),
        back: "/settings/people/1".into(),
    });
    assert!(shown.contains("http://x/invitations/secret"));
    for is_open in [true, false] {
        checked(&ClosedPage {
            frame: guest(),
            is_open,
        });
    }
}

#[test]
fn an_invitation_explains_the_role_and_never_sends_a_password_back() {
    for role in Role::ALL {
        let html = checked(&InvitationPage {
            frame: guest(),
            name: "Ana".into(),
            email: "ana@valeverde.example".into(),
            role,
            organisation: "Vale Verde".into(),
            is_renewal: false,
            action: "/invitations/secret".into(),
            typed: Fields::default(),
        });
        assert!(
            html.contains("of Vale Verde") && html.contains(r#"type="password" value="""#),
            "{html}"
        );
        let welcome = checked(&WelcomePage {
            frame: frame(role),
            begin: "/claims".into(),
        });
        assert_eq!(welcome.matches("<li><span>").count(), 3, "{role:?}: three steps");
        assert!(!html.contains("role-work") && welcome.contains("Your work as"));
    }
}

#[test]
fn a_page_that_asks_once_more_says_what_will_happen() {
    let html = checked(&ConfirmPage {
        frame: frame(Role::SystemAdmin),
        place: Place::People,
        title: "Deactivate Greta?".into(),
        means: vec!["7 claims are assigned to this person.".into()],
        action: "/settings/people/1/standing".into(),
        back: "/settings/people/1".into(),
        seen: 3,
        submit: "Deactivate".into(),
    });
    assert!(html.contains("7 claims") && html.contains(r#"name="seen" value="3""#));
}

#[test]
fn the_weekend_is_chosen_from_all_seven_days() {
    let fields = forms::calendar(&guest().text);
    let days = fields.iter().find_map(|field| match &field.kind {
        FieldKind::Any(days) => Some(
            days.iter()
                .map(|day| format!("{} {}", day.value, day.label))
                .collect::<Vec<_>>(),
        ),
        FieldKind::Line(..)
        | FieldKind::Short
        | FieldKind::Zone
        | FieldKind::Lines
        | FieldKind::Prose
        | FieldKind::One(..) => None,
    });
    assert_eq!(
        days.map(|days| days.join(", ")).as_deref(),
        Some("mon Mon, tue Tue, wed Wed, thu Thu, fri Fri, sat Sat, sun Sun")
    );
}

#[test]
fn a_programme_is_claimable_by_its_days_and_says_since_when_it_is_not() {
    let text = frame(Role::ProgrammeManager).text;
    let day = |text: &str| text.parse().ok();
    let today = jiff::civil::date(2026, 9, 14);
    for (from, until, words) in [
        (None, None, "Claimable"),
        (None, day("2026-09-14"), "Claimable until Mon 14 Sep 2026"),
        (None, day("2026-09-13"), "Not claimable since Mon 14 Sep 2026"),
        (day("2026-09-15"), None, "Claimable from Tue 15 Sep 2026"),
        (day("2026-09-14"), None, "Claimable"),
    ] {
        let validity = domain::reference::Validity { from, until };
        assert_eq!(text.claimable_now(&validity, today), words);
    }
}
