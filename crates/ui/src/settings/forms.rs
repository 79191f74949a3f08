//! Which fields the settings' forms have.

use domain::claim::{Activity, InformationReason, SolutionArea};
use domain::party::{Role, Side};
use domain::place::{CountryCode, Language};

use super::form::{FieldKind, FieldView, Group};
use crate::dates::weekday;
use crate::guidelines::GuidelinesView;
use crate::parts::Choice;
use crate::text::Text;

/// The clocks whose lengths are settings, by the names of their fields.
pub const CLOCKS: [&str; 8] = [
    "queue",
    "review",
    "decision",
    "partner_answer",
    "consent",
    "dispute_window",
    "dispute_answer",
    "draft_life",
];

/// The days of the week, by the codes of calendars.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn line(text: &Text, name: &str) -> FieldView {
    FieldView::new(text, name, FieldKind::Line("text", "off"))
}

fn short(text: &Text, name: &str) -> FieldView {
    FieldView::new(text, name, FieldKind::Short)
}

fn one(text: &Text, name: &str, choices: Vec<Choice>) -> FieldView {
    FieldView::new(text, name, FieldKind::One(choices, String::new()))
}

fn any(text: &Text, name: &str, choices: Vec<Choice>) -> FieldView {
    FieldView::new(text, name, FieldKind::Any(choices))
}

fn languages(text: &Text) -> Vec<Choice> {
    Language::ALL
        .iter()
        .map(|each| Choice::new(each.tag(), text.language_name(each)))
        .collect()
}

fn countries(text: &Text) -> Vec<Choice> {
    let mut all: Vec<Choice> = CountryCode::all()
        .iter()
        .map(|code| Choice::new(code.as_str(), text.country(code.as_str())))
        .collect();
    all.sort_by(|left, right| left.label.cmp(&right.label));
    all
}

/// A group with a heading.
pub fn group(legend: String, fields: Vec<FieldView>) -> Group {
    Group { legend, fields }
}

/// Name, e-mail and password of whoever begins.
pub fn first_admin(text: &Text) -> Vec<Group> {
    Group::only(vec![
        FieldView::new(text, "name", FieldKind::Line("text", "name")),
        FieldView::new(text, "email", FieldKind::Line("email", "username")),
        password(text, "new_password"),
    ])
}

/// A new password.
pub fn password(text: &Text, name: &str) -> FieldView {
    let fill = if name == "new_password" {
        "new-password"
    } else {
        "current-password"
    };
    FieldView::new(text, name, FieldKind::Line("password", fill))
}

/// The vendor's name and the language of whoever hasn't chosen.
pub fn vendor(text: &Text) -> Vec<FieldView> {
    vec![line(text, "vendor"), one(text, "language", languages(text))]
}

/// Zone, weekend, days off and worked days.
pub fn calendar(text: &Text) -> Vec<FieldView> {
    vec![
        zone(text),
        weekend(text),
        FieldView::new(text, "closures", FieldKind::Lines),
        FieldView::new(text, "working_days", FieldKind::Lines),
    ]
}

/// Zone, weekend and days off: what a first start asks for.
pub fn first_calendar(text: &Text) -> Vec<FieldView> {
    vec![
        zone(text),
        weekend(text),
        FieldView::new(text, "closures", FieldKind::Lines),
    ]
}

fn zone(text: &Text) -> FieldView {
    FieldView::new(text, "time_zone", FieldKind::Zone)
}

fn weekend(text: &Text) -> FieldView {
    // Any week does: the first of June 2026 is a Monday.
    let monday = jiff::civil::date(2026, 6, 1);
    let day = |(number, code): (usize, &&str)| {
        let date = monday.saturating_add(jiff::Span::new().days(i64::try_from(number).unwrap_or_default()));
        Choice::new(*code, weekday(text, &date))
    };
    any(text, "weekend", WEEKDAYS.iter().enumerate().map(day).collect())
}

/// The lengths of clocks.
pub fn policy(text: &Text) -> Vec<Group> {
    let business = ["queue", "review", "decision", "dispute_answer", "partner_answer"];
    let lengths = |names: &[&str]| {
        let field = |name: &&str| {
            let kind = one(
                text,
                &format!("{name}_unit"),
                vec![
                    Choice::new("business_days", text.settings_business_days()),
                    Choice::new("calendar_days", text.settings_calendar_days()),
                ],
            );
            [short(text, name), kind]
        };
        names.iter().flat_map(field).collect::<Vec<_>>()
    };
    let rest = ["consent", "dispute_window", "draft_life"];
    vec![
        group(text.settings_group_team(), lengths(&business)),
        group(text.settings_group_others(), lengths(&rest)),
        group(
            text.settings_group_choices(),
            vec![
                short(text, "draft_reminder_first"),
                short(text, "draft_reminder_second"),
                short(text, "extension_days_max"),
                short(text, "documents_per_round_max"),
                one(
                    text,
                    "early_confirmation",
                    vec![
                        Choice::new("ends_window", text.settings_ends_window()),
                        Choice::new("window_runs_on", text.settings_window_runs_on()),
                    ],
                ),
            ],
        ),
    ]
}

/// The activities of programmes.
pub const ACTIVITIES: [Activity; 3] = [Activity::PreSales, Activity::Usage, Activity::RevenueAssociation];

/// A programme; its code is typed once.
pub fn programme(text: &Text, is_new: bool) -> Vec<Group> {
    let activities = ACTIVITIES
        .iter()
        .map(|each| Choice::new(each.code(), text.activity(each)))
        .collect();
    let mut fields = vec![line(text, "name")];
    fields.extend(is_new.then(|| line(text, "code")));
    fields.push(any(text, "activities", activities));
    fields.push(one(
        text,
        "exclusivity",
        vec![
            Choice::new("exclusive", text.settings_exclusive()),
            Choice::new("shared", text.settings_shared()),
        ],
    ));
    vec![
        group(String::new(), fields),
        group(text.settings_group_claimable(), validity(text, "claimable").into()),
    ]
}

/// The first and the last day on which something holds.
fn validity(text: &Text, flag: &str) -> [FieldView; 2] {
    [format!("{flag}.from"), format!("{flag}.until")]
        .map(|name| FieldView::new(text, &name, FieldKind::Line("date", "off")))
}

/// What a programme says its reviewers look for: for every proof, and a paragraph for each reason.
pub fn guidelines(text: &Text) -> Vec<Group> {
    let mut fields = vec![FieldView::new(text, "general", FieldKind::Prose)];
    fields.extend(InformationReason::ALL.iter().map(|reason| FieldView {
        label: GuidelinesView::heading(text, reason),
        ..FieldView::new(text, reason.code(), FieldKind::Prose)
    }));
    Group::only(fields)
}

/// A product; its code is typed once.
pub fn product(text: &Text, is_new: bool) -> Vec<Group> {
    let areas = [SolutionArea::BusinessApplications, SolutionArea::Microsoft365]
        .iter()
        .map(|each| Choice::new(each.code(), text.area(each)))
        .collect();
    let mut fields = vec![line(text, "name")];
    fields.extend(is_new.then(|| line(text, "code")));
    fields.push(one(text, "solution_area", areas));
    fields.push(one(
        text,
        "claimed_by",
        vec![
            Choice::new("subscription", text.settings_by_subscription()),
            Choice::new("workload", text.settings_by_workload()),
        ],
    ));
    let days = ["claimable", "recognised", "paid"]
        .iter()
        .flat_map(|flag| validity(text, flag))
        .collect();
    vec![
        group(String::new(), fields),
        group(text.settings_group_validity(), days),
    ]
}

/// A partner.
pub fn partner(text: &Text) -> Vec<FieldView> {
    vec![line(text, "partner")]
}

/// The first partner with its location.
pub fn first_partner(text: &Text) -> Vec<Group> {
    let mut country = one(text, "country", countries(text));
    if let FieldKind::One(_, none) = &mut country.kind {
        *none = text.settings_choose();
    }
    let mut zone = zone(text);
    zone.hint = text.setup_partner_zone_hint();
    Group::only(vec![line(text, "partner"), line(text, "location_id"), country, zone])
}

/// A location: what it is, who enrols it, its days.
pub fn location(text: &Text, is_new: bool, programmes: Option<Vec<Choice>>) -> Vec<Group> {
    let mut fields = vec![line(text, "name")];
    if is_new {
        fields.push(line(text, "location_id"));
        let mut country = one(text, "country", countries(text));
        if let FieldKind::One(_, none) = &mut country.kind {
            *none = text.settings_choose();
        }
        fields.push(country);
    }
    fields.extend(programmes.map(|programmes| any(text, "enrolled", programmes)));
    vec![
        group(String::new(), fields),
        group(text.settings_group_days(), calendar(text)),
    ]
}

/// An account: who it is, what it may do and where.
pub fn person(text: &Text, side: Side, locations: Vec<Choice>) -> Vec<Group> {
    let mut fields = vec![
        line(text, "name"),
        FieldView::new(text, "email", FieldKind::Line("email", "off")),
        one(text, "role", roles(text, side)),
    ];
    if side == Side::Partner {
        fields.push(any(text, "locations", locations));
    }
    Group::only(fields)
}

/// The roles of a side.
pub fn roles(text: &Text, side: Side) -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .filter(|role| role.side() == side)
        .map(|role| Choice::new(role.code(), text.role(&role)))
        .collect()
}

/// One's own name, language and zone.
pub fn oneself(text: &Text) -> Vec<Group> {
    Group::only(vec![
        FieldView::new(text, "name", FieldKind::Line("text", "name")),
        FieldView {
            hint: text.account_language_hint(),
            ..one(text, "language", languages(text))
        },
        zone(text),
    ])
}

/// Changing one's own password.
pub fn own_password(text: &Text) -> Vec<Group> {
    let new = FieldView {
        label: text.account_new_password(),
        ..password(text, "new_password")
    };
    Group::only(vec![password(text, "password"), new])
}

/// A new token.
pub fn token(text: &Text) -> Vec<Group> {
    Group::only(vec![
        line(text, "token_name"),
        one(
            text,
            "expires",
            vec![
                Choice::new("90", text.token_days(90)),
                Choice::new("365", text.token_days(365)),
                Choice::new("", text.token_forever()),
            ],
        ),
    ])
}

/// The programmes and products of the model.
pub fn presets(text: &Text, programmes: Vec<Choice>, areas: Vec<(SolutionArea, Vec<Choice>)>) -> Vec<Group> {
    let mut groups = vec![group(String::new(), vec![any(text, "programmes", programmes)])];
    let products = areas
        .into_iter()
        .map(|(area, products)| FieldView {
            name: format!("products.{}", area.code()),
            label: text.area(&area),
            hint: String::new(),
            kind: FieldKind::Any(products),
        })
        .collect();
    groups.push(group(text.setup_catalogue(), products));
    groups
}

/// The people a first start invites: a role each, left empty where there is nobody yet.
pub const FIRST_ROLES: [Role; 4] = [
    Role::GlobalAdmin,
    Role::Reviewer,
    Role::ReviewLead,
    Role::ProgrammeManager,
];

/// Name and e-mail of each.
pub fn first_people(text: &Text) -> Vec<Group> {
    FIRST_ROLES
        .iter()
        .map(|role| {
            let name = format!("{}.name", role.code());
            let email = format!("{}.email", role.code());
            let mut fields = vec![
                FieldView::new(text, "name", FieldKind::Line("text", "off")),
                FieldView::new(text, "email", FieldKind::Line("email", "off")),
            ];
            for (field, name) in fields.iter_mut().zip([name, email]) {
                field.name = name;
                field.hint = String::new();
            }
            let whose = text.by_code("setup-role", role.code());
            group(whose.unwrap_or_else(|| text.role(role)), fields)
        })
        .collect()
}

/// What a role does, in a few words.
pub(crate) fn role_work(text: &Text, role: Role) -> String {
    text.by_code("role-work", role.code()).unwrap_or_default()
}
