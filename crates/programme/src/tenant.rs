//! The territory served: one intercommunality and its communes.

use serde::Serialize;
use store::prelude::*;
use territory::{Commune, Epci, PopulationKind, Position};

use crate::{Error, Result, from_columns, to_columns};

/// The territory a database serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tenant {
    /// SIREN of the intercommunality.
    pub siren: String,
    /// Its name.
    pub name: String,
    /// Its legal kind, in French.
    pub kind: String,
    /// Which population rules count with, unless a rule says otherwise.
    pub population: PopulationKind,
    /// Whether the demonstration is installed in it.
    pub demo: bool,
}

/// A commune of the territory.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TenantCommune {
    /// INSEE code.
    pub insee: String,
    /// Name.
    pub name: String,
    /// Postal codes.
    pub postal_codes: Vec<String>,
    /// *Population municipale*, when known.
    pub population_municipal: Option<i64>,
    /// *Population totale*, when known.
    pub population_total: Option<i64>,
    /// A point in it, when known.
    pub position: Option<Position>,
}

impl TenantCommune {
    /// The population of a kind; `None` is unknown, which is not zero.
    pub fn population(&self, kind: PopulationKind) -> Option<i64> {
        match kind {
            PopulationKind::Municipal => self.population_municipal,
            PopulationKind::Total => self.population_total,
        }
    }
}

/// Makes the database serve an intercommunality, or brings its communes up to date when it already does. Communes no
/// longer in it stay, as what was done there does.
///
/// # Errors
/// [`Error::OtherTenant`] when the database serves another.
pub async fn install<'a>(
    write: &mut Write,
    epci: &Epci,
    communes: impl IntoIterator<Item = &'a Commune>,
    demo: bool,
) -> Result<()> {
    write.exclusive("programme.tenant").await?;
    match tenant(write).await? {
        Some(other) if other.siren != epci.siren => {
            return Err(Error::OtherTenant { siren: other.siren, name: other.name });
        }
        Some(_) => {}
        None => set(write, "population", population_code(PopulationKind::default())).await?,
    }
    set(write, "epci.siren", &epci.siren).await?;
    set(write, "epci.name", &epci.name).await?;
    set(write, "epci.kind", epci.kind.french()).await?;
    set(write, "demo", if demo { "yes" } else { "no" }).await?;
    let rows: Vec<[Value<'_>; 7]> = communes
        .into_iter()
        .map(|commune| {
            let (lat, lon) = to_columns(commune.position);
            [
                Value::from(commune.insee.as_str()),
                Value::from(commune.name.as_str()),
                Value::from(commune.postal_codes.join(" ")),
                Value::from(commune.population_municipal),
                Value::from(commune.population_total),
                Value::from(lat),
                Value::from(lon),
            ]
        })
        .collect();
    write
        .insert_many(
            "programme_communes",
            &["insee", "name", "postal_codes", "population_municipal", "population_total", "lat_e6", "lon_e6"],
            rows,
            Some(
                "(insee) DO UPDATE SET name = excluded.name, postal_codes = excluded.postal_codes,
                 population_municipal = excluded.population_municipal, population_total = excluded.population_total,
                 lat_e6 = excluded.lat_e6, lon_e6 = excluded.lon_e6",
            ),
        )
        .await?;
    Ok(())
}

/// The territory served; nothing in a database where none was installed.
pub async fn tenant(query: &mut impl Query) -> Result<Option<Tenant>> {
    let rows = query.all("SELECT name, value FROM programme_settings", params![]).await?;
    let mut settings = std::collections::HashMap::new();
    for row in &rows {
        settings.insert(row.text(0)?, row.text(1)?);
    }
    let of = |name: &str| settings.get(name).map(|value| (*value).to_owned());
    let (Some(siren), Some(name)) = (of("epci.siren"), of("epci.name")) else {
        return Ok(None);
    };
    Ok(Some(Tenant {
        siren,
        name,
        kind: of("epci.kind").unwrap_or_default(),
        population: match of("population").as_deref() {
            Some("total") => PopulationKind::Total,
            _ => PopulationKind::Municipal,
        },
        demo: of("demo").as_deref() == Some("yes"),
    }))
}

/// Chooses which population rules count with.
pub async fn choose_population(write: &mut Write, kind: PopulationKind) -> Result<()> {
    set(write, "population", population_code(kind)).await
}

/// A setting of another room about the territory, such as a public name or a mail address.
pub async fn setting(query: &mut impl Query, name: &str) -> Result<Option<String>> {
    let row = query.optional("SELECT value FROM programme_settings WHERE name = $1", params![name]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Keeps a setting.
pub async fn set(write: &mut Write, name: &str, value: &str) -> Result<()> {
    write
        .execute(
            "INSERT INTO programme_settings (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        )
        .await?;
    Ok(())
}

/// The communes of the territory, by name.
pub async fn communes(query: &mut impl Query) -> Result<Vec<TenantCommune>> {
    let sql = "SELECT insee, name, postal_codes, population_municipal, population_total, lat_e6, lon_e6
               FROM programme_communes ORDER BY name, insee";
    let rows = query.all(sql, params![]).await?;
    rows.iter().map(commune).collect()
}

/// The commune with this INSEE code.
pub async fn commune_by_insee(query: &mut impl Query, insee: &str) -> Result<TenantCommune> {
    let sql = "SELECT insee, name, postal_codes, population_municipal, population_total, lat_e6, lon_e6
               FROM programme_communes WHERE insee = $1";
    commune(&query.one(sql, params![insee]).await?)
}

fn commune(row: &Row) -> Result<TenantCommune> {
    Ok(TenantCommune {
        insee: row.get(0)?,
        name: row.get(1)?,
        postal_codes: row.text(2)?.split_whitespace().map(str::to_owned).collect(),
        population_municipal: row.get(3)?,
        population_total: row.get(4)?,
        position: from_columns(row.get(5)?, row.get(6)?),
    })
}

fn population_code(kind: PopulationKind) -> &'static str {
    match kind {
        PopulationKind::Municipal => "municipal",
        PopulationKind::Total => "total",
    }
}
