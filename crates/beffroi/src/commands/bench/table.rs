//! The figures as tables: aligned for a terminal, or in Markdown, with what each peer costs in terms of ours.

use super::goals;
use super::report::{Indexing, OfLoad, Report};

/// A table.
pub(crate) struct Section {
    title: String,
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    note: String,
}

/// Every table of a report.
pub(crate) fn sections(report: &Report) -> Vec<Section> {
    let machine = &report.machine;
    let mut loads = section("Loads and machine", &["load", "records", "libraries", "damaged", "raw MB"]);
    loads.note = format!(
        "{}, {} cores, {} MB of memory, Linux {}.",
        machine.processor, machine.cores, machine.memory_mb, machine.system
    );
    let mut in_order: Vec<(&String, &OfLoad)> = report.loads.iter().collect();
    in_order.sort_by_key(|(_, of)| of.records);
    for (name, of) in &in_order {
        let mb = of.raw_bytes as f64 / 1e6;
        loads.rows.push(row(&[name, &of.records, &of.libraries, &of.malformed, &format!("{mb:.1}")]));
    }
    let mut sections = vec![loads];
    sections.push(goals::reached(&in_order));
    sections.extend([delivered(&in_order), parsing(&in_order), importing(&in_order)]);
    sections.extend([matching(&in_order), searching(&in_order), by_kind(&in_order)]);
    if !report.left_out.is_empty() {
        let mut out = section("Left out", &["who", "why"]);
        out.rows = report.left_out.iter().map(|(who, why)| row(&[who, why])).collect();
        sections.push(out);
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

pub(crate) fn section(title: &str, header: &[&'static str]) -> Section {
    Section { title: title.to_owned(), header: header.to_vec(), rows: Vec::new(), note: String::new() }
}

impl Section {
    pub(crate) fn push(&mut self, cells: &[&dyn std::fmt::Display]) {
        self.rows.push(row(cells));
    }

    pub(crate) fn noted(mut self, note: &str) -> Section {
        self.note = note.to_owned();
        self
    }
}

fn row(cells: &[&dyn std::fmt::Display]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

fn percent(part: u64, whole: u64) -> String {
    format!("{:.3}", 100.0 * part as f64 / whole.max(1) as f64)
}

/// How many times ours the other's figure is.
fn times(other: f64, ours: f64) -> String {
    if ours > 0.0 { format!("{:.1}×", other / ours) } else { "—".to_owned() }
}

fn delivered(loads: &[(&String, &OfLoad)]) -> Section {
    let mut table = section("Delivered", &["load", "reader", "accounted for %", "delivered under the right number %"]);
    for (name, of) in loads {
        let Some(delivered) = &of.delivered else { continue };
        let accounted = percent(delivered.counts.accounted().min(of.records), of.records);
        table.push(&[name, &"beffroi", &accounted, &percent(delivered.present, of.records)]);
        for (peer, count) in &delivered.peers {
            table.push(&[name, peer, &"—", &percent(*count, of.records)]);
        }
    }
    table
}

fn parsing(loads: &[(&String, &OfLoad)]) -> Section {
    let header = ["load", "input", "reader", "records", "CPU s", "records a CPU-second", "ours is"];
    let mut table = section("Parsing, one core", &header).noted(
        "Ours is decoded to NFC; yaz-marcdump's line output decodes nothing and, as pymarc, loses the rest of a raw file \
         after some damages: `norm` is the same records in clean files.",
    );
    for (name, of) in loads {
        for (input, paces) in of.parsing.iter().flat_map(|parsing| &parsing.paces) {
            let ours = paces.get("beffroi").map_or(0.0, super::report::Pace::per_second);
            for (reader, pace) in paces {
                let ratio = times(ours, pace.per_second());
                let (cpu, rate) = (format!("{:.2}", pace.cpu_seconds), format!("{:.0}", pace.per_second()));
                table.push(&[name, input, reader, &pace.records, &cpu, &rate, &ratio]);
            }
        }
    }
    table
}

fn importing(loads: &[(&String, &OfLoad)]) -> Section {
    let header = [
        "load",
        "program",
        "wall s",
        "CPU s",
        "CPU µs a record",
        "peak MB",
        "own MB",
        "disk MB",
        "CPU ÷ ours",
        "wall ÷ ours",
    ];
    let mut table = section("Import end to end", &header).noted(
        "Ours parses, stores, matches and indexes the raw files; the peers index only: Zebra norm.mrc, the others flat.tsv. \
         Peak MB counts pages of mapped files; own MB does not.",
    );
    for (name, of) in loads {
        let Some(import) = &of.import else { continue };
        let ours = &import.ours;
        let mut push = |who: String, indexing: &Indexing, disk: String| {
            let cost = &indexing.cost;
            let again = if indexing.reused { " (earlier run)" } else { "" };
            table.push(&[
                name,
                &format!("{who}{again}"),
                &format!("{:.1}", cost.wall_seconds),
                &format!("{:.1}", cost.cpu_seconds),
                &format!("{:.1}", 1e6 * cost.cpu_seconds / of.records.max(1) as f64),
                &format!("{:.0}", cost.peak_mb),
                &format!("{:.0}", cost.peak_own_mb),
                &disk,
                &times(cost.cpu_seconds, ours.cost.cpu_seconds),
                &times(cost.wall_seconds, ours.cost.wall_seconds),
            ]);
        };
        let disk = format!("{:.0} + index {:.0}", import.database_mb, import.index_mb);
        push("beffroi".to_owned(), ours, disk);
        for (peer, indexing) in &import.peers {
            push(peer.clone(), indexing, format!("{:.0}", indexing.disk_mb));
        }
    }
    table
}

fn matching(loads: &[(&String, &OfLoad)]) -> Section {
    let header = ["load", "rule", "editions P", "R", "F1", "works P", "R", "F1", "most works in one"];
    let mut table = section("Matching, by pairs", &header);
    for (name, of) in loads {
        let Some(matching) = &of.matching else { continue };
        let ours = ("beffroi".to_owned(), matching.ours);
        let rules = matching.rules.iter().map(|(rule, levels)| (rule.clone(), *levels));
        for (rule, levels) in std::iter::once(ours).chain(rules) {
            let (e, w) = (levels.editions, levels.works);
            let [a, b, c, d, f, g] =
                [e.precision, e.recall, e.f1, w.precision, w.recall, w.f1].map(|share| format!("{share:.4}"));
            table.push(&[name, &rule, &a, &b, &c, &d, &f, &g, &levels.largest_false_merge]);
        }
        table.note.push_str(match matching.agrees_with_kit {
            Some(true) => "The kit's eval_dedup.py finds the same figures. ",
            Some(false) => "THE KIT'S eval_dedup.py FINDS OTHER FIGURES. ",
            None => "",
        });
    }
    table
}

fn searching(loads: &[(&String, &OfLoad)]) -> Section {
    let header = [
        "load",
        "program",
        "client",
        "clients",
        "queries/s",
        "p50 ms",
        "p95",
        "p99",
        "CPU ms",
        "MB",
        "found",
        "p99 ÷ ours",
    ];
    let mut table = section("Search", &header).noted(
        "Ours: over HTTP, all facets, works with their editions and holdings. CPU ms: of the server for our client, of client \
         and server for the kit's. MB: share of resident memory. Found: share of the queries with a known answer that show \
         it within the hits asked for. Zebra with Debian's tokenisation: the kit's chain indexes empty words and makes it \
         50 times slower.",
    );
    let found = |share: Option<f64>| share.map_or("—".to_owned(), |share| format!("{share:.3}"));
    for (name, of) in loads {
        let Some(search) = &of.search else { continue };
        for (clients, ours) in &search.ours {
            table.push(&[
                name,
                &"beffroi",
                &"own",
                clients,
                &format!("{:.0}", ours.queries as f64 / ours.wall_seconds.max(1e-9)),
                &format!("{:.2}", ours.p50),
                &format!("{:.2}", ours.p95),
                &format!("{:.2}", ours.p99),
                &format!("{:.2}", ours.cpu_per_query),
                &format!("{:.0} (own {:.0})", ours.memory.share_mb, ours.memory.own_mb),
                &found(ours.found),
                &"1",
            ]);
        }
        for (engine, by_clients) in &search.kit {
            for (clients, kit) in by_clients {
                let ours = search.kit.get("http").and_then(|ours| ours.get(clients)).map(|ours| ours.p99);
                let ours = ours.or_else(|| search.ours.get(clients).map(|ours| ours.p99)).unwrap_or(0.0);
                let cpu = kit.cpu_ms_per_query.or_else(|| kit.qps_per_cpu_core.map(|rate| 1000.0 / rate.max(1e-9)));
                table.push(&[
                    name,
                    &if engine == "http" { "beffroi" } else { engine },
                    &"kit",
                    clients,
                    &format!("{:.0}", kit.qps),
                    &format!("{:.2}", kit.p50),
                    &"—",
                    &format!("{:.2}", kit.p99),
                    &cpu.map_or("—".to_owned(), |cpu| format!("{cpu:.2}")),
                    &format!("{:.0}", kit.rss_mb),
                    &found(kit.success20),
                    &times(kit.p99, ours),
                ]);
            }
        }
    }
    table
}

fn by_kind(loads: &[(&String, &OfLoad)]) -> Section {
    let header = ["load", "program", "kind of query", "p50 ms", "p99 ms", "found", "no hit"];
    let mut table = section("Search by kind of query, one client", &header);
    let shown = |value: Option<f64>| value.map_or("—".to_owned(), |value| format!("{value:.3}"));
    for (name, of) in loads {
        let Some(search) = &of.search else { continue };
        for (kind, ours) in search.ours.get(&1).iter().flat_map(|ours| &ours.kinds) {
            let (p50, p99) = (shown(Some(ours.p50)), shown(Some(ours.p99)));
            table.push(&[name, &"beffroi", kind, &p50, &p99, &shown(ours.found), &shown(Some(ours.empty))]);
        }
        for (engine, by_clients) in search.kit.iter().filter(|(engine, _)| *engine != "http") {
            for (kind, kit) in by_clients.get(&1).iter().flat_map(|kit| &kit.types) {
                table.push(&[name, engine, kind, &shown(kit.p50), &shown(kit.p99), &shown(kit.success20), &"—"]);
            }
        }
    }
    table
}

/// For a terminal.
pub(crate) fn plain(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        text.push_str(&format!("\n{}\n", section.title.to_uppercase()));
        let header: Vec<String> = section.header.iter().map(ToString::to_string).collect();
        let rows = || std::iter::once(&header).chain(&section.rows);
        let width = |column: usize| rows().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0);
        let widths: Vec<usize> = (0..header.len()).map(width).collect();
        for row in rows() {
            let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            text.push_str(&format!("  {}\n", cells.join("  ").trim_end()));
        }
        if !section.note.is_empty() {
            text.push_str(&format!("  ({})\n", section.note.trim_end()));
        }
    }
    text
}

/// For docs/benchmarks.md.
pub(crate) fn markdown(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        text.push_str(&format!("### {}\n\n| {} |\n", section.title, section.header.join(" | ")));
        text.push_str(&format!("|{}\n", "---|".repeat(section.header.len())));
        for row in &section.rows {
            text.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        text.push('\n');
        if !section.note.is_empty() {
            text.push_str(&format!("{}\n\n", section.note.trim_end()));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_report_has_no_empty_tables_and_both_forms_hold_every_cell() {
        let mut report = Report::default();
        report.loads.insert("u1".to_owned(), OfLoad { records: 12, libraries: 3, ..OfLoad::default() });
        let sections = sections(&report);
        assert_eq!(sections.len(), 1);
        assert!(markdown(&sections).contains("| u1 | 12 | 3 | 0 | 0.0 |"));
        assert!(plain(&sections).contains("u1"));
    }

    #[test]
    fn ratios_say_how_many_times_ours() {
        assert_eq!(times(30.0, 2.0), "15.0×");
        assert_eq!(times(30.0, 0.0), "—");
    }
}
