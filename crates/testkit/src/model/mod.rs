//! An independent model of a claim's life, written from domain.md and api.md alone, naively and with its own types,
//! so that it can contradict the domain crate. Only the words of the life cycle are shared.
//!
//! Out of its scope: competing claims, terms, renewals, a lead's ending and redaction.

mod allowed;
mod calendar;
mod clocks;
mod commands;
mod customer;
mod decisions;
mod generate;
#[cfg(test)]
mod laws;
mod life;
mod table;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use calendar::{Calendar, Day};
pub use generate::{RandomLife, Step, random_life};
pub use life::Life;
pub use table::{By, Place, Row, TRANSITIONS, To, clocks_of};
pub use view::{AssociationView, DeadlineView, LineView, OutcomeView, View};
pub use words::{Act, Answer, Code, Decision, LineState, Person, Refusal, Setup, Side, Who};
