//! One line: a machine signs in, asks, is answered, leaves.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sip2::{Answer, Encoding, Fault, Lines, Login, Message, Request, Rules};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{sleep, timeout};

use crate::answer::Pen;
use crate::check::{self, Checked, Turn};
use crate::counts::{Exchange, Outcome};
use crate::limits::{Limits, Place};
use crate::machine::{self, Machine};
use crate::{Result, Web};

/// A message heard twice within this time, letter for letter, is one whose answer was lost: it is answered the same.
const AGAIN: Duration = Duration::from_secs(10);
/// Messages in a row that cannot be read, or asked without signing in, before the line is cut.
const MOST_ODD: u32 = 5;
/// Wrong logins on one line.
const MOST_WRONG: u32 = 3;
/// Bytes read at once.
const READ: usize = 2048;

/// Whether the line goes on after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Stay,
    Leave,
}

/// A machine that signed in on this line.
struct SignedIn {
    machine: Machine,
    /// Its institution's code and name.
    institution: (String, String),
}

/// The state of a line.
struct Line {
    web: Web,
    limits: Arc<Limits>,
    peer: IpAddr,
    place: Place,
    signed_in: Option<SignedIn>,
    /// Whether the machine sends checksums: then so do we.
    checksum: bool,
    /// The last answer, for 97.
    last: Vec<u8>,
    /// The last message and when it was heard.
    heard: Option<(Vec<u8>, Instant)>,
    turn: Option<Turn>,
    odd: u32,
    wrong: u32,
}

/// Speaks with whoever is on the line until they leave, are silent for too long, or misbehave.
pub(crate) async fn speak<S>(web: Web, limits: Arc<Limits>, peer: IpAddr, place: Place, begun: Instant, mut stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut lines = Lines::new(limits.longest);
    let mut line = Line {
        web,
        limits: limits.clone(),
        peer,
        place,
        signed_in: None,
        checksum: false,
        last: Vec::new(),
        heard: None,
        turn: None,
        odd: 0,
        wrong: 0,
    };
    let mut buffer = [0; READ];
    let mut half_since: Option<Instant> = None;
    loop {
        let (answer, then) = match lines.next_line() {
            Ok(Some(message)) => {
                half_since = None;
                line.hear(&message).await
            }
            Ok(None) => {
                if lines.is_half() {
                    half_since.get_or_insert_with(Instant::now);
                }
                let Some(patience) = line.patience(begun, half_since) else { break };
                match timeout(patience, stream.read(&mut buffer)).await {
                    Ok(Ok(read)) if read > 0 => lines.push(&buffer[..read]),
                    // Too late, gone, or broken.
                    _ => break,
                }
                continue;
            }
            // No machine sends so much.
            Err(_) => (line.unreadable(false), Then::Leave),
        };
        if !answer.is_empty() {
            match timeout(limits.answer, stream.write_all(&answer)).await {
                Ok(Ok(())) => {}
                _ => break,
            }
        }
        if then == Then::Leave {
            break;
        }
    }
    // A farewell is a courtesy: nobody waits for it.
    let _ = timeout(Duration::from_secs(1), stream.shutdown()).await;
}

impl Line {
    /// How long to wait for more; nothing when it is over.
    fn patience(&self, begun: Instant, half_since: Option<Instant>) -> Option<Duration> {
        let left = |since: Instant, most: Duration| most.checked_sub(since.elapsed()).filter(|left| !left.is_zero());
        let whole = if self.signed_in.is_some() { Some(self.limits.idle) } else { left(begun, self.limits.sign_in) };
        match half_since {
            Some(since) => Some(whole?.min(left(since, self.limits.message)?)),
            None => whole,
        }
    }

    fn rules(&self, checksum: bool) -> Rules {
        let encoding = self.signed_in.as_ref().map_or(Encoding::Utf8, |signed_in| signed_in.machine.settings.encoding);
        Rules { encoding, checksum, delimiter: b'|' }
    }

    /// An answer to a message, in the way it was sent.
    fn write(&mut self, answer: &Answer, asked: Option<&Message>) -> Vec<u8> {
        let mut message = answer.write();
        message.sequence = asked.and_then(|asked| asked.sequence);
        let bytes = message.encode(&self.rules(self.checksum));
        // Message 96 is no answer to be sent again: it says that there was none.
        if !matches!(answer, Answer::Resend) {
            self.last.clone_from(&bytes);
        }
        bytes
    }

    /// Answers what could not be read: 96, send again.
    fn unreadable(&mut self, checksum: bool) -> Vec<u8> {
        self.checksum |= checksum;
        self.odd += 1;
        if let Some(signed_in) = &self.signed_in {
            let (code, outcome, took_ms) = (String::new(), Outcome::Unreadable, 0);
            let at_ms = self.web.db.clock().now_ms();
            self.web.counts.note(&signed_in.machine.id, Exchange { at_ms, code, outcome, took_ms });
        }
        self.write(&Answer::Resend, None)
    }

    /// Whether the line goes on after something odd.
    fn bear(&self) -> Then {
        if self.odd >= MOST_ODD { Then::Leave } else { Then::Stay }
    }

    async fn hear(&mut self, bytes: &[u8]) -> (Vec<u8>, Then) {
        let begun = Instant::now();
        let read = sip2::parse(bytes, &self.rules(false)).and_then(|message| Ok((Request::read(&message)?, message)));
        let (request, message) = match read {
            Ok(read) => read,
            Err(fault) => {
                let answer = self.unreadable(fault == Fault::Checksum);
                return (answer, self.bear());
            }
        };
        self.checksum = message.checked;
        if matches!(request, Request::Resend) {
            // Before any answer there is none to send again.
            let answer = if self.last.is_empty() { self.unreadable(false) } else { self.last.clone() };
            return (answer, self.bear());
        }
        let again = message.sequence.is_some()
            && self.heard.as_ref().is_some_and(|(heard, at)| heard == bytes && at.elapsed() < AGAIN);
        if again && !self.last.is_empty() {
            return (self.last.clone(), Then::Stay);
        }
        self.heard = Some((bytes.to_vec(), begun));
        if let Request::Login(login) = &request {
            return self.sign_in(login, &message).await;
        }
        match self.still_signed_in().await {
            Ok(true) => {}
            Ok(false) => return (Vec::new(), Then::Leave),
            Err(error) => return self.failed(&request, &message, &error),
        }
        if self.signed_in.is_none() && !matches!(request, Request::ScStatus(_)) {
            let answer = self.unreadable(false);
            return (answer, self.bear());
        }
        self.odd = 0;
        self.answer(&request, &message, begun).await
    }

    /// Answers a machine that signed in, or one that asks how we are.
    async fn answer(&mut self, request: &Request, message: &Message, begun: Instant) -> (Vec<u8>, Then) {
        let (outcome, answer) = match (&self.signed_in, request) {
            (Some(signed_in), Request::PatronStatus(_) | Request::PatronInformation(_)) => {
                let (card, pin) = card_of(request);
                let checked = check::check(&self.web, &signed_in.machine, (card, pin), &mut self.turn).await;
                match checked {
                    Ok(checked) => {
                        (outcome_of(&checked), self.pen().checked(request, Some(&checked)).unwrap_or(Answer::Resend))
                    }
                    Err(error) => return self.failed(request, message, &error),
                }
            }
            _ => (Outcome::Other, self.pen().plain(request)),
        };
        if matches!(request, Request::EndSession(_)) {
            self.turn = None;
        }
        self.note(message.code(), outcome, begun);
        (self.write(&answer, Some(message)), Then::Stay)
    }

    fn pen(&self) -> Pen<'_> {
        let institution = self
            .signed_in
            .as_ref()
            .map_or(("", ""), |signed_in| (&*signed_in.institution.0, &*signed_in.institution.1));
        Pen { frame: &self.web.frame, zone: &self.web.zone, now: self.web.db.clock().now(), institution }
    }

    /// What cannot be answered for a fault of ours: a check is refused, for who knows nothing says no; the rest is to be asked
    /// again.
    fn failed(&mut self, request: &Request, message: &Message, error: &crate::Error) -> (Vec<u8>, Then) {
        tracing::error!(%error, "a machine could not be answered");
        self.note(message.code(), Outcome::Failed, Instant::now());
        let answer = self.pen().checked(request, None).unwrap_or(Answer::Resend);
        (self.write(&answer, Some(message)), Then::Stay)
    }

    fn note(&self, code: &str, outcome: Outcome, begun: Instant) {
        if let Some(signed_in) = &self.signed_in {
            let took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
            let at_ms = self.web.db.clock().now_ms();
            self.web.counts.note(&signed_in.machine.id, Exchange { at_ms, code: code.to_owned(), outcome, took_ms });
        }
    }

    /// Reads the machine's settings again, so that a change counts at once. False when it is shut out, or its password is
    /// another: the line ends.
    async fn still_signed_in(&mut self) -> Result<bool> {
        let Some(signed_in) = &mut self.signed_in else { return Ok(true) };
        let now = match machine::by_id(&mut self.web.db.read().await?, &signed_in.machine.id).await {
            Ok(now) => now,
            Err(crate::Error::NotFound) => return Ok(false),
            Err(error) => return Err(error),
        };
        let same = now.enabled && now.has_password_of(&signed_in.machine) && now.calls_from(self.peer);
        signed_in.machine = now;
        Ok(same)
    }

    /// Message 93. Whoever is not let in waits, longer each time, and is not told why.
    async fn sign_in(&mut self, login: &Login, message: &Message) -> (Vec<u8>, Then) {
        self.turn = None;
        match self.let_in(login, message).await {
            Ok(Some(signed_in)) => {
                self.signed_in = Some(signed_in);
                (self.odd, self.wrong) = (0, 0);
                self.web.hall.right_login(self.peer);
                self.note("93", Outcome::Other, Instant::now());
                (self.write(&Answer::Login(true), Some(message)), Then::Stay)
            }
            refused => {
                if let Err(error) = refused {
                    tracing::error!(%error, "a machine could not sign in");
                }
                self.signed_in = None;
                self.wrong += 1;
                sleep(self.web.hall.wrong_login(self.peer, &self.limits)).await;
                let then = if self.wrong >= MOST_WRONG { Then::Leave } else { Then::Stay };
                (self.write(&Answer::Login(false), Some(message)), then)
            }
        }
    }

    async fn let_in(&mut self, login: &Login, message: &Message) -> Result<Option<SignedIn>> {
        // Nobody here knows another way to write a password than to write it.
        if message.fixed() != "00" {
            return Ok(None);
        }
        let mut read = self.web.db.read().await?;
        let Some(machine) = machine::by_login(&mut read, login.user.trim()).await? else { return Ok(None) };
        if !machine.lets_in(login.password.reveal(), self.peer) {
            return Ok(None);
        }
        let institution = programme::institution::by_id(&mut read, &machine.settings.institution).await?;
        drop(read);
        if !self.place.sign_in(&machine.id, &self.limits) {
            tracing::warn!(machine = %machine.login, "a machine opens too many lines");
            return Ok(None);
        }
        Ok(Some(SignedIn { machine, institution: (institution.code, institution.name) }))
    }
}

/// The card and the PIN of a check.
fn card_of(request: &Request) -> (&str, Option<&str>) {
    match request {
        Request::PatronStatus(asked) => (&asked.patron, asked.pin.as_ref().map(sip2::Secret::reveal)),
        Request::PatronInformation(asked) => (&asked.patron, asked.pin.as_ref().map(sip2::Secret::reveal)),
        _ => ("", None),
    }
}

fn outcome_of(checked: &Checked) -> Outcome {
    match checked {
        Checked::Valid(_) => Outcome::Valid,
        Checked::Refused => Outcome::Refused,
        Checked::Door => Outcome::Door,
        Checked::Slowed => Outcome::Slowed,
    }
}
