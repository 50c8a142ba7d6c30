//! Questions, written into an address and read from one.

use form_urlencoded::Serializer;

/// Where requests are said to come from: systems ask for the reader's network address, which is none of their business.
const LOCATION: &str = "127.0.0.1";

/// What identifiers of `GetAvailability` are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdKind {
    /// Records.
    Record,
    /// Copies.
    Item,
}

/// A question.
#[derive(Clone, PartialEq, Eq)]
pub enum Request {
    /// Which copies can be had.
    GetAvailability {
        /// Numbers of records or copies.
        ids: Vec<String>,
        /// Which.
        kind: IdKind,
    },
    /// Records with their copies.
    GetRecords {
        /// Numbers of records.
        ids: Vec<String>,
    },
    /// The system's number for a reader.
    LookupPatron {
        /// What one knows: the card's number.
        id: String,
        /// What it is (`cardnumber`, `userid`…); `None` lets the system try.
        kind: Option<String>,
    },
    /// The system's number for a reader who proves to be one.
    AuthenticatePatron {
        /// The card's number or the user's name.
        username: String,
        /// The secret.
        password: String,
    },
    /// A reader's account. Contact details are never asked for.
    GetPatronInfo {
        /// The system's number for the reader.
        patron: String,
        /// Whether loans are asked for.
        loans: bool,
        /// Whether holds are.
        holds: bool,
        /// Whether fines are.
        fines: bool,
    },
    /// A reader's standing.
    GetPatronStatus {
        /// The system's number for the reader.
        patron: String,
    },
    /// What a reader may do with a copy.
    GetServices {
        /// The system's number for the reader.
        patron: String,
        /// The system's number for the copy.
        item: String,
    },
    /// Keeps a copy longer.
    RenewLoan {
        /// The system's number for the reader.
        patron: String,
        /// The system's number for the copy.
        item: String,
    },
    /// Asks for a record.
    HoldTitle {
        /// The system's number for the reader.
        patron: String,
        /// The system's number for the record.
        record: String,
        /// The code of the library where it is picked up; `None` is the reader's own.
        pickup: Option<String>,
    },
    /// Asks for a copy.
    HoldItem {
        /// The system's number for the reader.
        patron: String,
        /// The system's number for the record.
        record: String,
        /// The system's number for the copy.
        item: String,
        /// The code of the library where it is picked up; `None` is the reader's own.
        pickup: Option<String>,
    },
    /// Gives up a hold.
    CancelHold {
        /// The system's number for the reader.
        patron: String,
        /// The hold's number; with old systems the copy's.
        hold: String,
    },
}

// A question may carry a password, and says who reads what.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(self.service()).finish_non_exhaustive()
    }
}

/// Why a query is no question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// A service that does not exist here.
    #[error("there is no service {0:?}")]
    UnknownService(String),
    /// A parameter without which there is no question.
    #[error("the parameter {0} is missing")]
    Missing(&'static str),
}

impl Request {
    /// The service's name.
    #[must_use]
    pub fn service(&self) -> &'static str {
        match self {
            Self::GetAvailability { .. } => "GetAvailability",
            Self::GetRecords { .. } => "GetRecords",
            Self::LookupPatron { .. } => "LookupPatron",
            Self::AuthenticatePatron { .. } => "AuthenticatePatron",
            Self::GetPatronInfo { .. } => "GetPatronInfo",
            Self::GetPatronStatus { .. } => "GetPatronStatus",
            Self::GetServices { .. } => "GetServices",
            Self::RenewLoan { .. } => "RenewLoan",
            Self::HoldTitle { .. } => "HoldTitle",
            Self::HoldItem { .. } => "HoldItem",
            Self::CancelHold { .. } => "CancelHold",
        }
    }

    /// Its parameters, without the service.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let said = |yes: bool| if yes { "1" } else { "0" }.to_owned();
        match self {
            Self::GetAvailability { ids, kind } => {
                let kind = if *kind == IdKind::Item { "item" } else { "bib" };
                vec![("id", ids.join(" ")), ("id_type", kind.to_owned())]
            }
            Self::GetRecords { ids } => vec![("id", ids.join(" "))],
            Self::LookupPatron { id, kind } => {
                let mut all = vec![("id", id.clone())];
                all.extend(kind.clone().map(|kind| ("id_type", kind)));
                all
            }
            Self::AuthenticatePatron { username, password } => {
                vec![("username", username.clone()), ("password", password.clone())]
            }
            Self::GetPatronInfo { patron, loans, holds, fines } => vec![
                ("patron_id", patron.clone()),
                ("show_contact", said(false)),
                ("show_fines", said(*fines)),
                ("show_holds", said(*holds)),
                ("show_loans", said(*loans)),
            ],
            Self::GetPatronStatus { patron } => vec![("patron_id", patron.clone())],
            Self::GetServices { patron, item } | Self::RenewLoan { patron, item } => {
                vec![("patron_id", patron.clone()), ("item_id", item.clone())]
            }
            Self::HoldTitle { patron, record, pickup } => {
                let mut all = vec![
                    ("patron_id", patron.clone()),
                    ("bib_id", record.clone()),
                    ("request_location", LOCATION.to_owned()),
                ];
                all.extend(pickup.clone().map(|pickup| ("pickup_location", pickup)));
                all
            }
            Self::HoldItem { patron, record, item, pickup } => {
                let mut all =
                    vec![("patron_id", patron.clone()), ("bib_id", record.clone()), ("item_id", item.clone())];
                all.extend(pickup.clone().map(|pickup| ("pickup_location", pickup)));
                all
            }
            Self::CancelHold { patron, hold } => vec![("patron_id", patron.clone()), ("item_id", hold.clone())],
        }
    }

    /// The query, `service=…` first.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("service", self.service());
        for (name, value) in self.parameters() {
            query.append_pair(name, &value);
        }
        query.finish()
    }

    /// The address to ask, from the service's own, which may have parameters already.
    #[must_use]
    pub fn address(&self, base: &str) -> String {
        let base = base.split('#').next().unwrap_or(base);
        let between = match (base.contains('?'), base.ends_with(['?', '&'])) {
            (false, _) => "?",
            (true, true) => "",
            (true, false) => "&",
        };
        format!("{base}{between}{}", self.query())
    }

    /// As [`address`](Self::address), to be shown: secrets and readers are masked.
    #[must_use]
    pub fn masked(&self, base: &str) -> String {
        let hidden = ["username", "password", "patron_id"];
        let mut shown = self.address(base).split('?').next().unwrap_or_default().to_owned();
        shown.push_str("?service=");
        shown.push_str(self.service());
        for (name, value) in self.parameters() {
            let secret = hidden.contains(&name) || (name == "id" && matches!(self, Self::LookupPatron { .. }));
            let value = if secret { "••••".to_owned() } else { value };
            shown.push_str(&format!("&{name}={value}"));
        }
        shown
    }

    /// Reads a question from decoded parameters.
    ///
    /// # Errors
    /// [`RequestError`].
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, RequestError> {
        let given = |name: &str| {
            pairs
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
                .filter(|value| !value.is_empty())
        };
        let must = |name: &'static str| given(name).ok_or(RequestError::Missing(name));
        let on = |name: &str| given(name).is_some_and(|value| value == "1");
        let ids = || Ok(must("id")?.split(' ').filter(|id| !id.is_empty()).map(str::to_owned).collect::<Vec<_>>());
        let service = must("service")?;
        Ok(match service.as_str() {
            "GetAvailability" => Self::GetAvailability {
                ids: ids()?,
                kind: if must("id_type")? == "item" { IdKind::Item } else { IdKind::Record },
            },
            "GetRecords" => Self::GetRecords { ids: ids()? },
            "LookupPatron" => Self::LookupPatron { id: must("id")?, kind: given("id_type") },
            "AuthenticatePatron" => {
                Self::AuthenticatePatron { username: must("username")?, password: must("password")? }
            }
            "GetPatronInfo" => Self::GetPatronInfo {
                patron: must("patron_id")?,
                loans: on("show_loans"),
                holds: on("show_holds"),
                fines: on("show_fines"),
            },
            "GetPatronStatus" => Self::GetPatronStatus { patron: must("patron_id")? },
            "GetServices" => Self::GetServices { patron: must("patron_id")?, item: must("item_id")? },
            "RenewLoan" => Self::RenewLoan { patron: must("patron_id")?, item: must("item_id")? },
            "HoldTitle" => Self::HoldTitle {
                patron: must("patron_id")?,
                record: must("bib_id")?,
                pickup: {
                    must("request_location")?;
                    given("pickup_location")
                },
            },
            "HoldItem" => Self::HoldItem {
                patron: must("patron_id")?,
                record: must("bib_id")?,
                item: must("item_id")?,
                pickup: given("pickup_location"),
            },
            "CancelHold" => Self::CancelHold { patron: must("patron_id")?, hold: must("item_id")? },
            _ => return Err(RequestError::UnknownService(service)),
        })
    }
}
