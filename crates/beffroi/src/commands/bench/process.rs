//! Runs a program to its end, or beside us, and says what it costs: clock, processor, memory, from the kernel's own
//! accounts in `/proc` (Linux; elsewhere only the clock is known and the rest reads 0).

use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The kernel counts processor time for programs in hundredths of a second, whatever its own clock.
const TICKS_A_SECOND: f64 = 100.0;
/// How often a running program is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// What a program cost.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Seconds of the clock.
    pub(crate) wall_seconds: f64,
    /// Seconds of processor, user and system, of the program and the programs it started.
    pub(crate) cpu_seconds: f64,
    /// Most memory resident in its largest process, pages of mapped files included, in MB (10⁶ bytes).
    pub(crate) peak_mb: f64,
    /// Most memory of its own (not pages of files), as seen ten times a second, in MB.
    pub(crate) peak_own_mb: f64,
}

/// A program that came to its end.
pub(crate) struct Finished {
    /// What it cost.
    pub(crate) cost: Cost,
    /// What it wrote, when kept.
    pub(crate) output: String,
}

/// Whether to keep what a program writes: keeping costs it the pipe.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    Kept,
    Dropped,
}

/// Runs a program to its end.
///
/// # Errors
/// It can't be started, fails (the end of what it complained of is given), or is still at it after `limit`: it is then
/// killed with all it started.
pub(crate) fn run(command: &mut Command, limit: Duration, output: Output) -> Result<Finished> {
    let name = command.get_program().to_string_lossy().into_owned();
    let sink = if output == Output::Kept { Stdio::piped() } else { Stdio::null() };
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(sink)
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{name} could not be started"))?;
    let said = child.stdout.take().map(drain);
    let complained = child.stderr.take().map(drain);
    let mut cost = Cost::default();
    let mut looks = 0_u32;
    let status = loop {
        let state = Stat::of(child.id());
        if let Some(stat) = &state {
            cost.cpu_seconds = stat.cpu_seconds;
        }
        // An ended program keeps its account until it is waited for: read it first.
        if state.is_none_or(|stat| stat.ended)
            && let Some(status) = child.try_wait()?
        {
            break status;
        }
        if looks.is_multiple_of(5) {
            for process in tree(child.id()) {
                let memory = Memory::of(process);
                cost.peak_mb = cost.peak_mb.max(memory.peak_mb);
                cost.peak_own_mb = cost.peak_own_mb.max(memory.own_mb);
            }
        }
        looks += 1;
        if started.elapsed() > limit {
            kill(&tree(child.id()), "KILL");
            child.wait()?;
            anyhow::bail!("{name} was stopped: it was still at work after {} s", limit.as_secs());
        }
        sleep(LOOK);
    };
    cost.wall_seconds = started.elapsed().as_secs_f64();
    let output = said.map(joined).unwrap_or_default();
    let complaint = complained.map(joined).unwrap_or_default();
    if !status.success() {
        anyhow::bail!("{name} failed ({status}): {}", last_line(&complaint));
    }
    Ok(Finished { cost, output })
}

fn drain(mut source: impl Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // A program that dies in mid-sentence has still said what it said.
        let _ = source.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn joined(thread: JoinHandle<String>) -> String {
    thread.join().unwrap_or_default()
}

fn last_line(text: &str) -> &str {
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it did not say why")
}

/// A server started for the measure; stopped when dropped.
pub(crate) struct Server {
    child: Child,
}

impl Server {
    /// Starts it; what it says is dropped.
    ///
    /// # Errors
    /// It can't be started.
    pub(crate) fn start(command: &mut Command) -> Result<Server> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        Ok(Server { child })
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it is still at work.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Seconds of processor so far.
    pub(crate) fn cpu_seconds(&self) -> f64 {
        Stat::of(self.child.id()).map_or(0.0, |stat| stat.cpu_seconds)
    }

    /// Its memory now.
    pub(crate) fn memory(&self) -> Memory {
        Memory::of(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        kill(&[self.child.id()], "TERM");
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(12) {
            if !self.is_running() {
                return;
            }
            sleep(LOOK);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Memory of one process, in MB (10⁶ bytes).
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Memory {
    /// Its share of resident memory: pages shared with others are divided among them.
    pub(crate) share_mb: f64,
    /// Its own: heap and stacks, no pages of files.
    pub(crate) own_mb: f64,
    /// The most that was ever resident, pages of files included.
    pub(crate) peak_mb: f64,
}

impl Memory {
    fn of(process: u32) -> Memory {
        let status = fields(&format!("/proc/{process}/status"));
        let rollup = fields(&format!("/proc/{process}/smaps_rollup"));
        let mb = |fields: &BTreeMap<String, f64>, name: &str| fields.get(name).map_or(0.0, |kib| kib * 1024.0 / 1e6);
        Memory { share_mb: mb(&rollup, "Pss"), own_mb: mb(&status, "RssAnon"), peak_mb: mb(&status, "VmHWM") }
    }
}

/// `Name: 123 kB` lines.
fn fields(path: &str) -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once(':')?;
            Some((name.to_owned(), rest.split_whitespace().next()?.parse().ok()?))
        })
        .collect()
}

struct Stat {
    ended: bool,
    cpu_seconds: f64,
}

impl Stat {
    fn of(process: u32) -> Option<Stat> {
        Stat::parse(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
    }

    /// The program's name stands in brackets and may hold anything: what counts comes after the last one.
    fn parse(text: &str) -> Option<Stat> {
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks: f64 = fields.get(11..15)?.iter().filter_map(|field| field.parse::<f64>().ok()).sum();
        Some(Stat { ended: fields.first() == Some(&"Z"), cpu_seconds: ticks / TICKS_A_SECOND })
    }
}

/// A process and all it started, the process first.
fn tree(root: u32) -> Vec<u32> {
    let mut all = vec![root];
    let mut next = 0;
    while let Some(&process) = all.get(next) {
        next += 1;
        let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { continue };
        for thread in threads.flatten() {
            let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            all.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        }
    }
    all
}

/// Signals processes, by the system's own command: signalling from here would need unsafe code.
fn kill(processes: &[u32], signal: &str) {
    let numbers = processes.iter().map(u32::to_string);
    let _ = Command::new("kill").arg(format!("-{signal}")).args(numbers).stderr(Stdio::null()).status();
}

/// Processor time of this process so far, in seconds (0 where the system does not tell).
pub(crate) fn own_cpu_seconds() -> f64 {
    Stat::of(std::process::id()).map_or(0.0, |stat| stat.cpu_seconds)
}

/// Resident memory of this process, in MiB (0 where the system does not tell).
pub(crate) fn own_resident_mib() -> f64 {
    fields("/proc/self/status").get("VmRSS").map_or(0.0, |kib| kib / 1024.0)
}

/// Processor time of the calling thread so far, in seconds, to the nanosecond.
pub(crate) fn thread_cpu_seconds() -> f64 {
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    account.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_shift_the_account() {
        let stat = Stat::parse("12 (a) b) Z 1 2 3 4 5 6 7 8 9 10 100 50 30 20 0 0").unwrap();
        assert!(stat.ended);
        assert!((stat.cpu_seconds - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_program_s_words_and_failures_come_back() {
        let said = run(Command::new("sh").args(["-c", "echo word"]), Duration::from_secs(20), Output::Kept).unwrap();
        assert_eq!(said.output, "word\n");
        let failed =
            run(Command::new("sh").args(["-c", "echo why >&2; exit 3"]), Duration::from_secs(20), Output::Dropped);
        assert!(failed.err().unwrap().to_string().contains("why"));
        let endless = run(Command::new("sleep").arg("60"), Duration::from_millis(50), Output::Dropped);
        assert!(endless.err().unwrap().to_string().contains("stopped"));
    }
}
