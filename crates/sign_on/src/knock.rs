//! The one question every face asks: may whoever is signed in go to this vendor's, now, and what may it be told?

use access::Verdict;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use people::Session;
use sha2::{Digest, Sha256};
use shell::{PageError, Visit};

use crate::attribute::Facts;
use crate::error::fault;
use crate::login::{self, NewLogin, told_of};
use crate::reader::Reader;
use crate::vendor::{Face, Vendor, VendorState};
use crate::vendors::{paths, refused};
use crate::{Result, Web, consent};

/// The longest address of ours that survives the sign-in and consent pages, in bytes.
const LONGEST_BACK: usize = 4_000;
/// How long an agreement is one just given, in milliseconds: whoever is asked again comes back within it.
const FRESH_MS: i64 = 5 * 60_000;

/// Someone who follows a face to a vendor.
pub(crate) struct Asked<'a> {
    /// The vendor.
    pub(crate) vendor: &'a Vendor,
    /// By which face.
    pub(crate) face: Face,
    /// Who.
    pub(crate) session: Option<&'a Session>,
    /// Names this entry (see [`entry_id`]), so that the same one told twice takes one use.
    pub(crate) entry: &'a str,
    /// Whether the vendor wants the reader asked again, even if they agreed before.
    pub(crate) ask_again: bool,
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Knock {
    /// Nobody is signed in.
    NotSignedIn,
    /// The vendor is not open.
    Closed,
    /// The reader has yet to agree to what the vendor is told.
    NeedsConsent,
    /// The door says no, or cannot know.
    Refused(Verdict),
    /// Come in.
    Admitted(Entry),
}

/// Someone admitted: what a face needs to answer the vendor.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The login, for [`login::told`]: not to be shown to anyone.
    pub(crate) login: String,
    /// What the vendor calls them.
    pub(crate) pseudonym: String,
    /// What it may be told: known, given and agreed.
    pub(crate) attributes: Facts,
}

/// Asks the vendor's door for whoever is signed in, and enters: licences, ages, quotas, budgets, seats and waiting lists
/// hold as anywhere, and the journal counts one use. Nothing is taken when anything is missing, an agreement included.
pub(crate) async fn knock(web: &Web, asked: &Asked<'_>) -> Result<Knock> {
    let Some(session) = asked.session else { return Ok(Knock::NotSignedIn) };
    let vendor = asked.vendor;
    if vendor.state != VendorState::Open {
        return Ok(Knock::Closed);
    }
    let reader = Reader::signed_in(web, session).await?;
    let (account, now) = (session.account.id.as_str(), web.now());
    let mut read = web.db.read().await?;
    let agreed = consent::of(&mut read, account, &vendor.id).await?;
    let verdict = access::judge(&mut read, &vendor.door, Some(&reader.visitor()), now, &web.zone).await?;
    drop(read);
    let covers = |agreed: &consent::Consent| {
        let just_now = now.as_millisecond() - agreed.agreed_at_ms < FRESH_MS;
        vendor.attributes.is_subset(&agreed.attributes) && (just_now || !asked.ask_again)
    };
    let covered = agreed.as_ref().is_some_and(covers);
    let lets_in = matches!(verdict, Verdict::Admitted { .. });
    // Whoever would not be let in need not tell anything first. A refusal is counted by the door itself, below.
    if lets_in && !covered {
        return Ok(Knock::NeedsConsent);
    }
    let mut write = web.db.write().await?;
    let mut told = login::entry_now(&mut write, asked.entry).await?;
    if !lets_in {
        // Told again, an entry that was admitted is admitted whatever the door says since: this is another one.
        told = entry_id(&[&told, "refused"]);
    }
    let entry =
        access::Entry { id: &told, door: &vendor.door, visitor: Some(reader.visitor()), session: &session.id, at: now };
    let entered = access::enter(&mut write, &entry, &web.zone).await?;
    if !matches!(entered.verdict, Verdict::Admitted { .. }) {
        // A refusal is written down too.
        write.commit().await?;
        return Ok(Knock::Refused(entered.verdict));
    }
    // Read again where it counts: an agreement taken back meanwhile is none.
    let agreed = consent::of(&mut write, account, &vendor.id).await?;
    let Some(agreed) = agreed.filter(covers) else {
        write.rollback().await?;
        return Ok(Knock::NeedsConsent);
    };
    let pseudonym = consent::pseudonym(&mut write, account, &vendor.id).await?;
    let seat = entered.seat.map(|seat| seat.id);
    let new = NewLogin {
        entry: &told,
        vendor: &vendor.id,
        face: asked.face,
        account: Some(account),
        session: &session.id,
        pseudonym: &pseudonym,
        seat: seat.as_deref(),
        trial: false,
        expires_at_ms: session.expires_at_ms,
    };
    let login = login::keep(&mut write, &new).await?;
    consent::note_day(&mut write, account, &vendor.id, &web.today().to_string()).await?;
    write.commit().await?;
    Ok(Knock::Admitted(Entry {
        login,
        pseudonym,
        attributes: told_of(&reader.facts, &vendor.attributes, &agreed.attributes),
    }))
}

/// An entry nobody is behind, for “Test this vendor”: made-up attributes, no door asked, nothing counted.
pub(crate) async fn trial(web: &Web, vendor: &Vendor, face: Face) -> Result<Entry> {
    let mut write = web.db.write().await?;
    let login = login::keep_trial(&mut write, &vendor.id, face).await?;
    let kept = login::by_id(&mut write, &login).await?;
    write.commit().await?;
    Ok(Entry {
        login,
        pseudonym: kept.pseudonym,
        attributes: told_of(&crate::reader::made_up(), &vendor.attributes, &vendor.attributes),
    })
}

/// A name for an entry, from what makes it the same when told again (the session, the vendor, the request's state…):
/// a reloaded page then takes no second use. Version 8 of RFC 9562, §5.8.
pub(crate) fn entry_id(parts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&sha.finalize()[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Refuses what no person asked for: a page fetched ahead, a picture, a frame. Going to a vendor's takes a use.
pub(crate) fn walked(headers: &HeaderMap) -> Result<(), PageError> {
    let sent = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ahead = sent("sec-purpose").contains("prefetch") || sent("purpose") == "prefetch";
    let embedded = !matches!(sent("sec-fetch-dest"), "" | "document" | "empty");
    if ahead || embedded { Err(PageError::Forbidden) } else { Ok(()) }
}

/// The page for whoever was not admitted: sign-in, agreement, or the refusal in words. `back` is the face's own address
/// with its query, to which one comes back: nothing is kept of a visitor.
pub(crate) async fn turned_away(
    web: &Web,
    visit: &Visit,
    vendor: &Vendor,
    outcome: Knock,
    back: &str,
) -> Result<Response, PageError> {
    if back.len() > LONGEST_BACK || paths::face_address(back).is_none() {
        return Err(PageError::BadRequest);
    }
    match outcome {
        Knock::NotSignedIn => Err(PageError::SignIn { back: paths::go_on(back) }),
        Knock::NeedsConsent => Ok(Redirect::to(&paths::consent(&vendor.code, back)).into_response()),
        Knock::Closed => refused::closed(web, visit, vendor).await,
        Knock::Refused(verdict) => refused::show(web, visit, vendor, &verdict).await,
        Knock::Admitted(_) => Err(fault(crate::Error::Kept("an admitted reader is not turned away"))),
    }
}
