//! The sharing of a period's money: rules side by side, one voted, a statement signed, payments posted.

use std::collections::HashMap;

use ledger::{Cents, Line, Movement};
use people::{Actor, audit};
use revenue_sharing::statement::{About, public_key};
use revenue_sharing::worked::Worked;
use revenue_sharing::{Conventions, Museum, Passes, Rule, Settlement, Statement, Tally, settle};
use serde_json::json;
use store::{new_id, prelude::*};

use crate::periods::{self, Member, Period};
use crate::pseudonym::{hex, new_secret};
use crate::{Error, Result};

/// The ledger account passes are earned on, from which shares are paid.
pub const SALES: &str = "pass:ventes";
/// The ledger account of third parties' money for free passes: what they owe.
pub const THIRD_PARTY: &str = "pass:tiers-payant:du";
/// The ledger account of what is kept.
pub const RESERVE: &str = "pass:reserve";
/// What is shared beyond what passes brought, should the office choose so: the network's own money.
pub const SUBSIDY: &str = "pass:complement";

/// How few passes a published line may have behind it.
const LEAST: u64 = 5;

/// The ledger account of what a museum is due.
pub fn due(code: &str) -> String {
    format!("museum:{code}:due")
}

/// What a period's passes did, ready to be shared.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// The museums, and what is known of each.
    pub members: Vec<Member>,
    /// Passes gathered by price and by museums seen.
    pub passes: Vec<Passes>,
}

/// A rule's result, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The rule.
    pub rule: Rule,
    /// The shares; nothing when a price or a number of visitors it needs is not known.
    pub settlement: Option<Settlement>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The rule.
    pub rule: Rule,
    /// The conventions.
    pub conventions: Conventions,
    /// Why.
    pub reason: String,
    /// The name of whoever wrote it down.
    pub name: String,
    /// When, in milliseconds.
    pub at_ms: i64,
}

impl Gathered {
    /// Museums as rules see them. A price not known counts as nothing here: rules that need it are not computed.
    pub fn museums(&self) -> Vec<Museum> {
        let museum = |member: &Member| Museum {
            code: member.code.clone(),
            name: member.name.clone(),
            full_price_cents: member.full_price_cents.unwrap_or(0),
            visitors: u64::try_from(member.visitors.unwrap_or(0)).unwrap_or(0),
        };
        self.members.iter().map(museum).collect()
    }

    /// Whether what a rule needs is known of every museum.
    pub fn knows_enough_for(&self, rule: Rule) -> bool {
        let prices = self.members.iter().all(|member| member.full_price_cents.is_some());
        let visitors = self.members.iter().all(|member| member.visitors.is_some());
        match rule {
            Rule::PriceWeighted | Rule::Claims(_) | Rule::FieldRate(_) => prices,
            Rule::PriceVisitors => prices && visitors,
            Rule::Equal | Rule::ProRata | Rule::Shapley | Rule::UserCentric | Rule::ScaledUser => true,
        }
    }

    /// Passes added up under conventions.
    ///
    /// # Errors
    /// What makes them impossible to share: no museum.
    pub fn tally(&self, conventions: &Conventions) -> Result<Tally> {
        let mut tally = Tally::new(&self.museums(), conventions)?;
        for line in &self.passes {
            tally.add(line)?;
        }
        Ok(tally)
    }

    /// Every rule, side by side.
    ///
    /// # Errors
    /// What makes them impossible to share.
    pub fn compare(&self, rules: &[Rule], conventions: &Conventions) -> Result<Vec<Compared>> {
        let tally = self.tally(conventions)?;
        let compare = |rule: &Rule| -> Result<Compared> {
            let settlement = match self.knows_enough_for(*rule) {
                true => Some(settle(tally.museums(), &tally.basis(*rule)?, *rule, conventions)?),
                false => None,
            };
            Ok(Compared { rule: *rule, settlement })
        };
        rules.iter().map(compare).collect()
    }

    /// The same as a file `beffroi pass settle` reads.
    pub fn to_file(&self, title: &str, conventions: &Conventions) -> Worked {
        Worked::Passes {
            title: title.to_owned(),
            source: String::new(),
            museums: self.museums(),
            conventions: conventions.clone(),
            passes: self.passes.clone(),
            expected: std::collections::BTreeMap::new(),
        }
    }
}

/// Gathers what a period's passes did.
pub async fn gather(query: &mut impl Query, period: &str) -> Result<Gathered> {
    let members = periods::members(query, period).await?;
    let place: HashMap<&str, usize> =
        members.iter().enumerate().map(|(at, member)| (member.institution.as_str(), at)).collect();
    let mut lines: HashMap<String, (i64, i64, Vec<u32>)> = HashMap::new();
    let sql = "SELECT pass, cents, third_cents FROM pass_accounts_passes WHERE period = $1";
    for row in query.all(sql, params![period]).await? {
        lines.insert(row.get(0)?, (row.get(1)?, row.get(2)?, vec![0; members.len()]));
    }
    let sql = "SELECT pass, institution, visits FROM pass_accounts_seen WHERE period = $1";
    for row in query.all(sql, params![period]).await? {
        let Some(at) = place.get(row.text(1)?) else { continue };
        // A pass without terms brought nothing that is known; its visits count as a free pass's.
        let line = lines.entry(row.get(0)?).or_insert_with(|| (0, 0, vec![0; members.len()]));
        line.2[*at] = row.get::<i64>(2)? as u32;
    }
    let mut alike: std::collections::BTreeMap<(i64, i64, Vec<u32>), u64> = std::collections::BTreeMap::new();
    for line in lines.into_values() {
        *alike.entry(line).or_default() += 1;
    }
    let passes = alike
        .into_iter()
        .map(|((price_cents, notional_cents, visits), passes)| Passes { price_cents, notional_cents, visits, passes })
        .collect();
    Ok(Gathered { members, passes })
}

/// Writes a vote down. The last one counts.
///
/// # Errors
/// [`Error::Refused`] without a reason, for a rule that needs what is not known, or once settled.
pub async fn vote(
    write: &mut Write,
    period: &str,
    rule: Rule,
    conventions: &Conventions,
    reason: &str,
    by: (&str, &str),
) -> Result<()> {
    let found = periods::by_id(write, period).await?;
    if found.settled_at_ms.is_some() {
        return Err(Error::Refused("pass-accounts-settled"));
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > 2_000 {
        return Err(Error::Refused("pass-accounts-reason-wrong"));
    }
    let gathered = gather(write, period).await?;
    if !gathered.knows_enough_for(rule) {
        return Err(Error::Refused("pass-accounts-not-known"));
    }
    // What can't be shared is known before it is voted.
    gathered.compare(&[rule], conventions)?;
    let kept = serde_json::to_string(conventions).map_err(|error| Error::Kept(error.to_string()))?;
    let (account, name) = by;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO pass_accounts_votes (id, period, rule, conventions, reason, account, name, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![new_id(), period, rule.to_string(), kept, reason, account, name, now],
        )
        .await?;
    let details = json!({ "rule": rule.to_string(), "reason": reason });
    let actor = Actor::Account(account.to_owned());
    audit::append(write, &actor, "pass_accounts.voted", &format!("period:{period}"), &details).await?;
    Ok(())
}

/// What was voted for a period, the last first.
pub async fn votes(query: &mut impl Query, period: &str) -> Result<Vec<Vote>> {
    let sql = "SELECT rule, conventions, reason, name, at FROM pass_accounts_votes WHERE period = $1 ORDER BY id DESC";
    let rows = query.all(sql, params![period]).await?;
    rows.iter()
        .map(|row| {
            let unreadable = |error: String| Error::Kept(error);
            Ok(Vote {
                rule: row.text(0)?.parse().map_err(|error: revenue_sharing::Error| unreadable(error.to_string()))?,
                conventions: serde_json::from_str(row.text(1)?).map_err(|error| unreadable(error.to_string()))?,
                reason: row.get(2)?,
                name: row.get(3)?,
                at_ms: row.get(4)?,
            })
        })
        .collect()
}

/// Whether every visit of a period has been counted: some days after its last day, once [`crate::fold`] has run.
pub async fn is_over(query: &mut impl Query, period: &Period) -> Result<bool> {
    let given = access::visits::given_before(query).await?;
    let day = given.to_zoned(access::local_zone()).date();
    Ok(day > period.last_day)
}

/// Issues a period's statement by the last vote: signed, kept, its shares posted to the ledger; then the period's
/// pseudonyms are destroyed. Once only; all in the caller's transaction.
///
/// # Errors
/// [`Error::Refused`] when the period is not over, not voted or already settled.
pub async fn issue(write: &mut Write, period: &str, issuer: &str, by: &Actor) -> Result<Statement> {
    write.exclusive("pass_accounts.periods").await?;
    let found = periods::by_id(write, period).await?;
    if found.settled_at_ms.is_some() {
        return Err(Error::Refused("pass-accounts-settled"));
    }
    if !is_over(write, &found).await? {
        return Err(Error::Refused("pass-accounts-not-over"));
    }
    let vote = votes(write, period).await?.into_iter().next().ok_or(Error::Refused("pass-accounts-not-voted"))?;
    let gathered = gather(write, period).await?;
    if !gathered.knows_enough_for(vote.rule) {
        return Err(Error::Refused("pass-accounts-not-known"));
    }
    let tally = gathered.tally(&vote.conventions)?;
    let basis = tally.basis(vote.rule)?.pooled(LEAST);
    let now = write.clock().now();
    let instant = |ms: i64| jiff::Timestamp::from_millisecond(ms).map(|at| at.to_string());
    let about = About {
        title: &found.name,
        issuer,
        from: &found.first_day.to_string(),
        to: &found.last_day.to_string(),
        issued_at: &instant(now.as_millisecond())?,
        voted_at: &instant(vote.at_ms)?,
        reason: &vote.reason,
    };
    let secret = signing_key(write).await?;
    let statement = Statement::new(&about, tally.museums(), basis, vote.rule, &vote.conventions)?.signed(&secret);
    post(write, &found, &statement).await?;
    write
        .execute(
            "INSERT INTO pass_accounts_statements (period, body, issued_at) VALUES ($1, $2, $3)",
            params![period, statement.to_text(), now.as_millisecond()],
        )
        .await?;
    let sql = "UPDATE pass_accounts_periods SET secret = NULL, settled_at = $2 WHERE id = $1";
    write.execute(sql, params![period, now.as_millisecond()]).await?;
    // The lines that said which museums a pass saw have served.
    for sql in [
        "DELETE FROM pass_accounts_seen WHERE period = $1",
        "DELETE FROM pass_accounts_passes WHERE period = $1",
        "DELETE FROM pass_accounts_gone WHERE period = $1",
    ] {
        write.execute(sql, params![period]).await?;
    }
    let details = json!({ "rule": vote.rule.to_string(), "pot_cents": statement.pot_cents });
    audit::append(write, by, "pass_accounts.issued", &format!("period:{period}"), &details).await?;
    Ok(statement)
}

/// Shares go from where passes were earned to what each museum is due. What third parties pay is due by them; what is
/// shared beyond is the network's, what is not shared stays where it was earned.
async fn post(write: &mut Write, period: &Period, statement: &Statement) -> Result<()> {
    let mut lines = Vec::new();
    let mut line = |account: String, cents: i64| {
        if cents != 0 {
            lines.push(Line::new(account, Cents(cents)));
        }
    };
    for share in &statement.shares {
        line(due(&share.code), -share.cents);
    }
    line(RESERVE.to_owned(), -statement.reserve_cents);
    let third = statement.basis.third_party_cents.min(statement.pot_cents);
    let sold = statement.basis.collected_cents.min(statement.pot_cents - third);
    line(THIRD_PARTY.to_owned(), third);
    line(SALES.to_owned(), sold);
    line(SUBSIDY.to_owned(), statement.pot_cents - third - sold);
    if lines.is_empty() {
        return Ok(());
    }
    let reference = format!("pass-settlement:{}", period.id);
    ledger::post(write, &Movement { reference: &reference, label: &period.name, lines }).await?;
    Ok(())
}

/// The statement of a period, as published.
pub async fn statement(query: &mut impl Query, period: &str) -> Result<Option<(String, Statement)>> {
    let sql = "SELECT body FROM pass_accounts_statements WHERE period = $1";
    let Some(row) = query.optional(sql, params![period]).await? else { return Ok(None) };
    let text: String = row.get(0)?;
    let statement = serde_json::from_str(&text).map_err(|error| Error::Kept(error.to_string()))?;
    Ok(Some((text, statement)))
}

/// The key statements are signed by; made when the first is.
async fn signing_key(write: &mut Write) -> Result<[u8; 32]> {
    let sql = "SELECT secret FROM pass_accounts_keys ORDER BY made_at DESC, public LIMIT 1";
    if let Some(row) = write.optional(sql, params![]).await? {
        return from_hex(row.text(0)?).ok_or_else(|| Error::Kept("the key that signs statements".to_owned()));
    }
    let secret = from_hex(&new_secret()).ok_or_else(|| Error::Kept("a new key".to_owned()))?;
    let now = write.clock().now_ms();
    let sql = "INSERT INTO pass_accounts_keys (public, secret, made_at) VALUES ($1, $2, $3)";
    write.execute(sql, params![public_key(&secret), hex(&secret), now]).await?;
    Ok(secret)
}

/// The public key statements are signed by, in hexadecimal; none before the first.
pub async fn statement_key(query: &mut impl Query) -> Result<Option<String>> {
    let sql = "SELECT public FROM pass_accounts_keys ORDER BY made_at DESC, public LIMIT 1";
    Ok(query.optional(sql, params![]).await?.map(|row| row.get(0)).transpose()?)
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}
