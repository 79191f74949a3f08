//! The parts every letter has, filled by the audience's module and drawn by the two templates.

use super::view::{LetterDue, LetterView};
use crate::guidelines::CitedGuideline;
use crate::text::Text;

/// A letter before it is drawn.
pub(super) struct Body {
    pub(super) subject: String,
    pub(super) heading: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) quote: Option<Quote>,
    pub(super) guidelines: Vec<CitedGuideline>,
    pub(super) code: Option<String>,
    pub(super) link: Option<Link>,
    pub(super) closing: Vec<String>,
    pub(super) footer: String,
}

/// Somebody's own words.
pub(super) struct Quote {
    pub(super) intro: String,
    pub(super) words: String,
}

/// The one thing to do.
pub(super) struct Link {
    pub(super) label: String,
    pub(super) url: String,
}

impl Body {
    pub(super) fn new(subject: String, heading: String, footer: String) -> Body {
        Body {
            subject,
            heading,
            paragraphs: Vec::new(),
            facts: Vec::new(),
            quote: None,
            guidelines: Vec::new(),
            code: None,
            link: None,
            closing: Vec::new(),
            footer,
        }
    }

    pub(super) fn say(mut self, paragraph: String) -> Body {
        self.paragraphs.push(paragraph);
        self
    }

    pub(super) fn fact(mut self, label: String, value: String) -> Body {
        self.facts.push((label, value));
        self
    }

    /// A fact of several values, left out when there is none.
    pub(super) fn list(self, label: String, values: &[String]) -> Body {
        if values.is_empty() {
            self
        } else {
            self.fact(label, values.join(", "))
        }
    }

    pub(super) fn reasons(self, view: &LetterView, text: &Text) -> Body {
        let label = if view.reasons.len() == 1 {
            text.letter_fact_reason()
        } else {
            text.letter_fact_reasons()
        };
        self.list(label, &view.reasons)
    }

    /// The reasons of a request, and the guidelines they rest on as its page names them.
    pub(super) fn asks(mut self, view: &LetterView, text: &Text) -> Body {
        self.guidelines.clone_from(&view.guidelines);
        self.reasons(view, text)
    }

    pub(super) fn quote(mut self, intro: String, words: Option<&String>) -> Body {
        self.quote = words.filter(|words| !words.trim().is_empty()).map(|words| Quote {
            intro,
            words: words.clone(),
        });
        self
    }

    pub(super) fn code(mut self, code: Option<&String>) -> Body {
        self.code = code.cloned();
        self
    }

    pub(super) fn link(mut self, label: String, url: Option<&String>) -> Body {
        self.link = url.map(|url| Link {
            label,
            url: url.clone(),
        });
        self
    }

    pub(super) fn close(mut self, paragraph: String) -> Body {
        self.closing.push(paragraph);
        self
    }

    /// A further paragraph, in letters that have a last day.
    pub(super) fn due(self, view: &LetterView, text: &Text, words: impl Fn(&str, &str) -> String) -> Body {
        match &view.due {
            Some(due) => self.say(words(&day(due, text), &crate::dates::place(text, &due.zone))),
            None => self,
        }
    }
}

/// `Fri 18 Sep 2026`: a letter is read in other years too, so the year is always there.
fn day(due: &LetterDue, text: &Text) -> String {
    crate::dates::day_with_year(text, &due.on)
}

/// The last day for a subject; empty in the rare letter that has none.
pub(super) fn last_day(view: &LetterView, text: &Text) -> String {
    view.due.as_ref().map(|due| day(due, text)).unwrap_or_default()
}
