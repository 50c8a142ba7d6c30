//! What the planner is given of an edition.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use programme::{PerformanceState, Position, institution, performance, tenant};
use store::prelude::*;
use tour_planner::{CrewRules, Instance, Point};

use super::{dates, editions, halls, proposals, wishes};
use crate::Result;
use crate::accounts::history;
use crate::model::{Edition, Eligibility, Hall, Proposal, Wish, sectors};

/// The communes with their standing in an edition, and the sector of each, by name of commune.
pub async fn territory(
    query: &mut impl Query,
    edition: &Edition,
) -> Result<(Vec<Eligibility>, BTreeMap<String, String>)> {
    let communes = tenant::communes(query).await?;
    let by_hand = editions::sectors_by_hand(query).await?;
    let count = usize::try_from(edition.sectors).unwrap_or(1);
    let sectors = sectors(&communes, count, &by_hand);
    Ok((communes.into_iter().map(|one| Eligibility::of(one, edition)).collect(), sectors))
}

/// In which editions each commune received, by its INSEE code, as the edition's year. Dates cancelled do not
/// count; years imported do.
pub async fn served_years(query: &mut impl Query) -> Result<BTreeMap<String, BTreeSet<i64>>> {
    let mut served: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for date in dates::all(query).await? {
        let played = performance::by_item(query, &date.item).await?;
        if let (PerformanceState::Announced, Ok(year)) = (played.state, date.edition.parse()) {
            served.entry(date.commune).or_default().insert(year);
        }
    }
    for (commune, year) in history::served_years(query).await? {
        served.entry(commune).or_default().insert(year);
    }
    Ok(served)
}

/// The parallel distances are measured at: that of the territory, to a tenth of a degree.
const PARALLEL: f64 = 50.6;

/// What hall and show call a way in without a stair, among the planner's codes of access.
const LEVEL: &str = "level";

/// What the planner is given of an edition: proposals kept, and the lists sent by communes that may receive. Shows have their
/// proposals' identifiers for codes, communes their INSEE codes, halls their identifiers. Nothing is pinned nor forbidden.
///
/// The draw between equals starts from the series and the instant the call to communes closed: both public before, and
/// neither changes once the lists are in.
pub async fn planning_input(query: &mut impl Query, edition: &str) -> Result<Instance> {
    let edition = editions::by_code(query, edition).await?;
    let (communes, sectors) = territory(query, &edition).await?;
    let served = served_years(query).await?;
    let middle = middle(&communes);
    let at = |position: Option<Position>| {
        let position = position.unwrap_or(middle);
        Point::from_degrees(position.lat, position.lon, PARALLEL)
    };
    let mut shows = Vec::new();
    for one in proposals::accepted(query, &edition.code).await? {
        let house = institution::by_id(query, &one.institution).await?;
        let home = communes.iter().find(|known| known.commune.insee == house.commune);
        let from = house.place.position.or(home.and_then(|home| home.commune.position));
        shows.push(planned_show(&one, &edition, at(from)));
    }
    let mut asking = Vec::new();
    for list in wishes::of_edition(query, &edition.code).await?.into_iter().filter(|list| list.sent) {
        let known = communes.iter().find(|known| known.commune.insee == list.commune && known.is_eligible());
        let Some(commune) = known.map(|known| &known.commune) else { continue };
        let days = list.days.listed(edition.first_day, edition.last_day);
        let mut own = Vec::new();
        for hall in &list.halls {
            let hall = halls::by_id(query, hall).await?;
            if hall.offered {
                own.push(planned_hall(&hall, days.clone()));
            }
        }
        let playable = |wish: &Wish| {
            // A wish for one hall is not met in another: without that hall it is no wish. The others keep their ranks.
            let housed = wish.hall.as_ref().is_none_or(|hall| own.iter().any(|one| one.code == *hall));
            housed && shows.iter().any(|show| show.code == wish.proposal)
        };
        let wishes: Vec<tour_planner::Wish> = (1_u32..)
            .zip(&list.wishes)
            .filter(|(_, wish)| playable(wish))
            .map(|(rank, wish)| tour_planner::Wish {
                show: wish.proposal.clone(),
                rank,
                halls: wish.hall.iter().cloned().collect(),
            })
            .collect();
        asking.push(tour_planner::Commune {
            code: commune.insee.clone(),
            name: commune.name.clone(),
            territory: sectors.get(&commune.insee).cloned().unwrap_or_else(|| commune.insee.clone()),
            at: at(commune.position),
            served: served
                .get(&commune.insee)
                .into_iter()
                .flatten()
                .filter_map(|year| i16::try_from(*year).ok())
                .collect(),
            wishes,
            halls: own,
        });
    }
    Ok(Instance {
        title: edition.title.clone(),
        year: edition.code.parse().unwrap_or_else(|_| edition.first_day.year()),
        seed: format!("{}:{}", edition.series, edition.wishes_until),
        budget_cents: edition.budget,
        crews: CrewRules {
            next_day_km: edition.crew_km,
            days_in_a_row: edition.crew_days.and_then(|days| u32::try_from(days).ok()),
        },
        shows,
        communes: asking,
        pins: Vec::new(),
        forbids: Vec::new(),
    })
}

/// The middle of the communes whose point is known: where something stands that nobody placed.
fn middle(communes: &[Eligibility]) -> Position {
    let known: Vec<Position> = communes.iter().filter_map(|one| one.commune.position).collect();
    let count = known.len().max(1) as f64;
    Position {
        lat: known.iter().map(|at| at.lat).sum::<f64>() / count,
        lon: known.iter().map(|at| at.lon).sum::<f64>() / count,
    }
}

fn planned_show(one: &Proposal, edition: &Edition, from: Point) -> tour_planner::Show {
    let needs = &one.needs;
    tour_planner::Show {
        code: one.id.clone(),
        title: one.title.clone(),
        institution: one.institution.clone(),
        crew: String::new(),
        from,
        performances: u32::try_from(one.performances).unwrap_or(0),
        cost_cents: one.cost.unwrap_or(0),
        days: one.days.listed(edition.first_day, edition.last_day),
        needs: tour_planner::Needs {
            width_cm: needs.width_cm,
            depth_cm: needs.depth_cm,
            height_cm: needs.height_cm,
            power_w: needs.power_kw.map(|kw| kw * 1000),
            seats: None,
            dark: needs.dark,
            access: if needs.level { vec![LEVEL.to_owned()] } else { Vec::new() },
            unusual_places: needs.unusual,
        },
    }
}

fn planned_hall(hall: &Hall, days: Vec<Date>) -> tour_planner::Hall {
    let level = hall.level.then(|| LEVEL.to_owned());
    tour_planner::Hall {
        code: hall.id.clone(),
        name: hall.name.clone(),
        width_cm: hall.width_cm,
        depth_cm: hall.depth_cm,
        height_cm: hall.height_cm,
        power_w: hall.power_kw.map(|kw| kw * 1000),
        seats: hall.places,
        dark: Some(hall.dark),
        access: hall.access.iter().cloned().chain(level).collect(),
        unusual: hall.unusual,
        days,
    }
}
