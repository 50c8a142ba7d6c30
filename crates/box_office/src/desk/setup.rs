//! How a performance is sold: opening and closing, places, tariffs, allotments.

use axum::extract::{Path, State};
use jiff::ToSpan;
use ledger::Cents;
use people::web::Staff;
use people::{Actor, Permission, Session};
use serde::Serialize;
use shell::{FormState, SentForm, Visit};
use store::Write;

use super::answers::{Page, back, done, fault, noted, page, refused, say};
use super::scope::{Kept, kept};
use super::views::{AllotmentView, PerformanceView, Places, count, instant, path, sale_of, slug, typed_instant};
use crate::model::{ONLINE, Sale, SaleState, TariffKind};
use crate::sale::{NewAllotment, NewTariff, Setup};
use crate::{Error, Result, Web, follow, sale};

/// Empty rows below the tariffs and the allotments.
const SPARE: usize = 3;
/// The seat category of who says none: one sits where one likes.
const UNNUMBERED: &str = "Placement libre";
/// Rows read of a form.
const ROWS_MOST: usize = 60;

/// `box_office/desk/setup.html`
#[derive(Debug, Clone, Serialize)]
struct SetupPage {
    one: PerformanceView,
    /// Whether there is a sale yet: tariffs and allotments come after.
    begun: bool,
    state: &'static str,
    places: Option<Places>,
    allotments: Vec<AllotmentView>,
    tariff_rows: Vec<usize>,
    /// How many of them are tariffs already kept.
    known: usize,
    allotment_rows: Vec<usize>,
    kinds: Vec<&'static str>,
    fault: Option<String>,
    form: FormState,
}

/// Which of the page's forms was sent: the others are filled from what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Main,
    Tariffs,
    Allotments,
}

fn set(form: &mut FormState, name: String, value: impl Into<String>) {
    form.values.entry(name).or_insert_with(|| value.into());
}

fn flag(yes: bool) -> &'static str {
    if yes { "1" } else { "" }
}

fn fill_main(web: &Web, form: &mut FormState, kept: &Kept, sale: Option<&Sale>) {
    let zone = &web.zone;
    let begins = kept.performance.starts_at;
    let before = |hours: i64| begins.checked_sub(hours.hours()).unwrap_or(begins);
    let pairs: [(&str, String); 10] = match sale {
        Some(sale) => [
            ("opens_at", sale.opens_at.map(|at| typed_instant(at, zone)).unwrap_or_default()),
            ("closes_at", typed_instant(sale.closes_at, zone)),
            ("online_until", typed_instant(sale.online_until, zone)),
            ("capacity", sale.capacity.to_string()),
            ("most_per_order", sale.most_per_order.to_string()),
            ("cancel_hours", if sale.cancel_hours < 0 { String::new() } else { sale.cancel_hours.to_string() }),
            ("numbered", flag(sale.numbered).to_owned()),
            ("waiting_list", flag(sale.waiting_list).to_owned()),
            ("queue", flag(sale.queue).to_owned()),
            ("pay_later", flag(sale.pay_later).to_owned()),
        ],
        None => [
            ("opens_at", String::new()),
            ("closes_at", typed_instant(begins, zone)),
            ("online_until", typed_instant(before(2), zone)),
            ("capacity", kept.performance.places.map(|places| places.to_string()).unwrap_or_default()),
            ("most_per_order", "8".to_owned()),
            ("cancel_hours", "24".to_owned()),
            ("numbered", String::new()),
            ("waiting_list", "1".to_owned()),
            ("queue", String::new()),
            ("pay_later", "1".to_owned()),
        ],
    };
    for (name, value) in pairs {
        set(form, name.to_owned(), value);
    }
}

async fn show(
    web: &Web,
    visit: &Visit,
    session: &Session,
    item: &str,
    (part, told, mut form): (Part, Option<String>, FormState),
) -> Page {
    let mut read = web.db.read().await?;
    let one = kept(&mut read, session, item, Permission::ManageTickets).await?;
    let sale = sale_of(&mut read, item).await?;
    let (tariffs, allotments) = match &sale {
        Some(_) => (
            sale::tariffs(&mut read, item).await.map_err(fault)?,
            sale::allotments(&mut read, item, web.db.clock().now()).await.map_err(fault)?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    drop(read);
    if part != Part::Main {
        fill_main(web, &mut form, &one, sale.as_ref());
    }
    let current: Vec<_> = tariffs.iter().filter(|one| !one.retired).collect();
    if part != Part::Tariffs {
        for (at, one) in current.iter().enumerate() {
            let [fr, nl, en] = one.label.clone();
            let pairs = [
                ("code", one.code.clone()),
                ("fr", fr),
                ("nl", nl),
                ("en", en),
                ("price", one.price.to_string().replace('.', ",")),
                ("category", one.category.clone()),
                ("kind", one.kind.code().to_owned()),
                ("condition", one.condition.clone()),
                ("online", flag(one.online).to_owned()),
                ("desk", flag(one.desk).to_owned()),
            ];
            for (name, value) in pairs {
                set(&mut form, format!("{name}{at}"), value);
            }
        }
        for at in current.len()..current.len() + SPARE {
            set(&mut form, format!("desk{at}"), "1");
            set(&mut form, format!("online{at}"), "1");
        }
    }
    if part != Part::Allotments {
        for (at, one) in allotments.iter().enumerate() {
            let pairs = [
                ("acode", one.code.clone()),
                ("alabel", one.label.clone()),
                ("aplaces", one.places.to_string()),
                ("arelease", one.release_at.map(|at| typed_instant(at, &web.zone)).unwrap_or_default()),
            ];
            for (name, value) in pairs {
                set(&mut form, format!("{name}{at}"), value);
            }
        }
    }
    let rows = |stem: &str, known: usize| -> Vec<usize> {
        let filled = (0..ROWS_MOST).filter(|at| !form.value(&format!("{stem}{at}")).is_empty()).max();
        (0..filled.map_or(known, |last| known.max(last + 1)) + SPARE).collect()
    };
    let view = SetupPage {
        tariff_rows: rows("fr", current.len()),
        known: current.len(),
        allotment_rows: rows("alabel", allotments.len()),
        one: PerformanceView::of(&one, sale.as_ref()),
        begun: sale.is_some(),
        state: sale.as_ref().map_or("none", |sale| sale.state.code()),
        places: sale.as_ref().map(|sale| Places::of(sale, &allotments)),
        allotments: allotments.iter().map(AllotmentView::of).collect(),
        kinds: TariffKind::ALL.iter().map(|kind| kind.code()).collect(),
        fault: told,
        form,
    };
    let sound = view.form.is_sound() && view.fault.is_none();
    page(web, visit, "box_office/desk/setup.html", &view, sound)
}

fn here(item: &str) -> String {
    format!("{}/reglages", path(item))
}

/// `GET /bureau/billetterie/seance/{item}/reglages`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    show(&web, &visit, &session, &item, (Part::None, None, FormState::default())).await
}

/// `POST /bureau/billetterie/seance/{item}/reglages`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    kept(&mut web.db.read().await?, &session, &item, Permission::ManageTickets).await?;
    let opens_at = instant(&mut form, "opens_at", &web.zone);
    let [closes_at, online_until] = ["closes_at", "online_until"].map(|field| {
        let at = instant(&mut form, field, &web.zone);
        if at.is_none() && !form.errors.contains_key(field) {
            form.fault(field, "desk-moment-needed");
        }
        at
    });
    let (capacity, most) = (count(&mut form, "capacity"), count(&mut form, "most_per_order"));
    let cancel_hours = match form.value("cancel_hours") {
        "" => Some(-1),
        _ => count(&mut form, "cancel_hours"),
    };
    let ticked = |form: &FormState, name: &str| form.value(name) == "1";
    let (Some(closes_at), Some(online_until), Some(capacity), Some(most_per_order), Some(cancel_hours), true) =
        (closes_at, online_until, capacity, most, cancel_hours, form.is_sound())
    else {
        return show(&web, &visit, &session, &item, (Part::Main, None, form)).await;
    };
    let setup = Setup {
        opens_at,
        closes_at,
        online_until,
        capacity,
        numbered: ticked(&form, "numbered"),
        most_per_order,
        waiting_list: ticked(&form, "waiting_list"),
        queue: ticked(&form, "queue"),
        cancel_hours,
        pay_later: ticked(&form, "pay_later"),
    };
    let mut write = web.db.write().await?;
    let changed = begin_or_change(&mut write, &item, &setup, &session.actor()).await;
    ended(&web, &visit, &session, &item, (Part::Main, form), write, changed.map(|()| "desk-done-saved")).await
}

/// Ends a change: kept and said, or taken back and the page shown again with what is wrong.
async fn ended(
    web: &Web,
    visit: &Visit,
    session: &Session,
    item: &str,
    (part, mut form): (Part, FormState),
    write: Write,
    changed: Result<&str>,
) -> Page {
    match changed {
        Ok(said) => {
            write.commit().await?;
            Ok(done(web, visit, said, &[], &here(item)))
        }
        Err(error) => {
            write.rollback().await?;
            let told = noted(web, visit.lang, &mut form, error)?;
            show(web, visit, session, item, (part, told, form)).await
        }
    }
}

/// Sets a sale up; one just begun gets the tariffs it would have had by itself, to be changed at will.
async fn begin_or_change(write: &mut Write, item: &str, setup: &Setup, actor: &Actor) -> Result<(), Error> {
    sale::set_up(write, item, setup, actor).await?;
    if sale::tariffs(write, item).await?.is_empty() {
        let cap = programme::performance::by_item(write, item).await?.price_cap.map(Cents);
        sale::set_tariffs(write, item, &follow::default_tariffs(cap), actor).await?;
    }
    Ok(())
}

/// The tariffs of the form: rows whose name is filled in.
fn read_tariffs(form: &mut FormState, cap: Option<Cents>) -> Vec<NewTariff> {
    let mut all: Vec<NewTariff> = Vec::new();
    for at in 0..ROWS_MOST {
        let value = |name: &str| form.value(&format!("{name}{at}")).to_owned();
        let fr = value("fr");
        if fr.is_empty() || value("drop") == "1" {
            continue;
        }
        let code = match value("code") {
            code if code.is_empty() => slug(&fr),
            code => code,
        };
        let price = value("price").parse::<Cents>().ok().filter(|price| *price >= Cents::ZERO);
        let kind = TariffKind::from_code(&value("kind")).unwrap_or(TariffKind::Full);
        let tariff = NewTariff {
            code,
            label: [fr, value("nl"), value("en")],
            price: price.unwrap_or_default(),
            category: match value("category") {
                category if category.is_empty() => UNNUMBERED.to_owned(),
                category => category,
            },
            kind,
            condition: value("condition"),
            online: value("online") == "1",
            desk: value("desk") == "1",
        };
        if all.iter().any(|known| known.code == tariff.code) {
            form.fault(&format!("fr{at}"), "desk-tariff-twice");
        }
        match price {
            None => form.fault(&format!("price{at}"), "desk-amount-bad"),
            Some(price) if cap.is_some_and(|cap| price > cap) => form.fault(&format!("price{at}"), "desk-price-above"),
            Some(_) => {}
        }
        all.push(tariff);
    }
    all
}

/// `POST /bureau/billetterie/seance/{item}/tarifs`
pub(super) async fn tariffs(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let one = kept(&mut web.db.read().await?, &session, &item, Permission::ManageTickets).await?;
    let cap = one.performance.price_cap.map(Cents);
    let wanted = read_tariffs(&mut form, cap);
    if !form.is_sound() {
        let told = cap
            .filter(|_| form.errors.values().any(|message| message == "desk-price-above"))
            .map(|cap| say(&web, visit.lang, "box-above-cap", &[("cap", &cap.french())]));
        return show(&web, &visit, &session, &item, (Part::Tariffs, told, form)).await;
    }
    let mut write = web.db.write().await?;
    let changed = sale::set_tariffs(&mut write, &item, &wanted, &session.actor()).await;
    ended(&web, &visit, &session, &item, (Part::Tariffs, form), write, changed.map(|_| "desk-done-tariffs")).await
}

/// `POST /bureau/billetterie/seance/{item}/contingents`
pub(super) async fn allotments(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    kept(&mut web.db.read().await?, &session, &item, Permission::ManageTickets).await?;
    let mut wanted: Vec<NewAllotment> = Vec::new();
    for at in 0..ROWS_MOST {
        let label = form.value(&format!("alabel{at}")).to_owned();
        if label.is_empty() {
            continue;
        }
        let code = match form.value(&format!("acode{at}")) {
            "" => standard_code(&label),
            code => code.to_owned(),
        };
        if wanted.iter().any(|known| known.code == code) {
            form.fault(&format!("alabel{at}"), "desk-allotment-twice");
        }
        // What nobody else has is sold online: its number follows from the others'.
        let places = match code.as_str() {
            ONLINE => 0,
            _ => count(&mut form, &format!("aplaces{at}")).unwrap_or_default(),
        };
        let release_at = instant(&mut form, &format!("arelease{at}"), &web.zone);
        wanted.push(NewAllotment { code, label, places, release_at });
    }
    if !form.is_sound() {
        return show(&web, &visit, &session, &item, (Part::Allotments, None, form)).await;
    }
    let mut write = web.db.write().await?;
    let changed = sale::set_allotments(&mut write, &item, &wanted, &session.actor()).await;
    ended(&web, &visit, &session, &item, (Part::Allotments, form), write, changed.map(|_| "desk-done-allotments")).await
}

/// The code of an allotment of this name: the usual ones have the code other pages look for.
fn standard_code(label: &str) -> String {
    let slug = slug(label);
    let begins = |stems: &[&str]| stems.iter().any(|stem| slug.starts_with(stem));
    if begins(&["en-ligne", "internet", "online"]) {
        ONLINE.to_owned()
    } else if begins(&["mairie", "commune", "gemeente"]) {
        "commune".to_owned()
    } else if begins(&["institution", "theatre", "structure"]) {
        "institution".to_owned()
    } else if begins(&["scolaire", "ecole", "school"]) {
        "schools".to_owned()
    } else {
        slug
    }
}

/// `POST /bureau/billetterie/seance/{item}/etat`
pub(super) async fn state(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    kept(&mut web.db.read().await?, &session, &item, Permission::ManageTickets).await?;
    let to = here(&item);
    let Ok(state) = SaleState::from_code(form.value("state")) else {
        return Ok(refused(&web, say(&web, visit.lang, "desk-state-needed", &[]), &to));
    };
    let mut write = web.db.write().await?;
    match sale::set_state(&mut write, &item, state, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            let said = match state {
                SaleState::Open => "desk-done-opened",
                SaleState::Paused => "desk-done-paused",
                SaleState::Closed => "desk-done-closed",
                SaleState::Draft => "desk-done-draft",
            };
            Ok(done(&web, &visit, said, &[], &to))
        }
        Err(error @ Error::NotFound) => {
            write.rollback().await?;
            Err(fault(error))
        }
        Err(error) => {
            write.rollback().await?;
            back(&web, &visit, error, &to)
        }
    }
}
