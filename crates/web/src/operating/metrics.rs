//! `/metrics` in the OpenMetrics format, on a listener of its own: what was counted meanwhile, and what a few
//! look-ups find.

use std::fmt;
use std::time::Duration;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::instant::Instant;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{DescriptorEncoder, EncodeGaugeValue, NoLabelSet};
use prometheus_client::metrics::MetricType;
use prometheus_client::registry::{Registry, Unit};
use store::{Pulse, Spread};

use super::readiness::Ready;
use crate::state::State;

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// A store that takes longer is one that says nothing.
const LOOK_MAX: Duration = Duration::from_secs(2);
const MICROSECONDS: f64 = 1_000_000.0;

/// What the process takes of its machine.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Process {
    /// Memory that is really there.
    pub resident_bytes: u64,
    /// Time on all cores, its own and the system's for it.
    pub cpu_seconds: f64,
    /// Files and connections.
    pub open_files: u64,
    /// When it began, in seconds since 1970.
    pub started_at: f64,
}

/// The routes of the listener.
pub(crate) fn routes(state: State) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(state)
}

async fn metrics(Shared(state): Shared<State>) -> Response {
    let scrape = Scrape::of(&state).await;
    let mut registry = Registry::default();
    registry.register_collector(Box::new(scrape));
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(fmt::Error) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// All figures at one moment.
struct Scrape {
    state: State,
    ready: Ready,
    now: Instant,
    /// None: the store didn't say.
    pulse: Option<Pulse>,
    process: Option<Process>,
    disk_free_bytes: Option<u64>,
}

impl fmt::Debug for Scrape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Scrape")
            .field("pulse", &self.pulse)
            .finish_non_exhaustive()
    }
}

impl Scrape {
    async fn of(state: &State) -> Scrape {
        let env = state.env();
        let now = env.now();
        let ready = state.readiness().now(env).await;
        let pulse = tokio::time::timeout(LOOK_MAX, env.store.pulse(now, env.wall_clock.now())).await;
        let pulse = pulse.ok().and_then(|found| {
            let said = found.inspect_err(|error| {
                tracing::warn!(
                    error = error as &dyn std::error::Error,
                    "what waits could not be looked up"
                );
            });
            said.ok()
        });
        Scrape {
            ready,
            now,
            pulse,
            process: (state.operating().process)(),
            disk_free_bytes: env.store.database().and_then(|file| (env.ports.free_bytes)(file)),
            state: state.clone(),
        }
    }

    /// How long ago, in seconds; nothing waits: 0.
    fn age(&self, since: Option<Instant>) -> f64 {
        let micros = since.map_or(0, |since| self.now.microseconds() - since.microseconds());
        // Years are exact enough.
        micros.max(0) as f64 / MICROSECONDS
    }
}

impl Collector for Scrape {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut sheet = Sheet(encoder);
        sheet.build()?;
        sheet.gauge(
            "cpor_ready",
            "1: store and documents take writes",
            None,
            i64::from(self.ready == Ready::Yes),
        )?;
        if let Some(pulse) = &self.pulse {
            self.waiting(&mut sheet, pulse)?;
        }
        self.work(&mut sheet)?;
        self.machine(&mut sheet)
    }
}

impl Scrape {
    fn waiting(&self, sheet: &mut Sheet<'_>, pulse: &Pulse) -> fmt::Result {
        let Pulse {
            queued_since,
            queued,
            due_since,
            due,
            unsent_since,
            unsent,
            sessions,
            size_bytes,
        } = *pulse;
        let seconds = Some(Unit::Seconds);
        let help = "How long the first claim in the reviewers' queue that nobody has begun to review has waited";
        sheet.gauge("cpor_queue_age", help, seconds.clone(), self.age(queued_since))?;
        sheet.gauge(
            "cpor_queue_claims",
            "Claims in the reviewers' queue, to 10000",
            None,
            queued,
        )?;
        let help = "How long the oldest passed deadline or reminder has not been carried out";
        sheet.gauge("cpor_lapse_lag", help, seconds.clone(), self.age(due_since))?;
        let help = "Claims with a passed deadline or reminder that is not carried out, to 10000";
        sheet.gauge("cpor_lapse_claims", help, None, due)?;
        let help = "How long the oldest message that is not sent has waited";
        sheet.gauge("cpor_outbox_age", help, seconds, self.age(unsent_since))?;
        sheet.gauge(
            "cpor_outbox_messages",
            "Messages that are not sent, to 10000",
            None,
            unsent,
        )?;
        sheet.gauge("cpor_sessions", "Sessions that hold, to 10000", None, sessions)?;
        sheet.gauge(
            "cpor_database_size",
            "The database's size",
            Some(Unit::Bytes),
            size_bytes,
        )
    }

    fn work(&self, sheet: &mut Sheet<'_>) -> fmt::Result {
        let commits = self.state.env().store.commits();
        sheet.histogram(
            "cpor_commit_changes",
            "Changes in each transaction",
            None,
            &commits.sizes,
            1.0,
        )?;
        let help = "What each transaction took until it was durable";
        sheet.histogram(
            "cpor_commit_duration",
            help,
            Some(Unit::Seconds),
            &commits.microseconds,
            MICROSECONDS,
        )?;
        let places = self.state.places();
        let taken = i64::try_from(places.taken()).unwrap_or(i64::MAX);
        sheet.gauge(
            "cpor_requests_in_flight",
            "Requests that are being answered",
            None,
            taken,
        )?;
        sheet.counter(
            "cpor_requests_shed",
            "Requests sent away because there were too many",
            None,
            places.shed(),
        )?;
        let lost = (self.state.operating().log_lines_lost)();
        sheet.counter(
            "cpor_log_lines_lost",
            "Lines of the log that nobody took in time",
            None,
            lost,
        )?;
        sheet.requests(&self.state)
    }

    fn machine(&self, sheet: &mut Sheet<'_>) -> fmt::Result {
        if let Some(free) = self.disk_free_bytes {
            let free = i64::try_from(free).unwrap_or(i64::MAX);
            sheet.gauge(
                "cpor_disk_free",
                "Room where the database lies",
                Some(Unit::Bytes),
                free,
            )?;
        }
        let Some(process) = self.process else { return Ok(()) };
        let Process {
            resident_bytes,
            cpu_seconds,
            open_files,
            started_at,
        } = process;
        let (resident_bytes, open_files) = (
            i64::try_from(resident_bytes).unwrap_or(i64::MAX),
            i64::try_from(open_files).unwrap_or(i64::MAX),
        );
        let help = "Memory that is really there";
        sheet.gauge("process_resident_memory", help, Some(Unit::Bytes), resident_bytes)?;
        sheet.counter("process_cpu", "Time on all cores", Some(Unit::Seconds), cpu_seconds)?;
        sheet.gauge("process_open_fds", "Open files and connections", None, open_files)?;
        sheet.gauge(
            "process_start_time",
            "When it began, since 1970",
            Some(Unit::Seconds),
            started_at,
        )
    }
}

/// Writes one metric after the other.
struct Sheet<'a>(DescriptorEncoder<'a>);

impl Sheet<'_> {
    fn build(&mut self) -> fmt::Result {
        let version = [("version", env!("CARGO_PKG_VERSION"))];
        let mut metric = self
            .0
            .encode_descriptor("cpor_build", "What is running", None, MetricType::Info)?;
        metric.encode_info(&version)
    }

    fn gauge(&mut self, name: &str, help: &str, unit: Option<Unit>, value: impl EncodeGaugeValue) -> fmt::Result {
        let mut metric = self.0.encode_descriptor(name, help, unit.as_ref(), MetricType::Gauge)?;
        metric.encode_gauge(&value)
    }

    fn counter(
        &mut self,
        name: &str,
        help: &str,
        unit: Option<Unit>,
        value: impl prometheus_client::encoding::EncodeCounterValue,
    ) -> fmt::Result {
        let mut metric = self
            .0
            .encode_descriptor(name, help, unit.as_ref(), MetricType::Counter)?;
        metric.encode_counter::<NoLabelSet, _, u64>(&value, None)
    }

    fn histogram(&mut self, name: &str, help: &str, unit: Option<Unit>, spread: &Spread, scale: f64) -> fmt::Result {
        let mut metric = self
            .0
            .encode_descriptor(name, help, unit.as_ref(), MetricType::Histogram)?;
        let (sum, buckets) = scaled(spread, scale);
        metric.encode_histogram::<NoLabelSet>(sum, spread.count(), &buckets, None)
    }

    fn requests(&mut self, state: &State) -> fmt::Result {
        let help = "What each request took until its answer began";
        let seconds = Unit::Seconds;
        let metric = self
            .0
            .encode_descriptor("cpor_request_duration", help, Some(&seconds), MetricType::Histogram);
        let mut family = metric?;
        for observed in state.requests().all() {
            let labels = [
                ("method", observed.method),
                ("route", observed.route),
                ("status", observed.class),
            ];
            let (sum, buckets) = scaled(&observed.spread, MICROSECONDS);
            let mut metric = family.encode_family(&labels)?;
            metric.encode_histogram::<NoLabelSet>(sum, observed.spread.count(), &buckets, None)?;
        }
        Ok(())
    }
}

/// In the unit that is shown; whatever lies above all bounds has none.
fn scaled(spread: &Spread, scale: f64) -> (f64, Vec<(f64, u64)>) {
    let bound = |bound: Option<u64>| bound.map_or(f64::INFINITY, |bound| bound as f64 / scale);
    let buckets = spread.counts.iter().map(|(up_to, count)| (bound(*up_to), *count));
    (spread.sum as f64 / scale, buckets.collect())
}
