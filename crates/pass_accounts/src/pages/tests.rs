//! Every page, in every language, with strict templates and within its weight.

use shell::office::Choice;
use shell::{FormState, Frame, Lang, OfficeLink, Person, Visit};

use super::accounts::{
    self, ComparePage, MuseumLine, MuseumPage, PeriodLine, PeriodsPage, RuleColumn, ShareCell, Strip, VoteLine,
};
use super::flows::{self, Arc, FlowLine, FlowMap, FlowsPage, MuseumMark, PublishPage, Shown};
use super::public::{self, PublicShare, StatementLine, StatementPage, StatementsPage};
use super::visits::{self, Row, Table, VisitsPage};
use crate::counts::{Facet, Figure};

/// A page's weight without its fonts, in bytes.
const HEAVIEST: usize = 100_000;

fn frame() -> Frame {
    Frame::builder().wing(super::WING).base_url("https://culture.example.org").build().expect("the wing is sound")
}

fn visit(lang: Lang) -> Visit {
    let mut visit = Visit::new(lang, "/bureau/comptes-du-pass");
    visit.person = Some(Person {
        home: "/bureau".to_owned(),
        name: "Claire Delattre".to_owned(),
        office: vec![OfficeLink {
            group: "",
            label: "pass-accounts-office-nav",
            href: super::paths::PERIODS.to_owned(),
        }],
        binding: "session".to_owned(),
    });
    visit
}

fn period(state: &'static str) -> PeriodLine {
    PeriodLine {
        name: "2026".into(),
        first_day: "2026-01-01".into(),
        last_day: "2026-12-31".into(),
        state,
        href: "/bureau/comptes-du-pass/p".into(),
        pot_cents: (state == "settled").then_some(12_345_678),
    }
}

fn compare(state: &'static str) -> ComparePage {
    let rules: Vec<RuleColumn> = revenue_sharing::Rule::ALL
        .into_iter()
        .map(|rule| RuleColumn {
            rule: rule.to_string(),
            code: rule.code(),
            rate: "50".into(),
            known: rule.code() != "price_visitors",
            reserve_cents: 12,
        })
        .collect();
    let museum = |number: usize| MuseumLine {
        code: format!("musee-{number}"),
        name: format!("Musée des beaux-arts numéro {number}"),
        full_price: "7,50".into(),
        visitors: String::new(),
        visits: 12_345,
        shares: rules
            .iter()
            .map(|rule| {
                rule.known
                    .then_some(ShareCell { cents: 1_234_567, more: if number.is_multiple_of(2) { 12 } else { -12 } })
            })
            .collect(),
        strip: Some(Strip { least: 10.0, width: 30.0, marks: vec![10.0, 22.2, 40.0], reference: 22.2 }),
        href: (state == "settled").then(|| "/bureau/comptes-du-pass/p/musees/m".into()),
    };
    let mut form = FormState::default();
    form.fault("raison", "pass-accounts-reason-wrong");
    form.fault("", "pass-accounts-not-known");
    ComparePage {
        period: period(state),
        id: "p".into(),
        passes: [8_800, 1_000, 1_200],
        money: [25_000_000, 1_200_000, 3_000_000],
        visits: 53_200,
        pot_cents: 26_200_000,
        museums: (1..=15).map(museum).collect(),
        rules,
        reference: "shapley".into(),
        chosen: crate::pages::accounts::Chosen {
            pot: "basis_points".into(),
            pot_value: "82,50".into(),
            unused: "equally".into(),
            free: "notional".into(),
            over: "reserve".into(),
            short: "talmud".into(),
            cap: "12".into(),
            rate: "50".into(),
        },
        query: "regle=shapley".into(),
        votes: vec![VoteLine {
            code: "field_rate",
            rate: "50".into(),
            reason: "Parce que.".into(),
            name: "Claire".into(),
            at: "2026-11-22T12:00:00Z".into(),
        }],
        hindrance: (state == "open").then_some("pass-accounts-not-over"),
        form: form.clone(),
        museums_form: form,
        fault: Some("pass-accounts-pot-wrong"),
    }
}

fn pages(frame: &Frame, lang: Lang) -> Vec<(String, String)> {
    let visit = visit(lang);
    let figure = Some(Figure { visits: 1_234, people: 2_345, passes: 400 });
    let rows = |count: usize| -> Vec<Row> {
        let row = |at: usize| Row { label: format!("Ligne {at}"), figure: figure.filter(|_| at % 4 != 3), bar: 40 };
        (0..count).map(row).collect()
    };
    let mut named: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, page: Result<axum::response::Html<String>, shell::PageError>| {
        named.push((name.to_owned(), page.unwrap_or_else(|error| panic!("{name}: {error:?}")).0));
    };
    let mut form = FormState::default();
    form.fault("nom", "pass-accounts-name-taken");
    form.fault("au", "pass-accounts-days-taken");
    let periods = PeriodsPage { periods: vec![period("open"), period("over"), period("settled")], form };
    add("periods", accounts::render_periods(frame, &visit, &periods));
    add("no period", accounts::render_periods(frame, &visit, &PeriodsPage::default()));
    for state in ["open", "over", "settled"] {
        add(&format!("compare {state}"), accounts::render_compare(frame, &visit, &compare(state)));
    }
    let museum = MuseumPage {
        name: "La Piscine".into(),
        period: ["2026".into(), "2026-01-01".into(), "2026-12-31".into()],
        issuer: "Métropole".into(),
        issued_at: "2027-01-20T10:00:00Z".into(),
        rule: RuleColumn {
            rule: "shapley".into(),
            code: "shapley",
            rate: String::new(),
            known: true,
            reserve_cents: 0,
        },
        reason: "Équitable.".into(),
        cents: 1_234_567,
        exact: Some("3703701/3".into()),
        pot_cents: 26_200_000,
        visits: [1_200, 53_200],
        full_price_cents: 1_100,
        visitors: 200_000,
        key: "ab".repeat(32),
        statement: "/pass/comptes/p".into(),
    };
    add("museum", accounts::render_museum(frame, &visit, &museum));
    let visits_page = VisitsPage {
        over: String::new(),
        choices: vec![
            Choice { value: String::new(), label: String::new() },
            Choice { value: "la-piscine".into(), label: "La Piscine".into() },
        ],
        chosen: "la-piscine".into(),
        months: ["2025-12".into(), "2026-11".into()],
        query: "musee=&de=2025-12&a=2026-11".into(),
        all: figure,
        by_month: rows(12),
        by_museum: rows(15),
        tables: Facet::PARTS.into_iter().map(|facet| Table { facet: facet.code(), rows: rows(20) }).collect(),
        live: 321,
        days: 14,
        computed_at: "2026-11-22T12:00:00.000Z".into(),
    };
    add("visits", visits::render(frame, &visit, &visits_page));
    let empty = VisitsPage {
        all: None,
        by_month: vec![],
        by_museum: vec![],
        tables: vec![Table { facet: "commune", rows: vec![] }],
        ..visits_page
    };
    add("no visit", visits::render(frame, &visit, &empty));
    let shown = Shown {
        quarter: "2026-T3".into(),
        published_at: "2026-10-20T10:00:00Z".into(),
        epsilon: 1.0,
        cap: 10,
        scale: 10.0,
        deviation: 14.12,
        least: 20,
        lines: (0..60)
            .map(|at| FlowLine { from: "La Piscine".into(), to: "LaM".into(), told: 100 - at, bar: 100 - at })
            .collect(),
        untold: 150,
        map: FlowMap {
            view_box: "0 0 400 300".into(),
            ground: "M0 0L1 1Z".into(),
            arcs: vec![Arc {
                path: "M0 0Q1 1 2 2".into(),
                width: 2.5,
                head: "M0 0L1 1L2 0Z".into(),
                from: "La Piscine".into(),
                to: "LaM".into(),
                told: 100,
            }],
            museums: (1..=15)
                .map(|number| MuseumMark {
                    number,
                    name: format!("Musée {number}"),
                    x: 12.5,
                    y: 30.0,
                    at: (number == 2).then_some((11.0, 29.0)),
                    leaving: 120,
                    reaching: 98,
                })
                .collect(),
        },
    };
    let flows_page = FlowsPage { quarters: vec!["2026-T3".into(), "2026-T2".into()], shown: Some(shown) };
    add("flows", flows::render(frame, &visit, &flows_page));
    add("no flows", flows::render(frame, &visit, &FlowsPage::default()));
    let mut form = FormState::default();
    form.fault("epsilon", "pass-accounts-epsilon-wrong");
    form.fault("minimum", "pass-accounts-least-wrong");
    let publish =
        PublishPage { quarters: vec!["2026-T3".into()], published: vec!["2026-T2".into()], form, least: 20, cap: 10 };
    add("publish", flows::render_publish(frame, &visit, &publish));
    add("nothing to publish", flows::render_publish(frame, &visit, &PublishPage::default()));
    let line = StatementLine {
        name: "2025".into(),
        first_day: "2025-01-01".into(),
        last_day: "2025-12-31".into(),
        pot_cents: 26_200_000,
        href: "/pass/comptes/p".into(),
    };
    add("statements", public::render_list(frame, &visit, &StatementsPage { statements: vec![line.clone()] }));
    add("no statement", public::render_list(frame, &visit, &StatementsPage::default()));
    let statement = StatementPage {
        line,
        issuer: "Métropole".into(),
        issued_at: "2026-01-20T10:00:00Z".into(),
        voted_at: "2026-01-10T10:00:00Z".into(),
        reason: "Équitable.".into(),
        rule: RuleColumn {
            rule: "field_rate:5000".into(),
            code: "field_rate",
            rate: "50".into(),
            known: true,
            reserve_cents: 0,
        },
        conventions: ["pot", "unused", "free", "over", "short", "cap"]
            .into_iter()
            .map(|name| (name.to_owned(), if name == "cap" { String::new() } else { "ainsi".to_owned() }))
            .collect(),
        passes: [8_800, 1_000, 1_200],
        money: [25_000_000, 1_200_000, 3_000_000],
        shares: (1..=15)
            .map(|number| PublicShare {
                name: format!("Musée {number}"),
                visits: 1_200,
                cents: 1_700_000,
                bar: 50,
                percent: 6.66,
            })
            .collect(),
        reserve_cents: 12,
        key: "ab".repeat(32),
        file: "/pass/comptes/p/releve.json".into(),
    };
    add("statement", public::render(frame, &visit, &statement));
    named
}

#[test]
fn every_page_renders_in_every_language_within_its_weight() {
    let frame = frame();
    for lang in Lang::ALL {
        for (name, html) in pages(&frame, lang) {
            assert!(html.len() < HEAVIEST, "{name} weighs {} bytes", html.len());
            assert!(!html.contains(">pass-accounts-"), "{name} lacks words in {lang:?}");
            for bad in [" style=", "<script>", "onclick"] {
                assert!(!html.contains(bad), "{name} has {bad}");
            }
        }
    }
}

#[test]
fn every_rule_choice_and_refusal_has_its_words() {
    let frame = frame();
    let mut keys: Vec<String> = Vec::new();
    for rule in revenue_sharing::Rule::ALL {
        keys.push(format!("rule-{}-why", rule.code()));
    }
    for kind in ["museum_pass", "ticket", "invitation"] {
        keys.push(format!("kind-{kind}"));
    }
    let source = concat!(
        include_str!("../periods.rs"),
        include_str!("../settlement.rs"),
        include_str!("../flows.rs"),
        include_str!("../counts.rs"),
        include_str!("../web/office.rs"),
        include_str!("../web/asked.rs"),
    );
    for part in source.split("\"pass-accounts-").skip(1) {
        if let Some((key, _)) = part.split_once('"')
            && !key.contains('{')
        {
            keys.push(key.to_owned());
        }
    }
    assert!(keys.len() > 40);
    for key in keys {
        if key == "name" {
            continue;
        }
        for lang in Lang::ALL {
            assert!(frame.messages().has(lang, &format!("pass-accounts-{key}")), "{key} in {lang:?}");
        }
    }
}
