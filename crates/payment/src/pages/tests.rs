//! Every page, in every language, with strict templates and within its weight.

use shell::office::Choice;
use shell::{FormState, Frame, Lang, OfficeLink, Person, Visit};

use super::office::{AttemptLine, ConcernLine, NoticeLine, OfficePage, OnePage, PaymentLine, RefundLine, TotalLine};
use super::pay::{LeftPage, PayPage, TrialPage};
use crate::State;
use crate::concerns::ConcernKind;
use crate::provider::test::Choice as TrialChoice;

/// A page's weight without its fonts, in bytes.
const HEAVIEST: usize = 100_000;
const NOW: &str = "2026-11-22T12:00:00Z";

fn visit(lang: Lang) -> Visit {
    let mut visit = Visit::new(lang, "/bureau/paiements");
    visit.person = Some(Person {
        home: "/bureau".into(),
        name: "Claire Delattre".into(),
        office: vec![OfficeLink { group: "", label: "payment-office-nav", href: "/bureau/paiements".into() }],
        binding: "session".into(),
    });
    visit
}

fn concern(kind: ConcernKind, open: bool) -> ConcernLine {
    ConcernLine {
        kind: kind.code(),
        detail: "64.00 eur".into(),
        at: NOW.into(),
        href: "/bureau/paiements/p".into(),
        label: "Pass".into(),
        action: open.then(|| "/bureau/paiements/signalements/c".into()),
        answer: None,
    }
}

fn refund(state: &'static str) -> RefundLine {
    RefundLine {
        cents: 100,
        why: "Rétractation".into(),
        state,
        at: NOW.into(),
        detail: None,
        href: "/bureau/paiements/p".into(),
        action: (state == "by_hand").then(|| "/bureau/paiements/remboursements/r".into()),
    }
}

fn pages(frame: &Frame, lang: Lang) -> Vec<String> {
    let visit = visit(lang);
    let mut out = Vec::new();
    let mut add = |page: Result<axum::response::Html<String>, shell::PageError>| {
        out.push(page.unwrap_or_else(|error| panic!("{error:?}")).0);
    };
    for state in State::ALL {
        for (provider, fault) in [("essai", ""), ("stripe", "payment-fault-unreachable"), ("payfip", ""), ("", "")] {
            let view = PayPage {
                label: "Pass duo <b>".into(),
                cents: 6500,
                state: state.code(),
                payable: state.is_payable(),
                waiting: state == State::Begun && provider.is_empty(),
                action: "/paiement/p".into(),
                again: "/paiement/p/retour".into(),
                back: "/pass".into(),
                provider: provider.into(),
                fault,
            };
            add(frame.render(&visit, "payment/pay.html", &view));
        }
    }
    let codes = || TrialChoice::ALL.iter().map(|choice| choice.code());
    for decided in [false, true] {
        let view = TrialPage {
            label: "Pass".into(),
            cents: 6500,
            action: "/paiement/essai/t".into(),
            plain: codes().take(3).collect(),
            others: codes().skip(3).collect(),
            decided,
            back: "/pass".into(),
        };
        add(frame.render(&visit, "payment/trial.html", &view));
    }
    for choice in ["partir", "silence"] {
        add(frame.render(&visit, "payment/left.html", &LeftPage { choice, back: "/pass".into() }));
    }
    let state_choice = || State::ALL.iter().map(|one| Choice { value: one.code().into(), label: one.code().into() });
    let mut form = FormState::default();
    form.fault("montant", "payment-fault-too-much");
    form.fault("motif", "payment-fault-why");
    add(frame.render(
        &visit,
        "payment/office.html",
        &OfficePage {
            provider: "essai".into(),
            concerns: ConcernKind::ALL.map(|kind| concern(kind, true)).to_vec(),
            by_hand: vec![refund("by_hand")],
            payments: (0..50)
                .map(|number| PaymentLine {
                    href: format!("/bureau/paiements/{number}"),
                    label: "Pass duo".into(),
                    reference: format!("pass-order:{number}"),
                    cents: 6500,
                    state: State::ALL[number % 8].code(),
                    asked_at: NOW.into(),
                })
                .collect(),
            totals: State::ALL.map(|state| TotalLine { state: state.code(), payments: 3, cents: 100 }).to_vec(),
            states: state_choice().collect(),
            form: FormState::default(),
            query: "q=a".into(),
            pagination: shell::Pagination::new(120, 50, 2, 10, |page| format!("?page={page}")),
        },
    ));
    let one = OnePage {
        label: "Pass duo".into(),
        reference: "pass-order:1".into(),
        cents: 6500,
        state: "paid",
        asked_at: NOW.into(),
        settled_at: Some(NOW.into()),
        email: Some("a@b.fr".into()),
        account: "pass:ventes".into(),
        attempts: ["opening", "open", "paid", "refused", "abandoned", "expired", "mismatched", "superfluous"]
            .map(|state| AttemptLine {
                provider: "stripe".into(),
                provider_id: "cs_test".into(),
                state,
                at: NOW.into(),
                received: (state == "paid").then_some(6500),
                test: true,
            })
            .to_vec(),
        notices: ["paid", "unfulfilled", "held", "superfluous", "ended", "before", "pending", "failed", "disputed"]
            .map(|outcome| NoticeLine {
                kind: "checkout.session.completed".into(),
                event: "evt".into(),
                at: NOW.into(),
                times: 2,
                outcome: outcome.into(),
            })
            .to_vec(),
        refunds: ["asked", "sent", "done", "by_hand", "failed"].map(refund).to_vec(),
        concerns: ConcernKind::ALL.map(|kind| concern(kind, kind == ConcernKind::Amount)).to_vec(),
        look_action: "/bureau/paiements/p/demander".into(),
        refund_action: Some("/bureau/paiements/p/rembourser".into()),
        refund_name: "x".into(),
        refundable: vec![Choice { value: "a".into(), label: "Stripe".into() }],
        form,
    };
    add(frame.render(&visit, "payment/one.html", &one));
    out
}

#[test]
fn every_page_renders_in_every_language_within_its_weight() {
    let frame = Frame::builder().wing(super::WING).base_url("https://culture.example.org").build().expect("sound");
    for lang in Lang::ALL {
        for html in pages(&frame, lang) {
            assert!(html.len() < HEAVIEST, "a page weighs {} bytes", html.len());
            assert!(!html.contains(">payment-"), "words lack in {lang:?}");
            for bad in [" style=", "<script>", "onclick", "duo <b>"] {
                assert!(!html.contains(bad), "{bad}");
            }
        }
    }
}
