//! What is on, as visitors and machines read it, on both databases; calendars, feeds and linked data are read again by
//! others' parsers.

mod support;

use axum::http::StatusCode;
use programme::{Offer, OfferState, offer, performance};
use serde_json::Value;
use support::{At, House, SETS, is_available, run};

const NOW: &str = "2026-11-23T08:00:00Z";

#[tokio::test]
async fn the_list_shows_what_is_to_come_and_only_that() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let gone = house.play(At { starts: "2026-11-20T19:00:00Z", ..At::default() }).await;
        let next = house.play(At::default()).await;
        let (status, page) = house.get("/sorties").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(&format!("/sorties/date/{next}")));
        assert!(!page.contains(&format!("/sorties/date/{gone}")));
        assert!(page.contains("L’Orchestre au village") && page.contains("20\u{a0}h\u{a0}30"));
        // What is over has its page still, and is found by who asks for that day.
        let (status, page) = house.get(&format!("/sorties/date/{gone}")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("Passé"));
        let (_, page) = house.get("/sorties?du=2026-11-20&au=2026-11-20").await;
        assert!(page.contains(&format!("/sorties/date/{gone}")) && !page.contains(&format!("/sorties/date/{next}")));
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_and_say_what_they_could_not_read() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let village = house.play(At::default()).await;
        let far = house.play(At { commune: "59011", starts: "2026-12-10T18:00:00Z", ..At::default() }).await;
        let child = house.play(At { show: house.puppets.clone(), access: &["wheelchair"], ..At::default() }).await;
        let shown = async |query: &str| {
            let (status, page) = house.get(&format!("/sorties?{query}")).await;
            assert_eq!(status, StatusCode::OK, "{query}");
            [&village, &far, &child].map(|item| page.contains(&format!("/sorties/date/{item}")))
        };
        assert_eq!(shown("").await, [true, true, true]);
        assert_eq!(shown("commune=59011").await, [false, true, false]);
        assert_eq!(shown("genre=puppets").await, [false, false, true]);
        assert_eq!(shown("genre=puppets&genre=concert").await, [true, true, true]);
        // The concert says no age: it is for everyone. The puppets are from four years on.
        assert_eq!(shown("age=3").await, [true, true, false]);
        assert_eq!(shown("age=4").await, [true, true, true]);
        assert_eq!(shown("acces=wheelchair").await, [false, false, true]);
        assert_eq!(shown("quand=semaine").await, [true, false, true]);
        assert_eq!(shown("saison=belles-sorties-2026").await, [true, true, true]);
        assert_eq!(shown("saison=autre").await, [false, false, false]);
        // Quesnoy is some twenty kilometres from Annœullin; the distance is told.
        assert_eq!(shown("pres=annoeullin&rayon=5").await, [false, true, false]);
        let (_, page) = house.get("/sorties?pres=59112&rayon=tout").await;
        assert!(page.contains("km</span>") && page.contains("Annœullin"), "the distance is told");
        let (_, page) = house.get("/sorties?genre=opera").await;
        assert!(page.contains("Rien ne correspond"));
        let (_, page) = house.get("/sorties?pres=Xyzzyville&du=hier&age=mille").await;
        assert!(page.contains("« Xyzzyville »".replace(' ', "\u{202f}").as_str()) || page.contains("Xyzzyville"));
        assert!(page.contains("Une date ne peut pas être lue") && page.contains("de 0 à 120"));
    })
    .await;
}

#[tokio::test]
async fn a_booking_is_proposed_only_when_one_may_book_and_never_above_the_cap() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let item = house.play(At::default()).await;
        let path = format!("/sorties/date/{item}");
        let says = async |state: OfferState, address: &str, most: i64| {
            let said = Offer {
                item: item.clone(),
                state,
                address: address.to_owned(),
                opens_at: Some("2026-11-24T09:00:00Z".parse().expect("instant")),
                least_price: Some(0),
                most_price: Some(most),
                places_left: Some(7),
            };
            let mut write = house.db.write().await.expect("write");
            offer::put(&mut write, &said).await.expect("kept");
            write.commit().await.expect("commit");
            house.get(&path).await.1
        };
        let page = says(OfferState::Open, "/billetterie/x", 500).await;
        assert!(page.contains("href=\"/billetterie/x\"") && page.contains("5\u{a0}€"));
        let page = says(OfferState::Few, "/billetterie/x", 500).await;
        assert!(page.contains("Plus que 7 places"));
        for state in [OfferState::NotYet, OfferState::Full, OfferState::Closed] {
            let page = says(state, "/billetterie/x", 500).await;
            assert!(!page.contains("href=\"/billetterie/x\""), "{state:?}");
        }
        let page = says(OfferState::NotYet, "", 500).await;
        assert!(page.contains("Réservation à partir du"));
        // Above the cap, no price is told; an address that is not one is no link.
        let page = says(OfferState::Open, "javascript:alert(1)", 700).await;
        assert!(!page.contains("7\u{a0}€") && !page.contains("javascript:"));
        let page = says(OfferState::Open, "//ailleurs.example", 500).await;
        assert!(!page.contains("href=\"//ailleurs"));
        let page = says(OfferState::WaitingList, "/billetterie/x", 500).await;
        assert!(page.contains("S’inscrire sur la liste d’attente"));
    })
    .await;
}

#[tokio::test]
async fn every_page_opens_in_every_language_and_what_is_nowhere_is_not_found() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        for path in ["/sorties", "/sorties/calendrier", "/sorties/carte"] {
            assert_eq!(house.get(path).await.0, StatusCode::OK, "{path}, with nothing on");
        }
        let item = house.play(At { access: &programme::performance::ACCESS, ..At::default() }).await;
        house.play(At { starts: "2026-11-02T19:00:00Z", ..At::default() }).await;
        let concert = &house.concert;
        let paths = [
            "/sorties".to_owned(),
            "/sorties?pres=59890".to_owned(),
            "/sorties?position=50.7,3.0&genre=opera".to_owned(),
            "/sorties/saison/belles-sorties-2026".to_owned(),
            format!("/sorties/spectacle/{concert}"),
            format!("/sorties/date/{item}"),
            "/sorties/calendrier".to_owned(),
            "/sorties/calendrier?mois=2027-02".to_owned(),
            "/sorties/carte".to_owned(),
            "/sorties/carte?quand=semaine".to_owned(),
            "/sorties/commune/59482".to_owned(),
            "/sorties/commune/59011".to_owned(),
        ];
        for path in &paths {
            for lang in ["fr", "nl", "en"] {
                let mark = if path.contains('?') { '&' } else { '?' };
                let (status, page) = house.get(&format!("{path}{mark}lang={lang}")).await;
                assert_eq!(status, StatusCode::OK, "{path} {lang}");
                assert!(page.len() < 100_000, "{path}: {} bytes", page.len());
                assert_eq!(page.matches("<h1").count(), 1, "{path} {lang}");
                assert!(!page.contains("agenda-") || !page.contains(">agenda-"), "{path} {lang}: a word is missing");
                assert!(!page.contains(" style=\""), "{path}");
            }
        }
        for path in [
            "/sorties/saison/rien-2026",
            "/sorties/spectacle/rien",
            "/sorties/date/rien",
            "/sorties/commune/00000",
            "/sorties/calendrier?mois=demain",
            "/sorties/calendrier?mois=9999-12",
            "/sorties/date/rien/agenda.ics",
            "/sorties/spectacle/rien/agenda.ics",
            "/sorties/commune/00000/agenda.ics",
        ] {
            assert_eq!(house.get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        // A show nobody announced is not the public's.
        assert_eq!(house.get(&format!("/sorties/spectacle/{}", house.puppets)).await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_people_write_stays_text() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let nasty = "</script><script>alert(1)</script>\r\nATTENDEE:mailto:x@y.example";
        let show = house.keep_show(nasty, programme::Genre::Other).await;
        let item = house.play(At { show, place: "<img src=x onerror=alert(1)>", ..At::default() }).await;
        for path in ["/sorties".to_owned(), format!("/sorties/date/{item}"), "/sorties/flux.xml".to_owned()] {
            let (_, page) = house.get(&path).await;
            assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path}");
        }
        let (_, calendar) = house.get("/sorties/agenda.ics").await;
        assert!(!calendar.contains("\r\nATTENDEE"));
        let (_, page) = house.get("/sorties?pres=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
        assert!(!page.contains("<script>alert"));
    })
    .await;
}

#[tokio::test]
async fn the_next_dates_are_there_for_other_pages() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let second = house.play(At { starts: "2026-12-01T19:00:00Z", ..At::default() }).await;
        let first = house.play(At::default()).await;
        let gone = house.play(At { starts: "2026-11-24T19:00:00Z", ..At::default() }).await;
        house.cancel(&gone, "La salle a pris l'eau.").await;
        let mut read = house.db.read().await.expect("read");
        let next = agenda::next(&mut read, house.db.clock().now(), 2).await.expect("next");
        let hrefs: Vec<&str> = next.iter().map(|one| one.href.as_str()).collect();
        assert_eq!(hrefs, [format!("/sorties/date/{first}"), format!("/sorties/date/{second}")]);
        assert_eq!(next[0].commune, "Quesnoy-sur-Deûle");
    })
    .await;
}

#[tokio::test]
async fn calendars_are_read_by_another_parser() {
    let judge = is_available("icalendar", "python3", &["-c", "import icalendar"]);
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let item = house.play(At::default()).await;
        let gone = house.play(At { starts: "2026-12-01T19:00:00Z", ..At::default() }).await;
        house.cancel(&gone, "La salle a pris l'eau; pardon, vraiment.").await;
        let (status, before) = house.get("/sorties/agenda.ics").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(house.get("/sorties/agenda.ics").await.1, before, "the same, as nothing changed");
        house.later(60);
        house.amend(&item, "2026-11-26T20:00:00Z", "Une demi-heure plus tard.").await;
        let (_, after) = house.get(&format!("/sorties/date/{item}/agenda.ics")).await;
        for path in
            [format!("/sorties/spectacle/{}/agenda.ics", house.concert), "/sorties/commune/59482/agenda.ics".to_owned()]
        {
            assert_eq!(house.get(&path).await.1.matches("BEGIN:VEVENT").count(), 2, "{path}");
        }
        if !judge {
            return;
        }
        let read = |text: &str| -> Value {
            let out = run("python3", &["-c", ICALENDAR], text.as_bytes()).expect("it parses");
            serde_json::from_slice(&out).expect("JSON")
        };
        let events = read(&before);
        let find = |uid: &str| {
            let found = events.as_array().expect("events").iter().find(|event| event["uid"] == uid);
            found.cloned().expect("the event is there")
        };
        let (one, cancelled) = (find(&item), find(&gone));
        assert_eq!(one["start"], "2026-11-26T19:30:00+00:00");
        assert_eq!(one["end"], "2026-11-26T20:45:00+00:00");
        assert_eq!(one["summary"], "L'Orchestre au village");
        assert_eq!(one["status"], "CONFIRMED");
        assert_eq!(one["location"], "Salle Festi'val, 3 rue de la Deûle, 59890 Quesnoy-sur-Deûle");
        assert_eq!(one["errors"], serde_json::json!([]));
        assert_eq!(cancelled["status"], "CANCELLED");
        assert!(cancelled["description"].as_str().is_some_and(|text| text.contains("l'eau; pardon, vraiment.")));
        let changed = read(&after);
        assert_eq!(changed[0]["uid"], one["uid"]);
        assert_eq!(changed[0]["start"], "2026-11-26T20:00:00+00:00");
        assert!(changed[0]["sequence"].as_i64() > one["sequence"].as_i64());
    })
    .await;
}

const ICALENDAR: &str = r#"
import sys, json, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
out = []
for event in calendar.walk("VEVENT"):
    out.append({
        "uid": str(event["UID"]), "start": event.decoded("DTSTART").isoformat(),
        "end": event.decoded("DTEND").isoformat() if "DTEND" in event else None,
        "summary": str(event["SUMMARY"]), "status": str(event["STATUS"]), "location": str(event["LOCATION"]),
        "description": str(event["DESCRIPTION"]), "sequence": int(event["SEQUENCE"]), "errors": [str(e) for e in event.errors],
        "stamp": event.decoded("DTSTAMP").isoformat(),
    })
assert not calendar.errors, calendar.errors
json.dump(out, sys.stdout)
"#;

#[tokio::test]
async fn the_feed_is_read_by_another_parser() {
    let judge = is_available("feedparser", "python3", &["-c", "import feedparser"]);
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let item = house.play(At::default()).await;
        house.later(60);
        let show = house.keep_show("Rires & « larmes » <3", programme::Genre::Theatre).await;
        let second = house.play(At { show, starts: "2027-01-09T19:00:00Z", ..At::default() }).await;
        let (_, feed) = house.get("/sorties/flux.xml").await;
        if !judge {
            return;
        }
        let out = run("python3", &["-c", FEEDPARSER], feed.as_bytes()).expect("it parses");
        let read: Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(read["bozo"], false, "{}", read["why"]);
        assert_eq!(read["version"], "atom10");
        let ids: Vec<&str> =
            read["entries"].as_array().expect("entries").iter().filter_map(|e| e["id"].as_str()).collect();
        assert_eq!(ids, [format!("urn:uuid:{second}"), format!("urn:uuid:{item}")], "the last changed first");
        assert_eq!(read["entries"][0]["title"], "Rires & « larmes » <3");
        assert_eq!(read["entries"][1]["link"], format!("https://culture.example/sorties/date/{item}"));
    })
    .await;
}

const FEEDPARSER: &str = r#"
import sys, json, html, feedparser
d = feedparser.parse(sys.stdin.buffer.read())
json.dump({"bozo": bool(d.bozo), "why": str(d.get("bozo_exception", "")), "version": d.version,
  "entries": [{"id": e.id, "title": html.unescape(e.title), "link": e.link, "updated": e.updated} for e in d.entries]}, sys.stdout)
"#;

#[tokio::test]
async fn linked_data_is_read_by_another_processor() {
    let judge = is_available("pyld", "python3", &["-c", "import pyld"]);
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let item = house.play(At::default()).await;
        house.offer(&item, OfferState::Open, Some(500)).await;
        let gone = house.play(At { starts: "2026-12-01T19:00:00Z", ..At::default() }).await;
        house.cancel(&gone, "").await;
        let (_, page) = house.get(&format!("/sorties/date/{item}")).await;
        let inside =
            page.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
        let inside: Value = serde_json::from_str(inside.expect("a block")).expect("JSON");
        let (_, graph) = house.get("/sorties/agenda.jsonld").await;
        let parsed: Value = serde_json::from_str(&graph).expect("JSON");
        assert_eq!(parsed["@graph"][0]["startDate"], inside["startDate"]);
        assert_eq!(inside["startDate"], "2026-11-26T20:30:00+01:00");
        assert_eq!(inside["@type"], "MusicEvent");
        if !judge {
            return;
        }
        let out = run("python3", &["-c", PYLD], graph.as_bytes()).expect("it expands");
        let read: Value = serde_json::from_slice(&out).expect("JSON");
        let events = read.as_array().expect("events");
        let of = |id: &str| {
            let id = format!("https://culture.example/sorties/date/{id}");
            events.iter().find(|event| event["id"] == id).cloned().expect("the event is there")
        };
        let one = of(&item);
        assert_eq!(one["type"], "https://schema.org/MusicEvent");
        assert_eq!(one["status"], "https://schema.org/EventScheduled");
        assert_eq!(one["locality"], "Quesnoy-sur-Deûle");
        assert_eq!((&one["price"], &one["availability"]), (&"5.00".into(), &"https://schema.org/InStock".into()));
        assert_eq!(one["booking"], format!("https://culture.example/billetterie/{item}"));
        assert_eq!(of(&gone)["status"], "https://schema.org/EventCancelled");
    })
    .await;
}

/// Expanded offline, against the few lines of schema.org's context these events need; a word out of them would be lost,
/// and is looked for.
const PYLD: &str = r#"
import sys, json
from pyld import jsonld
S = "https://schema.org/"
ids = ["eventStatus", "eventAttendanceMode", "availability", "url", "image"]
context = {"@vocab": S, "id": "@id", "type": "@type"}
context.update({name: {"@id": S + name, "@type": "@id"} for name in ids})
dates = ["startDate", "endDate", "doorTime", "validFrom"]
context.update({name: {"@id": S + name, "@type": S + "DateTime"} for name in dates})
def load(url, options):
    assert url.startswith("https://schema.org") or url.startswith("http://schema.org"), url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": context}}
jsonld.set_document_loader(load)
known = set("""name startDate endDate eventStatus eventAttendanceMode location performer organizer duration doorTime
description typicalAgeRange maximumAttendeeCapacity image keywords offers isAccessibleForFree url address addressLocality addressCountry
streetAddress postalCode geo latitude longitude price priceCurrency availability lowPrice highPrice validFrom""".split())
document = json.load(sys.stdin)
expanded = jsonld.expand(document)
def walk(node):
    if isinstance(node, list):
        for one in node: walk(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            assert key.startswith("@") or key[len(S):] in known, key
            walk(value)
walk(expanded)
g = lambda node, name: node[S + name][0]
v = lambda node, name: g(node, name).get("@value", g(node, name).get("@id"))
out = []
for event in expanded:
    place = g(event, "location"); address = g(place, "address")
    row = {"id": event["@id"], "type": event["@type"][0], "status": v(event, "eventStatus"), "locality": v(address, "addressLocality")}
    if S + "offers" in event:
        offer = g(event, "offers")
        row.update(price=v(offer, "price"), availability=v(offer, "availability"), booking=v(offer, "url"))
    out.append(row)
json.dump(out, sys.stdout)
"#;

#[tokio::test]
async fn the_apis_tell_the_same_page_by_page() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let mut items = Vec::new();
        for day in 10..15 {
            items.push(house.play(At { starts: &format!("2026-12-{day}T19:00:00Z"), ..At::default() }).await);
        }
        house.offer(&items[0], OfferState::Full, Some(0)).await;
        let mut seen = Vec::new();
        let mut path = Some("/api/sorties?nombre=2".to_owned());
        while let Some(at) = path {
            let (status, body) = house.get(&at).await;
            assert_eq!(status, StatusCode::OK);
            let page: Value = serde_json::from_str(&body).expect("JSON");
            assert_eq!(page["total"], 5);
            let all = page["performances"].as_array().expect("a list").clone();
            seen.extend(all.iter().filter_map(|one| one["id"].as_str().map(str::to_owned)));
            path = page["next"].as_str().map(|next| next.replace("https://culture.example", ""));
        }
        assert_eq!(seen, items);
        let unreadable = ["genre=cirque", "acces=fauteuil", "quand=demain", "position=95,3", "rayon=7", "page=abc"];
        let wrong = ["nombre=0", "nombre=mille", "du=hier", "pres=Xyzzyville", "age=-1"];
        for wrong in wrong.into_iter().chain(unreadable) {
            let (status, body) = house.get(&format!("/api/sorties?{wrong}")).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
            assert!(body.contains("errors"));
        }
        let (_, body) = house.get("/api/sorties/openagenda.json").await;
        let export: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(export["total"], 5);
        let one = &export["events"][0];
        assert_eq!(one["extIds"][0]["value"], items[0]);
        assert_eq!(one["status"], 5, "full");
        assert_eq!(one["timings"][0]["begin"], "2026-12-10T20:00:00+01:00");
        assert_eq!(one["timings"][0]["end"], "2026-12-10T21:15:00+01:00");
        assert_eq!(one["location"]["insee"], "59482");
        assert_eq!(one["conditions"]["fr"], "Gratuit");
        let described = one["description"]["fr"].as_str().expect("words");
        assert!(described.chars().count() <= 200);
    })
    .await;
}

#[tokio::test]
async fn a_feed_nobody_changed_is_not_sent_again() {
    store::testing::on_both_at(SETS, NOW, |db| async move {
        let house = House::furnish(db).await;
        let item = house.play(At::default()).await;
        for path in
            ["/sorties/agenda.ics", "/sorties/flux.xml", "/sorties/agenda.jsonld", "/api/sorties/openagenda.json"]
        {
            let tag = house.tag(path).await;
            assert_eq!(house.get_if_changed(path, &tag).await, StatusCode::NOT_MODIFIED, "{path}");
        }
        let tag = house.tag("/sorties/agenda.ics").await;
        house.later(5);
        house.amend(&item, "2026-11-26T20:00:00Z", "").await;
        assert_eq!(house.get_if_changed("/sorties/agenda.ics", &tag).await, StatusCode::OK);
        let mut read = house.db.read().await.expect("read");
        assert_eq!(performance::by_item(&mut read, &item).await.expect("kept").told, "");
    })
    .await;
}

#[test]
fn every_word_is_there_in_three_languages() {
    let frame = shell::Frame::builder().wing(agenda::WING).build().expect("the wing is sound");
    let mut keys = std::collections::BTreeSet::new();
    for (_, text) in agenda::WING.templates {
        for part in text.split("t('").chain(text.split("t_html('")).skip(1) {
            keys.insert(part.split('\'').next().unwrap_or_default().to_owned());
        }
    }
    let codes =
        |stem: &str, codes: &[&str]| codes.iter().map(|code| format!("agenda-{stem}-{code}")).collect::<Vec<_>>();
    keys.extend(codes("genre", &programme::Genre::ALL.map(programme::Genre::code)));
    keys.extend(codes("access", &programme::performance::ACCESS));
    keys.extend(codes("state", &OfferState::ALL.map(OfferState::code)));
    keys.extend((1..=12).map(|month| format!("agenda-month-{month}")));
    keys.retain(|key| key.starts_with("agenda-") && !key.ends_with('-'));
    assert!(keys.len() > 120, "{}", keys.len());
    for lang in shell::Lang::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !frame.messages().has(lang, key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
    let names = |lang: shell::Lang| -> Vec<&str> {
        let texts = agenda::WING.messages.iter().filter(|(of, _)| *of == lang).map(|(_, text)| *text);
        texts.flat_map(str::lines).filter_map(|line| line.split_once(" =").map(|(name, _)| name)).collect()
    };
    for lang in [shell::Lang::Nl, shell::Lang::En] {
        assert_eq!(names(shell::Lang::Fr), names(lang));
    }
}
