//! The throw-away PostgreSQL cluster that test processes share.
//!
//! A directory in the temporary directory holds a register of the processes that use the cluster (one file a process
//! id) and the name of the current cluster. A small shell loop beside each cluster stops it and removes it when no
//! registered process lives any more; a killed test run thus leaves nothing behind.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// A running cluster, reached by its socket.
pub(super) struct Cluster {
    sockets: PathBuf,
}

/// The cluster, started by the first process that asks; nothing when PostgreSQL is not installed.
pub(super) fn shared() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER.get_or_init(join_or_start).as_ref()
}

impl Cluster {
    pub(super) fn url(&self, database: &str) -> String {
        let sockets = self.sockets.display().to_string().replace('/', "%2F");
        format!("postgres://beffroi@{sockets}/{database}")
    }

    pub(super) async fn administer(&self, sql: &str) {
        let mut connection = PgConnection::connect(&self.url("postgres")).await.expect("the test cluster answers");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("the test cluster obeys");
        let _ = connection.close().await;
    }
}

fn join_or_start() -> Option<Cluster> {
    let Some(binaries) = find_binaries() else {
        let required = std::env::var("BEFFROI_REQUIRE").is_ok_and(|all| all.contains("postgres"));
        assert!(!required, "PostgreSQL not found, and BEFFROI_REQUIRE asks for it");
        eprintln!("**** PostgreSQL not found: its half of the tests is SKIPPED ****");
        return None;
    };
    let (uid, _) = own_ids();
    let register = std::env::temp_dir().join(format!("beffroi-test-postgres-{uid}"));
    let users = register.join("users");
    fs::create_dir_all(&users).expect("a register of test processes");
    // Registered before looking: a cluster about to stop looks at the register once more.
    fs::write(users.join(std::process::id().to_string()), "").expect("registered");
    let lock = File::create(register.join("lock")).expect("a lock file");
    lock.lock().expect("the lock");
    let current = register.join("current");
    if let Ok(name) = fs::read_to_string(&current) {
        let cluster = Cluster { sockets: PathBuf::from(name.trim()).join("s") };
        if answers(&cluster) {
            return Some(cluster);
        }
    }
    let home = register.join(&uuid::Uuid::now_v7().simple().to_string()[..12]);
    let cluster = start(&binaries, &register, &home);
    fs::write(&current, home.display().to_string()).expect("the current cluster is named");
    Some(cluster)
}

fn answers(cluster: &Cluster) -> bool {
    std::os::unix::net::UnixStream::connect(cluster.sockets.join(".s.PGSQL.5432")).is_ok()
}

fn start(binaries: &Path, register: &Path, home: &Path) -> Cluster {
    let owner = server_ids();
    for directory in [home.to_owned(), home.join("s"), home.join("data")] {
        fs::create_dir_all(&directory).expect("the cluster's directory");
        if let Some((uid, gid)) = owner {
            std::os::unix::fs::chown(&directory, Some(uid), Some(gid)).expect("given to the server's user");
        }
    }
    let as_owner = |program: &str| {
        let mut command = Command::new(binaries.join(program));
        if let Some((uid, gid)) = owner {
            command.uid(uid).gid(gid);
        }
        command.current_dir(home).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
        command
    };
    let made = as_owner("initdb")
        .args(["--auth=trust", "--username=beffroi", "--encoding=UTF8", "--no-sync", "--no-instructions"])
        .arg("-D")
        .arg(home.join("data"))
        .output()
        .expect("initdb runs");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let settings = format!(
        "-F -c listen_addresses='' -c unix_socket_directories='{}' -c synchronous_commit=off \
         -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB -c max_wal_size=512MB \
         -c autovacuum=off -c log_min_messages=panic",
        home.join("s").display()
    );
    let started = as_owner("pg_ctl")
        .arg("start")
        .args(["-w", "-t", "60", "-s", "-D"])
        .arg(home.join("data"))
        .arg("-l")
        .arg(home.join("log"))
        .args(["-o", &settings])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("pg_ctl runs");
    assert!(
        started.success(),
        "the test cluster did not start: {}",
        fs::read_to_string(home.join("log")).unwrap_or_default()
    );
    watch(register, home);
    Cluster { sockets: home.join("s") }
}

/// Starts the loop that stops the cluster once nobody uses it.
#[expect(clippy::zombie_processes, reason = "it outlives this process: the next test binary uses the same cluster")]
fn watch(register: &Path, home: &Path) {
    // An immediate stop is SIGQUIT to the postmaster, whose process id is the first line of postmaster.pid.
    let script = r#"
register=$1; home=$2
used() {
  for user in "$register"/users/*; do
    [ -e "$user" ] || continue
    kill -0 "${user##*/}" 2>/dev/null && return 0
    rm -f "$user"
  done
  return 1
}
idle=0
while [ $idle -lt 6 ]; do
  sleep 5
  if used; then idle=0; else idle=$((idle + 1)); fi
  [ -d "$home" ] || exit 0
done
[ "$(cat "$register/current" 2>/dev/null)" = "$home" ] && rm -f "$register/current"
sleep 1
while used; do sleep 5; done
kill -QUIT "$(head -n 1 "$home/data/postmaster.pid")"
sleep 1
rm -rf "$home"
"#;
    let mut watcher = Command::new("sh");
    watcher.args(["-c", script, "sh"]).arg(register).arg(home).process_group(0).current_dir("/");
    watcher.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    watcher.spawn().expect("the cluster's watcher starts");
}

fn find_binaries() -> Option<PathBuf> {
    let complete =
        |directory: &Path| ["initdb", "pg_ctl", "postgres"].iter().all(|program| directory.join(program).is_file());
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

fn own_ids() -> (u32, u32) {
    let probe = tempfile::tempfile().and_then(|file| file.metadata()).expect("a temporary file");
    (probe.uid(), probe.gid())
}

/// PostgreSQL refuses to run as root: root lends it another user. Nothing when we are not root.
fn server_ids() -> Option<(u32, u32)> {
    if own_ids().0 != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    ["postgres", "nobody"].iter().find_map(|wanted| {
        let mut fields = users.lines().find_map(|line| {
            let mut fields = line.split(':');
            (fields.next() == Some(wanted)).then_some(fields)
        })?;
        Some((fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}
