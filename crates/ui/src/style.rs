//! `/style`: every part of the pages in each of its states and themes, from samples.

use askama::Template;
use domain::claim::Phase;
use domain::party::Side;

use crate::days::DaysView;
use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::life::{Life, life};
use crate::parts::{
    Choice, CommentView, Crumb, DeadlineView, DocumentView, FieldError, LineView, StatusView, Tab, Tone,
};
use crate::samples::claims::{STATES, claim_page, deadline_of};
use crate::samples::strips;
use crate::theme::Theme;
use crate::turn::TurnView;

pub(crate) const COLOURS: [&str; 28] = [
    "paper",
    "surface",
    "sunken",
    "hover",
    "line",
    "line-2",
    "edge",
    "ink",
    "ink-2",
    "ink-3",
    "accent",
    "accent-2",
    "accent-soft",
    "focus",
    "hatch",
    "mark",
    "st-editing",
    "st-submitted",
    "st-review",
    "st-action",
    "st-approved",
    "st-rejected",
    "st-editing-soft",
    "st-submitted-soft",
    "st-review-soft",
    "st-action-soft",
    "st-approved-soft",
    "st-rejected-soft",
];

pub(crate) const SPACES: [(&str, u8); 8] = [
    ("--s1", 4),
    ("--s2", 8),
    ("--s3", 12),
    ("--s4", 16),
    ("--s5", 24),
    ("--s6", 32),
    ("--s7", 48),
    ("--s8", 72),
];

/// `/style`.
#[derive(Template, Clone, Debug)]
#[template(path = "style.html")]
pub struct StylePage {
    /// The frame.
    pub frame: Frame,
    states: &'static [StatusView],
    lines: Vec<LineView>,
    documents: Vec<DocumentView>,
    comments: Vec<CommentView>,
    strips: Vec<DaysView>,
    typed: Fields,
    errors: Vec<FieldError>,
}

impl StylePage {
    /// The page; its content is always the same.
    pub fn new(frame: Frame) -> StylePage {
        let mut typed = Fields::of([("reference", "VV-7"), ("programme", "osu")]);
        typed.blame("reference", frame.text.field_problem("taken"));
        let errors = typed.errors(&frame.text);
        let sample = claim_page(STATES[9]);
        StylePage {
            frame,
            states: &STATES,
            lines: sample.lines,
            documents: sample.documents,
            comments: sample.comments,
            strips: strips(),
            typed,
            errors,
        }
    }

    fn sizes(&self) -> [(u8, String); 8] {
        let text = &self.frame.text;
        [
            (7, text.style_type_7()),
            (6, text.style_type_6()),
            (5, text.style_type_5()),
            (4, text.style_type_4()),
            (3, text.style_type_3()),
            (2, text.style_type_2()),
            (1, text.style_type_1()),
            (0, text.style_type_0()),
        ]
    }

    fn turn(&self, state: &StatusView) -> TurnView {
        let running: Vec<DeadlineView> = deadline_of(*state).into_iter().collect();
        TurnView::of(*state, Side::Partner, &running, &[], false)
    }

    fn life(&self, state: &StatusView) -> Life {
        let running: Vec<DeadlineView> = deadline_of(*state).into_iter().collect();
        life(*state, claim_page(*state).dates, &running)
    }

    fn is_told(&self, state: &StatusView) -> bool {
        matches!(
            state.phase,
            Phase::First | Phase::AwaitingAnswer | Phase::ConsentWindow | Phase::InForce | Phase::Final
        )
    }

    fn is_asked(&self, state: &StatusView) -> bool {
        state.phase == Phase::AwaitingAnswer
    }

    fn programmes(&self) -> Vec<Choice> {
        vec![Choice::new("osu", "Online Services Usage")]
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let crumb = |href: Option<&str>, label: String| Crumb {
            href: href.map(ToOwned::to_owned),
            label,
        };
        let text = &self.frame.text;
        vec![
            crumb(Some("/claims"), text.nav_claims()),
            crumb(None, "CPOR-2026-000118".into()),
        ]
    }

    fn tabs(&self) -> Vec<Tab> {
        let tab = |label: String, count: usize, is_here: bool| Tab {
            href: "/style".into(),
            label,
            count: Some(count),
            is_here,
        };
        let text = &self.frame.text;
        vec![
            tab(text.status_submitted(), 12, true),
            tab(text.status_under_review(), 5, false),
        ]
    }

    fn chips(&self) -> [(String, Option<u8>, bool); 3] {
        let text = &self.frame.text;
        [
            (text.status_submitted(), Some(12), true),
            (text.status_under_review(), Some(5), false),
            (text.status_approved(), None, false),
        ]
    }

    fn themes(&self) -> [Theme; 4] {
        [Theme::Light, Theme::Dark, Theme::LightContrast, Theme::DarkContrast]
    }
}
