//! The rules of Claimed Partner of Record programmes: pure, without I/O, async, clock reading or randomness.
//!
//! A command goes through [`claim::decide`], its events through [`claim::evolve`]; everything else here is the
//! vocabulary the two speak. The source of the rules is the project's domain description (`docs/rules`),
//! cited as "domain.md §n".

pub mod calendar;
pub mod claim;
pub mod id;
pub mod instant;
pub mod party;
pub mod place;
pub mod policy;
pub mod reference;
pub mod text;
