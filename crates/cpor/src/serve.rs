//! `cpor serve`.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use app::Env;
use app::clocks::ProgrammeClock;
use app::stop::Stop;
use store::Store;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::cli::Serve;
use crate::config::{Config, Operating};
use crate::demo;
use crate::exit::{Exit, Failure};
use crate::logging::{self, Log};
use crate::memory;
use crate::stopping;
use crate::traces::Traces;
use crate::wiring::{check_blobs, machine_clock, make_folder, open_env, open_stores};

/// What runs by itself may finish what it has begun within this time.
const LOOPS_END_MAX: Duration = Duration::from_secs(5);

/// Serves until told to stop (SIGTERM, Ctrl-C), then lets running requests end.
pub async fn serve(arguments: Serve) -> Result<Exit, Failure> {
    let config = Config::of_serve(&arguments)?;
    let Operating { log, log_format, .. } = &config.operating;
    let traces = config.operating.traces.value.as_deref().map(Traces::to).transpose()?;
    let log = logging::start(&log.value, log_format.value, traces.as_ref())?;
    let served = serve_as(&arguments, &config, &log, traces.is_some()).await;
    if let Some(traces) = traces {
        traces.end().await;
    }
    log.flush();
    served
}

async fn serve_as(arguments: &Serve, config: &Config, log: &Log, traced: bool) -> Result<Exit, Failure> {
    gateway::raise_open_files();
    let (store, blobs) = open_stores(config).await?;
    check_blobs(config, &blobs).await?;
    let env = if arguments.demo {
        make_folder(&config.data.value)?;
        demo::open(store, blobs, &config.data.value).await?
    } else {
        refuse_demo(&store, config).await?;
        open_env(store, blobs, ProgrammeClock::Machine(machine_clock())).await?
    };
    let listener = listen(config.listen.value, "--listen").await?;
    let metrics_listener = match config.operating.metrics_listen.value {
        Some(address) => Some(listen(address, "--metrics-listen").await?),
        None => None,
    };
    let address = listener
        .local_addr()
        .map_err(|error| Failure::fault("the address is not known", error))?;
    let address = format!("http://{address}");
    let public_url = config.public_url.value.clone().unwrap_or_else(|| address.clone());
    // What fell due while nobody served is carried out before the first request is answered. A claim that can't be
    // read keeps nobody from the others.
    if let Err(error) = app::timers::catch_up(&env).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "not every passed deadline could be carried out"
        );
    }
    let mode = if arguments.demo {
        web::Mode::Demo
    } else {
        web::Mode::Live
    };
    let operating = run_as(&config.operating, log, traced);
    let state = web::State::run_as(Arc::clone(&env), mode, public_url.clone(), operating);
    let stop = stopping::on_signal(log.clone())?;
    let mut loops = start_loops(&env, &stop);
    tokio::spawn(memory::give_back());
    if let Some(listener) = metrics_listener {
        let (state, stop) = (state.clone(), stop.clone());
        tell_metrics_address(&listener);
        loops.spawn(async move {
            web::serve_metrics(listener, state, stop.asked()).await;
        });
    }
    offer_setup(&env, arguments.demo, &public_url).await?;
    announce(&address)?;
    match web::serve(listener, state, stop.asked()).await {
        web::Ended::Drained => tracing::info!("every request was answered"),
        web::Ended::CutShort => tracing::warn!("some requests took too long to be waited for"),
    }
    let ended = tokio::time::timeout(LOOPS_END_MAX, async { while loops.join_next().await.is_some() {} }).await;
    if ended.is_err() {
        tracing::warn!("deadlines or messages took too long to be waited for; they are done after the next start");
    }
    Ok(Exit::Done)
}

async fn listen(address: SocketAddr, option: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::unusable(format!(
            "cannot listen on {address}: {error}; choose another with {option}"
        ))
    })
}

/// The port may have been left to the system.
fn tell_metrics_address(listener: &TcpListener) {
    if let Ok(address) = listener.local_addr() {
        tracing::info!("metrics at http://{address}/metrics");
    }
}

fn run_as(config: &Operating, log: &Log, traced: bool) -> web::Operating {
    let log = log.clone();
    let started_at = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs_f64();
    web::Operating {
        trusted_proxies: config.trusted_proxies.value.clone(),
        requests_max: config.requests_max.value,
        traces: traced.then(Traces::follow),
        process: Arc::new(move || {
            gateway::process_figures().map(|figures| web::operating::Process {
                resident_bytes: figures.resident_bytes,
                cpu_seconds: figures.cpu_seconds,
                open_files: figures.open_files,
                started_at,
            })
        }),
        log_lines_lost: Arc::new(move || log.lost()),
    }
}

fn start_loops(env: &Arc<Env>, stop: &Stop) -> JoinSet<()> {
    let mut loops = JoinSet::new();
    loops.spawn(app::outbox::run(Arc::clone(env), stop.clone()));
    loops.spawn(app::proof::run_collection(Arc::clone(env), stop.clone()));
    // The demo's clock stands still between advances, which carry out what is due themselves, unless the node that
    // advances it dies: then another does.
    match env.programme_clock {
        ProgrammeClock::Demo(_) if !env.store.is_shared() => {}
        ProgrammeClock::Machine(_) | ProgrammeClock::Demo(_) => {
            loops.spawn(app::timers::run(Arc::clone(env), stop.clone()));
        }
    }
    loops
}

/// A demo's deadlines are dated by its own clock: by the machine's they would all lapse at once.
async fn refuse_demo(store: &Store, config: &Config) -> Result<(), Failure> {
    let clock = store
        .demo_clock()
        .await
        .map_err(|error| Failure::fault("the store could not be read", error))?;
    match clock {
        None => Ok(()),
        Some(_) => Err(Failure::unusable(format!(
            "{} holds a demo, whose clock stands still: serve it with --demo, or name another folder with --data",
            config.data.value.display()
        ))),
    }
}

/// Tells the operator, and nobody else, where an installation that has no accounts yet is set up.
async fn offer_setup(env: &Env, demo: bool, public_url: &str) -> Result<(), Failure> {
    if demo {
        return Ok(());
    }
    let secret = app::settings::setup::new_link(env)
        .await
        .map_err(|error| Failure::fault("the link for setting up could not be made", error))?;
    if let Some(secret) = secret {
        let origin = public_url.trim_end_matches('/');
        // What a terminal doesn't take is no reason not to serve: the next start prints another.
        let mut terminal = std::io::stderr();
        if writeln!(terminal, "set up at {origin}/setup/{secret}").is_err() {
            tracing::warn!("the link for setting up could not be printed");
        }
    }
    Ok(())
}

fn announce(address: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    writeln!(out, "listening on {address}")
        .and_then(|()| out.flush())
        .map_err(|error| Failure::fault("standard output is closed", error))
}
