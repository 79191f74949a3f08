//! A page of the vendor's own lists.

use store::{Cursor, CursorOf, PageRequest};

use crate::pages::Visit;

const ROWS: u16 = 50;

/// A page of a list. A cursor that isn't this list's begins it anew.
pub(super) fn request(visit: &Visit, of: CursorOf) -> PageRequest {
    PageRequest {
        limit: ROWS,
        after: Cursor::parse(visit.query.get("cursor"), of).ok(),
    }
}
