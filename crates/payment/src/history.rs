//! Payments as the office reads them.

use jiff::Timestamp;
use ledger::Cents;
use store::prelude::*;

use crate::Result;
use crate::asking::{COLUMNS, Payment, State, from_row};

/// Which payments are asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words of the reference, the label, the address or a provider's name for it; empty for all.
    pub words: String,
    /// In this state only.
    pub state: Option<State>,
    /// Asked from this instant…
    pub from: Option<Timestamp>,
    /// …and before this one.
    pub until: Option<Timestamp>,
}

/// How many payments of a state, and what they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateTotal {
    /// The state.
    pub state: State,
    /// How many.
    pub payments: i64,
    /// What they come to.
    pub total: Cents,
}

const WHERE: &str = "(p.state = $1 OR $1 = '') AND p.asked_at >= $2 AND p.asked_at < $3
     AND ($4 = '' OR lower(p.reference) LIKE $4 OR lower(p.label) LIKE $4 OR lower(coalesce(p.email, '')) LIKE $4
          OR p.id = $5 OR EXISTS (SELECT 1 FROM payment_attempts a WHERE a.payment = p.id
                                  AND (a.provider_id = $5 OR a.provider_reference = $5)))";

fn values(wanted: &Wanted) -> Vec<Value<'static>> {
    let words = wanted.words.trim().to_owned();
    // What LIKE would read as a sign is looked for as it is, near enough: any one letter.
    let like = match words.is_empty() {
        true => String::new(),
        false => format!("%{}%", words.to_lowercase().replace(['%', '\\'], "_")),
    };
    vec![
        Value::from(wanted.state.map_or("", State::code).to_owned()),
        Value::from(wanted.from.map_or(0, Timestamp::as_millisecond)),
        Value::from(wanted.until.map_or(i64::MAX, Timestamp::as_millisecond)),
        Value::from(like),
        Value::from(words),
    ]
}

/// The payments wanted, latest first.
pub async fn list(query: &mut impl Query, wanted: &Wanted, limit: u32, skip: u32) -> Result<Vec<Payment>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payment_payments p WHERE {WHERE} ORDER BY p.asked_at DESC, p.id DESC LIMIT $6 OFFSET $7"
    );
    let mut params = values(wanted);
    params.extend([Value::from(limit), Value::from(skip)]);
    query.all(&sql, params).await?.iter().map(from_row).collect()
}

/// How many are wanted of each state, and what they come to, in the order of [`State::ALL`].
pub async fn totals(query: &mut impl Query, wanted: &Wanted) -> Result<Vec<StateTotal>> {
    let sql = format!(
        "SELECT p.state, count(*), CAST(sum(p.cents) AS BIGINT) FROM payment_payments p WHERE {WHERE} GROUP BY p.state"
    );
    let rows = query.all(&sql, values(wanted)).await?;
    let mut totals = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Some(state) = State::from_code(row.text(0)?) {
            totals.push(StateTotal { state, payments: row.get(1)?, total: Cents(row.get(2)?) });
        }
    }
    totals.sort_by_key(|total| State::ALL.iter().position(|state| *state == total.state));
    Ok(totals)
}

/// A notification, as it was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeInfo {
    /// The provider's code.
    pub provider: String,
    /// The provider's own name for it.
    pub event: String,
    /// Its kind, in the provider's words.
    pub kind: String,
    /// When it first came, in milliseconds since 1970 UTC.
    pub received_at_ms: i64,
    /// How often it came.
    pub times: i64,
    /// What came of it.
    pub outcome: String,
}

/// The notifications about a payment, first to last.
pub async fn notices(query: &mut impl Query, payment: &str) -> Result<Vec<NoticeInfo>> {
    let sql = "SELECT n.provider, n.event, n.kind, n.received_at, n.times, n.outcome FROM payment_notices n
               JOIN payment_attempts a ON a.id = n.attempt WHERE a.payment = $1 ORDER BY n.received_at, n.event";
    let rows = query.all(sql, params![payment]).await?;
    rows.iter()
        .map(|row| {
            Ok(NoticeInfo {
                provider: row.get(0)?,
                event: row.get(1)?,
                kind: row.get(2)?,
                received_at_ms: row.get(3)?,
                times: row.get(4)?,
                outcome: row.get(5)?,
            })
        })
        .collect()
}

/// Payments as CSV: one a line, amounts in euros, instants in UTC. Buyers' addresses are left out.
pub async fn csv(query: &mut impl Query, wanted: &Wanted) -> Result<String> {
    let mut text =
        String::from("reference,libelle,montant,etat,demande_le,regle_le,prestataire,reference_prestataire\r\n");
    let sql = format!(
        "SELECT p.reference, p.label, p.cents, p.state, p.asked_at, p.settled_at, a.provider, a.provider_id
         FROM payment_payments p LEFT JOIN payment_attempts a ON a.id = p.paid_by
         WHERE {WHERE} ORDER BY p.asked_at, p.id"
    );
    for row in query.all(&sql, values(wanted)).await? {
        let instant = |ms: Option<i64>| {
            ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()).map(|at| at.to_string()).unwrap_or_default()
        };
        let fields = [
            row.get::<String>(0)?,
            row.get(1)?,
            Cents(row.get(2)?).to_string(),
            row.get(3)?,
            instant(Some(row.get(4)?)),
            instant(row.get(5)?),
            row.get::<Option<String>>(6)?.unwrap_or_default(),
            row.get::<Option<String>>(7)?.unwrap_or_default(),
        ];
        text.push_str(&fields.iter().map(|field| csv_field(field)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    Ok(text)
}

/// A field of a CSV file (RFC 4180), which a spreadsheet never takes for a formula.
fn csv_field(text: &str) -> String {
    let risky =
        text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.parse::<f64>().is_err());
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
