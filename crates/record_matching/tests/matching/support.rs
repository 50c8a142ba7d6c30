//! Descriptions built in a few words.

use bibliography::{Contributor, Description, Kind, Name, OtherTitle, Series, TitleKind, read_isbn};

/// A book: title, author as "Family, Given", year.
pub(crate) fn book(title: &str, author: &str, year: i16) -> Description {
    let mut description = Description {
        title: title.to_owned(),
        year: Some(year),
        languages: vec!["fre".into()],
        ..Description::default()
    };
    by(&mut description, author);
    description
}

/// Adds a person: "Zola, Émile", or a name in direct order.
pub(crate) fn by(description: &mut Description, author: &str) {
    if author.is_empty() {
        return;
    }
    let (family, given) = author.split_once(", ").unwrap_or((author, ""));
    description.contributors.push(Contributor {
        name: Name { family: family.to_owned(), given: given.to_owned(), ..Name::default() },
        role: String::new(),
    });
}

/// Fluent additions for the cases.
pub(crate) trait With: Sized {
    fn isbn(self, isbn: &str) -> Self;
    fn published(self, publisher: &str, pages: u16) -> Self;
    fn sub(self, subtitle: &str) -> Self;
    fn part(self, number: &str) -> Self;
    fn kind(self, kind: Kind) -> Self;
    fn original(self, title: &str) -> Self;
    fn in_series(self, title: &str, number: &str) -> Self;
}

impl With for Description {
    fn isbn(mut self, isbn: &str) -> Self {
        self.identifiers.extend(read_isbn(isbn));
        self
    }

    fn published(mut self, publisher: &str, pages: u16) -> Self {
        self.publisher = publisher.to_owned();
        self.extent = format!("{pages} p.");
        self
    }

    fn sub(mut self, subtitle: &str) -> Self {
        self.subtitle = subtitle.to_owned();
        self
    }

    fn part(mut self, number: &str) -> Self {
        self.part_number = number.to_owned();
        self
    }

    fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    fn original(mut self, title: &str) -> Self {
        self.other_titles.push(OtherTitle { kind: TitleKind::Original, text: title.to_owned() });
        self
    }

    fn in_series(mut self, title: &str, number: &str) -> Self {
        self.series.push(Series { title: title.to_owned(), number: number.to_owned() });
        self
    }
}
