//! A request's own name, by which its lines in the log are found.

use std::fmt;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::id::Uuid;

/// The header, asked and answered.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");
const CHARACTERS_MAX: usize = 64;

/// A plain word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct RequestId(HeaderValue);

impl RequestId {
    /// The one that the client has given, if it is a plain word, else a new one.
    pub(crate) fn of(headers: &HeaderMap, new_id: impl FnOnce() -> Uuid) -> RequestId {
        match headers.get(HEADER) {
            Some(given) if is_plain(given.as_bytes()) => RequestId(given.clone()),
            Some(_) | None => {
                let mut letters = [0; uuid::fmt::Simple::LENGTH];
                let id = new_id().simple().encode_lower(&mut letters);
                // Sixteen letters are plain ASCII.
                RequestId(HeaderValue::from_str(id).unwrap_or(HeaderValue::from_static("none")))
            }
        }
    }

    /// As it is answered.
    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }

    /// As it is written down.
    pub(crate) fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// Letters, digits and few signs: nothing that a log could be forged with, and no address of a person.
fn is_plain(given: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=CHARACTERS_MAX).contains(&given.len()) && given.iter().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_word_of_the_client_is_kept_and_anything_else_replaced() {
        let long = "a".repeat(65);
        for (given, kept) in [
            (Some("4bf92f3577b34da6a3ce929d0e0e4736"), true),
            (Some("web-1.2_3"), true),
            (Some(&long[1..]), true),
            (Some(long.as_str()), false),
            (Some(""), false),
            (Some("ana@valeverde.example"), false),
            (Some("one two"), false),
            (Some("{\"a\":1}"), false),
            (None, false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(given) = given {
                headers.insert(HEADER, HeaderValue::from_str(given).expect("a header"));
            }
            let id = RequestId::of(&headers, || Uuid::from_u128(7));
            let expected = if kept {
                given.unwrap_or_default()
            } else {
                "00000000000000000000000000000007"
            };
            assert_eq!(id.to_string(), expected);
            assert_eq!(id.header(), expected);
        }
    }
}
