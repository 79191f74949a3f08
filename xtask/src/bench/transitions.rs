//! Durable transitions over HTTP: each connection works on claims of its own, through a circle of four transitions
//! that never ends, and sends the next request when the last is answered.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::accounts::{Account, Accounts, expect, json};
use super::connection::{Connection, Request};
use super::figures::Times;
use super::start::processor_time;
use crate::process::{Failure, Result};
use crate::server::Server;

const CLAIMS_EACH: usize = 40;
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(10);
const SENT_AWAY: Duration = Duration::from_millis(200);
const JSON: &str = "Content-Type: application/json\r\n";
const BOUNDARY: &str = "cpor-bench-boundary";
/// The smallest file that is a PDF by its content.
const PDF: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
     trailer<</Root 1 0 R>>\n%%EOF\n";

pub struct Load {
    pub per_second: f64,
    /// Processor time of the server for one.
    pub server_us: f64,
    /// Of what was measured beside it.
    pub beside_us: f64,
    pub times: Times,
}

/// How far the load is.
#[derive(Default)]
struct Stage {
    /// Connections that have made their claims.
    ready: AtomicUsize,
    counting: AtomicBool,
    ended: AtomicBool,
}

/// Who acts.
struct Cast {
    partner: Account,
    reviewers: [Account; 2],
    lead: Account,
    product: String,
}

/// A claim in the circle.
struct Work {
    number: String,
    line: String,
    etag: String,
    step: usize,
    /// Which of the two reviewers has it.
    reviewer: usize,
}

pub fn run(server: &Server, accounts: &Accounts, connections: usize) -> Result<Load> {
    run_beside(server, accounts, connections, &|| Ok(Duration::ZERO))
}

/// The same, with the processor time of something else that works for it.
pub fn run_beside(
    server: &Server,
    accounts: &Accounts,
    connections: usize,
    beside: &dyn Fn() -> Result<Duration>,
) -> Result<Load> {
    let base = server.base.as_str();
    let partners = accounts.of_role("incentives_admin");
    let reviewers = accounts.of_role("reviewer");
    let [first, second, ..] = reviewers.as_slice() else {
        return Err(Failure::because("the demo has fewer than two reviewers"));
    };
    let product = product(base, accounts.first("auditor")?)?;
    let stage = Stage::default();
    let mut times = Vec::new();
    let (mut took, mut busy) = (MEASURED, [Duration::ZERO; 2]);
    thread::scope(|scope| {
        let mut running = Vec::with_capacity(connections);
        for index in 0..connections {
            let cast = Cast {
                partner: partners[index % partners.len()].clone(),
                reviewers: [(*first).clone(), (*second).clone()],
                lead: accounts.first("review_lead")?.clone(),
                product: product.clone(),
            };
            let stage = &stage;
            running.push(scope.spawn(move || circle(base, &cast, index, stage)));
        }
        // One that has ended already has failed, which is told when it is joined.
        while stage.ready.load(Ordering::Relaxed) < connections && !running.iter().any(|thread| thread.is_finished()) {
            thread::sleep(Duration::from_millis(20));
        }
        thread::sleep(WARM_UP);
        stage.counting.store(true, Ordering::Relaxed);
        let (started, before) = (Instant::now(), [processor_time(server)?, beside()?]);
        thread::sleep(MEASURED);
        stage.ended.store(true, Ordering::Relaxed);
        took = started.elapsed();
        let after = [processor_time(server)?, beside()?];
        busy = [0, 1].map(|index| after[index].saturating_sub(before[index]));
        for thread in running {
            let counted = thread
                .join()
                .map_err(|_| Failure::because("a load thread panicked"))??;
            times.extend(counted);
        }
        Ok(())
    })?;
    let [server_us, beside_us] = busy.map(|time| time.as_secs_f64() * 1e6 / times.len() as f64);
    Ok(Load {
        per_second: times.len() as f64 / took.as_secs_f64(),
        server_us,
        beside_us,
        times: Times::of(times),
    })
}

fn product(base: &str, account: &Account) -> Result<String> {
    let mut connection = Connection::open(base).map_err(|error| Failure::because(format!("{base}: {error}")))?;
    let catalogue = account.get(&mut connection, "/api/v1/catalogue?limit=200")?;
    let free = catalogue["items"].as_array().into_iter().flatten().find(|item| {
        item["subscription_required"] == false
            && item["claimable"]["from"].is_null()
            && item["claimable"]["until"].is_null()
    });
    let product = free.and_then(|item| item["product"].as_str()).map(str::to_owned);
    product.ok_or_else(|| Failure::because("the catalogue has no product that needs no subscription"))
}

fn circle(base: &str, cast: &Cast, index: usize, stage: &Stage) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(base).map_err(|error| Failure::because(format!("{base}: {error}")))?;
    let mut works = Vec::with_capacity(CLAIMS_EACH);
    for made in 0..CLAIMS_EACH {
        works.push(make(&mut connection, cast, index * CLAIMS_EACH + made)?);
    }
    stage.ready.fetch_add(1, Ordering::Relaxed);
    let mut times = Vec::new();
    loop {
        for work in &mut works {
            if stage.ended.load(Ordering::Relaxed) {
                return Ok(times);
            }
            let started = Instant::now();
            work.advance(&mut connection, cast)?;
            if stage.counting.load(Ordering::Relaxed) && !stage.ended.load(Ordering::Relaxed) {
                times.push(started.elapsed());
            }
        }
    }
}

/// Drafts, proves and submits a claim about a customer that nobody else claims.
fn make(connection: &mut Connection, cast: &Cast, unique: usize) -> Result<Work> {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let salt = since_1970.map_or(0, |time| time.as_nanos() as u64 & 0xffff_ffff_ffff);
    let location = cast.partner.locations.first().map_or("", String::as_str);
    let product = &cast.product;
    let draft = format!(
        r#"{{"name":"Rollout {unique}","location_id":"{location}","programme":"osu","activity":"usage",
            "customer":{{"tenant_id":"{unique:08x}-0000-4000-8000-{salt:012x}","domain":"customer{unique}.example",
                "name":"Customer {unique}","country":"SE","language":"sv"}},
            "lines":[{{"product":"{product}"}}],
            "customer_contact":{{"name":"Astrid Berg","email":"astrid@customer{unique}.example","language":"sv"}},
            "partner_contact":{{"name":"Partner Contact","email":"{}"}}}}"#,
        cast.partner.email
    );
    let bearer = &cast.partner.bearer;
    let claim = json(&post(
        connection,
        201,
        "/api/v1/claims",
        &format!("{bearer}{JSON}"),
        &draft,
    )?)?;
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let (number, line) = (text(&claim["number"]), text(&claim["lines"][0]["id"]));
    let file = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"proof.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n{PDF}\r\n--{BOUNDARY}--\r\n"
    );
    let multipart = format!("{bearer}Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n");
    let path = format!("/api/v1/claims/{number}");
    upload(connection, &format!("{path}/documents"), &multipart, &file)?;
    let submit = format!("{bearer}{JSON}If-Match: \"{}\"\r\n", claim["version"]);
    let answer = post(connection, 200, &format!("{path}/submission"), &submit, "")?;
    let submitted = Work {
        number,
        line,
        etag: answer.header("etag").unwrap_or_default().to_owned(),
        step: unique,
        reviewer: 0,
    };
    submitted.brought_to_step(connection, cast)
}

/// Uploads are let in by the dozen: who is sent away comes again.
fn upload(connection: &mut Connection, path: &str, headers: &str, body: &str) -> Result<()> {
    let request = Request {
        method: "POST",
        path,
        headers,
        body: body.as_bytes(),
    };
    loop {
        let answer = connection
            .send(&request)
            .map_err(|error| Failure::because(format!("{path}: {error}")))?;
        match answer.status {
            201 => return Ok(()),
            503 => thread::sleep(SENT_AWAY),
            _ => return Err(Failure::because(format!("{path}: {}", answer.shown()))),
        }
    }
}

fn post(
    connection: &mut Connection,
    status: u16,
    path: &str,
    headers: &str,
    body: &str,
) -> Result<super::connection::Answer> {
    let body = body.as_bytes();
    expect(
        connection,
        status,
        &Request {
            method: "POST",
            path,
            headers,
            body,
        },
    )
}

impl Work {
    /// Claims stand at different places of the circle, so that at any time all four transitions happen.
    fn brought_to_step(mut self, connection: &mut Connection, cast: &Cast) -> Result<Work> {
        let wanted = self.step % 4;
        self.step = 0;
        while self.step < wanted {
            self.advance(connection, cast)?;
        }
        Ok(self)
    }

    fn advance(&mut self, connection: &mut Connection, cast: &Cast) -> Result<()> {
        let (account, noun, body) = match self.step % 4 {
            0 => (&cast.reviewers[self.reviewer], "review", String::new()),
            1 => {
                self.reviewer = 1 - self.reviewer;
                let email = &cast.reviewers[self.reviewer].email;
                (&cast.lead, "assignment", format!(r#"{{"reviewer":"{email}"}}"#))
            }
            2 => {
                let body = r#"{"reasons":["missing_products"],"comment":"Where does it say so?","remove_lines":[]}"#;
                (&cast.reviewers[self.reviewer], "information-requests", body.to_owned())
            }
            _ => {
                let body = r#"{"comment":"On page three, in the second table.","remove_lines":[]}"#;
                (&cast.partner, "resubmission", body.to_owned())
            }
        };
        let path = format!("/api/v1/claims/{}/{noun}", self.number);
        let mut headers = format!("{}{JSON}If-Match: {}\r\n", account.bearer, self.etag);
        if noun == "resubmission" {
            headers += &format!("Idempotency-Key: {}-{}\r\n", self.line, self.step);
        }
        let answer = post(connection, 200, &path, &headers, &body)?;
        self.etag = answer.header("etag").unwrap_or_default().to_owned();
        self.step += 1;
        Ok(())
    }
}
