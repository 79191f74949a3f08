//! The sign-in page.

use askama::Template;
use domain::party::Role;

use crate::frame::Frame;
use crate::parts::{Field, FieldError};

/// `/sign-in`: e-mail and password, and with the demo one button for each account.
#[derive(Template, Clone, Debug)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    /// The frame, without a person.
    pub frame: Frame,
    /// The e-mail as it was typed.
    pub email: String,
    /// What went wrong at the last try.
    pub problem: Option<SignInProblem>,
    /// The path to go to afterwards.
    pub return_to: Option<String>,
    /// A form that was sent without a session.
    pub kept: Option<KeptForm>,
    /// The demo's accounts by organisation; empty without a demo.
    pub demo: Vec<DemoOrganisation>,
}

/// A form that was sent without a session: signing in carries it along, to be sent again.
#[derive(Clone, Debug)]
pub enum KeptForm {
    /// It is carried.
    Carried {
        /// Where it was sent.
        to: String,
        /// Its fields, as a form's body, without the token.
        body: String,
    },
    /// It was too large for that.
    TooLarge,
}

/// Why nobody was signed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignInProblem {
    /// No e-mail was typed.
    EmailMissing,
    /// No password was typed.
    PasswordMissing,
    /// They don't belong together; it isn't said which is wrong.
    Wrong,
    /// Too many attempts.
    TooMany {
        /// When to try again.
        seconds: u64,
    },
}

/// An organisation of the demo.
#[derive(Clone, Debug)]
pub struct DemoOrganisation {
    /// Its name.
    pub name: String,
    /// Its accounts.
    pub accounts: Vec<DemoAccount>,
}

/// An account that one click signs in.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// The person's name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The address the button sends as `email`.
    pub email: String,
}

impl SignInPage {
    /// Whether the demo's buttons carry a form too: then they share one form of their own.
    fn is_carrying(&self) -> bool {
        matches!(self.kept, Some(KeptForm::Carried { .. }))
    }

    fn errors(&self) -> Vec<FieldError> {
        let field = |name: &str| name.to_owned();
        self.problem
            .map(|problem| match problem {
                SignInProblem::EmailMissing | SignInProblem::Wrong | SignInProblem::TooMany { .. } => field("email"),
                SignInProblem::PasswordMissing => field("password"),
            })
            .zip(self.words())
            .map(|(field, message)| FieldError { field, message })
            .into_iter()
            .collect()
    }

    fn email_field(&self) -> Field {
        let at_password = matches!(self.problem, Some(SignInProblem::PasswordMissing));
        Field {
            value: self.email.clone(),
            error: self.words().filter(|_| !at_password),
        }
    }

    /// A password is never sent back.
    fn password_field(&self) -> Field {
        let here = matches!(self.problem, Some(SignInProblem::PasswordMissing));
        Field {
            value: String::new(),
            error: self.words().filter(|_| here),
        }
    }

    fn words(&self) -> Option<String> {
        let text = &self.frame.text;
        self.problem.map(|problem| match problem {
            SignInProblem::EmailMissing => text.sign_in_email_missing(),
            SignInProblem::PasswordMissing => text.sign_in_password_missing(),
            SignInProblem::Wrong => text.sign_in_wrong(),
            SignInProblem::TooMany { seconds } => text.sign_in_too_many(seconds),
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::party::Role;

    use super::{DemoAccount, DemoOrganisation, KeptForm, SignInPage, SignInProblem};
    use crate::frame::{Frame, Section};
    use crate::page_check::checked;
    use crate::samples;

    fn page() -> SignInPage {
        SignInPage {
            frame: Frame {
                person: None,
                ..samples::frame(Role::Reviewer, Section::Elsewhere)
            },
            email: "ana\"<b>@serraazul.example".into(),
            problem: None,
            return_to: Some("/claims/CPOR-2026-000118".into()),
            kept: None,
            demo: vec![DemoOrganisation {
                name: "Halden Cloud".into(),
                accounts: vec![DemoAccount {
                    name: "Elin Sandberg".into(),
                    role: Role::ReviewLead,
                    email: "lead@vendor.example".into(),
                }],
            }],
        }
    }

    #[test]
    fn a_failed_try_keeps_the_email_and_never_the_password() {
        let html = checked(&SignInPage {
            problem: Some(SignInProblem::Wrong),
            ..page()
        });
        assert!(html.contains("ana&#34;&#60;b&#62;@serraazul.example"));
        assert!(html.contains("don’t belong together") && html.contains("aria-invalid"));
        assert!(html.contains(r#"name="password" type="password" value="""#));
        assert!(html.contains(r#"name="return_to" value="/claims/CPOR-2026-000118""#));
    }

    #[test]
    fn the_demo_offers_each_account_by_name_role_and_address_and_without_it_nothing() {
        let html = checked(&page());
        assert!(
            html.contains(r#"action="/sign-in/demo""#) && html.contains(r#"name="email" value="lead@vendor.example""#)
        );
        assert!(html.contains("Elin Sandberg") && html.contains("Review lead"));
        let bare = checked(&SignInPage {
            demo: Vec::new(),
            ..page()
        });
        assert!(!bare.contains("/sign-in/demo"));
    }

    #[test]
    fn a_form_that_lost_its_session_goes_along_with_either_way_to_sign_in() {
        let html = checked(&SignInPage {
            kept: Some(KeptForm::Carried {
                to: "/claims/CPOR-2026-000118/comments".into(),
                body: "text=a%22b".into(),
            }),
            ..page()
        });
        assert_eq!(html.matches(r#"name="kept" value="text=a%22b""#).count(), 2);
        assert!(
            html.contains("Your form is kept")
                && html.contains(r#"form="demo" name="email" value="lead@vendor.example""#)
        );
        let large = checked(&SignInPage {
            kept: Some(KeptForm::TooLarge),
            ..page()
        });
        assert!(large.contains("too large to keep") && !large.contains(r#"name="kept""#));
    }
}
