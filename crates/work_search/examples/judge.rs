//! Judges the index on a generated union catalogue (see docs/benchmarks.md): builds one document per true work from
//! `flat.tsv` and `truth.tsv`, runs `queries.tsv`, prints what was found and what it cost.
//!
//! `judge LOAD INDEX [build] [misses]`

#![expect(clippy::print_stdout, reason = "the report is what this program is for")]

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use work_search::{Facet, Index, Profile, Request, WorkDocument};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [load, index, options @ ..] = arguments.as_slice() else {
        anyhow::bail!("judge LOAD INDEX [build] [misses]");
    };
    let (load, index) = (Path::new(load), Path::new(index));
    if options.iter().any(|option| option == "build") {
        build(load, index)?;
    }
    query(load, index, options.iter().any(|option| option == "misses"))
}

/// CPU seconds of this process so far.
fn cpu() -> Result<f64> {
    let line = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let threads: f64 = std::fs::read_dir("/proc/self/task")?
        .filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok())
        .filter_map(|line| line.split(' ').next()?.parse::<f64>().ok())
        .sum();
    let _ = line;
    Ok(threads / 1e9)
}

/// CPU seconds of this process, finished threads included.
fn cpu_whole() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after = stat.rsplit_once(')').context("stat")?.1;
    let fields: Vec<&str> = after.split_whitespace().collect();
    Ok((fields[11].parse::<f64>()? + fields[12].parse::<f64>()?) / 100.0)
}

fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmRSS") || line.starts_with("RssAnon"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}

fn build(load: &Path, index: &Path) -> Result<()> {
    let works = read_works(load)?;
    println!("{} works read, {}", works.len(), resident());
    if index.exists() {
        std::fs::remove_dir_all(index)?;
    }
    let (index, _) = Index::open_or_create(index)?;
    let index = Arc::new(index);
    let started = cpu_whole()?;
    let clock = std::time::Instant::now();
    let mut writer = index.writer(80_000_000)?;
    writer.insert_new(&works)?;
    writer.commit(1)?;
    let committed = cpu_whole()?;
    writer.merge()?;
    writer.close()?;
    let merged = cpu_whole()?;
    println!(
        "indexed: {:.1} CPU-s to commit ({:.0} documents per CPU-s), {:.1} CPU-s to merge, {:.1} s in all, {} segments",
        committed - started,
        works.len() as f64 / (committed - started),
        merged - committed,
        clock.elapsed().as_secs_f64(),
        index.segments(),
    );
    Ok(())
}

fn read_works(load: &Path) -> Result<Vec<WorkDocument>> {
    let truth = BufReader::new(std::fs::File::open(load.join("truth.tsv"))?);
    let flat = BufReader::new(std::fs::File::open(load.join("flat.tsv"))?);
    let mut works: Vec<WorkDocument> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    let mut languages: HashMap<String, u16> = HashMap::new();
    let mut kinds: HashMap<String, u8> = HashMap::new();
    for (truth, flat) in truth.lines().zip(flat.lines()).skip(1) {
        let (truth, flat) = (truth?, flat?);
        let number: i64 = truth.split('\t').nth(3).context("work")?.trim_start_matches('W').parse()?;
        let columns: Vec<&str> = flat.split('\t').collect();
        let column = |index: usize| columns.get(index).copied().unwrap_or_default();
        let place = *places.entry(number).or_insert_with(|| {
            works.push(WorkDocument { work: number, ..WorkDocument::default() });
            works.len() - 1
        });
        let work = &mut works[place];
        let add = |list: &mut Vec<String>, text: &str| {
            if !text.is_empty() && !list.iter().any(|known| known == text) {
                list.push(text.to_owned());
            }
        };
        add(&mut work.titles, column(6));
        add(&mut work.subtitles, column(7));
        column(10).split(" ; ").for_each(|author| add(&mut work.authors, author));
        column(11).split(" ; ").for_each(|subject| add(&mut work.subjects, subject));
        add(&mut work.publishers, column(13));
        add(&mut work.series, column(14));
        add(&mut work.identifiers, column(15));
        let year = column(5).parse().unwrap_or(Profile::NO_YEAR);
        if year != Profile::NO_YEAR {
            let (from, to) = work.years.unwrap_or((year, year));
            work.years = Some((from.min(year), to.max(year)));
        }
        work.holding_count += 1;
        let next = languages.len() as u16;
        let language = *languages.entry(column(4).to_owned()).or_insert(next);
        let next = kinds.len() as u8;
        let kind = *kinds.entry(column(3).to_owned()).or_insert(next);
        let library = column(1).trim_start_matches("LIB").parse()?;
        work.profiles.push(Profile { library, language, kind, audience: 0, year, online: false });
        if work.sort_title.is_empty() {
            work.sort_title = column(6).to_owned();
        }
        if work.card.is_empty() {
            work.card = format!("{}|{}|{}", column(6), column(10), column(13)).into_bytes();
        }
    }
    Ok(works)
}

#[derive(Default)]
struct Tally {
    queries: usize,
    known: usize,
    found: usize,
    none: usize,
    costs: Vec<f64>,
}

fn query(load: &Path, index: &Path, misses: bool) -> Result<()> {
    let opening = cpu()?;
    let (index, opened) = Index::open_or_create(index)?;
    println!(
        "opened ({opened:?}) in {:.3} CPU-s, {} works, {} segments, {}",
        cpu()? - opening,
        index.works(),
        index.segments(),
        resident()
    );
    index.set_communes((0..200).map(|library| library / 3).collect());
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    let queries = BufReader::new(std::fs::File::open(load.join("queries.tsv"))?);
    let mut slowest: Vec<(f64, String)> = Vec::new();
    for line in queries.lines().skip(1) {
        let line = line?;
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, kind, text, target, want] = columns.as_slice() else { anyhow::bail!("{line}") };
        let request = Request {
            text: (*text).to_owned(),
            typing: *kind == "prefix",
            limit: want.parse()?,
            facets: Facet::ALL.to_vec(),
            ..Request::default()
        };
        let mut cost = f64::MAX;
        let mut page = None;
        for _ in 0..2 {
            let start = cpu()?;
            page = Some(index.search(&request)?);
            cost = cost.min((cpu()? - start) * 1000.0);
        }
        let page = page.context("page")?;
        let tally = tallies.entry((*kind).to_owned()).or_default();
        tally.queries += 1;
        tally.none += usize::from(page.total == 0);
        tally.costs.push(cost);
        slowest.push((cost, format!("{kind} “{text}” {}", page.total)));
        if let Ok(target) = target.trim_start_matches('W').parse::<i64>() {
            tally.known += 1;
            let found = page.hits.iter().any(|hit| hit.work == target);
            tally.found += usize::from(found);
            if misses && !found {
                let first = page.hits.first().map(|hit| String::from_utf8_lossy(&hit.card).into_owned());
                println!(
                    "MISS\t{kind}\t{text}\t{target}\t{}\t{:?}\t{}",
                    page.total,
                    page.reading,
                    first.unwrap_or_default()
                );
            }
        }
    }
    let mut all = Tally::default();
    let mut kinds: Vec<_> = tallies.into_iter().collect();
    kinds.sort_by(|a, b| a.0.cmp(&b.0));
    println!("type           queries  found@want  none   CPU p50   p99   max (ms)");
    for (kind, mut tally) in kinds {
        print(&kind, &mut tally);
        all.queries += tally.queries;
        all.known += tally.known;
        all.found += tally.found;
        all.none += tally.none;
        all.costs.extend(tally.costs);
    }
    print("all", &mut all);
    println!("mean {:.2} ms; {}", all.costs.iter().sum::<f64>() / all.costs.len() as f64, resident());
    slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (cost, text) in slowest.iter().take(12) {
        println!("  {cost:.1} ms {text}");
    }
    let everything = Request { facets: Facet::ALL.to_vec(), ..Request::default() };
    let start = cpu()?;
    let page = index.search(&everything)?;
    println!("everything with all facets: {} works, {:.1} ms", page.total, (cpu()? - start) * 1000.0);
    Ok(())
}

fn print(kind: &str, tally: &mut Tally) {
    tally.costs.sort_by(f64::total_cmp);
    let at = |share: f64| tally.costs[((tally.costs.len() - 1) as f64 * share) as usize];
    println!(
        "{kind:14} {:7} {:>9}   {:5.3}  {:7.2} {:7.2} {:7.2}",
        tally.queries,
        if tally.known > 0 { format!("{:.3}", tally.found as f64 / tally.known as f64) } else { "-".to_owned() },
        tally.none as f64 / tally.queries as f64,
        at(0.5),
        at(0.99),
        at(1.0),
    );
}
