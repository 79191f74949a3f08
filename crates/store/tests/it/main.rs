//! The store on SQLite.

#[path = "on_sqlite.rs"]
mod engine;

mod answers;
mod backup;
mod blobs;
mod comments;
mod commits;
mod consent;
mod damages;
mod demo_clock;
mod faults;
mod figures;
mod health;
mod histories;
mod integrity;
mod lists;
mod lives;
mod messages;
mod people;
mod preferences;
mod proofs;
mod pulse;
mod random_lives;
mod reference;
mod samples;
mod search;
mod secrets;
mod sessions;
mod settings;
