//! A season opens: thousands of people in the first minute, through the public pages, as their browsers do it without a
//! script. Each is a small state; a few dozen connections carry what is due.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::ToSpan;
use rand::RngExt;

use super::BookingArgs;
use super::browser::{Cookies, ahead, get, has, post, sent_to, token};
use super::figures::at;
use super::server::Node;
use crate::commands::bench::client::{Client, escaped};
use crate::stage::Wished;

/// Connections that carry them all.
const CARRIERS: usize = 64;
/// The season opens this long after the first came.
const BEFORE: Duration = Duration::from_secs(5);
/// Within this they all come.
const MINUTE: Duration = Duration::from_secs(60);
/// The pages, in the order one meets them.
const PAGES: [&str; 7] = ["arriving", "queue", "choosing", "holding", "basket", "ordering", "order"];

/// What one does next.
#[derive(Debug, Clone)]
enum Next {
    /// Opens the booking page, and is let in or sent to the line.
    Arrive,
    /// Looks at the line.
    Wait,
    /// Sends the places chosen.
    Hold(String),
    /// Opens the basket.
    Basket(String),
    /// Sends name and address.
    Order(String, String),
    /// Opens the order's page.
    Look(String),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum End {
    /// Still at it when the measure ended.
    #[default]
    Waiting,
    /// Has an order.
    Ordered,
    /// Nothing was left.
    Full,
    /// Had places held and got no order: what must not happen.
    Lost,
    /// Something else went wrong.
    Fault,
}

#[derive(Debug, Clone, Default)]
struct Person {
    number: usize,
    performance: usize,
    places: i64,
    cookies: Cookies,
    held: bool,
    end: End,
    /// How many were ahead when last told.
    ahead: Option<i64>,
    /// Times the line told more ahead than before.
    pushed_back: u32,
    came: Option<Instant>,
    /// When they were let in.
    let_in: Option<Duration>,
}

#[derive(Default)]
struct Measured {
    /// By page.
    times: [Vec<Duration>; PAGES.len()],
    /// How late the generator itself was.
    late: Vec<Duration>,
    fault: Option<String>,
    people: Vec<Person>,
}

type Due = Reverse<(Instant, usize)>;

struct Agenda {
    due: Mutex<BinaryHeap<Due>>,
    changed: Condvar,
    ends: Instant,
}

impl Agenda {
    fn put(&self, at: Instant, person: usize) {
        self.due.lock().unwrap_or_else(PoisonError::into_inner).push(Reverse((at, person)));
        self.changed.notify_one();
    }

    /// Whoever is due next, once they are; nothing when the measure is over.
    fn take(&self) -> Option<(Instant, usize)> {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let now = Instant::now();
            if now >= self.ends {
                return None;
            }
            let until = match due.peek() {
                Some(Reverse((at, _))) if *at <= now => return due.pop().map(|Reverse(one)| one),
                Some(Reverse((at, _))) => (*at).min(self.ends),
                None => self.ends.min(now + Duration::from_millis(200)),
            };
            due = self.changed.wait_timeout(due, until - now).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

pub(super) async fn measure(args: &BookingArgs, people: usize, folder: &Path) -> Result<String> {
    let opens_at = jiff::Timestamp::now() + 20.seconds();
    let wished = Wished {
        performances: args.performances,
        places: args.places,
        most_per_order: 6,
        queue: true,
        opens_at,
        starts_in: 30 * 24,
    };
    let node = Node::start(folder, args.postgres.clone(), &wished).await?;
    // The database and the server took what they took: the first comes five seconds before the opening.
    let wait = opens_at.duration_since(jiff::Timestamp::now()).unsigned_abs();
    if jiff::Timestamp::now() < opens_at && wait > BEFORE {
        tokio::time::sleep(wait - BEFORE).await;
    }
    let (address, stage, minutes) = (node.address, node.stage.clone(), args.minutes);
    let cpu = node.cpu_seconds();
    let (mut told, memory) = node
        .watched(move || {
            let paths: Vec<(String, String)> = stage.items.into_iter().zip(stage.tariffs).collect();
            run(address, &paths, people, Duration::from_secs(60 * minutes))
        })
        .await?;
    let cpu = node.cpu_seconds() - cpu;
    let mut read = node.db.read().await?;
    let (mut tickets, mut worst, mut unlike) = (0_i64, i64::MIN, 0_i64);
    for (number, item) in node.stage.items.iter().enumerate() {
        let allotments = box_office::sale::allotments(&mut read, item, node.db.clock().now()).await?;
        let orders = box_office::order::of_item(&mut read, item).await?;
        let kept: i64 = orders.iter().map(|order| order.places).sum();
        let taken: i64 = allotments.iter().map(|allotment| allotment.taken - allotment.lapsed).sum();
        worst = worst.max(kept - args.places).max(taken - args.places);
        let ordered: i64 = told
            .people
            .iter()
            .filter(|person| person.performance == number && person.end == End::Ordered)
            .map(|person| person.places)
            .sum();
        unlike += (kept - ordered).abs();
        tickets += kept;
    }
    drop(read);
    if let Some(fault) = &told.fault {
        crate::commands::say(format!("!!! the first fault: {fault}"));
    }
    Ok(table(&mut told, &Outcome { people, args, tickets, oversold: worst.max(0), unlike, cpu, memory }))
}

fn run(address: SocketAddr, items: &[(String, String)], people: usize, lasts: Duration) -> Result<Measured> {
    let began = Instant::now();
    let mut rng = rand::rng();
    let agenda = Agenda { due: Mutex::default(), changed: Condvar::new(), ends: began + lasts };
    let mut all: Vec<Mutex<(Person, Next)>> = Vec::with_capacity(people);
    for number in 0..people {
        // More at the beginning of the minute than at its end; some shows are wanted more than others.
        let (when, wanted) = (rng.random::<f64>(), rng.random::<f64>());
        let person = Person {
            number,
            performance: ((wanted * wanted * items.len() as f64) as usize).min(items.len() - 1),
            places: rng.random_range(1..=4),
            ..Person::default()
        };
        agenda.put(began + MINUTE.mul_f64(when * when), number);
        all.push(Mutex::new((person, Next::Arrive)));
    }
    let parts = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CARRIERS).map(|_| scope.spawn(|| carry(address, items, &agenda, &all))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().ok().context("a carrier stopped")?)
            .collect::<Result<Vec<Measured>>>()
    })?;
    let mut told = Measured::default();
    for part in parts {
        for (sum, times) in told.times.iter_mut().zip(part.times) {
            sum.extend(times);
        }
        told.late.extend(part.late);
        told.fault = told.fault.or(part.fault);
    }
    told.people = all.into_iter().map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner).0).collect();
    Ok(told)
}

fn carry(
    address: SocketAddr,
    items: &[(String, String)],
    agenda: &Agenda,
    all: &[Mutex<(Person, Next)>],
) -> Result<Measured> {
    let mut client = Client::connect(address)?;
    let mut told = Measured::default();
    while let Some((due, number)) = agenda.take() {
        told.late.push(due.elapsed());
        let mut one = all[number].lock().unwrap_or_else(PoisonError::into_inner);
        let (person, next) = &mut *one;
        person.came.get_or_insert_with(Instant::now);
        let page = match next {
            Next::Arrive => 0,
            Next::Wait => 1,
            Next::Hold(_) => 3,
            Next::Basket(_) => 4,
            Next::Order(..) => 5,
            Next::Look(_) => 6,
        };
        let asked = Instant::now();
        let step = take_step(&mut client, items, person, next);
        let took = asked.elapsed();
        // The booking page itself, when one is let in, is not the redirection to the line.
        let page = if page == 0 && matches!(step, Ok(Step::Go(Next::Hold(_), _) | Step::End(_))) { 2 } else { page };
        told.times[page].push(took);
        match step {
            Ok(Step::Go(then, pause)) => {
                *next = then;
                drop(one);
                agenda.put(Instant::now() + pause, number);
            }
            Ok(Step::End(end)) => person.end = end,
            Err(error) => {
                person.end = if person.held { End::Lost } else { End::Fault };
                told.fault.get_or_insert_with(|| format!("person {number}, {next:?}: {error:#}"));
                client = Client::connect(address)?;
            }
        }
    }
    Ok(told)
}

enum Step {
    Go(Next, Duration),
    End(End),
}

/// One page.
fn take_step(client: &mut Client, items: &[(String, String)], person: &mut Person, next: &Next) -> Result<Step> {
    let (item, tariff) = &items[person.performance];
    let booking = format!("/billetterie/{item}");
    let moment = Duration::from_millis(400 + (person.number as u64 * 7919) % 2600);
    match next {
        Next::Arrive => match get(client, &mut person.cookies, &booking)? {
            200 => {
                person.let_in = person.let_in.or(person.came.map(|came| came.elapsed()));
                if has(client.body(), &format!("n-{tariff}")) {
                    Ok(Step::Go(Next::Hold(token(client.body())?), moment))
                } else {
                    Ok(Step::End(End::Full))
                }
            }
            303 if sent_to(client)?.starts_with("/billetterie/file/") => Ok(Step::Go(Next::Wait, Duration::ZERO)),
            status => anyhow::bail!("the booking page answered {status}"),
        },
        Next::Wait => match get(client, &mut person.cookies, &format!("/billetterie/file/{item}"))? {
            200 => {
                let ahead = ahead(client.body());
                if let (Some(before), Some(now)) = (person.ahead, ahead)
                    && now > before
                {
                    person.pushed_back += 1;
                }
                person.ahead = ahead.or(person.ahead);
                let again = client.header("refresh").next().and_then(|value| value.parse().ok());
                Ok(Step::Go(Next::Wait, Duration::from_secs(again.context("a page that does not move on")?)))
            }
            303 => Ok(Step::Go(Next::Arrive, Duration::ZERO)),
            status => anyhow::bail!("the line's page answered {status}"),
        },
        Next::Hold(with) => {
            let fields = format!("form_token={}&n-{tariff}={}", escaped(with), person.places);
            match post(client, &mut person.cookies, &booking, &fields)? {
                303 => {
                    let to = sent_to(client)?;
                    if to.starts_with("/billetterie/panier/") {
                        person.held = true;
                        Ok(Step::Go(Next::Basket(to), Duration::ZERO))
                    } else if to.starts_with("/billetterie/file/") {
                        Ok(Step::Go(Next::Wait, Duration::ZERO))
                    } else {
                        Ok(Step::Go(Next::Arrive, Duration::ZERO))
                    }
                }
                // Fewer are left than wanted.
                422 if person.places > 1 => {
                    person.places -= 1;
                    match token(client.body()).ok() {
                        Some(token) => Ok(Step::Go(Next::Hold(token), moment)),
                        None => Ok(Step::End(End::Full)),
                    }
                }
                422 => Ok(Step::End(End::Full)),
                status => anyhow::bail!("holding answered {status}"),
            }
        }
        Next::Basket(path) => match get(client, &mut person.cookies, path)? {
            200 => Ok(Step::Go(Next::Order(path.clone(), token(client.body())?), 3 * moment)),
            status => anyhow::bail!("the basket answered {status}"),
        },
        Next::Order(path, with) => {
            let fields = format!(
                "form_token={}&name=Personne+{number}&email=p{number}%40exemple.example&way=town_hall",
                escaped(with),
                number = person.number
            );
            match post(client, &mut person.cookies, path, &fields)? {
                303 if sent_to(client)?.starts_with("/billetterie/commande/") => {
                    Ok(Step::Go(Next::Look(sent_to(client)?), Duration::ZERO))
                }
                status => anyhow::bail!("ordering answered {status}"),
            }
        }
        Next::Look(path) => match get(client, &mut person.cookies, path)? {
            200 => Ok(Step::End(End::Ordered)),
            status => anyhow::bail!("the order's page answered {status}"),
        },
    }
}

struct Outcome<'a> {
    people: usize,
    args: &'a BookingArgs,
    tickets: i64,
    oversold: i64,
    unlike: i64,
    cpu: f64,
    memory: f64,
}

fn table(told: &mut Measured, outcome: &Outcome<'_>) -> String {
    let count = |end: End| told.people.iter().filter(|person| person.end == end).count();
    let mut text = format!(
        "A season opens: {} performances of {} places, {} people within a minute, through the public pages.\n\n",
        outcome.args.performances, outcome.args.places, outcome.people
    );
    let mut waits: Vec<Duration> = told.people.iter().filter_map(|person| person.let_in).collect();
    waits.sort_unstable();
    let pushed: u32 = told.people.iter().map(|person| person.pushed_back).sum();
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "{} orders of {} places, {} found nothing left, {} still waiting, {} lost baskets, {} faults; oversold by {}; \
         places told and places kept differ by {}. Let in after {:.0} s (half), {:.0} s (99 in 100). \
         Told more ahead than before: {} times. Server: {:.0} s of CPU, {:.0} MiB. Generator late by {:.0} ms (p99).\n",
        count(End::Ordered),
        outcome.tickets,
        count(End::Full),
        count(End::Waiting),
        count(End::Lost),
        count(End::Fault),
        outcome.oversold,
        outcome.unlike,
        at(&waits, 50.0) / 1e3,
        at(&waits, 99.0) / 1e3,
        pushed,
        outcome.cpu,
        outcome.memory,
        {
            told.late.sort_unstable();
            at(&told.late, 99.0)
        },
    );
    text.push_str("| page | asked | p50 | p95 | p99 | slowest |\n|---|---:|---:|---:|---:|---:|\n");
    let mut every: Vec<Duration> = told.times.iter().flatten().copied().collect();
    every.sort_unstable();
    let named = PAGES.iter().copied().zip(&mut told.times);
    for (name, times) in named.chain(std::iter::once(("all", &mut every))) {
        times.sort_unstable();
        let _ = writeln!(
            text,
            "| {name} | {} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms |",
            times.len(),
            at(times, 50.0),
            at(times, 95.0),
            at(times, 99.0),
            at(times, 100.0)
        );
    }
    text.push('\n');
    text
}
