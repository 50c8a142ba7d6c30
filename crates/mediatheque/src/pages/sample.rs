//! Pages filled with samples, for the tests.

use serde_json::json;
use shell::FormState;
use shell::office::Choice;

use super::certificate::CertificatePage;
use super::home::{self, Chosen, Home, List, SectionRow, Selection, SelectionRow};
use super::mine::{Begun, Earned, Mine, Waits};
use super::office::*;
use super::proposals::{CommentLine, ProposalLine, Proposals};
use super::quiz::{Question, QuizChoice, QuizPage, QuizResult};
use super::reader::{Book, Captions, Chapter, CoursePage, Entry, Film, Listen, Press, Reader};
use super::resource::{Open, Person, ResourcePage, Waiting};
use super::tile::Tile;
use super::words::Said;

pub(super) fn tile(kind: &'static str) -> Tile {
    Tile {
        id: "r1".into(),
        href: "/mediatheque/germinal".into(),
        title: "Germinal <b>".into(),
        by: "Émile Zola".into(),
        kind,
        open: kind == "book",
        poster: (kind == "film").then(|| "/mediatheque/germinal/affiche?abc".into()),
        progress: (kind == "comic").then_some(40),
    }
}

fn row(code: &'static str) -> SectionRow {
    SectionRow { code, href: format!("/mediatheque/{code}"), total: 12, tiles: vec![tile("book"), tile("film")] }
}

pub(super) fn home() -> Home {
    Home {
        resume: vec![tile("comic")],
        selections: vec![SelectionRow {
            href: "/mediatheque/selection/s".into(),
            title: "Le bassin minier".into(),
            words: "Quatre livres pour descendre au fond.".into(),
            by: "Médiathèque de Wambrechies".into(),
            until: Some("2026-12-31".into()),
            tiles: vec![tile("book")],
        }],
        rows: ["livres", "films", "presse", "cours", "musique"].into_iter().map(row).collect(),
        open: 3,
        total: 12,
        signed_in: true,
        demo: true,
    }
}

pub(super) fn list(code: &'static str) -> List {
    List {
        code,
        tiles: vec![tile("book"), tile("audiobook"), tile("comic")],
        total: 3,
        q: "zola".into(),
        languages: vec![
            home::Choice { value: "fr".into(), chosen: true },
            home::Choice { value: "oc".into(), chosen: false },
        ],
        kinds: vec![home::Choice { value: "book".into(), chosen: false }],
        open_only: true,
        age: "12".into(),
    }
}

pub(super) fn selection() -> Selection {
    Selection {
        title: "Le bassin minier".into(),
        paragraphs: vec!["Un mot.".into(), "Un autre.".into()],
        theme: "Nord".into(),
        by: String::new(),
        until: Some("2026-12-31".into()),
        items: vec![Chosen { tile: tile("book"), note: "À lire en premier.".into() }],
    }
}

pub(super) fn resource(said: Said) -> ResourcePage {
    let waits = said.code == "seats_taken";
    ResourcePage {
        id: "r1".into(),
        title: "Germinal".into(),
        subtitle: Some("Roman".into()),
        creators: vec![
            Person { name: "Émile Zola".into(), role: "aut".into() },
            Person { name: "Jules Férat".into(), role: "ill".into() },
        ],
        kind: "book",
        section: "livres",
        poster: None,
        description: vec!["La mine.".into()],
        open: said.admitted.then(|| Open { verb: "lire", href: "/mediatheque/germinal/lire".into() }),
        left: said.admitted.then_some(3),
        progress: said.admitted.then_some(12),
        said,
        conditions: vec!["Pour tous.".into()],
        waiting: waits.then(|| Waiting {
            place: Some(2),
            offered_until: None,
            action: "/mediatheque/germinal/attente".into(),
        }),
        language: Some("fr".into()),
        duration: None,
        pages: Some(480),
        publisher: Some("Charpentier".into()),
        year: Some(1885),
        isbn: Some("9782070411429".into()),
        min_age: Some(12),
        subjects: vec!["Mines".into()],
        rights: Some("Domaine public".into()),
        licence_url: Some("https://creativecommons.org/publicdomain/mark/1.0/".into()),
        attribution: Some("Wikisource".into()),
        captions: vec!["fr".into()],
        described: true,
        ends_on: Some("2026-12-31".into()),
        trial: true,
        similar: vec![tile("comic")],
        office_href: Some("/bureau/mediatheque/r1".into()),
        hidden: true,
        demo: true,
    }
}

pub(super) fn reader() -> Reader {
    Reader {
        nonce: "abc".into(),
        token: "t.t".into(),
        title: "Germinal".into(),
        author: "Émile Zola".into(),
        resource: "r1".into(),
        back_href: "/mediatheque/germinal".into(),
        prefix: "/contenu/x.y/".into(),
        hold: Some("/mediatheque/lecture/s/tenir".into()),
        leave: Some("/mediatheque/lecture/s/partir".into()),
        save: Some("/mediatheque/germinal/position".into()),
        position: Some(r#"{"href":"a.xhtml","title":"l’<été>"}"#.into()),
        position_at: 12,
        open: true,
    }
}

pub(super) fn book(fixed: bool) -> Book {
    let line = |title: &str| Entry {
        title: title.into(),
        href: "a.xhtml".into(),
        address: "/contenu/x.y/a.xhtml".into(),
        children: Vec::new(),
    };
    Book {
        reader: reader(),
        manifest: json!({ "metadata": { "title": "</script><b>" }, "readingOrder": [{ "href": "a.xhtml" }] }),
        contents: vec![Entry { children: vec![line("Chapitre 1")], ..line("Première partie") }],
        fixed,
    }
}

pub(super) fn film() -> Film {
    Film {
        reader: reader(),
        path: "film.mp4".into(),
        poster: Some("/mediatheque/film/affiche".into()),
        captions: vec![
            Captions { path: "~piste/1".into(), lang: "fr".into() },
            Captions { path: "~piste/2".into(), lang: "oc".into() },
        ],
        described_path: Some("~piste/3".into()),
        description: Some("Un lapin.".into()),
        rights: Some("Blender Foundation · CC BY 3.0".into()),
        transcript: vec!["Bonjour.".into()],
    }
}

pub(super) fn listen() -> Listen {
    Listen {
        reader: reader(),
        path: "1.mp3".into(),
        poster: None,
        chapters: vec![
            Chapter { title: "Un".into(), path: "1.mp3".into(), from: 0, length: Some("4:05".into()) },
            Chapter { title: "Deux".into(), path: "1.mp3".into(), from: 62, length: None },
        ],
        description: None,
        rights: None,
    }
}

pub(super) fn press() -> Press {
    Press { reader: reader(), path: "journal.pdf".into() }
}

pub(super) fn course() -> CoursePage {
    CoursePage {
        reader: reader(),
        launch: "index.html?x=1".into(),
        save_state: "/mediatheque/cours/etat?activite=A1".into(),
        state: Some(r#"{"version":"1.2"}"#.into()),
        learner: "0badcafe".into(),
        learner_name: "Ada".into(),
        progress: "…".into(),
    }
}

pub(super) fn quiz(result: Option<bool>) -> QuizPage {
    let good = result;
    let choice = |value: &str, right| QuizChoice {
        value: value.into(),
        text: format!("Choix {value}"),
        chosen: right,
        right: good.map(|_| right),
    };
    let question = |number, kind| Question {
        name: format!("q{number}"),
        number,
        text: "Combien ?".into(),
        kind,
        choices: if kind == "typed" { Vec::new() } else { vec![choice("1", true), choice("2", false)] },
        typed: "1885".into(),
        good,
        answer: "1885".into(),
        explanation: "Parce que.".into(),
    };
    QuizPage {
        title: "Les beffrois".into(),
        introduction: "Dix questions.".into(),
        back_href: "/mediatheque/quiz".into(),
        action: "/mediatheque/quiz/suivre".into(),
        questions: vec![question(1, "one"), question(2, "several"), question(3, "typed")],
        result: result.map(|passed| QuizResult {
            points: 2,
            of: 3,
            passed,
            certificate: passed.then(|| "/mediatheque/certificat/ABC".into()),
            anonymous: !passed,
        }),
        pass: 60,
    }
}

pub(super) fn mine() -> Mine {
    let at = "2026-11-20T08:00:00Z";
    Mine {
        begun: vec![Begun { tile: tile("comic"), at: at.into(), device: "téléphone".into(), forget: "/x".into() }],
        waiting: vec![
            Waits { tile: tile("film"), place: 3, until: None, action: "/x".into() },
            Waits { tile: tile("film"), place: 0, until: Some(at.into()), action: "/x".into() },
        ],
        certificates: vec![Earned { href: "/c".into(), title: "Quiz".into(), at: at.into() }],
    }
}

pub(super) fn certificate(name: Option<&str>) -> CertificatePage {
    CertificatePage {
        name: name.map(str::to_owned),
        title: "Les beffrois".into(),
        score: Some(80),
        at: "2026-11-20T08:00:00Z".into(),
        code: "ABCD EFGH JKLM".into(),
        check: "https://culture.example.org/mediatheque/certificat/ABCDEFGHJKLM".into(),
        giver: "Métropole".into(),
    }
}

pub(super) fn proposals(signed_in: bool) -> Proposals {
    let one = |state| ProposalLine {
        id: "p1".into(),
        title: "Un titre".into(),
        author: "Quelqu’un".into(),
        kind: "film",
        reason: "Parce que.".into(),
        state,
        answer: "Oui.".into(),
        votes: 4,
        voted: true,
        own: true,
        at: "2026-11-20T08:00:00Z".into(),
        comments: vec![CommentLine { staff: true, text: "Bien vu.".into(), at: "2026-11-20T08:00:00Z".into() }],
    };
    Proposals {
        proposals: vec![one("proposed"), one("accepted"), one("refused")],
        form: signed_in.then(|| {
            let mut form = FormState::default();
            form.fault("", "Dites le titre.");
            form
        }),
        kinds: vec!["film", "book"],
    }
}

pub(super) fn office_resources() -> Resources {
    Resources {
        resources: vec![ResourceLine {
            href: "/bureau/mediatheque/r1".into(),
            title: "Germinal".into(),
            by: "Émile Zola".into(),
            kind: "book",
            state: "published",
            limits: vec![
                LimitLine { text: "3 sur 5".into(), share: Some(60) },
                LimitLine { text: "x".into(), share: None },
            ],
        }],
        may_deposit: true,
        intakes: vec![IntakeLine {
            file: "x.epub".into(),
            accepted: false,
            details: "Ce fichier est vide.".into(),
            at: "2026-11-20T08:00:00Z".into(),
            href: None,
            notes: vec!["Une remarque.".into()],
        }],
    }
}

pub(super) fn office_resource() -> ResourceForm {
    let mut form = FormState::default();
    form.values.insert("title".into(), "Germinal".into());
    form.fault("year", "mediatheque-office-field-wrong");
    ResourceForm {
        title: "Germinal".into(),
        href: "/mediatheque/germinal".into(),
        state: "draft",
        action: "/bureau/mediatheque/r1".into(),
        form,
        kinds: vec![Choice { value: "book".into(), label: "Livre".into() }],
        elsewhere: true,
        licences: vec![LicenceLine {
            label: "Abonnement".into(),
            conditions: vec!["Pour tous.".into()],
            current: false,
            href: Some("/x".into()),
        }],
        licence_href: Some("/bureau/mediatheque/r1/licences/nouvelle".into()),
        limits: vec![LimitLine { text: "3 sur 5".into(), share: Some(60) }],
        waiting: 2,
        notes: vec!["Une remarque.".into()],
    }
}

pub(super) fn office_licence() -> LicenceForm {
    let tick = |value: &str| Ticked { value: value.into(), label: value.into(), ticked: true };
    let mut form = FormState::default();
    form.values.insert("audience".into(), "everyone".into());
    form.fault("", "mediatheque-licence-everyone-wrong");
    LicenceForm {
        resource: "Germinal".into(),
        back_href: "/bureau/mediatheque/r1".into(),
        action: "/bureau/mediatheque/r1/licences/nouvelle".into(),
        form,
        libraries: vec![tick("Lille")],
        communes: vec![tick("59350")],
        funds: vec!["vod".into()],
        existing: true,
    }
}

pub(super) fn office_deposit() -> Deposit {
    Deposit {
        form: FormState::default(),
        limit: 4 << 30,
        institutions: vec![Choice { value: "i".into(), label: "Lille".into() }],
        refused: Some("Ce fichier est vide.".into()),
    }
}

pub(super) fn office_elsewhere() -> Elsewhere {
    let choice = |value: &str| Choice { value: value.into(), label: value.into() };
    Elsewhere { form: FormState::default(), kinds: vec![choice("platform")], institutions: vec![choice("Lille")] }
}

pub(super) fn office_selections() -> Selections {
    let line = |state| SelectionLine {
        href: Some("/x".into()),
        title: "Noël".into(),
        theme: "Fêtes".into(),
        by: String::new(),
        starts_on: Some("2026-12-01".into()),
        ends_on: None,
        state,
        items: 4,
    };
    Selections { selections: ["draft", "coming", "on", "past"].into_iter().map(line).collect() }
}

pub(super) fn office_selection() -> SelectionForm {
    SelectionForm {
        action: "/bureau/mediatheque/selections/nouvelle".into(),
        form: FormState::default(),
        institutions: vec![Choice { value: String::new(), label: "Tout le réseau".into() }],
        resources: vec![Pick {
            id: "r1".into(),
            title: "Germinal".into(),
            kind: "book",
            place: "1".into(),
            note: "À lire.".into(),
        }],
        existing: true,
    }
}
