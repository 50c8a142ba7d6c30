//! Shows: what is played, apart from where and when ([`performance`](crate::performance)).

use serde::{Deserialize, Serialize};
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// What a show is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Genre {
    /// Spoken theatre.
    Theatre,
    /// Opera and musical theatre.
    Opera,
    /// Concert of classical or contemporary music, choir, orchestra.
    Concert,
    /// Songs, rock, jazz, world music.
    Song,
    /// Dance.
    Dance,
    /// Circus and street arts.
    Circus,
    /// Puppets and objects.
    Puppets,
    /// Stories, readings, poetry.
    Reading,
    /// A museum's visit or object outside its walls, a meeting, a workshop shown.
    Encounter,
    /// Anything else.
    Other,
}

impl Genre {
    /// Every genre.
    pub const ALL: [Self; 10] = [
        Self::Theatre,
        Self::Opera,
        Self::Concert,
        Self::Song,
        Self::Dance,
        Self::Circus,
        Self::Puppets,
        Self::Reading,
        Self::Encounter,
        Self::Other,
    ];

    /// Its name in tables, addresses and messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Theatre => "theatre",
            Self::Opera => "opera",
            Self::Concert => "concert",
            Self::Song => "song",
            Self::Dance => "dance",
            Self::Circus => "circus",
            Self::Puppets => "puppets",
            Self::Reading => "reading",
            Self::Encounter => "encounter",
            Self::Other => "other",
        }
    }

    /// The genre of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|genre| genre.code() == code)
            .ok_or_else(|| Error::Unknown { what: "genre", value: code.to_owned() })
    }
}

/// A show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Show {
    /// Identifier. Empty for one not yet kept: [`keep`] then gives one.
    pub id: String,
    /// Who plays it: an institution.
    pub institution: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub genre: Genre,
    /// Who made it, in a line as printed on posters.
    pub credits: String,
    /// A few sentences.
    pub summary: String,
    /// For whom, in a few words ("dès 6 ans", "scolaires"); empty for everyone.
    pub audience: String,
    /// Workshops and meetings that come with it; empty when none.
    pub mediation: String,
    /// How long it lasts, in minutes, when known.
    pub minutes: Option<i64>,
    /// From which age, when said.
    pub age_from: Option<i64>,
    /// How many artists are on stage, when known.
    pub artists: Option<i64>,
    /// Address of a picture of ours, when there is one; else a poster is drawn from its title.
    pub image: Option<String>,
    /// Exists only in the demonstration.
    pub demo: bool,
}

const COLUMNS: &str =
    "id, institution, title, genre, credits, summary, audience, mediation, minutes, age_from, artists, image, demo";

/// Keeps a show, new or changed. Gives its identifier.
pub async fn keep(write: &mut Write, show: &Show) -> Result<String> {
    let id = if show.id.is_empty() { new_id() } else { show.id.clone() };
    let now = write.clock().now_ms();
    let sql = format!(
        "INSERT INTO programme_shows ({COLUMNS}, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (id) DO UPDATE SET institution = excluded.institution, title = excluded.title, genre = excluded.genre,
             credits = excluded.credits, summary = excluded.summary, audience = excluded.audience,
             mediation = excluded.mediation, minutes = excluded.minutes, age_from = excluded.age_from,
             artists = excluded.artists, image = excluded.image, demo = excluded.demo, changed_at = excluded.changed_at"
    );
    let values = params![
        &id,
        &show.institution,
        &show.title,
        show.genre.code(),
        &show.credits,
        &show.summary,
        &show.audience,
        &show.mediation,
        show.minutes,
        show.age_from,
        show.artists,
        show.image.as_deref(),
        show.demo,
        now
    ];
    write.execute(&sql, values).await?;
    Ok(id)
}

/// The show with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Show> {
    show(&query.one(&format!("SELECT {COLUMNS} FROM programme_shows WHERE id = $1"), params![id]).await?)
}

/// The shows that have a performance in a series ([`performance`](crate::performance)), by title.
pub async fn of_series(query: &mut impl Query, series: &str) -> Result<Vec<Show>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM programme_shows
         WHERE id IN (SELECT show_id FROM programme_performances WHERE series = $1) ORDER BY title, id"
    );
    query.all(&sql, params![series]).await?.iter().map(show).collect()
}

/// The shows of an institution, by title.
pub async fn of_institution(query: &mut impl Query, institution: &str) -> Result<Vec<Show>> {
    let sql = format!("SELECT {COLUMNS} FROM programme_shows WHERE institution = $1 ORDER BY title, id");
    query.all(&sql, params![institution]).await?.iter().map(show).collect()
}

fn show(row: &Row) -> Result<Show> {
    Ok(Show {
        id: row.get(0)?,
        institution: row.get(1)?,
        title: row.get(2)?,
        genre: Genre::from_code(row.text(3)?)?,
        credits: row.get(4)?,
        summary: row.get(5)?,
        audience: row.get(6)?,
        mediation: row.get(7)?,
        minutes: row.get(8)?,
        age_from: row.get(9)?,
        artists: row.get(10)?,
        image: row.get(11)?,
        demo: row.get(12)?,
    })
}
