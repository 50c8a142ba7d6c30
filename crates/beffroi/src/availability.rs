//! Between the catalogue, which knows libraries by their codes, and the wing that asks their systems, which knows institutions.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use catalogue::availability::{Answer, Asked, Coming, CopyNow, Patience, Source, State};
use library_systems::availability::{self as wing, Availability, Why};
use library_systems::{Connections, Systems};
use programme::institution;
use store::Db;

/// Codes of libraries connected, and their institutions.
type Codes = Arc<BTreeMap<String, String>>;

/// Libraries' systems, as the catalogue asks them.
pub(crate) struct LibrariesNow {
    db: Db,
    systems: Systems,
    availability: Availability,
    codes: Mutex<Option<(Arc<Connections>, Codes)>>,
}

impl LibrariesNow {
    /// Over the libraries connected.
    pub(crate) fn new(db: Db, systems: Systems) -> LibrariesNow {
        let availability = Availability::new(db.clone(), systems.clone());
        LibrariesNow { db, systems, availability, codes: Mutex::new(None) }
    }

    /// The libraries connected, by code. Read again only when the settings changed.
    async fn codes(&self) -> anyhow::Result<Codes> {
        let connections = self.systems.all().await?;
        if connections.is_empty() {
            return Ok(Codes::default());
        }
        if let Some((known, codes)) = &*self.codes.lock().unwrap_or_else(PoisonError::into_inner)
            && Arc::ptr_eq(known, &connections)
        {
            return Ok(codes.clone());
        }
        let mut read = self.db.read().await?;
        let mut codes = BTreeMap::new();
        for one in institution::list(&mut read, None, None).await? {
            if connections.contains_key(&one.id) {
                codes.insert(one.code, one.id);
            }
        }
        drop(read);
        let codes = Arc::new(codes);
        *self.codes.lock().unwrap_or_else(PoisonError::into_inner) = Some((connections, codes.clone()));
        Ok(codes)
    }
}

impl Source for LibrariesNow {
    fn connected(&self) -> Coming<'_, Codes> {
        Box::pin(async move {
            self.codes().await.unwrap_or_else(|error| {
                tracing::warn!(error = format!("{error:#}"), "the libraries connected could not be read");
                Codes::default()
            })
        })
    }

    fn ask(&self, asked: Vec<Asked>, patience: Patience) -> Coming<'_, Vec<Answer>> {
        Box::pin(async move {
            let codes = self.connected().await;
            let mut libraries = Vec::with_capacity(asked.len());
            let mut questions = Vec::with_capacity(asked.len());
            for one in asked {
                // A library that is not connected has no institution to ask: the wing says so.
                let institution = codes.get(&one.library).cloned().unwrap_or_default();
                questions.push(wing::Asked { institution, record: one.record, barcodes: one.barcodes });
                libraries.push(one.library);
            }
            let answers = match patience {
                Patience::None => self.availability.known(questions).await,
                Patience::For(deadline) => self.availability.ask(questions, deadline).await,
            };
            libraries.into_iter().zip(answers).map(|(library, answer)| told(library, answer)).collect()
        })
    }

    fn reserve(&self, institution: &str, record: &str, barcode: &str, title: &str) -> String {
        library_systems::mine::reserve_path(institution, record, barcode, title)
    }
}

fn told(library: String, answer: wing::Answer) -> Answer {
    Answer {
        library,
        record: answer.record,
        state: match answer.state {
            wing::State::Live | wing::State::Fresh => State::Live,
            wing::State::Stale(Why::Late) => State::LastKnownLate,
            wing::State::Stale(Why::Down) => State::LastKnownDown,
            wing::State::Stale(Why::NotAsked) => State::LastKnown,
            wing::State::Late => State::Late,
            wing::State::Down => State::Down,
            wing::State::NotConnected => State::NotConnected,
        },
        copies: answer
            .copies
            .iter()
            .map(|copy| CopyNow {
                barcode: copy.barcode.clone(),
                available: copy.available,
                due: copy.due,
                said: copy.said.clone(),
                holds: copy.holds,
            })
            .collect(),
        asked_at: answer.asked_at,
    }
}
