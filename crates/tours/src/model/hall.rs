//! Where a commune can receive.

use programme::Position;

/// What a place is, in the words of SIBIL, the ministry's register of ticketing (its API's `typeLieu`).
pub const PLACE_KINDS: [&str; 10] = [
    "ESPACE_POLYVALENT",
    "THEATRE",
    "SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH",
    "LIEU_DE_CULTE",
    "CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT",
    "PLEIN_AIR_PARC_LOISIRS_ATTRACTION",
    "STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU",
    "LIEU_DE_SANTE",
    "CABARET_MUSIC_HALL",
    "AUTRE",
];

/// A hall, or any place that will do for one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hall {
    /// Identifier. Empty for one not yet kept.
    pub id: String,
    /// INSEE code of its commune.
    pub commune: String,
    /// Its name.
    pub name: String,
    /// What it is, among [`PLACE_KINDS`].
    pub kind: String,
    /// Whether it is no hall: a church, a canteen, a café. Some shows welcome it, some cannot.
    pub unusual: bool,
    /// How many people may sit, when known.
    pub places: Option<i64>,
    /// Width of the stage or of the floor left to it, in centimetres, when known.
    pub width_cm: Option<i64>,
    /// Depth, in centimetres, when known.
    pub depth_cm: Option<i64>,
    /// Free height above it, in centimetres, when known.
    pub height_cm: Option<i64>,
    /// Power at hand, in kilowatts, when known.
    pub power_kw: Option<i64>,
    /// Whether it can be made dark.
    pub dark: bool,
    /// Whether sets come in without a stair.
    pub level: bool,
    /// What makes it accessible: codes among [`programme::performance::ACCESS`].
    pub access: Vec<String>,
    /// Street address; empty when unknown.
    pub address: String,
    /// Postal code; empty when unknown.
    pub postal_code: String,
    /// Where it stands; its commune's point unless said.
    pub position: Option<Position>,
    /// What crews should know: plans, keys, parking.
    pub notes: String,
    /// Whether the commune still offers it.
    pub offered: bool,
    /// Exists only in the demonstration.
    pub demo: bool,
}
