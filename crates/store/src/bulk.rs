//! Many rows at once.
//!
//! SQLite takes multi-row `VALUES` with anonymous placeholders (numbered ones are looked up by name, one by one, at
//! each bind). PostgreSQL takes one array a column through `UNNEST`: no limit on the number of parameters and one
//! plan for every size.

use std::borrow::Cow;
use std::sync::Arc;

use sqlx::postgres::PgArguments;
use sqlx::{Arguments, AssertSqlSafe};

use crate::query::Either;
use crate::value::{encoding, sqlite_arguments, without_nul};
use crate::{Error, Result, Value, Write};

/// Parameters of one SQLite statement, well under its limit of 32,766: larger statements gain nothing.
const SQLITE_PARAMETERS: usize = 2_000;
/// Rows of one PostgreSQL statement.
const POSTGRES_ROWS: usize = 4_000;
/// A statement is sent before it weighs more than this, whatever its number of rows.
const BYTES: usize = 4 << 20;

impl Write {
    /// Inserts rows in bulk and gives how many were inserted (or updated, with `DO UPDATE`).
    ///
    /// `on_conflict` is what follows `ON CONFLICT`, as in `"(id) DO NOTHING"` or
    /// `"(id) DO UPDATE SET name = excluded.name"`. With `DO UPDATE`, PostgreSQL refuses two rows of one call with the
    /// same key. A column must hold the same [`Value`] variant in every row.
    pub async fn insert_many<'a, I, R>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: I,
        on_conflict: Option<&str>,
    ) -> Result<u64>
    where
        I: IntoIterator<Item = R>,
        I::IntoIter: Send,
        R: IntoIterator<Item = Value<'a>>,
    {
        let width = columns.len();
        let most = match self.session.transaction {
            Either::Sqlite(_) => (SQLITE_PARAMETERS / width.max(1)).max(1),
            Either::Postgres(_) => POSTGRES_ROWS,
        };
        let mut statement = Statement::new(table, columns, on_conflict);
        let mut rows = rows.into_iter();
        let mut touched = 0;
        loop {
            let mut values: Vec<Value<'a>> = Vec::new();
            let (mut count, mut weight) = (0, 0);
            while count < most && weight < BYTES {
                let Some(row) = rows.next() else { break };
                values.extend(row);
                count += 1;
                if values.len() != count * width {
                    return Err(Error::Other(sqlx::Error::InvalidArgument(format!(
                        "a row for {table} does not have {width} values"
                    ))));
                }
                weight += values[values.len() - width..].iter().map(Value::weight).sum::<usize>();
            }
            if count == 0 {
                return Ok(touched);
            }
            touched += match &self.session.transaction {
                Either::Sqlite(_) => self.insert_sqlite(&mut statement, values, count).await?,
                Either::Postgres(_) => self.insert_postgres(&statement, values, count).await?,
            };
        }
    }

    async fn insert_sqlite(
        &mut self,
        statement: &mut Statement<'_>,
        values: Vec<Value<'_>>,
        count: usize,
    ) -> Result<u64> {
        let Either::Sqlite(tx) = &mut self.session.transaction else {
            return Ok(0);
        };
        let width = statement.columns.len();
        let mut values = values.into_iter();
        let mut left = count;
        let mut touched = 0;
        while left > 0 {
            // Whole statements, then powers of two: few texts, so that each is prepared once.
            let size = if left == statement.full_rows() { left } else { 1 << left.ilog2() };
            let arguments = sqlite_arguments(values.by_ref().take(size * width))?;
            let sql = AssertSqlSafe(statement.sqlite(size));
            touched += sqlx::query_with(sql, arguments).execute(&mut **tx).await?.rows_affected();
            left -= size;
        }
        Ok(touched)
    }

    async fn insert_postgres(
        &mut self,
        statement: &Statement<'_>,
        values: Vec<Value<'_>>,
        count: usize,
    ) -> Result<u64> {
        let Either::Postgres(tx) = &mut self.session.transaction else {
            return Ok(0);
        };
        let width = statement.columns.len();
        let mut columns: Vec<Array<'_>> = values[..width].iter().map(|first| Array::of(first, count)).collect();
        for (at, value) in values.into_iter().enumerate() {
            columns[at % width].push(value, statement.table, statement.columns[at % width])?;
        }
        let sql = statement.postgres(&columns);
        let mut arguments = PgArguments::default();
        for column in columns {
            match column {
                Array::Int(v) => arguments.add(v),
                Array::Text(v) => arguments.add(v),
                Array::Bool(v) => arguments.add(v),
                Array::Bytes(v) => arguments.add(v),
            }
            .map_err(encoding)?;
        }
        Ok(sqlx::query_with(AssertSqlSafe(sql), arguments).execute(&mut **tx).await?.rows_affected())
    }
}

/// The texts of one bulk insert.
struct Statement<'s> {
    table: &'s str,
    columns: &'s [&'s str],
    conflict: String,
    /// Texts already made, by number of rows.
    made: Vec<(usize, Arc<str>)>,
}

impl<'s> Statement<'s> {
    fn new(table: &'s str, columns: &'s [&'s str], on_conflict: Option<&str>) -> Self {
        let conflict = match on_conflict {
            None => String::new(),
            Some(text) if text.trim_start().to_ascii_uppercase().starts_with("ON CONFLICT") => {
                format!(" {text}")
            }
            Some(text) => format!(" ON CONFLICT {text}"),
        };
        Self { table, columns, conflict, made: Vec::new() }
    }

    fn full_rows(&self) -> usize {
        (SQLITE_PARAMETERS / self.columns.len().max(1)).max(1)
    }

    fn sqlite(&mut self, rows: usize) -> Arc<str> {
        if let Some((_, text)) = self.made.iter().find(|(made, _)| *made == rows) {
            return text.clone();
        }
        let row = format!("({})", vec!["?"; self.columns.len()].join(","));
        let text: Arc<str> = format!(
            "INSERT INTO {} ({}) VALUES {}{}",
            self.table,
            self.columns.join(","),
            vec![row.as_str(); rows].join(","),
            self.conflict
        )
        .into();
        self.made.push((rows, text.clone()));
        text
    }

    fn postgres(&self, arrays: &[Array<'_>]) -> String {
        let arrays: Vec<String> =
            arrays.iter().enumerate().map(|(at, array)| format!("${}::{}[]", at + 1, array.sql_type())).collect();
        format!(
            "INSERT INTO {} ({}) SELECT * FROM UNNEST({}){}",
            self.table,
            self.columns.join(","),
            arrays.join(","),
            self.conflict
        )
    }
}

/// A column of values for `UNNEST`.
enum Array<'a> {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<Cow<'a, str>>>),
    Bool(Vec<Option<bool>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

impl<'a> Array<'a> {
    fn of(first: &Value<'_>, count: usize) -> Self {
        match first {
            Value::Int(_) => Self::Int(Vec::with_capacity(count)),
            Value::Text(_) => Self::Text(Vec::with_capacity(count)),
            Value::Bool(_) => Self::Bool(Vec::with_capacity(count)),
            Value::Bytes(_) => Self::Bytes(Vec::with_capacity(count)),
        }
    }

    fn push(&mut self, value: Value<'a>, table: &str, column: &str) -> Result<()> {
        match (self, value) {
            (Self::Int(all), Value::Int(v)) => all.push(v),
            (Self::Text(all), Value::Text(v)) => all.push(v.map(without_nul)),
            (Self::Bool(all), Value::Bool(v)) => all.push(v),
            (Self::Bytes(all), Value::Bytes(v)) => all.push(v.map(Cow::into_owned)),
            _ => {
                return Err(Error::Other(sqlx::Error::InvalidArgument(format!(
                    "values of {table}.{column} are not all of one type"
                ))));
            }
        }
        Ok(())
    }

    fn sql_type(&self) -> &'static str {
        match self {
            Self::Int(_) => "BIGINT",
            Self::Text(_) => "TEXT",
            Self::Bool(_) => "BOOLEAN",
            Self::Bytes(_) => "BYTEA",
        }
    }
}
