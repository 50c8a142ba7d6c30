//! The one place where the office starts a harvest.

use crate::error::CatalogueError;
use crate::import::Engine;
use crate::model::Source;

/// Harvests a source from where its last harvest stopped; the run's report says how it went.
pub(crate) async fn harvest(engine: &Engine, source: &Source, actor: &str) -> Result<(), CatalogueError> {
    crate::harvesting::harvest(engine, source, false, actor).await?;
    Ok(())
}
