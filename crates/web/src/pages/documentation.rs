//! `/api`: the API's document as a page to read.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use ui::Section;
use ui::api_docs::{ApiAnswer, ApiDocsPage, ApiGroup, ApiNeed, ApiOperation, ApiParameter};

use super::{Visit, failure};

const METHODS: [&str; 5] = ["get", "post", "patch", "put", "delete"];

/// `GET /api`
pub(super) async fn documentation(visit: Visit) -> Response {
    let document = crate::api::description(visit.web.mode());
    // Our own document, which is JSON.
    let document: Value = serde_json::from_str(&document).unwrap_or_default();
    let page = ApiDocsPage {
        frame: visit.frame(Section::Api),
        version: text(&document["info"]["version"]).unwrap_or_default(),
        document: "/api/v1/openapi.json".to_owned(),
        groups: groups(&document),
    };
    failure::answer(StatusCode::OK, &page)
}

/// Operations by tag, tags and paths in the document's order.
fn groups(document: &Value) -> Vec<ApiGroup> {
    let mut groups: Vec<ApiGroup> = Vec::new();
    let about: BTreeMap<&str, String> = items(&document["tags"])
        .filter_map(|tag| Some((tag["name"].as_str()?, text(&tag["description"])?)))
        .collect();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let operation = &methods[method];
            if operation.is_null() {
                continue;
            }
            let name = items(&operation["tags"]).find_map(Value::as_str).unwrap_or_default();
            let read = read(method, path, operation, &methods["parameters"]);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.operations.push(read),
                None => groups.push(ApiGroup {
                    name: name.to_owned(),
                    about: about.get(name).cloned(),
                    operations: vec![read],
                }),
            }
        }
    }
    groups
}

fn read(method: &str, path: &str, operation: &Value, shared: &Value) -> ApiOperation {
    ApiOperation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]).unwrap_or_default(),
        description: text(&operation["description"]),
        parameters: items(shared)
            .chain(items(&operation["parameters"]))
            .map(parameter)
            .collect(),
        body: body(&operation["requestBody"]["content"]),
        answers: operation["responses"]
            .as_object()
            .into_iter()
            .flatten()
            .map(answer)
            .collect(),
    }
}

fn parameter(parameter: &Value) -> ApiParameter {
    ApiParameter {
        name: text(&parameter["name"]).unwrap_or_default(),
        place: text(&parameter["in"]).unwrap_or_default(),
        need: if parameter["required"].as_bool() == Some(true) {
            ApiNeed::Required
        } else {
            ApiNeed::Optional
        },
        meaning: text(&parameter["description"]),
    }
}

fn answer((status, answer): (&String, &Value)) -> ApiAnswer {
    ApiAnswer {
        status: status.clone(),
        meaning: text(&answer["description"]).unwrap_or_default(),
    }
}

/// The name of a body's schema, else its media type.
fn body(content: &Value) -> Option<String> {
    let (media_type, form) = content.as_object()?.iter().next()?;
    let name = form["schema"]["$ref"]
        .as_str()
        .and_then(|reference| reference.rsplit('/').next());
    Some(name.unwrap_or(media_type).to_owned())
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Without the signs that set code apart: the page shows words.
fn text(value: &Value) -> Option<String> {
    value.as_str().map(|words| words.replace('`', ""))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use ui::api_docs::ApiNeed;

    use super::groups;

    #[test]
    fn operations_stand_under_their_tag_with_parameters_body_and_answers() {
        let groups = groups(&json!({
            "tags": [{"name": "claims", "description": "Claims and what is done to them"}],
            "paths": {
                "/api/v1/claims": {
                    "get": {"tags": ["claims"], "summary": "List", "parameters": [
                        {"name": "limit", "in": "query", "description": "50 unless given"}],
                        "responses": {"200": {"description": "A part"}}},
                    "post": {"tags": ["claims"], "requestBody": {"content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/NewClaim"}}}},
                        "responses": {"201": {"description": "The claim"}}}},
                "/api/v1/claims/{number}": {
                    "parameters": [{"name": "number", "in": "path", "required": true}],
                    "get": {"tags": ["claims"], "responses": {}}},
                "/healthz": {"get": {"responses": {}}},
            },
        }));
        let names: Vec<(&str, usize)> = groups
            .iter()
            .map(|group| (group.name.as_str(), group.operations.len()))
            .collect();
        assert_eq!(names, [("claims", 3), ("", 1)]);
        let claims = &groups[0];
        assert_eq!(claims.about.as_deref(), Some("Claims and what is done to them"));
        assert_eq!(claims.operations[0].parameters[0].need, ApiNeed::Optional);
        assert_eq!(claims.operations[1].body.as_deref(), Some("NewClaim"));
        assert_eq!(claims.operations[2].parameters[0].need, ApiNeed::Required);
        assert_eq!(claims.operations[1].answers[0].status, "201");
    }
}
