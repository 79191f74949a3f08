//! What every page must be, checked on its rendered text.

use askama::Template;

/// Renders a page and checks what holds for all of them.
pub(crate) fn checked(page: &impl Template) -> String {
    let html = page.render().expect("the page renders");
    let count = |part: &str| html.matches(part).count();
    assert_eq!(count("<h1"), 1, "one h1: {html}");
    assert_eq!(count("<main"), 1, "one main: {html}");
    assert!(html.starts_with("<!doctype html>"), "{html}");
    let own = count("<script src=\"/assets/");
    assert_eq!(
        html.to_lowercase().matches("<script").count(),
        own,
        "no script but the own file: {html}"
    );
    for forbidden in [" style=", "<style", " onclick", "javascript:"] {
        assert!(!html.to_lowercase().contains(forbidden), "no {forbidden}: {html}");
    }
    every_tag_has_a_name(&html);
    every_id_is_unique(&html);
    every_reference_has_its_id(&html);
    every_posting_form_has_a_token(&html);
    html
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// An attribute that runs into the name makes another element of it, and the browser another page.
fn every_tag_has_a_name(html: &str) {
    for tag in html
        .split('<')
        .skip(1)
        .filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
    {
        let name = tag.split([' ', '>', '/', '\n']).next().unwrap_or_default();
        assert!(
            name.chars().all(|c| c.is_ascii_alphanumeric()),
            "<{name}> is no element: {html}"
        );
    }
}

fn every_id_is_unique(html: &str) {
    let mut ids = values(html, "id");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id is there twice: {html}");
}

fn every_reference_has_its_id(html: &str) {
    let ids = values(html, "id");
    for attribute in ["for", "aria-describedby", "aria-labelledby"] {
        for id in values(html, attribute).into_iter().flat_map(str::split_whitespace) {
            assert!(ids.contains(&id), "{attribute} names {id}, which is nowhere: {html}");
        }
    }
    for anchor in values(html, "href")
        .into_iter()
        .filter_map(|href| href.strip_prefix('#'))
    {
        assert!(
            ids.contains(&anchor),
            "a link leads to #{anchor}, which is nowhere: {html}"
        );
    }
}

fn every_posting_form_has_a_token(html: &str) {
    for form in html.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        if form.contains("method=\"post\"") {
            assert!(form.contains("name=\"csrf\""), "a form without a token: {form}");
        }
    }
}
