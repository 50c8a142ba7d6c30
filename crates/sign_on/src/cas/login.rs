//! `GET /cas/login`: a vendor sends its reader here, and gets a ticket back (CAS Protocol 3.0.3, §2.1).
//!
//! Parameters known: `service`, `renew`, `gateway`, `warn`. `method` is left aside: a ticket always goes by a redirect, which needs no
//! script. Secrets are typed on our one sign-in page, so nothing is ever posted here (§2.2).

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::Session;
use people::web::Visitor;
use programme::sealing::Sealer;
use serde::Serialize;
use shell::{PageError, Visit, parse_pairs};

use super::settings::{Settings, vendor_of};
use super::{Page, service, ticket};
use crate::error::fault;
use crate::knock::{self, Asked, Knock, entry_id, knock};
use crate::vendor::{Face, Vendor, VendorState};
use crate::vendors::paths;
use crate::{Error, Web};

/// What a moment sealed in our own address is for: see [`Wish::since`].
const SINCE: &str = "cas typed since";
/// How long someone may take to type a secret that was asked for, in milliseconds.
const TYPING_MS: i64 = 10 * 60_000;
/// The same page asked for again within this time is one entry, as COUNTER counts double clicks.
const DOUBLE_CLICK_MS: i64 = 30_000;

/// What was asked.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    service: Option<String>,
    renew: bool,
    gateway: bool,
    warn: bool,
    /// The moment since which a secret must have been typed, sealed: it comes back through the sign-in page and can't be
    /// made up.
    since: Option<String>,
}

impl Wish {
    /// Reads a query. What is sent twice is refused: two programs may read the one and the other.
    fn read(query: &str) -> Option<Wish> {
        let mut wish = Wish::default();
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in parse_pairs(query.as_bytes()) {
            if !matches!(name.as_str(), "service" | "renew" | "gateway" | "warn" | "depuis") {
                continue;
            }
            if seen.contains(&name) {
                return None;
            }
            // Set is enough, whatever the value (§2.1.1); `false` is what some clients send for not set.
            let set = !value.is_empty() && value != "false";
            match name.as_str() {
                "service" => wish.service = Some(value).filter(|value| !value.is_empty()),
                "renew" => wish.renew = set,
                "gateway" => wish.gateway = set,
                "warn" => wish.warn = set,
                _ => wish.since = Some(value),
            }
            seen.push(name);
        }
        let long = wish.service.as_ref().is_some_and(|service| service.len() > service::LONGEST);
        (!long).then_some(wish)
    }

    /// Our own address to come back to, with a moment since which a secret must have been typed.
    fn back(&self, since: &str, warn: bool) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("service", self.service.as_deref().unwrap_or_default());
        for (name, set) in [("renew", self.renew), ("warn", warn && self.warn)] {
            if set {
                query.append_pair(name, "true");
            }
        }
        if !since.is_empty() {
            query.append_pair("depuis", since);
        }
        format!("/cas/login?{}", query.finish())
    }
}

/// The page that warns before going to a vendor's.
#[derive(Serialize)]
struct Warning {
    name: String,
    go: String,
}

/// `GET /cas/login`
pub(super) async fn login(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    method: Method,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Page {
    knock::walked(&headers)?;
    let wish = Wish::read(query.as_deref().unwrap_or_default()).ok_or(PageError::BadRequest)?;
    let Some(service) = wish.service.as_deref() else {
        // No vendor: the sign-in page, and then the vendors one goes to.
        return match session {
            Some(_) => Ok(Redirect::to(paths::MINE).into_response()),
            None => Err(PageError::SignIn { back: paths::MINE.to_owned() }),
        };
    };
    let found = vendor_of(&mut web.db.read().await?, service).await.map_err(fault)?;
    let Some((vendor, settings)) = found else { return unknown(&web, &visit) };
    // A question about an address takes nothing.
    if method == Method::HEAD {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let sealer = Sealer::of(&web.db).await.map_err(PageError::internal)?;
    let now = web.now().as_millisecond();
    let fresh = session.as_ref().is_some_and(|session| is_fresh(&sealer, &wish, session, now));
    let since = sealer.seal(SINCE, format!("{now} {service}").as_bytes());
    let open = vendor.state == VendorState::Open;
    // Where both are set, renewing goes first (§2.1.1).
    let gateway = wish.gateway && !wish.renew;
    if wish.renew && !fresh && open {
        let back = wish.back(&since, true);
        if session.is_none() {
            return turn_away(&web, &visit, &vendor, Knock::NotSignedIn, &back).await;
        }
        let back: String = form_urlencoded::byte_serialize(paths::go_on(&back).as_bytes()).collect();
        return Ok(Redirect::to(&format!("/connexion?encore=1&retour={back}")).into_response());
    }
    if wish.warn && session.is_some() && open && !gateway {
        let go = wish.back(wish.since.as_deref().unwrap_or_default(), false);
        let page = Warning { name: vendor.name, go };
        return Ok(web.frame.render(&visit, "sign_on/cas/warn.html", &page)?.into_response());
    }
    let entry = match &session {
        Some(session) => entry_id(&["cas", &session.id, &vendor.id, service, &(now / DOUBLE_CLICK_MS).to_string()]),
        None => store::new_id(),
    };
    let asked = Asked { vendor: &vendor, face: Face::Cas, session: session.as_ref(), entry: &entry, ask_again: false };
    match knock(&web, &asked).await.map_err(fault)? {
        Knock::Admitted(entry) => {
            let new = ticket::NewTicket { login: &entry.login, service, fresh, seconds: settings.ticket_seconds };
            let mut write = web.db.write().await?;
            let ticket = ticket::issue(&mut write, &new).await.map_err(fault)?;
            write.commit().await?;
            to_vendor(&service::with_ticket(service, &ticket))
        }
        // Whoever asks by a gateway wants no page of ours (§2.1.1): without a ticket, the vendor knows.
        _ if gateway => to_vendor(service),
        outcome => {
            // Back from a sign-in that begins now, its ticket is one of a secret just typed.
            let since = match (&outcome, &wish.since) {
                (Knock::NotSignedIn, _) => since,
                (_, Some(since)) => since.clone(),
                (_, None) => String::new(),
            };
            turn_away(&web, &visit, &vendor, outcome, &wish.back(&since, true)).await
        }
    }
}

async fn turn_away(web: &Web, visit: &Visit, vendor: &Vendor, outcome: Knock, back: &str) -> Page {
    knock::turned_away(web, visit, vendor, outcome, back).await
}

/// Whether this session began after the moment the address carries, for this service, a moment ago.
fn is_fresh(sealer: &Sealer, wish: &Wish, session: &Session, now: i64) -> bool {
    let opened = wish.since.as_deref().and_then(|since| sealer.open(SINCE, since));
    let Some(text) = opened.and_then(|bytes| String::from_utf8(bytes).ok()) else { return false };
    let Some((since, service)) = text.split_once(' ') else { return false };
    let Ok(since) = since.parse::<i64>() else { return false };
    Some(service) == wish.service.as_deref() && now - since <= TYPING_MS && session.began_at_ms >= since
}

/// A redirect to an address that was registered.
fn to_vendor(address: &str) -> Page {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    let location = HeaderValue::from_str(address).map_err(|_| fault(Error::Kept("a service no header can hold")))?;
    headers.insert(header::LOCATION, location);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The vendor has no use for our address, which carries more than its own.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// The page for a service nobody registered: one is led nowhere.
fn unknown(web: &Web, visit: &Visit) -> Page {
    let page = web.frame.render(visit, "sign_on/cas/unknown.html", &serde_json::json!({}))?;
    let mut response: Response = page.into_response();
    *response.status_mut() = StatusCode::FORBIDDEN;
    Ok(response)
}

/// For “Test this vendor”: whether readers sent here for a service would be this vendor's.
pub(super) async fn leads_to(web: &Web, vendor: &Vendor, service: &str) -> crate::Result<Option<Settings>> {
    let found = vendor_of(&mut web.db.read().await?, service).await?;
    Ok(found.filter(|(other, _)| other.id == vendor.id).map(|(_, settings)| settings))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_asked_is_read_once() {
        let wish = Wish::read("service=https%3A%2F%2Fa.b%2F%3Fc%3Dd&renew=true&gateway=&warn=false&lang=fr").unwrap();
        assert_eq!(wish.service.as_deref(), Some("https://a.b/?c=d"));
        assert!(wish.renew && !wish.gateway && !wish.warn);
        assert_eq!(Wish::read("service=https://a.b/&service=https://evil.example/"), None);
        assert_eq!(Wish::read(&format!("service=https://a.b/{}", "x".repeat(3_000))), None);
        assert_eq!(Wish::read("").unwrap(), Wish::default());
    }

    #[test]
    fn one_comes_back_to_what_was_asked() {
        let wish = Wish { service: Some("https://a.b/?c=d&e=é".into()), renew: true, warn: true, ..Wish::default() };
        let back = wish.back("sealed", true);
        assert!(paths::face_address(&back).is_some(), "{back}");
        let again = Wish::read(back.split_once('?').unwrap().1).unwrap();
        assert_eq!(again, Wish { since: Some("sealed".into()), ..wish });
    }

    proptest! {
        #[test]
        fn any_query_is_read_without_panic_and_comes_back_as_a_face_address(query in "\\PC*") {
            if let Some(wish) = Wish::read(&query) {
                prop_assert!(paths::face_address(&wish.back("", true)).is_some());
            }
        }
    }
}
