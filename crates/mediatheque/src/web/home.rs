//! The first page, the parts' lists, the selections.

use std::collections::BTreeSet;

use axum::extract::{Path, RawQuery, State};
use axum::response::IntoResponse;
use people::web::Visitor;
use shell::{PageError, Visit, parse_pairs};
use store::Query;

use super::{Page, Web, fault};
use crate::editorial::selections;
use crate::model::{Resource, ResourceKind};
use crate::pages::home::{Choice, Chosen, Home, List, SectionRow, Selection, SelectionRow};
use crate::pages::paths::{self, SECTIONS, Section};
use crate::pages::tile::Tile;
use crate::store::{positions, resources};

/// Tiles in a row.
const ROW: usize = 5;

/// `GET /mediatheque`
pub(crate) async fn home(State(web): State<Web>, visit: Visit, Visitor(session): Visitor) -> Page {
    let mut read = web.content.db.read().await?;
    let published = resources::published(&mut read).await.map_err(fault)?;
    let find = |id: &str| published.iter().find(|resource| resource.id == id);
    let mut resume = Vec::new();
    if let Some(session) = &session {
        for position in positions::of_account(&mut read, &session.account.id).await.map_err(fault)? {
            // What is finished is not to be resumed.
            if position.progression.is_some_and(|of| of >= 990) {
                continue;
            }
            resume.extend(find(&position.resource).map(|resource| Tile::begun(resource, position.progression)));
        }
        resume.truncate(ROW);
    }
    let mut chosen = Vec::new();
    for selection in selections::on(&mut read, web.today(), None).await.map_err(fault)? {
        chosen.push(selection_row(&mut read, &published, selection).await?);
    }
    let rows: Vec<SectionRow> = SECTIONS
        .iter()
        .filter_map(|section| {
            let inside: Vec<&Resource> = of(section, &published).collect();
            (!inside.is_empty()).then(|| SectionRow {
                code: section.code,
                href: paths::section(section.code),
                total: inside.len() as u64,
                tiles: inside.iter().take(ROW).map(|resource| Tile::of(resource)).collect(),
            })
        })
        .collect();
    let view = Home {
        resume,
        selections: chosen.into_iter().filter(|row| !row.tiles.is_empty()).collect(),
        rows,
        open: published.iter().filter(|resource| resource.open).count() as u64,
        total: published.len() as u64,
        signed_in: session.is_some(),
        demo: published.iter().any(|resource| resource.demo),
    };
    Ok(web.frame.render(&visit, "mediatheque/home.html", &view)?.into_response())
}

async fn selection_row(
    query: &mut impl Query,
    published: &[Resource],
    selection: selections::Selection,
) -> Result<SelectionRow, PageError> {
    let by = match &selection.institution {
        Some(id) => programme::institution::by_id(query, id).await?.name,
        None => String::new(),
    };
    let tiles = selection
        .items
        .iter()
        .filter_map(|item| published.iter().find(|resource| resource.id == item.resource))
        .take(ROW)
        .map(Tile::of)
        .collect();
    Ok(SelectionRow {
        href: paths::selection(&selection.id),
        words: selection.words.lines().next().unwrap_or_default().to_owned(),
        title: selection.title,
        by,
        until: selection.ends_on.map(|day| day.to_string()),
        tiles,
    })
}

/// The highlights of a library for its page: its selections of the day, each with its first titles.
pub async fn of_library(web: &Web, institution: &str) -> Result<Vec<SelectionRow>, PageError> {
    let mut read = web.content.db.read().await?;
    let published = resources::published(&mut read).await.map_err(fault)?;
    let mut rows = Vec::new();
    for selection in selections::on(&mut read, web.today(), Some(institution)).await.map_err(fault)? {
        rows.push(selection_row(&mut read, &published, selection).await?);
    }
    Ok(rows)
}

fn of<'a>(section: &'a Section, resources: &'a [Resource]) -> impl Iterator<Item = &'a Resource> {
    resources.iter().filter(|resource| section.kinds.contains(&resource.kind))
}

macro_rules! section_page {
    ($name:ident, $index:literal) => {
        pub(crate) async fn $name(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
            list(&web, &visit, &SECTIONS[$index], query.as_deref()).await
        }
    };
}
section_page!(books, 0);
section_page!(films, 1);
section_page!(press, 2);
section_page!(courses, 3);
section_page!(music, 4);

/// `GET /mediatheque/{part}?q=&type=&langue=&age=&libre=1`
async fn list(web: &Web, visit: &Visit, section: &'static Section, query: Option<&str>) -> Page {
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let asked = |name: &str| {
        pairs.iter().rev().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim()).to_owned()
    };
    let (q, kind, language, age, open_only) =
        (asked("q"), asked("type"), asked("langue"), asked("age"), asked("libre") == "1");
    let years: Option<u8> = age.parse().ok();
    let published = resources::published(&mut web.content.db.read().await?).await.map_err(fault)?;
    let inside: Vec<&Resource> = of(section, &published).collect();
    let words: Vec<String> = fold(&q).split_whitespace().map(str::to_owned).collect();
    let wanted = |resource: &&&Resource| {
        (kind.is_empty() || resource.kind.code() == kind)
            && (language.is_empty() || resource.language.as_deref() == Some(language.as_str()))
            && (!open_only || resource.open)
            && years.is_none_or(|years| resource.min_age.is_none_or(|min| min <= years))
            && matches(resource, &words)
    };
    let languages: BTreeSet<String> = inside.iter().filter_map(|resource| resource.language.clone()).collect();
    let kinds: BTreeSet<ResourceKind> = inside.iter().map(|resource| resource.kind).collect();
    let view = List {
        code: section.code,
        tiles: inside.iter().filter(wanted).map(|resource| Tile::of(resource)).collect(),
        total: inside.len() as u64,
        languages: languages.into_iter().map(|value| Choice { chosen: value == language, value }).collect(),
        kinds: if kinds.len() > 1 {
            kinds.into_iter().map(|one| Choice { chosen: one.code() == kind, value: one.code().to_owned() }).collect()
        } else {
            Vec::new()
        },
        q,
        open_only,
        age,
    };
    Ok(web.frame.render(visit, "mediatheque/list.html", &view)?.into_response())
}

/// Whether a resource's title, authors or subjects have every word, accents and capitals aside.
pub(crate) fn matches(resource: &Resource, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut text = resource.title.clone();
    for more in resource.subtitle.iter().chain(&resource.subjects).chain(&resource.description) {
        text.push(' ');
        text.push_str(more);
    }
    for creator in &resource.creators {
        text.push(' ');
        text.push_str(&creator.name);
    }
    let text = fold(&text);
    words.iter().all(|word| text.contains(word.as_str()))
}

/// A text without its accents and capitals.
pub(crate) fn fold(text: &str) -> String {
    french_text::folded(text)
}

/// `GET /mediatheque/selection/{selection}`
pub(crate) async fn selection(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Page {
    let mut read = web.content.db.read().await?;
    let selection = selections::by_id(&mut read, &id).await.map_err(fault)?;
    if !selection.is_on(web.today()) {
        return Err(PageError::NotFound);
    }
    let published = resources::published(&mut read).await.map_err(fault)?;
    let by = match &selection.institution {
        Some(id) => programme::institution::by_id(&mut read, id).await?.name,
        None => String::new(),
    };
    let items = selection
        .items
        .iter()
        .filter_map(|item| {
            let resource = published.iter().find(|resource| resource.id == item.resource)?;
            Some(Chosen { tile: Tile::of(resource), note: item.note.clone() })
        })
        .collect();
    let view = Selection {
        title: selection.title,
        paragraphs: paragraphs(&selection.words),
        theme: selection.theme,
        by,
        until: selection.ends_on.map(|day| day.to_string()),
        items,
    };
    Ok(web.frame.render(&visit, "mediatheque/selection.html", &view)?.into_response())
}

/// A text cut where lines end.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
