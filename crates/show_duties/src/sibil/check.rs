//! Why a declaration would be refused, before it is sent.

use jiff::tz::TimeZone;

use super::{Declaration, LONGEST_ID, average};
use crate::Quarter;

/// Why a declaration would be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Reason {
    /// It has no identifier of ours.
    #[error("it has no identifier")]
    IdMissing,
    /// Its identifier is longer than SIBIL takes.
    #[error("its identifier is too long")]
    IdTooLong,
    /// Neither one instant nor a first and a last, or both.
    #[error("it says neither when the performance was, nor when the series began and ended")]
    Dates,
    /// The series ends before it begins.
    #[error("the series ends before it begins")]
    DatesOrder,
    /// The series begins in one quarter and ends in another.
    #[error("the series is across two quarters")]
    TwoQuarters,
    /// No performance, or several at one instant.
    #[error("the number of performances does not fit the dates")]
    Performances,
    /// A count below zero.
    #[error("a count is below zero")]
    Negative,
    /// Full, packaged and free tickets are more than all.
    #[error("the tickets do not add up")]
    Tickets,
    /// Receipts without a paid ticket, or receipts at the full price above all receipts.
    #[error("the receipts do not fit the tickets")]
    Receipts,
    /// An average that is not receipts by tickets.
    #[error("an average is not what receipts and tickets give")]
    Average,
    /// The place's capacity is not known.
    #[error("the capacity is missing")]
    Capacity,
    /// More tickets than the place may take.
    #[error("there are more tickets than places")]
    AboveCapacity,
    /// The place has no name.
    #[error("the place has no name")]
    PlaceName,
    /// The place has no street.
    #[error("the place has no address")]
    PlaceAddress,
    /// The place's postal code is not five digits.
    #[error("the place has no postal code")]
    PlacePostalCode,
    /// The place has no town.
    #[error("the place has no town")]
    PlaceTown,
    /// The SIRET is none.
    #[error("the SIRET is wrong")]
    Siret,
    /// The show has no title.
    #[error("the show has no title")]
    Title,
    /// The show has no domain.
    #[error("the show has no domain")]
    Domain,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 19] = [
        Self::IdMissing,
        Self::IdTooLong,
        Self::Dates,
        Self::DatesOrder,
        Self::TwoQuarters,
        Self::Performances,
        Self::Negative,
        Self::Tickets,
        Self::Receipts,
        Self::Average,
        Self::Capacity,
        Self::AboveCapacity,
        Self::PlaceName,
        Self::PlaceAddress,
        Self::PlacePostalCode,
        Self::PlaceTown,
        Self::Siret,
        Self::Title,
        Self::Domain,
    ];

    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::IdMissing => "id-missing",
            Self::IdTooLong => "id-too-long",
            Self::Dates => "dates",
            Self::DatesOrder => "dates-order",
            Self::TwoQuarters => "two-quarters",
            Self::Performances => "performances",
            Self::Negative => "negative",
            Self::Tickets => "tickets",
            Self::Receipts => "receipts",
            Self::Average => "average",
            Self::Capacity => "capacity",
            Self::AboveCapacity => "above-capacity",
            Self::PlaceName => "place-name",
            Self::PlaceAddress => "place-address",
            Self::PlacePostalCode => "place-postal-code",
            Self::PlaceTown => "place-town",
            Self::Siret => "siret",
            Self::Title => "title",
            Self::Domain => "domain",
        }
    }
}

/// Why a declaration would be refused: nothing when it holds together. `zone` says in which quarter an instant is. The
/// domain's number is asked of SIBIL when sending: its absence is no reason, unless `with_domain`.
#[must_use]
pub fn check(declaration: &Declaration, zone: &TimeZone, with_domain: bool) -> Vec<Reason> {
    let one = declaration;
    let mut reasons = Vec::new();
    let mut need = |holds: bool, reason| {
        if !holds {
            reasons.push(reason);
        }
    };
    need(!one.id_ext_billetterie.trim().is_empty(), Reason::IdMissing);
    need(one.id_ext_billetterie.len() <= LONGEST_ID, Reason::IdTooLong);
    let quarter = |at: jiff::Timestamp| Quarter::of(at.to_zoned(zone.clone()).date());
    match (one.date_heure_representation_unique, one.date_debut, one.date_fin) {
        (Some(_), None, None) => need(one.nb_representations == 1, Reason::Performances),
        (None, Some(begin), Some(end)) => {
            need(begin <= end, Reason::DatesOrder);
            need(begin > end || quarter(begin) == quarter(end), Reason::TwoQuarters);
            need(one.nb_representations >= 1, Reason::Performances);
        }
        _ => need(false, Reason::Dates),
    }
    let counts = [
        one.nb_billets_total_billetterie,
        one.nb_billets_tarif_plein,
        one.nb_billets_tarif_abonnement_forfait,
        one.nb_billets_exoneres,
        one.recette_total_billetterie.0,
        one.recette_tarif_plein.0,
    ];
    let sound = counts.iter().all(|count| *count >= 0);
    need(sound, Reason::Negative);
    let paid = one.nb_billets_total_billetterie.saturating_sub(one.nb_billets_exoneres);
    let told_apart = one.nb_billets_tarif_plein.saturating_add(one.nb_billets_tarif_abonnement_forfait);
    need(!sound || (paid >= 0 && told_apart <= paid), Reason::Tickets);
    let full_is_all = told_apart == paid && one.nb_billets_tarif_abonnement_forfait == 0;
    let receipts_fit = one.recette_tarif_plein <= one.recette_total_billetterie
        && (paid > 0 || one.recette_total_billetterie.0 == 0)
        && (one.nb_billets_tarif_plein > 0 || one.recette_tarif_plein.0 == 0)
        && (!full_is_all || one.recette_tarif_plein == one.recette_total_billetterie);
    need(!sound || receipts_fit, Reason::Receipts);
    let averages_fit = one.prix_moyen_total_billetterie == average(one.recette_total_billetterie.0, paid)
        && one.prix_moyen_tarif_plein == average(one.recette_tarif_plein.0, one.nb_billets_tarif_plein);
    need(!sound || !receipts_fit || averages_fit, Reason::Average);
    need(one.jauge > 0, Reason::Capacity);
    let places = one.jauge.saturating_mul(one.nb_representations.max(1));
    need(one.jauge <= 0 || one.nb_billets_total_billetterie <= places, Reason::AboveCapacity);
    let place = &one.lieu_champs;
    let said = |text: &str| !text.trim().is_empty();
    let five_digits = place.code_postal.len() == 5 && place.code_postal.bytes().all(|byte| byte.is_ascii_digit());
    need(said(&place.nom), Reason::PlaceName);
    need(said(&place.adresse), Reason::PlaceAddress);
    need(five_digits, Reason::PlacePostalCode);
    need(said(&place.ville), Reason::PlaceTown);
    need(place.siret.as_deref().is_none_or(is_siret), Reason::Siret);
    need(said(&one.spectacle_champs.critere1), Reason::Title);
    let domain = one.domaine_representation_id.is_some() && one.spectacle_champs.domaine_spectacle_id.is_some();
    need(!with_domain || domain, Reason::Domain);
    reasons
}

/// Whether a text is a SIRET: fourteen digits whose Luhn sum is a multiple of ten. (La Poste's own are not: they declare no show.)
#[must_use]
pub fn is_siret(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|sign| sign.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    digits.len() == 14 && text.len() == 14 && sum.is_multiple_of(10)
}
