//! Pages of lists: keyset, so that they stay stable while the list changes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A part of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<Cursor>,
}

/// Which page is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PageRequest {
    /// How many items at most.
    pub limit: u16,
    /// After which item; none: from the beginning.
    pub after: Option<Cursor>,
}

impl PageRequest {
    /// The most items on a page.
    pub const LIMIT_MAX: u16 = 200;

    /// The first page.
    pub fn first(limit: u16) -> PageRequest {
        PageRequest { limit, after: None }
    }

    /// One more than asked for says whether there is a next page.
    pub(crate) fn limit_and_one(&self) -> i64 {
        i64::from(self.limit.clamp(1, PageRequest::LIMIT_MAX)) + 1
    }
}

/// A list in its order: a cursor of one is none of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CursorOf {
    /// Claims by number.
    ClaimsByNumber,
    /// Claims by last change.
    ClaimsByUpdate,
    /// Claims by deadline.
    ClaimsByDue,
    /// Claims as they are found.
    ClaimsFound,
    /// The reviewers' queue.
    Queue,
    /// A claim's comments.
    Comments,
    /// The same, newest first.
    CommentsNewest,
    /// Messages, oldest first.
    Messages,
    /// Messages, newest first.
    MessagesNewest,
    /// The journal of access and reference data, newest first.
    Journal,
}

impl CursorOf {
    const fn code(self) -> u8 {
        match self {
            CursorOf::ClaimsByNumber => 1,
            CursorOf::ClaimsByUpdate => 2,
            CursorOf::ClaimsByDue => 3,
            CursorOf::ClaimsFound => 22,
            CursorOf::Queue => 4,
            CursorOf::Comments => 5,
            CursorOf::Messages => 6,
            CursorOf::MessagesNewest => 7,
            CursorOf::Journal => 21,
            CursorOf::CommentsNewest => 20,
        }
    }
}

/// The last item of a page: its key in the list's order, and what tells equal keys apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
    of: CursorOf,
    key: i64,
    tie: u128,
}

/// The text is no cursor of this list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a cursor of this list")]
pub struct NotACursor;

impl Cursor {
    pub(crate) fn new(of: CursorOf, key: i64, tie: u128) -> Cursor {
        Cursor { of, key, tie }
    }

    /// The cursor's text, opaque to whoever gets it.
    pub fn text(&self) -> String {
        let mut bytes = [0; 25];
        bytes[0] = self.of.code();
        bytes[1..9].copy_from_slice(&self.key.to_be_bytes());
        bytes[9..].copy_from_slice(&self.tie.to_be_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The cursor of a text that this list gave out.
    pub fn parse(text: &str, of: CursorOf) -> Result<Cursor, NotACursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotACursor)?;
        let bytes: [u8; 25] = bytes.try_into().map_err(|_| NotACursor)?;
        let [code, key @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = bytes;
        let mut tie = [0; 16];
        tie.copy_from_slice(&bytes[9..]);
        if code != of.code() {
            return Err(NotACursor);
        }
        Ok(Cursor {
            of,
            key: i64::from_be_bytes(key),
            tie: u128::from_be_bytes(tie),
        })
    }

    /// Key and tie-break, if the cursor is of this list.
    pub(crate) fn of(&self, of: CursorOf) -> Option<(i64, u128)> {
        (self.of == of).then_some((self.key, self.tie))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, CursorOf, NotACursor};

    #[test]
    fn a_cursor_survives_its_text_and_is_refused_by_other_lists() {
        let cursor = Cursor::new(CursorOf::ClaimsByDue, -5, 2_026_000_000_123);
        assert_eq!(Cursor::parse(&cursor.text(), CursorOf::ClaimsByDue), Ok(cursor));
        for (text, of) in [
            (cursor.text(), CursorOf::Queue),
            (String::new(), CursorOf::ClaimsByDue),
            ("not/a cursor".to_owned(), CursorOf::ClaimsByDue),
            (format!("{}AA", cursor.text()), CursorOf::ClaimsByDue),
        ] {
            assert_eq!(Cursor::parse(&text, of), Err(NotACursor), "{text}");
        }
    }
}
