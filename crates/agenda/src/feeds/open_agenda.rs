//! Performances as OpenAgenda takes them from a source of data: one event a performance, under its own key, in the fields of
//! <https://developers.openagenda.com/en/evenements/structure>.

use jiff::SignedDuration;
use programme::OfferState;
use serde_json::{Value, json};

use super::local;
use crate::Web;
use crate::events::Event;
use crate::pages::paths;
use crate::web::cut;

/// OpenAgenda wants an end to each time slot: for a show of unknown length, an hour and a half is announced.
const LENGTH: SignedDuration = SignedDuration::from_mins(90);
/// Letters a short description may have there.
const SHORT: usize = 200;

/// OpenAgenda's numbers for what becomes of an event.
const SCHEDULED: i64 = 1;
const FULL: i64 = 5;
const CANCELLED: i64 = 6;

pub(super) fn export(web: &Web, events: &[Event]) -> Value {
    let all: Vec<Value> = events.iter().map(|event| one(web, event)).collect();
    json!({ "total": all.len(), "events": all })
}

fn one(web: &Web, event: &Event) -> Value {
    let (one, show) = (&event.performance, &event.show);
    let page = web.address(&paths::date(&one.item));
    let end = event.ends_at().unwrap_or_else(|| one.starts_at.checked_add(LENGTH).unwrap_or(one.starts_at));
    let full =
        event.offer.as_ref().is_some_and(|offer| matches!(offer.state, OfferState::Full | OfferState::WaitingList));
    let status = match (event.is_cancelled(), full) {
        (true, _) => CANCELLED,
        (false, true) => FULL,
        (false, false) => SCHEDULED,
    };
    let short = [show.summary.as_str(), show.credits.as_str(), event.performer.name.as_str()];
    let short = short.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let mut long = vec![show.summary.as_str(), show.credits.as_str(), show.mediation.as_str()];
    long.retain(|text| !text.is_empty());
    let mut said = json!({
        "extIds": [{ "key": "beffroi", "value": one.item }],
        "title": { "fr": show.title },
        "description": { "fr": cut(short, SHORT) },
        "longDescription": { "fr": long.join("\n\n") },
        "keywords": { "fr": [web.say(shell::Lang::Fr, &format!("agenda-genre-{}", show.genre.code()), &[])] },
        "attendanceMode": 1,
        "status": status,
        "timezone": web.zone.iana_name().unwrap_or("Europe/Paris"),
        "timings": [{ "begin": local(web, one.starts_at), "end": local(web, end) }],
        "location": location(event),
        "accessibility": accessibility(&one.access),
        "links": [{ "link": page }],
        "updatedAt": one.changed_at.to_string(),
    });
    if let Some((_, most)) = event.prices() {
        let words = match most {
            0 => web.say(shell::Lang::Fr, "agenda-free", &[]),
            _ => {
                let price = shell::typography::price(shell::Lang::Fr, most);
                web.say(shell::Lang::Fr, "agenda-price-most", &[("price", price.into())])
            }
        };
        said["conditions"] = json!({ "fr": words });
    }
    if let Some(age) = show.age_from {
        said["age"] = json!({ "min": age, "max": 99 });
    }
    if let Some(booking) = event.booking(web.now()) {
        said["registration"] = json!([{ "type": "link", "value": web.address(booking) }]);
    }
    if let Some(image) = &show.image {
        said["image"] = json!({ "url": web.address(image) });
    }
    said
}

fn location(event: &Event) -> Value {
    let one = &event.performance;
    let address = format!("{}, {} {}", one.address, one.postal_code, event.commune);
    let mut place = json!({
        "extId": format!("{}:{}", one.host, one.place_name),
        "name": one.place_name,
        "address": address.trim_start_matches([',', ' ']),
        "city": event.commune,
        "insee": one.commune,
        "postalCode": one.postal_code,
        "countryCode": "FR",
    });
    if let Some(position) = event.position {
        place["latitude"] = json!(position.lat);
        place["longitude"] = json!(position.lon);
    }
    place
}

/// Its words for who is thought of: hearing, sight, moving, understanding, mind.
fn accessibility(access: &[String]) -> Value {
    let has = |codes: &[&str]| access.iter().any(|code| codes.contains(&code.as_str()));
    json!({
        "hi": has(&["hearing_loop", "sign_language", "surtitles"]),
        "vi": has(&["audio_description"]),
        "mi": has(&["wheelchair"]),
        "ii": has(&["relaxed"]),
        "pi": has(&["relaxed"]),
    })
}
