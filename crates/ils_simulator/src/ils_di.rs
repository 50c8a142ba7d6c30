//! The library speaking ILS-DI, as Koha does.
//!
//! Written on the bare socket rather than on a web framework: half an answer, a silence, a port that closes are what it is for.

use std::io;
use std::net::SocketAddr;

use ils_di::{
    Copy, Debarred, Fine, Hold as HoldTold, HoldState as StateTold, ItemAvailability, Loan as LoanTold, PatronInfo,
    Placed, RecordAvailability, RecordCopies, Refusal as No, Renewed, Request, RequestError, Status, write,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::{Behaviour, Handle, Hold, HoldState, Item, ItemStatus, Library, Mood, Patron, Refusal};

/// The longest request read, in bytes.
const LONGEST: usize = 16 << 10;

/// Serves a library's ILS-DI at an address, port 0 for any free one. Questions go to `/ilsdi.pl`.
///
/// # Errors
/// The address can't be listened on.
pub async fn serve_ils_di(library: Library, addr: SocketAddr) -> io::Result<Handle> {
    let listener = TcpListener::bind(addr).await?;
    let addr = listener.local_addr()?;
    let task = tokio::spawn(listen(library, listener, addr));
    Ok(Handle::new(addr, task))
}

async fn listen(library: Library, listener: TcpListener, addr: SocketAddr) {
    let mut behaviour = library.watch();
    let mut listener = Some(listener);
    // Dropped with this task: connections end with the server.
    let mut connections = JoinSet::new();
    loop {
        let refuses = behaviour.borrow_and_update().mood == Mood::Refuses;
        if refuses {
            listener = None;
            connections.abort_all();
        } else if listener.is_none() {
            listener = TcpListener::bind(addr).await.ok();
            if listener.is_none() {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                continue;
            }
        }
        while connections.try_join_next().is_some() {}
        match &listener {
            Some(open) => tokio::select! {
                accepted = open.accept() => if let Ok((stream, _)) = accepted {
                    library.connection();
                    connections.spawn(talk(library.clone(), stream));
                },
                changed = behaviour.changed() => if changed.is_err() { return },
            },
            None => {
                if behaviour.changed().await.is_err() {
                    return;
                }
            }
        }
    }
}

async fn talk(library: Library, mut stream: TcpStream) {
    let mut behaviour = library.watch();
    let _ = stream.set_nodelay(true);
    let mut received = Vec::new();
    while let Ok(Some(target)) = question(&mut stream, &mut received).await {
        if !answer(&library, &mut stream, &target, &mut behaviour).await.unwrap_or(false) {
            return;
        }
    }
}

/// The next request's target; nothing when the other side has hung up or speaks no HTTP.
async fn question(stream: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<Option<String>> {
    loop {
        if let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&received[..end]).into_owned();
            received.drain(..end + 4);
            let mut words = head.lines().next().unwrap_or_default().split(' ');
            return Ok(words.next().filter(|method| *method == "GET").and(words.next()).map(str::to_owned));
        }
        if received.len() > LONGEST || stream.read_buf(received).await? == 0 {
            return Ok(None);
        }
    }
}

/// Answers a request; whether the connection goes on.
async fn answer(
    library: &Library,
    stream: &mut TcpStream,
    target: &str,
    behaviour: &mut watch::Receiver<Behaviour>,
) -> io::Result<bool> {
    let nth = library.question();
    let mood = behaviour.borrow_and_update().mood;
    tokio::time::sleep(mood.delay(nth)).await;
    let page = match mood {
        Mood::Silent => {
            // Until it is told to speak again, or the other side gives up.
            let mut nothing = [0; 64];
            tokio::select! {
                _ = behaviour.changed() => {}
                _ = stream.read(&mut nothing) => {}
            }
            return Ok(false);
        }
        Mood::Garbage => "<html><head><title>502 Proxy Error</title></head><body>".to_owned(),
        _ => match target.split_once('?') {
            Some(("/ilsdi.pl", query)) => say(library, query),
            _ => {
                stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").await?;
                return Ok(true);
            }
        },
    };
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n", page.len());
    stream.write_all(head.as_bytes()).await?;
    if mood == Mood::ClosesInMidAnswer {
        stream.write_all(&page.as_bytes()[..page.len() / 2]).await?;
        return Ok(false);
    }
    stream.write_all(page.as_bytes()).await?;
    Ok(true)
}

/// The system's number for a copy: not what is printed on it.
fn item_id(barcode: &str) -> String {
    format!("i{barcode}")
}

fn barcode_of(item: &str) -> &str {
    item.strip_prefix('i').unwrap_or_default()
}

fn say(library: &Library, query: &str) -> String {
    let pairs = pairs(query);
    let service = pairs.iter().find(|(name, _)| name == "service").map_or("ILS-DI", |(_, value)| value.as_str());
    match Request::from_pairs(&pairs) {
        Ok(request) => heed(library, &request),
        Err(RequestError::Missing(name)) => {
            let root = if service.chars().all(|c| c.is_ascii_alphanumeric()) { service } else { "error" };
            write::refused(
                root,
                &No { code: "MissingParameter".into(), message: format!("Parameter {name} is missing") },
            )
        }
        Err(RequestError::UnknownService(_)) => write::refused("error", &No::of("UnsupportedService")),
    }
}

fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn heed(library: &Library, request: &Request) -> String {
    let service = request.service();
    let no = |code: &str| write::refused(service, &No::of(code));
    let reader = |id: &str| known(library, id);
    match request {
        Request::GetAvailability { ids, .. } => {
            let records: Vec<_> = ids.iter().map(|id| availability(library, id)).collect();
            write::availability(&records)
        }
        Request::GetRecords { ids } => {
            let records: Vec<_> = ids.iter().map(|id| record(library, id)).collect();
            write::records(&records)
        }
        Request::LookupPatron { id, .. } => match library.patron(id).or_else(|| library.patron_by_id(id)) {
            Some(patron) => write::patron_id(&perhaps_another(library, patron).id),
            None => no("PatronNotFound"),
        },
        Request::AuthenticatePatron { username, password } => match library.patron(username) {
            Some(patron) if library.check_pin(username, password) && library.behaviour().blank_validity => {
                // As one who says neither yes nor no.
                drop(patron);
                write::authenticated("")
            }
            Some(patron) if library.check_pin(username, password) => {
                write::authenticated(&perhaps_another(library, patron).id)
            }
            _ => no("PatronNotFound"),
        },
        Request::GetPatronInfo { patron, loans, holds, fines } => match reader(patron) {
            Some(patron) => write::patron(&info(library, &perhaps_another(library, patron), *loans, *holds, *fines)),
            None => no("PatronNotFound"),
        },
        Request::GetPatronStatus { patron } => match reader(patron) {
            Some(patron) => write::patron_status("ADULTE", patron.expires),
            None => no("PatronNotFound"),
        },
        Request::GetServices { patron, item } => match (reader(patron), library.item(barcode_of(item))) {
            (None, _) => no("PatronNotFound"),
            (_, None) => no("RecordNotFound"),
            (Some(patron), Some(item)) => {
                let renewal = library.may_renew(&patron.barcode, &item.barcode).is_ok();
                let mut services = vec!["title level hold", "item level hold"];
                services.extend(renewal.then_some("loan renewal"));
                write::services(&services)
            }
        },
        Request::RenewLoan { patron, item } => {
            let Some(patron) = reader(patron) else { return no("PatronNotFound") };
            match library.renew(&patron.barcode, barcode_of(item)) {
                Ok(loan) => write::renewed(&Renewed {
                    done: Some(true),
                    renewals: Some(loan.renewals),
                    due: Some(loan.due),
                    error: String::new(),
                }),
                Err(Refusal::UnknownItem) => no("RecordNotFound"),
                // Koha says nothing at all of what is not lent.
                Err(Refusal::NotLent) => write::renewed(&Renewed::default()),
                Err(refusal) => write::renewed(&Renewed {
                    done: Some(false),
                    error: match refusal {
                        Refusal::TooManyRenewals => "too_many",
                        Refusal::WantedByAnother => "on_reserve",
                        _ => "restriction",
                    }
                    .to_owned(),
                    ..Renewed::default()
                }),
            }
        }
        Request::HoldTitle { patron, record, pickup } => {
            let Some(patron) = reader(patron) else { return no("PatronNotFound") };
            held(library, &patron, record, None, pickup.as_deref())
        }
        Request::HoldItem { patron, record, item, pickup } => {
            let Some(patron) = reader(patron) else { return no("PatronNotFound") };
            held(library, &patron, record, Some(barcode_of(item)), pickup.as_deref())
        }
        Request::CancelHold { patron, hold } => {
            let Some(patron) = reader(patron) else { return no("PatronNotFound") };
            match library.cancel_hold(&patron.barcode, hold) {
                Ok(_) => write::canceled(),
                Err(_) => no("RecordNotFound"),
            }
        }
    }
}

fn known(library: &Library, id: &str) -> Option<Patron> {
    library.patron_by_id(id)
}

/// The reader asked for, or another when the library is told to mistake them.
fn perhaps_another(library: &Library, patron: Patron) -> Patron {
    if library.behaviour().wrong_patron {
        let mut other = Patron::new("59999999", "0000", "Quelqu’un d’autre");
        other.id = "p-autre".to_owned();
        return other;
    }
    patron
}

fn held(library: &Library, patron: &Patron, record: &str, item: Option<&str>, pickup: Option<&str>) -> String {
    let service = if item.is_some() { "HoldItem" } else { "HoldTitle" };
    match library.hold(&patron.barcode, record, item, pickup.unwrap_or_default()) {
        Ok(hold) => write::held(
            &Placed { title: title_of(library, record), pickup: hold.pickup, ..Placed::default() },
            item.is_none(),
        ),
        Err(refusal) => {
            let code = match refusal {
                Refusal::UnknownRecord | Refusal::UnknownItem => "RecordNotFound",
                Refusal::UnknownPickup => "LocationNotFound",
                Refusal::TooManyHolds => "tooManyReserves",
                Refusal::Already => "itemAlreadyOnHold",
                _ => "notReservable",
            };
            write::refused(service, &No::of(code))
        }
    }
}

fn title_of(library: &Library, record: &str) -> String {
    library.items_of(record).into_iter().next().map(|item| item.title).unwrap_or_default()
}

fn availability(library: &Library, record: &str) -> RecordAvailability {
    let items = library.items_of(record);
    RecordAvailability {
        record: record.to_owned(),
        items: items
            .iter()
            .map(|item| {
                let free = library.is_available(&item.barcode);
                ItemAvailability {
                    item: item_id(&item.barcode),
                    status: if free { Status::Available } else { Status::NotAvailable },
                    message: if free { String::new() } else { "Checked out".to_owned() },
                    location: library.name().to_owned(),
                    call_number: item.call_number.clone(),
                    available_on: None,
                }
            })
            .collect(),
    }
}

fn record(library: &Library, record: &str) -> Option<RecordCopies> {
    let items = library.items_of(record);
    let title = items.first()?.title.clone();
    Some(RecordCopies {
        record: record.to_owned(),
        title,
        copies: items.iter().map(|item| copy(library, item)).collect(),
        holds: Some(library.queue(record) as u32),
    })
}

fn copy(library: &Library, item: &Item) -> Copy {
    let loan = library.loan_of(&item.barcode);
    let why = match item.status {
        _ if loan.is_some() => "on loan",
        ItemStatus::Shelved => "",
        ItemStatus::Away => "damaged",
        ItemStatus::Lost => "lost",
        ItemStatus::OnSite => "not for loan",
    };
    Copy {
        item: item_id(&item.barcode),
        barcode: item.barcode.clone(),
        available: Some(why.is_empty()),
        due: loan.map(|loan| loan.due),
        why,
        library: library.name().to_owned(),
        call_number: item.call_number.clone(),
        ..Copy::default()
    }
}

fn info(library: &Library, patron: &Patron, loans: bool, holds: bool, fines: bool) -> PatronInfo {
    let fees = library.fees_of(&patron.barcode);
    let listed = |asked: bool| if asked { patron.barcode.as_str() } else { "" };
    PatronInfo {
        id: patron.id.clone(),
        card: patron.barcode.clone(),
        name: patron.name.clone(),
        library: library.name().to_owned(),
        expires: patron.expires,
        expired: patron.expires.map(|last| last < library.today()),
        debarred: patron.blocked.clone().map(|why| Debarred { until: None, why }),
        card_lost: false,
        owes: Some(fees.iter().map(|fee| fee.cents).sum()),
        fines: fees
            .iter()
            .filter(|_| fines)
            .map(|fee| Fine { what: fee.what.clone(), cents: fee.cents, on: None })
            .collect(),
        loans: library.loans_of(listed(loans)).iter().map(|loan| lent(library, &loan.item, loan)).collect(),
        holds: library.holds_of(listed(holds)).iter().map(|hold| asked_for(library, hold)).collect(),
    }
}

fn lent(library: &Library, barcode: &str, loan: &crate::Loan) -> LoanTold {
    let item = library.item(barcode);
    LoanTold {
        item: item_id(barcode),
        record: item.as_ref().map(|item| item.record.clone()).unwrap_or_default(),
        barcode: barcode.to_owned(),
        title: item.as_ref().map(|item| item.title.clone()).unwrap_or_default(),
        author: item.map(|item| item.author).unwrap_or_default(),
        due: Some(loan.due),
        renewals: Some(loan.renewals),
        renewable: None,
        library: library.name().to_owned(),
    }
}

fn asked_for(library: &Library, hold: &Hold) -> HoldTold {
    let (state, until) = match hold.state {
        HoldState::Waiting => (StateTold::Waiting, None),
        HoldState::Ready { until } => (StateTold::Ready, Some(until)),
    };
    HoldTold {
        id: hold.id.clone(),
        record: hold.record.clone(),
        item: hold.item.as_deref().map(item_id).unwrap_or_default(),
        title: title_of(library, &hold.record),
        state,
        // Koha gives no rank to what is set aside.
        rank: (state == StateTold::Waiting).then(|| library.rank(&hold.id) as u32),
        pickup: hold.pickup.clone(),
        until,
        ..HoldTold::default()
    }
}
