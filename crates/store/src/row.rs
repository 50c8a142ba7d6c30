//! A row read back, the same from both databases.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Row as _};

use crate::Result;

/// One row of an answer.
///
/// `count(*)` is a `BIGINT` on both databases; `sum()` of a `BIGINT` is `NUMERIC` on PostgreSQL, which is not one of
/// our types: write `CAST(sum(x) AS BIGINT)`.
pub struct Row(pub(crate) Inner);

pub(crate) enum Inner {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// Where a column is: its name (`&str`) or its place from 0 (`usize`).
pub trait ColumnAt: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> + Copy {}

impl<T: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> + Copy> ColumnAt for T {}

/// A type a column can be read as: `i64`, `bool`, `String`, `Vec<u8>`, and `Option` of each.
pub trait Column: Sized {
    /// Reads the column; an error when it is absent, of another type, or NULL and `Self` is not an `Option`.
    fn read(row: &Row, at: impl ColumnAt) -> Result<Self>;
}

impl Row {
    /// The value of a column, by name or by place from 0.
    pub fn get<T: Column>(&self, at: impl ColumnAt) -> Result<T> {
        T::read(self, at)
    }

    /// A text column without copying it.
    pub fn text(&self, at: impl ColumnAt) -> Result<&str> {
        Ok(match &self.0 {
            Inner::Sqlite(row) => row.try_get(at)?,
            Inner::Postgres(row) => row.try_get(at)?,
        })
    }

    /// A bytes column without copying it.
    pub fn bytes(&self, at: impl ColumnAt) -> Result<&[u8]> {
        Ok(match &self.0 {
            Inner::Sqlite(row) => row.try_get(at)?,
            Inner::Postgres(row) => row.try_get(at)?,
        })
    }

    /// A text column that may be NULL, without copying it.
    pub(crate) fn text_or_null(&self, at: usize) -> Result<Option<&str>> {
        Ok(match &self.0 {
            Inner::Sqlite(row) => row.try_get(at)?,
            Inner::Postgres(row) => row.try_get(at)?,
        })
    }

    /// A bytes column that may be NULL, without copying it.
    pub(crate) fn bytes_or_null(&self, at: usize) -> Result<Option<&[u8]>> {
        Ok(match &self.0 {
            Inner::Sqlite(row) => row.try_get(at)?,
            Inner::Postgres(row) => row.try_get(at)?,
        })
    }

    /// The names of the columns, in order.
    pub fn columns(&self) -> Vec<&str> {
        use sqlx::Column as _;
        match &self.0 {
            Inner::Sqlite(row) => row.columns().iter().map(|c| c.name()).collect(),
            Inner::Postgres(row) => row.columns().iter().map(|c| c.name()).collect(),
        }
    }
}

macro_rules! column {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn read(row: &Row, at: impl ColumnAt) -> Result<Self> {
                Ok(match &row.0 {
                    Inner::Sqlite(row) => row.try_get(at)?,
                    Inner::Postgres(row) => row.try_get(at)?,
                })
            }
        }
    )*};
}

column!(bool, String, Vec<u8>, Option<bool>, Option<String>, Option<Vec<u8>>);

impl Column for Option<i64> {
    fn read(row: &Row, at: impl ColumnAt) -> Result<Self> {
        match &row.0 {
            Inner::Sqlite(row) => Ok(row.try_get(at)?),
            Inner::Postgres(row) => match row.try_get(at) {
                Ok(value) => Ok(value),
                // An integer literal or a catalog's column is an INT4 on PostgreSQL.
                Err(error @ sqlx::Error::ColumnDecode { .. }) => {
                    row.try_get::<Option<i32>, _>(at).map(|value| value.map(i64::from)).map_err(|_| error.into())
                }
                Err(error) => Err(error.into()),
            },
        }
    }
}

impl Column for i64 {
    fn read(row: &Row, at: impl ColumnAt) -> Result<Self> {
        match Option::<i64>::read(row, at)? {
            Some(value) => Ok(value),
            None => Err(sqlx::Error::Decode("NULL where a number was expected".into()).into()),
        }
    }
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Contents stay out of logs: a row may hold what only its owner should read.
        f.debug_struct("Row").field("columns", &self.columns()).finish_non_exhaustive()
    }
}
