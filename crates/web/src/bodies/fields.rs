//! Reading JSON field by field: every error is kept, so that a sender mends all in one go.

use std::cell::RefCell;

use domain::claim::{FieldCode, InvalidField};
use domain::id::IdError;
use domain::text::TextError;
use serde_json::{Map, Value};

/// A sender is told this many errors at most; a body of nothing but errors makes no answer many times its size.
pub const ERRORS_MAX: usize = 1000;

/// The errors found so far.
#[derive(Default)]
pub struct Errors(RefCell<Vec<InvalidField>>);

impl Errors {
    /// Notes a wrong field.
    pub fn add(&self, pointer: impl Into<String>, code: FieldCode) {
        let mut errors = self.0.borrow_mut();
        if errors.len() < ERRORS_MAX {
            errors.push(InvalidField::new(pointer, code));
        }
    }

    /// What was read, or everything that is wrong with it.
    pub fn into_result<T>(self, read: Option<T>) -> Result<T, Vec<InvalidField>> {
        let errors = self.0.into_inner();
        match read {
            Some(value) if errors.is_empty() => Ok(value),
            Some(_) | None if !errors.is_empty() => Err(errors),
            Some(_) | None => Err(vec![InvalidField::new("", FieldCode::WrongType)]),
        }
    }
}

/// A text of a form of its own: what the readers below accept.
pub trait Typed: Sized {
    /// Reads it, or says what is wrong.
    fn typed(text: &str) -> Result<Self, FieldCode>;
}

/// The code of a wrong text.
pub fn text_code(error: TextError) -> FieldCode {
    match error {
        TextError::Empty => FieldCode::Required,
        TextError::TooLong { .. } => FieldCode::TooLong,
        TextError::ControlCharacter => FieldCode::ControlCharacter,
        TextError::NotAnEmail | TextError::NotADomain => FieldCode::Malformed,
        TextError::NotACountry | TextError::NotALanguage | TextError::NotATimeZone => FieldCode::UnknownCode,
    }
}

fn id_code(error: IdError) -> FieldCode {
    match error {
        IdError::NotACode => FieldCode::UnknownCode,
        IdError::NotAGuid | IdError::NotAClaimNumber | IdError::NotALocationId => FieldCode::Malformed,
    }
}

macro_rules! typed {
    (text: $($text:ty),+; id: $($id:ty),+; code: $($coded:ty),+ $(,)?) => {
        $(impl Typed for $text {
            fn typed(text: &str) -> Result<Self, FieldCode> { <$text>::parse(text).map_err(text_code) }
        })+
        $(impl Typed for $id {
            fn typed(text: &str) -> Result<Self, FieldCode> { text.parse().map_err(id_code) }
        })+
        $(impl Typed for $coded {
            fn typed(text: &str) -> Result<Self, FieldCode> { <$coded>::from_code(text).ok_or(FieldCode::UnknownCode) }
        })+
    };
}

typed! {
    text: domain::text::Name, domain::text::Note, domain::text::Email, domain::text::DomainName, domain::text::Reference,
        domain::place::CountryCode, domain::place::Language, domain::place::ZoneName;
    id: domain::id::Guid, domain::id::LineId, domain::id::ClaimNumber, domain::id::LocationId,
        domain::id::ProductCode, domain::id::ProgrammeCode;
    code: domain::claim::Activity, domain::claim::InformationReason, domain::claim::RejectionReason,
        domain::claim::LineReason, domain::claim::WithdrawalReason,
}

impl Typed for jiff::civil::Date {
    fn typed(text: &str) -> Result<Self, FieldCode> {
        // ISO's plain form only: the general parser also takes times and week dates.
        let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let date = text.parse::<jiff::civil::Date>().ok().filter(|_| plain);
        date.filter(|date| (1900..=2199).contains(&date.year()))
            .ok_or(FieldCode::Malformed)
    }
}

/// An object being read.
#[derive(Clone)]
pub struct Fields<'a> {
    object: Object<'a>,
    pointer: String,
    errors: &'a Errors,
}

/// What stands where an object should.
#[derive(Clone, Copy)]
enum Object<'a> {
    There(&'a Map<String, Value>),
    Absent,
    /// Something else: already told, so its fields aren't missed too.
    Another,
}

impl<'a> Fields<'a> {
    /// A body that must be an object with no fields but these.
    pub fn of_body(value: &'a Value, errors: &'a Errors, known: &[&str]) -> Fields<'a> {
        Fields::at(Some(value), String::new(), errors, known)
    }

    fn at(value: Option<&'a Value>, pointer: String, errors: &'a Errors, known: &[&str]) -> Fields<'a> {
        let object = match value {
            None | Some(Value::Null) if !pointer.is_empty() => Object::Absent,
            Some(Value::Object(map)) => {
                for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
                    errors.add(format!("{pointer}/{}", escaped(key)), FieldCode::UnknownField);
                }
                Object::There(map)
            }
            Some(_) | None => {
                errors.add(pointer.clone(), FieldCode::WrongType);
                Object::Another
            }
        };
        Fields {
            object,
            pointer,
            errors,
        }
    }

    /// The pointer of a field.
    pub fn pointer(&self, field: &str) -> String {
        format!("{}/{field}", self.pointer)
    }

    /// A field's value, absent when null.
    pub fn value(&self, field: &str) -> Option<&'a Value> {
        match self.object {
            Object::There(map) => map.get(field).filter(|value| !value.is_null()),
            Object::Absent | Object::Another => None,
        }
    }

    /// Notes that a field is wrong.
    pub fn refuse(&self, field: &str, code: FieldCode) {
        self.errors.add(self.pointer(field), code);
    }

    /// A nested object; absent means empty.
    pub fn object(&self, field: &str, known: &[&str]) -> Fields<'a> {
        Fields::at(self.value(field), self.pointer(field), self.errors, known)
    }

    /// An optional text; blank means absent.
    pub fn optional<T: Typed>(&self, field: &str) -> Option<T> {
        let text = self.text(field)?;
        self.checked(field, T::typed(text))
    }

    /// A text that must be there.
    pub fn required<T: Typed>(&self, field: &str) -> Option<T> {
        match (self.object, self.value(field)) {
            (Object::Another, _) => {}
            (_, None) => self.refuse(field, FieldCode::Required),
            (_, Some(Value::String(text))) if text.trim().is_empty() => self.refuse(field, FieldCode::Required),
            (_, Some(_)) => return self.optional(field),
        }
        None
    }

    /// A text that isn't blank.
    pub fn text(&self, field: &str) -> Option<&'a str> {
        match self.value(field)? {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) if text.contains('\0') => self.checked(field, Err(FieldCode::ControlCharacter)),
            Value::String(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                self.checked(field, Err(FieldCode::WrongType))
            }
        }
    }

    /// A truth value; absent means no.
    pub fn flag(&self, field: &str) -> bool {
        match self.value(field) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => self.checked(field, Err(FieldCode::WrongType)).unwrap_or_default(),
        }
    }

    /// A whole number within a range, which must be there.
    pub fn number(&self, field: &str, range: std::ops::RangeInclusive<u16>) -> Option<u16> {
        let Some(value) = self.value(field) else {
            return self.checked(field, Err(FieldCode::Required));
        };
        let whole = match value {
            Value::Number(number) if number.is_i64() || number.is_u64() => number.as_i64().unwrap_or(i64::MAX),
            // 5.0 is the whole number 5 in JSON, which knows one kind of number.
            Value::Number(number) => match number.as_f64() {
                Some(float) if float.fract() == 0.0 && float.abs() < 1e15 => float as i64,
                Some(_) | None => return self.checked(field, Err(FieldCode::WrongType)),
            },
            Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                return self.checked(field, Err(FieldCode::WrongType));
            }
        };
        let fitting = u16::try_from(whole).ok().filter(|number| range.contains(number));
        self.checked(field, fitting.ok_or(FieldCode::OutOfRange))
    }

    /// The items of a list with their pointers; none when absent.
    pub fn items(&self, field: &str, most: usize) -> Option<Vec<(String, &'a Value)>> {
        match self.value(field)? {
            Value::Array(items) if items.len() > most => self.checked(field, Err(FieldCode::TooMany)),
            Value::Array(items) => {
                let pointer = self.pointer(field);
                Some(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, item)| (format!("{pointer}/{index}"), item))
                        .collect(),
                )
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                self.checked(field, Err(FieldCode::WrongType))
            }
        }
    }

    /// A list of texts; absent means none.
    pub fn list<T: Typed>(&self, field: &str, most: usize) -> Vec<T> {
        let items = self.items(field, most).unwrap_or_default();
        items
            .into_iter()
            .filter_map(|(pointer, item)| match item.as_str().map(T::typed) {
                Some(Ok(value)) => Some(value),
                Some(Err(code)) => self.noted(pointer, code),
                None => self.noted(pointer, FieldCode::WrongType),
            })
            .collect()
    }

    /// A list of at least one.
    pub fn list_of_some<T: Typed>(&self, field: &str, most: usize) -> Vec<T> {
        match self.value(field) {
            None => self.refuse(field, FieldCode::Required),
            Some(Value::Array(items)) if items.is_empty() => self.refuse(field, FieldCode::Required),
            Some(_) => return self.list(field, most),
        }
        Vec::new()
    }

    /// An item of a list as an object.
    pub fn item(&self, pointer: String, item: &'a Value, known: &[&str]) -> Fields<'a> {
        match item {
            // An item can't be absent as a field can.
            Value::Null => Fields::at(Some(&Value::Bool(false)), pointer, self.errors, known),
            _ => Fields::at(Some(item), pointer, self.errors, known),
        }
    }

    /// The fields of an object whose names are data.
    pub fn entries(&self, field: &str, most: usize) -> Vec<(&'a str, &'a Value)> {
        match self.value(field) {
            None => Vec::new(),
            Some(Value::Object(map)) => {
                if map.len() > most {
                    self.refuse(field, FieldCode::TooMany);
                }
                map.iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(key, value)| (key.as_str(), value))
                    .collect()
            }
            Some(_) => self.checked(field, Err(FieldCode::WrongType)).unwrap_or_default(),
        }
    }

    fn checked<T>(&self, field: &str, read: Result<T, FieldCode>) -> Option<T> {
        read.map_err(|code| self.refuse(field, code)).ok()
    }

    fn noted<T>(&self, pointer: String, code: FieldCode) -> Option<T> {
        self.errors.add(pointer, code);
        None
    }
}

/// A name as part of a JSON pointer (RFC 6901).
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::{ERRORS_MAX, Errors, Fields};

    #[test]
    fn a_body_of_nothing_but_errors_is_told_of_some() {
        let fields: serde_json::Map<_, _> = (0..5 * ERRORS_MAX).map(|n| (format!("x{n}"), n.into())).collect();
        let (body, errors) = (fields.into(), Errors::default());
        Fields::of_body(&body, &errors, &["name"]);
        assert_eq!(errors.into_result(Some(())).unwrap_err().len(), ERRORS_MAX);
    }
}
