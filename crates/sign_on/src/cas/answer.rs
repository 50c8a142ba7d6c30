//! What a vendor is answered about a ticket: CAS 1's two lines, CAS 2 and 3's XML, CAS 3's JSON (CAS Protocol 3.0.3,
//! §2.4.2, §2.5.2, appendix A).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use quick_xml::escape::escape;
use serde_json::{Map, Value as Json, json};

use crate::attribute::{Attribute, Facts};

/// Why a ticket was refused, as the protocol names it (§2.5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// Something needed was not sent, or was sent twice.
    InvalidRequest,
    /// It is no service ticket.
    InvalidTicketSpec,
    /// It is unknown, spent, too old, or not fresh.
    InvalidTicket,
    /// It is another service's.
    InvalidService,
    /// A proxy ticket was asked for: we give none.
    UnauthorizedServiceProxy,
    /// A fault of ours.
    InternalError,
}

impl Code {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::InvalidRequest => "INVALID_REQUEST",
            Self::InvalidTicketSpec => "INVALID_TICKET_SPEC",
            Self::InvalidTicket => "INVALID_TICKET",
            Self::InvalidService => "INVALID_SERVICE",
            Self::UnauthorizedServiceProxy => "UNAUTHORIZED_SERVICE_PROXY",
            Self::InternalError => "INTERNAL_ERROR",
        }
    }
}

/// The answer to a vendor.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// The ticket was good.
    Success {
        /// What the vendor calls the reader.
        user: String,
        /// What it is told besides; left out in CAS 1 and 2.
        attributes: Vec<(&'static str, Json)>,
    },
    /// It was not.
    Failure {
        /// Why, for programs.
        code: Code,
        /// Why, for the vendor's people.
        why: String,
    },
}

/// The names attributes go by: those of inetOrgPerson (RFC 2798), X.520 (RFC 4519) and eduPerson where they exist, ours
/// elsewhere.
pub(crate) fn named(facts: &Facts) -> Vec<(&'static str, Json)> {
    let mut named = Vec::new();
    for (attribute, fact) in facts {
        let text = Json::String(clean(&fact.text()));
        match attribute {
            Attribute::Member => {
                if fact.text() == "true" {
                    named.push(("eduPersonAffiliation", json!("member")));
                }
                named.push(("member", text));
            }
            Attribute::Adult => named.push(("adult", text)),
            Attribute::AgeBand => named.push(("ageBand", text)),
            Attribute::Library => named.push(("library", text)),
            Attribute::Commune => named.push(("l", text)),
            Attribute::GivenName => named.push(("givenName", text)),
            Attribute::FamilyName => named.push(("sn", text)),
            Attribute::Email => named.push(("mail", text)),
            Attribute::CardNumber => named.push(("cardNumber", text)),
        }
    }
    named
}

/// Without what XML 1.0 can't hold (§2.2): such a character would make the whole answer unreadable.
fn clean(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(|c| fits(*c)).collect()
}

impl Answer {
    pub(crate) fn failure(code: Code, why: impl Into<String>) -> Self {
        Self::Failure { code, why: why.into() }
    }

    /// XML, with the attributes or, as CAS 2 has none, without.
    pub(crate) fn xml(&self, with_attributes: bool) -> String {
        let inside = match self {
            Self::Success { user, attributes } => {
                let mut told = String::new();
                if with_attributes {
                    told.push_str("\n        <cas:attributes>");
                    for (name, value) in attributes {
                        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                        told.push_str(&format!("\n            <cas:{name}>{}</cas:{name}>", escape(clean(&text))));
                    }
                    told.push_str("\n        </cas:attributes>");
                }
                let user = clean(user);
                format!(
                    "<cas:authenticationSuccess>\n        <cas:user>{}</cas:user>{told}\n    </cas:authenticationSuccess>",
                    escape(&*user)
                )
            }
            Self::Failure { code, why } => {
                let (code, why) = (code.text(), clean(why));
                format!("<cas:authenticationFailure code=\"{code}\">{}</cas:authenticationFailure>", escape(&*why))
            }
        };
        format!(
            "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\">\n    {inside}\n</cas:serviceResponse>\n"
        )
    }

    /// JSON, of the same shape.
    pub(crate) fn json(&self, with_attributes: bool) -> Json {
        json!({ "serviceResponse": match self {
            Self::Success { user, attributes } => {
                let mut success = Map::from_iter([("user".to_owned(), json!(user))]);
                if with_attributes {
                    let told = attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
                    success.insert("attributes".to_owned(), Json::Object(told));
                }
                json!({ "authenticationSuccess": success })
            }
            Self::Failure { code, why } => {
                json!({ "authenticationFailure": { "code": code.text(), "description": why } })
            }
        }})
    }

    /// CAS 1: yes and who, or no.
    pub(crate) fn lines(&self) -> String {
        match self {
            Self::Success { user, .. } => format!("yes\n{user}\n"),
            Self::Failure { .. } => "no\n\n".to_owned(),
        }
    }
}

/// An answer to a machine, kept by nobody on the way.
pub(crate) fn sent(kind: &'static str, body: String) -> Response {
    let mut response = (StatusCode::OK, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;
    use crate::attribute::Fact;

    fn success(name: &str) -> Answer {
        let facts =
            Facts::from([(Attribute::GivenName, Fact::Text(name.to_owned())), (Attribute::Member, Fact::Flag(true))]);
        Answer::Success { user: "p-1".into(), attributes: named(&facts) }
    }

    /// The elements of a document with their text, as a reader who knows nothing of us finds them.
    fn elements(xml: &str) -> Vec<(String, String)> {
        let mut reader = Reader::from_str(xml);
        let (mut found, mut open): (Vec<(String, String)>, Vec<usize>) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().expect("sound XML") {
                Event::Start(start) => {
                    found.push((start.name().as_ref().to_owned(), String::new()));
                    open.push(found.len() - 1);
                }
                Event::Text(text) => {
                    if let Some(at) = open.last() {
                        found[*at].1.push_str(&text);
                    }
                }
                Event::GeneralRef(name) => {
                    let text = format!("&{};", &*name);
                    let text = quick_xml::escape::unescape(&text).expect("an entity").into_owned();
                    if let Some(at) = open.last() {
                        found[*at].1.push_str(&text);
                    }
                }
                Event::End(_) => drop(open.pop()),
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    #[test]
    fn a_name_adds_no_element() {
        let attack = "</cas:givenName><cas:user>director</cas:user><!-- ]]>&x; \u{0}\u{1}\u{FFFF}\"'";
        let xml = success(attack).xml(true);
        let found = elements(&xml);
        assert_eq!(found.iter().filter(|(name, _)| name == "cas:user").count(), 1, "{xml}");
        let (_, given) = found.iter().find(|(name, _)| name == "cas:givenName").expect("it is told");
        assert_eq!(given, "</cas:givenName><cas:user>director</cas:user><!-- ]]>&x; \"'");
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "cas:serviceResponse",
                "cas:authenticationSuccess",
                "cas:user",
                "cas:attributes",
                "cas:eduPersonAffiliation",
                "cas:member",
                "cas:givenName"
            ]
        );
    }

    #[test]
    fn a_reason_adds_nothing_either() {
        let failure =
            Answer::failure(Code::InvalidTicket, "x\"</cas:authenticationFailure><cas:authenticationSuccess/>");
        assert_eq!(elements(&failure.xml(true)).len(), 2);
        assert_eq!(failure.lines(), "no\n\n");
        assert_eq!(failure.json(true)["serviceResponse"]["authenticationFailure"]["code"], "INVALID_TICKET");
    }

    #[test]
    fn cas_2_is_told_who_and_nothing_else() {
        assert!(!success("Ada").xml(false).contains("attributes"));
        assert!(success("Ada").json(false)["serviceResponse"]["authenticationSuccess"].get("attributes").is_none());
        assert_eq!(success("Ada").lines(), "yes\np-1\n");
        assert_eq!(
            success("Ada").json(true)["serviceResponse"]["authenticationSuccess"]["attributes"]["givenName"],
            "Ada"
        );
    }

    proptest! {
        #[test]
        fn any_name_is_one_element(name in ".*") {
            let xml = success(&name).xml(true);
            prop_assert_eq!(elements(&xml).len(), 7);
        }
    }
}
