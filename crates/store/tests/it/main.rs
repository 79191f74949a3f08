//! The store on real files.

mod answers;
mod backup;
mod blobs;
mod consent;
mod demo_clock;
mod integrity;
mod lives;
mod messages;
mod people;
mod reference;
mod samples;
mod secrets;
mod sessions;
