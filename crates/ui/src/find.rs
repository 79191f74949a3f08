//! What is found for a few letters: claims, customers, pages and actions; without letters, what was opened last.

use askama::Template;
use domain::party::Role;

use crate::claims::Marked;
use crate::frame::{Frame, Section};
use crate::glyphs::{self, Glyph};
use crate::parts::StatusView;
use crate::settings::Place;
use crate::text::Text;

/// `/find`, the whole page.
#[derive(Template, Clone, Debug)]
#[template(path = "find/page.html")]
pub struct FindPage {
    /// The frame; `frame.query` is what is looked for.
    pub frame: Frame,
    /// What was found.
    pub found: Found,
}

/// `/find/options`, what the palette shows below its field.
#[derive(Template, Clone, Debug)]
#[template(path = "find/options.html")]
pub struct FindOptions {
    /// The words.
    pub text: Text,
    /// What is looked for.
    pub query: String,
    /// What was found.
    pub found: Found,
}

/// A few of each kind.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Claims: the last ones opened when nothing is looked for, else those that match.
    pub claims: Vec<FoundClaim>,
    /// Customers of claims that match.
    pub customers: Vec<FoundCustomer>,
    /// Pages and actions.
    pub places: Vec<FoundPlace>,
    /// The list of all claims that match, if there are more.
    pub more: Option<String>,
}

/// A claim that was found or opened before.
#[derive(Clone, Debug)]
pub struct FoundClaim {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The claim's name.
    pub name: Marked,
    /// The customer's name.
    pub customer: Marked,
    /// Status, phase and turn.
    pub state: StatusView,
}

/// A customer with claims in sight.
#[derive(Clone, Debug)]
pub struct FoundCustomer {
    /// Its name.
    pub name: Marked,
    /// Its domain.
    pub domain: Marked,
    /// The list of its claims.
    pub href: String,
}

/// A page or an action.
#[derive(Clone, Debug)]
pub struct FoundPlace {
    /// What people read.
    pub name: String,
    /// Where it is.
    pub href: &'static str,
    /// Its drawing.
    pub glyph: Glyph,
}

impl Found {
    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.customers.is_empty() && self.places.is_empty()
    }

    fn count(&self) -> usize {
        self.claims.len() + self.customers.len() + self.places.len()
    }
}

impl FoundClaim {
    /// The number without what all numbers begin with.
    pub(crate) fn short_number(&self) -> &str {
        self.number.strip_prefix("CPOR-").unwrap_or(&self.number)
    }
}

impl FoundPlace {
    /// The pages and actions of a role whose name has a word that begins with `query`; all of them for an empty one.
    pub fn matching(text: &Text, role: Role, query: &str) -> Vec<FoundPlace> {
        let query = query.trim().to_lowercase();
        let mut places = all(text, role);
        places.retain(|place| {
            let name = place.name.to_lowercase();
            name.starts_with(&query) || name.split_whitespace().any(|word| word.starts_with(&query))
        });
        places
    }
}

fn all(text: &Text, role: Role) -> Vec<FoundPlace> {
    let place = |name, href, glyph| FoundPlace { name, href, glyph };
    let mut places = Vec::new();
    match role {
        Role::GlobalAdmin | Role::BillingAdmin | Role::IncentivesAdmin | Role::IncentivesUser => {
            places.push(place(text.nav_dashboard(), "/", glyphs::HOME));
            places.push(place(text.find_new_claim(), "/claims/new", glyphs::PLUS));
            places.push(place(
                text.find_asked(),
                "/claims?turn=partner&sort=due_at",
                glyphs::TRIANGLE,
            ));
            places.push(place(text.nav_claims(), "/claims", glyphs::LIST));
        }
        Role::Reviewer | Role::ReviewLead => {
            places.push(place(text.find_next(), "/queue/next", glyphs::STOP_DONE));
            places.push(place(text.nav_queue(), "/queue", glyphs::CLOCK));
            places.push(place(text.find_my_queue(), "/queue?whose=mine", glyphs::PERSON));
            places.push(place(text.find_nobodys(), "/queue?whose=unassigned", glyphs::DASHED));
            places.push(place(text.nav_disputes(), "/queue/disputes", glyphs::FLAG));
            if role == Role::ReviewLead {
                places.push(place(text.nav_team(), "/queue/team", glyphs::HALF));
            }
            places.push(place(text.nav_claims(), "/claims", glyphs::LIST));
        }
        Role::ProgrammeManager | Role::Auditor => places.push(place(text.nav_claims(), "/claims", glyphs::LIST)),
        Role::SystemAdmin => {}
    }
    places.push(place(text.nav_messages(), "/messages", glyphs::LETTER));
    places.push(place(text.find_help(), "/help", glyphs::NOTE));
    places.push(place(text.keys_title(), "/help/keys", glyphs::KEYS));
    let settings = Place::of(role).iter();
    places.extend(settings.map(|each| place(each.say(text, role), each.path(), glyphs::LOCK)));
    places.push(place(text.nav_api(), "/api", glyphs::LIST));
    places.push(place(text.accessibility_title(), "/accessibility", glyphs::NOTE));
    places
}

impl FindPage {
    fn is_searching(&self) -> bool {
        !self.frame.query.trim().is_empty()
    }
}

impl FindOptions {
    fn is_searching(&self) -> bool {
        !self.query.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use domain::party::Role;
    use domain::place::Language;

    use super::{FindOptions, FindPage, Found, FoundClaim, FoundCustomer, FoundPlace};
    use crate::Section;
    use crate::claims::Marked;
    use crate::page_check::checked;
    use crate::samples::claims::STATES;
    use crate::samples::frame;
    use crate::text::Text;

    fn found() -> Found {
        Found {
            claims: vec![FoundClaim {
                number: "CPOR-2026-000118".into(),
                name: "Exchange <and> Teams".into(),
                customer: Marked::of("Vale Verde", Some(0..4)),
                state: STATES[6],
            }],
            customers: vec![FoundCustomer {
                name: Marked::of("Vale Verde", Some(0..4)),
                domain: "valeverde.example".into(),
                href: "/claims?q=valeverde.example".into(),
            }],
            places: FoundPlace::matching(&Text::of(Language::English), Role::Reviewer, ""),
            more: Some("/claims?q=vale".into()),
        }
    }

    #[test]
    fn the_page_and_the_palette_list_the_same() {
        let mut frame = frame(Role::Reviewer, Section::Elsewhere);
        frame.query = "vale".into();
        let text = frame.text;
        let page = checked(&FindPage { frame, found: found() });
        let options = FindOptions {
            text,
            query: "vale".into(),
            found: found(),
        };
        let options = options.render().expect("the options render");
        for html in [&page, &options] {
            for said in [
                "<mark>Vale</mark> Verde",
                "Exchange &#60;and&#62; Teams",
                "/claims/CPOR-2026-000118",
                "/queue?whose=mine",
            ] {
                assert!(html.contains(said), "{said}: {html}");
            }
        }
        assert_eq!(options.matches(r#"role="option""#).count(), found().count() + 1);
        assert!(!options.contains("Recently viewed"));
    }

    #[test]
    fn nothing_found_says_what_is_compared() {
        let mut frame = frame(Role::Auditor, Section::Elsewhere);
        frame.query = "zzz".into();
        let html = checked(&FindPage {
            frame,
            found: Found::default(),
        });
        assert!(html.contains("Nothing begins with “zzz”"), "{html}");
    }

    #[test]
    fn a_role_finds_what_it_can_open() {
        let text = Text::of(Language::English);
        let hrefs = |role, query: &str| {
            let found = FoundPlace::matching(&text, role, query);
            found.iter().map(|place| place.href).collect::<Vec<_>>()
        };
        assert_eq!(hrefs(Role::GlobalAdmin, "new"), ["/claims/new"]);
        assert_eq!(hrefs(Role::Reviewer, "new"), [""; 0]);
        assert!(hrefs(Role::ReviewLead, "").contains(&"/queue"));
        assert_eq!(hrefs(Role::Reviewer, "next"), ["/queue/next"]);
        assert_eq!(
            hrefs(Role::IncentivesUser, "needs"),
            ["/claims?turn=partner&sort=due_at"]
        );
        assert!(!hrefs(Role::SystemAdmin, "").contains(&"/claims"));
    }
}
