//! Search: the load's log of queries over HTTP against our server, and through the kit's client against everybody.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::Bench;
use super::client::{Client, escaped};
use super::load::{Load, LoggedQuery, Truth};
use super::process::{self, Output, Server};
use super::report::{Answering, KitAnswering, OfKind};

/// As many as the kit asks before it measures.
const WARM_UP: usize = 100;

/// A page of works, as far as it is judged.
#[derive(Deserialize)]
struct Page {
    total: u64,
    hits: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    records: Vec<String>,
}

/// One answer.
struct Answer {
    query: usize,
    milliseconds: f64,
    error: bool,
    judged: Option<Judged>,
}

#[derive(Clone, Copy)]
struct Judged {
    found: bool,
    found_by_first: bool,
    empty: bool,
}

/// Our server on a port of its own; stopped when dropped.
struct Node {
    server: Server,
    address: SocketAddr,
}

impl Node {
    fn start(bench: &Bench, data: &Path) -> Result<Node> {
        let address = free_address()?;
        let mut command = bench.ours(data);
        command.args(["serve", "--no-demo", "--listen", &address.to_string()]);
        let mut server = Server::start(&mut command)?;
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(60) {
            if let Ok(mut client) = Client::connect(address)
                && matches!(client.get("/readyz"), Ok((200, _)))
            {
                return Ok(Node { server, address });
            }
            if !server.is_running() {
                bail!("the server stopped before it was ready");
            }
            sleep(Duration::from_millis(50));
        }
        bail!("the server was not ready after a minute")
    }
}

fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

/// The address of a query: all facets, works with their editions; a prefix says that it is being typed.
fn path_of(query: &LoggedQuery) -> String {
    let typing = if query.kind == "prefix" { "&typing=1" } else { "" };
    format!("/api/catalogue/search?q={}&limit={}{typing}", escaped(&query.text), query.want)
}

/// Runs the log against a fresh server. With one client the answers are read and judged, outside what is timed; with
/// several they are only received: judging would take from the server the processors both share.
pub(crate) fn ours(bench: &Bench, load: &Load, data: &Path, clients: usize) -> Result<Answering> {
    bench.step(format!("{}: searching, {clients} client{}", load.name, if clients > 1 { "s" } else { "" }));
    let node = Node::start(bench, data)?;
    if clients == 1 {
        ask(load, node.address, (0..WARM_UP.min(load.queries.len())).collect(), bench.budget, false)?;
    }
    let (wall, cpu) = (Instant::now(), node.server.cpu_seconds());
    let answers = std::thread::scope(|scope| {
        let count = load.queries.len();
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                // Each begins at its own place in the log, and all of them together ask it once.
                let turn = (client * count / clients..(client + 1) * count / clients).collect();
                scope.spawn(move || ask(load, node.address, turn, bench.budget, clients == 1))
            })
            .collect();
        let mut answers = Vec::with_capacity(count);
        for thread in threads {
            answers.extend(thread.join().map_err(|_| anyhow::anyhow!("a client broke"))??);
        }
        Ok::<_, anyhow::Error>(answers)
    })?;
    let wall_seconds = wall.elapsed().as_secs_f64();
    let cpu_seconds = node.server.cpu_seconds() - cpu;
    let mut answering = summed(load, &answers);
    answering.wall_seconds = wall_seconds;
    answering.cpu_per_query = 1000.0 * cpu_seconds / answers.len().max(1) as f64;
    answering.memory = node.server.memory();
    Ok(answering)
}

fn ask(load: &Load, address: SocketAddr, turn: Vec<usize>, budget: Duration, judge: bool) -> Result<Vec<Answer>> {
    let mut client = Client::connect(address)?;
    let started = Instant::now();
    let mut answers = Vec::with_capacity(turn.len());
    for index in turn {
        if started.elapsed() > budget {
            break;
        }
        let query = &load.queries[index];
        let path = path_of(query);
        let asked = Instant::now();
        let (status, body) = client.get(&path)?;
        let milliseconds = asked.elapsed().as_secs_f64() * 1000.0;
        let error = status != 200;
        let judged = if judge && !error { Some(judged(query, body, &load.truth)?) } else { None };
        answers.push(Answer { query: index, milliseconds, error, judged });
    }
    Ok(answers)
}

/// Whether the work looked for is among the hits: by any record grouped there, and by the first one alone.
fn judged(query: &LoggedQuery, body: &[u8], truth: &Truth) -> Result<Judged> {
    let page: Page = serde_json::from_slice(body).context("the answer is not the API's")?;
    let is_target = |record: &String| {
        let work = truth.places.get(record).and_then(|place| truth.works.get(*place as usize));
        work.is_some() && work.copied() == query.target
    };
    let hits = || page.hits.iter().take(query.want);
    Ok(Judged {
        found: hits().any(|hit| hit.records.iter().any(is_target)),
        found_by_first: hits().any(|hit| hit.records.first().is_some_and(is_target)),
        empty: page.total == 0,
    })
}

fn summed(load: &Load, answers: &[Answer]) -> Answering {
    let mut by_kind: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        by_kind.entry(load.queries[answer.query].kind.as_str()).or_default().push(answer);
    }
    let all: Vec<&Answer> = answers.iter().collect();
    let times = sorted_times(&all);
    let found = |answers: &[&Answer], how: fn(Judged) -> bool| {
        let known: Vec<bool> = answers
            .iter()
            .filter(|answer| load.queries[answer.query].target.is_some())
            .filter_map(|answer| answer.judged.map(how).or(answer.error.then_some(false)))
            .collect();
        let judged = answers.iter().any(|answer| answer.judged.is_some());
        (judged && !known.is_empty()).then(|| known.iter().filter(|found| **found).count() as f64 / known.len() as f64)
    };
    Answering {
        queries: answers.len(),
        errors: answers.iter().filter(|answer| answer.error).count(),
        p50: percentile(&times, 0.50),
        p95: percentile(&times, 0.95),
        p99: percentile(&times, 0.99),
        slowest: times.last().copied().unwrap_or(0.0),
        found: found(&all, |judged| judged.found),
        found_by_first_record: found(&all, |judged| judged.found_by_first),
        kinds: by_kind
            .into_iter()
            .map(|(kind, answers)| {
                let times = sorted_times(&answers);
                let empty = answers.iter().filter(|answer| answer.judged.is_some_and(|judged| judged.empty)).count();
                let of_kind = OfKind {
                    queries: answers.len(),
                    p50: percentile(&times, 0.50),
                    p99: percentile(&times, 0.99),
                    found: found(&answers, |judged| judged.found),
                    empty: empty as f64 / answers.len().max(1) as f64,
                };
                (kind.to_owned(), of_kind)
            })
            .collect(),
        ..Answering::default()
    }
}

fn sorted_times(answers: &[&Answer]) -> Vec<f64> {
    let mut times: Vec<f64> = answers.iter().map(|answer| answer.milliseconds).collect();
    times.sort_unstable_by(f64::total_cmp);
    times
}

/// The value that a share of the sorted values does not exceed, taken as the kit takes it.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share) as usize;
    sorted.get(place.min(sorted.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

/// An engine of the kit through the kit's client.
pub(crate) fn by_kit(bench: &Bench, load: &Load, engine: &str, folder: &Path, clients: usize) -> Result<KitAnswering> {
    bench.step(format!(
        "{}: the kit's client on {engine}, {clients} client{}",
        load.name,
        if clients > 1 { "s" } else { "" }
    ));
    let mut command = bench.script("engines/bench.py");
    command.arg(engine).arg(&load.folder).arg(folder).current_dir(&bench.work);
    command.args(["--reps", "1", "--clients", &clients.to_string(), "--budget", &bench.budget.as_secs().to_string()]);
    command.args(["--label", &format!("{engine}-{}", load.name)]);
    if engine == "http" {
        command.env("SPEC", spec(bench, load, folder)?);
    }
    let run = process::run(&mut command, bench.limit, Output::Kept)?;
    let line = run.output.lines().rev().find(|line| line.starts_with('{')).context("bench.py printed no figures")?;
    serde_json::from_str(line).context("bench.py's figures are not understood")
}

/// The file by which the kit drives our program, as its `eng_http.py` describes it.
fn spec(bench: &Bench, load: &Load, data: &Path) -> Result<PathBuf> {
    let address = free_address()?;
    let search = format!("http://{address}/api/catalogue/search?q={{q}}&limit={{want}}");
    let spec = serde_json::json!({
        "start": format!("'{}' --data '{}' --listen {address} serve --no-demo", bench.program.display(), data.display()),
        "ready": format!("http://{address}/readyz"),
        "search": search,
        "prefix": format!("{search}&typing=1"),
        "total": "total",
        "ids": "hits.*.records.0",
    });
    let path = bench.work_of(load).join("spec.json");
    std::fs::write(&path, serde_json::to_string_pretty(&spec)?)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::super::load::tests::TRUTH;
    use super::*;

    fn query(kind: &str, target: Option<u32>, want: usize) -> LoggedQuery {
        LoggedQuery { kind: kind.to_owned(), text: "le pré".to_owned(), target, want }
    }

    #[test]
    fn a_hit_counts_within_what_the_reader_looks_at() {
        let truth = Truth::read(TRUTH.as_bytes()).unwrap();
        let body = br#"{"total":2,"hits":[{"records":["L2:c","L1:a"]},{"records":["L2:b"]}],"facets":[]}"#;
        let first = judged(&query("title", Some(0), 1), body, &truth).unwrap();
        assert_eq!((first.found, first.found_by_first), (true, false));
        let both = judged(&query("title", Some(0), 2), body, &truth).unwrap();
        assert!(both.found_by_first);
        let nobody = judged(&query("facet", None, 2), br#"{"total":0,"hits":[]}"#, &truth).unwrap();
        assert_eq!((nobody.found, nobody.empty), (false, true));
    }

    #[test]
    fn errors_and_misses_count_against_what_is_found() {
        let queries = vec![query("typo", Some(0), 20), query("typo", Some(0), 20), query("facet", None, 20)];
        let load =
            Load { name: String::new(), folder: PathBuf::new(), files: Vec::new(), truth: Truth::default(), queries };
        let yes = Some(Judged { found: true, found_by_first: false, empty: false });
        let answer = |query, milliseconds, error, judged| Answer { query, milliseconds, error, judged };
        let answers = [answer(0, 1.0, false, yes), answer(1, 5.0, true, None), answer(2, 3.0, false, yes)];
        let sum = summed(&load, &answers);
        assert_eq!((sum.found, sum.found_by_first_record, sum.errors), (Some(0.5), Some(0.0), 1));
        assert_eq!((sum.p50, sum.p99, sum.kinds["facet"].found), (3.0, 5.0, None));
        let received = [answer(0, 1.0, false, None)];
        assert_eq!(summed(&load, &received).found, None);
    }

    #[test]
    fn a_prefix_says_that_it_is_being_typed() {
        let path = path_of(&query("prefix", None, 10));
        assert_eq!(path, "/api/catalogue/search?q=le%20pr%C3%A9&limit=10&typing=1");
    }
}
