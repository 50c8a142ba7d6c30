//! The worksheet of VAT and of the tax on shows: page and file.

use axum::extract::{Path, State};
use people::Permission;
use people::web::Staff;
use serde::Serialize;
use shell::{PageError, Visit};
use show_duties::Quarter;
use show_duties::tax::{ARTICLES, NOT_COLLECTED_BELOW, Owed};
use store::Query;

use super::facts::{self, SellerFacts};
use super::sheet::{RateTotal, Sheet, TaxTotal, fill};
use super::{Page, asked, file, page, played, require, shown};
use crate::Web;

const DECLARE: Permission = Permission::DeclareShows;

/// `duties/sheet.html`
#[derive(Debug, Clone, Serialize)]
struct SheetPage {
    back: String,
    csv: String,
    seller: String,
    number: i8,
    year: String,
    vat: &'static str,
    lines: Vec<Line>,
    rates: Vec<RateTotal>,
    taxes: Vec<TaxTotal>,
    gross: i64,
    unknown: i64,
    articles: &'static str,
    below: i64,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    title: String,
    show: String,
    on: String,
    rank: Option<u32>,
    gross: i64,
    per_mille: Option<i64>,
    article: &'static str,
    unknown: Option<&'static str>,
    net: Option<i64>,
    vat: Option<i64>,
    collector: Option<&'static str>,
    owed: &'static str,
    base: Option<i64>,
    tax: Option<i64>,
}

async fn sheet(
    query: &mut impl Query,
    web: &Web,
    seller: &str,
    quarter: Quarter,
) -> Result<(Sheet, SellerFacts), PageError> {
    let said = facts::of_seller(query, seller).await.map_err(page)?;
    let played = played::of_quarter(query, seller, quarter, &web.zone, web.db.clock().now()).await.map_err(page)?;
    Ok((fill(&played, &said), said))
}

fn lines(sheet: &Sheet, seller_code: &str) -> Vec<Line> {
    let line = |one: &super::sheet::SheetLine| {
        let rate = one.rate.ok().flatten();
        let (owed, base, tax) = match one.owed {
            None => ("unknown", None, None),
            Some(Owed::BySeller { base, tax }) => ("seller", Some(base), Some(tax)),
            Some(Owed::ByProducer { base, tax }) => ("producer", Some(base), Some(tax)),
            Some(Owed::UnknownPrice) => ("price", None, None),
            Some(Owed::Nothing) => ("nothing", None, None),
        };
        Line {
            title: one.title.clone(),
            show: format!("/bureau/declarations/{seller_code}/spectacle/{}", one.show),
            on: one.on.to_string(),
            rank: one.rank,
            gross: one.gross,
            per_mille: rate.map(|rate| rate.per_mille),
            article: rate.map_or("", |rate| rate.article),
            unknown: one.rate.err(),
            net: one.split.map(|split| split.net),
            vat: one.split.map(|split| split.vat),
            collector: one.collector.map(show_duties::tax::Collector::code),
            owed,
            base,
            tax,
        }
    };
    sheet.lines.iter().map(line).collect()
}

/// `GET /bureau/declarations/{seller}/{quarter}/taxes`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((seller, quarter)): Path<(String, String)>,
) -> Page {
    require(&session, DECLARE)?;
    let mut read = web.db.read().await?;
    let (seller, quarter) = asked(&mut read, &session, &seller, &quarter).await?;
    let (sheet, said) = sheet(&mut read, &web, &seller.id, quarter).await?;
    drop(read);
    let here = format!("/bureau/declarations/{}/{quarter}", seller.code);
    let view = SheetPage {
        csv: format!("{here}/taxes.csv"),
        back: here,
        seller: seller.name.clone(),
        number: quarter.number,
        year: quarter.year.to_string(),
        vat: said.vat.code(),
        lines: lines(&sheet, &seller.code),
        rates: sheet.rates,
        taxes: sheet.taxes,
        gross: sheet.gross,
        unknown: sheet.unknown,
        articles: ARTICLES,
        below: NOT_COLLECTED_BELOW,
    };
    shown(&web, &visit, "duties/sheet.html", &view, true)
}

/// `GET /bureau/declarations/{seller}/{quarter}/taxes.csv`
pub(super) async fn csv(
    State(web): State<Web>,
    Staff(session): Staff,
    Path((seller, quarter)): Path<(String, String)>,
) -> Page {
    require(&session, DECLARE)?;
    let mut read = web.db.read().await?;
    let (seller, quarter) = asked(&mut read, &session, &seller, &quarter).await?;
    let (sheet, _) = sheet(&mut read, &web, &seller.id, quarter).await?;
    drop(read);
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let euros =
        |cents: Option<i64>| cents.map(|cents| ledger::Cents(cents).to_string().replace('.', ",")).unwrap_or_default();
    // A title that a spreadsheet would run as a formula is only text.
    let plain = |text: &str| {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
    };
    // Writing to memory cannot fail.
    let _ = writer.write_record([
        "date",
        "spectacle",
        "rang",
        "recettes_ttc",
        "taux_tva_pour_mille",
        "article",
        "recettes_ht",
        "tva",
        "percepteur",
        "redevable",
        "assiette_taxe",
        "taxe",
    ]);
    for line in lines(&sheet, &seller.code) {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let _ = writer.write_record([
            line.on,
            plain(&line.title),
            number(line.rank.map(i64::from)),
            euros(Some(line.gross)),
            number(line.per_mille),
            line.article.to_owned(),
            euros(line.net),
            euros(line.vat),
            line.collector.unwrap_or_default().to_uppercase(),
            match line.owed {
                "seller" => "vendeur",
                "producer" => "producteur",
                "nothing" => "personne",
                _ => "à dire",
            }
            .to_owned(),
            euros(line.base),
            euros(line.tax),
        ]);
    }
    let text = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
    Ok(file(&format!("taxes-{}-{quarter}.csv", seller.code), text))
}
