//! The pages on which people look after an installation and themselves.

mod account;
pub mod form;
pub mod forms;
mod health;
mod journal;
mod list;
mod setup;
#[cfg(test)]
mod tests;
mod welcome;

use domain::party::Role;
use domain::reference::Validity;
use jiff::civil::Date;

use crate::dates::day_with_year;
use crate::text::Text;

pub use account::{AccountPage, LinkPage, LinkView, SessionView, TokenView, TokensPage};
pub use form::{ActTo, ActView, ConfirmPage, FieldKind, FieldView, FormPage, Group, PartsView};
pub use health::{CheckView, HealthPage};
pub use journal::{JournalPage, JournalView, KINDS};
pub use list::{Cell, ListPage, ListRow};
pub use setup::{ClosedPage, InvitationPage, SetupDonePage, SetupPage, SetupStep};
pub use welcome::WelcomePage;

/// A place among the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// `/settings/account`.
    Account,
    /// `/settings/tokens`.
    Tokens,
    /// `/settings/people`.
    People,
    /// `/settings/partners`, or a partner's own `/settings/locations`.
    Partners,
    /// `/settings/programmes`.
    Programmes,
    /// `/settings/catalogue`.
    Catalogue,
    /// `/settings/calendar`.
    Calendar,
    /// `/settings/clocks`.
    Clocks,
    /// `/settings/vendor`.
    Vendor,
    /// `/settings/journal`.
    Journal,
    /// `/settings/health`.
    Health,
}

impl Place {
    /// Its address; a partner's own people see its locations where the vendor's see partners.
    pub const fn path(self) -> &'static str {
        match self {
            Place::Account => "/settings/account",
            Place::Tokens => "/settings/tokens",
            Place::People => "/settings/people",
            Place::Partners => "/settings/partners",
            Place::Programmes => "/settings/programmes",
            Place::Catalogue => "/settings/catalogue",
            Place::Calendar => "/settings/calendar",
            Place::Clocks => "/settings/clocks",
            Place::Vendor => "/settings/vendor",
            Place::Journal => "/settings/journal",
            Place::Health => "/settings/health",
        }
    }

    /// Those a role looks after, the everybody's last.
    pub fn of(role: Role) -> &'static [Place] {
        match role {
            Role::SystemAdmin => &[
                Place::People,
                Place::Partners,
                Place::Vendor,
                Place::Health,
                Place::Journal,
                Place::Account,
                Place::Tokens,
            ],
            Role::ProgrammeManager => &[
                Place::Programmes,
                Place::Catalogue,
                Place::Calendar,
                Place::Clocks,
                Place::Partners,
                Place::Vendor,
                Place::Account,
                Place::Tokens,
            ],
            Role::GlobalAdmin => &[Place::People, Place::Partners, Place::Account, Place::Tokens],
            Role::Auditor => &[Place::Journal, Place::Account, Place::Tokens],
            Role::BillingAdmin | Role::IncentivesAdmin | Role::IncentivesUser | Role::Reviewer | Role::ReviewLead => {
                &[Place::Account, Place::Tokens]
            }
        }
    }

    /// What it is called.
    pub(crate) fn say(self, text: &Text, role: Role) -> String {
        match self {
            Place::Account => text.settings_account(),
            Place::Tokens => text.settings_tokens(),
            Place::People => text.settings_people(),
            Place::Partners if role == Role::GlobalAdmin => text.settings_locations(),
            Place::Partners => text.settings_partners(),
            Place::Programmes => text.settings_programmes(),
            Place::Catalogue => text.settings_catalogue(),
            Place::Calendar => text.settings_calendar(),
            Place::Clocks => text.settings_clocks(),
            Place::Vendor => text.settings_vendor(),
            Place::Journal => text.settings_journal(),
            Place::Health => text.settings_health(),
        }
    }
}

/// The settings' own navigation: label, address, whether it is here.
pub(crate) fn places(frame: &crate::Frame, here: Place) -> Vec<(String, &'static str, bool)> {
    let role = frame.person.as_ref().map(|person| person.role);
    role.map(|role| {
        Place::of(role)
            .iter()
            .map(|place| (place.say(&frame.text, role), place.path(), *place == here))
            .collect()
    })
    .unwrap_or_default()
}

impl Text {
    /// The label of a field in the settings, by its name.
    pub(crate) fn settings_field(&self, name: &str) -> String {
        self.by_code("settings-label", name).unwrap_or_else(|| name.to_owned())
    }

    /// What is wrong with a field of the settings, by its code.
    pub fn settings_problem(&self, code: &str) -> String {
        self.by_code("settings-problem", code)
            .or_else(|| self.by_code("settings-problem", "unknown"))
            .unwrap_or_default()
    }

    /// Whether something can be claimed on a day, and when that changes.
    pub fn claimable_now(&self, validity: &Validity, today: Date) -> String {
        match (validity.from, validity.until) {
            (Some(from), _) if today < from => self.claimable_from(day_with_year(self, &from)),
            (_, Some(until)) if until < today => {
                self.claimable_closed(day_with_year(self, &until.tomorrow().unwrap_or(until)))
            }
            (_, Some(until)) => self.claimable_until(day_with_year(self, &until)),
            (_, None) => self.claimable_open(),
        }
    }

    /// What helps to fill it.
    pub(crate) fn settings_hint(&self, name: &str) -> String {
        self.by_code("settings-hint", name).unwrap_or_default()
    }
}
