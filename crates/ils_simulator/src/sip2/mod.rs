//! The library's SIP2 server.

mod answers;

use std::io;
use std::net::SocketAddr;

use sip2::{Encoding, Lines, Message, Rules};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::{Behaviour, Charset, Handle, Library, Mood};

/// Serves a library over SIP2 until the handle is dropped. Port 0 takes a free one, see [`Handle::addr`].
///
/// # Errors
/// When the address can't be listened to.
pub async fn serve_sip2(library: Library, addr: SocketAddr) -> io::Result<Handle> {
    let listener = TcpListener::bind(addr).await?;
    let addr = listener.local_addr()?;
    Ok(Handle::new(addr, tokio::spawn(listen(library, listener, addr))))
}

async fn listen(library: Library, listener: TcpListener, addr: SocketAddr) {
    let mut changes = library.watch();
    let mut listener = Some(listener);
    // Those under way end with the server: a JoinSet dropped aborts what it holds.
    let mut talks = JoinSet::new();
    loop {
        let down = changes.borrow_and_update().mood == Mood::Refuses;
        if down {
            listener = None;
            talks.abort_all();
        } else if listener.is_none() {
            listener = TcpListener::bind(addr).await.ok();
            if listener.is_none() {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                continue;
            }
        }
        let Some(open) = &listener else {
            if changes.changed().await.is_err() {
                return;
            }
            continue;
        };
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            accepted = open.accept() => if let Ok((stream, _)) = accepted {
                library.connection();
                talks.spawn(talk(library.clone(), stream));
            },
            Some(_) = talks.join_next(), if !talks.is_empty() => {}
        }
    }
}

/// What one terminal has come to.
#[derive(Debug, Default)]
struct Terminal {
    logged_in: bool,
    /// Messages received, for faults that come each so many.
    heard: u32,
    /// The last answer, to be sent again.
    last: Option<Message>,
}

fn rules(behaviour: &Behaviour) -> Rules {
    let encoding = match behaviour.charset {
        Charset::Utf8 => Encoding::Utf8,
        Charset::Windows1252 => Encoding::Windows1252,
        Charset::Latin1 => Encoding::Latin1,
        Charset::Cp850 => Encoding::Cp850,
    };
    // What comes without a checksum is taken, as real servers do; whether one is sent is decided when answering.
    Rules { encoding, checksum: false, ..Rules::default() }
}

async fn talk(library: Library, mut stream: TcpStream) {
    let mut lines = Lines::new(8_192);
    let mut terminal = Terminal::default();
    let mut buffer = [0_u8; 4_096];
    let mut changes = library.watch();
    loop {
        while let Ok(Some(line)) = lines.next_line() {
            if answer(&library, &mut terminal, &mut changes, &mut stream, &line).await.is_none() {
                return;
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(read) => lines.push(&buffer[..read]),
        }
    }
}

/// Answers one message, well or badly. Nothing when the line is to be closed.
async fn answer(
    library: &Library,
    terminal: &mut Terminal,
    changes: &mut watch::Receiver<Behaviour>,
    stream: &mut TcpStream,
    line: &[u8],
) -> Option<()> {
    let behaviour = library.behaviour();
    let nth = library.question();
    terminal.heard += 1;
    let asked_again = behaviour.asks_again_every.is_some_and(|every| terminal.heard.is_multiple_of(every.max(1)));
    let damaged = behaviour.damages_every.is_some_and(|every| terminal.heard.is_multiple_of(every.max(1)));
    match behaviour.mood {
        Mood::Silent => {
            // Until it is told to do otherwise; the question is then too old to be answered.
            let _ = changes.changed().await;
            return None;
        }
        Mood::Garbage => return stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n<html>\r").await.ok(),
        mood => tokio::time::sleep(mood.delay(nth)).await,
    }
    let rules = rules(&behaviour);
    let (message, resent) = if asked_again {
        (Message::new("96", ""), false)
    } else {
        match sip2::parse(line, &rules) {
            Ok(asked) if asked.code() == "97" => (terminal.last.clone()?, true),
            Ok(asked) => {
                let mut message = answers::answer(library, terminal, &behaviour, &asked);
                if behaviour.loses_deeds && matches!(asked.code(), "15" | "29" | "65") {
                    return None;
                }
                message.sequence = asked.sequence;
                if behaviour.wrong_sequence {
                    message.sequence = asked.sequence.map(|number| (number + 9) % 10);
                }
                (message, false)
            }
            Err(_) => (Message::new("96", ""), false),
        }
    };
    if message.code() != "96" {
        terminal.last = Some(message.clone());
    }
    let mut bytes = message.encode(&Rules { checksum: behaviour.checksum, ..rules });
    if behaviour.wrong_checksum || (damaged && !resent) {
        // One letter of the text is another than the checksum was made of.
        if let Some(byte) = bytes.get_mut(2) {
            *byte = if *byte == b'0' { b'1' } else { b'0' };
        }
    }
    if behaviour.mood == Mood::ClosesInMidAnswer {
        stream.write_all(&bytes[..bytes.len() / 2]).await.ok()?;
        return None;
    }
    stream.write_all(&bytes).await.ok()
}
