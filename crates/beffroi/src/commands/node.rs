//! What a process of Beffroi opens: database, catalogue, index.

use std::sync::Arc;

use anyhow::{Context, Result};
use catalogue::indexing::Indexer;
use catalogue::{Engine, Registry};
use store::{Db, Options};
use work_search::{Index, Opened};

use crate::config::Config;

/// The rooms of one process.
#[derive(Clone)]
pub(crate) struct Node {
    pub(crate) engine: Engine,
    pub(crate) catalogue: Registry,
    pub(crate) index: Arc<Index>,
}

impl Node {
    /// Opens for serving: modest caches.
    pub(crate) async fn open(config: &Config) -> Result<Node> {
        Node::with(config, Options::default()).await
    }

    /// Opens for a command that writes much.
    pub(crate) async fn open_for_bulk(config: &Config) -> Result<Node> {
        Node::with(config, Options::bulk_import()).await
    }

    async fn with(config: &Config, options: Options) -> Result<Node> {
        let db = open_database(config, options).await?;
        let catalogue = Registry::open(db.clone()).await?;
        let (index, opened) = Index::open_or_create(&config.index())
            .with_context(|| format!("the search index in {} can't be used", config.index().display()))?;
        if let Opened::SetAside { reason, at } = opened {
            tracing::warn!(reason, at = %at.display(), "the search index was set aside and is rebuilt from the database");
        }
        Ok(Node { engine: Engine::new(db), catalogue, index: Arc::new(index) })
    }

    /// Whether nothing was ever installed here, or the demonstration's installation was cut short.
    pub(crate) async fn is_empty(&self) -> Result<bool> {
        let mut read = self.engine.db().read().await?;
        Ok(match programme::tenant::tenant(&mut read).await? {
            None => true,
            Some(tenant) => tenant.demo && programme::tenant::setting(&mut read, "demo.installed").await?.is_none(),
        })
    }

    /// Whether this is the demonstration.
    pub(crate) async fn is_demo(&self) -> Result<bool> {
        let mut read = self.engine.db().read().await?;
        Ok(programme::tenant::tenant(&mut read).await?.is_some_and(|tenant| tenant.demo))
    }

    /// The index's writer, unless another process has it.
    pub(crate) fn indexer(&self, heap_bytes: usize) -> Result<Option<Indexer>> {
        match Indexer::new(self.engine.db().clone(), Arc::clone(&self.index), heap_bytes) {
            Ok(indexer) => Ok(Some(indexer)),
            Err(error) if error.is_index_in_use() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Opens the database and brings every room's tables up to date.
pub(crate) async fn open_database(config: &Config, options: Options) -> Result<Db> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the data folder {} could not be made", config.data.display()))?;
    let db = Db::open(&config.database, options).await.context("the database could not be opened")?;
    db.migrate(&migrations()).await.context("the database could not be brought up to date")?;
    Ok(db)
}

/// The tables of every room, those others refer to first.
pub(crate) fn migrations() -> Vec<store::MigrationSet> {
    vec![
        people::MIGRATIONS,
        programme::MIGRATIONS,
        access::MIGRATIONS,
        ledger::MIGRATIONS,
        mail::MIGRATIONS,
        catalogue::migrations(),
        library_card::MIGRATIONS,
        mediatheque::MIGRATIONS,
        usage::MIGRATIONS,
        payment::MIGRATIONS,
        regie::MIGRATIONS,
        gate::MIGRATIONS,
        museum_pass::MIGRATIONS,
        pass_accounts::MIGRATIONS,
        tours::MIGRATIONS,
        box_office::MIGRATIONS,
        library_systems::MIGRATIONS,
        sip2_server::MIGRATIONS,
        sign_on::MIGRATIONS,
    ]
}
