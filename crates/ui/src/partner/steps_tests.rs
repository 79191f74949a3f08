use super::Step;
use crate::page_check::checked;
use crate::samples::drafts::{edit_page, new_claim_page, overtaken_edit_page, overtaken_step_page, step_page};

/// The names of the write body, by the step that asks for them.
const NAMES: [(Step, &[&str]); 5] = [
    (
        Step::Claim,
        &[
            "location_id",
            "name",
            "programme",
            "activity",
            "recognition_only",
            "reference",
            "solution_seller",
            "isv_solution",
        ],
    ),
    (
        Step::Customer,
        &[
            "customer.name",
            "customer.tenant_id",
            "customer.domain",
            "customer.country",
            "customer.language",
            "customer.time_zone",
        ],
    ),
    (
        Step::Lines,
        &[
            "lines.0.id",
            "lines.0.product",
            "lines.0.subscription_id",
            "lines.0.term_ends_on",
            "lines.1.product",
            "add_line",
            "remove_line",
        ],
    ),
    (
        Step::Contacts,
        &[
            "customer_contact.name",
            "customer_contact.title",
            "customer_contact.email",
            "customer_contact.language",
            "partner_contact.name",
            "partner_contact.email",
        ],
    ),
    (Step::Proof, &["file"]),
];

#[test]
fn each_step_asks_for_its_own_fields_and_no_others() {
    for (step, own) in NAMES {
        let html = checked(&step_page(step));
        for (other, names) in NAMES {
            for name in names {
                let asked = html.contains(&format!(" name=\"{name}\""));
                assert_eq!(asked, other == step, "{name} on {step:?}");
                let field = name.strip_suffix("_line").map_or(*name, |_| "lines");
                assert_eq!(Step::of_field(field), other, "{name}");
            }
        }
        assert!(!own.is_empty() && html.contains("Step ") && html.contains(" of 5: "));
        assert!(html.contains("aria-current=\"step\"") && html.contains("1 thing missing"));
        // A row too many would be one to explain away.
        assert!(!html.contains("lines.2.product"));
    }
}

#[test]
fn a_step_keeps_what_was_typed_and_says_what_a_product_needs() {
    let html = checked(&step_page(Step::Lines));
    assert!(html.contains("<option value=\"sales\" selected>") && html.contains("5d2c8a14-77f3-4c1b-9e60-3ab94f21c0d"));
    assert!(html.contains("<optgroup label=\"Business Applications, by subscription\">"));
    assert!(html.contains("aria-describedby=\"lines.0.subscription_id-h lines.0.subscription_id-e\""));
    assert!(html.contains("Required for Sales.") && html.contains("Optional for Teams."));
    assert!(html.contains("name=\"seen\" value=\"0f8fad5bd9cb469f\"") && html.contains("data-autosave=\"server\""));
    let html = checked(&step_page(Step::Customer));
    assert!(html.contains("<option value=\"BR\" selected>Brazil</option>"));
}

#[test]
fn the_last_step_lists_what_is_missing_with_the_way_there() {
    let html = checked(&step_page(Step::Proof));
    assert!(html.contains("href=\"/claims/CPOR-2026-000142/edit/lines#lines.0.subscription_id\""));
    assert!(html.contains("href=\"#file\"") && html.contains("/submission\""));
    assert!(html.contains("/claims/CPOR-2026-000142/documents?step=proof\""));
    let mut page = step_page(Step::Proof);
    page.hand_in = super::HandIn::ByAnAdmin;
    let html = checked(&page);
    assert!(!html.contains("/submission\"") && html.contains("submits this one"));
}

#[test]
fn both_versions_are_shown_and_either_can_be_chosen() {
    for html in [checked(&overtaken_step_page()), checked(&overtaken_edit_page())] {
        assert!(html.contains("Caio Mendes changed this claim at Wed 9 Sep, 10:31"));
        assert!(html.contains("name=\"keep.name\" value=\"now\"") && html.contains("Sales rollout"));
        assert!(html.contains("name=\"keep.name\" value=\"typed\" checked"));
    }
    assert!(checked(&overtaken_step_page()).contains("/claims/CPOR-2026-000101\""));
}

#[test]
fn after_submission_what_is_fixed_has_no_field() {
    let html = checked(&edit_page());
    for fixed in [
        "customer.tenant_id",
        "programme",
        "activity",
        "recognition_only",
        "name",
    ] {
        assert!(!html.contains(&format!(" name=\"{fixed}\"")), "{fixed} is fixed");
    }
    assert!(html.contains(" name=\"customer_contact.email\"") && html.contains(" name=\"lines.1.product\""));
    assert!(!html.contains("lines.2.product") && html.contains("data-autosave=\"here\""));
}

#[test]
fn a_claim_begins_with_its_first_step() {
    let html = checked(&new_claim_page());
    assert!(html.contains("action=\"/claims\"") && html.contains("Step 1 of 5: Location and programme"));
    assert!(html.contains("Save and continue to the customer"));
}

#[test]
fn the_steps_stand_in_a_row() {
    assert_eq!(Step::Claim.previous(), None);
    assert_eq!(Step::Claim.next(), Some(Step::Customer));
    assert_eq!(Step::Proof.next(), None);
    assert_eq!(Step::Proof.previous(), Some(Step::Contacts));
    for step in Step::ALL {
        assert_eq!(Step::from_code(step.code()), Some(*step));
    }
    assert_eq!(Step::from_code("nowhere"), None);
}
