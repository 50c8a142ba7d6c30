//! What every house of these tests stands on: the tables, the métropole, an institution and a show of which nothing more is said.

use programme::show::{Genre, Show};
use programme::{InstitutionKind, NewInstitution};
use store::{MigrationSet, Write};

pub(crate) const SETS: [MigrationSet; 8] = [
    people::MIGRATIONS,
    programme::MIGRATIONS,
    access::MIGRATIONS,
    mail::MIGRATIONS,
    ledger::MIGRATIONS,
    payment::MIGRATIONS,
    regie::MIGRATIONS,
    box_office::MIGRATIONS,
];

/// The Métropole Européenne de Lille and its communes.
pub(crate) async fn lille(write: &mut Write) {
    let france = territory::France::load();
    let epci = france.epci("200093201").unwrap();
    programme::tenant::install(write, epci, france.communes_of("200093201"), false).await.unwrap();
}

pub(crate) fn named<'a>(kind: InstitutionKind, code: &'a str, name: &'a str, commune: &'a str) -> NewInstitution<'a> {
    NewInstitution {
        kind,
        code,
        name,
        commune,
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: false,
        source: "test",
    }
}

pub(crate) fn show(institution: &str, title: &str, genre: Genre) -> Show {
    Show {
        id: String::new(),
        institution: institution.to_owned(),
        title: title.to_owned(),
        genre,
        credits: String::new(),
        summary: String::new(),
        audience: String::new(),
        mediation: String::new(),
        minutes: None,
        age_from: None,
        artists: None,
        image: None,
        demo: false,
    }
}
