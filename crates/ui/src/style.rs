//! `/style`: the parts of the pages, from samples.

use askama::Template;
use domain::claim::Phase;
use domain::party::Side;

use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::life::{Life, LifeDates, life};
use crate::parts::{Choice, DeadlineView, FieldError, LineView, StatusView};
use crate::samples::claims::{STATES, claim_page, deadline_of};
use crate::turn::TurnView;

/// `/style`.
#[derive(Template, Clone, Debug)]
#[template(path = "style.html")]
pub struct StylePage {
    /// The frame.
    pub frame: Frame,
    states: &'static [StatusView],
    lines: Vec<LineView>,
    typed: Fields,
    errors: Vec<FieldError>,
}

impl StylePage {
    /// The page; its content is always the same.
    pub fn new(frame: Frame) -> StylePage {
        let mut typed = Fields::of([("reference", "VV-7"), ("programme", "osu")]);
        typed.blame("reference", frame.text.field_problem("taken"));
        let errors = typed.errors(&frame.text);
        let lines = claim_page(STATES[9]).lines;
        StylePage {
            frame,
            states: &STATES,
            lines,
            typed,
            errors,
        }
    }

    fn turn(&self, state: &StatusView) -> TurnView {
        let running: Vec<DeadlineView> = deadline_of(*state).into_iter().collect();
        TurnView::of(*state, Side::Partner, &running, &[], false)
    }

    fn life(&self, state: &StatusView) -> Life {
        let running: Vec<DeadlineView> = deadline_of(*state).into_iter().collect();
        life(*state, LifeDates::default(), &running)
    }

    fn is_told(&self, state: &StatusView) -> bool {
        matches!(state.phase, Phase::AwaitingAnswer | Phase::ConsentWindow | Phase::Final)
    }

    fn programmes(&self) -> Vec<Choice> {
        vec![Choice::new("osu", "Online Services Usage")]
    }
}
