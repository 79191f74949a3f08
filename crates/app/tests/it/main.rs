//! The shell around the rules, with a real store and real files.

mod codes;
mod commands;
mod consent;
mod deadlines;
mod demo;
mod history;
mod messages;
mod nodes;
mod proof;
mod repeats;
mod world;
