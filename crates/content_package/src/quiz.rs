//! Quizzes: a plain text that a librarian writes, read, shown and marked here. The format is told in docs/quiz.md.
//!
//! ```
//! let text = "# Germinal\n\n## En quelle année paraît-il ?\n= 1885\n> Chez Charpentier.\n";
//! let quiz = content_package::quiz::Quiz::read(text).expect("a sound quiz");
//! let answers = [("1".to_owned(), vec!["1885".to_owned()])].into();
//! assert!(quiz.mark(&answers).passed);
//! ```

use std::collections::{BTreeMap, BTreeSet};

use french_text::folded;
use serde::{Deserialize, Serialize};

use crate::Fault;

/// A quiz of more questions than this is a mistake.
const QUESTIONS_MOST: usize = 200;
/// The share of right answers that is a success unless the quiz says otherwise, in percent.
const PASS_PERCENT: u8 = 60;

/// A quiz.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiz {
    /// Its title.
    pub title: String,
    /// What is said before the questions; may be empty.
    pub introduction: String,
    /// BCP 47 code of its language, when it says so.
    pub language: Option<String>,
    /// The share of right answers that is a success, in percent.
    pub pass_percent: u8,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// A question. One right answer is one point; a question with several is right when all of them and no other are ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What may be answered.
    pub answer: Answer,
    /// Said once answered; may be empty.
    pub explanation: String,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Answer {
    /// By choosing.
    Choice {
        /// What one chooses from.
        options: Vec<Choice>,
    },
    /// By typing. Capitals, accents and blanks do not count.
    Typed {
        /// Everything that is right.
        accepted: Vec<String>,
    },
}

/// Something one may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its words.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
}

/// What was answered: by the number of a question, from "1", the numbers of the choices, from "1", or the words typed.
pub type Answers = BTreeMap<String, Vec<String>>;

/// A quiz marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Whether each question was answered rightly, in order.
    pub right: Vec<bool>,
    /// How many were.
    pub points: u32,
    /// Whether that is a success.
    pub passed: bool,
}

impl Answer {
    /// Whether several choices are right, and so may be ticked together.
    #[must_use]
    pub fn is_several(&self) -> bool {
        matches!(self, Self::Choice { options } if options.iter().filter(|option| option.right).count() > 1)
    }

    fn is_right(&self, given: &[String]) -> bool {
        match self {
            Self::Choice { options } => {
                let right =
                    options.iter().zip(1_usize..).filter(|(option, _)| option.right).map(|(_, n)| n.to_string());
                let given: BTreeSet<&str> = given.iter().map(String::as_str).collect();
                right.collect::<BTreeSet<String>>().iter().map(String::as_str).eq(given.iter().copied())
            }
            Self::Typed { accepted } => {
                let given = given.first().map(|text| bare(text)).unwrap_or_default();
                !given.is_empty() && accepted.iter().any(|accepted| bare(accepted) == given)
            }
        }
    }
}

impl Quiz {
    /// Marks answers. A question left out is not right.
    #[must_use]
    pub fn mark(&self, answers: &Answers) -> Mark {
        let none = Vec::new();
        let right: Vec<bool> = self
            .questions
            .iter()
            .zip(1_usize..)
            .map(|(question, number)| question.answer.is_right(answers.get(&number.to_string()).unwrap_or(&none)))
            .collect();
        let points = right.iter().filter(|right| **right).count() as u32;
        let passed = points * 100 >= u32::from(self.pass_percent) * self.questions.len() as u32;
        Mark { right, points, passed }
    }

    /// Whether a text looks like a quiz of ours: a title, and a question.
    #[must_use]
    pub fn resembles(text: &str) -> bool {
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
        lines.next().is_some_and(|line| line.starts_with("# ")) && lines.any(|line| line.starts_with("## "))
    }

    /// Reads the text of a quiz.
    ///
    /// # Errors
    /// [`Fault::Line`] at the first line that can't be understood, [`Fault::Empty`] without a question.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let mut quiz = Self {
            title: String::new(),
            introduction: String::new(),
            language: None,
            pass_percent: PASS_PERCENT,
            questions: Vec::new(),
        };
        let mut open: Option<Draft> = None;
        for (line, text) in (1_usize..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            if let Some(question) = text.strip_prefix("## ") {
                if let Some(done) = open.take() {
                    quiz.questions.push(done.finish()?);
                }
                if quiz.title.is_empty() {
                    return Err(fault(line, "le titre du quiz, « # … », vient avant la première question"));
                }
                if quiz.questions.len() == QUESTIONS_MOST {
                    return Err(fault(line, format!("un quiz a au plus {QUESTIONS_MOST} questions")));
                }
                open = Some(Draft::new(line, question.trim()));
            } else if let Some(title) = text.strip_prefix("# ") {
                if !quiz.title.is_empty() {
                    return Err(fault(line, "un quiz n’a qu’un titre ; une question commence par « ## »"));
                }
                title.trim().clone_into(&mut quiz.title);
            } else if let Some(draft) = &mut open {
                draft.take(line, text)?;
            } else {
                quiz.preamble(line, text)?;
            }
        }
        match open {
            Some(done) => quiz.questions.push(done.finish()?),
            None => return Err(Fault::Empty),
        }
        Ok(quiz)
    }

    /// A line between the title and the first question.
    fn preamble(&mut self, line: usize, text: &str) -> Result<(), Fault> {
        if let Some(words) = text.strip_prefix('>') {
            join(&mut self.introduction, words);
            return Ok(());
        }
        let Some((name, value)) = text.split_once(':') else {
            return Err(fault(line, "avant les questions, on attend « réussite : 60 % », « langue : fr » ou « > … »"));
        };
        match bare(name).as_str() {
            "reussite" | "slagen" | "pass" => {
                let number = value.trim().trim_end_matches('%').trim_end();
                self.pass_percent = number
                    .parse()
                    .ok()
                    .filter(|percent| (1..=100).contains(percent))
                    .ok_or_else(|| fault(line, "la réussite est un pourcentage de 1 à 100"))?;
            }
            "langue" | "taal" | "language" => self.language = Some(value.trim().to_lowercase()),
            _ => return Err(fault(line, format!("« {} » n’est pas un réglage connu", name.trim()))),
        }
        Ok(())
    }
}

/// A question being read.
struct Draft {
    line: usize,
    text: String,
    options: Vec<Choice>,
    accepted: Vec<String>,
    explanation: String,
}

impl Draft {
    fn new(line: usize, text: &str) -> Self {
        Self { line, text: text.to_owned(), options: Vec::new(), accepted: Vec::new(), explanation: String::new() }
    }

    fn take(&mut self, line: usize, text: &str) -> Result<(), Fault> {
        if let Some(words) = text.strip_prefix('>') {
            join(&mut self.explanation, words);
        } else if let Some(words) = text.strip_prefix('=') {
            self.accepted.push(filled(line, words)?);
        } else if let Some(words) = text.strip_prefix("- [x]").or_else(|| text.strip_prefix("- [X]")) {
            self.options.push(Choice { text: filled(line, words)?, right: true });
        } else if let Some(words) = text.strip_prefix("- [ ]").or_else(|| text.strip_prefix("- []")) {
            self.options.push(Choice { text: filled(line, words)?, right: false });
        } else {
            return Err(fault(line, "sous une question, on attend « - [ ] », « - [x] », « = » ou « > »"));
        }
        Ok(())
    }

    fn finish(self) -> Result<Question, Fault> {
        let refuse = |why: &str| Err(fault(self.line, format!("« {} » : {why}", self.text)));
        let answer = match (self.options.is_empty(), self.accepted.is_empty()) {
            (true, true) => return refuse("aucune réponse n’est proposée"),
            (false, false) => return refuse("on choisit ou l’on écrit, pas les deux"),
            (true, false) => Answer::Typed { accepted: self.accepted },
            (false, true) if self.options.len() < 2 => return refuse("il faut au moins deux réponses à choisir"),
            (false, true) if self.options.iter().all(|option| !option.right) => {
                return refuse("aucune réponse n’est juste : marquez-la « - [x] »");
            }
            (false, true) => Answer::Choice { options: self.options },
        };
        Ok(Question { text: self.text, answer, explanation: self.explanation })
    }
}

/// Words without what does not count in an answer.
fn bare(text: &str) -> String {
    folded(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn filled(line: usize, words: &str) -> Result<String, Fault> {
    let words = words.trim();
    if words.is_empty() { Err(fault(line, "cette réponse est vide")) } else { Ok(words.to_owned()) }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more.trim());
}

fn fault(line: usize, why: impl Into<String>) -> Fault {
    Fault::Line { line, why: why.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const QUIZ: &str = "\u{feff}# Le pays noir\r\nréussite : 50 %\nlangue : fr\n> Deux questions.\n> Sans piège.\n\n## Qui écrit ?\n- [ ] Hugo\n- [x] Zola\n> En 1885.\n\n## Lesquels sont des puits ?\n- [x] Le Voreux\n- [x] Réquillart\n- [ ] Montsou\n\n## L’année ?\n= 1885\n= mil huit cent quatre-vingt-cinq\n";

    fn answers(all: &[(&str, &[&str])]) -> Answers {
        all.iter().map(|(n, given)| ((*n).to_owned(), given.iter().map(|g| (*g).to_owned()).collect())).collect()
    }

    #[test]
    fn a_quiz_is_read_and_marked() {
        let quiz = Quiz::read(QUIZ).unwrap();
        assert!(Quiz::resembles(QUIZ));
        assert_eq!(
            (quiz.title.as_str(), quiz.pass_percent, quiz.language.as_deref()),
            ("Le pays noir", 50, Some("fr"))
        );
        assert_eq!(quiz.introduction, "Deux questions. Sans piège.");
        assert!(!quiz.questions[0].answer.is_several() && quiz.questions[1].answer.is_several());
        let all =
            quiz.mark(&answers(&[("1", &["2"]), ("2", &["2", "1"]), ("3", &[" Mil huit CENT quatre-vingt-cinq "])]));
        assert_eq!((all.points, all.passed), (3, true));
        // Half of several is none; a choice ticked twice is one.
        let some = quiz.mark(&answers(&[("1", &["2", "2"]), ("2", &["1"]), ("3", &["1886"])]));
        assert_eq!((some.right, some.points, some.passed), (vec![true, false, false], 1, false));
        assert_eq!(quiz.mark(&Answers::new()).points, 0);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let said = |text: &str| Quiz::read(text).unwrap_err().to_string();
        assert!(said("# T\n\n## Q\n- [ ] a\n- [ ] b\n").starts_with("Ligne 3 : « Q » : aucune réponse n’est juste"));
        assert!(said("# T\n## Q\n- [x] a\n").contains("au moins deux"));
        assert!(said("# T\n## Q\n- [x] a\n- [ ] b\n= c\n").contains("pas les deux"));
        assert!(said("# T\n## Q\n* a\n").starts_with("Ligne 3"));
        assert!(said("## Q\n= a\n").contains("titre"));
        assert!(said("# T\nréussite : 120 %\n## Q\n= a\n").starts_with("Ligne 2"));
        assert!(said("# T\ncouleur : bleu\n## Q\n= a\n").contains("couleur"));
        assert!(said("# T\n").contains("vide"));
        assert!(said("# T\n## Q\n- [x]  \n- [ ] b\n").starts_with("Ligne 3"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(#|##|- \\[x\\]|- \\[ \\]|=|>|:|[a-z%0-9é\n ]){0,200}") {
            if let Ok(quiz) = Quiz::read(&text) {
                prop_assert!(!quiz.questions.is_empty());
                prop_assert_eq!(quiz.mark(&Answers::new()).points, 0);
            }
        }
    }
}
