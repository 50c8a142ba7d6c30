//! Others on the same codes, or on the same work.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use credential::SigningKey;
use credential::trial::Specimens;

/// Reads base45 and verifies with python `cwt`; prints microseconds a code.
const PYTHON: &str = r#"
import sys, time
from cwt import COSE, COSEKey
letters = {letter: value for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
def base45(text):
    out = bytearray()
    for at in range(0, len(text), 3):
        group = text[at:at + 3]
        value = sum(letters[letter] * 45 ** place for place, letter in enumerate(group))
        out += value.to_bytes(2 if len(group) == 3 else 1, "big")
    return bytes(out)
codes = open(sys.argv[1]).read().split("\n")
key = COSEKey.new({1: 1, -1: 6, 3: -8, 2: bytes.fromhex(sys.argv[2]), -2: bytes.fromhex(sys.argv[3])})
cose = COSE.new()
began = time.perf_counter()
for code in codes:
    cose.decode(base45(code[4:]), key)
print((time.perf_counter() - began) * 1e6 / len(codes))
"#;

pub(super) fn python_cwt(specimens: &Specimens, work: &Path) -> Result<f64> {
    let file = work.join("codes.txt");
    let some: Vec<&str> = specimens.codes.iter().take(3_000).map(String::as_str).collect();
    std::fs::write(&file, some.join("\n"))?;
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    // The key specimens are signed with.
    let (kid, key) = (hex(&[0, 1]), hex(&SigningKey::from_seed([0, 1], &[0x42; 32]).verifying_key().to_bytes()));
    let output = Command::new("python3").args(["-c", PYTHON]).arg(&file).args([kid, key]).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

/// What `gate_bench.mjs` measured in Chromium: names and microseconds.
pub(super) fn chromium(folder: &Path) -> Result<Vec<(String, f64)>> {
    let output = Command::new("node").arg("gate_bench.mjs").current_dir(folder).output()?;
    ensure!(output.status.success(), "gate_bench.mjs: {}", String::from_utf8_lossy(&output.stderr).trim());
    let told: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let micros = |engine: &str| -> Result<f64> {
        let rate = told["verify_per_s"][engine].as_f64().filter(|rate| *rate > 0.0);
        Ok(1e6 / rate.with_context(|| format!("gate_bench.mjs told nothing of verifying by {engine}"))?)
    };
    let version = told["browser"].as_str().unwrap_or("Chromium");
    Ok(vec![
        (format!("the gate's page, WebCrypto ({version})"), micros("own")?),
        (format!("the gate's page, its fallback ({version})"), micros("bundled")?),
    ])
}

/// Redemptions by pretix's own API, as its measuring kit makes them.
pub(super) fn pretix(kit: &Path, work: &Path) -> Result<String> {
    let report = work.join("pretix.json");
    let script = |name: &str, argument: &str| -> Result<()> {
        let output = Command::new(format!("./{name}")).arg(argument).current_dir(kit).output()?;
        ensure!(output.status.success(), "{name} {argument}: {}", String::from_utf8_lossy(&output.stderr).trim());
        Ok(())
    };
    script("serve.sh", "start")?;
    let measured = Command::new("venv/bin/python")
        .args(["bench.py", "--phases", "api,door", "--out"])
        .arg(&report)
        .current_dir(kit)
        .output();
    script("serve.sh", "stop")?;
    let measured = measured?;
    ensure!(measured.status.success(), "bench.py: {}", String::from_utf8_lossy(&measured.stderr).trim());
    let told: serde_json::Value = serde_json::from_slice(&std::fs::read(&report)?)?;
    let door = find(&told, "redeem_per_s").context("the kit's report has no redemptions")?;
    let figure = |name: &str| door[name].as_f64().unwrap_or(f64::NAN);
    Ok(format!(
        "pretix, {} tickets redeemed by 32 scanners through its API: {:.1} a second, {:.1} ms of CPU each, p99 {:.0} ms.\n\n",
        door["latency"]["n"],
        figure("redeem_per_s"),
        figure("server_cpu_ms_per_redeem"),
        door["latency"]["p99_ms"].as_f64().unwrap_or(f64::NAN),
    ))
}

/// The object that has a member of this name, wherever it is.
fn find<'a>(told: &'a serde_json::Value, name: &str) -> Option<&'a serde_json::Value> {
    match told {
        serde_json::Value::Object(members) if members.contains_key(name) => Some(told),
        serde_json::Value::Object(members) => members.values().find_map(|member| find(member, name)),
        serde_json::Value::Array(all) => all.iter().find_map(|one| find(one, name)),
        _ => None,
    }
}
