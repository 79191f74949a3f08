//! What a page looks like and how long it may be read: the theme, and the end of the session.

use crate::text::Text;

/// How the pages look.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Theme {
    /// As the system is set, its contrast too.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white.
    LightContrast,
    /// White on black.
    DarkContrast,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Theme; 5] = [
        Theme::System,
        Theme::Light,
        Theme::Dark,
        Theme::LightContrast,
        Theme::DarkContrast,
    ];

    /// The code in the cookie and among the preferences.
    pub const fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::LightContrast => "light-contrast",
            Theme::DarkContrast => "dark-contrast",
        }
    }

    /// The theme of a code.
    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }

    /// The value of `data-theme`; none follows the system.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
            Theme::LightContrast => Some("light contrast"),
            Theme::DarkContrast => Some("dark contrast"),
        }
    }

    pub(crate) fn is(self, other: &Theme) -> bool {
        self == *other
    }

    pub(crate) fn say(self, text: &Text) -> String {
        match self {
            Theme::System => text.theme_system(),
            Theme::Light => text.theme_light(),
            Theme::Dark => text.theme_dark(),
            Theme::LightContrast => text.theme_light_contrast(),
            Theme::DarkContrast => text.theme_dark_contrast(),
        }
    }
}

/// People are told so long before their session ends (WCAG 2.2.1).
const WARNING_SECONDS: i64 = 10 * 60;

/// When the session ends if nobody does anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SessionView {
    /// In how many seconds.
    pub seconds_left: i64,
    /// Whether one click makes it longer.
    pub extent: SessionExtent,
}

/// Whether a session can be made longer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SessionExtent {
    /// It ends because nobody uses it: any use makes it longer.
    Extendable,
    /// It is as old as a session may get.
    Final,
}

impl SessionView {
    /// Seconds until people are told.
    pub(crate) fn seconds_to_warning(&self) -> i64 {
        (self.seconds_left - WARNING_SECONDS).max(0)
    }

    pub(crate) fn is_ending(&self) -> bool {
        self.seconds_left <= WARNING_SECONDS
    }

    pub(crate) fn is_extendable(&self) -> bool {
        self.extent == SessionExtent::Extendable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_found_by_its_code_only() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_code(theme.code()), Some(theme));
        }
        assert_eq!(Theme::from_code("light contrast"), None);
        assert_eq!(Theme::default().attribute(), None);
    }

    #[test]
    fn the_warning_comes_ten_minutes_before_the_end() {
        let session = |seconds_left| SessionView {
            seconds_left,
            extent: SessionExtent::Extendable,
        };
        assert_eq!(session(3_600).seconds_to_warning(), 3_000);
        assert!(!session(601).is_ending());
        assert!(session(600).is_ending() && session(600).seconds_to_warning() == 0);
    }
}
