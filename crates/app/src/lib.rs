//! The shell around the rules: load, decide, commit; timers, messages, documents, the customer's link.
//!
//! It orders effects and decides nothing: decisions are the domain crate's, SQL is the store's, words are the
//! user interface's.

pub mod clocks;
pub mod compose;
pub mod consent;
pub mod demo;
mod env;
pub mod handle;
pub mod history;
pub mod link;
pub mod messages;
pub mod outbox;
pub mod presets;
pub mod proof;
mod recipients;
pub mod settings;
pub mod stop;
pub mod timers;

pub use env::{Directory, Env, EnvParts, HashPassword, Ports, VerifyPassword};
pub use handle::{Expected, HandleError, RenderedAnswer, Repeat, WrongCode, create, execute, load, load_by_id};
