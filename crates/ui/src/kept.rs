//! A form that could not be taken because of its session, offered to be sent again; and the page after signing in anew.

use askama::Template;

use crate::frame::Frame;

/// Why it was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeptWhy {
    /// Nobody was signed in.
    SignedOut,
    /// It was made in an earlier session.
    Outdated,
}

/// Something that was typed.
#[derive(Clone, Debug)]
pub struct KeptText {
    /// The field's label.
    pub label: String,
    /// The text.
    pub value: String,
}

/// The page: what was typed, and a form with all of it. Nothing is sent without a click.
#[derive(Template, Clone, Debug)]
#[template(path = "kept.html")]
pub struct KeptPage {
    /// The frame, with the token of the session as it is now.
    pub frame: Frame,
    /// Why it was not taken.
    pub why: KeptWhy,
    /// What was typed, to read.
    pub texts: Vec<KeptText>,
    /// The names of files that came with it and are to be chosen again: a page can't choose them.
    pub files: Vec<String>,
    /// All that was sent, by name, without the token.
    pub fields: Vec<(String, String)>,
    /// Where it was sent.
    pub to: String,
}

impl KeptPage {
    fn means(&self) -> String {
        match self.why {
            KeptWhy::SignedOut => self.frame.text.kept_signed_out(),
            KeptWhy::Outdated => self.frame.text.kept_outdated(),
        }
    }
}

/// `/signed-in`: in a tab that was opened to sign in anew.
#[derive(Template, Clone, Debug)]
#[template(path = "signed_in.html")]
pub struct SignedInPage {
    /// The frame.
    pub frame: Frame,
}

#[cfg(test)]
mod tests {
    use domain::party::Role;

    use super::{KeptPage, KeptText, KeptWhy, SignedInPage};
    use crate::frame::Section;
    use crate::page_check::checked;
    use crate::samples;

    #[test]
    fn what_was_typed_is_shown_and_carried_and_escaped() {
        let evil = "a\"<script>\nb";
        let page = KeptPage {
            frame: samples::frame(Role::IncentivesAdmin, Section::Elsewhere),
            why: KeptWhy::SignedOut,
            texts: vec![KeptText {
                label: "Comment".into(),
                value: evil.into(),
            }],
            files: Vec::new(),
            fields: vec![("text".into(), evil.into()), ("version".into(), "3".into())],
            to: "/claims/CPOR-2026-000118/comments".into(),
        };
        let html = checked(&page);
        assert!(html.contains("action=\"/claims/CPOR-2026-000118/comments\" method=\"post\""));
        assert!(
            html.contains("name=\"text\" value=\"a&#34;&#60;script&#62;")
                && html.contains("name=\"version\" value=\"3\"")
        );
        assert!(
            html.contains("name=\"csrf\" value=\"c5rf\"") && html.contains("You were signed out before it arrived")
        );
        assert!(!html.contains("type=\"file\""));
        let with_files = checked(&KeptPage {
            files: vec!["Signed <page>.pdf".into(), "Photo.jpg".into()],
            ..page.clone()
        });
        assert!(with_files.contains("enctype=\"multipart/form-data\"") && with_files.contains("name=\"file\""));
        assert!(with_files.contains("<li>Signed &#60;page&#62;.pdf</li><li>Photo.jpg</li>"));
        let outdated = checked(&KeptPage {
            why: KeptWhy::Outdated,
            ..page
        });
        assert!(outdated.contains("no longer valid") && outdated.contains("Send it again"));
    }

    #[test]
    fn a_tab_for_signing_in_says_that_it_can_be_closed() {
        let html = checked(&SignedInPage {
            frame: samples::frame(Role::IncentivesAdmin, Section::Elsewhere),
        });
        assert!(html.contains("Close this tab"));
    }
}
