//! `cpor claim`: claims from a local data folder, or from a server with a token.

use std::str::FromStr;

use app::Directory;
use domain::claim::{Claim, Status};
use domain::id::ClaimNumber;
use domain::party::{Actor, Scope};
use serde_json::Value;
use store::{ClaimFilter, ClaimSort, Cursor, PageRequest, Store};

use crate::cli::{ClaimCommand, Source};
use crate::config::{Config, Purpose};
use crate::exit::{Exit, Failure};
use crate::say;
use crate::wiring::open_existing;

/// Whoever may read the folder may read all of it.
const READER: Actor = Actor::Clock;

/// A part of the list, as the API answers it.
struct Listed {
    claims: Vec<Value>,
    next: Option<String>,
}

/// Runs the command.
pub async fn run(command: ClaimCommand) -> Result<Exit, Failure> {
    match command {
        ClaimCommand::List {
            source,
            status,
            query,
            limit,
            cursor,
            json,
        } => {
            let page = match Remote::of(&source) {
                Some(remote) => remote.list(status.as_deref(), query.as_deref(), limit, cursor.as_deref())?,
                None => list(&source, status.as_deref(), query, limit, cursor.as_deref()).await?,
            };
            print_list(&page, json);
        }
        ClaimCommand::Show { source, number, json } => {
            let number = ClaimNumber::from_str(&number)
                .map_err(|_| Failure::unusable(format!("`{number}` is no claim number, like CPOR-2026-000123")))?;
            let claim = match Remote::of(&source) {
                Some(remote) => remote.show(number)?,
                None => show(&source, number).await?,
            };
            print_claim(&claim, json);
        }
    }
    Ok(Exit::Done)
}

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::fault("the claims could not be read", error)
}

async fn open(source: &Source) -> Result<(Store, Directory), Failure> {
    let (store, _) = open_existing(&Config::of(&source.settings, Purpose::Work)?).await?;
    let directory = Directory::of(store.load_reference().await.map_err(broken)?);
    Ok((store, directory))
}

fn json_of(claim: &Claim, directory: &Directory) -> Result<Value, Failure> {
    serde_json::to_value(web::ClaimBody::of(claim, &READER, &directory.reference)).map_err(broken)
}

async fn list(
    source: &Source,
    status: Option<&str>,
    query: Option<String>,
    limit: u16,
    cursor: Option<&str>,
) -> Result<Listed, Failure> {
    let known = |code: &str| {
        Status::from_code(code).ok_or_else(|| {
            let codes: Vec<&str> = Status::ALL.iter().map(|status| status.code()).collect();
            Failure::unusable(format!("`{code}` is no status; there are {}", codes.join(", ")))
        })
    };
    let statuses = status
        .map(|list| list.split(',').map(known).collect::<Result<Vec<_>, _>>())
        .transpose()?;
    let sort = match &query {
        Some(text) if !text.trim().is_empty() => ClaimSort::Found,
        Some(_) | None => ClaimSort::UpdatedNewest,
    };
    let filter = ClaimFilter {
        statuses: statuses.unwrap_or_default(),
        text: query,
        ..ClaimFilter::default()
    };
    let after = cursor
        .map(|text| Cursor::parse(text, sort.cursor()))
        .transpose()
        .map_err(|_| Failure::unusable("the cursor is not one that a list of claims gave as `next`"))?;
    let page = PageRequest { limit, after };
    let (store, directory) = open(source).await?;
    let found = store
        .list_claims(&Scope::of(&READER), &filter, sort, &page)
        .await
        .map_err(broken)?;
    let claims = found.items.iter().map(|stored| json_of(&stored.claim, &directory));
    Ok(Listed {
        claims: claims.collect::<Result<_, _>>()?,
        next: found.next.map(|next| next.text()),
    })
}

async fn show(source: &Source, number: ClaimNumber) -> Result<Value, Failure> {
    let (store, directory) = open(source).await?;
    let found = store.find_claim(&Scope::of(&READER), number).await.map_err(broken)?;
    match found {
        Some(stored) => json_of(&stored.claim, &directory),
        None => Err(Failure::negative(format!("there is no claim {number} here"))),
    }
}

/// A server, asked with a bearer token.
struct Remote<'a> {
    server: &'a str,
    token: &'a str,
}

impl<'a> Remote<'a> {
    fn of(source: &'a Source) -> Option<Remote<'a>> {
        let (server, token) = source.server.as_deref().zip(source.token.as_deref())?;
        Some(Remote {
            server: server.trim_end_matches('/'),
            token,
        })
    }

    fn list(
        &self,
        status: Option<&str>,
        query: Option<&str>,
        limit: u16,
        cursor: Option<&str>,
    ) -> Result<Listed, Failure> {
        let mut request = ureq::get(format!("{}/api/v1/claims", self.server)).query("limit", limit.to_string());
        for (name, value) in [("status", status), ("q", query), ("cursor", cursor)] {
            if let Some(value) = value {
                request = request.query(name, value);
            }
        }
        let mut answer = self.ask(request)?;
        let next = answer.get("next").and_then(Value::as_str).map(str::to_owned);
        match answer.get_mut("items").map(Value::take) {
            Some(Value::Array(claims)) => Ok(Listed { claims, next }),
            Some(_) | None => Err(Failure::unusable(format!(
                "{} is no server of this product",
                self.server
            ))),
        }
    }

    fn show(&self, number: ClaimNumber) -> Result<Value, Failure> {
        self.ask(ureq::get(format!("{}/api/v1/claims/{number}", self.server)))
    }

    fn ask(&self, request: ureq::RequestBuilder<ureq::typestate::WithoutBody>) -> Result<Value, Failure> {
        let request = request.config().http_status_as_error(false).build();
        let answer = request.header("Authorization", format!("Bearer {}", self.token)).call();
        let mut answer =
            answer.map_err(|error| Failure::unusable(format!("{} does not answer: {error}", self.server)))?;
        let body: Value = answer.body_mut().read_json().unwrap_or_default();
        if answer.status().is_success() {
            return Ok(body);
        }
        let said = body.get("detail").and_then(Value::as_str).unwrap_or("no reason given");
        let told = format!("the server answers {}: {said}", answer.status());
        // What the server can't take is what a data folder can't take either.
        Err(match answer.status().as_u16() {
            400 | 422 => Failure::unusable(told),
            _ => Failure::negative(told),
        })
    }
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("–")
}

fn print_list(page: &Listed, json: bool) {
    if json {
        say!("{}", serde_json::json!({ "items": page.claims, "next": page.next }));
        return;
    }
    for claim in &page.claims {
        say!(
            "{}  {:<24}{:<16}{:<12}{}",
            text(claim, "/number"),
            text(claim, "/status"),
            text(claim, "/phase"),
            text(claim, "/deadlines/0/due_on"),
            text(claim, "/customer/name")
        );
    }
}

fn print_claim(claim: &Value, json: bool) {
    if json {
        say!("{claim}");
        return;
    }
    for (label, pointer) in [
        ("Number", "/number"),
        ("Name", "/name"),
        ("Status", "/status"),
        ("Phase", "/phase"),
        ("Turn", "/turn"),
        ("Customer", "/customer/name"),
        ("Partner", "/partner/name"),
        ("Location", "/partner/location_id"),
        ("Programme", "/programme"),
        ("Activity", "/activity"),
        ("Updated", "/updated_at"),
    ] {
        say!("{label:<11}{}", text(claim, pointer));
    }
    let list = |pointer: &str| {
        claim
            .pointer(pointer)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    for deadline in list("/deadlines") {
        say!(
            "Deadline   {} by the end of {} ({}), then {}",
            text(&deadline, "/clock"),
            text(&deadline, "/due_on"),
            text(&deadline, "/time_zone"),
            text(&deadline, "/then")
        );
    }
    for line in list("/lines") {
        say!("Line       {} {}", text(&line, "/product"), text(&line, "/state"));
    }
    for document in list("/documents") {
        say!(
            "Document   {} ({})",
            text(&document, "/name"),
            text(&document, "/media_type")
        );
    }
}
