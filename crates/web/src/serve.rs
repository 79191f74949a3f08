//! Serving until told to stop.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

use crate::operating::metrics;
use crate::state::State;

/// Further callers wait in the system's queue.
const CONNECTIONS_MAX: usize = 4096;
/// For so long a connection may send no complete request: longer than proxies keep theirs, so that theirs end first.
const SILENCE_MAX: Duration = Duration::from_secs(75);
/// Requests under way get so much time to end.
const DRAIN_MAX: Duration = Duration::from_secs(20);
/// After the system has refused a connection.
const BREATH: Duration = Duration::from_millis(500);

/// How serving ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// Every request was answered.
    Drained,
    /// Some were still under way when the time for them was over.
    CutShort,
}

/// Answers requests until `stop` is ready, then takes no more and lets those under way end, within a bound.
pub async fn serve(listener: TcpListener, state: State, stop: impl Future<Output = ()>) -> Ended {
    run(listener, crate::router(state), stop).await
}

/// Answers `/metrics` and nothing else, until `stop` is ready.
pub async fn serve_metrics(listener: TcpListener, state: State, stop: impl Future<Output = ()>) -> Ended {
    run(listener, metrics::routes(state), stop).await
}

async fn run(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) -> Ended {
    let connections = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut stop = pin!(stop);
    loop {
        let next = tokio::select! {
            biased;
            () = &mut stop => break,
            next = accept(&listener, &places) => next,
        };
        match next {
            Ok((place, stream, peer)) => answer(place, stream, peer, router.clone(), &connections),
            Err(error) if is_the_callers(&error) => {}
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "no connection can be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    match tokio::time::timeout(DRAIN_MAX, connections.shutdown()).await {
        Ok(()) => Ended::Drained,
        Err(_) => Ended::CutShort,
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((place, stream, peer))
}

/// Whoever called has gone again; the listener is as it was.
fn is_the_callers(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

fn answer(
    place: OwnedSemaphorePermit,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    connections: &GracefulShutdown,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = &error as &dyn std::error::Error, "small answers may come later");
    }
    let service = service_fn(move |request: hyper::Request<Incoming>| respond(router.clone(), peer, request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SILENCE_MAX)
        .serve_connection(TokioIo::new(stream), service);
    let watched = connections.watch(connection);
    tokio::spawn(async move {
        // A caller who leaves in the middle is nobody's fault.
        if let Err(error) = watched.await {
            tracing::debug!(error = &error as &dyn std::error::Error, "a connection ended early");
        }
        drop(place);
    });
}

async fn respond(
    mut router: Router,
    peer: SocketAddr,
    request: hyper::Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request: Request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.call(request).await
}
