//! The program as people start it: the real binary, real folders, real HTTP.

mod backup;
mod claims;
mod client;
mod configuration;
mod crash;
mod doctor;
mod fill;
mod first_start;
mod ledger;
mod moving;
mod nodes;
mod objects;
mod operating;
mod program;
mod serve;
