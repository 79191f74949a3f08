//! The same on PostgreSQL: each test has a database of its own on a throwaway server.

#[path = "../it/on_postgres.rs"]
mod engine;

mod nodes;
mod transfers;

#[path = "../it/answers.rs"]
mod answers;
#[path = "../it/blobs.rs"]
mod blobs;
#[path = "../it/comments.rs"]
mod comments;
#[path = "../it/commits.rs"]
mod commits;
#[path = "../it/consent.rs"]
mod consent;
#[path = "../it/demo_clock.rs"]
mod demo_clock;
#[path = "../it/faults.rs"]
mod faults;
#[path = "../it/figures.rs"]
mod figures;
#[path = "../it/health.rs"]
mod health;
#[path = "../it/histories.rs"]
mod histories;
#[path = "../it/integrity.rs"]
mod integrity;
#[path = "../it/lists.rs"]
mod lists;
#[path = "../it/lives.rs"]
mod lives;
#[path = "../it/messages.rs"]
mod messages;
#[path = "../it/people.rs"]
mod people;
#[path = "../it/preferences.rs"]
mod preferences;
#[path = "../it/proofs.rs"]
mod proofs;
#[path = "../it/pulse.rs"]
mod pulse;
#[path = "../it/random_lives.rs"]
mod random_lives;
#[path = "../it/reference.rs"]
mod reference;
#[path = "../it/samples.rs"]
mod samples;
#[path = "../it/search.rs"]
mod search;
#[path = "../it/secrets.rs"]
mod secrets;
#[path = "../it/sessions.rs"]
mod sessions;
#[path = "../it/settings.rs"]
mod settings;
