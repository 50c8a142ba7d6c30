//! Movements of money, in cents, each with its source.

use store::MigrationSet;

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet { room: "ledger", migrations: &[] };
