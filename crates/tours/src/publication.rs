//! From the plan adopted to the programme: what a date still lacks is said, then shows and performances are announced.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use people::{Actor, audit};
use programme::performance::{self, ACCESS};
use programme::tenant::{self, TenantCommune};
use programme::{
    Institution, InstitutionKind, NewInstitution, Performance, PerformanceState, Position, Show, institution, show,
};
use serde_json::json;
use show_duties::licence;
use store::prelude::*;

use crate::model::{Edition, Hall};
use crate::store::dates::{self, AnnouncedDate, Completion};
use crate::store::{editions, letters, proposals, wishes};
use crate::{Error, Result};

pub use crate::lines::{DOORS_MINUTES, Line, Missing, Planned, lines, planned};

/// The commune's town hall, when one is declared.
pub async fn town_hall(query: &mut impl Query, commune: &str) -> Result<Option<Institution>> {
    Ok(institution::list(query, Some(InstitutionKind::TownHall), Some(commune)).await?.into_iter().next())
}

/// The commune's town hall, declared when it was not.
pub async fn declare_town_hall(write: &mut Write, commune: &TenantCommune, demo: bool) -> Result<Institution> {
    if let Some(known) = town_hall(write, &commune.insee).await? {
        return Ok(known);
    }
    let code = format!("mairie-{}", commune.insee);
    let name = mairie(&commune.name);
    let new = NewInstitution {
        kind: InstitutionKind::TownHall,
        code: &code,
        name: &name,
        commune: &commune.insee,
        address: None,
        postal_code: commune.postal_codes.first().map(String::as_str),
        position: commune.position,
        website: None,
        weekly_minutes: None,
        demo,
        source: "tours",
    };
    let id = institution::declare(write, &new).await?;
    Ok(institution::by_id(write, &id).await?)
}

/// Communes whose h is heard: one says « Mairie de Hem ».
const ASPIRATED: [&str; 1] = ["hem"];

/// A town hall's name in French, with its article: « Mairie d’Annœullin », « Mairie du Maisnil ».
fn mairie(commune: &str) -> String {
    if let Some(rest) = commune.strip_prefix("Le ") {
        return format!("Mairie du {rest}");
    }
    if let Some(rest) = commune.strip_prefix("Les ") {
        return format!("Mairie des {rest}");
    }
    let folded = french_text::folded(commune);
    let heard = ASPIRATED.contains(&folded.as_str());
    if !heard && folded.starts_with(['a', 'e', 'i', 'o', 'u', 'h']) {
        format!("Mairie d’{commune}")
    } else {
        format!("Mairie de {commune}")
    }
}

/// Says what a date still lacked.
///
/// # Errors
/// [`Error::Field`] for what does not hold together; [`Error::Refused`] once the edition is closed; [`Error::NotFound`] for a
/// proposal of another edition.
pub async fn complete(
    write: &mut Write,
    edition: &str,
    commune: &str,
    proposal: &str,
    said: &Completion,
    actor: &Actor,
) -> Result<()> {
    let known = editions::by_code(write, edition).await?;
    tenant::commune_by_insee(write, commune).await?;
    if proposals::by_id(write, proposal).await?.edition != edition {
        return Err(Error::NotFound);
    }
    if known.closed_at.is_some() {
        return Err(Error::Refused("calls-refused-closed"));
    }
    if said.places.is_some_and(|places| !(1..=100_000).contains(&places)) {
        return Err(Error::field("places", "calls-wrong-number"));
    }
    if said.doors_minutes.is_some_and(|minutes| !(0..=240).contains(&minutes)) {
        return Err(Error::field("doors", "calls-wrong-number"));
    }
    if let Some(licence) = said.licence.as_deref().map(str::trim).filter(|text| !text.is_empty())
        && licence::read(licence).is_err()
    {
        return Err(Error::field("licence", "calls-wrong-licence"));
    }
    if let Some(seller) = &said.seller {
        match institution::by_id(write, seller).await {
            Ok(_) => {}
            Err(programme::Error::NotFound) => return Err(Error::field("seller", "calls-wrong-choice")),
            Err(other) => return Err(other.into()),
        }
    }
    dates::complete(write, edition, commune, proposal, said).await?;
    let details = json!({ "proposal": proposal });
    audit::append(write, actor, "tours.date_completed", &format!("commune:{commune}"), &details).await?;
    Ok(())
}

/// Announces the dates of the plan adopted that were not yet, all or none. Of those called off, only the ones named in
/// `again`, by commune and proposal: whoever announces a new date did not decide anew of an old one. Gives how many were
/// announced. Institutions and communes are written to.
///
/// # Errors
/// As for [`publish`].
pub async fn publish_adopted(
    write: &mut Write,
    edition: &str,
    again: &BTreeSet<(String, String)>,
    actor: &Actor,
    zone: &TimeZone,
) -> Result<usize> {
    lock(write).await?;
    // Another version may be adopted until here, none from here on.
    let planned = planned(write, edition).await?;
    announce_all(write, edition, &planned, again, actor, zone).await
}

/// As [`publish_adopted`], for dates given by hand; none called off is announced again.
///
/// # Errors
/// [`Error::Refused`] when something is missing, when there is nothing to announce, before the calls or once closed.
pub async fn publish(
    write: &mut Write,
    edition: &str,
    planned: &[Planned],
    actor: &Actor,
    zone: &TimeZone,
) -> Result<usize> {
    lock(write).await?;
    announce_all(write, edition, planned, &BTreeSet::new(), actor, zone).await
}

/// What is published is written whole: the edition, its proposals, the plan and the dates stay as they are read. Whoever
/// takes several of these takes them in this order.
async fn lock(write: &mut Write) -> Result<()> {
    for name in ["tours.editions", "tours.proposals", "tours.plans", "tours.publication"] {
        write.exclusive(name).await?;
    }
    Ok(())
}

/// Announces dates; the first time, publishes the edition.
async fn announce_all(
    write: &mut Write,
    edition: &str,
    planned: &[Planned],
    again: &BTreeSet<(String, String)>,
    actor: &Actor,
    zone: &TimeZone,
) -> Result<usize> {
    let mut edition = editions::by_code(write, edition).await?;
    if edition.closed_at.is_some() {
        return Err(Error::Refused("calls-refused-closed"));
    }
    if edition.called_at.is_none() {
        return Err(Error::Refused("calls-refused-not-called"));
    }
    let now = write.clock().now().to_zoned(zone.clone());
    let wanted = |line: &Line| {
        let named = || again.contains(&(line.commune.insee.clone(), line.proposal.id.clone()));
        line.item.is_none() && (!line.called_off || named())
    };
    let lines: Vec<Line> = lines(write, &edition, planned, &now).await?.into_iter().filter(wanted).collect();
    if lines.is_empty() {
        return Err(Error::Refused("calls-refused-nothing"));
    }
    let mut communes: Vec<&str> = lines.iter().map(|line| line.commune.insee.as_str()).collect();
    communes.sort_unstable();
    let twice = communes.windows(2).any(|two| two[0] == two[1]);
    if twice || lines.iter().any(|line| !line.missing.is_empty()) {
        return Err(Error::Refused("calls-refused-incomplete"));
    }
    let mut of_shows: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
    for line in &lines {
        let told = announce(write, &edition, line, actor, zone).await?;
        of_shows.entry(line.proposal.id.clone()).or_default().push(told.clone());
        if let Some(list) = wishes::of_commune(write, &edition.code, &line.commune.insee).await? {
            letters::note(write, "published-commune", &list.contact, &told).await?;
        }
    }
    for (proposal, dates) in of_shows {
        let proposal = proposals::by_id(write, &proposal).await?;
        let details = json!({
            "edition": edition.title, "show": proposal.title, "dates": dates,
            "path": format!("/bureau/mes-spectacles/{}", proposal.id),
        });
        letters::note(write, "published-institution", &proposal.contact, &details).await?;
    }
    if edition.published_at.is_none() {
        edition.published_at = Some(write.clock().now());
        editions::put(write, &edition).await?;
    }
    let details = json!({ "dates": lines.len() });
    audit::append(write, actor, "tours.edition_published", &format!("edition:{}", edition.code), &details).await?;
    Ok(lines.len())
}

/// Announces one date. Gives what letters say of it.
async fn announce(
    write: &mut Write,
    edition: &Edition,
    line: &Line,
    actor: &Actor,
    zone: &TimeZone,
) -> Result<serde_json::Value> {
    let host = declare_town_hall(write, &line.commune, edition.demo).await?;
    let seller = line.seller.as_ref().map_or_else(|| host.id.clone(), |seller| seller.id.clone());
    // A show is kept once for all its dates: the proposal is read again, the date before may have given it its show.
    let mut proposal = proposals::by_id(write, &line.proposal.id).await?;
    let shown = Show {
        id: proposal.show.clone().unwrap_or_default(),
        institution: proposal.institution.clone(),
        title: proposal.title.clone(),
        genre: proposal.genre,
        credits: proposal.credits.clone(),
        summary: proposal.summary.clone(),
        audience: proposal.audience.clone(),
        mediation: proposal.mediation.clone(),
        minutes: proposal.minutes,
        age_from: proposal.age_from,
        artists: proposal.artists,
        image: None,
        demo: proposal.demo || edition.demo,
    };
    let shown = show::keep(write, &shown).await?;
    if proposal.show.is_none() {
        proposal.show = Some(shown.clone());
        proposals::put(write, &proposal).await?;
    }
    let hour = line.hour.ok_or(Error::Refused("calls-refused-incomplete"))?;
    let starts_at = line.day.to_datetime(hour).to_zoned(zone.clone())?.timestamp();
    let performance = Performance {
        item: String::new(),
        show: shown,
        series: edition.series.clone(),
        host: host.id,
        seller: Some(seller),
        licence: licence::read(&line.licence).ok().map(|known| known.long()),
        place_name: line.hall.name.clone(),
        place_kind: line.hall.kind.clone(),
        address: line.address.clone(),
        postal_code: line.postal_code.clone(),
        commune: line.commune.insee.clone(),
        position: position(&line.hall, &line.commune),
        starts_at,
        doors_at: Some(starts_at - jiff::SignedDuration::from_mins(line.doors_minutes)),
        places: line.places,
        price_cap: Some(edition.price_cap),
        access: both(&line.hall.access, &proposal.access),
        state: PerformanceState::Announced,
        told: String::new(),
        changed_at: write.clock().now(),
    };
    let item = performance::announce(write, &performance, zone).await?;
    let date = AnnouncedDate {
        item: item.clone(),
        edition: edition.code.clone(),
        commune: line.commune.insee.clone(),
        proposal: proposal.id.clone(),
        hall: line.hall.id.clone(),
    };
    dates::put(write, &date).await?;
    let details = json!({ "edition": edition.code, "commune": line.commune.insee });
    audit::append(write, actor, "tours.date_announced", &format!("performance:{item}"), &details).await?;
    Ok(json!({
        "edition": edition.title,
        "show": proposal.title,
        "commune": line.commune.name,
        "hall": line.hall.name,
        "at": starts_at.as_millisecond(),
        "path": format!("/bureau/accueillir/{}/{}", edition.code, line.commune.insee),
    }))
}

pub(crate) fn position(hall: &Hall, commune: &TenantCommune) -> Option<Position> {
    hall.position.or(commune.position)
}

/// What makes a date accessible: what the hall has and what the show brings.
pub(crate) fn both(hall: &[String], show: &[String]) -> Vec<String> {
    let has = |code: &str| hall.iter().chain(show).any(|one| one == code);
    ACCESS.iter().filter(|code| has(code)).map(|code| (*code).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn town_halls_are_named_as_one_says_them() {
        for (commune, name) in [
            ("Annœullin", "Mairie d’Annœullin"),
            ("Éscobecques", "Mairie d’Éscobecques"),
            ("Le Maisnil", "Mairie du Maisnil"),
            ("La Bassée", "Mairie de La Bassée"),
            ("Wicres", "Mairie de Wicres"),
            ("Haubourdin", "Mairie d’Haubourdin"),
            ("Hem", "Mairie de Hem"),
        ] {
            assert_eq!(mairie(commune), name);
        }
    }

    #[test]
    fn what_hall_and_show_bring_is_said_once_in_order() {
        let words = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let joined = both(&words(&["hearing_loop", "wheelchair"]), &words(&["surtitles", "hearing_loop"]));
        assert_eq!(joined, ["wheelchair", "hearing_loop", "surtitles"]);
    }
}
