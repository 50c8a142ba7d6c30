//! The office's accounts: seasons, one of them, a figure and its rows.

use axum::extract::{Path, State};
use jiff::Timestamp;
use people::web::Staff;
use programme::tenant;
use serde::Serialize;
use shell::map::Map;
use shell::{PageError, Visit};

use super::account::{Account, CommuneOnce, account as read_account, cumulated};
use super::figures::{FigureKind, figures};
use super::table::Table;
use super::views::{FigureView, SeasonView};
use super::{CSV, IMPORT, PUBLIC, Page, attachment, drawing, page, require, say, sheet, show};
use crate::Web;

/// `accounts/seasons.html`
#[derive(Debug, Serialize)]
struct SeasonsPage {
    seasons: Vec<SeasonView>,
    all: Vec<FigureView>,
    since: Option<String>,
    import: &'static str,
    public: &'static str,
    computed_at: String,
}

/// `GET /bureau/belles-sorties/comptes`
pub(super) async fn seasons(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let all = cumulated(&mut read, now, &web.zone).await.map_err(page)?;
    // A season published and not begun has an account too: nothing is played yet.
    let mut views: Vec<SeasonView> =
        all.seasons.iter().map(|line| SeasonView::of(&line.season, &line.figures)).collect();
    for season in super::rows::seasons(&mut read).await.map_err(page)? {
        if !views.iter().any(|view| view.code == season.code) {
            views.push(SeasonView::of(&season, &figures(&[])));
        }
    }
    drop(read);
    views.sort_by(|a, b| b.code.cmp(&a.code));
    let view = SeasonsPage {
        all: FigureView::all(&all.figures, ""),
        since: all.since.map(|year| year.to_string()),
        seasons: views,
        import: IMPORT,
        public: PUBLIC,
        computed_at: now.to_string(),
    };
    show(&web, &visit, "accounts/seasons.html", &view, true)
}

/// `accounts/account.html`
#[derive(Debug, Serialize)]
struct AccountPage {
    season: SeasonView,
    figures: Vec<FigureView>,
    coming: i64,
    cancelled: i64,
    provisional: i64,
    eligible: Option<i64>,
    never: Option<Vec<String>>,
    since: Option<String>,
    map: Option<Map>,
    bars: Vec<drawing::Bar>,
    computed_at: String,
}

async fn load(web: &Web, code: &str, now: Timestamp) -> Result<(Account, Option<String>), PageError> {
    let mut read = web.db.read().await?;
    let account = read_account(&mut read, code, now, &web.zone).await.map_err(page)?;
    let siren = tenant::tenant(&mut read).await?.map(|tenant| tenant.siren);
    Ok((account, siren))
}

/// `GET /bureau/belles-sorties/comptes/{edition}`
pub(super) async fn account(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    require(&session)?;
    let now = web.db.clock().now();
    let (account, siren) = load(&web, &code, now).await?;
    let this_year = account
        .served
        .iter()
        .filter(|(_, years)| years.contains(&account.season.year))
        .map(|(insee, years)| (insee.clone(), years.clone()))
        .collect();
    let label = say(&web, visit.lang, "accounts-map", &[("name", account.season.name.clone().into())]);
    let seasons = |n: i64| say(&web, visit.lang, "accounts-seasons", &[("n", n.into())]);
    let played = account.rows.iter().filter(|row| row.is_played());
    let view = AccountPage {
        season: SeasonView::of(&account.season, &account.figures),
        figures: FigureView::all(&account.figures, &code),
        coming: account.coming,
        cancelled: account.cancelled,
        provisional: account.provisional,
        eligible: account.eligible,
        never: account.never.as_ref().map(|never| never.iter().map(|one: &CommuneOnce| one.name.clone()).collect()),
        since: account.since.map(|year| year.to_string()),
        map: siren.as_deref().and_then(sheet).map(|sheet| drawing::lit(sheet, &this_year, label, seasons)),
        bars: drawing::bars(played.map(|row| {
            let day = row.day.map(|day| shell::calendar::day(visit.lang, day)).unwrap_or_default();
            (format!("{day} {}, {}", row.commune_name, row.title).trim().to_owned(), row.spectators, row.imported)
        })),
        computed_at: now.to_string(),
    };
    show(&web, &visit, "accounts/account.html", &view, true)
}

/// `accounts/figure.html`
#[derive(Debug, Serialize)]
struct FigurePage {
    season: SeasonView,
    figure: FigureView,
    table: Table,
    left_out: i64,
    never: Option<Vec<String>>,
    since: Option<String>,
    csv: String,
    computed_at: String,
}

/// `GET /bureau/belles-sorties/comptes/{edition}/{figure}`
pub(super) async fn figure(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, figure)): Path<(String, String)>,
) -> Page {
    require(&session)?;
    let kind = FigureKind::from_code(&figure).ok_or(PageError::NotFound)?;
    let now = web.db.clock().now();
    let (account, _) = load(&web, &code, now).await?;
    let found = account.figure(kind);
    let view = FigurePage {
        season: SeasonView::of(&account.season, &account.figures),
        left_out: found.played - found.known,
        figure: FigureView::of(&found, &code),
        table: Table::of(kind, &account.rows),
        never: match kind {
            FigureKind::Communes => account.never.map(|never| never.into_iter().map(|one| one.name).collect()),
            _ => None,
        },
        since: account.since.map(|year| year.to_string()),
        csv: format!("{}/{code}/{figure}/lignes.csv", super::OFFICE),
        computed_at: now.to_string(),
    };
    show(&web, &visit, "accounts/figure.html", &view, true)
}

/// `GET /bureau/belles-sorties/comptes/{edition}/{figure}/lignes.csv`
pub(super) async fn figure_csv(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, figure)): Path<(String, String)>,
) -> Page {
    require(&session)?;
    let kind = FigureKind::from_code(&figure).ok_or(PageError::NotFound)?;
    let (account, _) = load(&web, &code, web.db.clock().now()).await?;
    let body = Table::of(kind, &account.rows).csv(&|key| say(&web, visit.lang, key, &[]));
    let name = format!("belles-sorties-{}-{}.csv", account.season.code, kind.code());
    attachment(&name, CSV, "private, no-store", body)
}
