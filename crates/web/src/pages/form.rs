//! What a form sent: by name as typed, and as the JSON body that the API would have got for it.

use serde_json::{Map, Value};
pub(crate) use ui::address::encoded;
use ui::fields::{Fields, LINES_MAX};

/// A form's pairs in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

/// What one row of lines holds.
const LINE_FIELDS: [&str; 4] = ["id", "product", "subscription_id", "term_ends_on"];

impl Form {
    /// The pairs of a urlencoded text.
    pub(crate) fn parse(body: &[u8]) -> Form {
        Form(form_urlencoded(body))
    }

    /// A form of these pairs.
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Form {
        Form(pairs)
    }

    /// A field's text as typed; empty if it wasn't sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The same form, with a text in a field that was left empty.
    pub(crate) fn or(&self, name: &str, text: &str) -> Form {
        let mut pairs = self.0.clone();
        if self.get(name).trim().is_empty() {
            pairs.retain(|(key, _)| key != name);
            pairs.push((name.to_owned(), text.to_owned()));
        }
        Form(pairs)
    }

    /// Whether the field was sent at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Every value of a field that may be sent more than once.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every pair.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Everything that was typed, for showing it again.
    pub(crate) fn typed(&self) -> Fields {
        let kept = self
            .0
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "csrf" | "version"));
        Fields::of(kept.map(|(name, value)| (name.clone(), value.clone())))
    }

    /// A field as a JSON text; an empty one is null, which clears.
    pub(crate) fn text(&self, name: &str) -> Value {
        let text = browser_lines(self.get(name));
        if text.trim().is_empty() {
            Value::Null
        } else {
            Value::String(text)
        }
    }

    /// The named texts, those with dots nested: `customer.name` is `name` within `customer`.
    pub(crate) fn body(&self, names: &[&str]) -> Map<String, Value> {
        let mut body = Map::new();
        for name in names {
            let value = self.text(name);
            match name.split_once('.') {
                None => {
                    body.insert((*name).to_owned(), value);
                }
                Some((outer, inner)) => {
                    let nested = body.entry(outer).or_insert_with(|| Value::Object(Map::new()));
                    if let Value::Object(nested) = nested {
                        nested.insert(inner.to_owned(), value);
                    }
                }
            }
        }
        body
    }

    /// The rows of lines without those left empty, numbered anew so that row and JSON index are the same. A kept
    /// line whose product was taken away is taken off the claim.
    pub(crate) fn line_rows(&self) -> Vec<[String; 4]> {
        self.filled_rows().into_iter().map(|(_, row)| row).collect()
    }

    /// The numbers of those rows in the form.
    pub(crate) fn line_numbers(&self) -> Vec<usize> {
        self.filled_rows().into_iter().map(|(number, _)| number).collect()
    }

    fn filled_rows(&self) -> Vec<(usize, [String; 4])> {
        let mut rows: Vec<[String; 4]> = Vec::new();
        for (name, value) in &self.0 {
            let Some((row, field)) = name.strip_prefix("lines.").and_then(|rest| rest.split_once('.')) else {
                continue;
            };
            let place = LINE_FIELDS.iter().position(|each| *each == field);
            let (Ok(row), Some(place)) = (row.parse::<usize>(), place) else {
                continue;
            };
            if row >= LINES_MAX {
                continue;
            }
            if rows.len() <= row {
                rows.resize(row + 1, Default::default());
            }
            rows[row][place] = value.trim().to_owned();
        }
        let mut rows: Vec<(usize, [String; 4])> = rows.into_iter().enumerate().collect();
        rows.retain(|(_, [id, product, subscription, term])| {
            !product.is_empty() || (id.is_empty() && !(subscription.is_empty() && term.is_empty()))
        });
        rows
    }

    /// The same form without a row of lines.
    pub(crate) fn without_row(&self, row: &str) -> Form {
        let prefix = format!("lines.{row}.");
        let others = self.0.iter().filter(|(name, _)| !name.starts_with(&prefix));
        Form(others.cloned().collect())
    }

    /// The same form with its rows of lines numbered as in [`Form::line_rows`].
    pub(crate) fn renumbered(&self) -> Form {
        let others = self.0.iter().filter(|(name, _)| !name.starts_with("lines.")).cloned();
        let rows = self.line_rows();
        let lines = rows.into_iter().enumerate().flat_map(|(row, values)| {
            let name = move |field: &str| format!("lines.{row}.{field}");
            LINE_FIELDS
                .into_iter()
                .zip(values)
                .map(move |(field, value)| (name(field), value))
        });
        Form(others.chain(lines).collect())
    }

    /// The lines as the write body has them.
    pub(crate) fn lines(&self) -> Value {
        let line = |values: [String; 4]| {
            let filled = LINE_FIELDS
                .into_iter()
                .zip(values)
                .filter(|(_, value)| !value.is_empty());
            Value::Object(
                filled
                    .map(|(field, value)| (field.to_owned(), Value::String(value)))
                    .collect(),
            )
        };
        Value::Array(self.line_rows().into_iter().map(line).collect())
    }
}

/// Browsers send line breaks as CR LF; the API's callers send LF.
fn browser_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Pairs of `application/x-www-form-urlencoded`; broken UTF-8 becomes the replacement character.
fn form_urlencoded(body: &[u8]) -> Vec<(String, String)> {
    let pair = |pair: &[u8]| {
        let end = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        (decoded(&pair[..end]), decoded(pair.get(end + 1..).unwrap_or_default()))
    };
    body.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(pair)
        .collect()
}

fn decoded(bytes: &[u8]) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = match bytes[at] {
            b'%' => digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2))),
            _ => None,
        };
        match (escaped, bytes[at]) {
            (Some((high, low)), _) => {
                // Two hexadecimal digits are a byte.
                plain.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 2;
            }
            (None, b'+') => plain.push(b' '),
            (None, byte) => plain.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Form, encoded};

    #[test]
    fn a_form_becomes_the_body_of_the_api() {
        let form = Form::parse(b"name=A+%26+B%0D%0Ac&customer.name=&customer.domain=x.example&csrf=t");
        let body = form.body(&["name", "customer.name", "customer.domain"]);
        assert_eq!(
            json!(body),
            json!({"name": "A & B\nc", "customer": {"name": null, "domain": "x.example"}})
        );
        assert_eq!(form.typed().get("csrf").value, "");
        assert_eq!(Form::parse("q=%zz%e9%C3%A9".as_bytes()).get("q"), "%zz\u{fffd}é");
        assert_eq!(encoded("/a?b=ü&c"), "/a%3Fb%3D%C3%BC%26c");
    }

    #[test]
    fn empty_rows_vanish_and_the_rest_are_numbered_anew() {
        let form = Form::parse(
            b"lines.0.id=l1&lines.0.product=&lines.0.subscription_id=s&lines.2.product=teams&lines.3.term_ends_on=x\
              &lines.999999999.product=far",
        );
        assert_eq!(form.lines(), json!([{"product": "teams"}, {"term_ends_on": "x"}]));
        assert_eq!(form.line_numbers(), [2, 3]);
        assert_eq!(form.without_row("2").lines(), json!([{"term_ends_on": "x"}]));
        assert_eq!(form.renumbered().get("lines.0.product"), "teams");
        assert_eq!(form.renumbered().get("lines.1.term_ends_on"), "x");
    }
}
