//! The wings that lend and register, put together: what each is given of the others, and what each does beside serving.

use std::pin::Pin;
use std::time::Duration;

use access::local_zone;
use anyhow::{Context, Result};
use library_card::HeldData;
use mediatheque::content::Content;
use mediatheque::ingest::Depot;
use people::People;
use shell::Frame;
use store::Db;

use crate::commands::node::Node;
use crate::config::Config;
use crate::online_library;

/// What other rooms hold of a person, for whoever asks for their data or goes.
const ROOMS: [HeldData; 1] = [HeldData {
    name: "mediatheque",
    gather: |db, account| Box::pin(async move { Ok(mediatheque::privacy::held(db, account).await?) }),
    remove: |write, account| Box::pin(async move { Ok(mediatheque::privacy::erase(write, account).await?) }),
}];

/// Work whose type is forgotten: without that the compiler can't tell that what holds it may move between threads.
type Work<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The wings beside the catalogue; cheap to clone.
#[derive(Clone)]
pub(crate) struct Wings {
    pub(crate) card: library_card::web::Web,
    pub(crate) media: mediatheque::web::Web,
    pub(crate) content: Content,
    pub(crate) usage: usage::web::Web,
}

impl Wings {
    /// Opens the shelf and gives each wing what it needs.
    pub(crate) async fn open(config: &Config, node: &Node, people: &People, frame: &Frame) -> Result<Wings> {
        let db = node.engine.db().clone();
        let content = open_content(config, node).await?;
        Ok(Wings {
            card: library_card::web::Web::new(people.clone(), frame.clone(), &config.public_url, &ROOMS),
            media: mediatheque::web::Web::new(content.clone(), people.clone(), frame.clone(), &config.public_url),
            content,
            usage: usage::web::Web::new(db, frame.clone(), config.public_url.as_str()),
        })
    }
}

/// The shelf of a node.
pub(crate) async fn open_content(config: &Config, node: &Node) -> Result<Content> {
    let shelf = config.shelf().context("the media library's files can't be reached")?;
    Content::open(node.engine.db().clone(), shelf).await.context("the media library can't be opened")
}

/// Letters leave, a few seconds after they were written.
pub(crate) async fn letters(node: Node, postman: mail::Postman) {
    loop {
        match mail::deliver_due(node.engine.db(), &postman).await {
            // More may wait than one round carries.
            Ok(round) if round.delivered > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "letters could not be delivered; tried again soon"),
        }
        tokio::time::sleep(Duration::from_secs(3)).await;
    }
}

/// Files put in the watched folder come in, and the catalogue follows the shelf.
pub(crate) async fn shelf(node: Node, wings: Wings, frame: Frame, config: Config) {
    let name = online_library::name(&frame);
    let mut depot = None;
    loop {
        if depot.is_none() {
            depot = match online_library::institution(node.engine.db(), &name).await {
                Ok(Some(institution)) => Depot::new(wings.content.clone(), config.data.join("depot"), institution)
                    .inspect_err(|error| tracing::warn!(%error, "the watched folder can't be used"))
                    .ok(),
                Ok(None) => None,
                Err(error) => {
                    tracing::warn!(%error, "the online library could not be declared; tried again soon");
                    None
                }
            };
        }
        if let Some(depot) = &mut depot {
            match depot.look().await {
                Ok(looked) => {
                    for (name, _) in &looked.taken {
                        tracing::info!(file = name, "taken in from the watched folder");
                    }
                    for (name, reason) in &looked.refused {
                        tracing::warn!(file = name, reason, "refused from the watched folder");
                    }
                }
                Err(error) => tracing::warn!(%error, "the watched folder could not be looked at"),
            }
            match online_library::follow(&node, &config.public_url, &name).await {
                Ok(_) => {}
                Err(error) => tracing::warn!(
                    error = format!("{error:#}"),
                    "the catalogue could not follow the shelf; tried again soon"
                ),
            }
        }
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
}

/// Turns that lapsed pass on each minute; each hour what has served goes.
pub(crate) async fn keeping(node: Node, wings: Wings) {
    let db = node.engine.db();
    let mut minutes = 0u32;
    loop {
        let turns: Work<'_, _> = Box::pin(mediatheque::web::pass_turns(&wings.media));
        if let Err(error) = turns.await {
            tracing::warn!(?error, "turns could not be passed on");
        }
        if minutes.is_multiple_of(60) {
            let swept: Work<'_, _> = Box::pin(sweep(db));
            let swept = swept.await;
            if minutes.is_multiple_of(24 * 60)
                && let Err(error) = usage::harvest::harvest_due(db).await
            {
                tracing::warn!(%error, "vendors' reports could not be asked for; tried again tomorrow");
            }
            if let Err(error) = wings.content.sweep().await {
                tracing::warn!(%error, "files nothing stands for could not be removed; tried again in an hour");
            }
            if let Err(error) = swept {
                tracing::warn!(
                    error = format!("{error:#}"),
                    "what has served could not all be removed; tried again in an hour"
                );
            }
        }
        tokio::time::sleep(Duration::from_secs(60)).await;
        minutes = minutes.wrapping_add(1);
    }
}

/// What has served goes: sessions, registrations nobody confirmed, letters given up, seats, details of uses.
async fn sweep(db: &Db) -> Result<()> {
    library_card::retention::run(db, &ROOMS).await?;
    let mut write = db.write().await?;
    access::sweep(&mut write, db.clock().now(), &local_zone(), &access::Retention::default()).await?;
    write.commit().await?;
    Ok(())
}
