//! The page that says what did not happen.

use askama::Template;

use crate::frame::{Frame, Section};
use crate::glyphs::{self, Glyph};

/// Why a page can't be shown or an act wasn't done.
#[derive(Clone, Debug)]
pub enum FailureKind {
    /// 404: absent, or outside what this person may see.
    Absent,
    /// 403: this role, or this person, may not.
    Forbidden {
        /// Who may, in the reader's language.
        why: Option<String>,
    },
    /// 409, 422: not possible now; nothing changed.
    Refused {
        /// Why, in the reader's language.
        why: String,
    },
    /// 412: changed meanwhile.
    Stale,
    /// 413: too large.
    TooLarge,
    /// 400: not understood.
    Unreadable,
    /// 429: too many tries.
    TooMany {
        /// When to try again.
        seconds: u64,
    },
    /// 503: it took too long; whether it was done isn't known.
    TimedOut,
    /// 503: too much is going on, or nothing can be served now.
    Busy,
    /// 500: a fault, with a number for those who run this.
    Fault {
        /// The error's number in the log.
        number: String,
    },
}

/// `404`, `403`, `409`, `500` and their like, for people.
#[derive(Template, Clone, Debug)]
#[template(path = "failure.html")]
pub struct FailurePage {
    /// The frame.
    pub frame: Frame,
    /// What happened.
    pub kind: FailureKind,
    /// Where to go on: usually the claim's path, else the list.
    pub back: Option<String>,
}

impl FailurePage {
    fn heading(&self) -> String {
        let text = &self.frame.text;
        match self.kind {
            FailureKind::Absent => text.failure_absent(),
            FailureKind::Forbidden { .. } => text.failure_forbidden(),
            FailureKind::Refused { .. } => text.failure_refused(),
            FailureKind::Stale => text.failure_stale(),
            FailureKind::TooLarge => text.failure_too_large(),
            FailureKind::Unreadable => text.failure_unreadable(),
            FailureKind::TooMany { .. } => text.failure_too_many(),
            FailureKind::TimedOut => text.failure_timed_out(),
            FailureKind::Busy => text.failure_busy(),
            FailureKind::Fault { .. } => text.failure_fault(),
        }
    }

    fn words(&self) -> String {
        let text = &self.frame.text;
        match &self.kind {
            FailureKind::Absent => text.failure_absent_means(),
            FailureKind::Forbidden { why } => why.clone().unwrap_or_else(|| text.failure_forbidden_means()),
            FailureKind::Refused { why } => text.failure_refused_means(why),
            FailureKind::Stale => text.failure_stale_means(),
            FailureKind::TooLarge => text.failure_too_large_means(),
            FailureKind::Unreadable => text.failure_unreadable_means(),
            FailureKind::TooMany { seconds } => text.failure_too_many_means(seconds),
            FailureKind::TimedOut => text.failure_timed_out_means(),
            FailureKind::Busy => text.failure_busy_means(),
            FailureKind::Fault { number } => text.failure_fault_means(number),
        }
    }

    /// Where to try again: only what may go well the next time, and only a page, since a form would be sent twice.
    fn again(&self) -> Option<&str> {
        match self.kind {
            FailureKind::TooMany { .. } | FailureKind::TimedOut | FailureKind::Busy | FailureKind::Fault { .. }
                if self.back.is_none() =>
            {
                Some(&self.frame.address)
            }
            FailureKind::TooMany { .. }
            | FailureKind::TimedOut
            | FailureKind::Busy
            | FailureKind::Fault { .. }
            | FailureKind::Absent
            | FailureKind::Forbidden { .. }
            | FailureKind::Refused { .. }
            | FailureKind::Stale
            | FailureKind::TooLarge
            | FailureKind::Unreadable => None,
        }
    }

    fn glyph(&self) -> Glyph {
        match self.kind {
            FailureKind::Absent => glyphs::FIND,
            FailureKind::Forbidden { .. } => glyphs::LOCK,
            FailureKind::Refused { .. } | FailureKind::Stale | FailureKind::TooLarge | FailureKind::Unreadable => {
                glyphs::NOTE
            }
            FailureKind::TooMany { .. } | FailureKind::TimedOut | FailureKind::Busy => glyphs::CLOCK,
            FailureKind::Fault { .. } => glyphs::OCTAGON,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::party::Role;

    use super::*;
    use crate::page_check::checked;
    use crate::samples::frame;

    #[test]
    fn every_failure_says_what_did_not_happen_and_the_way_on() {
        let kinds = [
            (FailureKind::Absent, "There is nothing here", None),
            (FailureKind::Forbidden { why: None }, "You may not do this", None),
            (
                FailureKind::Refused {
                    why: "It is final.".into(),
                },
                "That isn’t possible now",
                None,
            ),
            (FailureKind::Stale, "Somebody changed this meanwhile", None),
            (FailureKind::TooLarge, "That is too large", None),
            (FailureKind::Unreadable, "That couldn’t be read", None),
            (
                FailureKind::TooMany { seconds: 5 },
                "Too many tries",
                Some("/claims?q=vale"),
            ),
            (FailureKind::TimedOut, "This took too long", Some("/claims?q=vale")),
            (FailureKind::Busy, "There is too much to do", Some("/claims?q=vale")),
            (
                FailureKind::Fault { number: "7f3k".into() },
                "Something broke",
                Some("/claims?q=vale"),
            ),
        ];
        for (kind, heading, again) in kinds {
            let mut frame = frame(Role::Reviewer, Section::Elsewhere);
            frame.address = "/claims?q=vale".into();
            let page = FailurePage {
                frame,
                kind,
                back: None,
            };
            assert_eq!(page.again(), again, "{heading}");
            let html = checked(&page);
            assert!(html.contains(heading), "{html}");
            let sent = FailurePage {
                back: Some("/claims/CPOR-2026-000118".into()),
                ..page
            };
            assert_eq!(sent.again(), None, "a form isn’t sent again by a link");
            assert!(checked(&sent).contains("/claims/CPOR-2026-000118\""));
        }
    }
}
