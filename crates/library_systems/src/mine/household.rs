//! For whom someone looks and acts: themselves, and the children whose cards they see to.

use people::{Session, card, holder};
use shell::PageError;
use store::Db;

use super::links::{self, Link};
use super::words::page;

/// Someone of the household.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// The account.
    pub(super) account: String,
    /// Their name.
    pub(super) name: String,
    /// Whether a card of theirs is good today.
    pub(super) has_card: bool,
    /// The number of that card, spaced as people read it.
    pub(super) card_number: String,
}

/// Who is signed in, and the children they see to.
#[derive(Debug, Clone)]
pub(super) struct Household {
    /// Who is signed in, first, then the children.
    pub(super) people: Vec<Person>,
}

impl Household {
    /// Reads it.
    pub(super) async fn of(db: &Db, session: &Session) -> Result<Self, PageError> {
        Self::of_account(db, &session.account.id, &session.account.name).await.map_err(page)
    }

    /// The same, of an account and its name.
    pub(super) async fn of_account(db: &Db, account: &str, name: &str) -> crate::Result<Self> {
        let now = db.clock().now_ms();
        let mut read = db.read().await?;
        let own = card::current(&mut read, account).await?.filter(|card| card.is_live(now));
        let mut people = vec![person(account, name, own.as_ref())];
        let today = db.clock().now().to_zoned(access::local_zone()).date();
        for child in holder::children_on(&mut read, account, today).await? {
            let card = child.card.filter(|card| card.is_live(now));
            people.push(person(&child.holder.account, &child.holder.name, card.as_ref()));
        }
        Ok(Self { people })
    }

    /// Who is signed in.
    pub(super) fn viewer(&self) -> &str {
        &self.people[0].account
    }

    /// The accounts, as the verbs take them.
    pub(super) fn accounts(&self) -> Vec<String> {
        self.people.iter().map(|person| person.account.clone()).collect()
    }

    /// Someone of it.
    pub(super) fn person(&self, account: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.account == account)
    }

    /// The child's name, where it is not who is signed in.
    pub(super) fn child(&self, account: &str) -> Option<String> {
        self.people[1..].iter().find(|person| person.account == account).map(|person| person.name.clone())
    }

    /// An account linked that who is signed in sees; to anyone else it does not exist.
    pub(super) async fn link(&self, db: &Db, id: &str) -> Result<Link, PageError> {
        let link = links::by_id(&mut db.read().await?, id).await.map_err(page)?;
        let seen = link.account == self.viewer() || link.linked_by == self.viewer();
        if seen && self.person(&link.account).is_some() { Ok(link) } else { Err(PageError::NotFound) }
    }
}

fn person(account: &str, name: &str, card: Option<&card::Card>) -> Person {
    Person {
        account: account.to_owned(),
        name: name.to_owned(),
        has_card: card.is_some(),
        card_number: card.map(|card| people::card_number::spaced(&card.number)).unwrap_or_default(),
    }
}
