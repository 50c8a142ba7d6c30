//! Values bound to `$1, $2, …`, in the four types both databases share.

use std::borrow::Cow;

use sqlx::Arguments;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;

use crate::{Error, Result};

/// The parameters of one statement, in the order of their numbers. Written with [`params!`](crate::params).
pub type Params<'a> = Vec<Value<'a>>;

/// A value with its column type: a NULL still says which type it is a NULL of, as PostgreSQL wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// `BIGINT`.
    Int(Option<i64>),
    /// `TEXT`. PostgreSQL cannot hold U+0000 in text: on both databases it becomes U+FFFD, the replacement character.
    Text(Option<Cow<'a, str>>),
    /// `BOOLEAN`.
    Bool(Option<bool>),
    /// `BYTEA` on PostgreSQL, `BLOB` on SQLite.
    Bytes(Option<Cow<'a, [u8]>>),
}

impl Value<'_> {
    /// How many bytes the value weighs, roughly: bulk inserts are cut by it.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Text(Some(text)) => 8 + text.len(),
            Self::Bytes(Some(bytes)) => 8 + bytes.len(),
            _ => 8,
        }
    }

    /// The same value owning its text and bytes.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Int(v) => Value::Int(v),
            Self::Text(v) => Value::Text(v.map(|v| Cow::Owned(v.into_owned()))),
            Self::Bool(v) => Value::Bool(v),
            Self::Bytes(v) => Value::Bytes(v.map(|v| Cow::Owned(v.into_owned()))),
        }
    }
}

/// Builds the [`Params`] of a statement: `params![id, "name", None::<i64>]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { ::std::vec![$($crate::Value::from($value)),*] };
}

macro_rules! from_plain {
    ($($type:ty => $variant:ident($value:ident) $into:expr;)*) => {$(
        impl<'a> From<$type> for Value<'a> {
            fn from($value: $type) -> Self { Self::$variant(Some($into)) }
        }
        impl<'a> From<Option<$type>> for Value<'a> {
            fn from(value: Option<$type>) -> Self { Self::$variant(value.map(|$value| $into)) }
        }
    )*};
}

from_plain! {
    i64 => Int(v) v;
    i32 => Int(v) i64::from(v);
    u32 => Int(v) i64::from(v);
    u16 => Int(v) i64::from(v);
    u8 => Int(v) i64::from(v);
    bool => Bool(v) v;
    String => Text(v) Cow::Owned(v);
    &'a str => Text(v) Cow::Borrowed(v);
    &'a String => Text(v) Cow::Borrowed(v.as_str());
    Cow<'a, str> => Text(v) v;
    Vec<u8> => Bytes(v) Cow::Owned(v);
    &'a [u8] => Bytes(v) Cow::Borrowed(v);
    &'a Vec<u8> => Bytes(v) Cow::Borrowed(v.as_slice());
    Cow<'a, [u8]> => Bytes(v) v;
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Bytes(Some(Cow::Borrowed(value)))
    }
}

pub(crate) fn sqlite_arguments<'a>(values: impl IntoIterator<Item = Value<'a>>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Int(v) => Arguments::add(&mut arguments, v),
            Value::Text(v) => Arguments::add(&mut arguments, v.map(|v| without_nul(v).into_owned())),
            Value::Bool(v) => Arguments::add(&mut arguments, v),
            Value::Bytes(v) => Arguments::add(&mut arguments, v.map(Cow::into_owned)),
        }
        .map_err(encoding)?;
    }
    Ok(arguments)
}

pub(crate) fn postgres_arguments<'a>(values: impl IntoIterator<Item = Value<'a>>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Int(v) => Arguments::add(&mut arguments, v),
            Value::Text(v) => Arguments::add(&mut arguments, v.map(without_nul)),
            Value::Bool(v) => Arguments::add(&mut arguments, v),
            Value::Bytes(v) => Arguments::add(&mut arguments, v.map(Cow::into_owned)),
        }
        .map_err(encoding)?;
    }
    Ok(arguments)
}

/// The text as both databases can hold it.
pub(crate) fn without_nul(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.as_bytes().contains(&0) { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text }
}

pub(crate) fn encoding(error: sqlx::error::BoxDynError) -> Error {
    Error::Other(sqlx::Error::Encode(error))
}
