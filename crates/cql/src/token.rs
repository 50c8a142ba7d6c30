//! The words and signs of a query.

use crate::diagnostic::Diagnostic;
use crate::tree::Comparison;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Open,
    Close,
    Slash,
    Symbol(Comparison),
    /// Characters, and whether they stood between quotation marks (a quoted `and` is no operator).
    Word(String, bool),
}

/// Splits a query; each token with the character (counted from 1) where it begins.
pub(crate) fn split(query: &str) -> Result<Vec<(Token, usize)>, Diagnostic> {
    let mut tokens = Vec::new();
    let mut characters = query.chars().zip(1..).peekable();
    while let Some((character, at)) = characters.next() {
        let mut followed_by = |wanted: char| characters.next_if(|(next, _)| *next == wanted).is_some();
        let token = match character {
            _ if character.is_whitespace() => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            '/' => Token::Slash,
            '=' if followed_by('=') => Token::Symbol(Comparison::Exact),
            '=' => Token::Symbol(Comparison::Equal),
            '<' if followed_by('=') => Token::Symbol(Comparison::LessOrEqual),
            '<' if followed_by('>') => Token::Symbol(Comparison::NotEqual),
            '<' => Token::Symbol(Comparison::Less),
            '>' if followed_by('=') => Token::Symbol(Comparison::GreaterOrEqual),
            '>' => Token::Symbol(Comparison::Greater),
            '"' => {
                let mut word = String::new();
                loop {
                    match characters.next() {
                        None => {
                            let words = format!("the quotation mark at character {at} is not closed");
                            return Err(Diagnostic::syntax(words));
                        }
                        Some(('"', _)) => break,
                        Some(('\\', _)) => {
                            word.push('\\');
                            word.extend(characters.next().map(|(escaped, _)| escaped));
                        }
                        Some((other, _)) => word.push(other),
                    }
                }
                Token::Word(word, true)
            }
            _ => {
                let mut word = String::from(character);
                while let Some((next, _)) = characters.next_if(|(next, _)| {
                    !next.is_whitespace() && !matches!(next, '(' | ')' | '=' | '<' | '>' | '"' | '/')
                }) {
                    word.push(next);
                }
                // A backslash with nothing to escape means itself.
                let escapes = word.chars().rev().take_while(|c| *c == '\\').count();
                if escapes % 2 == 1 {
                    word.push('\\');
                }
                Token::Word(word, false)
            }
        };
        tokens.push((token, at));
    }
    Ok(tokens)
}
