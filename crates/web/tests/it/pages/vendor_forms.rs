//! Every form of the vendor's pages: what is refused comes back with what was typed and says what to mend by the fields'
//! labels; what is done leads on to a page that can be loaded anew.

use domain::claim::Command;
use testkit::Persona;
use testkit::commands::request_information;

use super::world::{Browser, World};

/// A form of a claim's page, as it is refused and as it is taken.
struct Case {
    noun: &'static str,
    /// Whose form.
    persona: Persona,
    wrong: Vec<(String, String)>,
    /// What stands in the answer to that.
    says: Vec<&'static str>,
    right: Vec<(String, String)>,
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

async fn submit(browser: &Browser, page: &str, path: &str, form: &[(String, String)]) -> super::world::Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.submit(page, path, &form).await
}

async fn tell(world: &World, number: &str, case: Case) {
    let browser = world.signed_in(case.persona).await;
    let page = format!("/claims/{number}");
    let path = format!("{page}/{}", case.noun);
    let before = world.claim(number).await;
    let refused = submit(&browser, &page, &path, &case.wrong).await;
    assert_eq!(refused.status, 422, "{}: {}", case.noun, refused.html);
    refused.says(r#"id="errors" autofocus"#);
    for words in case.says {
        refused.says(words);
    }
    assert_eq!(world.claim(number).await.version, before.version, "{}", case.noun);
    let taken = submit(&browser, &page, &path, &case.right).await;
    assert_eq!(taken.status, 303, "{}: {}", case.noun, taken.html);
    assert_eq!(browser.get(taken.location()).await.status, 200, "{}", case.noun);
}

#[tokio::test]
async fn what_is_refused_comes_back_whole_and_what_is_done_leads_on() {
    let world = World::start().await;
    let words = "Kept <words>";
    let asked = world.under_review().await;
    tell(
        &world,
        &asked,
        Case {
            noun: "information-requests",
            persona: Persona::Greta,
            wrong: pairs(&[("comment", words)]),
            says: vec![
                "Kept &#60;words&#62;",
                r##"<a href="#decision-reasons">What is missing: "##,
                r#"id="decision-reasons" tabindex="-1""#,
            ],
            right: pairs(&[("reasons", "missing_products"), ("comment", words)]),
        },
    )
    .await;
    tell(
        &world,
        &asked,
        Case {
            noun: "extension",
            persona: Persona::Judith,
            wrong: pairs(&[("business_days", "99"), ("reason", words)]),
            says: vec![
                "Kept &#60;words&#62;",
                r##"<a href="#extend-business_days">Business days more: "##,
                "<details class=\"acc\" open><summary><h2>Extend",
            ],
            right: pairs(&[("business_days", "2"), ("reason", words)]),
        },
    )
    .await;

    let approved = world.submitted_for(7).await;
    world.run(Persona::Greta, &approved, Command::StartReview).await;
    let lines: Vec<String> = world
        .claim(&approved)
        .await
        .lines
        .iter()
        .map(|line| line.id.to_string())
        .collect();
    let all: Vec<(String, String)> = lines
        .iter()
        .map(|id| (format!("line.{id}"), "covered".to_owned()))
        .collect();
    tell(
        &world,
        &approved,
        Case {
            noun: "approval",
            persona: Persona::Greta,
            wrong: [&all[..1], &pairs(&[("comment", words)])].concat(),
            says: vec!["Kept &#60;words&#62;", r##"<a href="#decision-line."##],
            right: all,
        },
    )
    .await;

    let rejected = world.submitted_for(8).await;
    world.run(Persona::Greta, &rejected, Command::StartReview).await;
    tell(
        &world,
        &rejected,
        Case {
            noun: "rejection",
            persona: Persona::Greta,
            wrong: pairs(&[("comment", words)]),
            says: vec![
                "Kept &#60;words&#62;",
                r##"<a href="#decision-rejection_reasons">Why it is rejected: "##,
            ],
            right: pairs(&[("rejection_reasons", "insufficient_poe"), ("comment", words)]),
        },
    )
    .await;
    tell(
        &world,
        &rejected,
        Case {
            noun: "reopening",
            persona: Persona::Judith,
            wrong: pairs(&[("reason", " ")]),
            says: vec![r##"<a href="#reopen-reason">Reason: "##],
            right: pairs(&[("reason", words)]),
        },
    )
    .await;
    tell(
        &world,
        &rejected,
        Case {
            noun: "comments",
            persona: Persona::Judith,
            wrong: pairs(&[("text", words)]),
            says: vec![
                "Kept &#60;words&#62;",
                r##"<a href="#comment-visibility">Who reads it: "##,
            ],
            right: pairs(&[("text", words), ("visibility", "internal")]),
        },
    )
    .await;

    let waiting = world.submitted_for(9).await;
    let email = Persona::Hugo.person().email.to_string();
    tell(
        &world,
        &waiting,
        Case {
            noun: "assignment",
            persona: Persona::Judith,
            wrong: pairs(&[("reviewer", "nobody@vendor.example")]),
            says: vec![r##"<a href="#assign-reviewer">Reviewer: "##],
            right: pairs(&[("reviewer", &email)]),
        },
    )
    .await;
}

#[tokio::test]
async fn whoever_comes_too_late_sees_both_versions_and_what_was_typed() {
    let world = World::start().await;
    let number = world.under_review().await;
    let page = format!("/claims/{number}");
    let greta = world.signed_in(Persona::Greta).await;
    let seen = world.claim(&number).await.version.0.to_string();
    let token = greta.token().await;
    world.run(Persona::Judith, &number, request_information()).await;
    let typed = [
        ("csrf", token.as_str()),
        ("version", seen.as_str()),
        ("rejection_reasons", "insufficient_poe"),
        ("comment", "Nobody <signed> it."),
    ];
    for path in ["rejection", "rejection/preview"] {
        let late = greta.send(&format!("{page}/{path}"), &typed).await;
        assert_eq!(late.status, 412, "{path}");
        for words in [
            "Judith Example changed the claim",
            "When you opened it",
            "<del>Under review",
            "<ins>Partner action required",
            "Nobody &#60;signed&#62; it.",
            "Insufficient PoE",
        ] {
            late.says(words);
        }
    }
}
