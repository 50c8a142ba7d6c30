//! Why a file is not taken.

/// Why a file is not taken. Displayed as a sentence in French, for the librarian who sent it; [`Fault::code`] lets a page
/// say it in another language, with [`Fault::about`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// None of the formats read here.
    #[error("« {0} » n’est d’aucun des formats lus ici (EPUB, CBZ, PDF, MP3, MP4, SCORM, quiz).")]
    UnknownFormat(String),
    /// Nothing in it.
    #[error("Le fichier est vide.")]
    Empty,
    /// The archive can't be read.
    #[error("L’archive est abîmée : {0}.")]
    BrokenArchive(String),
    /// More files than an honest package has.
    #[error("L’archive contient {found} fichiers ; {most} au plus sont admis.")]
    TooManyEntries {
        /// How many it says it has.
        found: u64,
        /// How many are admitted.
        most: u64,
    },
    /// A file that would be too large once inflated.
    #[error("« {path} » dépasse la taille admise pour un fichier ({most} octets).")]
    EntryTooLarge {
        /// Its path.
        path: String,
        /// How many bytes are admitted.
        most: u64,
    },
    /// All files together would be too large once inflated.
    #[error("Décompressée, l’archive dépasse la taille admise ({most} octets).")]
    TooLarge {
        /// How many bytes are admitted.
        most: u64,
    },
    /// Compressed beyond what text compresses to: made to fill a disk.
    #[error(
        "« {path} » est compressé au-delà du vraisemblable ({ratio} fois) : c’est la marque d’une bombe de décompression."
    )]
    Bomb {
        /// Its path.
        path: String,
        /// How many times smaller it is in the archive.
        ratio: u64,
    },
    /// A name that leads out of the package, or that a system would misread.
    #[error("« {0} » n’est pas un nom de fichier admis : il sort du paquet ou contient des caractères interdits.")]
    BadName(String),
    /// Two files of one name.
    #[error("Deux fichiers portent le nom « {0} ».")]
    DuplicateName(String),
    /// A link to elsewhere on the disk.
    #[error("« {0} » est un lien vers un autre fichier : ces liens ne sont pas admis.")]
    Link(String),
    /// Locked by a password or by a scheme we have no key for.
    #[error(
        "Le fichier est verrouillé ({scheme}) : il ne peut être lu ici. Demandez à l’éditeur une version sans verrou, ou un filigrane."
    )]
    Locked {
        /// By what: `Adobe ADEPT`, `LCP`, `mot de passe`…
        scheme: String,
    },
    /// A file the package can't do without is not there.
    #[error("Il manque « {0} » dans le paquet.")]
    Missing(String),
    /// A file of the package can't be understood.
    #[error("« {path} » ne peut être compris : {why}.")]
    Malformed {
        /// Its path.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// A quiz, or another text of ours, with an error at a line.
    #[error("Ligne {line} : {why}.")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// Another program that checks this format refuses it.
    #[error("EPUBCheck refuse ce livre : {0}")]
    Refused(String),
    /// The disk, or whatever the file is read from.
    #[error("Le fichier ne peut être lu jusqu’au bout : {0}.")]
    Unreadable(#[from] std::io::Error),
}

impl Fault {
    /// Its stable name, for messages in other languages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownFormat(_) => "unknown_format",
            Self::Empty => "empty",
            Self::BrokenArchive(_) => "broken_archive",
            Self::TooManyEntries { .. } => "too_many_entries",
            Self::EntryTooLarge { .. } => "entry_too_large",
            Self::TooLarge { .. } => "too_large",
            Self::Bomb { .. } => "bomb",
            Self::BadName(_) => "bad_name",
            Self::DuplicateName(_) => "duplicate_name",
            Self::Link(_) => "link",
            Self::Locked { .. } => "locked",
            Self::Missing(_) => "missing",
            Self::Malformed { .. } => "malformed",
            Self::Line { .. } => "line",
            Self::Refused(_) => "refused",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// What it is about: a path, a scheme, a line; empty when the code says it all.
    #[must_use]
    pub fn about(&self) -> String {
        match self {
            Self::UnknownFormat(about)
            | Self::BrokenArchive(about)
            | Self::BadName(about)
            | Self::DuplicateName(about)
            | Self::Link(about)
            | Self::Missing(about)
            | Self::Refused(about) => about.clone(),
            Self::EntryTooLarge { path, .. } | Self::Bomb { path, .. } | Self::Malformed { path, .. } => path.clone(),
            Self::TooManyEntries { found, .. } => found.to_string(),
            Self::TooLarge { most } => most.to_string(),
            Self::Locked { scheme } => scheme.clone(),
            Self::Line { line, .. } => line.to_string(),
            Self::Empty | Self::Unreadable(_) => String::new(),
        }
    }

    /// A file that can't be understood.
    pub(crate) fn malformed(path: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::Malformed { path: path.into(), why: why.to_string() }
    }
}
