//! A performance of any institution, outside a touring programme.

use axum::extract::State;
use jiff::Timestamp;
use ledger::Cents;
use people::web::Staff;
use people::{Permission, Session, audit};
use programme::{Genre, Performance, PerformanceState, Show, institution, performance, show};
use serde::Serialize;
use serde_json::json;
use shell::{FormState, PageError, SentForm, Visit};

use super::answers::{Page, done, fault, page};
use super::scope::{hub, institutions, may, require};
use super::views::{Choice, instant, path};
use crate::Web;

/// `box_office/desk/fresh.html`
#[derive(Debug, Clone, Serialize)]
struct FreshPage {
    /// Institutions one keeps: who sells.
    sellers: Vec<Choice>,
    /// Who may receive: the same.
    genres: Vec<&'static str>,
    places: Vec<&'static str>,
    access: Vec<&'static str>,
    shows: Vec<Choice>,
    communes: Vec<Choice>,
    form: FormState,
}

/// What a place may be, in SIBIL's words.
const PLACES: [&str; 9] = [
    "ESPACE_POLYVALENT",
    "THEATRE",
    "SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH",
    "CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT",
    "CABARET_MUSIC_HALL",
    "PLEIN_AIR_PARC_LOISIRS_ATTRACTION",
    "STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU",
    "LIEU_DE_CULTE",
    "AUTRE",
];

async fn show_page(web: &Web, visit: &Visit, session: &Session, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let mine = institutions(&mut read, session, Permission::ManageTickets).await?;
    let mut shows = Vec::new();
    for one in &mine {
        for show in hub(show::of_institution(&mut read, &one.id).await)? {
            shows.push(Choice { value: show.id, label: format!("{} ({})", show.title, one.name) });
        }
        if shows.len() > 400 {
            break;
        }
    }
    let communes = programme::tenant::communes(&mut read).await.map_err(PageError::internal)?;
    drop(read);
    let mut form = form;
    if form.values.is_empty()
        && let Some(first) = mine.first().filter(|_| mine.len() == 1)
    {
        let place = &first.place;
        let pairs = [
            ("seller", first.id.clone()),
            ("place_name", place.name.clone()),
            ("address", place.address.clone().unwrap_or_default()),
            ("postal_code", place.postal_code.clone().unwrap_or_default()),
            ("commune", place.commune.clone()),
        ];
        form.values.extend(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    let view = FreshPage {
        sellers: mine.into_iter().map(|one| Choice { value: one.id, label: one.name }).collect(),
        genres: Genre::ALL.iter().map(|genre| genre.code()).collect(),
        places: PLACES.to_vec(),
        access: performance::ACCESS.to_vec(),
        shows,
        communes: communes.into_iter().map(|one| Choice { value: one.insee, label: one.name }).collect(),
        form,
    };
    let sound = view.form.is_sound();
    page(web, visit, "box_office/desk/fresh.html", &view, sound)
}

/// `GET /bureau/billetterie/nouvelle`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::ManageTickets)?;
    show_page(&web, &visit, &session, FormState::default()).await
}

/// `POST /bureau/billetterie/nouvelle`
pub(super) async fn announce(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::ManageTickets)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    let seller = match institution::by_id(&mut read, form.value("seller")).await {
        Ok(seller) if may(&session, Permission::ManageTickets, &seller) => Some(seller),
        Ok(_) | Err(programme::Error::NotFound) => {
            form.fault("seller", "desk-seller-needed");
            None
        }
        Err(other) => return Err(PageError::internal(other)),
    };
    let known = match form.value("show") {
        "" => None,
        id => Some(hub(show::by_id(&mut read, id).await)?),
    };
    if let (Some(known), false) = (&known, form.value("show").is_empty()) {
        // Another's show may be received, not announced here: its institution, or the one that plans, does.
        let owner = hub(institution::by_id(&mut read, &known.institution).await)?;
        if !may(&session, Permission::ManageTickets, &owner) {
            return Err(PageError::Forbidden);
        }
    }
    drop(read);
    let starts_at = read_start(&web, &mut form);
    let doors_at = instant(&mut form, "doors_at", &web.zone);
    if let (Some(doors), Some(starts)) = (doors_at, starts_at)
        && doors > starts
    {
        form.fault("doors_at", "desk-doors-late");
    }
    let needed = |form: &mut FormState, field: &str, message: &str| {
        if form.value(field).is_empty() {
            form.fault(field, message);
        }
    };
    if known.is_none() {
        needed(&mut form, "title", "desk-title-needed");
    }
    needed(&mut form, "place_name", "desk-place-needed");
    needed(&mut form, "commune", "desk-commune-needed");
    match show_duties::licence::read(form.value("licence")) {
        Ok(_) | Err(show_duties::licence::Wrong::Empty) => {}
        Err(show_duties::licence::Wrong::Old) => form.fault("licence", "desk-licence-old"),
        Err(_) => form.fault("licence", "desk-licence-bad"),
    }
    let places = number(&mut form, "places");
    if form.value("places").is_empty() {
        form.fault("places", "desk-places-needed");
    }
    let minutes = number(&mut form, "minutes");
    let cap = match form.value("cap") {
        "" => None,
        typed => match typed.parse::<Cents>() {
            Ok(cap) if cap >= Cents::ZERO => Some(cap.0),
            _ => {
                form.fault("cap", "desk-amount-bad");
                None
            }
        },
    };
    let (Some(seller), Some(starts_at), true) = (seller, starts_at, form.is_sound()) else {
        return show_page(&web, &visit, &session, form).await;
    };
    let value = |name: &str| form.value(name).to_owned();
    let place_kind = value("place_kind");
    let place_kind = if PLACES.contains(&place_kind.as_str()) { place_kind } else { "AUTRE".to_owned() };
    let show_of = |known: Option<Show>| {
        known.unwrap_or_else(|| Show {
            id: String::new(),
            institution: seller.id.clone(),
            title: value("title"),
            genre: Genre::from_code(form.value("genre")).unwrap_or(Genre::Other),
            credits: value("credits"),
            summary: value("summary"),
            audience: value("audience"),
            mediation: String::new(),
            minutes,
            age_from: None,
            artists: None,
            image: None,
            demo: seller.demo,
        })
    };
    let mut write = web.db.write().await?;
    let show = match known {
        Some(known) => known.id,
        None => hub(show::keep(&mut write, &show_of(None)).await)?,
    };
    let performance = Performance {
        item: String::new(),
        show,
        series: String::new(),
        host: seller.id.clone(),
        seller: Some(seller.id.clone()),
        licence: Some(value("licence")).filter(|licence| !licence.is_empty()),
        place_name: value("place_name"),
        place_kind,
        address: value("address"),
        postal_code: value("postal_code"),
        commune: value("commune"),
        position: seller.place.position.filter(|_| seller.commune == value("commune")),
        starts_at,
        doors_at,
        places,
        price_cap: cap,
        access: performance::ACCESS
            .iter()
            .filter(|code| form.value(&format!("access-{code}")) == "1")
            .map(|code| (*code).to_owned())
            .collect(),
        state: PerformanceState::Announced,
        told: String::new(),
        changed_at: Timestamp::UNIX_EPOCH,
    };
    let item = hub(performance::announce(&mut write, &performance, &web.zone).await)?;
    let details = json!({ "title": value("title"), "starts_at": starts_at.to_string() });
    audit::append(
        &mut write,
        &session.actor(),
        "tickets.performance_announced",
        &format!("performance:{item}"),
        &details,
    )
    .await
    .map_err(|error| fault(error.into()))?;
    write.commit().await?;
    // How it is sold comes next.
    Ok(done(&web, &visit, "desk-done-announced", &[], &format!("{}/reglages", path(&item))))
}

fn read_start(web: &Web, form: &mut FormState) -> Option<Timestamp> {
    let starts_at = instant(form, "starts_at", &web.zone);
    match starts_at {
        None if !form.errors.contains_key("starts_at") => form.fault("starts_at", "desk-moment-needed"),
        Some(at) if at < web.db.clock().now() => form.fault("starts_at", "desk-moment-past"),
        _ => {}
    }
    starts_at
}

fn number(form: &mut FormState, field: &str) -> Option<i64> {
    match form.value(field) {
        "" => None,
        typed => match typed.parse::<i64>() {
            Ok(number) if (1..=100_000).contains(&number) => Some(number),
            _ => {
                form.fault(field, "desk-number-bad");
                None
            }
        },
    }
}
