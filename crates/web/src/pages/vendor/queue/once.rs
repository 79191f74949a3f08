//! A script's key for an act on several claims: each claim is acted on once, however often the same is sent. A page that
//! was left while it sent something may have been heard or not; the next page sends it again and learns what became of it.

use app::{Env, RenderedAnswer, Repeat};
use domain::instant::Instant;
use sha2::{Digest, Sha256};

use crate::pages::{Form, Visit};

const PATH: &str = "/queue/acts";
const KEY_MAX: usize = 64;
/// The next page asks within a minute.
const KEPT_MICROSECONDS: i64 = 60 * 60 * 1_000_000;

/// Who sends what under which key; without one everything is sent once.
pub(super) struct Once {
    caller: String,
    key: Option<String>,
    body_hash: [u8; 32],
}

impl Once {
    /// The key of a form and what it asks for.
    pub(super) fn of(visit: &Visit, form: &Form) -> Once {
        let key = Some(form.get("key")).filter(|key| (1..=KEY_MAX).contains(&key.len()));
        let mut hash = Sha256::new();
        for name in ["act", "reviewer"] {
            hash.update(form.get(name).as_bytes());
            hash.update([0]);
        }
        Once {
            caller: visit.person.id.to_string(),
            key: key.map(str::to_owned),
            body_hash: hash.finalize().into(),
        }
    }

    /// The claim as the same act left it before: number and version. A store that can't say has the act judged anew.
    pub(super) async fn done_before(&self, env: &Env, seen: &str) -> Option<String> {
        let key = self.key_of(seen)?;
        let found = env
            .store
            .find_answer(&self.caller, PATH, &key, env.wall_clock.now())
            .await;
        let answer = found
            .ok()
            .flatten()
            .filter(|answer| answer.body_hash == self.body_hash)?;
        String::from_utf8(answer.body).ok()
    }

    /// What is kept with the act, in the same commit.
    pub(super) fn repeat(&self, env: &Env, seen: &str) -> Option<Repeat> {
        let now = env.wall_clock.now();
        let expires = now.microseconds().saturating_add(KEPT_MICROSECONDS);
        Some(Repeat {
            caller: self.caller.clone(),
            path: PATH.to_owned(),
            key: self.key_of(seen)?,
            body_hash: self.body_hash,
            expires_at: Instant::from_microseconds(expires).unwrap_or(now),
            render: Box::new(|stored| RenderedAnswer {
                status: 200,
                etag: None,
                location: None,
                body: format!("{}@{}", stored.claim.number, stored.claim.version.0).into_bytes(),
            }),
        })
    }

    fn key_of(&self, seen: &str) -> Option<String> {
        self.key.as_ref().map(|key| format!("{key} {seen}"))
    }
}
