//! `cpor serve`.

use std::io::Write;
use std::sync::Arc;

use app::Env;
use app::clocks::ProgrammeClock;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::cli::Serve;
use crate::config::Config;
use crate::demo;
use crate::exit::{Exit, Failure};
use crate::wiring::{machine_clock, open_env, open_stores};

/// Serves until told to stop (SIGTERM, Ctrl-C), then lets running requests end.
pub async fn serve(arguments: Serve) -> Result<Exit, Failure> {
    start_logging();
    let config = Config::of_serve(&arguments)?;
    let (store, blobs) = open_stores(&config)?;
    let env = if arguments.demo {
        std::fs::create_dir_all(&config.data.value)
            .map_err(|error| Failure::unusable(format!("{} can't be made: {error}", config.data.value.display())))?;
        demo::open(store, blobs, &config.data.value).await?
    } else {
        refuse_demo(&store, &config).await?;
        open_env(store, blobs, ProgrammeClock::Machine(machine_clock())).await?
    };
    let listener = TcpListener::bind(config.listen.value).await.map_err(|error| {
        Failure::unusable(format!(
            "cannot listen on {}: {error}; choose another with --listen",
            config.listen.value
        ))
    })?;
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
    let state = web::State::new(Arc::clone(&env), mode, public_url.clone());
    let loops = start_loops(&env);
    let stopped = stop_signal()?;
    offer_setup(&env, arguments.demo, &public_url).await?;
    announce(&address)?;
    let served = web::serve(listener, state, stopped).await;
    for running in loops {
        running.abort();
    }
    served.map_err(|error| Failure::fault("serving ended", error))?;
    Ok(Exit::Done)
}

fn start_loops(env: &Arc<Env>) -> Vec<tokio::task::JoinHandle<()>> {
    let mut loops = vec![
        tokio::spawn(app::outbox::run(Arc::clone(env))),
        tokio::spawn(app::proof::run_collection(Arc::clone(env))),
    ];
    // The demo's clock stands still between advances, which carry out what is due themselves.
    if let ProgrammeClock::Machine(_) = env.programme_clock {
        loops.push(tokio::spawn(app::timers::run(Arc::clone(env))));
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

fn start_logging() {
    let filter = EnvFilter::try_from_env("CPOR_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// Waits for SIGTERM or Ctrl-C; both are caught from this call on, so before the line says that the server is ready.
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    let caught = |kind| signal(kind).map_err(|error| Failure::fault("signals could not be listened to", error));
    let mut interrupted = caught(SignalKind::interrupt())?;
    let mut terminated = caught(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}
