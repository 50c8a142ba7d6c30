//! What the measuring kit wrote of a seller, read.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::door::Door;
use super::figures::Sold;

/// The sale through the API and the door, from the kit's `result.json`. `name` in place of the seller's own.
pub(super) fn read(path: &Path, name: Option<&str>) -> Result<(Sold, Option<Door>)> {
    let text = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
    let told: Value = serde_json::from_slice(&text)?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => told["target"].as_str().unwrap_or("peer").to_owned(),
    };
    let sale = &told["api"];
    let figure = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let count = |value: &Value| value.as_u64().unwrap_or(0) as usize;
    let (mut refused, mut faults) = (0, 0);
    for (outcome, times) in sale["outcomes"].as_object().context("the kit's report has no sale through the API")? {
        match outcome.as_str() {
            "ok" | "busy_retries" => {}
            "soldout" => refused += count(times),
            _ => faults += count(times),
        }
    }
    let sold = Sold {
        name: name.clone(),
        orders: count(&sale["outcomes"]["ok"]),
        refused,
        faults,
        per_second: figure(&sale["orders_per_s"]),
        p50_ms: figure(&sale["ok_latency"]["p50_ms"]),
        p95_ms: figure(&sale["ok_latency"]["p95_ms"]),
        p99_ms: figure(&sale["ok_latency"]["p99_ms"]),
        cpu_ms: figure(&sale["server_cpu_ms_per_order"]),
        memory_mib: figure(&sale["peak_mem"]["pss_mib"]),
        oversold: sale["oversold_by"].as_i64().unwrap_or(-1),
        agrees: sale["client_ok_equals_server_sold"] == true && sale["distinct_secrets"] == true,
    };
    let door = &told["door"];
    let door = door.is_object().then(|| Door {
        name,
        tickets: count(&door["latency"]["n"]),
        per_second: figure(&door["redeem_per_s"]),
        p50_ms: figure(&door["latency"]["p50_ms"]),
        p99_ms: figure(&door["latency"]["p99_ms"]),
        cpu_ms: figure(&door["server_cpu_ms_per_redeem"]),
        raced: door["race_outcomes"].as_object().map_or(0, |all| all.values().map(count).sum::<usize>() / 4),
        twice: count(&door["tickets_admitted_twice"]),
        again: count(&door["one_scanner_duplicate_latency"]["n"]),
        again_in: 0,
    });
    Ok((sold, door))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_the_kit_is_read() {
        let folder = std::env::temp_dir().join(format!("beffroi-peer-{}", std::process::id()));
        std::fs::write(
            &folder,
            r#"{"target":"pretix","api":{"outcomes":{"ok":500,"soldout":139,"error:500":1},"orders_per_s":6.6,
            "ok_latency":{"p50_ms":4000,"p95_ms":6000,"p99_ms":7000},"server_cpu_ms_per_order":262.0,
            "peak_mem":{"pss_mib":1800},"oversold_by":0,"client_ok_equals_server_sold":true,"distinct_secrets":true},
            "door":{"latency":{"n":440,"p50_ms":1,"p99_ms":2},"redeem_per_s":18,"server_cpu_ms_per_redeem":89,
            "race_outcomes":{"ok":60,"already":180},"tickets_admitted_twice":0}}"#,
        )
        .unwrap();
        let (sold, door) = read(&folder, None).unwrap();
        std::fs::remove_file(&folder).unwrap();
        assert_eq!(
            (sold.name.as_str(), sold.orders, sold.refused, sold.faults, sold.oversold),
            ("pretix", 500, 139, 1, 0)
        );
        let door = door.unwrap();
        assert_eq!((door.tickets, door.raced, door.twice), (440, 60, 0));
    }
}
