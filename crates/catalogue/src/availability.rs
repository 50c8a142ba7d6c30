//! What libraries say of their copies right now, on the catalogue's pages.
//!
//! The catalogue knows copies from the records it imported; a library's own system knows whether one is on its shelf. Who asks
//! these systems is another room's business: the server gives the catalogue a [`Source`]. Without one, or when no library is
//! connected, nothing here costs anything and pages show what the records say.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::pages::tile::Holder;

/// The time a page has for libraries' answers. Beyond, it goes out with what has come.
pub const PAGE_DEADLINE: Duration = Duration::from_millis(1_500);

/// Questions put for one page at most.
const MOST_ASKED: usize = 60;

/// Copies of a record one wants to know about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The library's code.
    pub library: String,
    /// The library's own number for the record.
    pub record: String,
    /// The copies' barcodes, those known.
    pub barcodes: Vec<String>,
}

/// How long an answer may be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Not at all: nobody is asked, what is known is told.
    None,
    /// This long.
    For(Duration),
}

/// How an answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Just now, or less than a minute ago.
    Live,
    /// It is what was last known: the library has not answered in time.
    LastKnownLate,
    /// It is what was last known: the library's system does not answer.
    LastKnownDown,
    /// It is what was last known: nobody was asked.
    LastKnown,
    /// The library has not answered in time, and nothing was known.
    Late,
    /// The library's system does not answer, and nothing was known.
    Down,
    /// The library's system is not connected.
    NotConnected,
}

/// How a copy is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyNow {
    /// Its barcode; empty when the system did not tell it.
    pub barcode: String,
    /// Whether it may be taken now; `None` when the system does not say.
    pub available: Option<bool>,
    /// When it is due back.
    pub due: Option<Date>,
    /// The system's own words, or empty.
    pub said: String,
    /// How many readers wait for it.
    pub holds: Option<u32>,
}

/// What a library says of a record's copies.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The library's code.
    pub library: String,
    /// The record, as asked.
    pub record: String,
    /// How the answer came.
    pub state: State,
    /// The copies.
    pub copies: Vec<CopyNow>,
    /// When the library said so.
    pub asked_at: Option<Timestamp>,
}

/// Something that will come.
pub type Coming<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Who asks libraries' systems.
pub trait Source: Send + Sync {
    /// The libraries connected: their codes, and what [`Source::reserve`] takes for each.
    fn connected(&self) -> Coming<'_, Arc<BTreeMap<String, String>>>;

    /// What libraries say, in the order asked, within the patience given.
    fn ask(&self, asked: Vec<Asked>, patience: Patience) -> Coming<'_, Vec<Answer>>;

    /// The page where a reader asks for a title at a connected library.
    fn reserve(&self, institution: &str, record: &str, barcode: &str, title: &str) -> String;
}

/// What a row of copies shows of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Now {
    /// How the answer came.
    pub state: State,
    /// Whether one can be taken now.
    pub available: Option<bool>,
    /// How many can.
    pub free: u64,
    /// Of how many.
    pub copies: u64,
    /// When the first of those lent is due back, ISO 8601.
    pub due: Option<String>,
    /// The library's own words, or empty.
    pub said: String,
    /// How many readers wait; 0 when none or untold.
    pub holds: u32,
    /// When the library said so, RFC 3339.
    pub asked_at: Option<String>,
    /// How long ago that is, in minutes.
    pub minutes: Option<i64>,
}

impl Now {
    fn of(answer: &Answer, copies: &[&CopyNow], now: Timestamp) -> Now {
        let free = copies.iter().filter(|copy| copy.available == Some(true)).count() as u64;
        let available = match (free, copies.is_empty()) {
            (1.., _) => Some(true),
            (0, false) if copies.iter().all(|copy| copy.available == Some(false)) => Some(false),
            _ => None,
        };
        let lent = copies.iter().filter(|copy| copy.available == Some(false));
        Now {
            state: answer.state,
            available,
            free,
            copies: copies.len() as u64,
            due: lent.filter_map(|copy| copy.due).min().filter(|_| free == 0).map(|day| day.to_string()),
            said: copies.iter().map(|copy| &copy.said).find(|said| !said.is_empty()).cloned().unwrap_or_default(),
            holds: copies.iter().filter_map(|copy| copy.holds).max().unwrap_or(0),
            asked_at: answer.asked_at.map(|at| format!("{at:.0}")),
            minutes: answer.asked_at.map(|at| (now.as_second() - at.as_second()).max(0) / 60),
        }
    }
}

/// What a work among results shows of now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HitNow {
    /// Libraries where it can be taken now.
    pub libraries: u64,
    /// Whether a connected library has not said.
    pub unsure: bool,
    /// Whether any has.
    pub told: bool,
    /// What each library that has said shows in its row, by its code.
    pub rows: BTreeMap<String, Now>,
}

/// Sets what libraries say of now on rows of copies, and where to ask for the title.
pub(crate) async fn fill(
    source: Option<&Arc<dyn Source>>,
    now: Timestamp,
    title: &str,
    patience: Patience,
    holders: Vec<&mut Holder>,
) {
    let Some(source) = source else { return };
    let connected = source.connected().await;
    if connected.is_empty() {
        return;
    }
    let mut asked: Vec<Asked> = Vec::new();
    for holder in holders.iter().filter(|holder| connected.contains_key(&holder.code)) {
        match asked.iter_mut().find(|one| one.library == holder.code && one.record == holder.record) {
            Some(one) => one.barcodes.extend(holder.barcodes.iter().cloned()),
            None => asked.push(holder.asked()),
        }
    }
    asked.truncate(MOST_ASKED);
    let answers = if asked.is_empty() { Vec::new() } else { source.ask(asked, patience).await };
    let rows = |answer: &Answer| {
        holders.iter().filter(|holder| holder.code == answer.library && holder.record == answer.record).count()
    };
    let alone: Vec<bool> = answers.iter().map(|answer| rows(answer) == 1).collect();
    for holder in holders {
        let Some(institution) = connected.get(&holder.code) else { continue };
        let barcode = holder.barcodes.first().map_or("", String::as_str);
        holder.reserve = Some(source.reserve(institution, &holder.record, barcode, title));
        let found =
            answers.iter().zip(&alone).find(|(one, _)| one.library == holder.code && one.record == holder.record);
        let Some((answer, alone)) = found else { continue };
        // Of several rows of one record, each takes the copies it lists.
        let copies: Vec<&CopyNow> =
            answer.copies.iter().filter(|copy| *alone || holder.barcodes.contains(&copy.barcode)).collect();
        // A library that answers and knows no such copy tells nothing that its record does not.
        let answered = !matches!(answer.state, State::Late | State::Down | State::NotConnected);
        if answer.state != State::NotConnected && !(answered && copies.is_empty()) {
            holder.now = Some(Now::of(answer, &copies, now));
        }
    }
}

/// What libraries say of works among results: each with the rows of copies it has.
pub(crate) async fn of_works(
    source: &Arc<dyn Source>,
    now: Timestamp,
    patience: Patience,
    works: Vec<(i64, Vec<Asked>)>,
) -> BTreeMap<i64, HitNow> {
    let connected = source.connected().await;
    if connected.is_empty() {
        return BTreeMap::new();
    }
    let mut questions: Vec<Asked> = Vec::new();
    let mut of: Vec<i64> = Vec::new();
    let mut told: BTreeMap<i64, HitNow> = BTreeMap::new();
    // One library of each work before the second of any: a page full of common works tells something of all of them.
    let works: Vec<(i64, Vec<Asked>)> = works
        .into_iter()
        .map(|(work, asked)| (work, asked.into_iter().filter(|one| connected.contains_key(&one.library)).collect()))
        .collect();
    for place in 0.. {
        let mut any = false;
        for (work, asked) in &works {
            let Some(one) = asked.get(place) else { continue };
            any = true;
            let hit = told.entry(*work).or_default();
            if questions.len() < MOST_ASKED {
                questions.push(one.clone());
                of.push(*work);
            } else {
                hit.unsure = true;
            }
        }
        if !any {
            break;
        }
    }
    if questions.is_empty() {
        return told;
    }
    for (work, answer) in of.into_iter().zip(source.ask(questions, patience).await) {
        let hit = told.entry(work).or_default();
        match answer.state {
            State::Late | State::Down | State::NotConnected => hit.unsure = true,
            // What was said long ago is no longer "now".
            _ if answer.state != State::Live && !recent(&answer, now) => hit.unsure = true,
            _ => {
                hit.told = true;
                // A library that knows no such copy tells nothing that its record does not.
                if answer.copies.is_empty() {
                    continue;
                }
                let row = Now::of(&answer, &answer.copies.iter().collect::<Vec<_>>(), now);
                // Of several editions in one library, the one that can be taken speaks for it.
                let better = hit.rows.get(&answer.library).is_none_or(|other| rank(&row) > rank(other));
                if better {
                    hit.rows.insert(answer.library, row);
                }
            }
        }
    }
    for hit in told.values_mut() {
        hit.libraries = hit.rows.values().filter(|row| row.available == Some(true)).count() as u64;
    }
    told
}

/// What one would rather hear of a work: that it is there, else that nobody can tell, else when it comes back.
fn rank(row: &Now) -> (bool, bool, bool) {
    (row.available == Some(true), row.available.is_none(), row.due.is_some())
}

/// What is told without asking is told for a quarter of an hour among results, which show no age.
fn recent(answer: &Answer, now: Timestamp) -> bool {
    answer.asked_at.is_some_and(|at| now.as_second() - at.as_second() < 900)
}

/// Whether whoever asks is a machine that reads every page: it gets what is known, and libraries are left in peace.
pub(crate) fn is_crawler(agent: &str) -> bool {
    let agent = agent.to_ascii_lowercase();
    ["bot", "crawl", "spider", "slurp", "archiver"].iter().any(|word| agent.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(barcode: &str, available: Option<bool>, due: Option<&str>) -> CopyNow {
        CopyNow {
            barcode: barcode.to_owned(),
            available,
            due: due.and_then(|day| day.parse().ok()),
            said: String::new(),
            holds: None,
        }
    }

    struct Told {
        copies: Vec<CopyNow>,
        state: State,
    }

    impl Source for Told {
        fn connected(&self) -> Coming<'_, Arc<BTreeMap<String, String>>> {
            Box::pin(async { Arc::new(BTreeMap::from([("ROUBAIX".to_owned(), "i1".to_owned())])) })
        }

        fn ask(&self, asked: Vec<Asked>, _: Patience) -> Coming<'_, Vec<Answer>> {
            let answers = asked.into_iter().map(|one| Answer {
                library: one.library,
                record: one.record,
                state: self.state,
                copies: self.copies.clone(),
                asked_at: "2026-11-23T09:00:00Z".parse().ok(),
            });
            let answers = answers.collect();
            Box::pin(async move { answers })
        }

        fn reserve(&self, institution: &str, record: &str, barcode: &str, _: &str) -> String {
            format!("/reserver/{institution}/{record}/{barcode}")
        }
    }

    fn holder(code: &str, barcodes: &[&str]) -> Holder {
        Holder {
            code: code.to_owned(),
            record: "812".to_owned(),
            barcodes: barcodes.iter().map(|one| (*one).to_owned()).collect(),
            ..Holder::default()
        }
    }

    async fn filled(source: Told, mut holders: Vec<Holder>) -> Vec<Holder> {
        let source: Arc<dyn Source> = Arc::new(source);
        let now = "2026-11-23T09:12:30Z".parse().expect("an instant");
        fill(Some(&source), now, "Germinal", Patience::None, holders.iter_mut().collect()).await;
        holders
    }

    #[tokio::test]
    async fn each_row_takes_the_copies_it_lists_and_a_row_alone_takes_all() {
        let copies =
            vec![copy("A", Some(true), None), copy("B", Some(false), Some("2026-12-14")), copy("C", None, None)];
        let told = Told { copies: copies.clone(), state: State::Live };
        let rows =
            filled(told, vec![holder("ROUBAIX", &["A"]), holder("ROUBAIX", &["B"]), holder("LILLE", &["A"])]).await;
        let now = |row: &Holder| row.now.clone().expect("told");
        assert_eq!((now(&rows[0]).available, now(&rows[0]).copies), (Some(true), 1));
        assert_eq!((now(&rows[1]).available, now(&rows[1]).due), (Some(false), Some("2026-12-14".to_owned())));
        assert_eq!(now(&rows[0]).minutes, Some(12));
        assert_eq!((&rows[2].now, &rows[2].reserve), (&None, &None), "a library that is not connected");
        assert_eq!(rows[1].reserve.as_deref(), Some("/reserver/i1/812/B"));

        let rows = filled(Told { copies, state: State::LastKnownDown }, vec![holder("ROUBAIX", &[])]).await;
        let all = now(&rows[0]);
        assert_eq!((all.free, all.copies, all.available, all.due), (1, 3, Some(true), None));
    }

    #[tokio::test]
    async fn what_nobody_says_stays_unknown() {
        let late = filled(Told { copies: Vec::new(), state: State::Late }, vec![holder("ROUBAIX", &["A"])]).await;
        assert_eq!(late[0].now.as_ref().map(|now| (now.state, now.available)), Some((State::Late, None)));
        let unknown_there =
            filled(Told { copies: Vec::new(), state: State::Live }, vec![holder("ROUBAIX", &["A"])]).await;
        assert_eq!(unknown_there[0].now, None, "the record's own words are shown instead");
        let half = vec![copy("A", Some(false), None), copy("B", None, None)];
        let half = filled(Told { copies: half, state: State::Live }, vec![holder("ROUBAIX", &[])]).await;
        assert_eq!(half[0].now.as_ref().map(|now| now.available), Some(None));
    }

    #[tokio::test]
    async fn among_results_each_library_says_its_own_and_the_copy_that_is_there_speaks_for_it() {
        let at = |seconds: i64| Timestamp::from_second(1_795_424_400 + seconds).expect("an instant");
        let told = |copies: Vec<CopyNow>| Answer {
            library: "ROUBAIX".to_owned(),
            record: String::new(),
            state: State::LastKnown,
            copies,
            asked_at: Some(at(0)),
        };
        let source: Arc<dyn Source> = Arc::new(Scripted(vec![
            told(vec![copy("A", Some(false), Some("2026-12-14"))]),
            told(vec![copy("B", Some(true), None), copy("C", Some(false), None)]),
            told(vec![]),
        ]));
        let asked =
            |record: &str| Asked { library: "ROUBAIX".to_owned(), record: record.to_owned(), barcodes: Vec::new() };
        let works = vec![(7, vec![asked("1"), asked("2"), asked("3")])];
        let hit = of_works(&source, at(60), Patience::None, works.clone()).await.remove(&7).expect("told");
        assert_eq!((hit.libraries, hit.unsure, hit.told), (1, false, true));
        assert_eq!(hit.rows["ROUBAIX"].available, Some(true));
        let hit = of_works(&source, at(900), Patience::None, works).await.remove(&7).expect("told");
        assert_eq!((hit.libraries, hit.unsure, hit.rows.len()), (0, true, 0), "too old to be now");
    }

    /// Answers in order, whatever is asked.
    struct Scripted(Vec<Answer>);

    impl Source for Scripted {
        fn connected(&self) -> Coming<'_, Arc<BTreeMap<String, String>>> {
            Box::pin(async { Arc::new(BTreeMap::from([("ROUBAIX".to_owned(), "i1".to_owned())])) })
        }

        fn ask(&self, asked: Vec<Asked>, _: Patience) -> Coming<'_, Vec<Answer>> {
            assert_eq!(asked.len(), self.0.len());
            let answers = self.0.clone();
            Box::pin(async move { answers })
        }

        fn reserve(&self, _: &str, _: &str, _: &str, _: &str) -> String {
            String::new()
        }
    }

    #[test]
    fn crawlers_are_known_by_what_they_call_themselves() {
        assert!(is_crawler("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"));
        assert!(!is_crawler("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
        assert!(!is_crawler(""));
    }
}
