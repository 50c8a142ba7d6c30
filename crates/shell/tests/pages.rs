//! The frame's own pages, in every language, with strict templates.

use shell::office::{
    AuditEntry, AuditLog, Choice, Count, Dashboard, DemoAccount, HeldRole, Link, SignIn, SignInWay, StaffList,
    StaffMember,
};
use shell::{FormState, Frame, Lang, Messages, OfficeLink, Pagination, Person, Visit};

const AT: &str = "2026-11-22T19:40:00Z";

fn frame() -> Frame {
    Frame::builder().build().expect("the frame's own templates and words are sound")
}

fn librarian(lang: Lang) -> Visit {
    let mut visit = Visit::new(lang, "/bureau");
    visit.person = Some(Person {
        home: "/bureau".to_owned(),
        name: "Claire Delattre".to_owned(),
        office: vec![OfficeLink { group: "", label: "office-title", href: "/bureau".to_owned() }],
        binding: "session".to_owned(),
    });
    visit
}

fn form() -> FormState {
    let mut form = FormState::default();
    form.values.insert("email".to_owned(), "claire@\"<b>".to_owned());
    form.fault("email", "error-bad-request-title");
    form.fault("", "error-stale-form-what");
    form
}

fn entry() -> AuditEntry {
    AuditEntry {
        at: AT.to_owned(),
        who: "Claire Delattre".to_owned(),
        what: "Import de wambrechies.mrc".to_owned(),
        seal: "3f2a9c".to_owned(),
    }
}

fn staff() -> StaffList {
    let choice = |value: &str| Choice { value: value.to_owned(), label: value.to_owned() };
    StaffList {
        people: vec![
            StaffMember {
                name: "Claire Delattre".to_owned(),
                email: "claire@example.org".to_owned(),
                roles: vec![HeldRole {
                    label: "Bibliothécaire".to_owned(),
                    scope: Some("Wambrechies".to_owned()),
                    remove_action: Some("/x".to_owned()),
                }],
                last_seen: Some(AT.to_owned()),
                active: true,
                toggle_action: Some("/y".to_owned()),
            },
            StaffMember {
                name: "Paul Vasseur".to_owned(),
                email: "paul@example.org".to_owned(),
                roles: vec![],
                last_seen: None,
                active: false,
                toggle_action: None,
            },
        ],
        may_change: true,
        add_action: "/bureau/personnel".to_owned(),
        form: form(),
        roles: vec![choice("librarian")],
        scopes: vec![choice("W")],
    }
}

#[test]
fn every_page_of_the_frame_renders_in_every_language() {
    let frame = frame();
    let sign_in = SignIn {
        form: form(),
        back: "/bureau?x=\"".to_owned(),
        ways: vec![SignInWay {
            words: "Se connecter avec FranceConnect".to_owned(),
            href: "/connexion/avec/fc".to_owned(),
        }],
        demo_accounts: vec![DemoAccount {
            role: "Bibliothécaire".to_owned(),
            email: "claire@demo.example".to_owned(),
            password: "beffroi".to_owned(),
        }],
    };
    let dashboard = Dashboard {
        name: "Claire".to_owned(),
        scope: "Wambrechies".to_owned(),
        figures: vec![Count { label: "Notices".to_owned(), value: 1311 }],
        todo: vec![Link { label: "À corriger".to_owned(), href: "/x".to_owned() }],
        recent: vec![entry()],
    };
    let log = AuditLog {
        entries: vec![entry()],
        total: 120,
        chain_sound: false,
        who: "<b>".to_owned(),
        what: String::new(),
        pagination: Pagination::new(120, 20, 2, 50, |page| format!("?page={page}")),
    };
    for lang in Lang::ALL {
        let visit = Visit::new(lang, "/connexion");
        let office = librarian(lang);
        let pages = [
            frame.render(&visit, "shell/sign_in.html", &sign_in),
            frame.render(&visit, "shell/accessibility.html", &()),
            frame.render(&office, "shell/office_dashboard.html", &dashboard),
            frame.render(&office, "shell/office_staff.html", &staff()),
            frame.render(&office, "shell/office_audit.html", &log),
        ];
        for page in pages {
            let html = page.expect("rendered").0;
            assert!(html.contains(&format!("<html lang=\"{}\"", lang.code())));
            assert!(html.len() < 20_000, "{} bytes", html.len());
            assert!(!html.contains("<b>"), "what was typed is text");
            assert_eq!(html.matches("<h1").count(), 1);
        }
    }
}

#[test]
fn the_three_languages_say_the_same_things() {
    let keys = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split(" =").next().map(str::to_owned))
            .collect()
    };
    let french = keys(include_str!("../i18n/fr.ftl"));
    assert!(french.len() > 50);
    assert_eq!(french, keys(include_str!("../i18n/nl.ftl")));
    assert_eq!(french, keys(include_str!("../i18n/en.ftl")));
    let frame = frame();
    let words: &Messages = frame.messages();
    for lang in Lang::ALL {
        assert!(french.iter().all(|key| words.has(lang, key)));
    }
}

#[test]
fn a_collectivite_changes_words_colours_and_templates_in_its_folder() {
    let folder = std::env::temp_dir().join(format!("shell-own-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("i18n")).expect("folder");
    std::fs::create_dir_all(folder.join("templates/shell")).expect("folder");
    std::fs::write(folder.join("theme.toml"), "name = \"Le Phare\"\nbrick = \"#8a2f1d\"").expect("theme");
    std::fs::write(folder.join("i18n/fr.ftl"), "shell-sign-in = Entrer").expect("words");
    std::fs::write(
        folder.join("templates/shell/accessibility.html"),
        "{% extends 'shell/base.html' %}{% block main %}<h1>Chez nous</h1>{% endblock %}",
    )
    .expect("template");
    let own = Frame::builder().folder(&folder).build().expect("a sound folder");
    let html = own.render(&Visit::new(Lang::Fr, "/"), "shell/accessibility.html", &()).expect("rendered").0;
    for expected in ["Le Phare", "Entrer", "<h1>Chez nous</h1>"] {
        assert!(html.contains(expected), "{expected}");
    }
    assert_ne!(own.asset("theme.css"), frame().asset("theme.css"), "its colours have another address");

    std::fs::write(folder.join("theme.toml"), "brick = \"#f0d0c0\"").expect("theme");
    assert!(Frame::builder().folder(&folder).build().is_err(), "colours nobody can read are refused");
    std::fs::remove_dir_all(&folder).expect("cleaned");
}
