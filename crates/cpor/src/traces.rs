//! Traces to an OTLP collector, by http and protobuf: one span for each request, without anything of its content.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use opentelemetry::KeyValue;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{Bytes, HeaderExtractor, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Subscriber;
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::registry::LookupSpan;
use web::operating::FollowTrace;

use crate::exit::Failure;

/// A collector that takes longer loses what it was sent.
const SEND_MAX: Duration = Duration::from_secs(5);
/// An answer that is longer isn't a collector's.
const ANSWER_BYTES_MAX: u64 = 64 * 1024;

/// The way to the collector.
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// To the collector at `url`, `http://127.0.0.1:4318`.
    pub fn to(url: &str) -> Result<Traces, Failure> {
        let unusable =
            |error: &dyn fmt::Display| Failure::unusable(format!("traces can't be sent to `{url}`: {error}"));
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(unusable(&"give a URL like http://127.0.0.1:4318"));
        }
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Client::new())
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(format!("{}/v1/traces", url.trim_end_matches('/')))
            .build()
            .map_err(|error| unusable(&error))?;
        let resource = Resource::builder()
            .with_service_name("cpor")
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .build();
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource)
            .build();
        Ok(Traces(provider))
    }

    /// What makes traces of the requests' spans. What is logged meanwhile stays in the log.
    pub fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("cpor"))
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_filter(filter_fn(|of| of.is_span() && of.name() == "request"))
    }

    /// Goes on with the trace that a request says it belongs to (W3C Trace Context).
    pub fn follow() -> FollowTrace {
        Arc::new(|span, headers| {
            let parent = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
            // A span that nobody makes a trace of has no parent either.
            drop(span.set_parent(parent));
        })
    }

    /// Sends what is left.
    pub async fn end(self) {
        let ended = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(SEND_MAX)).await;
        if let Ok(Err(error)) = ended {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the last traces could not be sent"
            );
        }
    }
}

/// The program's own HTTP client, so that there is no second one, nor a second TLS. It works on the exporter's thread.
#[derive(Debug)]
struct Client(ureq::Agent);

impl Client {
    fn new() -> Client {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(SEND_MAX))
            .http_status_as_error(false)
            .build();
        Client(config.new_agent())
    }

    fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (parts, body) = request.into_parts();
        let answer = self.0.run(Request::from_parts(parts, body.to_vec()))?;
        let (parts, mut body) = answer.into_parts();
        let body = body.with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
        Ok(Response::from_parts(parts, Bytes::from(body)))
    }
}

impl HttpClient for Client {
    fn send_bytes<'client, 'answer>(
        &'client self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'answer>>
    where
        'client: 'answer,
        Self: 'answer,
    {
        Box::pin(async move { self.send(request) })
    }
}
