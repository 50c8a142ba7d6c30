//! The edition's report: a few pages a councillor reads, set from the same rows as the pages.

use axum::extract::{Path, State};
use people::web::Staff;
use programme::tenant;
use serde_json::{Value, json};
use shell::{Lang, PageError, Visit, calendar, typography};

use super::account::{Account, account, cumulated};
use super::figures::{Amount, Figure, FigureKind};
use super::rows::RowState;
use super::{Page, attachment, drawing, page, require, say, sheet};
use crate::Web;

const TEMPLATE: &str = include_str!("../../templates/accounts/report.typ");

/// `GET /bureau/belles-sorties/comptes/{edition}/rapport.pdf`
pub(super) async fn pdf(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(code): Path<String>) -> Page {
    require(&session)?;
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let one = account(&mut read, &code, now, &web.zone).await.map_err(page)?;
    let all = cumulated(&mut read, now, &web.zone).await.map_err(page)?;
    let tenant = tenant::tenant(&mut read).await?;
    drop(read);
    let siren = tenant.as_ref().map(|tenant| tenant.siren.as_str());
    let map = siren.and_then(sheet).map(|sheet| drawing::printed(sheet, &one.served, one.season.year));
    let mut data = told(&web, visit.lang, &one);
    data["house"] = json!(web.frame.theme().name);
    data["territory"] = json!(tenant.map(|tenant| tenant.name).unwrap_or_default());
    data["map"] = json!(map);
    data["all"] = json!(
        [FigureKind::Performances, FigureKind::Spectators, FigureKind::Artists, FigureKind::Communes]
            .iter()
            .filter_map(|kind| all.figures.iter().find(|figure| figure.kind == *kind))
            .map(|figure| tile(&web, visit.lang, figure))
            .collect::<Vec<_>>()
    );
    data["all-title"] = json!(match all.since {
        Some(since) => say(
            &web,
            visit.lang,
            "accounts-report-all",
            &[("n", (all.seasons.len() as i64).into()), ("since", since.to_string().into())]
        ),
        None => String::new(),
    });
    let day = calendar::dated(visit.lang, now.to_zoned(web.zone.clone()).date());
    data["foot"] = json!(say(&web, visit.lang, "accounts-report-foot", &[("day", day.into())]));
    let lang = visit.lang.code();
    // Setting a document is arithmetic: not in the way of other pages.
    let printed = tokio::task::spawn_blocking(move || documents::pdf(TEMPLATE, &data, lang))
        .await
        .map_err(PageError::internal)?
        .map_err(PageError::internal)?;
    let name = format!("belles-sorties-{}.pdf", one.season.code);
    attachment(&name, "application/pdf", "private, no-store", printed)
}

/// An amount as people read it; “n.c.” when unknown.
fn amount(web: &Web, lang: Lang, amount: Option<Amount>) -> String {
    match amount {
        None => say(web, lang, "accounts-unknown", &[]),
        Some(Amount::Count(count)) => typography::integer(lang, count),
        Some(Amount::Cents(cents)) => typography::price(lang, cents),
        Some(Amount::PerMille(thousandths)) => {
            format!("{}\u{a0}%", typography::decimal(lang, thousandths as f64 / 10.0, 1))
        }
        Some(Amount::Metres(metres)) => format!("{}\u{a0}km", typography::decimal(lang, metres as f64 / 1000.0, 1)),
    }
}

fn tile(web: &Web, lang: Lang, figure: &Figure) -> Value {
    let note = if figure.is_partial() {
        let args = [("known", figure.known.into()), ("played", figure.played.into())];
        say(web, lang, "accounts-partial", &args)
    } else {
        String::new()
    };
    json!({
        "label": say(web, lang, &format!("accounts-figure-{}", figure.kind.code()), &[]),
        "value": amount(web, lang, figure.amount),
        "note": note,
    })
}

/// Everything of the report that needs no other season.
fn told(web: &Web, lang: Lang, one: &Account) -> Value {
    let word = |key: &str| say(web, lang, key, &[]);
    let count = |value: Option<i64>| amount(web, lang, value.map(Amount::Count));
    let cents = |value: Option<i64>| amount(web, lang, value.map(Amount::Cents));
    let rows: Vec<Value> = one
        .rows
        .iter()
        .filter(|row| row.state != RowState::Coming)
        .map(|row| {
            let state = if row.is_played() { String::new() } else { word("accounts-state-cancelled") };
            json!([
                row.day.map_or_else(|| word("accounts-unknown"), |day| calendar::day(lang, day)),
                row.commune_name,
                row.title,
                if state.is_empty() { count(row.spectators) } else { state },
                if row.is_played() { count(row.places) } else { String::new() },
                if row.is_played() { cents(row.receipts) } else { String::new() },
            ])
        })
        .collect();
    let most = one.rows.iter().filter_map(|row| row.spectators).max().unwrap_or(0).max(1);
    let bars: Vec<Value> = one
        .rows
        .iter()
        .filter(|row| row.is_played())
        .filter_map(|row| {
            let people = row.spectators?;
            let label = match row.day {
                Some(day) => format!("{} · {}", calendar::day(lang, day), row.commune_name),
                None => row.commune_name.clone(),
            };
            Some(json!({ "label": label, "value": count(Some(people)), "part": people * 100 / most }))
        })
        .collect();
    let lead_args = [
        ("dates", one.figure(FigureKind::Performances).played.into()),
        (
            "communes",
            match one.figure(FigureKind::Communes).amount {
                Some(Amount::Count(communes)) => communes.into(),
                _ => 0_i64.into(),
            },
        ),
    ];
    let mut notes = vec![
        word("accounts-method-spectators"),
        word("accounts-method-fill"),
        word("accounts-method-artists"),
        word("accounts-method-first"),
        word("accounts-method-distance"),
        word("accounts-method-cost"),
        word("accounts-method-unknown"),
    ];
    if one.provisional > 0 {
        notes.insert(0, say(web, lang, "accounts-provisional", &[("n", one.provisional.into())]));
    }
    if one.season.is_imported() {
        notes.insert(0, word("accounts-imported-words"));
    }
    if one.season.demo {
        notes.insert(0, word("accounts-demo-words"));
    }
    let never = one.never.as_ref().map(|never| {
        let args = [
            ("n", (never.len() as i64).into()),
            ("of", one.eligible.unwrap_or(0).into()),
            ("since", one.since.unwrap_or(one.season.year).to_string().into()),
        ];
        json!({
            "words": say(web, lang, "accounts-never", &args),
            "names": never.iter().map(|commune| commune.name.as_str()).collect::<Vec<_>>().join(", "),
        })
    });
    let heads = ["day", "commune", "show", "spectators", "places", "receipts"]
        .map(|column| word(&format!("accounts-col-{column}")));
    json!({
        "title": say(web, lang, "accounts-report-title", &[("name", one.season.name.clone().into())]),
        "lead": say(web, lang, "accounts-report-lead", &lead_args),
        "figures": one.figures.iter().map(|figure| tile(web, lang, figure)).collect::<Vec<_>>(),
        "figures-title": word("accounts-report-figures"),
        "territory-title": word("accounts-report-territory"),
        "map-alt": say(web, lang, "accounts-map", &[("name", one.season.name.clone().into())]),
        "legend": [word("accounts-legend-now"), word("accounts-legend-before"), word("accounts-legend-never")],
        "never": never,
        "bars": bars,
        "bars-title": word("accounts-report-bars"),
        "table-title": word("accounts-report-table"),
        "heads": heads,
        "rows": rows,
        "notes-title": word("accounts-report-notes"),
        "notes": notes,
    })
}
