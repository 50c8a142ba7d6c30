//! A catalogue to try things on.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use catalogue::import::{ImportOptions, import};
use catalogue::indexing::Indexer;
use catalogue::model::{NewSource, RunReport, Source};
use catalogue::search::Finder;
use catalogue::{CatalogueError, Engine, Registry};
use store::{Db, MigrationSet, Query, params};
use work_search::{Index, Opened};

/// The rooms whose tables the catalogue needs.
pub(crate) fn rooms() -> [MigrationSet; 2] {
    [people::MIGRATIONS, catalogue::migrations()]
}

/// An engine and what it writes to.
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) engine: Engine,
    pub(crate) registry: Registry,
}

impl House {
    /// A house on a migrated database.
    pub(crate) async fn on(db: &Db) -> House {
        let registry = Registry::open(db.clone()).await.expect("a registry");
        House { db: db.clone(), engine: Engine::new(db.clone()), registry }
    }

    /// The files' source of a library, declared when it is not yet.
    pub(crate) async fn source(&self, library: &str) -> Source {
        self.source_in(library, "59350").await
    }

    /// The same, in a commune.
    pub(crate) async fn source_in(&self, library: &str, commune: &str) -> Source {
        let number = self.registry.declare_library(library, library, commune, true).await.expect("a library");
        let new = NewSource { name: "principal".to_owned(), ..NewSource::default() };
        self.registry.declare_source(number, &new).await.expect("a source")
    }

    /// Imports bytes as an ordinary file.
    pub(crate) async fn import(&self, source: &Source, bytes: &[u8]) -> RunReport {
        let report = self.try_import(source, bytes, file("file.mrc")).await.expect("an import");
        assert!(report.counts.balances(), "{:?}", report.counts);
        report
    }

    /// Imports bytes as told.
    pub(crate) async fn try_import(
        &self,
        source: &Source,
        bytes: &[u8],
        options: ImportOptions,
    ) -> Result<RunReport, CatalogueError> {
        import(&self.engine, source, Cursor::new(bytes.to_vec()), options, None).await
    }

    /// Rows of a table.
    pub(crate) async fn rows(&self, table: &str) -> i64 {
        self.number(&format!("SELECT count(*) AS n FROM {table}")).await
    }

    /// The one number, named `n`, that a query gives.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let mut read = self.db.read().await.expect("a reader");
        read.one(sql, params![]).await.expect("a row").get("n").expect("n")
    }

    /// The number of a library's record.
    pub(crate) async fn record(&self, library: &str, local_id: &str) -> i64 {
        let mut read = self.db.read().await.expect("a reader");
        read.one(
            "SELECT r.id AS n FROM catalogue_record r JOIN catalogue_source s ON s.id = r.source \
             JOIN catalogue_library l ON l.number = s.library WHERE l.code = $1 AND r.local_id = $2",
            params![library, local_id],
        )
        .await
        .expect("the record")
        .get("n")
        .expect("n")
    }

    /// Edition and work of each record, by library and local number, as `catalogue clusters` writes them.
    pub(crate) async fn clusters(&self) -> BTreeMap<(String, String), (i64, i64)> {
        let mut csv = Vec::new();
        let lines = catalogue::clusters::write_csv(&self.db, &mut csv).await.expect("clusters");
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let clusters: BTreeMap<_, _> = reader
            .records()
            .map(|line| {
                let line = line.expect("a line");
                let number = |column: usize| line[column].parse().expect("a number");
                ((line[0].to_owned(), line[1].to_owned()), (number(2), number(3)))
            })
            .collect();
        assert_eq!(clusters.len() as u64, lines, "a record has one line");
        clusters
    }

    /// All that must always be true, is; returns the number of records kept, withdrawn ones included.
    pub(crate) async fn sound(&self) -> u64 {
        let checked = catalogue::verify::verify(&self.db).await.expect("verify");
        assert_eq!((checked.damaged, checked.unplaced, checked.misplaced), (0, 0, 0), "{checked:?}");
        let doubles = "SELECT count(*) AS n FROM (SELECT source, local_id FROM catalogue_record \
                       GROUP BY source, local_id HAVING count(*) > 1) d";
        assert_eq!(self.number(doubles).await, 0, "no record is kept twice");
        let torn = "SELECT count(*) AS n FROM (SELECT edition FROM catalogue_placement \
                    GROUP BY edition HAVING count(DISTINCT work) > 1) d";
        assert_eq!(self.number(torn).await, 0, "an edition is in one work");
        checked.records
    }
}

/// A plain import.
pub(crate) fn file(label: &str) -> ImportOptions {
    ImportOptions {
        label: label.to_owned(),
        kind: "import",
        full_load: false,
        confirmed: false,
        bytes_total: None,
        actor: "test".to_owned(),
    }
}

/// A full load: what it does not hold is withdrawn.
pub(crate) fn full(label: &str) -> ImportOptions {
    ImportOptions { full_load: true, ..file(label) }
}

/// The index beside a database, and what feeds it.
pub(crate) struct Shelf {
    pub(crate) index: Arc<Index>,
    pub(crate) opened: Opened,
    pub(crate) indexer: Indexer,
    pub(crate) finder: Finder,
}

impl Shelf {
    /// Opens the index of a directory.
    pub(crate) fn open(house: &House, directory: &Path) -> Shelf {
        let (index, opened) = Index::open_or_create(directory).expect("an index");
        let index = Arc::new(index);
        let indexer = Indexer::new(house.db.clone(), Arc::clone(&index), 15_000_000).expect("the writer");
        let finder = Finder::new(Arc::clone(&index), house.registry.clone(), BTreeMap::new());
        Shelf { index, opened, indexer, finder }
    }

    /// Reads all changes; returns how many works were indexed.
    pub(crate) async fn catch_up(&mut self) -> u64 {
        self.indexer.catch_up(|_| ()).await.expect("the index catches up")
    }
}

/// The parameters of an address.
pub(crate) fn asked(pairs: &[(&str, &str)]) -> catalogue::search::SearchParams {
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    catalogue::search::SearchParams::from_pairs(&pairs)
}
