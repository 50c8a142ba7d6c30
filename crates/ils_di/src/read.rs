//! Answers, from the bytes that came.
//!
//! Each function takes the whole body, whatever the HTTP status said: Koha sends its refusals with 200, and firewalls their
//! pages too.

use crate::answer::{
    Copy, Debarred, Fine, Hold, HoldState, ItemAvailability, Loan, PatronInfo, PatronStatus, Placed,
    RecordAvailability, RecordCopies, Renewed, Status,
};
use crate::value::{cents, day, flag, number};
use crate::xml::{Element, parse};
use crate::{Fault, Refusal};

/// The root, when it is the one expected and refuses nothing.
fn root(bytes: &[u8], expected: &'static str) -> Result<Element, Fault> {
    let root = parse(bytes)?;
    if let Some(refusal) = refusal(&root) {
        return Err(Fault::Refused(refusal));
    }
    if root.name == expected {
        return Ok(root);
    }
    if root.name.eq_ignore_ascii_case("html") {
        return Err(Fault::Html { title: String::new() });
    }
    Err(Fault::WrongRoot { expected, found: root.name.chars().take(60).collect() })
}

/// What a root that refuses says: `<code>` (Koha), `<error>` (Nanook), `<message>` alone (Koha's `LookupPatron`).
fn refusal(root: &Element) -> Option<Refusal> {
    // A reader may well have a `message`; an answer to RenewLoan has `error` beside `success`.
    if root.child("success").is_some() {
        return None;
    }
    if let Some(code) = root.first(&["code", "error"]) {
        return Some(Refusal { code: code.to_owned(), message: root.text_of(&["message"]) });
    }
    let alone = root.children.len() == 1;
    root.first(&["message"]).filter(|_| alone).map(Refusal::of)
}

/// `GetAvailability`.
///
/// # Errors
/// [`Fault`].
pub fn availability(bytes: &[u8]) -> Result<Vec<RecordAvailability>, Fault> {
    let root = root(bytes, "collection")?;
    Ok(root
        .all("record")
        .map(|record| RecordAvailability {
            record: record.child("bibliographic").and_then(|it| it.attribute("id")).unwrap_or_default().to_owned(),
            items: record.all("items").flat_map(|items| items.all("item")).filter_map(item_availability).collect(),
        })
        .collect())
}

fn item_availability(item: &Element) -> Option<ItemAvailability> {
    let simple = item.child("simpleavailability")?;
    Some(ItemAvailability {
        item: simple.first(&["identifier"]).or_else(|| item.attribute("id"))?.to_owned(),
        status: match simple.first(&["availabilitystatus"]).map(str::to_ascii_lowercase).as_deref() {
            Some("available") => Status::Available,
            Some("not available") => Status::NotAvailable,
            Some("possibly available") => Status::PossiblyAvailable,
            _ => Status::Unknown,
        },
        message: simple.text_of(&["availabilitymsg"]),
        location: simple.text_of(&["location"]),
        call_number: simple.text_of(&["itemcallnumber"]),
        available_on: simple.first(&["dateavailable"]).and_then(day),
    })
}

/// `GetRecords`: one for each record asked for that exists.
///
/// # Errors
/// [`Fault`].
pub fn records(bytes: &[u8]) -> Result<Vec<RecordCopies>, Fault> {
    let root = root(bytes, "GetRecords")?;
    Ok(root
        .all("record")
        .filter(|record| refusal(record).is_none())
        .filter_map(|record| {
            Some(RecordCopies {
                record: record.first(&["biblionumber", "bibId", "biblioitemnumber"])?.to_owned(),
                title: record.text_of(&["title"]),
                copies: record.all("items").flat_map(|items| items.all("item")).filter_map(copy).collect(),
                holds: record.child("reserves").map(|all| all.all("reserve").count() as u32),
            })
        })
        .collect())
}

/// A copy. Those the library hides from its own catalogue are left out.
fn copy(item: &Element) -> Option<Copy> {
    if item.first(&["visible"]).and_then(flag) == Some(false) {
        return None;
    }
    let due = item.first(&["date_due", "onloan", "dueDate"]).and_then(day);
    let set = |names: &[&str]| item.first(names).is_some_and(|value| value != "0");
    // Koha: negative codes of `notforloan` are of copies ordered and not yet there.
    let not_for_loan = item.first(&["notforloan"]).unwrap_or("0");
    let (available, why) = match item.first(&["available"]) {
        Some(said) => match said {
            "InTransit" => (Some(false), "in transit"),
            "AlreadyHold" => (Some(false), "on hold"),
            "Ordered" => (Some(false), "ordered"),
            said => match flag(said) {
                Some(true) => (Some(true), ""),
                Some(false) if due.is_some() => (Some(false), "on loan"),
                other => (other, ""),
            },
        },
        None if not_for_loan.starts_with('-') => (Some(false), "ordered"),
        None if not_for_loan != "0" => (Some(false), "not for loan"),
        None if set(&["onloan", "date_due"]) => (Some(false), "on loan"),
        None if set(&["itemlost"]) => (Some(false), "lost"),
        None if set(&["withdrawn", "wthdrawn"]) => (Some(false), "withdrawn"),
        None if set(&["damaged"]) => (Some(false), "damaged"),
        None if item.first(&["itemlost", "notforloan", "damaged", "withdrawn", "wthdrawn"]).is_some() => {
            (Some(true), "")
        }
        None => (None, ""),
    };
    Some(Copy {
        item: item.first(&["itemnumber", "itemId"])?.to_owned(),
        barcode: item.text_of(&["barcode"]),
        available,
        due: due.filter(|_| available != Some(true)),
        why,
        message: item.text_of(&["activityMessage"]),
        library: item.text_of(&["holdingbranchname", "homebranchname", "locationLabel"]),
        location: item.text_of(&["location"]),
        call_number: item.text_of(&["itemcallnumber"]),
    })
}

/// `LookupPatron`: the system's number for a reader.
///
/// # Errors
/// [`Fault`]; a reader who is not found is [`Fault::Refused`].
pub fn patron_id(bytes: &[u8]) -> Result<String, Fault> {
    numbered(&root(bytes, "LookupPatron")?)
}

/// `AuthenticatePatron`: the system's number for the reader who proved to be one.
///
/// # Errors
/// [`Fault`]; whatever is not a number given in so many words is no proof.
pub fn authenticated(bytes: &[u8]) -> Result<String, Fault> {
    numbered(&root(bytes, "AuthenticatePatron")?)
}

fn numbered(root: &Element) -> Result<String, Fault> {
    root.first(&["id", "patronId"]).map(str::to_owned).ok_or(Fault::Missing { what: "the reader's number" })
}

/// `GetPatronInfo`.
///
/// # Errors
/// [`Fault`]; an answer without the reader's number is none: it could be anybody's.
pub fn patron(bytes: &[u8]) -> Result<PatronInfo, Fault> {
    let root = root(bytes, "GetPatronInfo")?;
    let id = root.first(&["borrowernumber", "patronId", "patron_id"]);
    let id = id.ok_or(Fault::Missing { what: "the reader's number" })?.to_owned();
    let name = [root.first(&["firstname", "firstName"]), root.first(&["surname", "lastName"])];
    let all_fines: Vec<Fine> = root.all("fines").flat_map(|fines| fines.all("fine")).filter_map(fine).collect();
    let listed = root.child("fines").is_some_and(|fines| !fines.children.is_empty());
    let sum: i64 = all_fines.iter().map(|fine| fine.cents).fold(0, i64::saturating_add);
    let owes = root.first(&["amountoutstanding", "charges", "amountOutstanding"]).and_then(cents);
    Ok(PatronInfo {
        id,
        card: root.text_of(&["cardnumber", "cardNumber", "barcode"]),
        name: name.into_iter().flatten().collect::<Vec<_>>().join(" "),
        library: root.text_of(&["branchname", "locationLabel"]),
        expires: root.first(&["dateexpiry", "endDate"]).and_then(day),
        expired: root.first(&["is_expired"]).and_then(flag),
        debarred: debarred(&root),
        card_lost: root.first(&["lost"]).and_then(flag) == Some(true),
        owes: if listed { Some(sum) } else { owes },
        fines: all_fines.into_iter().filter(|fine| fine.cents != 0).collect(),
        loans: root.all("loans").flat_map(|loans| loans.all("loan")).filter_map(loan).collect(),
        holds: root.all("holds").flat_map(|holds| holds.all("hold")).filter_map(hold).collect(),
    })
}

/// Koha's `debarred` was a flag and became the last day of it.
fn debarred(root: &Element) -> Option<Debarred> {
    let said = root.first(&["debarred"])?;
    let why = root.text_of(&["debarredcomment"]);
    match (day(said), flag(said)) {
        // Koha's "until further notice".
        (Some(until), _) if until.year() >= 9999 => Some(Debarred { until: None, why }),
        (Some(until), _) => Some(Debarred { until: Some(until), why }),
        (None, Some(true)) => Some(Debarred { until: None, why }),
        _ => None,
    }
}

fn fine(line: &Element) -> Option<Fine> {
    Some(Fine {
        what: line.text_of(&["description", "note", "debit_type_code", "accounttype", "credit_type_code"]),
        cents: line.first(&["amountoutstanding"]).and_then(cents)?,
        on: line.first(&["date"]).and_then(day),
    })
}

fn loan(loan: &Element) -> Option<Loan> {
    Some(Loan {
        item: loan.first(&["itemnumber", "itemId"])?.to_owned(),
        record: loan.text_of(&["biblionumber", "bibId"]),
        barcode: loan.text_of(&["barcode"]),
        title: loan.text_of(&["title"]),
        author: loan.text_of(&["author"]),
        due: loan.first(&["date_due", "dueDate"]).and_then(day),
        renewals: loan.first(&["renewals_count", "renewals"]).and_then(number),
        renewable: loan.first(&["renewable"]).and_then(flag),
        library: loan.text_of(&["branchname", "locationLabel"]),
    })
}

fn hold(hold: &Element) -> Option<Hold> {
    let empty = Element::default();
    let item = hold.child("item").unwrap_or(&empty);
    let number_of_item = hold.first(&["itemnumber", "itemId"]).or_else(|| item.first(&["itemnumber"]));
    let id = hold.first(&["reserve_id", "reservenumber", "holdId"]).or(number_of_item)?.to_owned();
    let state = match hold.first(&["found"]) {
        Some("W") => HoldState::Ready,
        Some("T" | "P") => HoldState::InTransit,
        _ if hold.first(&["available"]).and_then(flag) == Some(true) => HoldState::Ready,
        _ => HoldState::Waiting,
    };
    let until = match state {
        HoldState::Ready => hold.first(&["expirationdate", "patron_expiration_date"]),
        _ => hold.first(&["availabilityDate"]),
    };
    let author = hold.first(&["author"]).or_else(|| item.first(&["author"]));
    let title = hold.first(&["title"]).or_else(|| item.first(&["title"]));
    Some(Hold {
        id,
        record: hold.text_of(&["biblionumber", "bibId"]),
        item: number_of_item.unwrap_or_default().to_owned(),
        title: title.unwrap_or_default().to_owned(),
        author: author.unwrap_or_default().to_owned(),
        state,
        // Koha gives 0 to what is set aside.
        rank: hold.first(&["priority"]).and_then(number).filter(|rank| *rank > 0),
        pickup: hold.text_of(&["branchname", "locationLabel"]),
        until: until.and_then(day),
        placed: hold.first(&["reservedate"]).and_then(day),
    })
}

/// `GetPatronStatus`.
///
/// # Errors
/// [`Fault`].
pub fn patron_status(bytes: &[u8]) -> Result<PatronStatus, Fault> {
    let root = root(bytes, "GetPatronStatus")?;
    Ok(PatronStatus {
        kind: root.text_of(&["type"]),
        status: root.text_of(&["status"]),
        expires: root.first(&["expiry"]).and_then(day),
    })
}

/// `GetServices`: what a reader may do with a copy, in the system's words (`title level hold`, `loan renewal`…).
///
/// # Errors
/// [`Fault`].
pub fn services(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let root = root(bytes, "GetServices")?;
    Ok(root.all("AvailableFor").filter_map(Element::said).map(str::to_owned).collect())
}

/// `RenewLoan`.
///
/// # Errors
/// [`Fault`].
pub fn renewed(bytes: &[u8]) -> Result<Renewed, Fault> {
    let root = root(bytes, "RenewLoan")?;
    Ok(Renewed {
        // Perl's "no" is an empty text.
        done: root.child("success").map(|it| it.said().and_then(flag).unwrap_or(false)),
        renewals: root.first(&["renewals"]).and_then(number),
        due: root.first(&["date_due", "dueDate"]).and_then(day),
        error: root.text_of(&["error"]),
    })
}

/// `HoldTitle`.
///
/// # Errors
/// [`Fault`].
pub fn title_held(bytes: &[u8]) -> Result<Placed, Fault> {
    root(bytes, "HoldTitle").map(|root| placed(&root))
}

/// `HoldItem`.
///
/// # Errors
/// [`Fault`].
pub fn item_held(bytes: &[u8]) -> Result<Placed, Fault> {
    root(bytes, "HoldItem").map(|root| placed(&root))
}

fn placed(root: &Element) -> Placed {
    Placed {
        title: root.text_of(&["title"]),
        pickup: root.text_of(&["pickup_location", "locationLabel"]),
        available_on: root.first(&["date_available", "availabilityDate"]).and_then(day),
    }
}

/// `CancelHold`. Koha answers in a `code`, also when all is well; Nanook with nothing.
///
/// # Errors
/// [`Fault`]; whatever is not a yes is a [`Fault::Refused`].
pub fn canceled(bytes: &[u8]) -> Result<(), Fault> {
    match root(bytes, "CancelHold") {
        Ok(root) if root.children.is_empty() => Ok(()),
        Ok(_) => Err(Fault::Missing { what: "the hold" }),
        Err(Fault::Refused(refusal)) if ["Canceled", "Cancelled"].contains(&refusal.code.as_str()) => Ok(()),
        Err(fault) => Err(fault),
    }
}

/// An answer as it may be shown to who keeps the connection: one element a line, the texts of all but `told` masked, a record's
/// MARCXML left out.
///
/// # Errors
/// [`Fault`], as for any answer; a refusal is shown like the rest.
pub fn shown(bytes: &[u8], told: &[&str]) -> Result<String, Fault> {
    const LINES: usize = 120;
    fn push(element: &Element, depth: usize, told: &[&str], lines: &mut Vec<String>) {
        if lines.len() >= LINES {
            return;
        }
        let indent = "  ".repeat(depth.min(12));
        let name = &element.name;
        if name == "marcxml" {
            lines.push(format!("{indent}<{name}>…</{name}>"));
        } else if element.children.is_empty() {
            let text = match element.said() {
                None => String::new(),
                Some(text) if told.contains(&name.as_str()) => text.chars().take(200).collect(),
                Some(_) => "••••".to_owned(),
            };
            lines.push(format!("{indent}<{name}>{text}</{name}>"));
        } else {
            lines.push(format!("{indent}<{name}>"));
            for child in &element.children {
                push(child, depth + 1, told, lines);
            }
            lines.push(format!("{indent}</{name}>"));
        }
    }
    let mut lines = Vec::new();
    push(&parse(bytes)?, 0, told, &mut lines);
    if lines.len() >= LINES {
        lines.truncate(LINES);
        lines.push("…".to_owned());
    }
    Ok(lines.join("\n"))
}
