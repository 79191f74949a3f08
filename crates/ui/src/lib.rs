//! Pages and letters as functions of view structs, and all text for people.
//!
//! A page is one struct of plain data, one template and one sample; the web crate fills the struct and calls
//! [`askama::Template::render`]. Nothing here knows HTTP or SQL.

pub mod accessibility;
pub mod address;
pub mod api_docs;
pub mod assets;
pub mod claims;
pub mod customer;
pub mod dashboard;
pub mod dates;
pub mod days;
pub mod failure;
pub mod fields;
pub mod find;
pub mod frame;
pub mod glyphs;
pub mod guidelines;
pub mod help;
pub mod history;
pub mod kept;
pub mod letters;
pub mod life;
pub mod messages;
mod names;
#[cfg(test)]
pub(crate) mod page_check;
pub mod partner;
pub mod parts;
mod problems;
mod prose;
pub mod samples;
pub mod saved;
pub mod settings;
pub mod sign_in;
pub mod style;
pub mod text;
pub mod theme;
pub mod turn;
pub mod vendor;

pub use askama::{Error as TemplateError, Template};
pub use frame::{ClaimCounts, ClockBar, Flash, Frame, PersonView, Section, Undo};
pub use text::Text;
