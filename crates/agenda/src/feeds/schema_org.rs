//! Performances as schema.org events, for the engines that show what is on.

use programme::{Genre, OfferState};
use serde_json::{Map, Value, json};
use shell::Lang;

use super::local;
use crate::Web;
use crate::events::Event;
use crate::pages::paths;

/// Everything, as one graph.
pub(super) fn graph(web: &Web, lang: Lang, events: &[Event]) -> Value {
    let all: Vec<Value> = events.iter().map(|event| Value::Object(properties(web, lang, event))).collect();
    json!({ "@context": "https://schema.org", "@graph": all })
}

/// One performance, to be put in its page.
pub(crate) fn event(web: &Web, lang: Lang, event: &Event) -> Value {
    let mut said = properties(web, lang, event);
    said.insert("@context".to_owned(), json!("https://schema.org"));
    Value::Object(said)
}

/// A season, to be put in its page: the engines read each date in its own.
pub(crate) fn season(web: &Web, name: &str, series: &str, events: &[Event]) -> Value {
    let page = web.address(&paths::season(series));
    let mut said = json!({
        "@context": "https://schema.org",
        "@type": "EventSeries",
        "@id": page,
        "url": page,
        "name": name,
        "subEvent": events.iter().map(|event| json!({ "@id": web.address(&paths::date(event.item())) })).collect::<Vec<_>>(),
    });
    if let (Some(first), Some(last)) = (events.first(), events.last()) {
        said["startDate"] = json!(local(web, first.performance.starts_at));
        said["endDate"] = json!(local(web, last.performance.starts_at));
    }
    said
}

/// schema.org's own word for what it is.
fn kind(genre: Genre) -> &'static str {
    match genre {
        Genre::Theatre | Genre::Opera | Genre::Circus | Genre::Puppets => "TheaterEvent",
        Genre::Concert | Genre::Song => "MusicEvent",
        Genre::Dance => "DanceEvent",
        Genre::Reading => "LiteraryEvent",
        Genre::Encounter | Genre::Other => "Event",
    }
}

fn properties(web: &Web, lang: Lang, event: &Event) -> Map<String, Value> {
    let (one, show) = (&event.performance, &event.show);
    let page = web.address(&paths::date(&one.item));
    let status = if event.is_cancelled() { "EventCancelled" } else { "EventScheduled" };
    let mut said = Map::new();
    let mut put = |name: &str, value: Value| {
        said.insert(name.to_owned(), value);
    };
    put("@type", json!(kind(show.genre)));
    put("@id", json!(page));
    put("url", json!(page));
    put("name", json!(show.title));
    put("startDate", json!(local(web, one.starts_at)));
    put("eventStatus", json!(format!("https://schema.org/{status}")));
    put("eventAttendanceMode", json!("https://schema.org/OfflineEventAttendanceMode"));
    put("location", location(event));
    put("performer", json!({ "@type": "PerformingGroup", "name": event.performer.name }));
    put("organizer", organizer(event));
    if let Some(end) = event.ends_at() {
        put("endDate", json!(local(web, end)));
    }
    if let Some(minutes) = show.minutes {
        put("duration", json!(format!("PT{minutes}M")));
    }
    if let Some(doors) = one.doors_at {
        put("doorTime", json!(local(web, doors)));
    }
    let description = [show.summary.as_str(), show.credits.as_str()].into_iter().find(|text| !text.is_empty());
    if let Some(description) = description {
        put("description", json!(description));
    }
    if let Some(age) = show.age_from {
        put("typicalAgeRange", json!(format!("{age}-")));
    }
    if let Some(places) = one.places {
        put("maximumAttendeeCapacity", json!(places));
    }
    if let Some(image) = &show.image {
        put("image", json!(web.address(image)));
    }
    if !one.access.is_empty() {
        let words: Vec<String> =
            one.access.iter().map(|code| web.say(lang, &format!("agenda-access-{code}"), &[])).collect();
        put("keywords", json!(words.join(", ")));
    }
    if let Some(offers) = offers(web, event) {
        put("offers", offers);
    }
    if let Some((_, most)) = event.prices() {
        put("isAccessibleForFree", json!(most == 0));
    }
    said
}

fn location(event: &Event) -> Value {
    let one = &event.performance;
    let mut address = json!({
        "@type": "PostalAddress",
        "addressLocality": event.commune,
        "addressCountry": "FR",
    });
    if !one.address.is_empty() {
        address["streetAddress"] = json!(one.address);
    }
    if !one.postal_code.is_empty() {
        address["postalCode"] = json!(one.postal_code);
    }
    let mut place = json!({ "@type": "Place", "name": one.place_name, "address": address });
    // The middle of a commune is not where a hall stands: only what is known is said.
    if let Some(position) = one.position {
        place["geo"] = json!({ "@type": "GeoCoordinates", "latitude": position.lat, "longitude": position.lon });
    }
    place
}

fn organizer(event: &Event) -> Value {
    let mut organizer = json!({ "@type": "Organization", "name": event.host.name });
    if let Some(site) = event.host.website.as_deref().filter(|site| site.starts_with("http")) {
        organizer["url"] = json!(site);
    }
    organizer
}

fn offers(web: &Web, event: &Event) -> Option<Value> {
    let offer = event.offer.as_ref()?;
    let (least, most) = event.prices()?;
    let availability = match offer.state {
        _ if event.is_cancelled() => "Discontinued",
        OfferState::NotYet => "PreOrder",
        OfferState::Open | OfferState::FreeEntry => "InStock",
        OfferState::Few => "LimitedAvailability",
        OfferState::WaitingList | OfferState::Full => "SoldOut",
        OfferState::Closed => "OutOfStock",
    };
    let euros = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    let mut said = json!({
        "@type": "Offer",
        "price": euros(most),
        "priceCurrency": "EUR",
        "availability": format!("https://schema.org/{availability}"),
    });
    if least < most {
        said["@type"] = json!("AggregateOffer");
        said["lowPrice"] = json!(euros(least));
        said["highPrice"] = json!(euros(most));
    }
    let address = match event.booking(web.now()) {
        Some(address) => web.address(address),
        None => web.address(&paths::date(event.item())),
    };
    said["url"] = json!(address);
    if let Some(opens) = offer.opens_at {
        said["validFrom"] = json!(local(web, opens));
    }
    Some(said)
}
