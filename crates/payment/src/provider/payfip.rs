//! PayFiP, the DGFiP's service of payment for local authorities, in its "service web" form for régies.
//!
//! Source: DGFiP, *Guide de mise en œuvre, régies de recettes du secteur local, Web Service*, PayFiP version 19.0, June
//! 2020, §3: `creerPaiementSecurise` gives an `idOp`, good for fifteen minutes; the buyer pays at
//! `https://www.payfip.gouv.fr/tpa/paiementws.web?idop=…`; PayFiP posts the `idop` to `urlnotif`, unsigned, and
//! `recupererDetailPaiementSecurise` says what became of it. `resultrans` is P (paid by card), V (paid by direct debit),
//! R and Z (refused), A (given up). The faults P5 (nothing known yet) and P1 (no such idop: it was cleared at night)
//! are part of the protocol. There is no refund: the régisseur's accountant pays back.

use std::time::Duration;

use axum::http::HeaderMap;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::Cents;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;

use super::http::{Question, ask};
use super::{Answer, BadNotice, Beginning, Begun, Notice, Outcome, Provider, ProviderError, Refunded, Says};
use crate::attempts::Attempt;

const SERVICE: &str = "https://www.payfip.gouv.fr/tpa/services/securite";
const PAGE: &str = "https://www.payfip.gouv.fr/tpa/paiementws.web";
const NAMESPACE: &str = "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/\
                         PaiementSecuriseService";
/// An idop opens the page for fifteen minutes; someone who opened it may take some more to pay.
const LIFE_S: i64 = 20 * 60;
/// Amounts PayFiP takes, in cents.
const LEAST: i64 = 100;
const MOST: i64 = 9_999_999;

/// In which mode PayFiP is used (`saisie`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Tests: nothing is debited (`T`).
    Test,
    /// The activation of a new customer number, by one real payment (`X`).
    Activation,
    /// For good (`W`).
    Production,
}

impl Mode {
    /// Its letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Test => "T",
            Self::Activation => "X",
            Self::Production => "W",
        }
    }

    /// The mode of a letter.
    #[must_use]
    pub fn from_letter(letter: &str) -> Option<Self> {
        [Self::Test, Self::Activation, Self::Production].into_iter().find(|mode| mode.letter() == letter)
    }
}

/// PayFiP, with a régie's customer number.
pub struct PayFip {
    customer: String,
    mode: Mode,
    service: String,
}

impl PayFip {
    /// With the customer number the DGFiP gave (`numcli`, six digits).
    ///
    /// # Errors
    /// [`ProviderError::Refuses`] when it is no customer number.
    pub fn new(customer: impl Into<String>, mode: Mode) -> Result<Self, ProviderError> {
        let customer = customer.into();
        if customer.len() != 6 || !customer.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ProviderError::Refuses("a PayFiP customer number has six digits".to_owned()));
        }
        Ok(Self { customer, mode, service: SERVICE.to_owned() })
    }

    /// Speaks with another server than the DGFiP's, for tests.
    #[must_use]
    pub fn at(mut self, service: impl Into<String>) -> Self {
        self.service = service.into();
        self
    }

    async fn call(&self, operation: &str, arguments: &[(&str, &str)]) -> Result<Said, ProviderError> {
        let inside: String =
            arguments.iter().map(|(name, value)| format!("<{name}>{}</{name}>", escape(*value))).collect();
        let envelope = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:pai=\"{NAMESPACE}\">\
             <soapenv:Header/><soapenv:Body><pai:{operation}><arg0>{inside}</arg0></pai:{operation}></soapenv:Body>\
             </soapenv:Envelope>"
        );
        let headers = vec![("content-type", "text/xml; charset=utf-8".to_owned()), ("soapaction", "\"\"".to_owned())];
        let answer = ask(Question { url: self.service.clone(), headers, body: Some(envelope) }).await?;
        // A SOAP fault comes with status 500: its text is what counts.
        Said::read(&answer.text).ok_or(match answer.status {
            200..=299 => ProviderError::NotUnderstood("it is no SOAP answer".to_owned()),
            status => ProviderError::Unreachable(format!("it answers {status}")),
        })
    }
}

/// The elements of an answer that hold text, by local name; the last of a name wins.
#[derive(Debug, Default)]
struct Said {
    fields: Vec<(String, String)>,
    fault: bool,
    functional: bool,
}

impl Said {
    fn read(xml: &str) -> Option<Self> {
        let mut reader = Reader::from_str(xml);
        let mut said = Self::default();
        let (mut envelope, mut open, mut text): (bool, Vec<String>, String) = (false, Vec::new(), String::new());
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => {
                    let name = start.local_name().as_ref().to_owned();
                    envelope |= name == "Envelope";
                    said.fault |= name == "Fault";
                    said.functional |= name == "FonctionnelleErreur";
                    open.push(name);
                    text.clear();
                }
                Event::Text(piece) => text.push_str(&piece),
                Event::GeneralRef(name) => text.push_str(&reference(&name)?),
                Event::CData(piece) => text.push_str(&piece),
                Event::End(_) => {
                    let name = open.pop()?;
                    if !text.trim().is_empty() {
                        said.fields.push((name, text.trim().to_owned()));
                    }
                    text.clear();
                }
                // What would open a door to other documents is no part of SOAP.
                Event::DocType(_) => return None,
                Event::Eof => return (envelope && open.is_empty()).then_some(said),
                _ => {}
            }
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The code of a functional fault, such as `P5`.
    fn fault_code(&self) -> Option<&str> {
        (self.fault && self.functional).then(|| self.get("code")).flatten()
    }

    fn fault_words(&self) -> String {
        let words = [self.get("code"), self.get("descriptif").or(self.get("libelle")).or(self.get("faultstring"))];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn reference(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
    }
    quick_xml::escape::resolve_xml_entity(name).map(str::to_owned)
}

/// `refdet`: six to thirty letters and digits, from an attempt's identifier.
fn reference_of(attempt: &str) -> String {
    let plain: String = attempt.chars().filter(char::is_ascii_alphanumeric).collect();
    // Of a UUIDv7's thirty-two characters, the version and one random digit are left out.
    if plain.len() == 32 { format!("{}{}", &plain[..12], &plain[14..]) } else { plain.chars().take(30).collect() }
}

/// `objet`: at most a hundred letters, digits and spaces.
fn object_of(label: &str) -> String {
    let plain: String = label.chars().map(plain_letter).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().take(100).collect::<String>().trim().to_owned()
}

/// A letter without its accent, or a space.
fn plain_letter(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'À' | 'Â' | 'Ä' => 'A',
        'Ç' => 'C',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Î' | 'Ï' => 'I',
        'Ô' | 'Ö' => 'O',
        'Ù' | 'Û' | 'Ü' => 'U',
        other if other.is_ascii_alphanumeric() => other,
        _ => ' ',
    }
}

fn is_idop(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl Provider for PayFip {
    fn code(&self) -> &'static str {
        "payfip"
    }

    fn good_for(&self) -> Duration {
        // The page opens for fifteen minutes.
        Duration::from_secs(13 * 60)
    }

    fn leads_to(&self) -> &str {
        "https://www.payfip.gouv.fr"
    }

    fn begin<'a>(&'a self, beginning: &'a Beginning) -> Answer<'a, Begun> {
        Box::pin(async move {
            let email = beginning.email.as_deref().unwrap_or_default();
            if !(6..=80).contains(&email.len()) || !email.contains('@') {
                return Err(ProviderError::Refuses("PayFiP asks for the buyer's e-mail address".to_owned()));
            }
            if !(LEAST..=MOST).contains(&beginning.amount.0) {
                return Err(ProviderError::Refuses("PayFiP takes from 1 to 99 999.99 euros".to_owned()));
            }
            let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
            let said = self
                .call(
                    "creerPaiementSecurise",
                    &[
                        ("exer", &beginning.at.to_zoned(paris).year().to_string()),
                        ("mel", email),
                        ("montant", &beginning.amount.0.to_string()),
                        ("numcli", &self.customer),
                        ("objet", &object_of(&beginning.label)),
                        ("refdet", &reference_of(&beginning.attempt)),
                        ("saisie", self.mode.letter()),
                        ("urlnotif", &beginning.notice_url),
                        ("urlredirect", &beginning.return_url),
                    ],
                )
                .await?;
            if said.fault {
                return Err(match said.functional {
                    true => ProviderError::Refuses(said.fault_words()),
                    false => ProviderError::Unreachable(said.fault_words()),
                });
            }
            match said.get("idOp").filter(|idop| is_idop(idop)) {
                Some(idop) => Ok(Begun {
                    provider_id: idop.to_owned(),
                    url: format!("{PAGE}?idop={idop}"),
                    test: self.mode == Mode::Test,
                }),
                None => Err(ProviderError::NotUnderstood("no idop came".to_owned())),
            }
        })
    }

    fn look<'a>(&'a self, attempt: &'a Attempt, now: Timestamp) -> Answer<'a, Outcome> {
        Box::pin(async move {
            let idop = attempt.provider_id.as_deref().unwrap_or_default();
            let said = self.call("recupererDetailPaiementSecurise", &[("idOp", idop)]).await?;
            if said.fault {
                let over = now.as_second() - attempt.begun_at_ms / 1000 > LIFE_S;
                return match said.fault_code() {
                    Some("P5" | "P1") if over => Ok(Outcome::Expired),
                    Some("P5" | "P1") => Ok(Outcome::Pending),
                    Some(_) => Err(ProviderError::Refuses(said.fault_words())),
                    None => Err(ProviderError::Unreachable(said.fault_words())),
                };
            }
            // The answer must be about our payment, in our régie and mode.
            let ours = said.get("idOp") == Some(idop)
                && said.get("refdet") == Some(&reference_of(&attempt.id))
                && said.get("numcli") == Some(&self.customer)
                && said.get("saisie").is_none_or(|mode| mode == self.mode.letter());
            if !ours {
                return Err(ProviderError::NotUnderstood("it speaks of another payment".to_owned()));
            }
            match said.get("resultrans") {
                Some("P" | "V") => {
                    let amount = said.get("montant").and_then(|text| text.parse::<i64>().ok());
                    let amount = amount.ok_or(ProviderError::NotUnderstood("no amount came".to_owned()))?;
                    Ok(Outcome::Paid {
                        amount: Cents(amount),
                        // PayFiP knows no other.
                        currency: "eur".to_owned(),
                        reference: said.get("numauto").map(str::to_owned),
                    })
                }
                Some("R" | "Z") => Ok(Outcome::Refused),
                Some("A") => Ok(Outcome::Abandoned),
                other => Err(ProviderError::NotUnderstood(format!("resultrans {other:?}"))),
            }
        })
    }

    fn refund<'a>(&'a self, _: &'a Attempt, _: &'a str, _: Cents) -> Answer<'a, Refunded> {
        Box::pin(async { Ok(Refunded::ByHand) })
    }

    fn read(&self, _: &HeaderMap, body: &[u8], _: Timestamp) -> Result<Notice, BadNotice> {
        let pairs = shell::parse_pairs(body);
        let idop = pairs.iter().find(|(name, _)| name.eq_ignore_ascii_case("idop")).map(|(_, value)| value.as_str());
        let idop = idop.filter(|idop| is_idop(idop)).ok_or(BadNotice::Unreadable)?;
        // Nothing signs it: it is only a reason to look.
        Ok(Notice {
            event: idop.to_owned(),
            kind: "notification".to_owned(),
            provider_id: idop.to_owned(),
            says: Says::Look,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_objects_are_in_payfips_letters() {
        let reference = reference_of("01938f6e-1c5a-7b3e-8d2f-0123456789ab");
        assert_eq!(reference, "01938f6e1c5a3e8d2f0123456789ab");
        assert_eq!(object_of("Pass C’Art — duo (été) n° 3"), "Pass C Art duo ete n 3");
        assert!(object_of(&"é".repeat(300)).len() <= 100);
    }

    #[test]
    fn an_answer_is_read_or_refused() {
        let fault = "<S:Envelope xmlns:S=\"s\"><S:Body><S:Fault><faultcode>S:Server</faultcode><detail>\
                     <ns1:FonctionnelleErreur xmlns:ns1=\"n\"><code>P5</code><libelle>En cours &amp; inconnu</libelle>\
                     </ns1:FonctionnelleErreur></detail></S:Fault></S:Body></S:Envelope>";
        let said = Said::read(fault).unwrap();
        assert_eq!(said.fault_code(), Some("P5"));
        assert_eq!(said.fault_words(), "P5 En cours & inconnu");
        for bad in
            ["", "<html><body>502</body></html>", "<S:Envelope xmlns:S=\"s\"><S:Body>", "<!DOCTYPE a><Envelope/>"]
        {
            assert!(Said::read(bad).is_none(), "{bad}");
        }
    }
}
