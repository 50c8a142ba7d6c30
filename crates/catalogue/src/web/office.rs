//! The office's pages of the catalogue: who may do what to which library.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use people::{People, Permission, Policy, Session, Target};
use programme::{InstitutionKind, institution};
use shell::{Frame, PageError, Visit};
use store::Db;

use super::Web;
use crate::model::{Library, Source};

/// What the office's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Office {
    pub(crate) web: Web,
    /// Where files wait until they are imported.
    pub(crate) uploads: Arc<Path>,
}

impl Office {
    /// Over the wing's parts and a folder of its own for files received.
    pub fn new(web: Web, uploads: PathBuf) -> Office {
        Office { web, uploads: uploads.into() }
    }

    /// A source and its library, once the reader is known to have this permission over it.
    pub(crate) async fn source(
        &self,
        session: Session,
        permission: Permission,
        source: i64,
    ) -> Result<(Reach, Source, Library), PageError> {
        let reach = Reach::open(self.web.engine.db(), session, permission).await?;
        let source = self.web.registry.source_by_id(source).await?.ok_or(PageError::NotFound)?;
        let library = self.library_of(&source)?;
        reach.require(permission, &library.code)?;
        Ok((reach, source, library))
    }

    /// The library a source belongs to.
    pub(crate) fn library_of(&self, source: &Source) -> Result<Library, PageError> {
        let libraries = self.web.registry.libraries();
        libraries.iter().find(|library| library.number == source.library).cloned().ok_or(PageError::NotFound)
    }
}

/// What someone may do to which library: roles name institutions, the catalogue names libraries by their codes.
pub struct Reach {
    session: Session,
    institutions: BTreeMap<String, (String, String)>,
}

impl Reach {
    /// Reads the institutions behind the libraries.
    ///
    /// # Errors
    /// [`PageError::Forbidden`] when the permission is held over nothing at all.
    pub async fn open(db: &Db, session: Session, permission: Permission) -> Result<Reach, PageError> {
        if !session.may(permission, &Target::Anywhere) {
            return Err(PageError::Forbidden);
        }
        let mut read = db.read().await?;
        let libraries = institution::list(&mut read, Some(InstitutionKind::Library), None).await?;
        let institutions = libraries.into_iter().map(|one| (one.code, (one.id, one.commune))).collect();
        Ok(Reach { session, institutions })
    }

    /// Whether something may be done to the library of this code.
    pub fn may(&self, permission: Permission, library: &str) -> bool {
        match self.institutions.get(library) {
            Some((id, commune)) => self.session.may(permission, &Target::Institution { id, commune: Some(commune) }),
            // A library that only the catalogue knows belongs to the network as a whole.
            None => self.session.may(permission, &Target::Whole),
        }
    }

    /// The same, or the refusal to answer with.
    ///
    /// # Errors
    /// [`PageError::Forbidden`].
    pub fn require(&self, permission: Permission, library: &str) -> Result<(), PageError> {
        if self.may(permission, library) { Ok(()) } else { Err(PageError::Forbidden) }
    }

    /// Who asks.
    pub fn session(&self) -> &Session {
        &self.session
    }
}

/// Words with arguments, outside a template; the message's name when it is missing.
pub(crate) fn say(frame: &Frame, visit: &Visit, key: &str, args: &[(&'static str, &str)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, (*value).to_owned());
    }
    frame.messages().format(visit.lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// The name behind `account:…`; other actors as they are.
pub(crate) async fn actor_name(db: &Db, actor: &str) -> String {
    let Some(id) = actor.strip_prefix("account:") else { return actor.to_owned() };
    match People::new(db.clone(), Policy::default()).account(id).await {
        Ok(account) => account.name,
        Err(_) => actor.to_owned(),
    }
}
