//! The wizard and the edit form, with invented content.

use domain::party::Role;

use super::claims::{STATES, deadline_of, programmes};
use super::{frame, instant};
use crate::fields::Fields;
use crate::frame::Section;
use crate::guidelines::GuidelinesView;
use crate::partner::{
    DraftChoices, DraftForm, DuplicateView, EditPage, HandIn, LocationView, Missing, NewClaimPage, Overtaken,
    ProductGroup, Step, StepPage, StepView,
};
use crate::parts::{Choice, DocumentView, Stale};

/// The fields, with one error in the first line.
pub fn form() -> DraftForm {
    let text = frame(Role::IncentivesUser, Section::Claims).text;
    let mut typed = Fields::of([
        ("name", "Sales for Porto Sul"),
        ("location_id", "4021187"),
        ("programme", "osa"),
        ("activity", "pre_sales"),
        ("customer.name", "Porto Sul Logística"),
        ("customer.country", "BR"),
        ("lines.0.id", "5d0f4a52-0000-4d0e-9a55-000000000001"),
        ("lines.0.product", "sales"),
        ("lines.0.subscription_id", "5d2c8a14-77f3-4c1b-9e60-3ab94f21c0d"),
        ("lines.1.id", "5d0f4a52-0000-4d0e-9a55-000000000002"),
        ("lines.1.product", "teams"),
    ]);
    typed.blame_pointer("/lines/0/subscription_id", text.field_problem("malformed"));
    DraftForm {
        text,
        typed,
        choices: DraftChoices {
            locations: vec![LocationView {
                id: "4021187".into(),
                name: "São Paulo".into(),
            }],
            programmes: programmes(),
            products: vec![
                ProductGroup {
                    label: "Business Applications, by subscription".into(),
                    products: vec![Choice::new("sales", "Sales")],
                },
                ProductGroup {
                    label: "Microsoft 365, by workload".into(),
                    products: vec![Choice::new("teams", "Teams")],
                },
            ],
            by_subscription: vec!["sales".into()],
        },
        rows: 0,
    }
}

/// The first step of a claim that doesn't exist yet.
pub fn new_claim_page() -> NewClaimPage {
    NewClaimPage {
        frame: frame(Role::IncentivesUser, Section::NewClaim),
        keeper: "018f".into(),
        form: DraftForm {
            typed: Fields::default(),
            ..form()
        },
        errors: Vec::new(),
    }
}

/// A step of a draft that lacks its subscription and its file.
pub fn step_page(step: Step) -> StepPage {
    let form = form();
    let errors = form.typed.errors(&form.text);
    let view = |step: &Step| StepView {
        step: *step,
        said: match step {
            Step::Claim => Some("Online Services Advisor, Pre-sales".into()),
            Step::Customer => Some("Porto Sul Logística".into()),
            Step::Lines => Some("Sales, Teams".into()),
            Step::Contacts => Some("Rosana Prado".into()),
            Step::Proof => None,
        },
    };
    let missing = |field: &str, message: &str| Missing {
        field: field.into(),
        message: message.into(),
    };
    StepPage {
        frame: frame(Role::IncentivesAdmin, Section::Claims),
        number: "CPOR-2026-000142".into(),
        name: Some("Sales for Porto Sul".into()),
        version: 4,
        seen: "0f8fad5bd9cb469f".into(),
        keeper: "018f".into(),
        saved: "Saved Wed 9 Sep, 10:31".into(),
        state: STATES[0],
        kept: deadline_of(STATES[0]),
        step,
        steps: Step::ALL.iter().map(view).collect(),
        missing: vec![
            missing("lines.0.subscription_id", "Subscription ID of line 1"),
            missing("documents", "At least one file as proof of execution"),
        ],
        duplicate: None,
        errors: if step == Step::Lines { errors } else { Vec::new() },
        form,
        guidelines: GuidelinesView::default(),
        overtaken: None,
        documents: vec![DocumentView {
            id: "018f0000-0000-7000-8000-00000000d001".into(),
            name: "SOW Porto Sul.pdf".into(),
            media_type: "application/pdf".into(),
            size_bytes: 482_133,
            added_at: instant(1_788_960_000),
            not_sent: true,
        }],
        places_left: 19,
        hand_in: HandIn::Allowed,
    }
}

/// A step that somebody else changed meanwhile, of a draft that claims what another claim does.
pub fn overtaken_step_page() -> StepPage {
    let page = step_page(Step::Claim);
    StepPage {
        overtaken: Some(overtaken()),
        duplicate: Some(DuplicateView {
            number: "CPOR-2026-000101".into(),
            visible: true,
        }),
        ..page
    }
}

fn overtaken() -> Overtaken {
    let mut now = form().typed;
    now.set("name", "Sales rollout");
    now.set("programme", "osu");
    Overtaken {
        stale: Stale {
            by: Some("Caio Mendes".into()),
            at: instant(1_788_960_660),
        },
        now,
    }
}

/// The form of a claim that was handed in, with one error.
pub fn edit_page() -> EditPage {
    let form = form();
    let errors = form.typed.errors(&form.text);
    EditPage {
        frame: frame(Role::IncentivesAdmin, Section::Claims),
        number: "CPOR-2026-000142".into(),
        version: 7,
        keeper: "018f".into(),
        state: STATES[1],
        form,
        errors,
        overtaken: None,
    }
}

/// The same, overtaken.
pub fn overtaken_edit_page() -> EditPage {
    EditPage {
        overtaken: Some(overtaken()),
        ..edit_page()
    }
}
