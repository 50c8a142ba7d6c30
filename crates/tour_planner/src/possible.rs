//! What could be played where and when, taken alone: halls that do, days both sides have.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::{Commune, Hall, Instance, Needs, Pin, Show};

/// Why a hall does not do for a show.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Lack {
    /// Too narrow, in centimetres; `has` is absent when not stated.
    Width {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// Too shallow, in centimetres.
    Depth {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// Too low, in centimetres.
    Height {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// Too little power, in watts.
    Power {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// Too few seats.
    Seats {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// Daylight can't be shut out, or it is not stated.
    Dark,
    /// A code of access the hall does not offer.
    Access {
        /// The code.
        code: String,
    },
    /// An unusual place, where the show is not played.
    Unusual,
}

/// What a hall lacks for a show; nothing when it does.
pub fn lacks(needs: &Needs, hall: &Hall) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let short = |needs: Option<i64>, has: Option<i64>| needs.filter(|needs| has.is_none_or(|has| has < *needs));
    if let Some(needs) = short(needs.width_cm, hall.width_cm) {
        lacks.push(Lack::Width { needs, has: hall.width_cm });
    }
    if let Some(needs) = short(needs.depth_cm, hall.depth_cm) {
        lacks.push(Lack::Depth { needs, has: hall.depth_cm });
    }
    if let Some(needs) = short(needs.height_cm, hall.height_cm) {
        lacks.push(Lack::Height { needs, has: hall.height_cm });
    }
    if let Some(needs) = short(needs.power_w, hall.power_w) {
        lacks.push(Lack::Power { needs, has: hall.power_w });
    }
    if let Some(needs) = short(needs.seats, hall.seats) {
        lacks.push(Lack::Seats { needs, has: hall.seats });
    }
    if needs.dark && hall.dark != Some(true) {
        lacks.push(Lack::Dark);
    }
    for code in &needs.access {
        if !hall.access.contains(code) {
            lacks.push(Lack::Access { code: code.clone() });
        }
    }
    if hall.unusual && !needs.unusual_places {
        lacks.push(Lack::Unusual);
    }
    lacks
}

/// Halls of a commune a show would be played in, best first: those its wish names, or all.
pub(crate) fn halls_for<'a>(commune: &'a Commune, show: &str) -> Vec<&'a Hall> {
    let named = commune.wishes.iter().find(|wish| wish.show == show).map(|wish| wish.halls.as_slice()).unwrap_or(&[]);
    if named.is_empty() {
        commune.halls.iter().collect()
    } else {
        named.iter().filter_map(|code| commune.halls.iter().find(|hall| hall.code == *code)).collect()
    }
}

/// A commune and a show that could meet.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// Places in the instance.
    pub(crate) commune: usize,
    pub(crate) show: usize,
    pub(crate) rank: i64,
    pub(crate) class: usize,
    pub(crate) km: i64,
    pub(crate) draw: i64,
    pub(crate) pinned: bool,
    /// Days, each with the halls that do, best first.
    pub(crate) days: Vec<(Date, Vec<usize>)>,
}

/// The rank of a show for a commune: its wish's, or one past its last when it did not wish it.
pub(crate) fn rank_of(commune: &Commune, show: &str) -> i64 {
    match commune.wishes.iter().find(|wish| wish.show == show) {
        Some(wish) => i64::from(wish.rank),
        None => commune.wishes.iter().map(|wish| i64::from(wish.rank)).max().unwrap_or(0) + 1,
    }
}

/// What a pair has drawn: the first twenty bits of SHA-256 of seed, commune and show, each ended by a line feed.
pub(crate) fn draw(seed: &str, commune: &str, show: &str) -> i64 {
    let digest = Sha256::digest(format!("{seed}\n{commune}\n{show}\n").as_bytes());
    (i64::from(digest[0]) << 12) | (i64::from(digest[1]) << 4) | (i64::from(digest[2]) >> 4)
}

/// Days and halls a show could be played in a commune, under what is ruled out and `pin`.
pub(crate) fn days_of(
    instance: &Instance,
    commune: &Commune,
    show: &Show,
    pin: Option<&Pin>,
) -> Vec<(Date, Vec<usize>)> {
    let doing: Vec<(usize, &Hall)> = halls_for(commune, &show.code)
        .into_iter()
        .filter(|hall| lacks(&show.needs, hall).is_empty())
        .filter(|hall| pin.and_then(|pin| pin.hall.as_ref()).is_none_or(|code| *code == hall.code))
        .filter_map(|hall| commune.halls.iter().position(|one| one.code == hall.code).map(|at| (at, hall)))
        .collect();
    let mut days = show.days.clone();
    days.sort_unstable();
    days.dedup();
    let free: Vec<std::collections::BTreeSet<Date>> =
        doing.iter().map(|(_, hall)| hall.days.iter().copied().collect()).collect();
    let forbids: Vec<&crate::model::Forbid> = instance
        .forbids
        .iter()
        .filter(|one| one.commune.as_ref().is_none_or(|code| *code == commune.code))
        .filter(|one| one.show.as_ref().is_none_or(|code| *code == show.code))
        .collect();
    days.into_iter()
        .filter(|day| pin.and_then(|pin| pin.day).is_none_or(|asked| asked == *day))
        .filter_map(|day| {
            let halls: Vec<usize> = doing
                .iter()
                .zip(&free)
                .filter(|((_, hall), free)| {
                    free.contains(&day)
                        && !forbids.iter().any(|one| one.matches(&commune.code, &show.code, &hall.code, day))
                })
                .map(|((at, _), _)| *at)
                .collect();
            (!halls.is_empty()).then_some((day, halls))
        })
        .collect()
}

/// Every pair that could be: wished or pinned, with a hall that does and a day both sides have.
pub(crate) fn pairs(instance: &Instance, pins: &[Pin]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (commune_at, commune) in instance.communes.iter().enumerate() {
        for (show_at, show) in instance.shows.iter().enumerate() {
            let pin = pins.iter().find(|pin| pin.commune == commune.code && pin.show == show.code);
            if pin.is_none() && !commune.wishes.iter().any(|wish| wish.show == show.code) {
                continue;
            }
            let days = days_of(instance, commune, show, pin);
            if days.is_empty() || show.performances == 0 {
                continue;
            }
            pairs.push(Pair {
                commune: commune_at,
                show: show_at,
                rank: rank_of(commune, &show.code),
                class: commune.class(instance.year),
                km: show.from.km_to(commune.at),
                draw: draw(&instance.seed, &commune.code, &show.code),
                pinned: pin.is_some(),
                days,
            });
        }
    }
    pairs
}
