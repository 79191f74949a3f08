//! Help: the shortcuts, and the rules with the figures that hold in this installation.

mod keys;
#[cfg(test)]
mod tests;
mod topics;

use askama::Template;

use crate::frame::{Frame, Section};
use crate::parts::StatusView;
use crate::samples::claims::STATES;

pub use keys::{Shortcut, everywhere};
pub use topics::{Rules, Topic};

/// `/help`: every rule, with a table of the clocks.
#[derive(Template, Clone, Debug)]
#[template(path = "help/rules.html")]
pub struct HelpPage {
    /// The frame; its rules are those in force.
    pub frame: Frame,
}

/// `/help/keys`: every shortcut, also for those whose browser runs no scripts.
#[derive(Template, Clone, Debug)]
#[template(path = "help/keys.html")]
pub struct KeysPage {
    /// The frame.
    pub frame: Frame,
}

impl HelpPage {
    fn states(&self) -> &'static [StatusView] {
        &STATES
    }
}

impl KeysPage {
    /// The groups with what they hold: the reviewers' keys only for those who review.
    fn groups(&self) -> Vec<(String, &'static [Shortcut])> {
        let text = &self.frame.text;
        let mut groups = vec![
            (text.keys_everywhere(), everywhere()),
            (text.keys_lists(), keys::lists()),
        ];
        if self.frame.is_partner() {
            groups.push((text.keys_claiming(), keys::claiming()));
        }
        if self.frame.is_reviewer() {
            groups.push((text.keys_queue(), keys::queue()));
            groups.push((text.keys_review(), keys::reviewing()));
        }
        groups
    }
}
