//! The rules of every door, without a database.

use access::{
    Door, DoorKind, Doubt, Known, Quota, QuotaPeriod, Refusal, Right, RightKind, RightScope, RightState, Verdict,
    local_zone, may,
};
use jiff::Timestamp;
use proptest::prelude::*;

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn pass() -> Right {
    Right {
        id: "r".into(),
        kind: RightKind::MuseumPass,
        holder: Some("jeanne".into()),
        scope: RightScope::Everywhere,
        valid_from: instant("2026-01-01T00:00:00Z"),
        valid_until: Some(instant("2027-01-01T00:00:00Z")),
        quota: None,
        admits: 1,
        state: RightState::Active,
    }
}

fn entrance() -> Door {
    Door {
        id: "d".into(),
        kind: DoorKind::MuseumEntrance,
        code: "piscine".into(),
        institution: "la-piscine".into(),
        commune: Some("59512".into()),
        item: None,
        accepts: vec![RightKind::MuseumPass, RightKind::Invitation],
        open: true,
    }
}

fn judge(right: &Right, door: &Door, used: Known<u32>, at: &str) -> Verdict {
    may(right, Known::Yes(right.state), door, used, 1, instant(at), &local_zone()).expect("a verdict")
}

#[track_caller]
fn refused(verdict: Verdict, code: &str) {
    match verdict {
        Verdict::Refused { reason } => assert_eq!(reason.code(), code),
        other => panic!("{other:?} instead of {code}"),
    }
}

const NOW: &str = "2026-11-22T12:00:00Z";
const NONE: Known<u32> = Known::Yes(0);

#[test]
fn each_refusal_has_its_reason() {
    assert_eq!(judge(&pass(), &entrance(), NONE, NOW), Verdict::Admitted { left: None });
    refused(judge(&pass(), &Door { open: false, ..entrance() }, NONE, NOW), "door_closed");
    refused(judge(&Right { kind: RightKind::Ticket, ..pass() }, &entrance(), NONE, NOW), "wrong_kind");
    refused(judge(&pass(), &entrance(), NONE, "2025-12-31T23:59:59Z"), "not_yet");
    refused(judge(&pass(), &entrance(), NONE, "2027-01-01T00:00:00Z"), "expired");
    for (state, code) in
        [(RightState::Suspended, "suspended"), (RightState::Cancelled, "cancelled"), (RightState::Replaced, "replaced")]
    {
        refused(judge(&Right { state, ..pass() }, &entrance(), NONE, NOW), code);
    }
    let people =
        |people| may(&pass(), Known::Yes(RightState::Active), &entrance(), NONE, people, instant(NOW), &local_zone());
    refused(people(2).expect("a verdict"), "too_many");
    refused(people(0).expect("a verdict"), "too_many");
}

#[test]
fn a_scope_opens_its_own_doors() {
    let scoped = |scope| judge(&Right { scope, ..pass() }, &entrance(), NONE, NOW);
    assert_eq!(scoped(RightScope::Institution("la-piscine".into())), Verdict::Admitted { left: None });
    assert_eq!(scoped(RightScope::Commune("59512".into())), Verdict::Admitted { left: None });
    refused(scoped(RightScope::Institution("lam".into())), "out_of_scope");
    refused(scoped(RightScope::Commune("59350".into())), "out_of_scope");
    refused(scoped(RightScope::Item("show".into())), "out_of_scope");
}

#[test]
fn the_fifth_film_of_a_month_says_when_the_next_one_works() {
    let four = Right { quota: Some(Quota { admissions: 4, period: QuotaPeriod::Month }), ..pass() };
    assert_eq!(judge(&four, &entrance(), Known::Yes(3), NOW), Verdict::Admitted { left: Some(0) });
    let again = Some(instant("2026-11-30T23:00:00Z"));
    let spent = Verdict::Refused { reason: Refusal::QuotaSpent { quota: 4, again } };
    assert_eq!(judge(&four, &entrance(), Known::Yes(4), NOW), spent);
    // The right ends before the next month begins.
    let december = "2026-12-15T12:00:00Z";
    let never = Verdict::Refused { reason: Refusal::QuotaSpent { quota: 4, again: None } };
    let ending = Right { valid_until: Some(instant("2026-12-31T00:00:00Z")), ..four };
    assert_eq!(judge(&ending, &entrance(), Known::Yes(4), december), never);
}

#[test]
fn what_is_unknown_is_never_a_no() {
    let offline = |right: &Right, state, used| {
        may(right, state, &entrance(), used, 1, instant(NOW), &local_zone()).expect("a verdict")
    };
    let limited = Right { quota: Some(Quota { admissions: 4, period: QuotaPeriod::Month }), ..pass() };
    let quota = Verdict::CannotKnow { reason: Doubt::Quota };
    assert_eq!(offline(&limited, Known::Yes(RightState::Active), Known::No), quota);
    assert_eq!(offline(&pass(), Known::No, NONE), Verdict::CannotKnow { reason: Doubt::State });
    assert_eq!(offline(&pass(), Known::Yes(RightState::Active), Known::No), Verdict::Admitted { left: None });
    // What is known to be wrong stays a no.
    refused(offline(&limited, Known::No, Known::Yes(4)), "quota_spent");
}

proptest! {
    /// Knowing less never turns a yes into a no, nor a no into a yes.
    #[test]
    fn knowing_less_only_brings_doubt(
        used in 0_u32..6,
        people in 0_u32..4,
        admits in 1_u32..3,
        quota in proptest::option::of(1_u32..5),
        minutes in -1_000_000_i64..1_000_000,
    ) {
        let right = Right {
            quota: quota.map(|admissions| Quota { admissions, period: QuotaPeriod::Day }),
            admits,
            ..pass()
        };
        let at = Timestamp::from_second(instant(NOW).as_second() + minutes * 60).expect("an instant");
        let judge = |state, used| may(&right, state, &entrance(), used, people, at, &local_zone()).expect("a verdict");
        let full = judge(Known::Yes(RightState::Active), Known::Yes(used));
        for blind in [
            judge(Known::No, Known::Yes(used)),
            judge(Known::Yes(RightState::Active), Known::No),
            judge(Known::No, Known::No),
        ] {
            prop_assert!(blind == full || matches!(blind, Verdict::CannotKnow { .. }), "{blind:?} for {full:?}");
        }
    }
}
