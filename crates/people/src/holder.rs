//! Holders: the inhabitants among the accounts, and what a door needs to know of them.

use jiff::civil::Date;
use store::prelude::*;

use crate::account::{insert_account, normal_email};
use crate::card::{self, Card};
use crate::{AccountState, Error, People, Result};

/// From this age one sees to one's own card (Code civil, article 414).
pub const OF_AGE: u8 = 18;

/// What a door needs to know of an inhabitant, and no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The account's identifier.
    pub account: String,
    /// Name as shown: given name, family name.
    pub name: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Born on; unknown is not of any age.
    pub birth_date: Option<Date>,
    /// Postal code, as told.
    pub postal_code: Option<String>,
    /// INSEE code of the commune lived in.
    pub commune: Option<String>,
    /// The library of registration, by its institution's identifier.
    pub library: Option<String>,
    /// The account of the parent who sees to this card.
    pub guardian: Option<String>,
    /// Whether the person asked that what they read be remembered for them.
    pub keeps_history: bool,
    /// Where the registration comes from: `desk`, `online` or `file`.
    pub origin: String,
    /// When the registration was made, in milliseconds since 1970 UTC.
    pub registered_at_ms: i64,
    /// When a desk saw the person, in milliseconds since 1970 UTC.
    pub confirmed_at_ms: Option<i64>,
}

impl Holder {
    /// Whole years lived on a day; unknown without a birth date or before it.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<u8> {
        age_on(self.birth_date?, day)
    }

    /// The account of the parent who sees to this card on a day; nobody's once its holder is of age.
    #[must_use]
    pub fn guardian_on(&self, day: Date) -> Option<&str> {
        self.guardian.as_deref().filter(|_| self.age_on(day).is_none_or(|age| age < OF_AGE))
    }
}

/// Whole years lived on a day by someone born on another. Who was born on 29 February grows older on 1 March, as French
/// law counts from day to day.
#[must_use]
pub fn age_on(born: Date, day: Date) -> Option<u8> {
    let years = i32::from(day.year()) - i32::from(born.year());
    let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
    u8::try_from(years - i32::from(before_birthday)).ok()
}

/// A registration.
#[derive(Debug, Clone, Default)]
pub struct NewHolder<'a> {
    /// Given name.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Born on.
    pub birth_date: Option<Date>,
    /// Postal code.
    pub postal_code: Option<&'a str>,
    /// INSEE code of the commune.
    pub commune: Option<&'a str>,
    /// The library of registration, by its institution's identifier.
    pub library: Option<&'a str>,
    /// The account of the parent who sees to the card.
    pub guardian: Option<&'a str>,
    /// `fr`, `nl` or `en`.
    pub language: &'a str,
    /// An e-mail address known to be theirs. One merely typed waits for its link: see
    /// [`People::ask_email`](crate::People::ask_email).
    pub email: Option<&'a str>,
    /// `desk`, `online` or `file`.
    pub origin: &'a str,
    /// The line of a patron file, unique.
    pub source: Option<&'a str>,
    /// Whether a desk has seen the person.
    pub confirmed: bool,
    /// Made for the demonstration.
    pub demo: bool,
}

/// Someone as a list of search results shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Who.
    pub holder: Holder,
    /// Their card of today.
    pub card: Option<Card>,
}

const COLUMNS: &str = "h.account, h.given_name, h.family_name, h.birth_date, h.postal_code, h.commune, h.library,
    h.guardian, h.keeps_history, h.origin, h.registered_at, h.confirmed_at";
const CARD: &str = "c.id, c.number, c.account, c.state, c.issued_at, c.valid_until";
const WITH_CARD: &str = "FROM people_holders h LEFT JOIN people_cards c
    ON c.account = h.account AND c.state IN ('pending', 'active', 'suspended')";

fn from_row(row: &Row) -> store::Result<Holder> {
    let (given_name, family_name): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Holder {
        account: row.get(0)?,
        name: full_name(&given_name, &family_name),
        given_name,
        family_name,
        birth_date: row.get::<Option<String>>(3)?.and_then(|text| text.parse().ok()),
        postal_code: row.get(4)?,
        commune: row.get(5)?,
        library: row.get(6)?,
        guardian: row.get(7)?,
        keeps_history: row.get(8)?,
        origin: row.get(9)?,
        registered_at_ms: row.get(10)?,
        confirmed_at_ms: row.get(11)?,
    })
}

fn found(row: &Row) -> store::Result<Found> {
    let card = match row.get::<Option<String>>(12)? {
        Some(_) => Some(card::from_row(row, 12)?),
        None => None,
    };
    Ok(Found { holder: from_row(row)?, card })
}

fn full_name(given: &str, family: &str) -> String {
    format!("{} {}", given.trim(), family.trim()).trim().to_owned()
}

/// The words of a name by which it is found: folded, without what is neither letter nor digit.
fn words(text: &str) -> Vec<String> {
    let folded = french_text::folded(text);
    let mut words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(60).collect())
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Family name first, folded: how lists are ordered and twins recognised.
fn sort_name(given: &str, family: &str) -> String {
    let words = |text: &str| {
        let folded = french_text::folded(text);
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    format!("{}, {}", words(family), words(given))
}

/// Registers someone: an account and what is known of its holder. Gives the account's identifier. The card comes next,
/// in the same transaction.
///
/// # Errors
/// [`Error::EmailTaken`] when another account has the address, [`Error::NameNeeded`].
pub async fn insert(write: &mut Write, new: &NewHolder<'_>) -> Result<String> {
    let (given, family) = names(new.given_name, new.family_name)?;
    let email = new.email.map(normal_email).transpose()?;
    let name = full_name(given, family);
    let account = insert_account(write, &name, email.as_deref(), new.language, AccountState::Active, new.demo).await?;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO people_holders (account, given_name, family_name, sort_name, birth_date, postal_code, commune,
                 library, guardian, keeps_history, origin, source, registered_at, confirmed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            params![
                &account,
                given,
                family,
                sort_name(given, family),
                new.birth_date.map(|date| date.to_string()),
                new.postal_code,
                new.commune,
                new.library,
                new.guardian,
                false,
                new.origin,
                new.source,
                now,
                new.confirmed.then_some(now)
            ],
        )
        .await?;
    insert_words(write, &account, &name).await?;
    Ok(account)
}

fn names<'a>(given: &'a str, family: &'a str) -> Result<(&'a str, &'a str)> {
    let (given, family) = (given.trim(), family.trim());
    let fits = |name: &str| name.chars().count() <= 100 && !name.chars().any(char::is_control);
    if family.is_empty() || !fits(given) || !fits(family) || words(family).is_empty() {
        return Err(Error::NameNeeded);
    }
    Ok((given, family))
}

async fn insert_words(write: &mut Write, account: &str, name: &str) -> Result<()> {
    for word in words(name) {
        write
            .execute("INSERT INTO people_holder_words (word, account) VALUES ($1, $2)", params![word, account])
            .await?;
    }
    Ok(())
}

/// Changes what is known of a holder: everything in `new` but its e-mail address, origin, source and demonstration's
/// mark.
pub async fn update(write: &mut Write, account: &str, new: &NewHolder<'_>) -> Result<()> {
    let (given, family) = names(new.given_name, new.family_name)?;
    let changed = write
        .execute(
            "UPDATE people_holders SET given_name = $2, family_name = $3, sort_name = $4, birth_date = $5,
                 postal_code = $6, commune = $7, library = $8, guardian = $9
             WHERE account = $1",
            params![
                account,
                given,
                family,
                sort_name(given, family),
                new.birth_date.map(|date| date.to_string()),
                new.postal_code,
                new.commune,
                new.library,
                new.guardian
            ],
        )
        .await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let name = full_name(given, family);
    write
        .execute(
            "UPDATE people_accounts SET name = $2, language = $3 WHERE id = $1",
            params![account, &name, new.language],
        )
        .await?;
    write.execute("DELETE FROM people_holder_words WHERE account = $1", params![account]).await?;
    insert_words(write, account, &name).await
}

/// Notes that a desk has seen the person.
pub async fn confirm(write: &mut Write, account: &str) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "UPDATE people_holders SET confirmed_at = $2 WHERE account = $1 AND confirmed_at IS NULL",
            params![account, now],
        )
        .await?;
    Ok(())
}

/// Chooses whether what the person reads is remembered for them.
pub async fn keep_history(write: &mut Write, account: &str, keep: bool) -> Result<()> {
    let changed = write
        .execute("UPDATE people_holders SET keeps_history = $2 WHERE account = $1", params![account, keep])
        .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Chooses the language of an account's pages and letters.
pub async fn set_language(write: &mut Write, account: &str, language: &str) -> Result<()> {
    write.execute("UPDATE people_accounts SET language = $2 WHERE id = $1", params![account, language]).await?;
    Ok(())
}

/// The holder behind an account; nothing for staff without a card.
pub async fn by_account(query: &mut impl Query, account: &str) -> Result<Option<Holder>> {
    let sql = format!("SELECT {COLUMNS} FROM people_holders h WHERE h.account = $1");
    let row = query.optional(&sql, params![account]).await?;
    Ok(row.map(|row| from_row(&row)).transpose()?)
}

/// The holder and the card of today made from a line of a patron file.
pub async fn by_source(query: &mut impl Query, source: &str) -> Result<Option<Found>> {
    let sql = format!("SELECT {COLUMNS}, {CARD} {WITH_CARD} WHERE h.source = $1");
    let row = query.optional(&sql, params![source]).await?;
    Ok(row.map(|row| found(&row)).transpose()?)
}

/// Those whose name has words beginning with each word typed, whatever accents and order, by name, at most `limit`.
pub async fn find(query: &mut impl Query, typed: &str, limit: u32) -> Result<Vec<Found>> {
    let typed = words(typed);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = format!("SELECT {COLUMNS}, {CARD} {WITH_CARD} WHERE 1 = 1");
    let mut values = Vec::new();
    for word in typed.iter().take(5) {
        let at = values.len() + 1;
        // Words are letters and digits: between a beginning and the same followed by a run of the last letter lie, in
        // every alphabetical order, the words that begin so.
        sql.push_str(&format!(
            " AND h.account IN (SELECT account FROM people_holder_words
               WHERE (word >= ${at} AND word <= ${}) OR word = ${at})",
            at + 1
        ));
        values.push(Value::from(word.as_str()));
        values.push(Value::from(format!("{word}zzzzzzzzzzzzzzzz")));
    }
    sql.push_str(&format!(" ORDER BY h.sort_name, h.birth_date, h.account LIMIT ${}", values.len() + 1));
    values.push(Value::from(limit));
    let rows = query.all(&sql, values).await?;
    rows.iter().map(|row| Ok(found(row)?)).collect()
}

/// Others registered under the same name and birth date: most probably the same person.
pub async fn twins(query: &mut impl Query, given: &str, family: &str, born: Date) -> Result<Vec<Found>> {
    let sql = format!(
        "SELECT {COLUMNS}, {CARD} {WITH_CARD} WHERE h.sort_name = $1 AND h.birth_date = $2 ORDER BY h.account LIMIT 5"
    );
    let rows = query.all(&sql, params![sort_name(given, family), born.to_string()]).await?;
    rows.iter().map(|row| Ok(found(row)?)).collect()
}

/// Those whose card this person sees to on a day, eldest first: not those who are of age by then.
pub async fn children_on(query: &mut impl Query, guardian: &str, day: Date) -> Result<Vec<Found>> {
    let mut children = children(query, guardian).await?;
    children.retain(|child| child.holder.guardian_on(day).is_some());
    Ok(children)
}

async fn children(query: &mut impl Query, guardian: &str) -> Result<Vec<Found>> {
    let sql = format!("SELECT {COLUMNS}, {CARD} {WITH_CARD} WHERE h.guardian = $1 ORDER BY h.birth_date, h.account");
    let rows = query.all(&sql, params![guardian]).await?;
    rows.iter().map(|row| Ok(found(row)?)).collect()
}

/// Registrations waiting for a desk, the oldest first; of one library if given.
pub async fn waiting(query: &mut impl Query, library: Option<&str>, limit: u32) -> Result<Vec<Found>> {
    let sql = format!(
        "SELECT {COLUMNS}, {CARD} {WITH_CARD} WHERE h.confirmed_at IS NULL AND ($1 = '' OR h.library = $1)
         ORDER BY h.registered_at, h.account LIMIT $2"
    );
    let rows = query.all(&sql, params![library.unwrap_or_default(), limit]).await?;
    rows.iter().map(|row| Ok(found(row)?)).collect()
}

/// Accounts registered online before an instant (milliseconds since 1970 UTC) and never seen at a desk, by identifier,
/// those after one (empty for the first), at most `limit`.
pub async fn unconfirmed_before(
    query: &mut impl Query,
    before_ms: i64,
    after: &str,
    limit: u32,
) -> Result<Vec<String>> {
    let rows = query
        .all(
            "SELECT account FROM people_holders WHERE confirmed_at IS NULL AND registered_at < $1 AND account > $2
             ORDER BY account LIMIT $3",
            params![before_ms, after, limit],
        )
        .await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Whether an account has this address. For files whose addresses are known to be read by whom they name.
pub async fn email_is_taken(query: &mut impl Query, email: &str) -> Result<bool> {
    let Ok(email) = normal_email(email) else { return Ok(false) };
    Ok(query.optional("SELECT 1 FROM people_accounts WHERE email = $1", params![email]).await?.is_some())
}

/// Whether an account has a role of the staff: a desk then changes none of the ways it signs in.
pub async fn is_staff(query: &mut impl Query, account: &str) -> Result<bool> {
    Ok(query.optional("SELECT 1 FROM people_roles WHERE account = $1", params![account]).await?.is_some())
}

/// The language of an account's pages and letters.
pub async fn language(query: &mut impl Query, account: &str) -> Result<String> {
    Ok(query.one("SELECT language FROM people_accounts WHERE id = $1", params![account]).await?.get(0)?)
}

/// The addresses letters to an account may have gone to: its own, and those waiting to be confirmed.
pub async fn addresses(query: &mut impl Query, account: &str) -> Result<Vec<String>> {
    let rows = query
        .all(
            "SELECT email FROM people_accounts WHERE id = $1 AND email IS NOT NULL
             UNION SELECT email FROM people_links WHERE account = $1",
            params![account],
        )
        .await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Removes an account and all this room knows of it: names, cards, secrets, sessions, links. The audit log keeps the
/// identifier, which then names nobody. Who still has a role of the staff is not removed.
///
/// # Errors
/// [`Error::IsStaff`], [`Error::NotFound`].
pub async fn erase(write: &mut Write, account: &str) -> Result<()> {
    let roles = write.one("SELECT count(*) FROM people_roles WHERE account = $1", params![account]).await?;
    if roles.get::<i64>(0)? > 0 {
        return Err(Error::IsStaff);
    }
    // The rest goes with it (ON DELETE CASCADE).
    let gone = write.execute("DELETE FROM people_accounts WHERE id = $1", params![account]).await?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

impl People {
    /// The holder behind an account; nothing for staff without a card.
    pub async fn holder(&self, account: &str) -> Result<Option<Holder>> {
        by_account(&mut self.db().read().await?, account).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ages_are_whole_years() {
        let born = date(2008, 11, 23);
        assert_eq!(age_on(born, date(2026, 11, 22)), Some(17));
        assert_eq!(age_on(born, date(2026, 11, 23)), Some(18));
        assert_eq!(age_on(born, date(2008, 11, 22)), None, "not yet born");
        assert_eq!(age_on(date(2008, 2, 29), date(2026, 2, 28)), Some(17));
        assert_eq!(age_on(date(2008, 2, 29), date(2026, 3, 1)), Some(18));
    }

    #[test]
    fn names_are_found_whatever_their_accents() {
        assert_eq!(words("Éléonore  D'Œuvre-Łęcka"), ["d", "eleonore", "lecka", "oeuvre"]);
        assert_eq!(sort_name("Zoé", "de La Tour"), "de la tour, zoe");
    }
}
