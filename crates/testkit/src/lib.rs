//! For tests only: personas, reference data, claims in every place, an independent model of the life cycle; clients and
//! servers around the product.

mod authority;
pub mod claims;
mod cluster;
pub mod commands;
mod http;
pub mod model;
pub mod personas;
pub mod reference;
pub mod s3;

pub use authority::Authority;
pub use claims::{Workbench, claim_in};
pub use cluster::Cluster;
pub use http::http;
pub use personas::{Firm, Persona};
pub use reference::reference;
