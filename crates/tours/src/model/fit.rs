//! Whether a show fits a hall, and why not.

use super::{Hall, Needs};

/// What a hall lacks for a show. Lengths are centimetres, power kilowatts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// The stage is too narrow; none when its width is not known.
    Width {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// The stage is not deep enough.
    Depth {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// The hall is not high enough.
    Height {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// There is not enough power.
    Power {
        /// What the show needs.
        needs: i64,
        /// What the hall has.
        has: Option<i64>,
    },
    /// It must be dark and cannot be.
    Dark,
    /// Sets must come in without a stair.
    Level,
    /// The show needs a true hall.
    Unusual,
}

impl Misfit {
    /// The name of its message, without `-unknown`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Width { .. } => "width",
            Self::Depth { .. } => "depth",
            Self::Height { .. } => "height",
            Self::Power { .. } => "power",
            Self::Dark => "dark",
            Self::Level => "level",
            Self::Unusual => "unusual",
        }
    }

    /// What is needed and what is there, where that is a measure.
    #[must_use]
    pub fn measures(self) -> Option<(i64, Option<i64>)> {
        match self {
            Self::Width { needs, has }
            | Self::Depth { needs, has }
            | Self::Height { needs, has }
            | Self::Power { needs, has } => Some((needs, has)),
            Self::Dark | Self::Level | Self::Unusual => None,
        }
    }
}

/// Everything a hall lacks for a show; a measure needed and not known is lacking, and says so.
#[must_use]
pub fn misfits(needs: &Needs, hall: &Hall) -> Vec<Misfit> {
    let mut found = Vec::new();
    let short = |needs: Option<i64>, has: Option<i64>| needs.filter(|least| has.is_none_or(|has| has < *least));
    if let Some(least) = short(needs.width_cm, hall.width_cm) {
        found.push(Misfit::Width { needs: least, has: hall.width_cm });
    }
    if let Some(least) = short(needs.depth_cm, hall.depth_cm) {
        found.push(Misfit::Depth { needs: least, has: hall.depth_cm });
    }
    if let Some(least) = short(needs.height_cm, hall.height_cm) {
        found.push(Misfit::Height { needs: least, has: hall.height_cm });
    }
    if let Some(least) = short(needs.power_kw, hall.power_kw) {
        found.push(Misfit::Power { needs: least, has: hall.power_kw });
    }
    if needs.dark && !hall.dark {
        found.push(Misfit::Dark);
    }
    if needs.level && !hall.level {
        found.push(Misfit::Level);
    }
    if hall.unusual && !needs.unusual {
        found.push(Misfit::Unusual);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_is_said_and_unknown_is_not_enough() {
        let needs = Needs { height_cm: Some(600), power_kw: Some(18), dark: true, ..Needs::default() };
        let mut hall = Hall { height_cm: Some(450), unusual: true, ..Hall::default() };
        assert_eq!(
            misfits(&needs, &hall),
            [
                Misfit::Height { needs: 600, has: Some(450) },
                Misfit::Power { needs: 18, has: None },
                Misfit::Dark,
                Misfit::Unusual
            ]
        );
        hall = Hall { height_cm: Some(600), power_kw: Some(18), dark: true, ..hall };
        assert_eq!(misfits(&Needs { unusual: true, ..needs }, &hall), []);
    }
}
