//! The catalogue's tables; nothing else touches them.

pub(crate) mod counters;
pub(crate) mod decisions;
pub(crate) mod feed;
pub(crate) mod libraries;
pub(crate) mod placements;
pub(crate) mod records;
pub(crate) mod runs;
pub(crate) mod sources;

use store::{Migration, MigrationSet};

/// The catalogue's migrations, for the binary to run.
pub fn migrations() -> MigrationSet {
    MigrationSet {
        room: "catalogue",
        migrations: &[Migration {
            number: 1,
            name: "union catalogue",
            sqlite: include_str!("../../migrations/0001_union_catalogue.sqlite.sql"),
            postgres: include_str!("../../migrations/0001_union_catalogue.postgres.sql"),
        }],
    }
}
