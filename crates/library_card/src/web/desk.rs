//! The desk: finding someone by name, number or scan, and their sheet.

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use people::web::Staff;
use people::{CardState, Permission, Session, Target, audit, card, card_number, holder};
use serde::Serialize;
use serde_json::json;
use shell::{PageError, Visit, parse_pairs};

use super::mine::{print_card, private};
use super::views::{CardView, Line, Names, instant};
use super::{Web, paths, people_page};

type Page = Result<Response, PageError>;

/// Names shown: more are not read through, one types another letter.
const SHOWN: u32 = 30;

/// `card/desk.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Desk {
    pub(super) query: String,
    /// Message of what is wrong with a number typed.
    pub(super) fault: Option<&'static str>,
    pub(super) lines: Vec<Line>,
    pub(super) more: bool,
    /// Online registrations waiting for a desk, shown while nothing is looked for.
    pub(super) waiting: Vec<Line>,
    pub(super) members: i64,
}

/// Refuses whoever keeps no cards.
pub(super) fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::KeepCards, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// `GET /bureau/guichet`
pub(super) async fn find(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let typed = pairs.iter().find(|(name, _)| name == "q").map_or("", |(_, value)| value.trim());
    let typed: String = typed.chars().take(100).collect();
    let mut read = web.db.read().await?;
    let names = Names::read(&mut read).await?;
    let members = card::count_live(&mut read, web.db.clock().now_ms()).await.map_err(people_page)?;
    let mut view =
        Desk { query: typed.clone(), fault: None, lines: Vec::new(), more: false, waiting: Vec::new(), members };
    let line = |found: &holder::Found| Line::of(found, &names, paths::sheet(&found.holder.account), &web.db);
    if typed.is_empty() {
        let waiting = holder::waiting(&mut read, None, SHOWN).await.map_err(people_page)?;
        view.waiting = waiting.iter().map(line).collect();
    } else if typed.chars().any(|c| c.is_ascii_digit()) {
        match card_number::read_any(&typed) {
            Ok(number) => match card::by_number(&mut read, &number).await.map_err(people_page)? {
                Some(found) => {
                    let lost = if found.state.is_current() { "" } else { "?perdue=1" };
                    return Ok(Redirect::to(&format!("{}{lost}", paths::sheet(&found.account))).into_response());
                }
                None => view.fault = Some("card-number-unknown"),
            },
            Err(card_number::Fault::Check) => view.fault = Some("card-number-slip"),
            Err(card_number::Fault::Length) => view.fault = Some("card-number-length"),
        }
    } else {
        let found = holder::find(&mut read, &typed, SHOWN + 1).await.map_err(people_page)?;
        view.more = found.len() > SHOWN as usize;
        view.lines = found.iter().take(SHOWN as usize).map(line).collect();
    }
    Ok(private(web.frame.render(&visit, "card/desk.html", &view)?))
}

/// `card/desk_sheet.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sheet {
    pub(super) account: String,
    pub(super) name: String,
    pub(super) age: Option<u8>,
    pub(super) birth_date: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) commune: String,
    pub(super) library: String,
    pub(super) registered: String,
    pub(super) origin: String,
    pub(super) email: Option<String>,
    pub(super) email_asked: Option<String>,
    pub(super) has_pin: bool,
    pub(super) card: Option<CardView>,
    /// Cards before this one.
    pub(super) before: Vec<String>,
    pub(super) guardian: Option<Line>,
    pub(super) children: Vec<Line>,
    /// Whether one came here by the number of a lost card.
    pub(super) came_by_lost: bool,
    pub(super) base: String,
}

/// `GET /bureau/guichet/{account}`: opened, it is in the audit log.
pub(super) async fn sheet(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let own = web.people.holder(&account).await.map_err(people_page)?.ok_or(PageError::NotFound)?;
    let person = web.people.account(&account).await.map_err(people_page)?;
    let email_asked = web.people.email_asked(&account).await.map_err(people_page)?;
    let has_pin = web.people.has_pin(&account).await.map_err(people_page)?;
    let mut write = web.db.write().await?;
    audit::append(&mut write, &session.actor(), "card.sheet_opened", &format!("account:{account}"), &json!({})).await?;
    write.commit().await?;
    let mut read = web.db.read().await?;
    let names = Names::read(&mut read).await?;
    let cards = card::all_of(&mut read, &account).await.map_err(people_page)?;
    let today = crate::cards::today(web.db.clock());
    let children = holder::children_on(&mut read, &account, today).await.map_err(people_page)?;
    let guardian = match own.guardian_on(today) {
        Some(id) => match holder::by_account(&mut read, id).await.map_err(people_page)? {
            Some(holder) => {
                let card = card::current(&mut read, id).await.map_err(people_page)?;
                Some(holder::Found { holder, card })
            }
            None => None,
        },
        None => None,
    };
    drop(read);
    let line = |found: &holder::Found| Line::of(found, &names, paths::sheet(&found.holder.account), &web.db);
    let now = web.db.clock().now_ms();
    let view = Sheet {
        age: own.age_on(today),
        birth_date: own.birth_date.map(|date| date.to_string()),
        commune: names.commune(own.commune.as_deref()),
        library: names.library(own.library.as_deref()),
        registered: instant(own.registered_at_ms),
        email: person.email,
        email_asked,
        has_pin,
        card: cards.iter().find(|one| one.state.is_current()).map(|one| CardView::of(&own.name, one, now)),
        before: cards
            .iter()
            .filter(|one| one.state == CardState::Replaced)
            .map(|one| card_number::spaced(&one.number))
            .collect(),
        guardian: guardian.as_ref().map(line),
        children: children.iter().map(line).collect(),
        came_by_lost: query.is_some_and(|query| query.contains("perdue=1")),
        base: paths::sheet(&account),
        name: own.name,
        postal_code: own.postal_code,
        origin: own.origin,
        account,
    };
    Ok(private(web.frame.render(&visit, "card/desk_sheet.html", &view)?))
}

/// `GET /bureau/guichet/{account}/carte`
pub(super) async fn print(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
) -> Page {
    require(&session)?;
    print_card(&web, &visit, &account, paths::sheet(&account)).await
}
