//! Asking: the same questions to a snapshot and to a writer.

use std::future::Future;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

use crate::row::Inner;
use crate::value::{postgres_arguments, sqlite_arguments};
use crate::{Backend, Params, Result, Row};

/// The transaction in which a [`Read`](crate::Read) or a [`Write`](crate::Write) runs its statements.
pub struct Session {
    pub(crate) transaction: Either,
}

pub(crate) enum Either {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// What [`Read`](crate::Read) and [`Write`](crate::Write) both answer.
///
/// The SQL is trusted text of the program; whatever comes from outside goes into the parameters. One SQL text must
/// always be used with parameters of the same types (prepared statements are kept by their text).
pub trait Query: Send {
    /// The transaction beneath.
    fn session(&mut self) -> &mut Session;

    /// Which database answers.
    fn backend(&mut self) -> Backend {
        match self.session().transaction {
            Either::Sqlite(_) => Backend::Sqlite,
            Either::Postgres(_) => Backend::Postgres,
        }
    }

    /// All rows.
    fn all<'a>(&'a mut self, sql: &'a str, params: Params<'a>) -> impl Future<Output = Result<Vec<Row>>> + Send + 'a {
        let session = self.session();
        async move {
            let sql = AssertSqlSafe(sql);
            Ok(match &mut session.transaction {
                Either::Sqlite(tx) => sqlx::query_with(sql, sqlite_arguments(params)?)
                    .fetch_all(&mut **tx)
                    .await?
                    .into_iter()
                    .map(|row| Row(Inner::Sqlite(row)))
                    .collect(),
                Either::Postgres(tx) => sqlx::query_with(sql, postgres_arguments(params)?)
                    .fetch_all(&mut **tx)
                    .await?
                    .into_iter()
                    .map(|row| Row(Inner::Postgres(row)))
                    .collect(),
            })
        }
    }

    /// The first row, if there is one.
    fn optional<'a>(
        &'a mut self,
        sql: &'a str,
        params: Params<'a>,
    ) -> impl Future<Output = Result<Option<Row>>> + Send + 'a {
        let session = self.session();
        async move {
            let sql = AssertSqlSafe(sql);
            Ok(match &mut session.transaction {
                Either::Sqlite(tx) => sqlx::query_with(sql, sqlite_arguments(params)?)
                    .fetch_optional(&mut **tx)
                    .await?
                    .map(|row| Row(Inner::Sqlite(row))),
                Either::Postgres(tx) => sqlx::query_with(sql, postgres_arguments(params)?)
                    .fetch_optional(&mut **tx)
                    .await?
                    .map(|row| Row(Inner::Postgres(row))),
            })
        }
    }

    /// The first row; [`Error::NotFound`](crate::Error::NotFound) when there is none.
    fn one<'a>(&'a mut self, sql: &'a str, params: Params<'a>) -> impl Future<Output = Result<Row>> + Send + 'a {
        let row = self.optional(sql, params);
        async move { row.await?.ok_or(crate::Error::NotFound) }
    }

    /// Hands each row to `each` as it arrives, with memory that does not grow with their number. An error from `each`
    /// ends the reading and is returned. Gives the number of rows read.
    fn stream<'a, F>(
        &'a mut self,
        sql: &'a str,
        params: Params<'a>,
        mut each: F,
    ) -> impl Future<Output = Result<u64>> + Send + 'a
    where
        F: FnMut(Row) -> Result<()> + Send + 'a,
    {
        let session = self.session();
        async move {
            let sql = AssertSqlSafe(sql);
            let mut read = 0;
            match &mut session.transaction {
                Either::Sqlite(tx) => {
                    let mut rows = sqlx::query_with(sql, sqlite_arguments(params)?).fetch(&mut **tx);
                    while let Some(row) = rows.try_next().await? {
                        each(Row(Inner::Sqlite(row)))?;
                        read += 1;
                    }
                }
                Either::Postgres(tx) => {
                    let mut rows = sqlx::query_with(sql, postgres_arguments(params)?).fetch(&mut **tx);
                    while let Some(row) = rows.try_next().await? {
                        each(Row(Inner::Postgres(row)))?;
                        read += 1;
                    }
                }
            }
            Ok(read)
        }
    }
}

/// The text `($1, $2, …)` for a list of `count` parameters of which the first has number `first`.
///
/// An empty list gives `(NULL)`, which nothing is in. Cut long lists into pieces of about 500: beyond, SQLite spends
/// more time naming the parameters than looking them up.
pub fn in_list(first: usize, count: usize) -> String {
    use std::fmt::Write;
    if count == 0 {
        return "(NULL)".to_owned();
    }
    let mut text = String::with_capacity(count * 5 + 2);
    for number in first..first + count {
        text.push(if number == first { '(' } else { ',' });
        // Writing to a String cannot fail.
        let _ = write!(text, "${number}");
    }
    text.push(')');
    text
}

impl Session {
    pub(crate) async fn execute(&mut self, sql: &str, params: Params<'_>) -> Result<u64> {
        let sql = AssertSqlSafe(sql);
        Ok(match &mut self.transaction {
            Either::Sqlite(tx) => {
                sqlx::query_with(sql, sqlite_arguments(params)?).execute(&mut **tx).await?.rows_affected()
            }
            Either::Postgres(tx) => {
                sqlx::query_with(sql, postgres_arguments(params)?).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// The rows of a statement without parameters, one at a time.
    pub(crate) fn rows(&mut self, sql: String) -> BoxStream<'_, Result<Row>> {
        let sql = AssertSqlSafe(sql);
        match &mut self.transaction {
            Either::Sqlite(tx) => sqlx::query(sql)
                .fetch(&mut **tx)
                .map(|row| row.map(|row| Row(Inner::Sqlite(row))).map_err(crate::Error::from))
                .boxed(),
            Either::Postgres(tx) => sqlx::query(sql)
                .fetch(&mut **tx)
                .map(|row| row.map(|row| Row(Inner::Postgres(row))).map_err(crate::Error::from))
                .boxed(),
        }
    }

    /// Several statements without parameters, as in a migration.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<()> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql));
        match &mut self.transaction {
            Either::Sqlite(tx) => sql.execute(&mut **tx).await.map(drop)?,
            Either::Postgres(tx) => sql.execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<()> {
        match self.transaction {
            Either::Sqlite(tx) => tx.commit().await?,
            Either::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
