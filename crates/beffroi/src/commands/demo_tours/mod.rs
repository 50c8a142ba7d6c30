//! The demonstration's touring programme: one edition published, whose performances are sold; the next one called, with what
//! institutions proposed and communes wished, waiting for its plan. All by the verbs the office uses.

mod editions;
mod halls;
mod history;
mod houses;
mod sales;
mod shows;

use anyhow::Result;
use people::{Actor, People};
use programme::tenant;
use store::Db;

const ACTOR: Actor = Actor::System("demonstration");

/// Installs it, once [`declare`] was called; what was installed before is left as it is.
pub(crate) async fn install(db: &Db, people: &People) -> Result<()> {
    if tenant::setting(&mut db.read().await?, "demo.tours").await?.is_some() {
        return Ok(());
    }
    let mut write = db.write().await?;
    let halls = halls::declare(&mut write).await?;
    let year = i64::from(write.clock().now().to_zoned(access::local_zone()).year());
    history::import(&mut write, &halls, year).await?;
    editions::published(&mut write, &halls).await?;
    editions::called(&mut write, &halls).await?;
    tenant::set(&mut write, "demo.tours", "yes").await?;
    write.commit().await?;
    sales::open(db, people).await
}

/// Institutions are declared before accounts, which are given over them.
pub(crate) async fn declare(db: &Db) -> Result<()> {
    let mut write = db.write().await?;
    houses::declare(&mut write).await?;
    write.commit().await?;
    Ok(())
}
