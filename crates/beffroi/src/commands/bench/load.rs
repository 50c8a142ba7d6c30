//! A load of the measuring kit: raw files of libraries, what is true of their records, and a log of queries.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A generated union catalogue.
pub(crate) struct Load {
    /// Name of its folder.
    pub(crate) name: String,
    /// Its folder, absolute.
    pub(crate) folder: PathBuf,
    /// The libraries' files, in order of name.
    pub(crate) files: Vec<PathBuf>,
    /// What is true.
    pub(crate) truth: Truth,
    /// What readers ask.
    pub(crate) queries: Vec<LoggedQuery>,
}

/// What is true of each record, in the order the kit numbers them.
#[derive(Default)]
pub(crate) struct Truth {
    /// The work of each record, numbered from 0 in order of appearance.
    pub(crate) works: Vec<u32>,
    /// The edition of each record.
    pub(crate) editions: Vec<u32>,
    /// `LIBRARY:control number` → place in the two lists.
    pub(crate) places: HashMap<String, u32>,
    /// The kit's names of works → numbers.
    pub(crate) work_numbers: HashMap<String, u32>,
    /// Records damaged on purpose.
    pub(crate) malformed: u64,
}

/// One query of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoggedQuery {
    /// `title`, `author`, `isbn`, `typo`, `prefix`…
    pub(crate) kind: String,
    /// What is typed.
    pub(crate) text: String,
    /// The work looked for, when there is one.
    pub(crate) target: Option<u32>,
    /// How many hits the reader looks at.
    pub(crate) want: usize,
}

impl Load {
    /// Reads the truth and the queries of a load's folder.
    ///
    /// # Errors
    /// A file is missing or not what the kit writes.
    pub(crate) fn open(folder: &Path) -> Result<Load> {
        let folder = folder.canonicalize().with_context(|| format!("there is no load at {}", folder.display()))?;
        let name = folder.file_name().and_then(|name| name.to_str()).context("a load's folder has a name")?.to_owned();
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("raw"))
            .with_context(|| format!("{} has no raw/", folder.display()))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "mrc"))
            .collect();
        files.sort();
        let truth = Truth::read(open(&folder.join("truth.tsv"))?)?;
        let queries = read_queries(open(&folder.join("queries.tsv"))?, &truth)?;
        Ok(Load { name, folder, files, truth, queries })
    }

    /// Bytes of the raw files.
    pub(crate) fn raw_bytes(&self) -> u64 {
        self.files.iter().filter_map(|file| file.metadata().ok()).map(|metadata| metadata.len()).sum()
    }
}

fn open(path: &Path) -> Result<BufReader<File>> {
    Ok(BufReader::with_capacity(1 << 18, File::open(path).with_context(|| format!("{} is missing", path.display()))?))
}

impl Truth {
    /// Reads `seq lib ctrl work edition fmt enc flags malformed`, one record a line after the header.
    pub(crate) fn read(source: impl BufRead) -> Result<Truth> {
        let mut truth = Truth::default();
        let mut edition_numbers = HashMap::new();
        for line in source.lines().skip(1) {
            let line = line?;
            let columns: Vec<&str> = line.split('\t').collect();
            let [sequence, library, control, work, edition, ..] = columns.as_slice() else {
                bail!("truth.tsv: a line of {} columns", columns.len());
            };
            let place = truth.works.len() as u32;
            if sequence.parse() != Ok(u64::from(place) + 1) {
                bail!("truth.tsv: record {sequence} stands at place {}", place + 1);
            }
            let work = number_of(&mut truth.work_numbers, work);
            truth.works.push(work);
            truth.editions.push(number_of(&mut edition_numbers, edition));
            truth.places.insert(format!("{library}:{control}"), place);
            truth.malformed += u64::from(columns.get(8).is_some_and(|kind| !kind.is_empty()));
        }
        Ok(truth)
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.works.len()
    }
}

/// The number of a name, given in order of appearance.
pub(crate) fn number_of(numbers: &mut HashMap<String, u32>, name: &str) -> u32 {
    if let Some(number) = numbers.get(name) {
        return *number;
    }
    let next = numbers.len() as u32;
    numbers.insert(name.to_owned(), next);
    next
}

fn read_queries(source: impl BufRead, truth: &Truth) -> Result<Vec<LoggedQuery>> {
    let mut queries = Vec::new();
    for line in source.lines().skip(1) {
        let line = line?;
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, kind, text, target, want] = columns.as_slice() else {
            bail!("queries.tsv: a line of {} columns", columns.len());
        };
        queries.push(LoggedQuery {
            kind: (*kind).to_owned(),
            text: (*text).to_owned(),
            target: truth.work_numbers.get(*target).copied(),
            want: want.parse().context("queries.tsv: how many hits are wanted")?,
        });
    }
    Ok(queries)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Three records of two works: a and b are one work in two editions, c another.
    pub(crate) const TRUTH: &str = "seq\tlib\tctrl\twork_id\tedition_id\tfmt\tenc\tflags\tmalformed\n\
        1\tL1\ta\tW1\tE1\tMARC21\tutf8\t\t\n2\tL2\tb\tW1\tE2\tMARC21\tutf8\t\t\n3\tL2\tc\tW2\tE3\tUNIMARC\tlatin1\t\tnul\n";

    #[test]
    fn truth_and_queries_are_read_as_the_kit_writes_them() {
        let truth = Truth::read(TRUTH.as_bytes()).unwrap();
        assert_eq!((truth.works.as_slice(), truth.editions.as_slice()), ([0, 0, 1].as_slice(), [0, 1, 2].as_slice()));
        assert_eq!((truth.places["L2:c"], truth.malformed, truth.len()), (2, 1, 3));
        let log = "qid\ttype\ttext\ttarget_work\twant\n0\tfacet\tnotes\t\t20\n1\ttypo\tgerminla\tW2\t20\n";
        let queries = read_queries(log.as_bytes(), &truth).unwrap();
        assert_eq!((queries[0].target, queries[1].target, queries[1].want), (None, Some(1), 20));
        assert!(Truth::read("h\n2\tL\tx\tW\tE\n".as_bytes()).is_err());
    }
}
