//! A repository on 127.0.0.1 that answers from a script, one reply a request.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// One scripted answer.
#[derive(Clone)]
pub(super) struct Reply {
    bytes: Vec<u8>,
    /// Sent one byte at a time, slowly.
    drips: bool,
}

impl Reply {
    pub(super) fn status(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} X\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
        );
        Self { bytes: [head.as_bytes(), body.as_bytes()].concat(), drips: false }
    }

    pub(super) fn ok(body: &str) -> Self {
        Self::status(200, "", body)
    }

    pub(super) fn identify() -> Self {
        Self::ok(&envelope(
            "2026-11-01T09:59:59Z",
            "<Identify><repositoryName>Fake</repositoryName><deletedRecord>persistent</deletedRecord>\
             <granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>",
        ))
    }

    /// The connection closes without a word.
    pub(super) fn silent() -> Self {
        Self { bytes: Vec::new(), drips: false }
    }

    /// An answer that never ends.
    pub(super) fn dripping() -> Self {
        Self { drips: true, ..Self::identify() }
    }

    /// The same answer without its last bytes, its declared length right for what is left.
    pub(super) fn cut(self) -> Self {
        let text = String::from_utf8(self.bytes).expect("text");
        let (_, body) = text.split_once("\r\n\r\n").expect("a head");
        Self::ok(&body[..body.len() - 20])
    }
}

fn envelope(date: &str, inside: &str) -> String {
    format!(
        "<?xml version='1.0'?><OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>\
         <responseDate>{date}</responseDate><request>http://fake</request>{inside}</OAI-PMH>"
    )
}

/// A page of ListRecords: records as "identifier datestamp" or "identifier datestamp deleted".
pub(super) fn page(date: &str, records: &[&str], token: &str) -> Reply {
    let mut inside = String::from("<ListRecords>");
    for record in records {
        let mut words = record.split(' ');
        let (name, stamp) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let header = format!("<identifier>{name}</identifier><datestamp>{stamp}</datestamp></header>");
        inside += &match words.next() {
            Some(_) => format!("<record><header status='deleted'>{header}</record>"),
            None => format!("<record><header>{header}<metadata><record>{name}</record></metadata></record>"),
        };
    }
    Reply::ok(&envelope(date, &format!("{inside}<resumptionToken>{token}</resumptionToken></ListRecords>")))
}

pub(super) fn protocol_error(date: &str, code: &str) -> Reply {
    Reply::ok(&envelope(date, &format!("<error code='{code}'>so it is</error>")))
}

/// The repository; it goes when the test's process does.
pub(super) struct FakeRepository {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl FakeRepository {
    pub(super) fn new(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/oai", listener.local_addr().expect("an address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        std::thread::spawn(move || {
            for reply in script {
                let Ok((stream, _)) = listener.accept() else {
                    return;
                };
                answer(stream, &reply, &seen);
            }
        });
        Self { address, requests }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The query strings received.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn answer(mut stream: TcpStream, reply: &Reply, seen: &Mutex<Vec<String>>) {
    let mut request = Vec::new();
    let mut chunk = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => break,
            Ok(length) => request.extend_from_slice(&chunk[..length]),
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let query = request.split_once('?').and_then(|(_, rest)| rest.split_once(' '));
    seen.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(query.map_or_else(String::new, |(query, _)| query.to_owned()));
    if reply.drips {
        for byte in &reply.bytes {
            if stream.write_all(&[*byte]).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    } else {
        // A client that has heard enough may close first.
        let _ = stream.write_all(&reply.bytes);
    }
}
