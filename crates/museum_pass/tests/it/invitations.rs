//! Invitations: never more than there are, given back to whoever waits, drawn so that anyone can check.

use jiff::civil::date;
use museum_pass::benefits;
use museum_pass::invitations::{claim, give_back, make_draw};
use museum_pass::model::benefit::{Benefit, BenefitKind, BenefitState, ClaimState, Way};
use museum_pass::model::draw::{ranked, seed_hash};
use museum_pass::model::product::Words;
use museum_pass::{Error, Pass};
use people::Actor;
use store::Query;

use crate::house::{DAY, House, scenario, wanted};

const MUSEUM: Actor = Actor::System("museum");

fn offered(house: &House, way: Way, quota: u32) -> Benefit {
    let now = house.db.clock().now_ms();
    Benefit {
        id: String::new(),
        institution: house.museum.clone(),
        kind: BenefitKind::Invitation,
        state: BenefitState::Published,
        title: Words::new("Le vernissage", "", ""),
        words: Words::new("Un verre avec l’artiste.", "", ""),
        from: date(2026, 12, 10),
        until: date(2026, 12, 10),
        item: None,
        way,
        quota: Some(quota),
        people: 2,
        claims_from: now,
        claims_until: now + 5 * 86_400_000,
        seed: String::new(),
        seed_hash: String::new(),
        drawn_at: None,
        demo: false,
    }
}

pub(crate) async fn invitation(house: &House, way: Way, quota: u32) -> String {
    let offered = offered(house, way, quota);
    let mut write = house.db.write().await.unwrap();
    let id = benefits::write_new(&mut write, &offered, &MUSEUM).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn holders(house: &House, number: usize) -> Vec<Pass> {
    let mut all = Vec::new();
    for at in 0..number {
        all.push(house.bought(wanted("solo", &format!("Ana{at}"), "Dupont")).await);
    }
    all
}

async fn ask(house: &House, benefit: &str, pass: &str) -> museum_pass::Result<museum_pass::model::benefit::Claim> {
    let mut write = house.db.write().await.unwrap();
    let asked = claim(&mut write, benefit, pass).await?;
    write.commit().await.unwrap();
    Ok(asked)
}

#[tokio::test]
async fn as_many_as_there_are_however_many_ask_at_once() {
    scenario(|house| async move {
        let benefit = invitation(&house, Way::First, 3).await;
        let holders = holders(&house, 8).await;
        let mut racing = Vec::new();
        for pass in &holders {
            for _ in 0..2 {
                let (house, benefit, pass) = (house.clone(), benefit.clone(), pass.id.clone());
                racing.push(tokio::spawn(async move { ask(&house, &benefit, &pass).await.unwrap() }));
            }
        }
        for one in racing {
            one.await.unwrap();
        }
        let won = "SELECT count(*) FROM museum_pass_claims WHERE state = 'won'";
        assert_eq!(house.count(won).await, 3);
        assert_eq!(house.count("SELECT count(*) FROM access_rights WHERE kind = 'invitation'").await, 3);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_claims WHERE state = 'waiting'").await, 5);
        assert_eq!(house.count("SELECT count(DISTINCT place) FROM museum_pass_claims").await, 8);
        // One is given back: the first who waits has it, and is written to.
        let mut read = house.db.read().await.unwrap();
        let row = read.one("SELECT pass, right_id FROM museum_pass_claims WHERE place = 1", vec![]).await.unwrap();
        let (first, right): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        drop(read);
        let code = house.code(&right).await.unwrap();
        assert!(code.starts_with("CA1:"));
        let mut write = house.db.write().await.unwrap();
        give_back(&mut write, &benefit, &first).await.unwrap();
        give_back(&mut write, &benefit, &first).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(house.count(won).await, 3);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_claims WHERE state = 'won' AND place = 4").await, 1);
        let gone = access::rights::by_id(&mut house.db.read().await.unwrap(), &right).await.unwrap();
        assert_eq!(gone.state, access::RightState::Cancelled);
        museum_pass::keep::run(&house.web).await;
        let letters = house.letters().await;
        assert_eq!(letters.iter().filter(|subject| subject.contains("vernissage")).count(), 1, "{letters:?}");
    })
    .await;
}

#[tokio::test]
async fn a_draw_is_made_once_and_anyone_finds_the_same_ranks() {
    scenario(|house| async move {
        let benefit = invitation(&house, Way::Draw, 2).await;
        let holders = holders(&house, 6).await;
        let mut asked = Vec::new();
        for pass in &holders {
            let claim = ask(&house, &benefit, &pass.id).await.unwrap();
            assert_eq!((claim.state, claim.place), (ClaimState::Asked, None));
            asked.push(claim.id);
        }
        let mut write = house.db.write().await.unwrap();
        assert!(!make_draw(&mut write, &benefit).await.unwrap(), "people may still ask");
        drop(write);
        house.db.clock().advance(DAY * 6);
        let round = museum_pass::keep::run(&house.web).await;
        assert_eq!(round.draws, 1);
        assert_eq!(museum_pass::keep::run(&house.web).await.draws, 0);
        let mut read = house.db.read().await.unwrap();
        let row = read.one("SELECT seed, seed_hash FROM museum_pass_benefits", vec![]).await.unwrap();
        let (seed, hash): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        assert_eq!(seed_hash(&seed), hash);
        let rows = read.all("SELECT id, state FROM museum_pass_claims ORDER BY place", vec![]).await.unwrap();
        let kept: Vec<String> = rows.iter().map(|row| row.get(0).unwrap()).collect();
        assert_eq!(kept, ranked(&seed, &asked));
        let states: Vec<String> = rows.iter().map(|row| row.get(1).unwrap()).collect();
        assert_eq!(states, ["won", "won", "waiting", "waiting", "waiting", "waiting"]);
        drop(read);
        let late = ask(&house, &benefit, &holders[0].id).await.unwrap();
        assert_ne!(late.state, ClaimState::Asked, "asked before: the same answer");
    })
    .await;
}

#[tokio::test]
async fn what_was_promised_stands_and_a_pass_given_back_gives_its_invitation_back() {
    scenario(|house| async move {
        let benefit = invitation(&house, Way::First, 1).await;
        let holders = holders(&house, 2).await;
        ask(&house, &benefit, &holders[0].id).await.unwrap();
        let second = ask(&house, &benefit, &holders[1].id).await.unwrap();
        assert_eq!(second.state, ClaimState::Waiting);
        let giving = museum_pass::refund::Giving {
            actor: &MUSEUM,
            favour: None,
            till: None,
            means: regie::Means::Cash,
            why: "Rétractation",
        };
        let mut write = house.db.write().await.unwrap();
        museum_pass::refund::give_back(&mut write, &holders[0].id, &giving).await.unwrap();
        write.commit().await.unwrap();
        let sql = format!("SELECT count(*) FROM museum_pass_claims WHERE state = 'won' AND pass = '{}'", holders[1].id);
        assert_eq!(house.count(&sql).await, 1);
        // Too late, and for a pass that opens nothing by then: said so.
        let third = ask(&house, &benefit, &holders[0].id).await;
        assert!(matches!(third, Err(Error::Refused("pass-claim-not-good"))));
        house.db.clock().advance(DAY * 6);
        let other = house.bought(wanted("solo", "Lou", "Martin")).await;
        assert!(matches!(ask(&house, &benefit, &other.id).await, Err(Error::Refused("pass-claim-late"))));
    })
    .await;
}

#[tokio::test]
async fn once_given_the_days_of_an_invitation_stay() {
    scenario(|house| async move {
        let id = invitation(&house, Way::First, 3).await;
        let known = Benefit { id: id.clone(), ..offered(&house, Way::First, 3) };
        let moved = Benefit { from: date(2026, 12, 11), until: date(2026, 12, 12), ..known.clone() };
        let amend = async |benefit: Benefit| {
            let mut write = house.db.write().await.unwrap();
            let done = benefits::amend(&mut write, &benefit, &MUSEUM).await;
            if done.is_ok() {
                write.commit().await.unwrap();
            }
            done
        };
        amend(moved.clone()).await.unwrap();
        let holder = holders(&house, 1).await.remove(0);
        let won = ask(&house, &id, &holder.id).await.unwrap();
        let refused = amend(known.clone()).await;
        assert!(matches!(&refused, Err(Error::Field { message: "pass-benefit-given", .. })), "{refused:?}");
        let later = Benefit { claims_until: moved.claims_until + 3_600_000, ..moved.clone() };
        assert!(amend(later).await.is_err());
        // Words and number may change still, and it may be called off.
        amend(Benefit { quota: Some(4), title: Words::new("Le grand vernissage", "", ""), ..moved }).await.unwrap();
        let right = access::rights::by_id(&mut house.db.read().await.unwrap(), &won.right.unwrap()).await.unwrap();
        assert_eq!(right.valid_from.to_string(), "2026-12-10T23:00:00Z");
        amend(Benefit { state: BenefitState::Cancelled, quota: Some(4), ..known }).await.unwrap();
    })
    .await;
}
