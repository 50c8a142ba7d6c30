//! The dates of a plan, each with what is known of it and what keeps it from being announced.

use std::collections::BTreeMap;

use jiff::Zoned;
use jiff::civil::{Date, Time};
use programme::tenant::{self, TenantCommune};
use programme::{Institution, PerformanceState, institution, performance};
use show_duties::licence;
use store::prelude::*;

use crate::Result;
use crate::model::{Edition, Eligibility, Hall, Proposal, ProposalState};
use crate::publication::town_hall;
use crate::store::dates::{self, AnnouncedDate, Completion};
use crate::store::{halls, proposals, wishes};

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
    /// The performance, while it is announced.
    pub item: Option<String>,
    /// It was announced, then called off: it is announced again only when someone asks for it.
    pub called_off: bool,
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
    /// It would have begun already.
    Past,
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
            Self::Past => "past",
        }
    }
}

/// What is known of the dates of a plan, by day, at a local moment.
pub async fn lines(query: &mut impl Query, edition: &Edition, planned: &[Planned], now: &Zoned) -> Result<Vec<Line>> {
    let said: BTreeMap<(String, String), Completion> = dates::completions(query, &edition.code)
        .await?
        .into_iter()
        .map(|(commune, proposal, said)| ((commune, proposal), said))
        .collect();
    let (announced, cancelled) = announced(query, &edition.code).await?;
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
        let item = own.filter(|date| date.proposal == one.proposal).map(|date| date.item.clone());
        let was = |date: &AnnouncedDate| date.commune == one.commune && date.proposal == one.proposal;
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
            called_off: item.is_none() && cancelled.iter().any(was),
            item,
            day: one.day,
            missing: Vec::new(),
            commune,
            proposal,
            hall,
        };
        line.missing = missing(&line, edition, own.is_some(), now)?;
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

fn missing(line: &Line, edition: &Edition, received: bool, now: &Zoned) -> Result<Vec<Missing>> {
    let mut found = Vec::new();
    if line.item.is_some() {
        return Ok(found);
    }
    let past = match line.hour {
        Some(hour) => line.day.to_datetime(hour).to_zoned(now.time_zone().clone())? <= *now,
        None => line.day < now.date(),
    };
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
        (past, Missing::Past),
    ] {
        if lacks {
            found.push(what);
        }
    }
    Ok(found)
}

/// The dates of an edition announced, those that stand and those called off since.
async fn announced(query: &mut impl Query, edition: &str) -> Result<(Vec<AnnouncedDate>, Vec<AnnouncedDate>)> {
    let (mut stand, mut cancelled) = (Vec::new(), Vec::new());
    for date in dates::of_edition(query, edition).await? {
        let stands = performance::by_item(query, &date.item).await?.state == PerformanceState::Announced;
        if stands { stand.push(date) } else { cancelled.push(date) }
    }
    Ok((stand, cancelled))
}
