//! One's own account, its tokens and sessions; links that are shown once.

use askama::Template;
use domain::party::Role;
use jiff::Timestamp;
use jiff::civil::Date;

use super::form::{Group, errors};
use super::forms::{oneself, own_password, token};
use super::{Place, places};
use crate::fields::Fields;
use crate::frame::{Frame, Section};
use crate::parts::FieldError;

/// A session that holds.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// Whether it is this one.
    pub is_this: bool,
}

/// `/settings/account`
#[derive(Template, Clone, Debug)]
#[template(path = "settings/account.html")]
pub struct AccountPage {
    /// The frame.
    pub frame: Frame,
    /// The address, which an admin changes.
    pub email: String,
    /// What is in the fields.
    pub typed: Fields,
    /// The sessions that hold.
    pub sessions: Vec<SessionView>,
}

impl AccountPage {
    fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, Place::Account)
    }

    fn groups(&self) -> Vec<Group> {
        oneself(&self.frame.text)
    }

    fn password_groups(&self) -> Vec<Group> {
        own_password(&self.frame.text)
    }

    fn errors(&self) -> Vec<FieldError> {
        let mut all = errors(&self.frame.text, &self.groups(), &self.typed);
        all.extend(errors(&self.frame.text, &self.password_groups(), &self.typed));
        all
    }

    fn others(&self) -> usize {
        self.sessions.iter().filter(|session| !session.is_this).count()
    }
}

/// An API token; what it is was shown once.
#[derive(Clone, Debug)]
pub struct TokenView {
    /// What it is found by.
    pub id: String,
    /// What it is for; none: given with the account.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Until when it works.
    pub expires_at: Option<Timestamp>,
    /// The last day on which it was used.
    pub used_on: Option<Date>,
    /// The form that revokes it.
    pub revoke: String,
}

/// `/settings/tokens`
#[derive(Template, Clone, Debug)]
#[template(path = "settings/tokens.html")]
pub struct TokensPage {
    /// The frame.
    pub frame: Frame,
    /// The token that was just made: its name and itself, shown once.
    pub made: Option<(String, String)>,
    /// Those there are.
    pub tokens: Vec<TokenView>,
    /// What was typed.
    pub typed: Fields,
}

impl TokensPage {
    fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, Place::Tokens)
    }

    fn groups(&self) -> Vec<Group> {
        token(&self.frame.text)
    }

    fn errors(&self) -> Vec<FieldError> {
        errors(&self.frame.text, &self.groups(), &self.typed)
    }
}

/// A one-time link to hand over.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// Whose it is.
    pub name: String,
    /// The address the person signs in with.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// The link.
    pub link: String,
}

/// A link that was just made, shown once.
#[derive(Template, Clone, Debug)]
#[template(path = "settings/link.html")]
pub struct LinkPage {
    /// The frame.
    pub frame: Frame,
    /// The link.
    pub link: LinkView,
    /// Until when it works.
    pub until: Timestamp,
    /// Back to the account.
    pub back: String,
}

impl LinkPage {
    fn places(&self) -> Vec<(String, &'static str, bool)> {
        places(&self.frame, Place::People)
    }
}
