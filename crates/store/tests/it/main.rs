//! The store on real files.

mod backup;
mod demo_clock;
mod people;
mod reference;
mod samples;
mod secrets;
mod sessions;
