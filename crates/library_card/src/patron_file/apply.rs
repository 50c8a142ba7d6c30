//! What a patron file would do, and doing it.

use jiff::ToSpan;
use jiff::civil::Date;
use people::holder::{self, Found, NewHolder};
use people::{Actor, Holder, card, card_number};
use programme::tenant::{self, TenantCommune};
use serde_json::json;
use store::prelude::*;

use super::read::{Patron, PatronFile};
use crate::cards::{self, Beginning, last_day_before, today};
use crate::retention::Retention;
use crate::{Error, Result};

/// Lines written under one transaction.
const BATCH: usize = 200;

/// What a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// A new holder and card.
    New,
    /// A holder known from an earlier file, something of whom changed.
    Changed,
    /// A holder known, nothing new.
    Same,
    /// Not taken: see the reason.
    Refused(Doubt),
}

impl Deed {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Refused(doubt) => doubt.code(),
        }
    }
}

/// Why a line that could be read is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Someone of that name and birth date has a card already, from elsewhere: the same person has one card.
    Twin,
    /// The registration ended so long ago that it would be removed at once.
    LongOver,
    /// A name without letters.
    Name,
}

impl Doubt {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Twin => "twin",
            Self::LongOver => "long-over",
            Self::Name => "name",
        }
    }
}

/// A line and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its number in the file.
    pub line: usize,
    /// The name on it.
    pub name: String,
    /// What it does.
    pub deed: Deed,
}

/// What a file does, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Every line that could be read.
    pub lines: Vec<Planned>,
}

impl Plan {
    /// How many lines do this.
    #[must_use]
    pub fn count(&self, deed: Deed) -> usize {
        self.lines.iter().filter(|line| line.deed == deed).count()
    }

    /// The lines not taken.
    pub fn refused(&self) -> impl Iterator<Item = (&Planned, Doubt)> {
        self.lines.iter().filter_map(|line| match line.deed {
            Deed::Refused(doubt) => Some((line, doubt)),
            _ => None,
        })
    }
}

/// The line of a library's file a holder comes from.
fn source(library: &str, patron: &Patron) -> String {
    format!("{library}|{}", patron.local_number)
}

/// What is known of the territory while a file is looked at.
struct Ground {
    communes: Vec<TenantCommune>,
    today: Date,
    over: Date,
}

impl Ground {
    async fn read(query: &mut impl Query, today: Date) -> Result<Self> {
        let kept = Retention::read(query).await?;
        Ok(Self {
            communes: tenant::communes(query).await?,
            today,
            over: today.checked_sub(i64::from(kept.ended_months).months())?,
        })
    }

    /// The commune's INSEE code, when one of the territory is meant beyond doubt.
    fn commune(&self, patron: &Patron) -> Option<String> {
        let named = patron.commune.as_deref().map(french_text::folded);
        let by_name = named
            .as_deref()
            .and_then(|name| self.communes.iter().find(|one| one.insee == name || plain(&one.name) == plain(name)));
        let by_code = || {
            let code = patron.postal_code.as_deref()?.trim();
            let mut of_code = self.communes.iter().filter(|one| one.postal_codes.iter().any(|own| own == code));
            of_code.next().filter(|_| of_code.next().is_none())
        };
        by_name.or_else(by_code).map(|one| one.insee.clone())
    }
}

/// A commune's name as systems write it: `ST ANDRE LEZ LILLE` for `Saint-André-lez-Lille`.
fn plain(name: &str) -> String {
    let folded = french_text::folded(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words
        .map(|word| match word {
            "st" => "saint",
            "ste" => "sainte",
            other => other,
        })
        .collect();
    words.join(" ")
}

/// What a file from a library would do. Nothing is changed.
pub async fn plan(query: &mut impl Query, clock: &store::Clock, library: &str, file: &PatronFile) -> Result<Plan> {
    let ground = Ground::read(query, today(clock)).await?;
    let mut plan = Plan::default();
    for (line, patron) in &file.patrons {
        let (deed, _) = look(query, &ground, library, patron).await?;
        let name = format!("{} {}", patron.given_name, patron.family_name).trim().to_owned();
        plan.lines.push(Planned { line: *line, name, deed });
    }
    Ok(plan)
}

async fn look(
    query: &mut impl Query,
    ground: &Ground,
    library: &str,
    patron: &Patron,
) -> Result<(Deed, Option<Found>)> {
    if !patron.family_name.chars().any(char::is_alphanumeric) {
        return Ok((Deed::Refused(Doubt::Name), None));
    }
    let known = holder::by_source(query, &source(library, patron)).await?;
    let Some(found) = known else {
        if patron.valid_until.is_some_and(|day| day < ground.over) {
            return Ok((Deed::Refused(Doubt::LongOver), None));
        }
        if let Some(born) = patron.birth_date
            && !holder::twins(query, &patron.given_name, &patron.family_name, born).await?.is_empty()
        {
            return Ok((Deed::Refused(Doubt::Twin), None));
        }
        return Ok((Deed::New, None));
    };
    let held = &found.holder;
    let told = Told::of(held, ground, patron);
    let same = held.given_name == told.given_name
        && held.family_name == patron.family_name
        && held.birth_date == told.birth_date
        && held.postal_code.as_deref() == told.postal_code
        && held.commune == told.commune
        && longer(&found, patron).is_none();
    Ok((if same { Deed::Same } else { Deed::Changed }, Some(found)))
}

/// What is known of a holder once a line is read: what the file leaves out stays as it was.
struct Told<'a> {
    given_name: &'a str,
    birth_date: Option<Date>,
    postal_code: Option<&'a str>,
    commune: Option<String>,
}

impl<'a> Told<'a> {
    fn of(held: &'a Holder, ground: &Ground, patron: &'a Patron) -> Self {
        let (before, after) = (held.postal_code.as_deref(), patron.postal_code.as_deref());
        // Who lives in a commune that is not ours, or behind another postal code, has moved.
        let stayed = patron.commune.is_none() && after.is_none_or(|code| Some(code) == before);
        Self {
            given_name: if patron.given_name.is_empty() { &held.given_name } else { &patron.given_name },
            birth_date: patron.birth_date.or(held.birth_date),
            postal_code: after.or(before),
            commune: ground.commune(patron).or_else(|| held.commune.clone().filter(|_| stayed)),
        }
    }
}

/// The end the file gives, when it is later than the card's: a desk of the network may have renewed it since, and a file
/// does not take that back.
fn longer(found: &Found, patron: &Patron) -> Option<Date> {
    let card = found.card.as_ref()?;
    patron.valid_until.filter(|day| *day > last_day_before(card.valid_until_ms))
}

/// Does what [`plan`] said, line by line, a few hundred under one transaction: cut short, it is begun again without harm.
/// A number of the library's own is kept for the card when it is free and can be read by a scanner; another is given
/// otherwise. An address that somebody has already is left out.
pub async fn apply(db: &Db, by: &Actor, library: &str, file: &PatronFile) -> Result<Plan> {
    let mut done = Plan::default();
    let ground = Ground::read(&mut db.read().await?, today(db.clock())).await?;
    for batch in file.patrons.chunks(BATCH) {
        let mut write = db.write().await?;
        // Two files at once must not both find a number free.
        write.exclusive("library_card.file").await?;
        for (line, patron) in batch {
            let (deed, found) = look(&mut write, &ground, library, patron).await?;
            match (deed, found) {
                (Deed::New, _) => register(&mut write, by, &ground, library, patron).await?,
                (Deed::Changed, Some(found)) => change(&mut write, by, &ground, &found, patron).await?,
                _ => {}
            }
            let name = format!("{} {}", patron.given_name, patron.family_name).trim().to_owned();
            done.lines.push(Planned { line: *line, name, deed });
        }
        write.commit().await?;
    }
    let mut write = db.write().await?;
    let counts = json!({
        "new": done.count(Deed::New), "changed": done.count(Deed::Changed), "same": done.count(Deed::Same),
        "refused": done.refused().count() + file.refused.len(),
    });
    people::audit::append(&mut write, by, "card.file_imported", &format!("institution:{library}"), &counts).await?;
    write.commit().await?;
    Ok(done)
}

async fn register(write: &mut Write, by: &Actor, ground: &Ground, library: &str, patron: &Patron) -> Result<()> {
    let commune = ground.commune(patron);
    let email = match &patron.email {
        Some(email) if !holder::email_is_taken(write, email).await? => Some(email.as_str()),
        _ => None,
    };
    let number = match card_number::read_any(&patron.local_number) {
        // Shorter numbers are counted up from one: too easily guessed to sign in with.
        Ok(number) if number.len() >= 8 && card::by_number(write, &number).await?.is_none() => Some(number),
        _ => None,
    };
    let source = source(library, patron);
    let new = NewHolder {
        given_name: &patron.given_name,
        family_name: &patron.family_name,
        birth_date: patron.birth_date,
        postal_code: patron.postal_code.as_deref(),
        commune: commune.as_deref(),
        library: Some(library),
        guardian: None,
        language: patron.language.unwrap_or("fr"),
        email,
        origin: "file",
        source: Some(&source),
        confirmed: true,
        demo: false,
    };
    let last_day = match patron.valid_until {
        Some(day) => day,
        None => ground.today.checked_add(cards::CARD_MONTHS.months())?,
    };
    let beginning = Beginning { number: number.as_deref(), last_day: Some(last_day) };
    match cards::register(write, by, &new, None, beginning).await {
        Err(Error::People(people::Error::InvalidEmail(_))) => {
            let without = NewHolder { email: None, ..new };
            cards::register(write, by, &without, None, beginning).await.map(drop)
        }
        other => other.map(drop),
    }
}

async fn change(write: &mut Write, by: &Actor, ground: &Ground, found: &Found, patron: &Patron) -> Result<()> {
    let held = &found.holder;
    let told = Told::of(held, ground, patron);
    let language = patron.language.map(str::to_owned);
    let language = match language {
        Some(language) => language,
        None => holder::language(write, &held.account).await?,
    };
    let new = NewHolder {
        given_name: told.given_name,
        family_name: &patron.family_name,
        birth_date: told.birth_date,
        postal_code: told.postal_code,
        commune: told.commune.as_deref(),
        library: held.library.as_deref(),
        guardian: held.guardian.as_deref(),
        language: &language,
        ..NewHolder::default()
    };
    holder::update(write, &held.account, &new).await?;
    if let (Some(card), Some(day)) = (&found.card, longer(found, patron)) {
        cards::follow_end(write, card, day).await?;
    }
    people::audit::append(write, by, "card.file_changed", &format!("account:{}", held.account), &json!({})).await?;
    Ok(())
}
