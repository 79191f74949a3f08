//! The readable page of the OpenAPI document.

use askama::Template;

use crate::frame::{Frame, Section};

/// `/api`: every operation of the API, in words.
#[derive(Template, Clone, Debug)]
#[template(path = "api_docs.html")]
pub struct ApiDocsPage {
    /// The frame.
    pub frame: Frame,
    /// The document's version.
    pub version: String,
    /// The path of the document itself.
    pub document: String,
    /// Operations by what they are about.
    pub groups: Vec<ApiGroup>,
}

/// The operations of one tag.
#[derive(Clone, Debug)]
pub struct ApiGroup {
    /// The tag.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// Its operations.
    pub operations: Vec<ApiOperation>,
}

/// One method of one path.
#[derive(Clone, Debug)]
pub struct ApiOperation {
    /// `GET`, `POST`, …
    pub method: String,
    /// `/api/v1/claims/{number}`.
    pub path: String,
    /// What it does, in a line.
    pub summary: String,
    /// What else to know.
    pub description: Option<String>,
    /// Parameters of path, query and header.
    pub parameters: Vec<ApiParameter>,
    /// The name of the body's schema, or its media type.
    pub body: Option<String>,
    /// Answers by status code.
    pub answers: Vec<ApiAnswer>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct ApiParameter {
    /// Its name.
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    /// Whether it may be left out.
    pub need: ApiNeed,
    /// What it means.
    pub meaning: Option<String>,
}

/// Whether a parameter may be left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ApiNeed {
    /// It must be there.
    Required,
    /// It may be left out.
    Optional,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct ApiAnswer {
    /// The status code.
    pub status: String,
    /// What it means.
    pub meaning: String,
}

impl ApiGroup {
    /// The group's anchor: letters and digits of its name.
    fn anchor(&self) -> String {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        };
        format!("g-{}", self.name.chars().map(plain).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use domain::party::Role;

    use super::*;
    use crate::page_check::checked;
    use crate::samples;

    #[test]
    fn each_operation_shows_its_path_parameters_and_answers() {
        let page = ApiDocsPage {
            frame: samples::frame(Role::GlobalAdmin, Section::Elsewhere),
            version: "1.0.0".into(),
            document: "/api/v1/openapi.json".into(),
            groups: vec![ApiGroup {
                name: "Claims & co".into(),
                about: None,
                operations: vec![ApiOperation {
                    method: "POST".into(),
                    path: "/api/v1/claims/{number}/approval".into(),
                    summary: "Approve, line by line".into(),
                    description: Some("The lines together are exactly the <claimed> ones.".into()),
                    parameters: vec![ApiParameter {
                        name: "If-Match".into(),
                        place: "header".into(),
                        need: ApiNeed::Required,
                        meaning: Some("The version seen.".into()),
                    }],
                    body: Some("Approval".into()),
                    answers: vec![ApiAnswer {
                        status: "412".into(),
                        meaning: "Changed meanwhile".into(),
                    }],
                }],
            }],
        };
        let html = checked(&page);
        assert!(html.contains("/api/v1/claims/{number}/approval") && html.contains("If-Match"));
        assert!(html.contains("412") && html.contains("Changed meanwhile") && html.contains("&#60;claimed&#62;"));
        assert!(html.contains(r##"href="#g-claims---co""##) && html.contains(r#"id="g-claims---co""#));
        assert!(html.contains(r#"href="/api/v1/openapi.json" download"#));
    }
}
