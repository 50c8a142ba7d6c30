//! The demonstration's museum pass: products, tills, gates, what museums offer; passes sold at a desk by the same verbs an
//! agent uses; and a history brought over, as a métropole brings that of its former system: rights, terms and visits, and
//! no person.

use access::rights::{self, Right, RightKind, RightScope, RightState};
use access::visits::{self, Told, Visit, VisitState};
use access::{DoorKind, doors, local_zone, terms};
use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use ledger::Cents;
use museum_pass::model::benefit::{Benefit, BenefitKind, BenefitState, Way};
use museum_pass::model::pass::Names;
use museum_pass::model::product::Words;
use museum_pass::order::{Buyer, Wanted};
use museum_pass::sell_at_desk::{DeskSale, sell};
use pass_accounts::{flows, periods, settlement};
use people::{Actor, People};
use programme::{Institution, InstitutionKind, Item, ItemKind, institution, item, tenant};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use regie::{CashCount, Closing, Means, NewRegie, Paying, TillSession};
use revenue_sharing::{Conventions, Rule};
use store::{Db, Write, new_id};
use territory::demonstration;

const ACTOR: Actor = Actor::System("demonstration");
const SOURCE: &str = "demonstration";
/// Passes of the history.
const PASSES: u32 = 3_200;
/// How far back it goes, in days.
const DAYS: i64 = 480;

/// How much a museum draws, and what its visit costs at full price in the demonstration, in cents.
const MUSEUMS: [(&str, u32, i64); 15] = [
    ("palais-des-beaux-arts", 22, 700),
    ("la-piscine", 19, 1100),
    ("lam", 15, 1000),
    ("hospice-comtesse", 8, 500),
    ("histoire-naturelle", 8, 500),
    ("villa-cavrois", 7, 1100),
    ("muba", 6, 600),
    ("la-manufacture", 3, 700),
    ("ima-tourcoing", 3, 600),
    ("plein-air", 3, 500),
    ("bataille-de-fromelles", 2, 700),
    ("resistance-bondues", 1, 500),
    ("musee-demonstration-armentieres", 1, 400),
    ("musee-demonstration-seclin", 1, 400),
    ("musee-demonstration-la-madeleine", 1, 400),
];

/// Product, name, price, what a third party pays, people, weight in sales.
const PRODUCTS: [(&str, &str, i64, i64, u32, u32); 6] = [
    ("solo", "Solo", 4000, 0, 1, 45),
    ("duo", "Duo", 6500, 0, 2, 22),
    ("jeune", "Jeune", 2000, 0, 1, 13),
    ("famille", "Famille", 7500, 0, 5, 8),
    ("solidaire", "Solidaire", 0, 1000, 1, 8),
    ("entreprise", "Entreprise", 3200, 0, 1, 4),
];

/// Installs the pass; what was installed before is left as it is.
pub(crate) async fn install(db: &Db, people: &People) -> Result<()> {
    let museums = {
        let mut write = db.write().await?;
        let museums = institution::list(&mut write, Some(InstitutionKind::Museum), None).await?;
        museum_pass::defaults::install(&mut write).await?;
        gate::declare_doors(&mut write).await?;
        write.commit().await?;
        museums
    };
    if done(db, "demo.pass.history").await? {
        return Ok(());
    }
    let mut write = db.write().await?;
    exhibitions(&mut write, &museums).await?;
    offers(&mut write, &museums).await?;
    history(&mut write, &museums).await?;
    tenant::set(&mut write, "demo.pass.history", "yes").await?;
    write.commit().await?;
    accounts(db, people, &museums).await?;
    desks(db, people, &museums).await
}

async fn done(db: &Db, what: &str) -> Result<bool> {
    Ok(tenant::setting(&mut db.read().await?, what).await?.is_some())
}

fn of_code<'a>(museums: &'a [Institution], code: &str) -> Result<&'a Institution> {
    museums.iter().find(|museum| museum.code == code).with_context(|| format!("there is no museum {code}"))
}

fn today(db_now: Timestamp) -> Date {
    db_now.to_zoned(local_zone()).date()
}

/// Something hung now, so that figures can tell what people came for.
async fn exhibitions(write: &mut Write, museums: &[Institution]) -> Result<()> {
    let day = today(write.clock().now());
    for (code, title, from, until) in [
        ("la-piscine", "Le bain et le tisserand (démonstration)", -150, 60),
        ("palais-des-beaux-arts", "Lumières du Nord (démonstration)", -90, 45),
        ("lam", "Terrains vagues (démonstration)", -60, 90),
        ("villa-cavrois", "La maison habitée (démonstration)", -240, -30),
    ] {
        let offered = Item {
            id: String::new(),
            institution: of_code(museums, code)?.id.clone(),
            kind: ItemKind::Exhibition,
            title: title.to_owned(),
            starts_on: Some(day.checked_add(from.days())?),
            ends_on: Some(day.checked_add(until.days())?),
            demo: true,
            source: SOURCE.to_owned(),
        };
        item::offer(write, &offered).await?;
    }
    Ok(())
}

/// What museums offer holders.
async fn offers(write: &mut Write, museums: &[Institution]) -> Result<()> {
    let now = write.clock().now();
    let day = today(now);
    let ahead = |days: i64| day.checked_add(days.days());
    // Until six in the evening: an hour people remember.
    let instant = |days: i64| {
        Ok::<_, jiff::Error>(ahead(days)?.at(18, 0, 0, 0).to_zoned(local_zone())?.timestamp().as_millisecond())
    };
    let benefit = |code: &str, kind, title: Words, words: Words, until: i64| {
        Ok::<_, anyhow::Error>(Benefit {
            id: String::new(),
            institution: of_code(museums, code)?.id.clone(),
            kind,
            state: BenefitState::Published,
            title,
            words,
            from: day,
            until: ahead(until)?,
            item: None,
            way: Way::First,
            quota: None,
            people: 1,
            claims_from: instant(-1)?,
            claims_until: instant(until - 1)?,
            seed: String::new(),
            seed_hash: String::new(),
            drawn_at: None,
            demo: true,
        })
    };
    let opening = Benefit {
        quota: Some(40),
        people: 2,
        ..benefit(
            "la-piscine",
            BenefitKind::Invitation,
            Words::new(
                "Visite avant l’ouverture, avec la conservatrice",
                "Bezoek vóór de opening, met de conservator",
                "A visit before opening, with the curator",
            ),
            Words::new(
                "Une heure dans le bassin, avant tout le monde. Pour deux personnes.",
                "Een uur bij het bad, vóór iedereen. Voor twee personen.",
                "An hour by the pool, before everyone. For two.",
            ),
            20,
        )?
    };
    let night = Benefit {
        way: Way::Draw,
        quota: Some(30),
        from: ahead(25)?,
        ..benefit(
            "palais-des-beaux-arts",
            BenefitKind::Invitation,
            Words::new("Nuit à la lampe de poche", "Nacht met de zaklamp", "A night by torchlight"),
            Words::new(
                "Les tableaux dans le noir, chacun sa lampe. Trente places, tirées au sort.",
                "De schilderijen in het donker, ieder met een lamp. Dertig plaatsen, door loting.",
                "The paintings in the dark, a lamp each. Thirty places, by draw.",
            ),
            26,
        )?
    };
    let shop = benefit(
        "lam",
        BenefitKind::Benefit,
        Words::new("5 % à la librairie", "5 % in de boekwinkel", "5% at the bookshop"),
        Words::new(
            "Sur tous les livres, en montrant le pass.",
            "Op alle boeken, op vertoon van de pas.",
            "On every book, by showing the pass.",
        ),
        300,
    )?;
    for offer in [opening, night, shop] {
        museum_pass::benefits::write_new(write, &offer, &ACTOR).await?;
    }
    Ok(())
}

/// A draw among weights.
fn among(dice: &mut StdRng, weights: &[u32]) -> usize {
    let mut left = dice.random_range(0..weights.iter().sum::<u32>().max(1));
    weights
        .iter()
        .position(|weight| match left.checked_sub(*weight) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        })
        .unwrap_or(0)
}

/// Passes sold over the last months and their visits, as the former system gave them: nobody is named.
async fn history(write: &mut Write, museums: &[Institution]) -> Result<()> {
    let mut dice = StdRng::seed_from_u64(2013);
    let zone = local_zone();
    let day = today(write.clock().now());
    let mut doors_of = Vec::with_capacity(MUSEUMS.len());
    for (code, _, _) in MUSEUMS {
        let museum = of_code(museums, code)?;
        let known = doors::of_institution(write, &museum.id).await?;
        let door = known.into_iter().find(|door| door.kind == DoorKind::MuseumEntrance);
        doors_of.push((museum.id.clone(), door.with_context(|| format!("{code} has no entrance"))?.id));
    }
    let draws: Vec<u32> = MUSEUMS.iter().map(|(_, weight, _)| *weight).collect();
    let sales: Vec<u32> = PRODUCTS.iter().map(|product| product.5).collect();
    let communes = tenant::communes(write).await?;
    let inhabitants: Vec<u32> =
        communes.iter().map(|commune| (commune.population_municipal.unwrap_or(0) / 100) as u32).collect();
    let mut visited: Vec<(String, Vec<Visit>)> = Vec::with_capacity(PASSES as usize);
    for _ in 0..PASSES {
        let (code, label, price, notional, admits, _) = PRODUCTS[among(&mut dice, &sales)];
        let age = dice.random_range(1..DAYS);
        let sold = day.checked_sub(age.days())?;
        let end = sold.checked_add(1.year())?;
        let right = Right {
            id: String::new(),
            kind: RightKind::MuseumPass,
            holder: None,
            scope: RightScope::Everywhere,
            valid_from: sold.to_zoned(zone.clone())?.timestamp(),
            valid_until: Some(end.to_zoned(zone.clone())?.timestamp()),
            quota: None,
            admits,
            state: RightState::Active,
        };
        let id = rights::issue(write, &right).await?;
        let commune = (dice.random_range(0..10) < 6).then(|| communes[among(&mut dice, &inhabitants)].insee.clone());
        let held = terms::Terms {
            right: id.clone(),
            product: code.to_owned(),
            label: label.to_owned(),
            price_cents: price,
            notional_cents: notional,
            commune,
            item: None,
        };
        terms::set(write, &held).await?;
        let favourites = [among(&mut dice, &draws), among(&mut dice, &draws), among(&mut dice, &draws)];
        let mut seen: Vec<Visit> = Vec::new();
        // About six visits in a whole year; some passes are never shown.
        let open = i64::min(365, age);
        let visits = dice.random_range(0..=13) * open / 365;
        for _ in 0..visits {
            let on = sold.checked_add(dice.random_range(0..open).days())?;
            let museum = match dice.random_range(0..10) {
                0..7 => favourites[dice.random_range(0..3)],
                _ => among(&mut dice, &draws),
            };
            let at = on.at(dice.random_range(10..18), dice.random_range(0..60), 0, 0).to_zoned(zone.clone())?;
            if seen.iter().any(|visit| visit.at.to_zoned(zone.clone()).date() == on) || on >= day {
                continue;
            }
            let (institution, door) = &doors_of[museum];
            seen.push(Visit {
                id: new_id(),
                door: door.clone(),
                institution: institution.clone(),
                at: at.timestamp(),
                people: dice.random_range(1..=admits),
                right_kind: RightKind::MuseumPass,
                state: VisitState::Counted,
            });
        }
        visited.push((id, seen));
    }
    let told: Vec<Told<'_>> =
        visited.iter().map(|(right, visits)| Told { right, since: Timestamp::UNIX_EPOCH, visits }).collect();
    visits::replace_many(write, &told).await?;
    Ok(())
}

/// The visits counted, what museums' figures are, last year settled, quarters published.
async fn accounts(db: &Db, people: &People, museums: &[Institution]) -> Result<()> {
    pass_accounts::fold(db).await?;
    let mut write = db.write().await?;
    let day = today(write.clock().now());
    let visitors = |code: &str| {
        demonstration::museum_visitors().iter().filter(|known| known.museum == code).max_by_key(|known| known.year)
    };
    let voter = people.account_by_email("direction@demo.example").await?;
    for period in periods::list(&mut write).await? {
        for (code, weight, price) in MUSEUMS {
            let museum = of_code(museums, code)?;
            let known = visitors(code).map_or(i64::from(weight) * 4_000, |known| i64::from(known.total));
            periods::describe(&mut write, &period.id, &museum.id, Some(price), Some(known)).await?;
        }
        let Some(voter) = &voter else { continue };
        if period.last_day < day && settlement::is_over(&mut write, &period).await? {
            let reason = "Délibération de démonstration : chaque pass se partage entre les musées qu’il a vus.";
            let by = (voter.id.as_str(), voter.name.as_str());
            settlement::vote(&mut write, &period.id, Rule::Shapley, &Conventions::default(), reason, by).await?;
            settlement::issue(&mut write, &period.id, "Métropole Européenne de Lille (démonstration)", &ACTOR).await?;
        }
    }
    let names: Vec<String> = museums.iter().map(|museum| museum.id.clone()).collect();
    for quarter in flows::publishable(&mut write).await? {
        flows::publish(&mut write, &quarter, &names, &flows::Parameters::default()).await?;
    }
    write.commit().await?;
    Ok(())
}

/// Two régies, and a morning at one of them.
async fn desks(db: &Db, people: &People, museums: &[Institution]) -> Result<()> {
    let Some(agent) = people.account_by_email("piscine@demo.example").await? else { return Ok(()) };
    let ada = people.account_by_email("ada@demo.example").await?;
    let mut write = db.write().await?;
    let day = today(write.clock().now());
    let hall = institution::by_code(&mut write, "mairie-59636").await?.id;
    let piscine = of_code(museums, "la-piscine")?.id.clone();
    let mut till = String::new();
    for (code, place, name, regisseur, accountant) in [
        ("WAMBRECHIES", &hall, "Régie de la mairie de Wambrechies", "Alix Mairie", "Trésorerie de Lille métropole"),
        ("PISCINE", &piscine, "Régie du musée La Piscine", "Lou Musée", "Trésorerie de Roubaix"),
    ] {
        let new = NewRegie {
            code,
            institution: place,
            name,
            act: "Acte constitutif de démonstration",
            regisseur,
            accountant,
            ceiling: Cents::from_euros(3_000),
            float: Cents::from_euros(100),
            means: &[Means::Cash, Means::Card, Means::Cheque],
            open: true,
        };
        let regie = regie::regies::declare(&mut write, &new).await?;
        till = regie::regies::set_till(&mut write, &regie, "Caisse 1", true).await?;
    }
    let session = regie::open(&mut write, &till, &agent.id, Cents::from_euros(100)).await?;
    let names = |first: &str, last: &str| Names { first: first.into(), last: last.into(), ..Names::default() };
    let duo = Names { second_first: "Paul".into(), second_last: "Lecourt".into(), ..names("Ada", "Lecourt") };
    let account = ada.as_ref().map(|ada| ada.id.clone());
    let sold = [
        (account, "duo", duo, Some("59636"), Paying::plain(Means::Card, Cents::from_euros(65))),
        (
            None,
            "solo",
            names("Rosa", "Delattre"),
            Some("59512"),
            Paying::cash(Cents::from_euros(40), Cents::from_euros(50)),
        ),
        (
            None,
            "solo",
            names("Émile", "Vandamme"),
            None,
            Paying::cheque(Cents::from_euros(40), "0012345", "Crédit du Nord", "É. Vandamme"),
        ),
        (None, "jeune", names("Inès", "Bouzid"), Some("59599"), Paying::plain(Means::Card, Cents::from_euros(20))),
    ];
    for (place, (account, product, names, commune, paying)) in sold.into_iter().enumerate() {
        let email = account.is_some().then(|| "ada@demo.example".to_owned());
        let sale = Sale { account, email, product, names, commune, paying, on: day };
        sell_one(&mut write, &session, place, sale).await?;
    }
    let cash = regie::session::expected_cash(&mut write, &session).await?;
    let counts = counted(cash).context("the demonstration's till can't be counted")?;
    let closing = Closing { session: &session.id, by: &agent.id, counts: &counts, terminal: None, reason: "" };
    regie::close(&mut write, &closing).await?;
    write.commit().await?;
    Ok(())
}

struct Sale {
    account: Option<String>,
    email: Option<String>,
    product: &'static str,
    names: Names,
    commune: Option<&'static str>,
    paying: Paying,
    on: Date,
}

async fn sell_one(write: &mut Write, till: &TillSession, place: usize, sale: Sale) -> Result<()> {
    let wanted = Wanted {
        product: sale.product.to_owned(),
        gift: None,
        names: sale.names,
        commune: sale.commune.map(str::to_owned),
        begins_on: Some(sale.on),
        declared: true,
    };
    let buyer = Buyer { account: sale.account, email: sale.email, lang: "fr".to_owned() };
    let reference = format!("PDEMO{place:04}");
    let sale = DeskSale {
        till,
        actor: &ACTOR,
        reference: &reference,
        buyer: &buyer,
        wanted: &[wanted],
        renew: None,
        seen: true,
        means: vec![sale.paying],
    };
    sell(write, &sale).await?;
    Ok(())
}

/// The fewest notes and coins that make an amount.
pub(crate) fn counted(amount: Cents) -> Option<CashCount> {
    let mut left = u32::try_from(amount.0).ok()?;
    let mut counts = CashCount::new();
    for denomination in regie::DENOMINATIONS {
        counts = counts.with(denomination, left / denomination)?;
        left %= denomination;
    }
    Some(counts)
}
