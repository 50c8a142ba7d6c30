//! Renewing, giving up and asking for titles from the page, and what came of it in words.

use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use people::web::Staff;
use serde::{Deserialize, Serialize};
use shell::{Flash, FormState, Lang, PageError, SentForm, Tone, Visit, calendar};
use tokio::time::Instant;

use super::deeds::{Deed, Outcome};
use super::household::Household;
use super::links::{self, Link};
use super::paths;
use super::shelf_page::{names, once, private};
use super::words::{page, say};
use crate::{Failure, Wanted, Web};

type Page = Result<Response, PageError>;

/// The longest identifier taken from a form.
const LONGEST: usize = 200;
/// How many refusals are told one by one.
const TOLD: usize = 3;
/// How long a page waits for everything to be renewed; it goes on without the page.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a form names: short, printable, not empty.
fn named<'a>(form: &'a FormState, field: &str) -> Result<&'a str, PageError> {
    let text = form.value(field);
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(PageError::BadRequest) }
}

fn back(web: &Web, tone: Tone, text: String) -> Response {
    Flash { tone, text }.redirect(&web.frame, paths::SHELF)
}

/// `POST /ma-carte/prets/compte/{link}/prolonger`
pub(super) async fn renew(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let household = Household::of(&web.db, &session).await?;
    let link = household.link(&web.db, &id).await?;
    let (once, item) = (named(&form, "once")?, named(&form, "item")?);
    let outcome = web.accounts.act(&link, once, Deed::Renew(item.to_owned())).await.map_err(page)?;
    let (tone, text) = told(&web, visit.lang, &outcome, "renewed");
    Ok(back(&web, tone, text))
}

/// `POST /ma-carte/prets/compte/{link}/annuler`
pub(super) async fn cancel(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let household = Household::of(&web.db, &session).await?;
    let link = household.link(&web.db, &id).await?;
    let (once, hold) = (named(&form, "once")?, named(&form, "hold")?);
    let outcome = web.accounts.act(&link, once, Deed::Cancel(hold.to_owned())).await.map_err(page)?;
    let (tone, text) = told(&web, visit.lang, &outcome, "cancelled");
    Ok(back(&web, tone, text))
}

/// What came of a deed, in words: ours, then the library's own.
fn told(web: &Web, lang: Lang, outcome: &Outcome, done: &str) -> (Tone, String) {
    let plain = |key: &str| say(&web.frame, lang, key, &[]);
    let quoted = |said: String, words: &str| match words {
        "" => said,
        words => {
            format!("{said} {}", say(&web.frame, lang, "loans-library-says", &[("words", words.to_owned().into())]))
        }
    };
    match outcome {
        Outcome::Done { words, due: Some(due) } => {
            let day = calendar::day(lang, *due);
            let said = say(&web.frame, lang, &format!("loans-{done}-until"), &[("day", day.into())]);
            // A month cut short ends with a point, and so does the sentence.
            let said = said.replace("..", ".");
            (Tone::Done, quoted(said, words))
        }
        Outcome::Done { words, due: None } => (Tone::Done, quoted(plain(&format!("loans-{done}")), words)),
        Outcome::Refused { words } if words.is_empty() => (Tone::Refused, plain("loans-refused-silently")),
        Outcome::Refused { words } => (Tone::Refused, quoted(plain("loans-refused"), words)),
        Outcome::Unknown => (Tone::Note, plain("loans-unknown-outcome")),
        Outcome::NotDone { failure } => {
            let key = match failure.as_str() {
                code if code == Failure::NotSupported.code() => "loans-not-supported",
                code if code == Failure::BadCredentials.code() => "loans-code-refused",
                _ => "loans-not-reached",
            };
            (Tone::Refused, plain(key))
        }
    }
}

/// `POST /ma-carte/prets/prolonger`: everything that may be renewed, all libraries side by side, one loan after the other
/// in each.
pub(super) async fn renew_all(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let once = named(&form, "once")?.to_owned();
    let household = Household::of(&web.db, &session).await?;
    let links =
        links::seen_by(&mut web.db.read().await?, household.viewer(), &household.accounts()).await.map_err(page)?;
    let mut all = Vec::new();
    for link in links {
        let (web, once) = (web.clone(), once.clone());
        // Apart from the request: a browser that goes away does not stop it half-way.
        all.push(tokio::spawn(async move { renew_link(&web, &link, &once).await }));
    }
    let patience = Instant::now() + PATIENCE;
    let mut sum = Sum::default();
    for one in all {
        match tokio::time::timeout_at(patience, one).await {
            Ok(done) => {
                let done = done.map_err(PageError::internal)?.map_err(page)?;
                sum.renewed += done.renewed;
                sum.unknown += done.unknown;
                sum.refused.extend(done.refused);
            }
            Err(_) => sum.goes_on = true,
        }
    }
    let (tone, text) = sum.told(&web, visit.lang);
    Ok(back(&web, tone, text))
}

#[derive(Debug, Default)]
struct Sum {
    renewed: i64,
    unknown: i64,
    /// A slow library is still at it.
    goes_on: bool,
    /// Titles and the library's words.
    refused: Vec<(String, String)>,
}

async fn renew_link(web: &Web, link: &Link, once: &str) -> crate::Result<Sum> {
    let mut sum = Sum::default();
    let loans = link.known.iter().flat_map(|known| &known.account.loans).filter(|loan| loan.renewable != Some(false));
    let mut stopped = false;
    for loan in loans {
        if stopped {
            sum.unknown += 1;
            continue;
        }
        let outcome = web.accounts.act(link, once, Deed::Renew(loan.item.clone())).await?;
        stopped = outcome.stops();
        match outcome {
            Outcome::Done { .. } => sum.renewed += 1,
            Outcome::Refused { words } => sum.refused.push((loan.title.clone(), words)),
            Outcome::NotDone { .. } | Outcome::Unknown => sum.unknown += 1,
        }
    }
    Ok(sum)
}

impl Sum {
    fn told(&self, web: &Web, lang: Lang) -> (Tone, String) {
        let mut said = Vec::new();
        if self.renewed > 0 {
            said.push(say(&web.frame, lang, "loans-all-renewed", &[("n", self.renewed.into())]));
        }
        if !self.refused.is_empty() {
            let n = i64::try_from(self.refused.len()).unwrap_or(i64::MAX);
            said.push(say(&web.frame, lang, "loans-all-refused", &[("n", n.into())]));
            for (title, words) in self.refused.iter().take(TOLD) {
                let args = [("title", title.clone().into()), ("words", words.clone().into())];
                let key = if words.is_empty() { "loans-all-title" } else { "loans-all-title-words" };
                said.push(say(&web.frame, lang, key, &args));
            }
        }
        if self.unknown > 0 {
            said.push(say(&web.frame, lang, "loans-all-unknown", &[("n", self.unknown.into())]));
        }
        if self.goes_on {
            said.push(say(&web.frame, lang, "loans-all-goes-on", &[]));
        }
        if said.is_empty() {
            said.push(say(&web.frame, lang, "loans-all-nothing", &[]));
        }
        let tone = match (self.renewed, self.refused.is_empty() && self.unknown == 0 && !self.goes_on) {
            (1.., true) => Tone::Done,
            (1.., false) => Tone::Note,
            _ if self.goes_on => Tone::Note,
            _ => Tone::Refused,
        };
        (tone, said.join(" "))
    }
}

/// What the address of a title to be asked for carries besides.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct About {
    /// A barcode of one of its copies.
    #[serde(default)]
    exemplaire: String,
    /// Its title, to be shown.
    #[serde(default)]
    titre: String,
}

/// `loans/reserve.html`
#[derive(Debug, Clone, Serialize)]
struct Reserve {
    title: String,
    library: String,
    /// Accounts linked there.
    accounts: Vec<Account>,
    pickups: Vec<Pickup>,
    copy: String,
    action: String,
    once: String,
    /// Where an account is linked first.
    link: String,
}

#[derive(Debug, Clone, Serialize)]
struct Account {
    link: String,
    name: String,
    number: String,
}

#[derive(Debug, Clone, Serialize)]
struct Pickup {
    code: String,
    label: String,
}

/// `GET /ma-carte/reserver/{institution}/{record}`
pub(super) async fn reserve_form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((institution, record)): Path<(String, String)>,
    Query(about): Query<About>,
) -> Page {
    let household = Household::of(&web.db, &session).await?;
    let connected = web.systems.of(&institution).await.map_err(page)?.ok_or(PageError::NotFound)?;
    let names = names(&web).await?;
    let library = names.get(&institution).cloned().ok_or(PageError::NotFound)?;
    let here = paths::reserve(&institution, &record, &about.exemplaire, &about.titre);
    let links =
        links::seen_by(&mut web.db.read().await?, household.viewer(), &household.accounts()).await.map_err(page)?;
    let accounts = links
        .iter()
        .filter(|link| link.institution == institution && !link.is_refused())
        .map(|link| Account {
            link: link.id.clone(),
            name: household.person(&link.account).map(|person| person.name.clone()).unwrap_or_default(),
            number: link.patron.barcode.clone(),
        })
        .collect();
    let view = Reserve {
        title: about.titre.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect(),
        library,
        accounts,
        pickups: connected
            .settings
            .pickups
            .iter()
            .map(|one| Pickup { code: one.code.clone(), label: one.label.clone() })
            .collect(),
        copy: about.exemplaire,
        action: here.clone(),
        once: once(),
        link: format!("{}&suite={}", paths::add(&institution, household.viewer()), paths::part(&here)),
    };
    Ok(private(web.frame.render(&visit, "loans/reserve.html", &view)?))
}

/// `POST /ma-carte/reserver/{institution}/{record}`
pub(super) async fn reserve(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((institution, record)): Path<(String, String)>,
    Query(about): Query<About>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let household = Household::of(&web.db, &session).await?;
    let connected = web.systems.of(&institution).await.map_err(page)?.ok_or(PageError::NotFound)?;
    let link = household.link(&web.db, named(&form, "link")?).await?;
    if link.institution != institution {
        return Err(PageError::NotFound);
    }
    let pickup = form.value("pickup");
    if !pickup.is_empty() && !connected.settings.pickups.iter().any(|one| one.code == pickup) {
        return Err(PageError::BadRequest);
    }
    let fits = |text: &str| text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    if !fits(&record) || !fits(&about.exemplaire) {
        return Err(PageError::BadRequest);
    }
    let wanted = Wanted {
        record: if record == "-" { String::new() } else { record.clone() },
        barcode: about.exemplaire.clone(),
        this_copy: false,
        pickup: pickup.to_owned(),
    };
    let outcome = web.accounts.act(&link, named(&form, "once")?, Deed::Hold(wanted)).await.map_err(page)?;
    let (tone, text) = told(&web, visit.lang, &outcome, "reserved");
    let to = match outcome {
        Outcome::Refused { .. } | Outcome::NotDone { .. } => {
            paths::reserve(&institution, &record, &about.exemplaire, &about.titre)
        }
        Outcome::Done { .. } | Outcome::Unknown => paths::SHELF.to_owned(),
    };
    Ok(Flash { tone, text }.redirect(&web.frame, &to))
}
