//! Products to begin with: the kinds of la C'Art.
//!
//! At its launch in September 2013 la C'Art cost 15 € a year under 26 and nothing for whoever lives on the minimum (20 Minutes, 10 September 2013, interview of the president of Lille
//! Métropole); it runs from date to date. No public source of today's tariffs was at hand: the other prices are the demonstration's, and
//! each product says so.

use jiff::civil::{Date, date};
use ledger::Cents;
use store::Write;

use crate::Result;
use crate::model::product::{Audience, Eligibility, Price, Product, RefundRule, Validity, Words};
use crate::store::products;

const SOURCE: &str = "Moins de 26 ans et gratuité : d’après 20 Minutes, 10 septembre 2013.";

/// The first day the default prices hold.
pub const FIRST_DAY: Date = date(2024, 1, 1);

/// The pass for one.
#[must_use]
pub fn solo() -> Product {
    Product {
        id: String::new(),
        code: "solo".into(),
        place: 1,
        audience: Audience::Solo,
        name: Words::new("Solo", "Solo", "Solo"),
        words: Words::new(
            "Un an de musées pour une personne, autant de fois que vous voulez.",
            "Een jaar museum voor één persoon, zo vaak u wilt.",
            "A year of museums for one person, as often as you like.",
        ),
        eligible: Words::default(),
        eligibility: Eligibility::Open,
        admits: 1,
        holders: 1,
        validity: Validity::Chosen,
        months: 12,
        begins_within_months: 3,
        renew_before_days: 60,
        renew_after_days: 30,
        refund: RefundRule::Unused,
        transfers: 1,
        online: true,
        desk: true,
        gift: true,
        batch: false,
        notional: None,
        demo: true,
        source: SOURCE.into(),
    }
}

/// Every default product with its first price.
#[must_use]
pub fn all() -> Vec<(Product, Cents)> {
    let euros = Cents::from_euros;
    let duo = Product {
        code: "duo".into(),
        place: 2,
        audience: Audience::Duo,
        name: Words::new("Duo", "Duo", "Duo"),
        words: Words::new(
            "Un seul pass pour deux personnes qui visitent ensemble, ou l’une sans l’autre.",
            "Eén pas voor twee mensen, samen op bezoek of elk apart.",
            "One pass for two people, visiting together or one without the other.",
        ),
        admits: 2,
        holders: 2,
        ..solo()
    };
    let young = Product {
        code: "jeune".into(),
        place: 3,
        audience: Audience::Young,
        name: Words::new("Jeune", "Jong", "Young"),
        words: Words::new(
            "Un an de musées avant 26 ans.",
            "Een jaar museum voor wie nog geen 26 is.",
            "A year of museums, under 26.",
        ),
        eligible: Words::new(
            "J’ai moins de 26 ans aujourd’hui.",
            "Ik ben vandaag jonger dan 26.",
            "I am under 26 today.",
        ),
        eligibility: Eligibility::Declared,
        transfers: 0,
        ..solo()
    };
    let family = Product {
        code: "famille".into(),
        place: 4,
        audience: Audience::Family,
        name: Words::new("Famille", "Gezin", "Family"),
        words: Words::new(
            "Deux adultes et les enfants de la maison, cinq personnes au plus. L’année commence à la première visite.",
            "Twee volwassenen en de kinderen van het gezin, hoogstens vijf personen. Het jaar begint bij het eerste bezoek.",
            "Two adults and the children of the home, five people at most. The year begins at the first visit.",
        ),
        admits: 5,
        holders: 2,
        validity: Validity::FirstVisit,
        begins_within_months: 6,
        ..solo()
    };
    let social = Product {
        code: "solidaire".into(),
        place: 5,
        audience: Audience::Social,
        name: Words::new("Solidaire", "Solidair", "Solidarity"),
        words: Words::new(
            "Le même pass, gratuit. À l’entrée, rien ne le distingue d’un autre.",
            "Dezelfde pas, gratis. Aan de ingang ziet niemand het verschil.",
            "The same pass, free. At the door nothing tells it from another.",
        ),
        eligible: Words::new(
            "Je reçois un minimum social (RSA, AAH, ASS, Aspa…). Je le montrerai une fois à un guichet, où aucun papier n’est gardé.",
            "Ik heb een minimuminkomen (RSA, AAH, ASS, Aspa…). Ik toon het één keer aan een balie; er wordt geen papier bewaard.",
            "I live on a minimum income (RSA, AAH, ASS, Aspa…). I will show it once at a desk, where no paper is kept.",
        ),
        eligibility: Eligibility::Desk,
        validity: Validity::Purchase,
        begins_within_months: 0,
        refund: RefundRule::Never,
        transfers: 0,
        gift: false,
        notional: Some(euros(10)),
        ..solo()
    };
    let company = Product {
        code: "entreprise".into(),
        place: 6,
        audience: Audience::Corporate,
        name: Words::new("Entreprise", "Onderneming", "Company"),
        words: Words::new(
            "Pour les comités d’entreprise : par lots de dix au moins, payés sur facture. L’année commence à la première visite.",
            "Voor ondernemingsraden: vanaf tien passen, op factuur. Het jaar begint bij het eerste bezoek.",
            "For works councils: ten or more, paid on invoice. The year begins at the first visit.",
        ),
        validity: Validity::FirstVisit,
        begins_within_months: 12,
        refund: RefundRule::Never,
        online: false,
        desk: false,
        gift: false,
        batch: true,
        ..solo()
    };
    vec![
        (solo(), euros(40)),
        (duo, euros(65)),
        (young, euros(20)),
        (family, euros(75)),
        (social, Cents::ZERO),
        (company, euros(32)),
    ]
}

/// Puts the default products in a database that has none of their codes; what the office changed since stays.
pub async fn install(write: &mut Write) -> Result<()> {
    write.exclusive("museum_pass.defaults").await?;
    for (product, cents) in all() {
        match products::by_code(write, &product.code).await {
            Ok(_) => continue,
            Err(crate::Error::NotFound) => {}
            Err(other) => return Err(other),
        }
        let id = products::keep(write, &product).await?;
        products::set_price(write, &id, Price { from: FIRST_DAY, cents }).await?;
    }
    Ok(())
}
