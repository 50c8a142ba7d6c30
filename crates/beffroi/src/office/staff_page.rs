//! The staff: who holds which role, and giving, taking, inviting, closing.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentArgs;
use people::web::Staff;
use people::{AccountState, Grant, NewAccount, Permission, Role, Scope, Session, Target};
use programme::InstitutionKind;
use shell::office::{Choice, HeldRole, StaffList, StaffMember};
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::names::{Names, say};
use crate::app::App;

type Page = Result<Response, PageError>;

const HERE: &str = "/bureau/equipe";

/// `GET /bureau/equipe`
pub(crate) async fn list(State(app): State<App>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    show(&app, &visit, &session, FormState::default()).await
}

fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::ManageStaff, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// Whether the reader may give this role: the page offers nothing that the verb would refuse.
fn may_give(session: &Session, role: Role) -> bool {
    session
        .grants
        .iter()
        .any(|grant| grant.permits(Permission::ManageStaff, &Target::Whole) && grant.role.may_give(role))
}

async fn show(app: &App, visit: &Visit, session: &Session, form: FormState) -> Page {
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let names = Names::read(app, visit).await?;
    let mut shown = Vec::new();
    for member in names.staff() {
        let account = &member.account;
        let manages = member.grants.iter().all(|grant| may_give(session, grant.role));
        // Nobody closes their own account by mistake.
        let own = account.id == session.account.id;
        let active = account.state != AccountState::Disabled;
        let last_seen = app.people.sessions(&account.id).await?.first().map(|one| one.seen_at_ms);
        shown.push(StaffMember {
            name: account.name.clone(),
            email: account.email.clone().unwrap_or_default(),
            roles: member
                .grants
                .iter()
                .map(|grant| HeldRole {
                    label: names.role(grant.role),
                    scope: (grant.scope != Scope::Whole).then(|| names.scope(&grant.scope)),
                    remove_action: (may_give(session, grant.role) && !own).then(|| {
                        format!("{HERE}/{}/retirer/{}/{}", account.id, grant.role.code(), scope_word(&grant.scope))
                    }),
                })
                .collect(),
            last_seen: last_seen.and_then(|at| jiff::Timestamp::from_millisecond(at).ok()).map(|at| at.to_string()),
            active,
            toggle_action: (manages && !own)
                .then(|| format!("{HERE}/{}/{}", account.id, if active { "fermer" } else { "rouvrir" })),
        });
    }
    let view = StaffList {
        people: shown,
        may_change: true,
        add_action: HERE.to_owned(),
        form: form.without(&["password"]),
        roles: Role::ALL
            .into_iter()
            .filter(|role| may_give(session, *role))
            .map(|role| Choice { value: role.code().to_owned(), label: names.role(role) })
            .collect(),
        scopes: scopes(session, &names),
    };
    Ok((status, app.frame.render(visit, "shell/office_staff.html", &view)?).into_response())
}

/// What roles the reader may give can be given for.
fn scopes(session: &Session, names: &Names) -> Vec<Choice> {
    let mut choices = Vec::new();
    if may_give(session, Role::Director) {
        choices.push(Choice { value: scope_word(&Scope::Whole), label: names.scope(&Scope::Whole) });
    }
    for institution in names.institutions() {
        let offered = match institution.kind {
            InstitutionKind::Library => may_give(session, Role::Librarian),
            InstitutionKind::Stage | InstitutionKind::Company => may_give(session, Role::StageAgent),
            _ => may_give(session, Role::MuseumAgent),
        };
        if offered {
            let value = scope_word(&Scope::Institution(institution.id.clone()));
            choices.push(Choice { value, label: institution.name.clone() });
        }
    }
    if may_give(session, Role::CommuneAgent) {
        for (insee, name) in names.communes() {
            choices.push(Choice { value: scope_word(&Scope::Commune(insee.clone())), label: name.clone() });
        }
    }
    choices
}

/// A scope as a form and an address name it.
fn scope_word(scope: &Scope) -> String {
    let (kind, id) = scope.columns();
    if id.is_empty() { kind.to_owned() } else { format!("{kind}:{id}") }
}

/// Reads a scope's word back.
fn read_scope(word: &str) -> Option<Scope> {
    let (kind, id) = word.split_once(':').unwrap_or((word, ""));
    Scope::from_columns(kind, id)
}

/// `POST /bureau/equipe`: an account with its first password, or an invitation when none is given.
pub(crate) async fn add(State(app): State<App>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session)?;
    let mut form = sent.checked(&app.frame, &visit)?;
    let role = Role::from_code(form.value("role"));
    let scope = read_scope(form.value("scope"));
    let name: String = form.value("name").chars().filter(|c| !c.is_control()).take(120).collect();
    if name.is_empty() {
        form.fault("name", "staff-name-needed");
    }
    let grant = match (role, scope) {
        (Some(role), Some(scope)) if role.fits(&scope) => Some(Grant { role, scope }),
        _ => {
            form.fault("scope", "staff-scope-unfit");
            None
        }
    };
    let Some(grant) = grant.filter(|_| form.is_sound()) else { return show(&app, &visit, &session, form).await };
    let password = form.values.get("password").cloned().unwrap_or_default();
    let (email, language) = (form.value("email").to_owned(), visit.lang.code());
    let mut args = FluentArgs::new();
    args.set("name", name.clone());
    let outcome = if password.is_empty() {
        app.people.invite(&session.actor(), &name, &email, language, &grant).await.map(|invitation| {
            let path = format!("/invitation/{}", invitation.token);
            args.set("link", app.frame.public_url(&path).unwrap_or(path));
            "staff-invited"
        })
    } else {
        let new =
            NewAccount { name: &name, email: &email, language, password: &password, grants: vec![grant], demo: false };
        app.people.create_account(&session.actor(), new).await.map(|_| "staff-added")
    };
    match outcome {
        Ok(key) => {
            let text = say(&app.frame, &visit, key, &args);
            Ok(Flash { tone: Tone::Done, text }.redirect(&app.frame, HERE))
        }
        Err(error) => {
            let (field, message) = fault(error)?;
            form.fault(field, message);
            show(&app, &visit, &session, form).await
        }
    }
}

/// A refusal of the verbs: beside which field, in which words.
fn fault(error: people::Error) -> Result<(&'static str, &'static str), PageError> {
    use people::Error;
    Ok(match error {
        Error::InvalidEmail(_) => ("email", "staff-email-wrong"),
        Error::EmailTaken => ("email", "staff-email-taken"),
        Error::WeakPassword { .. } => ("password", "staff-password-weak"),
        Error::ScopeUnfit => ("scope", "staff-scope-unfit"),
        Error::NotAllowed => ("", "staff-not-yours"),
        Error::LastDirector => ("", "staff-last-director"),
        Error::NotFound => ("", "staff-gone"),
        other => return Err(PageError::internal(other)),
    })
}

/// Says what a verb did, or why it did nothing, on the list.
fn told(app: &App, visit: &Visit, outcome: people::Result<()>, done: &str) -> Page {
    let (tone, key) = match outcome {
        Ok(()) => (Tone::Done, done),
        Err(people::Error::NotAllowed) => return Err(PageError::Forbidden),
        Err(people::Error::NotFound) => return Err(PageError::NotFound),
        Err(error) => (Tone::Refused, fault(error)?.1),
    };
    let text = app.frame.messages().text(visit.lang, key);
    Ok(Flash { tone, text }.redirect(&app.frame, HERE))
}

/// `POST /bureau/equipe/{account}/donner`: one more role, `role` and `scope`.
pub(crate) async fn give(
    State(app): State<App>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&app.frame, &visit)?;
    let role = Role::from_code(form.value("role")).ok_or(PageError::BadRequest)?;
    let scope = read_scope(form.value("scope")).ok_or(PageError::BadRequest)?;
    let outcome = app.people.give_role(&session.actor(), &account, &Grant { role, scope }).await;
    told(&app, &visit, outcome, "staff-role-given")
}

/// `POST /bureau/equipe/{account}/retirer/{role}/{scope}`
pub(crate) async fn take(
    State(app): State<App>,
    visit: Visit,
    Staff(session): Staff,
    Path((account, role, scope)): Path<(String, String, String)>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    sent.checked(&app.frame, &visit)?;
    let role = Role::from_code(&role).ok_or(PageError::NotFound)?;
    let scope = read_scope(&scope).ok_or(PageError::NotFound)?;
    let outcome = app.people.take_role(&session.actor(), &account, &Grant { role, scope }).await;
    told(&app, &visit, outcome, "staff-role-taken")
}

/// `POST /bureau/equipe/{account}/fermer`
pub(crate) async fn close(
    State(app): State<App>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    sent.checked(&app.frame, &visit)?;
    let outcome = app.people.disable(&session.actor(), &account).await;
    told(&app, &visit, outcome, "staff-now-closed")
}

/// `POST /bureau/equipe/{account}/rouvrir`
pub(crate) async fn reopen(
    State(app): State<App>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    sent.checked(&app.frame, &visit)?;
    let outcome = app.people.enable(&session.actor(), &account).await;
    told(&app, &visit, outcome, "staff-now-open")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_back() {
        for scope in [Scope::Whole, Scope::Institution("i".to_owned()), Scope::Commune("59350".to_owned())] {
            assert_eq!(read_scope(&scope_word(&scope)), Some(scope));
        }
        assert_eq!(read_scope("planet:earth"), None);
    }
}
