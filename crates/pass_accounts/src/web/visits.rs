//! Visits, within the museums one answers for.

use std::collections::{BTreeMap, HashMap};

use axum::extract::{RawQuery, State};
use axum::response::IntoResponse;
use jiff::{Timestamp, ToSpan};
use people::web::Staff;
use people::{Permission, Session, Target};
use programme::{Institution, InstitutionKind, ItemKind, institution, item};
use shell::office::Choice;
use shell::{Lang, PageError, Visit, parse_pairs};
use territory::France;

use super::{Page, Web, attachment, cell};
use crate::ANTI_FRAUD_DAYS;
use crate::counts::{self, Line, Report};
use crate::pages::visits::{Row, Table, VisitsPage, render};

struct Question {
    asked: counts::Asked,
    own: Vec<Institution>,
    /// The museum chosen, if one is.
    one: Option<Institution>,
}

impl Question {
    async fn read(web: &Web, session: &Session, RawQuery(query): RawQuery) -> Result<Self, PageError> {
        if !session.may(Permission::ReadVisits, &Target::Anywhere) {
            return Err(PageError::Forbidden);
        }
        let asked: BTreeMap<String, String> = parse_pairs(query.unwrap_or_default().as_bytes()).into_iter().collect();
        let mut read = web.db.read().await?;
        let mut own = institution::list(&mut read, Some(InstitutionKind::Museum), None).await?;
        own.retain(|one| {
            session.may(Permission::ReadVisits, &Target::Institution { id: &one.id, commune: Some(&one.commune) })
        });
        let wanted = asked.get("musee").map(String::as_str).unwrap_or_default();
        let one = own.iter().find(|one| one.code == wanted).cloned();
        if one.is_none() && !wanted.is_empty() {
            // A museum that is not one's own is not said to exist.
            return Err(PageError::Forbidden);
        }
        let one = one.or_else(|| match own.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        });
        let whole = session.may(Permission::ReadVisits, &Target::Whole);
        let institutions = match &one {
            Some(one) => vec![one.id.clone()],
            // The whole network: every door, a theatre's included.
            None if whole => Vec::new(),
            None if own.is_empty() => return Err(PageError::Forbidden),
            None => own.iter().map(|one| one.id.clone()).collect(),
        };
        let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
        let month = |name: &str| -> Result<Option<String>, PageError> {
            match asked.get(name).map(String::as_str) {
                None | Some("") => Ok(None),
                Some(text) => match format!("{text}-01").parse::<jiff::civil::Date>() {
                    Ok(day) => Ok(Some(day.strftime("%Y-%m").to_string())),
                    Err(_) => Err(PageError::BadRequest),
                },
            }
        };
        let to = month("a")?.unwrap_or_else(|| today.strftime("%Y-%m").to_string());
        let from = match month("de")? {
            Some(from) => from,
            None => {
                format!("{to}-01").parse::<jiff::civil::Date>()?.checked_sub(11.months())?.strftime("%Y-%m").to_string()
            }
        };
        if from > to {
            return Err(PageError::BadRequest);
        }
        Ok(Self { asked: counts::Asked { institutions, from, to }, own, one })
    }

    fn query(&self) -> String {
        let musee = self.one.as_ref().map(|one| one.code.as_str()).unwrap_or_default();
        format!("musee={musee}&de={}&a={}", self.asked.from, self.asked.to)
    }
}

/// What lines are called.
struct Words<'a> {
    web: &'a Web,
    lang: Lang,
    museums: HashMap<String, String>,
    exhibitions: HashMap<String, String>,
    products: HashMap<String, String>,
}

impl<'a> Words<'a> {
    async fn read(web: &'a Web, lang: Lang) -> Result<Words<'a>, PageError> {
        let mut read = web.db.read().await?;
        let museums = institution::list(&mut read, None, None).await?;
        let exhibitions = item::of_kind(&mut read, ItemKind::Exhibition).await?;
        let terms = access::terms::list(&mut read).await?;
        Ok(Words {
            web,
            lang,
            museums: museums.into_iter().map(|one| (one.id, one.name)).collect(),
            exhibitions: exhibitions.into_iter().map(|one| (one.id, one.title)).collect(),
            products: terms.into_iter().map(|terms| (terms.product, terms.label)).collect(),
        })
    }

    fn label(&self, facet: &str, value: &str) -> String {
        let messages = self.web.frame.messages();
        let named = |names: &HashMap<String, String>| names.get(value).cloned().unwrap_or_else(|| value.to_owned());
        match facet {
            "museum" => named(&self.museums),
            "exhibition" => named(&self.exhibitions),
            "product" => named(&self.products),
            "commune" if value.is_empty() => messages.text(self.lang, "pass-accounts-commune-unknown"),
            "commune" => France::load().commune(value).map_or_else(|| value.to_owned(), |one| one.name.clone()),
            "kind" | "coming" => {
                let key = format!("pass-accounts-{facet}-{value}");
                if messages.has(self.lang, &key) { messages.text(self.lang, &key) } else { value.to_owned() }
            }
            _ => value.to_owned(),
        }
    }

    fn rows(&self, facet: &str, lines: Vec<Line>) -> Vec<Row> {
        let most = lines.iter().filter_map(|line| line.figure).map(|figure| figure.visits).max().unwrap_or(0).max(1);
        lines
            .into_iter()
            .map(|line| Row {
                label: self.label(facet, &line.value),
                bar: line.figure.map_or(0, |figure| figure.visits * 100 / most),
                figure: line.figure,
            })
            .collect()
    }
}

async fn report(web: &Web, question: &Question) -> Result<Report, PageError> {
    Ok(counts::read(&mut web.db.read().await?, &question.asked).await?)
}

/// `GET /bureau/comptes-du-pass/visites`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff, query: RawQuery) -> Page {
    let question = Question::read(&web, &session, query).await?;
    let report = report(&web, &question).await?;
    let words = Words::read(&web, visit.lang).await?;
    let mut live = 0;
    let mut read = web.db.read().await?;
    for one in question.one.iter().chain(question.own.iter().filter(|_| question.one.is_none())) {
        live += access::visits::counts_live(&mut read, &one.id, Timestamp::UNIX_EPOCH).await?.visits;
    }
    let mut choices: Vec<Choice> =
        question.own.iter().map(|one| Choice { value: one.code.clone(), label: one.name.clone() }).collect();
    if choices.len() > 1 {
        choices.insert(0, Choice { value: String::new(), label: String::new() });
    }
    let Report { all, months, museums, facets } = report;
    let page = VisitsPage {
        over: question.one.as_ref().map(|one| one.name.clone()).unwrap_or_default(),
        chosen: question.one.as_ref().map(|one| one.code.clone()).unwrap_or_default(),
        choices,
        months: [question.asked.from.clone(), question.asked.to.clone()],
        query: question.query(),
        all,
        by_month: words.rows("month", months),
        by_museum: words.rows("museum", museums),
        tables: facets.into_iter().map(|(facet, lines)| Table { facet, rows: words.rows(facet, lines) }).collect(),
        live,
        days: ANTI_FRAUD_DAYS,
        computed_at: web.db.clock().now_text(),
    };
    Ok(render(&web.frame, &visit, &page)?.into_response())
}

/// `GET /bureau/comptes-du-pass/visites.csv`
pub(crate) async fn csv(State(web): State<Web>, Staff(session): Staff, query: RawQuery) -> Page {
    let question = Question::read(&web, &session, query).await?;
    let report = report(&web, &question).await?;
    let words = Words::read(&web, Lang::Fr).await?;
    let mut text = String::from("tableau;ligne;visites;personnes;passes\r\n");
    let mut add = |facet: &str, name: &str, lines: &[Line]| {
        for line in lines {
            let figures = line.figure.map_or_else(
                || ";;".to_owned(),
                |figure| format!("{};{};{}", figure.visits, figure.people, figure.passes),
            );
            text.push_str(&format!("{name};{};{figures}\r\n", cell(&words.label(facet, &line.value))));
        }
    };
    add("month", "mois", &report.months);
    add("museum", "musee", &report.museums);
    let names = [
        ("kind", "titre"),
        ("coming", "venue"),
        ("product", "formule"),
        ("commune", "commune"),
        ("exhibition", "exposition"),
    ];
    for (facet, name) in names {
        add(facet, name, report.facets.get(facet).map(Vec::as_slice).unwrap_or_default());
    }
    let name = format!("visites-{}-{}.csv", question.asked.from, question.asked.to);
    Ok(attachment(&name, "text/csv; charset=utf-8", text))
}
