//! What a librarian expects of two records, one habit or trap at a time.

use crate::support::{With, book, by};
use bibliography::{Description, Kind};
use record_matching::{Agreement, Aspect, Features, Matcher, ReasonCode, explain};

#[derive(Debug, PartialEq, Clone, Copy)]
enum Together {
    Edition,
    Work,
    Apart,
}
use Together::{Apart, Edition, Work};

/// Places both, in both orders.
fn placed(a: &Description, b: &Description) -> Together {
    let way = |first: &Description, second: &Description| {
        let mut matcher = Matcher::new();
        let one = matcher.place(1, &Features::from(first));
        let two = matcher.place(2, &Features::from(second));
        if one.edition == two.edition {
            Edition
        } else if one.work == two.work {
            Work
        } else {
            Apart
        }
    };
    let found = way(a, b);
    assert_eq!(found, way(b, a), "order matters for {} / {}", a.title, b.title);
    found
}

#[track_caller]
fn check(expected: Together, a: Description, b: Description) {
    assert_eq!(placed(&a, &b), expected, "{} / {}", a.title, b.title);
}

fn germinal() -> Description {
    book("Germinal", "Zola, Émile", 1978).published("Gallimard", 590)
}

#[test]
fn habits_do_not_separate() {
    check(Edition, germinal(), book("GERMINAL", "Zola, E.", 1978).published("Éd. Gallimard", 590));
    check(Edition, germinal(), book("Germinal : roman", "Émile Zola", 1978).published("GALLIMARD", 592));
    check(Edition, germinal(), germinal().sub("roman"));
    let le_rouge = book("Le rouge et le noir", "Stendhal", 1990).published("Hachette", 520);
    check(Edition, le_rouge.clone(), book("Rouge et le noir", "Stendhal", 1990).published("Hachette", 520));
    check(Edition, le_rouge, book("Le rouge & le noir", "Stendhal", 1991).published("Hachette", 520));
    check(
        Edition,
        book("Le Père Goriot", "Balzac, Honoré de", 1999).published("Pocket", 300),
        book("Le pere Goriot", "De Balzac, Honoré", 1999).published("Pocket", 300),
    );
    check(
        Edition,
        book("Le club des cinq", "Blyton, Enid", 1962).published("Hachette", 190),
        book("Club des 5", "Blyton, Enid", 1962).published("Hachette", 190),
    );
    check(
        Edition,
        book("L'idiot", "Dostoïevski, Fiodor", 1994).published("Actes Sud", 900),
        book("L'Idiot", "Dostoyevsky, F.", 1994).published("Actes Sud", 900),
    );
}

#[test]
fn typing_errors_do_not_separate() {
    check(Edition, germinal(), book("Germnial", "Zola, Émile", 1978).published("Gallimard", 590));
    check(
        Edition,
        book("Les mystères de Marseille", "Zola, Émile", 1978).published("Fayard", 400),
        book("Lesmystères de Marseille", "Zola, Émile", 1978).published("Fayard", 400),
    );
}

#[test]
fn subtitles_and_series_in_the_title() {
    let guide = || book("Paris", "Dupont, Jean", 2001).published("Michelin", 320);
    check(
        Edition,
        guide().sub("guide du flâneur"),
        book("Paris : guide du flâneur", "Dupont, Jean", 2001).published("Michelin", 320),
    );
    check(
        Edition,
        book("Les Celtes", "Hubert, Henri", 1989).published("PUF", 127).in_series("Que sais-je ?", "36"),
        book("Que sais-je ?. 36, Les Celtes", "Hubert, Henri", 1989)
            .published("PUF", 127)
            .in_series("Que sais-je ?", "36"),
    );
    check(Apart, guide().sub("guide du flâneur"), guide().published("Seuil", 90).sub("histoire d'une ville"));
}

#[test]
fn editions_of_a_work() {
    check(Work, germinal(), book("Germinal", "Zola, Émile", 2005).published("Pocket", 630));
    check(Work, germinal().isbn("9782070422609"), germinal().isbn("9782253004226"));
    check(Work, germinal(), germinal().kind(Kind::AudioBook));
}

#[test]
fn translations_meet_by_the_original_title() {
    check(
        Work,
        book("Der Zauberberg", "Mann, Thomas", 1952).published("Fischer", 1008),
        book("La montagne magique", "Mann, Thomas", 1977).published("Fayard", 790).original("Der Zauberberg"),
    );
    check(
        Apart,
        book("Gesammelte Werke. 2", "Mann, Thomas", 1952),
        book("Romans", "Mann, Thomas", 1977).original("Gesammelte Werke. 3"),
    );
}

#[test]
fn isbn_alone_joins_nothing() {
    let isbn = "9782070422609";
    check(Apart, germinal().isbn(isbn), book("La cuisine au beurre", "Martin, Paule", 1978).isbn(isbn));
    check(
        Apart,
        book("Contes", "Perrault, Charles", 1960).isbn(isbn),
        book("Contes", "Andersen, Hans", 1987).isbn(isbn),
    );
    check(Edition, germinal().isbn(isbn), book("Germinal", "", 1978).isbn("2-07-042260-7"));
    // A wrong check digit is still some evidence.
    check(Edition, book("Germinal", "", 1978).published("Gallimard", 590).isbn(isbn), germinal().isbn("9782070422608"));
}

#[test]
fn volumes_stay_apart() {
    let volume = |title: &str| book(title, "Dumas, Alexandre", 1894).published("Lévy", 300);
    check(Apart, volume("Le vicomte de Bragelonne. Tome 1"), volume("Le vicomte de Bragelonne. Tome 2"));
    check(Apart, volume("Le vicomte de Bragelonne").part("1"), volume("Le vicomte de Bragelonne T02"));
    check(Apart, volume("Le vicomte de Bragelonne"), volume("Le vicomte de Bragelonne").part("2"));
    check(Edition, volume("Le vicomte de Bragelonne").part("Tome II"), volume("Le vicomte de Bragelonne, vol. 2"));
    check(Apart, volume("Mémoires (Volume 3 / 7)").part("3"), volume("Mémoires (Volume 3 / 7)").part("7"));
    check(Apart, volume("Histoire de France, A"), volume("Histoire de France, B"));
}

#[test]
fn same_title_other_author_or_kind() {
    check(Apart, book("Poésies", "Rimbaud, Arthur", 1960), book("Poésies", "Mallarmé, Stéphane", 1960));
    check(Apart, book("Poésies", "", 1960), book("Poésies", "Mallarmé, Stéphane", 1975));
    check(Apart, germinal(), book("Germinal", "Berri, Claude", 1993).kind(Kind::Film));
    check(Apart, book("Jacques", "Sand, George", 1960), book("Jacques", "Sand, Maurice", 1960));
    check(Apart, book("Journal", "Renard, Jules", 1960), book("Journal d'un fou", "Renard, Jules", 1960));
    check(Apart, book("????? ???", "Plato", 1960), book("??????? ??", "Plato", 1971));
}

#[test]
fn nobody_named_needs_the_imprint() {
    let anonymous =
        |year, publisher: &str| book("Histoire de la dentelle de Calais", "", year).published(publisher, 210);
    check(Edition, anonymous(1985, "Lefebvre"), anonymous(1985, "Éd. Lefebvre"));
    check(Apart, anonymous(1985, "Lefebvre"), anonymous(2012, "Ravet").published("Ravet", 96));
}

#[test]
fn weak_links_do_not_chain() {
    let mut matcher = Matcher::new();
    // A record without a subtitle could be either of two books that have one.
    let titled = |sub: &str| Features::from(&book("Arsène Lupin", "Leblanc, Maurice", 1987).sub(sub));
    let one = matcher.place(1, &titled("le bouchon de cristal"));
    matcher.place(2, &titled(""));
    let three = matcher.place(3, &titled("Victor de la brigade mondaine"));
    assert_ne!(one.work, three.work);
}

#[test]
fn a_long_list_of_namesakes_is_searched_to_its_end() {
    let mut matcher = Matcher::new();
    let poems = |author: u32| {
        Features::from(&book("Poésies", &format!("Auteur{author}x, Prénom{author}"), 1960).published("Lemerre", 200))
    };
    for author in 0..3000 {
        assert!(matcher.place(author, &poems(author)).new_work);
    }
    assert_eq!(matcher.place(5000, &poems(0)).work, matcher.placed(0).unwrap().1);
}

#[test]
fn reasons_and_explanations_say_the_same() {
    let (mut a, b) = (germinal().isbn("9782070422609"), germinal().isbn("9782070422609"));
    by(&mut a, "Becker, Colette");
    let mut matcher = Matcher::new();
    matcher.place(1, &Features::from(&a));
    let placement = matcher.place(2, &Features::from(&b));
    assert_eq!(placement.edition_reason.code, ReasonCode::Identifier);
    assert_eq!(placement.work_reason.code, ReasonCode::TitleAndPeople);
    assert_eq!(placement.work_reason.partner, 1);
    assert!(placement.work_reason.agreed().any(|aspect| aspect == Aspect::Year));
    let stored = record_matching::Reason::from_bytes(&placement.work_reason.to_bytes());
    assert_eq!(stored, Some(placement.work_reason));

    let explanation = explain(&a, &b);
    assert!(explanation.same_edition);
    assert_eq!(explanation.same_work, Some(true));
    let title = explanation.lines.iter().find(|line| line.aspect == Aspect::Title).unwrap();
    assert_eq!((title.agreement, title.left.as_str()), (Agreement::Same, "Germinal"));
    assert_eq!(explain(&a, &b.kind(Kind::Film)).same_work, Some(false));
}

#[test]
fn a_volume_with_two_novels_does_not_make_them_one() {
    let austen = |title: &str, year| Features::from(&book(title, "Austen, Jane", year).published("Penguin", 340));
    let mut matcher = Matcher::new();
    let pride = matcher.place(1, &austen("Pride and prejudice", 1980));
    let sense = matcher.place(2, &austen("Sense and sensibility", 1981));
    let both =
        book("Pride and prejudice ; Sense and sensibility", "Austen, Jane", 1990).original("Sense and sensibility");
    let placement = matcher.place(3, &Features::from(&both));
    assert!(placement.merged_works.is_empty());
    assert_ne!(matcher.placed(1).unwrap().1, matcher.placed(2).unwrap().1);
    assert_eq!((pride.work, sense.work), (1, 2));
}
