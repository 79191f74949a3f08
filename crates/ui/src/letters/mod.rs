//! Letters: what the product writes to people, as text and as HTML, in the recipient's language.

mod body;
mod customer;
mod partner;
mod team;
#[cfg(test)]
mod tests;
mod view;

use askama::Template;
use domain::place::Language;

use crate::text::Text;
use body::Body;
use view::Audience;
pub use view::{ConsentChoice, LetterDue, LetterKind, LetterView, Silence, Verdict};

/// A letter, ready to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// One line, whatever stands in the names it holds.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct Html<'a> {
    tag: &'static str,
    vendor: &'a str,
    text: Text,
    body: &'a Body,
}

#[derive(Template)]
#[template(path = "letters/letter.txt")]
struct Plain<'a> {
    vendor: &'a str,
    text: Text,
    body: &'a Body,
}

/// Writes a letter.
///
/// # Errors
/// Never in practice: a template fails only when its writer does, and a `String` doesn't.
pub fn render(view: &LetterView, language: Language) -> Result<Letter, askama::Error> {
    let text = Text::of(language);
    let body = match view.kind.audience() {
        Audience::Partner => partner::body(view, &text),
        Audience::Customer => customer::body(view, &text),
        Audience::Team => team::body(view, &text),
    };
    Ok(Letter {
        subject: one_line(&body.subject),
        text: Plain { vendor: &view.vendor, text, body: &body }.render()?,
        html: Html { tag: text.language().tag(), vendor: &view.vendor, text, body: &body }.render()?,
    })
}

/// A mail header must not gain a line from a name that somebody typed.
fn one_line(subject: &str) -> String {
    let spaced: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
