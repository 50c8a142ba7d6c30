//! The office: periods, rules side by side, votes, statements, flows to publish.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::civil::Date;
use ledger::Cents;
use people::web::Staff;
use people::{Permission, Session, Target, audit};
use programme::{InstitutionKind, institution, tenant};
use serde_json::json;
use shell::{FormState, PageError, SentForm, Tone, Visit};
use store::Query;

use super::asked::{Asked, column};
use super::{Page, Web, attachment, cell, euros, instant, lost};
use crate::Error;
use crate::flows::{self, CAP, Parameters};
use crate::pages::accounts::{
    ComparePage, MuseumLine, MuseumPage, PeriodLine, PeriodsPage, ShareCell, Strip, VoteLine, render_compare,
    render_museum, render_periods,
};
use crate::pages::flows::{PublishPage, render_publish};
use crate::pages::paths;
use crate::periods::{self, Period};
use crate::settlement::{self, Compared, Gathered};

fn require(session: &Session) -> Result<(), PageError> {
    match session.may(Permission::SettlePasses, &Target::Whole) {
        true => Ok(()),
        false => Err(PageError::Forbidden),
    }
}

async fn line(query: &mut impl Query, period: &Period) -> Result<PeriodLine, PageError> {
    let statement = settlement::statement(query, &period.id).await?;
    let state = if statement.is_some() {
        "settled"
    } else if settlement::is_over(query, period).await? {
        "over"
    } else {
        "open"
    };
    Ok(PeriodLine {
        name: period.name.clone(),
        first_day: period.first_day.to_string(),
        last_day: period.last_day.to_string(),
        state,
        href: paths::period(&period.id),
        pot_cents: statement.map(|(_, statement)| statement.pot_cents),
    })
}

async fn periods_page(web: &Web, form: FormState) -> Result<PeriodsPage, PageError> {
    let mut read = web.db.read().await?;
    let mut lines = Vec::new();
    for period in periods::list(&mut read).await? {
        lines.push(line(&mut read, &period).await?);
    }
    Ok(PeriodsPage { periods: lines, form })
}

/// `GET /bureau/comptes-du-pass`
pub(crate) async fn periods(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    Ok(render_periods(&web.frame, &visit, &periods_page(&web, FormState::default()).await?)?.into_response())
}

/// `POST /bureau/comptes-du-pass`
pub(crate) async fn open(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let first = form.value("du").parse::<Date>();
    let last = form.value("au").parse::<Date>();
    for (field, day) in [("du", &first), ("au", &last)] {
        if day.is_err() {
            form.fault(field, "pass-accounts-day-wrong");
        }
    }
    if let (Ok(first), Ok(last)) = (first, last) {
        let mut write = web.db.write().await?;
        match periods::open(&mut write, form.value("nom"), first, last).await {
            Ok(id) => {
                let details = json!({ "name": form.value("nom") });
                let subject = format!("period:{id}");
                audit::append(&mut write, &session.actor(), "pass_accounts.opened", &subject, &details).await?;
                write.commit().await?;
                return Ok(web.say(&visit, Tone::Done, "pass-accounts-opened", &paths::period(&id)));
            }
            Err(Error::Refused(message)) => {
                let field = if message.starts_with("pass-accounts-name") { "nom" } else { "au" };
                form.fault(field, message);
            }
            Err(error) => return Err(lost(error)),
        }
    }
    let page = periods_page(&web, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render_periods(&web.frame, &visit, &page)?).into_response())
}

/// Everything a comparison is made of.
struct Comparison {
    period: Period,
    gathered: Gathered,
    compared: Vec<Compared>,
    fault: Option<&'static str>,
}

async fn compared(web: &Web, period: &str, asked: &Asked) -> Result<Comparison, PageError> {
    let _turn = web.counting.acquire().await.map_err(|_| PageError::Unavailable)?;
    let mut read = web.db.read().await?;
    let period = periods::by_id(&mut read, period).await.map_err(lost)?;
    let gathered = settlement::gather(&mut read, &period.id).await?;
    let (rules, conventions) = (asked.rules.clone(), asked.conventions.clone());
    // Rules are arithmetic on large numbers: not in the way of other pages.
    let (gathered, compared) = tokio::task::spawn_blocking(move || {
        let compared =
            if gathered.members.is_empty() { Ok(Vec::new()) } else { gathered.compare(&rules, &conventions) };
        (gathered, compared)
    })
    .await
    .map_err(PageError::internal)?;
    let (compared, fault) = match compared {
        Ok(compared) => (compared, asked.fault),
        Err(Error::Sharing(error)) => {
            tracing::warn!(%error, "a comparison can't be made");
            (Vec::new(), Some("pass-accounts-cannot-share"))
        }
        Err(error) => return Err(lost(error)),
    };
    Ok(Comparison { period, gathered, compared, fault })
}

/// Forms that come back with their faults.
#[derive(Default)]
struct Forms {
    vote: FormState,
    museums: FormState,
}

async fn compare_page(web: &Web, id: &str, asked: &Asked, forms: Forms) -> Result<ComparePage, PageError> {
    let Comparison { period, gathered, compared, fault } = compared(web, id, asked).await?;
    let mut read = web.db.read().await?;
    let line = line(&mut read, &period).await?;
    let votes = settlement::votes(&mut read, &period.id).await?;
    let hindrance = match (line.state, votes.first()) {
        ("open", _) => Some("pass-accounts-not-over"),
        (_, None) => Some("pass-accounts-not-voted"),
        _ => None,
    };
    let statement = settlement::statement(&mut read, &period.id).await?.map(|(_, statement)| statement);
    // Once settled, passes are no longer known one by one: the statement is what is shown.
    let (passes, money, all_visits, pot_cents) = match &statement {
        Some(statement) => {
            let basis = &statement.basis;
            (
                [basis.passes, basis.unused_passes, basis.free_passes],
                [basis.collected_cents, basis.third_party_cents, basis.unused_cents],
                basis.visits.clone(),
                statement.pot_cents,
            )
        }
        None if gathered.members.is_empty() => ([0; 3], [0; 3], Vec::new(), 0),
        None => {
            let basis = gathered.tally(&asked.conventions)?.basis(revenue_sharing::Rule::Equal).map_err(Error::from)?;
            let pot = compared.iter().find_map(|one| one.settlement.as_ref()).map_or(0, |one| one.pot_cents);
            (
                [basis.passes, basis.unused_passes, basis.free_passes],
                [basis.collected_cents, basis.third_party_cents, basis.unused_cents],
                basis.visits,
                pot,
            )
        }
    };
    let (rules, shares): (Vec<_>, Vec<Vec<Option<i64>>>) = match &statement {
        Some(statement) => {
            let mut rule = column(statement.rule);
            rule.reserve_cents = statement.reserve_cents;
            (vec![rule], vec![statement.shares.iter().map(|share| Some(share.cents)).collect()])
        }
        None => compared
            .iter()
            .map(|one| {
                let mut rule = column(one.rule);
                rule.known = one.settlement.is_some();
                rule.reserve_cents = one.settlement.as_ref().map_or(0, |settled| settled.reserve_cents);
                let shares = match &one.settlement {
                    Some(settled) => settled.cents.iter().copied().map(Some).collect(),
                    None => vec![None; gathered.members.len()],
                };
                (rule, shares)
            })
            .unzip(),
    };
    let reference = statement.as_ref().map_or_else(|| asked.reference.to_string(), |one| one.rule.to_string());
    let chosen = rules.iter().position(|rule| rule.rule == reference);
    let most = shares.iter().flatten().flatten().copied().max().unwrap_or(0).max(1) as f64;
    let typed = |form: &FormState, field: String, known: String| match form.values.get(&field) {
        Some(typed) => typed.clone(),
        None => known,
    };
    let museums = gathered
        .members
        .iter()
        .enumerate()
        .map(|(at, member)| {
            let given: Vec<Option<i64>> = shares.iter().map(|shares| shares.get(at).copied().flatten()).collect();
            let base = chosen.and_then(|chosen| given[chosen]);
            let known: Vec<i64> = given.iter().flatten().copied().collect();
            let place = |cents: i64| (cents as f64 * 1_000.0 / most).round() / 10.0;
            let strip = match (base, known.iter().min(), known.iter().max()) {
                (Some(base), Some(least), Some(most)) if known.len() > 1 => Some(Strip {
                    least: place(*least),
                    width: place(*most) - place(*least),
                    marks: known.iter().map(|cents| place(*cents)).collect(),
                    reference: place(base),
                }),
                _ => None,
            };
            MuseumLine {
                code: member.code.clone(),
                name: member.name.clone(),
                full_price: typed(
                    &forms.museums,
                    format!("prix-{}", member.code),
                    member.full_price_cents.map(euros).unwrap_or_default(),
                ),
                visitors: typed(
                    &forms.museums,
                    format!("visiteurs-{}", member.code),
                    member.visitors.map(|visitors| visitors.to_string()).unwrap_or_default(),
                ),
                visits: all_visits.get(at).copied().unwrap_or(0),
                shares: given
                    .into_iter()
                    .map(|cents| cents.map(|cents| ShareCell { cents, more: cents - base.unwrap_or(cents) }))
                    .collect(),
                strip,
                href: statement.is_some().then(|| paths::museum(&period.id, &member.code)),
            }
        })
        .collect();
    Ok(ComparePage {
        period: line,
        id: period.id,
        passes,
        money,
        visits: all_visits.iter().sum(),
        pot_cents,
        museums,
        rules,
        reference,
        chosen: asked.chosen.clone(),
        query: asked.query(),
        votes: votes
            .into_iter()
            .map(|vote| {
                let rule = column(vote.rule);
                VoteLine {
                    code: rule.code,
                    rate: rule.rate,
                    reason: vote.reason,
                    name: vote.name,
                    at: instant(vote.at_ms),
                }
            })
            .collect(),
        hindrance,
        form: forms.vote,
        museums_form: forms.museums,
        fault,
    })
}

/// `GET /bureau/comptes-du-pass/{period}`
pub(crate) async fn compare(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(period): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let asked = Asked::read(query.as_deref());
    let page = compare_page(&web, &period, &asked, Forms::default()).await?;
    Ok(render_compare(&web.frame, &visit, &page)?.into_response())
}

/// `GET /bureau/comptes-du-pass/{period}/comparaison.csv`
pub(crate) async fn compare_csv(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(period): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let asked = Asked::read(query.as_deref());
    let page = compare_page(&web, &period, &asked, Forms::default()).await?;
    let name = |rule: &crate::pages::accounts::RuleColumn| {
        let words =
            |end: &str| web.frame.messages().text(visit.lang, &format!("pass-accounts-rule-{}{end}", rule.code));
        // The message of a rule with a rate needs it; its plain name does not.
        if rule.rate.is_empty() { words("") } else { format!("{} {} %", words("-plain"), rule.rate) }
    };
    let mut text = String::from("musee;visites");
    for rule in &page.rules {
        text.push_str(&format!(";{}", cell(&name(rule))));
    }
    text.push_str("\r\n");
    for museum in &page.museums {
        text.push_str(&format!("{};{}", cell(&museum.name), museum.visits));
        for share in &museum.shares {
            text.push_str(&format!(";{}", share.as_ref().map(|share| euros(share.cents)).unwrap_or_default()));
        }
        text.push_str("\r\n");
    }
    Ok(attachment(
        &format!("comparaison-{}.csv", page.period.name.replace(['"', '\\', '/'], "-")),
        "text/csv; charset=utf-8",
        text,
    ))
}

/// `GET /bureau/comptes-du-pass/{period}/passes.json`
pub(crate) async fn passes(
    State(web): State<Web>,
    Staff(session): Staff,
    Path(period): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let asked = Asked::read(query.as_deref());
    let mut read = web.db.read().await?;
    let period = periods::by_id(&mut read, &period).await.map_err(lost)?;
    let gathered = settlement::gather(&mut read, &period.id).await?;
    let file = gathered.to_file(&period.name, &asked.conventions);
    let text = serde_json::to_string_pretty(&file).map_err(PageError::internal)?;
    Ok(attachment("passes.json", "application/json", text))
}

/// `POST /bureau/comptes-du-pass/{period}/musees`
pub(crate) async fn describe(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(period): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let mut write = web.db.write().await?;
    let members = periods::members(&mut write, &period).await?;
    if members.is_empty() {
        periods::by_id(&mut write, &period).await.map_err(lost)?;
    }
    for member in members {
        let price = form.value(&format!("prix-{}", member.code)).trim().to_owned();
        let visitors: String =
            form.value(&format!("visiteurs-{}", member.code)).chars().filter(|c| !c.is_whitespace()).collect();
        let cents = match (price.as_str(), price.parse::<Cents>()) {
            ("", _) => None,
            (_, Ok(Cents(cents @ 0..=1_000_000))) => Some(cents),
            _ => {
                form.fault("", "pass-accounts-price-wrong");
                break;
            }
        };
        let visitors = match (visitors.as_str(), visitors.parse::<i64>()) {
            ("", _) => None,
            (_, Ok(visitors @ 0..=1_000_000_000)) => Some(visitors),
            _ => {
                form.fault("", "pass-accounts-visitors-wrong");
                break;
            }
        };
        match periods::describe(&mut write, &period, &member.institution, cents, visitors).await {
            Ok(()) => {}
            Err(Error::Refused(message)) => {
                form.fault("", message);
                break;
            }
            Err(error) => return Err(lost(error)),
        }
    }
    if !form.is_sound() {
        drop(write);
        let forms = Forms { museums: form, ..Forms::default() };
        let page = compare_page(&web, &period, &Asked::read(None), forms).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, render_compare(&web.frame, &visit, &page)?).into_response());
    }
    let subject = format!("period:{period}");
    audit::append(&mut write, &session.actor(), "pass_accounts.described", &subject, &json!({})).await?;
    write.commit().await?;
    Ok(web.say(&visit, Tone::Done, "pass-accounts-described", &paths::period(&period)))
}

/// `POST /bureau/comptes-du-pass/{period}/vote`
pub(crate) async fn vote(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(period): Path<String>,
    RawQuery(query): RawQuery,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let asked = Asked::read(query.as_deref());
    let mut write = web.db.write().await?;
    let by = (session.account.id.as_str(), session.account.name.as_str());
    let voted = match asked.fault {
        Some(fault) => Err(Error::Refused(fault)),
        None => {
            settlement::vote(&mut write, &period, asked.reference, &asked.conventions, form.value("raison"), by).await
        }
    };
    match voted {
        Ok(()) => {
            write.commit().await?;
            Ok(web.say(&visit, Tone::Done, "pass-accounts-voted-done", &paths::period(&period)))
        }
        Err(Error::Refused(message)) => {
            drop(write);
            form.fault(if message == "pass-accounts-reason-wrong" { "raison" } else { "" }, message);
            let forms = Forms { vote: form, ..Forms::default() };
            let page = compare_page(&web, &period, &asked, forms).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render_compare(&web.frame, &visit, &page)?).into_response())
        }
        Err(error) => Err(lost(error)),
    }
}

/// `POST /bureau/comptes-du-pass/{period}/releve`
pub(crate) async fn issue(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(period): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let mut write = web.db.write().await?;
    let issuer = tenant::tenant(&mut write).await?.map(|tenant| tenant.name).unwrap_or_default();
    match settlement::issue(&mut write, &period, &issuer, &session.actor()).await {
        Ok(_) => {
            write.commit().await?;
            Ok(web.say(&visit, Tone::Done, "pass-accounts-issued-done", &paths::statement(&period)))
        }
        Err(Error::Refused(message)) => Ok(web.say(&visit, Tone::Refused, message, &paths::period(&period))),
        Err(error) => Err(lost(error)),
    }
}

/// `GET /bureau/comptes-du-pass/{period}/musees/{museum}`
pub(crate) async fn museum(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((period, code)): Path<(String, String)>,
) -> Page {
    if !session.may(Permission::ReadVisits, &Target::Anywhere) {
        return Err(PageError::Forbidden);
    }
    let mut read = web.db.read().await?;
    let period = periods::by_id(&mut read, &period).await.map_err(lost)?;
    let members = periods::members(&mut read, &period.id).await?;
    let member = members.iter().find(|member| member.code == code).ok_or(PageError::NotFound)?;
    let one = institution::by_id(&mut read, &member.institution).await?;
    if !session.may(Permission::ReadVisits, &Target::Institution { id: &one.id, commune: Some(&one.commune) }) {
        return Err(PageError::Forbidden);
    }
    let (_, statement) = settlement::statement(&mut read, &period.id).await?.ok_or(PageError::NotFound)?;
    let at = statement.museums.iter().position(|museum| museum.code == code).ok_or(PageError::NotFound)?;
    let share = statement.shares.get(at).ok_or(PageError::NotFound)?;
    let all = statement.basis.visits.iter().sum();
    let page = MuseumPage {
        name: statement.museums[at].name.clone(),
        period: [period.name.clone(), period.first_day.to_string(), period.last_day.to_string()],
        issuer: statement.issuer.clone(),
        issued_at: statement.issued_at.clone(),
        rule: column(statement.rule),
        reason: statement.reason.clone(),
        cents: share.cents,
        exact: share.exact.as_ref().map(ToString::to_string),
        pot_cents: statement.pot_cents,
        visits: [statement.basis.visits.get(at).copied().unwrap_or(0), all],
        full_price_cents: statement.museums[at].full_price_cents,
        visitors: statement.museums[at].visitors,
        key: statement.key.clone(),
        statement: paths::statement(&period.id),
    };
    Ok(render_museum(&web.frame, &visit, &page)?.into_response())
}

async fn publish_page(web: &Web, form: FormState) -> Result<PublishPage, PageError> {
    let mut read = web.db.read().await?;
    Ok(PublishPage {
        quarters: flows::publishable(&mut read).await?,
        published: flows::published(&mut read).await?,
        form,
        least: Parameters::default().least,
        cap: CAP,
    })
}

fn usual() -> FormState {
    let usual = Parameters::default();
    let mut form = FormState::default();
    form.values.insert("epsilon".to_owned(), (usual.epsilon_milli / 1_000).to_string());
    form.values.insert("minimum".to_owned(), usual.least.to_string());
    form
}

/// `GET /bureau/comptes-du-pass/flux`
pub(crate) async fn publishing(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    Ok(render_publish(&web.frame, &visit, &publish_page(&web, usual()).await?)?.into_response())
}

/// `0,5` or `1` as thousandths.
fn thousandths(text: &str) -> Option<i64> {
    let text = text.trim().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || rest.len() > 3 || !digits(whole) || !digits(rest) {
        return None;
    }
    whole.parse::<i64>().ok()?.checked_mul(1_000)?.checked_add(format!("{rest:0<3}").parse().ok()?)
}

/// `POST /bureau/comptes-du-pass/flux`
pub(crate) async fn publish(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let quarter = form.value("trimestre").to_owned();
    match (thousandths(form.value("epsilon")), form.value("minimum").trim().parse::<i64>()) {
        (Some(epsilon_milli), Ok(least)) => {
            let parameters = Parameters { epsilon_milli, least };
            let mut write = web.db.write().await?;
            let museums = institution::list(&mut write, Some(InstitutionKind::Museum), None).await?;
            let museums: Vec<String> = museums.into_iter().map(|one| one.id).collect();
            match flows::publish(&mut write, &quarter, &museums, &parameters).await {
                Ok(()) => {
                    let details = json!({ "epsilon_milli": epsilon_milli, "least": least });
                    let subject = format!("flows:{quarter}");
                    audit::append(&mut write, &session.actor(), "pass_accounts.flows_published", &subject, &details)
                        .await?;
                    write.commit().await?;
                    return Ok(web.say(&visit, Tone::Done, "pass-accounts-published-done", paths::PUBLISH));
                }
                Err(Error::Refused(message)) => form.fault("", message),
                Err(error) => return Err(lost(error)),
            }
        }
        (None, _) => form.fault("epsilon", "pass-accounts-epsilon-wrong"),
        (_, Err(_)) => form.fault("minimum", "pass-accounts-least-wrong"),
    }
    let page = publish_page(&web, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render_publish(&web.frame, &visit, &page)?).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_are_read_as_people_write_them() {
        for (text, read) in [
            ("1", Some(1_000)),
            ("0,5", Some(500)),
            (" 2.25 ", Some(2_250)),
            ("a", None),
            ("-1", None),
            ("1,2345", None),
        ] {
            assert_eq!(thousandths(text), read, "{text}");
        }
    }
}
