//! Prints a sheet of posters and covers as one HTML page, to be looked at: `cargo run -p shell --example poster_sheet`.

use std::io::Write;

use shell::{Theme, poster};

fn main() -> std::io::Result<()> {
    let theme = Theme::default();
    let titles = [
        ("Germinal", "Émile Zola"),
        ("Le Petit Prince", "Antoine de Saint-Exupéry"),
        ("À la recherche du temps perdu", "Marcel Proust"),
        ("L’Été", "Albert Camus"),
        ("Mémoires d’outre-tombe, suivi de la Vie de Rancé et d’autres textes", "François-René de Chateaubriand"),
        ("Anticonstitutionnellement", ""),
    ];
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "<!doctype html><meta charset=utf-8><title>Posters</title><style>svg{{width:150px;margin:6px;border-radius:8px}}.cover{{width:60px}}</style>"
    )?;
    for number in 0..36 {
        let (title, author) = titles[number % titles.len()];
        writeln!(out, "{}", poster::poster(&theme, &format!("w{number}"), title, author))?;
    }
    writeln!(out, "<hr>")?;
    for number in 0..36 {
        writeln!(out, "{}", poster::cover(&theme, &format!("w{number}")))?;
    }
    Ok(())
}
