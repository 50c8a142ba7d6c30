//! PayFiP, against answers in the form its guide gives.

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use ledger::Cents;
use payment::provider::payfip::{Mode, PayFip};
use payment::{Error, Payments, Refund, Settled, refund, refunds};
use store::Db;
use store::testing::on_both_at;

use crate::house::{NOW, Recorded, SETS, asked, balance, concerns, count, goods, state, with};

const IDOP: &str = "4b12f6a0-b4aa-11e7-b2ed-01234e12345f";

fn envelope(inside: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>\
         {inside}</S:Body></S:Envelope>"
    )
}

fn created() -> String {
    envelope(&format!(
        "<ns2:creerPaiementSecuriseResponse xmlns:ns2=\"http://securite.service.tpa.cp.finances.gouv.fr/services/\
         mas_securite/contrat_paiement_securise/PaiementSecuriseService\"><return><idOp>{IDOP}</idOp></return>\
         </ns2:creerPaiementSecuriseResponse>"
    ))
}

fn fault(code: &str) -> String {
    envelope(&format!(
        "<S:Fault><faultcode>S:Server</faultcode><faultstring>fr.gouv.finances.cp.tpa.webservice.exceptions.\
         FonctionnelleErreur</faultstring><detail><ns1:FonctionnelleErreur xmlns:ns1=\"n\"><code>{code}</code>\
         <descriptif/><libelle>libellé</libelle><severite>2</severite></ns1:FonctionnelleErreur></detail></S:Fault>"
    ))
}

fn detail(refdet: &str, resultrans: &str, montant: &str) -> String {
    envelope(&format!(
        "<ns2:recupererDetailPaiementSecuriseResponse xmlns:ns2=\"n\"><return><dattrans>22112026</dattrans>\
         <exer>2026</exer><heurtrans>1301</heurtrans><idOp>{IDOP}</idOp><mel>ada@example.fr</mel>\
         <montant>{montant}</montant><numauto>112233</numauto><numcli>090909</numcli><objet>Pass</objet>\
         <refdet>{refdet}</refdet><resultrans>{resultrans}</resultrans><saisie>T</saisie></return>\
         </ns2:recupererDetailPaiementSecuriseResponse>"
    ))
}

fn payments(db: &Db, server: &Recorded) -> Payments {
    with(db, Arc::new(PayFip::new("090909", Mode::Test).unwrap().at(&server.url)))
}

/// Begins, and gives the reference PayFiP was told.
async fn begun(payments: &Payments, server: &Recorded, id: &str) -> String {
    server.answers(200, created());
    let url = payments.begin(id).await.unwrap();
    assert_eq!(url, format!("https://www.payfip.gouv.fr/tpa/paiementws.web?idop={IDOP}"));
    let asked = server.asked().pop().unwrap().body;
    asked.split("<refdet>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

async fn notified(payments: &Payments) -> Settled {
    let body = format!("idop={IDOP}");
    payments.receive("payfip", &HeaderMap::new(), body.as_bytes()).await.unwrap()
}

#[tokio::test]
async fn a_payment_is_created_notified_and_read_back() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let payments = payments(&db, &server);
        let id = asked(&db, 1).await;
        let refdet = begun(&payments, &server, &id).await;
        assert_eq!(refdet.len(), 30);
        let told = server.asked().pop().unwrap().body;
        for piece in [
            "<pai:creerPaiementSecurise><arg0>",
            "<exer>2026</exer>",
            "<mel>ada@example.fr</mel>",
            "<montant>6500</montant>",
            "<numcli>090909</numcli>",
            "<objet>Pass duo d ete</objet>",
            "<saisie>T</saisie>",
            "<urlnotif>https://culture.example.org/paiement/avis/payfip</urlnotif>",
        ] {
            assert!(told.contains(piece), "{piece} in {told}");
        }
        // Notified before anything is known, then after: the notification itself proves nothing.
        server.answers(500, fault("P5"));
        assert_eq!(notified(&payments).await, Settled::Pending);
        server.answers(200, detail(&refdet, "P", "6500"));
        assert_eq!(notified(&payments).await, Settled::Paid);
        server.answers(200, detail(&refdet, "P", "6500"));
        assert_eq!(notified(&payments).await, Settled::Before);
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));
        assert_eq!(balance(&db, "paiement:payfip").await, Cents(6500));

        // PayFiP pays nothing back: someone does, and says so.
        let mut write = db.write().await.unwrap();
        let back = Refund {
            payment: &id,
            attempt: None,
            reference: "r:1",
            amount: Cents(6500),
            why: "rétractation",
            by: "system:test",
        };
        let back = refund(&mut write, &back).await.unwrap();
        write.commit().await.unwrap();
        payments.reconcile().await.unwrap();
        assert_eq!(balance(&db, "paiement:payfip").await, Cents(6500));
        let mut write = db.write().await.unwrap();
        assert_eq!(refunds::by_hand(&mut write, 10).await.unwrap().len(), 1);
        refunds::done_by_hand(&mut write, &back, "account:c", "virement 42").await.unwrap();
        assert!(matches!(refunds::done_by_hand(&mut write, &back, "account:c", "x").await, Err(Error::Settled)));
        write.commit().await.unwrap();
        assert_eq!(balance(&db, "paiement:payfip").await, Cents::ZERO);
    })
    .await;
}

#[tokio::test]
async fn results_and_faults_mean_what_the_guide_says() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let payments = payments(&db, &server);
        let id = asked(&db, 1).await;
        let refdet = begun(&payments, &server, &id).await;
        // Given up; the page is still open in another tab, and pays by direct debit.
        server.answers(200, detail(&refdet, "A", "6500"));
        assert_eq!(payments.look(&id).await.unwrap().state.code(), "abandoned");
        server.answers(200, detail(&refdet, "V", "6500"));
        assert_eq!(notified(&payments).await, Settled::Paid);
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));
    })
    .await;
    for (answer, wait, expected) in [
        (fault("P5"), 60, "begun"),
        (fault("P5"), 1300, "expired"),
        (fault("P1"), 90_000, "expired"),
        (detail("REF", "R", "6500"), 60, "refused"),
        (detail("REF", "Z", "6500"), 60, "refused"),
        (detail("REF", "P", "650"), 60, "held"),
        // Of another payment, another régie; unreadable; a proxy's page.
        (detail("autre", "P", "6500"), 60, "begun"),
        (detail("REF", "P", "6500").replace("090909", "111111"), 60, "begun"),
        (detail("REF", "P", "6500").replace("<saisie>T", "<saisie>W"), 60, "begun"),
        (detail("REF", "P", "soixante"), 60, "begun"),
        ("<html>502</html>".to_owned(), 60, "begun"),
    ] {
        on_both_at(SETS, NOW, |db| {
            let answer = answer.clone();
            async move {
                let server = Recorded::new();
                let payments = payments(&db, &server);
                let id = asked(&db, 1).await;
                let refdet = begun(&payments, &server, &id).await;
                db.clock().advance(Duration::from_secs(wait));
                server.answers(if answer.contains("Fault") { 500 } else { 200 }, answer.replace("REF", &refdet));
                assert_eq!(payments.look(&id).await.unwrap().state.code(), expected, "{answer}");
                assert_eq!(goods(&db).await, 0);
                assert_eq!(concerns(&db).await.len(), usize::from(expected == "held"));
            }
        })
        .await;
    }
}

#[tokio::test]
async fn what_anyone_may_send_leaves_nothing() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let payments = payments(&db, &server);
        let unknown = payments.receive("payfip", &HeaderMap::new(), b"idop=00000000-0000-0000").await;
        assert_eq!(unknown.unwrap(), Settled::Pending);
        for bad in ["", "idop=", "idop=../../x", "a=b", "idop=%00"] {
            assert!(payments.receive("payfip", &HeaderMap::new(), bad.as_bytes()).await.is_err(), "{bad}");
        }
        assert_eq!(count(&db, "SELECT count(*) FROM payment_notices").await, 0);
        assert!(server.asked().is_empty(), "PayFiP is not asked about what is not ours");
        assert!(PayFip::new("12345", Mode::Test).is_err());
        // A technical fault at the beginning: to be tried again.
        let id = asked(&db, 1).await;
        server.answers(500, envelope("<S:Fault><detail><TechIndisponibiliteErreur/></detail></S:Fault>"));
        assert!(matches!(payments.begin(&id).await, Err(Error::Provider(_))));
        assert_eq!(state(&db, &id).await, "asked");
        begun(&payments, &server, &id).await;
    })
    .await;
}
