//! `/accessibility`: what holds, what doesn't yet, and how to tell us.

use askama::Template;

use crate::frame::{Frame, Section};

/// `/accessibility`, for everybody.
#[derive(Template, Clone, Debug)]
#[template(path = "accessibility.html")]
pub struct AccessibilityPage {
    /// The frame.
    pub frame: Frame,
}

impl AccessibilityPage {
    fn does(&self) -> [String; 7] {
        let text = &self.frame.text;
        [
            text.accessibility_keyboard(),
            text.accessibility_script(),
            text.accessibility_zoom(),
            text.accessibility_colour(),
            text.accessibility_motion(),
            text.accessibility_time(),
            text.accessibility_errors(),
        ]
    }

    fn lacks(&self) -> [String; 3] {
        let text = &self.frame.text;
        [
            text.accessibility_readers(),
            text.accessibility_browsers(),
            text.accessibility_files(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use domain::party::Role;

    use super::*;
    use crate::page_check::checked;
    use crate::samples::{frame, now};
    use domain::place::{Language, ZoneName};

    #[test]
    fn the_statement_is_for_guests_too() {
        let frames = [
            frame(Role::Reviewer, Section::Elsewhere),
            Frame::new(Language::English, ZoneName::utc(), now()),
        ];
        for frame in frames {
            let html = checked(&AccessibilityPage { frame });
            assert!(html.contains("WCAG 2.2"), "{html}");
        }
    }
}
