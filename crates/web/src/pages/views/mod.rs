//! From claims to the views of pages: mapping and nothing else. Every side's pages draw from here.

mod claim;
mod partner;
mod values;

pub(crate) use claim::{
    claim_row, deadline, deadlines, documents, language_of, late, life_dates, lines, location_name, person_name,
    product_name, programme_name, state, turn,
};
pub(crate) use partner::{
    PartnerClaim, allowed, association, contact, customer, decider, duplicate, lacks, location, outcome, partner_page,
    request,
};
pub(crate) use values::values;
