//! Every page, in every language, with strict templates and within its weight.

use shell::office::Choice;
use shell::{Frame, Lang, OfficeLink, Person, Visit};

use super::office::{
    AnswerLine, Bar, CodeShown, ConflictLine, ConflictsPage, DeviceLine, DoorLine, DoorPage, DoorsPage, LivePage,
    render,
};
use super::paths;
use crate::ConflictKind;

/// A page's weight without its fonts, in bytes.
const HEAVIEST: usize = 100_000;
const AT: &str = "2026-11-23T09:00:00Z";

fn agent(lang: Lang) -> Visit {
    let mut visit = Visit::new(lang, paths::DOORS);
    visit.person = Some(Person {
        home: "/bureau".to_owned(),
        name: "Claire Delattre".to_owned(),
        office: vec![OfficeLink { group: "", label: "gate-office-nav", href: paths::DOORS.to_owned() }],
        binding: "session".to_owned(),
    });
    visit
}

fn in_every_language(name: &str, page: &impl serde::Serialize) -> Vec<String> {
    let frame = Frame::builder().wing(super::WING).base_url("https://culture.example.org").build().expect("sound");
    Lang::ALL
        .into_iter()
        .map(|lang| {
            let html = render(&frame, &agent(lang), name, page).expect("the page is made").0;
            assert!(html.len() < HEAVIEST, "{name}: {}", html.len());
            html
        })
        .collect()
}

#[test]
fn doors_with_and_without() {
    let door = |devices: usize| DoorLine {
        name: "LaM".into(),
        href: paths::door("d"),
        live_href: paths::live("d"),
        devices,
        heard: (devices > 0).then(|| AT.to_owned()),
        entered: 1234,
        inside: 120,
        open: devices > 0,
    };
    let without = vec![Choice { value: "m".into(), label: "La Piscine".into() }];
    for page in [
        DoorsPage::default(),
        DoorsPage { doors: vec![door(0), door(3)], without, conflicts: 1 },
        DoorsPage { doors: (0..40).map(door).collect(), without: vec![], conflicts: 7 },
    ] {
        in_every_language("gate/doors.html", &page);
    }
}

#[test]
fn a_door_with_its_codes_and_devices() {
    let device = |wiped: bool| DeviceLine {
        name: "Tablette".into(),
        enrolled_at: AT.into(),
        seen_at: AT.into(),
        silent: wiped,
        bundle: (!wiped).then(|| AT.to_owned()),
        bundle_behind: true,
        entries: 1200,
        missing: i64::from(wiped) * 2,
        clock_minutes: 300,
        wiped_at: wiped.then(|| AT.to_owned()),
        wipe_told: wiped,
        wipe_action: (!wiped).then(|| paths::wipe("d")),
    };
    let code = |used: bool| CodeShown {
        code: "ABCD-EFGH".into(),
        until: AT.into(),
        symbol: "<svg></svg>".into(),
        used_by: used.then(|| "<b>Tablette</b>".to_owned()),
    };
    let page = DoorPage {
        name: "LaM".into(),
        address: "https://culture.example.org/controle".into(),
        live_href: paths::live("d"),
        enrol_action: paths::enrol("d"),
        codes: vec![code(false), code(true)],
        devices: vec![device(false), device(true)],
    };
    for html in in_every_language("gate/door.html", &page) {
        assert!(html.contains("<svg></svg>") && !html.contains("<b>Tablette"));
    }
    in_every_language("gate/door.html", &DoorPage { codes: vec![], devices: vec![], ..page });
}

#[test]
fn who_is_inside_with_every_reason() {
    let reasons = [
        "ok",
        "re-entry",
        "elsewhere",
        "stale-proof",
        "unknown-key",
        "clock-unsure",
        "suspended",
        "status-unknown",
        "bundle-old",
        "typed-offline",
        "not-ours",
        "malformed",
        "too-long",
        "wrong-algorithm",
        "revoked-key",
        "key-over",
        "bad-signature",
        "not-yet",
        "expired",
        "wrong-door",
        "revoked",
        "unknown-number",
    ];
    let last = reasons.iter().enumerate().map(|(at, reason)| AnswerLine {
        at: "14:15".into(),
        verdict: ["green", "amber", "red"][at % 3].into(),
        reason: (*reason).to_owned(),
        people: at as i64 % 3,
        device: "Tablette".into(),
    });
    let bar = |at: usize| Bar { x: at * 12, height: 100, from: "14:15".into(), hour: at.is_multiple_of(4), people: 12 };
    let page = LivePage {
        name: "LaM".into(),
        door_href: paths::door("d"),
        at: AT.into(),
        entered: 1200,
        inside: 80,
        left: Some(3),
        amber: 4,
        red: 1,
        heard: Some(AT.into()),
        bars: (0..80).map(bar).collect(),
        width: 960,
        most: 12,
        last: last.collect(),
    };
    for html in in_every_language("gate/live.html", &page) {
        // Each reason has its words.
        for reason in reasons.iter().filter(|reason| reason.contains('-')) {
            assert!(!html.contains(&format!("</strong> {reason} ")), "{reason}");
        }
    }
    in_every_language("gate/live.html", &LivePage { left: None, heard: None, bars: vec![], last: vec![], ..page });
}

#[test]
fn every_kind_of_conflict_has_its_words() {
    let line = |kind: ConflictKind, closed: bool| ConflictLine {
        id: "c".into(),
        kind: kind.code(),
        at: AT.into(),
        place: "LaM".into(),
        other: closed.then(|| "La Piscine".to_owned()),
        other_at: closed.then(|| AT.to_owned()),
        people: 2,
        device: "Tablette".into(),
        number: Some("1234 5678 901".into()),
        doubtful: true,
        close_action: (!closed).then(|| paths::close("c")),
        closed_at: closed.then(|| AT.to_owned()),
        note: closed.then(|| "Vu".to_owned()),
    };
    let page = ConflictsPage {
        open: ConflictKind::ALL.into_iter().map(|kind| line(kind, false)).collect(),
        closed: ConflictKind::ALL.into_iter().map(|kind| line(kind, true)).collect(),
        days: 14,
    };
    in_every_language("gate/conflicts.html", &page);
    in_every_language("gate/conflicts.html", &ConflictsPage { open: vec![], closed: vec![], days: 14 });
}
