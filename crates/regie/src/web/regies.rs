//! Régies as their acts say: declared and changed by who oversees them.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use ledger::Cents;
use people::web::Staff;
use programme::{InstitutionKind, institution};
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Tone, Visit, parse_pairs};

use super::{Names, Page, Web, attachment, or_not_found, require_desk, require_oversight, require_regie};
use crate::pages::{RegieForm, RegiesPage, TillLine};
use crate::receipts::local_zone;
use crate::regies::{self, NewRegie};
use crate::{Means, journal, receipts};

const REGIES: &str = "/bureau/regie/regies";

async fn view_of(web: &Web, form: FormState, checked: &[Means]) -> Result<RegiesPage, PageError> {
    let mut read = web.db.read().await?;
    let mut names = Names::new(web);
    let mut institutions = Vec::new();
    for kind in [InstitutionKind::Museum, InstitutionKind::TownHall, InstitutionKind::Intercommunality] {
        for one in institution::list(&mut read, Some(kind), None).await? {
            institutions.push(Choice { value: one.id, label: one.name });
        }
    }
    let mut lines = Vec::new();
    for regie in regies::list(&mut read).await? {
        let mut tills = Vec::new();
        for till in regies::tills(&mut read, &regie.id).await? {
            let held_by = match &till.held_by {
                Some(account) => Some(names.of(account).await),
                None => None,
            };
            tills.push(TillLine { name: till.name, open: till.open, held_by });
        }
        let institution = institutions.iter().find(|one| one.value == regie.institution);
        lines.push(RegieForm {
            institution: institution.map_or_else(String::new, |one| one.label.clone()),
            ceiling: regie.ceiling.0,
            float: regie.float.0,
            means: regie.means.iter().map(|means| means.code()).collect(),
            open: regie.open,
            tills,
            till_action: format!("{REGIES}/{}/caisses", regie.id),
            code: regie.code,
            name: regie.name,
            act: regie.act,
            regisseur: regie.regisseur,
            accountant: regie.accountant,
        });
    }
    Ok(RegiesPage {
        regies: lines,
        form,
        institutions,
        means: Means::ALL.iter().map(|means| (means.code(), checked.contains(means))).collect(),
    })
}

/// `GET /bureau/regie/regies`; `?regie=CODE` fills the form with that régie, to change it.
pub(crate) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(person): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    require_oversight(&person)?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let code = pairs.iter().find(|(name, _)| name == "regie").map(|(_, value)| value.clone());
    let (mut form, mut checked) = (FormState::default(), vec![Means::Cash, Means::Card, Means::Cheque]);
    if let Some(code) = code {
        let regie = or_not_found(regies::by_code(&mut web.db.read().await?, &code).await)?;
        checked.clone_from(&regie.means);
        for (name, value) in [
            ("code", regie.code),
            ("institution", regie.institution),
            ("nom", regie.name),
            ("acte", regie.act),
            ("regisseur", regie.regisseur),
            ("comptable", regie.accountant),
            ("encaisse", regie.ceiling.to_string()),
            ("fond", regie.float.to_string()),
            ("service", if regie.open { "1".to_owned() } else { String::new() }),
        ] {
            form.values.insert(name.to_owned(), value);
        }
    } else {
        form.values.insert("service".to_owned(), "1".to_owned());
    }
    let view = view_of(&web, form, &checked).await?;
    Ok(web.frame.render(&visit, "regie/regies.html", &view)?.into_response())
}

/// `POST /bureau/regie/regies`
pub(crate) async fn declare(State(web): State<Web>, visit: Visit, Staff(person): Staff, sent: SentForm) -> Page {
    let means: Vec<Means> = sent
        .pairs()
        .iter()
        .filter(|(name, _)| name == "moyens")
        .filter_map(|(_, value)| Means::from_code(value))
        .collect();
    let mut form = sent.checked(&web.frame, &visit)?;
    require_oversight(&person)?;
    let (ceiling, float) = (form.value("encaisse").parse::<Cents>(), form.value("fond").parse::<Cents>());
    if ceiling.is_err() {
        form.fault("encaisse", "regie-fault-ceiling");
    }
    if float.is_err() {
        form.fault("fond", "regie-fault-float");
    }
    if let (Ok(ceiling), Ok(float)) = (ceiling, float) {
        let new = NewRegie {
            code: form.value("code"),
            institution: form.value("institution"),
            name: form.value("nom"),
            act: form.value("acte"),
            regisseur: form.value("regisseur"),
            accountant: form.value("comptable"),
            ceiling,
            float,
            means: &means,
            open: form.value("service") == "1",
        };
        let mut write = web.db.write().await?;
        let known = institution::by_id(&mut write, new.institution).await.is_ok();
        let declared = match known {
            true => regies::declare(&mut write, &new).await,
            false => Err(crate::Error::Senseless("regie-fault-institution")),
        };
        match declared {
            Ok(id) => {
                // A régie without a till takes nothing: the first comes with it.
                if regies::tills(&mut write, &id).await?.is_empty() {
                    regies::set_till(&mut write, &id, "Caisse 1", true).await?;
                }
                let details = serde_json::json!({ "code": new.code });
                let subject = format!("regie:{id}");
                people::audit::append(&mut write, &person.actor(), "regie.declared", &subject, &details).await?;
                write.commit().await?;
                return Ok(web.say(&visit, Tone::Done, "regie-declared", REGIES));
            }
            Err(crate::Error::Contradiction(_)) => form.fault("code", "regie-fault-code-taken"),
            Err(error) => {
                let Some(message) = error.message() else { return Err(error.into()) };
                let field = match message {
                    "regie-fault-code" => "code",
                    "regie-fault-name" => "nom",
                    "regie-fault-act" => "acte",
                    "regie-fault-regisseur" => "regisseur",
                    "regie-fault-accountant" => "comptable",
                    "regie-fault-ceiling" => "encaisse",
                    "regie-fault-float" => "fond",
                    _ => "",
                };
                form.fault(field, message);
            }
        }
    }
    let view = view_of(&web, form, &means).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.frame.render(&visit, "regie/regies.html", &view)?).into_response())
}

/// `POST /bureau/regie/regies/{regie}/caisses`: adds a till, or puts it in or out of service.
pub(crate) async fn till(
    State(web): State<Web>,
    visit: Visit,
    Staff(person): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    require_oversight(&person)?;
    let mut write = web.db.write().await?;
    let regie = or_not_found(regies::by_id(&mut write, &id).await)?;
    match regies::set_till(&mut write, &regie.id, form.value("nom"), form.value("service") == "1").await {
        Ok(_) => {}
        Err(error) => {
            return match error.message() {
                Some(message) => Ok(web.say(&visit, Tone::Refused, message, REGIES)),
                None => Err(error.into()),
            };
        }
    }
    let details = serde_json::json!({ "till": form.value("nom"), "open": form.value("service") == "1" });
    let subject = format!("regie:{}", regie.id);
    people::audit::append(&mut write, &person.actor(), "regie.till_set", &subject, &details).await?;
    write.commit().await?;
    Ok(web.say(&visit, Tone::Done, "regie-till-set", REGIES))
}

/// `GET /bureau/regie/regies/{regie}/journal.csv?annee=2026`
pub(crate) async fn csv(
    State(web): State<Web>,
    Staff(person): Staff,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    require_desk(&person)?;
    let mut read = web.db.read().await?;
    let regie = or_not_found(regies::by_id(&mut read, &id).await)?;
    require_regie(&mut read, &person, &regie).await?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let year = pairs.iter().find(|(name, _)| name == "annee").and_then(|(_, value)| value.parse::<i64>().ok());
    let year = year.unwrap_or_else(|| i64::from(web.db.clock().now().to_zoned(local_zone()).year()));
    let taken = receipts::of_year(&mut read, &regie.id, year).await?;
    Ok(attachment(&format!("regie-{}-{year}.csv", regie.code), journal::csv(&taken)))
}
