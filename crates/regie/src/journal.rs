//! A journal of receipts as CSV.

use jiff::Timestamp;
use ledger::Cents;

use crate::receipts::local_zone;
use crate::{Means, Receipt};

/// Receipts as CSV (RFC 4180), one a line, amounts in euros, a column a means, the day and hour of the territory, and
/// the seal of each: a chain anyone can compare with another copy.
#[must_use]
pub fn csv(receipts: &[Receipt]) -> String {
    let mut text = String::from("numero,date,heure,nature,libelle,reference,total");
    for means in Means::ALL {
        text.push(',');
        text.push_str(means.code());
    }
    text.push_str(",rend,sceau\r\n");
    for receipt in receipts {
        let at = Timestamp::from_millisecond(receipt.at_ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(local_zone());
        let mut fields = vec![
            receipt.number.clone(),
            at.date().to_string(),
            at.strftime("%H:%M:%S").to_string(),
            receipt.kind.code().to_owned(),
            receipt.label.clone(),
            receipt.reference.clone(),
            receipt.total.to_string(),
        ];
        for means in Means::ALL {
            let sum: i64 = receipt.means.iter().filter(|one| one.means == means).map(|one| one.amount.0).sum();
            fields.push(Cents(sum).to_string());
        }
        fields.push(receipt.gives_back.clone().unwrap_or_default());
        fields.push(receipt.hash.clone());
        text.push_str(&fields.iter().map(|field| field_of(field)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field which a spreadsheet never takes for a formula.
fn field_of(text: &str) -> String {
    let risky =
        text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.parse::<f64>().is_err());
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
