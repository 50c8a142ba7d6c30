//! A PostgreSQL primary and its streaming replica, which every commit waits for; and the door both nodes knock at, which
//! leads to whichever is primary. Removed with the value.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const REPLICA: &str = "beffroi_replica";

pub(crate) struct Cluster {
    binaries: PathBuf,
    home: PathBuf,
    owner: Option<(u32, u32)>,
    replica: u16,
    door: Door,
}

/// A port that leads to another.
struct Door {
    port: u16,
    leads_to: Arc<AtomicU16>,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Cluster {
    /// Starts both; nothing, loudly, when PostgreSQL is not installed.
    pub(crate) fn start() -> Option<Cluster> {
        let Some(binaries) = find_binaries() else {
            let required = std::env::var("BEFFROI_REQUIRE").is_ok_and(|all| all.contains("postgres"));
            assert!(!required, "PostgreSQL not found, and BEFFROI_REQUIRE asks for it");
            eprintln!("\n**** PostgreSQL not found: TWO NODES AND A FAILOVER WERE NOT TRIED ****\n");
            return None;
        };
        let home = std::env::temp_dir().join(format!("beffroi-two-nodes-{}", std::process::id()));
        let _ = fs::remove_dir_all(&home);
        let owner = server_ids();
        make(&home, owner);
        let (primary, replica) = (free_port(), free_port());
        let cluster = Cluster { door: Door::new(primary), binaries, home, owner, replica };
        cluster.run("initdb", &["--auth=trust", "--username=beffroi", "--encoding=UTF8", "--no-sync", "-D", "primary"]);
        cluster.begin("primary", primary, "");
        let from = format!("host=127.0.0.1 port={primary} user=beffroi application_name={REPLICA}");
        cluster.run("pg_basebackup", &["-D", "replica", "-R", "-X", "stream", "-c", "fast", "-d", &from]);
        cluster.begin("replica", replica, &format!("-c primary_conninfo='{from}' -c hot_standby=on"));
        cluster.sql(primary, "postgres", "CREATE DATABASE beffroi TEMPLATE template0");
        // From now on nothing is confirmed that the replica has not.
        cluster.sql(primary, "postgres", &format!("ALTER SYSTEM SET synchronous_standby_names = '{REPLICA}'"));
        cluster.sql(primary, "postgres", "SELECT pg_reload_conf()");
        let started = Instant::now();
        while cluster.sql(primary, "postgres", "SELECT sync_state FROM pg_stat_replication").trim() != "sync" {
            assert!(started.elapsed() < Duration::from_secs(60), "the replica does not follow");
            std::thread::sleep(Duration::from_millis(100));
        }
        Some(cluster)
    }

    /// Where nodes find the database, whichever server has it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://beffroi@127.0.0.1:{}/beffroi", self.door.port)
    }

    /// Kills the primary as a power cut would, and makes the replica the primary.
    pub(crate) fn fail_over(&self) {
        let pid = fs::read_to_string(self.home.join("primary/postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().to_owned();
        // Its children first: none may finish a word.
        let children = Command::new("ps").args(["-o", "pid=", "--ppid", &pid]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        let killed = Command::new("kill").arg("-9").arg(&pid).args(children.split_whitespace()).status().unwrap();
        assert!(killed.success());
        self.door.cut();
        self.run("pg_ctl", &["promote", "-w", "-t", "60", "-s", "-D", "replica"]);
        self.door.leads_to.store(self.replica, Ordering::SeqCst);
    }

    fn begin(&self, which: &str, port: u16, more: &str) {
        let settings = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c synchronous_commit=on \
             -c max_connections=80 -c shared_buffers=64MB -c wal_level=replica {more}"
        );
        let log = format!("{which}.log");
        self.run("pg_ctl", &["start", "-w", "-t", "60", "-s", "-D", which, "-l", &log, "-o", &settings]);
    }

    fn sql(&self, port: u16, database: &str, sql: &str) -> String {
        let port = port.to_string();
        self.run("psql", &["-h", "127.0.0.1", "-p", &port, "-U", "beffroi", "-d", database, "-Atqc", sql])
    }

    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(self.binaries.join(program));
        if let Some((uid, gid)) = self.owner {
            command.uid(uid).gid(gid);
        }
        // A server started inherits what it is given: pipes would never close.
        let (out, err) = (self.home.join("out"), self.home.join("err"));
        command.current_dir(&self.home).env("LC_ALL", "C.UTF-8").args(arguments).stdin(Stdio::null());
        command.stdout(fs::File::create(&out).unwrap()).stderr(fs::File::create(&err).unwrap());
        let status = command.status().unwrap();
        assert!(status.success(), "{program} {arguments:?}: {}", fs::read_to_string(&err).unwrap());
        fs::read_to_string(&out).unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.door.cut();
        for which in ["replica", "primary"] {
            if let Ok(pid) = fs::read_to_string(self.home.join(which).join("postmaster.pid")) {
                let pid = pid.lines().next().unwrap_or_default().to_owned();
                let _ = Command::new("kill").args(["-QUIT", &pid]).stderr(Stdio::null()).status();
            }
        }
        std::thread::sleep(Duration::from_millis(500));
        let _ = fs::remove_dir_all(&self.home);
    }
}

impl Door {
    fn new(first: u16) -> Door {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let door = Door {
            port: listener.local_addr().unwrap().port(),
            leads_to: Arc::new(AtomicU16::new(first)),
            open: Arc::default(),
        };
        let (leads_to, open) = (door.leads_to.clone(), door.open.clone());
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let Ok(far) = TcpStream::connect(("127.0.0.1", leads_to.load(Ordering::SeqCst))) else { continue };
                let (Ok(near_again), Ok(far_again)) = (near.try_clone(), far.try_clone()) else { continue };
                open.lock().unwrap().extend([near.try_clone().unwrap(), far.try_clone().unwrap()]);
                std::thread::spawn(move || carry(near, far));
                std::thread::spawn(move || carry(far_again, near_again));
            }
        });
        door
    }

    /// Ends what passes now.
    fn cut(&self) {
        for stream in self.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(read) = from.read(&mut bytes) {
        if read == 0 || to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

fn make(directory: &Path, owner: Option<(u32, u32)>) {
    fs::create_dir_all(directory).unwrap();
    if let Some((uid, gid)) = owner {
        std::os::unix::fs::chown(directory, Some(uid), Some(gid)).unwrap();
    }
}

fn find_binaries() -> Option<PathBuf> {
    let complete = |directory: &Path| {
        ["initdb", "pg_ctl", "postgres", "pg_basebackup", "psql"]
            .iter()
            .all(|program| directory.join(program).is_file())
    };
    let in_path = std::env::var_os("PATH").unwrap_or_default();
    if let Some(found) = std::env::split_paths(&in_path).find(|directory| complete(directory)) {
        return Some(found);
    }
    // Debian keeps them out of the PATH, one directory a version.
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|directory| complete(directory))
        .collect();
    versions.sort();
    versions.pop()
}

/// PostgreSQL refuses to run as root: root lends it another user. Nothing when we are not root.
fn server_ids() -> Option<(u32, u32)> {
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    ["postgres", "nobody"].iter().find_map(|wanted| {
        let mut fields =
            users.lines().map(|line| line.split(':')).find(|fields| fields.clone().next() == Some(*wanted))?;
        Some((fields.nth(2)?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}
