//! Is it plain text? Asked piece by piece, as the file comes in.

use std::mem::take;
use std::str::from_utf8;

/// Reads a file in pieces of any size and tells whether all of it is plain text: UTF-8, or UTF-16 with a byte
/// order mark, without control characters other than line ends, tabs and form feeds.
#[derive(Default)]
pub(crate) struct TextCheck {
    encoding: Encoding,
    /// The start of a character whose rest has not come yet.
    rest: Vec<u8>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Encoding {
    /// Nothing has come yet, or a single byte.
    #[default]
    Unknown,
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    NotText,
}

impl TextCheck {
    /// Reads the next piece.
    pub(crate) fn read(&mut self, piece: &[u8]) {
        if self.encoding == Encoding::NotText {
            return;
        }
        let joined;
        let bytes = if self.rest.is_empty() {
            piece
        } else {
            joined = [take(&mut self.rest).as_slice(), piece].concat();
            &joined
        };
        if self.encoding == Encoding::Unknown {
            self.encoding = match bytes {
                [] | [_] => Encoding::Unknown,
                [0xFF, 0xFE, ..] => Encoding::Utf16LittleEndian,
                [0xFE, 0xFF, ..] => Encoding::Utf16BigEndian,
                [_, _, ..] => Encoding::Utf8,
            };
        }
        let rest = match self.encoding {
            Encoding::Unknown => Some(bytes),
            Encoding::Utf8 => utf8_rest(bytes),
            Encoding::Utf16LittleEndian => utf16_rest(bytes, u16::from_le_bytes),
            Encoding::Utf16BigEndian => utf16_rest(bytes, u16::from_be_bytes),
            Encoding::NotText => None,
        };
        match rest {
            Some(rest) => self.rest = rest.to_vec(),
            None => self.encoding = Encoding::NotText,
        }
    }

    /// Whether what was read can be the beginning of a text.
    pub(crate) fn may_be_text(&self) -> bool {
        self.encoding != Encoding::NotText
    }

    /// Whether what was read, being all, is text.
    pub(crate) fn is_text(&self) -> bool {
        match self.encoding {
            Encoding::Unknown => utf8_rest(&self.rest).is_some_and(<[u8]>::is_empty),
            Encoding::Utf8 | Encoding::Utf16LittleEndian | Encoding::Utf16BigEndian => self.rest.is_empty(),
            Encoding::NotText => false,
        }
    }
}

fn plain(c: char) -> bool {
    !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\x0C' | '\u{85}')
}

/// What is left after the whole characters, or nothing if this is no text.
fn utf8_rest(bytes: &[u8]) -> Option<&[u8]> {
    let valid = match from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => from_utf8(&bytes[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    valid.chars().all(plain).then_some(&bytes[valid.len()..])
}

fn utf16_rest(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<&[u8]> {
    let unit_at = |at: usize| Some(unit([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let mut at = 0;
    while let Some(first) = unit_at(at) {
        let leading = (0xD800..0xDC00).contains(&first);
        let (units, length) = match (leading, unit_at(at + 2)) {
            (true, Some(second)) => ([first, second], 2),
            (true, None) => break,
            (false, _) => ([first, 0], 1),
        };
        let c = char::decode_utf16(units.into_iter().take(length)).next()?.ok()?;
        if !plain(c) {
            return None;
        }
        at += 2 * length;
    }
    Some(&bytes[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_text(bytes: &[u8], piece: usize) -> bool {
        let mut check = TextCheck::default();
        bytes.chunks(piece).for_each(|piece| check.read(piece));
        check.is_text()
    }

    #[test]
    fn text_is_told_from_other_bytes_however_it_is_cut() {
        let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xFEFF)
                .chain(text.encode_utf16())
                .flat_map(unit)
                .collect()
        };
        let little = utf16("Olá 😀\r\n", u16::to_le_bytes);
        for (bytes, expected) in [
            (&b"a"[..], true),
            (b"line\r\nline\tand \x0Cpage", true),
            ("Сведения — ação 😀".as_bytes(), true),
            ("\u{FEFF}marked".as_bytes(), true),
            (&little, true),
            (&utf16("Olá 😀", u16::to_be_bytes), true),
            (&little[..little.len() - 1], false),
            (b"\xFF\xFE\x00\xD8", false),
            (b"\xFF\xFE\x00\xDCa\0", false),
            (b"\xFF\xFE\x07\0", false),
            (b"bell \x07", false),
            (b"nul \0", false),
            (b"escape \x1B[1m", false),
            ("c1 \u{9b}1m".as_bytes(), false),
            (b"latin 1: a\xE7\xE3o", false),
            (b"cut: \xF0\x9F\x98", false),
            (b"\xC3", false),
        ] {
            for piece in [1, 2, 3, 5, 1_000] {
                assert_eq!(is_text(bytes, piece), expected, "{bytes:x?} by {piece}");
            }
        }
    }
}
