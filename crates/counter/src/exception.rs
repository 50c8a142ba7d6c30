//! What the COUNTER API answers when it cannot give a report, or gives it with a warning (Appendix D of the Code).

use serde::{Deserialize, Serialize};

/// An exception: a code, its sentence as the Code of Practice writes it, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Its code.
    #[serde(rename = "Code")]
    pub code: u32,
    /// Its sentence.
    #[serde(rename = "Message")]
    pub message: String,
    /// What it is about.
    #[serde(rename = "Data", default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

impl Exception {
    fn new(code: u32, message: &str) -> Self {
        Self { code, message: message.to_owned(), data: None }
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, data: impl Into<String>) -> Self {
        self.data = Some(data.into());
        self
    }

    /// 1000: nothing works for now.
    pub fn service_not_available() -> Self {
        Self::new(1000, "Service Not Available")
    }

    /// 1020: too many requests from one client.
    pub fn too_many_requests() -> Self {
        Self::new(1020, "Client has made too many requests")
    }

    /// 1030: a parameter the request needs is missing.
    pub fn insufficient_information() -> Self {
        Self::new(1030, "Insufficient Information to Process Request")
    }

    /// 2000: this requestor is not known.
    pub fn requestor_not_authorized() -> Self {
        Self::new(2000, "Requestor Not Authorized to Access Service")
    }

    /// 2010: this requestor may not see this institution.
    pub fn institution_not_authorized() -> Self {
        Self::new(2010, "Requestor is Not Authorized to Access Usage for Institution")
    }

    /// 2020: the key is wrong.
    pub fn api_key_invalid() -> Self {
        Self::new(2020, "APIKey Invalid")
    }

    /// 3020: dates that make no sense.
    pub fn invalid_dates() -> Self {
        Self::new(3020, "Invalid Date Arguments")
    }

    /// 3030: nothing was used then.
    pub fn no_usage() -> Self {
        Self::new(3030, "No Usage Available for Requested Dates")
    }

    /// 3031: the last months asked for are not over.
    pub fn usage_not_ready() -> Self {
        Self::new(3031, "Usage Not Ready for Requested Dates")
    }

    /// 3050: a parameter this report does not know.
    pub fn parameter_not_recognized() -> Self {
        Self::new(3050, "Parameter Not Recognized in this Context")
    }

    /// 3060: a filter with a value that does not exist.
    pub fn invalid_filter() -> Self {
        Self::new(3060, "Invalid ReportFilter Value")
    }

    /// 3062: an attribute that does not exist.
    pub fn invalid_attribute() -> Self {
        Self::new(3062, "Invalid ReportAttribute Value")
    }

    /// 3063: components were asked for.
    pub fn components_not_supported() -> Self {
        Self::new(3063, "Components Not Supported")
    }

    /// The status of the answer that carries it alone. Codes from 3030 on travel inside a report (200).
    pub fn http_status(&self) -> u16 {
        match self.code {
            1000 | 1010 => 503,
            1011 => 202,
            1020 => 429,
            1030 | 3020 => 400,
            2000 | 2020 => 401,
            2010 | 2011 => 403,
            _ => 200,
        }
    }
}
