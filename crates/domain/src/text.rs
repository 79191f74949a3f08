//! Texts that people type, bounded and clean from the moment they exist.

use std::fmt;

/// Why a typed text is refused. Lengths count Unicode scalar values.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextError {
    /// Nothing, or only white space.
    #[error("empty")]
    Empty,
    /// Longer than allowed.
    #[error("longer than {max} characters")]
    TooLong {
        /// The greatest length, in characters.
        max: usize,
    },
    /// A control character: NUL anywhere, line breaks in a one-line text.
    #[error("contains a control character")]
    ControlCharacter,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// Not a domain name.
    #[error("not a domain name")]
    NotADomain,
    /// Not a country known to the tz database's table.
    #[error("not a country code")]
    NotACountry,
    /// Not a language of the product.
    #[error("not a language of this product")]
    NotALanguage,
    /// Not an IANA time zone.
    #[error("not a time zone")]
    NotATimeZone,
}

fn clean(text: &str, max: usize, lines: bool) -> Result<String, TextError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    let allowed = |c: char| !c.is_control() || (lines && matches!(c, '\n' | '\r' | '\t'));
    if !text.chars().all(allowed) {
        return Err(TextError::ControlCharacter);
    }
    Ok(text.to_owned())
}

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident($max:expr, $lines:expr)),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(String);
        impl $name {
            /// The greatest length, in characters.
            pub const CHARACTERS_MAX: usize = $max;
            /// Trims and checks.
            pub fn parse(text: &str) -> Result<Self, TextError> { clean(text, $max, $lines).map($name) }
            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    )+};
}

text! {
    /// A name or title: one line, up to 200 characters.
    Name(200, false),
    /// A comment, reason or justification: lines, up to 4000 characters.
    Note(4000, true),
    /// A label's key: one line, up to 50 characters.
    LabelKey(50, false),
    /// A file's name as uploaded: one line, up to 255 characters.
    FileName(255, false),
    /// The partner's own reference: one line, up to 100 characters.
    Reference(100, false),
}

/// An e-mail address: one `@`, no white space, up to 254 characters. Case is kept; comparison ignores it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Email(String);

impl Email {
    /// Trims and checks the form (not whether it receives mail).
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = clean(text, 254, false)?;
        let fits = text.split_once('@').is_some_and(|(local, domain)| {
            let plain = |c: char| !c.is_whitespace() && !"<>()[]\\,;:\"@".contains(c);
            !local.is_empty()
                && local.len() <= 64
                && local.chars().all(plain)
                && !local.starts_with('.')
                && !local.ends_with('.')
                && DomainName::parse(domain).is_ok()
        });
        if fits {
            Ok(Email(text))
        } else {
            Err(TextError::NotAnEmail)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two addresses are the same, ignoring case.
    pub fn same_as(&self, other: &Email) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A customer's internet domain in lower case, `valeverde.example`; Unicode letters are kept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DomainName(String);

impl DomainName {
    /// Trims, lowers and checks the form.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = clean(text, 253, false)?.to_lowercase();
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if text.contains('.') && text.split('.').all(label) {
            Ok(DomainName(text))
        } else {
            Err(TextError::NotADomain)
        }
    }

    /// The domain.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
