//! The stories of the API and of the pages on PostgreSQL, with two nodes that are asked in turn.

mod cut_off;
mod engine;

#[path = "../it/api_bad_input.rs"]
mod api_bad_input;
#[path = "../it/api_customer.rs"]
mod api_customer;
#[path = "../it/api_files.rs"]
mod api_files;
#[path = "../it/api_life.rs"]
mod api_life;
#[path = "../it/api_precedence.rs"]
mod api_precedence;
#[path = "../it/api_repeats.rs"]
mod api_repeats;
#[path = "../it/api_search.rs"]
mod api_search;
#[path = "../it/api_shapes.rs"]
mod api_shapes;
#[path = "../it/pages/mod.rs"]
mod pages;
#[path = "../it/server.rs"]
mod server;
