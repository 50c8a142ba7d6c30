//! From the plan adopted to the programme, and what becomes of dates announced, by verbs.

use jiff::civil::{Time, date};
use people::{Role, Scope};
use programme::performance::{by_item, of_series};
use programme::{PerformanceState, institution, show};
use store::prelude::*;
use tour_planner::Pin;
use tours::changes::{self, Change};
use tours::model::{Edition, Needs, ProposalState};
use tours::publication::{self, Line, Missing, Planned};
use tours::store::dates::Completion;
use tours::store::{dates, editions, served_years};
use tours::{edition, plans, proposals};

use crate::house::{DAY, HAUBOURDIN, TEST, WICRES, edition_2026, refused, scenario};

/// What is known of dates of the plan now.
async fn lines(write: &mut Write, planned: &[Planned]) -> Vec<Line> {
    let known = editions::by_code(write, "2026").await.unwrap();
    let now = write.clock().now().to_zoned(access::local_zone());
    publication::lines(write, &known, planned, &now).await.unwrap()
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
        let found = lines(&mut write, &planned).await;
        let all: Vec<&[Missing]> = found.iter().map(|line| line.missing.as_slice()).collect();
        assert_eq!(all, [&[] as &[Missing], &[]], "hour, hall and licence were all said on the way");
        // A licence of long ago holds no more.
        let ended = Completion { licence: Some("PLATESV-D-2020-000012".into()), ..Completion::default() };
        publication::complete(&mut write, "2026", WICRES, &show, &ended, &TEST).await.unwrap();
        let blocked = publication::publish(&mut write, "2026", &planned, &TEST, &zone).await;
        assert_eq!(refused(blocked), "calls-refused-incomplete");
        let found = lines(&mut write, &planned).await;
        let wicres = found.iter().find(|line| line.commune.insee == WICRES).unwrap();
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
        let known = house.edition().await;
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
        let found = lines(&mut write, &two).await;
        assert_eq!(found[1].missing, [Missing::Twice]);
        let lille = [of("59350", &show, &far, day)];
        let found = lines(&mut write, &lille).await;
        assert!(found[0].missing.contains(&Missing::NotEligible));
        let summer = [of(HAUBOURDIN, &show, &far, date(2027, 7, 14))];
        let found = lines(&mut write, &summer).await;
        assert!(found[0].missing.contains(&Missing::OutOfSeason));
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
        let found = lines(&mut write, &planned).await;
        assert_eq!(found[0].missing, []);
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
async fn what_was_called_off_is_announced_again_only_when_asked() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let second = house.hall(HAUBOURDIN, "Salle Ladislas", None).await;
        house.wishes(WICRES, &[&show], &[&hall]).await;
        house.wishes(HAUBOURDIN, &[&show], &[&second]).await;
        house.plan().await;
        let mut write = house.db.write().await.unwrap();
        let planned = publication::planned(&mut write, "2026").await.unwrap();
        let wicres: Vec<Planned> = planned.iter().filter(|one| one.commune == WICRES).cloned().collect();
        publication::publish(&mut write, "2026", &wicres, &TEST, &access::local_zone()).await.unwrap();
        let item = dates::of_edition(&mut write, "2026").await.unwrap().remove(0).item;
        changes::cancel(&mut write, &item, "L'artiste est malade.", &TEST).await.unwrap();
        write.commit().await.unwrap();
        let stand = async || {
            let mut read = house.db.read().await.unwrap();
            let all = of_series(&mut read, "belles-sorties-2026").await.unwrap();
            let stand = all.into_iter().filter(|one| one.state == PerformanceState::Announced);
            stand.map(|one| one.commune).collect::<Vec<_>>()
        };
        // A new date is announced: the plan still holds the one called off, and nobody decided that it is played.
        let office = house.director().await;
        let page = "/bureau/belles-sorties/2026/publication";
        let shown = house.get(&office, page).await;
        assert!(shown.text.contains("1 date attend d’être annoncée"), "{}", shown.text);
        assert!(shown.text.contains("Une date annulée n’est pas annoncée à nouveau"), "{}", shown.text);
        let own = house.staff("mairie@exemple.example", Role::CommuneAgent, Scope::Commune(WICRES.into())).await;
        let asked = house.get(&own, &format!("/bureau/accueillir/2026/{WICRES}")).await;
        assert!(!asked.text.contains(&format!("/{WICRES}/date/{show}")), "nothing is left to complete");
        house.post(&office, page, page, &[]).await;
        assert_eq!(stand().await, [HAUBOURDIN]);
        let letters = house.letters().await;
        let told = letters.iter().rfind(|(to, ..)| to == "theatre@exemple.example").unwrap();
        assert!(told.2.contains("Haubourdin") && !told.2.contains("Wicres"), "{}", told.2);
        let served = served_years(&mut house.db.read().await.unwrap()).await.unwrap();
        assert!(served.contains_key(HAUBOURDIN) && !served.contains_key(WICRES));
        let nothing = house.post(&office, page, page, &[]).await;
        assert!(house.get(&office, &nothing.location).await.text.contains("Il n’y a aucune date à annoncer"));
        // Decided anew, it is.
        let again = format!("again_{WICRES}_{show}");
        assert!(house.get(&office, page).await.text.contains(&again));
        house.post(&office, page, page, &[(&again, "1")]).await;
        assert_eq!(stand().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_moment_that_is_past_is_not_announced() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        house.wishes(WICRES, &[&show], &[&hall]).await;
        let day = date(2027, 1, 8);
        let planned = [Planned { commune: WICRES.into(), proposal: show.clone(), hall: hall.clone(), day }];
        let zone = access::local_zone();
        let known = house.edition().await;
        let mut write = house.db.write().await.unwrap();
        for (hour, minute, expected) in [(19, 59, &[] as &[Missing]), (20, 0, &[Missing::Past])] {
            let now = day.at(hour, minute, 0, 0).to_zoned(zone.clone()).unwrap();
            let found = publication::lines(&mut write, &known, &planned, &now).await.unwrap();
            assert_eq!(found[0].missing, expected, "it begins at 20:00");
        }
        house.db.clock().advance(DAY * 60);
        let late = publication::publish(&mut write, "2026", &planned, &TEST, &zone).await;
        assert_eq!(refused(late), "calls-refused-incomplete");
        write.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_plan_published_is_the_one_adopted_when_it_is_published() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        house.wishes(WICRES, &[&show], &[&hall]).await;
        house.plan().await;
        // Another version, on another day, is being adopted while the first is asked to be published.
        let day = date(2027, 1, 30);
        let mut write = house.db.write().await.unwrap();
        let pin = Pin { commune: WICRES.into(), show: show.clone(), hall: None, day: Some(day) };
        plans::pin(&mut write, "2026", &pin, &TEST).await.unwrap();
        write.commit().await.unwrap();
        let number = plans::propose(&house.db, "2026", None, "", &TEST).await.unwrap();
        let before = publication::planned(&mut house.db.read().await.unwrap(), "2026").await.unwrap();
        assert_ne!(before[0].day, day);
        let office = house.director().await;
        let page = "/bureau/belles-sorties/2026/publication";
        let token = house.get(&office, page).await.token();
        let mut write = house.db.write().await.unwrap();
        plans::adopt(&mut write, "2026", number, &TEST).await.unwrap();
        let other = house.clone();
        let publishing = tokio::spawn(async move { other.send(&office, page, &token, &[]).await.location });
        // Time for it to read what is not adopted any more.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        write.commit().await.unwrap();
        assert_eq!(publishing.await.unwrap(), page);
        let played = of_series(&mut house.db.read().await.unwrap(), "belles-sorties-2026").await.unwrap();
        let days: Vec<_> = played.iter().map(|one| one.starts_at.to_zoned(access::local_zone()).date()).collect();
        assert_eq!(days, [day]);
    })
    .await;
}
