//! A real S3-compatible server on this machine, which checks signatures and permissions.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::http;

/// Starting an interpreter on a busy machine takes its time.
const START_MAX: Duration = Duration::from_secs(60);
/// Its one bucket.
pub const BUCKET: &str = "cpor";
const USER: &str = "cpor";
/// Until keys exist nobody checks them; this only says which service is meant.
const UNSIGNED: &str =
    "AWS4-HMAC-SHA256 Credential=nobody/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0";
const MAY_ALL: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;

/// A server with a bucket and one account that may do everything in it; ended when it is dropped.
pub struct S3Server {
    process: Child,
    /// `http://127.0.0.1:…`
    pub endpoint: String,
    key: String,
    secret: String,
}

impl S3Server {
    /// Starts it, and waits until it checks whoever asks.
    ///
    /// # Panics
    /// If it isn't installed or doesn't start.
    pub async fn start() -> S3Server {
        let program = program();
        assert!(
            program.exists(),
            "there is no S3-compatible server: run `cargo xtask machine`"
        );
        let port = free_port();
        let process = Command::new(program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut server = S3Server {
            process,
            endpoint: format!("http://127.0.0.1:{port}"),
            key: String::new(),
            secret: String::new(),
        };
        server.wait().await;
        server.set_up().await;
        server
    }

    /// What the environment would say to reach it, through `endpoint`, as its account.
    pub fn settings_by(&self, endpoint: &str) -> Vec<(String, String)> {
        [
            ("AWS_ENDPOINT", endpoint),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", &self.key),
            ("AWS_SECRET_ACCESS_KEY", &self.secret),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    /// The same, straight.
    pub fn settings(&self) -> Vec<(String, String)> {
        self.settings_by(&self.endpoint)
    }

    async fn wait(&mut self) {
        let client = http().build().expect("a client");
        let until = Instant::now() + START_MAX;
        while client
            .get(format!("{}/moto-api/data.json", self.endpoint))
            .send()
            .await
            .is_err()
        {
            assert!(Instant::now() < until, "the S3-compatible server doesn't start");
            if let Ok(Some(status)) = self.process.try_wait() {
                panic!("the S3-compatible server ended: {status}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn set_up(&mut self) {
        let client = http().build().expect("a client");
        let made = client.put(format!("{}/{BUCKET}", self.endpoint)).send().await;
        assert!(made.expect("an answer").status().is_success());
        self.account("CreateUser", "").await;
        let keys = self.account("CreateAccessKey", "").await;
        self.key = element(&keys, "AccessKeyId");
        self.secret = element(&keys, "SecretAccessKey");
        let policy: String = MAY_ALL.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.account("PutUserPolicy", &format!("&PolicyName=all&PolicyDocument={policy}"))
            .await;
        // From here on everybody is checked.
        let checking = client.post(format!("{}/moto-api/reset-auth", self.endpoint));
        let checking = checking.header("content-type", "text/plain").body("0").send().await;
        assert!(checking.expect("an answer").status().is_success());
    }

    async fn account(&self, action: &str, more: &str) -> String {
        let client = http().build().expect("a client");
        let answer = client
            .post(format!("{}/", self.endpoint))
            .header("authorization", UNSIGNED)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("Action={action}&Version=2010-05-08&UserName={USER}{more}"))
            .send()
            .await
            .expect("an answer");
        assert!(answer.status().is_success(), "{action}: {}", answer.status());
        answer.text().await.expect("a text")
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        // Gone already, if it failed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn element(xml: &str, name: &str) -> String {
    let rest = xml.split_once(&format!("<{name}>")).expect("the element").1;
    rest.split_once('<').expect("its end").0.to_owned()
}

fn program() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |given| root.join(given));
    target.join("s3/bin/moto_server")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}
