//! A stage to try the box office on: one seller, performances on sale, a key for its API. For benches and tests.

use anyhow::{Context, Result};
use box_office::model::{SaleState, TariffKind};
use box_office::sale::{self, NewTariff, Setup};
use jiff::{Timestamp, ToSpan};
use ledger::Cents;
use people::Actor;
use programme::performance::{self, Performance, PerformanceState};
use programme::show::{self, Genre, Show};
use programme::{InstitutionKind, NewInstitution, institution};
use store::Db;

/// What is to be sold.
#[derive(Debug, Clone)]
pub struct Wished {
    /// How many performances.
    pub performances: usize,
    /// Places of each.
    pub places: i64,
    /// Places of one order at most.
    pub most_per_order: i64,
    /// Whether the queue stands before them.
    pub queue: bool,
    /// From when they are sold online.
    pub opens_at: Timestamp,
    /// In how many hours the first begins; the others follow a day apart.
    pub starts_in: i64,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The institution that sells.
    pub seller: String,
    /// Its key for the API.
    pub key: String,
    /// The performances.
    pub items: Vec<String>,
    /// The full price's identifier, of each performance: 5 €.
    pub tariffs: Vec<String>,
}

/// Makes it on an empty database, which is migrated first.
///
/// # Errors
/// The database, or one that is not empty.
pub async fn set(db: &Db, wished: &Wished) -> Result<Stage> {
    db.migrate(&crate::commands::node::migrations()).await?;
    let france = territory::France::load();
    let epci = france.epci("200093201").context("the Métropole is shipped")?;
    let mut write = db.write().await?;
    programme::tenant::install(&mut write, epci, france.communes_of(&epci.siren), true).await?;
    let seller = declare(&mut write, InstitutionKind::Stage, "scene-du-banc", "La Scène du banc", "59350").await?;
    let host =
        declare(&mut write, InstitutionKind::TownHall, "mairie-de-bondues", "Mairie de Bondues", "59090").await?;
    let show = Show {
        id: String::new(),
        institution: seller.clone(),
        title: "La Nuit des mesures".into(),
        genre: Genre::Theatre,
        credits: String::new(),
        summary: String::new(),
        audience: String::new(),
        mediation: String::new(),
        minutes: Some(70),
        age_from: None,
        artists: Some(4),
        image: None,
        demo: true,
    };
    let show = show::keep(&mut write, &show).await?;
    let zone = access::local_zone();
    let actor = Actor::System("stage");
    let (mut items, mut tariffs) = (Vec::new(), Vec::new());
    for number in 0..wished.performances {
        let starts_at = db.clock().now() + (wished.starts_in + 24 * number as i64).hours();
        let played = Performance {
            item: String::new(),
            show: show.clone(),
            series: "banc-2026".into(),
            host: host.clone(),
            seller: Some(seller.clone()),
            licence: Some("PLATESV-D-2026-000001".into()),
            place_name: format!("Salle {}", number + 1),
            place_kind: "ESPACE_POLYVALENT".into(),
            address: String::new(),
            postal_code: "59910".into(),
            commune: "59090".into(),
            position: None,
            starts_at,
            doors_at: None,
            places: Some(wished.places),
            price_cap: Some(500),
            access: Vec::new(),
            state: PerformanceState::Announced,
            told: String::new(),
            changed_at: starts_at,
        };
        let item = performance::announce(&mut write, &played, &zone).await?;
        let setup = Setup {
            opens_at: Some(wished.opens_at),
            closes_at: starts_at,
            online_until: starts_at,
            capacity: wished.places,
            numbered: false,
            most_per_order: wished.most_per_order,
            waiting_list: false,
            queue: wished.queue,
            cancel_hours: 48,
            pay_later: true,
        };
        sale::set_up(&mut write, &item, &setup, &actor).await?;
        let full = NewTariff {
            code: "plein".into(),
            label: ["Plein tarif".into(), "Vol tarief".into(), "Full price".into()],
            price: Cents(500),
            category: "Placement libre".into(),
            kind: TariffKind::Full,
            condition: String::new(),
            online: true,
            desk: true,
        };
        let kept = sale::set_tariffs(&mut write, &item, &[full], &actor).await?;
        sale::set_state(&mut write, &item, SaleState::Open, &actor).await?;
        tariffs.push(kept.first().context("a tariff was kept")?.id.clone());
        items.push(item);
    }
    let (_, key) = box_office::keys::make(&mut write, &seller, "banc", &actor).await?;
    write.commit().await?;
    Ok(Stage { seller, key, items, tariffs })
}

async fn declare(
    write: &mut store::Write,
    kind: InstitutionKind,
    code: &str,
    name: &str,
    commune: &str,
) -> Result<String> {
    let new = NewInstitution {
        kind,
        code,
        name,
        commune,
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: true,
        source: "stage",
    };
    Ok(institution::declare(write, &new).await?)
}
