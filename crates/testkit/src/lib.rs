//! For tests only: personas, claims in every state, an independent model of the life cycle.

pub mod model;
