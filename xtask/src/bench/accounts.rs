//! The demo's accounts, and what they see.

use std::path::Path;

use serde_json::Value;

use super::connection::{Answer, Connection, Request};
use crate::process::{Failure, Result};

/// An account that signs its requests.
#[derive(Clone)]
pub struct Account {
    pub role: String,
    pub email: String,
    pub locations: Vec<String>,
    /// The header line of its token.
    pub bearer: String,
}

pub struct Accounts(Vec<Account>);

impl Accounts {
    pub fn read(data: &Path) -> Result<Accounts> {
        let file = data.join("demo-accounts.json");
        let text = std::fs::read_to_string(&file).map_err(|error| Failure::at(&file, &error))?;
        let rows: Vec<Value> = serde_json::from_str(&text).map_err(|error| Failure::at(&file, &error))?;
        Ok(Accounts(rows.iter().map(account).collect()))
    }

    /// All of a role, in the file's order.
    pub fn of_role<'a>(&'a self, role: &str) -> Vec<&'a Account> {
        self.0.iter().filter(|account| account.role == role).collect()
    }

    pub fn first(&self, role: &str) -> Result<&Account> {
        let first = self.0.iter().find(|account| account.role == role);
        first.ok_or_else(|| Failure::because(format!("demo-accounts.json has no {role}")))
    }
}

fn account(row: &Value) -> Account {
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let locations = row["locations"].as_array().into_iter().flatten();
    Account {
        role: text("role"),
        email: text("email"),
        locations: locations
            .filter_map(|location| location["id"].as_str().map(str::to_owned))
            .collect(),
        bearer: format!("Authorization: Bearer {}\r\n", text("token")),
    }
}

impl Account {
    /// Reads JSON.
    pub fn get(&self, connection: &mut Connection, path: &str) -> Result<Value> {
        json(&expect(connection, 200, &Request::get(path, &self.bearer))?)
    }

    /// The header line of a session's cookie, by the demo's one-click sign-in.
    pub fn sign_in(&self, connection: &mut Connection) -> Result<String> {
        let body = format!("email={}", self.email.replace('@', "%40"));
        let form = Request {
            method: "POST",
            path: "/sign-in/demo",
            headers: "Content-Type: application/x-www-form-urlencoded\r\n",
            body: body.as_bytes(),
        };
        let answer = expect(connection, 303, &form)?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        let cookie = cookie.ok_or_else(|| Failure::because("signing in gave no cookie"))?;
        Ok(format!("Cookie: {cookie}\r\n"))
    }
}

/// Sends a request that must be answered so.
pub fn expect(connection: &mut Connection, status: u16, request: &Request<'_>) -> Result<Answer> {
    let answer = connection
        .send(request)
        .map_err(|error| Failure::because(format!("{} {}: {error}", request.method, request.path)))?;
    if answer.status == status {
        Ok(answer)
    } else {
        let shown = answer.shown();
        Err(Failure::because(format!(
            "{} {}: {shown}",
            request.method, request.path
        )))
    }
}

pub fn json(answer: &Answer) -> Result<Value> {
    serde_json::from_slice(&answer.body).map_err(|error| Failure::because(format!("{error}: {}", answer.shown())))
}
