//! Our server in a process of its own, on a database made for it.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use jiff::ToSpan;
use store::{Db, Options};

use crate::commands::bench::client::Client;
use crate::commands::bench::process::{Memory, Server};
use crate::commands::say;
use crate::stage::{self, Stage, Wished};

/// The server, its database, and what is on sale.
pub(super) struct Node {
    pub(super) address: SocketAddr,
    pub(super) stage: Stage,
    /// The same database, to read the truth from.
    pub(super) db: Db,
    server: Server,
}

impl Node {
    /// Makes the database and starts the server on it.
    pub(super) async fn start(folder: &Path, database: Option<String>, wished: &Wished) -> Result<Node> {
        std::fs::create_dir_all(folder)?;
        let url = database.unwrap_or_else(|| format!("sqlite:{}", folder.join("beffroi.sqlite").display()));
        let db = Db::open(&url, Options::default()).await?;
        let stage = stage::set(&db, wished).await?;
        let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
        let mut command = Command::new(std::env::current_exe()?);
        // None of the settings of whoever measures.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BEFFROI_") {
                command.env_remove(name);
            }
        }
        command.env("RUST_LOG", "warn").current_dir(folder).arg("--data").arg(folder);
        command.args(["--database", &url, "--listen", &address.to_string()]);
        command.args(["--public-url", &format!("http://{address}"), "--payment", "test", "serve", "--no-demo"]);
        let mut server = Server::start(&mut command)?;
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(90) {
            if let Ok(mut client) = Client::connect(address)
                && matches!(client.get("/readyz"), Ok((200, _)))
            {
                return Ok(Node { address, stage, db, server });
            }
            if !server.is_running() {
                bail!("the server stopped before it was ready");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the server was not ready after a minute and a half")
    }

    pub(super) fn cpu_seconds(&self) -> f64 {
        self.server.cpu_seconds()
    }

    pub(super) fn memory(&self) -> Memory {
        self.server.memory()
    }

    /// Runs something with blocking threads while its memory is looked at; gives the most it shared of it, in MiB.
    pub(super) async fn watched<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<(T, f64)> {
        let mut job = tokio::task::spawn_blocking(work);
        let mut most = 0.0_f64;
        loop {
            most = most.max(self.memory().share_mb * 1e6 / 1_048_576.0);
            tokio::select! {
                done = &mut job => {
                    most = most.max(self.memory().share_mb * 1e6 / 1_048_576.0);
                    return Ok((done.context("the load stopped")??, most));
                }
                () = tokio::time::sleep(Duration::from_millis(500)) => {}
            }
        }
    }
}

/// Starts a server for another load generator, and waits until it is asked to stop.
pub(super) async fn hold(folder: &Path, seats: i64) -> Result<()> {
    let wished = Wished {
        performances: 1,
        places: seats,
        most_per_order: 8,
        queue: false,
        opens_at: jiff::Timestamp::now() - 1.hour(),
        starts_in: 2,
    };
    let node = Node::start(folder, None, &wished).await?;
    say(serde_json::json!({
        "base": format!("http://{}", node.address),
        "key": node.stage.key,
        "items": node.stage.items,
        "tariffs": node.stage.tariffs,
        "pid": node.server.id(),
        "seats": seats,
        "database": folder.join("beffroi.sqlite"),
    }));
    tokio::signal::ctrl_c().await?;
    Ok(())
}
