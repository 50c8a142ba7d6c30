//! Rights, doors, uses and verdicts: may this holder enter, now?

use store::MigrationSet;

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet { room: "access", migrations: &[] };
