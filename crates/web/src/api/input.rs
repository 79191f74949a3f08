//! What comes in: bodies, claim numbers, versions, query parameters.

use std::collections::BTreeMap;

use app::Expected;
use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, IF_MATCH};
use axum::http::{HeaderMap, Uri};
use bytes::Bytes;
use domain::claim::{FieldCode, InvalidField, Version};
use domain::id::ClaimNumber;
use futures_util::StreamExt;
use serde_json::Value;
use store::{Cursor, CursorOf, PageRequest};

use super::repeat::body_hash;
use crate::bodies::fields::escaped;
use crate::problem::Problem;

/// A JSON body is taken up to this size.
const BODY_BYTES_MAX: usize = 1_000_000;
/// What is too large is read up to here and thrown away, so that its sender hears the answer.
const DRAINED_BYTES_MAX: usize = 32_000_000;

/// A body that was read.
pub struct Json {
    /// What it says.
    pub value: Value,
    /// What it is compared by.
    pub hash: [u8; 32],
}

/// Whether a request needs a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// It does.
    Body,
    /// It doesn't: nothing means `{}`.
    Nothing,
}

/// Reads a JSON body: too large, then of another type, then unreadable.
pub async fn read_json(headers: &HeaderMap, body: Body, need: Need) -> Result<Json, Problem> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > BODY_BYTES_MAX) {
        drain(body).await;
        return Err(Problem::too_large());
    }
    let bytes = read_bytes(body).await?;
    if bytes.is_empty() && need == Need::Nothing {
        return Ok(Json {
            value: Value::Object(serde_json::Map::new()),
            hash: body_hash(&bytes),
        });
    }
    if !is_json(headers) {
        return Err(Problem::unsupported_media_type());
    }
    let value = serde_json::from_slice(&bytes).map_err(|_| Problem::unreadable())?;
    Ok(Json {
        value,
        hash: body_hash(&bytes),
    })
}

async fn read_bytes(body: Body) -> Result<Bytes, Problem> {
    let mut pieces = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Problem::unreadable())?;
        if bytes.len() + piece.len() > BODY_BYTES_MAX {
            drain(Body::from_stream(pieces)).await;
            return Err(Problem::too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.into())
}

/// Throws away what a sender is still sending: who is cut off in the middle may never read the answer.
async fn drain(body: Body) {
    let mut pieces = body.into_data_stream();
    let mut left = DRAINED_BYTES_MAX;
    while let Some(Ok(piece)) = pieces.next().await {
        match left.checked_sub(piece.len()) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}

/// `application/json`, or a type that says it is JSON, in UTF-8.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let utf8 = parts.all(|parameter| match parameter.split_once('=') {
        Some((name, charset)) if name.eq_ignore_ascii_case("charset") => {
            charset.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        Some(_) | None => true,
    });
    matches!(media_type.as_str(), "application/json" | "application/merge-patch+json") && utf8
}

/// The number in an address; anything else is no claim.
pub fn claim_number(text: &str) -> Result<ClaimNumber, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The version that `If-Match` names; one that isn't of our form was never current.
pub fn expected(headers: &HeaderMap) -> Result<Expected, Problem> {
    let mut values = headers.get_all(IF_MATCH).iter();
    let first = values.next().ok_or_else(Problem::if_match_required)?;
    let named = first.to_str().ok().filter(|_| values.next().is_none());
    let version = named
        .and_then(|value| value.strip_prefix('"')?.strip_suffix('"')?.parse::<i64>().ok())
        .filter(|version| named == Some(etag(Version(*version)).as_str()));
    Ok(version.map_or(Expected::None, |version| Expected::Version(Version(version))))
}

/// The ETag of a version.
pub fn etag(version: Version) -> String {
    format!("\"{}\"", version.0)
}

/// The parameters of a query, each with all its values.
pub struct Query {
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<InvalidField>,
}

impl Query {
    /// Reads a query that may have these parameters and no others.
    pub fn of(uri: &Uri, known: &[&str]) -> Query {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut errors = Vec::new();
        for (name, value) in pairs(uri.query().unwrap_or_default()) {
            if known.contains(&name.as_str()) {
                values.entry(name).or_default().push(value);
            } else {
                errors.push(InvalidField::new(
                    format!("/{}", escaped(&name)),
                    FieldCode::UnknownField,
                ));
            }
        }
        Query { values, errors }
    }

    /// Notes that a parameter is wrong.
    pub fn refuse(&mut self, name: &str, code: FieldCode) {
        self.errors.push(InvalidField::new(format!("/{name}"), code));
    }

    /// A parameter that stands once; an empty one is as good as none.
    pub fn one(&mut self, name: &str) -> Option<String> {
        self.sole(name).filter(|value| !value.is_empty())
    }

    fn sole(&mut self, name: &str) -> Option<String> {
        let values = self.values.get(name)?;
        if values.len() > 1 {
            self.refuse(name, FieldCode::Duplicate);
            return None;
        }
        values.first().cloned()
    }

    /// A parameter that may repeat or hold commas.
    pub fn all(&self, name: &str) -> Vec<String> {
        let values = self.values.get(name).into_iter().flatten();
        let parts = values.flat_map(|value| value.split(',')).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// The same, read; a value that can't be read is noted.
    pub fn read_all<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>, code: FieldCode) -> Vec<T> {
        let mut all = Vec::new();
        for value in self.all(name) {
            match read(&value) {
                Some(read) => all.push(read),
                None => self.refuse(name, code),
            }
        }
        all
    }

    /// `limit`: 50 unless given, at most 200.
    pub fn limit(&mut self) -> u16 {
        let Some(text) = self.sole("limit") else { return 50 };
        match text.parse::<u16>() {
            Ok(limit) if (1..=PageRequest::LIMIT_MAX).contains(&limit) => limit,
            Ok(_) => self.refused_limit(FieldCode::OutOfRange),
            Err(_) if text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit()) => {
                self.refused_limit(FieldCode::OutOfRange)
            }
            Err(_) => self.refused_limit(FieldCode::Malformed),
        }
    }

    fn refused_limit(&mut self, code: FieldCode) -> u16 {
        self.refuse("limit", code);
        50
    }

    /// `limit` and `cursor` of a list in the store.
    pub fn page(&mut self, of: CursorOf) -> PageRequest {
        let limit = self.limit();
        let after = self.one("cursor").and_then(|text| match Cursor::parse(&text, of) {
            Ok(cursor) => Some(cursor),
            Err(_) => {
                self.refuse("cursor", FieldCode::Malformed);
                None
            }
        });
        PageRequest { limit, after }
    }

    /// All that is wrong, if anything is.
    pub fn finish(self) -> Result<(), Problem> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Problem::invalid(self.errors))
        }
    }
}

/// Names and values, decoded; broken UTF-8 becomes the replacement character, which is no value of anything.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    })
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = bytes
            .get(at + 1..at + 3)
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .filter(|_| *byte == b'%');
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(escaped) => {
                plain.push(escaped);
                at += 3;
            }
            None => {
                plain.push(if *byte == b'+' { b' ' } else { *byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_our_own_form_of_an_etag_names_a_version() {
        for (value, version) in [
            ("\"7\"", Some(7)),
            ("7", None),
            ("\"07\"", None),
            ("W/\"7\"", None),
            ("*", None),
            ("\"7\", \"8\"", None),
            ("\"-7\"", Some(-7)),
            ("\"99999999999999999999\"", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(IF_MATCH, HeaderValue::from_static(value));
            let named = version.map_or(Expected::None, |version| Expected::Version(Version(version)));
            assert_eq!(expected(&headers).ok(), Some(named), "{value}");
        }
        assert_eq!(expected(&HeaderMap::new()).unwrap_err().status, 428);
    }

    #[test]
    fn a_query_is_read_whole() {
        let uri: Uri = "/?status=approved,rejected&status=editing&q=S%C3%A3o+Paulo&x=1&limit=0"
            .parse()
            .unwrap();
        let mut query = Query::of(&uri, &["status", "q", "limit"]);
        assert_eq!(query.all("status"), ["approved", "rejected", "editing"]);
        assert_eq!(query.one("q").as_deref(), Some("São Paulo"));
        query.limit();
        let wrong = query.finish().unwrap_err();
        let wrong: Vec<_> = wrong
            .errors
            .iter()
            .map(|field| (field.pointer.as_str(), field.code.code()))
            .collect();
        assert_eq!(wrong, [("/x", "unknown_field"), ("/limit", "out_of_range")]);
    }
}
