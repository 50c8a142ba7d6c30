//! The online library among the others: its institution, and what its shelf holds as records of the union catalogue, so
//! that search, grouping and feeds find it like any library's. Composed here, for wings do not import one another.

use anyhow::{Context, Result};
use catalogue::import::{ImportOptions, import};
use catalogue::model::{NewSource, ONLINE_LIBRARY};
use programme::{InstitutionKind, NewInstitution, institution, tenant};
use sha2::{Digest, Sha256};
use shell::Lang;
use store::Db;

use crate::commands::node::Node;

/// The setting that remembers what was last imported, so that nothing is imported again.
const DIGEST: &str = "online_library.digest";

/// The institution that offers the online library, declared when it is not there; none before a territory is chosen.
pub(crate) async fn institution(db: &Db, name: &str) -> Result<Option<String>> {
    let mut read = db.read().await?;
    match institution::by_code(&mut read, ONLINE_LIBRARY).await {
        Ok(known) => return Ok(Some(known.id)),
        Err(programme::Error::NotFound) => {}
        Err(other) => return Err(other.into()),
    }
    let Some(tenant) = tenant::tenant(&mut read).await? else { return Ok(None) };
    // Its seat is the most peopled commune's: it has to be somewhere on paper.
    let communes = tenant::communes(&mut read).await?;
    let seat =
        communes.iter().max_by_key(|commune| commune.population_municipal).context("the territory has no commune")?;
    drop(read);
    let mut write = db.write().await?;
    let new = NewInstitution {
        kind: InstitutionKind::Other,
        code: ONLINE_LIBRARY,
        name,
        commune: &seat.insee,
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: tenant.demo,
        source: "Beffroi",
    };
    institution::declare(&mut write, &new).await?;
    let id = institution::by_code(&mut write, ONLINE_LIBRARY).await?.id;
    write.commit().await?;
    Ok(Some(id))
}

/// The online library's name, in the territory's language.
pub(crate) fn name(frame: &shell::Frame) -> String {
    frame.messages().text(Lang::Fr, "mediatheque-home-title")
}

/// Brings the catalogue up to date with the shelf, when the shelf changed. Gives whether it did.
pub(crate) async fn follow(node: &Node, public_url: &str, name: &str) -> Result<bool> {
    let db = node.engine.db();
    let records = mediatheque::records::records(db, public_url).await?;
    let digest: String = Sha256::digest(&records).iter().map(|byte| format!("{byte:02x}")).collect();
    let known = tenant::setting(&mut db.read().await?, DIGEST).await?;
    if known.as_deref() == Some(digest.as_str()) {
        return Ok(false);
    }
    let number = node.catalogue.declare_library(ONLINE_LIBRARY, name, "", false).await?;
    let source = node
        .catalogue
        .declare_source(number, &NewSource { name: "etagere".to_owned(), ..NewSource::default() })
        .await?;
    let options = ImportOptions {
        label: "mediatheque".to_owned(),
        kind: "import",
        // The shelf is all there is: what left it leaves the catalogue, and nobody is asked.
        full_load: true,
        confirmed: true,
        bytes_total: Some(records.len() as u64),
        actor: "mediatheque".to_owned(),
    };
    import(&node.engine, &source, std::io::Cursor::new(records), options, None).await?;
    let mut write = db.write().await?;
    tenant::set(&mut write, DIGEST, &digest).await?;
    write.commit().await?;
    Ok(true)
}
