//! Bodies of requests and answers. Forms build the same JSON and go through the same readers.

pub mod claim;
pub mod claim_table;
pub mod commands;
pub mod consent;
pub mod document;
pub mod fields;
pub mod history;
pub mod reference;
pub mod statement;

pub use claim::ClaimBody;
pub use commands::{Act, comment_kind, read_act, read_comment};
pub use consent::{ConsentBody, ReadChoice, read_choice};
pub use document::{DocumentBody, hexadecimal};
pub use statement::{Statement, StatementBody, read_new, read_patch};
