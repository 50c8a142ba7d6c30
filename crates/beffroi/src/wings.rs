//! The wings that lend and register, put together: what each is given of the others, and what each does beside serving.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use access::local_zone;
use anyhow::{Context, Result};
use jiff::civil::Date;
use library_card::HeldData;
use mediatheque::content::Content;
use mediatheque::ingest::Depot;
use people::People;
use shell::Frame;
use store::{Db, Read};

use crate::commands::node::Node;
use crate::config::Config;
use crate::{online_library, payments};

/// What other rooms hold of a person, for whoever asks for their data or goes. Those that only know rights come before the
/// room that knows whose rights they are.
const ROOMS: [HeldData; 7] = [
    HeldData {
        name: "mediatheque",
        gather: |db, account| Box::pin(async move { Ok(mediatheque::privacy::held(db, account).await?) }),
        remove: |write, account| Box::pin(async move { Ok(mediatheque::privacy::erase(write, account).await?) }),
    },
    HeldData {
        name: "pass_accounts",
        gather: |db, account| {
            Box::pin(async move { Ok(pass_accounts::privacy::held(&mut db.read().await?, account).await?) })
        },
        remove: |write, account| {
            Box::pin(async move { Ok(pass_accounts::privacy::forget_account(write, account).await?) })
        },
    },
    HeldData {
        name: "gate",
        gather: |db, account| {
            Box::pin(async move {
                let mut read = db.read().await?;
                let mut scans = Vec::new();
                for right in access::rights::of_holder(&mut read, account).await? {
                    scans.extend(gate::held(&mut read, &right.id).await?);
                }
                Ok(serde_json::to_value(scans)?)
            })
        },
        remove: |write, account| {
            Box::pin(async move {
                for right in access::rights::of_holder(write, account).await? {
                    gate::forget(write, &right.id).await?;
                }
                Ok(())
            })
        },
    },
    HeldData {
        name: "box_office",
        gather: |db, account| Box::pin(async move { Ok(box_office::privacy::held(db, account).await?) }),
        remove: |write, account| Box::pin(async move { Ok(box_office::privacy::erase(write, account).await?) }),
    },
    HeldData {
        name: "library_systems",
        gather: |db, account| Box::pin(async move { Ok(library_systems::privacy::held(db, account).await?) }),
        remove: |write, account| Box::pin(async move { Ok(library_systems::privacy::erase(write, account).await?) }),
    },
    HeldData {
        name: "sign_on",
        gather: |db, account| Box::pin(async move { Ok(sign_on::privacy::held(db, account).await?) }),
        remove: |write, account| Box::pin(async move { Ok(sign_on::privacy::erase(write, account).await?) }),
    },
    HeldData {
        name: "museum_pass",
        gather: |db, account| Box::pin(async move { Ok(museum_pass::privacy::held(db, account).await?) }),
        remove: |write, account| Box::pin(async move { Ok(museum_pass::privacy::erase(write, account).await?) }),
    },
];

/// What a holder finds from their card: message and address. The last only where an outside provider is configured.
const OF_A_HOLDER: [(&str, &str); 3] = [
    ("loans-nav", "/ma-carte/prets"),
    ("vendors-mine", "/ma-carte/fournisseurs"),
    ("outside-nav", "/ma-carte/identites"),
];

/// Work whose type is forgotten: without that the compiler can't tell that what holds it may move between threads.
type Work<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The wings beside the catalogue; cheap to clone.
#[derive(Clone)]
pub(crate) struct Wings {
    pub(crate) card: library_card::web::Web,
    pub(crate) media: mediatheque::web::Web,
    pub(crate) content: Content,
    pub(crate) usage: usage::web::Web,
    pub(crate) payment: payment::Web,
    pub(crate) regie: regie::Web,
    pub(crate) gate: gate::Web,
    pub(crate) pass: museum_pass::Web,
    pub(crate) accounts: pass_accounts::Web,
    pub(crate) agenda: agenda::Web,
    pub(crate) tours: tours::Web,
    pub(crate) tickets: box_office::Web,
    pub(crate) systems: library_systems::Web,
    pub(crate) machines: sip2_server::Web,
    pub(crate) sign_on: sign_on::Web,
}

impl Wings {
    /// Opens the shelf and gives each wing what it needs.
    pub(crate) async fn open(config: &Config, node: &Node, people: &People, frame: &Frame) -> Result<Wings> {
        let db = node.engine.db().clone();
        let content = open_content(config, node).await?;
        let url = config.public_url.as_str();
        let (passes_in_wallets, tickets_in_wallets) = config.wallets()?;
        let (payments, test) = payments::open(&config.payment, &db, url, node.is_demo().await?)?;
        Ok(Wings {
            card: library_card::web::Web::new(people.clone(), frame.clone(), &config.public_url, &ROOMS)
                .with_others(if config.outside.is_empty() { &OF_A_HOLDER[..2] } else { &OF_A_HOLDER }),
            media: mediatheque::web::Web::new(content.clone(), people.clone(), frame.clone(), &config.public_url),
            content,
            payment: payment::Web::new(payments, test, frame.clone()),
            regie: regie::Web::new(db.clone(), people.clone(), frame.clone()),
            gate: gate::Web::new(db.clone(), frame.clone(), url).with_benefits(Arc::new(benefits_at_doors)),
            pass: museum_pass::Web::new(db.clone(), frame.clone(), url).with_wallets(passes_in_wallets),
            accounts: pass_accounts::Web::new(db.clone(), people.clone(), frame.clone(), url),
            agenda: agenda::Web::new(db.clone(), frame.clone(), url),
            tours: tours::Web::new(db.clone(), people.clone(), frame.clone(), url),
            tickets: box_office::Web::new(db.clone(), frame.clone(), url)
                .with_wallets(tickets_in_wallets)
                .with_sibil(config.sibil()?),
            systems: library_systems::Web::new(db.clone(), people.clone(), frame.clone(), url),
            machines: sip2_server::Web::new(db.clone(), people.clone(), frame.clone(), url),
            sign_on: config
                .signing(sign_on::Web::new(db.clone(), people.clone(), frame.clone(), url))?
                .with_outside(config.outside_providers()?),
            usage: usage::web::Web::new(db, frame.clone(), url),
        })
    }
}

/// What a museum gives today to whoever shows a pass at its door.
fn benefits_at_doors<'a>(read: &'a mut Read, institution: &'a str, today: Date) -> gate::web::Offered<'a> {
    Box::pin(async move {
        let given = museum_pass::benefits::at_doors(read, institution, today).await?;
        Ok(given.into_iter().map(|(title, detail)| gate::Benefit { title, detail }).collect())
    })
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
        let reconciled: Work<'_, _> = Box::pin(wings.payment.payments().reconcile());
        if let Err(error) = reconciled.await {
            tracing::warn!(%error, "payments could not be asked about; tried again soon");
        }
        let turns: Work<'_, _> = Box::pin(mediatheque::web::pass_turns(&wings.media));
        if let Err(error) = turns.await {
            tracing::warn!(?error, "turns could not be passed on");
        }
        let paid: Work<'_, _> = Box::pin(wings.payment.payments().reconcile());
        if let Err(error) = paid.await {
            tracing::warn!(%error, "payments nobody notified could not be asked about; tried again in a minute");
        }
        let passes: Work<'_, _> = Box::pin(museum_pass::keep::run(&wings.pass));
        passes.await;
        let tickets: Work<'_, _> = Box::pin(box_office::keep::run(&wings.tickets));
        tickets.await;
        let tours: Work<'_, _> = Box::pin(tours::keep::run(&wings.tours));
        tours.await;
        let vendors: Work<'_, _> = Box::pin(sign_on::keep::run(&wings.sign_on));
        vendors.await;
        let loans: Work<'_, _> = Box::pin(library_systems::mine::keep::run(&wings.systems));
        loans.await;
        let stages: Work<'_, _> = Box::pin(stage_doors(db));
        if let Err(error) = stages.await {
            tracing::warn!(
                error = format!("{error:#}"),
                "doors of coming performances could not be made; tried again in a minute"
            );
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

/// Whoever receives a coming performance has a door where tickets are shown.
async fn stage_doors(db: &Db) -> Result<()> {
    let mut write = db.write().await?;
    gate::declare_stages(&mut write).await?;
    write.commit().await?;
    Ok(())
}

/// What has served goes: sessions, registrations nobody confirmed, letters given up, seats, details of uses.
async fn sweep(db: &Db) -> Result<()> {
    library_card::retention::run(db, &ROOMS).await?;
    let mut write = db.write().await?;
    access::sweep(&mut write, db.clock().now(), &local_zone(), &access::Retention::default()).await?;
    library_systems::availability::sweep(&mut write).await?;
    write.commit().await?;
    // Figures first: scans go once the visits made of them were counted.
    pass_accounts::fold(db).await?;
    gate::sweep(db, &gate::Rules::default()).await?;
    Ok(())
}
