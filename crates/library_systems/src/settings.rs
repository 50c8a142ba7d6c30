//! How a library's own system is reached: what the office writes down.

use std::collections::BTreeMap;

use jiff::Timestamp;
use people::{Actor, audit};
use programme::sealing::Sealer;
use store::prelude::*;

use crate::mine::links;
use crate::{Error, Result, Secret, tls};

/// The lock of whoever changes settings, or keeps what hangs on them.
pub(crate) const LOCK: &str = "library_systems.settings";

/// What a system speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// 3M Standard Interchange Protocol 2.00, over a socket.
    Sip2,
    /// ILS-DI as Koha speaks it, over HTTP.
    IlsDi,
}

impl Protocol {
    /// Every protocol.
    pub const ALL: [Self; 2] = [Self::Sip2, Self::IlsDi];

    /// Its name in tables and forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sip2 => "sip2",
            Self::IlsDi => "ils-di",
        }
    }

    /// The protocol of a name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The encodings a SIP2 system's text may have: their names in tables and forms.
pub const ENCODINGS: [&str; 4] = ["utf-8", "windows-1252", "iso-8859-1", "cp850"];

/// A place where holds are picked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pickup {
    /// Its name in the library's system.
    pub code: String,
    /// Its name for people.
    pub label: String,
}

/// How a library's own system is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The library.
    pub institution: String,
    /// What it speaks.
    pub protocol: Protocol,
    /// SIP2: the host.
    pub host: String,
    /// SIP2: the port.
    pub port: u16,
    /// ILS-DI: the address questions are added to (`https://…/cgi-bin/koha/ilsdi.pl`).
    pub base_url: String,
    /// SIP2: whether the socket speaks TLS.
    pub tls: bool,
    /// The authority that vouches for its certificate, PEM; empty for the public ones.
    pub tls_authority: String,
    /// The name by which the network signs in there; empty when it does not.
    pub login: String,
    /// The password that goes with it.
    pub password: Secret,
    /// SIP2: the library's code in its own system (`AO`); empty to take the one the system tells.
    pub institution_code: String,
    /// SIP2: the terminal's location code (`CP`).
    pub location: String,
    /// SIP2: the encoding of its text, one of [`ENCODINGS`].
    pub encoding: String,
    /// SIP2: whether messages carry a sequence number and a checksum.
    pub checksum: bool,
    /// How long a connection may take, in milliseconds.
    pub connect_ms: u32,
    /// How long an answer may take, in milliseconds.
    pub answer_ms: u32,
    /// How many connections (SIP2 terminals) may be open at once.
    pub connections: u32,
    /// Whether it wants a reader's code with each question, which then has to be kept.
    pub asks_pin: bool,
    /// Whether it knows the network's own card numbers.
    pub network_card: bool,
    /// Whether its address may be on a private network.
    pub private: bool,
    /// Whether it is asked anything.
    pub enabled: bool,
    /// Where holds may be picked up.
    pub pickups: Vec<Pickup>,
    /// What colleagues should know.
    pub note: String,
    /// Grows with each change, over all libraries.
    pub revision: i64,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub changed_at_ms: i64,
}

impl Settings {
    /// Settings of a library that has none yet.
    #[must_use]
    pub fn new(institution: impl Into<String>, protocol: Protocol) -> Self {
        Self {
            institution: institution.into(),
            protocol,
            host: String::new(),
            port: 6001,
            base_url: String::new(),
            tls: false,
            tls_authority: String::new(),
            login: String::new(),
            password: Secret::default(),
            institution_code: String::new(),
            location: String::new(),
            encoding: ENCODINGS[0].to_owned(),
            checksum: true,
            connect_ms: 3_000,
            answer_ms: 5_000,
            connections: 4,
            asks_pin: false,
            network_card: false,
            private: false,
            enabled: true,
            pickups: Vec::new(),
            note: String::new(),
            revision: 0,
            changed_at_ms: 0,
        }
    }

    /// What is wrong with them: fields and messages' names, in the form's order.
    #[must_use]
    pub fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        match self.protocol {
            Protocol::Sip2 => {
                if !is_host(&self.host) {
                    faults.push(("host", "systems-fault-host"));
                }
                if self.port == 0 {
                    faults.push(("port", "systems-fault-port"));
                }
                if !ENCODINGS.contains(&self.encoding.as_str()) {
                    faults.push(("encoding", "systems-fault-encoding"));
                }
            }
            Protocol::IlsDi => {
                if !is_web_address(&self.base_url) {
                    faults.push(("base_url", "systems-fault-base-url"));
                }
            }
        }
        if tls::config(&self.tls_authority).is_err() {
            faults.push(("tls_authority", "systems-fault-authority"));
        }
        let texts =
            [("login", &self.login), ("institution_code", &self.institution_code), ("location", &self.location)];
        for (field, text) in texts {
            if text.chars().count() > 100 || text.chars().any(|c| c == '|' || c.is_control()) {
                faults.push((field, "systems-fault-text"));
            }
        }
        let password = self.password.reveal();
        if password.chars().count() > 200 || password.chars().any(|c| c == '|' || c.is_control()) {
            faults.push(("password", "systems-fault-text"));
        }
        if !(100..=30_000).contains(&self.connect_ms) {
            faults.push(("connect_ms", "systems-fault-connect"));
        }
        if !(100..=60_000).contains(&self.answer_ms) {
            faults.push(("answer_ms", "systems-fault-answer"));
        }
        if !(1..=32).contains(&self.connections) {
            faults.push(("connections", "systems-fault-connections"));
        }
        if self.pickups.len() > 100 || self.pickups.iter().any(|one| !is_pickup(one)) {
            faults.push(("pickups", "systems-fault-pickups"));
        }
        if self.note.chars().count() > 2_000 {
            faults.push(("note", "systems-fault-note"));
        }
        faults
    }
}

fn is_host(host: &str) -> bool {
    if host.parse::<std::net::IpAddr>().is_ok() {
        return true;
    }
    let label = |one: &str| {
        (1..=63).contains(&one.len())
            && !one.starts_with('-')
            && !one.ends_with('-')
            && one.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    host.len() <= 253 && host.trim_end_matches('.').split('.').all(label)
}

fn is_web_address(text: &str) -> bool {
    let Ok(address) = text.parse::<axum::http::Uri>() else { return false };
    text.len() <= 500
        && matches!(address.scheme_str(), Some("http" | "https"))
        && address.authority().is_some_and(|authority| !authority.as_str().contains('@'))
        && address.host().is_some_and(|host| is_host(host.trim_start_matches('[').trim_end_matches(']')))
        && address.query().is_none()
}

fn is_pickup(one: &Pickup) -> bool {
    let good = |text: &str| !text.is_empty() && text.chars().count() <= 100 && !text.contains(['|', '=']);
    good(&one.code) && !one.label.is_empty() && one.label.chars().count() <= 100
}

/// Reads places to pick up as they are typed: one a line, `CODE = Name`. A line without `=` is a code and its own name.
#[must_use]
pub fn read_pickups(typed: &str) -> Vec<Pickup> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (code, label) = line.split_once('=').unwrap_or((line, line));
            Pickup { code: code.trim().to_owned(), label: label.trim().to_owned() }
        })
        .collect()
}

/// Places to pick up as [`read_pickups`] reads them.
#[must_use]
pub fn print_pickups(pickups: &[Pickup]) -> String {
    pickups.iter().map(|one| format!("{} = {}\n", one.code, one.label)).collect()
}

fn purpose(institution: &str) -> String {
    format!("password:{institution}")
}

/// Whether a secret given for the first may be sent to the second.
pub(crate) fn same_server(before: &Settings, after: &Settings) -> bool {
    before.protocol == after.protocol
        && match after.protocol {
            Protocol::Sip2 => {
                before.host.trim().eq_ignore_ascii_case(after.host.trim())
                    && before.port == after.port
                    // Taking encryption off, or trusting another authority, may show it to somebody else.
                    && (before.tls == after.tls || after.tls)
            }
            Protocol::IlsDi => before.base_url.trim() == after.base_url.trim(),
        }
        && before.tls_authority.trim() == after.tls_authority.trim()
}

/// Keeps how a library's system is reached. The caller says whose deed it is; what was kept before is replaced. The secret
/// kept before stays when `keep_password`. Readers' codes kept for another server than this one are forgotten.
///
/// # Errors
/// [`Error::Field`] with the first fault ([`Settings::faults`] tells all).
pub async fn keep(write: &mut Write, settings: &Settings, keep_password: bool, actor: &Actor) -> Result<()> {
    if let Some((field, message)) = settings.faults().into_iter().next() {
        return Err(Error::Field { field, message });
    }
    programme::institution::by_id(write, &settings.institution).await?;
    let sealer = Sealer::prepare(write).await?;
    write.exclusive(LOCK).await?;
    let now = write.clock().now_ms();
    let same = of(write, &settings.institution).await?.is_some_and(|before| same_server(&before, settings));
    if !same || !settings.asks_pin {
        // A reader gave the code to that server. One that wants it has to be told it again; the others do without.
        links::forget_pins(write, &settings.institution, settings.asks_pin).await?;
    }
    let password = if keep_password {
        let sql = "SELECT password FROM library_systems_reached WHERE institution = $1";
        let row = write.optional(sql, params![&settings.institution]).await?;
        row.map(|row| row.get(0)).transpose()?.unwrap_or_default()
    } else if settings.password.is_empty() {
        String::new()
    } else {
        settings.password.sealed(&sealer, &purpose(&settings.institution))
    };
    // Beyond every revision there ever was, also of a library forgotten since.
    let row = write.one("SELECT COALESCE(MAX(revision), 0) + 1 FROM library_systems_reached", params![]).await?;
    let revision = row.get::<i64>(0)?.max(now);
    write.execute("DELETE FROM library_systems_reached WHERE institution = $1", params![&settings.institution]).await?;
    write
        .execute(
            "INSERT INTO library_systems_reached (institution, protocol, host, port, base_url, tls, tls_authority, login,
                 password, institution_code, location, encoding, checksum, connect_ms, answer_ms, connections, asks_pin,
                 network_card, private, enabled, pickups, note, revision, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                 $23, $24)",
            params![
                &settings.institution,
                settings.protocol.code(),
                settings.host.trim(),
                i64::from(settings.port),
                settings.base_url.trim(),
                settings.tls,
                settings.tls_authority.trim(),
                settings.login.trim(),
                &password,
                settings.institution_code.trim(),
                settings.location.trim(),
                &settings.encoding,
                settings.checksum,
                i64::from(settings.connect_ms),
                i64::from(settings.answer_ms),
                i64::from(settings.connections),
                settings.asks_pin,
                settings.network_card,
                settings.private,
                settings.enabled,
                print_pickups(&settings.pickups),
                settings.note.trim(),
                revision,
                now
            ],
        )
        .await?;
    let subject = format!("institution:{}", settings.institution);
    let details = serde_json::json!({
        "protocol": settings.protocol.code(),
        "host": settings.host,
        "base_url": settings.base_url,
        "enabled": settings.enabled,
        "password_changed": !keep_password,
    });
    audit::append(write, actor, "library_systems.settings_kept", &subject, &details).await?;
    Ok(())
}

/// Forgets how a library's system is reached.
///
/// # Errors
/// [`Error::NotFound`] when it was not known.
pub async fn forget(write: &mut Write, institution: &str, actor: &Actor) -> Result<()> {
    write.exclusive(LOCK).await?;
    let gone =
        write.execute("DELETE FROM library_systems_reached WHERE institution = $1", params![institution]).await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    write.execute("DELETE FROM library_systems_health WHERE institution = $1", params![institution]).await?;
    // Who is reached there next may be somebody else.
    links::forget_pins(write, institution, true).await?;
    let subject = format!("institution:{institution}");
    audit::append(write, actor, "library_systems.settings_forgotten", &subject, &serde_json::json!({})).await?;
    Ok(())
}

const SELECT: &str = "SELECT institution, protocol, host, port, base_url, tls, tls_authority, login, password,
    institution_code, location, encoding, checksum, connect_ms, answer_ms, connections, asks_pin, network_card, private,
    enabled, pickups, note, revision, changed_at FROM library_systems_reached";

/// How every library's system is reached, with opened secrets.
pub async fn all(query: &mut impl Query) -> Result<Vec<Settings>> {
    let sealer = Sealer::known(query).await?;
    let rows = query.all(&format!("{SELECT} ORDER BY institution"), params![]).await?;
    rows.iter().map(|row| read(row, sealer.as_ref())).collect()
}

/// How a library's system is reached; `None` when it was never said.
pub async fn of(query: &mut impl Query, institution: &str) -> Result<Option<Settings>> {
    let sealer = Sealer::known(query).await?;
    let row = query.optional(&format!("{SELECT} WHERE institution = $1"), params![institution]).await?;
    row.map(|row| read(&row, sealer.as_ref())).transpose()
}

/// What changes when any of the settings do: how many there are, and the last revision.
pub(crate) async fn mark(query: &mut impl Query) -> Result<(i64, i64)> {
    let sql = "SELECT count(*), COALESCE(MAX(revision), 0) FROM library_systems_reached";
    let row = query.one(sql, params![]).await?;
    Ok((row.get(0)?, row.get(1)?))
}

fn read(row: &Row, sealer: Option<&Sealer>) -> Result<Settings> {
    let institution: String = row.get(0)?;
    let sealed: String = row.get(8)?;
    // Settings whose secret does not open any more (a key lost) can still be read and mended: the password is simply gone.
    let password = match sealer {
        Some(sealer) if !sealed.is_empty() => {
            Secret::opened(sealer, &purpose(&institution), &sealed).unwrap_or_else(|error| {
                tracing::warn!(%error, institution, "the password of a library's system does not open");
                Secret::default()
            })
        }
        _ => Secret::default(),
    };
    let small = |at: usize| -> Result<u32> { Ok(u32::try_from(row.get::<i64>(at)?).unwrap_or(0)) };
    Ok(Settings {
        protocol: Protocol::from_code(row.text(1)?).ok_or(Error::NotFound)?,
        host: row.get(2)?,
        port: u16::try_from(row.get::<i64>(3)?).unwrap_or(0),
        base_url: row.get(4)?,
        tls: row.get(5)?,
        tls_authority: row.get(6)?,
        login: row.get(7)?,
        password,
        institution_code: row.get(9)?,
        location: row.get(10)?,
        encoding: row.get(11)?,
        checksum: row.get(12)?,
        connect_ms: small(13)?,
        answer_ms: small(14)?,
        connections: small(15)?,
        asks_pin: row.get(16)?,
        network_card: row.get(17)?,
        private: row.get(18)?,
        enabled: row.get(19)?,
        pickups: read_pickups(row.text(20)?),
        note: row.get(21)?,
        revision: row.get(22)?,
        changed_at_ms: row.get(23)?,
        institution,
    })
}

/// When a system was last well and last not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    /// When it last answered.
    pub good_at: Option<Timestamp>,
    /// When it last failed.
    pub failed_at: Option<Timestamp>,
    /// How ([`crate::Failure::code`]); empty when it never did.
    pub failure: String,
}

/// The health kept of a library's system.
pub async fn health(query: &mut impl Query, institution: &str) -> Result<Health> {
    let sql = "SELECT institution, good_at, failed_at, failure FROM library_systems_health WHERE institution = $1";
    let row = query.optional(sql, params![institution]).await?;
    Ok(row.map(|row| read_health(&row)).transpose()?.map(|(_, health)| health).unwrap_or_default())
}

/// The health kept of every library's system, by institution.
pub async fn healths(query: &mut impl Query) -> Result<BTreeMap<String, Health>> {
    let sql = "SELECT institution, good_at, failed_at, failure FROM library_systems_health";
    query.all(sql, params![]).await?.iter().map(read_health).collect()
}

fn read_health(row: &Row) -> Result<(String, Health)> {
    let instant = |ms: Option<i64>| ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    let health = Health { good_at: instant(row.get(1)?), failed_at: instant(row.get(2)?), failure: row.get(3)? };
    Ok((row.get(0)?, health))
}

/// Notes that a system answered, or how it failed.
pub(crate) async fn note(write: &mut Write, institution: &str, failure: Option<&str>) -> Result<()> {
    let now = write.clock().now_ms();
    let (good, failed, how) = match failure {
        None => (Some(now), None, ""),
        Some(how) => (None, Some(now), how),
    };
    write
        .execute(
            "INSERT INTO library_systems_health (institution, good_at, failed_at, failure) VALUES ($1, $2, $3, $4)
             ON CONFLICT (institution) DO UPDATE SET
                 good_at = COALESCE(excluded.good_at, library_systems_health.good_at),
                 failed_at = COALESCE(excluded.failed_at, library_systems_health.failed_at),
                 failure = CASE WHEN excluded.failure = '' THEN library_systems_health.failure
                     ELSE excluded.failure END",
            params![institution, good, failed, how],
        )
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_field_by_field() {
        let good = Settings { host: "sip.example".to_owned(), ..Settings::new("i", Protocol::Sip2) };
        assert_eq!(good.faults(), []);
        let bad = Settings {
            host: "http://sip.example".to_owned(),
            port: 0,
            encoding: "ebcdic".to_owned(),
            login: "a|COb".to_owned(),
            tls_authority: "non".to_owned(),
            connect_ms: 1,
            answer_ms: 999_999,
            connections: 0,
            pickups: vec![Pickup { code: String::new(), label: "X".to_owned() }],
            ..good
        };
        let fields: Vec<_> = bad.faults().into_iter().map(|(field, _)| field).collect();
        let all =
            ["host", "port", "encoding", "tls_authority", "login", "connect_ms", "answer_ms", "connections", "pickups"];
        assert_eq!(fields, all);
    }

    #[test]
    fn web_addresses_are_whole_and_without_credentials() {
        for (text, good) in [
            ("https://koha.example/cgi-bin/koha/ilsdi.pl", true),
            ("http://127.0.0.1:8080/ilsdi.pl", true),
            ("http://[::1]:8080/ilsdi.pl", true),
            ("koha.example/ilsdi.pl", false),
            ("ftp://koha.example/", false),
            ("https://moi:secret@koha.example/", false),
            ("https://koha.example/ilsdi.pl?service=X", false),
            ("https:///ilsdi.pl", false),
            ("", false),
        ] {
            assert_eq!(is_web_address(text), good, "{text}");
        }
    }

    #[test]
    fn pickups_are_read_as_they_are_printed() {
        let typed = "CENTRE = Médiathèque du centre\n\n  NORD=Annexe nord\nSUD\n";
        let read = read_pickups(typed);
        assert_eq!(print_pickups(&read), "CENTRE = Médiathèque du centre\nNORD = Annexe nord\nSUD = SUD\n");
        assert_eq!(read_pickups(&print_pickups(&read)), read);
    }
}
