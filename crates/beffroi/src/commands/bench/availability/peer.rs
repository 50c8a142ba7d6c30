//! How it is elsewhere: VuFind's MultiBackend asks the systems of a record's libraries one by one
//! (<https://github.com/vufind-org/vufind/issues/950>). The same systems, asked with the same clients, for the same works.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result};
use library_systems::{CopyAsked, Failure, LibrarySystem};

use super::readers::Read;

/// A work's number and barcode at each library, in the libraries' order.
pub(super) type Held = Vec<CopyAsked>;

/// Asks for each work once, so many readers at once.
pub(super) async fn read(systems: Vec<Arc<dyn LibrarySystem>>, works: Vec<Held>, readers: usize) -> Result<Read> {
    let left = Arc::new(Mutex::new(works));
    let mut hands = tokio::task::JoinSet::new();
    for _ in 0..readers {
        let (systems, left) = (systems.clone(), left.clone());
        hands.spawn(async move {
            let mut read = Read::default();
            loop {
                let next = left.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let Some(held) = next else { return read };
                let begun = Instant::now();
                for (system, copy) in systems.iter().zip(&held) {
                    match system.availability(std::slice::from_ref(copy)).await {
                        Ok(_) => read.live += 1,
                        Err(Failure::Late) => read.late += 1,
                        Err(_) => read.down += 1,
                    }
                }
                read.times.push(begun.elapsed());
            }
        });
    }
    let mut all = Read::default();
    while let Some(hand) = hands.join_next().await {
        all.add(hand.context("a reader stopped")?);
    }
    all.times.sort_unstable();
    Ok(all)
}
