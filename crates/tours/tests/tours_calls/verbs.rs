//! The road from the call to the programme, by verbs.

use jiff::civil::{Time, date};
use programme::performance::{by_item, of_series};
use programme::{PerformanceState, PopulationKind, institution, show};
use store::prelude::*;
use tours::changes::{self, Change};
use tours::edition::{self, Step};
use tours::model::{Edition, Eligibility, Needs, Phase, ProposalState, Standing};
use tours::publication::{self, Missing, Planned};
use tours::reminders::{self, Called};
use tours::store::dates::Completion;
use tours::store::{dates, editions, planning_input, served_years, territory};
use tours::{By, Error, proposals, wishes};

use crate::house::{DAY, HAUBOURDIN, House, TEST, WICRES, edition_2026, list, scenario, sendable};

fn refused<T: std::fmt::Debug>(result: tours::Result<T>) -> String {
    match result {
        Err(Error::Refused(message)) => message.to_owned(),
        Err(Error::Field { field, message }) => format!("{field}: {message}"),
        other => panic!("{other:?}"),
    }
}

async fn edition(house: &House) -> Edition {
    editions::by_code(&mut house.db.read().await.unwrap(), "2026").await.unwrap()
}

#[tokio::test]
async fn an_edition_goes_through_its_calendar_and_its_steps() {
    scenario(|house| async move {
        let phase = |edition: Edition, db: Db| {
            let now = db.clock().now();
            edition.phase(now, now.to_zoned(access::local_zone()).date())
        };
        assert_eq!(phase(edition(&house).await, house.db.clone()), Phase::Draft);
        let mut write = house.db.write().await.unwrap();
        let begun = proposals::save(&mut write, &sendable(&house.theatre, "La Malle"), By::Owner, &TEST).await;
        assert_eq!(refused(begun), "calls-refused-proposals-closed", "nobody proposes to a draft");
        write.rollback().await.unwrap();
        house.call().await;
        let mut seen = Vec::new();
        for days in [0, 2, 1, 5, 1] {
            house.db.clock().advance(DAY * days);
            seen.push(phase(edition(&house).await, house.db.clone()));
        }
        let expected = [Phase::Proposals, Phase::Choosing, Phase::Wishes, Phase::Arbitration, Phase::Arbitration];
        assert_eq!(seen, expected);
        let mut write = house.db.write().await.unwrap();
        assert_eq!(refused(edition::take(&mut write, "2026", Step::Call, &TEST).await), "calls-refused-called");
        let twice = edition::open(&mut write, &edition_2026(), &TEST).await;
        assert_eq!(refused(twice), "code: calls-wrong-edition-exists");
        let early = Edition { wishes_until: edition_2026().wishes_from, ..edition_2026() };
        assert_eq!(refused(edition::amend(&mut write, &early, &TEST).await), "wishes_until: calls-wrong-order");
        edition::take(&mut write, "2026", Step::Close, &TEST).await.unwrap();
        assert_eq!(refused(edition::amend(&mut write, &edition_2026(), &TEST).await), "calls-refused-closed");
        write.commit().await.unwrap();
        assert_eq!(phase(edition(&house).await, house.db.clone()), Phase::Closed);
    })
    .await;
}

#[tokio::test]
async fn which_population_counts_decides_who_may_receive() {
    scenario(|house| async move {
        let standing = async |kind: PopulationKind| {
            let edition = Edition { population: kind, ..edition_2026() };
            let (all, sectors) = territory(&mut house.db.read().await.unwrap(), &edition).await.unwrap();
            assert_eq!(sectors.len(), 95);
            assert_eq!(sectors.values().collect::<std::collections::BTreeSet<_>>().len(), 4);
            let count = all.iter().filter(|one| one.is_eligible()).count();
            let own: Eligibility = all.into_iter().find(|one| one.commune.insee == HAUBOURDIN).unwrap();
            (count, own.standing, own.population)
        };
        assert_eq!(standing(PopulationKind::Municipal).await, (77, Standing::Eligible, Some(14_922)));
        assert_eq!(standing(PopulationKind::Total).await, (76, Standing::TooLarge, Some(15_025)));
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(HAUBOURDIN, "Salle des fêtes", None).await;
        let wished = list(HAUBOURDIN, &[&show], &[&hall]);
        let mut write = house.db.write().await.unwrap();
        wishes::save(&mut write, &wished, By::Programme, &TEST).await.unwrap();
        let total = Edition { population: PopulationKind::Total, ..edition_2026() };
        edition::amend(&mut write, &total, &TEST).await.unwrap();
        let again = wishes::save(&mut write, &wished, By::Programme, &TEST).await;
        assert_eq!(refused(again), "calls-refused-not-eligible");
        write.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_proposal_is_written_sent_and_decided_with_letters() {
    scenario(|house| async move {
        house.call().await;
        let mut write = house.db.write().await.unwrap();
        let mut one = sendable(&house.theatre, "La Malle\r\nBcc: tous@exemple.example");
        one.minutes = None;
        let id = proposals::save(&mut write, &one, By::Owner, &TEST).await.unwrap();
        assert_eq!(refused(proposals::send(&mut write, &id, By::Owner, &TEST).await), "minutes: calls-wrong-needed");
        assert_eq!(refused(proposals::decide(&mut write, &id, true, "", &TEST).await), "calls-refused-not-sent");
        one = tours::store::proposals::by_id(&mut write, &id).await.unwrap();
        one.minutes = Some(60);
        proposals::save(&mut write, &one, By::Owner, &TEST).await.unwrap();
        proposals::send(&mut write, &id, By::Owner, &TEST).await.unwrap();
        assert_eq!(
            refused(proposals::decide(&mut write, &id, false, " ", &TEST).await),
            "reason: calls-wrong-reason",
            "a refusal says why"
        );
        proposals::decide(&mut write, &id, false, "Déjà joué l'an dernier.", &TEST).await.unwrap();
        proposals::decide(&mut write, &id, true, "", &TEST).await.unwrap();
        let owner = proposals::save(&mut write, &one, By::Owner, &TEST).await;
        assert_eq!(refused(owner), "calls-refused-proposal-decided");
        let kept = tours::store::proposals::by_id(&mut write, &id).await.unwrap();
        assert_eq!((kept.state, kept.minutes), (ProposalState::Accepted, Some(60)));
        write.commit().await.unwrap();
        let letters = house.letters().await;
        let subjects: Vec<&str> = letters.iter().map(|(_, subject, _)| subject.as_str()).collect();
        assert_eq!(subjects.len(), 3, "{subjects:?}");
        assert!(letters.iter().all(|(to, ..)| to == "theatre@exemple.example"));
        assert!(subjects.iter().all(|subject| !subject.contains(char::is_control)), "a title slips no header in");
        assert!(letters[1].2.contains("Déjà joué l’an dernier.") || letters[1].2.contains("Déjà joué l'an dernier."));
        assert!(letters[0].2.contains(&format!("https://culture.example.fr/bureau/mes-spectacles/{id}")));
        assert_eq!(house.letters().await.len(), 3, "none is written twice");
    })
    .await;
}

#[tokio::test]
async fn calendars_bind_communes_and_not_the_metropole() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let elsewhere = house.hall(HAUBOURDIN, "Salle des fêtes", None).await;
        let wished = list(WICRES, &[&show], &[&hall]);
        let mut write = house.db.write().await.unwrap();
        let early = wishes::save(&mut write, &wished, By::Owner, &TEST).await;
        assert_eq!(refused(early), "calls-refused-wishes-closed");
        house.db.clock().advance(DAY * 4);
        wishes::save(&mut write, &wished, By::Owner, &TEST).await.unwrap();
        let twice = list(WICRES, &[&show, &show], &[&hall]);
        assert_eq!(
            refused(wishes::save(&mut write, &twice, By::Owner, &TEST).await),
            "wish_2: calls-wrong-wished-twice"
        );
        let stolen = list(WICRES, &[&show], &[&elsewhere]);
        assert_eq!(refused(wishes::save(&mut write, &stolen, By::Owner, &TEST).await), "halls: calls-wrong-choice");
        let mut nowhere = wished.clone();
        nowhere.contact.email = "a@b.example\nBcc: tous@exemple.example".into();
        assert_eq!(refused(wishes::save(&mut write, &nowhere, By::Owner, &TEST).await), "contact: calls-wrong-email");
        let bare = list(WICRES, &[&show], &[]);
        wishes::save(&mut write, &bare, By::Owner, &TEST).await.unwrap();
        let sent = wishes::send(&mut write, "2026", WICRES, By::Owner, &TEST).await;
        assert_eq!(refused(sent), "halls: calls-wrong-no-hall", "a draft may lack a hall, a list sent may not");
        wishes::save(&mut write, &wished, By::Owner, &TEST).await.unwrap();
        wishes::send(&mut write, "2026", WICRES, By::Owner, &TEST).await.unwrap();
        write.commit().await.unwrap();
        house.db.clock().advance(DAY * 5);
        let mut write = house.db.write().await.unwrap();
        let late = wishes::save(&mut write, &wished, By::Owner, &TEST).await;
        assert_eq!(refused(late), "calls-refused-wishes-closed");
        wishes::save(&mut write, &wished, By::Programme, &TEST).await.unwrap();
        write.commit().await.unwrap();
        let letters = house.letters().await;
        let (to, _, text) = letters.last().unwrap();
        assert_eq!(to, &format!("mairie-{WICRES}@exemple.example"));
        assert!(text.starts_with("Dag,") && text.contains("La Malle"), "in the language of who wrote: {text}");
    })
    .await;
}

#[tokio::test]
async fn the_planner_is_given_what_was_sent_and_nothing_else() {
    scenario(|house| async move {
        house.call().await;
        let needs = Needs { height_cm: Some(600), power_kw: Some(18), level: true, ..Needs::default() };
        let show = house.kept_show("La Malle", needs).await;
        let mut write = house.db.write().await.unwrap();
        let draft = sendable(&house.orchestra, "Un brouillon");
        proposals::save(&mut write, &draft, By::Programme, &TEST).await.unwrap();
        write.commit().await.unwrap();
        let hall = house.hall(WICRES, "Salle des fêtes", Some(450)).await;
        let other = house.hall(HAUBOURDIN, "Salle Ladislas", Some(650)).await;
        house.wishes(WICRES, &[&show], &[&hall]).await;
        let mut write = house.db.write().await.unwrap();
        wishes::save(&mut write, &list(HAUBOURDIN, &[&show], &[&other]), By::Programme, &TEST).await.unwrap();
        write.commit().await.unwrap();
        let input = planning_input(&mut house.db.read().await.unwrap(), "2026").await.unwrap();
        input.sound().unwrap();
        let shows: Vec<&str> = input.shows.iter().map(|one| one.title.as_str()).collect();
        let communes: Vec<&str> = input.communes.iter().map(|one| one.code.as_str()).collect();
        assert_eq!((shows, communes), (vec!["La Malle"], vec![WICRES]), "a draft is nobody's business");
        assert_eq!(input.shows[0].days.len(), 8, "Fridays and Saturdays of January");
        assert_eq!(input.shows[0].needs.power_w, Some(18_000));
        assert_eq!(input.shows[0].needs.access, ["level"]);
        assert_eq!(input.communes[0].halls[0].height_cm, Some(450));
        assert_eq!((input.year, input.budget_cents), (2026, Some(10_000_000)));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_published_before_all_is_said_then_all_at_once() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs { height_cm: Some(400), ..Needs::default() }).await;
        let hall = house.hall(WICRES, "Salle des fêtes", Some(450)).await;
        let second = house.hall(HAUBOURDIN, "Salle Ladislas", Some(450)).await;
        house.wishes(WICRES, &[&show], &[&hall]).await;
        house.wishes(HAUBOURDIN, &[&show], &[&second]).await;
        house.plan().await;
        let zone = access::local_zone();
        let mut write = house.db.write().await.unwrap();
        let planned = publication::planned(&mut write, "2026").await.unwrap();
        assert_eq!(planned.len(), 2);
        let known = editions::by_code(&mut write, "2026").await.unwrap();
        let lines = publication::lines(&mut write, &known, &planned).await.unwrap();
        let all: Vec<&[Missing]> = lines.iter().map(|line| line.missing.as_slice()).collect();
        assert_eq!(all, [&[] as &[Missing], &[]], "hour, hall and licence were all said on the way");
        // A licence of long ago holds no more.
        let ended = Completion { licence: Some("PLATESV-D-2020-000012".into()), ..Completion::default() };
        publication::complete(&mut write, "2026", WICRES, &show, &ended, &TEST).await.unwrap();
        let blocked = publication::publish(&mut write, "2026", &planned, &TEST, &zone).await;
        assert_eq!(refused(blocked), "calls-refused-incomplete");
        let lines = publication::lines(&mut write, &known, &planned).await.unwrap();
        let wicres = lines.iter().find(|line| line.commune.insee == WICRES).unwrap();
        assert_eq!(wicres.missing, [Missing::LicenceEnded]);
        assert_eq!(of_series(&mut write, "belles-sorties-2026").await.unwrap().len(), 0, "all or none");
        let wrong = Completion { licence: Some("n° 12".into()), ..Completion::default() };
        let wrong = publication::complete(&mut write, "2026", WICRES, &show, &wrong, &TEST).await;
        assert_eq!(refused(wrong), "licence: calls-wrong-licence");
        let said = Completion {
            hour: Some(Time::constant(17, 30, 0, 0)),
            doors_minutes: Some(45),
            places: Some(90),
            ..Completion::default()
        };
        publication::complete(&mut write, "2026", WICRES, &show, &said, &TEST).await.unwrap();
        let count = publication::publish(&mut write, "2026", &planned, &TEST, &zone).await.unwrap();
        assert_eq!(count, 2);
        let again = publication::publish(&mut write, "2026", &planned, &TEST, &zone).await;
        assert_eq!(refused(again), "calls-refused-nothing");
        write.commit().await.unwrap();

        let mut read = house.db.read().await.unwrap();
        let announced = of_series(&mut read, "belles-sorties-2026").await.unwrap();
        let one = announced.iter().find(|one| one.commune == WICRES).unwrap();
        let host = institution::by_id(&mut read, &one.host).await.unwrap();
        assert_eq!(host.name, "Mairie de Wicres");
        assert_eq!(one.seller.as_deref(), Some(host.id.as_str()), "the town hall sells unless said");
        assert_eq!(one.licence.as_deref(), Some("PLATESV-D-2024-001234"));
        assert_eq!((one.places, one.price_cap), (Some(90), Some(500)));
        assert_eq!(one.access, ["wheelchair", "surtitles"]);
        let at = one.starts_at.to_zoned(zone.clone());
        assert_eq!((at.hour(), at.minute()), (17, 30));
        assert_eq!(one.starts_at.duration_since(one.doors_at.unwrap()).as_mins(), 45);
        let shown = show::of_series(&mut read, "belles-sorties-2026").await.unwrap();
        assert_eq!((shown.len(), shown[0].artists), (1, Some(4)), "one show, two dates");
        assert!(editions::by_code(&mut read, "2026").await.unwrap().published_at.is_some());
        let served = served_years(&mut read).await.unwrap();
        assert!(served[WICRES].contains(&2026) && served[HAUBOURDIN].contains(&2026));
        drop(read);
        let letters = house.letters().await;
        let to = |email: &str| letters.iter().filter(|(one, ..)| one == email).count();
        assert_eq!(to(&format!("mairie-{WICRES}@exemple.example")), 2, "wishes received, then the date");
        let dates = letters.iter().rfind(|(to, ..)| to == "theatre@exemple.example").unwrap();
        assert!(dates.2.contains("Wicres") && dates.2.contains("Haubourdin"), "{}", dates.2);
    })
    .await;
}

#[tokio::test]
async fn what_others_do_while_one_publishes_takes_nothing_back() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        house.wishes(WICRES, &[&show], &[&hall]).await;
        house.plan().await;
        let mut write = house.db.write().await.unwrap();
        let planned = publication::planned(&mut write, "2026").await.unwrap();
        publication::publish(&mut write, "2026", &planned, &TEST, &access::local_zone()).await.unwrap();
        let db = house.db.clone();
        let amending = tokio::spawn(async move {
            let mut write = db.write().await.unwrap();
            let new = Edition { title: "Les Belles Sorties d’hiver".into(), ..edition_2026() };
            edition::amend(&mut write, &new, &TEST).await.unwrap();
            write.commit().await.unwrap();
        });
        let (db, id) = (house.db.clone(), show.clone());
        let withdrawing = tokio::spawn(async move {
            let mut write = db.write().await.unwrap();
            let withdrawn = proposals::withdraw(&mut write, &id, &TEST).await;
            write.commit().await.unwrap();
            refused(withdrawn)
        });
        // Time for both to read what is not published yet.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        write.commit().await.unwrap();
        amending.await.unwrap();
        assert_eq!(withdrawing.await.unwrap(), "calls-refused-announced");
        let known = edition(&house).await;
        assert_eq!((known.title.as_str(), known.published_at.is_some()), ("Les Belles Sorties d’hiver", true));
        let kept = tours::store::proposals::by_id(&mut house.db.read().await.unwrap(), &show).await.unwrap();
        assert!(kept.show.is_some() && kept.state == ProposalState::Accepted, "{:?}", kept.state);
    })
    .await;
}

#[tokio::test]
async fn a_commune_receives_once_and_a_stranger_never() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let other = house.kept_show("Le Fil", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let far = house.hall("59350", "Salle de Lille", None).await;
        house.wishes(WICRES, &[&show, &other], &[&hall]).await;
        let day = date(2027, 1, 8);
        let of = |commune: &str, proposal: &str, hall: &str, day| Planned {
            commune: commune.into(),
            proposal: proposal.into(),
            hall: hall.into(),
            day,
        };
        let zone = access::local_zone();
        let mut write = house.db.write().await.unwrap();
        let two = [of(WICRES, &show, &hall, day), of(WICRES, &other, &hall, date(2027, 1, 9))];
        let twice = publication::publish(&mut write, "2026", &two, &TEST, &zone).await;
        assert_eq!(refused(twice), "calls-refused-incomplete");
        publication::publish(&mut write, "2026", &two[..1], &TEST, &zone).await.unwrap();
        let known = editions::by_code(&mut write, "2026").await.unwrap();
        let lines = publication::lines(&mut write, &known, &two).await.unwrap();
        assert_eq!(lines[1].missing, [Missing::Twice]);
        let lille = [of("59350", &show, &far, day)];
        let lines = publication::lines(&mut write, &known, &lille).await.unwrap();
        assert!(lines[0].missing.contains(&Missing::NotEligible));
        let summer = [of(HAUBOURDIN, &show, &far, date(2027, 7, 14))];
        let lines = publication::lines(&mut write, &known, &summer).await.unwrap();
        assert!(lines[0].missing.contains(&Missing::OutOfSeason));
        let kept = proposals::decide(&mut write, &show, false, "Trop tard", &TEST).await;
        assert_eq!(refused(kept), "calls-refused-announced");
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_date_changes_or_is_called_off_and_both_sides_are_told() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let church = house.hall(WICRES, "Église", None).await;
        let elsewhere = house.hall(HAUBOURDIN, "Salle Ladislas", None).await;
        house.wishes(WICRES, &[&show], &[&hall]).await;
        house.plan().await;
        let zone = access::local_zone();
        let mut write = house.db.write().await.unwrap();
        let planned = publication::planned(&mut write, "2026").await.unwrap();
        publication::publish(&mut write, "2026", &planned, &TEST, &zone).await.unwrap();
        let item = dates::of_edition(&mut write, "2026").await.unwrap().remove(0).item;
        let change = Change {
            day: date(2027, 2, 6),
            hour: Time::constant(18, 0, 0, 0),
            hall: church.clone(),
            places: 60,
            told: "Le chauffage de la salle est en panne.".into(),
        };
        for (wrong, said) in [
            (Change { told: " ".into(), ..change.clone() }, "told: calls-wrong-told"),
            (Change { hall: elsewhere, ..change.clone() }, "hall: calls-wrong-choice"),
            (Change { day: date(2027, 8, 1), ..change.clone() }, "day: calls-wrong-season"),
            (Change { places: 0, ..change.clone() }, "places: calls-wrong-number"),
        ] {
            assert_eq!(refused(changes::amend(&mut write, &item, &wrong, &TEST, &zone).await), said);
        }
        changes::amend(&mut write, &item, &change, &TEST, &zone).await.unwrap();
        let played = by_item(&mut write, &item).await.unwrap();
        let at = played.starts_at.to_zoned(zone.clone());
        assert_eq!((at.date(), at.hour(), played.place_name.as_str()), (date(2027, 2, 6), 18, "Église"));
        assert_eq!(played.starts_at.duration_since(played.doors_at.unwrap()).as_mins(), 30, "doors follow");
        assert_eq!((played.places, played.told.as_str()), (Some(60), "Le chauffage de la salle est en panne."));
        assert_eq!(refused(changes::cancel(&mut write, &item, "", &TEST).await), "reason: calls-wrong-told");
        changes::cancel(&mut write, &item, "L'artiste est malade.", &TEST).await.unwrap();
        assert_eq!(by_item(&mut write, &item).await.unwrap().state, PerformanceState::Cancelled);
        let again = changes::cancel(&mut write, &item, "Encore", &TEST).await;
        assert_eq!(refused(again), "calls-refused-cancelled");
        // Whoever was called off may receive again.
        let known = editions::by_code(&mut write, "2026").await.unwrap();
        let lines = publication::lines(&mut write, &known, &planned).await.unwrap();
        assert_eq!(lines[0].missing, []);
        assert!(served_years(&mut write).await.unwrap().is_empty(), "what was called off served nobody");
        write.commit().await.unwrap();
        let letters = house.letters().await;
        for email in ["theatre@exemple.example".to_owned(), format!("mairie-{WICRES}@exemple.example")] {
            let own: Vec<&String> = letters.iter().filter(|(to, ..)| *to == email).map(|(.., text)| text).collect();
            assert!(own.iter().any(|text| text.contains("chauffage") && text.contains("Église")), "{email}");
            assert!(own.iter().any(|text| text.contains("malade")), "{email}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_late_are_reminded_once_a_day_while_the_call_is_open() {
    scenario(|house| async move {
        house.call().await;
        let to = [tours::model::Contact { email: "mairie@exemple.example".into(), lang: "en".into() }];
        let mut write = house.db.write().await.unwrap();
        let early = reminders::send(&mut write, "2026", Called::Communes, &to, &TEST).await;
        assert_eq!(refused(early), "calls-refused-not-open");
        house.db.clock().advance(DAY * 4);
        let nobody = reminders::send(&mut write, "2026", Called::Communes, &[], &TEST).await;
        assert_eq!(refused(nobody), "calls-refused-nobody");
        assert_eq!(reminders::send(&mut write, "2026", Called::Communes, &to, &TEST).await.unwrap(), 1);
        let again = reminders::send(&mut write, "2026", Called::Communes, &to, &TEST).await;
        assert_eq!(refused(again), "calls-refused-reminded");
        write.commit().await.unwrap();
        let letters = house.letters().await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].2.contains("open until"), "{}", letters[0].2);
        let kept = "SELECT count(*) FROM tours_letters WHERE recipient <> ''";
        let mut read = house.db.read().await.unwrap();
        assert_eq!(read.one(kept, params![]).await.unwrap().get::<i64>(0).unwrap(), 0, "addresses are not kept");
    })
    .await;
}
