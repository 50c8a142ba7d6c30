//! `beffroi verify`: what must always be true, checked.

use anyhow::{Result, bail};
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
