//! From claims to the views of pages: mapping and nothing else. Every side's pages draw from here.

mod claim;
mod days;
mod partner;
mod values;

pub(crate) use claim::{
    claim_row, deadline, deadlines, documents, language_of, late, line_state, lines, location_name, person_name,
    product_name, programme_name, state,
};
pub(crate) use days::{days, life_dates};
pub(crate) use partner::{PartnerClaim, partner_page};
pub(crate) use values::values;
