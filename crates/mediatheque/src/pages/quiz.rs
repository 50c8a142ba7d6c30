//! A quiz: a plain form, checked by the server.

use serde::Serialize;

/// `mediatheque/quiz.html`.
#[derive(Debug, Clone, Serialize)]
pub struct QuizPage {
    /// Title.
    pub title: String,
    /// Words before the questions.
    pub introduction: String,
    /// Its page.
    pub back_href: String,
    /// Where the answers go.
    pub action: String,
    /// The questions.
    pub questions: Vec<Question>,
    /// What came of the answers, once sent.
    pub result: Option<QuizResult>,
    /// How much passes, in hundredths.
    pub pass: i64,
}

/// A question.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// Its field's name.
    pub name: String,
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// `one`, `several` or `typed`.
    pub kind: &'static str,
    /// Choices.
    pub choices: Vec<QuizChoice>,
    /// What was typed.
    pub typed: String,
    /// Whether it was answered well, once sent.
    pub good: Option<bool>,
    /// The good answer in words, once sent.
    pub answer: String,
    /// Why, once sent.
    pub explanation: String,
}

/// A choice of a question.
#[derive(Debug, Clone, Serialize)]
pub struct QuizChoice {
    /// Its value.
    pub value: String,
    /// Its words.
    pub text: String,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether it is right, once sent.
    pub right: Option<bool>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
pub struct QuizResult {
    /// Points.
    pub points: i64,
    /// Of how many.
    pub of: i64,
    /// Whether it passes.
    pub passed: bool,
    /// The certificate's page, when one was earned.
    pub certificate: Option<String>,
    /// Whether one must sign in for it to be kept.
    pub anonymous: bool,
}
