//! SIBIL: the ministry's system for tickets of live shows (loi n° 2016-925, art. 48; décret n° 2017-926).
//!
//! The API has no published description. Fields and paths are those of the public client of betagouv/assistant-declaration
//! (MIT): facts of an interface, written anew. What that client's author learnt is in [`check`]: a series across two
//! quarters is refused, an identifier of two whole UUIDs too, the same identifier updates, domains are known by their label
//! as their numbers differ between environments.

mod check;
mod export;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use check::{Reason, check, is_siret};
pub use export::{COLUMNS, csv};

/// The longest identifier known to be accepted.
pub const LONGEST_ID: usize = 17;

/// An amount in euros on the wire, in cents here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Euros(pub i64);

impl Serialize for Euros {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // A JSON number: the shortest text of this float is the amount with at most two decimals.
        to.serialize_f64(self.0 as f64 / 100.0)
    }
}

impl<'de> Deserialize<'de> for Euros {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let euros = f64::deserialize(from)?;
        if euros.is_finite() && euros.abs() < 1e13 {
            Ok(Self((euros * 100.0).round() as i64))
        } else {
            Err(serde::de::Error::custom("an amount out of bounds"))
        }
    }
}

/// An instant on the wire: RFC 3339, UTC.
mod instant {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => to.serialize_str(&at.to_string()),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(|_| D::Error::custom("not an RFC 3339 instant"))).transpose()
    }
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlaceKind {
    /// A theatre.
    Theatre,
    /// A village hall.
    EspacePolyvalent,
    /// A café, a hotel.
    CasinoDiscothequeHotelCafeRestaurant,
    /// A concert hall, an opera house.
    SalleConcertAuditoriumOperaZenith,
    /// A cabaret.
    CabaretMusicHall,
    /// Outdoors.
    PleinAirParcLoisirsAttraction,
    /// A tent.
    StructureItineranteDemontableChapiteau,
    /// A church.
    LieuDeCulte,
    /// A hospital.
    LieuDeSante,
    /// Anything else.
    Autre,
}

impl PlaceKind {
    /// The kind of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
    }
}

/// Where a declaration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Being written.
    Brouillon,
    /// Recorded.
    Enregistre,
    /// Closed.
    Cloture,
    /// Refused.
    Rejete,
    /// Cancelled.
    Annule,
}

/// A place, as declared (LieuDTO).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Its name.
    pub nom: String,
    /// Street.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub ville: String,
    /// What it is.
    pub type_lieu: PlaceKind,
    /// SIRET, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siret: Option<String>,
}

/// A show, as declared (SpectacleDTO). What each criterion is depends on the domain; the first is the title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Show {
    /// The domain's number, in the environment one speaks to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domaine_spectacle_id: Option<i64>,
    /// Title.
    pub critere1: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub critere2: Option<String>,
}

/// A declaration (DeclarationDTO), of one performance or of a series in one place and one quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Declaration {
    /// SIBIL's number, once it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Ours: the same updates.
    pub id_ext_billetterie: String,
    /// Whether several sell.
    pub gestionnaire_multiple: bool,
    /// When the one performance was given.
    #[serde(default, with = "instant", skip_serializing_if = "Option::is_none")]
    pub date_heure_representation_unique: Option<Timestamp>,
    /// When the series began.
    #[serde(default, with = "instant", skip_serializing_if = "Option::is_none")]
    pub date_debut: Option<Timestamp>,
    /// When it ended.
    #[serde(default, with = "instant", skip_serializing_if = "Option::is_none")]
    pub date_fin: Option<Timestamp>,
    /// How many performances.
    pub nb_representations: i64,
    /// Tickets, free ones included.
    pub nb_billets_total_billetterie: i64,
    /// Receipts, taxes included.
    pub recette_total_billetterie: Euros,
    /// Receipts by paid ticket.
    pub prix_moyen_total_billetterie: Euros,
    /// Tickets at the full price.
    pub nb_billets_tarif_plein: i64,
    /// Their receipts.
    pub recette_tarif_plein: Euros,
    /// Their receipts by ticket.
    pub prix_moyen_tarif_plein: Euros,
    /// Tickets of subscriptions and packages.
    pub nb_billets_tarif_abonnement_forfait: i64,
    /// Free tickets.
    pub nb_billets_exoneres: i64,
    /// How many people the place may take.
    pub jauge: i64,
    /// For a young audience.
    pub jeune_public: bool,
    /// The domain's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domaine_representation_id: Option<i64>,
    /// The place.
    pub lieu_champs: Place,
    /// The show.
    pub spectacle_champs: Show,
    /// Where it stands.
    pub statut_declaration: Status,
}

/// The tickets of a performance, as SIBIL tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// At the full price.
    pub full: i64,
    /// Their receipts, in cents.
    pub full_receipts: i64,
    /// Of subscriptions and packages.
    pub packaged: i64,
    /// At other prices.
    pub other: i64,
    /// Receipts of the last two, in cents.
    pub other_receipts: i64,
    /// Free.
    pub free: i64,
}

impl Counts {
    /// Paid tickets.
    #[must_use]
    pub fn paid(&self) -> i64 {
        self.full + self.packaged + self.other
    }
}

/// An average rounded to the cent, half up; none is worth zero, as SIBIL wants a number.
#[must_use]
pub fn average(receipts: i64, tickets: i64) -> Euros {
    Euros(if tickets > 0 { crate::vat::rounded(i128::from(receipts), i128::from(tickets)) } else { 0 })
}

/// The declaration of one performance.
#[must_use]
pub fn of_performance(
    id: String,
    starts_at: Timestamp,
    counts: &Counts,
    capacity: i64,
    young: bool,
    place: Place,
    show: Show,
) -> Declaration {
    let receipts = counts.full_receipts + counts.other_receipts;
    Declaration {
        id: None,
        id_ext_billetterie: id,
        gestionnaire_multiple: false,
        date_heure_representation_unique: Some(starts_at),
        date_debut: None,
        date_fin: None,
        nb_representations: 1,
        nb_billets_total_billetterie: counts.paid() + counts.free,
        recette_total_billetterie: Euros(receipts),
        prix_moyen_total_billetterie: average(receipts, counts.paid()),
        nb_billets_tarif_plein: counts.full,
        recette_tarif_plein: Euros(counts.full_receipts),
        prix_moyen_tarif_plein: average(counts.full_receipts, counts.full),
        nb_billets_tarif_abonnement_forfait: counts.packaged,
        nb_billets_exoneres: counts.free,
        jauge: capacity,
        jeune_public: young,
        domaine_representation_id: show.domaine_spectacle_id,
        lieu_champs: place,
        spectacle_champs: show,
        statut_declaration: Status::Enregistre,
    }
}

/// The domains of SIBIL's list, by label: their numbers are asked of the environment one speaks to.
pub const DOMAINS: [&str; 27] = [
    "Théâtre",
    "Conte",
    "Marionnettes",
    "Mime",
    "Cirque de création",
    "Cirque de tradition",
    "Arts de la Rue",
    "Humour / Sketch / One-Man Show / Imitation",
    "Comédie musicale / Spectacle musical / Théâtre musical",
    "Cabaret / Music-Hall",
    "Opéra / Théâtre lyrique",
    "Musique classique, musique ancienne",
    "Musiques contemporaines",
    "Chanson / Variétés",
    "Jazz / Blues / Soul / Groove / Musiques improvisées",
    "Pop / Rock / Reggae et genres assimilés",
    "Musiques urbaines (Rap, Hip hop, Slam, Beat Box)",
    "Musique électronique",
    "Musique traditionnelle",
    "Musiques du Monde",
    "Danse de Création",
    "Danse traditionnelle",
    "Danses Urbaines / Hip hop",
    "Danse Jazz",
    "Danse Classique / Baroque",
    "Danses du Monde",
    "Pluridisciplinaire / Autre",
];

/// The domain proposed for a genre of the programme, to be confirmed by a person where several would do.
#[must_use]
pub fn domain(genre: &str) -> &'static str {
    match genre {
        "theatre" => "Théâtre",
        "opera" => "Opéra / Théâtre lyrique",
        "concert" => "Musique classique, musique ancienne",
        "song" => "Chanson / Variétés",
        "dance" => "Danse de Création",
        "circus" => "Cirque de création",
        "puppets" => "Marionnettes",
        "reading" => "Conte",
        _ => "Pluridisciplinaire / Autre",
    }
}

/// Whether two labels name one domain: spaces, case and punctuation aside.
#[must_use]
pub fn same_domain(one: &str, other: &str) -> bool {
    let plain =
        |label: &str| -> String { label.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect() };
    plain(one) == plain(other)
}
