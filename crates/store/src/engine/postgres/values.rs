//! Values in PostgreSQL's own types. The column's type says what becomes of a value: an integer is microseconds where a
//! timestamptz is wanted, 16 bytes are a uuid, a text is a date.

use std::error::Error;

use bytes::BytesMut;
use jiff::civil::{Date, date};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::engine::cell::Cell;
use crate::engine::parameter::Parameter;

type Fault = Box<dyn Error + Sync + Send>;

/// PostgreSQL counts from 2000.
const MICROSECONDS_TO_2000: i64 = 946_684_800_000_000;

const fn first_day() -> Date {
    date(2000, 1, 1)
}

/// The greatest and the least integer are later and earlier than every instant, as `infinity` is.
fn timestamp_of(microseconds: i64) -> i64 {
    match microseconds {
        i64::MIN | i64::MAX => microseconds,
        some => some.saturating_sub(MICROSECONDS_TO_2000),
    }
}

fn microseconds_of(timestamp: i64) -> i64 {
    match timestamp {
        i64::MIN | i64::MAX => timestamp,
        some => some.saturating_add(MICROSECONDS_TO_2000),
    }
}

fn wrong(value: &Parameter<'_>, wanted: &Type) -> Fault {
    let kind = match value {
        Parameter::Nothing => "nothing",
        Parameter::Integer(_) => "an integer",
        Parameter::Text(_) => "a text",
        Parameter::Bytes(_) => "bytes",
        Parameter::List(_) => "a list",
    };
    format!("{kind} can't be a {wanted}").into()
}

impl ToSql for Parameter<'_> {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Fault> {
        match self {
            Parameter::Nothing => Ok(IsNull::Yes),
            Parameter::Integer(value) => match *wanted {
                Type::INT8 => value.to_sql(wanted, out),
                Type::INT4 => i32::try_from(*value)?.to_sql(wanted, out),
                Type::INT2 => i16::try_from(*value)?.to_sql(wanted, out),
                Type::TIMESTAMPTZ => timestamp_of(*value).to_sql(&Type::INT8, out),
                _ => Err(wrong(self, wanted)),
            },
            Parameter::Text(text) => match *wanted {
                Type::DATE => {
                    let day: Date = text.parse()?;
                    let days = (day - first_day()).get_days();
                    days.to_sql(&Type::INT4, out)
                }
                Type::TEXT | Type::VARCHAR => text.to_sql(wanted, out),
                _ => Err(wrong(self, wanted)),
            },
            Parameter::Bytes(bytes) => match *wanted {
                Type::UUID if bytes.len() == 16 => bytes.to_sql(&Type::BYTEA, out),
                Type::BYTEA => bytes.to_sql(wanted, out),
                _ => Err(wrong(self, wanted)),
            },
            Parameter::List(values) => {
                let values: Vec<Parameter<'_>> = values.iter().map(crate::engine::Bind::parameter).collect();
                values.to_sql(wanted, out)
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(given: &Type, raw: &'a [u8]) -> Result<Cell<'a>, Fault> {
        Ok(match *given {
            Type::INT8 => Cell::Integer(i64::from_sql(given, raw)?),
            Type::INT4 => Cell::Integer(i32::from_sql(given, raw)?.into()),
            Type::INT2 => Cell::Integer(i16::from_sql(given, raw)?.into()),
            Type::BOOL => Cell::Integer(bool::from_sql(given, raw)?.into()),
            Type::TIMESTAMPTZ => Cell::Integer(microseconds_of(i64::from_sql(&Type::INT8, raw)?)),
            Type::DATE => {
                let days = i32::from_sql(&Type::INT4, raw)?;
                let span = jiff::Span::new().try_days(days)?;
                Cell::Day(first_day().checked_add(span)?)
            }
            Type::TEXT | Type::VARCHAR | Type::NAME => Cell::Text(<&str>::from_sql(given, raw)?),
            Type::BYTEA | Type::UUID => Cell::Bytes(raw),
            _ => return Err(format!("no column of ours is a {given}").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Cell<'a>, Fault> {
        Ok(Cell::Nothing)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;
    use tokio_postgres::types::{FromSql, ToSql, Type};

    use crate::engine::cell::{Cell, FromCell};
    use crate::engine::parameter::Parameter;

    fn there_and_back(value: Parameter<'_>, column: &Type, read: fn(Cell<'_>) -> String) -> String {
        let mut bytes = BytesMut::new();
        value.to_sql(column, &mut bytes).unwrap();
        read(Cell::from_sql(column, &bytes).unwrap())
    }

    #[test]
    fn what_is_written_is_read_whatever_the_columns_type() {
        let number = |cell: Cell<'_>| i64::from_cell(cell).unwrap().to_string();
        for value in [0, 1, -1, 1_791_795_600_000_001, i64::MAX, i64::MIN] {
            for column in [Type::INT8, Type::TIMESTAMPTZ] {
                let read = there_and_back(Parameter::Integer(value), &column, number);
                assert_eq!(read, value.to_string(), "{column}");
            }
        }
        let day = |cell: Cell<'_>| jiff::civil::Date::from_cell(cell).unwrap().to_string();
        for text in ["2000-01-01", "1999-12-31", "2026-11-21", "0001-01-01", "9999-12-31"] {
            assert_eq!(there_and_back(Parameter::Text(text), &Type::DATE, day), text);
        }
        let bytes = |cell: Cell<'_>| format!("{:?}", Vec::<u8>::from_cell(cell).unwrap());
        for column in [Type::UUID, Type::BYTEA] {
            let read = there_and_back(Parameter::Bytes(&[7; 16]), &column, bytes);
            assert_eq!(read, format!("{:?}", [7; 16]), "{column}");
        }
    }

    #[test]
    fn what_the_column_cannot_hold_is_refused() {
        let mut bytes = BytesMut::new();
        for (value, column) in [
            (Parameter::Bytes(&[1]), Type::UUID),
            (Parameter::Text("12"), Type::INT8),
            (Parameter::Text("soon"), Type::DATE),
            (Parameter::Integer(1 << 40), Type::INT4),
            (Parameter::Integer(1), Type::TEXT),
        ] {
            assert!(value.to_sql(&column, &mut bytes).is_err(), "{value:?} as {column}");
        }
    }
}
