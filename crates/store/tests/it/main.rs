//! The store on real files.

mod answers;
mod backup;
mod blobs;
mod commits;
mod consent;
mod demo_clock;
mod histories;
mod integrity;
mod lives;
mod messages;
mod people;
mod reference;
mod samples;
mod secrets;
mod sessions;
