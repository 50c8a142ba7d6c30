//! Every page, in every language, with strict templates and within its weight.

use access::Refusal;
use shell::office::Choice;
use shell::{FormState, Frame, Lang, OfficeLink, Person, Visit};

use super::sheet::{self, SheetPage};
use super::vendors::{self, HarvestLine, KeyLine, MadeKey, VendorLine, VendorsPage};
use crate::dashboard::{Cell, CostLine, CostTables, Dashboard, Money, OfMonth, Reason, Unused, Used};

/// A page's weight without its fonts, in bytes.
const HEAVIEST: usize = 100_000;

fn frame() -> Frame {
    Frame::builder().wing(super::WING).base_url("https://culture.example.org").build().expect("the wing is sound")
}

fn librarian(lang: Lang) -> Visit {
    let mut visit = Visit::new(lang, "/bureau/usages");
    visit.person = Some(Person {
        home: "/bureau".to_owned(),
        name: "Claire Delattre".to_owned(),
        office: vec![OfficeLink { group: "", label: "usage-office-nav", href: super::paths::SHEET.to_owned() }],
        binding: "session".to_owned(),
    });
    visit
}

fn dashboard(resources: usize) -> Dashboard {
    let cell = |label: &str, uses: Option<i64>| Cell { label: label.into(), uses, readers: uses, bar: 40 };
    let cost = |label: &str, cents: Option<i64>| CostLine {
        label: label.into(),
        uses: Some(12),
        reported: None,
        cents,
        per_use_cents: cents.map(|cents| cents / 12),
    };
    let money = |forecast, runs_out: Option<&str>| Money {
        label: "Films".into(),
        library: "Lille".into(),
        cents: 100_000,
        spent_cents: 25_000,
        spent_percent: 25,
        period: "month",
        forecast,
        runs_out: runs_out.map(str::to_owned),
    };
    Dashboard {
        from: "2025-12".into(),
        to: "2026-11".into(),
        uses: Some(12_345),
        readers: Some(321),
        investigations: None,
        refused: 7,
        months: (1..=12)
            .map(|month| OfMonth {
                day: format!("2026-{month:02}-01"),
                month: format!("2026-{month:02}"),
                uses: Some(month * 10),
                readers: None,
                bar: month * 8,
            })
            .collect(),
        resources: (0..resources)
            .map(|number| Used {
                title: format!("Une ressource {number}"),
                address: Some("/mediatheque/ressource".into()),
                uses: (number % 7 > 0).then_some(12),
                investigations: Some(20),
                refused: 1,
                bar: 12,
            })
            .collect(),
        libraries: vec![cell("Lille", Some(50)), cell("", None)],
        communes: vec![cell("Roubaix", Some(50))],
        ages: vec![cell("12-17", Some(50))],
        reasons: Refusal::CODES.iter().map(|code| Reason { code: (*code).to_owned(), refusals: 1, bar: 100 }).collect(),
        unused: vec![Unused { title: "Méthode".into(), platform: "Ailleurs".into(), cost_cents: None }],
        budgets: vec![
            money("unknown", None),
            money("spent", None),
            money("lasts", None),
            money("runs_out", Some("2026-12-05")),
        ],
        costs: Some(CostTables {
            platforms: vec![cost("Ailleurs", Some(120_000)), cost("Ici", None)],
            libraries: vec![cost("", Some(1))],
            communes: vec![cost("Lille", Some(1))],
        }),
    }
}

fn pages(frame: &Frame, lang: Lang) -> Vec<(&'static str, String)> {
    let visit = librarian(lang);
    let choice = |value: &str| Choice { value: value.into(), label: value.to_uppercase() };
    let full = SheetPage {
        sheet: dashboard(40),
        over: vec![],
        choices: vec![choice(""), choice("lille")],
        chosen: "lille".into(),
        query: "bibliotheque=lille&de=2025-12&a=2026-11".into(),
        reports: vec![choice("TR_B1")],
        computed_at: "2026-11-22T12:00:00.000Z".into(),
        keeps_vendors: true,
    };
    let empty = SheetPage {
        sheet: Dashboard {
            resources: vec![],
            libraries: vec![],
            communes: vec![],
            ages: vec![],
            reasons: vec![],
            unused: vec![],
            budgets: vec![],
            costs: None,
            ..dashboard(0)
        },
        over: vec!["Lille".into()],
        ..full.clone()
    };
    let mut form = FormState::default();
    form.fault("nom", "usage-vendor-name-needed");
    let vendor = VendorLine {
        id: "v".into(),
        name: "Ailleurs".into(),
        platform: "Ailleurs".into(),
        cost_cents: None,
        harvested: true,
        harvest_action: Some("/bureau/usages/fournisseurs/v/moisson".into()),
        upload_action: "/bureau/usages/fournisseurs/v/rapport".into(),
        received: Some(("2026-01".into(), "2026-10".into())),
        harvests: ["received", "nothing", "failed"]
            .map(|outcome| HarvestLine {
                report: "TR".into(),
                months: "2026-10".into(),
                at: "2026-11-22T12:00:00Z".into(),
                outcome: outcome.into(),
                detail: "12".into(),
            })
            .to_vec(),
    };
    let key = |revoke: Option<&str>| KeyLine {
        label: "Département".into(),
        requestor: "abc".into(),
        customer: String::new(),
        created_at: "2026-11-22T12:00:00Z".into(),
        revoke_action: revoke.map(str::to_owned),
    };
    let vendors_page = VendorsPage {
        vendors: vec![vendor],
        form,
        keys: vec![key(None), key(Some("/bureau/usages/cles/k/retirer"))],
        customers: vec![choice("")],
        made: Some(MadeKey { requestor: "abc".into(), secret: "def".into() }),
        api: "https://culture.example.org/r51".into(),
        last_month: "2026-10".into(),
    };
    [
        ("sheet", sheet::render(frame, &visit, &full)),
        ("empty sheet", sheet::render(frame, &visit, &empty)),
        ("vendors", vendors::render(frame, &visit, &vendors_page)),
        ("no vendor", vendors::render(frame, &visit, &VendorsPage::default())),
    ]
    .into_iter()
    .map(|(name, page)| (name, page.unwrap_or_else(|error| panic!("{name}: {error:?}")).0))
    .collect()
}

#[test]
fn every_page_renders_in_every_language_within_its_weight() {
    let frame = frame();
    for lang in Lang::ALL {
        for (name, html) in pages(&frame, lang) {
            assert!(html.len() < HEAVIEST, "{name} weighs {} bytes", html.len());
            assert!(!html.contains("usage-reason-") && !html.contains(">usage-"), "{name} lacks words in {lang:?}");
            for bad in [" style=", "<script>", "onclick"] {
                assert!(!html.contains(bad), "{name} has {bad}");
            }
        }
    }
}

#[test]
fn every_refusal_has_its_words() {
    let frame = frame();
    let doubts = access::Doubt::CODES.iter().map(|code| format!("unknown_{code}"));
    for code in Refusal::CODES.iter().map(|code| (*code).to_owned()).chain(doubts) {
        for lang in Lang::ALL {
            assert!(frame.messages().has(lang, &format!("usage-reason-{code}")), "{code} in {lang:?}");
        }
    }
}
