//! What every request shares.

use std::sync::Arc;

use app::Env;

use crate::api::repeat::InFlight;
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
}

impl State {
    /// `origin` is where people reach the product, `https://claims.example`, without a final slash.
    pub fn new(env: Arc<Env>, mode: Mode, origin: impl Into<String>) -> State {
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

    pub(crate) fn recent(&self) -> &Recent {
        &self.0.recent
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.0.in_flight
    }
}
