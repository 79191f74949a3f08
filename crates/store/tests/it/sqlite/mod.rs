//! The contract on SQLite, and what only SQLite has.

mod backup;
mod damages;
mod engine;
pub mod plans;
mod schema;

#[path = "../contract/accounts.rs"]
mod accounts;
#[path = "../contract/answers.rs"]
mod answers;
#[path = "../contract/blobs.rs"]
mod blobs;
#[path = "../contract/comments.rs"]
mod comments;
#[path = "../contract/commits.rs"]
mod commits;
#[path = "../contract/consent.rs"]
mod consent;
#[path = "../contract/demo_clock.rs"]
mod demo_clock;
#[path = "../contract/faults.rs"]
mod faults;
#[path = "../contract/figures.rs"]
mod figures;
#[path = "../contract/health.rs"]
mod health;
#[path = "../contract/histories.rs"]
mod histories;
#[path = "../contract/integrity.rs"]
mod integrity;
#[path = "../contract/lists.rs"]
mod lists;
#[path = "../contract/lives.rs"]
mod lives;
#[path = "../contract/messages.rs"]
mod messages;
#[path = "../contract/people.rs"]
mod people;
#[path = "../contract/preferences.rs"]
mod preferences;
#[path = "../contract/proofs.rs"]
mod proofs;
#[path = "../contract/pulse.rs"]
mod pulse;
#[path = "../contract/queue.rs"]
mod queue;
#[path = "../contract/random_lives.rs"]
mod random_lives;
#[path = "../contract/reference.rs"]
mod reference;
#[path = "../contract/samples.rs"]
mod samples;
#[path = "../contract/search.rs"]
mod search;
#[path = "../contract/secrets.rs"]
mod secrets;
#[path = "../contract/sessions.rs"]
mod sessions;
#[path = "../contract/settings.rs"]
mod settings;
