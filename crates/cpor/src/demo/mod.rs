//! The demo: a sample vendor and its partners, accounts for every role, a few hundred claims in every status, and a
//! clock that is advanced by hand (cli.md, api.md "Customer and demo").

mod accounts;
mod customers;
mod fill;
mod holidays;
mod organisations;
mod papers;
mod people;
mod sample;
mod stories;
mod teller;

use std::path::Path;
use std::sync::Arc;

use app::Env;
use app::clocks::{DemoClock, ProgrammeClock};
use documents::Blobs;
use domain::instant::Instant;
use domain::party::{Actor, Scope};
use store::{ClaimFilter, ClaimSort, PageRequest, Store};

pub use fill::fill;
pub use sample::SampleError;

use crate::exit::Failure;
use crate::wiring::open_env;

/// 2026-10-12T09:00:00Z: where every demo begins.
const BEGINS_AT: jiff::Timestamp = jiff::Timestamp::constant(1_791_795_600, 0);

/// How many claims a new demo holds.
const CLAIMS: u32 = 320;
/// A new demo is the same everywhere.
const SEED: u64 = 20_261_012;

/// Opens a demo's environment; an empty database is filled, by one node, and a filled one is left as it is.
pub async fn open(store: Store, blobs: Blobs, data: &Path) -> Result<Arc<Env>, Failure> {
    let fault = |error: SampleError| Failure::fault("the demo could not be set up", error);
    let _alone = store.alone().await.map_err(|error| fault(error.into()))?;
    let begun = store
        .start_demo_clock(Instant::from(BEGINS_AT))
        .await
        .map_err(|error| fault(error.into()))?;
    let clock = ProgrammeClock::Demo(DemoClock::at(begun));
    let empty = store
        .load_reference()
        .await
        .map_err(|error| fault(error.into()))?
        .people
        .is_empty();
    if empty {
        accounts::put_organisations(&store).await.map_err(fault)?;
    }
    accounts::ensure_credentials(&store, data).await.map_err(fault)?;
    let env = open_env(store, blobs, clock).await?;
    if is_untold(&env).await.map_err(fault)? {
        fill::tell_stories(&env, CLAIMS, SEED, |_| {}).await.map_err(fault)?;
    }
    Ok(env)
}

/// Whether the sample people have no claim yet, also after a first start that was cut short: a new demo's claims are
/// committed all at once.
async fn is_untold(env: &Env) -> Result<bool, SampleError> {
    let directory = env.directory();
    if people::people()?
        .iter()
        .any(|sample| directory.person(sample.person.id).is_none())
    {
        return Ok(false);
    }
    let everything = Scope::of(&Actor::Clock);
    let page = PageRequest::first(1);
    let claims = env
        .store
        .list_claims(&everything, &ClaimFilter::default(), ClaimSort::Number, &page)
        .await?;
    Ok(claims.items.is_empty())
}
