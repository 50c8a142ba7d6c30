//! Batches: a works council buys many passes at once, by a list of names or as codes to hand out, on an invoice paid by transfer.

use jiff::civil::Date;
use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::model::days;
use crate::model::pass::Names;
use crate::model::sale::{Channel, Gift};
use crate::order::{Wanted, sound_email};
use crate::store::batches::{self, Batch};
use crate::store::orders;
use crate::{Error, Result, fulfil, money, order};

/// Passes in a batch, at most.
pub const MOST: usize = 2000;

/// A batch to be made.
#[derive(Debug, Clone, Default)]
pub struct NewBatch {
    /// Who buys.
    pub buyer: String,
    /// Where the invoice goes.
    pub address: String,
    /// The buyer's SIRET number.
    pub siret: Option<String>,
    /// The buyer's own reference.
    pub buyer_reference: String,
    /// Where letters go.
    pub email: String,
    /// In which language.
    pub lang: String,
    /// The product's code.
    pub product: String,
    /// The people, one pass each; none for codes.
    pub people: Vec<Person>,
    /// How many codes.
    pub codes: u32,
}

/// Someone of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their names.
    pub names: Names,
    /// Where their pass goes.
    pub email: Option<String>,
}

/// A line of a list that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFault {
    /// Its number in the file, from 1.
    pub line: usize,
    /// The message that says why.
    pub message: &'static str,
}

/// Reads a list of people: family name, given name, address, separated by semicolons, commas or tabs; a first line of headings is passed over.
/// Gives everyone, or every fault: half a list is never taken.
pub fn read_list(text: &str) -> std::result::Result<Vec<Person>, Vec<ListFault>> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let separator = [';', '\t', ','].into_iter().max_by_key(|sign| first.matches(*sign).count()).unwrap_or(';');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let (mut people, mut faults) = (Vec::new(), Vec::new());
    for (at, record) in reader.records().enumerate() {
        let line = at + 1;
        let Ok(record) = record else {
            faults.push(ListFault { line, message: "pass-list-unreadable" });
            continue;
        };
        let cell = |column: usize| record.get(column).unwrap_or_default();
        if at == 0 && ["nom", "name", "naam", "family name"].contains(&cell(0).to_lowercase().as_str()) {
            continue;
        }
        if record.iter().all(str::is_empty) {
            continue;
        }
        let names = Names { last: cell(0).to_owned(), first: cell(1).to_owned(), ..Names::default() };
        let email = Some(cell(2).to_owned()).filter(|email| !email.is_empty());
        if names.last.is_empty() || names.first.is_empty() {
            faults.push(ListFault { line, message: "pass-name-needed" });
        } else if email.as_deref().is_some_and(|email| !sound_email(email)) {
            faults.push(ListFault { line, message: "pass-email-bad" });
        } else {
            people.push(Person { names, email });
        }
    }
    if faults.is_empty() { Ok(people) } else { Err(faults) }
}

/// Whether fourteen digits are a SIRET number (Luhn's sum of its digits).
#[must_use]
pub fn sound_siret(text: &str) -> bool {
    let digits: Vec<u32> =
        text.chars().filter(|sign| !sign.is_whitespace()).map_while(|sign| sign.to_digit(10)).collect();
    let signs = text.chars().filter(|sign| !sign.is_whitespace()).count();
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    // La Poste's establishments follow another sum: the digits add up to a multiple of five.
    let la_poste = digits.starts_with(&[3, 5, 6, 0, 0, 0, 0, 0, 0]) && digits.iter().sum::<u32>().is_multiple_of(5);
    digits.len() == 14 && signs == 14 && (sum.is_multiple_of(10) || la_poste)
}

/// Makes a batch: an order to be invoiced. Passes and codes are made when the transfer came.
///
/// # Errors
/// [`Error::Field`] with what is missing; [`Error::Refused`] when there are too many.
pub async fn make(write: &mut Write, new: &NewBatch, actor: &Actor) -> Result<Batch> {
    if new.buyer.trim().is_empty() {
        return Err(Error::field("buyer", "pass-name-needed"));
    }
    if new.address.trim().is_empty() {
        return Err(Error::field("address", "pass-address-needed"));
    }
    if !sound_email(&new.email) {
        return Err(Error::field("email", "pass-email-bad"));
    }
    if new.siret.as_deref().is_some_and(|siret| !sound_siret(siret)) {
        return Err(Error::field("siret", "pass-siret-bad"));
    }
    let (kind, wanted) = if new.people.is_empty() {
        let gift = Gift { from: new.buyer.trim().to_owned(), ..Gift::default() };
        let one = Wanted { product: new.product.clone(), gift: Some(gift), ..Wanted::default() };
        ("codes", vec![one; new.codes.min(MOST as u32 + 1) as usize])
    } else {
        let one = |person: &Person| Wanted {
            product: new.product.clone(),
            names: person.names.clone(),
            declared: true,
            ..Wanted::default()
        };
        ("names", new.people.iter().map(one).collect())
    };
    if wanted.is_empty() {
        return Err(Error::field("codes", "pass-batch-empty"));
    }
    if wanted.len() > MOST {
        return Err(Error::field("codes", "pass-batch-many"));
    }
    let today = days::today(write.clock());
    let mut lines = order::price(write, &wanted, today, Channel::Batch).await?;
    for (line, person) in lines.iter_mut().zip(&new.people) {
        line.gift.email = person.email.clone();
    }
    let kept = orders::keep(
        write,
        &orders::NewOrder {
            channel: Channel::Batch,
            account: None,
            email: Some(new.email.trim()),
            lang: &new.lang,
            institution: None,
            reference: None,
        },
        &lines,
    )
    .await?;
    let batch = Batch {
        id: String::new(),
        order: kept.id.clone(),
        buyer: new.buyer.trim().to_owned(),
        address: new.address.trim().to_owned(),
        siret: new.siret.as_deref().map(|siret| siret.chars().filter(|sign| !sign.is_whitespace()).collect()),
        buyer_reference: new.buyer_reference.trim().to_owned(),
        kind: kind.to_owned(),
        copies: lines.len() as u32,
        paid_on: None,
        bank_reference: None,
        created_at: 0,
    };
    let id = batches::keep(write, &batch).await?;
    let details = json!({ "copies": lines.len(), "cents": kept.total.0 });
    audit::append(write, actor, "pass.batch_made", &format!("batch:{id}"), &details).await?;
    batches::by_id(write, &id).await
}

/// Notes the transfer that pays a batch: its passes or codes are made.
///
/// # Errors
/// [`Error::Refused`] when it was noted before, or the day is to come.
pub async fn paid(write: &mut Write, batch: &str, on: Date, bank_reference: &str, actor: &Actor) -> Result<()> {
    write.exclusive(&format!("museum_pass.batch:{batch}")).await?;
    let known = batches::by_id(write, batch).await?;
    if known.paid_on.is_some() {
        return Err(Error::Refused("pass-batch-paid"));
    }
    if on > days::today(write.clock()) {
        return Err(Error::field("paid_on", "pass-batch-future"));
    }
    if bank_reference.trim().is_empty() {
        return Err(Error::field("bank_reference", "pass-batch-bank-needed"));
    }
    let order = orders::by_id(write, &known.order).await?;
    money::transfer_came(write, &order, bank_reference.trim()).await?;
    batches::set_paid(write, batch, on, bank_reference.trim()).await?;
    fulfil::fulfil(write, &known.order, None).await?;
    audit::append(write, actor, "pass.batch_paid", &format!("batch:{batch}"), &json!({ "cents": order.total.0 }))
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_whole_or_not_at_all() {
        let people =
            read_list("\u{feff}Nom;Prénom;Courriel\nDupont;Ana;ana@exemple.example\n\nLe Gall;Yann;\n").unwrap();
        assert_eq!(people.len(), 2);
        assert_eq!(people[0].names.full(), "Ana Dupont");
        assert_eq!(people[1].email, None);
        let faults = read_list("Dupont,Ana,pas une adresse\n,Yann,\nMartin,Lou,").unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(read_list(""), Ok(vec![]));
    }

    #[test]
    fn siret_numbers_are_checked() {
        // The Métropole européenne de Lille, and La Poste.
        for good in ["200 093 201 00016", "35600000000048"] {
            assert!(sound_siret(good), "{good}");
        }
        for bad in ["", "20009320100017", "2000932010001", "2000932010001a", "200093201000166"] {
            assert!(!sound_siret(bad), "{bad}");
        }
    }
}
