//! A reader's account, put together from several messages: SIP2 gives one list at a time, and only what copies are called.

use futures_util::future::join_all;
use sip2::{Circulation, ItemAnswer, PatronBlocks, PatronInformationAnswer, Summary, cents};

use super::{Sip, day, words};
use crate::Failure;
use crate::system::{FeeLine, Fees, Hold, HoldState, Loan, PatronAccount, PatronKey, cleaned};

/// How many copies' titles and dates are looked up at most, in each list.
const MOST_LOOKED_UP: usize = 50;
/// How often a list is asked for to have it whole.
const MOST_PAGES: usize = 5;

pub(super) async fn read(sip: &Sip, patron: &PatronKey) -> Result<PatronAccount, Failure> {
    // A system that wants the code each time answers nothing without; the others are not sent it again.
    let card = (patron.barcode.as_str(), patron.pin.as_ref());
    let first = sip.patron(card, Some(Summary::Charged), (None, None)).await?;
    let count = |count: Option<u16>| count.map(usize::from);
    let counts = first.counts;
    let mut whole = true;
    let list = async |list: Summary, expected: Option<usize>| -> Result<(Vec<String>, bool), Failure> {
        if expected == Some(0) {
            return Ok((Vec::new(), true));
        }
        let answer = sip.patron(card, Some(list), (None, None)).await?;
        Ok(rest(sip, card, list, expected, &answer).await)
    };
    let (charged, charged_whole) = rest(sip, card, Summary::Charged, count(counts.charged), &first).await;
    // What comes second must not undo what came first: a list that fails is missing, not the whole account.
    let ready = list(Summary::Holds, count(counts.holds));
    let waiting = list(Summary::UnavailableHolds, count(counts.unavailable_holds));
    let fines = list(Summary::Fines, count(counts.fines));
    let loans = loans(sip, &charged);
    let ((ready, waiting, fines), loans) =
        futures_util::join!(async { futures_util::join!(ready, waiting, fines) }, loans);
    whole &= charged_whole;
    let mut taken = |list: Result<(Vec<String>, bool), Failure>| {
        let (items, all) = list.unwrap_or_else(|failure| {
            tracing::debug!(%failure, "a list of a reader's account is missing");
            (Vec::new(), false)
        });
        whole &= all;
        items
    };
    let (ready, waiting) = (taken(ready), taken(waiting));
    let (ready, waiting) =
        futures_util::join!(holds(sip, &ready, HoldState::Ready), holds(sip, &waiting, HoldState::Waiting));
    // Lines of what is owed explain the total; without them it still stands.
    let lines = fines.map(|(lines, _)| lines).unwrap_or_default();
    Ok(PatronAccount {
        loans,
        holds: ready.into_iter().chain(waiting).collect(),
        fees: fees(&first, &lines),
        blocked: blocked(&first),
        expires: first.expires.as_deref().and_then(day),
        whole,
    })
}

/// The list of an answer, and what it left out asked for page by page. Whether it is whole.
async fn rest(
    sip: &Sip,
    card: (&str, Option<&crate::Secret>),
    list: Summary,
    expected: Option<usize>,
    first: &PatronInformationAnswer,
) -> (Vec<String>, bool) {
    let mut items: Vec<String> = first.items_of(list).map(cleaned).filter(|item| !item.is_empty()).collect();
    let Some(expected) = expected else { return (items, true) };
    for _ in 0..MOST_PAGES {
        if items.len() >= expected {
            break;
        }
        let from = u32::try_from(items.len() + 1).ok();
        let page = match sip.patron(card, Some(list), (from, u32::try_from(expected).ok())).await {
            Ok(page) => page,
            Err(_) => break,
        };
        // A system that does not know pages gives the same list again.
        let more: Vec<String> =
            page.items_of(list).map(cleaned).filter(|item| !item.is_empty() && !items.contains(item)).collect();
        if more.is_empty() {
            break;
        }
        items.extend(more);
    }
    let whole = items.len() >= expected;
    (items, whole)
}

/// What is known of each copy of a list, `None` where the system does not know it by that name.
async fn looked_up(sip: &Sip, items: &[String]) -> Vec<Option<ItemAnswer>> {
    let asked = items.iter().take(MOST_LOOKED_UP).map(|item| sip.item(item));
    let mut found: Vec<Option<ItemAnswer>> = join_all(asked)
        .await
        .into_iter()
        .map(|answer| answer.ok().filter(|one| !one.title.trim().is_empty()))
        .collect();
    found.resize_with(items.len(), || None);
    found
}

async fn loans(sip: &Sip, items: &[String]) -> Vec<Loan> {
    let found = looked_up(sip, items).await;
    let loan = |(item, known): (&String, Option<ItemAnswer>)| Loan {
        item: item.clone(),
        // Systems that tell titles instead of barcodes have told it already.
        title: known.as_ref().map_or_else(|| title_of(item), |known| cleaned(&known.title)),
        author: String::new(),
        due: known.as_ref().and_then(|known| known.due.as_deref()).and_then(day),
        renewable: None,
        renewals: None,
    };
    items.iter().zip(found).map(loan).collect()
}

async fn holds(sip: &Sip, items: &[String], state: HoldState) -> Vec<Hold> {
    let found = looked_up(sip, items).await;
    let hold = |(item, known): (&String, Option<ItemAnswer>)| Hold {
        id: item.clone(),
        title: known.as_ref().map_or_else(|| title_of(item), |known| cleaned(&known.title)),
        state: match (state, known.as_ref().map(|known| known.circulation)) {
            (HoldState::Waiting, Some(Circulation::InTransit)) => HoldState::Coming,
            (state, _) => state,
        },
        pickup: String::new(),
        until: known.as_ref().and_then(|known| known.kept_until.as_deref()).and_then(day),
        rank: None,
    };
    items.iter().zip(found).map(hold).collect()
}

/// What a list calls a copy, when that is a title rather than a barcode.
fn title_of(item: &str) -> String {
    if item.contains(char::is_whitespace) { item.to_owned() } else { String::new() }
}

fn fees(answer: &PatronInformationAnswer, lines: &[String]) -> Option<Fees> {
    let total_cents = cents(answer.patron.owed.as_deref()?)?;
    // In another currency it is not ours to add up.
    if answer.patron.currency.as_deref().is_some_and(|currency| !matches!(currency.trim(), "" | "EUR")) {
        return None;
    }
    let line = |text: &String| match text.split_once(' ') {
        Some((amount, what)) if cents(amount).is_some() => FeeLine { what: cleaned(what), cents: cents(amount) },
        _ => FeeLine { what: text.clone(), cents: None },
    };
    Some(Fees { total_cents, lines: lines.iter().map(line).collect() })
}

fn blocked(answer: &PatronInformationAnswer) -> Option<String> {
    let blocks = answer.patron.blocks;
    let is_blocked = blocks.has(PatronBlocks::BORROWING) || blocks.has(PatronBlocks::CARD_LOST);
    is_blocked.then(|| words(&answer.patron.screen))
}

#[cfg(test)]
mod tests {
    use sip2::PatronAnswer;

    use super::*;

    #[test]
    fn what_is_owed_is_unknown_rather_than_zero() {
        let answer = |owed: Option<&str>, currency: Option<&str>| PatronInformationAnswer {
            patron: PatronAnswer {
                owed: owed.map(str::to_owned),
                currency: currency.map(str::to_owned),
                ..PatronAnswer::default()
            },
            ..PatronInformationAnswer::default()
        };
        assert_eq!(fees(&answer(None, Some("EUR")), &[]), None);
        assert_eq!(fees(&answer(Some("beaucoup"), None), &[]), None);
        assert_eq!(fees(&answer(Some("3.00"), Some("CHF")), &[]), None);
        let lines = ["2.50 Retard".to_owned(), "Carte perdue".to_owned()];
        let known = fees(&answer(Some("12.50"), None), &lines).expect("known");
        assert_eq!(known.total_cents, 1_250);
        assert_eq!(known.lines[0], FeeLine { what: "Retard".to_owned(), cents: Some(250) });
        assert_eq!(known.lines[1], FeeLine { what: "Carte perdue".to_owned(), cents: None });
    }

    #[test]
    fn a_block_is_told_in_the_systems_words() {
        let mut answer = PatronInformationAnswer::default();
        answer.patron.screen = vec!["Abonnement\texpiré".to_owned()];
        assert_eq!(blocked(&answer), None);
        answer.patron.blocks = PatronBlocks::EVERYTHING;
        assert_eq!(blocked(&answer).as_deref(), Some("Abonnement expiré"));
    }
}
