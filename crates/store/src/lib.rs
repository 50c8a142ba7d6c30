//! One door to SQLite and PostgreSQL: the same SQL text, the same rows.
