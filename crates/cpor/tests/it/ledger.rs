//! A client's own ledger: what it asked for under which key, and what it was answered.

use reqwest::{Method, RequestBuilder, multipart};
use serde_json::{Value, json};

use crate::client::{Answer, Api, draft};

/// A write, as it can be asked for again.
#[derive(Clone, Debug)]
pub enum Write {
    Draft { name: String, body: Value },
    Comment { number: String, text: String },
    Document { number: String, name: String },
    Submission { number: String, etag: String },
    Review { number: String, etag: String },
}

/// A write in a client's ledger: under which key, and the answer, if one came.
#[derive(Clone, Debug)]
pub struct Entry {
    pub write: Write,
    pub key: String,
    pub answer: Option<Answer>,
}

impl Entry {
    pub fn new(write: Write) -> Entry {
        Entry {
            write,
            key: gateway::new_id().to_string(),
            answer: None,
        }
    }
}

/// One person at the partner with a reviewer at hand, both at one server.
#[derive(Clone)]
pub struct Pair {
    pub admin: Api,
    pub reviewer: Api,
}

impl Pair {
    /// The entry's request, the same each time.
    pub fn request(&self, entry: &Entry) -> RequestBuilder {
        let post = |path: String| self.admin.request(Method::POST, &format!("/api/v1/claims{path}"));
        let request = match &entry.write {
            Write::Draft { body, .. } => post(String::new()).json(body),
            Write::Comment { number, text } => {
                post(format!("/{number}/comments")).json(&json!({ "text": text, "visibility": "shared" }))
            }
            Write::Document { number, name } => {
                let part = multipart::Part::text(format!("The work of {name}.")).file_name(name.clone());
                post(format!("/{number}/documents")).multipart(multipart::Form::new().part("file", part))
            }
            Write::Submission { number, etag } => post(format!("/{number}/submission"))
                .header("if-match", etag)
                .json(&json!({})),
            Write::Review { number, etag } => {
                let path = format!("/api/v1/claims/{number}/review");
                self.reviewer
                    .request(Method::POST, &path)
                    .header("if-match", etag)
                    .json(&json!({}))
            }
        };
        request.header("idempotency-key", &entry.key)
    }

    /// Asks again for everything in the ledger: what was answered is answered the same, what was not is done now,
    /// if it wasn't; and each is there once.
    pub async fn verify(&self, ledger: &mut [Entry]) {
        for entry in ledger {
            let again = self.admin.send(self.request(entry)).await.unwrap();
            assert!(again.status.is_success(), "{entry:?} {again:?}");
            match &entry.answer {
                Some(answer) => assert_eq!(&again, answer, "{entry:?}"),
                None => entry.answer = Some(again),
            }
            self.verify_once(entry).await;
        }
    }

    async fn verify_once(&self, entry: &Entry) {
        let once = |items: &[Value], field: &str, text: &str| {
            let found = items.iter().filter(|item| item[field] == text).count();
            assert_eq!(found, 1, "{entry:?}");
        };
        let history = async |number: &str| self.admin.all(&format!("/api/v1/claims/{number}/history")).await;
        match &entry.write {
            Write::Draft { name, .. } => {
                let query = name.replace(' ', "%20");
                once(
                    &self.admin.all(&format!("/api/v1/claims?q={query}")).await,
                    "name",
                    name,
                );
            }
            Write::Comment { number, text } => {
                once(
                    &self.admin.all(&format!("/api/v1/claims/{number}/comments")).await,
                    "text",
                    text,
                );
            }
            Write::Document { number, name } => {
                let claim = self.admin.get(&format!("/api/v1/claims/{number}")).await.with(200);
                once(claim["documents"].as_array().unwrap(), "name", name);
            }
            Write::Submission { number, .. } => once(&history(number).await, "event", "submitted"),
            Write::Review { number, .. } => once(&history(number).await, "event", "review_started"),
        }
    }
}

/// What a client does claim after claim.
pub trait Writes {
    /// Writes, and writes it down; none once there is no more to be done.
    fn write(&mut self, write: Write) -> impl Future<Output = Option<Answer>> + Send;
}

/// One claim from its draft to its review.
pub async fn work_one(client: &mut impl Writes, location: &str) -> Option<()> {
    let name = format!("Crash {}", gateway::new_id());
    let body = draft(location, &name);
    let made = Write::Draft {
        name: name.clone(),
        body,
    };
    let created = client.write(made).await?;
    let number = created.body["number"].as_str()?.to_owned();
    for part in 1..=2 {
        let comment = Write::Comment {
            number: number.clone(),
            text: format!("{name}, {part}"),
        };
        client.write(comment).await?;
    }
    let document = Write::Document {
        number: number.clone(),
        name: format!("{name}.txt"),
    };
    client.write(document).await?;
    let submission = Write::Submission {
        number: number.clone(),
        etag: created.etag?,
    };
    let etag = client.write(submission).await?.etag?;
    client.write(Write::Review { number, etag }).await?;
    Some(())
}
