//! What surrounds every page: who reads, where they are, the demo's clock.

use domain::party::{Role, Side};
use domain::place::{Language, ZoneName};
use domain::policy::Policy;
use jiff::Timestamp;

use crate::assets::asset_url;
use crate::dates::Reader;
use crate::help::Rules;
use crate::text::Text;

/// What a page needs beside its own content.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The words; the same as `reader.text`.
    pub text: Text,
    /// Language, zone and now of the reader.
    pub reader: Reader,
    /// The signed-in person, if any.
    pub person: Option<PersonView>,
    /// Where in the navigation the page belongs.
    pub section: Section,
    /// The token every form sends back as `csrf`.
    pub csrf: String,
    /// The demo's clock, where there is one.
    pub clock_bar: Option<ClockBar>,
    /// What was just done, shown once.
    pub flash: Option<Flash>,
    /// What stands in the search field.
    pub query: String,
    /// The figures that help cites.
    pub rules: Rules,
}

/// The signed-in person.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// The person's name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The partner's or the vendor's name.
    pub organisation: String,
}

/// A place in the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// `/claims`.
    Claims,
    /// `/claims/new`.
    NewClaim,
    /// `/queue`.
    Queue,
    /// `/messages`.
    Messages,
    /// `/api`, the page about the API.
    Api,
    /// `/help` and what is under it.
    Help,
    /// `/style`.
    Style,
    /// Anywhere else.
    Elsewhere,
}

/// The demo's clock, which anybody signed in may advance (`POST /demo/clock`).
#[derive(Clone, Debug)]
pub struct ClockBar {
    /// The path to come back to.
    pub return_to: String,
}

macro_rules! flashes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal => $message:ident),+ $(,)?) => {
        /// What was just done, shown once on the next page.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Flash { $($(#[$doc])* $variant),+ }
        impl Flash {
            /// The code by which the next page is told.
            pub const fn code(self) -> &'static str {
                match self { $(Flash::$variant => $code),+ }
            }
            /// The act of a code.
            pub fn from_code(code: &str) -> Option<Flash> {
                match code { $($code => Some(Flash::$variant),)+ _ => None }
            }
            /// In words.
            pub fn say(&self, text: &Text) -> String {
                match self { $(Flash::$variant => text.$message()),+ }
            }
        }
    };
}

flashes! {
    /// Fields were saved.
    Saved = "saved" => done_saved,
    /// A draft was made.
    Created = "created" => done_created,
    /// Submitted.
    Submitted = "submitted" => done_submitted,
    /// Resubmitted.
    Resubmitted = "resubmitted" => done_resubmitted,
    /// Disputed.
    Disputed = "disputed" => done_disputed,
    /// Withdrawn.
    Withdrawn = "withdrawn" => done_withdrawn,
    /// A draft was discarded.
    Discarded = "discarded" => done_discarded,
    /// Copied to a new draft.
    Copied = "copied" => done_copied,
    /// Commented.
    Commented = "commented" => done_commented,
    /// A file was added.
    Uploaded = "uploaded" => done_uploaded,
    /// More time was asked for.
    MoreTimeAsked = "more_time_asked" => done_more_time_asked,
    /// The partner named a working contact.
    ContactNamed = "contact_named" => done_contact_named,
    /// A reviewer confirmed the contact.
    ContactConfirmed = "contact_confirmed" => done_contact_confirmed,
    /// Review was started.
    ReviewStarted = "review_started" => done_review_started,
    /// Information was requested.
    InformationRequested = "information_requested" => done_information_requested,
    /// Approved.
    Approved = "approved" => done_approved,
    /// Rejected.
    Rejected = "rejected" => done_rejected,
    /// An internal note was written.
    Noted = "noted" => done_noted,
    /// A reviewer was assigned.
    Assigned = "assigned" => done_assigned,
    /// The partner got more time.
    Extended = "extended" => done_extended,
    /// A decision was reopened.
    Reopened = "reopened" => done_reopened,
    /// The demo's clock was moved.
    ClockMoved = "clock_moved" => done_clock_moved,
    /// Signed out.
    SignedOut = "signed_out" => done_signed_out,
}

impl Frame {
    /// A frame for nobody in particular; set what differs.
    pub fn new(language: Language, zone: ZoneName, now: Timestamp) -> Frame {
        let text = Text::of(language);
        Frame {
            text,
            reader: Reader { text, zone, now },
            person: None,
            section: Section::Elsewhere,
            csrf: String::new(),
            clock_bar: None,
            flash: None,
            query: String::new(),
            rules: Rules {
                policy: Policy::STANDARD,
                review_zone: ZoneName::utc(),
            },
        }
    }

    /// The same frame on a page of this section.
    pub fn at(self, section: Section) -> Frame {
        Frame { section, ..self }
    }

    pub(crate) fn asset(&self, name: &str) -> String {
        asset_url(name)
    }

    /// The BCP 47 tag of the words.
    pub(crate) fn tag(&self) -> &'static str {
        self.text.language().tag()
    }

    pub(crate) fn is_partner(&self) -> bool {
        self.person
            .as_ref()
            .is_some_and(|person| person.role.side() == Side::Partner)
    }

    pub(crate) fn is_reviewer(&self) -> bool {
        self.person
            .as_ref()
            .is_some_and(|person| matches!(person.role, Role::Reviewer | Role::ReviewLead))
    }

    pub(crate) fn is_at(&self, section: &Section) -> bool {
        self.section == *section
    }
}
