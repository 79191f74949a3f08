//! What a role's work is, on one screen, once; and again from the help.

use askama::Template;
use domain::party::Role;

use super::forms::role_work;
use crate::frame::{Frame, Section};

/// `/welcome`
#[derive(Template, Clone, Debug)]
#[template(path = "settings/welcome.html")]
pub struct WelcomePage {
    /// The frame.
    pub frame: Frame,
    /// Where the role's work begins.
    pub begin: String,
}

impl WelcomePage {
    fn role(&self) -> Option<Role> {
        self.frame.person.as_ref().map(|person| person.role)
    }

    fn title(&self) -> String {
        let text = &self.frame.text;
        self.role()
            .map(|role| text.welcome_title(text.role(&role)))
            .unwrap_or_default()
    }

    fn lead(&self) -> String {
        self.role()
            .map(|role| role_work(&self.frame.text, role))
            .unwrap_or_default()
    }

    /// Three things the role does first.
    fn steps(&self) -> Vec<String> {
        let text = &self.frame.text;
        let code = self.role().map(Role::code).unwrap_or_default();
        ["one", "two", "three"]
            .iter()
            .filter_map(|number| text.by_code("welcome-step", &format!("{code}-{number}")))
            .collect()
    }

    fn button(&self) -> String {
        let text = &self.frame.text;
        self.role()
            .and_then(|role| text.by_code("welcome-begin", role.code()))
            .unwrap_or_else(|| text.welcome_go())
    }
}
