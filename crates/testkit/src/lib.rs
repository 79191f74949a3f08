//! For tests only: personas, reference data, claims in every place, an independent model of the life cycle.

pub mod claims;
pub mod commands;
pub mod model;
pub mod personas;
pub mod reference;

pub use claims::{Workbench, claim_in};
pub use personas::{Firm, Persona};
pub use reference::reference;
