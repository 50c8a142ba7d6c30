//! The desk and the office of sales: tariffs, allotments, selling, inviting, lists, statements.
//!
//! Who answers for the institution that sells, or for the one that receives (or for its commune), keeps a performance; the
//! money is taken by a till of the seller's régie alone.

mod answers;
mod basket;
mod deeds;
mod door;
mod forms;
mod fresh;
mod invite;
mod keys;
mod list;
mod one;
mod order;
mod orders;
mod paying;
mod period;
mod quote;
mod scope;
mod sell;
mod setup;
mod statement;
mod table;
mod views;

use axum::Router;
use axum::routing::{get, post};
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, Wing};

use crate::Web;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("box_office/desk/parts.html", include_str!("../../templates/desk/parts.html")),
        ("box_office/desk/lines.html", include_str!("../../templates/desk/lines.html")),
        ("box_office/desk/sums.html", include_str!("../../templates/desk/sums.html")),
        ("box_office/desk/list.html", include_str!("../../templates/desk/list.html")),
        ("box_office/desk/one.html", include_str!("../../templates/desk/one.html")),
        ("box_office/desk/setup.html", include_str!("../../templates/desk/setup.html")),
        ("box_office/desk/fresh.html", include_str!("../../templates/desk/fresh.html")),
        ("box_office/desk/sell.html", include_str!("../../templates/desk/sell.html")),
        ("box_office/desk/group.html", include_str!("../../templates/desk/group.html")),
        ("box_office/desk/invite.html", include_str!("../../templates/desk/invite.html")),
        ("box_office/desk/door.html", include_str!("../../templates/desk/door.html")),
        ("box_office/desk/orders.html", include_str!("../../templates/desk/orders.html")),
        ("box_office/desk/order.html", include_str!("../../templates/desk/order.html")),
        ("box_office/desk/statement.html", include_str!("../../templates/desk/statement.html")),
        ("box_office/desk/period.html", include_str!("../../templates/desk/period.html")),
        ("box_office/desk/keys.html", include_str!("../../templates/desk/keys.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/desk.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/desk.nl.ftl")),
        (Lang::En, include_str!("../../i18n/desk.en.ftl")),
    ],
    assets: &[
        Asset { name: "box_office_desk.css", bytes: include_bytes!("../../assets/box_office_desk.css") },
        Asset { name: "box_office_desk.js", bytes: include_bytes!("../../assets/box_office_desk.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> [(&'static str, &'static str, Permission); 2] {
    [
        ("desk-nav", "/bureau/billetterie", Permission::SellTickets),
        ("desk-nav-statements", "/bureau/billetterie/releves", Permission::ManageTickets),
    ]
}

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

const SELL: RouteGate = RouteGate::Holds(Permission::SellTickets);
const MANAGE: RouteGate = RouteGate::Holds(Permission::ManageTickets);

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/bureau/billetterie", SELL),
    rule("GET", "/bureau/billetterie/nouvelle", MANAGE),
    rule("POST", "/bureau/billetterie/nouvelle", MANAGE),
    rule("GET", "/bureau/billetterie/seance/{item}", SELL),
    rule("GET", "/bureau/billetterie/seance/{item}/reglages", MANAGE),
    rule("POST", "/bureau/billetterie/seance/{item}/reglages", MANAGE),
    rule("POST", "/bureau/billetterie/seance/{item}/tarifs", MANAGE),
    rule("POST", "/bureau/billetterie/seance/{item}/contingents", MANAGE),
    rule("POST", "/bureau/billetterie/seance/{item}/etat", MANAGE),
    rule("GET", "/bureau/billetterie/seance/{item}/vendre", SELL),
    rule("POST", "/bureau/billetterie/seance/{item}/vendre", SELL),
    rule("GET", "/bureau/billetterie/seance/{item}/inviter", SELL),
    rule("POST", "/bureau/billetterie/seance/{item}/inviter", SELL),
    rule("GET", "/bureau/billetterie/seance/{item}/groupe", SELL),
    rule("POST", "/bureau/billetterie/seance/{item}/groupe", SELL),
    rule("GET", "/bureau/billetterie/seance/{item}/porte", SELL),
    rule("POST", "/bureau/billetterie/seance/{item}/porte", SELL),
    rule("GET", "/bureau/billetterie/seance/{item}/porte.pdf", SELL),
    rule("GET", "/bureau/billetterie/seance/{item}/releve", MANAGE),
    rule("POST", "/bureau/billetterie/seance/{item}/releve", MANAGE),
    rule("GET", "/bureau/billetterie/seance/{item}/releve.csv", MANAGE),
    rule("GET", "/bureau/billetterie/seance/{item}/releve.pdf", MANAGE),
    rule("GET", "/bureau/billetterie/commandes", SELL),
    rule("GET", "/bureau/billetterie/commandes.csv", SELL),
    rule("GET", "/bureau/billetterie/commande/{order}", SELL),
    rule("GET", "/bureau/billetterie/commande/{order}/devis.pdf", SELL),
    rule("POST", "/bureau/billetterie/commande/{order}/{deed}", SELL),
    rule("GET", "/bureau/billetterie/releves", MANAGE),
    rule("GET", "/bureau/billetterie/releves.csv", MANAGE),
    rule("GET", "/bureau/billetterie/releves.pdf", MANAGE),
    rule("GET", "/bureau/billetterie/cles", MANAGE),
    rule("POST", "/bureau/billetterie/cles", MANAGE),
    rule("POST", "/bureau/billetterie/cles/{key}", MANAGE),
];

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/bureau/billetterie", get(list::show))
        .route("/bureau/billetterie/nouvelle", get(fresh::form).post(fresh::announce))
        .route("/bureau/billetterie/seance/{item}", get(one::show))
        .route("/bureau/billetterie/seance/{item}/reglages", get(setup::form).post(setup::save))
        .route("/bureau/billetterie/seance/{item}/tarifs", post(setup::tariffs))
        .route("/bureau/billetterie/seance/{item}/contingents", post(setup::allotments))
        .route("/bureau/billetterie/seance/{item}/etat", post(setup::state))
        .route("/bureau/billetterie/seance/{item}/vendre", get(sell::form).post(sell::sell))
        .route("/bureau/billetterie/seance/{item}/inviter", get(invite::invitation).post(invite::send_invitation))
        .route("/bureau/billetterie/seance/{item}/groupe", get(invite::group).post(invite::keep_group))
        .route("/bureau/billetterie/seance/{item}/porte", get(door::form).post(door::counted))
        .route("/bureau/billetterie/seance/{item}/porte.pdf", get(door::paper))
        .route("/bureau/billetterie/seance/{item}/releve", get(statement::show).post(statement::verify))
        .route("/bureau/billetterie/seance/{item}/releve.csv", get(statement::table))
        .route("/bureau/billetterie/seance/{item}/releve.pdf", get(statement::paper))
        .route("/bureau/billetterie/commandes", get(orders::show))
        .route("/bureau/billetterie/commandes.csv", get(orders::table))
        .route("/bureau/billetterie/commande/{order}", get(order::sheet))
        .route("/bureau/billetterie/commande/{order}/devis.pdf", get(quote::paper))
        .route("/bureau/billetterie/commande/{order}/{deed}", post(deeds::act))
        .route("/bureau/billetterie/releves", get(period::show))
        .route("/bureau/billetterie/releves.csv", get(period::table))
        .route("/bureau/billetterie/releves.pdf", get(period::paper))
        .route("/bureau/billetterie/cles", get(keys::list).post(keys::make))
        .route("/bureau/billetterie/cles/{key}", post(keys::revoke))
        .with_state(web)
}
