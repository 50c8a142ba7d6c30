//! What a ticket must say, in clear or so that it can be decoded.
//!
//! CGI, art. 290 quater I; annexe IV, art. 50 sexies B; arrêté of 8 March 1993 and its cahier des charges, amended by the
//! arrêté of 5 October 2007; BOI-TVA-DECLA-20-30-20-30. The licence: code du travail, art. R7122-12 (posters, tickets, sites).

use jiff::civil::{Date, DateTime};

/// What was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paid {
    /// So many cents, above none.
    Cents(i64),
    /// The ticket says « gratuit ».
    Free,
    /// Nothing is said.
    Unsaid,
}

/// A ticket's face. Empty texts are mentions that are not there.
#[derive(Debug, Clone)]
pub struct Face<'a> {
    /// Who runs the show's receipts.
    pub operator: &'a str,
    /// Its number in the uninterrupted series.
    pub number: i64,
    /// Seat category.
    pub category: &'a str,
    /// The price paid, all included.
    pub paid: Paid,
    /// The show.
    pub show: &'a str,
    /// When it is played, local time.
    pub performance: Option<DateTime>,
    /// When it was sold, if before the day: a ticket sold at the door may leave it out.
    pub sold_on: Option<Date>,
    /// Where it was sold, in clear: a desk, « en ligne ».
    pub sold_at: &'a str,
    /// Whether it was printed on stock made before: the printer is then named.
    pub preprinted: bool,
    /// The printer or importer of that stock.
    pub printer: &'a str,
    /// The licence's number.
    pub licence: &'a str,
    /// Whether a licence is needed ([`licence::needed`](crate::licence::needed)).
    pub licence_needed: bool,
}

/// A mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mention {
    /// Who runs the receipts.
    Operator,
    /// The number.
    Number,
    /// The seat category.
    Category,
    /// The price, or « gratuit ».
    Price,
    /// The show.
    Show,
    /// Its day and hour.
    Performance,
    /// The day of the sale.
    SaleDay,
    /// The place of the sale.
    SalePlace,
    /// The printer.
    Printer,
    /// The licence.
    Licence,
}

impl Mention {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Number => "number",
            Self::Category => "category",
            Self::Price => "price",
            Self::Show => "show",
            Self::Performance => "performance",
            Self::SaleDay => "sale-day",
            Self::SalePlace => "sale-place",
            Self::Printer => "printer",
            Self::Licence => "licence",
        }
    }

    /// Which text asks for it.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Licence => "code du travail, art. R7122-12",
            Self::Show | Self::Performance | Self::SaleDay | Self::SalePlace => {
                "arrêté du 8 mars 1993, cahier des charges ; BOI-TVA-DECLA-20-30-20-30"
            }
            _ => "CGI, annexe IV, art. 50 sexies B, I",
        }
    }
}

/// The mentions a face lacks.
#[must_use]
pub fn missing(face: &Face<'_>) -> Vec<Mention> {
    let said = |text: &str| !text.trim().is_empty();
    let presale = match (face.sold_on, face.performance) {
        (Some(sold), Some(played)) => sold < played.date(),
        _ => true,
    };
    let mut missing = Vec::new();
    let mut need = |there: bool, mention| {
        if !there {
            missing.push(mention);
        }
    };
    need(said(face.operator), Mention::Operator);
    need(face.number > 0, Mention::Number);
    need(said(face.category), Mention::Category);
    need(matches!(face.paid, Paid::Free) || matches!(face.paid, Paid::Cents(cents) if cents > 0), Mention::Price);
    need(said(face.show), Mention::Show);
    need(face.performance.is_some(), Mention::Performance);
    need(!presale || face.sold_on.is_some(), Mention::SaleDay);
    need(!presale || said(face.sold_at), Mention::SalePlace);
    need(!face.preprinted || said(face.printer), Mention::Printer);
    need(!face.licence_needed || crate::licence::read(face.licence).is_ok(), Mention::Licence);
    missing
}
