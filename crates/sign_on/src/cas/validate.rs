//! What vendors ask about a ticket (CAS Protocol 3.0.3, §2.4 to §2.6). Proxy tickets are not given: a vendor would act at
//! another's in a reader's name, with a pseudonym the reader's agreement does not cover.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::json;
use shell::parse_pairs;

use super::answer::{Answer, Code, named, sent};
use super::ticket::{self, Spent};
use crate::{Result, Web, login};

/// What a vendor asks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) service: String,
    pub(super) ticket: String,
    pub(super) renew: bool,
    /// A proxy ticket is wanted (§2.5.4).
    pub(super) proxy: bool,
    pub(super) json: bool,
}

impl Question {
    /// Reads a query.
    ///
    /// # Errors
    /// The answer, when something needed is missing or sent twice, and whether it is wanted in JSON.
    fn read(query: &str) -> std::result::Result<Self, (Answer, bool)> {
        let mut question = Self::default();
        let mut twice = false;
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in parse_pairs(query.as_bytes()) {
            match name.as_str() {
                "service" => question.service = value,
                "ticket" => question.ticket = value,
                "renew" => question.renew = !value.is_empty() && value != "false",
                "pgtUrl" => question.proxy = !value.is_empty(),
                "format" => question.json = value.eq_ignore_ascii_case("json"),
                _ => continue,
            }
            twice |= seen.contains(&name);
            seen.push(name);
        }
        let refused = |why: &str| Err((Answer::failure(Code::InvalidRequest, why), question.json));
        if twice {
            return refused("a parameter was sent twice");
        }
        if question.service.is_empty() || question.ticket.is_empty() {
            return refused("both service and ticket are needed");
        }
        Ok(question)
    }
}

/// Spends the ticket, and says who it was for.
pub(super) async fn answer(web: &Web, question: &Question, proxies: bool) -> Result<Answer> {
    let refused = |code, why: &str| Ok(Answer::failure(code, why));
    if !question.ticket.starts_with(ticket::PREFIX) {
        return if proxies && question.ticket.starts_with("PT-") {
            refused(Code::InvalidTicket, "no proxy ticket is ever given here")
        } else {
            refused(Code::InvalidTicketSpec, "not a service ticket")
        };
    }
    let spent = ticket::spend(&web.db, &question.ticket, &question.service, question.renew).await?;
    let (id, fresh) = match spent {
        Spent::Good { login, fresh } => (login, fresh),
        Spent::Unknown => return refused(Code::InvalidTicket, "unknown ticket, or one already validated"),
        Spent::Late => return refused(Code::InvalidTicket, "the ticket came too late"),
        Spent::OtherService => return refused(Code::InvalidService, "the ticket is not for this service"),
        Spent::NotFresh => return refused(Code::InvalidTicket, "the ticket was given without a secret typed for it"),
    };
    // Asked after the ticket is spent: what fails here does not leave it good.
    if question.proxy {
        return refused(Code::UnauthorizedServiceProxy, "proxy tickets are not given");
    }
    let Some(told) = login::told(web, &id).await? else {
        return refused(Code::InvalidTicket, "the session ended, or the vendor is closed");
    };
    let mut attributes = named(&told.attributes);
    // When the reader came to this vendor, not when they signed in: that instant, told to two vendors, would tie their
    // two pseudonyms together.
    let at = Timestamp::from_second(told.login.at_ms / 1_000)?;
    attributes.push(("authenticationDate", json!(at.to_string())));
    attributes.push(("isFromNewLogin", json!(fresh)));
    attributes.push(("longTermAuthenticationRequestTokenUsed", json!(false)));
    Ok(Answer::Success { user: told.login.pseudonym, attributes })
}

/// Reads and answers; our own faults are told as the protocol wants.
async fn asked(web: &Web, query: Option<String>, proxies: bool) -> (Answer, bool) {
    match Question::read(query.as_deref().unwrap_or_default()) {
        Err(refused) => refused,
        Ok(question) => match answer(web, &question, proxies).await {
            Ok(answer) => (answer, question.json),
            Err(error) => {
                tracing::error!(%error, "a CAS ticket could not be validated");
                (Answer::failure(Code::InternalError, "a fault of ours"), question.json)
            }
        },
    }
}

fn written((answer, json): (Answer, bool), attributes: bool) -> Response {
    if json {
        sent("application/json; charset=utf-8", answer.json(attributes).to_string())
    } else {
        sent("application/xml; charset=utf-8", answer.xml(attributes))
    }
}

/// `GET /cas/validate` (CAS 1)
pub(super) async fn one(State(web): State<Web>, RawQuery(query): RawQuery) -> Response {
    sent("text/plain; charset=utf-8", asked(&web, query, false).await.0.lines())
}

/// `GET /cas/serviceValidate` (CAS 2)
pub(super) async fn two(State(web): State<Web>, RawQuery(query): RawQuery) -> Response {
    written(asked(&web, query, false).await, false)
}

/// `GET /cas/proxyValidate` (CAS 2): as for services, since there are no proxy tickets.
pub(super) async fn two_proxy(State(web): State<Web>, RawQuery(query): RawQuery) -> Response {
    written(asked(&web, query, true).await, false)
}

/// `GET /cas/p3/serviceValidate` (CAS 3)
pub(super) async fn three(State(web): State<Web>, RawQuery(query): RawQuery) -> Response {
    written(asked(&web, query, false).await, true)
}

/// `GET /cas/p3/proxyValidate` (CAS 3)
pub(super) async fn three_proxy(State(web): State<Web>, RawQuery(query): RawQuery) -> Response {
    written(asked(&web, query, true).await, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_told_twice_is_said() {
        for bad in ["", "service=a", "ticket=ST-1", "service=&ticket=ST-1", "service=a&ticket=ST-1&ticket=ST-2"] {
            let (answer, _) = Question::read(bad).unwrap_err();
            assert!(matches!(answer, Answer::Failure { code: Code::InvalidRequest, .. }), "{bad}");
        }
        let (_, json) = Question::read("format=JSON").unwrap_err();
        assert!(json);
        let good = Question::read("service=https%3A%2F%2Fa.b%2F&ticket=ST-1&renew=true&pgtUrl=https://a.b/p").unwrap();
        assert!(good.renew && good.proxy && !good.json && good.service == "https://a.b/");
    }
}
