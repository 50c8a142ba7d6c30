//! The sheet of figures, within the libraries one answers for.

use std::collections::BTreeMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use counter::{Attributes, Filters, Header, Month, ReportId};
use jiff::ToSpan;
use people::web::Staff;
use people::{Permission, Session, Target};
use programme::{InstitutionKind, institution};
use shell::office::Choice;
use shell::{PageError, Visit, parse_pairs};

use super::{Web, api};
use crate::dashboard::{self, Dashboard, Over};
use crate::pages::sheet::{self, SheetPage};
use crate::reports::{self, Asked, Customer};

type Page = Result<Response, PageError>;

/// What is asked: whose figures, of which months.
struct Question {
    over: Over,
    /// Names of the libraries, none for the network.
    names: Vec<String>,
    choices: Vec<Choice>,
    chosen: String,
    customer: Option<Customer>,
    from: Month,
    to: Month,
}

impl Question {
    async fn read(web: &Web, session: &Session, RawQuery(query): RawQuery) -> Result<Question, PageError> {
        if !session.may(Permission::ReadFigures, &Target::Anywhere) {
            return Err(PageError::Forbidden);
        }
        let asked: BTreeMap<String, String> = parse_pairs(query.unwrap_or_default().as_bytes()).into_iter().collect();
        let mut read = web.db.read().await?;
        let whole = session.may(Permission::ReadFigures, &Target::Whole);
        let mut own = institution::list(&mut read, Some(InstitutionKind::Library), None).await?;
        own.retain(|one| {
            let target = Target::Institution { id: &one.id, commune: Some(&one.commune) };
            session.may(Permission::ReadFigures, &target)
        });
        let mut choices = Vec::new();
        if whole {
            let label = web.frame.messages().text(shell::Lang::Fr, "usage-over-network");
            choices.push(Choice { value: String::new(), label });
        }
        choices.extend(own.iter().map(|one| Choice { value: one.code.clone(), label: one.name.clone() }));
        let wanted = asked.get("bibliotheque").map(String::as_str).unwrap_or_default();
        let (over, names, chosen, customer) = match own.iter().find(|one| one.code == wanted) {
            Some(one) => (
                Over::Libraries(vec![one.id.clone()]),
                vec![one.name.clone()],
                one.code.clone(),
                Some(Customer { institution: Some(one.id.clone()), code: one.code.clone(), name: one.name.clone() }),
            ),
            // A library that is not one's own is not said to exist.
            None if !wanted.is_empty() => return Err(PageError::Forbidden),
            None if whole => (Over::Network, vec![], String::new(), Some(reports::network(&mut read).await?)),
            None => {
                let customer = match own.as_slice() {
                    [one] => {
                        let institution = Some(one.id.clone());
                        Some(Customer { institution, code: one.code.clone(), name: one.name.clone() })
                    }
                    _ => None,
                };
                let names = own.iter().map(|one| one.name.clone()).collect();
                (Over::Libraries(own.iter().map(|one| one.id.clone()).collect()), names, String::new(), customer)
            }
        };
        let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
        let month = |name: &str| asked.get(name).and_then(|text| text.parse::<Month>().ok());
        let to = month("a").unwrap_or_else(|| Month::of(today));
        let from = match month("de") {
            Some(from) => from,
            None => Month::of(to.first_day().checked_sub(11.months())?),
        };
        // Ten years at most: beyond, someone mistyped.
        if from > to || from.through(to).len() > 120 {
            return Err(PageError::BadRequest);
        }
        Ok(Question { over, names, choices, chosen, customer, from, to })
    }

    async fn answer(&self, web: &Web) -> Result<Dashboard, PageError> {
        let _turn = web.counting.acquire().await.map_err(|_| PageError::Unavailable)?;
        let mut read = web.db.read().await?;
        let now = web.db.clock().now();
        Ok(dashboard::read(&mut read, &self.over, self.from, self.to, now, &web.zone).await?)
    }

    fn query(&self) -> String {
        format!("bibliotheque={}&de={}&a={}", self.chosen, self.from, self.to)
    }
}

/// `GET /bureau/usages`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff, query: RawQuery) -> Page {
    let mut question = Question::read(&web, &session, query).await?;
    if let Some(first) = question.choices.first_mut().filter(|choice| choice.value.is_empty()) {
        first.label = web.frame.messages().text(visit.lang, "usage-over-network");
    }
    let page = SheetPage {
        sheet: question.answer(&web).await?,
        over: question.names.clone(),
        chosen: question.chosen.clone(),
        query: question.query(),
        reports: match question.customer {
            Some(_) => ReportId::ALL
                .iter()
                .map(|id| Choice { value: id.code().to_owned(), label: id.name().to_owned() })
                .collect(),
            None => Vec::new(),
        },
        choices: question.choices,
        computed_at: web.db.clock().now_text(),
        keeps_vendors: session.may(Permission::ManageVendors, &Target::Whole),
    };
    Ok(sheet::render(&web.frame, &visit, &page)?.into_response())
}

fn attachment(name: &str, kind: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, text).into_response()
}

/// `GET /bureau/usages.csv`
pub(crate) async fn csv(State(web): State<Web>, Staff(session): Staff, query: RawQuery) -> Page {
    let question = Question::read(&web, &session, query).await?;
    let name = format!("usages-{}-{}.csv", question.from, question.to);
    Ok(attachment(&name, "text/csv; charset=utf-8", question.answer(&web).await?.to_csv()))
}

/// `GET /bureau/usages/rapports/{report}`
pub(crate) async fn report(
    State(web): State<Web>,
    Staff(session): Staff,
    Path(code): Path<String>,
    query: RawQuery,
) -> Page {
    let json = parse_pairs(query.0.as_deref().unwrap_or_default().as_bytes())
        .iter()
        .any(|(name, value)| name == "forme" && value == "json");
    let question = Question::read(&web, &session, query).await?;
    let id = ReportId::from_code(&code).ok_or(PageError::NotFound)?;
    // A report is of one customer: whoever answers for several chooses one.
    let customer = question.customer.as_ref().ok_or(PageError::BadRequest)?;
    let asked = Asked {
        id,
        begin: question.from,
        end: question.to,
        filters: Filters::default(),
        attributes: Attributes {
            show: id.attributes().iter().filter(|name| !name.ends_with("_ID")).map(|name| (*name).to_owned()).collect(),
            ..Attributes::default()
        },
    };
    let _turn = web.counting.acquire().await.map_err(|_| PageError::Unavailable)?;
    let mut read = web.db.read().await?;
    let header = Header { created: api::now(&web), ..Header::default() };
    let report = reports::make(&mut read, customer, &asked, header, &web.public_url, &web.zone).await?;
    let name = format!("{}_{}_{}_{}", id.code(), customer.code, question.from, question.to);
    Ok(match json {
        true => attachment(&format!("{name}.json"), "application/json", report.to_json().to_string()),
        false => attachment(&format!("{name}.tsv"), "text/tab-separated-values; charset=utf-8", report.to_tsv()),
    })
}
