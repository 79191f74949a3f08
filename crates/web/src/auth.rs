//! Who asks: a bearer token becomes an account, an account an actor.

use app::link::hash_secret;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::party::{Actor, Person};

use crate::problem::Problem;
use crate::state::State;

/// The account behind a request's bearer token.
pub struct Caller {
    /// The account.
    pub person: Person,
    /// The account as the one who acts.
    pub actor: Actor,
}

impl Caller {
    /// An account as a caller.
    pub fn of(person: Person) -> Caller {
        Caller {
            actor: Actor::Person(person.clone()),
            person,
        }
    }

    /// What stored answers are kept under.
    pub fn key(&self) -> String {
        self.person.id.to_string()
    }
}

impl FromRequestParts<State> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Caller, Problem> {
        let token = bearer(parts).ok_or_else(Problem::unauthenticated)?;
        let env = state.env();
        let found = env.store.find_token(hash_secret(token)).await;
        let id = found
            .map_err(|error| Problem::fault(&error, env.new_id()))?
            .ok_or_else(Problem::unauthenticated)?;
        let directory = env.directory();
        directory
            .person(id)
            .cloned()
            .map(Caller::of)
            .ok_or_else(Problem::unauthenticated)
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
