//! Answers, written as Koha writes them, for whoever plays a library's system.

use crate::Refusal;
use crate::answer::{Hold, HoldState, Loan, PatronInfo, Placed, RecordAvailability, RecordCopies, Renewed, Status};
use crate::xml::{push, push_text};

fn document(root: &str, fill: impl FnOnce(&mut String)) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<{root}>\n");
    fill(&mut out);
    out.push_str(&format!("</{root}>\n"));
    out
}

/// Appends an element unless its text is empty, as Koha leaves empty ones out.
fn maybe(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        push(out, name, text);
    }
}

fn amount(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

/// A refusal of a service.
#[must_use]
pub fn refused(service: &str, refusal: &Refusal) -> String {
    document(service, |out| {
        push(out, "code", &refusal.code);
        maybe(out, "message", &refusal.message);
    })
}

/// `GetAvailability`.
#[must_use]
pub fn availability(records: &[RecordAvailability]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<dlf:collection\n  xmlns:dlf=\"http://diglib.org/ilsdi/1.1\">\n",
    );
    for record in records {
        out.push_str("  <dlf:record>\n    <dlf:bibliographic id=\"");
        push_text(&mut out, &record.record);
        out.push_str("\" />\n    <dlf:items>\n");
        for item in &record.items {
            out.push_str("      <dlf:item id=\"");
            push_text(&mut out, &item.item);
            out.push_str("\">\n        <dlf:simpleavailability>\n");
            push(&mut out, "dlf:identifier", &item.item);
            let status = match item.status {
                Status::Available => "available",
                Status::NotAvailable => "not available",
                Status::PossiblyAvailable => "possibly available",
                Status::Unknown => "unknown",
            };
            push(&mut out, "dlf:availabilitystatus", status);
            maybe(&mut out, "dlf:availabilitymsg", &item.message);
            maybe(&mut out, "dlf:dateavailable", &item.available_on.map(|day| day.to_string()).unwrap_or_default());
            maybe(&mut out, "dlf:location", &item.location);
            maybe(&mut out, "dlf:itemcallnumber", &item.call_number);
            out.push_str("        </dlf:simpleavailability>\n      </dlf:item>\n");
        }
        out.push_str("    </dlf:items>\n  </dlf:record>\n");
    }
    out.push_str("</dlf:collection>\n");
    out
}

/// `GetRecords`; `None` stands where a record asked for does not exist.
#[must_use]
pub fn records(records: &[Option<RecordCopies>]) -> String {
    document("GetRecords", |out| {
        for record in records {
            out.push_str("<record>\n");
            match record {
                None => push(out, "code", "RecordNotFound"),
                Some(record) => {
                    push(out, "biblionumber", &record.record);
                    maybe(out, "title", &record.title);
                    out.push_str("<items>\n");
                    for copy in &record.copies {
                        out.push_str("<item>\n");
                        push(out, "itemnumber", &copy.item);
                        maybe(out, "barcode", &copy.barcode);
                        let state = |why: &str| if copy.why == why { "1" } else { "0" };
                        push(out, "notforloan", if copy.why == "ordered" { "-1" } else { state("not for loan") });
                        push(out, "itemlost", state("lost"));
                        push(out, "withdrawn", state("withdrawn"));
                        push(out, "damaged", state("damaged"));
                        maybe(out, "onloan", &copy.due.map(|day| day.to_string()).unwrap_or_default());
                        maybe(out, "holdingbranchname", &copy.library);
                        maybe(out, "location", &copy.location);
                        maybe(out, "itemcallnumber", &copy.call_number);
                        out.push_str("</item>\n");
                    }
                    out.push_str("</items>\n<reserves>\n");
                    for _ in 0..record.holds.unwrap_or(0) {
                        out.push_str("<reserve><found></found></reserve>\n");
                    }
                    out.push_str("</reserves>\n");
                }
            }
            out.push_str("</record>\n");
        }
    })
}

/// `LookupPatron`.
#[must_use]
pub fn patron_id(id: &str) -> String {
    document("LookupPatron", |out| push(out, "id", id))
}

/// `AuthenticatePatron`.
#[must_use]
pub fn authenticated(id: &str) -> String {
    document("AuthenticatePatron", |out| push(out, "id", id))
}

/// `GetPatronInfo`.
#[must_use]
pub fn patron(patron: &PatronInfo) -> String {
    document("GetPatronInfo", |out| {
        push(out, "borrowernumber", &patron.id);
        maybe(out, "cardnumber", &patron.card);
        maybe(out, "surname", &patron.name);
        maybe(out, "branchname", &patron.library);
        maybe(out, "dateexpiry", &patron.expires.map(|day| day.to_string()).unwrap_or_default());
        if let Some(expired) = patron.expired {
            push(out, "is_expired", if expired { "1" } else { "0" });
        }
        if let Some(debarred) = &patron.debarred {
            push(out, "debarred", &debarred.until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string()));
            maybe(out, "debarredcomment", &debarred.why);
        }
        push(out, "lost", if patron.card_lost { "1" } else { "0" });
        if let Some(owes) = patron.owes {
            push(out, "charges", &amount(owes));
            push(out, "amountoutstanding", &amount(owes));
        }
        if !patron.fines.is_empty() {
            out.push_str("<fines>\n");
            for fine in &patron.fines {
                out.push_str("<fine>\n");
                maybe(out, "description", &fine.what);
                push(out, "amountoutstanding", &format!("{}0000", amount(fine.cents)));
                maybe(out, "date", &fine.on.map(|day| day.to_string()).unwrap_or_default());
                out.push_str("</fine>\n");
            }
            out.push_str("</fines>\n");
        }
        out.push_str("<loans>\n");
        patron.loans.iter().for_each(|one| loan(out, one));
        out.push_str("</loans>\n<holds>\n");
        patron.holds.iter().for_each(|one| hold(out, one));
        out.push_str("</holds>\n");
    })
}

fn loan(out: &mut String, loan: &Loan) {
    out.push_str("<loan>\n");
    push(out, "itemnumber", &loan.item);
    maybe(out, "biblionumber", &loan.record);
    maybe(out, "barcode", &loan.barcode);
    maybe(out, "title", &loan.title);
    maybe(out, "author", &loan.author);
    maybe(out, "date_due", &loan.due.map(|day| format!("{day} 23:59:00")).unwrap_or_default());
    maybe(out, "renewals", &loan.renewals.map(|count| count.to_string()).unwrap_or_default());
    maybe(out, "branchname", &loan.library);
    out.push_str("</loan>\n");
}

fn hold(out: &mut String, hold: &Hold) {
    out.push_str("<hold>\n");
    push(out, "reserve_id", &hold.id);
    maybe(out, "biblionumber", &hold.record);
    maybe(out, "itemnumber", &hold.item);
    maybe(out, "title", &hold.title);
    push(out, "priority", &hold.rank.unwrap_or(0).to_string());
    match hold.state {
        HoldState::Ready => push(out, "found", "W"),
        HoldState::InTransit => push(out, "found", "T"),
        HoldState::Waiting => {}
    }
    let until = hold.until.map(|day| day.to_string()).unwrap_or_default();
    maybe(out, if hold.state == HoldState::Ready { "expirationdate" } else { "availabilityDate" }, &until);
    maybe(out, "branchname", &hold.pickup);
    maybe(out, "reservedate", &hold.placed.map(|day| day.to_string()).unwrap_or_default());
    if !hold.author.is_empty() {
        out.push_str("<item>\n");
        push(out, "author", &hold.author);
        out.push_str("</item>\n");
    }
    out.push_str("</hold>\n");
}

/// `GetPatronStatus`.
#[must_use]
pub fn patron_status(kind: &str, expires: Option<jiff::civil::Date>) -> String {
    document("GetPatronStatus", |out| {
        push(out, "type", kind);
        push(out, "status", "0");
        maybe(out, "expiry", &expires.map(|day| day.to_string()).unwrap_or_default());
    })
}

/// `GetServices`.
#[must_use]
pub fn services(services: &[&str]) -> String {
    document("GetServices", |out| services.iter().for_each(|service| push(out, "AvailableFor", service)))
}

/// `RenewLoan`; nothing known of the loan is an empty answer.
#[must_use]
pub fn renewed(renewed: &Renewed) -> String {
    document("RenewLoan", |out| {
        let Some(done) = renewed.done else { return };
        push(out, "success", if done { "1" } else { "0" });
        maybe(out, "renewals", &renewed.renewals.map(|count| count.to_string()).unwrap_or_default());
        // Koha's own slip: hours, then seconds.
        maybe(out, "date_due", &renewed.due.map(|day| format!("{day} 23:00")).unwrap_or_default());
        maybe(out, "error", &renewed.error);
    })
}

/// `HoldTitle` (`titled`) or `HoldItem`.
#[must_use]
pub fn held(placed: &Placed, titled: bool) -> String {
    document(if titled { "HoldTitle" } else { "HoldItem" }, |out| {
        if titled {
            maybe(out, "title", &placed.title);
        }
        maybe(out, "pickup_location", &placed.pickup);
    })
}

/// `CancelHold`, done.
#[must_use]
pub fn canceled() -> String {
    refused("CancelHold", &Refusal::of("Canceled"))
}
