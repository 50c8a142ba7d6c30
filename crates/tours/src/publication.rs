//! From the plan adopted to the programme: what each date still lacks, then shows and performances announced.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
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

use crate::model::{Edition, Eligibility, Hall, Proposal, ProposalState};
use crate::store::dates::{self, AnnouncedDate, Completion};
use crate::store::{editions, halls, letters, proposals, wishes};
use crate::{Error, Result};

/// Doors open so many minutes before, unless said.
pub const DOORS_MINUTES: i64 = 30;

/// A date of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// INSEE code of the commune that receives.
    pub commune: String,
    /// The proposal played.
    pub proposal: String,
    /// The hall.
    pub hall: String,
    /// The day.
    pub day: Date,
}

/// The dates of the plan adopted for an edition; none while none is.
pub async fn planned(query: &mut impl Query, edition: &str) -> Result<Vec<Planned>> {
    let plan = crate::plans::adopted(query, edition).await?;
    let performances = plan.into_iter().flat_map(|plan| plan.performances);
    Ok(performances
        .map(|one| Planned { commune: one.commune, proposal: one.show, hall: one.hall, day: one.day })
        .collect())
}

/// A date of a plan with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The commune that receives.
    pub commune: TenantCommune,
    /// What is played.
    pub proposal: Proposal,
    /// Where.
    pub hall: Hall,
    /// The day.
    pub day: Date,
    /// When it begins: as said, else as the commune wished.
    pub hour: Option<Time>,
    /// How many minutes before doors open.
    pub doors_minutes: i64,
    /// The institution that sells: as said, else the commune's town hall; none while that is not declared.
    pub seller: Option<Institution>,
    /// The licence printed on tickets: as said, else as proposed; empty when neither.
    pub licence: String,
    /// How many people may attend: as said, else what hall and show allow.
    pub places: Option<i64>,
    /// Street address of the hall.
    pub address: String,
    /// Its postal code.
    pub postal_code: String,
    /// The performance, once announced.
    pub item: Option<String>,
    /// What is missing or wrong before it can be announced, in order.
    pub missing: Vec<Missing>,
}

/// What keeps a date from being announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No hour.
    Hour,
    /// No licence.
    Licence,
    /// A licence number that is none.
    LicenceWrong,
    /// A licence that does not hold on the day.
    LicenceEnded,
    /// Nobody said how many people the hall takes.
    Places,
    /// No street address.
    Address,
    /// No postal code.
    PostalCode,
    /// The proposal is not kept any more.
    NotAccepted,
    /// The commune may not receive.
    NotEligible,
    /// The commune receives already in this edition, another show or another day.
    Twice,
    /// The day is not of the season.
    OutOfSeason,
}

impl Missing {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Licence => "licence",
            Self::LicenceWrong => "licence-wrong",
            Self::LicenceEnded => "licence-ended",
            Self::Places => "places",
            Self::Address => "address",
            Self::PostalCode => "postal-code",
            Self::NotAccepted => "not-accepted",
            Self::NotEligible => "not-eligible",
            Self::Twice => "twice",
            Self::OutOfSeason => "out-of-season",
        }
    }
}

/// What is known of the dates of a plan, by day.
pub async fn lines(query: &mut impl Query, edition: &Edition, planned: &[Planned]) -> Result<Vec<Line>> {
    let said: BTreeMap<(String, String), Completion> = dates::completions(query, &edition.code)
        .await?
        .into_iter()
        .map(|(commune, proposal, said)| ((commune, proposal), said))
        .collect();
    let announced = still_announced(query, &edition.code).await?;
    let mut lines = Vec::with_capacity(planned.len());
    for one in planned {
        let commune = tenant::commune_by_insee(query, &one.commune).await?;
        let proposal = proposals::by_id(query, &one.proposal).await?;
        let hall = halls::by_id(query, &one.hall).await?;
        let said = said.get(&(one.commune.clone(), one.proposal.clone())).cloned().unwrap_or_default();
        let wished = wishes::of_commune(query, &edition.code, &one.commune).await?.and_then(|list| list.hour);
        let seller = match &said.seller {
            Some(id) => Some(institution::by_id(query, id).await?),
            None => town_hall(query, &one.commune).await?,
        };
        let allowed = match (hall.places, proposal.needs.places_most) {
            (Some(hall), Some(show)) => Some(hall.min(show)),
            (hall, _) => hall,
        };
        let own = announced.iter().find(|date| date.commune == one.commune);
        let mut line = Line {
            hour: said.hour.or(wished),
            doors_minutes: said.doors_minutes.unwrap_or(DOORS_MINUTES),
            seller,
            licence: said.licence.filter(|text| !text.is_empty()).unwrap_or_else(|| proposal.licence.clone()),
            places: said.places.or(allowed),
            address: said.address.filter(|text| !text.is_empty()).unwrap_or_else(|| hall.address.clone()),
            postal_code: said
                .postal_code
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| postal_code(&hall, &commune)),
            item: own.filter(|date| date.proposal == one.proposal).map(|date| date.item.clone()),
            day: one.day,
            missing: Vec::new(),
            commune,
            proposal,
            hall,
        };
        line.missing = missing(&line, edition, own.is_some());
        lines.push(line);
    }
    lines.sort_by(|a, b| (a.day, a.hour, &a.commune.name).cmp(&(b.day, b.hour, &b.commune.name)));
    Ok(lines)
}

/// The hall's postal code; its commune's when that has only one.
fn postal_code(hall: &Hall, commune: &TenantCommune) -> String {
    match (hall.postal_code.as_str(), commune.postal_codes.as_slice()) {
        ("", [only]) => only.clone(),
        (known, _) => known.to_owned(),
    }
}

fn missing(line: &Line, edition: &Edition, received: bool) -> Vec<Missing> {
    let mut found = Vec::new();
    if line.item.is_some() {
        return found;
    }
    let licence = line.licence.trim();
    let known = licence::read(licence);
    for (lacks, what) in [
        (line.hour.is_none(), Missing::Hour),
        (licence.is_empty(), Missing::Licence),
        (!licence.is_empty() && known.is_err(), Missing::LicenceWrong),
        (known.is_ok_and(|known| known.has_ended(line.day) || known.is_of_later(line.day)), Missing::LicenceEnded),
        (line.places.is_none(), Missing::Places),
        (line.address.trim().is_empty(), Missing::Address),
        (line.postal_code.trim().is_empty(), Missing::PostalCode),
        (line.proposal.state != ProposalState::Accepted, Missing::NotAccepted),
        (!Eligibility::of(line.commune.clone(), edition).is_eligible(), Missing::NotEligible),
        (received, Missing::Twice),
        (line.day < edition.first_day || edition.last_day < line.day, Missing::OutOfSeason),
    ] {
        if lacks {
            found.push(what);
        }
    }
    found
}

/// The dates of an edition announced and not cancelled since.
async fn still_announced(query: &mut impl Query, edition: &str) -> Result<Vec<AnnouncedDate>> {
    let mut found = Vec::new();
    for date in dates::of_edition(query, edition).await? {
        if performance::by_item(query, &date.item).await?.state == PerformanceState::Announced {
            found.push(date);
        }
    }
    Ok(found)
}

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

/// Announces the dates of a plan that were not yet, all or none; the first time, publishes the edition. Gives how many were
/// announced. Institutions and communes are written to.
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
    // The edition and its proposals are written whole: nobody else may change them between reading and writing.
    write.exclusive("tours.editions").await?;
    write.exclusive("tours.proposals").await?;
    write.exclusive("tours.publication").await?;
    let mut edition = editions::by_code(write, edition).await?;
    if edition.closed_at.is_some() {
        return Err(Error::Refused("calls-refused-closed"));
    }
    if edition.called_at.is_none() {
        return Err(Error::Refused("calls-refused-not-called"));
    }
    let lines: Vec<Line> =
        lines(write, &edition, planned).await?.into_iter().filter(|line| line.item.is_none()).collect();
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
