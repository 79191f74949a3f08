//! Messages: what the product has written. In the demo nothing is sent, so that everybody's are shown.

use askama::Template;
use domain::claim::NoticeKind;
use domain::place::Language;
use jiff::Timestamp;

use crate::frame::{Frame, Section};

/// `/messages`, one page of it.
#[derive(Template, Clone, Debug)]
#[template(path = "messages.html")]
pub struct MessagesPage {
    /// The frame.
    pub frame: Frame,
    /// The claim number that is looked for: `claim` in the address.
    pub claim: String,
    /// The address that is looked for: `to` in the address.
    pub to: String,
    /// Whose messages the reader may see.
    pub reach: MessagesReach,
    /// The messages, newest first.
    pub messages: Vec<MessageView>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The address of the first page, on a later one.
    pub start: Option<String>,
}

/// Whose messages a reader may see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MessagesReach {
    /// The reader's own.
    Own,
    /// Everybody's: in the demo.
    Everybody {
        /// The reader's own address.
        own: String,
    },
}

/// A message as sent, or to be sent.
#[derive(Clone, Debug)]
pub struct MessageView {
    /// The claim's number, where the message is about one.
    pub claim: Option<String>,
    /// What it is.
    pub kind: NoticeKind,
    /// The recipient's address.
    pub to: String,
    /// The recipient's language.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The links in it.
    pub links: Vec<String>,
    /// The one-time code in it.
    pub code: Option<String>,
    /// When it was written.
    pub at: Timestamp,
}

impl MessagesPage {
    fn is_filtered(&self) -> bool {
        !self.claim.is_empty() || !self.to.is_empty()
    }

    fn intro(&self) -> String {
        match self.reach {
            MessagesReach::Own => self.frame.text.messages_intro_own(),
            MessagesReach::Everybody { .. } => self.frame.text.messages_intro(),
        }
    }

    /// The switch between the reader's own messages and all, where there is more than the own.
    fn views(&self) -> Vec<(String, &'static str, bool)> {
        let text = &self.frame.text;
        match &self.reach {
            MessagesReach::Own => Vec::new(),
            MessagesReach::Everybody { own } => vec![
                (
                    text.messages_everybody(),
                    "/messages",
                    self.to.is_empty() && self.claim.is_empty(),
                ),
                (
                    text.messages_mine(),
                    "/messages?to=me",
                    self.to == *own && self.claim.is_empty(),
                ),
            ],
        }
    }

    fn shows_addresses(&self) -> bool {
        self.reach != MessagesReach::Own
    }
}

#[cfg(test)]
mod tests {
    use domain::claim::NoticeKind;
    use domain::party::Role;
    use domain::place::Language;

    use super::{MessageView, MessagesPage, MessagesReach};
    use crate::frame::Section;
    use crate::page_check::checked;
    use crate::samples;

    fn page(messages: Vec<MessageView>) -> MessagesPage {
        MessagesPage {
            frame: samples::frame(Role::Reviewer, Section::Messages),
            claim: String::new(),
            to: String::new(),
            reach: MessagesReach::Everybody {
                own: "jonas@vendor.example".into(),
            },
            messages,
            next: None,
            start: None,
        }
    }

    #[test]
    fn a_message_shows_whom_it_is_to_and_its_links_and_never_as_markup() {
        let message = MessageView {
            claim: Some("CPOR-2026-000118".into()),
            kind: NoticeKind::AssociationNotice,
            to: "rosana@valeverde.example".into(),
            language: Language::Portuguese,
            subject: "Answer <now>".into(),
            text: "Dear <b>Rosana</b>".into(),
            links: vec!["https://claims.example/consents/s3cret".into()],
            code: Some("482913".into()),
            at: samples::now(),
        };
        let html = checked(&page(vec![message]));
        assert!(html.contains("Answer &#60;now&#62;") && html.contains("Dear &#60;b&#62;"));
        assert!(html.contains("Português (Brasil)") && html.contains("rosana@valeverde.example"));
        assert!(html.contains(r#"href="https://claims.example/consents/s3cret""#) && html.contains("482913"));
        assert!(html.contains(r#"href="/claims/CPOR-2026-000118""#));
    }

    #[test]
    fn only_the_demo_offers_the_messages_of_others() {
        let demo = checked(&page(Vec::new()));
        assert!(
            demo.contains(r#"href="/messages" aria-current="true""#)
                && demo.contains("/messages?to=me")
                && demo.contains(r#"id="to""#)
        );
        let own = checked(&MessagesPage {
            reach: MessagesReach::Own,
            ..page(Vec::new())
        });
        assert!(!own.contains("/messages?to=") && !own.contains(r#"id="to""#) && !own.contains("demonstration"));
    }

    #[test]
    fn no_message_yet_is_said_so() {
        assert!(checked(&page(Vec::new())).contains("No messages yet"));
        let filtered = MessagesPage {
            to: "x".into(),
            ..page(Vec::new())
        };
        assert!(checked(&filtered).contains("No message matches"));
    }
}
