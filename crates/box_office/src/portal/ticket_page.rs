//! The ticket in the hand: its code, what the law prints on it, handing it on.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use credential::symbol::{QUIET_ZONE, Symbol};
use people::Actor;
use serde::Serialize;
use serde_json::json;
use shell::{FormState, Lang, PageError, SentForm, Visit, calendar};
use store::prelude::*;

use super::event::{Event, EventView};
use super::order_page::label;
use super::{basket, done, page, paths, price, private, refusal, say};
use crate::model::{Channel, Order, Ticket, TicketState};
use crate::{Error, Result, Web, order, ticket, times};

type Page = std::result::Result<Response, PageError>;

/// `box_office/portal/ticket.html`
#[derive(Debug, Clone, Serialize)]
struct TicketPage {
    base: String,
    event: EventView,
    /// Nothing when it opens no door.
    shown: Option<Drawing>,
    /// What the drawing says, for a reader that is not a camera.
    code: Option<String>,
    /// `valid`, `cancelled`, `over`.
    state: &'static str,
    /// The number under the code, that can be typed.
    code_number: String,
    label: String,
    price: i64,
    seat: Option<String>,
    holder: Option<String>,
    mentions: Vec<Mention>,
    may_hand: bool,
    pdf: String,
    apple: Option<String>,
    google: Option<String>,
    manifest: String,
    worker: &'static str,
    /// When the page was made, said when it is shown without a network.
    made: String,
    fault: Option<String>,
    form: FormState,
}

/// The code as an SVG path.
#[derive(Debug, Clone, Serialize)]
struct Drawing {
    side: usize,
    path: String,
}

/// Something the ticket must say (CGI art. 290 quater; annexe IV, art. 50 sexies B; arrêté of 5 October 2007).
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mention {
    pub(super) label: String,
    pub(super) value: String,
}

/// A ticket with all that is said of it.
pub(super) struct Known {
    pub(super) ticket: Ticket,
    pub(super) order: Order,
    pub(super) event: Event,
    /// The text of its code and the number beside it, while it opens the door.
    pub(super) code: Option<(String, String)>,
    pub(super) state: &'static str,
}

impl Known {
    /// The ticket a secret leads to.
    pub(super) async fn by_secret(web: &Web, query: &mut impl Query, secret: &str) -> Result<Self> {
        let found = ticket::by_secret(query, secret).await?;
        Self::of(web, query, found).await
    }

    pub(super) async fn of(web: &Web, query: &mut impl Query, found: Ticket) -> Result<Self> {
        let order = order::by_id(query, &found.order).await?;
        let event = Event::read(query, &found.item).await?;
        let over = times::good(event.performance.starts_at)?.1 <= web.db.clock().now();
        let state = match found.state {
            TicketState::Cancelled => "cancelled",
            TicketState::Valid if event.is_cancelled() => "cancelled",
            TicketState::Valid if over => "over",
            TicketState::Valid => "valid",
        };
        let mut code = None;
        if state == "valid"
            && let Some((text, number)) = ticket::code(query, &found).await?
        {
            let number = number.map(|number| credential::number::printed(&number)).unwrap_or_default();
            code = Some((text, number));
        }
        Ok(Self { ticket: found, order, event, code, state })
    }

    /// Its tariff, in the language it was bought in.
    pub(super) fn label(&self) -> String {
        label(&self.ticket, &self.order)
    }

    /// Whose it is: who received it, else who bought it.
    pub(super) fn holder(&self) -> Option<String> {
        let bought = Some(self.order.name.clone()).filter(|name| !name.is_empty());
        self.ticket.holder_name.clone().or(bought)
    }

    /// What a ticket must say, in words.
    pub(super) fn mentions(&self, web: &Web, lang: Lang) -> Vec<Mention> {
        let ticket = &self.ticket;
        let issued = ticket.issued_at.to_zoned(web.zone.clone()).date();
        let day = calendar::dated(lang, issued);
        let sold = match self.order.channel {
            Channel::Online | Channel::Api => "booking-mention-sold-online",
            Channel::Desk => "booking-mention-sold-desk",
            Channel::Phone => "booking-mention-sold-phone",
        };
        let values = [
            ("operator", Some(self.event.seller.clone())),
            ("licence", self.event.performance.licence.clone()),
            ("show", Some(self.event.show.title.clone())),
            ("company", Some(self.event.company.clone())),
            ("when", Some(self.event.when(lang, &web.zone))),
            ("place", Some(self.event.place())),
            ("category", Some(ticket.category.clone())),
            ("tariff", Some(self.label())),
            ("price", Some(price(web, lang, ticket.price))),
            ("number", Some(ticket.number.to_string())),
            ("seat", ticket.seat.clone()),
            ("holder", self.holder()),
            ("sold", Some(say(web, lang, sold, &[("day", (&day).into())]))),
        ];
        values
            .into_iter()
            .filter_map(|(key, value)| {
                let value = value.filter(|value| !value.is_empty())?;
                Some(Mention { label: say(web, lang, &format!("booking-mention-{key}"), &[]), value })
            })
            .collect()
    }
}

/// `GET /billetterie/billet/{secret}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Path(secret): Path<String>) -> Page {
    render(&web, &visit, &secret, FormState::default(), None).await
}

async fn render(web: &Web, visit: &Visit, secret: &str, form: FormState, fault: Option<String>) -> Page {
    let mut read = web.db.read().await?;
    let known = Known::by_secret(web, &mut read, secret).await.map_err(page)?;
    drop(read);
    let base = paths::ticket(&known.ticket.secret);
    let shown = known.code.as_ref().and_then(|(text, _)| Symbol::of_code(text).ok()).map(|symbol| drawing(&symbol));
    let wallet = |here: bool, name: &str| (here && shown.is_some()).then(|| format!("{base}/{name}"));
    let begun = known.event.performance.starts_at <= web.db.clock().now();
    let view = TicketPage {
        event: known.event.view(visit.lang, &web.zone),
        state: known.state,
        code_number: known.code.as_ref().map(|(_, number)| number.clone()).unwrap_or_default(),
        label: known.label(),
        price: known.ticket.price.0,
        seat: known.ticket.seat.clone(),
        holder: known.holder(),
        mentions: known.mentions(web, visit.lang),
        may_hand: known.state == "valid" && !begun,
        pdf: format!("{base}/billet.pdf"),
        apple: wallet(web.wallets.apple.is_some(), "apple.pkpass"),
        google: wallet(web.wallets.google.is_some(), "google-wallet"),
        manifest: format!("{base}/application.webmanifest"),
        worker: paths::WORKER,
        made: web.db.clock().now().to_string(),
        shown,
        code: known.code.as_ref().map(|(text, _)| text.clone()),
        base,
        fault,
        form,
    };
    let sound = view.fault.is_none() && view.form.is_sound();
    private(web, visit, "box_office/portal/ticket.html", &view, sound)
}

/// Runs of dark modules, row by row.
fn drawing(symbol: &Symbol) -> Drawing {
    let mut path = String::new();
    for (row, modules) in symbol.rows().enumerate() {
        let mut column = 0;
        while column < modules.len() {
            let run = modules[column..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + QUIET_ZONE, row + QUIET_ZONE));
            }
            column += run.max(1);
        }
    }
    Drawing { side: symbol.width() + 2 * QUIET_ZONE, path }
}

/// `POST /billetterie/billet/{secret}/{deed}`
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Path((secret, deed)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let known = Known::by_secret(&web, &mut web.db.read().await?, &secret).await.map_err(page)?;
    // Whoever has the page is its holder: the log names no one else.
    let actor = Actor::System("holder");
    if known.state != "valid" {
        return render(&web, &visit, &secret, FormState::default(), None).await;
    }
    match deed.as_str() {
        "transmettre" => {
            basket::check_name(&mut form);
            basket::check_email(&mut form);
            if !form.is_sound() {
                return render(&web, &visit, &secret, form, None).await;
            }
            let (name, email) = (form.value("name").to_owned(), form.value("email").to_owned());
            let mut write = web.db.write().await?;
            match ticket::transfer(&mut write, &secret, &name, Some(&email), &actor).await {
                Ok(_) => {
                    write.commit().await?;
                    // The page that was open is nobody's any more: not even whoever gave the ticket comes back to it.
                    let to = paths::book(&known.ticket.item);
                    Ok(done(&web, &visit, "booking-handed", &[("email", (&email).into())], &to))
                }
                Err(error) => {
                    write.rollback().await?;
                    if let Error::Field { field, message } = &error {
                        form.fault(field, message);
                        return render(&web, &visit, &secret, form, None).await;
                    }
                    let fault = refusal(&web, visit.lang, error)?;
                    render(&web, &visit, &secret, form, Some(fault)).await
                }
            }
        }
        "refaire" => {
            let mut write = web.db.write().await?;
            match ticket::reissue(&mut write, &known.ticket.id, &actor).await {
                Ok(made) => {
                    write.commit().await?;
                    Ok(done(&web, &visit, "booking-again-done", &[], &paths::ticket(&made.secret)))
                }
                Err(error) => {
                    write.rollback().await?;
                    let fault = refusal(&web, visit.lang, error)?;
                    render(&web, &visit, &secret, form, Some(fault)).await
                }
            }
        }
        _ => Err(PageError::NotFound),
    }
}

/// `GET /billetterie/billet/hors-ligne.js`: under the pages it governs, and not among the files kept for ever, since browsers ask
/// for it again at each visit.
pub(super) async fn worker() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, include_str!("../../assets/portal_worker.js")).into_response()
}

/// `GET /billetterie/billet/{secret}/application.webmanifest`: what makes the ticket's page an application of the phone.
pub(super) async fn manifest(State(web): State<Web>, visit: Visit, Path(secret): Path<String>) -> Page {
    let mut read = web.db.read().await?;
    let found = ticket::by_secret(&mut read, &secret).await.map_err(page)?;
    let event = Event::read(&mut read, &found.item).await.map_err(page)?;
    drop(read);
    let here = paths::ticket(&found.secret);
    let icon = |name: &str| web.frame.asset(name).map(str::to_owned).unwrap_or_default();
    let manifest = json!({
        "id": here,
        "name": say(&web, visit.lang, "booking-ticket-title", &[("show", (&event.show.title).into())]),
        "short_name": event.show.title,
        "lang": visit.lang.code(),
        "dir": "ltr",
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": web.frame.theme().paper.as_str(),
        "theme_color": web.frame.theme().ink.as_str(),
        "icons": [
            { "src": icon("box_office_ticket-192.png"), "sizes": "192x192", "type": "image/png" },
            { "src": icon("box_office_ticket-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable" },
        ],
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, manifest.to_string()).into_response())
}

/// Until when a ticket opens the door.
pub(super) async fn expires(query: &mut impl Query, ticket: &Ticket) -> Result<jiff::Timestamp> {
    let right = access::rights::by_id(query, ticket.right()).await?;
    right.valid_until.ok_or(Error::NotFound)
}
