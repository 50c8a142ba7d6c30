//! Who is at a vendor's door: what the door needs to know, and what the vendor may be told.

use people::{CardState, Session, card};
use store::Query;

use crate::attribute::{Attribute, Fact, Facts, band};
use crate::{Result, Web};

/// Whole years at which one is of age.
const OF_AGE: u8 = 18;

/// A reader as a door and a vendor may know them.
pub(crate) struct Reader {
    account: String,
    age_years: Option<u8>,
    commune: Option<String>,
    library: Option<String>,
    /// All that could be told, known things only. What is told is what the vendor is given and the reader agreed to.
    pub(crate) facts: Facts,
}

impl Reader {
    /// The reader of an account; its session's when there is one.
    pub(crate) async fn of(web: &Web, account: &str) -> Result<Reader> {
        let known = web.people.account(account).await?;
        let holder = web.people.holder(account).await?;
        let today = web.today();
        let mut facts = Facts::new();
        let mut text = |attribute: Attribute, value: &str| {
            let value = value.trim();
            if !value.is_empty() {
                facts.insert(attribute, Fact::Text(value.to_owned()));
            }
        };
        let mut read = web.db.read().await?;
        let card = card::current(&mut read, account).await?;
        let live = card
            .as_ref()
            .filter(|card| card.state == CardState::Active && card.valid_until_ms > web.now().as_millisecond());
        if let Some(email) = &known.email {
            text(Attribute::Email, email);
        }
        if let Some(card) = live {
            text(Attribute::CardNumber, &card.number);
        }
        let mut age_years = None;
        if let Some(holder) = &holder {
            age_years = holder.age_on(today);
            text(Attribute::GivenName, &holder.given_name);
            text(Attribute::FamilyName, &holder.family_name);
            if let Some(library) = &holder.library {
                text(Attribute::Library, &library_name(&mut read, library).await?);
            }
            if let Some(commune) = &holder.commune {
                text(Attribute::Commune, &commune_name(&mut read, commune).await?);
            }
        }
        if let Some(age) = age_years {
            text(Attribute::AgeBand, band(age));
            facts.insert(Attribute::Adult, Fact::Flag(age >= OF_AGE));
        }
        facts.insert(Attribute::Member, Fact::Flag(live.is_some()));
        Ok(Reader {
            account: account.to_owned(),
            age_years,
            commune: holder.as_ref().and_then(|holder| holder.commune.clone()),
            library: holder.and_then(|holder| holder.library),
            facts,
        })
    }

    /// Whoever is signed in.
    pub(crate) async fn signed_in(web: &Web, session: &Session) -> Result<Reader> {
        Self::of(web, &session.account.id).await
    }

    /// As a door asks.
    pub(crate) fn visitor(&self) -> access::Visitor<'_> {
        access::Visitor {
            account: &self.account,
            age_years: self.age_years,
            commune: self.commune.as_deref(),
            library: self.library.as_deref(),
        }
    }
}

/// The name of a library; empty when it is gone.
async fn library_name(query: &mut impl Query, id: &str) -> Result<String> {
    match programme::institution::by_id(query, id).await {
        Ok(library) => Ok(library.name),
        Err(programme::Error::NotFound) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

/// The name of a commune; empty for one that is not of the territory, whose name is not known here.
async fn commune_name(query: &mut impl Query, insee: &str) -> Result<String> {
    match programme::tenant::commune_by_insee(query, insee).await {
        Ok(commune) => Ok(commune.name),
        Err(programme::Error::NotFound) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

/// Someone who does not exist, for trials: every attribute is known, and plainly made up.
pub(crate) fn made_up() -> Facts {
    let text = |text: &str| Fact::Text(text.to_owned());
    Facts::from([
        (Attribute::Member, Fact::Flag(true)),
        (Attribute::Adult, Fact::Flag(true)),
        (Attribute::AgeBand, text("26-64")),
        (Attribute::Library, text("Bibliothèque d’essai")),
        (Attribute::Commune, text("Commune d’essai")),
        (Attribute::GivenName, text("Camille")),
        (Attribute::FamilyName, text("Essai")),
        (Attribute::Email, text("camille.essai@example.org")),
        (Attribute::CardNumber, text("00000000000000")),
    ])
}
