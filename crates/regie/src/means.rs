//! Means of payment a régie may be allowed to take.

use serde::Serialize;

/// A means of payment. A régie takes those its act names; vouchers (chèques-vacances, chèques culture…) are the
/// "instruments de paiement émis par une entreprise ou un organisme" of CGCT article R1617-7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Coins and notes.
    Cash,
    /// A bank card, on the desk's terminal.
    Card,
    /// A cheque to the order of the Trésor public.
    Cheque,
    /// A bank transfer already seen on the régie's account.
    Transfer,
    /// A voucher issued for such goods.
    Voucher,
}

impl Means {
    /// Every means, in the order forms show them.
    pub const ALL: [Self; 5] = [Self::Cash, Self::Card, Self::Cheque, Self::Transfer, Self::Voucher];

    /// Its name in tables, accounts and forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Cash => "especes",
            Self::Card => "carte",
            Self::Cheque => "cheque",
            Self::Transfer => "virement",
            Self::Voucher => "titre",
        }
    }

    /// The means of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.code() == code)
    }

    /// Several, as a column holds them.
    pub(crate) fn to_column(means: &[Self]) -> String {
        let mut sorted = means.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.iter().map(|means| means.code()).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn from_column(text: &str) -> Vec<Self> {
        text.split(' ').filter_map(Self::from_code).collect()
    }
}
