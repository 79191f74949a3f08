//! From claims to the views of pages: mapping and nothing else. Every side's pages draw from here.

mod claim;
mod days;
mod partner;
mod values;

pub(crate) use claim::{
    deadline, deadlines, documents, language_of, late, line_state, lines, location_name, person_name, product_name,
    programme_name, state,
};
pub(crate) use days::days;
pub(crate) use partner::{PartnerClaim, lacks, partner_page};
pub(crate) use values::values;
