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

const PRIVATE: &str = include_str!("../../migrations/0002_private_repositories.sql");
const REASONS: &str = include_str!("../../migrations/0003_reasons_of_runs.sql");

/// The catalogue's migrations, for the binary to run.
pub fn migrations() -> MigrationSet {
    MigrationSet {
        room: "catalogue",
        migrations: &[
            Migration {
                number: 1,
                name: "union catalogue",
                sqlite: include_str!("../../migrations/0001_union_catalogue.sqlite.sql"),
                postgres: include_str!("../../migrations/0001_union_catalogue.postgres.sql"),
            },
            Migration { number: 2, name: "private repositories", sqlite: PRIVATE, postgres: PRIVATE },
            Migration { number: 3, name: "reasons of runs", sqlite: REASONS, postgres: REASONS },
        ],
    }
}
