//! `beffroi verify`: what must always be true, checked.

use anyhow::{Result, bail};
use jiff::Timestamp;
use people::audit::{self, Verdict};

use super::node::Node;
use super::say;
use crate::config::Config;

pub(crate) async fn run(config: &Config) -> Result<()> {
    let node = Node::open(config).await?;
    let mut faults = 0;
    match audit::verify(node.engine.db(), None).await? {
        Verdict::Whole(head) => say(format!("audit log: {} entries, chain intact", head.seq)),
        broken => {
            faults += 1;
            say(format!("audit log: {broken:?}"));
        }
    }
    let mut read = node.engine.db().read().await?;
    let unbalanced = ledger::unbalanced(&mut read).await?;
    say(format!("ledger: {} movements whose lines do not add up to zero", unbalanced.len()));
    let receipts = regie::verify(&mut read).await?;
    say(format!("receipts of the régies: {} that do not fit their chain", receipts.len()));
    for fault in &receipts {
        say(format!("  {} at place {}: {}", fault.regie, fault.place, fault.reason.code()));
    }
    faults += (unbalanced.len() + receipts.len()) as u64;
    let (mut sold, mut broken) = (0u64, 0u64);
    for sale in box_office::sale::list(&mut read, Timestamp::MIN, Timestamp::MAX).await? {
        match box_office::statement::verify(&mut read, &sale.item).await? {
            box_office::statement::Verdict::Whole(_) => sold += 1,
            box_office::statement::Verdict::Broken { place, why } => {
                broken += 1;
                say(format!("  tickets of {}: at place {place}, {why}", sale.item));
            }
        }
    }
    say(format!("tickets: journals of {sold} performances intact, {broken} broken"));
    faults += broken;
    drop(read);
    let checked = catalogue::verify::verify(node.engine.db()).await?;
    say(format!(
        "catalogue: {} records in {} bundles; {} whose bytes differ from what was received; {} live records without a \
         place; {} places without a live record",
        checked.records, checked.bundles, checked.damaged, checked.unplaced, checked.misplaced
    ));
    faults += checked.damaged + checked.unplaced + checked.misplaced;
    let works = checked.works;
    let indexed = node.index.works() as u64;
    say(format!("search index: {indexed} works of {works}"));
    if faults > 0 {
        bail!("{faults} faults found");
    }
    Ok(())
}
