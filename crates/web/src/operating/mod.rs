//! What those who run the product need of it: which request was which, how long it took, whether it can work, and
//! an end to what is too much.

pub(crate) mod client;
pub(crate) mod metrics;
pub(crate) mod observe;
pub(crate) mod readiness;
pub(crate) mod request_id;
pub(crate) mod requests;
pub(crate) mod shed;

use std::sync::Arc;

use axum::http::HeaderMap;

pub use client::{NoNetwork, TrustedProxies};
pub use metrics::Process;

/// So many requests are answered at once, if nothing else is said.
pub const REQUESTS_MAX: usize = 512;

/// How the product is run, beyond what it does.
#[derive(Clone)]
pub struct Operating {
    /// Whose word for where a request comes from is taken.
    pub trusted_proxies: TrustedProxies,
    /// So many requests are answered at once; more are sent away. Uploads are counted for themselves.
    pub requests_max: usize,
    /// Traces are sent, and spans carry what they need; none: nobody wants them.
    pub traces: Option<FollowTrace>,
    /// What the process takes of its machine; none: the system doesn't tell.
    pub process: Arc<dyn Fn() -> Option<Process> + Send + Sync>,
    /// Lines of the log that nobody could take in time.
    pub log_lines_lost: Arc<dyn Fn() -> u64 + Send + Sync>,
}

/// Ties a request's span to the trace that its headers name.
pub type FollowTrace = Arc<dyn Fn(&tracing::Span, &HeaderMap) + Send + Sync>;

impl Default for Operating {
    fn default() -> Operating {
        Operating {
            trusted_proxies: TrustedProxies::default(),
            requests_max: REQUESTS_MAX,
            traces: None,
            process: Arc::new(|| None),
            log_lines_lost: Arc::new(|| 0),
        }
    }
}
