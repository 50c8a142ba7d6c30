//! Who asks, as a door needs to know them.

use people::Session;
use shell::{PageError, Visit};

use super::Web;

/// Who asks.
pub(crate) struct Guest {
    /// The account, for whoever is signed in.
    pub(crate) account: Option<String>,
    pub(crate) name: String,
    age_years: Option<u8>,
    commune: Option<String>,
    library: Option<String>,
    /// What names the browser's session for the journal, which keeps only a pseudonym of it.
    pub(crate) session: String,
    /// What links to content are bound to, for whoever is signed in.
    pub(crate) binding: Option<String>,
}

impl Guest {
    pub(crate) async fn of(web: &Web, visit: &Visit, session: Option<&Session>) -> Result<Guest, PageError> {
        let Some(session) = session else {
            return Ok(Guest {
                account: None,
                name: String::new(),
                age_years: None,
                commune: None,
                library: None,
                session: visit.session_name(&web.frame),
                binding: None,
            });
        };
        let holder = web.people.holder(&session.account.id).await?;
        let today = web.today();
        Ok(Guest {
            account: Some(session.account.id.clone()),
            name: session.account.name.clone(),
            age_years: holder.as_ref().and_then(|holder| holder.age_on(today)),
            commune: holder.as_ref().and_then(|holder| holder.commune.clone()),
            library: holder.and_then(|holder| holder.library),
            session: session.id.clone(),
            binding: Some(session.binding.clone()),
        })
    }

    pub(crate) fn visitor(&self) -> Option<access::Visitor<'_>> {
        self.account.as_deref().map(|account| access::Visitor {
            account,
            age_years: self.age_years,
            commune: self.commune.as_deref(),
            library: self.library.as_deref(),
        })
    }
}
