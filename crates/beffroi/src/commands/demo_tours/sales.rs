//! The published season is sold: every performance is open, and the first ones have sold at their town hall's till.

use anyhow::{Context, Result, anyhow};
use box_office::duties::facts::{self, SellerFacts, VatStatus};
use box_office::hold::{Wanted, hold};
use box_office::model::{Channel, Line, SaleState, TariffKind};
use box_office::order::{Buyer, DeskSale, sell};
use box_office::{follow, sale, seats};
use jiff::ToSpan;
use ledger::Cents;
use people::People;
use programme::{Performance, institution, performance, tenant};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use regie::{Closing, Means, NewRegie, Paying};
use store::{Db, Write};

use super::ACTOR;
use crate::commands::demo_pass::counted;

/// How many performances have sold something.
const SOLD: usize = 9;
/// Not these: their town halls sell in the demonstration's own accounts.
const BY_HAND: &str = "59636";

/// Opens the sales, and sells.
pub(super) async fn open(db: &Db, people: &People) -> Result<()> {
    follow::follow(db).await?;
    let mut write = db.write().await?;
    let now = write.clock().now();
    let coming = performance::between(&mut write, now, now + (24 * 400).hours()).await?;
    for one in &coming {
        let mut setup = follow::defaults(one)?;
        setup.opens_at = Some(now - 24.hours());
        sale::set_up(&mut write, &one.item, &setup, &ACTOR).await?;
        if one.commune == BY_HAND {
            number(&mut write, one).await?;
        }
        sale::set_state(&mut write, &one.item, SaleState::Open, &ACTOR).await?;
    }
    write.commit().await?;
    let agent = people.account_by_email("wambrechies@demo.example").await?.context("the demonstration has no agent")?;
    let mut chance = StdRng::seed_from_u64(23);
    for one in coming.iter().filter(|one| one.commune != BY_HAND).take(SOLD) {
        let mut write = db.write().await?;
        at_the_town_hall(&mut write, one, &agent.id, &mut chance).await?;
        write.commit().await?;
    }
    Ok(())
}

/// One hall of the demonstration has numbered seats.
async fn number(write: &mut Write, one: &Performance) -> Result<()> {
    let (side, middle) = (10, 26);
    let rows: Vec<String> = ('A'..='K').map(|row| format!("{row}: 1-{side} _ {}-{middle}", side + 1)).collect();
    let typed = format!("{} | L: 1-6 7-8w 9-10c _ 11-{middle}", rows.join(" | "));
    let plan = seating_plan::typed::read(&typed).map_err(|fault| anyhow!("{fault:?}"))?;
    let places = one.places.unwrap_or(0);
    // A hall too small for this plan stays without numbers.
    if i64::try_from(plan.places())? <= places {
        let hall = seats::keep_hall(write, "", &one.host, "Espace culturel", &typed, &plan, &ACTOR).await?;
        seats::number(write, &one.item, &hall, &ACTOR).await?;
    }
    let facts = SellerFacts { vat: VatStatus::Exempt, siret: String::new() };
    facts::keep_seller(write, &one.host, &facts, &ACTOR).await?;
    Ok(())
}

/// A day at a town hall's till.
async fn at_the_town_hall(write: &mut Write, one: &Performance, agent: &str, chance: &mut StdRng) -> Result<()> {
    let host = institution::by_id(write, &one.host).await?;
    let commune = tenant::commune_by_insee(write, &one.commune).await?;
    let code = format!("M{}", one.commune);
    let name = format!("Régie des spectacles, {}", commune.name);
    let new = NewRegie {
        code: &code,
        institution: &host.id,
        name: &name,
        act: "Acte constitutif de démonstration",
        regisseur: "Régisseur de démonstration",
        accountant: "Trésorerie de Lille métropole",
        ceiling: Cents::from_euros(1_500),
        float: Cents::from_euros(50),
        means: &[Means::Cash, Means::Card, Means::Cheque],
        open: true,
    };
    let regie = regie::regies::declare(write, &new).await?;
    let till = regie::regies::set_till(write, &regie, "Mairie", true).await?;
    let session = regie::open(write, &till, agent, Cents::from_euros(50)).await?;
    let tariffs = sale::tariffs(write, &one.item).await?;
    let of = |kind: TariffKind| tariffs.iter().find(|tariff| tariff.kind == kind).map(|tariff| tariff.id.clone());
    let (full, reduced, free) = (of(TariffKind::Full), of(TariffKind::Reduced), of(TariffKind::Free));
    let (full, reduced, free) =
        full.zip(reduced).zip(free).map(|((full, reduced), free)| (full, reduced, free)).context("a tariff lacks")?;
    let wished = one.places.unwrap_or(0) * chance.random_range(30..75) / 100;
    let mut sold = 0;
    while sold < wished {
        let lines: Vec<(String, i64)> = match chance.random_range(0..10) {
            0..=4 => vec![(full.clone(), 2)],
            5..=7 => vec![(full.clone(), 2), (free.clone(), chance.random_range(1..=2))],
            8 => vec![(reduced.clone(), 1)],
            _ => vec![(full.clone(), 1)],
        };
        sold += lines.iter().map(|(_, count)| count).sum::<i64>();
        let wanted = Wanted { item: one.item.clone(), lines, ..Wanted::default() };
        let held = hold(write, Channel::Desk, &wanted).await?;
        let total = held.lines.iter().map(|line: &Line| line.price.0 * line.quantity).sum::<i64>();
        let near = if chance.random_bool(0.7) { one.commune.clone() } else { "59350".to_owned() };
        let buyer = Buyer {
            commune: chance.random_bool(0.8).then_some(near),
            first_time: chance.random_bool(0.7).then(|| chance.random_bool(0.35)),
            ..Buyer::default()
        };
        let means = vec![Paying::plain(Means::Card, Cents(total))];
        let sale = DeskSale { till: &session, actor: &ACTOR, channel: Channel::Desk, buyer: &buyer, means };
        sell(write, &held.secret, &sale).await?;
    }
    let cash = regie::session::expected_cash(write, &session).await?;
    let counts = counted(cash).context("the demonstration's till can't be counted")?;
    let closing = Closing { session: &session.id, by: agent, counts: &counts, terminal: None, reason: "" };
    regie::close(write, &closing).await?;
    Ok(())
}
