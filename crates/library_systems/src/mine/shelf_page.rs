//! `/ma-carte/prets`: what is lent, set aside and owed, in every library, on one page.

use std::collections::HashMap;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;
use people::web::Staff;
use serde::Serialize;
use shell::{Lang, PageError, Visit, calendar};

use super::accounts::{Freshness, KEPT_DAYS, Shelf};
use super::household::Household;
use super::words::{Urgency, days_to, page, say, when};
use super::{choices, paths};
use crate::{Connected, Connections, Failure, Fees, HoldState, Web};

/// The page waits this long for libraries.
const DEADLINE: Duration = Duration::from_secs(2);

/// `loans/shelf.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct View {
    loans: Vec<LoanLine>,
    holds: Vec<HoldLine>,
    libraries: Vec<Panel>,
    /// How many loans are past their last day.
    late: usize,
    ready: usize,
    fees: Owed,
    /// Whether a library has never told anything, so that the lists may lack something.
    lacking: bool,
    /// Whether several loans may be renewed, in one go.
    renew_all: bool,
    /// What makes forms of this page known when sent twice.
    once: String,
    choices: Chosen,
    kept_days: i64,
}

/// What is owed in all.
#[derive(Debug, Clone, Default, Serialize)]
struct Owed {
    /// What libraries that say so are owed, in cents.
    cents: i64,
    /// How many say it.
    told: usize,
    /// Libraries that do not say, by name.
    untold: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Chosen {
    reminds: bool,
    has_calendar: bool,
    email: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct LoanLine {
    title: String,
    author: String,
    /// The last day, in three parts: weekday, number, month.
    due: Option<DayParts>,
    /// [`Urgency::code`], or `unknown`.
    urgency: &'static str,
    said: String,
    library: String,
    child: Option<String>,
    renewals: Option<u32>,
    /// `yes`, or the name of the message that says why not.
    renew: &'static str,
    action: String,
    item: String,
    /// When it was known, where that is not now.
    as_of: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct DayParts {
    iso: String,
    weekday: String,
    number: String,
    month: String,
    /// All of it.
    said: String,
}

impl DayParts {
    fn of(lang: Lang, date: Date) -> Self {
        let said = calendar::day(lang, date);
        let mut parts = said.split('\u{a0}').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { weekday: next(), number: next(), month: next(), iso: date.to_string(), said: said.clone() }
    }
}

#[derive(Debug, Clone, Serialize)]
struct HoldLine {
    title: String,
    /// `ready`, `coming`, `waiting`, `unknown`.
    state: &'static str,
    rank: Option<u32>,
    pickup: String,
    /// The last day it is set aside.
    until: Option<DayParts>,
    library: String,
    child: Option<String>,
    action: String,
    hold: String,
    as_of: Option<String>,
}

/// A library where an account is linked.
#[derive(Debug, Clone, Serialize)]
struct Panel {
    name: String,
    child: Option<String>,
    number: String,
    /// `live`, `late`, `down`, `odd`, `refused`, `gone`.
    state: &'static str,
    /// When what is shown was said; none when nothing was.
    when: Option<String>,
    asked_at: Option<String>,
    /// Why the reader may not borrow; empty when it is not said.
    blocked: Option<String>,
    expires: Option<String>,
    expired: bool,
    whole: bool,
    fees: Option<Fees>,
    /// Whether anything was ever said.
    known: bool,
    relink: String,
    unlink: String,
    /// Whether the reader's code is kept.
    keeps_code: bool,
}

/// A page that only its reader's browser may keep.
pub(super) fn private(page: Html<String>) -> Response {
    let mut response = page.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// A number that makes the forms of one page known when sent twice.
pub(super) fn once() -> String {
    store::new_id()
}

/// Names of institutions, by identifier.
pub(super) async fn names(web: &Web) -> Result<HashMap<String, String>, PageError> {
    let list = programme::institution::list(&mut web.db.read().await?, None, None).await;
    Ok(list.map_err(|error| page(error.into()))?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// `GET /ma-carte/prets`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Result<Response, PageError> {
    let household = Household::of(&web.db, &session).await?;
    let shelves = web.accounts.look(household.viewer(), &household.accounts(), DEADLINE).await.map_err(page)?;
    let names = names(&web).await?;
    let chosen = choices::of(&mut web.db.read().await?, household.viewer()).await.map_err(page)?;
    let chosen =
        Chosen { reminds: chosen.reminds, has_calendar: chosen.has_calendar, email: session.account.email.clone() };
    let connections = web.systems.all().await.map_err(page)?;
    let view = view(&web, visit.lang, &household, &names, &connections, &shelves, chosen);
    Ok(private(web.frame.render(&visit, "loans/shelf.html", &view)?))
}

fn view(
    web: &Web,
    lang: Lang,
    household: &Household,
    names: &HashMap<String, String>,
    connections: &Connections,
    shelves: &[Shelf],
    choices: Chosen,
) -> View {
    let now_ms = web.db.clock().now_ms();
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    let mut view = View {
        loans: Vec::new(),
        holds: Vec::new(),
        libraries: Vec::new(),
        late: 0,
        ready: 0,
        fees: Owed::default(),
        lacking: false,
        renew_all: false,
        once: once(),
        choices,
        kept_days: KEPT_DAYS,
    };
    for Shelf { link, freshness } in shelves {
        let name = names.get(&link.institution).cloned().unwrap_or_default();
        let child = household.child(&link.account);
        let told = |ms: i64| when(&web.frame, lang, &web.zone, ms, now_ms);
        let known = link.known.as_ref();
        let as_of = match freshness {
            Freshness::Live => None,
            _ => known.map(|known| told(known.asked_at_ms)),
        };
        let can_act = !link.is_refused() && *freshness != Freshness::NotConnected;
        view.libraries.push(panel(
            &name,
            child.clone(),
            link,
            freshness,
            known.map(|known| told(known.asked_at_ms)),
            today,
        ));
        let Some(known) = known else {
            view.lacking = true;
            view.fees.untold.push(name);
            continue;
        };
        view.lacking |= !known.account.whole;
        for loan in &known.account.loans {
            view.loans.push(loan_line(
                web,
                lang,
                today,
                loan,
                LoanLine {
                    library: name.clone(),
                    child: child.clone(),
                    action: paths::renew(&link.id),
                    as_of: as_of.clone(),
                    renew: if can_act { "yes" } else { "loans-no-way" },
                    ..LoanLine::empty()
                },
            ));
        }
        for hold in &known.account.holds {
            view.holds.push(HoldLine {
                title: hold.title.clone(),
                state: match hold.state {
                    HoldState::Ready => "ready",
                    HoldState::Coming => "coming",
                    HoldState::Waiting => "waiting",
                    HoldState::Unknown => "unknown",
                },
                rank: hold.rank,
                pickup: pickup(connections.get(&link.institution), &hold.pickup),
                until: hold.until.map(|day| DayParts::of(lang, day)),
                library: name.clone(),
                child: child.clone(),
                action: if can_act { paths::cancel(&link.id) } else { String::new() },
                hold: hold.id.clone(),
                as_of: as_of.clone(),
            });
        }
        match &known.account.fees {
            Some(fees) => {
                view.fees.cents = view.fees.cents.saturating_add(fees.total_cents);
                view.fees.told += 1;
            }
            None => view.fees.untold.push(name),
        }
    }
    // Loans without a day come last: nothing is known of their urgency.
    view.loans.sort_by(|a, b| {
        let day = |one: &LoanLine| one.due.as_ref().map_or_else(|| "9999".to_owned(), |due| due.iso.clone());
        day(a).cmp(&day(b)).then_with(|| a.title.cmp(&b.title))
    });
    let rank = |one: &HoldLine| ["ready", "coming", "waiting", "unknown"].iter().position(|state| *state == one.state);
    view.holds.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.title.cmp(&b.title)));
    view.late = view.loans.iter().filter(|loan| loan.urgency == Urgency::Late.code()).count();
    view.ready = view.holds.iter().filter(|hold| hold.state == "ready").count();
    view.renew_all = view.loans.iter().filter(|loan| loan.renew == "yes").count() > 1;
    view
}

/// A place to pick up by its name for people, where the library's settings tell it.
fn pickup(connected: Option<&Connected>, code: &str) -> String {
    let known = connected.and_then(|connected| connected.settings.pickups.iter().find(|one| one.code == code));
    known.map_or(code, |one| &one.label).to_owned()
}

impl LoanLine {
    fn empty() -> Self {
        Self {
            title: String::new(),
            author: String::new(),
            due: None,
            urgency: "unknown",
            said: String::new(),
            library: String::new(),
            child: None,
            renewals: None,
            renew: "yes",
            action: String::new(),
            item: String::new(),
            as_of: None,
        }
    }
}

fn loan_line(web: &Web, lang: Lang, today: Date, loan: &crate::Loan, line: LoanLine) -> LoanLine {
    let (urgency, said) = match loan.due {
        None => ("unknown", say(&web.frame, lang, "loans-due-unknown", &[])),
        Some(due) => {
            let days = days_to(today, due);
            let urgency = Urgency::of(days);
            let (key, n) = match urgency {
                Urgency::Late => ("loans-due-late", -days),
                Urgency::Today => ("loans-due-today", 0),
                Urgency::Soon | Urgency::Later => ("loans-due-in", days),
            };
            (urgency.code(), say(&web.frame, lang, key, &[("n", n.into())]))
        }
    };
    LoanLine {
        title: loan.title.clone(),
        author: loan.author.clone(),
        due: loan.due.map(|due| DayParts::of(lang, due)),
        urgency,
        said,
        renewals: loan.renewals.filter(|times| *times > 0),
        renew: if loan.renewable == Some(false) { "loans-no-more" } else { line.renew },
        item: loan.item.clone(),
        ..line
    }
}

fn panel(
    name: &str,
    child: Option<String>,
    link: &super::links::Link,
    freshness: &Freshness,
    when: Option<String>,
    today: Date,
) -> Panel {
    let account = link.known.as_ref().map(|known| &known.account);
    Panel {
        name: name.to_owned(),
        child,
        number: link.patron.barcode.clone(),
        state: match freshness {
            Freshness::Live => "live",
            Freshness::Late => "late",
            Freshness::NotConnected => "gone",
            Freshness::Failed(failure) if *failure == Failure::BadCredentials.code() => "refused",
            Freshness::Failed(failure) if failure == "odd" => "odd",
            Freshness::Failed(_) => "down",
        },
        when,
        asked_at: link
            .known
            .as_ref()
            .and_then(|known| jiff::Timestamp::from_millisecond(known.asked_at_ms).ok())
            .map(|at| at.to_string()),
        blocked: account.and_then(|account| account.blocked.clone()),
        expires: account.and_then(|account| account.expires).map(|day| day.to_string()),
        expired: account.and_then(|account| account.expires).is_some_and(|day| day < today),
        whole: account.is_none_or(|account| account.whole),
        fees: account.and_then(|account| account.fees.clone()),
        known: account.is_some(),
        relink: paths::add(&link.institution, &link.account),
        unlink: paths::unlink(&link.id),
        keeps_code: link.patron.pin.is_some(),
    }
}
