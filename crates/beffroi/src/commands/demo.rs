//! The demonstration: the Métropole Européenne de Lille, its communes, libraries and museums, and a catalogue of real
//! records brought in by the real importer.

use anyhow::{Context, Result};
use catalogue::import::{ImportOptions, import};
use catalogue::model::NewSource;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use people::{Actor, Grant, NewAccount, People, Policy, Role, Scope, audit};
use programme::{InstitutionKind, NewInstitution, institution, tenant};
use territory::{France, demonstration};

use super::node::Node;
use super::{demo_media, demo_pass, demo_tours, say};
use crate::config::Config;
use crate::{online_library, wings};

/// The SIREN number of the Métropole Européenne de Lille.
const LILLE: &str = "200093201";
/// One password for the demonstration's accounts, which exist nowhere else.
pub(crate) const PASSWORD: &str = "sous-le-beffroi";
/// The online library's name.
const ONLINE: &str = "Médiathèque en ligne";
/// Memory the index's writer may use while the demonstration is installed, in bytes.
const WRITER_HEAP: usize = 60 << 20;

/// A demonstration account, to be shown at the start.
pub(crate) struct DemoAccount {
    pub(crate) email: &'static str,
    pub(crate) name: &'static str,
    pub(crate) role: &'static str,
    kind: Role,
    institution: Option<&'static str>,
    commune: Option<&'static str>,
}

/// One account per role.
pub(crate) fn accounts() -> Vec<DemoAccount> {
    let account =
        |email, name, role, kind, institution, commune| DemoAccount { email, name, role, kind, institution, commune };
    vec![
        account("direction@demo.example", "Camille Direction", "director", Role::Director, None, None),
        account("reseau@demo.example", "Noor Réseau", "network librarian", Role::NetworkLibrarian, None, None),
        account("roubaix@demo.example", "Sacha Roubaix", "librarian, Roubaix", Role::Librarian, Some("roubaix"), None),
        account("piscine@demo.example", "Lou Musée", "museum agent", Role::MuseumAgent, Some("la-piscine"), None),
        account(
            "grandbleu@demo.example",
            "Jo Plateau",
            "performing arts house",
            Role::StageAgent,
            Some("grand-bleu"),
            None,
        ),
        account("wambrechies@demo.example", "Alix Mairie", "commune agent", Role::CommuneAgent, None, Some("59636")),
    ]
}

/// Installs everything; what was installed before is brought up to date.
pub(crate) async fn install(config: &Config, node: &Node) -> Result<Vec<DemoAccount>> {
    say("First start: installing the demonstration (Métropole Européenne de Lille).");
    let files = demonstration::catalogue_files();
    let total: u64 = files.iter().map(|file| u64::from(file.records)).sum();
    let bars = MultiProgress::with_draw_target(ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("  {prefix:<12} {bar:32} {human_pos}/{human_len} {wide_msg}")?;
    let bar = |prefix: &'static str, length: u64| {
        let bar = bars.add(ProgressBar::new(length));
        bar.set_style(style.clone());
        bar.set_prefix(prefix);
        bar
    };

    let territory_bar = bar("territory", 95);
    install_territory(node).await?;
    territory_bar.finish_with_message("communes");
    let institutions_bar = bar("institutions", 140);
    install_institutions(node).await?;
    institutions_bar.finish_with_message("libraries and museums");

    let records_bar = bar("records", total);
    for file in files {
        let library = node.catalogue.library(&file.library).await?.with_context(|| {
            format!("the demonstration file {} belongs to no library ({})", file.name, file.library)
        })?;
        let name = file.name.split('.').next().unwrap_or("principal").to_owned();
        let source = node.catalogue.declare_source(library.number, &NewSource { name, ..NewSource::default() }).await?;
        let options = ImportOptions {
            label: file.name.to_owned(),
            kind: "import",
            full_load: true,
            confirmed: true,
            bytes_total: None,
            actor: "demonstration".to_owned(),
        };
        let before = records_bar.position();
        let (sender, mut receiver) = tokio::sync::watch::channel(catalogue::import::Progress::default());
        let bar = records_bar.clone();
        let watching = tokio::spawn(async move {
            while receiver.changed().await.is_ok() {
                bar.set_position(before + receiver.borrow_and_update().counts.read as u64);
            }
        });
        records_bar.set_message(library.name.clone());
        let report = import(&node.engine, &source, file.reader(), options, Some(sender)).await?;
        watching.abort();
        records_bar.set_position(before + report.counts.read as u64);
    }
    records_bar.finish_with_message("records matched");

    let shelf_bar = bar("shelf", 12);
    let content = wings::open_content(config, node).await?;
    let institution = online_library::institution(node.engine.db(), ONLINE).await?;
    demo_media::install_shelf(&content, &institution.context("the territory is not installed")?).await?;
    online_library::follow(node, &config.public_url, ONLINE).await?;
    shelf_bar.finish_with_message("books, films, lessons");

    let works = catalogue::works_count(node.engine.db()).await?;
    let index_bar = bar("index", works);
    if let Some(mut indexer) = node.indexer(WRITER_HEAP)? {
        indexer.catch_up(|done| index_bar.set_position(done)).await?;
    }
    index_bar.finish_with_message("works searchable");

    demo_tours::declare(node.engine.db()).await?;
    let people = People::new(node.engine.db().clone(), Policy::default());
    for account in accounts() {
        if people.account_by_email(account.email).await?.is_some() {
            continue;
        }
        let scope = match (account.institution, account.commune) {
            (Some(code), _) => {
                let mut read = node.engine.db().read().await?;
                Scope::Institution(institution::by_code(&mut read, code).await?.id)
            }
            (None, Some(insee)) => Scope::Commune(insee.to_owned()),
            (None, None) => Scope::Whole,
        };
        let new = NewAccount {
            name: account.name,
            email: account.email,
            language: "fr",
            password: PASSWORD,
            grants: vec![Grant { role: account.kind, scope }],
            demo: true,
        };
        people.create_account(&Actor::System("demonstration"), new).await?;
    }
    demo_media::install_readers(node.engine.db(), &people).await?;
    let pass_bar = bar("pass", 15);
    demo_pass::install(node.engine.db(), &people).await?;
    pass_bar.finish_with_message("museums, a history of visits");
    let tours_bar = bar("tours", 60);
    demo_tours::install(node.engine.db(), &people).await?;
    tours_bar.finish_with_message("performances planned and sold");
    // Said last: an installation that was cut short starts again at the next start.
    let mut write = node.engine.db().write().await?;
    tenant::set(&mut write, "demo.installed", "yes").await?;
    write.commit().await?;
    Ok(accounts())
}

async fn install_territory(node: &Node) -> Result<()> {
    let france = France::load();
    let epci = france.epci(LILLE).context("the demonstration's territory is missing from the data")?;
    let mut write = node.engine.db().write().await?;
    tenant::install(&mut write, epci, france.communes_of(LILLE), true).await?;
    let details = serde_json::json!({ "demo": true });
    audit::append(&mut write, &Actor::System("demonstration"), "tenant.installed", &format!("epci:{LILLE}"), &details)
        .await?;
    write.commit().await?;
    Ok(())
}

async fn install_institutions(node: &Node) -> Result<()> {
    let mut write = node.engine.db().write().await?;
    for library in demonstration::libraries() {
        let new = NewInstitution {
            kind: InstitutionKind::Library,
            code: &library.code,
            name: &library.name,
            commune: &library.insee,
            address: library.address.as_deref(),
            postal_code: library.postal_code.as_deref(),
            position: library.position,
            website: None,
            weekly_minutes: library.weekly_hours.map(|hours| (hours * 60.0).round() as i64),
            demo: library.demo,
            source: &library.source,
        };
        institution::declare(&mut write, &new).await?;
    }
    for museum in demonstration::museums() {
        let new = NewInstitution {
            kind: InstitutionKind::Museum,
            code: &museum.code,
            name: &museum.name,
            commune: &museum.insee,
            address: museum.address.as_deref(),
            postal_code: museum.postal_code.as_deref(),
            position: museum.position,
            website: museum.website.as_deref(),
            weekly_minutes: None,
            demo: museum.demo,
            source: &museum.source,
        };
        institution::declare(&mut write, &new).await?;
    }
    write.commit().await?;
    node.catalogue
        .declare_libraries(
            demonstration::libraries()
                .iter()
                .map(|library| (library.code.as_str(), library.name.as_str(), library.insee.as_str(), library.demo)),
        )
        .await?;
    Ok(())
}
