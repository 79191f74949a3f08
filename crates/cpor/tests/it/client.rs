//! A person's program that talks to the API with the token of a sample account.

use std::path::Path;

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

/// The accounts that the demo wrote down.
pub fn accounts(data: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(data.join("demo-accounts.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The first account of a role; of partners, the one in São Paulo.
pub fn account(data: &Path, role: &str) -> Value {
    accounts(data)
        .into_iter()
        .find(|account| account["role"] == role)
        .unwrap()
}

/// The first account's token.
pub fn token(data: &Path, role: &str) -> String {
    account(data, role)["token"].as_str().unwrap().to_owned()
}

#[derive(Clone)]
pub struct Api {
    http: Client,
    address: String,
    token: String,
}

/// An answer as far as repeats must give it again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub etag: Option<String>,
    pub body: Value,
}

impl Answer {
    pub async fn of(response: Response) -> Result<Answer, reqwest::Error> {
        let status = response.status();
        let etag = response
            .headers()
            .get("etag")
            .map(|etag| etag.to_str().unwrap().to_owned());
        let bytes = response.bytes().await?;
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).unwrap()
        };
        Ok(Answer { status, etag, body })
    }

    /// The body, if the status is this.
    #[track_caller]
    pub fn with(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }
}

impl Api {
    pub fn of(address: &str, token: &str) -> Api {
        Api {
            http: testkit::http().build().unwrap(),
            address: address.to_owned(),
            token: token.to_owned(),
        }
    }

    /// The same at another address.
    pub fn at(&self, address: &str) -> Api {
        Api {
            address: address.to_owned(),
            ..self.clone()
        }
    }

    /// As the first account of a role.
    pub fn role(server: &crate::program::Server, role: &str) -> Api {
        Api::of(&server.address, &token(&server.data, role))
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.address))
            .bearer_auth(&self.token)
    }

    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, reqwest::Error> {
        Answer::of(request.send().await?).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await.unwrap()
    }

    /// Every item of a list, page by page.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let joint = if path.contains('?') { '&' } else { '?' };
        let mut next = Some(String::new());
        while let Some(cursor) = next {
            let cursor = if cursor.is_empty() {
                cursor
            } else {
                format!("&cursor={cursor}")
            };
            let page = self.get(&format!("{path}{joint}limit=200{cursor}")).await.with(200);
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            next = page["next"].as_str().map(str::to_owned);
        }
        items
    }

    pub async fn clock(&self) -> String {
        self.get("/api/v1/demo/clock").await.with(200)["now"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

/// A complete draft about a customer of its own.
pub fn draft(location: &str, name: &str) -> Value {
    json!({
        "name": name, "location_id": location, "programme": "osu", "activity": "usage",
        "customer": {
            "tenant_id": gateway::new_id().to_string(), "domain": "acme.example", "name": "Acme", "country": "BR",
            "language": "pt-BR",
        },
        "lines": [{ "product": "exchange_online" }, { "product": "teams" }],
        "customer_contact": { "name": "Olga", "email": "olga@acme.example" },
        "partner_contact": { "name": "Ana", "email": "ana@partner.example" },
    })
}

/// The main location of the partner in São Paulo.
pub fn location(data: &Path) -> String {
    account(data, "global_admin")["locations"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}
