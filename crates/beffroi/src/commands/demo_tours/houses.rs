//! The demonstration's town halls and touring institutions.

use anyhow::{Context, Result};
use programme::{NewInstitution, institution, tenant};
use store::Write;
use tours::publication::declare_town_hall;

use super::shows::HOUSES;

/// Declares the town hall of each commune, and the fourteen institutions; declared before, they stay as they are.
pub(super) async fn declare(write: &mut Write) -> Result<()> {
    let communes = tenant::communes(write).await?;
    for commune in &communes {
        declare_town_hall(write, commune, false).await?;
    }
    for house in &HOUSES {
        let commune = communes.iter().find(|commune| commune.insee == house.insee);
        let commune = commune.with_context(|| format!("{} is in no commune of the territory", house.name))?;
        let new = NewInstitution {
            kind: house.kind,
            code: house.code,
            name: house.name,
            commune: house.insee,
            address: None,
            postal_code: commune.postal_codes.first().map(String::as_str),
            position: commune.position,
            website: None,
            weekly_minutes: None,
            demo: false,
            source: "lillemetropole.fr/les-belles-sorties, novembre 2026",
        };
        institution::declare(write, &new).await?;
    }
    Ok(())
}
