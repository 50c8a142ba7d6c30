//! Machines: who may ask, and what each may learn.

use std::net::{IpAddr, Ipv6Addr};

use ipnet::IpNet;
use people::{Actor, audit};
use rand::RngExt as _;
use serde_json::json;
use sha2::{Digest, Sha256};
use sip2::Encoding;
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// Letters and digits that are not taken for one another: somebody types them on a machine's screen.
const ALPHABET: &[u8; 30] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";
/// 24 of 30 signs: 117 bits.
const SECRET_SIGNS: usize = 24;
const LOGIN_SIGNS: usize = 4;
const LONGEST_NAME: usize = 80;
const MOST_NETWORKS: usize = 20;

/// What is set for a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What it is called.
    pub name: String,
    /// The institution where it stands, or that answers for the vendor.
    pub institution: String,
    /// Where it may call from; none for anywhere.
    pub networks: Vec<IpNet>,
    /// The letters it speaks.
    pub encoding: Encoding,
    /// Whether it is told names.
    pub sees_name: bool,
    /// Whether it is told birth dates.
    pub sees_birth: bool,
    /// Whether it is told e-mail addresses.
    pub sees_email: bool,
    /// Whether a card is checked without its PIN.
    pub without_pin: bool,
    /// The door of a resource: then a card is good when it may enter there, now.
    pub door: Option<String>,
    /// Whether each check is an entry at that door: counted, with its seat, its quota and its price.
    pub counts_entry: bool,
}

/// A machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Identifier.
    pub id: String,
    /// Its login (CN).
    pub login: String,
    /// What is set.
    pub settings: Settings,
    /// Whether it may sign in.
    pub enabled: bool,
    /// When it was made, in milliseconds.
    pub made_at_ms: i64,
    /// When its password was made, in milliseconds.
    pub secret_at_ms: i64,
    /// When it last asked something, to the minute or so.
    pub seen_at_ms: Option<i64>,
    secret_hash: String,
}

impl Machine {
    /// Whether a password is this machine's, and it may sign in from there.
    #[must_use]
    pub fn lets_in(&self, password: &str, peer: IpAddr) -> bool {
        // Both are hashes: how long the comparison takes says nothing of the password.
        self.enabled && self.calls_from(peer) && self.secret_hash == hash(password)
    }

    /// Whether its password is still the one it had.
    #[must_use]
    pub fn has_password_of(&self, before: &Self) -> bool {
        self.secret_hash == before.secret_hash
    }

    /// Whether it may call from an address.
    #[must_use]
    pub fn calls_from(&self, peer: IpAddr) -> bool {
        let (networks, peer) = (&self.settings.networks, peer.to_canonical());
        networks.is_empty() || networks.iter().any(|network| network.contains(&peer))
    }

    /// The address under which the hub counts this machine's failed attempts: one of its own, whatever network it calls from,
    /// so that what one machine gets wrong shuts no other (a library's machines often share one address), and moving it
    /// changes nothing. Of the range of private IPv6 networks (RFC 4193): sixty-four bits of its identifier's hash.
    #[must_use]
    pub fn counted_as(&self) -> IpAddr {
        let hash = Sha256::digest(self.id.as_bytes());
        let mut octets = [0; 16];
        octets[0] = 0xfd;
        octets[1..8].copy_from_slice(&hash[..7]);
        IpAddr::V6(Ipv6Addr::from(octets))
    }
}

fn hash(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn signs(count: usize) -> String {
    let mut random = rand::rng();
    (0..count).map(|_| char::from(ALPHABET[random.random_range(0..ALPHABET.len())])).collect()
}

/// Reads networks as typed: addresses (`192.0.2.7`) and ranges (`192.0.2.0/24`, `2001:db8::/56`), between blanks, commas or
/// lines.
///
/// # Errors
/// [`Error::Field`] `networks`.
pub fn read_networks(typed: &str) -> Result<Vec<IpNet>> {
    let wrong = |message| Error::Field { field: "networks", message };
    let mut networks = Vec::new();
    for part in
        typed.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';')).filter(|part| !part.is_empty())
    {
        let network = part.parse::<IpNet>().or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
        networks.push(network.map_err(|_| wrong("sip-networks-wrong"))?.trunc());
    }
    networks.sort_unstable();
    networks.dedup();
    if networks.len() > MOST_NETWORKS { Err(wrong("sip-networks-many")) } else { Ok(networks) }
}

fn checked(settings: &Settings) -> Result<Settings> {
    let name = settings.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Error::Field { field: "name", message: "sip-name-needed" });
    }
    if settings.counts_entry && settings.door.is_none() {
        return Err(Error::Field { field: "counts_entry", message: "sip-door-needed" });
    }
    Ok(Settings { name, ..settings.clone() })
}

fn written(networks: &[IpNet]) -> String {
    networks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Makes a machine, enabled. Gives it with its password, which is not kept: to be shown once.
///
/// # Errors
/// [`Error::Field`], [`Error::NotFound`] when there is no such institution or door.
pub async fn make(write: &mut Write, settings: &Settings, actor: &Actor) -> Result<(Machine, String)> {
    let settings = checked(settings)?;
    let institution = programme::institution::by_id(write, &settings.institution).await?;
    if let Some(door) = &settings.door {
        access::doors::by_id(write, door).await?;
    }
    let secret = signs(SECRET_SIGNS);
    let now = write.clock().now_ms();
    let machine = Machine {
        id: new_id(),
        login: format!("{}-{}", institution.code, signs(LOGIN_SIGNS)),
        settings,
        enabled: true,
        made_at_ms: now,
        secret_at_ms: now,
        seen_at_ms: None,
        secret_hash: hash(&secret),
    };
    let is = &machine.settings;
    write
        .execute(
            "INSERT INTO sip2_server_machines (id, name, institution, login, secret_hash, secret_at, networks, encoding,
                 sees_name, sees_birth, sees_email, without_pin, door, counts_entry, enabled, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $6)",
            params![
                &machine.id,
                &is.name,
                &is.institution,
                &machine.login,
                &machine.secret_hash,
                now,
                written(&is.networks),
                is.encoding.code(),
                is.sees_name,
                is.sees_birth,
                is.sees_email,
                is.without_pin,
                is.door.as_deref(),
                is.counts_entry,
                true
            ],
        )
        .await?;
    note(write, actor, "machine.made", &machine, &told(is)).await?;
    Ok((machine, secret))
}

/// Changes what is set for a machine. Its institution stays.
///
/// # Errors
/// [`Error::Field`], [`Error::NotFound`].
pub async fn set(write: &mut Write, id: &str, settings: &Settings, actor: &Actor) -> Result<()> {
    let is = checked(settings)?;
    let machine = by_id(write, id).await?;
    if let Some(door) = &is.door {
        access::doors::by_id(write, door).await?;
    }
    write
        .execute(
            "UPDATE sip2_server_machines SET name = $1, networks = $2, encoding = $3, sees_name = $4, sees_birth = $5,
                 sees_email = $6, without_pin = $7, door = $8, counts_entry = $9 WHERE id = $10",
            params![
                &is.name,
                written(&is.networks),
                is.encoding.code(),
                is.sees_name,
                is.sees_birth,
                is.sees_email,
                is.without_pin,
                is.door.as_deref(),
                is.counts_entry,
                id
            ],
        )
        .await?;
    note(write, actor, "machine.set", &machine, &told(&is)).await
}

/// Gives a machine a new password, not kept: to be shown once. The old one opens nothing any more, and lines it opened end.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn renew_secret(write: &mut Write, id: &str, actor: &Actor) -> Result<(Machine, String)> {
    let machine = by_id(write, id).await?;
    let secret = signs(SECRET_SIGNS);
    let now = write.clock().now_ms();
    let sql = "UPDATE sip2_server_machines SET secret_hash = $1, secret_at = $2 WHERE id = $3";
    write.execute(sql, params![hash(&secret), now, id]).await?;
    note(write, actor, "machine.password_changed", &machine, &json!({})).await?;
    Ok((by_id(write, id).await?, secret))
}

/// Lets a machine in, or shuts it out: its lines end at what they ask next.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn enable(write: &mut Write, id: &str, enabled: bool, actor: &Actor) -> Result<()> {
    let machine = by_id(write, id).await?;
    let sql = "UPDATE sip2_server_machines SET enabled = $1 WHERE id = $2";
    write.execute(sql, params![enabled, id]).await?;
    let action = if enabled { "machine.enabled" } else { "machine.disabled" };
    note(write, actor, action, &machine, &json!({})).await
}

/// Who decided what a machine learns is in the audit log; its password is not.
fn told(is: &Settings) -> serde_json::Value {
    json!({
        "networks": written(&is.networks),
        "sees_name": is.sees_name,
        "sees_birth": is.sees_birth,
        "sees_email": is.sees_email,
        "without_pin": is.without_pin,
        "door": is.door,
        "counts_entry": is.counts_entry,
    })
}

async fn note(
    write: &mut Write,
    actor: &Actor,
    action: &str,
    machine: &Machine,
    details: &serde_json::Value,
) -> Result<()> {
    audit::append(write, actor, action, &format!("machine:{}", machine.id), details).await?;
    Ok(())
}

const SELECT: &str =
    "SELECT id, name, institution, login, secret_hash, secret_at, networks, encoding, sees_name, sees_birth,
    sees_email, without_pin, door, counts_entry, enabled, made_at, seen_at FROM sip2_server_machines";

fn read(row: &Row) -> Result<Machine> {
    Ok(Machine {
        id: row.get(0)?,
        login: row.get(3)?,
        settings: Settings {
            name: row.get(1)?,
            institution: row.get(2)?,
            // A network nobody can read any more must not become "anywhere".
            networks: read_networks(row.text(6)?)?,
            encoding: Encoding::from_code(row.text(7)?).unwrap_or_default(),
            sees_name: row.get(8)?,
            sees_birth: row.get(9)?,
            sees_email: row.get(10)?,
            without_pin: row.get(11)?,
            door: row.get(12)?,
            counts_entry: row.get(13)?,
        },
        enabled: row.get(14)?,
        made_at_ms: row.get(15)?,
        secret_at_ms: row.get(5)?,
        seen_at_ms: row.get(16)?,
        secret_hash: row.get(4)?,
    })
}

/// The machine with this identifier.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Machine> {
    read(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The machine with this login.
pub async fn by_login(query: &mut impl Query, login: &str) -> Result<Option<Machine>> {
    query.optional(&format!("{SELECT} WHERE login = $1"), params![login]).await?.as_ref().map(read).transpose()
}

/// Every machine, by name.
pub async fn list(query: &mut impl Query) -> Result<Vec<Machine>> {
    query.all(&format!("{SELECT} ORDER BY name, id"), params![]).await?.iter().map(read).collect()
}
