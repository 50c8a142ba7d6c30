//! Patron files: what they would do is what they do, and once.

use jiff::civil::date;
use library_card::patron_file::{Deed, Doubt, apply, plan, read};
use people::{Actor, card, holder};
use store::Query;

use crate::house::scenario;

const BY: Actor = Actor::System("test");
const FILE: &str = "Numéro de carte;Nom;Prénom;Date de naissance;Email;CP;Ville;Date de fin\n\
    20001234567;DUPONT;Aïcha;12/05/1984;aicha@example.org;59118;Wambrechies;31/12/2026\n\
    20001234568;Martin;Jean;01/02/1950;;59000;LILLE;30/06/2027\n\
    17;Leroy;Zoé;03/03/2001;aicha@example.org;59130;;\n\
    20001234570;Vieux;Paul;03/03/1931;;59000;Lille;31/12/2020\n\
    20001234571;Delattre;Jeanne;12/05/1984;;59000;Lille;\n\
    20001234572;X;Y;31/02/2000;;59000;Lille;\n";

#[tokio::test]
async fn a_file_does_what_it_said_and_nothing_the_second_time() {
    scenario(|house| async move {
        house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let file = read(FILE.as_bytes(), date(2026, 11, 22)).unwrap();
        let said = plan(&mut house.db.read().await.unwrap(), house.db.clock(), &house.lille, &file).await.unwrap();
        assert_eq!((said.count(Deed::New), said.count(Deed::Changed), said.count(Deed::Same)), (3, 0, 0));
        let doubts: Vec<(usize, Doubt)> = said.refused().map(|(line, doubt)| (line.line, doubt)).collect();
        assert_eq!(doubts, [(5, Doubt::LongOver), (6, Doubt::Twin)]);
        assert_eq!(file.refused.len(), 1);
        let rows = |house: crate::house::House| async move {
            let mut read = house.db.read().await.unwrap();
            read.one("SELECT count(*) FROM people_holders", store::params![]).await.unwrap().get::<i64>(0).unwrap()
        };
        assert_eq!(rows(house.clone()).await, 1, "a plan changes nothing");

        assert_eq!(apply(&house.db, &BY, &house.lille, &file).await.unwrap(), said);
        assert_eq!(rows(house.clone()).await, 4);
        let mut read_only = house.db.read().await.unwrap();
        let aicha = &holder::find(&mut read_only, "aicha dup", 9).await.unwrap()[0];
        assert_eq!(aicha.holder.commune.as_deref(), Some("59636"), "Wambrechies, by its name");
        let own = aicha.card.as_ref().unwrap();
        assert_eq!(own.number, "20001234567", "the card she has stays good");
        assert!(own.is_live(house.db.clock().now_ms()));
        assert_eq!(
            house.people.account(&aicha.holder.account).await.unwrap().email.as_deref(),
            Some("aicha@example.org")
        );
        let zoe = &holder::find(&mut read_only, "zoe", 9).await.unwrap()[0];
        assert_eq!(zoe.card.as_ref().unwrap().number.len(), 14, "too short a number is replaced by one of ours");
        assert_eq!(house.people.account(&zoe.holder.account).await.unwrap().email, None, "another has it");
        drop(read_only);

        let again = apply(&house.db, &BY, &house.lille, &file).await.unwrap();
        assert_eq!((again.count(Deed::New), again.count(Deed::Changed), again.count(Deed::Same)), (0, 0, 3));
        assert_eq!(rows(house.clone()).await, 4);

        // Next year's file: Jean moved, Aïcha's end is later, Zoé's earlier end does not take anything back.
        let next = FILE.replace("59000;LILLE", "59130;Lambersart").replace("31/12/2026", "31/12/2027");
        let next = read(next.as_bytes(), date(2026, 11, 22)).unwrap();
        let done = apply(&house.db, &BY, &house.lille, &next).await.unwrap();
        assert_eq!((done.count(Deed::Changed), done.count(Deed::Same)), (2, 1));
        let own = card::by_number(&mut house.db.read().await.unwrap(), "20001234567").await.unwrap().unwrap();
        assert_eq!(library_card::cards::last_day_before(own.valid_until_ms), date(2027, 12, 31));
        assert!(house.opens(&own.id).await, "the right follows");
    })
    .await;
}

#[tokio::test]
async fn what_a_later_file_leaves_out_stays_as_it_was() {
    scenario(|house| async move {
        let day = date(2026, 11, 22);
        let apply_text =
            async |text: &str| apply(&house.db, &BY, &house.lille, &read(text.as_bytes(), day).unwrap()).await;
        apply_text(FILE).await.unwrap();
        let aicha = async || {
            let found = holder::find(&mut house.db.read().await.unwrap(), "dupont", 9).await.unwrap();
            found.into_iter().next().unwrap()
        };

        let fewer = "id;nom;prenom;fin\n20001234567;DUPONT;Aïcha;31/12/2027\n";
        assert_eq!(apply_text(fewer).await.unwrap().count(Deed::Changed), 1);
        let found = aicha().await;
        assert_eq!(found.holder.birth_date, Some(date(1984, 5, 12)));
        assert_eq!(found.holder.postal_code.as_deref(), Some("59118"));
        assert_eq!(found.holder.commune.as_deref(), Some("59636"));
        let end = library_card::cards::last_day_before(found.card.unwrap().valid_until_ms);
        assert_eq!(end, date(2027, 12, 31));
        assert_eq!(apply_text(fewer).await.unwrap().count(Deed::Same), 1, "and nothing the second time");

        let named = "id;nom\n20001234567;DUPONT\n";
        assert_eq!(apply_text(named).await.unwrap().count(Deed::Same), 1);
        assert_eq!(aicha().await.holder.given_name, "Aïcha");

        // Moved out of the territory: the commune of before is hers no more.
        let away = "id;nom;prenom;ville\n20001234567;DUPONT;Aïcha;Marseille\n";
        assert_eq!(apply_text(away).await.unwrap().count(Deed::Changed), 1);
        let found = aicha().await;
        assert_eq!((found.holder.commune, found.holder.birth_date), (None, Some(date(1984, 5, 12))));
    })
    .await;
}

#[tokio::test]
async fn the_same_number_in_two_libraries_is_two_people() {
    scenario(|house| async move {
        let text = "id;nom;prenom\n20009999999;Un;Premier\n";
        let other = "id;nom;prenom\n20009999999;Deux;Second\n";
        let day = date(2026, 11, 22);
        apply(&house.db, &BY, &house.lille, &read(text.as_bytes(), day).unwrap()).await.unwrap();
        let done = apply(&house.db, &BY, "elsewhere", &read(other.as_bytes(), day).unwrap()).await.unwrap();
        assert_eq!(done.count(Deed::New), 1);
        let first = house.people.card_by_number("20009999999").await.unwrap().unwrap();
        assert_eq!(house.people.account(&first.account).await.unwrap().name, "Premier Un");
    })
    .await;
}
