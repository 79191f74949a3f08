//! What the model remembers of a claim, and its beginning.

use std::collections::BTreeSet;

use domain::claim::{Clock, EndCause, LineReason, Phase, RejectionReason, Status};
use jiff::Timestamp;
use jiff::civil::Date;

use super::calendar::{Calendar, Day};
use super::words::{Decision, LineState, Person, Setup, Side};

#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) index: u8,
    pub(super) state: LineState,
    pub(super) reason: Option<LineReason>,
}

#[derive(Clone, Debug)]
pub(super) struct Deadline {
    pub(super) clock: Clock,
    pub(super) due_at: Timestamp,
    pub(super) due_on: Date,
    pub(super) calendar: Calendar,
    pub(super) day: Day,
}

#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) named: Vec<u8>,
    pub(super) extended: bool,
    pub(super) asked_in: Phase,
    pub(super) asked_on: Date,
}

#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) decision: Decision,
    pub(super) reasons: Vec<RejectionReason>,
    pub(super) by: Side,
    pub(super) at: Timestamp,
}

#[derive(Clone, Debug)]
pub(super) struct Association {
    pub(super) starts_on: Date,
    pub(super) in_force_at: Option<Timestamp>,
    pub(super) ended: Option<(Date, EndCause)>,
}

/// Where the notice to the customer stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Delivery {
    Sent,
    Undeliverable,
    ContactNamed,
}

/// A claim from its creation on.
#[derive(Clone, Debug)]
pub struct Life {
    pub(super) setup: Setup,
    pub(super) gone: bool,
    pub(super) status: Status,
    pub(super) phase: Phase,
    pub(super) location: usize,
    pub(super) lines: Vec<Line>,
    pub(super) next_line: u8,
    pub(super) reviewer: Option<Person>,
    pub(super) deciders: BTreeSet<Person>,
    pub(super) running: Vec<Deadline>,
    pub(super) late: Vec<Deadline>,
    pub(super) paused: Option<Deadline>,
    pub(super) request: Option<Request>,
    pub(super) outcome: Option<Outcome>,
    pub(super) association: Option<Association>,
    pub(super) dispute_used: bool,
    pub(super) earlier_decline: bool,
    pub(super) confirmed: bool,
    pub(super) delivery: Delivery,
    pub(super) links: u32,
    pub(super) documents: u32,
    pub(super) documents_in_round: u32,
    pub(super) documents_since_turn: u32,
}

impl Life {
    /// A new draft.
    pub fn new(setup: Setup, now: Timestamp) -> Life {
        let lines = (0..setup.lines)
            .map(|index| Line {
                index,
                state: LineState::Claimed,
                reason: None,
            })
            .collect();
        let mut life = Life {
            next_line: setup.lines,
            lines,
            setup,
            gone: false,
            status: Status::Editing,
            phase: Phase::Draft,
            location: 0,
            reviewer: None,
            deciders: BTreeSet::new(),
            running: Vec::new(),
            late: Vec::new(),
            paused: None,
            request: None,
            outcome: None,
            association: None,
            dispute_used: false,
            earlier_decline: false,
            confirmed: false,
            delivery: Delivery::Sent,
            links: 0,
            documents: 0,
            documents_in_round: 0,
            documents_since_turn: 0,
        };
        life.start(Clock::DraftLife, now);
        life
    }

    /// Goes to another place: its clocks end, and with the status its late ones.
    pub(super) fn go(&mut self, status: Status, phase: Phase) {
        self.running.retain(|deadline| deadline.clock == Clock::Decision);
        if status != self.status {
            self.late.retain(|deadline| deadline.clock == Clock::Decision);
        }
        self.status = status;
        self.phase = phase;
    }

    /// The first decision ends the decision clock for good.
    pub(super) fn end_decision_clock(&mut self) {
        self.running.retain(|deadline| deadline.clock != Clock::Decision);
        self.late.retain(|deadline| deadline.clock != Clock::Decision);
        self.paused = None;
    }

    /// Rejects, disputable or final, and sets the outcome.
    pub(super) fn reject(&mut self, reasons: Vec<RejectionReason>, by: Side, final_now: bool, now: Timestamp) {
        self.end_decision_clock();
        let last = final_now || self.dispute_used;
        self.go(Status::Rejected, if last { Phase::Final } else { Phase::Disputable });
        if !last {
            self.start(Clock::DisputeWindow, now);
        }
        self.request = None;
        self.documents_since_turn = 0;
        self.outcome = Some(Outcome {
            decision: Decision::Rejected,
            reasons,
            by,
            at: now,
        });
    }

    pub(super) fn come_into_force(&mut self, now: Timestamp) {
        self.go(Status::Approved, Phase::InForce);
        if let Some(association) = &mut self.association {
            association.in_force_at = Some(now);
        }
    }

    pub(super) fn end_association(&mut self, cause: EndCause, now: Timestamp) {
        let today = self.setup.customer.date_of(now);
        if let Some(association) = &mut self.association {
            association.ended = Some((today, cause));
        }
    }

    pub(super) fn turn_lines(&mut self, from: LineState, to: LineState) {
        for line in self.lines.iter_mut().filter(|line| line.state == from) {
            line.state = to;
        }
    }

    pub(super) fn set_lines(&mut self, indexes: &[u8], to: LineState) {
        for line in self.lines.iter_mut().filter(|line| indexes.contains(&line.index)) {
            line.state = to;
        }
    }

    /// The indexes of the lines in a state.
    pub(super) fn lines_in(&self, state: LineState) -> Vec<u8> {
        self.lines
            .iter()
            .filter(|line| line.state == state)
            .map(|line| line.index)
            .collect()
    }
}
