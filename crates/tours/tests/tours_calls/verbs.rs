//! The road from the call to the programme, by verbs.

use programme::PopulationKind;
use store::prelude::*;
use tours::edition::{self, Step};
use tours::model::{Edition, Eligibility, Hall, Needs, Phase, ProposalState, Standing};
use tours::reminders::{self, Called};
use tours::store::{planning_input, territory};
use tours::{By, halls, proposals, wishes};

use crate::house::{DAY, HAUBOURDIN, TEST, WICRES, edition_2026, list, refused, scenario, sendable};

#[tokio::test]
async fn an_edition_goes_through_its_calendar_and_its_steps() {
    scenario(|house| async move {
        let phase = |edition: Edition, db: Db| {
            let now = db.clock().now();
            edition.phase(now, now.to_zoned(access::local_zone()).date())
        };
        assert_eq!(phase(house.edition().await, house.db.clone()), Phase::Draft);
        let mut write = house.db.write().await.unwrap();
        let begun = proposals::save(&mut write, &sendable(&house.theatre, "La Malle"), By::Owner, &TEST).await;
        assert_eq!(refused(begun), "calls-refused-proposals-closed", "nobody proposes to a draft");
        write.rollback().await.unwrap();
        house.call().await;
        let mut seen = Vec::new();
        for days in [0, 2, 1, 5, 1] {
            house.db.clock().advance(DAY * days);
            seen.push(phase(house.edition().await, house.db.clone()));
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
        assert_eq!(phase(house.edition().await, house.db.clone()), Phase::Closed);
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

#[tokio::test]
async fn a_wish_for_one_hall_is_not_met_in_another() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let other = house.kept_show("Le Fil", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let church = house.hall(WICRES, "Église", None).await;
        let mut wished = list(WICRES, &[&show, &other], &[&hall]);
        wished.wishes[0].hall = Some(church.clone());
        let mut write = house.db.write().await.unwrap();
        wishes::save(&mut write, &wished, By::Programme, &TEST).await.unwrap();
        let sent = wishes::send(&mut write, "2026", WICRES, By::Programme, &TEST).await;
        assert_eq!(
            refused(sent),
            "wish_hall_1: calls-wrong-hall-not-ticked",
            "a draft may lack it, a list sent may not"
        );
        wished.halls.push(church.clone());
        wishes::save(&mut write, &wished, By::Programme, &TEST).await.unwrap();
        wishes::send(&mut write, "2026", WICRES, By::Programme, &TEST).await.unwrap();
        wished.halls.pop();
        let again = wishes::save(&mut write, &wished, By::Programme, &TEST).await;
        assert_eq!(refused(again), "wish_hall_1: calls-wrong-hall-not-ticked");
        let input = planning_input(&mut write, "2026").await.unwrap();
        assert_eq!(input.communes[0].wishes[0].halls, [church.as_str()]);
        // The church is withdrawn: the wish for it goes, the other keeps its rank.
        let known = tours::store::halls::by_id(&mut write, &church).await.unwrap();
        halls::keep(&mut write, &Hall { offered: false, ..known }, &TEST).await.unwrap();
        let input = planning_input(&mut write, "2026").await.unwrap();
        input.sound().unwrap();
        let left: Vec<_> = input.communes[0].wishes.iter().map(|wish| (wish.show.as_str(), wish.rank)).collect();
        assert_eq!(left, [(other.as_str(), 2)]);
        write.commit().await.unwrap();
        let page = house.get(&house.director().await, &format!("/bureau/accueillir/2026/{WICRES}")).await;
        assert!(page.text.contains("La salle choisie n’est pas parmi celles que vous proposez"), "{}", page.text);
    })
    .await;
}

#[tokio::test]
async fn the_draw_is_not_drawn_again_once_the_lists_are_in() {
    scenario(|house| async move {
        let until = |text: &str| Edition { wishes_until: text.parse().unwrap(), ..edition_2026() };
        let seed = async || planning_input(&mut house.db.read().await.unwrap(), "2026").await.unwrap().seed;
        house.call().await;
        house.db.clock().advance(DAY * 4);
        let mut write = house.db.write().await.unwrap();
        let past = edition::amend(&mut write, &until("2026-11-27T08:00:00Z"), &TEST).await;
        assert_eq!(refused(past), "wishes_until: calls-wrong-past", "nobody ends it where the draw suits");
        let later = until("2026-12-01T17:00:00Z");
        edition::amend(&mut write, &later, &TEST).await.unwrap();
        write.commit().await.unwrap();
        let mut read = house.db.read().await.unwrap();
        let sql = "SELECT details FROM people_audit WHERE action = 'tours.edition_changed'";
        let logged: String = read.one(sql, params![]).await.unwrap().get(0).unwrap();
        assert!(logged.contains("2026-11-30T17:00:00Z") && logged.contains("2026-12-01T17:00:00Z"), "{logged}");
        drop(read);
        house.db.clock().advance(DAY * 5);
        let drawn = seed().await;
        let mut write = house.db.write().await.unwrap();
        let moved = edition::amend(&mut write, &until("2026-12-01T17:01:00Z"), &TEST).await;
        assert_eq!(refused(moved), "wishes_until: calls-wrong-wishes-ended");
        let named = Edition { title: "Les Belles Sorties d’hiver".into(), ..later };
        edition::amend(&mut write, &named, &TEST).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(seed().await, drawn);
    })
    .await;
}

#[tokio::test]
async fn a_list_saved_while_it_is_sent_stays_sent() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let mut wished = list(WICRES, &[&show], &[&hall]);
        let mut write = house.db.write().await.unwrap();
        wishes::save(&mut write, &wished, By::Programme, &TEST).await.unwrap();
        write.commit().await.unwrap();
        let mut write = house.db.write().await.unwrap();
        wishes::send(&mut write, "2026", WICRES, By::Programme, &TEST).await.unwrap();
        wished.note = "Plutôt un vendredi.".into();
        let db = house.db.clone();
        let saving = tokio::spawn(async move {
            let mut write = db.write().await.unwrap();
            wishes::save(&mut write, &wished, By::Programme, &TEST).await.unwrap();
            write.commit().await.unwrap();
        });
        // Time for it to read the draft.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        write.commit().await.unwrap();
        saving.await.unwrap();
        let mut read = house.db.read().await.unwrap();
        let kept = tours::store::wishes::of_commune(&mut read, "2026", WICRES).await.unwrap().unwrap();
        assert!(kept.sent && kept.sent_at.is_some() && kept.note == "Plutôt un vendredi.");
    })
    .await;
}
