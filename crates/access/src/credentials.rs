//! Codes: what a holder shows at a door that has no network.
//!
//! A right has one living code. Its text is not kept: it is signed again, always the same, from what it says. Nothing
//! says twice that a code is revoked: the status list is computed from the state and end of its right, so that
//! [`rights::set_state`](crate::rights::set_state) and [`rights::set_end`](crate::rights::set_end) are enough. A code whose
//! right was erased is invalid for ever.

use std::collections::{HashMap, HashSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use credential::desk_record::{self, DeskRecord};
use credential::proof::Secret;
use credential::status_list::{Published, Status, StatusList};
use credential::{Claims, Kind, number};
use jiff::Timestamp;
use store::prelude::*;

use crate::keyring::{self, Purpose, from_hex};
use crate::uses::hex;
use crate::{Error, Result, Right, RightKind, RightState, rights};

/// A code of a right without end is good for five years; issued again in its last three months, it is a new one.
const OPEN_DAYS: i64 = 5 * 366;
const OPEN_RENEW_DAYS: i64 = 92;
const DAY_SECONDS: i64 = 86_400;
/// After how long a door should ask for the status list again, and how long it may go on with one, in seconds.
const LIST_ASK_AGAIN: u32 = 3_600;
const LIST_SERVES: i64 = 31 * DAY_SECONDS;

/// A code issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// What it says.
    pub claims: Claims,
    /// The right it stands for; none once its holder has gone.
    pub right: Option<String>,
    /// The number printed beside it (eleven digits); none once its holder has gone.
    pub number: Option<String>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When another code took its place.
    pub revoked_at: Option<Timestamp>,
    kid: i64,
}

/// Gives the right its code, or the one it has when that still says what the right is. A right that was prolonged,
/// or admits others than before, gets a new code, and the old one is revoked; one that ends sooner keeps its code.
///
/// `scope` is 0, or the number of an item ([`scopes::number`](crate::scopes::number)).
pub async fn issue(write: &mut Write, right: &str, scope: u32) -> Result<String> {
    write.exclusive("access.credentials").await?;
    keyring::prepare(write).await?;
    let right = rights::by_id(write, right).await?;
    let now = write.clock().now().as_second();
    let wanted = wanted(&right, scope, now)?;
    if let Some(living) = living(write, &right.id).await? {
        let (key, revoked) = keyring::by_kid(write, living.kid).await?;
        let serves_long = match right.valid_until {
            Some(_) => living.claims.expires >= wanted.expires,
            None => living.claims.expires > now + OPEN_RENEW_DAYS * DAY_SECONDS,
        };
        let Claims { id, status_index, expires, .. } = living.claims;
        if !revoked && serves_long && (Claims { id, status_index, expires, ..wanted.clone() }) == living.claims {
            return Ok(credential::sign(&living.claims, &key)?);
        }
        return Ok(put(write, &right.id, wanted, Some(living)).await?.0);
    }
    Ok(put(write, &right.id, wanted, None).await?.0)
}

/// A code just given: its text, and the number printed beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The text.
    pub text: String,
    /// The number (eleven digits).
    pub number: String,
}

/// Gives rights just issued their first code, all at once: what a busy sale does instead of [`issue`] for each. Gives
/// the codes in order. A right that has a code already must not be among them.
pub async fn issue_many(write: &mut Write, rights: &[Right], scope: u32) -> Result<Vec<Given>> {
    write.exclusive("access.credentials").await?;
    keyring::prepare(write).await?;
    let key = keyring::current(write, Purpose::Code).await?;
    let clock = write.clock().now();
    let row = write.one("SELECT COALESCE(MAX(status_index), -1) + 1 FROM access_credentials", params![]).await?;
    let first = row.get::<i64>(0)?;
    let numbers = new_numbers(write, rights.len()).await?;
    let mut rows = Vec::with_capacity(rights.len());
    let mut given = Vec::with_capacity(rights.len());
    for ((right, number), index) in rights.iter().zip(numbers).zip(first..) {
        let mut claims = wanted(right, scope, clock.as_second())?;
        claims.status_index =
            u32::try_from(index).map_err(|_| Error::Senseless("every index of the status list was given"))?;
        let text = sign_soundly(&mut claims, &key)?;
        rows.push([
            Value::from(hex(&claims.id)),
            Value::from(right.id.clone()),
            Value::from(number.clone()),
            Value::from(claims.status_index),
            Value::from(key.id().number()),
            Value::from(claims.kind.number()),
            Value::from(claims.scope),
            Value::from(claims.not_before),
            Value::from(claims.expires),
            Value::from(claims.admits),
            Value::from(clock.as_millisecond()),
        ]);
        given.push(Given { text, number });
    }
    let columns = [
        "cti",
        "right_id",
        "number",
        "status_index",
        "kid",
        "kind",
        "scope",
        "not_before",
        "expires",
        "admits",
        "issued_at",
    ];
    write.insert_many("access_credentials", &columns, rows, None).await?;
    Ok(given)
}

/// Numbers nobody has: drawn, and drawn again for those taken. Under the lock of codes.
async fn new_numbers(write: &mut Write, count: usize) -> Result<Vec<String>> {
    let mut numbers: HashSet<String> = HashSet::with_capacity(count);
    while numbers.len() < count {
        let mut drawn: HashSet<String> = HashSet::new();
        while numbers.len() + drawn.len() < count {
            let number = number::of(rand::random());
            if !numbers.contains(&number) {
                drawn.insert(number);
            }
        }
        let drawn: Vec<String> = drawn.into_iter().collect();
        let mut taken: HashSet<String> = HashSet::new();
        for some in drawn.chunks(500) {
            let sql =
                format!("SELECT number FROM access_credentials WHERE number IN {}", store::in_list(1, some.len()));
            for row in write.all(&sql, some.iter().map(Value::from).collect()).await? {
                taken.insert(row.get(0)?);
            }
        }
        numbers.extend(drawn.into_iter().filter(|number| !taken.contains(number)));
    }
    Ok(numbers.into_iter().collect())
}

/// Draws the identifier of a code until its text has no blanks that a page, a letter or a hand may lose.
fn sign_soundly(claims: &mut Claims, key: &credential::SigningKey) -> Result<String> {
    loop {
        claims.id = rand::random();
        let text = credential::sign(claims, key)?;
        if !text.ends_with(' ') && !text.contains("  ") {
            return Ok(text);
        }
    }
}

/// Gives the right a new code in place of the one it has (lost, seen by others, two conflicts at doors): the old one
/// is revoked, and what the desk sees of the holder goes over to the new one.
pub async fn reissue(write: &mut Write, right: &str) -> Result<String> {
    write.exclusive("access.credentials").await?;
    keyring::prepare(write).await?;
    let right = rights::by_id(write, right).await?;
    let living = living(write, &right.id).await?.ok_or(Error::NotFound)?;
    let wanted = wanted(&right, living.claims.scope, write.clock().now().as_second())?;
    Ok(put(write, &right.id, wanted, Some(living)).await?.0)
}

/// What the code of a right must say, its identifier and index aside.
fn wanted(right: &Right, scope: u32, now: i64) -> Result<Claims> {
    let kind = match right.kind {
        RightKind::MuseumPass => Kind::Pass,
        RightKind::Ticket => Kind::Ticket,
        RightKind::LibraryCard => Kind::Card,
        RightKind::Invitation => Kind::Invitation,
        RightKind::Loan => return Err(Error::Senseless("a loan has no code")),
    };
    Ok(Claims {
        id: [0; 8],
        kind,
        scope,
        not_before: right.valid_from.as_second(),
        expires: right.valid_until.map_or(now + OPEN_DAYS * DAY_SECONDS, Timestamp::as_second),
        status_index: 0,
        admits: u8::try_from(right.admits).map_err(|_| Error::Senseless("a code admits 255 people at most"))?,
    })
}

/// Writes a new code, revoking the one before.
async fn put(
    write: &mut Write,
    right: &str,
    mut claims: Claims,
    before: Option<Credential>,
) -> Result<(String, Claims)> {
    let key = keyring::current(write, Purpose::Code).await?;
    let row = write.one("SELECT COALESCE(MAX(status_index), -1) + 1 FROM access_credentials", params![]).await?;
    claims.status_index =
        u32::try_from(row.get::<i64>(0)?).map_err(|_| Error::Senseless("every index of the status list was given"))?;
    let text = sign_soundly(&mut claims, &key)?;
    let now = write.clock().now_ms();
    if let Some(before) = &before {
        let sql = "UPDATE access_credentials SET revoked_at = $1 WHERE cti = $2";
        write.execute(sql, params![now, hex(&before.claims.id)]).await?;
    }
    let insert = "INSERT INTO access_credentials
            (cti, right_id, number, status_index, kid, kind, scope, not_before, expires, admits, issued_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (number) DO NOTHING";
    // One number in a hundred thousand may be taken already, once a hundred thousand are.
    let mut inserted = 0;
    while inserted == 0 {
        let values = params![
            hex(&claims.id),
            right,
            number::of(rand::random()),
            claims.status_index,
            key.id().number(),
            claims.kind.number(),
            claims.scope,
            claims.not_before,
            claims.expires,
            claims.admits,
            now
        ];
        inserted = write.execute(insert, values).await?;
    }
    if let Some(before) = before {
        move_desk_record(write, right, &before, &text).await?;
    }
    Ok((text, claims))
}

const SELECT: &str = "SELECT cti, right_id, number, status_index, kid, kind, scope, not_before, expires, admits,
    issued_at, revoked_at FROM access_credentials";

async fn living(query: &mut impl Query, right: &str) -> Result<Option<Credential>> {
    let sql = format!("{SELECT} WHERE right_id = $1 AND revoked_at IS NULL");
    query.optional(&sql, params![right]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Credential> {
    let kind = row.get::<i64>(5)?;
    Ok(Credential {
        claims: Claims {
            id: from_hex(row.text(0)?).ok_or(Error::Senseless("an identifier kept is not one"))?,
            kind: Kind::ALL
                .into_iter()
                .find(|known| i64::from(known.number()) == kind)
                .ok_or_else(|| Error::Unknown { what: "kind of code", value: kind.to_string() })?,
            scope: row.get::<i64>(6)? as u32,
            not_before: row.get(7)?,
            expires: row.get(8)?,
            status_index: row.get::<i64>(3)? as u32,
            admits: row.get::<i64>(9)? as u8,
        },
        right: row.get(1)?,
        number: row.get(2)?,
        kid: row.get(4)?,
        issued_at: Timestamp::from_millisecond(row.get(10)?)?,
        revoked_at: row.get::<Option<i64>>(11)?.map(Timestamp::from_millisecond).transpose()?,
    })
}

/// The living code of a right, and its text; none when it has none or its key was taken back.
pub async fn of_right(query: &mut impl Query, right: &str) -> Result<Option<(Credential, String)>> {
    let Some(living) = living(query, right).await? else { return Ok(None) };
    let (key, revoked) = keyring::by_kid(query, living.kid).await?;
    if revoked {
        return Ok(None);
    }
    let text = credential::sign(&living.claims, &key)?;
    Ok(Some((living, text)))
}

/// The text of the living code of a right.
pub async fn text(query: &mut impl Query, right: &str) -> Result<Option<String>> {
    Ok(of_right(query, right).await?.map(|(_, text)| text))
}

/// The code of that identifier, living or not.
pub async fn by_id(query: &mut impl Query, id: &[u8; 8]) -> Result<Option<Credential>> {
    let row = query.optional(&format!("{SELECT} WHERE cti = $1"), params![hex(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// The codes of these identifiers, living or not.
pub async fn by_ids(query: &mut impl Query, ids: &[[u8; 8]]) -> Result<HashMap<[u8; 8], Credential>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let sql = format!("{SELECT} WHERE cti IN {}", store::in_list(1, some.len()));
        for row in query.all(&sql, some.iter().map(|id| Value::from(hex(id))).collect()).await? {
            let credential = read(&row)?;
            found.insert(credential.claims.id, credential);
        }
    }
    Ok(found)
}

/// The right a code stands for, whether the code is living or another took its place.
pub async fn right_of(query: &mut impl Query, id: &[u8; 8]) -> Result<Option<String>> {
    Ok(by_id(query, id).await?.and_then(|credential| credential.right))
}

/// The code whose number someone typed, living or not. A slip is an error that says what is wrong.
pub async fn by_number(query: &mut impl Query, typed: &str) -> Result<Option<Credential>> {
    let number = number::typed(typed)?;
    let row = query.optional(&format!("{SELECT} WHERE number = $1"), params![number]).await?;
    row.as_ref().map(read).transpose()
}

/// The right whose code has the number someone typed.
pub async fn right_of_number(query: &mut impl Query, typed: &str) -> Result<Option<String>> {
    Ok(by_number(query, typed).await?.and_then(|credential| credential.right))
}

/// The keys codes are verified with.
pub async fn key_ring(query: &mut impl Query) -> Result<credential::KeyRing> {
    keyring::ring(query, Purpose::Code).await
}

/// Rights still good whose code is under a key that was taken back: each is to be given another code with [`reissue`].
pub async fn under_revoked_keys(query: &mut impl Query, at: Timestamp) -> Result<Vec<String>> {
    let rows = query
        .all(
            "SELECT c.right_id FROM access_credentials c
             JOIN access_credential_keys k ON k.kid = c.kid
             JOIN access_rights r ON r.id = c.right_id
             WHERE k.revoked_at IS NOT NULL AND c.revoked_at IS NULL
               AND r.state IN ('active', 'suspended') AND (r.valid_until IS NULL OR r.valid_until > $1)
             ORDER BY c.status_index",
            params![at.as_millisecond()],
        )
        .await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// What the telephone that shows this right's code needs for its proof of the minute: the number of the epoch and the
/// secret, under the newest secret of gates. None when the right has no code.
pub async fn proof_secret(query: &mut impl Query, right: &str, at: Timestamp) -> Result<Option<(u32, Secret)>> {
    let Some(living) = living(query, right).await? else { return Ok(None) };
    let epochs = keyring::gate_epochs(query, at).await?;
    Ok(epochs.0.first().map(|epoch| (epoch.number, Secret::of(&epoch.key, &living.claims.id))))
}

/// How many lines of codes are read at once: in pieces rather than streamed, so that whoever awaits this can be sent from
/// thread to thread.
const AT_ONCE: i64 = 10_000;

/// The status of every code at an instant, from the state and end of its right.
pub async fn status_list(query: &mut impl Query, at: Timestamp) -> Result<StatusList> {
    let now = at.as_millisecond();
    let mut statuses: Vec<Status> = Vec::new();
    let sql = format!(
        "SELECT c.status_index, c.revoked_at, r.state, r.valid_until
         FROM access_credentials c LEFT JOIN access_rights r ON r.id = c.right_id
         WHERE c.status_index >= $1 ORDER BY c.status_index LIMIT {AT_ONCE}"
    );
    loop {
        let rows = query.all(&sql, params![statuses.len() as i64]).await?;
        for row in &rows {
            let index = row.get::<i64>(0)? as usize;
            // An index without a line stands for nothing that was issued.
            statuses.resize(index, Status::Invalid);
            let over = row.get::<Option<i64>>(3)?.is_some_and(|until| now >= until);
            let revoked = row.get::<Option<i64>>(1)?.is_some();
            let state: Option<String> = row.get(2)?;
            statuses.push(match state.as_deref() {
                Some(state) if !revoked && !over && state == RightState::Active.code() => Status::Valid,
                Some(state) if !revoked && !over && state == RightState::Suspended.code() => Status::Suspended,
                _ => Status::Invalid,
            });
        }
        if rows.len() < AT_ONCE as usize {
            return Ok(StatusList::of(statuses));
        }
    }
}

/// The status list, dated and signed, as it is published at an address.
pub async fn published_status_list(query: &mut impl Query, at: Timestamp, address: &str) -> Result<Vec<u8>> {
    let key = keyring::current(query, Purpose::Status).await?;
    let list = status_list(query, at).await?;
    let issued_at = at.as_second();
    let expires = issued_at + LIST_SERVES;
    Ok(Published { address: address.to_owned(), issued_at, expires, ask_again: LIST_ASK_AGAIN, list }.sign(&key))
}

/// A desk record as gates keep it: sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRecord {
    /// What it is found by, in hexadecimal ([`desk_record::lookup_id`]).
    pub lookup: String,
    /// The sealed record, in base64.
    pub sealed: String,
    /// When it changed, milliseconds since 1970.
    pub changed_at: i64,
}

/// Says what the desk sees of a holder when the card is in hand: a first name and perhaps a small picture. The right
/// must have a code.
pub async fn set_desk_record(write: &mut Write, right: &str, first_name: &str, picture: Option<&[u8]>) -> Result<()> {
    let (_, text) = of_right(write, right).await?.ok_or(Error::NotFound)?;
    let record = DeskRecord { first_name: first_name.trim().to_owned(), picture: picture.unwrap_or_default().to_vec() };
    seal(write, right, &record, &text).await
}

/// Takes away what the desk sees of a holder.
pub async fn remove_desk_record(write: &mut Write, right: &str) -> Result<()> {
    write.execute("DELETE FROM access_desk_records WHERE right_id = $1", params![right]).await?;
    Ok(())
}

async fn seal(write: &mut Write, right: &str, record: &DeskRecord, text: &str) -> Result<()> {
    let signature = credential::signature(text).map_err(|_| Error::Senseless("a code of ours cannot be read"))?;
    let sealed = desk_record::seal(record, &signature)?;
    let lookup = desk_record::lookup_id(&signature);
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO access_desk_records (right_id, lookup, sealed, changed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (right_id) DO UPDATE SET lookup = excluded.lookup, sealed = excluded.sealed,
                 changed_at = excluded.changed_at",
            params![right, hex(&lookup.0), BASE64.encode(sealed), now],
        )
        .await?;
    Ok(())
}

/// What was sealed under the old code is sealed under the new one.
async fn move_desk_record(write: &mut Write, right: &str, before: &Credential, text: &str) -> Result<()> {
    let sql = "SELECT sealed FROM access_desk_records WHERE right_id = $1";
    let Some(row) = write.optional(sql, params![right]).await? else { return Ok(()) };
    let sealed = BASE64.decode(row.text(0)?).map_err(|_| Error::Senseless("a desk record kept is not one"))?;
    let (key, _) = keyring::by_kid(write, before.kid).await?;
    let old = credential::sign(&before.claims, &key)?;
    let signature = credential::signature(&old).map_err(|_| Error::Senseless("a code of ours cannot be read"))?;
    let record = desk_record::open(&sealed, &signature)?;
    seal(write, right, &record, text).await
}

/// The desk records of rights that are active, changed since an instant (milliseconds since 1970; 0 for all).
pub async fn desk_records(query: &mut impl Query, since: i64) -> Result<Vec<SealedRecord>> {
    let rows = query
        .all(
            "SELECT d.lookup, d.sealed, d.changed_at FROM access_desk_records d
             JOIN access_rights r ON r.id = d.right_id
             WHERE d.changed_at >= $1 AND r.state = 'active' ORDER BY d.changed_at, d.lookup",
            params![since],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(SealedRecord { lookup: row.get(0)?, sealed: row.get(1)?, changed_at: row.get(2)? }))
        .collect()
}
