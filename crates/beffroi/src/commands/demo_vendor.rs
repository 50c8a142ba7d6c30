//! A vendor for the demonstration: a kiosk of newspapers on a site of its own (this server, played by a page that knows
//! nothing but what the CAS exchange tells it), four visits a month.

use std::collections::BTreeMap;

use access::QuotaPeriod;
use access::licences::{Audience, Licence, ViewQuota};
use anyhow::Result;
use mediatheque::model::{Resource, ResourceKind, ResourceState};
use mediatheque::offering;
use serde_json::json;
use sign_on::cas::{LogOut, Settings, USUAL_SECONDS};
use sign_on::vendor::{self, KeptFace};
use sign_on::{Attribute, Face, NewVendor, VendorState};
use store::Db;

/// Its name in addresses.
pub(crate) const CODE: &str = "kiosque-de-demonstration";
/// Its page.
pub(crate) const PATH: &str = "/demonstration/kiosque";

/// The address its tickets are sent to.
pub(crate) fn service(public_url: &str) -> String {
    format!("{public_url}{PATH}")
}

/// Declares the vendor and the resource it is, and says again where its site is: the server's address may have changed.
pub(crate) async fn install(db: &Db, institution: &str, public_url: &str) -> Result<()> {
    let mut write = db.write().await?;
    let known = vendor::find(&mut write, CODE).await?;
    let door = match known {
        Some(known) => known.door,
        None => offering::offer(&mut write, resource(institution), &[licence()]).await?.door,
    };
    let new = NewVendor {
        code: CODE.to_owned(),
        name: "Le Kiosque".to_owned(),
        site: service(public_url),
        description: "Les journaux du matin, sur un site qui n’est pas le nôtre.".to_owned(),
        door,
        state: VendorState::Open,
        attributes: BTreeMap::from([
            (Attribute::Member, "pour savoir que l’abonnement du réseau vous est ouvert".to_owned()),
            (Attribute::GivenName, "pour vous saluer".to_owned()),
        ]),
        demo: true,
    };
    let id = vendor::declare(&mut write, &new).await?;
    let settings = Settings {
        services: vec![service(public_url)],
        returns: Vec::new(),
        log_out: LogOut::Never,
        ticket_seconds: USUAL_SECONDS,
    };
    let face =
        KeptFace { face: Face::Cas, lookup: CODE.to_owned(), settings: serde_json::to_value(settings)?, enabled: true };
    vendor::keep_face(&mut write, &id, &face).await?;
    write.commit().await?;
    Ok(())
}

fn licence() -> Licence {
    let mut licence = Licence::unlimited("", Audience::Members, "Réseau, quatre visites par mois");
    licence.quota = Some(ViewQuota { group: String::new(), views: 4, period: QuotaPeriod::Month });
    licence.view_hours = 1;
    licence
}

fn resource(institution: &str) -> Resource {
    Resource {
        id: String::new(),
        item: String::new(),
        door: String::new(),
        institution: institution.to_owned(),
        slug: "le-kiosque".to_owned(),
        kind: ResourceKind::Platform,
        state: ResourceState::Published,
        title: "Le Kiosque".to_owned(),
        subtitle: Some("Les journaux du matin".to_owned()),
        creators: Vec::new(),
        language: Some("fr".to_owned()),
        publisher: Some("Fournisseur de démonstration".to_owned()),
        isbn: None,
        published_on: None,
        year: None,
        description: Some(
            "Ces journaux se lisent sur le site de leur éditeur, avec votre carte : il ne reçoit d’elle qu’un pseudonyme et ce que vous acceptez de lui dire.".to_owned(),
        ),
        subjects: vec!["Presse".to_owned()],
        min_age: None,
        duration_s: None,
        pages: None,
        rights: None,
        licence_url: None,
        attribution: None,
        open: false,
        elsewhere: Some(format!("/fournisseurs/{CODE}/aller")),
        edition: None,
        poster: None,
        accessibility: json!({}),
        source: "Démonstration".to_owned(),
        demo: true,
        created_at_ms: 0,
        updated_at_ms: 0,
        published_at_ms: None,
    }
}
