//! Somebody else's SIP2 server: PyPI's `invenio-sip2`, which RERO ILS runs. Absent, it is said aloud, and fails if
//! `BEFFROI_REQUIRE` names `invenio-sip2`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use library_systems::{CopyAsked, Failure, HoldState, ProbeOutcome, ProbeWith, Secret, Wanted};

use crate::house::{eve, scenario};

/// The server, stopped with this value.
struct Invenio {
    child: Child,
    port: u16,
}

impl Drop for Invenio {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn invenio() -> Option<Invenio> {
    let python = std::env::var("BEFFROI_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let here = Command::new(&python).args(["-c", "import invenio_sip2.server"]).output();
    if !here.is_ok_and(|output| output.status.success()) {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains("invenio-sip2"), "BEFFROI_REQUIRE asks for invenio-sip2, which is not installed");
        eprintln!("SKIPPED: python's invenio-sip2 is not installed");
        return None;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/library_systems_sip2/invenio.py");
    let mut child = Command::new(python).args(["-W", "ignore", script]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().parse().unwrap_or_else(|_| panic!("invenio-sip2 says “{line}” instead of its port"));
    Some(Invenio { child, port })
}

#[tokio::test]
async fn the_server_of_rero_is_understood() {
    let Some(invenio) = invenio() else { return };
    let port = invenio.port;
    scenario(|house| async move {
        let system = house.open_with(|settings| {
            settings.port = port;
            settings.login = "beffroi".to_owned();
            settings.password = Secret::new("s3cret");
            settings.location = "WEB".to_owned();
        });
        let with = ProbeWith {
            item: "B001".to_owned(),
            record: String::new(),
            patron: "20012345678".to_owned(),
            pin: Secret::new("1234"),
        };
        let steps = system.probe(&with).await;
        let titles: Vec<_> = steps.iter().map(|step| step.title).collect();
        let all = [
            "systems-step-connect",
            "systems-step-login",
            "systems-step-status",
            "systems-step-item",
            "systems-step-patron",
        ];
        assert_eq!(titles, all, "{steps:#?}");
        assert!(steps.iter().all(|step| step.outcome != ProbeOutcome::Failed), "{steps:#?}");

        let asked =
            ["B001", "B002", "B009"].map(|barcode| CopyAsked { record: String::new(), barcode: barcode.into() });
        let states = system.availability(&asked).await.unwrap();
        let told: Vec<_> = states.iter().map(|one| (one.barcode.as_str(), one.available, one.due)).collect();
        assert_eq!(told, [("B001", Some(false), "2026-12-14".parse().ok()), ("B002", Some(true), None)]);

        let key = system.authenticate("20012345678", "1234").await.unwrap();
        assert_eq!(system.authenticate("20012345678", "4321").await, Err(Failure::BadCredentials));
        assert_eq!(system.authenticate("99999999999", "1234").await, Err(Failure::BadCredentials));
        let account = system.account(&key).await.unwrap();
        assert_eq!(account.loans.len(), 1, "{account:?}");
        assert_eq!((account.loans[0].item.as_str(), account.loans[0].title.as_str()), ("B001", "L'Œuvre au noir"));
        assert_eq!(account.loans[0].due, "2026-12-14".parse().ok());
        assert_eq!(account.holds.len(), 1);
        assert_eq!((account.holds[0].id.as_str(), account.holds[0].state), ("B003", HoldState::Ready));
        assert_eq!(account.fees.map(|fees| fees.total_cents), Some(150));

        let done = system.renew(&key, "B001").await.unwrap();
        assert_eq!(done.due, "2027-01-04".parse().ok());
        let refused = system.renew(&key, "B002").await;
        assert_eq!(refused, Err(Failure::Refused { words: "Document non emprunté".to_owned() }));
        let wanted = Wanted { barcode: "B002".to_owned(), ..Wanted::default() };
        assert!(system.hold(&eve(), &wanted).await.is_ok());
        assert!(house.library.connections() == 0, "it was the other server");
    })
    .await;
}
