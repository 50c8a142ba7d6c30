//! Two editions: one whose season runs, one whose calls are open.

use anyhow::{Context, Result};
use jiff::civil::{Date, Time, time};
use jiff::{Timestamp, ToSpan};
use programme::{PopulationKind, institution};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use store::Write;
use tour_planner::Limits;
use tours::By;
use tours::edition::{self, Step};
use tours::model::edition::FIGURES_IN_FORCE;
use tours::model::{Contact, Days, Edition, Needs, Proposal, Wish, WishList};
use tours::publication::{Planned, publish};
use tours::{proposals, wishes};

use super::ACTOR;
use super::halls::Halls;
use super::shows::{Played, SHOWS};

fn today(write: &Write) -> Date {
    write.clock().now().to_zoned(access::local_zone()).date()
}

fn midnight(day: Date) -> Result<Timestamp> {
    Ok(day.to_zoned(access::local_zone())?.timestamp())
}

/// An edition whose calendar is told in days from today.
fn edition(write: &Write, code: i16, first: i64, last: i64, steps: [i64; 7]) -> Result<Edition> {
    let day = |ahead: i64| Ok::<_, anyhow::Error>(today(write).checked_add(ahead.days())?);
    let at = |ahead: i64| midnight(day(ahead)?);
    Ok(Edition {
        code: code.to_string(),
        series: String::new(),
        title: format!("Les Belles Sorties {code}"),
        first_day: day(first)?,
        last_day: day(last)?,
        proposals_from: at(steps[0])?,
        proposals_until: at(steps[1])?,
        wishes_from: at(steps[2])?,
        wishes_until: at(steps[3])?,
        arbitration_until: at(steps[4])?,
        publication_at: at(steps[5])?,
        sales_at: at(steps[6])?,
        ceiling: 15_000,
        population: PopulationKind::Municipal,
        figures_on: FIGURES_IN_FORCE,
        price_cap: 500,
        budget: Some(34_000_000),
        wishes_most: 5,
        crew_km: Some(40),
        crew_days: Some(3),
        sectors: 8,
        called_at: None,
        published_at: None,
        closed_at: None,
        demo: true,
    })
}

/// The edition whose season runs: planned by the planner, published.
pub(super) async fn published(write: &mut Write, halls: &Halls) -> Result<()> {
    let year = today(write).year();
    // Its first day is in the year before when this one has hardly begun.
    let begun = i64::from(today(write).day_of_year() - 1).min(60);
    let new = edition(write, year, -begun, 200, [-300, -240, -230, -180, -150, -120, -100])?;
    let new = edition::open(write, &new, &ACTOR).await?;
    edition::take(write, &new.code, Step::Call, &ACTOR).await?;
    // What was played before today is history, imported; what is left of the season is sold.
    let days = Days::between(today(write).checked_add(6.days())?, new.last_day);
    let shows = propose(write, &new, &days).await?;
    wish(write, &new, &shows, halls, &days, 5).await?;
    let instance = tours::store::planning_input(write, &new.code).await?;
    let outcome = tour_planner::plan(&instance, &Limits::default()).context("the demonstration can't be planned")?;
    let planned: Vec<Planned> = outcome
        .plan
        .performances
        .into_iter()
        .map(|one| Planned { commune: one.commune, proposal: one.show, hall: one.hall, day: one.day })
        .collect();
    publish(write, &new.code, &planned, &ACTOR, &access::local_zone()).await?;
    Ok(())
}

/// The edition whose calls are open: most have answered, not all.
pub(super) async fn called(write: &mut Write, halls: &Halls) -> Result<()> {
    let next = today(write).year() + 1;
    let new = edition(write, next, 0, 420, [-60, 20, -20, 40, 70, 90, 110])?;
    let new = edition::open(write, &new, &ACTOR).await?;
    edition::take(write, &new.code, Step::Call, &ACTOR).await?;
    let days = Days::between(today(write).checked_add(120.days())?, new.last_day);
    let shows = propose(write, &new, &days).await?;
    wish(write, &new, &shows, halls, &days, 17).await
}

/// Each institution's show, kept by the métropole. Gives the proposals.
async fn propose(write: &mut Write, edition: &Edition, days: &Days) -> Result<Vec<String>> {
    let mut kept = Vec::new();
    for (at, show) in SHOWS.iter().enumerate() {
        let house = institution::by_code(write, show.house).await?;
        let new = proposal(edition, &house.id, at, show, days);
        let id = proposals::save(write, &new, By::Programme, &ACTOR).await?;
        proposals::send(write, &id, By::Programme, &ACTOR).await?;
        proposals::decide(write, &id, true, "", &ACTOR).await?;
        kept.push(id);
    }
    Ok(kept)
}

fn proposal(edition: &Edition, institution: &str, at: usize, show: &Played, days: &Days) -> Proposal {
    let (width, depth, height, power, dark) = show.stage;
    Proposal {
        credits: show.credits.to_owned(),
        summary: show.summary.to_owned(),
        mediation: show.mediation.to_owned(),
        minutes: Some(show.minutes),
        age_from: show.age,
        artists: Some(show.artists),
        needs: Needs {
            width_cm: Some(width),
            depth_cm: Some(depth),
            height_cm: Some(height),
            power_kw: Some(power),
            dark,
            unusual: power <= 6,
            get_in_minutes: Some(60 + 30 * (show.artists.min(8))),
            ..Needs::default()
        },
        days: days.clone(),
        performances: show.dates,
        cost: Some(show.cost * 100),
        // Invented: the last numbers of a year, which the register never came near.
        licence: format!("PLATESV-D-{}-{}", edition.first_day.year() - 1, 999_000 + at),
        contact: Contact { email: format!("{}@demo.example", show.house), lang: "fr".to_owned() },
        demo: true,
        ..Proposal::draft(&edition.code, institution, show.title, show.genre)
    }
}

/// Most small communes wish for some of the shows.
async fn wish(
    write: &mut Write,
    edition: &Edition,
    shows: &[String],
    halls: &Halls,
    days: &Days,
    seed: u64,
) -> Result<()> {
    let mut chance = StdRng::seed_from_u64(seed);
    for (insee, own) in halls {
        // Wambrechies, whose account the demonstration lends, has not answered the open call yet.
        let silent = chance.random_bool(0.12) || (seed != 5 && insee == "59636");
        if silent {
            continue;
        }
        let mut wished: Vec<&String> = shows.iter().collect();
        wished.shuffle(&mut chance);
        let count = chance.random_range(2..=5);
        let begins: Time = [time(20, 0, 0, 0), time(19, 30, 0, 0), time(18, 0, 0, 0)][chance.random_range(0..3)];
        let list = WishList {
            wishes: wished[..count].iter().map(|one| Wish { proposal: (*one).clone(), hall: None }).collect(),
            halls: own.clone(),
            days: weekends(days, &mut chance),
            hour: Some(begins),
            contact: Contact { email: format!("mairie-{insee}@demo.example"), lang: "fr".to_owned() },
            ..WishList::empty(&edition.code, insee)
        };
        wishes::save(write, &list, By::Programme, &ACTOR).await?;
        wishes::send(write, &edition.code, insee, By::Programme, &ACTOR).await?;
    }
    Ok(())
}

/// A commune's days: Fridays, Saturdays and for some Sundays, of two fortnights or so; the hall is taken otherwise.
fn weekends(days: &Days, chance: &mut StdRng) -> Days {
    use jiff::civil::Weekday::{Friday, Saturday, Sunday};
    let Some((first, last)) = days.periods.first().copied() else { return days.clone() };
    let length = first.until(last).map_or(0, |span| span.get_days()).max(30);
    let mut periods = Vec::new();
    for _ in 0..2 {
        let begins = first.saturating_add(i64::from(chance.random_range(0..length - 16)).days());
        periods.push((begins, begins.saturating_add(17.days()).min(last)));
    }
    let own = Days { periods, ..Days::default() };
    if chance.random_bool(0.5) { own.on(&[Friday, Saturday]) } else { own.on(&[Friday, Saturday, Sunday]) }
}
