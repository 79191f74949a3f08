//! Addresses with a query: what a list shows stands in them, so that they can be shared and gone back to.

use std::fmt;

/// A path with pairs behind it; pairs without a value are left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    path: &'static str,
    pairs: Vec<(&'static str, String)>,
}

impl Address {
    /// A path alone.
    pub const fn of(path: &'static str) -> Address {
        Address {
            path,
            pairs: Vec::new(),
        }
    }

    /// The same with one more pair.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Address {
        let value = value.into();
        if !value.is_empty() {
            self.pairs.push((name, value));
        }
        self
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path)?;
        for (at, (name, value)) in self.pairs.iter().enumerate() {
            let sign = if at == 0 { '?' } else { '&' };
            write!(f, "{sign}{name}={}", encoded(value))?;
        }
        Ok(())
    }
}

/// A value for a query string.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_holds_what_has_a_value() {
        let address = Address::of("/claims").with("q", "São & Co").with("status", "");
        assert_eq!(
            address.with("sort", "due_at").to_string(),
            "/claims?q=S%C3%A3o%20%26%20Co&sort=due_at"
        );
        assert_eq!(Address::of("/claims").to_string(), "/claims");
    }
}
