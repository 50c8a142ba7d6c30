//! The tax on shows: CIBS, art. L452-14 to L452-27 (before 2024, art. 76 and 77 of loi n° 2003-1312); décret n° 2004-117 of
//! 4 February 2004 as amended by décret n° 2017-721 of 2 May 2017.
//!
//! 3.5 % of receipts without VAT, owed by whoever answers for the box office; for a free performance, of the price its seller
//! got for it without VAT, owed by that seller. Dramatic, lyric and choreographic shows: collected by the ASTP; variety,
//! songs, jazz, rock: by the CNM. Concerts of classical or traditional music owe nothing.

use serde::Serialize;

use crate::vat::rounded;

/// The rate, in thousandths.
pub const PER_MILLE: i64 = 35;
/// A year's tax below this amount is not collected, in cents.
pub const NOT_COLLECTED_BELOW: i64 = 80_00;
/// Where the rule is written.
pub const ARTICLES: &str = "CIBS, art. L452-14 à L452-27";

/// Who collects it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Collector {
    /// Association pour le soutien du théâtre privé.
    Astp,
    /// Centre national de la musique.
    Cnm,
    /// Nobody: such a show owes nothing.
    Nobody,
}

impl Collector {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Astp, Self::Cnm, Self::Nobody];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Astp => "astp",
            Self::Cnm => "cnm",
            Self::Nobody => "nobody",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|collector| collector.code() == code)
    }
}

/// Who collects the tax on a show of a genre, by the genre's code in the programme; none where a person must say (circus,
/// readings, humour, musicals: it depends on the show and on the place).
#[must_use]
pub fn collector(genre: &str) -> Option<Collector> {
    match genre {
        "theatre" | "opera" | "dance" | "puppets" => Some(Collector::Astp),
        "song" => Some(Collector::Cnm),
        "concert" | "encounter" => Some(Collector::Nobody),
        _ => None,
    }
}

/// What a performance owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Owed {
    /// So much, by whoever answers for the box office.
    BySeller {
        /// Receipts without VAT, in cents.
        base: i64,
        /// The tax.
        tax: i64,
    },
    /// A free performance: so much, by who sold the show.
    ByProducer {
        /// The price it was sold for without VAT, in cents.
        base: i64,
        /// The tax.
        tax: i64,
    },
    /// A free performance whose sale price nobody said.
    UnknownPrice,
    /// Nothing.
    Nothing,
}

/// What a performance owes, of its receipts without VAT, or of the price the show was sold for when nobody paid.
#[must_use]
pub fn owed(collector: Collector, was_paid: bool, net_receipts: i64, sold_for_net: Option<i64>) -> Owed {
    let tax = |base: i64| rounded(i128::from(base) * i128::from(PER_MILLE), 1000);
    match (collector, was_paid, sold_for_net) {
        (Collector::Nobody, ..) => Owed::Nothing,
        (_, true, _) => Owed::BySeller { base: net_receipts, tax: tax(net_receipts) },
        (_, false, Some(price)) => Owed::ByProducer { base: price, tax: tax(price) },
        (_, false, None) => Owed::UnknownPrice,
    }
}
