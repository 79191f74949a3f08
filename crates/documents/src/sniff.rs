//! What a file is, as far as its beginning tells.

use crate::media_type::MediaType;

/// How much of the beginning is looked at.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// What the beginning of a file tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Guess {
    /// Enough.
    Known(MediaType),
    /// A zip archive: an office document, or not.
    Zip,
    /// A compound file: an Outlook message, or an old office document.
    CompoundFile,
    /// Plain text or nothing known: all of it has to be looked at.
    Open,
}

/// Looks at the first [`HEAD_BYTES`] of a file, or at all of a shorter one. Signatures count only where the format
/// puts them: what merely contains one is something else.
pub(crate) fn guess(head: &[u8]) -> Guess {
    let starts = |signature: &[u8]| head.starts_with(signature);
    if is_pdf(head) {
        Guess::Known(MediaType::Pdf)
    } else if starts(b"\x89PNG\r\n\x1A\n") {
        Guess::Known(MediaType::Png)
    } else if starts(b"\xFF\xD8\xFF") {
        Guess::Known(MediaType::Jpeg)
    } else if is_tiff(head) {
        Guess::Known(MediaType::Tiff)
    } else if starts(b"PK\x03\x04") {
        Guess::Zip
    } else if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Guess::CompoundFile
    } else if is_message(head) {
        Guess::Known(MediaType::Eml)
    } else {
        Guess::Open
    }
}

/// `%PDF-1.7`, at most after a byte order mark and white space. Readers accept it within the first 1,024 bytes, but
/// then a web page could pass for a PDF.
fn is_pdf(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let version = head.trim_ascii_start().strip_prefix(b"%PDF-");
    matches!(version, Some([major, b'.', minor, ..]) if major.is_ascii_digit() && minor.is_ascii_digit())
}

/// TIFF or BigTIFF in either byte order; a camera's raw picture, which begins the same, is marked `CR`.
fn is_tiff(head: &[u8]) -> bool {
    let marked = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]
        .iter()
        .any(|mark| head.starts_with(*mark));
    marked && head.get(8..10).is_some_and(|next| next != b"CR")
}

/// Header lines (RFC 5322 §2.2): a sender or a relay's mark, and at least one other field that only mail has.
fn is_message(head: &[u8]) -> bool {
    let mut origin = 0;
    let mut others = 0;
    for (number, line) in head.split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let folded = number > 0 && matches!(line, [b' ' | b'\t', ..]);
        let mailbox_mark = number == 0 && line.starts_with(b"From ");
        if line.contains(&0) {
            return false;
        }
        if line.is_empty() && number > 0 {
            break;
        }
        if folded || mailbox_mark {
            continue;
        }
        match field_name(line) {
            Some(name) if ["from", "received", "return-path"].contains(&name.as_str()) => origin += 1,
            Some(name) if ["date", "subject", "to", "message-id", "mime-version"].contains(&name.as_str()) => {
                others += 1
            }
            Some(_) => {}
            // The last line of a long head may be cut.
            None if number > 0 && head.len() >= HEAD_BYTES => break,
            None => return false,
        }
    }
    origin > 0 && others > 0
}

fn field_name(line: &[u8]) -> Option<String> {
    let colon = line.iter().position(|&byte| byte == b':')?;
    let name = line[..colon].trim_ascii_end();
    let graphic = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    graphic.then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_tells_the_kind() {
        let known = Guess::Known;
        for (head, expected) in [
            (&b"%PDF-1.7\n%\xE2\xE3"[..], known(MediaType::Pdf)),
            (b"\xEF\xBB\xBF\r\n%PDF-2.0", known(MediaType::Pdf)),
            (b"<script>%PDF-1.7", Guess::Open),
            (b"%PDF is a format", Guess::Open),
            (b"\x89PNG\r\n\x1A\n", known(MediaType::Png)),
            (b"\x89PNG\n\n", Guess::Open),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", known(MediaType::Jpeg)),
            (b"II*\0\x08\0\0\0\x43\x00", known(MediaType::Tiff)),
            (b"MM\0*\0\0\0\x08\0\x01", known(MediaType::Tiff)),
            (b"II*\0\x10\0\0\0CR\x02", Guess::Open),
            (b"II*\0", Guess::Open),
            (b"PK\x03\x04", Guess::Zip),
            (b"PK\x05\x06", Guess::Open),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Guess::CompoundFile),
            (
                b"From: a@x.example\r\nSubject: go-live\r\n\r\nDone.",
                known(MediaType::Eml),
            ),
            (b"Received: from x\n by y\nDate: today\n\n\xE7", known(MediaType::Eml)),
            (
                b"From a@x Mon Jan 1\nReturn-Path: <a@x>\nTo: b@y\n",
                known(MediaType::Eml),
            ),
            (b"From: here to there\nwe went.\nSubject: none\n", Guess::Open),
            (b"Subject: minutes\nDate: today\n\nFrom: nobody", Guess::Open),
            (b"From: \0\nTo: x\n\n", Guess::Open),
            (b"\nFrom: a\nTo: b\n", Guess::Open),
            (b"GIF89a", Guess::Open),
            (b"", Guess::Open),
        ] {
            assert_eq!(guess(head), expected, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
