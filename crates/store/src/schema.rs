//! What tables there are, in words both databases share. Backups and the schema test read it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Backend, Error, Query, Result, params};

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `BIGINT` (or `INTEGER`, SQLite's name for its row key).
    Int,
    /// `TEXT`.
    Text,
    /// `BOOLEAN`.
    Bool,
    /// `BYTEA` or `BLOB`.
    Bytes,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ColumnInfo {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// Whether it may be NULL.
    pub nullable: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns, in order.
    pub columns: Vec<ColumnInfo>,
    /// The columns of its primary key, in order.
    pub primary_key: Vec<String>,
    /// The columns of each of its other unique indexes without conditions.
    pub unique: BTreeSet<Vec<String>>,
    /// The tables its foreign keys point to.
    pub references: BTreeSet<String>,
}

/// All tables of the database, by name.
pub async fn tables(query: &mut impl Query) -> Result<BTreeMap<String, Table>> {
    match query.backend() {
        Backend::Sqlite => sqlite(query).await,
        Backend::Postgres => postgres(query).await,
    }
}

/// The tables' names in an order in which those pointed to by foreign keys come before those that point.
pub fn load_order(tables: &BTreeMap<String, Table>) -> Vec<String> {
    fn visit(name: &str, tables: &BTreeMap<String, Table>, seen: &mut BTreeSet<String>, order: &mut Vec<String>) {
        if !seen.insert(name.to_owned()) {
            return;
        }
        if let Some(table) = tables.get(name) {
            for other in &table.references {
                visit(other, tables, seen, order);
            }
            order.push(name.to_owned());
        }
    }
    let (mut seen, mut order) = (BTreeSet::new(), Vec::new());
    for name in tables.keys() {
        visit(name, tables, &mut seen, &mut order);
    }
    order
}

fn kind(declared: &str, table: &str, column: &str) -> Result<Kind> {
    match declared.to_ascii_uppercase().as_str() {
        "BIGINT" | "INTEGER" => Ok(Kind::Int),
        "TEXT" => Ok(Kind::Text),
        "BOOLEAN" => Ok(Kind::Bool),
        "BYTEA" | "BLOB" => Ok(Kind::Bytes),
        other => Err(Error::Schema(format!(
            "{table}.{column} is declared {other}: only BIGINT, TEXT, BOOLEAN and BYTEA/BLOB are the same on both databases"
        ))),
    }
}

async fn sqlite(query: &mut impl Query) -> Result<BTreeMap<String, Table>> {
    let mut tables = BTreeMap::new();
    let names = query
        .all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
            params![],
        )
        .await?;
    for name in names {
        let name: String = name.get(0)?;
        let mut table = Table::default();
        let mut key = Vec::new();
        for row in query
            .all("SELECT name, type, \"notnull\", pk FROM pragma_table_info($1) ORDER BY cid", params![&name])
            .await?
        {
            let column: String = row.get(0)?;
            let declared: String = row.get(1)?;
            let place: i64 = row.get(3)?;
            // An INTEGER PRIMARY KEY is the row's key and never NULL, though SQLite does not say so.
            let row_key = place > 0 && declared.eq_ignore_ascii_case("INTEGER");
            table.columns.push(ColumnInfo {
                kind: kind(&declared, &name, &column)?,
                nullable: row.get::<i64>(2)? == 0 && !row_key,
                name: column.clone(),
            });
            if place > 0 {
                key.push((place, column));
            }
        }
        key.sort();
        table.primary_key = key.into_iter().map(|(_, column)| column).collect();
        for index in query
            .all(
                "SELECT name FROM pragma_index_list($1) WHERE \"unique\" = 1 AND origin <> 'pk' AND partial = 0",
                params![&name],
            )
            .await?
        {
            let columns = query
                .all(
                    "SELECT coalesce(name, '?') FROM pragma_index_info($1) ORDER BY seqno",
                    params![index.get::<String>(0)?],
                )
                .await?;
            table.unique.insert(columns.iter().map(|row| row.get(0)).collect::<Result<_>>()?);
        }
        for row in query.all("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)", params![&name]).await? {
            table.references.insert(row.get(0)?);
        }
        tables.insert(name, table);
    }
    Ok(tables)
}

async fn postgres(query: &mut impl Query) -> Result<BTreeMap<String, Table>> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for row in query
        .all(
            "SELECT c.relname::TEXT, a.attname::TEXT, format_type(a.atttypid, NULL), a.attnotnull
             FROM pg_class c
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
             ORDER BY c.relname, a.attnum",
            params![],
        )
        .await?
    {
        let (table, column): (String, String) = (row.get(0)?, row.get(1)?);
        let kind = kind(row.text(2)?, &table, &column)?;
        let nullable = !row.get::<bool>(3)?;
        tables.entry(table).or_default().columns.push(ColumnInfo { name: column, kind, nullable });
    }
    for row in query
        .all(
            "SELECT c.relname::TEXT, i.indisprimary,
                    (SELECT string_agg(coalesce(a.attname::TEXT, '?'), ',' ORDER BY k.place)
                     FROM unnest(i.indkey::INT[]) WITH ORDINALITY AS k(number, place)
                     LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number)
             FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
             WHERE i.indisunique AND i.indpred IS NULL AND c.relnamespace = current_schema()::regnamespace",
            params![],
        )
        .await?
    {
        let columns: Vec<String> = row.text(2)?.split(',').map(str::to_owned).collect();
        let table = tables.entry(row.get(0)?).or_default();
        if row.get::<bool>(1)? {
            table.primary_key = columns;
        } else {
            table.unique.insert(columns);
        }
    }
    for row in query
        .all(
            "SELECT c.relname::TEXT, f.relname::TEXT FROM pg_constraint k
             JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
             WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace",
            params![],
        )
        .await?
    {
        tables.entry(row.get(0)?).or_default().references.insert(row.get(1)?);
    }
    Ok(tables)
}
