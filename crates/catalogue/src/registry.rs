//! Libraries and sources: who sends records, and how.

use std::sync::Arc;
use std::sync::RwLock;

use store::{Db, Query, params};

use crate::error::CatalogueError;
use crate::model::{Library, NewSource, RunReport, Source};
use crate::store::runs::SetAside;
use crate::store::{libraries, runs, sources};

/// The network's libraries, with a copy in memory for pages that name them by number.
#[derive(Clone)]
pub struct Registry {
    db: Db,
    known: Arc<RwLock<Arc<Vec<Library>>>>,
}

impl Registry {
    /// Reads the libraries of a migrated database.
    pub async fn open(db: Db) -> Result<Registry, CatalogueError> {
        let registry = Registry { db, known: Arc::default() };
        registry.refresh().await?;
        Ok(registry)
    }

    /// Reads the libraries again (another process may have declared one).
    pub async fn refresh(&self) -> Result<(), CatalogueError> {
        let mut read = self.db.read().await?;
        let all = Arc::new(libraries::all(&mut read).await?);
        if let Ok(mut known) = self.known.write() {
            *known = all;
        }
        Ok(())
    }

    /// All libraries by number, as of the last refresh.
    pub fn libraries(&self) -> Arc<Vec<Library>> {
        self.known.read().map(|known| Arc::clone(&known)).unwrap_or_default()
    }

    /// Whether a library is only online: it has no commune, no shelf and no dot on the map.
    pub fn is_online(&self, number: u16) -> bool {
        self.libraries().iter().any(|library| library.number == number && library.is_online())
    }

    /// A library by its code.
    pub async fn library(&self, code: &str) -> Result<Option<Library>, CatalogueError> {
        let mut read = self.db.read().await?;
        Ok(libraries::by_code(&mut read, code).await?)
    }

    /// Declares a library, or brings its name and commune up to date; returns its number.
    pub async fn declare_library(
        &self,
        code: &str,
        name: &str,
        commune: &str,
        demo: bool,
    ) -> Result<u16, CatalogueError> {
        let mut write = self.db.write().await?;
        let number = libraries::declare(&mut write, code, name, commune, demo).await?;
        write.commit().await?;
        self.refresh().await?;
        Ok(number)
    }

    /// Declares several libraries at once: (code, name, commune, demo).
    pub async fn declare_libraries<'a>(
        &self,
        new: impl IntoIterator<Item = (&'a str, &'a str, &'a str, bool)>,
    ) -> Result<(), CatalogueError> {
        let mut write = self.db.write().await?;
        for (code, name, commune, demo) in new {
            libraries::declare(&mut write, code, name, commune, demo).await?;
        }
        write.commit().await?;
        self.refresh().await
    }

    /// Declares a source, or brings its settings up to date.
    pub async fn declare_source(&self, library: u16, new: &NewSource) -> Result<Source, CatalogueError> {
        let mut write = self.db.write().await?;
        let id = sources::declare(&mut write, library, new).await?;
        let source = sources::by_id(&mut write, id).await?;
        write.commit().await?;
        source.ok_or_else(|| CatalogueError::UnknownSource {
            library: library.to_string(),
            source_name: new.name.clone(),
        })
    }

    /// A source of a library by its name.
    pub async fn source(&self, library: u16, name: &str) -> Result<Option<Source>, CatalogueError> {
        let mut read = self.db.read().await?;
        Ok(sources::by_name(&mut read, library, name).await?)
    }

    /// A source by its number.
    pub async fn source_by_id(&self, id: i64) -> Result<Option<Source>, CatalogueError> {
        let mut read = self.db.read().await?;
        Ok(sources::by_id(&mut read, id).await?)
    }

    /// All sources, by library.
    pub async fn sources(&self) -> Result<Vec<Source>, CatalogueError> {
        let mut read = self.db.read().await?;
        Ok(sources::all(&mut read).await?)
    }

    /// Libraries with the number of live records each sends.
    pub async fn libraries_with_counts(&self) -> Result<Vec<(Library, i64)>, CatalogueError> {
        let mut read = self.db.read().await?;
        let all = libraries::all(&mut read).await?;
        let mut counted = Vec::with_capacity(all.len());
        let rows = read
            .all(
                "SELECT s.library, count(*) AS n FROM catalogue_record r JOIN catalogue_source s ON s.id = r.source \
                 WHERE NOT r.deleted GROUP BY s.library",
                params![],
            )
            .await?;
        let mut counts = std::collections::BTreeMap::new();
        for row in rows {
            counts.insert(row.get::<i64>("library")?, row.get::<i64>("n")?);
        }
        for library in all {
            let count = counts.get(&i64::from(library.number)).copied().unwrap_or(0);
            counted.push((library, count));
        }
        Ok(counted)
    }

    /// A run.
    pub async fn run(&self, id: i64) -> Result<Option<RunReport>, CatalogueError> {
        let mut read = self.db.read().await?;
        Ok(runs::by_id(&mut read, id).await?)
    }

    /// The latest runs, newest first; of one source, or of all.
    pub async fn latest_runs(&self, source: Option<i64>, limit: i64) -> Result<Vec<RunReport>, CatalogueError> {
        let mut read = self.db.read().await?;
        Ok(runs::latest(&mut read, source, limit).await?)
    }

    /// What a run set aside, bytes and reasons.
    pub async fn set_aside(&self, run: i64) -> Result<Vec<SetAside>, CatalogueError> {
        let mut read = self.db.read().await?;
        Ok(runs::set_aside_of(&mut read, run).await?)
    }
}
