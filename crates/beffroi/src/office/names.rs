//! How people, roles and what they are held for are called, in the visitor's language.

use std::collections::BTreeMap;

use fluent_bundle::FluentArgs;
use people::{Grant, Role, Scope, StaffMember};
use programme::{Institution, institution, tenant};
use shell::{Frame, Lang, PageError, Visit};

use crate::app::App;

/// Names read once for a page.
pub(crate) struct Names {
    frame: Frame,
    lang: Lang,
    staff: Vec<StaffMember>,
    institutions: Vec<Institution>,
    communes: BTreeMap<String, String>,
}

impl Names {
    /// Reads them.
    pub(crate) async fn read(app: &App, visit: &Visit) -> Result<Names, PageError> {
        let staff = app.people.staff().await?;
        let mut read = app.db.read().await?;
        let institutions = institution::list(&mut read, None, None).await?;
        let communes = tenant::communes(&mut read).await?;
        Ok(Names {
            frame: app.frame.clone(),
            lang: visit.lang,
            staff,
            institutions,
            communes: communes.into_iter().map(|commune| (commune.insee, commune.name)).collect(),
        })
    }

    /// Everyone with a role.
    pub(crate) fn staff(&self) -> &[StaffMember] {
        &self.staff
    }

    /// Every institution, by code.
    pub(crate) fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// Communes: INSEE code and name.
    pub(crate) fn communes(&self) -> &BTreeMap<String, String> {
        &self.communes
    }

    /// A message without arguments.
    pub(crate) fn text(&self, key: &str) -> String {
        self.frame.messages().text(self.lang, key)
    }

    /// A role.
    pub(crate) fn role(&self, role: Role) -> String {
        self.text(&format!("role-{}", role.code()))
    }

    /// What a role is held for.
    pub(crate) fn scope(&self, scope: &Scope) -> String {
        match scope {
            Scope::Whole => self.text("office-everything"),
            Scope::Institution(id) => self
                .institutions
                .iter()
                .find(|institution| institution.id == *id)
                .map_or_else(|| id.clone(), |institution| institution.name.clone()),
            Scope::Commune(insee) => self.communes.get(insee).cloned().unwrap_or_else(|| insee.clone()),
        }
    }

    /// A role and what it is held for.
    pub(crate) fn grant(&self, grant: &Grant) -> String {
        match grant.scope {
            Scope::Whole => self.role(grant.role),
            _ => format!("{}, {}", self.role(grant.role), self.scope(&grant.scope)),
        }
    }

    /// Whom the log names: an account by its name, a part of the program by what it does.
    pub(crate) fn actor(&self, actor: &str) -> String {
        if let Some(id) = actor.strip_prefix("account:") {
            return self
                .staff
                .iter()
                .find(|member| member.account.id == id)
                .map_or_else(|| actor.to_owned(), |member| member.account.name.clone());
        }
        let part = actor.strip_prefix("system:").unwrap_or(actor);
        let known = self.frame.messages().format(self.lang, &format!("audit-by-{part}"), None);
        known.unwrap_or_else(|| actor.to_owned())
    }

    /// What an entry of the log says was done, and to what.
    pub(crate) fn act(&self, entry: &people::audit::Entry) -> String {
        let key = format!("audit-act-{}", entry.action.replace('.', "-"));
        let what = self.frame.messages().format(self.lang, &key, None).unwrap_or_else(|| entry.action.clone());
        let details: serde_json::Value = serde_json::from_str(&entry.details).unwrap_or_default();
        // A role given or taken says which.
        let role = serde_json::from_value::<Grant>(details).map(|grant| format!(" ({})", self.grant(&grant)));
        format!("{what}{} : {}", role.unwrap_or_default(), self.actor(&entry.subject))
    }
}

/// A message with arguments; its name when it is missing.
pub(crate) fn say(frame: &Frame, visit: &Visit, key: &str, args: &FluentArgs<'_>) -> String {
    frame.messages().format(visit.lang, key, Some(args)).unwrap_or_else(|| key.to_owned())
}

/// An entry of the log as pages show it.
pub(crate) fn entry(names: &Names, entry: &people::audit::Entry) -> shell::office::AuditEntry {
    shell::office::AuditEntry {
        at: entry.at.clone(),
        who: names.actor(&entry.actor),
        what: names.act(entry),
        seal: entry.hash.chars().take(12).collect(),
    }
}
