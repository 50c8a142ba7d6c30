//! `beffroi serve`: the node at work.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use tokio::sync::Notify;

use super::node::Node;
use super::{demo, demo_media, demo_vendor, say};
use crate::app::{self, Built};
use crate::config::Config;
use crate::{online_library, wings};

/// Memory the index's writer may use while serving, in bytes: changes come in small numbers then.
const WRITER_HEAP: usize = 20 << 20;

#[derive(Args, Debug, Default)]
pub(crate) struct ServeArgs {
    /// Begin without the demonstration when the data folder is empty
    #[arg(long, env = "BEFFROI_NO_DEMO")]
    no_demo: bool,
}

pub(crate) async fn run(config: &Config, args: ServeArgs) -> Result<()> {
    let started = Instant::now();
    let node = Node::open(config).await?;
    let mut accounts = Vec::new();
    if !args.no_demo && node.is_empty().await? {
        accounts = demo::install(config, &node).await?;
        node.engine.forget().await;
    } else if node.is_demo().await? {
        accounts = demo::accounts();
    }

    let listener = tokio::net::TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("{} can't be listened on; choose another with --listen", config.listen))?;
    let stop = Arc::new(Notify::new());
    let following = match node.indexer(WRITER_HEAP)? {
        Some(indexer) => Some(tokio::spawn(indexer.follow(node.engine.changes(), Arc::clone(&stop)))),
        None => {
            tracing::warn!("another process feeds this search index; this one only reads it");
            None
        }
    };
    let Built { router, frame, wings, stand } = app::build(config, &node).await?;
    if node.is_demo().await? {
        let online = online_library::institution(node.engine.db(), &online_library::name(&frame)).await?;
        if let Some(online) = online {
            demo_vendor::install(node.engine.db(), &online, &config.public_url).await?;
        }
        // The first page need not wait for them.
        let db = node.engine.db().clone();
        tokio::spawn(async move {
            if let Err(error) = stand.start(&db).await {
                tracing::warn!(error = format!("{error:#}"), "the demonstration's libraries do not answer");
            }
        });
    }
    let postman = config.postman().context("letters can't be sent")?;
    let machines = match config.sip2()? {
        Some(settings) => Some(
            sip2_server::bind(wings.machines.clone(), settings)
                .await
                .context("machines can't be answered over SIP2")?,
        ),
        None => None,
    };
    let counted = wings.machines.clone();
    if let Some(port) = machines {
        tracing::info!(at = %port.addr(), "machines check cards over SIP2");
        tokio::spawn(port.serve());
    }
    let beside = [
        tokio::spawn(app::housekeeping(node.clone())),
        tokio::spawn(wings::letters(node.clone(), postman)),
        tokio::spawn(wings::keeping(node.clone(), wings.clone())),
        tokio::spawn(wings::shelf(node.clone(), wings, frame, config.clone())),
    ];

    say(format!(
        "\n  Beffroi answers at http://{}  (ready in {:.1} s)\n",
        config.listen,
        started.elapsed().as_secs_f32()
    ));
    if !accounts.is_empty() {
        say("  Demonstration accounts (password: the same for all, shown here only):");
        for account in &accounts {
            say(format!("    {:<34} {:<22} {}", account.email, account.role, demo::PASSWORD));
        }
        say("  Readers of the demonstration (card, PIN):");
        for reader in &demo_media::READERS {
            let name = format!("{} {}", reader.given, reader.family);
            say(format!("    {:<34} {:<22} {}", reader.card, name, demo_media::PIN));
        }
        say("");
    }
    say("  Ctrl-C stops it.");

    axum::serve(listener, router.into_make_service_with_connect_info::<std::net::SocketAddr>())
        .with_graceful_shutdown(stopped())
        .await?;
    tracing::info!("stopping: no new requests; finishing what was begun");
    for task in beside {
        task.abort();
    }
    stop.notify_one();
    if let Some(following) = following
        && tokio::time::timeout(Duration::from_secs(10), following).await.is_err()
    {
        tracing::warn!("the index was still being written; it catches up at the next start");
    }
    if let Err(error) = counted.keep_counts().await {
        tracing::warn!(%error, "the last counts of machines' questions are lost");
    }
    node.engine.db().close().await;
    Ok(())
}

/// Ctrl-C, or the signal by which a service is stopped.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupt.await;
    }
}
