//! The territory, its institutions and what they offer, on both databases.

use jiff::civil::date;
use programme::{
    Error, InstitutionKind, Item, ItemKind, NewInstitution, Opening, PopulationKind, Position, Timetable, hours,
    institution, item, resource, tenant,
};
use store::prelude::*;
use store::testing::{assert_same_schema, on_both};
use territory::{Commune, Epci, EpciKind};

const SETS: &[store::MigrationSet] = &[programme::MIGRATIONS];

fn epci(siren: &str) -> Epci {
    Epci {
        siren: siren.into(),
        name: "Métropole".into(),
        kind: EpciKind::Metropole,
        communes: 2,
        population_municipal: 100,
        population_total: 102,
    }
}

fn commune(insee: &str, name: &str, population: Option<u32>) -> Commune {
    Commune {
        insee: insee.into(),
        name: name.into(),
        epci: None,
        postal_codes: vec!["59000".into(), "59800".into()],
        population_municipal: population,
        population_total: population.map(|p| p + 2),
        position: Some(Position { lat: 50.631_1, lon: 3.046_9 }),
    }
}

fn library(code: &str) -> NewInstitution<'_> {
    NewInstitution {
        kind: InstitutionKind::Library,
        code,
        name: "Bibliothèque",
        commune: "59350",
        address: None,
        postal_code: Some("59000"),
        position: None,
        website: None,
        weekly_minutes: None,
        demo: false,
        source: "test",
    }
}

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

#[tokio::test]
async fn a_database_serves_one_territory() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        assert_eq!(tenant::tenant(&mut write).await.unwrap(), None);
        let communes = [commune("59350", "Lille", Some(98)), commune("59000", "Annœullin", None)];
        tenant::install(&mut write, &epci("200093201"), &communes, true).await.unwrap();
        tenant::choose_population(&mut write, PopulationKind::Total).await.unwrap();
        tenant::install(&mut write, &epci("200093201"), &communes, true).await.unwrap();
        let other = tenant::install(&mut write, &epci("200054781"), &communes, false).await;
        assert!(matches!(other, Err(Error::OtherTenant { .. })), "{other:?}");
        write.commit().await.unwrap();

        let mut read = db.read().await.unwrap();
        let served = tenant::tenant(&mut read).await.unwrap().unwrap();
        assert_eq!((served.siren.as_str(), served.population, served.demo), ("200093201", PopulationKind::Total, true));
        let communes = tenant::communes(&mut read).await.unwrap();
        assert_eq!(communes.len(), 2);
        let lille = tenant::commune_by_insee(&mut read, "59350").await.unwrap();
        assert_eq!(lille.population(served.population), Some(100));
        assert_eq!(lille.postal_codes, ["59000", "59800"]);
        assert_eq!(lille.position, Some(Position { lat: 50.631_1, lon: 3.046_9 }));
        assert_eq!(communes[0].population(served.population), None, "unknown is not zero");
    })
    .await;
}

#[tokio::test]
async fn an_institution_keeps_its_identifier() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        let id = institution::declare(&mut write, &library("lille")).await.unwrap();
        let renamed = NewInstitution { name: "Jean Lévy", address: Some("32 rue Delory"), ..library("lille") };
        assert_eq!(institution::declare(&mut write, &renamed).await.unwrap(), id);
        institution::declare(
            &mut write,
            &NewInstitution { kind: InstitutionKind::Museum, commune: "59512", ..library("roubaix") },
        )
        .await
        .unwrap();
        institution::add_place(&mut write, &id, &NewInstitution { name: "Bibliobus", ..library("") }).await.unwrap();
        let lille = institution::by_code(&mut write, "lille").await.unwrap();
        assert_eq!((lille.name.as_str(), lille.place.address.as_deref()), ("Jean Lévy", Some("32 rue Delory")));
        let libraries = institution::list(&mut write, Some(InstitutionKind::Library), None).await.unwrap();
        assert_eq!(libraries.len(), 1);
        assert_eq!(institution::list(&mut write, None, Some("59512")).await.unwrap().len(), 1);
        assert_eq!(institution::list(&mut write, None, None).await.unwrap().len(), 2);
        let places = institution::places(&mut write, &id).await.unwrap();
        assert_eq!(places.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Jean Lévy", "Bibliobus"]);
        assert!(matches!(institution::by_id(&mut write, "nowhere").await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn hours_are_unknown_until_someone_says_them() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        institution::declare(&mut write, &library("lille")).await.unwrap();
        let place = institution::by_code(&mut write, "lille").await.unwrap().place.id;
        let saturday = date(2026, 11, 21).at(11, 0, 0, 0);
        let known = hours::of_place(&mut write, &place).await.unwrap();
        assert_eq!(hours::opening(known.as_ref(), saturday), Opening::Unknown);

        let mut timetable = Timetable::default();
        timetable.week[5] = vec![(600, 720), (780, 1080)];
        timetable.special.insert(date(2026, 12, 25), vec![]);
        timetable.special.insert(date(2026, 12, 24), vec![(600, 720)]);
        hours::set(&mut write, &place, Some(&timetable)).await.unwrap();
        hours::set(&mut write, &place, Some(&timetable)).await.unwrap();
        let known = hours::of_place(&mut write, &place).await.unwrap();
        assert_eq!(known.as_ref(), Some(&timetable));
        assert_eq!(hours::opening(known.as_ref(), saturday), Opening::Open { until: 720 });
        // Declaring it again does not forget them.
        institution::declare(&mut write, &library("lille")).await.unwrap();
        assert!(hours::of_place(&mut write, &place).await.unwrap().is_some());
        hours::set(&mut write, &place, None).await.unwrap();
        assert_eq!(hours::of_place(&mut write, &place).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn items_are_on_offer_between_their_days() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        let institution = institution::declare(&mut write, &library("lille")).await.unwrap();
        let show = |title: &str, starts_on, ends_on| Item {
            id: String::new(),
            institution: institution.clone(),
            kind: ItemKind::Exhibition,
            title: title.into(),
            starts_on,
            ends_on,
            demo: false,
            source: "test".into(),
        };
        let november = Some(date(2026, 11, 1));
        let id = item::offer(&mut write, &show("Autumn", november, Some(date(2026, 11, 30)))).await.unwrap();
        item::offer(&mut write, &show("Always", None, None)).await.unwrap();
        let titles = async |write: &mut Write, day| -> Vec<String> {
            item::on(write, day, Some(&institution)).await.unwrap().into_iter().map(|i| i.title).collect()
        };
        assert_eq!(titles(&mut write, date(2026, 11, 30)).await, ["Always", "Autumn"]);
        assert_eq!(titles(&mut write, date(2026, 12, 1)).await, ["Always"]);
        assert_eq!(item::by_id(&mut write, &id).await.unwrap().starts_on, november);
    })
    .await;
}

#[tokio::test]
async fn a_resource_says_what_figures_need_to_know() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        let institution = institution::declare(&mut write, &library("lille")).await.unwrap();
        let book = |kind, title: &str| Item {
            id: String::new(),
            institution: institution.clone(),
            kind,
            title: title.into(),
            starts_on: None,
            ends_on: None,
            demo: false,
            source: "test".into(),
        };
        let id = item::offer(&mut write, &book(ItemKind::Resource, "Germinal")).await.unwrap();
        let show = item::offer(&mut write, &book(ItemKind::Performance, "Germinal")).await.unwrap();
        let mut known = resource::Resource {
            item: id.clone(),
            data_type: resource::DataType::Book,
            publisher: None,
            isbn: Some("9782070413119".into()),
            issn: None,
            doi: None,
            platform: "Beffroi".into(),
            database: None,
            authors: vec!["Émile Zola".into(), "Quelqu’un d’autre".into()],
            language: Some("fr".into()),
            year: Some(1885),
            description: None,
            address: "/mediatheque/germinal".into(),
            open: true,
            hosted: true,
            cost_cents: None,
        };
        resource::declare(&mut write, &known).await.unwrap();
        assert_eq!(resource::by_item(&mut write, &id).await.unwrap(), known);
        known.authors.clear();
        known.cost_cents = Some(0);
        resource::declare(&mut write, &known).await.unwrap();
        let again = resource::by_item(&mut write, &id).await.unwrap();
        assert_eq!((again.authors.len(), again.cost_cents), (0, Some(0)), "free is not unknown");
        let other = resource::Resource { item: show.clone(), ..known.clone() };
        assert!(matches!(resource::declare(&mut write, &other).await, Err(Error::NotFound)), "a show is no resource");
        assert!(matches!(resource::by_item(&mut write, &show).await, Err(Error::NotFound)));

        item::amend(&mut write, &id, "Germinal (1885)", None, Some(date(2026, 12, 31))).await.unwrap();
        assert!(matches!(item::amend(&mut write, "nothing", "x", None, None).await, Err(Error::NotFound)));
        let all = resource::list(&mut write).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].item.title.as_str(), all[0].item.ends_on), ("Germinal (1885)", Some(date(2026, 12, 31))));
        assert_eq!(all[0].resource, known);
    })
    .await;
}
