//! What every request shares.

use std::sync::Arc;

use app::Env;

use crate::api::repeat::InFlight;
use crate::operating::Operating;
use crate::operating::readiness::Readiness;
use crate::operating::requests::Requests;
use crate::operating::shed::Places;
use crate::pages::recent::Recent;
use crate::rates::Rates;

/// Whether this is the demo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// With sample data, a clock to advance, and without limits of rate.
    Demo,
    /// For real.
    Live,
}

/// Shared by every request; cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Inner>);

struct Inner {
    env: Arc<Env>,
    mode: Mode,
    origin: String,
    in_flight: InFlight,
    rates: Rates,
    recent: Recent,
    operating: Operating,
    requests: Requests,
    readiness: Readiness,
    places: Places,
}

impl State {
    /// `origin` is where people reach the product, `https://claims.example`, without a final slash.
    pub fn new(env: Arc<Env>, mode: Mode, origin: impl Into<String>) -> State {
        State::run_as(env, mode, origin, Operating::default())
    }

    /// The same, run in another way than the usual one.
    pub fn run_as(env: Arc<Env>, mode: Mode, origin: impl Into<String>, operating: Operating) -> State {
        let origin = origin.into().trim_end_matches('/').to_owned();
        let rates = match mode {
            Mode::Demo => Rates::unlimited(),
            Mode::Live => Rates::limited(),
        };
        State(Arc::new(Inner {
            env,
            mode,
            origin,
            in_flight: InFlight::default(),
            rates,
            recent: Recent::default(),
            requests: Requests::new(),
            readiness: Readiness::default(),
            places: Places::new(operating.requests_max),
            operating,
        }))
    }

    /// The shell.
    pub fn env(&self) -> &Arc<Env> {
        &self.0.env
    }

    /// Whether this is the demo.
    pub fn mode(&self) -> Mode {
        self.0.mode
    }

    /// Where people reach the product, without a final slash.
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Whether people reach it by https, so that cookies can say so.
    pub fn secure(&self) -> bool {
        self.0.origin.starts_with("https://")
    }

    /// Limits of rate.
    pub fn rates(&self) -> &Rates {
        &self.0.rates
    }

    /// How it is run.
    pub fn operating(&self) -> &Operating {
        &self.0.operating
    }

    pub(crate) fn requests(&self) -> &Requests {
        &self.0.requests
    }

    pub(crate) fn readiness(&self) -> &Readiness {
        &self.0.readiness
    }

    pub(crate) fn places(&self) -> &Places {
        &self.0.places
    }

    pub(crate) fn recent(&self) -> &Recent {
        &self.0.recent
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.0.in_flight
    }
}
