//! The five libraries: their records in a catalogue of ours, their systems on sockets of this process, and the server.

use std::collections::HashMap;
use std::fmt::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use ils_simulator::{Handle, Item, Library, Mood, Patron};
use library_systems::settings::{self, Protocol, Settings};
use library_systems::{CopyAsked, LibrarySystem, Systems};
use people::Actor;
use programme::institution::{self, InstitutionKind, NewInstitution};
use store::{Db, Options};

use super::peer::Held;
use super::readers::Read;
use super::{ASLEEP, AvailabilityArgs, Line};
use crate::commands::bench::client::Client;
use crate::commands::bench::process::{self, Output, Server};

const ACTOR: Actor = Actor::System("bench");
/// The libraries' codes, which are their files' names too; the last one sleeps.
const CODES: [&str; 5] = ["BENCH1", "BENCH2", "BENCH3", "BENCH4", "BENCH5"];
const PROTOCOLS: [Protocol; 5] = [Protocol::IlsDi, Protocol::Sip2, Protocol::IlsDi, Protocol::Sip2, Protocol::IlsDi];

struct One {
    library: Library,
    institution: String,
    handle: Handle,
}

/// All that is measured.
pub(super) struct Town {
    pub(super) address: SocketAddr,
    /// Works held by all five.
    pub(super) works: Vec<i64>,
    /// The place of each work in the libraries' records.
    places: HashMap<i64, usize>,
    libraries: Vec<One>,
    answer: Duration,
    db: Db,
    url: String,
    folder: PathBuf,
    server: Option<Server>,
}

impl Town {
    /// Makes records, imports them, starts the libraries' systems and the server.
    pub(super) async fn build(folder: &Path, args: &AvailabilityArgs) -> Result<Town> {
        let url = format!("sqlite:{}", folder.join("beffroi.sqlite").display());
        let works = usize::from(args.works);
        let mut files = Vec::new();
        for code in CODES {
            let file = folder.join(format!("{code}.xml"));
            std::fs::write(&file, records(code, works))?;
            files.push(file);
        }
        let mut import = ours(folder, &url)?;
        import.args(["catalogue", "import", "--library-from-name", "--format", "unimarc"]).args(&files);
        tokio::task::spawn_blocking(move || process::run(&mut import, Duration::from_secs(600), Output::Dropped))
            .await
            .context("the import stopped")??;

        let db = Db::open(&url, Options::default()).await?;
        let mut libraries = Vec::new();
        for (place, code) in CODES.into_iter().enumerate() {
            let mut write = db.write().await?;
            let institution = institution::declare(
                &mut write,
                &NewInstitution {
                    kind: InstitutionKind::Library,
                    code,
                    name: &format!("Médiathèque {}", place + 1),
                    commune: "59350",
                    address: None,
                    postal_code: None,
                    position: None,
                    website: None,
                    weekly_minutes: None,
                    demo: false,
                    source: "bench",
                },
            )
            .await?;
            write.commit().await?;
            let library = Library::new(format!("Médiathèque {}", place + 1));
            library.add_patron(Patron::new("20000000", "0000", "Lectrice"));
            library.set_rules(|rules| rules.loans = works);
            for work in 0..works {
                library.add_item(Item::new(barcode(code, work), number(work), title(work)));
                // Every third copy is lent, so that dates are shown.
                if (work + place) % 3 == 0 {
                    let lent = library.check_out("20000000", &barcode(code, work));
                    lent.map_err(|refusal| anyhow::anyhow!("a copy could not be lent: {refusal}"))?;
                }
            }
            let here = SocketAddr::from(([127, 0, 0, 1], 0));
            let handle = match PROTOCOLS[place] {
                Protocol::IlsDi => ils_simulator::serve_ils_di(library.clone(), here).await?,
                Protocol::Sip2 => ils_simulator::serve_sip2(library.clone(), here).await?,
            };
            libraries.push(One { library, institution, handle });
        }
        let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
        let mut town = Town {
            address,
            works: Vec::new(),
            places: HashMap::new(),
            libraries,
            answer: Duration::from_millis(args.answer_ms),
            db,
            url,
            folder: folder.to_owned(),
            server: None,
        };
        town.restart().await?;
        town.learn_works(works).await?;
        Ok(town)
    }

    /// Stops the server and starts it again: it knows nothing but what it kept.
    pub(super) async fn restart(&mut self) -> Result<()> {
        // Dropped, it is stopped.
        self.server = None;
        self.forget().await?;
        let mut command = ours(&self.folder, &self.url)?;
        command.args(["--listen", &self.address.to_string(), "--public-url", &format!("http://{}", self.address)]);
        command.args(["serve", "--no-demo"]);
        let mut server = Server::start(&mut command)?;
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(90) {
            if let Ok(mut client) = Client::connect(self.address)
                && matches!(client.get("/readyz"), Ok((200, _)))
            {
                self.server = Some(server);
                return Ok(());
            }
            ensure!(server.is_running(), "the server stopped before it was ready");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the server was not ready after a minute and a half")
    }

    /// What libraries said in the run before is no help in this one.
    async fn forget(&self) -> Result<()> {
        let clock = store::Clock::fixed(jiff::Timestamp::now() + jiff::SignedDuration::from_hours(25));
        let later = Db::open(&self.url, Options { clock, ..Options::default() }).await?;
        let mut write = later.write().await?;
        library_systems::availability::sweep(&mut write).await?;
        write.commit().await?;
        later.close().await;
        Ok(())
    }

    /// The numbers the catalogue gave the works.
    async fn learn_works(&mut self, works: usize) -> Result<()> {
        let address = self.address;
        let hits = tokio::task::spawn_blocking(move || -> Result<Vec<serde_json::Value>> {
            let mut client = Client::connect(address)?;
            let mut hits = Vec::new();
            for page in 1..=works.div_ceil(100) {
                let (status, body) =
                    client.get(&format!("/api/catalogue/search?q=&size=100&facets=0&sort=oldest&page={page}"))?;
                ensure!(status == 200, "the search answers {status}");
                let answer: serde_json::Value = serde_json::from_slice(body)?;
                hits.extend(answer["hits"].as_array().cloned().unwrap_or_default());
            }
            Ok(hits)
        })
        .await
        .context("the search stopped")??;
        for hit in hits {
            let record = hit["records"][0].as_str().and_then(|record| record.split(':').nth(1)).unwrap_or_default();
            let place = record.strip_prefix('R').and_then(|digits| digits.parse::<usize>().ok());
            if let (Some(work), Some(place), Some(5)) = (hit["work"].as_i64(), place, hit["library_count"].as_u64()) {
                self.works.push(work);
                self.places.insert(work, place);
            }
        }
        ensure!(
            self.works.len() * 10 >= works * 9,
            "only {} of {works} works are in all five libraries",
            self.works.len()
        );
        Ok(())
    }

    /// All answer, each in its time.
    pub(super) fn wake_all(&self) {
        for one in &self.libraries {
            one.library.is(Mood::SleepsUpTo(self.answer));
        }
    }

    /// The last one sleeps.
    pub(super) fn sleep_one(&self, how_long: Duration) {
        self.wake_all();
        self.libraries[ASLEEP].library.is(Mood::Sleeps(how_long));
    }

    fn settings(&self, place: usize) -> Settings {
        let one = &self.libraries[place];
        let mut settings = Settings::new(one.institution.clone(), PROTOCOLS[place]);
        settings.private = true;
        match PROTOCOLS[place] {
            Protocol::IlsDi => settings.base_url = format!("http://{}/ilsdi.pl", one.handle.addr),
            Protocol::Sip2 => {
                settings.host = one.handle.addr.ip().to_string();
                settings.port = one.handle.addr.port();
            }
        }
        // As a network whose readers all look at once would set it.
        settings.connections = 16;
        settings
    }

    /// Connects all five. `never_given_up_on`: the one that sleeps is waited for so long that it never counts as failing.
    pub(super) async fn connect(&self, never_given_up_on: bool) -> Result<()> {
        let mut write = self.db.write().await?;
        for place in 0..CODES.len() {
            let mut settings = self.settings(place);
            if place == ASLEEP && never_given_up_on {
                settings.answer_ms = 60_000;
            }
            settings::keep(&mut write, &settings, false, &ACTOR).await?;
        }
        write.commit().await?;
        // The server looks at its settings every other second.
        tokio::time::sleep(Duration::from_secs(3)).await;
        Ok(())
    }

    /// Connects none.
    pub(super) async fn connect_none(&self) -> Result<()> {
        let mut write = self.db.write().await?;
        for place in 0..CODES.len() {
            settings::keep(&mut write, &Settings { enabled: false, ..self.settings(place) }, false, &ACTOR).await?;
        }
        write.commit().await?;
        tokio::time::sleep(Duration::from_secs(3)).await;
        Ok(())
    }

    /// The systems as another program would reach them: without fuse or deadline, and as many connections as readers.
    pub(super) async fn apart(&self) -> Result<Vec<Arc<dyn LibrarySystem>>> {
        let systems = Systems::new(self.db.clone());
        Ok((0..CODES.len())
            .map(|place| systems.apart(Settings { answer_ms: 60_000, connections: 32, ..self.settings(place) }))
            .collect())
    }

    /// What each library has of some works.
    pub(super) fn numbers(&self, works: &[i64]) -> Vec<Held> {
        let places = works.iter().filter_map(|work| self.places.get(work));
        places
            .map(|place| {
                let copy = |code: &&str| CopyAsked { record: number(*place), barcode: barcode(code, *place) };
                CODES.iter().map(copy).collect()
            })
            .collect()
    }

    /// Measures something, with the questions each library was asked meanwhile.
    pub(super) async fn line<F>(&self, name: &str, read: impl FnOnce() -> F) -> Result<Line>
    where
        F: Future<Output = Result<Read>>,
    {
        let before: Vec<u64> = self.libraries.iter().map(|one| one.library.questions()).collect();
        let read = read().await?;
        let now = self.libraries.iter().map(|one| one.library.questions());
        let questions = now.zip(before).map(|(now, before)| now - before).collect();
        Ok(Line { name: name.to_owned(), read, questions })
    }
}

/// Our program on the bench's data, with none of the settings of whoever measures.
fn ours(folder: &Path, url: &str) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("BEFFROI_") {
            command.env_remove(name);
        }
    }
    command.env("RUST_LOG", "warn").current_dir(folder).arg("--data").arg(folder).args(["--database", url]);
    Ok(command)
}

fn number(work: usize) -> String {
    format!("R{work}")
}

fn barcode(code: &str, work: usize) -> String {
    format!("{code}-{work:05}")
}

/// Titles no two of which a reader would take for one work.
fn title(work: usize) -> String {
    const THINGS: [&str; 12] = [
        "Beffroi",
        "Canal",
        "Moulin",
        "Filature",
        "Carillon",
        "Marché",
        "Terril",
        "Dentelle",
        "Estaminet",
        "Houblon",
        "Braderie",
        "Géant",
    ];
    const PLACES: [&str; 12] = [
        "Bouvines",
        "Wazemmes",
        "Fives",
        "Deûlémont",
        "Comines",
        "Halluin",
        "Seclin",
        "Lannoy",
        "Mouvaux",
        "Hem",
        "Ronchin",
        "Loos",
    ];
    let (thing, place) = (THINGS[work % 12], PLACES[work / 12 % 12]);
    format!("{thing} de {place}, chronique de l’an {}", 1000 + work)
}

/// A library's records, MARCXML.
fn records(code: &str, works: usize) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n",
    );
    for work in 0..works {
        let stem = format!("97820700{work:04}");
        let sum: u32 =
            stem.bytes().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let isbn = format!("{stem}{}", (10 - sum % 10) % 10);
        let field = |tag: &str, indicators: &str, subfields: &[(char, &str)]| {
            let (first, second) = indicators.split_at(1);
            let mut field = format!("<datafield tag=\"{tag}\" ind1=\"{first}\" ind2=\"{second}\">");
            for (name, value) in subfields {
                let _ = write!(field, "<subfield code=\"{name}\">{value}</subfield>");
            }
            field + "</datafield>\n"
        };
        let author = format!("Auteur{work}");
        let _ = write!(
            text,
            "<record><leader>00000nam a2200000   450 </leader>\n<controlfield tag=\"001\">{}</controlfield>\n{}{}{}{}{}{}</record>\n",
            number(work),
            field("010", "  ", &[('a', &isbn)]),
            field("100", "  ", &[('a', "20200101d1990    m  y0frey50      ba")]),
            field("101", "0 ", &[('a', "fre")]),
            field("200", "1 ", &[('a', &title(work)), ('f', &format!("Anne {author}"))]),
            field("700", " 1", &[('a', &author), ('b', "Anne"), ('4', "070")]),
            field("995", "  ", &[('f', &barcode(code, work)), ('k', "R AUT")]),
        );
    }
    text.push_str("</collection>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_libraries_records_are_what_libraries_send() {
        let text = records("BENCH1", 3);
        assert!(text.contains("<subfield code=\"f\">BENCH1-00002</subfield>"));
        assert!(text.contains("9782070000005"), "the check digit of 978207000000");
        assert_eq!(text.matches("<record>").count(), 3);
        let titles: std::collections::HashSet<String> = (0..5_000).map(title).collect();
        assert_eq!(titles.len(), 5_000);
    }
}
