//! The rules as tables of cases, their laws as properties, and the domain against the independent model.

mod cases;
mod clocks;
mod customer;
mod edits;
mod effects;
mod life_cycle;
mod model;
mod periods;
mod permits;
mod transitions;
