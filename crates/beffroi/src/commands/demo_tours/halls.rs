//! A hall for each small commune of the demonstration, and here and there a church or a café: invented, and said to be.

use std::collections::BTreeMap;

use anyhow::Result;
use programme::tenant;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use store::Write;
use tours::model::Hall;

use super::ACTOR;

/// Halls by commune, by identifier.
pub(super) type Halls = BTreeMap<String, Vec<String>>;

/// Communes at or above this receive nothing: their halls are not asked for.
const CEILING: i64 = 15_000;

/// Declares them.
pub(super) async fn declare(write: &mut Write) -> Result<Halls> {
    let mut chance = StdRng::seed_from_u64(11);
    let mut halls = Halls::new();
    for commune in tenant::communes(write).await? {
        let Some(people) = commune.population_municipal.filter(|people| *people < CEILING) else { continue };
        let postal_code = commune.postal_codes.first().cloned().unwrap_or_default();
        let base = Hall {
            commune: commune.insee.clone(),
            postal_code,
            access: vec!["wheelchair".to_owned()],
            offered: true,
            demo: true,
            ..Hall::default()
        };
        let places = (90 + people / 40 + chance.random_range(0..60)).min(420);
        let main = Hall {
            name: if people > 4_000 { "Espace culturel" } else { "Salle des fêtes" }.to_owned(),
            kind: "ESPACE_POLYVALENT".to_owned(),
            places: Some(places / 10 * 10),
            width_cm: Some(700 + chance.random_range(0..6) * 100),
            depth_cm: Some(600 + chance.random_range(0..5) * 100),
            height_cm: Some(350 + chance.random_range(0..7) * 50),
            power_kw: Some([9, 18, 18, 36][chance.random_range(0..4)]),
            dark: chance.random_bool(0.8),
            level: true,
            address: format!("{} place de la Mairie", chance.random_range(1..30)),
            notes: "Clés à la mairie, déchargement par la cour (démonstration)".to_owned(),
            ..base.clone()
        };
        let mut own = vec![tours::halls::keep(write, &main, &ACTOR).await?];
        if chance.random_bool(0.5) {
            let church = Hall {
                name: "Église".to_owned(),
                kind: "LIEU_DE_CULTE".to_owned(),
                unusual: true,
                places: Some(120 + chance.random_range(0..8) * 10),
                width_cm: Some(700),
                depth_cm: Some(500),
                height_cm: Some(800),
                power_kw: Some(6),
                address: "Parvis de l’église".to_owned(),
                ..base.clone()
            };
            own.push(tours::halls::keep(write, &church, &ACTOR).await?);
        } else if chance.random_bool(0.4) {
            let cafe = Hall {
                name: "Estaminet de la place".to_owned(),
                kind: "CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT".to_owned(),
                unusual: true,
                places: Some(60),
                width_cm: Some(400),
                depth_cm: Some(300),
                height_cm: Some(270),
                power_kw: Some(6),
                dark: true,
                level: true,
                address: "Grand-Place".to_owned(),
                ..base
            };
            own.push(tours::halls::keep(write, &cafe, &ACTOR).await?);
        }
        halls.insert(commune.insee, own);
    }
    Ok(halls)
}
