//! What surrounds every page: who reads, where they are, the demo's clock.

use domain::party::{Role, Side};
use domain::place::{Language, ZoneName};
use domain::policy::Policy;
use jiff::Timestamp;

use crate::assets::asset_url;
use crate::dates::Reader;
use crate::help::Rules;
use crate::text::Text;
use crate::theme::{SessionView, Theme};

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
    /// What takes it back, where one form can.
    pub undo: Option<Undo>,
    /// What stands in the search field.
    pub query: String,
    /// How many claims a partner has where it looks most; none: not counted.
    pub counts: Option<ClaimCounts>,
    /// The figures that help cites.
    pub rules: Rules,
    /// Light or dark, as the browser was told to remember.
    pub theme: Theme,
    /// The page's own address, to come back to.
    pub address: String,
    /// When the session ends, for the signed-in.
    pub session: Option<SessionView>,
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

/// How many claims a partner has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClaimCounts {
    /// Those that wait for it.
    pub needed: i64,
    /// Those in force.
    pub in_force: i64,
}

impl ClaimCounts {
    /// Those that wait are counted so far.
    pub const NEEDED_MAX: u16 = 100;
    /// Those in force are counted so far.
    pub const IN_FORCE_MAX: u16 = 1000;

    pub(crate) fn say_needed(&self, text: &Text) -> String {
        said(text, self.needed, ClaimCounts::NEEDED_MAX)
    }

    pub(crate) fn say_in_force(&self, text: &Text) -> String {
        said(text, self.in_force, ClaimCounts::IN_FORCE_MAX)
    }
}

/// A number, or that it is more than was counted.
fn said(text: &Text, count: i64, most: u16) -> String {
    let below = i64::from(most) - 1;
    if count > below {
        text.nav_count_over(below)
    } else {
        count.to_string()
    }
}

/// The form that takes back what was just done.
#[derive(Clone, Debug)]
pub struct Undo {
    /// Where it is sent.
    pub to: String,
    /// What it sends, beside the token.
    pub fields: Vec<(&'static str, String)>,
}

/// A place in the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// `/`, the partner's home.
    Dashboard,
    /// `/claims`, those that need the partner.
    Needed,
    /// `/claims`, those in force.
    InForce,
    /// `/claims`.
    Claims,
    /// `/claims/new`.
    NewClaim,
    /// `/queue`.
    Queue,
    /// `/queue/disputes`.
    Disputes,
    /// `/queue/team`.
    Team,
    /// `/messages`.
    Messages,
    /// `/settings` and what is under it.
    Settings,
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
    /// The new draft of a copy was discarded at once.
    CopyUndone = "copy_undone" => done_copy_undone,
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
    /// A view of the queue was saved.
    ViewSaved = "view_saved" => view_saved,
    /// A view got another name.
    ViewRenamed = "view_renamed" => view_renamed,
    /// A view was deleted.
    ViewRemoved = "view_removed" => view_removed,
    /// A view wasn't saved: it has no name.
    ViewUnnamed = "view_unnamed" => view_unnamed,
    /// A view wasn't saved: there are as many as fit.
    ViewsFull = "views_full" => view_too_many,
    /// No claim was selected for an act.
    BulkNothing = "bulk_nothing" => bulk_nothing,
    /// Nobody was chosen who gets the claims.
    BulkUnknownReviewer = "bulk_unknown_reviewer" => bulk_unknown_reviewer,
    /// The demo's clock was moved.
    ClockMoved = "clock_moved" => done_clock_moved,
    /// Settings were saved.
    SettingsSaved = "settings_saved" => settings_done_saved,
    /// Something was added to the settings.
    SettingsAdded = "settings_added" => settings_done_added,
    /// An account was deactivated.
    Deactivated = "deactivated" => settings_done_deactivated,
    /// An account was activated again.
    Reactivated = "reactivated" => settings_done_reactivated,
    /// Sessions were ended.
    SessionsEnded = "sessions_ended" => settings_done_sessions,
    /// A token was revoked.
    TokenRevoked = "token_revoked" => settings_done_revoked,
    /// One's own password was changed.
    PasswordChanged = "password_changed" => settings_done_password,
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
            undo: None,
            query: String::new(),
            counts: None,
            rules: Rules {
                policy: Policy::STANDARD,
                review_zone: ZoneName::utc(),
            },
            theme: Theme::System,
            address: "/".into(),
            session: None,
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

    pub(crate) fn is_lead(&self) -> bool {
        let role = self.person.as_ref().map(|person| person.role);
        role == Some(Role::ReviewLead)
    }

    /// A system admin's pages lead to no claim.
    pub(crate) fn sees_claims(&self) -> bool {
        self.person
            .as_ref()
            .is_some_and(|person| person.role != Role::SystemAdmin)
    }

    pub(crate) fn is_at(&self, section: &Section) -> bool {
        self.section == *section
    }
}
