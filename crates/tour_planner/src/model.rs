//! What is to be planned, as a document anyone can read: shows, communes with their halls and wishes, rules.
//!
//! Nothing here is a float: lengths are centimetres, powers watts, places metres on a plane, money cents.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A place on a flat map, in metres.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Point {
    /// Metres eastwards.
    pub x: i64,
    /// Metres northwards.
    pub y: i64,
}

/// Metres in a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_195.0;

impl Point {
    /// A place of the globe on the plane that touches it at `parallel` degrees of latitude: right to a few metres
    /// within a hundred kilometres of it. All points of an instance take the same parallel.
    pub fn from_degrees(latitude: f64, longitude: f64, parallel: f64) -> Self {
        let east = longitude * METRES_PER_DEGREE * parallel.to_radians().cos();
        Self { x: east.round() as i64, y: (latitude * METRES_PER_DEGREE).round() as i64 }
    }

    /// Whole metres to another place, rounded down.
    pub fn metres_to(self, other: Self) -> i64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        (x * x + y * y).isqrt()
    }

    /// Whole kilometres to another place, a kilometre begun being counted.
    pub fn km_to(self, other: Self) -> i64 {
        (self.metres_to(other) + 999) / 1000
    }
}

/// What a show needs of the hall it is played in. What is not said is not needed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Needs {
    /// Width of the stage or free floor, in centimetres.
    pub width_cm: Option<i64>,
    /// Its depth, in centimetres.
    pub depth_cm: Option<i64>,
    /// Height under the grid or the ceiling, in centimetres.
    pub height_cm: Option<i64>,
    /// Electric power, in watts.
    pub power_w: Option<i64>,
    /// Fewest seats the show is played for.
    pub seats: Option<i64>,
    /// Whether daylight must be shut out.
    pub dark: bool,
    /// What the hall must offer: codes of access, such as a loading door.
    pub access: Vec<String>,
    /// Whether a church, a canteen, a café will do.
    pub unusual_places: bool,
}

/// A show proposed by an institution.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Show {
    /// Its code, met in wishes and plans.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who proposes it.
    #[serde(default)]
    pub institution: String,
    /// Who is on the road: shows of one crew never play on the same day. The show's own when empty.
    #[serde(default)]
    pub crew: String,
    /// Where the crew comes from.
    pub from: Point,
    /// Most performances.
    pub performances: u32,
    /// What one costs the programme, in cents.
    #[serde(default)]
    pub cost_cents: i64,
    /// Days it can be played.
    pub days: Vec<Date>,
    /// What it needs.
    #[serde(default)]
    pub needs: Needs,
}

impl Show {
    /// Who is on the road: the crew named, or the show's own.
    pub fn crew(&self) -> &str {
        if self.crew.is_empty() { &self.code } else { &self.crew }
    }
}

/// A hall a commune offers. What is not stated is not known, and does not meet a need.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hall {
    /// Its code, unique in the commune.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Width of the stage or free floor, in centimetres.
    pub width_cm: Option<i64>,
    /// Its depth, in centimetres.
    pub depth_cm: Option<i64>,
    /// Height under the grid or the ceiling, in centimetres.
    pub height_cm: Option<i64>,
    /// Electric power, in watts.
    pub power_w: Option<i64>,
    /// Seats.
    pub seats: Option<i64>,
    /// Whether daylight can be shut out.
    pub dark: Option<bool>,
    /// What it offers: codes of access.
    pub access: Vec<String>,
    /// Whether it is not a hall for shows: church, canteen, café.
    pub unusual: bool,
    /// Days it is free and the commune ready.
    pub days: Vec<Date>,
}

/// A show a commune asks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// The show's code.
    pub show: String,
    /// 1 for the one wanted most.
    pub rank: u32,
    /// Halls it would be played in, best first; every hall of the commune, in its order, when empty.
    #[serde(default)]
    pub halls: Vec<String>,
}

/// A commune that asks to host.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commune {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The sector whose rate is balanced with the others'.
    pub territory: String,
    /// Where it is.
    pub at: Point,
    /// Years (first year of the season) it hosted a performance, as far as is known.
    #[serde(default)]
    pub served: Vec<i16>,
    /// Its halls, best first.
    pub halls: Vec<Hall>,
    /// What it asks for.
    pub wishes: Vec<Wish>,
}

impl Commune {
    /// Seasons it went without since it last hosted; `None` when it never did.
    pub fn waiting(&self, year: i16) -> Option<i16> {
        self.served.iter().filter(|served| **served < year).max().map(|last| year - 1 - last)
    }

    /// Its class of waiting: 0, 1, 2, 3, or 4 for four seasons and more and for those that never hosted.
    pub fn class(&self, year: i16) -> usize {
        self.waiting(year).map_or(LONGEST, |seasons| (seasons.max(0) as usize).min(LONGEST))
    }
}

/// The class of communes that waited longest.
pub const LONGEST: usize = 4;

/// What keeps crews fit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CrewRules {
    /// Farthest a crew goes from one day to the next, in kilometres.
    pub next_day_km: Option<i64>,
    /// Most days in a row.
    pub days_in_a_row: Option<u32>,
}

/// A choice of the officers that every plan keeps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The commune.
    pub commune: String,
    /// What it gets, wished or not.
    pub show: String,
    /// Where, when that is decided too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hall: Option<String>,
    /// When, when that is decided too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

/// What the officers rule out: all that is said together; what is not said matches anything.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forbid {
    /// In this commune.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// This show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show: Option<String>,
    /// In this hall (with its commune).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hall: Option<String>,
    /// On this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

impl Forbid {
    /// Whether it rules this out.
    pub fn matches(&self, commune: &str, show: &str, hall: &str, day: Date) -> bool {
        let same = |asked: &Option<String>, is: &str| asked.as_deref().is_none_or(|asked| asked == is);
        same(&self.commune, commune)
            && same(&self.show, show)
            && same(&self.hall, hall)
            && self.day.is_none_or(|asked| asked == day)
    }
}

/// An edition to be planned.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Instance {
    /// What it is called.
    pub title: String,
    /// First year of its season.
    pub year: i16,
    /// What the draw between equals starts from; published once the wishes are closed.
    pub seed: String,
    /// Money there is, in cents; no limit when not said.
    pub budget_cents: Option<i64>,
    /// What keeps crews fit.
    pub crews: CrewRules,
    /// What is proposed.
    pub shows: Vec<Show>,
    /// Who asks.
    pub communes: Vec<Commune>,
    /// What is decided already.
    pub pins: Vec<Pin>,
    /// What is ruled out.
    pub forbids: Vec<Forbid>,
}

impl Instance {
    /// The show of this code.
    pub fn show(&self, code: &str) -> Option<&Show> {
        self.shows.iter().find(|show| show.code == code)
    }

    /// The commune of this code.
    pub fn commune(&self, code: &str) -> Option<&Commune> {
        self.communes.iter().find(|commune| commune.code == code)
    }

    /// What can't be planned because it contradicts itself.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for the first code met twice or unknown, rank met twice, number below zero.
    pub fn sound(&self) -> Result<(), Malformed> {
        let twice = |codes: Vec<&str>| {
            let mut sorted = codes;
            sorted.sort_unstable();
            sorted.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned())
        };
        if let Some(code) = twice(self.shows.iter().map(|show| show.code.as_str()).collect()) {
            return Err(Malformed::ShowTwice(code));
        }
        if let Some(code) = twice(self.communes.iter().map(|commune| commune.code.as_str()).collect()) {
            return Err(Malformed::CommuneTwice(code));
        }
        for show in &self.shows {
            if show.cost_cents < 0 {
                return Err(Malformed::Cost(show.title.clone()));
            }
            if show.performances > MOST_PERFORMANCES {
                return Err(Malformed::Performances(show.title.clone()));
            }
        }
        if self.budget_cents.is_some_and(|budget| budget < 0) {
            return Err(Malformed::Budget);
        }
        for commune in &self.communes {
            if let Some(code) = twice(commune.halls.iter().map(|hall| hall.code.as_str()).collect()) {
                return Err(Malformed::HallTwice { commune: commune.name.clone(), hall: code });
            }
            if twice(commune.wishes.iter().map(|wish| wish.show.as_str()).collect()).is_some() {
                return Err(Malformed::WishTwice(commune.name.clone()));
            }
            for (at, wish) in commune.wishes.iter().enumerate() {
                if self.show(&wish.show).is_none() {
                    return Err(Malformed::NoShow(wish.show.clone()));
                }
                if wish.rank == 0 || commune.wishes[..at].iter().any(|other| other.rank == wish.rank) {
                    return Err(Malformed::Rank(commune.name.clone()));
                }
                if let Some(hall) = wish.halls.iter().find(|code| commune.halls.iter().all(|one| one.code != **code)) {
                    return Err(Malformed::NoHall { commune: commune.name.clone(), hall: hall.clone() });
                }
            }
        }
        for pin in &self.pins {
            let commune = self.commune(&pin.commune).ok_or_else(|| Malformed::NoCommune(pin.commune.clone()))?;
            self.show(&pin.show).ok_or_else(|| Malformed::NoShow(pin.show.clone()))?;
            if let Some(hall) = pin.hall.as_deref().filter(|code| commune.halls.iter().all(|one| one.code != **code)) {
                return Err(Malformed::NoHall { commune: commune.name.clone(), hall: hall.to_owned() });
            }
        }
        Ok(())
    }
}

/// More performances of one show than any edition has.
const MOST_PERFORMANCES: u32 = 1000;

/// An instance that contradicts itself.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// Two shows of one code.
    #[error("two shows have the code {0}")]
    ShowTwice(String),
    /// Two communes of one code.
    #[error("two communes have the code {0}")]
    CommuneTwice(String),
    /// Two halls of one code.
    #[error("{commune}: two halls have the code {hall}")]
    HallTwice {
        /// The commune's name.
        commune: String,
        /// The hall's code.
        hall: String,
    },
    /// A show wished twice.
    #[error("{0} wishes the same show twice")]
    WishTwice(String),
    /// Ranks that do not order.
    #[error("{0}: ranks of wishes start at 1 and differ")]
    Rank(String),
    /// A show nobody proposes.
    #[error("no show has the code {0}")]
    NoShow(String),
    /// A commune that does not ask.
    #[error("no commune has the code {0}")]
    NoCommune(String),
    /// A hall the commune does not offer.
    #[error("{commune} has no hall {hall}")]
    NoHall {
        /// The commune's name.
        commune: String,
        /// The hall's code.
        hall: String,
    },
    /// A cost below zero.
    #[error("{0} costs less than nothing")]
    Cost(String),
    /// More performances than can be.
    #[error("{0} is to be played more than a thousand times")]
    Performances(String),
    /// A budget below zero.
    #[error("the budget is below zero")]
    Budget,
}

/// One performance planned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Performance {
    /// The show's code.
    pub show: String,
    /// The commune's code.
    pub commune: String,
    /// The hall's code.
    pub hall: String,
    /// The day.
    pub day: Date,
}

/// Who gets which show, where and when; by day, then show, then commune.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The performances.
    pub performances: Vec<Performance>,
}

impl Plan {
    /// In the published order.
    pub fn sorted(mut self) -> Self {
        self.performances.sort_by(|a, b| (a.day, &a.show, &a.commune).cmp(&(b.day, &b.show, &b.commune)));
        self
    }

    /// What a commune hosts.
    pub fn of_commune(&self, code: &str) -> Option<&Performance> {
        self.performances.iter().find(|one| one.commune == code)
    }
}
