//! The part of the STIX pattern language that names values: `[path = 'literal']`, lists with `OR`, `IN (…)`, and
//! observations joined by `OR`. Anything else is not understood, and said to be; nothing is guessed.

use std::iter::Peekable;
use std::str::CharIndices;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;

/// One value that a pattern names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The kind that its path stands for.
    pub kind: Kind,
    /// The literal, unescaped, otherwise as written.
    pub value: String,
}

/// Why a pattern was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PatternProblem {
    /// Not a sentence of the language: a missing quote, bracket or operator.
    Malformed,
    /// `AND`, `FOLLOWEDBY`: several things must be true together.
    Combination,
    /// An operator other than `=` and `IN`, or `NOT`.
    Operator,
    /// A path that stands for no kind that is looked up here.
    UnknownPath,
    /// A literal that is not text.
    NotText,
    /// `WITHIN`, `REPEATS`, `START`: conditions on time and number.
    Qualifier,
    /// Longer than any honest pattern, or naming too many values.
    TooLong,
    /// Written in another language (`pattern_type` is not `stix`).
    OtherLanguage,
    /// No pattern, or one that is not text.
    Missing,
}

/// Longest pattern that is read, in bytes.
const LONGEST: usize = 1 << 20;
const MOST_VALUES: usize = 10_000;
const DEEPEST: usize = 16;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    LeftParen,
    RightParen,
    Comma,
    Colon,
    Dot,
    Equal,
    OtherOperator,
    Index,
    Word(String),
    Text(String),
}

/// Reads a pattern.
///
/// # Errors
/// The first thing in it that is not understood.
pub fn parse_pattern(pattern: &str) -> Result<Vec<Comparison>, PatternProblem> {
    if pattern.len() > LONGEST {
        return Err(PatternProblem::TooLong);
    }
    let tokens = tokens(pattern)?;
    let mut reader = Reader { tokens: &tokens, found: Vec::new() };
    reader.observations(0)?;
    if reader.tokens.is_empty() {
        return Ok(reader.found);
    }
    Err(reader.unexpected())
}

fn tokens(pattern: &str) -> Result<Vec<Token>, PatternProblem> {
    let mut tokens = Vec::new();
    let mut chars = pattern.trim_start_matches('\u{feff}').char_indices().peekable();
    // A bracket outside a comparison opens one; inside, it is an index of the step before it.
    let mut inside = false;
    while let Some((_, c)) = chars.next() {
        let token = match c {
            c if c.is_whitespace() => continue,
            '[' if inside => index(&mut chars)?,
            '[' => {
                inside = true;
                Token::Open
            }
            ']' => {
                inside = false;
                Token::Close
            }
            '(' => Token::LeftParen,
            ')' => Token::RightParen,
            ',' => Token::Comma,
            ':' => Token::Colon,
            '.' => Token::Dot,
            '=' => {
                chars.next_if(|(_, c)| *c == '=');
                Token::Equal
            }
            '!' | '<' | '>' => {
                chars.next_if(|(_, c)| *c == '=' || *c == '>');
                Token::OtherOperator
            }
            '\'' => Token::Text(text(&mut chars)?),
            c if is_word(c) => word(c, &mut chars),
            _ => return Err(PatternProblem::Malformed),
        };
        tokens.push(token);
    }
    Ok(tokens)
}

type Chars<'a> = Peekable<CharIndices<'a>>;

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')
}

fn word(first: char, chars: &mut Chars<'_>) -> Token {
    let mut word = String::from(first);
    while let Some((_, c)) = chars.next_if(|(_, c)| is_word(*c)) {
        word.push(c);
    }
    Token::Word(word)
}

/// `\'` and `\\` are the two escapes; a backslash before anything else stands for itself, as publishers write it.
fn text(chars: &mut Chars<'_>) -> Result<String, PatternProblem> {
    let mut text = String::new();
    while let Some((_, c)) = chars.next() {
        match c {
            '\'' => return Ok(text),
            '\\' => match chars.next_if(|(_, c)| matches!(c, '\'' | '\\')) {
                Some((_, escaped)) => text.push(escaped),
                None => text.push('\\'),
            },
            c => text.push(c),
        }
    }
    Err(PatternProblem::Malformed)
}

fn index(chars: &mut Chars<'_>) -> Result<Token, PatternProblem> {
    for (_, c) in chars.by_ref() {
        match c {
            ']' => return Ok(Token::Index),
            '*' | '0'..='9' | '-' => {}
            c if c.is_whitespace() => {}
            _ => return Err(PatternProblem::Malformed),
        }
    }
    Err(PatternProblem::Malformed)
}

struct Reader<'t> {
    tokens: &'t [Token],
    found: Vec<Comparison>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn take(&mut self, token: &Token) -> bool {
        let there = self.tokens.first() == Some(token);
        if there {
            self.next();
        }
        there
    }

    fn expect(&mut self, token: &Token) -> Result<(), PatternProblem> {
        if self.take(token) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn take_word(&mut self, keyword: &str) -> bool {
        let there =
            matches!(self.tokens.first(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(keyword));
        if there {
            self.next();
        }
        there
    }

    /// What the next token says about why the sentence ends here.
    fn unexpected(&self) -> PatternProblem {
        match self.tokens.first() {
            Some(Token::OtherOperator) => PatternProblem::Operator,
            Some(Token::Word(word)) => match word.to_ascii_uppercase().as_str() {
                "AND" | "FOLLOWEDBY" => PatternProblem::Combination,
                "NOT" | "LIKE" | "MATCHES" | "ISSUBSET" | "ISSUPERSET" | "EXISTS" => PatternProblem::Operator,
                "WITHIN" | "REPEATS" | "START" | "STOP" => PatternProblem::Qualifier,
                _ => PatternProblem::Malformed,
            },
            _ => PatternProblem::Malformed,
        }
    }

    fn observations(&mut self, depth: usize) -> Result<(), PatternProblem> {
        loop {
            if depth < DEEPEST && self.take(&Token::LeftParen) {
                self.observations(depth + 1)?;
                self.expect(&Token::RightParen)?;
            } else {
                self.expect(&Token::Open)?;
                self.comparisons(0)?;
                self.expect(&Token::Close)?;
            }
            if !self.take_word("OR") {
                return Ok(());
            }
        }
    }

    fn comparisons(&mut self, depth: usize) -> Result<(), PatternProblem> {
        loop {
            if depth < DEEPEST && self.take(&Token::LeftParen) {
                self.comparisons(depth + 1)?;
                self.expect(&Token::RightParen)?;
            } else {
                self.comparison()?;
            }
            if !self.take_word("OR") {
                return Ok(());
            }
        }
    }

    fn comparison(&mut self) -> Result<(), PatternProblem> {
        let path = self.path()?;
        let list = if self.take(&Token::Equal) {
            false
        } else if self.take_word("IN") {
            true
        } else {
            return Err(self.unexpected());
        };
        let values = if list { self.list()? } else { vec![self.literal()?] };
        for value in values {
            let kind = kind_of(&path, &value).ok_or(PatternProblem::UnknownPath)?;
            if self.found.len() >= MOST_VALUES {
                return Err(PatternProblem::TooLong);
            }
            self.found.push(Comparison { kind, value });
        }
        Ok(())
    }

    /// Object type and steps; indexes are dropped.
    fn path(&mut self) -> Result<Vec<String>, PatternProblem> {
        let mut path = Vec::new();
        loop {
            match self.tokens.first() {
                Some(Token::Word(word)) => {
                    if path.is_empty()
                        && (word.eq_ignore_ascii_case("NOT") || word.eq_ignore_ascii_case("EXISTS"))
                    {
                        return Err(PatternProblem::Operator);
                    }
                    path.push(word.to_ascii_lowercase());
                }
                Some(Token::Text(step)) if !path.is_empty() => path.push(step.to_ascii_lowercase()),
                _ => return Err(self.unexpected()),
            }
            self.next();
            while self.take(&Token::Index) {}
            let separator = if path.len() == 1 { Token::Colon } else { Token::Dot };
            if !self.take(&separator) {
                return if path.len() > 1 { Ok(path) } else { Err(self.unexpected()) };
            }
            if path.len() > 8 {
                return Err(PatternProblem::UnknownPath);
            }
        }
    }

    fn literal(&mut self) -> Result<String, PatternProblem> {
        match self.next() {
            Some(Token::Text(text)) => Ok(text.clone()),
            Some(Token::Word(_)) => Err(PatternProblem::NotText),
            _ => Err(PatternProblem::Malformed),
        }
    }

    fn list(&mut self) -> Result<Vec<String>, PatternProblem> {
        self.expect(&Token::LeftParen)?;
        let mut values = vec![self.literal()?];
        while self.take(&Token::Comma) {
            values.push(self.literal()?);
        }
        self.expect(&Token::RightParen)?;
        Ok(values)
    }
}

/// `app`, `configuration-profile` and `android-property` are no STIX objects but are what this field writes.
fn kind_of(path: &[String], value: &str) -> Option<Kind> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["domain-name", "value"] => Some(Kind::Domain),
        ["ipv4-addr" | "ipv6-addr", "value"] => Some(Kind::Ip),
        ["url", "value"] => Some(Kind::Url),
        ["network-traffic", "dst_ref" | "src_ref", "value"] => {
            Some(if value.parse::<std::net::IpAddr>().is_ok() { Kind::Ip } else { Kind::Domain })
        }
        ["process", "name"] => Some(Kind::Process),
        ["email-addr", "value"] | ["email-message", "from_ref" | "sender_ref", "value"] => Some(Kind::Email),
        ["file", "name"] => Some(Kind::FileName),
        ["file" | "directory", "path"] => Some(Kind::FilePath),
        ["file", "hashes", algorithm] if known_digest(algorithm) => Some(Kind::FileHash),
        ["app", "id"] => Some(Kind::AppId),
        ["app", "cert", algorithm] if known_digest(algorithm) => Some(Kind::AppCertificate),
        ["configuration-profile", "id"] => Some(Kind::ProfileId),
        ["android-property", "name"] => Some(Kind::AndroidProperty),
        _ => None,
    }
}

fn known_digest(algorithm: &str) -> bool {
    let name: String = algorithm.chars().filter(|c| !matches!(c, '-' | '_')).collect();
    matches!(name.as_str(), "md5" | "sha1" | "sha256")
}
