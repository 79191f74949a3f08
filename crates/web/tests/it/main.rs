//! The web crate from outside: over real HTTP.

#[path = "on_sqlite.rs"]
mod engine;

mod api_bad_input;
mod api_customer;
mod api_files;
mod api_life;
mod api_precedence;
mod api_repeats;
mod api_search;
mod api_shapes;
mod operating;
mod pages;
mod server;
