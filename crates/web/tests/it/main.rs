//! The API through real HTTP.

mod api_bad_input;
mod api_life;
mod api_precedence;
mod api_repeats;
mod api_shapes;
mod server;
