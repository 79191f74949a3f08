//! Values on their way into a statement.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value as SqliteValue, ValueRef};

use super::error::Result;

/// A value as it is bound.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Parameter<'a> {
    Nothing,
    Integer(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    List(&'a [Value]),
}

impl Parameter<'_> {
    /// The same to be kept.
    pub(super) fn keep(&self) -> Value {
        match *self {
            Parameter::Nothing => Value::Nothing,
            Parameter::Integer(value) => Value::Integer(value),
            Parameter::Text(text) => Value::Text(text.to_owned()),
            Parameter::Bytes(bytes) => Value::Bytes(bytes.to_vec()),
            Parameter::List(values) => Value::List(values.to_vec()),
        }
    }
}

/// What can be bound.
pub(crate) trait Bind {
    /// As it is bound.
    fn parameter(&self) -> Parameter<'_>;
}

/// A value that a statement keeps while it is made.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Nothing,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
    /// Texts or numbers, for `IN (SELECT value FROM json_each(?))`: the statement is the same however many there are.
    List(Vec<Value>),
}

impl Bind for Value {
    fn parameter(&self) -> Parameter<'_> {
        match self {
            Value::Nothing => Parameter::Nothing,
            Value::Integer(value) => Parameter::Integer(*value),
            Value::Text(text) => Parameter::Text(text),
            Value::Bytes(bytes) => Parameter::Bytes(bytes),
            Value::List(values) => Parameter::List(values),
        }
    }
}

macro_rules! bind_integers {
    ($($name:ty),+) => {$(
        impl Bind for $name {
            fn parameter(&self) -> Parameter<'_> {
                Parameter::Integer(i64::from(*self))
            }
        }
    )+};
}

bind_integers!(u8, u16, u32, i32, i64);

impl Bind for str {
    fn parameter(&self) -> Parameter<'_> {
        Parameter::Text(self)
    }
}

impl Bind for String {
    fn parameter(&self) -> Parameter<'_> {
        Parameter::Text(self)
    }
}

impl Bind for Vec<u8> {
    fn parameter(&self) -> Parameter<'_> {
        Parameter::Bytes(self)
    }
}

impl<const N: usize> Bind for [u8; N] {
    fn parameter(&self) -> Parameter<'_> {
        Parameter::Bytes(self)
    }
}

impl<T: Bind> Bind for Option<T> {
    fn parameter(&self) -> Parameter<'_> {
        self.as_ref().map_or(Parameter::Nothing, Bind::parameter)
    }
}

impl<T: Bind + ?Sized> Bind for &T {
    fn parameter(&self) -> Parameter<'_> {
        (**self).parameter()
    }
}

impl ToSql for Parameter<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Parameter::Nothing => ToSqlOutput::Borrowed(ValueRef::Null),
            Parameter::Integer(value) => ToSqlOutput::Borrowed(ValueRef::Integer(*value)),
            Parameter::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Parameter::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Parameter::List(values) => {
                let json: serde_json::Value = values.iter().map(json).collect();
                ToSqlOutput::Owned(SqliteValue::Text(json.to_string()))
            }
        })
    }
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Integer(value) => (*value).into(),
        Value::Text(text) => text.as_str().into(),
        // json_each has no such elements, and no list of ours.
        Value::Nothing | Value::Bytes(_) | Value::List(_) => serde_json::Value::Null,
    }
}

/// The values of a statement, in the order of its parameters.
pub(crate) trait Params {
    /// Gives each to `bind`, and says how many there were.
    fn bind_each(&self, bind: impl FnMut(usize, Parameter<'_>) -> Result<()>) -> Result<usize>;
}

fn bind_all<'a>(
    values: impl Iterator<Item = Parameter<'a>>,
    mut bind: impl FnMut(usize, Parameter<'_>) -> Result<()>,
) -> Result<usize> {
    let mut count = 0;
    for value in values {
        bind(count, value)?;
        count += 1;
    }
    Ok(count)
}

impl Params for &[&dyn Bind] {
    fn bind_each(&self, bind: impl FnMut(usize, Parameter<'_>) -> Result<()>) -> Result<usize> {
        bind_all(self.iter().map(|value| value.parameter()), bind)
    }
}

impl Params for &Vec<Value> {
    fn bind_each(&self, bind: impl FnMut(usize, Parameter<'_>) -> Result<()>) -> Result<usize> {
        bind_all(self.iter().map(Bind::parameter), bind)
    }
}

impl Params for [&dyn Bind; 0] {
    fn bind_each(&self, _: impl FnMut(usize, Parameter<'_>) -> Result<()>) -> Result<usize> {
        Ok(0)
    }
}

macro_rules! arrays {
    ($($count:literal),+) => {$(
        impl<T: Bind> Params for [T; $count] {
            fn bind_each(&self, bind: impl FnMut(usize, Parameter<'_>) -> Result<()>) -> Result<usize> {
                bind_all(self.iter().map(Bind::parameter), bind)
            }
        }
    )+};
}

arrays!(1, 2);

/// Values of different types.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$(&$value as &dyn $crate::engine::Bind),*] as &[&dyn $crate::engine::Bind]
    };
}

pub(crate) use params;
