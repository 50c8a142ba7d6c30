//! The tables shipped say what their sources say.

use territory::{Boundaries, EpciKind, France, MapKind, MapSheet, PopulationKind, demonstration};

const LILLE: &str = "200093201";
const RENNES: &str = "243500139";

#[test]
fn lille_has_95_communes_and_its_two_official_populations() {
    let france = France::load();
    let lille = france.epci(LILLE).expect("Lille");
    let communes = france.communes_of(LILLE);
    assert_eq!(lille.kind, EpciKind::Metropole);
    assert_eq!(communes.len(), 95);
    let sum = |kind| communes.iter().filter_map(|commune| commune.population(kind)).sum::<u32>();
    assert_eq!(sum(PopulationKind::Municipal), 1_194_040);
    assert_eq!(sum(PopulationKind::Total), 1_204_796);
}

#[test]
fn the_population_chosen_decides_who_is_under_15_000() {
    let communes = France::load().communes_of(LILLE);
    let small = |kind| communes.iter().filter(|commune| commune.population(kind).is_some_and(|n| n < 15_000)).count();
    assert_eq!(small(PopulationKind::Municipal), 77);
    assert_eq!(small(PopulationKind::Total), 76);
    let haubourdin = France::load().commune("59286").expect("Haubourdin");
    assert_eq!((haubourdin.population_municipal, haubourdin.population_total), (Some(14_922), Some(15_025)));
}

#[test]
fn every_intercommunality_is_the_sum_of_its_communes() {
    let france = France::load();
    assert_eq!(france.communes().len(), 34_969);
    assert_eq!(france.all_epci().len(), 1_255);
    assert_eq!(france.communes().iter().filter(|commune| commune.epci.is_none()).count(), 98);
    for epci in france.all_epci() {
        let communes = france.communes_of(&epci.siren);
        assert_eq!(communes.len(), epci.communes as usize, "{}", epci.name);
        for kind in [PopulationKind::Municipal, PopulationKind::Total] {
            let sum: u32 = communes.iter().filter_map(|commune| commune.population(kind)).sum();
            assert_eq!(sum, epci.population(kind), "{}", epci.name);
        }
    }
}

#[test]
fn communes_are_found_as_people_type_them() {
    let france = France::load();
    for (typed, found) in [
        ("annoeul", "Annœullin"),
        ("VILLENEUVE D'ASC", "Villeneuve-d'Ascq"),
        ("deulem", "Deûlémont"),
        ("bassée", "La Bassée"),
        ("saint andre lez", "Saint-André-lez-Lille"),
        ("ajacc", "Ajaccio"),
    ] {
        assert_eq!(france.communes_named(typed, 5)[0].name, found, "{typed}");
    }
    assert!(france.communes_named("", 5).is_empty());
    assert!(france.communes_named("zzzz", 5).is_empty());
    assert_eq!(france.communes_named("saint", 7).len(), 7);
    assert_eq!(france.epci_named("lille", 1)[0].siren, LILLE);
    assert_eq!(france.epci_named("renn metro", 1)[0].siren, RENNES);
}

#[test]
fn distances_are_those_of_a_road_sign() {
    let france = France::load();
    let lille = france.commune("59350").expect("Lille");
    let roubaix = france.commune("59512").expect("Roubaix");
    let kilometres = lille.distance_km(roubaix).expect("both are placed");
    assert!((8.0..14.0).contains(&kilometres), "{kilometres}");
    let near = france.communes_near("59350", 5.0);
    assert!(near.iter().any(|(commune, _)| commune.name == "La Madeleine"));
    assert!(near.windows(2).all(|pair| pair[0].1 <= pair[1].1));
}

#[test]
fn communes_with_a_position_lie_in_france() {
    let placed = France::load().communes().iter().filter(|commune| commune.position.is_some()).count();
    assert_eq!(placed, 34_868);
    for commune in France::load().communes_of(LILLE) {
        let position = commune.position.expect("placed");
        assert!((2.78..3.30).contains(&position.lon) && (50.49..50.80).contains(&position.lat), "{}", commune.name);
    }
}

/// The numbers of path data: a space or a sign parts them.
fn numbers(data: &str) -> Vec<f64> {
    let parted = data.replace('-', " -");
    parted.split_whitespace().map(|number| number.parse().expect("a number")).collect()
}

fn assert_inside(map: &MapSheet) {
    for shape in &map.shapes {
        assert!(shape.path.starts_with('M') && shape.path.ends_with('Z'), "{}", shape.name);
        assert!((0.0..=map.width).contains(&shape.cx) && (0.0..=map.height).contains(&shape.cy), "{}", shape.name);
        if map.kind == MapKind::Outlines {
            for ring in shape.path.split('Z').filter(|ring| !ring.is_empty()) {
                let (start, steps) = ring.strip_prefix('M').and_then(|ring| ring.split_once('l')).expect("a ring");
                let [mut x, mut y] = numbers(start)[..] else { panic!("no start: {start}") };
                for step in numbers(steps).chunks(2) {
                    (x, y) = (x + step[0], y + step[1]);
                    let (wide, high) = (map.width + 0.05, map.height + 0.05);
                    assert!((-0.05..=wide).contains(&x) && (-0.05..=high).contains(&y), "{}", shape.name);
                }
            }
        }
    }
}

#[test]
fn lille_and_rennes_are_drawn_from_their_outlines() {
    for (siren, communes) in [(LILLE, 95), (RENNES, 43)] {
        let map = MapSheet::of(siren).expect("a map");
        assert_eq!(Boundaries::of(siren).expect("shipped").outlines().len(), communes);
        assert_eq!((map.kind, map.shapes.len()), (MapKind::Outlines, communes));
        assert!(map.unplaced.is_empty());
        assert!(map.width <= 648.0 && map.height <= 608.0);
        assert_inside(&map);
    }
}

#[test]
fn intercommunalities_small_large_and_overseas_have_a_map() {
    let france = France::load();
    // One in 160, with Paris, Lyon, Marseille and Réunion's, keeps the test short; all were drawn once.
    let sirens = france.all_epci().iter().step_by(160).map(|epci| epci.siren.as_str());
    for siren in sirens.chain(["200054781", "200046977", "200054807", "249740119"]) {
        let epci = france.epci(siren).unwrap_or_else(|| panic!("{siren}"));
        for map in [MapSheet::of(siren), MapSheet::dots(siren)] {
            let map = map.unwrap_or_else(|| panic!("{} has no map", epci.name));
            assert_eq!(map.shapes.len() + map.unplaced.len(), epci.communes as usize);
            assert!(map.unplaced.len() < 5, "{}", epci.name);
            assert!(map.width <= 648.0 && map.height <= 608.0, "{}: {} × {}", epci.name, map.width, map.height);
            assert_inside(&map);
        }
    }
    assert!(MapSheet::of("000000000").is_none());
    assert!(Boundaries::of("000000000").is_none());
}

#[test]
fn the_network_has_125_libraries_of_which_80_are_sourced() {
    let libraries = demonstration::libraries();
    assert_eq!(libraries.len(), 125);
    assert_eq!(libraries.iter().filter(|library| !library.demo).count(), 80);
    let communes = France::load().communes_of(demonstration::EPCI);
    for library in libraries {
        assert!(communes.iter().any(|commune| commune.insee == library.insee), "{}", library.code);
        assert!(library.position_or_commune().is_some(), "{}", library.code);
        assert_eq!(library.demo, library.name.ends_with("(démonstration)"), "{}", library.code);
        assert!(library.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", library.code);
    }
    for commune in &communes {
        assert!(libraries.iter().any(|library| library.insee == commune.insee), "{}", commune.name);
    }
    assert_eq!(demonstration::library("lille-jean-levy").expect("Jean-Lévy").insee, "59350");
}

#[test]
fn the_pass_has_15_museums() {
    let museums = demonstration::museums();
    assert_eq!(museums.len(), 15);
    assert_eq!(museums.iter().filter(|museum| museum.demo).count(), 3);
    assert_eq!(museums.iter().filter(|museum| museum.museofile.is_some()).count(), 7);
    assert!(museums.iter().all(|museum| museum.demo == museum.name.ends_with("(démonstration)")));
}
