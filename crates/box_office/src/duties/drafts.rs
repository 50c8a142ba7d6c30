//! Declarations for SIBIL, drafted from statements: nobody types a figure.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use ledger::Cents;
use programme::tenant;
use show_duties::sibil::{self, Counts, Declaration, Place, PlaceKind};
use store::Query;
use territory::France;

use super::played::Played;
use crate::Result;
use crate::model::TariffKind;
use crate::statement::Statement;

/// A declaration drafted.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The performance it declares.
    pub played: Played,
    /// What is to be sent, but for the domain's number, which SIBIL is asked.
    pub declaration: Declaration,
    /// The domain, by label.
    pub domain: String,
    /// Names of messages that say why it cannot be sent yet; empty when it can.
    pub lacks: Vec<String>,
}

/// The tickets of a statement, as SIBIL tells them apart. A ticket nobody paid for is free, whatever its tariff is called.
#[must_use]
pub fn counts(statement: &Statement) -> Counts {
    let mut counts = Counts::default();
    for line in &statement.lines {
        let receipts = line.receipts().0;
        if line.price == Cents::ZERO {
            counts.free += line.good();
        } else if line.kind == TariffKind::Full {
            counts.full += line.good();
            counts.full_receipts += receipts;
        } else {
            counts.other += line.good();
            counts.other_receipts += receipts;
        }
    }
    counts
}

/// Our identifier of a performance's declaration: short enough for SIBIL, and of the identifier's random half.
#[must_use]
pub fn external_id(item: &str) -> String {
    let digits: String = item.chars().filter(char::is_ascii_alphanumeric).collect();
    let begin = digits.len().saturating_sub(12);
    format!("bf-{}", digits.get(begin..).unwrap_or(&digits))
}

/// The communes' names, by INSEE code: the territory's, then the country's.
async fn towns(query: &mut impl Query, played: &[Played]) -> Result<HashMap<String, String>> {
    let mut towns: HashMap<String, String> =
        tenant::communes(query).await?.into_iter().map(|commune| (commune.insee, commune.name)).collect();
    for one in played {
        let insee = &one.performance.commune;
        if !towns.contains_key(insee)
            && let Some(commune) = France::load().commune(insee)
        {
            towns.insert(insee.clone(), commune.name.clone());
        }
    }
    Ok(towns)
}

/// Drafts the declarations of performances.
pub async fn draft(query: &mut impl Query, played: Vec<Played>, zone: &TimeZone) -> Result<Vec<Draft>> {
    let towns = towns(query, &played).await?;
    Ok(played.into_iter().map(|one| drafted(one, &towns, zone)).collect())
}

fn drafted(played: Played, towns: &HashMap<String, String>, zone: &TimeZone) -> Draft {
    let at = &played.performance;
    let place = Place {
        nom: at.place_name.clone(),
        adresse: at.address.clone(),
        code_postal: at.postal_code.clone(),
        ville: towns.get(&at.commune).cloned().unwrap_or_default(),
        type_lieu: PlaceKind::from_code(&at.place_kind).unwrap_or(PlaceKind::Autre),
        // The seller's SIRET is not the hall's.
        siret: None,
    };
    let genre = played.show.genre.code();
    let credits = played.show.credits.trim();
    let show = sibil::Show {
        domaine_spectacle_id: None,
        critere1: played.show.title.clone(),
        critere2: (!credits.is_empty()).then(|| credits.to_owned()),
    };
    let capacity = played.sale.as_ref().map_or(0, |sale| sale.capacity);
    let declaration = sibil::of_performance(
        external_id(&at.item),
        at.starts_at,
        &counts(&played.statement),
        capacity,
        played.facts.young,
        place,
        show,
    );
    let mut lacks: Vec<String> = Vec::new();
    if !played.over {
        lacks.push("duties-lack-to-come".to_owned());
    }
    if played.sale.is_none() {
        lacks.push("duties-lack-not-sold".to_owned());
    } else {
        let reasons = sibil::check(&declaration, zone, false);
        lacks.extend(reasons.iter().map(|reason| format!("duties-lack-{}", reason.code())));
    }
    let domain = played.facts.domain_of(genre);
    Draft { played, declaration, domain, lacks }
}
